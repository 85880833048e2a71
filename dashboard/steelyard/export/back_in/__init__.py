"""Reads our own exports again: as a criteria set to continue with, or as totals to verify."""
