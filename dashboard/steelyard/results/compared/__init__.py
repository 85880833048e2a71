"""Comparisons of two versions of a criteria set, register, sheet or coding."""
