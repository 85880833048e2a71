"""One module for each change of the tables; they are run in the order of their numbers."""
