"""Charts of what scores rest on."""
