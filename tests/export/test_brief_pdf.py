"""The brief in print: two pages, tagged, the same bytes each time, hostile text only text."""

from __future__ import annotations

import io
import re
import shutil
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from export.brief_sets import DRUGS, HOSTILE, IRAN, cited_file, hostile_set, subject_of, written
from export.faces import machine_with
from export.lunch_result import MOVED, lunch_result
from pdfminer.high_level import extract_pages
from pdfminer.layout import LTChar
from pypdf import PdfReader

from steelyard.charts.theme import GREY, option_slots
from steelyard.commands.new import STARTER
from steelyard.export.brief.content import brief_of
from steelyard.export.brief.drawings import ranking_drawing
from steelyard.export.brief.parts import Cards, Matrix
from steelyard.export.brief.pdf import set_brief, to_brief_pdf
from steelyard.export.drawings.lettering import covered
from steelyard.export.drawings.renderer import face_files
from steelyard.export.stamps.pdf_stamp import read_pdf_stamp
from steelyard.export.stamps.provenance import provenance
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.brief.top import about_words, bottom_line


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


def tags(pdf: bytes) -> Iterator[str]:
    """Yield the kind of every tag of a PDF file."""
    waiting, seen = [read(pdf).trailer["/Root"]["/StructTreeRoot"]], set[int]()
    while waiting:
        part = waiting.pop().get_object()
        if id(part) in seen or not hasattr(part, "get"):
            continue
        seen.add(id(part))
        if "/S" in part:
            yield str(part["/S"])
        kids = part.get("/K", [])
        kids = kids.get_object() if hasattr(kids, "get_object") else kids
        waiting += kids if isinstance(kids, list) else [kids]
        waiting = [one for one in waiting if hasattr(one, "get_object")]


def letters_of(text: str) -> str:
    """Return a text without its spaces: a line may break anywhere between words, or at a hyphen."""
    return "".join(text.replace("\u200b", "").split())


def chars_of(part: Any) -> Iterator[LTChar]:
    """Yield every printed character of a page."""
    if isinstance(part, LTChar):
        yield part
    elif hasattr(part, "__iter__"):
        for one in part:
            yield from chars_of(one)


def id_of(result: Result, option: Any) -> str:
    """Return the id of an option."""
    return next(key for key, one in result.criteria_set.options.items() if one is option)


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
    assert bottom_line(subject_of(IRAN)) in str(pdf.metadata.title)
    assert b"<pdfuaid:part>1</pdfuaid:part>" in root["/Metadata"].get_object().get_data()


def test_matrix_and_strips_are_told_in_words(iran: bytes) -> None:
    """Each drawing that is one has its finding and every row as spoken text."""
    result = subject_of(IRAN)
    told = {" ".join(words.split()) for words in alternatives(iran)}
    brief = brief_of(result)

    for key in ("matrix", "strips"):
        section = brief.section(key)
        assert section is not None
        assert " ".join(section.words.split()) in told


def test_the_ranking_is_a_table_with_heads(iran: bytes) -> None:
    """Readers that speak find rows, heads and cells; bars are artefacts and say nothing."""
    kinds = Counter(tags(iran))

    assert kinds["/Table"] == 2
    assert kinds["/TH"] >= 4 + 4 + 5
    assert kinds["/TD"] > 13 * 8
    assert kinds["/H1"] == 1
    assert kinds["/H2"] >= 11


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
    """Two pages; question, judges, other frames, care, rivals and conditions not met uncut."""
    result = subject_of(IRAN, choice)
    pdf, brief = to_brief_pdf(result), brief_of(result)
    first, second = (letters_of(page.extract_text()) for page in read(pdf).pages)
    rivals, matrix = brief.section("rivals"), brief.section("matrix")
    assert rivals is not None
    assert matrix is not None
    assert isinstance(rivals.drawing, Cards)
    assert isinstance(matrix.drawing, Matrix)

    assert len(read(pdf).pages) == 2
    top = [brief.question, brief.sentence, brief.opening, CARE, brief.care]
    top += [part for tile in brief.tiles for part in (about_words(tile), tile.says, tile.text)]
    for rival in rivals.drawing.rivals:
        top += [rival.name, rival.differs, rival.case, rival.here, rival.there]
    top += [option.label for option in result.criteria_set.options.values()
            if option_slots(result.criteria_set)[id_of(result, option)] != GREY]  # fmt: skip
    for said in top:
        assert letters_of(said) in first, said
    for name, cells in matrix.drawing.rows:
        for said in (name, *(one for cell in cells for one in (*cell.names, cell.margin))):
            assert letters_of(said) in second, said
    assert letters_of("Use of bases in the region: not met.") in second
    for key in ("strips", "options", "conditions", "appraisal"):
        section = brief.section(key)
        assert section is not None
        assert letters_of(section.heading) in second


def test_numbers_in_print_are_those_of_the_result(iran: bytes) -> None:
    """Every option's scores, total, range and count stand in one row of the text, as elsewhere."""
    result = subject_of(IRAN)
    first = letters_of(read(iran).pages[0].extract_text())
    drawing = ranking_drawing(result)

    for row in drawing.rows:
        scores = "".join(text for text, _ in row.scores)
        assert letters_of(f"{scores}{row.total_label}{row.range_label}{row.first}") in first


