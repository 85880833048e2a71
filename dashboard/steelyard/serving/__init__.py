"""A server for a team: configuration, who may do what, what is counted and written down.

Nothing here is loaded by `steelyard open`. The dashboard inside is the same; this room stands in
front of it and decides what reaches it.
"""
