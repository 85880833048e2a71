"""Show who is logged in on a server for a team; on a laptop nothing is shown."""
