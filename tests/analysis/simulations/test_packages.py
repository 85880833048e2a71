"""Packages in simulations: their scores are their best part's and a premium, worked by hand."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import numpy as np
import pytest
from analysis.simulations.slow_twin import all_totals, sample_spec, twin_totals

from steelyard.analysis.simulations.packages import Coupling, couple, order_parts
from steelyard.analysis.simulations.quantiles import triangular_table
from steelyard.analysis.simulations.scores import STEPS_PER_POINT, in_steps
from steelyard.analysis.simulations.specification import SimulationSpec, make_spec

Range = tuple[float, float, float]
SOUP, CAKE, MENU = (30.0, 40.0, 50.0), (10.0, 20.0, 60.0), (40.0, 55.0, 85.0)


def one_criterion(
    ranges: Sequence[Range], parts: Sequence[Sequence[int]], **changes: Any
) -> SimulationSpec:
    """Return a spec of one criterion, of each option the low, likely and high score."""
    low, likely, high = ([[row[k]] for row in ranges] for k in range(3))
    arguments: dict[str, Any] = {"low": low, "high": high, "parts": parts, "draws": 4096}
    return make_spec(likely, [1], mode="fixed", **(arguments | changes))


def drawn(spec: SimulationSpec) -> np.ndarray:
    """Return the drawn scores of every option, in steps."""
    return all_totals(spec) / 1000


def coupling_of(spec: SimulationSpec) -> Coupling:
    """Return how the packages of a spec are coupled to their parts."""
    return couple(spec.low, spec.likely, spec.high, spec.unknown, spec.parts)


def test_premium_by_hand() -> None:
    """Menu of soup and cake: premium 15, which may fall by 5 and rise by 10.

    Likely: the better part is soup, 40; the premium is 55 − 40 = 15.
    Down: the best low is 30, so the parts' best falls by 40 − 30 = 10. The menu reaches down
    by 55 − 40 = 15, which is 5 more. Up: the best high is cake's 60, so the parts' best
    rises by 60 − 40 = 20. The menu reaches up by 85 − 55 = 30, which is 10 more.
    """
    spec = one_criterion([SOUP, CAKE, MENU], [(), (), (0, 1)])
    coupling = coupling_of(spec)
    assert coupling.coupled.ravel().tolist() == [False, False, True]
    ends = (coupling.low, coupling.likely, coupling.high)
    assert [float(table[2, 0]) for table in ends] == [-5.0, 0.0, 10.0]

    soup, cake, menu = drawn(spec)
    premium = menu - np.maximum(soup, cake)
    # A block of 4,096 simulations has each slice of the premium once: 15 and −5, 0, 10.
    slices = in_steps(triangular_table(-5.0, 0.0, 10.0)) + 15 * STEPS_PER_POINT
    assert np.sort(premium).tolist() == slices.tolist()
    assert (cake > soup).any()


def test_narrow_package_has_a_fixed_premium() -> None:
    """A menu from 50 to 60 reaches no further than its parts: the premium is 15 throughout."""
    spec = one_criterion([SOUP, CAKE, (50.0, 55.0, 60.0)], [(), (), (0, 1)])
    soup, cake, menu = drawn(spec)
    assert (menu == np.maximum(soup, cake) + 15 * STEPS_PER_POINT).all()


def test_package_of_a_package_reaches_as_its_part_is_drawn() -> None:
    """A feast of menu and tea: the menu is drawn from 45 to 65, whatever its range says.

    Menu of soup (30, 40, 50): its own range 52, 55, 58 is narrower, so the premium is 15
    and the menu reaches down by 10 and up by 10. The feast, 48, 60, 75, reaches down by 12,
    which is 2 more, and up by 15, which is 5 more. Its premium over the menu is 60 − 55 = 5.
    """
    ranges = [(48.0, 60.0, 75.0), (52.0, 55.0, 58.0), SOUP, (5.0, 5.0, 5.0)]
    spec = one_criterion(ranges, [(1, 3), (2,), (), ()])
    coupling = coupling_of(spec)
    assert coupling.order == (2, 3, 1, 0)
    assert coupling.coupled.ravel().tolist() == [True, True, False, False]
    assert (coupling.low[0, 0], coupling.high[0, 0]) == (-2.0, 5.0)
    assert (coupling.low[1, 0], coupling.high[1, 0]) == (0.0, 0.0)

    feast, menu, soup, _ = drawn(spec)
    assert (menu - soup == 15 * STEPS_PER_POINT).all()
    slices = in_steps(triangular_table(-2.0, 0.0, 5.0)) + 5 * STEPS_PER_POINT
    assert np.sort(feast - menu).tolist() == slices.tolist()


def test_scores_are_held_within_the_scale() -> None:
    """Soup up to 90 and a premium of 15 would be 105: the menu stays at 100, and so below 0."""
    above = one_criterion([(70, 80, 90), (90, 95, 100)], [(), (0,)])
    soup, menu = drawn(above)
    assert (menu == np.minimum(soup + 15 * STEPS_PER_POINT, 100 * STEPS_PER_POINT)).all()
    assert (soup + 15 * STEPS_PER_POINT > 100 * STEPS_PER_POINT).any()
    below = one_criterion([(10, 20, 30), (0, 5, 10)], [(), (0,)])
    soup, menu = drawn(below)
    assert (menu == np.maximum(soup - 15 * STEPS_PER_POINT, 0)).all()
    assert (soup < 15 * STEPS_PER_POINT).any()


@pytest.mark.parametrize("unknown", [0, 1])
def test_without_a_premium_a_package_moves_alone(unknown: int) -> None:
    """An unknown score of the package or of a part leaves the package as any other option."""
    ranges = [SOUP, MENU]
    ranges[unknown] = (0.0, 50.0, 100.0)
    marks = [[k == unknown] for k in range(2)]
    spec = one_criterion(ranges, [(), (0,)], unknown=marks)
    assert not coupling_of(spec).coupled.any()
    alone = one_criterion(ranges, [(), ()], unknown=marks)
    assert (drawn(spec) == drawn(alone)).all()


def test_package_of_fixed_parts_moves_alone() -> None:
    """Where no score of the parts is drawn, the package has its own range."""
    ranges = [(40.0, 40.0, 40.0), MENU]
    spec = one_criterion(ranges, [(), (0,)])
    assert not coupling_of(spec).coupled.any()
    assert (drawn(spec) == drawn(one_criterion(ranges, [(), ()]))).all()


def test_packages_may_be_left_independent() -> None:
    """With `is_coupled` false every option is drawn as without parts."""
    ranges = [SOUP, CAKE, MENU]
    apart = one_criterion(ranges, [(), (), (0, 1)], is_coupled=False)
    assert (drawn(apart) == drawn(one_criterion(ranges, [(), (), ()]))).all()
    assert (drawn(apart) != drawn(one_criterion(ranges, [(), (), (0, 1)]))).any()


@pytest.mark.parametrize("parts", [((0,), ()), ((1,), (0,)), ((), (2,), (3,), (1,))])
def test_circle_is_refused(parts: tuple[tuple[int, ...], ...]) -> None:
    """An option that is a part of itself, through however many others, raises ValueError."""
    with pytest.raises(ValueError, match="parts: found a circle through option"):
        order_parts(parts)
    with pytest.raises(ValueError, match="parts: found a circle through option"):
        make_spec([[50.0]] * len(parts), [1], parts=parts)


@pytest.mark.parametrize("parts", [[()], [(), (2,)], [(), (-1,)]])
def test_parts_that_are_no_options_are_refused(parts: list[tuple[int, ...]]) -> None:
    """Parts are one list for each option, of positions that exist."""
    with pytest.raises(ValueError, match="allowed are 2 lists of positions below 2"):
        make_spec([[50.0], [40.0]], [1], parts=parts)


@pytest.mark.parametrize("shared", [0.0, 0.5])
@pytest.mark.parametrize("meaning", ["extremes", "central_80"])
def test_stream_of_packages_equals_its_slow_twin(shared: float, meaning: str) -> None:
    """With packages and packages of packages plain Python finds exactly the same totals."""
    parts = ((), (), (0, 1), (0, 2))
    spec = sample_spec("around", draws=20, parts=parts, shared_error=shared, ranges=meaning)
    assert coupling_of(spec).coupled[2:].any(axis=1).all()
    assert all_totals(spec).T.tolist() == [twin_totals(spec, i) for i in range(spec.draws)]
