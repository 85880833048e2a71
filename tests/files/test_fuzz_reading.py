"""Files taken apart and put together wrongly: always problems with a place, never an exception.

The mutations here work on whole values, not on signs: parts of a file land where other parts
belong. `make fuzz N=20000 SEED=7` tries more of them, and looks at the clock.
"""

from __future__ import annotations

import os
import random
import time
from collections.abc import Callable

import pytest
from files.lunch import LUNCH
from files.random_edits import all_spots
from files.test_mutations import (
    DRUGS,
    IRAN,
    MUTATIONS,
    SHIPPED,
    SHORTEST,
    VALUES,
    assert_placed,
    assert_usable,
    line_count,
)

from steelyard.files.criteria_files import read_criteria
from steelyard.files.editing.open_text import EditError, OpenText, Spot
from steelyard.files.editing.value_edits import put_value

COUNT = int(os.environ.get("STEELYARD_FUZZ", "1000"))
SEED = os.environ.get("STEELYARD_SEED", "1")
BATCHES = 8
# Only where somebody asked for it: a busy machine is no fault of a reader.
SLOWEST = 1.0 if "STEELYARD_FUZZ" in os.environ else 60.0


def cut(opened: OpenText, spot: Spot) -> str:
    """Return the characters of a value."""
    return opened.text[spot.node.start : opened.end(spot)]


def put(opened: OpenText, spot: Spot, text: str) -> str:
    """Return the text with other characters in the place of a value."""
    return opened.text[: spot.node.start] + text + opened.text[opened.end(spot) :]


def another_value(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Put the value of one place into another."""
    return put(opened, source.choice(spots), cut(opened, source.choice(spots)))


def odd_value(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Put a value of another kind anywhere."""
    return put(opened, source.choice(spots), source.choice(VALUES))


def wrapped_value(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Put brackets around a value, once or very often."""
    spot, times = source.choice(spots), source.choice([1, 1, 2, 40, 3000])
    opening, closing = source.choice([("[", "]"), ("{a: ", "}"), ('"', '"'), ("'", "'")])
    return put(opened, spot, opening * times + cut(opened, spot) + closing * times)


def another_key(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Give a key the name of another."""
    keys = [spot.key for spot in spots if spot.key is not None]
    one, other = source.choice(keys), source.choice(keys)
    name = opened.text[other.start : other.end]
    return opened.text[: one.start] + name + opened.text[one.end :]


def lost_value(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Lose a value, its key left alone."""
    return put(opened, source.choice(spots), "")


def repeated_value(source: random.Random, opened: OpenText, spots: list[Spot]) -> str:
    """Write a value many times over."""
    spot = source.choice(spots)
    return put(opened, spot, (cut(opened, spot) + source.choice([" ", ", ", "\n"])) * 50)


Structural = Callable[[random.Random, OpenText, list[Spot]], str]
STRUCTURAL: list[Structural] = [
    another_value,
    odd_value,
    wrapped_value,
    another_key,
    lost_value,
    repeated_value,
]


def mutated(source: random.Random) -> str:
    """Return a shipped or small file with one to three things wrong in its structure."""
    text = source.choices([IRAN, DRUGS, LUNCH], [1, 2, 7])[0]
    for _ in range(source.choice([1, 1, 2, 3])):
        try:
            opened = OpenText(text)
        except EditError:
            text = source.choice(MUTATIONS)(source, text if len(text) > SHORTEST else LUNCH)
            continue
        text = source.choice(STRUCTURAL)(source, opened, all_spots(opened))
    return text


@pytest.mark.parametrize("batch", range(BATCHES))
def test_a_file_put_together_wrongly_gives_problems_with_a_place(batch: int) -> None:
    """No exception, a line for each problem, quickly; whatever loads can be evaluated."""
    source = random.Random(f"{SEED} structure {batch}")
    for _ in range(COUNT // BATCHES):
        text = mutated(source)
        start = time.process_time()
        loaded = read_criteria(text.encode(), SHIPPED / "criteria" / "x.yaml", "x.yaml")
        assert time.process_time() - start < SLOWEST, text[:2000]
        assert_placed(loaded.problems, line_count(text))
        if loaded.criteria_set is None:
            assert loaded.problems
        else:
            assert_usable(loaded.criteria_set)


def test_what_can_be_read_is_written_as_it_was() -> None:
    """In a broken file too, a value put back into its place leaves the very same text."""
    source = random.Random(f"{SEED} identity")
    for _ in range(COUNT // 2):
        text = mutated(source)
        try:
            spots = all_spots(OpenText(text))
        except EditError:
            continue
        for spot in source.sample(spots, min(len(spots), 3)):
            assert put_value(text, spot.keys, spot.node.plain()) == text  # type: ignore[arg-type]
