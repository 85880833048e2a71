"""Spans of lead shares: the lowest and highest over separate runs, the file's own among them."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import make_set

from steelyard.analysis.simulations import draws, spans
from steelyard.analysis.simulations.counts import count_leads
from steelyard.analysis.simulations.sampling import sample_simulations, spec_of
from steelyard.analysis.simulations.shares import lead_shares
from steelyard.analysis.totals import View, evaluate
from steelyard.model import CriteriaSet

CELLS = {
    "soup": {"taste": [30, 45, 70], "price": [50, 60, 80]},
    "cake": {"taste": [40, 60, 75], "price": [20, 45, 60]},
    "menu": {"taste": [45, 62, 80], "price": [35, 55, 70]},
}


def lunch(*, has_package: bool = True, **rules: Any) -> CriteriaSet:
    """Return three options that all lead at times; the menu is a package of the others."""
    criteria_set = make_set(CELLS, simulations={"draws": 3000, **rules})
    parts = ["soup", "cake"] if has_package else []
    menu = criteria_set.options["menu"].model_copy(update={"parts": parts})
    return criteria_set.model_copy(update={"options": {**criteria_set.options, "menu": menu}})


def shares_of(criteria_set: CriteriaSet) -> dict[str, float]:
    """Return the lead shares of a set."""
    return sample_simulations(criteria_set, evaluate(criteria_set)).lead_shares


@pytest.mark.parametrize("has_package", [True, False])
@pytest.mark.parametrize("packages", ["coupled", "independent"])
def test_spans_are_the_ends_of_separate_runs(packages: str, *, has_package: bool) -> None:
    """Six files, or three without packages, and the file's own share at 30 % make the ends."""
    own = lunch(has_package=has_package, shared_error=0.3, packages=packages)
    runs = [
        shares_of(lunch(has_package=has_package, shared_error=shared, packages=joined))
        for shared in (0.0, 0.5, 0.8)
        for joined in ("coupled", "independent")
    ]
    simulations = sample_simulations(own, evaluate(own))
    for option, share in simulations.lead_shares.items():
        found = [share, *(run[option] for run in runs)]
        assert simulations.spans[option] == pytest.approx((min(found), max(found)), abs=1e-12)
    assert any(high - low > 0.02 for low, high in simulations.spans.values())


def test_scores_kept_for_other_weights_are_those_drawn_anew(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    """Shares and spans of other weights, packages and errors are the same with nothing kept."""
    views = [
        (lunch(has_package=has_package, shared_error=shared), View(swings={"taste": swing}))
        for has_package in (True, False)
        for shared in (0.0, 0.6)
        for swing in (10, 80)
    ]

    def found() -> list[Any]:
        seen = (sample_simulations(one, evaluate(one, view)) for one, view in views)
        return [(simulations.rank_shares, simulations.spans) for simulations in seen]

    kept = found()
    assert len({str(one) for one in kept}) == len(views)
    monkeypatch.setattr(draws, "MOST_KEPT_SCORES", 0)
    assert found() == kept


@given(st.floats(0, 1), st.sampled_from(["coupled", "independent"]))
@settings(max_examples=15, deadline=None)
def test_own_share_lies_in_its_span(shared: float, packages: str) -> None:
    """Whatever the file says of errors and packages, its own share is not outside."""
    own = lunch(shared_error=shared, packages=packages, draws=500)
    simulations = sample_simulations(own, evaluate(own))
    for option, (low, high) in simulations.spans.items():
        assert low <= simulations.lead_shares[option] <= high


def test_own_share_lies_in_a_span_of_fewer_draws(monkeypatch: pytest.MonkeyPatch) -> None:
    """Where spans are counted on fewer simulations they still hold the share of all of them."""
    monkeypatch.setattr(spans, "MOST_DRAWS", 100)
    own = lunch()
    simulations = sample_simulations(own, evaluate(own))
    fewer = spec_of(own, evaluate(own), draws=100)
    counted = [
        lead_shares(count_leads(choice), 100).tolist() for choice in spans.error_choices(fewer)
    ]
    for option, *shares in zip(own.options, *counted, strict=True):
        shares.append(simulations.lead_shares[option])
        assert simulations.spans[option] == (min(shares), max(shares))


def test_nothing_drawn_has_no_span() -> None:
    """With fixed scores there is one choice only, and low and high are the share itself."""
    own = make_set({"soup": {"taste": 40, "price": 60}, "cake": {"taste": 60, "price": 30}})
    assert len(spans.error_choices(spec_of(own, evaluate(own)))) == 1
    simulations = sample_simulations(own, evaluate(own))
    assert simulations.spans == {o: (s, s) for o, s in simulations.lead_shares.items()}
