"""For students in a notebook: ``from autograder.notebook import check``."""
