"""What moved between rounds: effects that add up, and answers that changed."""

from __future__ import annotations

import random

import pytest
from judged_sets import random_panel, sheet

from steelyard.analysis.judges.group import group_totals
from steelyard.analysis.judges.rounds import explain_lead, find_movement
from steelyard.model.judgements import GroupRule


@pytest.mark.parametrize("rule", ["mean_of_totals", "mean_of_inputs"])
def test_effects_on_the_lead_add_up(rule: GroupRule) -> None:
    """Over 200 pairs of rounds the parts add to the change of the lead within 1e-9."""
    chance = random.Random(2)
    for _ in range(200):
        options, criteria, judges = chance.randint(2, 4), chance.randint(1, 3), chance.randint(1, 4)
        seed = chance.random()
        better = [random.Random(seed) for _ in range(2)]
        before = random_panel(better[0], options, criteria, judges)
        after = random_panel(better[1], options, criteria, judges, answers=chance)
        pair = (before.options[0], before.options[1])
        found = explain_lead(before, after, pair, rule)
        leads = [
            totals[pair[0]] - totals[pair[1]]
            for totals in (group_totals(panel, rule).totals for panel in (before, after))
        ]
        assert [found.before, found.after] == pytest.approx(leads, abs=1e-9)
        added = sum(part.effect for part in found.parts)
        assert added == pytest.approx(leads[1] - leads[0], abs=1e-9)
        assert abs(found.rest) < 1e-9


def test_other_judges_are_no_change_of_mind() -> None:
    """Rounds answered by different people are not explained as if they had changed."""
    chance = random.Random(2)
    before, after = random_panel(chance, 2, 2, 2), random_panel(chance, 2, 2, 3)
    with pytest.raises(ValueError, match="different judges"):
        explain_lead(before, after, ("o0", "o1"), "mean_of_totals")


def test_changed_answers_say_towards_whom() -> None:
    """Alder comes nearer to what the others said, birch goes away; counts are of all answers."""
    first = {
        "a": sheet("a", ({"soup": {"taste": 80}, "cake": {"taste": 50}}, {"taste": 100})),
        "b": sheet("b", ({"soup": {"taste": 40}, "cake": {"taste": "cannot_judge"}}, {"taste": 9})),
    }
    second = {
        "a": sheet("a", ({"soup": {"taste": 70}, "cake": {"taste": 50}}, {"taste": 100})),
        "b": sheet("b", ({"soup": {"taste": 30}, "cake": {"taste": "cannot_judge"}}, {"taste": 8})),
    }
    found = find_movement(first, second)
    assert [(one.judge, one.before, one.after, one.towards) for one in found.answers] == [
        ("a", 80, 70, True),
        ("b", 40, 30, False),
    ]
    assert [(one.judge, one.before, one.after) for one in found.swings] == [("b", 9, 8)]
    assert (found.of_answers, found.of_swings) == (4, 2)
