"""`steelyard source`: from a text to a register, to claims, to a new version of the text."""

from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import pytest
from files.texts import six_forms
from openpyxl import load_workbook

from steelyard.cli import main
from steelyard.files.registers import load_register
from steelyard.files.saving import save
from steelyard.files.sources.claim_edits import add_claim, change_claim
from steelyard.files.sources.passages import anchor_fields, find_words

Capture = pytest.CaptureFixture[str]


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return an empty folder that is the present one."""
    monkeypatch.chdir(tmp_path)
    return tmp_path


@pytest.fixture
def orchard(folder: Path) -> Path:
    """Return the register of the essay, as the command writes it from a document."""
    (folder / "e.docx").write_bytes(six_forms.as_document())
    assert main(["source", "add", "e.docx", "--id", "orchard", "--title", "The orchard"]) == 0
    return folder / "seeds" / "orchard.yaml"


def put_claims(path: Path, words: list[str]) -> None:
    """Add a claim for each of some words of the essay."""
    text = path.read_text(encoding="utf-8")
    paragraphs = six_forms.paragraphs()
    for number, one in enumerate(words, 1):
        (anchor,) = find_words(paragraphs, one)
        fields = {**anchor_fields(paragraphs, anchor), "says": f"Number {number}."}
        text = add_claim(text, f"or-{number:02}", fields)
    path.write_text(text, encoding="utf-8")


def test_a_document_becomes_a_register_without_claims(orchard: Path) -> None:
    """One paragraph a line, with checksums that fit, and nothing wrong."""
    loaded = load_register(orchard)
    assert loaded.problems == ()
    assert loaded.text.state == "matches"
    assert list(loaded.text.paragraphs) == six_forms.paragraphs()
    assert (orchard.parent / "texts" / ".gitignore").read_text() == "*\n"
    assert loaded.register is not None
    assert (loaded.register.title, loaded.register.prefix) == ("The orchard", "or")


def test_doubtful_places_wait_for_a_decision(folder: Path, capsys: Capture) -> None:
    """The command names the arguments that settle them; with these the text is written."""
    (folder / "e.pdf").write_bytes(six_forms.as_pdf())
    assert main(["source", "add", "e.pdf", "--id", "orchard"]) == 1
    assert not (folder / "seeds").exists()
    said = capsys.readouterr().err.split("\n")
    settled = [word for line in said if line.startswith("  --") for word in line.split()]
    arguments = [w for w in settled if w.startswith("--") or w.replace(",", "").isdigit()]
    arguments = [w for w in arguments if not (w.isdigit() and len(w) < 3 and "," not in w)]
    assert main(["source", "add", "e.pdf", "--id", "orchard", *arguments]) == 0
    loaded = load_register(folder / "seeds" / "orchard.yaml")
    assert list(loaded.text.paragraphs) == six_forms.paragraphs()
    assert loaded.register is not None
    assert loaded.register.origin is not None
    assert loaded.register.origin.left_out == 14
    assert loaded.register.origin.joined == 3


def test_pieces_are_split_and_left_out_by_number(folder: Path) -> None:
    """Offsets count from 0 in the piece as it is listed."""
    (folder / "a.txt").write_text("One two. Three four.\n\nNoise\n\nFive six.\n")
    given = ["--split", "1:9", "--leave-out", "2", "--join", "1:9,3"]
    assert main(["source", "add", "a.txt", "--id", "a", *given]) == 0
    text = (folder / "seeds" / "texts" / "a.txt").read_text()
    assert text == "One two.\nThree four. Five six.\n"


@pytest.mark.parametrize(
    ("given", "said"),
    [
        (["add", "none.txt", "--id", "x"], "There is no file none.txt"),
        (["add", "e.docx", "--id", "orchard"], "exists already"),
        (["add", "e.docx", "--id", "other"], "this very text is there already, as orchard"),
        (["add", "e.docx", "--id", "No Id"], "is no id"),
        (["add", "e.docx", "--id", "x", "--join", "2"], "--join takes two pieces or more"),
        (["add", "e.docx", "--id", "x", "--split", "8"], "--split takes a piece and an offset"),
        (["add", "e.docx", "--id", "x", "--leave-out", "99"], "There is no piece 99"),
        (["add", "e.docx", "--id", "x", "--take-all", "--as-read"], "opposite things"),
        (["add", "e.docx", "--id", "x", "--aim", "many"], "--aim takes a whole number"),
        (["check", "nothing"], "there is no register"),
        (["compare", "orchard", "--with", "hazel"], "there is no coding"),
        (["export", "orchard", "--to", "a.doc"], "--to takes a file ending in"),
        (["anchor", "orchard", "--claim", "or-01"], "--claim and --words go together"),
        (["update", "orchard", "e.docx", "--keep-old", "or-9"], "there is no claim or-9"),
    ],
)
def test_wrong_use_is_one_sentence(
    orchard: Path, capsys: Capture, given: list[str], said: str
) -> None:
    """With exit code 2, and nothing written."""
    before = orchard.read_bytes()
    assert main(["source", *given]) == 2
    assert said in capsys.readouterr().err
    assert orchard.read_bytes() == before


def test_list_and_check_count_claims_and_open_paragraphs(orchard: Path, capsys: Capture) -> None:
    """A paragraph with a claim is no longer open."""
    put_claims(orchard, ["It was planted in three goes", "Four plans are on the table."])
    capsys.readouterr()
    assert main(["source", "list", "--json"]) == 0
    (row,) = json.loads(capsys.readouterr().out)["registers"]
    assert (row["claims"], len(row["without_claim"]), row["text"]) == (2, 39, "matches")
    assert main(["source", "check"]) == 0
    assert "39 of 41 paragraphs have no claim yet" in capsys.readouterr().out


def test_check_knows_a_register_and_a_folder_with_both(
    orchard: Path, folder: Path, capsys: Capture
) -> None:
    """Neither is judged as the other."""
    assert main(["new", "seeds/set.yaml"]) == 0
    capsys.readouterr()
    assert main(["check", "seeds"]) == 0
    out = capsys.readouterr().out
    assert "orchard.yaml: no problems\n  0 claims; text there" in out
    assert "set.yaml: no problems\n  2 options × 2 criteria" in out
    assert main(["check", "."]) == 0
    assert main(["check", str(orchard), "--json"]) == 0


def test_check_reports_bearings_on_what_no_set_has(
    orchard: Path, folder: Path, capsys: Capture
) -> None:
    """Held against the sets that name the register, and against no other."""
    put_claims(orchard, ["It was planted in three goes"])
    text = orchard.read_text(encoding="utf-8")
    bears = {"cost": {"for": ["plot"]}}
    orchard.write_text(change_claim(text, "or-01", {"bears_on": bears}), encoding="utf-8")
    assert main(["source", "check"]) == 0
    (folder / "criteria").mkdir()
    (folder / "criteria" / "set.yaml").write_text(
        "format: 1\ntitle: T\nsources: [orchard]\ncriteria: {cost: {name: Cost}}\n"
        "options: {plots: {name: Plots}, sale: {name: Sale}}\n"
    )
    capsys.readouterr()
    assert main(["source", "check"]) == 1
    out = capsys.readouterr().out
    assert "R008" in out
    assert "did you mean plots?" in out


def test_anchor_records_passages(orchard: Path, capsys: Capture) -> None:
    """Of quotations that stand once, or of the words one names."""
    text = orchard.read_text(encoding="utf-8")
    text = add_claim(text, "or-01", {"paragraph": 3, "says": "Old.", "quote": "planted in three"})
    text = add_claim(text, "or-02", {"paragraph": 3, "says": "On a slope."})
    orchard.write_text(text, encoding="utf-8")
    assert main(["source", "anchor", "orchard"]) == 0
    assert "Without a passage: or-02" in capsys.readouterr().err
    words = "between the school and the railway"
    assert main(["source", "anchor", "orchard", "--claim", "or-02", "--words", words]) == 0
    loaded = load_register(orchard)
    assert loaded.problems == ()
    assert loaded.register is not None
    paragraph = six_forms.paragraphs()[2]
    for claim, said in (("or-01", "planted in three"), ("or-02", words)):
        start, end = loaded.register.claims[claim].passage or (0, 0)
        assert paragraph[start:end] == said
    assert main(["source", "anchor", "orchard", "--claim", "or-02", "--words", "the"]) == 2


def test_update_finds_claims_again_and_keeps_the_older_text(
    orchard: Path, folder: Path, capsys: Capture
) -> None:
    """Nothing is written until what is lost is decided; then nothing has dropped out."""
    put_claims(orchard, ["It was planted in three goes", "Four plans are on the table."])
    before = orchard.read_bytes()
    text = orchard.parent / "texts" / "orchard.txt"
    text.write_text("\n\n".join(six_forms.paragraphs()), encoding="utf-8")
    kept = text.read_bytes()
    assert main(["source", "update", "orchard", "e.docx"]) == 0
    assert (orchard.read_bytes(), text.read_bytes()) == (before, kept)
    new = [*six_forms.paragraphs()]
    new[2:3] = ["A word before.", new[2].replace("It was planted", "I hear it was planted")]
    new = [one.replace("Four plans are", "Five schemes were put") for one in new]
    (folder / "new.txt").write_text("\n".join(new), encoding="utf-8")
    capsys.readouterr()
    assert main(["source", "update", "orchard", "new.txt"]) == 1
    out = capsys.readouterr().out
    assert "0 of 2 claims found their passage again" in out
    assert orchard.read_bytes() == before
    given = ["--still-right", "or-01", "--withdraw", "or-02=Five by now"]
    assert main(["source", "update", "orchard", "new.txt", *given]) == 0
    loaded = load_register(orchard)
    assert (loaded.problems, loaded.text.state) == ((), "matches")
    assert loaded.register is not None
    assert loaded.register.claims["or-01"].paragraph == 4
    assert loaded.register.claims["or-02"].withdrawn == "Five by now"
    (older,) = (orchard.parent / "texts").glob("orchard.*.txt")
    assert older.read_bytes() == kept


def test_compare_lays_two_codings_side_by_side(orchard: Path, capsys: Capture) -> None:
    """Pairs, what only one has, and agreement; the coder's file has claims only."""
    put_claims(orchard, ["It was planted in three goes", "Four plans are on the table."])
    coding = orchard.parent / "codings" / "orchard" / "rowan.yaml"
    coding.parent.mkdir(parents=True)
    (anchor,) = find_words(six_forms.paragraphs(), "planted in three goes")
    passage = f"[{anchor.start}, {anchor.end}]"
    coding.write_text(
        f"claims:\n  r-1: {{paragraph: 3, says: Old trees, passage: {passage}, form: event}}\n"
        "  r-2: {paragraph: 9, says: Other}\n"
    )
    capsys.readouterr()
    assert main(["source", "compare", "orchard", "--with", "rowan", "--json"]) == 0
    found = json.loads(capsys.readouterr().out)
    assert found["both"] == [{"first": "or-01", "second": "r-1"}]
    assert (found["only_first"], found["only_second"]) == (["or-02"], ["r-2"])
    assert found["agreement"]["form"] == {"same": 0, "pairs": 1, "kappa": None}
    assert main(["source", "compare", "orchard", "--with", "rowan"]) == 0
    assert "1 claims of both, 1 only of orchard, 1 only of rowan" in capsys.readouterr().out


