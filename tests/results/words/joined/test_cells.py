"""Cells and claims joined, in words."""

from __future__ import annotations

from pathlib import Path

import pytest
from orchard_set import write_orchard

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.joined.cells import (
    bare_line,
    bare_list,
    bare_words,
    cell_mark,
    column_words,
    side_of,
    unused_words,
)
from steelyard.results.words.joined.leaning import (
    leaning_rows,
    leaning_words,
    leaning_words_of,
    one_sided_words,
)
from steelyard.results.words.sheets.claim_lines import (
    ABSENT,
    CHANGED,
    MarkedParagraph,
    mark_paragraph,
)
from steelyard.results.words.texts.sources import cells_parts


def orchard_in(place: Path, *, with_text: bool = True) -> Result:
    """Return the orchard's set, written into a folder."""
    file = write_orchard(place, with_text=with_text) / "orchard.yaml"
    return find_result(load_criteria_file(file), Choice())


@pytest.fixture
def orchard(tmp_path: Path) -> Result:
    """Return the set with its register and its text."""
    return orchard_in(tmp_path)


def marked(result: Result, claim: str) -> MarkedParagraph:
    """Return the paragraph of a claim of the orchard."""
    return mark_paragraph(result.loaded.registers["orchard"], result.loaded.claims[claim])


def test_a_cell_says_what_it_has_and_how_many_it_cites(orchard: Result) -> None:
    """One of each state."""
    cells = orchard.cell_coverage
    marks = {cell: cell_mark(orchard.whole, found) for cell, found in cells.items()}
    rested = marks["leave", "trees"]
    assert (rested.score, rested.extent, rested.sides) == ("15", "5–30", "▲ 1  ▼ 1")
    assert rested.label == "Leave · Trees: 15, 5–30, 1 for, 1 against, cites 1 of 2"
    assert marks["leave", "people"].label == "Leave · People who come: 5, no claim, cites none"
    assert marks["grower", "cost"].cites == "to be scored"
    assert marks["plots", "trees"].label == "Plots · Trees: no score, no claim"
    assert cells_parts(cells) == (
        "4 of 12 cells have a score that rests on claims",
        "1 has a score that cites none, 3 have claims that wait for a score, 4 have neither",
    )


def test_unused_claims_and_cells_to_look_for(orchard: Result) -> None:
    """Scored cells first; the list can be taken along."""
    assert unused_words(orchard) == (
        "4 claims that no score uses",
        "3 of them bear on a cell. Those that would be a cell’s only claim come first.",
    )
    assert bare_words(orchard) == "5 cells without a claim"
    assert bare_line(orchard.whole, ("leave", "people")) == (
        "Leave: how many people set foot there?",
        "scored 5 without a claim",
    )
    lines = bare_list(orchard).splitlines()
    assert lines[0] == "# What to look for: The orchard"
    assert len([line for line in lines if line.startswith("- [ ] ")]) == 5


def test_a_column_says_how_far_it_is(orchard: Result) -> None:
    """In the order of the file."""
    assert column_words(orchard, "trees") == "Criterion 2 of 3: 1 of 4 options scored"


def test_a_side_is_for_against_or_neither(orchard: Result) -> None:
    """A claim about something else has none."""
    found = orchard.cell_coverage["leave", "trees"]
    assert [side_of(found, claim) for claim in ("or-09", "or-02", "or-06")] == [
        "for",
        "against",
        "",
    ]


def test_one_sidedness_is_told_as_it_grew(orchard: Result) -> None:
    """By quarters of the claims that speak of the option."""
    steps = {"The orchard": orchard.grow_leaning("orchard", ["leave"])}
    assert leaning_rows(steps) == [["The orchard", "1 : 0", "1 : 1", "2 : 1", "2 : 1"]]
    assert leaning_words(steps, "Leave") == "2 claims speak for Leave, 1 against."
    sold = {"The orchard": orchard.grow_leaning("orchard", ["grower"])}
    assert leaning_words(sold, "Grower").endswith("in one source and on one side.")
    assert leaning_words({"The orchard": ()}, "Plots") == "No claim speaks for or against Plots."


def test_which_options_are_one_sided_and_who_says_so(orchard: Result) -> None:
    """One claim alone is not one-sided; voices stand in a fixed order."""
    found = orchard.leanings["options"]["leave"]
    assert leaning_words_of(orchard.whole, "options", "leave", found) == (
        "Leave: 2 for (2 by the author), 1 against (1 reported)"
    )
    trees = orchard.leanings["criteria"]["trees"]
    assert trees.sides == (1, 2)
    assert one_sided_words(orchard) == "No option with several claims has them on one side only."


def test_a_paragraph_is_marked_at_its_passage(orchard: Result) -> None:
    """The three parts are the paragraph."""
    found = marked(orchard, "or-04")
    assert found.passage == "a plot is private"
    assert found.before.endswith("the plain fact that ")
    assert found.after.startswith(". Fifty families")
    assert found.missing == ""


def test_a_missing_or_changed_text_says_where_to_add_it(tmp_path: Path) -> None:
    """By the name its file would have; a changed paragraph is not shown for the old one."""
    without = orchard_in(tmp_path, with_text=False)
    assert marked(without, "or-04").missing == ABSENT.format(source="orchard")
    kept = tmp_path / "seeds" / "texts" / "orchard.txt"
    kept.write_text("Something else.\n", encoding="utf-8")
    changed = find_result(load_criteria_file(tmp_path / "criteria" / "orchard.yaml"), Choice())
    assert marked(changed, "or-04").missing == CHANGED
