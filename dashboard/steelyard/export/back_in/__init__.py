"""Exports of ours read again: as a criteria set to go on with, or as totals to be checked."""
