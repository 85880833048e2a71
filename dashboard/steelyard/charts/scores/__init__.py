"""Charts of values, totals and contributions."""
