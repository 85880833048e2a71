"""What a reader must be able to read: no text is cut, covered by another, or too small.

Measured in the browser on small, usual and large sets, with long names, on wide screens,
phones and at twice the size; and no page is higher than a few screens.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from browser.conftest import Visit
from browser.legible import faults
from browser.legible import height as height_of
from browser.legible_sets import (
    ASKED,
    CLOSED,
    EVIDENCE,
    JUDGED,
    OPEN,
    PAGES,
    SIZES,
    made_set,
    write_judged,
    write_sets,
)
from browser.pond import add_register, long_essay
from playwright.sync_api import expect
from pypdf import PdfReader

from steelyard.results.words.glossary import HOW_TO_READ, NOT_SAID
from steelyard.results.words.scores.ranking import SIDEWAYS

Open = Callable[..., Visit]
Served = tuple[str, Path]

SCREENS = [(1440, 900), (1280, 720), (1024, 768), (720, 450), (390, 844)]
"""The last but one is a screen of 1440 pixels at 200 %."""

ESSAYS_JUDGED = "essays-judged"
"""A copy of the shipped set on which three judges have handed in every answer."""
SHIPPED = ("iran-2026", "drug-harms-2010")
SETS = (*SHIPPED, *SIZES)


READ = "read"
"""A set as large as the larger shipped one, whose text is present and full of claims."""


def write_read_set(criteria: Path) -> list[Path]:
    """Write the set, a register of sixty claims and its text; return the files."""
    add_register(criteria.parent, READ, long_essay())
    register = criteria.parent / "seeds" / f"{READ}.yaml"
    known = yaml.safe_load(register.read_text(encoding="utf-8"))
    known["claims"] = {
        f"rp-{n:02}": {
            "paragraph": 1 + n % 30,
            "says": f"Course {n % 11} does better on aim {n % 7} than most who wrote of it expect.",
            "bears_on": {f"c{n % 7}": {"for" if n % 3 else "against": [f"o{n % 11}"]}},
        }
        for n in range(60)
    }
    register.write_text(yaml.safe_dump(known, sort_keys=False), encoding="utf-8")
    content = made_set(13, 7, 0) | {"sources": [READ]}
    content["assessments"] = {
        f"o{i}": {
            f"c{j}": {
                "score": [10, 40 + i, 90],
                "claims": [f"rp-{n:02}" for n in range(50) if (n % 11, n % 7) == (i, j)],
            }
            for j in range(7)
        }
        for i in range(13)
    }
    file = criteria / f"{READ}.yaml"
    file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return [file, register, register.parent / "texts" / f"{READ}.txt"]


@pytest.fixture(scope="module")
def sets(served: Served) -> Iterator[None]:
    """Serve the made sets beside the others, one of them with judges' rounds."""
    folder = served[1]
    written = [*write_sets(folder), *write_read_set(folder)]
    wordy = (folder / "wordy.yaml").read_text(encoding="utf-8")
    written += [
        write_judged(folder / f"{name}.yaml", wordy, closes=name == JUDGED)
        for name in (ASKED, JUDGED)
    ]
    essays = (folder / "iran-2026.yaml").read_text(encoding="utf-8")
    written.append(write_judged(folder / f"{ESSAYS_JUDGED}.yaml", essays))
    yield
    for file in written:
        file.unlink()
    for name in (ASKED, JUDGED, ESSAYS_JUDGED):
        shutil.rmtree(folder.parent / "judgements" / name)


def look(seen: Visit, name: str, screens: Sequence[tuple[int, int]]) -> dict[str, list[str]]:
    """Return the faults of what is open, on each of some screens that have any."""
    found = {}
    for width, height in screens:
        seen.page.set_viewport_size({"width": width, "height": height})
        seen.settle()
        found[f"{name} at {width}"] = faults(seen.page)
    return {place: faulty for place, faulty in found.items() if faulty}


