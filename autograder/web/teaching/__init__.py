"""The instructor's pages: the class, each submission, regrades, scores set by hand, analysis, settings, and data."""
