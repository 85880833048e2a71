"""Charts of values, totals and contributions, and of what scores rest on."""