@pytest.mark.parametrize("name", SETS)
@pytest.mark.usefixtures("sets")
def test_text_is_whole_apart_and_large_enough(visit: Open, name: str) -> None:
    """Compare of every set, at every width."""
    seen = visit()
    seen.open(f"?set={name}")
    assert look(seen, name, SCREENS) == {}


@pytest.mark.parametrize(("width", "height"), [(1024, 768), (1280, 720), (1440, 900)])
@pytest.mark.usefixtures("sets")
def test_totals_and_counts_are_seen_or_said_to_be_out_of_sight(
    visit: Open, width: int, height: int
) -> None:
    """Up to eight criteria always fit; of more, a line above says that the table scrolls."""
    for name, fits in (
        ("iran-2026", True),
        ("iran-2026&frame=seven", True),
        ("wordy", True),
        ("drug-harms-2010", width > 1024),
        ("huge", width > 1280),
    ):
        page = visit(width, height).open(f"?set={name}")
        last = page.locator(".sy thead th.share").bounding_box()
        frame = page.locator(".sy .result").bounding_box()
        assert last is not None
        assert frame is not None
        is_seen = last["x"] + last["width"] <= frame["x"] + frame["width"] + 1
        assert is_seen == fits, name
        expect(page.get_by_text(SIDEWAYS)).to_be_visible(visible=not fits)


CELLS = {
    "iran-2026": ("containment_plus_talks", "long_term_leverage"),
    "drug-harms-2010": ("alcohol", "dependence"),
    "small-wordy": ("o1", "c0"),
    "huge": ("o29", "c19"),
    "huge-wordy": ("o29", "c19"),
}


@pytest.mark.parametrize("name", CELLS)
@pytest.mark.usefixtures("sets")
def test_sheets_cards_and_what_explains_them_are_as_legible(visit: Open, name: str) -> None:
    """On both shipped sets and the smallest and largest, at every width."""
    option, criterion = CELLS[name]
    seen, found = visit(), dict[str, dict[str, list[str]]]()
    for what in (f"score={option}.{criterion}", f"option={option}"):
        seen.open(f"table?set={name}&{what}")
        expect(seen.page.get_by_role("dialog")).to_be_visible()
        found[what] = look(seen, name, SCREENS)
    seen.open(f"table?set={name}")
    seen.page.get_by_role("button", name=HOW_TO_READ).click()
    expect(seen.page.get_by_text(NOT_SAID).first).to_be_visible()
    found[HOW_TO_READ] = look(seen, name, SCREENS)
    assert found == {what: {} for what in found}


_CUT_FIELDS = """() => [...document.querySelectorAll(".stMainBlockContainer input[type=text],"
    + " .stMainBlockContainer input[role=combobox]")]
    .filter((node) => node.checkVisibility() && node.scrollWidth > node.clientWidth + 1)
    .map((node) => `${node.ariaLabel}: ${node.value}`)"""


@pytest.mark.usefixtures("sets")
def test_long_names_are_whole_on_edit(visit: Open) -> None:
    """Names of eighty letters in the table, in each list open and closed, and in their field.

    In the table an option's name takes two lines.
    """
    seen = visit(1440, 900)
    page = seen.open("edit?set=wordy")
    names = page.locator(".edit-grid tbody tr:not(.swings) th")
    assert max(name.bounding_box()["height"] for name in names.all()) <= 48
    assert page.evaluate(_CUT_FIELDS) == []
    page.get_by_role("radio", name="Everything else").click()
    seen.settle()
    for part, field in (("Options 12", "Option"), ("Criteria 4", "Criterion")):
        page.get_by_role("radio", name=part).click()
        seen.settle()
        assert page.evaluate(_CUT_FIELDS) == []
        page.set_viewport_size({"width": 390, "height": 844})
        seen.settle()
        page.get_by_role("combobox", name=field, exact=True).click()
        options = page.get_by_role("option")
        expect(options.first).to_be_visible()
        cut = options.evaluate_all(
            """nodes => nodes.flatMap((node) => [node, ...node.querySelectorAll("*")])
                .filter((node) => node.scrollWidth > node.clientWidth + 1
                    || node.scrollHeight > node.clientHeight + 3).length"""
        )
        assert cut == 0
        page.keyboard.press("Escape")
        page.set_viewport_size({"width": 1440, "height": 900})
        seen.settle()
    assert seen.errors == []


