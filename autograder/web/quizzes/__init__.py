"""Quizzes in the tool: the sittings of `quizzes.delivery`, a record for each placement, scores to the gradebook."""

from autograder.web.quizzes.routes import routes

__all__ = ["routes"]
