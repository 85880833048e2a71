"""Sentences of the pages on which one judge answers."""
