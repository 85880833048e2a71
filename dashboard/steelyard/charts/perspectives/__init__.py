"""Charts of lenses, readings and scenarios."""
