"""Sentences of the page Judges: what is asked, who is late, what has to be answered again."""

from __future__ import annotations

from pathlib import Path

import pytest
from judged_sets import SET, THREE, Judged, judged

from steelyard.files.judgements.rounds import asked_of
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.model import Ask
from steelyard.results.judges.data import status_data
from steelyard.results.judges.group_result import GroupResult, RoundComparison
from steelyard.results.words import judge_pages as words
from steelyard.results.words.judging import compared_rounds, group_charts


def asked(made: Judged) -> Asked:
    """Return what the last round asks."""
    return asked_of(made.rounds[-1], made.criteria_set)


def at(made: Judged) -> list[str]:
    """Return the steps of the protocol at which the last round is."""
    return [step for step, is_here in words.steps_words(made.rounds[-1]) if is_here]


def test_the_steps_follow_the_rounds(tmp_path: Path) -> None:
    """Investigate while round 1 is open, discuss once it is closed, then estimate, aggregate."""
    made = Judged(tmp_path)
    made.open()
    assert at(made) == ["investigate"]
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    made.close()
    assert at(made) == ["discuss"]
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    assert at(made) == ["estimate again"]
    made.close()
    assert at(made) == ["aggregate"]


def test_why_the_first_round_of_people_has_a_higher_number(tmp_path: Path) -> None:
    """After a simulated example alone; nothing is said of a first or of a later round."""
    made = Judged(tmp_path)
    assert words.first_round_words(1, ()) == ""
    made.open(simulated="Drawn.")
    made.close()
    assert words.first_round_words(2, made.rounds) == (
        "This is the first round that people answer. It has the number 2 because round 1 is the "
        "simulated example, none of whose answers count."
    )
    made.open()
    made.close()
    assert words.first_round_words(1, made.rounds) == ""
    assert words.first_round_words(3, made.rounds) == ""


@pytest.mark.parametrize(
    ("ask", "said"),
    [
        (Ask(), "2 options × 2 criteria = 4 cells, 2 swings"),
        (Ask(swings=False), "2 options × 2 criteria = 4 cells"),
        (Ask(cells={}), "2 swings"),
        (Ask(cells={"soup": ["taste"], "cake": ["price"]}, swings=False), "2 cells"),
    ],
)
def test_what_is_asked_is_counted(tmp_path: Path, ask: Ask, said: str) -> None:
    """A whole table as options by criteria, a choice of cells by their number."""
    made = Judged(tmp_path)
    made.open(ask=ask, opened="2026-11-29")
    assert words.asked_words(asked(made)) == said
    rows = dict(words.round_rows(made.rounds[0], asked(made)))
    assert rows["State"] == "open, since 29 November 2026"
    assert rows["Set"].endswith("unchanged since it was opened")
    assert rows["Rule"] == "mean of individual totals"


