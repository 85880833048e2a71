"""The brief in print: two pages, tagged, the same bytes each time, hostile text only text."""

from __future__ import annotations

import io
import shutil
from pathlib import Path
from typing import Any

import pytest
from export.brief_sets import DRUGS, HOSTILE, IRAN, cited_file, hostile_set, subject_of, written
from export.faces import machine_with
from export.lunch_result import MOVED, lunch_result
from pypdf import PdfReader

from steelyard.commands.new import STARTER
from steelyard.export.brief.pdf import set_brief, to_brief_pdf
from steelyard.export.brief.references import paragraphs_table
from steelyard.export.drawings.lettering import covered
from steelyard.export.drawings.renderer import face_files
from steelyard.export.stamps.pdf_stamp import read_pdf_stamp
from steelyard.export.stamps.provenance import provenance
from steelyard.results.choice import Choice
from steelyard.results.words.basis import one_way_sentences
from steelyard.results.words.lead.frames import frame_note, frame_top


def read(pdf: bytes) -> PdfReader:
    """Return a PDF file opened."""
    return PdfReader(io.BytesIO(pdf))


def words_of(pdf: bytes) -> str:
    """Return all text of a PDF file on one line, without the places where words may break."""
    text = " ".join(page.extract_text() for page in read(pdf).pages)
    return " ".join(text.replace("\u200b", "").split())


def alternatives(pdf: bytes) -> list[str]:
    """Return the spoken text of every figure, from the tree of tags."""
    found: list[str] = []
    waiting: list[Any] = [read(pdf).trailer["/Root"]["/StructTreeRoot"]]
    seen: set[int] = set()
    while waiting:
        part = waiting.pop().get_object()
        if id(part) in seen or not hasattr(part, "get"):
            continue
        seen.add(id(part))
        if part.get("/S") == "/Figure":
            found.append(str(part.get("/Alt", "")))
        kids = part.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += kids if isinstance(kids, list) else [kids]
        waiting = [one for one in waiting if hasattr(one, "get_object")]
    return found


@pytest.fixture(scope="module")
def iran() -> bytes:
    """Return the brief of the shipped set."""
    return to_brief_pdf(subject_of(IRAN))


def test_the_brief_is_two_tagged_pages(iran: bytes) -> None:
    """Exactly two pages, tags, a language, a title, and the mark of PDF/UA-1."""
    pdf = read(iran)
    root = pdf.trailer["/Root"]

    assert len(pdf.pages) == 2
    assert root["/MarkInfo"]["/Marked"]
    assert root["/Lang"] == "en-GB"
    assert pdf.metadata is not None
    assert subject_of(IRAN).verdict.sentence in str(pdf.metadata.title)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_every_picture_is_told_in_words(iran: bytes) -> None:
    """Each figure has a spoken text of more than a few words."""
    told = alternatives(iran)

    assert len(told) >= 2
    assert all(len(words) > 60 for words in told)
    assert any(words.startswith("Scorecard of 13 options") for words in told)


@pytest.mark.parametrize(
    "choice",
    [
        *(Choice(frame=frame) for frame in ("four", "six", "seven")),
        Choice(frame="six", reading="coercion_works"),
        Choice(frame="seven", lens="maximalist", reading="coercion_works"),
    ],
    ids=str,
)
def test_what_a_brief_must_have_is_in_print_in_every_view(choice: Choice) -> None:
    """Two pages hold options, criteria, conditions and every paragraph; extras are left out."""
    result = subject_of(IRAN, choice)
    pdf = to_brief_pdf(result)
    text = words_of(pdf)
    table = paragraphs_table(result)

    assert len(read(pdf).pages) == 2
    # A word may be broken at its hyphen.
    letters = "".join(text.split())
    for row in table.rows:
        assert "".join("".join(row).split()) in letters
    for entry in result.criteria_set.options.values():
        assert " ".join(entry.summary.split()[:3]) in text
    for criterion in result.evaluation.criteria:
        assert result.criteria_set.criteria[criterion].name in text
    top = letters[: letters.index("Thequestion:")]
    for said in (frame_top(result), *one_way_sentences(result), frame_note(result)):
        assert "".join(said.split()) in (top if said != frame_note(result) else letters)
    for heading in (
        "as of 24 February 2026",
        "What would change this",
        "How sure are we",
        "What rival scores say",
        "What the scores rest on",
        "What must be in place first",
        "What an approver would ask",
        "Method",
    ):
        assert heading in text
    assert all(f"{letter}: Essay " in text for letter in "AB")
    cuts = text[text.index("Left out for want of room") :]
    assert "paragraph" not in cuts
    assert "what each option is" not in cuts
    assert "criteria beyond" not in cuts


def test_every_face_is_embedded_and_ours(iran: bytes) -> None:
    """No font of the machine is used, and none is left for the reader to find."""
    fonts = [
        font.get_object()
        for page in read(iran).pages
        for font in page["/Resources"]["/Font"].values()
    ]

    assert fonts
    assert all("SourceSansPro" in str(font["/BaseFont"]) for font in fonts)
    for font in fonts:
        descriptor = font["/DescendantFonts"][0].get_object()["/FontDescriptor"]
        assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


def test_the_same_result_gives_the_same_bytes(iran: bytes) -> None:
    """Neither clock nor chance nor the order of drawing goes into a brief."""
    assert to_brief_pdf(subject_of(IRAN)) == iran


