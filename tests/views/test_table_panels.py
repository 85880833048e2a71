"""Scores, conditions and coverage as tables and sentences that are safe to put on a page."""

from __future__ import annotations

import pytest
from made_results import result_of
from small_sets import make_set

from steelyard.analysis.evidence.coverage import Coverage
from steelyard.analysis.totals import evaluate
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.evidence import coverage_sentence
from steelyard.views.cells.cell_links import Link
from steelyard.views.table.page import condition_table, score_lines, score_table


def lunch() -> CriteriaSet:
    """Return a dear cake, a soup of unknown price that needs fire, and a second reading."""
    bare = make_set(
        {"soup": {"taste": [30, 50, 60], "price": "unknown"}, "cake": {"taste": 90, "price": 18.5}},
        swings={"taste": 80, "price": 20},
        criteria={
            "price": {"better": "lower", "scale": {"from": 0, "to": 20, "unit": "eur"}},
            "taste": {"name": "Price"},
        },
        conditions={"fire": {"name": "Fire | ![x](y)", "state": "no"}, "tax": {"name": "Tax"}},
        readings={"dear": {"name": "Dear", "assessments": {"soup": {"price": 12}}}},
    )
    soup = bare.options["soup"].model_copy(update={"needs": ["fire"]})
    return bare.model_copy(update={"options": {**bare.options, "soup": soup}})


def test_scores_on_their_own_scales() -> None:
    """Best option first, criteria as in the file; heads name the scale and its better end."""
    table = score_table(result_of(lunch()))

    assert table.to_dict("list") == {
        "Option": ["Cake", "Soup"],
        "Rank": ["1", "2"],
        "Price, 0 to 100 points, high is best": ["90", "50 (30 to 60)"],
        "Price, 0 to 20 eur, low is best": ["18.5", "unknown"],
    }


def test_every_score_of_the_table_leads_to_its_basis() -> None:
    """The rows are the table's, and each score knows its option and its criterion."""
    evaluation = evaluate(lunch())
    rows = score_lines(score_table(result_of(lunch())), evaluation)

    assert [[cell[0] for cell in row[:2]] for row in rows] == [["Cake", "1"], ["Soup", "2"]]
    links = [cell[0] for row in rows for cell in row[2:]]
    assert [(link.words, link.cell) for link in links if isinstance(link, Link)] == [
        ("90", ("cake", "taste")),
        ("18.5", ("cake", "price")),
        ("50 (30 to 60)", ("soup", "taste")),
        ("unknown", ("soup", "price")),
    ]


def test_scores_of_a_reading() -> None:
    """A reading's scores stand in place of the base ones."""
    table = score_table(result_of(lunch(), Choice(reading="dear")))

    assert list(table["Price, 0 to 20 eur, low is best"]) == ["18.5", "12"]


def test_equal_heads_are_told_apart() -> None:
    """Two criteria of the same name and scale keep a column each."""
    twins = make_set(
        {"soup": {"a": 10, "b": 20}}, criteria={"a": {"name": "Same"}, "b": {"name": "Same"}}
    )
    heads = list(score_table(result_of(twins)))

    assert heads[2:] == [
        "Same, 0 to 100 points, high is best",
        "Same, 0 to 100 points, high is best (2)",
    ]


def test_conditions_as_a_table() -> None:
    """Each condition has its state and who needs it; a bar in a name does not break the row."""
    assert condition_table(lunch(), evaluate(lunch())).splitlines()[2:] == [
        r"| **Fire \| \!\[x\]\(y\)** | not met | Soup |",
        "| **Tax** | open | no option |",
    ]


def test_coverage_without_what_is_struck_out() -> None:
    """A score that is known in the file is not said to be unknown in it."""
    assert coverage_sentence(Coverage(4, 1, 0, 0, 3), 1) == (
        "With 1 claim struck out, of the 4 scores in the file, 1 rests on a claim about that very "
        "cell and 3 are not known."
    )
    assert coverage_sentence(Coverage(3, 0, 0, 3, 0), 2) == (
        "With 2 claims struck out, none of the 3 scores in the file cites a claim of a source."
    )


@pytest.mark.parametrize(
    ("found", "sentence"),
    [
        (
            Coverage(84, 40, 38, 6, 0),
            "Of the 84 scores in the file, 40 rest on a claim about that very cell, 38 rest "
            "only on claims about something else and 6 cite no claim at all.",
        ),
        (
            Coverage(4, 1, 1, 1, 1),
            "Of the 4 scores in the file, 1 rests on a claim about that very cell, 1 rests only "
            "on claims about something else, 1 cites no claim at all and 1 is not "
            "known.",
        ),
        (Coverage(3, 0, 0, 3, 0), "None of the 3 scores in the file cites a claim of a source."),
    ],
)
def test_coverage_in_a_sentence(found: Coverage, sentence: str) -> None:
    """Only the kinds that occur are counted, in the singular where it is one."""
    assert coverage_sentence(found) == sentence
