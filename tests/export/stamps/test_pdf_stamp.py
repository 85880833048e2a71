"""A PDF file says where it comes from, and whether a page of it was changed since."""

from __future__ import annotations

import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from pypdf import PdfReader, PdfWriter
from pypdf.generic import DecodedStreamObject, NameObject

from steelyard.export.stamps.pdf_stamp import read_pdf_stamp, stamp_pdf

ORIGIN = {"Criteria file": "lunch.yaml", "Frame": "four", "Figures": '{"soup": 40.0}'}


def small_pdf(words: str = "Soup leads") -> bytes:
    """Return a PDF file of one page with some text."""
    writer = PdfWriter()
    page = writer.add_blank_page(200, 100)
    stream = DecodedStreamObject()
    stream.set_data(f"BT /F1 12 Tf ({words}) Tj ET".encode("latin-1"))
    page[NameObject("/Contents")] = writer._add_object(stream)
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def rewritten(pdf: bytes, words: bytes | None = None, *, is_packed: bool = False) -> bytes:
    """Return a PDF file as another program would save it, its text changed or packed."""
    writer = PdfWriter(clone_from=io.BytesIO(pdf))
    page = writer.pages[0]
    if words is not None:
        changed = DecodedStreamObject()
        changed.set_data(words)
        page[NameObject("/Contents")] = writer._add_object(changed)
    if is_packed:
        contents = page["/Contents"].get_object()
        page[NameObject("/Contents")] = writer._add_object(contents.flate_encode())
    written = io.BytesIO()
    writer.write(written)
    return written.getvalue()


def test_what_was_stamped_is_read_back() -> None:
    """Origin and title stand in the information dictionary, and nothing is changed."""
    stamped = stamp_pdf(small_pdf(), ORIGIN, "Mittag – Söup")
    stamp = read_pdf_stamp(stamped)

    assert stamp.origin == ORIGIN
    assert stamp.is_intact
    assert PdfReader(io.BytesIO(stamped)).metadata.title == "Mittag – Söup"


def test_the_same_file_and_origin_give_the_same_bytes() -> None:
    """Nothing of time or chance goes into a stamp."""
    assert stamp_pdf(small_pdf(), ORIGIN, "Lunch") == stamp_pdf(small_pdf(), ORIGIN, "Lunch")


def test_a_changed_page_breaks_the_seal() -> None:
    """Another word on a page is found out, whatever the information dictionary says."""
    stamped = stamp_pdf(small_pdf(), ORIGIN, "Lunch")

    assert not read_pdf_stamp(rewritten(stamped, b"BT (Cake leads) Tj ET")).is_intact


@pytest.mark.parametrize("is_packed", [False, True])
def test_a_file_only_packed_anew_keeps_its_seal(is_packed: bool) -> None:
    """How tightly its streams are packed is no part of what a file shows."""
    stamped = stamp_pdf(small_pdf(), ORIGIN, "Lunch")

    assert read_pdf_stamp(rewritten(stamped, is_packed=is_packed)).is_intact


def test_a_pdf_without_a_stamp_is_refused() -> None:
    """A file of somebody else's has nothing to read."""
    with pytest.raises(ValueError, match="has no stamp of Steelyard"):
        read_pdf_stamp(small_pdf())


def test_only_pdf_files_are_stamped() -> None:
    """Anything else is refused with one sentence."""
    with pytest.raises(ValueError, match="not a PDF file"):
        stamp_pdf(b"GIF89a", ORIGIN, "Lunch")


@settings(max_examples=60, deadline=None)
@given(st.integers(0, 5000), st.binary(min_size=0, max_size=40))
def test_broken_files_are_told_and_never_break_the_reader(at: int, noise: bytes) -> None:
    """Bytes changed anywhere give a stamp or one ValueError, never another fault."""
    stamped = stamp_pdf(small_pdf(), ORIGIN, "Lunch")
    broken = stamped[:at] + noise + stamped[at + len(noise) :]
    try:
        is_intact = read_pdf_stamp(broken).is_intact
    except ValueError:
        is_intact = False

    assert isinstance(is_intact, bool)