def test_claims_of_the_second_coder_are_taken_one_by_one(orchard: Path, capsys: Capture) -> None:
    """One that pairs changes its partner, another is new; the rest stays as it was."""
    put_claims(orchard, ["It was planted in three goes", "Four plans are on the table."])
    before = orchard.read_text(encoding="utf-8")
    (anchor,) = find_words(six_forms.paragraphs(), "planted in three goes")
    coding = orchard.parent / "rowan.yaml"
    coding.write_text(
        f"claims:\n  r-1: {{paragraph: 3, says: Old, passage: [{anchor.start}, {anchor.end}], "
        "form: event, bears_on: {cost: {for: [plots]}}}\n  r-2: {paragraph: 9, says: Other}\n"
    )
    given = ["--with", "seeds/rowan.yaml", "--take", "r-1,r-2"]
    assert main(["source", "compare", "orchard", *given]) == 0
    loaded = load_register(orchard)
    assert loaded.problems == ()
    assert loaded.register is not None
    claims = loaded.register.claims
    assert (claims["or-01"].says, claims["or-01"].form) == ("Number 1.", "event")
    assert claims["or-01"].bears_on["cost"].for_ == ["plots"]
    assert (claims["or-03"].says, claims["or-03"].coded_by) == ("Other", "rowan")
    after = orchard.read_text(encoding="utf-8").split("\n")
    assert [line for line in before.split("\n") if line not in after] == []
    assert (
        main(["source", "compare", "orchard", "--with", "seeds/rowan.yaml", "--take", "r-9"]) == 2
    )


