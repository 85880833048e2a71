"""Saving a criteria file so that nothing is lost: whole or not at all, over nobody unknowingly."""
