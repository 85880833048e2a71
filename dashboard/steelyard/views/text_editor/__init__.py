"""A text editor for criteria files on the page."""
