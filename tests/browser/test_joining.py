"""Journeys over claims and scores joined: cells, a new version of a text, codings, tables."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import yaml
from browser.conftest import Visit, run_dashboard
from browser.test_accessibility import audit, small_targets
from orchard_set import PARAGRAPHS, orchard_register, write_orchard
from playwright.sync_api import Browser, Page, expect

from steelyard.charts.drawing.contrast import contrast
from steelyard.charts.theme import DARK, LIGHT
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.registers import load_register
from steelyard.files.saving.versions import keep_version
from steelyard.files.sources.claim_edits import add_claim
from steelyard.results.words.joined.cells import CELL_STATES, CHOSEN_CELL
from steelyard.results.words.joined.changes import missing_entry_words, versions_finding
from steelyard.results.words.texts.sources import RENAMING, renaming_words
from steelyard.views.joining.cells import ALL_CELLS
from steelyard.views.joining.changes import EARLIER

Open = Callable[..., tuple[Visit, Page]]
CELLS, CHANGES = "evidence?set=orchard&view=cells", "evidence?set=orchard&view=changes"


@pytest.fixture
def orchard(tmp_path: Path) -> Iterator[tuple[str, Path]]:
    """Serve the orchard's set with register, text and a second coding; yield address and folder."""
    place = write_orchard(tmp_path)
    codings = tmp_path / "seeds" / "codings" / "orchard"
    codings.mkdir(parents=True)
    claims = orchard_register().partition("claims:")[2].replace("or-", "rw-")
    other = claims.replace("voice: reported", "voice: quoted")
    extra = "  rw-30: {paragraph: 25, says: Ashby shows how such letters end.}\n"
    (codings / "Rowan.yaml").write_text(f"claims:{other}{extra}", encoding="utf-8")
    with run_dashboard(place) as url:
        yield url, tmp_path


@pytest.fixture
def visit_orchard(browser: Browser, orchard: tuple[str, Path]) -> Iterator[Open]:
    """Return a function that opens an address in a fresh window."""
    contexts = []

    def _visit(address: str, width: int = 1440, scheme: str = "light") -> tuple[Visit, Page]:
        context = browser.new_context(
            viewport={"width": width, "height": 1100},
            color_scheme="dark" if scheme == "dark" else "light",
        )
        context.set_default_timeout(30_000)
        contexts.append(context)
        seen = Visit(context.new_page(), orchard[0])
        seen.page.on("pageerror", lambda error: seen.errors.append(str(error)))
        return seen, seen.open(address)

    yield _visit
    for context in contexts:
        context.close()


def assessments(top: Path) -> dict[str, dict[str, object]]:
    """Return the scores of the orchard's set as they stand on disk."""
    text = (top / "criteria" / "orchard.yaml").read_text(encoding="utf-8")
    found: dict[str, dict[str, object]] = yaml.safe_load(text)["assessments"]
    return found


