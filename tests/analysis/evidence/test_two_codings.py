"""Claims of two people pair by their passages; kappa is that of the textbook."""

from __future__ import annotations

import pytest

from steelyard.analysis.evidence.two_codings import cohen_kappa, compare_codings, pair_claims
from steelyard.model import Bearing, Claim


def claim(paragraph: int, start: int | None = None, end: int = 0, **rest: object) -> Claim:
    """Return a claim on a passage, or on a whole paragraph."""
    passage = None if start is None else [start, end]
    return Claim(paragraph=paragraph, says="It is so.", passage=passage, **rest)  # type: ignore[arg-type]


def paired(first: dict[str, Claim], second: dict[str, Claim]) -> list[tuple[str, str]]:
    """Return the ids of each pair."""
    return [(pair.first, pair.second) for pair in pair_claims(first, second)]


def test_half_of_the_shorter_passage_is_enough() -> None:
    """A character less is not, and another paragraph never."""
    first = {"a": claim(1, 0, 100)}
    assert paired(first, {"x": claim(1, 90, 110)}) == [("a", "x")]
    assert paired(first, {"x": claim(1, 91, 111)}) == []
    assert paired(first, {"x": claim(2, 0, 100)}) == []


def test_the_largest_overlap_is_paired_first_and_each_claim_once() -> None:
    """What is left over is only one person's."""
    first = {"a": claim(1, 0, 50), "b": claim(1, 10, 60)}
    second = {"x": claim(1, 10, 60), "y": claim(1, 0, 20)}
    assert paired(first, second) == [("a", "y"), ("b", "x")]
    found = compare_codings(first, {"x": claim(1, 10, 60)})
    assert (found.only_first, found.only_second) == (("a",), ())


def test_a_claim_without_a_passage_stands_for_its_paragraph() -> None:
    """Two of these pair with each other before anything else."""
    first = {"a": claim(1), "b": claim(1, 0, 30)}
    second = {"x": claim(1, 5, 25), "y": claim(1)}
    assert paired(first, second) == [("a", "y"), ("b", "x")]


def test_kappa_of_cohen_s_own_table() -> None:
    """Cohen (1960): 200 people in three classes, 88+40+12 alike; kappa 0.492."""
    table = [[88, 14, 18], [10, 40, 10], [2, 6, 12]]
    one = [i for i, row in enumerate(table) for count in row for _ in range(count)]
    two = [j for row in table for j, count in enumerate(row) for _ in range(count)]
    assert cohen_kappa(one, two) == pytest.approx((0.70 - 0.41) / (1 - 0.41), abs=1e-12)


def test_kappa_where_both_always_say_the_same_is_not_a_number() -> None:
    """Chance alone would give complete agreement; and no answers are an error."""
    assert cohen_kappa(["x"] * 20, ["x"] * 20) is None
    assert cohen_kappa(["x", "y"], ["y", "x"]) == -1
    with pytest.raises(ValueError, match="as many answers"):
        cohen_kappa([], [])


def test_no_kappa_is_given_under_ten_pairs() -> None:
    """The counts are given all the same."""
    first = {f"a{i}": claim(i + 1, form="event" if i % 2 else "figure") for i in range(10)}
    second = {
        f"x{i}": claim(i + 1, form="event" if i % 2 or i == 4 else "figure") for i in range(10)
    }
    found = compare_codings(first, second)
    assert (found.form.same, found.form.pairs) == (9, 10)
    assert found.form.kappa == pytest.approx(0.8)
    nine = compare_codings(dict([*first.items()][:9]), second)
    assert (nine.form.pairs, nine.form.kappa) == (9, None)


def test_bearing_agrees_if_it_does_in_every_cell() -> None:
    """Kappa counts each cell of each pair; a cell for and against is of a kind of its own."""
    first, second = {}, {}
    for i in range(10):
        own = {"cost": Bearing(for_=["plots"])} if i else {}
        other = {"cost": Bearing(for_=["plots"], against=["plots"] if i == 1 else [])} if i else {}
        first[f"a{i}"] = claim(i + 1, bears_on=own)
        second[f"x{i}"] = claim(i + 1, bears_on=other)
    found = compare_codings(first, second).bearing
    assert (found.same, found.pairs) == (9, 10)
    # Of 10 answers 9 and 8 are "for", 1 and 1 empty: chance 0.73, agreement 0.9.
    assert found.kappa == pytest.approx((0.9 - 0.73) / 0.27)
