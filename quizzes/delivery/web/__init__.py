"""The face of a quiz in a browser on the same machine; `server.serve` shows it."""

from quizzes.delivery.web.server import serve

__all__ = ["serve"]
