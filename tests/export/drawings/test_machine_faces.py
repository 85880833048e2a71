"""Faces of the machine lend what our typeface lacks; what none has is told by number."""

from __future__ import annotations

import shutil
import struct
from collections.abc import Iterator
from pathlib import Path

import pytest
from export.faces import machine_with

from steelyard.export.brief import printable
from steelyard.export.brief.printable import STAND_IN, Letters
from steelyard.export.drawings import lettering, machine_faces
from steelyard.export.drawings.lettering import covered, missing_sentence
from steelyard.export.drawings.machine_faces import (
    borrowed,
    characters_in,
    faces_for,
    has_faces,
    lent,
    named_faces,
)
from steelyard.export.drawings.renderer import face_files

REGULAR, _, _, BOLD = face_files()
PRETENDED = frozenset("ΩЖ")
"""Characters that our typeface is said to lack; its own files then stand for other faces."""


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Return the only folder of fonts, with a bold and a regular face and a damaged file."""
    for face, name in ((BOLD, "Aaa-Bold.ttf"), (REGULAR, "Some-Regular.ttf")):
        shutil.copy(face, tmp_path / name)
    (tmp_path / "broken.ttf").write_bytes(REGULAR.read_bytes()[:500])
    (tmp_path / "empty.otf").write_bytes(b"")
    (tmp_path / "notes.txt").write_text("no font")
    machine_with(monkeypatch, tmp_path, tmp_path / "not there")
    bare = frozenset(covered() - PRETENDED)
    for module in (lettering, printable):
        monkeypatch.setattr(module, "covered", lambda: bare)
    yield tmp_path
    machine_faces.borrowed.cache_clear()


def test_an_upright_regular_face_is_borrowed(folder: Path) -> None:
    """One face for all it has, and none for what no face has."""
    assert borrowed(PRETENDED | {"談"}) == {folder / "Some-Regular.ttf": PRETENDED}
    assert lent(PRETENDED | {"談"}) == PRETENDED


def test_a_bold_face_of_the_same_family_comes_with_it(folder: Path) -> None:
    """What is set bold would else stand in the regular face; others' bold ones are left."""
    regular, bold = folder / "Some-Regular.ttf", folder / "Some-Bold.ttf"
    assert faces_for(PRETENDED) == (regular,)
    shutil.copy(BOLD, bold)
    assert faces_for(PRETENDED) == (regular, bold)
    assert f"; {bold.name} " in named_faces(PRETENDED)
    bold.write_bytes(b"")
    assert faces_for(PRETENDED) == (regular,)


def test_a_brief_prints_what_is_lent(folder: Path) -> None:
    """Only what is nowhere becomes a sign, and is named."""
    letters = Letters()
    assert letters.printable("Ω, Ж and 談") == f"Ω, Ж and {STAND_IN}"
    assert letters.borrowed == PRETENDED
    assert "U+8AC7" in letters.note()
    assert "U+03A9" not in letters.note()


def test_pictures_say_what_has_a_shape_and_what_has_none(folder: Path) -> None:
    """A box is announced only where there will be one."""
    assert "each is drawn in another face" in missing_sentence("ΩЖ")
    said = missing_sentence("ΩЖ談")
    assert "of 1 no face of this machine has a shape" in said
    assert "(U+8AC7)" in said


def test_a_collection_is_looked_into(tmp_path: Path) -> None:
    """A file of several faces begins with a list of where they are."""
    head = struct.pack(">4sIII", b"ttcf", 0x10000, 1, 16)
    font = bytearray(REGULAR.read_bytes())
    for index in range(struct.unpack_from(">H", font, 4)[0]):
        place = 12 + 16 * index + 8
        struct.pack_into(">I", font, place, struct.unpack_from(">I", font, place)[0] + len(head))
    file = tmp_path / "several.ttc"
    file.write_bytes(head + font)
    assert characters_in(file, PRETENDED | {"談"}) == PRETENDED


def test_the_faces_of_a_brief_are_told_from_others_of_their_name(folder: Path) -> None:
    """On a machine that has other ones the same brief looks otherwise, and is not compared."""
    named = named_faces(PRETENDED)
    assert named.startswith("Some-Regular.ttf ")
    assert has_faces(named)
    assert has_faces("")
    shutil.copy(BOLD, folder / "Some-Regular.ttf")
    assert not has_faces(named)
    (folder / "Some-Regular.ttf").unlink()
    assert not has_faces(named)