def test_check_finds_words_of_another_text(orchard: Path, folder: Path, capsys: Capture) -> None:
    """Every text that is kept beside the registers is compared, and named."""
    (folder / "b.txt").write_text("Bees are kept.\n\nNobody counts them.\n")
    assert main(["source", "add", "b.txt", "--id", "bees"]) == 0
    path = folder / "seeds" / "bees.yaml"
    text = path.read_text(encoding="utf-8")
    fields = {"paragraph": 1, "says": "He says it was planted in three goes."}
    path.write_text(add_claim(text, "be-01", fields), encoding="utf-8")
    capsys.readouterr()
    assert main(["source", "check", "bees"]) == 1
    out = capsys.readouterr().out
    assert "6 words in a row of the text orchard" in out
    assert main(["source", "check", "orchard"]) == 0


def test_claims_go_out_to_tables_and_come_back(orchard: Path, folder: Path) -> None:
    """A table that was not touched changes no byte; a row without an id is a new claim."""
    put_claims(orchard, ["It was planted in three goes", "Four plans are on the table."])
    text = orchard.read_text(encoding="utf-8")
    fields = {"bears_on": {"cost": {"for": ["plots"], "against": ["sale"]}}, "note": "=1+1"}
    orchard.write_text(change_claim(text, "or-02", fields), encoding="utf-8")
    before = orchard.read_bytes()
    for name in ("c.csv", "c.xlsx"):
        assert main(["source", "export", "orchard", "--to", name]) == 0
        assert main(["source", "import", "orchard", name]) == 0
        assert orchard.read_bytes() == before
    rows = list(csv.DictReader(io.StringIO((folder / "c.csv").read_text("utf-8-sig"))))
    assert rows[1]["bears_on"] == "cost: +plots, -sale"
    assert rows[1]["note"] == "'=1+1"
    sheet = load_workbook(folder / "c.xlsx").active
    assert sheet is not None
    assert [cell.value for cell in sheet[1]][:3] == ["id", "paragraph", "says"]
    (folder / "more.csv").write_text(
        "Paragraph,Says,Voice,By whom,Bears on,Colour\n5,Half of them bear,reported,the clerk,"
        "cost: +plots,red\n"
    )
    assert main(["source", "import", "orchard", "more.csv"]) == 0
    loaded = load_register(orchard)
    assert loaded.register is not None
    claim = loaded.register.claims["or-03"]
    assert (claim.paragraph, claim.voice, claim.by) == (5, "reported", "the clerk")
    before = orchard.read_bytes()
    assert main(["source", "import", "orchard", "more.csv"]) == 1, "the same claim a second time"
    assert orchard.read_bytes() == before


