"""200 made layouts: nearly every number in its cell, and no option or criterion that is none."""

from __future__ import annotations

import math
from dataclasses import dataclass

import pytest
from files.spreadsheet.made_sheets import MadeSheet, make_sheet

from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.understanding.understand import understand

SEEDS = range(200)


@dataclass
class Outcome:
    """How one made sheet was read: cells right of all, names that are false, weights right."""

    seed: int
    right: int
    cells: int
    false_names: list[str]
    has_right_weights: bool
    features: list[str]


def outcome_of(seed: int) -> Outcome:
    """Return how the sheet of a seed is read, as a workbook or as CSV by turns."""
    made = make_sheet(seed)
    is_book = bool(made.hidden_rows) or seed % 2 == 0
    found = understand(read_bytes("made", made.as_xlsx() if is_book else made.as_csv()))
    options = [option.name for option in found.options]
    criteria = [criterion.name for criterion in found.criteria]
    at = {
        (option, criterion): score
        for option, row in zip(options, found.scores, strict=True)
        for criterion, score in zip(criteria, row, strict=True)
    }
    right = sum(
        at.get((option, criterion)) == ("unknown" if score is None else score)
        for option, row in zip(made.options, made.scores, strict=True)
        for criterion, score in zip(made.criteria, row, strict=True)
    )
    false = sorted({*options} - {*made.options}) + sorted({*criteria} - {*made.criteria})
    swings = [criterion.swing for criterion in found.criteria]
    return Outcome(
        seed, right, len(made.options) * len(made.criteria), false,
        weights_agree(made, swings), made.features,
    )  # fmt: skip


def weights_agree(made: MadeSheet, swings: list[float | None]) -> bool:
    """Return whether swings are in proportion to the weights of a made sheet."""
    if made.weights is None:
        return all(swing is None for swing in swings)
    known = [swing or 0.0 for swing in swings]
    if len(known) != len(made.weights) or not math.fsum(known):
        return False
    shares = [swing / math.fsum(known) for swing in known]
    wanted = [weight / math.fsum(made.weights) for weight in made.weights]
    return all(abs(a - b) < 1e-3 for a, b in zip(shares, wanted, strict=True))


@pytest.fixture(scope="module")
def outcomes() -> list[Outcome]:
    """How each made sheet was read."""
    return [outcome_of(seed) for seed in SEEDS]


def test_nearly_every_number_is_in_its_cell(outcomes: list[Outcome]) -> None:
    """At least 99 of 100 numbers are those of the sheet, in the right place."""
    right, cells = sum(o.right for o in outcomes), sum(o.cells for o in outcomes)
    wrong = [(o.seed, o.features) for o in outcomes if o.right < o.cells]
    assert right / cells >= 0.99, wrong


def test_nothing_passes_for_an_option_or_criterion(outcomes: list[Outcome]) -> None:
    """No total, note, heading or hidden row is an option or a criterion."""
    assert [(o.seed, o.false_names, o.features) for o in outcomes if o.false_names] == []


def test_weights_are_those_of_the_sheet(outcomes: list[Outcome]) -> None:
    """Wherever the sheet has weights, the swings are in proportion to them."""
    assert [(o.seed, o.features) for o in outcomes if not o.has_right_weights] == []