def test_a_cell_is_scored_and_given_its_claim_by_keyboard(
    visit_orchard: Open, orchard: tuple[str, Path]
) -> None:
    """Arrows choose, e leads to the fields, Ctrl Enter saves and goes down the column."""
    seen, page = visit_orchard(CELLS)
    page.get_by_role("button", name="Leave · Cost to the town").focus()
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("Enter")
    seen.settle()
    panel = page.locator(".st-key-cell_panel")
    expect(panel.get_by_role("heading", name="Grower · Cost to the town")).to_be_visible()
    page.keyboard.press("e")
    expect(panel.get_by_label("Low", exact=True)).to_be_focused()
    for number in ("15", "21", "38"):
        page.keyboard.type(number)
        page.keyboard.press("Tab")
        seen.settle()
    panel.get_by_role("button", name="Attach or-05").focus()
    page.keyboard.press("Enter")
    seen.settle()
    expect(panel.get_by_role("button", name="Detach or-05")).to_be_visible()
    page.keyboard.press("Control+Enter")
    seen.settle()
    expect(panel.get_by_role("heading", name="Sale · Cost to the town")).to_be_visible()
    expect(panel.get_by_label("Low", exact=True)).to_be_focused()
    cell = assessments(orchard[1])["grower"]["cost"]
    assert cell == {"score": [15, 21, 38], "claims": ["or-05"]}
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_chosen_cell_looks_like_no_state_and_is_named(visit_orchard: Open, scheme: str) -> None:
    """Its border is as dark as letters, two pixels wide, and in the legend beside the states."""
    _, page = visit_orchard(CELLS, scheme=scheme)
    chosen = page.locator("[data-cells] button[aria-pressed='true']")
    expect(chosen).to_have_count(1)
    look = """one => {
        const style = getComputedStyle(one);
        return [style.borderTopColor, style.borderTopWidth, style.borderTopStyle,
            style.outlineStyle];
    }"""
    ink = page.locator("[data-cells]").evaluate("one => getComputedStyle(one).color")
    assert chosen.evaluate(look) == [ink, "2px", "solid", "none"]
    legend = page.locator("[data-cells] .legend")
    expect(legend).to_contain_text(CHOSEN_CELL)
    marks = legend.locator("i").evaluate_all(f"all => all.map({look})")
    assert [mark == [ink, "2px", "solid", "none"] for mark in marks] == [False] * 4 + [True]
    rgb = [int(part) for part in re.findall(r"\d+", ink)[:3]]
    theme = DARK if scheme == "dark" else LIGHT
    assert contrast("#" + bytes(rgb).hex(), theme.background) >= 7


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_scores_with_and_without_claims_are_told_apart_without_colour(
    visit_orchard: Open, scheme: str
) -> None:
    """By a bar that is whole or in stripes, each at 3 to 1 on the page, in the legend too."""
    _, page = visit_orchard(CELLS, scheme=scheme)
    legend = page.locator("[data-cells] .legend")
    for state, is_striped in (("score with claims", False), ("score without", True)):
        mark = legend.locator("i." + state.replace(" ", "-"))
        image = mark.evaluate("one => getComputedStyle(one).backgroundImage")
        assert image.startswith("repeating-") is is_striped, image
        # A mixed colour has shares of 1, any other numbers up to 255.
        found = re.search(r"(rgb|color\(srgb)\D*([\d.]+)\D+([\d.]+)\D+([\d.]+)", image)
        assert found is not None
        scale = 1 if found[1] == "rgb" else 255
        rgb = bytes(round(float(part) * scale) for part in found.groups()[1:])
        theme = DARK if scheme == "dark" else LIGHT
        assert contrast(f"#{rgb.hex()}", theme.background) >= 3
        expect(legend).to_contain_text(CELL_STATES[state])


def test_a_matrix_that_scrolls_fades_where_it_goes_on(visit_orchard: Open) -> None:
    """At the right until its end; never over the names, which stay at the left."""
    seen, page = visit_orchard(CELLS, width=390)
    page.get_by_role("radio", name=ALL_CELLS).click()
    seen.settle()
    frame = page.locator("[data-cells] .frame")
    expect(frame).to_be_visible()
    assert frame.evaluate("one => one.scrollWidth > one.clientWidth + 8")
    mask = frame.evaluate("one => getComputedStyle(one).maskImage")
    assert "to left, rgba(0, 0, 0, 0)" in mask
    frame.evaluate("one => { one.scrollLeft = one.scrollWidth; }")
    page.wait_for_function(
        """() => {
            const all = [...document.querySelectorAll("*")];
            const root = all.find((one) => one.shadowRoot?.querySelector("[data-cells] .frame"));
            const one = root.shadowRoot.querySelector(".frame");
            return !getComputedStyle(one).maskImage.includes("rgba(0, 0, 0, 0)");
        }"""
    )


