"""Results: everything computed of one criteria file seen one way, and its wording."""
