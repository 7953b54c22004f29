"""Item analysis: how hard, how telling and how sound the items of a quiz were, from the responses of a class."""
