"""The comparison of two versions finds what differs, and only that."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable, Iterable
from pathlib import Path

import numpy as np
import pytest
from compare.differences import NOTHING, compare
from compare.facts import Facts, read_facts
from compare.recording import NOTE, find_crashes, looks_of, steps_of, write_later_version
from compare.screens import beyond_one_pixel, differing_pixels
from docx import Document
from openpyxl import Workbook
from PIL import Image
from pptx import Presentation
from pypdf import PdfWriter

FINGERPRINT = "ab" * 32
PLAIN = ("score.txt", "score.json", "worlds.svg", "worlds.vl.json")
ROOT = Path(__file__).resolve().parents[2]
SVG = '<svg xmlns="http://www.w3.org/2000/svg"><text x="{x}">{text}</text></svg>'
HTML = '<p>{text}</p><script type="application/json" id="d">{{"total": {x}}}</script>'
SPEC = (
    '{{"mark": "bar", "width": {x}, "datasets": {{"bars": [{{"total": 56, "name": "{text}"}}]}}}}'
)


def write_book(path: Path, total: float, text: str) -> None:
    """Write a workbook with a figure, a text and a formula."""
    book = Workbook()
    book.active["A1"], book.active["B1"], book.active["C1"] = total, text, f"=A1*{total}"
    book.save(path)


def write_slides(path: Path, text: str) -> None:
    """Write slides with one title."""
    deck = Presentation()
    slide = deck.slides.add_slide(deck.slide_layouts[5])
    slide.shapes.title.text = text
    deck.save(path)


def write_document(path: Path, text: str) -> None:
    """Write a document with one paragraph."""
    document = Document()
    document.add_paragraph(text)
    document.save(path)


def write_pdf(path: Path, title: str) -> None:
    """Write a PDF file of one empty page."""
    writer = PdfWriter()
    writer.add_blank_page(100, 100)
    writer.add_metadata({"/Title": title})
    writer.write(path)


WRITERS: dict[str, Callable[[Path, float, str], object]] = {
    "score.txt": lambda path, x, text: path.write_text(f"1  {text}\n   {x}\n"),
    "score.json": lambda path, x, text: path.write_text(json.dumps({"a": [{"t": x, "n": text}]})),
    "numbers.csv": lambda path, x, text: path.write_text(f"\ufeffoption,total\n{text},{x}\n"),
    "worlds.svg": lambda path, x, text: path.write_text(SVG.format(x=x, text=text)),
    "worlds.vl.json": lambda path, x, text: path.write_text(SPEC.format(x=x, text=text)),
    "live.html": lambda path, x, text: path.write_text(HTML.format(x=x, text=text)),
    "book.xlsx": write_book,
    "slides.pptx": lambda path, x, text: write_slides(path, f"{text} on {x}"),
    "brief.docx": lambda path, x, text: write_document(path, f"{text} on {x}"),
    "brief.pdf": lambda path, x, text: write_pdf(path, f"{text} on {x}"),
    "worlds.png": lambda path, x, text: Image.new("RGB", (int(x), 9)).save(path),
}


@pytest.fixture
def before(tmp_path: Path) -> Path:
    """Return a recording with a text, two kinds of JSON and a drawing."""
    text = "Hold in 52 of 100 sampled worlds"
    return write_recording(tmp_path / "before", "0.1.0", FINGERPRINT, 55.5, text, PLAIN)


def write_recording(
    folder: Path, version: str, fingerprint: str, x: float, text: str, names: Iterable[str]
) -> Path:
    """Write a recording whose files have one figure and one text each; return its folder."""
    folder.mkdir()
    note = {"version": version, "fingerprints": [fingerprint], "quick": True, "repeated": 0}
    (folder / NOTE).write_text(json.dumps(note))
    for name in names:
        WRITERS[name](folder / name, x, text)
    return folder


def test_equal_recordings_do_not_differ(before: Path, tmp_path: Path) -> None:
    """The same files are compared in full and without a difference."""
    shutil.copytree(before, tmp_path / "after")
    found = compare(before, tmp_path / "after", {})
    assert found.differences == []
    assert found.files == len(PLAIN)
    assert min(found.values, found.words, found.shapes) > 0


def test_a_traceback_is_found_though_both_have_it(tmp_path: Path) -> None:
    """What a command said at its end is looked at, and the command is named."""
    (tmp_path / "lunch").mkdir()
    (tmp_path / "lunch" / "score.txt.end").write_text("exit code 1\nno such file", encoding="utf-8")
    said = "exit code 1\nTraceback (most recent call last):\n  …\nKeyError: 'soup'"
    (tmp_path / "lunch" / "export.txt.end").write_text(said, encoding="utf-8")
    assert find_crashes(tmp_path) == ["lunch/export.txt"]


@pytest.mark.parametrize("name", WRITERS)
def test_a_figure_that_differs_is_found(tmp_path: Path, name: str) -> None:
    """Another figure in a file of any kind is found."""
    before = write_recording(tmp_path / "before", "0.1.0", FINGERPRINT, 55.5, "Hold", [name])
    after = write_recording(tmp_path / "after", "0.1.0", FINGERPRINT, 56.5, "Hold", [name])
    assert {found.file for found in compare(before, after, {}).differences} == {name}


@pytest.mark.parametrize("name", [name for name in WRITERS if not name.endswith(".png")])
def test_a_text_that_differs_is_found(tmp_path: Path, name: str) -> None:
    """Another word in a file of any kind is found, with both words."""
    before = write_recording(tmp_path / "before", "0.1.0", FINGERPRINT, 5.5, "Hold", [name])
    after = write_recording(tmp_path / "after", "0.1.0", FINGERPRINT, 5.5, "Talk", [name])
    found = compare(before, after, {}).differences
    assert {difference.file for difference in found} == {name}
    assert any("Hold" in pair.before and "Talk" in pair.after for pair in found)


def test_a_file_that_is_gone_is_found(before: Path, tmp_path: Path) -> None:
    """A file that only one side has is a difference."""
    shutil.copytree(before, tmp_path / "after")
    (tmp_path / "after" / "score.txt").unlink()
    [found] = compare(before, tmp_path / "after", {}).differences
    assert (found.file, found.after) == ("score.txt", NOTHING)


def test_a_file_that_is_broken_is_found(before: Path, tmp_path: Path) -> None:
    """A file that can no longer be read is a difference."""
    shutil.copytree(before, tmp_path / "after")
    (tmp_path / "after" / "score.json").write_text("{")
    found = compare(before, tmp_path / "after", {}).differences
    assert "cannot be read" in {difference.place for difference in found}


def test_renamings_versions_and_fingerprints_are_no_difference(
    before: Path, tmp_path: Path
) -> None:
    """Words known to be renamed, another version and another file's fingerprint are let through."""
    other, text = "cd" * 32, "Hold in 52 of 100 simulations"
    after = write_recording(tmp_path / "after", "0.2.0", other, 55.5, text, PLAIN)
    origins = f"Steelyard 0.1.0, {FINGERPRINT[:8]}", f"Steelyard 0.2.0, {other[:8]}"
    for folder, origin in zip((before, after), origins, strict=True):
        (folder / "origin.txt").write_text(origin)
    for path in sorted(after.glob("worlds*")):
        path.rename(after / path.name.replace("worlds", "simulations"))
    assert compare(before, after, {}).differences
    renamings = {"worlds": "simulations", "sampled worlds": "simulations"}
    assert compare(before, after, renamings).differences == []


