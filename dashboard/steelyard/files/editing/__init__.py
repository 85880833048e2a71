"""Changing the text of a criteria file: exactly what was meant, and nothing beside it."""
