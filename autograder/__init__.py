"""rectify: an auto-graded course on activation functions, and the engine that grades it."""

__version__ = "0.1.0"
