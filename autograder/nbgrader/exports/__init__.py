"""Grades for learning platforms: plugins of `nbgrader export`, each named by its dotted name."""
