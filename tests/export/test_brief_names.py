"""Names too long for paper are cut; figures, ids and everything else stay."""

from __future__ import annotations

from pathlib import Path

from export.brief_sets import IRAN, hostile_set, subject_of, written

from steelyard.export.brief.printable import LONGEST_NAME, shorten_result


def test_a_set_with_names_of_a_sensible_length_is_left_alone() -> None:
    """Nothing is cut of the shipped set, and nothing is said to be."""
    result = subject_of(IRAN)

    assert shorten_result(result) == (result, False)


def test_long_names_end_in_an_ellipsis_and_change_no_figure(tmp_path: Path) -> None:
    """Every name fits, and totals, ranks and simulations are the same."""
    result = subject_of(written(tmp_path, hostile_set()))
    short, is_cut = shorten_result(result)

    assert is_cut
    assert short.evaluation == result.evaluation
    assert short.simulations == result.simulations
    for option in short.criteria_set.options.values():
        assert len(option.name) <= LONGEST_NAME
        assert len(option.summary) <= 4 * LONGEST_NAME
    assert short.criteria_set.options["o2"].name == "X" * (LONGEST_NAME - 1) + "…"
