"""How everything looks: colours for light and dark mode, type, and each option's colour.

Screen and export read the same theme, so a printed chart and the page cannot differ.
This is the only place that names a colour or a size of type.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import Any, Literal

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.drawing.contrast import with_contrast
from steelyard.model import CriteriaSet
from steelyard.results.prominence import coloured_options

Mode = Literal["light", "dark"]

SLOTS = ("blue", "orange", "teal", "plum", "violet", "gold", "red", "green")
GREY = "grey"
"""The names of options' colours, as used in the rows of charts."""

FONT = "Source Sans Pro, Source Sans, sans-serif"
"""The typeface, first as the exporter names it, then as the page does.

No digits or quotes in a family name: the exporter drops text in such a family.
"""

Weight = Literal[400, 600, 700]
REGULAR: Weight = 400
SEMIBOLD: Weight = 600
BOLD: Weight = 700
TITLE, SECTION, SUBTITLE, LABEL, VALUE, AXIS, SMALL = 19.0, 15.5, 13.5, 14.0, 13.0, 12.0, 11.5
SCORES, SUMS = {46: 13.0, 38: 12.0, 30: 11.5}, {46: 17.0, 38: 15.0, 30: 13.0}
"""Height of a row of the scorecard → size of its scores, and of its total."""


@dataclass(frozen=True)
class Palette:
    """Every colour of one mode; `slots` are for options that can lead, `grey` for all others.

    `accent`, `panel` and `border` are those of the page around the charts: links and selected
    items, the background of fields and menus, and lines that only divide; `edge` is the outline
    that makes a field, box or ring visible, 3 to 1 on the background; `warning` is for text.
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
    warning: str
    panel: str
    border: str
    edge: str


LIGHT = Palette(
    background="#ffffff",
    ink="#1b1f27",
    sub="#4f5765",
    faint="#646c7a",
    rule="#dfe3ea",
    track="#f0f2f6",
    grey="#848b97",
    slots=("#0942b2", "#c87717", "#107f79", "#732676", "#ac62d4", "#836400", "#993040", "#255502"),
    value_ramp=("#f4f5fc", "#dbdff6", "#b3bbea", "#7c88d8", "#2b3896"),
    regret_ramp=("#fdf6ee", "#fae0c5", "#f0b67c", "#d17b2c", "#8a4206"),
    accent="#3243b0",
    warning="#8a4a00",
    panel="#f2f4f9",
    border="#d9dde6",
    edge="#878e9a",
)
DARK = Palette(
    background="#0e1117",
    ink="#f2f4f8",
    sub="#b9c0cc",
    faint="#9aa2b0",
    rule="#2b313c",
    track="#1d232e",
    grey="#737c8b",
    slots=("#6691fe", "#f19b2e", "#71f2d0", "#d956ba", "#c8aeeb", "#e9e066", "#d63b51", "#6ac184"),
    value_ramp=("#171c2b", "#27315f", "#3c4fa0", "#678bfa", "#c3d0ff"),
    regret_ramp=("#1f1812", "#4a2d13", "#864c17", "#dd9937", "#ffdeae"),
    accent="#9db2ff",
    warning="#ffcf8a",
    panel="#1a1f2a",
    border="#343b48",
    edge="#6c7585",
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
    grey. A `colour:` in the file takes precedence; it is moved towards the ink where it would
    not stand out from the background at 3 to 1.

    >>> from steelyard.model import CriteriaSet
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}}})
    >>> option_colours(lunch, "light")
    {'soup': '#0942b2', 'cake': '#c87717'}
    """
    own = own_colours(criteria_set)
    shown = dict(zip(colour_names(own), fills(mode, own), strict=True))
    return {option: shown[slot] for option, slot in option_slots(criteria_set).items()}


def option_slots(criteria_set: CriteriaSet) -> dict[str, str]:
    """Return the name of every option's colour, by id: the same name in light and dark.

    It depends on the file, not on what a view strikes out or overrides.

    The file's own colours are called `own 1`, `own 2` …, in the order of the file; see
    `option_colours` for all others. Cached: callers must not change the result.
    """
    return _slots(ByIdentity(criteria_set.file_set))


