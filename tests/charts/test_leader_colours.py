"""Tests of the colours of options that could lead."""

from __future__ import annotations

from charts.decisions import decide

from steelyard.analysis.totals import evaluate
from steelyard.charts import theme
from steelyard.charts.leader_colours import leader_colours


def test_a_grey_option_that_leads_gets_the_free_slot() -> None:
    """Of ten options six are coloured; the tenth takes the seventh slot, no other changes."""
    decision = decide([[90 - 5 * i] for i in range(10)], [1])
    evaluation = evaluate(decision)
    usual = theme.option_colours(decision, evaluation.ranking, "light")
    colours = leader_colours(decision, evaluation, ["o9", "o8"], "light")
    assert usual["o9"] == usual["o8"] == theme.LIGHT.grey
    assert colours["o9"] == theme.LIGHT.slots[6]
    # No slot is left for the second.
    assert colours["o8"] == theme.LIGHT.grey
    assert {o: c for o, c in colours.items() if o != "o9"} == {
        o: c for o, c in usual.items() if o != "o9"
    }


def test_few_options_keep_their_colours() -> None:
    """Where every option has a slot, being a leader changes nothing."""
    decision = decide([[10], [90]], [1])
    evaluation = evaluate(decision)
    usual = theme.option_colours(decision, evaluation.ranking, "dark")
    assert leader_colours(decision, evaluation, ["o0", "o1"], "dark") == usual
