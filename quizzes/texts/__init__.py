"""How a text of a bank is shown: its Markdown as HTML or plain words, its formulas as MathML or Unicode."""
