"""Drafts of criteria files: storage, undo, comparison with the file, saving and conflicts."""
