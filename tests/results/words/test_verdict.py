"""The verdict: one sentence per state, word for word, and what may never be said."""

from __future__ import annotations

import itertools
import re
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import Cell, criteria_sets, make_set, shipped

from steelyard.analysis.sensitivity.changes import Flip, WeightMove
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import View, evaluate
from steelyard.analysis.verdict import rivals_within_the_unknown
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.verdict import Verdict, judge

CHANCE = re.compile(
    r"probab|chance|likel|odds|risk of|certain|\bsure|confiden|\bnan\b|\binf\b", re.IGNORECASE
)


def verdict(
    scores: dict[str, dict[str, Cell]], swings: dict[str, float] | None = None, **rest: Any
) -> Verdict:
    """The verdict on a small set."""
    criteria_set = make_set(scores, swings, **rest)
    return judge(criteria_set, evaluate(criteria_set))


def test_dominates() -> None:
    """An option nowhere worse than any other, and clearly ahead, dominates."""
    found = verdict({"a": {"x": 80, "y": 60}, "b": {"x": 40, "y": 60}, "c": {"x": 10, "y": 50}})
    assert found == Verdict(
        state="dominates",
        leaders=("a",),
        runner_up="b",
        margin=20.0,
        sentence="A leads B by 20.0 points",
        because="It is nowhere worse than any other option on these criteria, so no weights can "
        "put another first; only other scores can.",
        finding="A leads B by 20.0 points",
    )


def test_leads() -> None:
    """A leader that is behind somewhere leads, and the criterion is named."""
    # a: (90 + 40) / 2 = 65; b: (20 + 70) / 2 = 45; c: (30 + 55) / 2 = 42.5.
    # Behind by 30 to b and by 15 to c on y.
    found = verdict({"a": {"x": 90, "y": 40}, "b": {"x": 20, "y": 70}, "c": {"x": 30, "y": 55}})
    assert (found.state, found.leaders, found.runner_up, found.margin) == ("leads", ("a",), "b", 20)
    assert found.sentence == "A leads B by 20.0 points"
    assert found.because == "It is furthest behind on Y: 30 points below B."


def test_furthest_behind_names_the_first_of_equals() -> None:
    """Of equal gaps the criterion, then the option, that comes first in the file is named."""
    found = verdict(
        {"a": {"x": 50, "y": 50, "z": 100}, "b": {"x": 60, "y": 60, "z": 0}, "c": {"x": 60, "y": 0}}
    )
    assert found.because == "It is furthest behind on X: 10 points below B."


def test_furthest_behind_by_next_to_nothing() -> None:
    """A gap that rounds to nothing is not called nothing."""
    found = verdict({"a": {"x": 90, "y": 40}, "b": {"x": 20, "y": 40.25}})
    assert found.because == "It is furthest behind on Y: less than 1 point below B."


def test_most_harmful() -> None:
    """Where 100 stands for something else than best, nothing leads and nothing is worse."""
    measure = {"name": "harm", "top": "most harmful"}
    found = verdict({"a": {"x": 80, "y": 60}, "b": {"x": 40, "y": 60}}, measure=measure)
    assert found.sentence == "A is most harmful, 20.0 points ahead of B"
    assert found.because == (
        "No other option has more harm on any of these criteria, so no weights can put another "
        "first; only other scores can."
    )


def test_close_call() -> None:
    """A lead under the file's limit is a close call, with the limit said."""
    # a: (61 + 40) / 2 = 50.5; b: (40 + 58) / 2 = 49: 51 and 49 rounded, 1.5 apart.
    found = verdict({"a": {"x": 61, "y": 40}, "b": {"x": 40, "y": 58}})
    assert (found.state, found.margin) == ("close call", 1.5)
    assert found.sentence == "Too close to call: A is 1.5 ahead of B"
    assert found.because == "A lead under 2 points is too small to call in this file."


