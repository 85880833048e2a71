"""A text is divided by messages, saved with its register, and the open set then uses it."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from files.sources.orchard import as_register

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.registers import load_register
from steelyard.files.sources.first_set import begin_set
from steelyard.files.texts.dividing import Division
from steelyard.files.texts.kept_text import text_bytes
from steelyard.files.texts.pieces import ReadText, TextPiece
from steelyard.files.texts.reading import OpenedText
from steelyard.files.texts.suggesting import suggest
from steelyard.results.words.texts.desks import TEXT_DESK
from steelyard.views.session import served_files as served
from steelyard.views.sources import adding
from steelyard.views.sources.adding import (
    Adding,
    after_step,
    begin,
    current_job,
    keep_text,
    kept_data,
    resume,
    save_new_text,
)
from steelyard.views.sources.dividing_view import rows_of

PIECES = (
    TextPiece("Every flood begins on the fields.", page=1),
    TextPiece("According to the river", page=1),
    TextPiece("Upstream Letter", page=2, place="top"),
    TextPiece("board it would be less.", page=2),
)
SAID = {"title": "Meadows", "id": "meadows", "prefix": "me", "aim": "30", "accessed": "2026-11-28"}


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve a folder with a set that has only its question."""
    before = list(served._chosen)
    served.choose(tmp_path)
    monkeypatch.setattr(st, "session_state", {})
    (tmp_path / "set.yaml").write_text(begin_set("Floods", "What now?"), encoding="utf-8")
    yield tmp_path
    served._chosen[:] = before


def opened(pieces: tuple[TextPiece, ...] = PIECES) -> OpenedText:
    """Return a file as read."""
    read = ReadText("pdf", pieces, 2)
    return OpenedText("meadows.pdf", "a" * 64, read, Division(pieces, suggest(pieces)), ())


def step(job: Adding, kind: str, **fields: Any) -> Adding:
    """Return the job after one message."""
    return after_step(job, {"n": 1, "kind": kind, **fields})


def texts(job: Adding) -> list[str]:
    """Return the paragraphs as they are divided now."""
    return [*job.division.texts]


def test_steps_from_the_browser(folder: Path) -> None:
    """Split at a letter, joined to the one above, left out, put back, undone."""
    begin(opened())
    job = current_job()
    assert job is not None
    split = step(job, "split", part="1:0", at=12)
    assert texts(split)[:2] == ["Every flood", "begins on the fields."]
    assert texts(step(split, "join", part="1:12")) == texts(job)
    out = step(split, "leave_out", part="3:0")
    assert len(texts(out)) == 4
    assert texts(step(out, "put_back", part="3:0")) == texts(split)
    joined = step(job, "join", part="2:0")
    assert texts(joined)[0] == "Every flood begins on the fields. According to the river"
    assert texts(step(joined, "apart", part="2:0")) == texts(job)
    assert step(joined, "undo").division == job.division
    assert step(job, "join", part="1:0").fault == TEXT_DESK["nothing_above"]
    assert step(job, "split", part="1:0", at=0).fault
    for bad in ({"part": "x"}, {"part": "9:0"}, {"part": None}, {"part": "1:3"}):
        assert step(job, "leave_out", **bad) is job


def test_nothing_is_taken_unasked_and_everything_can_be(folder: Path) -> None:
    """A suggestion stands at its piece until it is taken or kept."""
    begin(opened())
    job = current_job()
    assert job is not None
    assert len(texts(job)) == 4
    rows = rows_of(job.division)
    assert [len(row["suggestions"]) for row in rows] == [0, 0, 1, 1]
    wanted = rows[2]["suggestions"][0]["id"]
    taken = step(job, "take", id=wanted)
    assert rows_of(taken.division)[2]["number"] == 0
    assert len(taken.division.open_suggestions) == 1
    assert texts(step(job, "take_all"))[1] == "According to the river board it would be less."
    kept = step(job, "keep_all")
    assert texts(kept) == texts(job)
    assert kept.division.open_suggestions == ()


def test_a_text_is_saved_with_its_register_and_used(folder: Path) -> None:
    """The register is valid, the text lies where git does not look, the set names it."""
    begin(opened())
    job = current_job()
    assert job is not None
    assert save_new_text(job, SAID, folder / "set.yaml") == TEXT_DESK["unsettled"]
    job = step(job, "take_all")
    assert save_new_text(job, SAID, folder / "set.yaml") == ""
    loaded = load_criteria_file(folder / "set.yaml")
    assert loaded.problems == ()
    register = loaded.registers["meadows"]
    assert register.text.state == "matches"
    assert register.register is not None
    assert register.register.origin is not None
    assert register.register.origin.left_out == 1
    assert (folder / "seeds" / "texts" / ".gitignore").read_text(encoding="utf-8") == "*\n"
    again = save_new_text(job, SAID | {"id": "again", "prefix": "ag"}, folder / "set.yaml")
    assert "there already" in again


@pytest.mark.parametrize(
    ("wrong", "fault"),
    [
        ({"title": ""}, "untitled"),
        ({"id": "../x"}, "bad_id"),
        ({"prefix": "A b"}, "bad_prefix"),
        ({"accessed": "yesterday"}, "bad_date"),
        ({"aim": "many"}, "bad_aim"),
        ({"aim": "0"}, "bad_aim"),
    ],
)
def test_what_is_said_of_a_text_is_checked(folder: Path, wrong: dict[str, str], fault: str) -> None:
    """Each in a sentence, and nothing is written."""
    job = Adding(opened(), opened().division.take_all())
    assert save_new_text(job, SAID | wrong, folder / "set.yaml") == TEXT_DESK[fault]
    assert not (folder / "seeds").exists()


def test_work_kept_in_a_browser_goes_on(folder: Path) -> None:
    """As plain data, which is checked like any other input."""
    begin(opened())
    job = current_job()
    assert job is not None
    job = step(step(job, "take_all"), "split", part="1:0", at=12)
    kept = json.loads(json.dumps(kept_data(job)))
    adding.put_job(None)
    assert resume(kept) == ""
    again = current_job()
    assert again is not None
    assert texts(again) == texts(job)
    assert texts(step(again, "undo")) == texts(step(job, "undo"))
    for bad in (None, {}, kept | {"read": 1}, kept | {"choices": [[{"kind": "x"}]]}):
        assert resume(bad) == TEXT_DESK["not_kept"]


def test_the_right_text_takes_the_place_of_a_wrong_one(folder: Path) -> None:
    """The wrong one is kept under another name."""
    job = Adding(opened(), opened().division.take_all())
    save_new_text(job, SAID, folder / "set.yaml")
    kept = folder / "seeds" / "texts" / "meadows.txt"
    right = kept.read_bytes()
    kept.write_bytes(b"Another text.\n")
    loaded = load_register(folder / "seeds" / "meadows.yaml")
    assert loaded.text.state == "differs"
    wrong = Adding(opened(), opened().division, target="meadows")
    assert save_new_text(wrong, {}, folder / "set.yaml") == TEXT_DESK["still_differs"]
    assert keep_text(loaded, text_bytes(job.division.texts)) == ""
    assert kept.read_bytes() == right
    others = [one.read_bytes() for one in kept.parent.glob("meadows.*.txt")]
    assert others == [b"Another text.\n"]
    assert as_register((folder / "seeds" / "meadows.yaml").read_text(encoding="utf-8")).title
