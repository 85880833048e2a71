"""A view written for a colleague is the same view when it is read, and checked part by part."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from export.lunch_result import MOVED, lunch_result

from steelyard.export.view_file import read_view, write_view
from steelyard.results.choice import Choice


def test_a_view_comes_back_as_it_was(tmp_path: Path) -> None:
    """Every part of a choice is written and read; the frame is always named."""
    result = lunch_result(tmp_path, MOVED)
    found = read_view(write_view(result), result.loaded)

    assert found.view.swings == {"price": 30.0}
    assert found.disputes == {("cake", "taste"): 33.5}
    assert (found.frame, found.lens, found.reading) == ("both", "child", "gourmet")
    assert (found.scenario, found.rival) == ("rain", "soup")


def test_the_files_own_view_needs_nothing(tmp_path: Path) -> None:
    """A file with nothing but an empty view is the file's own view."""
    result = lunch_result(tmp_path)
    assert read_view(b'{"format": 1, "view": {}}', result.loaded) == Choice()


@pytest.mark.parametrize(
    ("view", "told"),
    [
        ({"lens": "adult"}, "no lens called “adult”"),
        ({"frame": ["both"]}, "no frame called"),
        ({"rival": "soap"}, "no option called “soap”"),
        ({"swings": {"smell": 3}}, "no criterion called “smell”"),
        ({"swings": {"taste": -1}}, "taste has to be a number from 0"),
        ({"swings": {"taste": True}}, "taste has to be a number"),
        ({"swings": [1]}, '"swings" holds names and numbers'),
        ({"disputes": {"soup/taste": 101}}, "soup/taste has to be a number from 0 to 100"),
        ({"disputes": {"soup": 50}}, "no criterion called"),
        ({"struck": "k1"}, '"struck" is a list'),
        ({"struck": ["k1"]}, "no claim called “k1”"),
        ({"lense": "child"}, "no part called “lense”"),
    ],
)
def test_what_the_file_does_not_have_is_told(
    view: dict[str, Any], told: str, tmp_path: Path
) -> None:
    """The first part that cannot be is named, with what was found."""
    data = json.dumps({"format": 1, "view": view}).encode()
    with pytest.raises(ValueError, match=told):
        read_view(data, lunch_result(tmp_path).loaded)


@pytest.mark.parametrize("data", [b"", b"[]", b"{}", b"[" * 99_999, b'{"view": 3}', b"\xff"])
def test_what_is_no_view_is_told(data: bytes, tmp_path: Path) -> None:
    """Anything but a view, however deep or broken, is one sentence."""
    with pytest.raises(ValueError, match="a view is a JSON file"):
        read_view(data, lunch_result(tmp_path).loaded)


def test_a_view_of_tomorrow_is_refused(tmp_path: Path) -> None:
    """Another format is not guessed at."""
    with pytest.raises(ValueError, match="format"):
        read_view(b'{"format": 2, "view": {}}', lunch_result(tmp_path).loaded)


@pytest.mark.parametrize("number", ["NaN", "Infinity", "1e999"])
def test_numbers_that_are_none_are_refused(number: str, tmp_path: Path) -> None:
    """What Python would read as a number without end or sense is refused."""
    data = f'{{"format": 1, "view": {{"swings": {{"taste": {number}}}}}}}'.encode()
    with pytest.raises(ValueError, match="taste has to be a number"):
        read_view(data, lunch_result(tmp_path).loaded)
