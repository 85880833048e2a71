"""Evidence: what scores rest on, and what the loss of a claim or a source does."""
