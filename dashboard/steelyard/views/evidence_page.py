"""Evidence: being written."""