@pytest.mark.parametrize(
    ("first", "second", "limit", "apart", "under"),
    [
        (50.6, 49.4, 2, "1.2", "2 points"),
        # Must not read as having reached the limit.
        (51.96, 50.0, 2, "1.96", "2 points"),
        (51.9999, 50.0, 2, "just under 2", "2 points"),
        # Must not read as nothing: it is no tie.
        (50.3, 50.0, 2, "0.3", "2 points"),
        (50.03, 50.0, 2, "0.03", "2 points"),
        (50.0000003, 50.0, 2, "less than 0.01", "2 points"),
        # Limits that are no whole number of points are said as they are.
        (52.2, 50.0, 2.5, "2.2", "2.5 points"),
        (50.3, 50.0, 0.5, "0.3", "0.5 points"),
        (50.7, 50.0, 1, "0.7", "1 point"),
    ],
)
def test_how_close(first: float, second: float, limit: float, apart: str, under: str) -> None:
    """A close lead reads as more than nothing, less than the limit, and agrees with the totals."""
    found = verdict({"a": {"x": first}, "b": {"x": second}}, verdict={"close_call": limit})
    assert found.state == "close call"
    assert found.sentence.startswith(f"Too close to call: A is {apart} ahead of B")
    assert found.because == f"A lead under {under} is too small to call in this file."


@pytest.mark.parametrize(
    ("first", "limit", "state"),
    [
        (52.0, 2, "dominates"),
        (51.99, 2, "close call"),
        (50.01, 0, "dominates"),
        (53, 4, "close call"),
    ],
)
def test_the_limit_itself_is_no_close_call(first: float, limit: float, state: str) -> None:
    """A lead of exactly the limit has reached it; with a limit of 0 only a tie is close."""
    scores: dict[str, dict[str, Cell]] = {"a": {"x": first}, "b": {"x": 50}}
    assert verdict(scores, verdict={"close_call": limit}).state == state


def test_the_limit_is_not_missed_by_rounding() -> None:
    """A lead of exactly 2 in theory counts as 2, though nineteenths are not exact."""
    # Swings 7, 6 and 6 are nineteenths.
    # a: 7 × 51 + 6 × 13 + 6 × 47 = 357 + 78 + 282 = 717; b: 7 × 37 + 6 × 70 = 259 + 420 = 679.
    # 717 - 679 = 38, and 38 / 19 = 2; in binary fractions it is a hair less.
    scores: dict[str, dict[str, Cell]] = {
        "a": {"x": 51, "y": 13, "z": 47},
        "b": {"x": 37, "y": 0, "z": 70},
    }
    found = verdict(scores, {"x": 7, "y": 6, "z": 6})
    assert found.margin is not None
    assert found.margin < 2
    assert (found.state, found.sentence) == ("leads", "A leads B by 2.0 points")


def test_tie_of_two() -> None:
    """Two options on one total are level, and the margin is exactly nothing."""
    found = verdict({"a": {"x": 70, "y": 30}, "b": {"x": 30, "y": 70}, "c": {"x": 0, "y": 0}})
    assert (found.state, found.leaders, found.runner_up) == ("close call", ("a", "b"), "b")
    assert found.margin == 0.0
    assert found.sentence == "A and B are level on 50.0"
    assert found.because == "These weights do not tell them apart."


def test_tie_of_three() -> None:
    """Three options on one total are all named."""
    found = verdict({"a": {"x": 40}, "b": {"x": 40}, "c": {"x": 40}})
    assert found.leaders == ("a", "b", "c")
    assert found.sentence == "A, B and C are level on 40.0"


def test_tie_of_many() -> None:
    """Of more than three level options the rest is counted."""
    found = verdict({o: {"x": 40} for o in "abcde"})
    assert found.leaders == tuple("abcde")
    assert found.sentence == "A, B, C and 2 more are level on 40.0"


def test_a_hair_is_a_tie_and_more_is_not() -> None:
    """A lead of 5e-10 is a tie; one of 3e-7 is a close call with a leader."""
    tie = verdict({"a": {"x": 50 + 5e-10}, "b": {"x": 50}})
    assert (tie.leaders, tie.margin) == (("a", "b"), 0.0)
    found = verdict({"a": {"x": 50 + 3e-7}, "b": {"x": 50}})
    assert (found.state, found.leaders) == ("close call", ("a",))


def test_cannot_be_decided() -> None:
    """An unknown score that could by itself change the leader leaves it open."""
    # a: (80 + 50) / 2 = 65, with y at its low end 40; b: 55; c: 30, with x at its high end 30.
    found = verdict(
        {"a": {"x": 80, "y": "unknown"}, "b": {"x": 50, "y": 60}, "c": {"x": 20, "y": 40}}
    )
    assert (found.state, found.leaders, found.runner_up) == ("cannot be decided", ("a",), "b")
    assert found.margin == 10
    assert found.sentence == "Cannot be decided: 1 score is unknown"
    assert found.because == (
        "Not known: Y of A. With what is unknown in the middle of its scale A would come first; "
        "another value could put B level or ahead."
    )


