"""Files of five kinds become pieces; what cannot be read is told in one sentence."""

from __future__ import annotations

import io
import time
import zipfile
from collections.abc import Callable

import pytest
from docx import Document
from files.texts import six_forms

from steelyard.files.texts.pieces import MOST_TEXT_BYTES, TextError
from steelyard.files.texts.reading import open_text


@pytest.mark.parametrize("name", six_forms.FORMS)
def test_six_forms_of_one_essay_give_the_same_paragraphs(name: str) -> None:
    """With the suggestions taken, at most three decisions, each form is the essay itself."""
    opened = open_text(name, six_forms.FORMS[name]())
    assert len(opened.division.suggestions) <= 3
    assert opened.division.take_all().texts == tuple(six_forms.paragraphs())


def test_a_pdf_with_indented_paragraphs_gives_the_same_paragraphs() -> None:
    """Without space between paragraphs their first lines tell where they begin."""
    opened = open_text("essay.pdf", six_forms.as_pdf(indent=True))
    assert len(opened.division.suggestions) <= 3
    assert opened.division.take_all().texts == tuple(six_forms.paragraphs())


def test_two_columns_with_a_note_and_a_caption() -> None:
    """Text flows from column to column; what is below the line and below the picture goes."""
    source = (
        '#set page(paper: "a4", columns: 2, header: [Proceedings of the Slope], '
        'footer: context align(center, counter(page).display("1")))\n#set text(size: 10pt)\n'
        "#set smartquote(enabled: false)\n"
        "#set par(justify: true, first-line-indent: 1em, spacing: 0.65em)\n"
    )
    for number, text in enumerate(six_forms.paragraphs()):
        note = "#footnote[See the minutes of the council for that year.]" if number == 5 else ""
        source += f"== {text}\n\n" if six_forms.is_heading(text) else f"{text}{note}\n\n"
        if number == 7:
            source += "#figure(rect(width: 4cm), caption: [The slope from below])\n\n"
    opened = open_text("two.pdf", pdf_of(source))
    found = list(opened.division.take_all().texts)
    # The small number that points to the note stays behind its sentence.
    found[5] = found[5].removesuffix("1").rstrip()
    # This PDF says of every hyphen at the end of a line that it only stands there.
    found[-1] = found[-1].replace("sixtyone", "sixty-one")
    assert found == six_forms.paragraphs()


def test_nothing_is_taken_unasked() -> None:
    """As read, the running heads are still there, each a piece of its own."""
    opened = open_text("essay.pdf", six_forms.as_pdf())
    assert opened.division.texts.count(six_forms.HEAD) == opened.read.pages > 1


def pdf_of(source: str) -> bytes:
    """Return a PDF typeset from a source."""
    import typst

    compiled: bytes = typst.compile(source.encode(), format="pdf")
    return compiled


def scan() -> bytes:
    """Return a PDF of two pages with a picture and no letters."""
    return pdf_of("#rect(width: 9cm, height: 9cm, fill: gray)\n#pagebreak()\n#circle()")


def with_password() -> bytes:
    """Return a PDF that cannot be opened without a password."""
    from pypdf import PdfReader, PdfWriter

    writer = PdfWriter(clone_from=PdfReader(io.BytesIO(pdf_of("A few words in a row."))))
    writer.encrypt("secret", algorithm="RC4-128")
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def many_pages(pages: int = 401) -> bytes:
    """Return a PDF of more pages than are read."""
    from pypdf import PdfWriter

    writer = PdfWriter()
    for _ in range(pages):
        writer.add_blank_page(200, 200)
    out = io.BytesIO()
    writer.write(out)
    return out.getvalue()