def test_a_table_with_a_faulty_row_is_refused_whole(
    orchard: Path, folder: Path, capsys: Capture
) -> None:
    """Each fault is told with its row."""
    before = orchard.read_bytes()
    (folder / "bad.csv").write_text(
        "paragraph,says,voice,bears_on\n99,Something,,\nx,Something,,\n3,Two,quotd,\n"
        "3,It was planted in three goes,,\n3,Two,reported,\n3,Two,,plots for\n"
        "3,Two,,,twice,1,000 a year\n"
    )
    assert main(["source", "import", "orchard", "bad.csv"]) == 1
    said = capsys.readouterr().err
    for sentence in (
        "Row 2, paragraph: There are paragraphs 1 to 41.",
        "Row 3: “x” is not the number of a paragraph.",
        "Did you mean quoted?",
        "Row 5, says: 6 words in a row stand in the text; at most 4 may.",
        "Row 6, by: Name whoever is reported or quoted.",
        "Row 7: “plots for” is no bearing; write it as cost: +plots, -sale.",
        "Row 8: “twice” stands in a column without a name",
    ):
        assert sentence in said
    assert orchard.read_bytes() == before


def test_annotations_hold_no_word_of_the_text_unless_it_may_be_passed_on(
    orchard: Path, folder: Path
) -> None:
    """By W3C's model: a line of the text, and in it the characters of the passage."""
    put_claims(orchard, ["It was planted in three goes"])
    assert main(["source", "export", "orchard", "--to", "c.jsonld"]) == 0
    page = json.loads((folder / "c.jsonld").read_text(encoding="utf-8"))
    assert page["@context"] == "http://www.w3.org/ns/anno.jsonld"
    (item,) = page["items"]
    (line,) = item["target"]["selector"]
    assert (line["type"], line["value"]) == ("FragmentSelector", "line=2,3")
    start, end = line["refinedBy"]["start"], line["refinedBy"]["end"]
    assert six_forms.paragraphs()[2][start:end] == "It was planted in three goes"
    assert "planted" not in json.dumps(page)
    text = orchard.read_text(encoding="utf-8")
    orchard.write_text(text.replace("prefix: or\n", "prefix: or\ntext_in_exports: true\n"))
    assert main(["source", "export", "orchard", "--to", "c.jsonld"]) == 0
    (item,) = json.loads((folder / "c.jsonld").read_text(encoding="utf-8"))["items"]
    quote = item["target"]["selector"][1]
    assert (quote["type"], quote["exact"]) == ("TextQuoteSelector", "It was planted in three goes")
    assert quote["suffix"].startswith(": the upper rows")


