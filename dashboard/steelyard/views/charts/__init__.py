"""Charts on a page."""
