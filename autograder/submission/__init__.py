"""Hand-ins: finding them, and reading them as text."""
