"""A judge's own sheet before handing in: gaps, contradictions, cross-checks and their answers."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml
from judged_sets import SET, THREE, Judged

from steelyard.files.judgements.rounds import asked_of
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import read_tree
from steelyard.model import JudgedRank, JudgeSheet, TradeoffAnswer
from steelyard.results.judges.own_sheet import OwnSheet
from steelyard.results.words.judging import own_sheet as words

PACKAGE = SET.replace("  cake: {name: Cake}\n", "  cake: {name: Cake}\n"
                      "  menu: {name: Menu, parts: [soup, cake]}\n")  # fmt: skip


def own(folder: Path, text: str = SET, **more: Any) -> OwnSheet:
    """Return Alder's sheet of a set, with some parts of it replaced."""
    made = Judged(folder, text)
    made.open()
    scores = dict(THREE["alder"][0]) | more.pop("scores", {})
    sheet = made.sheet("alder", scores, more.pop("swings", THREE["alder"][1]))
    return OwnSheet(asked_of(made.rounds[-1], made.criteria_set), sheet.model_copy(update=more))


def test_a_full_sheet_has_nothing_to_look_at(tmp_path: Path) -> None:
    """Every cell and swing with a reason: no line, and one question about part of a step."""
    found = own(tmp_path)
    assert words.review_lines(found) == []
    (check,) = found.cross_checks
    assert words.question_title(check) == "Part of a step"
    assert words.tradeoff_words(found, check) == (
        "Price (50), or Taste only from the worst to 50 (50% of 100 = 50)?"
    )
    assert (check.equal, words.check_words(found, check)) == (0.5, words.NOT_ANSWERED)


def test_gaps_are_counted_and_named(tmp_path: Path) -> None:
    """A missing cell, swing and reason, each with its name or number."""
    scores = {"soup": {"taste": {"score": 3, "reason": " "}}}
    lines = words.review_lines(own(tmp_path, scores=scores, swings={"taste": 100}))
    assert lines == [
        "1 score to go: Soup, Price.",
        "1 swing to go: Price.",
        "1 reason missing: Soup, Taste.",
    ]


def test_ranks_against_numbers(tmp_path: Path) -> None:
    """Price ranked first with the smaller swing is named with both."""
    ranks = {"price": JudgedRank(rank=1), "taste": JudgedRank(rank=2)}
    found = own(tmp_path, ranks=ranks)
    assert words.review_lines(found) == [
        "You ranked Price (1) before Taste (2), but gave it the smaller swing, 50 against 100."
    ]
    assert own(tmp_path / "b", ranks={"price": JudgedRank(rank=2), "taste": JudgedRank(rank=1)})\
        .order_faults == ()  # fmt: skip


def test_a_package_dominated_by_its_part(tmp_path: Path) -> None:
    """A menu nowhere better than the cake in it; lower price is better, so dearer is worse."""
    menu = {"taste": [50, 75, 90], "price": [8, 9, 10]}
    found = own(tmp_path, PACKAGE, scores={"menu": menu})
    (fault,) = found.dominated_packages
    assert (fault.package, fault.part, fault.worse) == ("menu", "cake", ("price",))
    assert words.review_lines(found)[0].startswith(
        "You scored Menu nowhere better than its own part Cake, and worse on Price:"
    )
    better = menu | {"taste": [50, 76, 90]}
    assert own(tmp_path / "b", PACKAGE, scores={"menu": better}).dominated_packages == ()
    unknown = menu | {"taste": "cannot_judge"}
    assert own(tmp_path / "c", PACKAGE, scores={"menu": unknown}).dominated_packages == ()


def test_an_answer_that_does_not_fit(tmp_path: Path) -> None:
    """It is kept, shown with the difference, and replaces the question of its kind."""
    answer = TradeoffAnswer(first={"price": 1}, second={"taste": 0.75}, answer="first")
    found = own(tmp_path, checks=[answer])
    (check,) = found.cross_checks
    assert found.misfits == (check,)
    assert words.review_lines(found) == [
        "Part of a step: Your swings say part of the second, by 25.0. Lower Taste, raise Price, "
        "or change the answer."
    ]
    right = own(tmp_path / "b", checks=[answer.model_copy(update={"answer": "second"})])
    assert words.check_words(right, right.cross_checks[0]) == words.FITS


def test_ranks_alone_are_weights_within_a_range(tmp_path: Path) -> None:
    """Nothing is missing, the weights are the centroid, and no question is made up."""
    ranks = {c: JudgedRank(rank=i, reason="So.") for i, c in enumerate(("price", "taste"), 1)}
    found = own(tmp_path, swings={}, ranks=ranks)
    assert words.review_lines(found) == []
    assert found.weights == {"taste": 0.25, "price": 0.75}
    assert found.weight_spans == {"taste": (0.0, 0.5), "price": (0.5, 1.0)}
    assert found.cross_checks == ()


def test_ranks_and_checks_are_written_and_read(tmp_path: Path) -> None:
    """The text of a sheet with both is a fixed point, and says what was answered."""
    ranks = {c: JudgedRank(rank=i, reason="So.") for i, c in enumerate(("price", "taste"), 1)}
    check = TradeoffAnswer(
        first={"price": 1}, second={"taste": 0.5}, answer="same", reason="Much alike."
    )
    found = own(tmp_path, swings={}, ranks=ranks, checks=[check])
    text = write_sheet(found.given)
    meant = read_as_meant(read_tree("alder.yaml", text.encode()), JudgeSheet)
    assert meant.whole == found.given
    assert not meant.problems
    assert yaml.safe_load(text)["checks"] == [
        {"first": {"price": 1}, "second": {"taste": 0.5}, "answer": "same", "reason": "Much alike."}
    ]


def test_numbers_take_the_place_of_an_earlier_order() -> None:
    """And an order that of earlier numbers: one of both stands."""
    first = JudgeSheet.model_validate({
        "format": 1, "set": "lunch", "round": 1, "judge": "alder", "digest": "0" * 64,
        "ranks": {"taste": {"rank": 1}}, "scores": {"soup": {"taste": 1, "price": 2}},
    })  # fmt: skip
    numbers = first.model_validate(
        first.model_dump(by_alias=True)
        | {"round": 2, "ranks": {}, "swings": {"taste": {"swing": 9}}, "scores": {}}
    )
    later = first.later(numbers)
    assert (dict(later.ranks), [*later.swings], len(later.cells)) == ({}, ["taste"], 2)
    again = later.later(first)
    assert ([*again.ranks], dict(again.swings)) == (["taste"], {})
