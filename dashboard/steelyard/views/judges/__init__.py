"""Judges: rounds in which several people score apart."""