def test_cannot_be_decided_by_many() -> None:
    """Of more than three rivals the rest is counted."""
    scores: dict[str, dict[str, Cell]] = {o: {"x": "unknown"} for o in "bcdef"}
    found = verdict({"a": {"x": 60}, **scores})
    assert found.sentence == "Cannot be decided: 5 scores are unknown"
    assert found.because.endswith("another value could put B, C, D and 2 more level or ahead.")
    assert found.because.startswith("Not known: X of B, X of C, X of D and 2 more. ")


def test_nothing_known_is_level() -> None:
    """Where nothing is known no option is said to lead."""
    found = verdict({o: {"x": "unknown", "y": "unknown"} for o in "ab"})
    assert (found.state, found.leaders) == ("cannot be decided", ("a", "b"))
    assert found.sentence == "Cannot be decided: 4 scores are unknown"
    assert found.because == (
        "Not known: X of A, Y of A, X of B and Y of B. With what is unknown in the middle of its "
        "scale A and B would be level; another value could change that."
    )


def test_unknown_that_changes_nothing_leaves_the_verdict() -> None:
    """An unknown score too small to change the leader does not hold the verdict back."""
    # a: at worst 0.8 × 90 = 72; b: at best 0.8 × 40 + 0.2 × 100 = 52.
    found = verdict(
        {"a": {"x": 90, "y": "unknown"}, "b": {"x": 40, "y": "unknown"}}, {"x": 80, "y": 20}
    )
    assert (found.state, found.margin) == ("dominates", 40)


def test_unknown_without_weight_does_not_matter() -> None:
    """A score that has no weight is not what leaves two options level."""
    found = verdict({"a": {"x": 40, "y": "unknown"}, "b": {"x": 40, "y": 30}}, {"x": 50, "y": 0})
    assert (found.state, found.sentence) == ("close call", "A and B are level on 40.0")


def test_level_within_the_unknown_is_not_missed_by_rounding() -> None:
    """A rival that the unknown could just bring level counts, though tenths are not exact."""
    # Swings 8, 1 and 1 are tenths.
    # a: 8 × 37 + 64 + 34 = 394; b with z at its high end: 8 × 36 + 6 + 100 = 394.
    criteria_set = make_set(
        {"a": {"x": 37, "y": 64, "z": 34}, "b": {"x": 36, "y": 6, "z": "unknown"}},
        swings={"x": 8, "y": 1, "z": 1},
    )
    assert rivals_within_the_unknown(evaluate(criteria_set)) == ("b",)


def test_single_option() -> None:
    """One option alone is not compared with anything."""
    assert verdict({"a": {"x": 42}}) == Verdict(
        state="cannot be decided",
        leaders=("a",),
        runner_up=None,
        margin=None,
        sentence="A is the only option, on 42.0",
        because="Add a second option to compare it with.",
        finding="A is the only option, on 42.0",
    )


def test_all_weights_zero_is_the_verdict_of_equal_weights() -> None:
    """With every swing at zero the verdict is that under equal weights."""
    scores: dict[str, dict[str, Cell]] = {"a": {"x": 90, "y": 40}, "b": {"x": 20, "y": 70}}
    found = verdict(scores, {"x": 0, "y": 0})
    assert found == verdict(scores, {"x": 1, "y": 1})
    assert found.sentence == "A leads B by 20.0 points"


def test_short_names_are_used() -> None:
    """Sentences use the short name of an option where it has one."""
    options = {"a": {"name": "A very long name", "short": "Long"}, "b": {"name": "B"}}
    found = verdict({"a": {"x": 90}, "b": {"x": 40}}, options=options)
    assert found.sentence == "Long leads B by 50.0 points"


def test_published_study() -> None:
    """The study's verdict is its headline."""
    drugs = shipped("drug-harms-2010")
    found = judge(drugs, evaluate(drugs))
    assert found.sentence == "Alcohol is most harmful, 16.7 points ahead of Heroin"
    # The largest gap: 100 for crack cocaine against alcohol's 20.
    assert found.because == (
        "It is furthest behind on International: 80 points below Crack cocaine."
    )


