"""The nine kinds of item, and what they are made of."""
