"""Log: who did what on a server for a team, for those who run rounds or the server."""
