"""Which judgements moved, entry by entry, each in one sentence."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from small_sets import criteria_sets, shipped

from steelyard import model
from steelyard.analysis.difference.moves import ID_SECTIONS, LISTS, find_moves
from steelyard.files.editing.entry_edits import NOUNS
from steelyard.model import CriteriaSet
from steelyard.results.words.difference import FIELDS, PROSE_KEYS, describe_move

BASE: dict[str, Any] = {
    "format": 1,
    "title": "Lunch",
    "criteria": {
        "taste": {"name": "Taste", "swing": 50, "anchors": {"0": "Awful", "100": "Divine"}},
        "price": {"name": "Price", "better": "lower", "claims": ["a-1", "a-2"]},
    },
    "frames": {"all": {"name": "Both", "criteria": ["taste", "price"]}},
    "options": {"soup": {"name": "Soup"}, "cake": {"name": "Cake"}},
    "conditions": {"oven": {"name": "Oven"}},
    "assessments": {
        "soup": {"taste": {"score": [50, 72, 88], "confidence": "low", "reason": "Thin."}},
        "cake": {"taste": 80, "price": 60},
    },
    "lenses": {"miser": {"name": "Miser", "swings": {"price": 90}}},
    "readings": {"cook": {"name": "Cook", "assessments": {"soup": {"taste": 90}}}},
    "scenarios": {"sale": {"name": "Sale", "shifts": {"cake": {"price": -20}}}},
}


def read(data: dict[str, Any]) -> CriteriaSet:
    """Return a set of plain data."""
    return CriteriaSet.model_validate(data)


def changed(path: str, entry: Any) -> CriteriaSet:
    """Return the set with the entry at a path changed, or taken out for `None`."""
    *way, last = path.split("/")
    data = _copy(BASE)
    inside = data
    for key in way:
        inside = inside.setdefault(key, {})
    if entry is None:
        del inside[last]
    else:
        inside[last] = entry
    return read(data)


def _copy(thing: Any) -> Any:
    return {k: _copy(v) for k, v in thing.items()} if isinstance(thing, dict) else thing


SENTENCES = [
    ("title", "Dinner", "title", "Title: Lunch → Dinner"),
    ("as_of", "2026-02-24", "as_of", "Date: none → 2026-02-24"),
    ("question", "What?", "question", "Question: added"),
    ("sources", ["a"], "sources", "Sources: added a"),
    ("criteria/taste/name", "Flavour", "name", "Criterion Flavour: name Taste → Flavour"),
    ("criteria/taste/swing", 80, "swing", "Criterion Taste: swing 50 → 80"),
    ("criteria/price/better", "higher", "better", "Criterion Price: better end lower → higher"),
    (
        "criteria/price/scale",
        {"from": 0, "to": 9, "unit": "eur"},
        "scale",
        "Criterion Price: scale 0–100 points → 0–9 eur",
    ),
    (
        "criteria/taste/value",
        [[0, 0], [50, 70], [100, 100]],
        "value",
        "Criterion Taste: value function none → 0: 0, 50: 70, 100: 100",
    ),
    (
        "criteria/taste/anchors",
        {"0": "Bad", "50": "So-so", "100": "Divine"},
        "anchors",
        "Criterion Taste: words at 0 reworded | Criterion Taste: words at 50 added",
    ),
    (
        "criteria/price/claims",
        ["a-2", "a-3"],
        "claims",
        "Criterion Price: claims added a-3; taken out a-1",
    ),
    ("frames/all/criteria", ["taste"], "criteria", "Frame Both: criteria taken out price"),
    (
        "options/soup/reference",
        "do_minimum",
        "reference",
        "Option Soup: reference none → do-minimum",
    ),
    ("options/soup/short", "S", "short", "Option Soup: short name none → S"),
    ("conditions/oven/state", "yes", "state", "Condition Oven: state open → yes"),
    ("conditions/oven", None, "removed", "Condition removed: Oven (oven)"),
    ("assessments/cake/price", 55, "score", "Price of Cake: 60 → 55"),
    ("assessments/cake/price", "unknown", "score", "Price of Cake: 60 → unknown"),
    ("assessments/cake/price", None, "score", "Price of Cake: 60 → not scored"),
    ("assessments/soup/taste/score", [40, 72, 88], "range", "Taste of Soup: range 50–88 → 40–88"),
    (
        "assessments/soup/taste/score",
        60,
        "score",
        "Taste of Soup: 72 → 60; range 50–88 → none",
    ),
    (
        "assessments/soup/taste/confidence",
        "high",
        "confidence",
        "Taste of Soup: confidence low → high",
    ),
    ("assessments/soup/taste/reason", "Thick.", "reason", "Taste of Soup: reason reworded"),
    ("lenses/miser/swings/price", 95.5, "swings", "Lens Miser: swing of Price 90 → 95.5"),
    ("lenses/miser/swings/taste", 5, "swings", "Lens Miser: swing of Taste none → 5"),
    ("readings/cook/assessments/soup/taste", 95, "score", "Reading Cook, Taste of Soup: 90 → 95"),
    (
        "readings/cook/assessments/cake",
        {"taste": 70},
        "score",
        "Reading Cook, Taste of Cake: as the base scores it → 70",
    ),
    (
        "scenarios/sale/shifts/cake/price",
        -5,
        "shifts",
        "Scenario Sale: shift of Price of Cake −20 → −5",
    ),
    ("verdict", {"close_call": 3}, "close_call", "Verdict: close call 2 → 3"),
    ("simulations", {"draws": 500}, "draws", "Simulations: draws 2000 → 500"),
    ("elicitation/scores", {"people": 3}, "people", "Elicitation of scores: people none → 3"),
    (
        "elicitation/weights",
        {"method": "Swings.", "independent": False},
        "independent method",
        "Elicitation of weights: independent none → no | Elicitation of weights: method added",
    ),
    (
        "elicitation/weights",
        {"checks": [{"more": ["taste"], "less": ["price"]}]},
        "checks",
        "Elicitation of weights: checks none → taste above price",
    ),
    (
        "independence",
        [{"criteria": ["taste", "price"], "forward": "holds"}],
        "independence",
        "Independence of criteria: none → taste at any price holds, price at any taste unasked",
    ),
    ("lenses/miser/asked", "A miser.", "asked", "Lens Miser: who was asked added"),
    (
        "criteria/taste/value_reason",
        "So.",
        "value_reason",
        "Criterion Taste: reason for the value function added",
    ),
    (
        "simulations",
        {"ranges": "central_90"},
        "ranges",
        "Simulations: what ranges hold the extremes → the middle 90%",
    ),
    (
        "simulations",
        {"shared_error": 0.5},
        "shared_error",
        "Simulations: share of an error common to an option 0 → 0.5",
    ),
    (
        "simulations",
        {"packages": "independent"},
        "packages",
        "Simulations: packages move with their parts → on their own",
    ),
    (
        "left_out/health",
        {"name": "Health", "reason": "?"},
        "added",
        "Left-out objective added: Health (health)",
    ),
]


@pytest.mark.parametrize(("path", "entry", "what", "sentences"), SENTENCES)
def test_sentences(path: str, entry: Any, what: str, sentences: str) -> None:
    """Every kind of entry says in words what moved, from what to what."""
    old, new = read(BASE), changed(path, entry)
    moves = find_moves(old, new)
    assert " | ".join(describe_move(old, new, move) for move in moves) == sentences
    assert {move.what for move in moves} == {*what.split()}
    assert all(move.where[0] == path.split("/")[0] for move in moves)


@pytest.mark.parametrize(("path", "entry", "what", "sentences"), SENTENCES)
def test_back_again(path: str, entry: Any, what: str, sentences: str) -> None:
    """Whatever is found one way is found the other way, at the same places."""
    old, new = read(BASE), changed(path, entry)
    there = {move.where for move in find_moves(old, new)}
    assert {move.where for move in find_moves(new, old)} == there


@pytest.mark.parametrize(
    ("path", "entry", "counts"),
    [
        ("assessments/cake/price", 55, True),
        ("criteria/taste/swing", 80, True),
        ("options/soup/short", "S", False),
        ("assessments/soup/taste/reason", "Thick.", False),
    ],
)
def test_counts(path: str, entry: Any, counts: bool) -> None:
    """Scores and swings can change a number, names and reasons cannot."""
    assert [move.counts for move in find_moves(read(BASE), changed(path, entry))] == [counts]


def test_what_is_gone_is_told_once() -> None:
    """With a criterion go its scores, swings, shifts and rival scores, in a single sentence."""
    data = _copy(BASE)
    del data["criteria"]["price"]
    data["frames"]["all"] = {"name": "Both", "criteria": ["taste"]}
    data["assessments"]["cake"] = {"taste": 80}
    data["lenses"]["miser"] = {"name": "Miser", "swings": {}}
    data["scenarios"]["sale"] = {"name": "Sale"}
    old, new = read(BASE), read(data)
    assert [describe_move(old, new, move) for move in find_moves(old, new)] == [
        "Criterion removed: Price (price)",
        "Frame Both: criteria taken out price",
    ]


def test_order_is_no_judgement() -> None:
    """Options, criteria and claims in another order are the same judgements."""
    data = _copy(BASE)
    data["options"] = dict(reversed(data["options"].items()))
    data["criteria"]["price"]["claims"] = ["a-2", "a-1"]
    data["frames"]["all"]["criteria"] = ["price", "taste"]
    assert find_moves(read(BASE), read(data)) == ()


@given(criteria_sets(), criteria_sets())
@settings(max_examples=80, deadline=None)
def test_nothing_is_overlooked(old: CriteriaSet, new: CriteriaSet) -> None:
    """Sets that differ have a move, sets that are equal none."""
    assert bool(find_moves(old, new)) == (old != new)


def test_every_key_is_a_key_of_the_model() -> None:
    """Words are given to keys that exist, so that a renamed key is noticed."""
    entries = [entry for entry in vars(model).values() if hasattr(entry, "model_fields")]
    keys = {key for entry in entries for key in entry.model_fields}
    assert {*FIELDS, *LISTS, *PROSE_KEYS, *NOUNS} <= keys
    assert set(NOUNS) == set(ID_SECTIONS)


def test_shipped_set_against_itself() -> None:
    """The shipped set has no moves against itself, with all its readings and scenarios."""
    assert find_moves(shipped("iran-2026"), shipped("iran-2026")) == ()
