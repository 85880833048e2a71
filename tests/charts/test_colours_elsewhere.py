"""Colours outside Python: style sheets, scripts and the page's settings use those of the theme."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import pytest

from steelyard.charts.theme import DARK, LIGHT, Palette
from steelyard.instrument.scripts import style

DASHBOARD = Path(__file__).resolve().parents[2] / "dashboard"
SETTINGS = DASHBOARD / ".streamlit" / "config.toml"
INSTRUMENT = DASHBOARD / "steelyard" / "instrument" / "instrument.css"
ICON = DASHBOARD / "steelyard" / "views" / "icon.svg"
KINDS = {".css", ".js", ".toml", ".svg", ".html"}
FOREIGN = "codemirror"
"""The folder of other people's scripts, fetched and not kept in the repository."""

HEX = re.compile(r"#(?:[0-9a-fA-F]{8}|[0-9a-fA-F]{6}|[0-9a-fA-F]{3,4})\b")
MIXED = re.compile(r"(?<!\w)(?:rgb|hsl|hwb|lab|lch|oklab|oklch)a?\([^)]*\)")
SHADOW = re.compile(r"rgba?\(0,? 0,? 0\b")

ELSEWHERE = {"#b3261e": "Streamlit's own red, for a page that does not say which it has"}
"""Colours that are none of the theme's, each with the reason."""


def colours_of(palette: Palette) -> set[str]:
    """Return every colour of a mode."""
    entries = [getattr(palette, field.name) for field in fields(palette)]
    return {
        colour for entry in entries for colour in ([entry] if isinstance(entry, str) else entry)
    }


def own_files() -> list[Path]:
    """Return the files below the dashboard that can name a colour and are not Python."""
    found = [path for path in DASHBOARD.rglob("*") if path.suffix in KINDS]
    return [path for path in sorted(found) if FOREIGN not in path.parts]


def in_full(colour: str) -> str:
    """Return a colour of hex digits in small letters and in its long form."""
    digits = colour[1:].lower()
    return "#" + ("".join(2 * digit for digit in digits) if len(digits) < 5 else digits)


def foreign_colours(text: str) -> Iterator[str]:
    """Yield what a text has of colours that are neither the theme's nor in the list above."""
    known = colours_of(LIGHT) | colours_of(DARK) | set(ELSEWHERE)
    yield from (colour for colour in HEX.findall(text) if in_full(colour) not in known)
    yield from (colour for colour in MIXED.findall(text) if not SHADOW.match(colour))


@pytest.mark.parametrize(
    "path", own_files(), ids=lambda path: path.relative_to(DASHBOARD).as_posix()
)
def test_a_file_names_only_colours_of_the_theme(path: Path) -> None:
    """A colour that is changed in the theme alone is found wherever else it is written."""
    assert list(foreign_colours(path.read_text(encoding="utf-8"))) == []


def test_files_of_every_kind_are_looked_at() -> None:
    """The settings, the style sheets and the scripts are among them."""
    assert {SETTINGS, ICON, INSTRUMENT} <= set(own_files())
    assert {".css", ".js", ".toml"} <= {path.suffix for path in own_files()}


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("color: #123456;", ["#123456"]),
        ("fill:#ABC; stroke:#FFF", ["#ABC"]),
        ("#3243b0 #3243B0 #394abc", ["#394abc"]),
        ("box-shadow: 0 1px rgba(0, 0, 0, .25); color: rgb(0 0 1)", ["rgb(0 0 1)"]),
        ("href='#steelyard-live'", []),
    ],
)
def test_a_colour_of_nobody_is_found(text: str, found: list[str]) -> None:
    """Long or short, in capitals or mixed of numbers; a black shadow is none."""
    assert list(foreign_colours(text)) == found


def test_the_list_of_others_holds_nothing_that_is_gone() -> None:
    """What stands in it is used, and is not a colour of the theme by now."""
    written = "".join(path.read_text(encoding="utf-8") for path in own_files())
    assert all(colour in written for colour in ELSEWHERE)
    assert not set(ELSEWHERE) & (colours_of(LIGHT) | colours_of(DARK))


@pytest.mark.parametrize(("mode", "palette"), [("light", LIGHT), ("dark", DARK)])
def test_the_pages_settings_are_the_themes(mode: str, palette: Palette) -> None:
    """Streamlit draws its own parts of the page in the colours of the charts beside them."""
    theme = tomllib.loads(SETTINGS.read_text(encoding="utf-8"))["theme"]
    assert theme[mode] == {
        "primaryColor": palette.accent,
        "backgroundColor": palette.background,
        "secondaryBackgroundColor": palette.panel,
        "textColor": palette.ink,
        "borderColor": palette.border,
        "linkColor": palette.accent,
    }


@pytest.mark.parametrize(
    ("selector", "palette"), [(":host, .sy", LIGHT), ('.sy[data-mode="dark"]', DARK)]
)
def test_the_instruments_variables_are_the_themes(selector: str, palette: Palette) -> None:
    """Light and dark each have their own, none of them swapped with another."""
    rule = f"\n{style()}".partition(f"\n{selector} {{")[2].partition("}")[0]
    assert dict(re.findall(r"--(\w+): (#\w+);", rule)) == {
        "ink": palette.ink,
        "sub": palette.sub,
        "rule": palette.rule,
        "edge": palette.edge,
        "track": palette.track,
        "paper": palette.background,
        "accent": palette.accent,
        "warning": palette.warning,
    }


def test_the_instrument_names_colours_by_variables_only() -> None:
    """Every variable that its style sheet uses is defined, and it writes no colour itself."""
    text = INSTRUMENT.read_text(encoding="utf-8")
    defined = set(re.findall(r"--(\w[\w-]*):", style()))
    assert HEX.findall(text) == []
    # The script sets these itself: how high a head stands and how long its name is, and an option's
    # colour on paper.
    set_by_script = {"below", "long", "on-paper"}
    assert set(re.findall(r"var\(--(\w[\w-]*)[,)]", text)) - set_by_script <= defined
