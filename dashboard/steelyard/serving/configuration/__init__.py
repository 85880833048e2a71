"""The operator's configuration: reading and checking it, with the origin of each value."""
