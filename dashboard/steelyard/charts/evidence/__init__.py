"""Charts of the evidence for scores."""
