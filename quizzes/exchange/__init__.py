"""Banks to and from the formats of other systems."""
