"""What a browser kept of unsaved work: checked, offered, and taken up with what was typed."""

from __future__ import annotations

import datetime
from pathlib import Path

import pytest

from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.saving.kept_drafts import (
    KeptDraft,
    describe_kept,
    draft_from_kept,
    parse_kept_drafts,
    slot_of,
)

MARK = "0123456789abcdef"
BASE = "format: 1\nassessments:\n  soup: {taste: 40, price: 5}\n"


@pytest.mark.parametrize(
    "entry",
    [
        None,
        {"mark": "../x", "text": "a"},
        {"mark": MARK, "text": 3},
        {"mark": MARK},
        {"mark": MARK, "text": "", "typed": {}},
        {"mark": MARK, "text": "a" * (3 * 1024 * 1024)},
    ],
)
def test_malformed_entries_are_left_out(entry: object) -> None:
    """Whatever stands in the store, only well-formed work is offered."""
    assert parse_kept_drafts({"entries": [entry]}) == []
    assert parse_kept_drafts({"entries": entry}) == []


def test_the_newest_comes_first() -> None:
    """Of several pieces of work the one touched last is offered first."""
    entries = [
        {"mark": MARK, "text": "a", "touched": "2026-01-01T00:00:00+00:00"},
        {"mark": MARK[::-1], "text": "b\r\n", "touched": "2026-01-02T00:00:00+00:00"},
    ]

    assert [kept.text for kept in parse_kept_drafts({"entries": entries})] == ["b\n", "a"]


def test_a_place_is_told_apart_without_telling_it(tmp_path: Path) -> None:
    """Two files of one name have two slots, and neither holds a path."""
    first, second = slot_of(tmp_path / "a" / "lunch.yaml"), slot_of(tmp_path / "b" / "lunch.yaml")

    assert first != second
    assert "lunch" not in first


def test_work_is_taken_up_whole() -> None:
    """Text, base and what had not reached the server come back; one step back is the page's."""
    draft = Draft("lunch", "now", BASE, BASE)
    text = BASE.replace("40", "45")
    kept = KeptDraft(MARK, "then", BASE, text, "", {"soup.price": "7", "soup.taste": "x"})
    back, refused = draft_from_kept(draft, kept)

    assert back.text == "format: 1\nassessments:\n  soup: {taste: 45, price: 7}\n"
    assert (back.draft_id, back.base_sha256, back.base) == (MARK, "then", BASE)
    assert len(refused) == 1
    assert "soup.taste: “x” was not taken" in refused[0]
    assert back.undone().undone().text == BASE


def test_entries_alone_go_into_the_present_draft() -> None:
    """Where no text was kept, what was typed goes into the draft there is."""
    draft = Draft("lunch", "now", BASE, BASE)
    back, refused = draft_from_kept(draft, KeptDraft(MARK, typed={"soup.taste": "1"}))

    assert refused == []
    assert (back.draft_id, back.base_sha256) == (draft.draft_id, "now")
    assert "taste: 1" in back.text


def test_a_file_that_changed_since_is_said() -> None:
    """The offer says when the file is no longer the one the work began with."""
    kept = KeptDraft(MARK, "then", "a", "b", "not a date")

    told = describe_kept(kept, "now", datetime.UTC)
    assert told.endswith("The file itself has changed since then.")
    assert "from" not in told.split("(")[0]


def test_a_text_kept_without_its_base_starts_from_the_present_file() -> None:
    """What was typed while the server was away has no base of its own yet."""
    draft = Draft("lunch", "now", BASE, BASE)
    back, _ = draft_from_kept(draft, KeptDraft(MARK, "now", "", BASE + "# more\n"))

    assert (back.base_sha256, back.base, back.text) == ("now", BASE, BASE + "# more\n")
    assert describe_kept(KeptDraft(MARK, "now", "", "a"), "now", datetime.UTC) == (
        "You have unsaved changes to this file."
    )
