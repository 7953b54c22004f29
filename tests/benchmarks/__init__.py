"""The budgets of the project, measured as ratios in one run: ``make bench``."""
