"""The stamp of Office files: found again, tied to the content, safe to look for."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Mapping

import pytest

from steelyard.export.stamps import office_stamp
from steelyard.export.stamps.office_stamp import read_office_stamp, read_parts, stamp_office

TYPES = (
    '<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/'
    'content-types"><Default Extension="xml" ContentType="application/xml"/></Types>'
)
LINKS = (
    '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
    "</Relationships>"
)
ORIGIN = {"Frame": "four", "As of": "2026-02-24", "Long": 'a "quoted" & <long> text ' * 60}


def packed(parts: Mapping[str, str | bytes], **options: int) -> bytes:
    """Return parts as a zip file."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", options.get("how", zipfile.ZIP_STORED)) as archive:
        for name, part in parts.items():
            archive.writestr(name, part)
    return buffer.getvalue()


def office(**parts: str) -> bytes:
    """Return the least that counts as an Office file."""
    return packed({"[Content_Types].xml": TYPES, "_rels/.rels": LINKS, "xl/a.xml": "<a/>", **parts})


def test_a_stamp_is_read_back() -> None:
    """However long it is, a stamp comes back whole, and the file counts as it was made."""
    stamp = read_office_stamp(stamp_office(office(), ORIGIN, "Title"))
    assert stamp.origin == ORIGIN
    assert stamp.is_intact


def test_no_piece_of_a_stamp_is_longer_than_office_keeps() -> None:
    """Office cuts properties after 255 characters; none of ours is longer, or ends in a space."""
    part = read_parts(stamp_office(office(), ORIGIN, "Title"))["docProps/custom.xml"].decode()
    pieces = [piece.split("</vt:lpwstr>")[0] for piece in part.split("<vt:lpwstr>")[1:]]
    assert len(pieces) > 3
    assert all(len(piece) <= 600 and piece == piece.strip() for piece in pieces)


def test_stamping_twice_is_stamping_once() -> None:
    """The second stamp replaces the first; the bytes depend on nothing but the content."""
    once = stamp_office(office(), ORIGIN, "Title")
    assert stamp_office(once, ORIGIN, "Title") == once
    again = stamp_office(once, {"Frame": "six"}, "Title")
    assert read_office_stamp(again).origin == {"Frame": "six"}


def test_the_date_is_that_of_the_file() -> None:
    """Created and modified are `As of`; without one there is no date at all."""
    dated = read_parts(stamp_office(office(), ORIGIN, "T<&>"))["docProps/core.xml"].decode()
    bare = read_parts(stamp_office(office(), {}, "T"))["docProps/core.xml"].decode()
    assert dated.count("2026-02-24T00:00:00Z") == 2
    assert "<dc:title>T&lt;&amp;&gt;</dc:title>" in dated
    assert "dcterms:created" not in bare


def test_an_edit_is_seen() -> None:
    """A changed part, a part more and a renamed part are each no longer intact."""
    parts = read_parts(stamp_office(office(), ORIGIN, "Title"))
    changed = {**parts, "xl/a.xml": b"<b/>"}
    more = {**parts, "xl/b.xml": b"<b/>"}
    renamed = {("xl/c.xml" if name == "xl/a.xml" else name): part for name, part in parts.items()}
    for altered in (changed, more, renamed):
        assert not read_office_stamp(packed(altered)).is_intact


def test_packing_anew_is_no_edit() -> None:
    """Order and compression of the parts are not content."""
    parts = read_parts(stamp_office(office(), ORIGIN, "Title"))
    backwards = dict(reversed(parts.items()))
    assert read_office_stamp(packed(backwards, how=zipfile.ZIP_DEFLATED)).is_intact


@pytest.mark.parametrize(
    ("data", "said"),
    [
        (b"", "not an Office file"),
        (b"PK\x03\x04 nothing", "not an Office file"),
        (packed({"a.xml": "<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"}), "document type"),
        (packed({"a.xml": "<a/>".encode("utf-16")}), "not UTF-8"),
        (packed({f"p{i}": "" for i in range(2_001)}), "unpacks to more"),
        (packed({"a": "x"}, how=zipfile.ZIP_LZMA), "packed in a way"),
        (office(), "carries no stamp"),
    ],
)
def test_what_cannot_be_trusted_is_refused(data: bytes, said: str) -> None:
    """Damage, entities, other encodings, many parts and no stamp are each said."""
    with pytest.raises(ValueError, match=said):
        read_office_stamp(data)


def test_a_zip_bomb_is_refused_unopened(monkeypatch: pytest.MonkeyPatch) -> None:
    """What would unpack to too much is not unpacked."""
    bomb = packed({"xl/a.xml": b"0" * 40_000_000}, how=zipfile.ZIP_DEFLATED)
    monkeypatch.setattr(office_stamp, "MOST_BYTES", 2**20)
    assert len(bomb) < 2**20
    with pytest.raises(ValueError, match="unpacks to more"):
        read_parts(bomb)


def test_two_parts_of_one_name_are_refused() -> None:
    """Otherwise the part that is checked need not be the one that is shown."""
    twice = packed({"a.xml": "<a/>", "b.xml": "<b/>"}).replace(b"b.xml", b"a.xml")
    with pytest.raises(ValueError, match="two parts of one name"):
        read_parts(twice)


def test_only_an_office_file_is_stamped() -> None:
    """A zip file without the list of types is none."""
    with pytest.raises(ValueError, match="not an Office file"):
        stamp_office(packed({"a": "b"}), ORIGIN, "Title")
