"""The colours of options: told apart with any sight for colours, and seen on page and track.

Distance is Euclid's in OKLab times 100 (Ottosson 2020); about 2 is just noticeable. The sights are
of Machado, Oliveira and Fernandes (2009) at full severity, applied to linear light.
"""

from __future__ import annotations

from itertools import combinations

import numpy as np
import pytest
from numpy.typing import NDArray

from steelyard.charts import theme
from steelyard.charts.drawing.contrast import contrast
from steelyard.charts.theme import Mode

MODES: tuple[Mode, ...] = ("light", "dark")
SIGHTS = {
    "usual": np.eye(3),
    "protan": np.array(
        [
            [0.152286, 1.052583, -0.204868],
            [0.114503, 0.786281, 0.099216],
            [-0.003882, -0.048116, 1.051998],
        ]
    ),
    "deutan": np.array(
        [
            [0.367322, 0.860646, -0.227968],
            [0.280085, 0.672501, 0.047413],
            [-0.011820, 0.042940, 0.968881],
        ]
    ),
    "tritan": np.array(
        [
            [1.255528, -0.076749, -0.178779],
            [-0.078411, 0.930809, 0.147602],
            [0.004733, 0.691367, 0.303900],
        ]
    ),
}
TO_CONES = np.array(
    [
        [0.4122214708, 0.5363325363, 0.0514459929],
        [0.2119034982, 0.6806995451, 0.1073969566],
        [0.0883024619, 0.2817188376, 0.6299787005],
    ]
)
TO_LAB = np.array(
    [
        [0.2104542553, 0.7936177850, -0.0040720468],
        [1.9779984951, -2.4285922050, 0.4505937099],
        [0.0259040371, 0.7827717662, -0.8086757660],
    ]
)


def place(colour: str, sight: str) -> NDArray[np.float64]:
    """Return where a colour lies in OKLab, times 100, as it is seen with a sight."""
    shares = np.array([int(colour[i : i + 2], 16) for i in (1, 3, 5)]) / 255
    light = np.where(shares <= 0.04045, shares / 12.92, ((shares + 0.055) / 1.055) ** 2.4)
    seen = np.clip(light @ SIGHTS[sight].T, 0, 1)
    found: NDArray[np.float64] = np.cbrt(seen @ TO_CONES.T) @ TO_LAB.T * 100
    return found


def nearest(colours: tuple[str, ...], sight: str) -> float:
    """Return the distance of the two colours that are most alike."""
    pairs = combinations(colours, 2)
    return min(float(np.linalg.norm(place(a, sight) - place(b, sight))) for a, b in pairs)


def test_the_measure_knows_what_looks_alike() -> None:
    """A red and a green of equal lightness are far apart, but not for a deuteranope."""
    assert nearest(("#b04040", "#6b7a1f"), "usual") > 15
    assert nearest(("#b04040", "#6b7a1f"), "deutan") < 6


@pytest.mark.parametrize("sight", SIGHTS)
@pytest.mark.parametrize("mode", MODES)
def test_options_are_told_apart(mode: Mode, sight: str) -> None:
    """The first two are worlds apart, the first six clearly so, and all nine still told apart."""
    colours = theme.palette(mode)
    assert nearest(colours.slots[:2], sight) > 25
    assert nearest(colours.slots[:6], sight) > 9.5
    assert nearest((*colours.slots, colours.grey), sight) > 6.9


@pytest.mark.parametrize("mode", MODES)
def test_every_colour_stands_out_from_page_and_track(mode: Mode) -> None:
    """Bars reach 3 to 1 on the page and on the track that they lie on."""
    colours = theme.palette(mode)
    for colour in (*colours.slots, colours.grey):
        assert min(contrast(colour, ground) for ground in (colours.background, colours.track)) >= 3