def test_the_stamp_holds_the_provenance(iran: bytes) -> None:
    """A brief says what it depends on, and is found to be intact."""
    stamp = read_pdf_stamp(iran)

    assert stamp.is_intact
    assert stamp.origin == {**provenance(subject_of(IRAN)), "Document": "brief"}


def test_reading_order_is_that_of_the_argument(iran: bytes) -> None:
    """Verdict, question, ranking, what would change it, how sure: in this order."""
    text = words_of(iran)
    places = [
        text.index(words)
        for words in (
            subject_of(IRAN).verdict.sentence,
            "The question:",
            "How the options compare",
            "What would change this",
            "How sure are we",
            "What the scores rest on",
            "Method",
        )
    ]

    assert places == sorted(places)


def test_a_large_set_keeps_to_two_pages_and_says_what_is_left_out() -> None:
    """Twenty options on sixteen criteria: no third page, and the cuts are named."""
    pdf = to_brief_pdf(subject_of(DRUGS))

    assert len(read(pdf).pages) == 2
    assert "Left out for want of room:" in words_of(pdf)


@pytest.mark.parametrize("text", [STARTER, None])
def test_small_sets_take_two_pages(text: str | None, tmp_path: Path) -> None:
    """The starter of `steelyard new` and a set with one option are briefs too."""
    file = tmp_path / "small.yaml"
    file.write_text(
        text or "format: 1\ntitle: One\ncriteria: {a: {name: A}}\noptions: {o: {name: Only}}\n"
    )
    pdf = to_brief_pdf(subject_of(file))

    assert len(read(pdf).pages) == 2
    # The checks alone fill half a page; the sources of each are in the Markdown.
    cuts = words_of(pdf).partition("Left out for want of room: ")[2].partition(".")[0]
    assert cuts in {"", "the guidance behind each check"}


def test_hostile_names_stay_text_on_two_pages(tmp_path: Path) -> None:
    """Markup of typst, of SVG and of the web is printed letter by letter and never obeyed."""
    pdf = to_brief_pdf(subject_of(written(tmp_path, hostile_set())))
    text = words_of(pdf)

    assert len(read(pdf).pages) == 2
    assert "#strong[Boo] *b* $x$ @ref <label> //" in text
    assert "<script>alert(1)</script> | pipe ![i](http://example.org/x.png)" in text
    assert "the ends of names longer than 80 characters" in text
    assert not any("/Annots" in page for page in read(pdf).pages)


@pytest.mark.parametrize(("sources", "claims"), [(2, 60), (8, 60)])
def test_lists_of_paragraphs_are_printed_whole_or_not_at_all(
    sources: int, claims: int, tmp_path: Path
) -> None:
    """Of many claims fewer options are listed: no list ends in an ellipsis, no page is added."""
    result = subject_of(cited_file(tmp_path, sources, claims, HOSTILE[3]))
    pdf = to_brief_pdf(result)
    letters = "".join(words_of(pdf).split())
    table = paragraphs_table(result)
    listed = ["".join("".join(row).split()) in letters for row in table.rows]

    assert len(read(pdf).pages) == 2
    assert sum(listed) in (3, 12)
    assert listed == sorted(listed, reverse=True)


def test_letters_the_typeface_lacks_are_named(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A character without a shape is marked on the page and told beside the file."""
    machine_with(monkeypatch)
    names = ("選項 one 😀", "Дорога", "Ω plain")
    made = set_brief(subject_of(written(tmp_path, hostile_set((*names, *names)))))
    text = words_of(made.data)

    assert "¤¤ one ¤" in text
    assert "Дорога" in text
    assert "No face here has 3 characters of this file" in text
    assert "U+9078" in made.note
    assert "U+1F600 (grinning face)" in made.note


def test_letters_another_face_has_are_printed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Words and pictures borrow the same face, and the stamp says which it was."""
    fonts = tmp_path / "fonts"
    fonts.mkdir()
    shutil.copy(face_files()[0], fonts / "Other.ttf")
    machine_with(monkeypatch, fonts)
    bare = frozenset(covered() - set("Дорога"))
    monkeypatch.setattr("steelyard.export.brief.printable.covered", lambda: bare)
    made = set_brief(subject_of(written(tmp_path, hostile_set(("Дорога", "Путь") * 2))))
    assert "Дорога" in words_of(made.data)
    assert made.note == ""
    assert read_pdf_stamp(made.data).origin["Borrowed faces"].startswith("Other.ttf ")


def test_a_view_moved_by_hand_is_marked_in_print(tmp_path: Path) -> None:
    """Lens, reading, scenario and what was moved stand on the first page."""
    pdf = to_brief_pdf(lunch_result(tmp_path, MOVED))
    first = " ".join(read(pdf).pages[0].extract_text().split())

    assert "Exploratory, not the file’s own view" in first
    assert "those of the lens “Child”" in first
    assert "Scenario: Rain" in first


def test_without_the_extra_one_sentence_says_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No typst: an ImportError with the command to type, before anything is drawn."""
    monkeypatch.setattr("steelyard.export.brief.pdf.typst", None)

    with pytest.raises(ImportError, match=r"pip install 'steelyard\[report\]'"):
        to_brief_pdf(lunch_result(tmp_path))
