"""Whose page is drawn, on a server for a team; on a laptop there is nothing to say."""
