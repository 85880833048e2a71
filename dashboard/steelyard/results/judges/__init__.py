"""What several judges make of a set: the group, its disagreement, and rounds compared."""
