"""What `from autograder.notebook import check` is made of: live definitions as a submission, and who grades it."""
