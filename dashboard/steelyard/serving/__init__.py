"""A server for a team: configuration, permissions, metrics and logs.

Nothing here is loaded by `steelyard open`. The dashboard inside is the same; this package sits in
front of it and decides which requests reach it.
"""
