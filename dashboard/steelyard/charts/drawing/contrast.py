"""Arithmetic on colours: contrast, ramps, and the text that stays readable on them.

Colours are `#rrggbb` strings in sRGB. The colours themselves are chosen in `theme`.
"""

from __future__ import annotations

from collections.abc import Sequence
from functools import lru_cache

BLACK = "#000000"
WHITE = "#ffffff"


def contrast(first: str, second: str) -> float:
    """Return the contrast ratio of two colours, from 1 (the same) to 21.

    Symmetric. Raises ValueError for anything but `#rrggbb`.
    Source: WCAG 2.2, definition of contrast ratio.

    >>> round(contrast("#000000", "#ffffff"), 1)
    21.0
    """
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def text_on(fill: str) -> str:
    """Return black or white, whichever reads better on `fill`; black where they are equal.

    The contrast is then never below the square root of 21, about 4.58.

    >>> text_on("#394abb"), text_on("#dbdff6")
    ('#ffffff', '#000000')
    """
    return BLACK if contrast(fill, BLACK) >= contrast(fill, WHITE) else WHITE


def mix(first: str, second: str, share: float) -> str:
    """Return the colour `share` (0 to 1) of the way from `first` to `second`.

    >>> mix("#000000", "#ffffff", 0.5)
    '#808080'
    """
    pairs = zip(_channels(first), _channels(second), strict=True)
    return "#" + "".join(f"{int(a + (b - a) * share + 0.5):02x}" for a, b in pairs)


def ramp_colour(stops: Sequence[str], value: float) -> str:
    """Return the colour of a value of 0 to 100 on a ramp of evenly spaced stops.

    Values outside the span take the colour of the nearer end.

    >>> ramp_colour(["#000000", "#ffffff"], 50)
    '#808080'
    """
    position = min(max(value, 0.0), 100.0) / 100 * (len(stops) - 1)
    lower = min(int(position), len(stops) - 2)
    return mix(stops[lower], stops[lower + 1], position - lower)


def with_contrast(colour: str, background: str, ink: str, least: float) -> str:
    """Return `colour`, moved towards `ink` only as far as the contrast `least` requires.

    Where even the ink falls short, the ink is returned.

    >>> with_contrast("#ffffff", "#ffffff", "#000000", 4.5)
    '#737373'
    """
    for step in range(21):
        candidate = mix(colour, ink, step / 20)
        if contrast(candidate, background) >= least:
            return candidate
    return ink


@lru_cache(maxsize=4096)
def _luminance(colour: str) -> float:
    red, green, blue = (_linear(channel / 255) for channel in _channels(colour))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(channel: float) -> float:
    return channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4


def _channels(colour: str) -> tuple[int, int, int]:
    if len(colour) != 7 or not colour.startswith("#"):
        raise ValueError(f"not a colour of the form #rrggbb: {colour!r}")
    return int(colour[1:3], 16), int(colour[3:5], 16), int(colour[5:7], 16)
