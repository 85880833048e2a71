"""Journeys over the forms of the page Edit, and of somebody's own view into the file."""

from __future__ import annotations

import difflib
import re
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from browser.conftest import ROOT, Visit, run_dashboard
from browser.test_accessibility import audit
from playwright.sync_api import Page, expect

from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.words.forms import SECTIONS
from steelyard.views.edit.own_view_dialog import WRITE

Open = Callable[..., Visit]
Served = tuple[str, Path]


@pytest.fixture(scope="module")
def served(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """Serve copies that may be written; every journey has a file of its own."""
    top = tmp_path_factory.mktemp("forms")
    shutil.copytree(ROOT / "criteria", top / "criteria")
    shutil.copytree(ROOT / "seeds", top / "seeds", ignore=shutil.ignore_patterns("texts"))
    for name, source in (
        ("formed", "drug-harms-2010"),
        ("shifted", "iran-2026"),
        ("disputed", "iran-2026"),
        ("drafted", "iran-2026"),
        ("removed", "iran-2026"),
        ("refused", "iran-2026"),
    ):
        shutil.copy(top / "criteria" / f"{source}.yaml", top / "criteria" / f"{name}.yaml")
    with run_dashboard(top / "criteria") as url:
        yield url, top / "criteria"


def good(file: Path) -> CriteriaSet:
    """Return the criteria set of a file without problems."""
    loaded = load_criteria_file(file)
    assert loaded.problems == ()
    assert loaded.criteria_set is not None
    return loaded.criteria_set


def differing(before: str, after: str) -> list[str]:
    """Return the lines that come and go, with + and - in front."""
    lines = difflib.unified_diff(before.splitlines(), after.splitlines(), n=0, lineterm="")
    return [line for line in lines if not line.startswith(("---", "+++", "@@"))]


def open_section(seen: Visit, name: str, section: str) -> Page:
    """Open a section of the forms of a file."""
    page = seen.open(f"edit?set={name}")
    page.get_by_role("radio", name="Everything else").click()
    seen.settle()
    choose_section(seen, page, section)
    return page


def choose_section(seen: Visit, page: Page, section: str) -> None:
    """Choose another section of the forms."""
    name = re.compile(f"^{re.escape(section)}( \\d+)?$")
    page.locator(".st-key-edit_sections").get_by_role("radio", name=name).click()
    seen.settle()


def fill(seen: Visit, page: Page, label: str, text: str) -> None:
    """Fill in a field and leave it."""
    page.get_by_label(label, exact=True).fill(text)
    page.keyboard.press("Tab")
    seen.settle()


def test_a_frame_a_group_and_a_lens_from_forms_to_the_file(visit: Open, served: Served) -> None:
    """Reworded, renamed and added on screen; the file has these lines new and no other."""
    file = served[1] / "formed.yaml"
    before = file.read_text(encoding="utf-8")
    seen = visit()
    page = open_section(seen, "formed", SECTIONS["frames"])
    fill(seen, page, "Note", "All that the panel asked.")
    expect(page.get_by_text("Frame All sixteen: note reworded")).to_be_visible()

    choose_section(seen, page, SECTIONS["groups"])
    fill(seen, page, "Id in the file", "on_users")
    choose_section(seen, page, SECTIONS["lenses"])
    page.get_by_label("Name of a new lens").fill("A nurse")
    page.keyboard.press("Enter")
    seen.settle()
    expect(page.get_by_text("Lens added: A nurse (a_nurse)")).to_be_visible()
    fill(seen, page, "Seat", "- Ward: night\n# shift")
    grid = page.locator("[data-edit-grid]")
    grid.get_by_label("Importance (swing) of Crime", exact=True).fill("5")
    page.keyboard.press("Enter")
    seen.settle()

    page.locator(".st-key-edit_save button").click()
    expect(page.get_by_text("Saved to formed.yaml")).to_be_visible()
    after, now = file.read_text(encoding="utf-8"), good(file)
    assert next(iter(now.frames.values())).note == "All that the panel asked."
    assert [*now.groups] == ["on_users", "to_others"]
    assert now.lenses["a_nurse"].seat == "- Ward: night\n# shift"
    assert now.lenses["a_nurse"].swings["crime"] == 5
    gone = [line for line in differing(before, after) if line.startswith("-")]
    assert all("to_users" in line or "note:" in line for line in gone)
    assert after.count("on_users") == before.count("to_users")
    assert seen.errors == []


def test_a_shift_of_a_scenario_is_one_number(visit: Open, served: Served) -> None:
    """Typed into the table of shifts, told in words, saved; Undo would take it back."""
    file = served[1] / "shifted.yaml"
    before, was = file.read_text(encoding="utf-8"), good(file)
    scenario, entry = next(iter(was.scenarios.items()))
    seen = visit()
    page = open_section(seen, "shifted", SECTIONS["scenarios"])
    box = page.locator("[data-edit-grid]").get_by_label("Hold: Escalation risk", exact=True)
    box.fill("lots")
    expect(box).to_have_attribute("aria-invalid", "true")
    box.fill("-12")
    box.press("Enter")
    expect(
        page.get_by_text(f"Scenario {entry.name}: shift of Escalation risk of Hold")
    ).to_be_visible()
    seen.settle()
    page.keyboard.press("Control+s")
    expect(page.get_by_text("Saved to shifted.yaml")).to_be_visible()

    now = good(file).scenarios[scenario].shifts
    assert now["hold"]["escalation_risk"] == -12
    assert all(now[option] == row for option, row in entry.shifts.items() if option != "hold")
    assert [
        line for line in differing(before, file.read_text(encoding="utf-8")) if line[0] == "-"
    ] == []
    assert seen.errors == []


def test_a_dispute_is_saved_by_four_actions(visit: Open, served: Served) -> None:
    """Button, name, reason, save: a reading with both, in view, and nothing differs any more."""
    file = served[1] / "disputed.yaml"
    seen = visit()
    page = seen.open("?set=disputed&d=hold.escalation_risk.12")
    page.locator(".disputes").get_by_role("button", name=WRITE).click()
    page.get_by_label("Your name").fill("Ana: a [b] *c*")
    page.get_by_label("Your reason").fill("Seen from Riyadh.\n# No: less")
    page.get_by_role("button", name="Save to the file").click()
    expect(page.get_by_text("Saved to disputed.yaml: 7 lines added.")).to_be_visible()
    seen.settle()

    reading = good(file).readings["ana_a_b_c"]
    assert (reading.by, reading.summary) == ("Ana: a [b] *c*", "Seen from Riyadh.\n# No: less")
    assert reading.assessments["hold"]["escalation_risk"].score.likely == 88
    assert "reading=ana_a_b_c" in page.url
    assert "d=" not in page.url
    expect(page.locator(".disputes")).to_be_hidden()
    page.get_by_role("link", name="Edit", exact=True).click()
    seen.settle()
    expect(page.get_by_text("Nothing is changed")).to_have_count(0)
    expect(page.get_by_text("Saved to disputed.yaml").first).to_be_visible()
    assert seen.errors == []


def test_scores_and_weights_go_through_the_draft(visit: Open, served: Served) -> None:
    """In place of the file's own, looked over on Edit, saved there; without a name nothing goes."""
    file = served[1] / "drafted.yaml"
    before = good(file)
    seen = visit()
    page = seen.open("?set=drafted&d=hold.escalation_risk.12&w=allied_support.90")
    page.locator(".tools").get_by_role("button", name=WRITE).click()
    seen.settle()
    page.get_by_role("radio", name="In place of the file’s scores").click()
    seen.settle()
    page.get_by_role("radio", name="In place of the file’s weights").click()
    seen.settle()
    page.get_by_label("Your reason").fill("The pipeline.")
    page.get_by_role("button", name="Put into the draft").click()
    expect(page.get_by_text("Name and reason are needed")).to_be_visible()
    page.get_by_label("Your name").fill("Ben")
    page.get_by_role("button", name="Put into the draft").click()
    expect(page.get_by_role("heading", name="Edit drafted.yaml")).to_be_visible()
    seen.settle()
    expect(page.get_by_text("Escalation risk of Hold: 30 → 88")).to_be_visible()
    assert good(file) == before

    page.locator(".st-key-edit_save button").click()
    expect(page.get_by_text("Saved to drafted.yaml")).to_be_visible()
    now = good(file)
    cell = now.assessments["hold"]["escalation_risk"]
    assert (cell.score.likely, cell.reason, cell.by) == (88, "The pipeline.", "Ben")
    assert cell.claims == before.assessments["hold"]["escalation_risk"].claims
    assert now.criteria["allied_support"].swing == 90
    assert "The pipeline. (Ben, " in now.criteria["allied_support"].swing_reason
    seen.settle()
    assert "d=" not in page.url
    assert "w=" not in page.url
    assert seen.errors == []


def test_what_hangs_on_an_entry_is_said_before_it_goes(visit: Open, served: Served) -> None:
    """Kept, it stays; removed, everything that named it is gone, and Undo brings all back."""
    file = served[1] / "removed.yaml"
    before = file.read_text(encoding="utf-8")
    seen = visit()
    page = open_section(seen, "removed", SECTIONS["criteria"])
    page.get_by_role("button", name="Remove this criterion").click()
    seen.settle()
    said = page.locator(".st-key-confirm_removal")
    expect(said).to_contain_text("its place in the frame The essays' four")
    expect(said).to_contain_text("its scores")
    page.get_by_role("button", name="Keep it").click()
    seen.settle()
    expect(said).to_have_count(0)

    page.get_by_role("button", name="Remove this criterion").click()
    seen.settle()
    page.get_by_role("button", name="Remove", exact=True).click()
    expect(page.get_by_text("Criterion removed: Escalation")).to_be_visible()
    seen.settle()
    page.get_by_role("button", name="Undo", exact=True).click()
    expect(page.get_by_text("No unsaved changes")).to_be_visible()
    assert file.read_text(encoding="utf-8") == before
    assert seen.errors == []


def test_a_new_criterion_shows_its_swing_and_its_weight(visit: Open, served: Served) -> None:
    """It has a number from the start and says where it counts; what is no number is refused."""
    seen = visit()
    page = open_section(seen, "refused", SECTIONS["criteria"])
    page.get_by_label("Name of a new criterion").fill("Cost")
    page.keyboard.press("Enter")
    seen.settle()
    swing = page.get_by_label("Importance (swing), 0 to 100", exact=True)
    expect(swing).to_have_value("68.6")
    expect(page.get_by_text("It counts in no frame yet")).to_be_visible()
    fill(seen, page, "Importance (swing), 0 to 100", "much")
    expect(page.get_by_text("Not taken: found much")).to_be_visible()
    expect(swing).to_have_value("68.6")
    fill(seen, page, "Importance (swing), 0 to 100", "40")
    expect(page.get_by_text("Not taken")).to_have_count(0)

    # By the keyboard alone: to the list of sections, along it, and into its first field.
    page.locator(".st-key-edit_sections").get_by_role("radio", checked=True).focus()
    page.keyboard.press("ArrowLeft")
    page.keyboard.press("Space")
    expect(page.get_by_label("Option", exact=True)).to_be_visible()
    assert seen.errors == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_every_section_fits_and_is_clean(visit: Open, served: Served, scheme: str) -> None:
    """No form is higher than 1,800 pixels at 1440 or wider than a phone, and axe finds nothing."""
    wide, phone = visit(scheme=scheme), visit(390, 844, scheme)
    name = "iran-2026" if scheme == "light" else "drug-harms-2010"
    pages = [open_section(seen, name, SECTIONS["file"]) for seen in (wide, phone)]
    for section in SECTIONS.values():
        for seen, page, most in zip((wide, phone), pages, (1800, 6000), strict=True):
            choose_section(seen, page, section)
            size = page.locator("[data-testid=stMain]").evaluate(
                "main => [main.scrollHeight, main.scrollWidth - main.clientWidth]"
            )
            assert size[0] <= most, (section, size)
            assert size[1] <= 0, (section, size)
        assert audit(pages[0]) == [], section
    assert wide.errors == phone.errors == []


_BOXES = """() => [...document.querySelectorAll('[class*="st-key-entry-"]')].map((one) => {
    const box = one.querySelector("input, button[role=radio]");
    const edge = box.closest("[role=group], [data-testid$=RootElement]") ?? box;
    return [edge.getBoundingClientRect().top, edge.getBoundingClientRect().bottom];
})"""


@pytest.mark.parametrize("width", [1280, 1440])
def test_the_boxes_of_a_row_stand_level(visit: Open, width: int) -> None:
    """Some thresholds have two lines above their box and others one."""
    page = open_section(visit(width, 900), "iran-2026", SECTIONS["rules"])
    boxes: list[tuple[float, float]] = page.evaluate(_BOXES)
    assert len(boxes) >= 8
    lines: list[tuple[float, float]] = []
    for top, bottom in boxes:
        if not any(abs(top - one) < 20 for one, _ in lines):
            lines.append((top, bottom))
        assert any(abs(top - one) <= 1 and abs(bottom - two) <= 1 for one, two in lines), (
            top,
            bottom,
            lines,
        )
