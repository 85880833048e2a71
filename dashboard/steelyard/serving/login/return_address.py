"""The redirect after a login: to the page that was requested, and never to another server."""

from __future__ import annotations

from urllib.parse import urlsplit

from steelyard.serving.route_table import LOGIN, LOGOUT

LONGEST = 4000
"""Maximum characters of the return address; enough for a view with all its weights."""


def local_address(asked: str, base: str) -> str:
    """Return the requested address if it is on this dashboard, else that of the first page.

    >>> local_address("/x/edit?set=lunch", "/x"), local_address("//evil.example/x/", "/x")
    ('/x/edit?set=lunch', '/x/')
    """
    first = f"{base}/"
    if len(asked) > LONGEST or not asked.isprintable() or "\\" in asked or not asked.isascii():
        return first
    try:
        parts = urlsplit(asked)
    except ValueError:
        return first
    path = parts.path
    if parts.scheme or parts.netloc or not path.startswith(first) or "//" in path or ".." in path:
        return first
    beside = path[len(base) :]
    return first if beside in (LOGIN, LOGOUT) or beside.startswith(f"{LOGIN}/") else asked