def test_a_claim_about_something_else_is_carried_over_with_its_reason(
    visit_orchard: Open, orchard: tuple[str, Path]
) -> None:
    """An unused claim is taken up, a cell chosen, and why it holds there goes into the reason."""
    seen, page = visit_orchard(CELLS)
    page.get_by_role("button", name="Attach or-06 to …").click()
    seen.settle()
    page.get_by_role("button", name="Leave · People who come").click()
    seen.settle()
    panel = page.locator(".st-key-cell_panel")
    panel.get_by_label("Why does it hold here too?").fill("nobody was asked to come")
    panel.get_by_label("Why does it hold here too?").press("Enter")
    seen.settle()
    panel.get_by_role("button", name="Carry or-06 over to here").click()
    seen.settle()
    panel.get_by_role("button", name="Save", exact=True).click()
    seen.settle()
    cell = assessments(orchard[1])["leave"]["people"]
    assert cell == {
        "score": 5,
        "reason": "Carried over from or-06: nobody was asked to come.",
        "inferred_from": ["or-06"],
    }
    text = (orchard[1] / "criteria" / "orchard.yaml").read_text(encoding="utf-8")
    assert "# nobody asked" in text


def test_a_new_version_of_a_text_is_taken_over(
    visit_orchard: Open, orchard: tuple[str, Path]
) -> None:
    """Two claims are decided by hand, nothing is written before; the older text is kept."""
    register_file = orchard[1] / "seeds" / "orchard.yaml"
    before = register_file.read_bytes()
    new = [text.replace("about 21,000 in each", "about 26,000 in each") for text in PARAGRAPHS]
    new = [text.replace("a plot is private", "an allotment is fenced off") for text in new]
    new.insert(3, "A paragraph stands here now that nobody had written before.")
    seen, page = visit_orchard(CHANGES)
    page.locator("input[type=file]").set_input_files(
        {"name": "new.txt", "mimeType": "text/plain", "buffer": "\n\n".join(new).encode()}
    )
    seen.settle()
    expect(page.locator("h1")).to_contain_text(
        ["7 of 9 claims found their passage again, 2 need you"]
    )
    save = page.get_by_role("button", name="Save the new version")
    expect(save).to_be_disabled()
    page.locator(".st-key-decide_or-05").get_by_text("Say it anew").click()
    seen.settle()
    words = page.locator(".st-key-decide_or-05").get_by_label("What it says, in our own words")
    words.fill("Running it costs twenty-six thousand annually.")
    words.press("Control+Enter")
    seen.settle()
    page.locator(".st-key-decide_or-04").get_by_text("Withdraw").click()
    seen.settle()
    assert register_file.read_bytes() == before
    save.click()
    seen.settle()
    expect(page.locator("h1")).to_contain_text(["Drop the new version"])
    loaded = load_register(register_file)
    assert loaded.register is not None
    assert loaded.text.state == "matches"
    assert loaded.problems == ()
    claims = loaded.register.claims
    assert claims["or-05"].says == "Running it costs twenty-six thousand annually."
    assert claims["or-05"].paragraph == 16
    assert claims["or-04"].withdrawn == "not in the new version of the text"
    assert len(list((register_file.parent / "texts").glob("orchard.*.txt"))) == 1
    assert seen.errors == []


