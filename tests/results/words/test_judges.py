"""Sentences about several judges: whose, how many, what they disagree on, and what stays unsaid."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from judged_sets import SET, THREE, Judged, judged

from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import Ask, JudgedRank
from steelyard.results.judges.group_result import GroupResult, RoundComparison
from steelyard.results.words import judges as words
from steelyard.results.words.judging import compared_rounds


def result_of(made: Judged, number: int = 1) -> GroupResult:
    """Return the result of a round."""
    return GroupResult(made.criteria_set, made.rounds[number - 1])


def of_one_mind(tmp_path: Path, lead: float) -> GroupResult:
    """Return a round in which three judges put cake ahead of soup by so many points."""
    made = Judged(tmp_path)
    made.open()
    for judge in ("alder", "birch", "cedar"):
        scores = {"soup": {"taste": 40, "price": 10}, "cake": {"taste": 40 + lead, "price": 10}}
        made.hand_in(judge, scores, {"taste": 100, "price": 0})
    made.close()
    return result_of(made)


def test_no_average_where_they_disagree_on_the_first_two(tmp_path: Path) -> None:
    """The heading says who puts what first; the line below says what no average settles."""
    found = result_of(judged(tmp_path))
    assert words.group_heading(found) == "The judges disagree: 2 judges put Cake first, 1 Soup"
    because = words.group_because(found)
    assert because.startswith("2 judges put Cake ahead of Soup, 1 Soup ahead of Cake.")
    assert "No average settles that" in because
    two = result_of(judged(tmp_path / "two", ("alder", "birch")))
    assert words.group_because(two).startswith("1 judge puts ")


@pytest.mark.parametrize(
    ("lead", "heading"),
    [
        (20, "Cake leads Soup by 20.0 points for the group"),
        (1.5, "Close call: Cake leads Soup by 1.5 for the group"),
        (0, "Soup and Cake are level for the group"),
    ],
)
def test_a_common_order_has_a_result(tmp_path: Path, lead: float, heading: str) -> None:
    """Where all agree on the order, the lead is given by the file's own limit of a close call."""
    found = of_one_mind(tmp_path, lead)
    assert words.group_heading(found) == heading
    if lead == 20:
        assert words.group_because(found) == (
            "None of 4 cells could each change the leader. All 3 judges put Cake first."
        )
        assert words.settlement_words(found) == (
            "Whatever the judges’ values, all at once, Cake leads by the mean of individual totals."
        )
        assert words.division_words(found) == (
            "Nothing divides them on the leader: all judges name the same."
        )


