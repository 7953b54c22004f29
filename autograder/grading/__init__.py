"""Grading of one submission and of a class: what faces ask for."""
