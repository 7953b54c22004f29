"""Views of the report for people: pages, plots, tables."""
