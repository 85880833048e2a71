"""The page Perspectives."""
