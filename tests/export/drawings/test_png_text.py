"""Texts in PNG files from anywhere are read within bounds."""

from __future__ import annotations

import struct
from contextlib import suppress

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.drawings.images import (
    PNG_SIGNATURE,
    label_png,
    read_png_labels,
    without_label,
)

HEADER = struct.pack(">I4s13sI", 13, b"IHDR", b"\0" * 13, 0)
END = struct.pack(">I4sI", 0, b"IEND", 0)
PNG = PNG_SIGNATURE + HEADER + END


def test_a_label_can_be_taken_out_again() -> None:
    """Without its label the file is byte by byte what it was; other labels stay."""
    labelled = label_png(PNG, {"A": "eins", "B": "zwei"})
    assert without_label(labelled, "A") == label_png(PNG, {"B": "zwei"})
    assert without_label(without_label(labelled, "A"), "B") == PNG
    assert without_label(PNG, "A") == PNG


def test_of_two_labels_of_one_name_the_first_counts() -> None:
    """A second one added later is content, and does not replace what was said first."""
    twice = label_png(label_png(PNG, {"A": "later"}), {"A": "first"})
    assert read_png_labels(twice) == {"A": "first"}
    assert read_png_labels(without_label(twice, "A")) == {"A": "later"}


@pytest.mark.parametrize(
    ("data", "told"),
    [
        (b"", "not a PNG"),
        (PNG[:-2], "ends too early"),
        (PNG_SIGNATURE + struct.pack(">I4s", 2**32 - 1, b"iTXt"), "ends too early"),
        (PNG_SIGNATURE + END * 20_001, "too many parts"),
    ],
)
def test_what_cannot_be_is_refused(data: bytes, told: str) -> None:
    """Sizes are believed only as far as the file goes."""
    with pytest.raises(ValueError, match=told):
        read_png_labels(data)


def test_compressed_labels_are_not_unpacked() -> None:
    """A packed text, which could grow without end, is passed over."""
    body = b"A\0\1\0\0\0" + b"x" * 20
    chunk = struct.pack(">I", len(body)) + b"iTXt" + body + b"\0\0\0\0"
    assert read_png_labels(PNG_SIGNATURE + HEADER + chunk + END) == {}


@settings(max_examples=100, deadline=None)
@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    """Random bytes after the signature give labels or a ValueError."""
    with suppress(ValueError):
        assert isinstance(read_png_labels(PNG_SIGNATURE + data), dict)
