"""The brief as Markdown: nothing cut, and a file's text never more than text."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from export.brief_sets import HOSTILE, IRAN, hostile_set, subject_of, written
from export.lunch_result import lunch_result
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.brief.markdown import markdown_text, read_markdown_stamp, to_brief_markdown
from steelyard.export.stamps.provenance import provenance
from steelyard.results.choice import Choice
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.top import tiles


def test_the_same_result_gives_the_same_bytes() -> None:
    """Nothing of time or chance goes in."""
    assert to_brief_markdown(subject_of(IRAN)) == to_brief_markdown(subject_of(IRAN))


def test_the_stamp_is_read_back_and_finds_edits(tmp_path: Path) -> None:
    """Provenance stands in the last line; a changed word above breaks the seal."""
    result = lunch_result(tmp_path)
    made = to_brief_markdown(result)

    assert read_markdown_stamp(made).is_intact
    assert read_markdown_stamp(made).origin == {**provenance(result), "Document": "brief"}
    assert not read_markdown_stamp(made.replace(b"Menu", b"Soup", 1)).is_intact


def test_line_ends_of_another_machine_do_not_count(tmp_path: Path) -> None:
    """A file that went through a mail program keeps its seal."""
    made = to_brief_markdown(lunch_result(tmp_path))

    assert read_markdown_stamp(made.replace(b"\n", b"\r\n")).is_intact


def test_a_text_without_a_stamp_is_refused() -> None:
    """Somebody else's Markdown has nothing to read."""
    with pytest.raises(ValueError, match="has no stamp of Steelyard"):
        read_markdown_stamp(b"# Lunch\n\nSoup leads.\n")


def test_nothing_is_cut() -> None:
    """Every option, criterion and source of the view stands in the text."""
    result = subject_of(IRAN)
    text = to_brief_markdown(result).decode()

    assert "Left out for want of room" not in text
    for option in result.criteria_set.options.values():
        assert markdown_text(option.label) in text
    for criterion in result.evaluation.criteria:
        assert markdown_text(result.criteria_set.criteria[criterion].name) in text


@pytest.mark.parametrize("frame", ["four", "six", "seven"])
def test_the_text_above_the_annex_is_short(frame: str) -> None:
    """A third of the 4,500 words it once had; nothing a brief must have is cut for that."""
    result = subject_of(IRAN, Choice(frame=frame))
    text = to_brief_markdown(result).decode()
    short = text.split("\n## Annex")[0]
    words = [word for word in re.split(r"[\s|]+", short) if re.search(r"\w", word)]

    assert len(words) <= (1500 if frame == "four" else 1650)
    needed = (
        result.criteria_set.question,
        "The scores were judged by Steelyard's authors",
        f"**{CARE}**",
        "Use of bases in the region: not met.",
        *(tile.says for tile in tiles(result)),
        *(reading.name for reading in result.criteria_set.readings.values()),
    )
    for part in needed:
        assert (part if part.startswith("**") else markdown_text(part)) in short


def test_hostile_names_are_escaped(tmp_path: Path) -> None:
    """No tag, picture, link or table cell comes out of a name."""
    text = to_brief_markdown(subject_of(written(tmp_path, hostile_set()))).decode()
    body = text.rsplit("<!-- steelyard", 1)[0]

    assert "<script" not in body.replace("\\<", "")
    assert "![" not in body.replace("\\!", "").replace("\\[", "")
    assert "http://" not in body
    assert markdown_text(HOSTILE[1]) in body
    assert body.count("\n|Result|") == 1


@settings(max_examples=100, deadline=None)
@given(st.text(max_size=60))
def test_escaped_text_has_no_mark_left(text: str) -> None:
    """Every mark of Markdown is behind a backslash, and the text stays on one line."""
    shown = markdown_text(text)
    bare = shown.replace("\\\\", "")

    assert "\n" not in shown
    for mark in "*_`[]<>|#!&":
        assert bare.count(mark) == bare.count(f"\\{mark}")
