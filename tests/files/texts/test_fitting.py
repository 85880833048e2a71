"""Whether a file is the text of a register: its fingerprints lead the dividing."""

from __future__ import annotations

import pytest
from files.texts import six_forms

from steelyard.files.texts.fitting import fit
from steelyard.files.texts.kept_text import fingerprint
from steelyard.files.texts.reading import open_text

WANTED = [fingerprint(text) for text in six_forms.paragraphs()]


@pytest.mark.parametrize(
    ("name", "raw"),
    [
        ("lines.txt", six_forms.as_lines()),
        ("wrapped.txt", six_forms.as_wrapped()),
        ("essay.docx", six_forms.as_document()),
        ("page.html", six_forms.as_page()),
        ("essay.pdf", six_forms.as_pdf()),
        ("indented.pdf", six_forms.as_pdf(indent=True)),
    ],
)
def test_one_text_in_six_forms_is_known_again(name: str, raw: bytes) -> None:
    """Paragraph by paragraph, without anybody deciding."""
    found = fit(open_text(name, raw).division, WANTED)
    assert (found.found, found.wanted) == (len(WANTED), len(WANTED))
    assert found.is_whole


def test_a_wrong_text_is_not_taken_for_the_right_one() -> None:
    """Another text has none of the paragraphs; one that was changed lacks the changed ones."""
    other = open_text("other.txt", b"One paragraph.\n\nAnother one.").division
    assert fit(other, WANTED).found == 0
    lines = six_forms.as_lines().decode().replace("412 trees", "413 trees").encode()
    found = fit(open_text("changed.txt", lines).division, WANTED)
    assert found.found == len(WANTED) - 1
    assert not found.is_whole


def test_two_paragraphs_on_one_line_are_split_where_the_fingerprint_says() -> None:
    """And what stands before the text is left out."""
    first, second, *rest = [text for text in six_forms.paragraphs() if text.endswith(".")]
    raw = "\n\n".join(["Printed on Monday", f"{first} {second}", *rest]).encode()
    wanted = [fingerprint(text) for text in (first, second, *rest)]
    found = fit(open_text("joined.txt", raw).division, wanted)
    assert found.is_whole
    assert found.division.counts == {"joined": 0, "split": 1, "left_out": 1}