WHOLE = {
    "iran-2026": SCREENS[1:4],
    "drug-harms-2010": SCREENS[:1],
    "wordy": SCREENS[-1:],
}
"""Set → the screens on which every view and tab of its pages is looked at."""


@pytest.mark.parametrize("name", [*WHOLE, *(name for name in SIZES if name not in WHOLE)])
@pytest.mark.usefixtures("sets")
def test_every_page_is_as_legible(visit: Open, name: str) -> None:
    """All of every other page, also what is Streamlit's: of some sets every view and tab.

    Of the others the first of each page, where numbers and names have the least room.
    """
    found, seen = dict[str, list[str]](), visit()
    for page, places in list(PAGES.items())[1:]:
        for place in places if name in WHOLE else places[:1]:
            seen.open(f"{page}?set={name}{place}")
            faulty = look(seen, name, WHOLE.get(name, [SCREENS[0], SCREENS[3]]))
            found |= {f"{page}{place} {where}": what for where, what in faulty.items()}
    assert found == {}


@pytest.mark.parametrize(
    ("name", "views"),
    [("iran-2026", CLOSED), (JUDGED, CLOSED), (ASKED, OPEN)],
    ids=["simulated", "closed", "open"],
)
@pytest.mark.usefixtures("sets")
def test_judges_and_their_sheets_are_as_legible(
    visit: Open, name: str, views: Sequence[str]
) -> None:
    """Before, during and after a round; with names of eighty letters too."""
    found, seen = dict[str, list[str]](), visit()
    for view in views:
        seen.open(f"judges?set={name}{view}")
        found |= {f"{view} {where}": what for where, what in look(seen, name, SCREENS[::2]).items()}
    assert found == {}


