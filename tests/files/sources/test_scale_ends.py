"""The words for the ends of a scale change their own line in the file and nothing else."""

from __future__ import annotations

import pytest

from steelyard.files.editing.open_text import EditError
from steelyard.files.sources.scale_ends import ScaleEnd, put_end, scale_ends

TEXT = """\
criteria:
  cost:
    name: Cost  # a comment
    better: lower
    scale: {from: 0, to: 2.5}
    anchors: {0.0: free, 1: bearable}
  trees: {name: Trees}
"""


def test_the_ends_are_found_by_their_numbers() -> None:
    """Whichever end is best, and however the number is written."""
    assert scale_ends(TEXT, "cost") == (
        ScaleEnd("Worst", "2.5", ""),
        ScaleEnd("Best", "0", "free"),
    )
    assert [end.number for end in scale_ends(TEXT, "trees")] == ["0", "100"]
    with pytest.raises(EditError):
        scale_ends(TEXT, "bees")


def test_words_are_put_and_taken_away() -> None:
    """The other anchors and comments stay."""
    put = put_end("cost", "2.5", TEXT, " ruin ")
    assert scale_ends(put, "cost")[0].words == "ruin"
    assert "# a comment" in put
    assert "bearable" in put
    assert put_end("cost", "2.5", put, "") == TEXT
    assert scale_ends(put_end("cost", "0", TEXT, "nothing"), "cost")[1].words == "nothing"
    assert "0.0" in put_end("cost", "0", TEXT, "nothing")
    first = put_end("trees", "0", TEXT, "none left")
    assert put_end("trees", "0", first, None) == TEXT
    assert put_end("trees", "0", TEXT, "") == TEXT
