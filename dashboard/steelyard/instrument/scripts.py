"""The browser's part as text: engine and instrument in JavaScript, and their style."""

from __future__ import annotations

from functools import lru_cache
from importlib.resources import files


def script(*more: str) -> str:
    """Return engine and instrument as one text, then the files named, in that order.

    Raises FileNotFoundError for a name that is no file beside this module.
    """
    return "\n".join(_read(name) for name in ("engine.js", "instrument.js", *more))


def style() -> str:
    """Return the instrument's style sheet."""
    return _read("instrument.css")


@lru_cache
def _read(name: str) -> str:
    return files("steelyard.instrument").joinpath(name).read_text(encoding="utf-8")