@lru_cache(maxsize=32)
def _slots(key: ByIdentity[CriteriaSet]) -> dict[str, str]:
    criteria_set = key.kept
    slots = dict(zip(coloured_options(criteria_set, len(SLOTS)), SLOTS, strict=False))
    owned = [option for option, entry in criteria_set.options.items() if entry.colour]
    return {
        option: f"own {owned.index(option) + 1}" if option in owned else slots.get(option, GREY)
        for option in criteria_set.options
    }


def own_colours(criteria_set: CriteriaSet) -> tuple[str, ...]:
    """Return the colours that a file gives its options, in their order."""
    return tuple(entry.colour for entry in criteria_set.options.values() if entry.colour)


def colour_names(own: Sequence[str] = ()) -> list[str]:
    """Return the names of all colours that an option can have, with those of the file."""
    return [*SLOTS, GREY, *(f"own {number}" for number in range(1, len(own) + 1))]


def fills(mode: Mode, own: Sequence[str] = ()) -> list[str]:
    """Return the colours of a mode in the order of `colour_names`.

    The file's own colours are moved until they stand out from the background at 3 to 1.

    >>> fills("light")[0]
    '#0942b2'
    """
    colours = palette(mode)
    clear = (with_contrast(colour, colours.background, colours.ink, 3.0) for colour in own)
    return [*colours.slots, colours.grey, *clear]


def text_colour(colour: str, mode: Mode) -> str:
    """Return `colour` darkened (dark mode: lightened) until text in it has a contrast of 4.5 to 1.

    >>> text_colour("#394abb", "light")
    '#394abb'
    """
    colours = palette(mode)
    return with_contrast(colour, colours.background, colours.ink, 4.5)


