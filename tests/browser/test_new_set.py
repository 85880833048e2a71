"""Journeys from a spreadsheet, from nothing and from another set to a new one, and its ranking."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import HERE, Visit, run_dashboard
from browser.test_accessibility import audit
from playwright.sync_api import Browser, Page, expect

from steelyard.cli import main
from steelyard.files.criteria_files import load_criteria_file

Open = Callable[..., Visit]
SHEET = """\
Library sites (JB)\t\t\t\t\t\t
updated 12 May\t\t\t\t\t\t
\t\t\t\t\t\t
Criterion\tWt\tUnit\tStation Yard\tOld Cinema\tPark Edge\tComments
MONEY\t\t\t\t\t\t
Build cost\t25\t£m\t4.2\t4.8\t5.5 to 6.5\ttwo quotes
PEOPLE\t\t\t\t\t\t
Noise next door\t15\t\tMedium\tHigh\tLow\tby ear
Room to grow\t10\t\t+\t+++\ttbc\task Priya
TOTAL\t50\t\t54\t75\t50\t
* owner not asked yet\t\t\t\t\t\t
"""


class Folder:
    """A folder that is served for one journey."""

    def __init__(self, browser: Browser, place: Path, url: str) -> None:
        self.browser, self.place, self.url = browser, place, url

    def visit(
        self,
        width: int = 1440,
        height: int = 900,
        scheme: str = "light",
        *,
        has_touch: bool = False,
    ) -> Visit:
        """Open a fresh window; with `has_touch` that of a phone or tablet."""
        context = self.browser.new_context(
            viewport={"width": width, "height": height},
            color_scheme="dark" if scheme == "dark" else "light",
            has_touch=has_touch,
            is_mobile=has_touch,
        )
        context.set_default_timeout(30_000)
        seen = Visit(context.new_page(), self.url)
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        return seen


@pytest.fixture(scope="module")
def folder(browser: Browser, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Folder]:
    """Serve a folder with one small set."""
    place = tmp_path_factory.mktemp("new_sets")
    (place / "lunch.yaml").write_bytes((HERE / "sets" / "lunch.yaml").read_bytes())
    with run_dashboard(place) as url:
        yield Folder(browser, place, url)


def drop(seen: Visit, name: str, raw: bytes) -> None:
    """Give a file to the page."""
    seen.page.locator("input[type=file]").set_input_files(
        {"name": name, "mimeType": "application/octet-stream", "buffer": raw}
    )


def choose_role(page: Page, line: str, role: str) -> None:
    """Open the list of a line and choose from it."""
    page.get_by_role("button", name=f"{line}:").click()
    page.get_by_role("option", name=role, exact=True).click()


def test_a_messy_sheet_becomes_a_set(folder: Folder) -> None:
    """Dropped, a role changed and taken back, a direction turned, created: the ranking stands."""
    seen = folder.visit()
    page = seen.open("?set=lunch")
    page.get_by_role("combobox", name="Criteria set").click()
    page.get_by_role("option", name="New set…").click()
    expect(page.get_by_role("heading", name="New set")).to_be_visible()
    drop(seen, "library sites.tsv", SHEET.encode())
    expect(page.get_by_role("heading", name="Is this the table?")).to_be_visible()
    expect(page.get_by_text("3 options, 3 criteria")).to_be_visible()
    expect(page.get_by_role("button", name="Row 10: Left out: total")).to_be_visible()

    choose_role(page, "Row 8", "Leave out")
    expect(page.get_by_text("3 options, 2 criteria")).to_be_visible()
    expect(page.get_by_role("button", name="Row 8: Left out")).to_be_visible()
    page.get_by_role("button", name="Undo").click()
    expect(page.get_by_text("3 options, 3 criteria")).to_be_visible()
    choose_role(page, "Column G", "Leave out")
    expect(page.get_by_role("button", name="Column G: Left out")).to_be_visible()
    assert not list(folder.place.glob("library*")), "nothing is written yet"

    page.get_by_role("button", name="Next: what the numbers mean").click()
    expect(page.get_by_text("0 of 3 criteria are confirmed")).to_be_visible()
    ranking = page.locator(".first-ranking table")
    expect(ranking).to_contain_text("Station Yard")
    before = ranking.inner_text()
    page.get_by_role("button", name="Noise next door: high is best").click()
    expect(ranking).not_to_have_text(before, use_inner_text=True)
    page.get_by_role("textbox", name="Build cost: worst end of the scale").fill("9")
    page.keyboard.press("Tab")
    expect(page.get_by_role("textbox", name="Build cost: worst end of the scale")).to_have_value(
        "9"
    )
    page.get_by_role("button", name="Confirm Build cost as it stands").click()
    expect(page.get_by_text("1 of 3 criteria are confirmed")).to_be_visible()
    page.get_by_role("textbox", name="Name of the file").fill("../library")
    page.keyboard.press("Tab")
    expect(page.get_by_text("A name has letters, digits, - and _ only").first).to_be_visible()
    page.get_by_role("textbox", name="Name of the file").fill("library")
    page.keyboard.press("Tab")
    seen.settle()
    page.get_by_role("button", name="Create set").click()
    page.wait_for_selector(".sy .frames, .sy")
    seen.settle()
    assert "set=library" in page.url
    assert "Station Yard" in page.inner_text("[data-testid=stMainBlockContainer]")
    loaded = load_criteria_file(folder.place / "library.yaml")
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.criteria["noise_next_door"].better == "higher"
    assert loaded.faults == 0
    assert loaded.guesses > 0

    source, again = folder.place / "library sites.tsv", folder.place / "again.yaml"
    source.write_bytes(SHEET.encode())
    recipe = folder.place / "library.import.yaml"
    assert main(["new", str(again), "--from", str(source), "--recipe", str(recipe)]) == 0
    assert again.read_bytes() == (folder.place / "library.yaml").read_bytes()
    assert seen.errors == []


def focused(page: Page) -> str:
    """Return the name of what has the focus, inside components too."""
    return str(
        page.evaluate(
            """() => {
                let node = document.activeElement;
                while (node?.shadowRoot?.activeElement) node = node.shadowRoot.activeElement;
                // What only scrolls can have the focus too, with all of the page in it.
                return node.ariaLabel || (node.matches("a, button, li") ? node.innerText : "");
            }"""
        )
    )


def tab_to(page: Page, name: str) -> None:
    """Press Tab until something of this name has the focus."""
    for _ in range(60):
        if name in focused(page):
            return
        page.keyboard.press("Tab")
    pytest.fail(f"no way to {name!r} with the keyboard; now at {focused(page)!r}")


def test_a_sheet_becomes_a_set_by_keyboard_alone(folder: Folder) -> None:
    """Paste, walk over the roles, open one, answer with h and y, create."""
    seen = folder.visit()
    page = seen.open("new_set?set=lunch")
    tab_to(page, "Or paste cells, or text with commas")
    page.keyboard.insert_text(SHEET)
    tab_to(page, "Read these cells")
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="Is this the table?")).to_be_visible()
    seen.settle()
    tab_to(page, "Column A")
    page.keyboard.press("ArrowRight")
    assert focused(page).startswith("Column B: Weight")
    page.keyboard.press("ArrowDown")
    for _ in range(8):
        page.keyboard.press("ArrowDown")
    assert focused(page).startswith("Row 9: Criterion")
    page.keyboard.press("Enter")
    page.keyboard.press("l")
    page.keyboard.press("Enter")
    expect(page.get_by_role("button", name="Row 9: Left out")).to_be_focused()
    expect(page.get_by_text("3 options, 2 criteria")).to_be_visible()
    seen.settle()
    page.keyboard.press("Control+z")
    expect(page.get_by_text("3 options, 3 criteria")).to_be_visible()
    seen.settle()
    tab_to(page, "Next: what the numbers mean")
    page.keyboard.press("Enter")
    expect(page.get_by_text("0 of 3 criteria are confirmed")).to_be_visible()
    seen.settle()
    tab_to(page, "Build cost: to be confirmed")
    page.keyboard.press("y")
    expect(page.get_by_text("1 of 3 criteria are confirmed")).to_be_visible()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("h")
    expect(page.get_by_role("button", name="Noise next door: high is best")).to_have_attribute(
        "aria-pressed", "true"
    )
    page.keyboard.press("y")
    expect(page.get_by_text("2 of 3 criteria are confirmed")).to_be_visible()
    seen.settle()
    tab_to(page, "Create set")
    page.keyboard.press("Enter")
    page.wait_for_selector(".sy")
    assert (folder.place / "pasted-cells.yaml").exists() or (
        folder.place / "pasted_cells.yaml"
    ).exists()
    assert seen.errors == []


@pytest.mark.parametrize(
    ("name", "raw", "said"),
    [
        ("letter.txt", b"Dear all\nplease find attached\n", "no table of named numbers"),
        ("paper.pdf", b"%PDF-1.7 x", "is a PDF file"),
        ("torn.xlsx", b"PK\x03\x04 torn", "torn.xlsx"),
        ("empty.csv", b"  \n", "is empty"),
    ],
)
def test_a_bad_file_gets_its_sentence_and_nothing_typed_is_lost(
    folder: Folder, name: str, raw: bytes, said: str
) -> None:
    """Pasted cells stay in their field; a file without a table can be marked or left."""
    seen = folder.visit()
    page = seen.open("new_set?set=lunch")
    page.get_by_role("textbox", name="Or paste cells").fill("Option,Cost\nA,1\nB,2")
    page.keyboard.press("Tab")
    seen.settle()
    drop(seen, name, raw)
    expect(page.get_by_role("alert").filter(has_text=said)).to_be_visible()
    seen.settle()
    if page.get_by_role("button", name="Cancel").is_visible():
        page.get_by_role("button", name="Cancel").click()
    expect(page.get_by_role("textbox", name="Or paste cells")).to_have_value(
        "Option,Cost\nA,1\nB,2"
    )
    assert seen.errors == []


@pytest.mark.parametrize(
    ("width", "scheme"), [(390, "light"), (390, "dark"), (1280, "light"), (1280, "dark")]
)
def test_every_step_is_readable_and_clean(folder: Folder, width: int, scheme: str) -> None:
    """Nothing scrolls sideways but the sheet in its own frame; the auditor finds nothing."""
    seen = folder.visit(width, 844, scheme)
    page = seen.open("new_set?set=lunch")
    found = {"open": audit(page)}
    page.get_by_role("textbox", name="Or paste cells").fill(SHEET)
    page.get_by_role("button", name="Read these cells").click()
    expect(page.get_by_role("heading", name="Is this the table?")).to_be_visible()
    seen.settle()
    found["table"] = audit(page)
    page.get_by_role("button", name="Row 8:").click()
    found["roles"] = audit(page)
    page.keyboard.press("Escape")
    page.get_by_role("button", name="Next: what the numbers mean").click()
    expect(page.get_by_role("heading", name="What do the numbers mean?")).to_be_visible()
    seen.settle()
    found["meaning"] = audit(page)
    assert page.evaluate("document.documentElement.scrollWidth") <= width
    box = page.get_by_role("button", name="Confirm Build cost as it stands").bounding_box()
    assert box is not None
    assert box["x"] + box["width"] <= width
    assert {step: faults for step, faults in found.items() if faults} == {}
    assert seen.errors == []


def test_nothing_is_written_where_nothing_may_be(browser: Browser, tmp_path: Path) -> None:
    """A read-only dashboard opens the new set for this visit alone."""
    (tmp_path / "lunch.yaml").write_bytes((HERE / "sets" / "lunch.yaml").read_bytes())
    server = run_dashboard(tmp_path)
    server.command.append("--read-only")
    with server as url:
        seen = Folder(browser, tmp_path, url).visit()
        page = seen.open("new_set?set=lunch")
        drop(seen, "sites.tsv", SHEET.encode())
        page.get_by_role("button", name="Next: what the numbers mean").click()
        expect(page.get_by_role("button", name="Create set")).to_have_count(0)
        seen.settle()
        page.get_by_role("button", name="Open it without saving").click()
        page.wait_for_selector(".sy")
        seen.settle()
        assert "set=sites-mine" in page.url
        assert sorted(path.name for path in tmp_path.iterdir()) == ["lunch.yaml"]
        assert seen.errors == []


def test_a_set_typed_in_an_empty_folder(browser: Browser, tmp_path: Path) -> None:
    """Where there is no file yet the dashboard begins here; the first comparison stands at once."""
    with run_dashboard(tmp_path) as url:
        seen = Folder(browser, tmp_path, url).visit()
        page = seen.open()
        page.get_by_role("radio", name="Empty").click()
        page.get_by_role("textbox", name="Title").fill("Lunch")
        page.get_by_role("textbox", name="Options, one on each line").fill("Soup\nSalad")
        page.get_by_role("textbox", name="Criteria, one on each line").fill("Price\nTaste")
        page.keyboard.press("Tab")
        expect(page.get_by_text("First ranking")).to_be_visible()
        expect(page.get_by_text("not said for Price and Taste")).to_be_visible()
        page.get_by_role("radio", name="Low is best").first.click()
        expect(page.get_by_text("not said for Taste")).to_be_visible()
        seen.settle()
        for box, text in zip(
            [*page.get_by_role("textbox", name="Soup").all(),
             *page.get_by_role("textbox", name="Salad").all()],
            ["40", "20 | 40 | 60", "900", "70"], strict=True,
        ):  # fmt: skip
            box.fill(text)
            page.keyboard.press("Tab")
            seen.settle()
        expect(page.get_by_text("900 lies outside the scale")).to_be_visible()
        page.get_by_role("textbox", name="Salad").first.fill("90")
        page.keyboard.press("Tab")
        expect(page.get_by_text("lies outside the scale")).to_have_count(0)
        seen.settle()
        page.get_by_role("button", name="Create set").click()
        page.wait_for_selector(".sy")
        loaded = load_criteria_file(tmp_path / "lunch.yaml")
        assert (loaded.faults, loaded.guesses) == (0, 1), "the direction of Taste"
        assert loaded.criteria_set is not None
        assert loaded.criteria_set.criteria["price"].better == "lower"
        assert seen.errors == []


def test_a_copy_is_the_set_under_another_title(folder: Folder) -> None:
    """Every line but the title, and the first file stays as it is."""
    seen = folder.visit()
    page = seen.open("new_set?set=lunch")
    page.get_by_role("radio", name="A copy").click()
    page.get_by_role("textbox", name="Title of the copy").fill("Dinner")
    page.keyboard.press("Tab")
    seen.settle()
    page.get_by_role("button", name="Create set").click()
    page.wait_for_selector(".sy")
    old = (folder.place / "lunch.yaml").read_text(encoding="utf-8").splitlines()
    new = (folder.place / "lunch-copy.yaml").read_text(encoding="utf-8").splitlines()
    assert [line for line in new if line not in old] == ["title: Dinner"]
    assert len(new) == len(old)
    assert seen.errors == []
