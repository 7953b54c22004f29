"""Views of a report for other systems, and what those systems are given to grade with."""
