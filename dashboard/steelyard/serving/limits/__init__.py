"""Limits on what one visitor may use at once, so that nobody slows the server down for others."""