def test_a_difference_of_two_codings_is_taken_and_taken_back(
    visit_orchard: Open, orchard: tuple[str, Path]
) -> None:
    """Taking another's voice is one click and one line; undo gives the very bytes back."""
    register_file = orchard[1] / "seeds" / "orchard.yaml"
    before = register_file.read_bytes()
    seen, page = visit_orchard(CHANGES)
    page.get_by_text("Two people’s coding").click()
    seen.settle()
    expect(page.locator("h1")).to_contain_text(["The register and Rowan have 9 claims in common"])
    save = page.get_by_role("button", name="Save", exact=True)
    expect(save).to_be_disabled()
    page.get_by_role("button", name="Take rw-02").click()
    expect(page.get_by_text("1 claim changed, not saved yet.")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Add this one").click()
    expect(page.get_by_text("1 claim changed and 1 claim added, not saved yet.")).to_be_visible()
    seen.settle()
    assert register_file.read_bytes() == before
    page.reload()
    expect(page.locator("h1")).to_have_count(1)
    seen.settle()
    page.get_by_text("Two people’s coding").click()
    page.get_by_role("button", name="Take them up").click()
    expect(page.get_by_text("1 claim changed and 1 claim added, not saved yet.")).to_be_visible()
    seen.settle()
    save.click()
    expect(page.get_by_text("Done: claims merged into")).to_be_visible()
    seen.settle()
    register = load_register(register_file).register
    assert register is not None
    assert register.claims["or-02"].voice == "quoted"
    assert register.claims["or-10"].coded_by == "Rowan"
    page.locator(".st-key-changes_undo button").click()
    expect(page.get_by_text("Done: claims merged into")).to_be_hidden()
    seen.settle()
    assert register_file.read_bytes() == before


def test_an_earlier_version_is_taken_back(visit_orchard: Open, orchard: tuple[str, Path]) -> None:
    """What came since is listed, on a phone too; taken and saved, the very bytes are back."""
    register_file = orchard[1] / "seeds" / "orchard.yaml"
    before = register_file.read_bytes()
    keep_version(register_file, before)
    later = add_claim(
        before.decode(), "or-10", {"paragraph": 25, "says": "Ashby saw such letters."}
    )
    register_file.write_text(later, encoding="utf-8", newline="\n")
    seen, page = visit_orchard(CHANGES, 390, "dark")
    page.get_by_text(EARLIER).click()
    expect(page.locator("h1")).to_have_text([versions_finding(1)])
    since = page.locator(".st-key-table_since tr").last
    expect(since).to_contain_text("or-10")
    expect(since).to_contain_text("added")
    seen.settle()
    assert audit(page) == []
    assert small_targets(page) == []
    page.get_by_role("button", name="Take this version into the draft").click()
    expect(page.get_by_text("1 claim taken out, not saved yet.")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.locator("h1")).to_have_text([versions_finding(2)])
    assert register_file.read_bytes() == before
    assert page.evaluate("document.documentElement.scrollWidth") <= 390
    assert seen.errors == []


def test_claims_are_taken_in_from_a_table(visit_orchard: Open, orchard: tuple[str, Path]) -> None:
    """A row that copies the text keeps the whole table out; mended, it is written."""
    register_file = orchard[1] / "seeds" / "orchard.yaml"
    before = register_file.read_bytes()
    copied = " ".join(PARAGRAPHS[2].split()[:8])
    seen, page = visit_orchard(CHANGES)
    page.get_by_text("Claims in a table").click()
    seen.settle()
    for says in (copied, "Trees were planted three times."):
        table = f'paragraph,says,bears_on\n3,"{says}",trees: +leave\n'
        page.locator("input[type=file]").set_input_files(
            {"name": "claims.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        seen.settle()
        write = page.get_by_role("button", name="Write 1 claim into the register")
        if says == copied:
            expect(page.get_by_text("words in a row stand in the text")).to_be_visible()
            expect(write).to_be_disabled()
            page.get_by_role("button", name="Remove claims.csv").click()
            seen.settle()
    assert register_file.read_bytes() == before
    write.click()
    seen.settle()
    register = load_register(register_file).register
    assert register is not None
    assert register.claims["or-10"].says == says
    assert register_file.read_bytes().startswith(before.rstrip(b"\n"))


def test_a_table_may_bear_on_an_option_that_is_not_there_yet(
    visit_orchard: Open, orchard: tuple[str, Path]
) -> None:
    """It is offered to create it; ids that stand twice keep the table out; nothing is lost."""
    register_file = orchard[1] / "seeds" / "orchard.yaml"
    before = register_file.read_bytes()
    seen, page = visit_orchard(CHANGES)
    page.get_by_text("Claims in a table").click()
    seen.settle()
    rows = "or-31,3,Trees went in three times.,trees: +sheep\n"
    for more in ("or-31,4,Nobody voted on it.,\n", ""):
        table = f"id,paragraph,says,bears_on\n{rows}{more}"
        page.locator("input[type=file]").set_input_files(
            {"name": "claims.csv", "mimeType": "text/csv", "buffer": table.encode()}
        )
        seen.settle()
        if more:
            expect(page.get_by_text("or-31 is the id of row 2 already.")).to_be_visible()
            page.get_by_role("button", name="Remove claims.csv").click()
            seen.settle()
    write = page.get_by_role("button", name="Write 1 claim into the register")
    expect(write).to_be_disabled()
    expect(page.get_by_text(missing_entry_words("options", "sheep", [2], ""))).to_be_visible()
    page.get_by_role("button", name="Create sheep").click()
    expect(write).to_be_enabled()
    seen.settle()
    assert register_file.read_bytes() == before
    write.click()
    seen.settle()
    loaded = load_criteria_file(orchard[1] / "criteria" / "orchard.yaml")
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.options["sheep"].name == "Sheep"
    assert loaded.claims["or-31"].bears_on["trees"].for_ == ["sheep"]
    assert seen.errors == []


def test_the_sheet_of_a_score_marks_the_passage_of_a_claim(visit_orchard: Open) -> None:
    """The paragraph unfolds where the text is on this machine."""
    _, page = visit_orchard("?set=orchard&score=leave.trees")
    sheet = page.get_by_role("dialog")
    sheet.get_by_role("button", name="paragraph 7").click()
    shown = sheet.locator("blockquote:visible")
    expect(shown.locator("mark")).to_have_text("they grow tall and hollow")
    expect(shown).to_contain_text(PARAGRAPHS[6])


def test_a_view_of_the_address_stays_on_a_phone(visit_orchard: Open) -> None:
    """A phone reports its width while the page is drawn; the next click still finds the view."""
    seen, page = visit_orchard(CELLS, 390)
    page.get_by_role("button", name="Plots · Cost to the town").click()
    seen.settle()
    panel = page.locator(".st-key-cell_panel")
    expect(panel.get_by_role("heading", name="Plots · Cost to the town")).to_be_visible()
    assert "view=cells" in page.url


@pytest.mark.parametrize(("width", "scheme"), [(1440, "light"), (390, "dark")])
def test_an_auditor_finds_nothing(visit_orchard: Open, width: int, scheme: str) -> None:
    """Cells, a new version, codings and tables, wide and on a phone."""
    seen, page = visit_orchard(CELLS, width, scheme)
    found = {"cells": audit(page)}
    page = seen.open(CHANGES)
    page.locator("input[type=file]").set_input_files(
        {
            "name": "new.txt",
            "mimeType": "text/plain",
            "buffer": "\n\n".join(PARAGRAPHS[1:]).encode(),
        }
    )
    seen.settle()
    found["version"] = audit(page)
    for view in ("Two people’s coding", "Claims in a table"):
        page.get_by_text(view).click()
        seen.settle()
        found[view] = audit(page)
    assert {view: faults for view, faults in found.items() if faults} == {}
    assert seen.errors == []


def test_a_claim_is_renamed_in_its_register_and_its_set(
    visit_orchard: Open, tmp_path: Path
) -> None:
    """What will change is told before; one click does it, another takes it back."""
    files = [tmp_path / "seeds" / "orchard.yaml", tmp_path / "criteria" / "orchard.yaml"]
    before = [file.read_text(encoding="utf-8") for file in files]
    seen, page = visit_orchard("evidence?set=orchard&view=claims")
    page.get_by_text(RENAMING).click()
    seen.settle()
    page.get_by_label("New id").fill("accounts-1")
    page.get_by_label("New id").press("Enter")
    lines = {"seeds/orchard.yaml": 1, "criteria/orchard.yaml": 1}
    expect(page.get_by_text(renaming_words("or-01", lines))).to_be_visible()
    page.get_by_role("button", name="Rename everywhere").click()
    seen.settle()
    after = [file.read_text(encoding="utf-8") for file in files]
    assert [text.replace("accounts-1", "or-01") for text in after] == before
    assert all("accounts-1" in text for text in after)
    page.locator(".st-key-rename_undo").get_by_role("button").click()
    seen.settle()
    assert [file.read_text(encoding="utf-8") for file in files] == before
    assert seen.errors == []
