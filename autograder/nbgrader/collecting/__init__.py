"""What platforms hand out, as the notebooks that nbgrader collects."""
