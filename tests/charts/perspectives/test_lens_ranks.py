"""Tests of the ranks lens by lens."""

from __future__ import annotations

import pandas as pd
import pytest
from charts.decisions import HOSTILE, decide, hostile_decision
from charts.drawn import is_inside
from charts.spec_parts import assert_labels_are_data, marks_of, sheet_of, texts_of

from steelyard.analysis.perspectives.perspectives import Perspectives, through_lenses
from steelyard.charts.perspectives.lens_ranks import (
    CHART,
    lens_ranks_alt,
    lens_ranks_rows,
    lens_ranks_title,
    nearest_lenses_first,
)
from steelyard.charts.theme import option_colours, palette
from steelyard.model import CriteriaSet

LENSES = {
    "far": {"name": "Far", "swings": {"c0": 0, "c1": 100}},
    "near": {"name": "Near", "swings": {"c0": 60, "c1": 40}},
}
DECISION = decide([[80, 20], [40, 90], [10, 10]], [75, 25], lenses=LENSES)


def _seen(criteria_set: CriteriaSet = DECISION) -> Perspectives:
    return through_lenses(criteria_set)


def test_lenses_are_ordered_by_distance() -> None:
    """Near: |0.6 − 0.75| + |0.4 − 0.25| = 0.3; far: 0.75 + 0.75 = 1.5."""
    assert [seen.lens for seen, _ in nearest_lenses_first(_seen())] == [None, "near", "far"]
    frame = pd.DataFrame(lens_ranks_rows(DECISION, _seen()))
    assert list(frame["distance"].unique()) == pytest.approx([0, 0.3, 1.5])


def test_the_title_counts_agreeing_lenses() -> None:
    """Own: 65 against 52.5. Near: 56 against 60. Far: 20 against 90."""
    assert lens_ranks_title(DECISION, _seen()) == (
        "Option A leads with the file’s weights, but through no lens"
    )


def test_a_lens_that_puts_another_level_is_not_counted_as_agreeing() -> None:
    """80 and 20 against 40 and 90: 40 w = 70 (1 − w) where they are level, so swings 70 and 40."""
    level = {"level": {"name": "Level", "swings": {"c0": 70, "c1": 40}}}
    same = {"same": {"name": "Same", "swings": {}}}
    rows = [[80, 20], [40, 90]]
    criteria_set = decide(rows, [75, 25], lenses=level)
    assert lens_ranks_title(criteria_set, _seen(criteria_set)) == (
        "Option A leads with the file’s weights and shares the lead through the only lens"
    )
    criteria_set = decide(rows, [75, 25], lenses=level | same)
    assert lens_ranks_title(criteria_set, _seen(criteria_set)) == (
        "Option A leads with the file’s weights and through 1 of the 2 lenses, and shares the lead "
        "through 1 more"
    )


def test_dissenters_are_named() -> None:
    """With who leads for them, nearest first."""
    subtitle = CHART.subtitle(DECISION, _seen(), 1000)
    assert "Others lead for: Near (Option B) and Far (Option B)." in subtitle


def test_every_is_only_said_if_every_one_agrees() -> None:
    """A lens without swings of its own has the file’s weights."""
    same = {k: {"name": k, "swings": {}} for k in ("one", "two")}
    criteria_set = decide([[80, 20], [40, 90]], [75, 25], lenses=same)
    assert lens_ranks_title(criteria_set, _seen(criteria_set)).endswith("every one of the 2 lenses")


