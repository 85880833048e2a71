"""Exact lead shares: volumes by hand, in degenerate cases, and against sampling."""

from __future__ import annotations

import numpy as np
import pytest
from analysis.simulations.pair_shares import find_pair_shares
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations import exact_shares
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares


def exact(values: object) -> list[float]:
    """Return the shares, which have to exist, rounded to nine decimals."""
    shares = find_exact_lead_shares(values)  # type: ignore[arg-type]
    assert shares is not None
    return [round(float(share), 9) for share in shares]


def test_two_criteria_by_hand() -> None:
    """Totals 100 w, 100 (1 − w) and 60: the third leads between w = 0.4 and w = 0.6."""
    assert exact([[100, 0], [0, 100], [60, 60]]) == [0.4, 0.4, 0.2]


def test_three_criteria_by_hand() -> None:
    """A level 60 against three corners of 100: each corner keeps (1 − 0.6)² = 0.16."""
    values = [[100, 0, 0], [0, 100, 0], [0, 0, 100], [60, 60, 60]]
    assert exact(values) == [0.16, 0.16, 0.16, 0.52]


def test_five_criteria_by_hand() -> None:
    """In four dimensions a corner keeps (1 − 0.6)⁴ = 0.0256, and five of them 0.128."""
    values = np.vstack([100 * np.eye(5), np.full(5, 60.0)])
    assert exact(values) == [0.0256] * 5 + [0.872]


def test_identical_options_share_their_piece() -> None:
    """The lead of a doubled option is halved; within 1e-9 counts as identical."""
    assert exact([[100, 0], [100, 0], [0, 100 + 1e-10], [0, 100]]) == [0.25] * 4


def test_dominated_options_have_nothing() -> None:
    """An option that is nowhere better leads nowhere, even where it ties on a criterion."""
    assert exact([[100, 0, 50], [0, 100, 50], [0, 90, 50]]) == [0.5, 0.5, 0.0]


def test_a_lead_on_a_border_only_counts_for_nothing() -> None:
    """A level 50 ties with the two others at equal weights only: a piece without volume."""
    assert exact([[100, 0], [0, 100], [50, 50]]) == [0.5, 0.5, 0.0]
    assert exact([[100, 0, 50], [0, 100, 50], [50, 50, 50]]) == [0.5, 0.5, 0.0]


@pytest.mark.parametrize("n", [1, 2, 8])
def test_one_option_has_everything(n: int) -> None:
    """Without a rival every weighting is won."""
    assert exact([[7.0] * n]) == [1.0]


def test_one_criterion_goes_to_the_best() -> None:
    """With one criterion there is one weighting; equal best options share it."""
    assert exact([[3], [9], [9]]) == [0.0, 0.5, 0.5]


def test_all_values_nought_is_a_tie_of_all() -> None:
    """Options that are nothing on every criterion share everything."""
    assert exact([[0, 0, 0], [0, 0, 0]]) == [0.5, 0.5]


def test_two_options_agree_with_the_closed_form() -> None:
    """For two options the lead share is the pair share, found in another way."""
    values = np.random.default_rng(6).uniform(0, 100, (2, 8))
    assert exact(values)[0] == pytest.approx(find_pair_shares(values)[0, 1], abs=1e-8)


@given(
    st.integers(2, 6).flatmap(
        lambda n: st.lists(
            st.lists(st.integers(0, 10), min_size=n, max_size=n), min_size=1, max_size=8
        )
    ),
    st.randoms(use_true_random=False),
)
@settings(max_examples=40, deadline=None)
def test_coarse_scores_add_up_and_move_with_their_options(
    rows: list[list[int]], random: object
) -> None:
    """Coarse scores meet in many ties; shares still add up to one and follow the options."""
    order = list(range(len(rows)))
    random.shuffle(order)  # type: ignore[attr-defined]
    shares = exact(rows)
    assert sum(shares) == pytest.approx(1.0, abs=1e-6)
    assert exact([rows[i] for i in order]) == pytest.approx([shares[i] for i in order], abs=1e-6)


@pytest.mark.parametrize(("m", "n"), [(10, 4), (20, 8)])
def test_agrees_with_sampling(m: int, n: int) -> None:
    """Shares of hard problems, where most options lead somewhere, match 60,000 draws."""
    rng = np.random.default_rng(m)
    values = np.sqrt(rng.uniform(0, 1, (m, n)))
    values = 100 * values / np.linalg.norm(values, axis=1, keepdims=True)
    totals = rng.dirichlet(np.ones(n), 60_000) @ values.T
    sampled = np.bincount(totals.argmax(axis=1), minlength=m) / 60_000
    shares = exact(values)
    assert sum(shares) == pytest.approx(1.0, abs=1e-6)
    assert np.abs(np.array(shares) - sampled).max() < 0.01


def test_sizes_beyond_the_method_give_none() -> None:
    """Nine criteria, or 21 options of which none is dominated, are left to sampling."""
    assert find_exact_lead_shares(np.eye(9)) is None
    angles = np.linspace(0.1, 1.4, 21)
    assert find_exact_lead_shares(np.column_stack([np.cos(angles), np.sin(angles)])) is None


def test_a_failed_self_check_gives_none(monkeypatch: pytest.MonkeyPatch) -> None:
    """Shares that do not add up to one are never returned."""
    monkeypatch.setattr(exact_shares, "_volume", lambda *piece: 0.4)
    assert find_exact_lead_shares(np.eye(3)) is None


@pytest.mark.parametrize("hair", [5e-8, 2e-9, 1e-3])
def test_two_criteria_and_options_a_hair_apart(hair: float) -> None:
    """Each has half of all weightings, however small the difference; never both all of them."""
    found = find_exact_lead_shares([[50 + hair, 50], [50, 50 + hair]])
    assert found is not None
    assert found.tolist() == pytest.approx([0.5, 0.5], abs=1e-6)


@given(
    st.lists(
        st.tuples(*[st.integers(0, 40).map(lambda k: 50 + k * 1e-8)] * 2), min_size=2, max_size=6
    )
)
def test_two_criteria_add_up_to_one(rows: list[tuple[float, float]]) -> None:
    """On two criteria shares add up to one, also where all options are nearly the same."""
    found = find_exact_lead_shares([list(row) for row in rows])
    assert found is None or float(found.sum()) == pytest.approx(1.0, abs=1e-6)
