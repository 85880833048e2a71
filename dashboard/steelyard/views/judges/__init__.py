"""The page Judges: rounds opened and closed, the disagreement, and the group's result."""
