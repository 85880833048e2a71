"""Registers load with their good parts, and are compared with their texts."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from steelyard.files.registers import LoadedRegister, load_register

PARAGRAPHS = ["Soup is served hot.", "Cake comes last."]


def menu(claims: str) -> str:
    """Return a register of two paragraphs with these claims."""
    marks = [hashlib.sha256(paragraph.encode()).hexdigest() for paragraph in PARAGRAPHS]
    return (
        f"format: 1\ntitle: Menu\nsha256: {marks[0]}\nfingerprints:\n"
        + "".join(f'  - "{mark[:16]}"\n' for mark in marks)
        + f"claims:\n{claims}"
    )


def load(tmp_path: Path, text: str, source: str | None = None) -> LoadedRegister:
    """Return a register as loaded from a folder, with or without its source's text."""
    (tmp_path / "texts").mkdir(exist_ok=True)
    (tmp_path / "menu.yaml").write_text(text)
    if source is not None:
        (tmp_path / "texts" / "menu.txt").write_text(source)
    return load_register(tmp_path / "menu.yaml")


def codes(loaded: LoadedRegister) -> list[tuple[str, int]]:
    """Return code and line of every problem."""
    return [(problem.code, problem.line) for problem in loaded.problems]


GOOD = "  m-1: {paragraph: 1, says: It is warm}\n"


def test_a_good_register_has_no_problem(tmp_path: Path) -> None:
    """With and without its text."""
    assert load(tmp_path, menu(GOOD)).problems == ()
    loaded = load(tmp_path, menu(GOOD), "\n\n".join(PARAGRAPHS))
    assert (loaded.problems, loaded.text.state, loaded.id) == ((), "matches", "menu")


def test_a_faulty_claim_goes_alone_and_is_still_known_by_name(tmp_path: Path) -> None:
    """What rests on it is not reported a second time."""
    loaded = load(tmp_path, menu(GOOD + "  m-2: {paragraph: one, says: It is cold}\n"))
    assert codes(loaded) == [("C003", 9)]
    assert loaded.register is not None
    assert list(loaded.register.claims) == ["m-1"]
    assert loaded.claim_ids == ("m-1", "m-2")


def test_a_faulty_fingerprint_is_one_problem(tmp_path: Path) -> None:
    """Claims and text are not compared with fingerprints that are known to be wrong."""
    text = menu(GOOD + "  m-2: {paragraph: 2, says: Sweet}\n").replace('  - "', '  - "x', 1)
    assert codes(load(tmp_path, text, "Another text.")) == [("C003", 5)]


@pytest.mark.parametrize(
    ("quote", "is_there"),
    [
        ("Soup is", True),
        ("served   hot.", True),
        ("soup is", False),
        ("Soup served", False),
        ("Cake", False),
    ],
)
def test_a_quote_stands_in_its_paragraph(tmp_path: Path, quote: str, is_there: bool) -> None:
    """Word for word, in that paragraph; only white space may differ."""
    claim = f"  m-1: {{paragraph: 1, says: Warm, quote: '{quote}'}}\n"
    loaded = load(tmp_path, menu(claim), "\n".join(PARAGRAPHS))
    assert codes(loaded) == ([] if is_there else [("R003", 8)])


def test_a_quote_is_not_held_against_a_changed_paragraph(tmp_path: Path) -> None:
    """That the text differs is the one problem."""
    claim = "  m-1: {paragraph: 1, says: Warm, quote: Soup is}\n"
    loaded = load(tmp_path, menu(claim), "Broth is served hot.\nCake comes last.")
    assert codes(loaded) == [("R002", 4)]


def test_a_paragraph_beyond_the_last_is_reported(tmp_path: Path) -> None:
    """Without the text too: the fingerprints say how many there are."""
    loaded = load(
        tmp_path, menu("  m-1: {paragraph: 2, says: a}\n  m-2: {paragraph: 3, says: b}\n")
    )
    assert codes(loaded) == [("R001", 9)]


def test_a_register_that_cannot_be_read_is_a_problem(tmp_path: Path) -> None:
    """A missing file, a folder and noise are data, not exceptions."""
    assert codes(load_register(tmp_path / "missing.yaml")) == [("S001", 0)]
    (tmp_path / "folder.yaml").mkdir()
    assert codes(load_register(tmp_path / "folder.yaml")) == [("S001", 0)]
    loaded = load(tmp_path, "claims: [")
    assert (codes(loaded), loaded.register, loaded.claim_ids) == ([("S004", 1)], None, ())