def test_who_is_late_and_what_closing_would_mean(tmp_path: Path) -> None:
    """The judges whose sheets are not in are named, until all are in."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("birch", *THREE["birch"])
    data = status_data(made.rounds[0], asked(made))
    assert words.waiting_words(data) == "Not in yet: Alder and Cedar."
    assert words.close_words(data) == (
        "Close with 1 sealed sheet? Alder and Cedar would not count."
    )
    for judge in ("alder", "cedar"):
        made.hand_in(judge, *THREE[judge])
    data = status_data(made.rounds[0], asked(made))
    assert words.waiting_words(data) == "All sheets are in."
    assert words.close_words(data) == "Close with 3 sealed sheets?"


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("A pot for all", "A cup each", "Soup. 2 cells to be answered again: Taste of Soup; Price "
         "of Soup. All other answers stand."),
        ("{name: Cake}", "{name: Cake}\n  pie: {name: Pie}", "Pie. 2 cells to be answered again: "
         "Taste of Pie; Price of Pie. All other answers stand."),
        ("taste: 50", "taste: 51", ""),
    ],
)  # fmt: skip
def test_what_has_to_be_answered_again(tmp_path: Path, old: str, new: str, said: str) -> None:
    """What changed is named, with its cells; a score of the set is nothing judges see."""
    made = Judged(tmp_path)
    made.open()
    assert words.changed_words(asked(made)) == ""
    made.file.write_text(SET.replace(old, new), encoding="utf-8")
    start = "The set has changed since the round was opened: " if said else ""
    assert words.changed_words(asked(made)) == f"{start}{said}"


def test_cells_reasons_and_what_to_settle(tmp_path: Path) -> None:
    """Every cell with its spread; reasons from the lowest; values between those of the judges."""
    made = judged(tmp_path)
    found = GroupResult(made.criteria_set, made.rounds[0])
    rows = words.spread_rows(found)
    assert len(rows) == 4
    taste = next(row for row in rows if row[0] == "Taste of Soup")
    assert taste[3:5] == ["30.0", "48.3"]
    spread = next(one for one in found.spreads if one.cell == ("soup", "taste"))
    assert words.reason_rows(found, spread) == [
        ["10 / 30 / 50", "soup, taste."],
        ["40 / 60 / 80", "soup, taste."],
        ["50 / 55 / 60", "soup, taste."],
    ]
    assert words.reasons_note(found, ("soup", "price")) == (
        "On the criterion’s own scale: 0 to 20 eur, low is best."
    )
    assert [row[0] for row in words.criterion_rows(found)] == ["Taste", "Price"]
    price = next(row for row in rows if row[0] == "Price of Soup")
    spread = next(one for one in found.spreads if one.cell == ("soup", "price"))
    # From 0 to 20 euros, low is best: a value of 100 is 0 euros.
    assert float(price[4]) == pytest.approx(20 * (1 - spread.mean / 100), abs=0.05)
    settled = {row[0]: row[1:] for row in words.settled_rows(found)}
    if "Taste of Soup" in settled:
        assert settled["Taste of Soup"] == ["48.3", "30–60"]
    assert {row[0] for row in words.settled_rows(found)} == {
        f"{made.criteria_set.criteria[c].name} of {made.criteria_set.options[o].name}"
        for o, c in found.settlement.cells or ()
    }


def test_a_changed_answer_has_both_reasons(tmp_path: Path) -> None:
    """Its own, and what convinced the judge; as a table of changes without a name."""
    made = judged(tmp_path)
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    cell = {"score": [40, 60, 70], "was": [10, 30, 50], "reason": "Salty.", "why": "The salt."}
    made.hand_in("cedar", {"soup": {"taste": cell}}, {})
    made.close()
    before, found = (GroupResult(made.criteria_set, one) for one in made.rounds)
    spread = next(one for one in found.spreads if one.cell == ("soup", "taste"))
    assert ["40 / 60 / 70", "Salty. Changed: The salt."] in words.reason_rows(found, spread)
    compared = RoundComparison(before, found)
    assert compared_rounds.moved_rows(compared) == [
        ["Taste of Soup", "30", "60", "towards them", "The salt."]
    ]
    assert compared_rounds.lead_rows(compared) == [["Taste of Soup", "+8.3"]]
    figures = {row[0]: row[1:] for row in compared_rounds.figure_rows(compared)}
    assert figures["Median spread of the 1 cell asked"] == ["30.0", "5.0"]


def test_charts_say_whose_answers_are_made_up(tmp_path: Path) -> None:
    """The title of a chart stands alone, so that it says so itself."""
    made = Judged(tmp_path)
    made.open(simulated="No person gave these answers.")
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    made.close()
    found = GroupResult(made.criteria_set, made.rounds[0])
    for title in (group_charts.disagreement_title(found), group_charts.totals_title(found)):
        assert title.startswith("Simulated judges: ")
    assert not group_charts.totals_words(found).startswith("Simulated judges: S")