def damaged_archive() -> bytes:
    """Return a document of which the second half is lost."""
    whole = six_forms.as_document()
    return whole[: len(whole) // 2]


def bomb() -> bytes:
    """Return a small archive that unpacks to 300 MB."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("word/document.xml", b" " * 300_000_000)
    return out.getvalue()


def other_archive() -> bytes:
    """Return an archive without a document in it."""
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr("a.txt", b"text")
    return out.getvalue()


BAD: list[tuple[str, Callable[[], bytes], str]] = [
    ("scan.pdf", scan, "scan.pdf has pages but hardly any letters, like a scan; have its text "
     "recognised (OCR) first, then add that."),
    ("locked.pdf", with_password, "locked.pdf has a password; save it without one and add that."),
    ("long.pdf", many_pages, "long.pdf has more than 400 pages; add a part of it."),
    ("cut.pdf", lambda: b"%PDF-1.7\nnothing more", "cut.pdf is damaged"),
    ("half.pdf", lambda: six_forms.as_pdf()[:9000], "half.pdf is damaged"),
    ("no.pdf", lambda: b"words", "no.pdf is not a PDF, whatever its name ends in."),
    ("cut.docx", damaged_archive, "cut.docx is a damaged archive; save the document again."),
    ("bomb.docx", bomb, "bomb.docx unpacks to more than 200 MB."),
    ("a.docx", other_archive, "a.docx is an archive, but no document of a word processor."),
    ("old.doc", lambda: b"\xd0\xcf\x11\xe0" + bytes(600), "old.doc has a password or is of Word"),
    ("a.rtf", lambda: b"{\\rtf1 words}", "a.rtf is a document in RTF; save it as .docx"),
    ("a.txt", lambda: b"\xcf\xf0\xe8\xe2\xe5\xf2 \xec\xe8\xf0", "a.txt is in an encoding that is "
     "not known; save it as UTF-8 and add it again."),
    ("mix.txt", lambda: "Déjà vu ".encode() * 9 + b"caf\xe9", "mix.txt is in an encoding"),
    ("a.txt", lambda: b"\xff\xfea", "a.txt is damaged: it is not the utf-16 it says it is."),
    ("a.txt", lambda: b"MZ\x00\x01\x02", "a.txt is not a text: it holds characters that cannot"),
    ("a.txt", lambda: b" \n ", "a.txt is empty."),
    ("a.txt", lambda: b"12 34", "a.txt holds no letters."),
    ("a.html", lambda: b"<html><body></body></html>", "a.html holds no letters."),
    ("big.txt", lambda: b"a" * (MOST_TEXT_BYTES + 1),
     "big.txt is larger than 10 MB; add a part of it."),
]  # fmt: skip


@pytest.mark.parametrize(("name", "make", "said"), BAD, ids=[f"{n}-{s[:20]}" for n, _, s in BAD])
def test_what_cannot_be_read_is_one_sentence(
    name: str, make: Callable[[], bytes], said: str
) -> None:
    """It names the file and a way on, on one line."""
    with pytest.raises(TextError) as refused:
        open_text(name, make())
    assert str(refused.value).startswith(said)
    assert "\n" not in str(refused.value)
    assert str(refused.value).endswith(".")


def test_reading_is_bounded_in_time() -> None:
    """A reader that does not end is ended."""
    start = time.monotonic()
    with pytest.raises(TextError, match=r"took longer than 0 seconds"):
        open_text("essay.pdf", six_forms.as_pdf(), time_limit=0.05)
    assert time.monotonic() - start < 20


def test_one_line_stays_one_piece_and_is_told() -> None:
    """Nobody guesses where its paragraphs might begin."""
    opened = open_text("a.txt", (" ".join(six_forms.paragraphs())).encode())
    assert len(opened.division.texts) == 1
    assert opened.notices == (
        "It is one single line or paragraph; split it where paragraphs begin, or it stays one.",
    )


def test_a_text_from_right_to_left_is_told() -> None:
    """Its letters stay in their order."""
    opened = open_text("a.txt", "שלום עולם טוב".encode())
    assert opened.division.texts == ("שלום עולם טוב",)
    assert opened.notices == ("It is written from right to left; offsets count in reading order.",)


def test_western_windows_text_is_read_and_told() -> None:
    """With an example, so that a wrong guess shows."""
    opened = open_text("a.txt", "The café is “open” today.".encode("cp1252"))
    assert opened.division.texts == ("The café is “open” today.",)
    assert opened.notices == ("It is not in UTF-8; read as Western Windows text, such as “café”.",)


def test_markdown_loses_its_signs_and_its_footnotes_are_suggested_to_go() -> None:
    """Headings, lists, quotations, links and code come out as words."""
    source = (
        "# A *big* claim\n\n> Quoted [words](http://x.y) go\n> on here.[^1]\n\n- one `thing`\n"
        "- snake_case_name\n\n---\n\n[^1]: Seen in a book.\n\n```\ncode\n```\n"
    )
    opened = open_text("a.md", source.encode())
    assert opened.division.texts == (
        "A big claim", "Quoted words go on here.", "one thing", "snake_case_name",
        "Seen in a book.", "code",
    )  # fmt: skip
    assert opened.division.take_all().texts[-1] == "code"
    assert [one.kind for one in opened.division.suggestions] == ["leave_out"]


def test_rows_of_a_table_and_lines_broken_by_hand_in_a_document() -> None:
    """A row is a piece; a broken line may be the start of a paragraph."""
    document = Document()
    document.add_paragraph("First.\nSecond.")
    table = document.add_table(1, 2)
    table.rows[0].cells[0].text, table.rows[0].cells[1].text = "Cost", "9"
    out = io.BytesIO()
    document.save(out)
    opened = open_text("a.docx", out.getvalue())
    assert opened.division.texts == ("First. Second.", "Cost | 9")
    assert opened.division.take_all().texts == ("First.", "Second.", "Cost | 9")


def test_words_divided_at_line_ends_are_mended_when_asked() -> None:
    """A word that has its hyphen elsewhere keeps it; the rest is one decision."""
    source = (
        "The river-bank was wet, as any river-\nbank is, and the mea-\ndow was under wa-\nter.\n\n"
        "Nobody went there."
    )
    opened = open_text("a.txt", source.encode())
    (mend,) = opened.division.suggestions
    assert mend.why == "2 words are divided at the end of a line."
    assert opened.division.texts[0].endswith("river-bank is, and the mea-dow was under wa-ter.")
    taken = opened.division.take(mend)
    assert taken.texts[0].endswith("river-bank is, and the meadow was under water.")
    assert taken.undo().texts == opened.division.texts