def test_line_breaks_are_no_difference_and_noise_in_numbers_is_none(
    before: Path, tmp_path: Path
) -> None:
    """Flowing text is compared word by word, and numbers by ten digits."""
    shutil.copytree(before, tmp_path / "after")
    text = "Hold in 52 of 100 sampled worlds"
    noisy = {"a": [{"t": 55.50000000000001, "n": text}]}
    (tmp_path / "after" / "score.txt").write_text(f"1 {text.replace(' ', chr(10))} 55.5")
    (tmp_path / "after" / "score.json").write_text(json.dumps(noisy))
    assert compare(before, tmp_path / "after", {}).differences == []


def test_a_word_within_a_key_is_renamed(tmp_path: Path) -> None:
    """Renaming reaches words of keys in snake_case and camelCase, and no parts of words."""
    keys = {"lead_world": 1, "worldShare": 2, "gates": 3}
    renamed = {"lead_simulation": 1, "simulationShare": 2, "gates": 3, "worldly": 4}
    for name, data in (("before", keys), ("after", renamed)):
        folder = write_recording(tmp_path / name, "0.1.0", FINGERPRINT, 1.0, "", [])
        (folder / "score.json").write_text(json.dumps(data))
    [found] = compare(tmp_path / "before", tmp_path / "after", {"world": "simulation"}).differences
    assert (found.place, found.after) == ("worldly", "4")


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_views_and_later_versions_are_those_of_the_set(tmp_path: Path, name: str) -> None:
    """Every view names parts that the set has, and the later version really is another one."""
    file = tmp_path / f"{name}.yaml"
    shutil.copy(ROOT / "criteria" / file.name, file)
    looks = looks_of(file)
    assert [looks[0].name, looks[-1].name] == ["opening", "everything"]
    assert {"swings", "disputes"} <= {look.name for look in looks}
    lines = file.read_text().splitlines(), write_later_version(file).read_text().splitlines()
    changed = [pair for pair in zip(*lines, strict=True) if pair[0] != pair[1]]
    assert len(changed) == 5
    commands = {step.arguments[0] for step in steps_of("a.yaml", "b.yaml", looks, is_quick=True)}
    assert commands == {"check", "diff", "brief", "score", "robustness", "export"}


def test_pixels_that_differ_are_found() -> None:
    """A changed pixel and rows that one picture lacks are marked, and nothing else."""
    old = np.full((4, 5, 3), 200, dtype=np.int16)
    new = np.full((6, 5, 3), 200, dtype=np.int16)
    new[1, 2, 0] = 203
    mask = differing_pixels(old, new)
    assert mask.shape == (6, 5)
    assert mask[1, 2]
    assert mask[4:].all()
    assert mask.sum() == 11
    assert differing_pixels(old, new, tolerance=3).sum() == 10


def test_a_shift_of_one_pixel_is_told_from_a_larger_one() -> None:
    """A line that moved by a pixel is found in its neighbour; one that moved by two is not."""
    pictures = [np.full((9, 5, 3), 200, dtype=np.int16) for _ in range(3)]
    for picture, row in zip(pictures, (3, 4, 5), strict=True):
        picture[row] = 0
    assert differing_pixels(pictures[0], pictures[1]).sum() == 10
    assert not beyond_one_pixel(pictures[0], pictures[1]).any()
    assert beyond_one_pixel(pictures[0], pictures[2]).sum() == 10


def test_facts_of_a_live_page_are_its_words_and_data(tmp_path: Path) -> None:
    """Scripts and styles of a page are left out; its data are opened."""
    page = tmp_path / "page.html"
    page.write_text("<style>p{}</style><script>let a</script>" + HTML.format(text="Hi", x=1))
    facts = read_facts(page, str)
    assert facts == Facts(values={"d.total": "1"}, texts={"page": "Hi"})
