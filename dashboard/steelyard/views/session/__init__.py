"""A visitor's session: the open file, the choice, the pages."""
