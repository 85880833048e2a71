"""The number of options up to which simulations are sampled; importable without numpy."""

from __future__ import annotations

from typing import Final

MOST_OPTIONS: Final = 255
"""Because each place (how many options are ahead) is stored in one byte."""


def too_many_options(found: int) -> str:
    """Return why a set with this many options cannot be sampled, without a full stop.

    >>> too_many_options(300)
    'found 300 options; simulations are sampled for 255 at most'
    """
    return f"found {found} options; simulations are sampled for {MOST_OPTIONS} at most"