def test_whose_judgements(tmp_path: Path) -> None:
    """How many, without whom, each alone, by which rule; simulated ones are marked first."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", *THREE["alder"])
    made.hand_in("birch", *THREE["birch"])
    made.close()
    found = result_of(made)
    assert words.whose_words(found) == (
        "2 judges, without Cedar, each alone and under a pseudonym, after round 1; mean of "
        "individual totals."
    )
    assert words.notices(found) == [words.NO_ANONYMITY]
    assert words.agreement_words(found) == []
    drawn = Judged(tmp_path / "drawn")
    drawn.open("alder", simulated="Drawn with seed 1.")
    drawn.hand_in("alder", *THREE["alder"])
    drawn.close()
    assert words.whose_words(result_of(drawn)).startswith(words.SIMULATED)


def test_what_a_spread_could_do(tmp_path: Path) -> None:
    """Every cell says at which end, who would lead and by how much."""
    found = result_of(judged(tmp_path))
    said = {spread.cell: words.spread_words(found.criteria_set, spread) for spread in found.spreads}
    assert said["cake", "taste"].startswith("If all took the worst answer, Soup would lead by ")
    others = [said[one.cell] for one in found.spreads if one.spread and not one.decides]
    assert all(re.search(r", Cake would still lead by \d", told) for told in others)
    assert words.disagreement_heading(found) == (
        f"{len(found.deciding)} of 4 cells could each change the leader; none of the "
        f"other {4 - len(found.deciding)} could alone"
    )


def test_agreement_has_its_meaning_beside_it(tmp_path: Path) -> None:
    """W with what 1 and 0 mean, and which criterion divides and which unites."""
    first, second = words.agreement_words(result_of(judged(tmp_path)))
    assert first.startswith("Kendall’s W 0.11 on the order of the 2 options, ")
    assert first.endswith(f": {words.KENDALL}.")
    assert second.startswith("Taste divides them most, 40.0 points from lowest to highest")


def test_criteria_that_agree_alike_are_all_named(tmp_path: Path) -> None:
    """No criterion is said to unite the judges most while another does so as well."""
    size = "  size: {name: Size, question: How big?, swing: 10}\noptions:"
    made = Judged(tmp_path, SET.replace("options:", size))
    made.open()
    for judge, taste in (("alder", 90), ("birch", 10), ("cedar", 50)):
        one = {"taste": taste, "price": 10, "size": 30}
        made.hand_in(judge, {"soup": one, "cake": one}, {"taste": 3, "price": 2, "size": 1})
    made.close()
    assert words.agreement_words(result_of(made))[-1] == (
        "Taste divides them most, 80.0 points from lowest to highest on average; Price and Size "
        "each unite them most, 0.0 points."
    )


def test_a_warning_where_the_rules_differ(tmp_path: Path) -> None:
    """By individual totals soup leads, by averaged inputs cake: both are named."""
    made = Judged(tmp_path)
    made.open()
    tastes = ({"soup": {"taste": 100, "price": 20}, "cake": {"taste": 60, "price": 4}},
              {"taste": 100, "price": 1})  # fmt: skip
    saves = ({"soup": {"taste": 0, "price": 2}, "cake": {"taste": 60, "price": 4}},
             {"taste": 1, "price": 100})  # fmt: skip
    made.hand_in("alder", *tastes)
    made.hand_in("birch", *saves)
    made.close()
    found = result_of(made)
    assert found.rules_differ
    assert words.rules_words(found) == (
        "Warning: the two rules name different leaders. By mean of individual totals Soup leads, "
        "by averages of inputs Cake."
    )
    assert "gives the same leader, " in words.rules_words(of_one_mind(tmp_path / "b", 20))


def test_cells_nobody_judged_keep_the_leader_open(tmp_path: Path) -> None:
    """It cannot be decided, and the options that could draw level are named."""
    made = Judged(tmp_path)
    made.open()
    for judge in ("alder", "birch", "cedar"):
        scores = {"soup": {"taste": 60, "price": 10}, "cake": {"price": 10}}
        made.hand_in(judge, scores, {"taste": 100, "price": 10})
    made.close()
    found = result_of(made)
    assert words.group_heading(found) == "Cannot be decided: nobody judged 1 cell"
    assert words.group_because(found) == (
        "These cells alone could put Cake level with Soup or ahead."
    )


def test_ranks_leave_a_range(tmp_path: Path) -> None:
    """Who gave an order alone, what totals that leaves, and whether the leader hangs on it."""
    made = Judged(tmp_path)
    made.open()
    ranks = {c: JudgedRank(rank=i, reason="So.") for i, c in enumerate(("taste", "price"), 1)}
    for judge in ("alder", "birch", "cedar"):
        scores = {"soup": {"taste": 40, "price": 4}, "cake": {"taste": 70, "price": 12}}
        swings = {} if judge == "alder" else {"taste": 60, "price": 40}
        sheet = made.sheet(judge, scores, swings)
        extra = {"ranks": ranks} if judge == "alder" else {}
        made.put(judge, write_sheet(sheet.model_copy(update=extra)), seal=True)
    made.close()
    found = result_of(made)
    assert made.rounds[-1].problems == ()
    assert words.group_heading(found) == (
        "Cannot be decided: 1 judge gave only the order of the swings"
    )
    assert words.group_because(found) == (
        "Alder gave only the order of the swings; any weights in that order leave Cake a total "
        "of 57.0 to 62.0, and could put Soup level or ahead."
    )
    assert words.CENTROID in words.notices(found)
    assert words.judge_lines(found)[1][3:5] == ["50%–100%", "0%–50%"]


def test_rounds_compared_are_no_proof(tmp_path: Path) -> None:
    """What moved is counted, with towards whom; coming closer is never shown as proof."""
    made = judged(tmp_path)
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    cell = {"score": [40, 60, 70], "was": [10, 30, 50], "why": "I had forgotten the salt."}
    made.hand_in("cedar", {"soup": {"taste": cell}}, {})
    made.close()
    lines = compared_rounds.comparison_lines(
        RoundComparison(result_of(made, 1), result_of(made, 2))
    )
    assert lines[0] == "1 of 12 answers and 0 of 6 swings changed from round 1 to round 2."
    assert lines[1].startswith("1 moved towards what the others had answered, 0 away. ")
    assert lines[1].endswith(compared_rounds.CONVERGENCE)
    assert lines[2] == "Median spread of the 1 cell asked again: 30.0 before, 5.0 after."
    assert lines[-1].endswith("8.3  Taste of Soup")


def test_a_changed_set_is_said(tmp_path: Path) -> None:
    """The result names the digest it is of, and what of the set is another by now."""
    made = judged(tmp_path)
    text = made.file.read_text(encoding="utf-8")
    made.file.write_text(text.replace("A pot for all", "A cup"), encoding="utf-8")
    (said,) = words.notices(result_of(made))
    digest = made.rounds[0].round.digest if made.rounds[0].round else ""
    assert said.endswith(f"The result is of digest {digest[:8]}.")
    assert "(soup)" in said