def test_leads_too_close_to_call_are_counted() -> None:
    """65 against 52.5 in the file; with 60 and 40 56 against 60, with 64 and 36 58.4 against 58."""
    close, far = ({"name": n, "swings": {"c0": s, "c1": 36}} for n, s in (("C", 64), ("F", 300)))

    def title(**lenses: dict[str, object]) -> str:
        criteria_set = decide([[80, 20], [40, 90]], [75, 25], lenses=lenses)
        return lens_ranks_title(criteria_set, _seen(criteria_set))

    assert title(close=close) == (
        "Option A leads with the file’s weights and through the only lens, too close to call"
    )
    assert title(close=close, far=far).endswith(
        "every one of the 2 lenses, 1 of them too close to call"
    )
    assert title(close=close, again=close).endswith(
        "every one of the 2 lenses, all of them too close to call"
    )
    against = {"name": "Against", "swings": {"c0": 0, "c1": 100}}
    assert title(close=close, far=far, against=against).endswith(
        "through 2 of the 3 lenses, 1 of them too close to call"
    )


def test_options_that_are_level_are_said_to_stand_in_order() -> None:
    """Ranks 2 and 3 are drawn for two that are level."""
    level = "Options that are level stand in the order of the file."
    criteria_set = decide([[80, 20], [40, 90], [40, 90]], [75, 25], lenses=LENSES)
    assert level in CHART.subtitle(criteria_set, _seen(criteria_set), 1000)
    assert level not in CHART.subtitle(criteria_set, _seen(criteria_set), 350)
    assert level not in CHART.subtitle(DECISION, _seen(), 1000)
    assert "from the file’s." in CHART.subtitle(DECISION, _seen(), 1000)


def test_a_file_without_lenses_says_so() -> None:
    """One column is left, with one name to a row."""
    criteria_set = decide([[80], [40]], [1])
    chart = sheet_of(CHART, criteria_set, _seen(criteria_set))
    assert lens_ranks_title(criteria_set, _seen(criteria_set)).startswith("The file has no lens")
    assert texts_of(chart).count("Option A") == 1


def test_dots_carry_the_totals() -> None:
    """Three options through three columns are nine dots with their totals."""
    chart = sheet_of(CHART, DECISION, _seen())
    assert len(marks_of(chart, "point", "dot")) == 9
    assert {"65.0", "52.5", "60.0", "20.0", "90.0", "10.0"} <= set(texts_of(chart))


def test_only_leaders_and_far_movers_are_coloured() -> None:
    """A and B lead somewhere; C stays last throughout and has a grey curve."""
    drawn = {
        (point["stroke"], point["strokeWidth"])
        for point in marks_of(sheet_of(CHART, DECISION, _seen()), "line")
    }
    colours = option_colours(DECISION, "light")
    assert drawn == {(colours["o0"], 4), (colours["o1"], 4), (palette("light").grey, 1.4)}


@pytest.mark.parametrize("width", [1000, 640, 350])
def test_everything_lies_on_the_sheet(width: float) -> None:
    """As columns and as lines."""
    assert is_inside(sheet_of(CHART, DECISION, _seen(), mode="dark", width=width))


def test_the_narrow_form_names_the_leader_of_each_lens() -> None:
    """And where the file's own leader stands, if elsewhere."""
    texts = texts_of(sheet_of(CHART, DECISION, _seen(), width=350))
    assert texts.count("Option B") == 2
    assert texts.count("Option A on rank 2") == 2


def test_the_words_have_every_lens() -> None:
    """Nearest first, with the first three options."""
    words = lens_ranks_alt(DECISION, _seen())
    assert words.startswith("Ranks through 2 lenses.")
    assert "Far: Option B 90.0, Option A 20.0, Option C 10.0." in words


@pytest.mark.parametrize("width", [1000, 350])
def test_labels_are_only_ever_data(width: float) -> None:
    """No user's text outside the rows."""
    criteria_set = hostile_decision()
    lenses = decide(
        [[1]], [1],
        lenses={f"l{i}": {"name": n, "swings": {"c0": i}} for i, n in enumerate(HOSTILE)},
    ).lenses  # fmt: skip
    criteria_set = criteria_set.model_copy(update={"lenses": lenses})
    assert_labels_are_data(sheet_of(CHART, criteria_set, _seen(criteria_set), width=width))
