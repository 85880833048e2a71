"""Perspectives: the same criteria set through lenses, readings and scenarios."""
