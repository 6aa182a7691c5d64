"""Pictures: one function each, from a result to Axes."""