@cache
def config(mode: Mode, own: tuple[str, ...] = ()) -> dict[str, Any]:
    """Return the Vega-Lite configuration of a mode: everything that a chart does not decide.

    `own`: the colours that the file gives its options. Ranges: `category`, the fills of
    options in the order of `colour_names`; `ordinal`, the same for text; `heatmap` for values,
    `ramp` for regrets, `diverging` for kinds of support, in greys because they are not values.
    Styles are named after their purpose; `params` are looks that may depend on a row. Cached:
    callers must not change the result.

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
    option_fills = fills(mode, own)
    looks = {
        "paper": colours.background,
        "ink": colours.ink,
        "quiet": colours.sub,
        "faint": colours.faint,
        "track": colours.track,
        "grey": colours.grey,
        "regular": REGULAR,
        "semibold": SEMIBOLD,
        "bold": BOLD,
        "medium": 17.0,
        "large": 26.0,
    }
    return {
        "background": colours.background,
        "font": FONT,
        "view": {"stroke": None},
        "axis": axis,
        "title": title,
        # By default Vega-Lite draws both translucent.
        "point": {"opacity": 1},
        "tick": {"opacity": 1},
        "params": [{"name": name, "value": value} for name, value in looks.items()],
        "range": {
            "category": option_fills,
            "ordinal": [text_colour(fill, mode) for fill in option_fills],
            "heatmap": list(colours.value_ramp),
            "ramp": list(colours.regret_ramp),
            "diverging": [colours.sub, colours.grey, colours.rule, *[colours.background] * 2],
        },
        "style": _styles(colours),
    }


def _styles(colours: Palette) -> dict[str, Any]:
    """Return the looks of marks, by purpose."""

    def words(size: float, colour: str, weight: Weight = REGULAR, align: str = "left") -> Any:
        return {"fontSize": size, "color": colour, "fontWeight": weight, "align": align,
                "baseline": "middle", "lineHeight": size * 1.15}  # fmt: skip

    return {
        "name": words(LABEL, colours.ink),
        "dense-name": words(VALUE, colours.ink),
        "amount": words(VALUE, colours.ink, SEMIBOLD),
        "note": words(AXIS, colours.sub),
        "faint": words(AXIS, colours.faint),
        "faint-ink": {"color": colours.faint},
        "weight": words(LABEL, colours.sub, SEMIBOLD),
        "head": words(AXIS, colours.sub, SEMIBOLD),
        "total": words(VALUE + 3, colours.ink, BOLD, "right"),
        "number": words(VALUE + 2, colours.ink, SEMIBOLD, "center"),
        "dense-number": words(AXIS, colours.ink, SEMIBOLD, "center"),
        **{f"score-{row}": words(size, colours.ink) for row, size in SCORES.items()},
        **{f"sum-{row}": words(size, colours.ink, BOLD) for row, size in SUMS.items()},
        "small": words(SMALL, colours.ink, align="center"),
        "count": words(26.0, colours.ink, BOLD, "right"),
        "on-bar": words(AXIS, colours.ink, align="center"),
        "to-left": {"align": "left"},
        "to-right": {"align": "right"},
        "head-name": words(AXIS, colours.ink, SEMIBOLD),
        "leader": {"color": colours.grey, "strokeWidth": 1},
        "grid-value": words(VALUE, colours.ink, align="center"),
        "dense-grid-value": words(SMALL, colours.ink, align="center"),
        "confidence": {"strokeWidth": 1, "opacity": 1},
        "on-segment": words(AXIS, colours.ink, SEMIBOLD),
        "halo": {"stroke": colours.background, "strokeWidth": 4, "strokeOpacity": 0.85},
        "aim": words(VALUE, colours.sub, SEMIBOLD),
        "ink": {"color": colours.ink},
        "quiet": {"color": colours.sub},
        "disc": {"color": colours.background, "opacity": 1},
        "ring": {"color": colours.ink, "strokeWidth": 1.5, "opacity": 1},
        "present": {"color": colours.ink, "strokeWidth": 1.5, "strokeDash": [5, 4]},
        "region": {"stroke": colours.background, "strokeWidth": 1.5, "strokeJoin": "round"},
        "rim": {"color": colours.background, "strokeWidth": 1.5},
        "grid-on-fill": {"color": colours.background, "opacity": 0.3},
        "on-region": words(VALUE, colours.ink, SEMIBOLD, "center"),
        "string": {"color": colours.ink, "strokeWidth": 1},
        "badge": {
            "color": colours.ink,
            "stroke": colours.background,
            "strokeWidth": 1.5,
            "opacity": 1,
        },
        "on-badge": words(SMALL, colours.background, BOLD, "center"),
        "faint-line": {"color": colours.rule},
        "centred": {"align": "center"},
        "segment": {"stroke": colours.background, "strokeWidth": 1, "cornerRadius": 2},
        "strong": {"fontWeight": SEMIBOLD},
        "bold": {"fontWeight": BOLD},
        "thin-line": {"color": colours.faint, "strokeWidth": 1},
        "hatching": {"color": colours.rule, "filled": False, "strokeWidth": 1},
        "outline": {
            "filled": False,
            "color": colours.faint,
            "strokeWidth": 1,
            "strokeDash": [3, 2],
        },
        "best": {"filled": False, "color": colours.ink, "strokeWidth": 2},
        "end": words(VALUE + 1, colours.ink, BOLD, "right"),
        "grey-bar": {"color": colours.sub},
        "track": {"color": colours.track},
        "surpassed": {"color": colours.track, "opacity": 0.75},
        "front": {"color": colours.faint, "strokeWidth": 1.5, "strokeDash": [5, 4]},
        "range": {"color": colours.sub, "strokeWidth": 1.4},
        "now": {"color": colours.ink, "strokeWidth": 3},
        "now-edge": {"color": colours.background, "strokeWidth": 5},
        "dot": {"stroke": colours.background, "strokeWidth": 1.5, "opacity": 1},
        "unseen": {"color": colours.background, "fillOpacity": 0, "opacity": 1},
    }
