"""A hundred simulations: in how many of the simulations each option comes first.

A hundred squares, one colour per option, with the counts written large. People read
counts of draws better than percentages. It shows how firm the lead is under the stated
spread of weights and scores; it is not the chance of being right, and says so.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.analysis.totals import Evaluation
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.drawing.square_sheet import Count, draw_squares
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.names import leads, option_labels
from steelyard.results.words.numbers import listing, of_hundred, plain, whole_shares
from steelyard.results.words.simulations import NOT_A_CHANCE, describe_simulations


def hundred_simulations(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    simulations: Simulations,
    mode: Mode,
    *,
    width: float = 640,
    titled: bool = True,
) -> alt.LayerChart:
    """Return a hundred squares coloured by who leads, as a chart `width` pixels wide.

    `simulations`: those sampled from this evaluation. Counts are largest remainders of the lead
    shares, so they add up to exactly 100; options level in a simulation share it. Options that
    lead in some simulations but get no square are named in a line of their own. Below 560
    pixels the counts stand under the squares.

    >>> from steelyard.analysis.totals import evaluate
    >>> from steelyard.analysis.simulations.sampling import sample_simulations
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}, "assessments": {"soup": {"taste": 40}}})
    >>> found = evaluate(lunch)
    >>> simulations = sample_simulations(lunch, found, draws=100)
    >>> hundred_simulations(lunch, found, simulations, "light").to_dict()["width"]
    640
    """
    counts = count_squares(evaluation, simulations)
    shown = [option for option in counts if counts[option]]
    colours = option_colours(criteria_set, mode)
    squares = [
        Count(
            name=plain(criteria_set.options[option].name),
            label=_label(criteria_set, option),
            squares=counts[option],
            colour=colours[option],
        )
        for option in shown
    ]
    title = hundred_simulations_title(criteria_set, evaluation, simulations) if titled else ""
    words = hundred_simulations_alt(criteria_set, evaluation, simulations)
    canvas = draw_squares(squares, _rest(criteria_set, counts, simulations), mode, width)
    return with_heading(canvas, title, _subtitle(simulations), words)


def count_squares(evaluation: Evaluation, simulations: Simulations) -> dict[str, int]:
    """Return option → simulations of a hundred, most first; equal shares in order of rank."""
    ranking = evaluation.ranking
    counts = whole_shares([simulations.lead_shares[option] for option in ranking])
    by_option = dict(zip(ranking, counts, strict=True))
    order = sorted(
        ranking, key=lambda option: (-by_option[option], -simulations.lead_shares[option])
    )
    return {option: by_option[option] for option in order}


def hundred_simulations_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return in how many of a hundred simulations the first two options lead."""
    counts = count_squares(evaluation, simulations)
    first, *others = counts
    verb = leads(criteria_set)
    share = of_hundred(counts[first], simulations.lead_shares[first])
    title = f"{_label(criteria_set, first)} {verb} in {share} simulations"
    if others and counts[others[0]]:
        title += f", {_label(criteria_set, others[0])} in {counts[others[0]]}"
    return title


def hundred_simulations_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> str:
    """Return all counts in words, for those who do not see the squares."""
    counts = count_squares(evaluation, simulations)
    parts = [f"{_label(criteria_set, option)} {count}" for option, count in counts.items() if count]
    title = hundred_simulations_title(criteria_set, evaluation, simulations)
    rest = _rest(criteria_set, counts, simulations)
    tail = f" {rest}." if rest else ""
    return f"A hundred simulations by who comes first. {title}. Counts: {listing(parts)}.{tail}"


def hundred_simulations_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, simulations: Simulations
) -> pd.DataFrame:
    """Return one row per option, most squares first.

    Columns: `option_id`, `option`, `squares` (of 100), `lead_share` (0 to 1, unrounded),
    `sampling_error` (half a 95 % interval of one share), `weights` (how they were drawn),
    `spread`, `draws`, `seed`.
    """
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "squares": count,
            "lead_share": simulations.lead_shares[option],
            "sampling_error": simulations.error,
            "weights": simulations.mode,
            "spread": simulations.spread,
            "draws": simulations.draws,
            "seed": simulations.seed,
        }
        for option, count in count_squares(evaluation, simulations).items()
    )


def _rest(criteria_set: CriteriaSet, counts: dict[str, int], simulations: Simulations) -> str:
    """Return who is first in fewer simulations than make a square, and how many in none."""
    few = [o for o in counts if not counts[o] and simulations.lead_shares[o] > 0]
    never = sum(simulations.lead_shares[option] <= 0 for option in counts)
    parts = []
    if few:
        parts.append(f"In too few for a square: {option_labels(criteria_set, few)}")
    if never:
        parts.append(f"In none of the draws: {never} of {len(counts)} options")
    return ". ".join(parts)


def _subtitle(simulations: Simulations) -> str:
    return (
        f"Each square stands for one simulation in a hundred. {describe_simulations(simulations)} "
        f"{NOT_A_CHANCE}"
    )


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)
