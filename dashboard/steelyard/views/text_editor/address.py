"""Where the browser finds the parts of the editor that are served, not sent along.

Set by the server once it serves them; without it the plain text area does the job.
"""

from __future__ import annotations

_address: list[str] = []


def put_module_address(address: str) -> None:
    """Note where the editor's module is served, without a slash in front."""
    _address[:] = [address]


def module_address() -> str | None:
    """Return where the editor's module is served; `None` for the plain text area."""
    return _address[0] if _address else None
