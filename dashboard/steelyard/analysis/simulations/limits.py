"""For how many options simulations are sampled; readable without numpy."""

from __future__ import annotations

from typing import Final

MOST_OPTIONS: Final = 255
"""Places are counted in one byte each."""


def too_many_options(found: int) -> str:
    """Return what to say of more options than simulations can be sampled for.

    >>> too_many_options(300)
    'found 300 options; simulations are sampled for 255 at most'
    """
    return f"found {found} options; simulations are sampled for {MOST_OPTIONS} at most"
