"""The stamp of each form of a chart finds every change, and forgives what changes nothing."""

from __future__ import annotations

import json
import struct
from pathlib import Path

import pytest
from export.lunch_result import lunch_result
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.charts.chart import pictures_of
from steelyard.export.drawings.chart_forms import CHART_FORMS
from steelyard.export.drawings.images import (
    read_csv_stamp,
    read_png_stamp,
    read_spec_stamp,
    read_svg_stamp,
    stamp_csv,
    stamp_svg,
)

ORIGIN = {"Frame": "four", "Note": "</metadata><b> , \" ' 60%"}


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    """Return one picture in the forms whose stamps are read here."""
    result = lunch_result(tmp_path_factory.mktemp("lunch"))
    shown = pictures_of(result)["scorecard"]
    return {form: CHART_FORMS[form].make(shown) for form in ("svg", "png", "vega", "csv")}


def test_a_changed_figure_breaks_the_seal(made: dict[str, bytes]) -> None:
    """72 points made into 73 are found in a drawing, a specification and a table."""
    assert not read_svg_stamp(made["svg"].replace(b">72.0<", b">73.0<")).is_intact
    assert not read_spec_stamp(made["vega"].replace(b'"72.0"', b'"73.0"')).is_intact
    assert not read_csv_stamp(made["csv"].replace(b",72.0,", b",73.0,")).is_intact


def test_a_changed_dot_breaks_the_seal(made: dict[str, bytes]) -> None:
    """One byte of the packed image changed is found."""
    place = made["png"].index(b"IDAT") + 40
    changed = bytearray(made["png"])
    changed[place] ^= 1
    assert not read_png_stamp(bytes(changed)).is_intact


def test_another_layout_of_a_specification_is_no_change(made: dict[str, bytes]) -> None:
    """Saved anew by an editor, without its line breaks, it is as it was made."""
    anew = json.dumps(json.loads(made["vega"])).encode()
    assert read_spec_stamp(anew).is_intact


def test_a_table_saved_anew_is_no_change(made: dict[str, bytes]) -> None:
    """Other line ends, and quotes around the stamp, are no change of content."""
    assert read_csv_stamp(made["csv"].replace(b"\r\n", b"\n")).is_intact
    body, mark, stamp = made["csv"].partition(b"# steelyard: ")
    assert read_csv_stamp(body + b'"' + mark + stamp.rstrip() + b'",,,\n').is_intact


def test_a_table_is_still_read_by_other_programs(made: dict[str, bytes]) -> None:
    """pandas reads it as it is, and without its stamp when told that # begins a comment."""
    import io

    import pandas as pd

    whole = pd.read_csv(io.BytesIO(made["csv"]))
    clean = pd.read_csv(io.BytesIO(made["csv"]), comment="#")
    assert len(whole) == len(clean) + 1
    assert clean["total"].dtype == float


@pytest.mark.parametrize(
    ("read", "data"),
    [
        (read_svg_stamp, b"<svg></svg>"),
        (read_svg_stamp, b'<svg><metadata id="steelyard">{}</metadata>' * 2 + b"</svg>"),
        (read_svg_stamp, b'<svg><metadata id="steelyard">nonsense</metadata></svg>'),
        (read_png_stamp, b"\x89PNG\r\n\x1a\n"),
        (read_png_stamp, b"GIF89a"),
        (read_png_stamp, b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31, b"iTXt") + b"x"),
        (read_spec_stamp, b"[" * 100_000),
        (read_spec_stamp, b'{"usermeta": {"Steelyard": [1]}}'),
        (read_spec_stamp, b'{"usermeta": 3}'),
        (read_spec_stamp, b"\xff\xfe"),
        (read_csv_stamp, b"a,b\n1,2\n"),
        (read_csv_stamp, b"# steelyard: %7B%22a"),
    ],
)
def test_what_has_no_stamp_is_one_sentence(read: object, data: bytes) -> None:
    """A file without a stamp, or with a broken or a boundless one, is a ValueError."""
    assert callable(read)
    with pytest.raises(ValueError, match=r"stamp|PNG file|be read"):
        read(data)


@settings(max_examples=50, deadline=None)
@given(st.dictionaries(st.text(max_size=20), st.text(max_size=60), max_size=5))
def test_any_origin_comes_back(origin: dict[str, str]) -> None:
    """Whatever stands in an origin is read as it was written, and never leaves its place."""
    origin.pop("Content SHA-256", None)
    for stamp in (
        read_svg_stamp(stamp_svg(b"<svg><text>a</text></svg>", origin)),
        read_csv_stamp(stamp_csv(b"a,b\r\n1,2\r\n", origin)),
    ):
        assert stamp.is_intact
        assert stamp.origin == origin


def test_a_picture_is_still_one_after_stamping() -> None:
    """The stamp stands inside the root, after everything else."""
    stamped = stamp_svg(b"<svg><text>a</text></svg>", ORIGIN)
    assert stamped.startswith(b"<svg><text>a</text><metadata")
    assert stamped.endswith(b"</metadata></svg>")


def test_the_path_of_this_machine_is_nowhere(made: dict[str, bytes]) -> None:
    """Only the name of the criteria file leaves, never where it lay."""
    for data in made.values():
        assert str(Path.cwd()).encode() not in data
        assert b"/tmp" not in data
