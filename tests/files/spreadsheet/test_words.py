"""Words stand at the same numbers in every column of a sheet."""

from __future__ import annotations

import pytest

from steelyard.files.spreadsheet.notation.words import extremes_on, read_words

FIVE = {"Very low": 10, "Low": 30, "Medium": 50, "High": 70, "Very high": 90}
COLUMNS: list[tuple[dict[str, float], bool]] = [
    ({"Low": 10, "Medium": 50, "High": 90}, False),
    (FIVE, False),
    ({"Very low": 10, "High": 70}, False),
    ({"None": 0, "Low": 10, "High": 90}, False),
    ({"low-medium": 30, "medium": 50, "high": 90}, False),
    ({"gering": 10, "mittel": 50, "hoch": 90}, False),
    ({"faible": 30, "très élevé": 90}, False),
    ({"bajo": 10, "alto": 90}, False),
    ({"laag": 10, "gemiddeld": 50, "hoog": 90}, False),
    ({"L": 10, "M": 50, "H": 90}, False),
    ({"poor": 10, "fair": 50, "good": 90}, True),
    ({"poor": 30, "good": 70, "excellent": 90}, True),
    ({"red": 10, "amber": 50, "green": 90}, True),
    ({"🔴": 10, "🟢": 90}, True),
    ({"✓": 100, "partly": 50, "✗": 0}, True),
    ({"yes": 100, "no": 0}, True),
    ({"ja": 100, "teilweise": 50, "nein": 0}, True),
    ({"✓": 100, "x": 0}, True),
    ({"x": 100}, True),
    ({"+": 10, "++": 50, "+++": 90}, True),
    ({"--": 10, "-": 30, "0": 50, "+": 70, "++": 90}, True),
    ({"★": 10, "★★★": 90}, True),
    ({"★☆☆☆☆": 10, "★★★☆☆": 50, "★★★★★": 90}, True),
    ({"cheap": 10, "expensive": 90}, False),
]


@pytest.mark.parametrize(("words", "is_judged"), COLUMNS)
def test_a_column_of_words(words: dict[str, float], is_judged: bool) -> None:
    """Steps stand evenly from 10 to 90; ticks at 0, 50, 100; words that judge say what is good."""
    scale = read_words([*words], extremes_on([*words]))
    assert scale is not None
    assert (scale.numbers, scale.is_judged) == (words, is_judged)


def test_unknown_cells_do_not_count_as_words() -> None:
    """Signs for not known and empty cells are no words."""
    scale = read_words(["High", "n/a", None, "-", "Low"], frozenset())
    assert scale is not None
    assert scale.numbers == {"High": 90, "Low": 10}


def test_a_word_has_one_number_on_a_sheet() -> None:
    """An extreme word anywhere makes room for itself everywhere."""
    scale = read_words(["Low", "High"], extremes_on(["Very high"]))
    assert scale is not None
    assert scale.numbers == {"Low": 30, "High": 70}


@pytest.mark.parametrize(
    "words", [["cheap", "fast"], ["Bronze", "Silver"], ["High", "near the station"], ["no"], []]
)
def test_words_without_an_order_are_left_alone(words: list[str]) -> None:
    """Where the order is not known, no number is made up."""
    assert read_words(words, frozenset()) is None