def heights(seen: Visit, name: str, pages: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many pixels high every view and tab of some pages is."""
    high = {}
    for page, places in pages.items():
        for place in places:
            seen.open(f"{page}?set={name}{place}")
            high[f"{page}{place} {name}"] = height_of(seen.page)
    return high


BY_HAND = "&w=escalation_risk.30&d=hold.escalation_risk.12&struck=kd-38"
MOVED = {
    page: tuple(f"{place}{BY_HAND}" for place in PAGES[page])
    for page in ("", "perspectives", "robustness", "table")
}
"""Views with a moved weight, a disputed score and a claim struck out, which say so on top."""

TALLEST = pytest.mark.parametrize(
    ("width", "height", "most"), [(1440, 900, 1800), (390, 844, 6000)], ids=["wide", "phone"]
)


@TALLEST
@pytest.mark.usefixtures("sets")
def test_no_page_is_higher_than_a_few_screens(
    visit: Open, width: int, height: int, most: int
) -> None:
    """Every view and tab of every page of both shipped sets, and of a round that is judged."""
    seen = visit(width, height)
    high = heights(seen, "iran-2026", {**PAGES, "judges": ("", *CLOSED)})
    high |= heights(seen, "iran-2026", MOVED)
    high |= heights(seen, "drug-harms-2010", PAGES)
    high |= heights(seen, ESSAYS_JUDGED, {"judges": CLOSED})
    high |= heights(seen, ASKED, {"judges": OPEN})
    assert {place: pixels for place, pixels in high.items() if pixels > most} == {}


@TALLEST
@pytest.mark.usefixtures("sets")
def test_evidence_is_as_low_with_its_text_at_hand(
    visit: Open, width: int, height: int, most: int
) -> None:
    """Every view and tab; three thousand words with sixty claims are told in pages on a phone."""
    seen = visit(width, height)
    high = heights(seen, READ, {"evidence": EVIDENCE})
    assert {place: pixels for place, pixels in high.items() if pixels > most} == {}
    page = seen.open(f"evidence?set={READ}&view=claims")
    shown = page.locator(".claim-desk .words")
    if width > 760:
        expect(shown).to_have_count(34)
        return
    paged = page.get_by_text("Paragraphs 1 to")
    expect(paged).to_be_visible()
    count = shown.count()
    assert count < 34
    page.get_by_role("button", name="Next page").click()
    first = page.locator(".claim-desk .paragraph").first
    expect(first).to_have_attribute("data-n", str(count + 1))
    expect(first).to_have_class("paragraph here")
    page.get_by_role("button", name="Previous page").click()
    expect(paged).to_be_visible()
    expect(page.get_by_role("button", name="Previous page")).to_be_disabled()
    assert seen.errors == []


def test_every_part_of_edit_is_as_low(visit: Open) -> None:
    """The forms and the text of both shipped sets, each as it opens."""
    seen = visit(1440, 900)
    high = {}
    for name in ("iran-2026", "drug-harms-2010"):
        page = seen.open(f"edit?set={name}")
        for part in ("Everything else", "Text"):
            page.get_by_role("radio", name=part).click()
            seen.settle()
            pixels = height_of(page)
            if pixels > 1800:
                high[f"{part} {name}"] = pixels
    assert high == {}


@pytest.mark.parametrize(("width", "is_above"), [(390, True), (1440, False)])
def test_what_saving_will_change_is_above_the_table_on_a_phone(
    visit: Open, width: int, is_above: bool
) -> None:
    """Beside the score in full it would lie far below on a narrow screen."""
    page = visit(width, 844).open("edit?set=iran-2026")
    changes = page.get_by_role("heading", name="What saving will change").bounding_box()
    grid = page.locator("table").first.bounding_box()
    assert changes is not None
    assert grid is not None
    assert (changes["y"] < grid["y"]) == is_above


_FOCUSED = """() => {
    let node = document.activeElement;
    while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
    return node?.closest("tbody") ? "table" : "before";
}"""


@pytest.mark.parametrize("name", [*SHIPPED, "middling"])
@pytest.mark.usefixtures("sets")
def test_the_ranking_is_near_for_eyes_and_keys(visit: Open, name: str) -> None:
    """Its first row stands within 300 pixels, and is reached after at most 13 stops."""
    page = visit(1280, 720).open(f"?set={name}")
    box = page.locator(".sy tbody tr").first.bounding_box()
    assert box is not None
    assert box["y"] <= 300
    stops = 0
    while stops < 20:
        page.keyboard.press("Tab")
        if page.evaluate(_FOCUSED) == "table":
            break
        stops += 1
    assert stops <= 13


def test_the_ranking_is_one_stop_in_which_arrows_move(visit: Open) -> None:
    """Right and down lead to another score, Enter opens it, Escape gives the keyboard back."""
    seen = visit(1280, 720)
    page = seen.open("?set=iran-2026")
    rows = page.locator(".sy tbody tr")
    rows.nth(0).locator(".option button").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowRight")
    score = rows.nth(1).locator(".cell button").first
    expect(score).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.get_by_role("dialog")).to_be_visible()
    seen.settle()
    page.keyboard.press("Escape")
    expect(page.get_by_role("dialog")).to_have_count(0)
    expect(score).to_be_focused()
    page.keyboard.press("Tab")
    assert page.evaluate(_FOCUSED) == "before"
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_compare_is_one_page_on_paper(visit: Open, name: str, scheme: str) -> None:
    """With every option, on a light ground, and with what the figures were made from."""
    seen = visit(1440, 900, scheme)
    page = seen.open(f"?set={name}")
    labels = page.locator(".sy tbody .option button").all_inner_texts()
    pages = PdfReader(BytesIO(page.pdf(prefer_css_page_size=True))).pages
    assert len(pages) == 1
    text = normalize("NFKC", " ".join(pages[0].extract_text().split()))
    assert [label for label in labels if label not in text] == []
    assert f"{name}.yaml" in text
    assert "seed 0" in text
