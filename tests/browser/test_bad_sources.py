"""Bad texts and registers on screen: each a plain sentence with a way on, and nothing is lost."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import run_dashboard
from browser.pond import TITLES, essay, lay_out
from browser.test_new_set import Folder, drop
from files.texts.test_reading import many_pages, scan, with_password
from playwright.sync_api import Browser, expect

from steelyard.files.registers import load_register
from steelyard.results.words.texts.desks import missing_text_words, other_text_added_words

TEXTS, CLAIMS = "evidence?set=pond&view=texts", "evidence?set=pond&view=claims"
MIXED = "Déjà vu in the old mill. ".encode() * 9 + b"caf\xe9"
BAD: dict[str, tuple[Callable[[], bytes], str]] = {
    "scan.pdf": (scan, "hardly any letters, like a scan; have its text recognised"),
    "locked.pdf": (with_password, "has a password; save it without one and add that."),
    "long.pdf": (lambda: many_pages(500), "has more than 400 pages; add a part of it."),
    "mixed.txt": (lambda: MIXED, "is in an encoding that is not known; save it as UTF-8"),
    "torn.pdf": (lambda: b"%PDF-1.4\n1 0 obj\n<<>>\nendobj\ntrailer\n<<>>\n", "torn.pdf"),
    "broken.docx": (lambda: b"PK\x03\x04 no archive", "is a damaged archive; save the document"),
    "empty.txt": (lambda: b"  \n", "empty.txt is empty."),
    "numbers.txt": (lambda: b"12 34\n", "numbers.txt holds no letters."),
}
"""File → what makes it, and what is said of it."""
ODD = {
    "line.txt": ("One sentence. " * 40, "one single line or paragraph; split it where"),
    "hebrew.txt": ("שלום עולם טוב. " * 20, "written from right to left; offsets count"),
}
"""File that is read all the same → its text, and what is said of it."""


@pytest.fixture(scope="module")
def folder(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    """Serve the set on two essays once for all of these journeys."""
    place = lay_out(tmp_path_factory.mktemp("bad_sources"))
    with run_dashboard(place) as url:
        yield Folder(browser, place, url)


def seeds(folder: Folder) -> Path:
    """Return the folder of the registers."""
    return folder.place.parent / "seeds"


def test_files_that_cannot_be_read_are_told_one_after_the_other(folder: Folder) -> None:
    """Each in a sentence, whatever was dropped before; the page stays ready for another file."""
    seen = folder.visit()
    page = seen.open(TEXTS)
    for name, (make, told) in BAD.items():
        drop(seen, name, make())
        expect(page.get_by_role("alert").filter(has_text=told)).to_be_visible()
        seen.settle()
    drop(seen, "brook.txt", "\n\n".join(essay("brook")).encode())
    expect(page.locator(".text-desk .piece").first).to_be_visible()
    assert sorted(path.stem for path in seeds(folder).glob("*.yaml")) == ["brook", "millpond"]
    assert seen.errors == []


@pytest.mark.parametrize("name", ODD)
def test_an_odd_text_is_read_and_told(folder: Folder, name: str) -> None:
    """Its letters stand as they were, and it can be left again."""
    text, told = ODD[name]
    seen = folder.visit()
    page = seen.open(TEXTS)
    drop(seen, name, text.encode())
    expect(page.get_by_text(told)).to_be_visible()
    expect(page.locator(".text-desk .piece .words")).to_have_text(text.strip())
    seen.settle()
    page.get_by_role("button", name="Do not add it").click()
    expect(page.locator(".text-desk .piece").first).to_be_hidden()
    assert seen.errors == []


def test_a_wrong_text_for_a_register(folder: Folder) -> None:
    """Dropped it is told from the one that is missing; laid beside the register it is named."""
    kept = seeds(folder) / "texts" / "brook.txt"
    right = kept.read_bytes()
    kept.unlink()
    try:
        seen = folder.visit()
        page = seen.open(TEXTS)
        drop(seen, "other.txt", b"Something else altogether.\n\nAnd more of it.")
        expect(page.get_by_text(other_text_added_words([TITLES["brook"]]))).to_be_visible()
        seen.settle()
        page.get_by_role("button", name="Do not add it").click()
        kept.write_bytes(b"Something else altogether.\n")
        told = missing_text_words(load_register(seeds(folder) / "brook.yaml"))
        expect(page.get_by_text(told)).to_be_visible()
        seen.settle()
        drop(seen, "brook.txt", "\n\n".join(essay("brook")).encode())
        expect(page.get_by_text("is here now: all")).to_be_visible()
        seen.settle()
        assert kept.read_bytes() == right
        assert len([*kept.parent.glob("brook.*.txt")]) == 1
        assert seen.errors == []
    finally:
        kept.write_bytes(right)


def test_an_id_that_stands_twice_in_a_register(folder: Folder) -> None:
    """The first counts, the line of the second is named, and a new claim gets an id of its own."""
    file = seeds(folder) / "brook.yaml"
    before = file.read_text(encoding="utf-8")
    claims = "".join(f"  bp-01: {{paragraph: {n}, says: Said {n}.}}\n" for n in (1, 2))
    file.write_text(f"{before}claims:\n{claims}", encoding="utf-8")
    try:
        seen = folder.visit()
        page = seen.open(f"{CLAIMS}&text=brook")
        told = page.get_by_role("alert").filter(has_text="brook.yaml has 1 problem")
        expect(told).to_be_visible()
        line = len(f"{before}claims:\n".splitlines()) + 2
        page.get_by_text("Show the 1 problem").click()
        expect(page.get_by_text(f"line {line}").first).to_be_visible()
        seen.settle()
        page.locator(".claim-desk .text").focus()
        for key in ("j", "n"):
            page.keyboard.press(key)
        page.keyboard.type("Nobody says so twice.")
        page.keyboard.press("Control+Enter")
        expect(page.get_by_text("Saved as bp-02.")).to_be_visible()
        after = file.read_text(encoding="utf-8").splitlines()
        assert [
            line for line in f"{before}claims:\n{claims}".splitlines() if line not in after
        ] == []
        assert seen.errors == []
    finally:
        file.write_text(before, encoding="utf-8")