def test_shipped_views_speak_plainly() -> None:
    """In every view of the set on Iran the words are whole and say nothing of probability."""
    iran = shipped("iran-2026")
    names = "|".join(entry.name for entry in iran.criteria.values())
    for frame in iran.frames:
        views = [View(frame=frame, lens=lens) for lens in (None, *iran.lenses)]
        views += [View(frame=frame, reading=reading) for reading in iran.readings]
        views += [View(frame=frame, scenario=scenario) for scenario in iran.scenarios]
        for view in views:
            found = judge(iran, evaluate(iran, view))
            assert found.state in ("dominates", "leads", "close call")
            assert found.because.endswith(".")
            # A criterion's own name is the file's word, not ours.
            assert not CHANCE.search(re.sub(names, "", f"{found.sentence} {found.because}"))


@given(criteria_sets())
@settings(max_examples=60, deadline=None)
def test_verdict_follows_from_the_numbers(criteria_set: CriteriaSet) -> None:
    """State, leaders and margin agree with the evaluation, and no word is of probability."""
    evaluation = evaluate(criteria_set)
    found = judge(criteria_set, evaluation)
    assert found.leaders == evaluation.leaders
    assert not CHANCE.search(f"{found.sentence} {found.because}")
    if len(evaluation.options) == 1:
        assert found.state == "cannot be decided"
        return
    assert found.margin is not None
    assert found.margin >= -1e-9
    if found.state == "dominates":
        leader = found.leaders[0]
        others = [option for option in evaluation.options if option != leader]
        assert all(leader in evaluation.dominated_by[option] for option in others)
    if found.state in ("dominates", "leads"):
        assert len(found.leaders) == 1
        assert found.margin >= criteria_set.verdict.close_call - 1e-9
    if not evaluation.unknown:
        assert found.state != "cannot be decided"


@given(criteria_sets(most_options=3, most_criteria=2))
@settings(max_examples=60, deadline=None)
def test_rivals_are_those_some_corner_puts_level(criteria_set: CriteriaSet) -> None:
    """A rival is an option that some filling-in of the unknown puts level or ahead."""
    evaluation = evaluate(criteria_set)
    leader = evaluation.ranking[0]
    cells = sorted(evaluation.unknown)
    reached = set()
    for ends in itertools.product((0.0, 100.0), repeat=len(cells)):
        values = {option: dict(row) for option, row in evaluation.values.items()}
        for (option, criterion), value in zip(cells, ends, strict=True):
            values[option][criterion] = value
        totals = {
            option: sum(evaluation.weights[c] * v for c, v in row.items())
            for option, row in values.items()
        }
        reached |= {o for o in totals if o != leader and totals[o] >= totals[leader] - 1e-9}
    found = set(rivals_within_the_unknown(evaluation))
    assert found <= reached
    # Those level already, whatever the unknown is, are a tie and no matter of the unknown.
    assert reached - found <= {o for o in evaluation.options if evaluation.ranks[o] == 1}


@given(criteria_sets(), st.randoms(use_true_random=False))
@settings(max_examples=40, deadline=None)
def test_order_changes_no_state(criteria_set: CriteriaSet, random: Any) -> None:
    """Options in another order get the same state and margin."""
    order = list(criteria_set.options)
    random.shuffle(order)
    turned = criteria_set.model_copy(
        update={"options": {o: criteria_set.options[o] for o in order}}
    )
    before, after = judge(criteria_set, evaluate(criteria_set)), judge(turned, evaluate(turned))
    # Totals closer than the width of a tie are level, so either may be the second.
    assert after.margin == pytest.approx(before.margin, abs=2 * TIE)
    assert set(after.leaders) == set(before.leaders)
    assert (after.state == "cannot be decided") == (before.state == "cannot be decided")


def simulations_verdict(
    share: float, points: float | None, scores: dict[str, dict[str, float]] | None = None
) -> Verdict:
    """Judge two options with a share of simulations for the first and a nearest flip."""
    table = scores or {"a": {"x": 80, "y": 40}, "b": {"x": 40, "y": 60}}
    criteria_set = make_set(table, {"x": 3, "y": 1})
    moves = (WeightMove("x", "y", points),) if points is not None else ()
    flip = Flip("b", points, {}, moves) if points is not None else None
    return judge(
        criteria_set, evaluate(criteria_set), shares={"a": share, "b": 1 - share}, flip=flip
    )


