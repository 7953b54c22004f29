"""The grading service: who handed in what, what waits to be graded, what was found, which scores are to be sent."""
