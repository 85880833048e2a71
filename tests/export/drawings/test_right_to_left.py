"""Texts of Arabic and Hebrew letters get their marks in a drawing, and nothing else does."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from export.lunch_result import lunch_result
from files.lunch import LUNCH

from steelyard.charts.chart import pictures_of
from steelyard.export.drawings.chart_forms import as_png, as_svg
from steelyard.export.drawings.lettering import set_right_to_left

MARK, LEFT = "\u200f", "\u200e"


@pytest.mark.parametrize(
    "text", ["מחיר, 20!", "12 ימים", "(הכי טוב)", "الطعم (2026)؟", "א &amp; ב."]
)
def test_a_text_of_such_letters_is_marked_on_both_sides(text: str) -> None:
    """Numbers and signs at its ends stand where a reader from the right expects them."""
    svg = f'<text text-anchor="start">{text}</text>'
    assert set_right_to_left(svg) == f'<text text-anchor="start">{MARK}{text}{MARK}</text>'


@pytest.mark.parametrize(
    "svg",
    [
        "<text>Price, 20!</text>",
        "<text>20!</text><text></text>",
        "<text>מרק leads עוגה by 12.0 points</text>",
        "<title>מחיר!</title>",
        '<path aria-label="מחיר!"/>',
        "<text>Wähle 談判!</text>",
    ],
)
def test_everything_else_stays_as_it_is(svg: str) -> None:
    """Sentences of ours run from left to right, and what is no text of the drawing is not ours."""
    assert set_right_to_left(svg) == svg


def test_a_picture_has_the_marks_in_every_drawn_form(tmp_path: Path) -> None:
    """The name of a criterion ends with its own sign; the picture can still be made a PNG."""
    result = lunch_result(tmp_path, text=LUNCH.replace("name: Price", 'name: "מחיר, 20!"'))
    picture = pictures_of(result)["scorecard"]

    assert f">{MARK}מחיר, 20!{MARK}</text>" in as_svg(picture).decode()
    assert as_png(picture).startswith(b"\x89PNG")


def test_lines_of_a_name_are_turned_each_for_itself(tmp_path: Path) -> None:
    """A name on two lines is one text of the drawing; each line begins anew, its signs inside."""
    name = "הסכם מוגבל, עם ערבויות רבות מאוד מאוד לשני הצדדים!"
    result = lunch_result(tmp_path, text=LUNCH.replace("name: Price", f'name: "{name}"'))
    drawn = as_svg(pictures_of(result)["leaders-by-weight"]).decode()
    lines = re.findall(r"<tspan[^>]*>([^<]*[\u05d0-\u05ea][^<]*)</tspan>", drawn)
    alone = [line for line in lines if line.startswith(f"{LEFT}{MARK}")]

    assert len(alone) > 1
    assert alone[-1].endswith(f"{MARK}")
    assert all(line.startswith(LEFT) for line in lines)
