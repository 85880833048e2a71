"""A source's text is recognised paragraph by paragraph."""

from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from steelyard.files.saving.save import SaveError
from steelyard.files.texts.kept_text import (
    SourceText,
    fingerprint,
    read_source_text,
    save_text_bytes,
    split_paragraphs,
    text_bytes,
)
from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.model import Register

PARAGRAPHS = ("Soup is served hot.", "Cake comes last.", "Coffee is extra.")


def register() -> Register:
    """Return a register of the three paragraphs."""
    marks = [hashlib.sha256(paragraph.encode()).hexdigest()[:16] for paragraph in PARAGRAPHS]
    return Register.model_validate(
        {"format": 1, "title": "Menu", "sha256": "0" * 64, "fingerprints": marks}
    )


def read(tmp_path: Path, text: str | bytes) -> SourceText:
    """Return the text as found beside a register."""
    (tmp_path / "texts").mkdir(exist_ok=True)
    raw = text if isinstance(text, bytes) else text.encode()
    (tmp_path / "texts" / "menu.txt").write_bytes(raw)
    return read_source_text(tmp_path / "menu.yaml", register())


def test_paragraphs_are_lines_with_something_on_them() -> None:
    """Split at newlines, stripped, the empty ones dropped."""
    assert split_paragraphs("\n a \n\n\tb\r\n \n") == ("a", "b")


def test_only_newlines_split() -> None:
    """Other characters that some programs take for line ends do not number anew."""
    assert split_paragraphs("a\x0bb\u2028c\x85d") == ("a\x0bb\u2028c\x85d",)


def test_a_fingerprint_is_sixteen_digits_of_the_hash() -> None:
    """The SHA-256 of an empty text is known from its standard's examples."""
    assert fingerprint("") == "e3b0c44298fc1c14"


def test_the_right_text_matches(tmp_path: Path) -> None:
    """White space around paragraphs, CRLF and a byte order mark make no other text."""
    for text in ("\n".join(PARAGRAPHS), "\ufeff" + "  \r\n\r\n".join(PARAGRAPHS) + "\r\n"):
        found = read(tmp_path, text)
        assert found == SourceText("matches", PARAGRAPHS)
        assert [found.paragraph(number) for number in (0, 1, 3, 4)] == [
            None,
            PARAGRAPHS[0],
            PARAGRAPHS[2],
            None,
        ]


def test_a_changed_paragraph_is_named_and_not_shown(tmp_path: Path) -> None:
    """The others still are."""
    found = read(tmp_path, "Soup is served hot.\nCake comes first.\nCoffee is extra.")
    assert (found.state, found.changed) == ("differs", (2,))
    assert found.paragraph(1) == "Soup is served hot."
    assert found.paragraph(2) is None


def test_paragraphs_that_one_side_lacks_differ(tmp_path: Path) -> None:
    """One too few, and one too many."""
    assert read(tmp_path, "\n".join(PARAGRAPHS[:2])).changed == (3,)
    assert read(tmp_path, "\n".join([*PARAGRAPHS, "More."])).changed == (4,)


def test_a_text_that_cannot_be_read_differs_throughout(tmp_path: Path) -> None:
    """Not UTF-8, too large, or empty: it is not taken for absent."""
    for raw in ("Café".encode("latin-1"), b"a" * (2 * 1024 * 1024 + 1), b""):
        assert read(tmp_path, raw) == SourceText("differs", (), (1, 2, 3))


def test_without_a_text_there_is_nothing_to_compare(tmp_path: Path) -> None:
    """Absent is a state of its own, and no fault."""
    assert read_source_text(tmp_path / "menu.yaml", register()) == SourceText("absent")
    (tmp_path / "texts" / "menu.txt").mkdir(parents=True)
    assert read_source_text(tmp_path / "menu.yaml", register()) == SourceText("absent")


def test_a_text_is_kept_once_and_never_changed(tmp_path: Path) -> None:
    """The same bytes again are no change, others are refused, and so is more than is read again."""
    file = tmp_path / "seeds" / "texts" / "menu.txt"
    save_text_bytes(file, text_bytes(["One.", "Two."]))
    save_text_bytes(file, b"One.\nTwo.\n")
    with pytest.raises(SaveError, match=r"Another text is kept as menu\.txt"):
        save_text_bytes(file, b"Three.\n")
    with pytest.raises(SaveError, match="larger than 2 MiB"):
        save_text_bytes(tmp_path / "seeds" / "texts" / "long.txt", b"a" * (MAX_BYTES + 1))
    assert file.read_bytes() == b"One.\nTwo.\n"
    assert sorted(path.name for path in file.parent.iterdir()) == [
        ".gitignore",
        ".steelyard",
        "menu.txt",
    ]
