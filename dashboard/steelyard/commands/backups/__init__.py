"""Commands that back up a server into one file and restore it."""
