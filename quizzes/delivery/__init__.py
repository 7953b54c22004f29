"""Sitting a quiz: the record of attempts, sittings, practice, and the faces that show them."""