def test_a_set_from_texts_has_what_claims_bear_on(orchard: Path, folder: Path) -> None:
    """And is a file without problems but those of claims that are still to come."""
    put_claims(orchard, ["It was planted in three goes"])
    text = orchard.read_text(encoding="utf-8")
    bears = {"cost": {"for": ["plots"], "against": ["car_park"]}}
    orchard.write_text(change_claim(text, "or-01", {"bears_on": bears}), encoding="utf-8")
    (folder / "criteria").mkdir()
    assert main(["new", "criteria/set.yaml", "--from-texts", "orchard"]) == 0
    assert main(["check", "criteria/set.yaml"]) == 0
    made = (folder / "criteria" / "set.yaml").read_text(encoding="utf-8")
    assert "sources: [orchard]" in made
    assert "car_park:" in made
    assert main(["new", "criteria/two.yaml", "--from-texts", "orchard,willow"]) == 2


def test_diff_tells_two_versions_of_a_register_apart(
    orchard: Path, folder: Path, capsys: Capture
) -> None:
    """Claims that came and that changed, one a line."""
    put_claims(orchard, ["It was planted in three goes"])
    old = orchard.read_text(encoding="utf-8")
    (orchard.parent / "older.yaml").write_text(old, encoding="utf-8")
    text = add_claim(old, "or-02", {"paragraph": 4, "says": "Four ways."})
    orchard.write_text(change_claim(text, "or-01", {"note": "Seen."}), encoding="utf-8")
    capsys.readouterr()
    assert main(["diff", "seeds/older.yaml", "seeds/orchard.yaml"]) == 0
    assert capsys.readouterr().out == "+ or-02  Four ways.\n  or-01  changed: note\n"
    assert main(["diff", "seeds/older.yaml", "seeds/orchard.yaml", "--json"]) == 0
    assert json.loads(capsys.readouterr().out)["added"] == ["or-02"]


def test_nothing_is_written_where_writing_is_forbidden(
    folder: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    """Neither the register nor the text."""
    (folder / "a.txt").write_text("One two. Three four.\n\nFive six.\n")
    monkeypatch.setattr(save._forbidden, "is_set", lambda: True)
    assert main(["source", "add", "a.txt", "--id", "a"]) == 2
    assert "for reading only" in capsys.readouterr().err
    assert not (folder / "seeds").exists()
