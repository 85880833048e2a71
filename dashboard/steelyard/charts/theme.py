"""How everything looks: colours for light and dark, type, and an option's own colour.

Screen and export read the same theme, so a printed chart and the page cannot differ.
This is the only place that names a colour or a size of type.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

from steelyard.charts.drawing.contrast import ramp_colour, with_contrast
from steelyard.model import CriteriaSet
from steelyard.results.prominence import coloured_options

Mode = Literal["light", "dark"]

FONT = "Source Sans Pro, Source Sans, sans-serif"
"""The typeface, first as the exporter names it, then as the page does.

No digit and no quotes in a family: the exporter drops text of such a family.
"""

Weight = Literal[400, 600, 700]
REGULAR: Weight = 400
SEMIBOLD: Weight = 600
BOLD: Weight = 700
TITLE, SUBTITLE, LABEL, VALUE, AXIS, SMALL = 19.0, 13.5, 14.0, 13.0, 12.0, 10.5


@dataclass(frozen=True)
class Palette:
    """Every colour of one mode; `slots` are for options that can lead, `grey` for all others.

    `accent`, `panel` and `border` are those of the page around the charts: links and what is
    chosen, the ground of fields and menus, and the line around them.
    """

    background: str
    ink: str
    sub: str
    faint: str
    rule: str
    track: str
    grey: str
    slots: tuple[str, ...]
    value_ramp: tuple[str, ...]
    regret_ramp: tuple[str, ...]
    accent: str
    panel: str
    border: str


LIGHT = Palette(
    background="#ffffff",
    ink="#1b1f27",
    sub="#4f5765",
    faint="#646c7a",
    rule="#dfe3ea",
    track="#f0f2f6",
    grey="#848b97",
    # Blue, orange, teal, plum, violet, gold, red and green, in both modes.
    slots=(
        "#0942b2",
        "#c87717",
        "#107f79",
        "#732676",
        "#ac62d4",
        "#836400",
        "#993040",
        "#255502",
    ),
    value_ramp=("#f4f5fc", "#dbdff6", "#b3bbea", "#7c88d8", "#2b3896"),
    regret_ramp=("#fdf6ee", "#fae0c5", "#f0b67c", "#d17b2c", "#8a4206"),
    accent="#3243b0",
    panel="#f2f4f9",
    border="#d9dde6",
)
DARK = Palette(
    background="#0e1117",
    ink="#f2f4f8",
    sub="#b9c0cc",
    faint="#9aa2b0",
    rule="#2b313c",
    track="#1d232e",
    grey="#737c8b",
    slots=(
        "#6691fe",
        "#f19b2e",
        "#71f2d0",
        "#d956ba",
        "#c8aeeb",
        "#e9e066",
        "#d63b51",
        "#6ac184",
    ),
    value_ramp=("#171c2b", "#27315f", "#3c4fa0", "#678bfa", "#c3d0ff"),
    regret_ramp=("#1f1812", "#4a2d13", "#864c17", "#dd9937", "#ffdeae"),
    accent="#9db2ff",
    panel="#1a1f2a",
    border="#343b48",
)


def palette(mode: Mode) -> Palette:
    """Return the colours of a mode.

    >>> palette("dark").background
    '#0e1117'
    """
    return DARK if mode == "dark" else LIGHT


def option_colours(criteria_set: CriteriaSet, mode: Mode) -> dict[str, str]:
    """Return the colour of every option, by id; the same on every page and in every view.

    The options that can lead (`coloured_options`) take the slots by their place in the
    opening frame at the weights of the file, so that neighbours differ most; the rest are
    grey. A `colour:` in the file comes first; it is moved towards the ink where it would
    not stand out from the background at 3 to 1.

    >>> from steelyard.model import CriteriaSet
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}}})
    >>> option_colours(lunch, "light")
    {'soup': '#0942b2', 'cake': '#c87717'}
    """
    colours = palette(mode)
    coloured = coloured_options(criteria_set, len(colours.slots))
    slots = dict(zip(coloured, colours.slots, strict=False))
    return {
        option: with_contrast(entry.colour, colours.background, colours.ink, 3.0)
        if entry.colour
        else slots.get(option, colours.grey)
        for option, entry in criteria_set.options.items()
    }


def text_colour(colour: str, mode: Mode) -> str:
    """Return `colour` darkened (in the dark: lightened) until text in it reads at 4.5 to 1.

    >>> text_colour("#394abb", "light")
    '#394abb'
    """
    colours = palette(mode)
    return with_contrast(colour, colours.background, colours.ink, 4.5)


def value_colour(value: float, mode: Mode) -> str:
    """Return the colour of a value of 0 to 100; the stronger, the better.

    >>> value_colour(100, "light")
    '#2b3896'
    """
    return ramp_colour(palette(mode).value_ramp, value)


def regret_colour(regret: float, mode: Mode) -> str:
    """Return the colour of a regret of 0 to 100 points; another hue, because low is good.

    >>> regret_colour(0, "light")
    '#fdf6ee'
    """
    return ramp_colour(palette(mode).regret_ramp, regret)


def config(mode: Mode) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a mode, for charts built in any way.

    >>> config("light")["background"]
    '#ffffff'
    """
    colours = palette(mode)
    axis = {
        "labelFontSize": AXIS, "labelColor": colours.sub, "titleFontSize": AXIS,
        "titleColor": colours.sub, "titleFontWeight": SEMIBOLD, "gridColor": colours.rule,
        "domainColor": colours.rule, "tickColor": colours.rule,
    }  # fmt: skip
    title = {
        "anchor": "start", "frame": "group", "offset": 14, "fontSize": TITLE,
        "fontWeight": BOLD, "color": colours.ink, "lineHeight": TITLE * 1.2,
        "subtitleFontSize": SUBTITLE, "subtitleColor": colours.sub,
        "subtitleFontWeight": REGULAR, "subtitleLineHeight": SUBTITLE * 1.3,
        "subtitlePadding": 5,
    }  # fmt: skip
    return {
        "background": colours.background,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "title": title,
        "text": {"color": colours.ink},
    }
