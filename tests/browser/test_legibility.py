"""What a reader must be able to read: no text is cut, covered by another, or too small.

Measured in the browser on small, usual and large sets, with long names, on wide screens,
phones and at twice the size; and no page is higher than a few screens.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from io import BytesIO
from pathlib import Path
from unicodedata import normalize

import pytest
import yaml
from browser.conftest import Visit
from browser.pond import add_register, long_essay
from playwright.sync_api import Page, expect
from pypdf import PdfReader

from steelyard.results.words.scores.ranking import SIDEWAYS

Open = Callable[..., Visit]
Served = tuple[str, Path]

LEAST = 11.5
"""Pixels of the smallest letters."""

SCREENS = [(1440, 900), (1280, 720), (1024, 768), (720, 450), (390, 844)]
"""The last but one is a screen of 1440 pixels at 200 %."""

SIZES = {"small": (2, 2), "huge": (30, 20), "wordy": (12, 4)}
"""Made sets by options and criteria; names of the last have eighty letters."""

SETS = ("iran-2026", "drug-harms-2010", *SIZES)

_FAULTS = """([least, roots]) => {
    const inside = (node) => [...node.querySelectorAll("*")].flatMap(
        (child) => [child, ...(child.shadowRoot ? inside(child.shadowRoot) : [])]);
    const clips = (style) => /hidden|clip/.test(style.overflowX);
    const isSpoken = (node) => {
        for (let one = node; one instanceof Element; one = one.parentElement) {
            const box = one.getBoundingClientRect();
            if (getComputedStyle(one).position === "absolute" && box.width <= 1.5) return true;
        }
        return false;
    };
    const apart = "svg, select, option, style, .st-key-pages";
    const faults = [], places = [];
    // What lies below an open sheet is not to be read.
    const top = document.querySelector("[role=dialog]");
    for (const node of inside(document)) {
        if (!roots.some((root) => node.closest(root)) || !node.checkVisibility()) continue;
        if (top && !top.contains(node)) continue;
        const text = [...node.childNodes].filter((one) => one.nodeType === 3)
            .map((one) => one.textContent.trim()).join(" ").trim();
        if (!text || node.closest(apart) || isSpoken(node)) continue;
        const style = getComputedStyle(node), said = text.slice(0, 40);
        if (parseFloat(style.fontSize) < least - 0.01) {
            faults.push(`${style.fontSize}: ${said}`);
        }
        if (clips(style) && (node.scrollWidth > node.clientWidth + 1
            || node.scrollHeight > node.clientHeight + 3)) faults.push(`cut: ${said}`);
        const range = document.createRange();
        range.selectNodeContents(node);
        for (const box of range.getClientRects()) {
            if (box.width > 2 && box.height > 4) places.push({ node, said, box });
        }
    }
    for (const [i, { node, said, box }] of places.entries()) {
        for (const other of places.slice(i + 1, i + 60)) {
            if (other.node === node || other.node.contains(node) || node.contains(other.node)) {
                continue;
            }
            const wide = Math.min(box.right, other.box.right) - Math.max(box.left, other.box.left);
            const high = Math.min(box.bottom, other.box.bottom) - Math.max(box.top, other.box.top);
            // Lines of one text stand closer than the boxes of their letters are high.
            const lower = Math.min(box.height, other.box.height);
            if (wide > 3 && high > 0.35 * lower) {
                faults.push(`over one another: ${said} | ${other.said}`);
            }
        }
    }
    return [...new Set(faults)].slice(0, 12);
}"""

ROOTS = [".sy", "[data-beside]", "[data-leads]", ".st-key-identity", ".st-key-finding"]


def made_set(options: int, criteria: int, letters: int) -> dict[str, object]:
    """Return a set of so many options and criteria, whose names have so many letters or more."""

    def name(kind: str, number: int) -> str:
        words = f"{kind} {number}"
        while len(words) < letters:
            words += " and more"
        return words[:letters] if letters else words

    return {
        "format": 1,
        "title": "Made",
        "question": "What is to be done?",
        "criteria": {
            f"c{j}": {"name": name("Aim", j), "question": "How good is it?", "swing": 40 + j}
            for j in range(criteria)
        },
        "options": {f"o{i}": {"name": name("Course", i)} for i in range(options)},
        "assessments": {
            f"o{i}": {f"c{j}": (37 * i + 59 * j + 11 * i * j) % 101 for j in range(criteria)}
            for i in range(options)
        },
        "lenses": {"one": {"name": name("Seat", 1), "swings": {"c0": 0}}},
        "readings": {"r": {"name": name("Judge", 1), "assessments": {"o1": {"c0": 90}}}},
    }


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
    """Serve the made sets beside the others."""
    files = {
        served[1] / f"{name}.yaml": made_set(*size, 80 if name == "wordy" else 0)
        for name, size in SIZES.items()
    }
    for file, content in files.items():
        file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    written = [*files, *write_read_set(served[1])]
    yield
    for file in written:
        file.unlink()


def faults(page: Page) -> list[str]:
    """Return what of the text of ours on a page is cut, covered or too small."""
    found: list[str] = page.evaluate(_FAULTS, [LEAST, ROOTS])
    return found


@pytest.mark.parametrize(("width", "height"), SCREENS)
@pytest.mark.usefixtures("sets")
def test_text_is_whole_apart_and_large_enough(visit: Open, width: int, height: int) -> None:
    """The ranking and the weights of every set, at every width."""
    found = {}
    for name in SETS:
        seen = visit(width, height)
        found[name] = faults(seen.open(f"?set={name}"))
    assert found == {name: [] for name in SETS}


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


@pytest.mark.parametrize(("width", "height"), [(1440, 900), (720, 450), (390, 844)])
@pytest.mark.usefixtures("sets")
def test_sheets_cards_and_matrices_are_as_legible(visit: Open, width: int, height: int) -> None:
    """On the set of essays, with long names, and on the smallest and the largest set."""
    found = {}
    for name, option, criterion in (
        ("iran-2026", "containment_plus_talks", "long_term_leverage"),
        ("wordy", "o1", "c0"),
        ("small", "o1", "c0"),
        ("huge", "o1", "c0"),
    ):
        seen = visit(width, height)
        found[f"{name} score"] = faults(seen.open(f"table?set={name}&score={option}.{criterion}"))
        found[f"{name} option"] = faults(seen.open(f"table?set={name}&option={option}"))
        found[f"{name} matrix"] = faults(seen.open(f"perspectives?set={name}"))
    assert found == {name: [] for name in found}


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


EVIDENCE = (
    *(f"&tab={tab}" for tab in ("holds", "strike", "support", "claims", "speaks", "disagree")),
    *("&tab=checks", "&view=texts", "&view=claims", "&view=changes"),
    *(f"&view=cells&tab={tab}" for tab in ("unused", "bare", "leaning", "away")),
)
PAGES = {
    "": ("&tab=why", "&tab=change"),
    "robustness": tuple(
        f"&tab={tab}" for tab in ("weight", "weights", "maps", "scores", "options", "ranks")
    ),
    "perspectives": ("&tab=readings", "&tab=lenses", "&tab=scenarios"),
    "table": ("&tab=needs", "&tab=aims", "&tab=left"),
    "evidence": EVIDENCE,
    "edit": ("",),
    "export": ("&tab=files", "&tab=picture", "&tab=all"),
}
"""Page → what its address adds for each of its views and tabs."""


@pytest.mark.parametrize(
    ("width", "height", "whole"),
    [(1440, 900, "drug-harms-2010"), (720, 450, ""), (390, 844, "wordy")],
)
@pytest.mark.usefixtures("sets")
def test_every_page_is_as_legible(visit: Open, width: int, height: int, whole: str) -> None:
    """All of every other page, also what is Streamlit's, with long names and on large sets.

    Of one set every view and tab. Links to pages on a phone lie in a strip of their own that the
    finger moves.
    """
    found = {}
    seen = visit(width, height)
    for name in filter(None, dict.fromkeys(("wordy", "huge", whole))):
        for page, places in list(PAGES.items())[1:]:
            for place in places if name == whole else places[:1]:
                shown = seen.open(f"{page}?set={name}{place}")
                faulty = shown.evaluate(_FAULTS, [LEAST, [".stMainBlockContainer"]])
                found[f"{page} {name}{place}"] = faulty
    assert found == {name: [] for name in found}


def heights(seen: Visit, name: str, pages: Mapping[str, Sequence[str]]) -> dict[str, int]:
    """Return how many pixels high every view and tab of some pages is."""
    high = {}
    for page, places in pages.items():
        for place in places:
            seen.open(f"{page}?set={name}{place}")
            main = seen.page.locator("[data-testid=stMain]")
            high[f"{page}{place} {name}"] = main.evaluate("e => e.scrollHeight")
    return high


TALLEST = pytest.mark.parametrize(
    ("width", "height", "most"), [(1440, 900, 1800), (390, 844, 6000)], ids=["wide", "phone"]
)


@TALLEST
def test_no_page_is_higher_than_a_few_screens(
    visit: Open, width: int, height: int, most: int
) -> None:
    """Every view and tab of every page of both shipped sets."""
    seen = visit(width, height)
    high = heights(seen, "iran-2026", PAGES) | heights(seen, "drug-harms-2010", PAGES)
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
            pixels = page.locator("[data-testid=stMain]").evaluate("e => e.scrollHeight")
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


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
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
