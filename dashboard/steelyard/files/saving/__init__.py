"""Saving a criteria file: whole or not at all, and never over changes the user has not seen."""
