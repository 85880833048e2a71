"""Results: everything computed from one criteria file in one view, and its wording."""
