"""Question banks: models, proofs and delivery. The package imports nothing of ``autograder``."""
