"""The face in the terminal: items, formulas, what was typed, and the sums at the end."""