def test_no_type_is_under_eight_points(iran: bytes) -> None:
    """Whatever a brief has to hold, it is printed in type of eight points at least."""
    for file in (iran, to_brief_pdf(subject_of(DRUGS))):
        sizes = [
            char.size
            for page in extract_pages(io.BytesIO(file))
            for char in chars_of(page)
            if char.get_text().strip()
        ]
        assert min(sizes) > 7.9


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
    """Question, bottom line, care, ranking, why, rivals, then what is to be looked up."""
    text, brief = words_of(iran), brief_of(subject_of(IRAN))
    headings = [one.heading for page in (1, 2) for one in brief.on_page(page)]
    places = [text.index(words) for words in (brief.question, CARE, *headings)]

    assert places == sorted(places)


def test_a_large_set_keeps_to_two_pages_without_a_cut() -> None:
    """Twenty options on sixteen criteria: no third page, and nothing is left out."""
    pdf = to_brief_pdf(subject_of(DRUGS))

    assert len(read(pdf).pages) == 2
    assert "Left out for want of room:" not in words_of(pdf)


def test_twenty_by_sixteen_with_long_names_keeps_to_two_pages(tmp_path: Path) -> None:
    """Eighty letters in every name: cuts in their order, and what may never go is there."""
    file = written(tmp_path, long_set())
    result = subject_of(file)
    pdf = to_brief_pdf(result)
    first, text = letters_of(read(pdf).pages[0].extract_text()), words_of(pdf)

    assert len(read(pdf).pages) == 2
    assert b"<pdfuaid:part>1</pdfuaid:part>" in read(pdf).trailer["/Root"]["/Metadata"].get_data()
    assert "Left out for want of room:" in text
    for said in ("What is to be done about it?", "judged by a panel", CARE, "Counting"):
        assert letters_of(said) in first
    for reading in result.criteria_set.readings.values():
        assert letters_of(reading.name[:20]) in first
    assert "not met." in text
    sizes = [c.size for page in extract_pages(io.BytesIO(pdf)) for c in chars_of(page)
             if c.get_text().strip()]  # fmt: skip
    assert min(sizes) > 7.9


def long_set() -> dict[str, Any]:
    """Return twenty options on sixteen criteria with names of eighty letters, one of each thing."""

    def name(what: str, number: int) -> str:
        return f"{what} {number} that goes by a rather long name to see what a page can hold".ljust(
            80, "x"
        )

    criteria = {f"c{j}": {"name": name("Criterion", j), "swing": 10 + 5 * j} for j in range(16)}
    scores = {
        f"o{i}": {f"c{j}": [5, 10 + (37 * i + 23 * j) % 80, 95] for j in range(16)}
        for i in range(20)
    }
    return {
        "format": 1, "title": name("Title", 0), "question": "What is to be done about it?",
        "judged_by": "a panel of people", "as_of": "2026-02-24", "criteria": criteria,
        "frames": {
            "all": {"name": name("Frame", 1), "criteria": list(criteria)},
            "half": {"name": name("Frame", 2), "criteria": list(criteria)[:8]},
        },
        "options": {f"o{i}": {"name": name("Option", i), "needs": ["no", "open"]}
                    for i in range(20)},
        "conditions": {"no": {"name": name("Condition", 1), "state": "no"},
                       "open": {"name": name("Condition", 2), "state": "open"}},
        "assessments": scores,
        "lenses": {f"l{k}": {"name": name("Lens", k), "swings": {f"c{k}": 100}} for k in range(6)},
        "readings": {
            f"r{k}": {"name": name("Reading", k), "assessments": {f"o{k}": {"c0": 100, "c1": 100}}}
            for k in range(3)
        },
        "scenarios": {
            f"s{k}": {"name": name("Scenario", k), "shifts": {f"o{k}": {"c15": 40, "c14": 40}}}
            for k in range(6)
        },
        "left_out": {"x": {"name": name("Left out", 1), "reason": "No room."}},
    }  # fmt: skip


def test_names_from_right_to_left_are_printed(tmp_path: Path) -> None:
    """Arabic and Hebrew names stand in ranking and tables where a face of the machine has them."""
    names = ("اختيار", "בחירה", "Plain")
    made = set_brief(subject_of(written(tmp_path, hostile_set((*names, *names)))))

    assert len(read(made.data).pages) == 2
    assert "Plain" in words_of(made.data)


@pytest.mark.parametrize("text", [STARTER, None])
def test_small_sets_take_two_pages(text: str | None, tmp_path: Path) -> None:
    """The starter of `steelyard new` and a set with one option are briefs too."""
    file = tmp_path / "small.yaml"
    file.write_text(
        text or "format: 1\ntitle: One\ncriteria: {a: {name: A}}\noptions: {o: {name: Only}}\n"
    )
    pdf = to_brief_pdf(subject_of(file))

    assert len(read(pdf).pages) == 2


def test_hostile_names_stay_text_on_two_pages(tmp_path: Path) -> None:
    """Markup of typst, of SVG and of the web is printed letter by letter and never obeyed."""
    pdf = to_brief_pdf(subject_of(written(tmp_path, hostile_set())))
    text = words_of(pdf)

    assert len(read(pdf).pages) == 2
    assert "#strong[Boo] *b* $x$ @ref <label> //" in text
    assert "<script>alert(1)</script> | pipe ![i](http://example.org/x.png)" in text
    assert "the ends of names longer than 80 characters" in text
    assert not any("/Annots" in page for page in read(pdf).pages)


def test_many_sources_and_claims_keep_to_two_pages(tmp_path: Path) -> None:
    """Of many claims paragraphs are counted, no list ends in the middle, no page is added."""
    result = subject_of(cited_file(tmp_path, 8, 60, HOSTILE[3]))
    text = words_of(to_brief_pdf(result))

    assert len(read(to_brief_pdf(result)).pages) == 2
    assert re.search(r" and \d+ more", text)


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
