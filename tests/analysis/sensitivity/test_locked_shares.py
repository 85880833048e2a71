"""Tracks and flips where some weights are locked: those stay, the others share the rest."""

from __future__ import annotations

import random

import pytest
from made_results import result_of
from small_sets import make_set

from steelyard.analysis.sensitivity.locked_shares import set_aside
from steelyard.analysis.sensitivity.robustness import find_flips, track_weights
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.model.criteria_set import SimulationRules
from steelyard.results.choice import Choice
from steelyard.results.words.lead.fragility import needed_weights_sentences

# Weights 0.5, 0.3, 0.2. Totals: a 50 + 0 + 10 = 60, b 0 + 30 + 10 = 40.
LUNCH = make_set(
    {"a": {"x": 100, "y": 0, "z": 50}, "b": {"x": 0, "y": 100, "z": 50}},
    {"x": 50, "y": 30, "z": 20},
)


def test_golden_track_beside_a_locked_weight() -> None:
    """With z locked at 0.2, x and y share 0.8: b leads where x is below 0.4, half of that."""
    track = track_weights(evaluate(LUNCH), ("z",))["x"]
    assert track.most == pytest.approx(0.8)
    assert track.nearest == pytest.approx(0.4)
    assert track.takes_over == ("b",)
    assert [(round(s.begin, 9), round(s.end, 9), s.leaders) for s in track.segments] == [
        (0.0, 0.4, ("b",)),
        (0.4, 0.8, ("a",)),
    ]
    # Unlocked, z takes part: x at w leaves (1 - w) * 0.6 to y, level at w = 0.375.
    assert track_weights(evaluate(LUNCH))["x"].nearest == pytest.approx(0.375)


def test_golden_flip_beside_a_locked_weight() -> None:
    """Without a lock 10 points go from x to y; with y locked only x to z is left: 20 points."""
    free = find_flips(evaluate(LUNCH))["b"]
    assert free is not None
    assert free.points == pytest.approx(10)
    beside = find_flips(evaluate(LUNCH), ("y",))["b"]
    assert beside is not None
    assert beside.points == pytest.approx(20)
    assert beside.weights == pytest.approx({"x": 0.3, "y": 0.3, "z": 0.4})
    assert [(move.giver, move.taker) for move in beside.moves] == [("x", "z")]
    other = find_flips(evaluate(LUNCH), ("x",))["b"]
    assert other is not None
    assert other.weights == pytest.approx({"x": 0.5, "y": 0.5, "z": 0.0})
    assert find_flips(evaluate(LUNCH), ("x", "y")) == {"b": None}
    assert find_flips(evaluate(LUNCH), ("x", "y", "z")) == {"b": None}


def test_the_sentence_names_what_is_locked() -> None:
    """The nearest flip of a result is the one that leaves the locked weights alone."""
    found = result_of(LUNCH, Choice(locks=("y",))).verdict
    assert found.because.endswith(
        "What would change the leader while Y cannot move: moving 20 points of weight "
        "from X to Z brings B level. In simulations Y may move too."
    )
    still = result_of(LUNCH, Choice(locks=("x", "z"))).verdict
    assert still.because.endswith(
        "While X and Z cannot move, no weights can bring another option level. In simulations X "
        "and Z may move too."
    )
    fixed = LUNCH.model_copy(update={"simulations": SimulationRules(weight_spread=0)})
    assert "simulations Y may move" not in result_of(fixed, Choice(locks=("y",))).verdict.because


def test_what_lets_locked_weights_move_says_so() -> None:
    """The weights another option needs are searched with no lock, and the sentence says so."""
    note = "For this Y may move too, which you have locked."
    assert needed_weights_sentences(result_of(LUNCH, Choice(locks=("y",))))[-1] == note
    assert note not in needed_weights_sentences(result_of(LUNCH, Choice()))


def totals_at(evaluation: Evaluation, weights: dict[str, float]) -> dict[str, float]:
    """Return the totals under other weights."""
    return {
        option: sum(weights[c] * value for c, value in row.items())
        for option, row in evaluation.values.items()
    }


@pytest.mark.parametrize("seed", range(60))
def test_random_sets_with_locks(seed: int) -> None:
    """At every weight a track names the leaders of the totals there; a flip levels its rival."""
    rng = random.Random(seed)
    names = [f"c{j}" for j in range(rng.randint(2, 5))]
    scores = {
        f"o{i}": {name: float(rng.randint(0, 20) * 5) for name in names}
        for i in range(rng.randint(2, 5))
    }
    evaluation = evaluate(make_set(scores, {name: rng.randint(0, 9) for name in names}))
    locked = [name for name in names if rng.random() < 0.4][: len(names) - 1]
    now = evaluation.weights
    for criterion, track in track_weights(evaluation, locked).items():
        others = [name for name in names if name not in locked and name != criterion]
        room = 1.0 - sum(now[name] for name in locked if name != criterion)
        assert track.most == pytest.approx(room)
        before = sum(now[name] for name in others)
        for segment in track.segments if others else ():
            own = (segment.begin + segment.end) / 2
            weights = dict(now) | {criterion: own}
            for name in others:
                share = now[name] / before if before > 0 else 1 / len(others)
                weights[name] = (room - own) * share
            totals = totals_at(evaluation, weights)
            best = max(totals.values())
            if segment.end - segment.begin > 1e-6:
                assert {o for o, t in totals.items() if best - t <= 1e-9} == set(segment.leaders)
    for rival, flip in find_flips(evaluation, locked).items():
        if flip is None or rival in evaluation.leaders:
            continue
        assert all(flip.weights[name] == pytest.approx(now[name]) for name in locked)
        assert sum(flip.weights.values()) == pytest.approx(1)
        totals = totals_at(evaluation, flip.weights)
        assert totals[rival] == pytest.approx(totals[evaluation.ranking[0]], abs=1e-7)


def test_refuses_to_lock_everything() -> None:
    """Where nothing is free there is no question left."""
    with pytest.raises(ValueError, match="locked: found every criterion"):
        set_aside([[1.0, 2.0]], [1, 1], [0, 1])