def test_a_lead_in_most_simulations_and_far_from_a_flip_is_robust() -> None:
    """Ninety simulations of a hundred and five points of weight are the file's thresholds."""
    found = simulations_verdict(0.9, 5.0)

    assert found.state == "robust"
    assert found.because == (
        "It comes first in 90 of 100 simulations. "
        "What would change the leader: moving 5 points of weight from X to Y brings B "
        "level."
    )


@pytest.mark.parametrize(("share", "points"), [(0.89, 40.0), (0.99, 4.9)])
def test_few_simulations_or_a_near_flip_make_a_lead_fragile(share: float, points: float) -> None:
    """Either is enough to call a lead fragile."""
    assert simulations_verdict(share, points).state == "leads but fragile"


def test_a_lead_no_weights_can_end_says_so() -> None:
    """Without a flip the line says that no weights bring another level."""
    found = simulations_verdict(0.95, None)

    assert found.state == "robust"
    assert found.because.endswith("No weights can bring another option level.")


def test_dominance_and_close_calls_keep_their_state_and_gain_the_simulations() -> None:
    """Simulations never turn a close call into a lead, nor dominance into less."""
    dominant = simulations_verdict(0.4, None, {"a": {"x": 80, "y": 60}, "b": {"x": 40, "y": 60}})
    close = simulations_verdict(0.99, 3.0, {"a": {"x": 50, "y": 41}, "b": {"x": 50, "y": 40}})

    assert dominant.state == "dominates"
    assert dominant.because.endswith(
        " It comes first in 40 of 100 simulations. B comes first in more of them, in 60 of 100."
    )
    assert close.state == "close call"
    assert "A comes first in 99 of 100 simulations." in close.because


def test_another_option_comes_first_more_often() -> None:
    """The sentence names the leader and, where it differs, what comes first most often."""
    criteria_set = make_set({"a": {"x": 60}, "b": {"x": 55}, "c": {"x": 50}})
    evaluation = evaluate(criteria_set)
    found = judge(criteria_set, evaluation, shares={"a": 0.34, "b": 0.42, "c": 0.24})
    assert found.sentence == "A leads B by 5.0 points; B comes first in more simulations"
    assert found.because.startswith(
        "It is nowhere worse than any other option on these criteria, so no weights can put "
        "another first; only other scores can. It comes first in 34 of 100 simulations. "
        "B comes first in more of them, in 42 of 100."
    )
    assert (found.leaders, found.most_often, found.most_often_share) == (("a",), "b", 0.42)


@pytest.mark.parametrize("other", [0.34, 0.3404])
def test_shares_printed_alike_are_not_more(other: float) -> None:
    """Where both are printed as 34 of 100 the sentence does not call one of them more."""
    criteria_set = make_set({"a": {"x": 60}, "b": {"x": 55}, "c": {"x": 50}})
    shares = {"a": 0.34, "b": other, "c": 0.66 - other}
    found = judge(criteria_set, evaluate(criteria_set), shares=shares)
    assert found.sentence == "A leads B by 5.0 points"
    assert found.most_often == ("a" if other == 0.34 else "b")


@pytest.mark.parametrize(
    ("problems", "end"),
    [
        (0, ""),
        (1, ", as far as the file can be read (1 problem)"),
        (3, ", as far as the file can be read (3 problems)"),
    ],
)
def test_a_file_with_problems(problems: int, end: str) -> None:
    """The sentence says that the file has problems, since they may have cost a criterion."""
    criteria_set = make_set({"a": {"x": 60}, "b": {"x": 50}})
    found = judge(criteria_set, evaluate(criteria_set), problems=problems)
    assert found.sentence == f"A leads B by 10.0 points{end}"
    assert found.problems == problems


@pytest.mark.parametrize(
    ("guesses", "end"),
    [(0, ""), (1, ", with 1 guess unconfirmed"), (2, ", with 2 guesses unconfirmed")],
)
def test_a_file_with_guesses(guesses: int, end: str) -> None:
    """The sentence counts the guesses that nobody has confirmed."""
    criteria_set = make_set({"a": {"x": 60}, "b": {"x": 50}})
    found = judge(criteria_set, evaluate(criteria_set), guesses=guesses)
    assert found.sentence == f"A leads B by 10.0 points{end}"
