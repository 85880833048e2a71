"""Texts added and divided, and claims made of them, on the page Evidence and in a new set."""
