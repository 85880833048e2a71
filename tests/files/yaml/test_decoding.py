"""Bytes become text, or are refused at the right character."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from steelyard.files.yaml.decoding import MAX_BYTES, RefusedError, decode, read_bounded


def refusal(raw: bytes) -> RefusedError:
    """Return what is raised for these bytes."""
    with pytest.raises(RefusedError, match=r"S00[234]") as caught:
        decode(raw)
    return caught.value


def test_a_byte_order_mark_is_no_part_of_the_text() -> None:
    """Editors that write one and editors that do not give the same text."""
    assert decode("\ufefftitle: Lunch".encode()) == decode(b"title: Lunch")


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be", "utf-32", "utf-32-le"])
def test_wide_encodings_are_named(encoding: str) -> None:
    """A file saved as UTF-16 or UTF-32, with or without a mark, is called that."""
    found = refusal("title: Lunch".encode(encoding))
    assert (found.code, found.found) == ("S002", "a file in UTF-16 or UTF-32")


def test_latin_1_is_refused_at_its_first_letter() -> None:
    """The place is counted in characters: é before it, in UTF-8, is one."""
    found = refusal("é: caf".encode() + "é".encode("latin-1"))
    assert (found.code, found.offset) == ("S002", 6)
    assert found.found == "a character saved in another encoding (byte 0xe9)"


@pytest.mark.parametrize("raw", [b"\xc0\x80", b"\xed\xa0\x80", b"\xf4\x90\x80\x80", b"a\x80"])
def test_ill_formed_utf_8_is_refused(raw: bytes) -> None:
    """Overlong forms, halves of pairs and stray bytes are no text."""
    assert refusal(raw).code == "S002"


@pytest.mark.parametrize("character", ["\x00", "\x07", "\x1b", "\x7f", "\x9b", "\ufffe", "\ufeff"])
def test_control_characters_are_refused_where_they_stand(character: str) -> None:
    """A single NUL does not make a file UTF-16, and the mark of order has one place only."""
    found = refusal(f"ab{character}cd".encode())
    assert (found.code, found.offset) == ("S004", 2)


@pytest.mark.parametrize("character", ["\t", "\n", "\r", "\x85", "\u2028", "é", "😀", "\u202e"])
def test_what_can_be_written_is_let_through(character: str) -> None:
    """Text stays text; what looks odd is made visible where it is shown."""
    assert decode(f"a{character}b".encode()) == f"a{character}b"


def test_the_bound_is_two_mebibytes() -> None:
    """Exactly 2 MiB is read; one byte more is not."""
    assert len(decode(b"a" * MAX_BYTES)) == 2 * 1024 * 1024
    assert refusal(b"a" * (MAX_BYTES + 1)).code == "S003"


@pytest.mark.parametrize(
    ("start", "kind"), [(b"PK\x03\x04", "Excel"), (b"%PDF-1.7", "PDF"), (b"\x89PNG\r\n", "picture")]
)
def test_another_kind_of_file_is_named(start: bytes, kind: str) -> None:
    """A workbook renamed to .yaml is called what it is."""
    assert kind in refusal(start + b"\x00\x01\x02").found


def test_no_more_is_read_than_needed(tmp_path: Path) -> None:
    """A file of any size costs at most 2 MiB and a byte of memory."""
    large = tmp_path / "large.yaml"
    with large.open("wb") as stream:
        stream.truncate(MAX_BYTES * 10)
    assert len(read_bounded(large)) == MAX_BYTES + 1


def test_a_pipe_is_not_waited_for(tmp_path: Path) -> None:
    """What is no ordinary file is an error, at once."""
    pipe = tmp_path / "pipe.yaml"
    os.mkfifo(pipe)
    with pytest.raises(OSError, match="not an ordinary file"):
        read_bounded(pipe)
