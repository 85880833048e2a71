"""Ranks lens by lens: do people who weigh things differently agree?

One column per lens, the one nearest to the file's weights first, each option at its rank
with its total in the dot. Coloured only if it ever leads or moves by four ranks
or more, and a colour is left.
This module says what is shown; `rank_columns` says where.
"""

from __future__ import annotations

import altair as alt
import pandas as pd

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.totals import Evaluation
from steelyard.charts import theme
from steelyard.charts.drawing.headings import with_heading
from steelyard.charts.simulations.rank_columns import Column, RankSheet, draw_ranks, is_too_narrow
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet
from steelyard.results.words.names import few, perspective_name
from steelyard.results.words.numbers import integer, listing, plain
from steelyard.results.words.scores import rank_labels

BIG_MOVE = 4
MOST_NAMED = 5


def lens_ranks(
    criteria_set: CriteriaSet,
    lenses: Perspectives,
    mode: Mode,
    *,
    width: float = 1000,
    titled: bool = True,
) -> alt.LayerChart:
    """Return ranks and totals through every lens, as `through_lenses` found them.

    Lenses are in the order of the distance of their weights from the file's, which come
    first. Options level with each other share a rank and stand in the order of the file.
    Below 560 pixels each lens is a line with its leader and the rank of the file's own.
    """
    own = _own(lenses)
    moving, leading = _moving(lenses), _leading(lenses)
    colours = option_colours(criteria_set, mode)
    grey = theme.palette(mode).grey
    shown = [*leading, *(o for o in moving if o not in leading and colours[o] != grey)]
    first = own.leaders[0]
    sheet = RankSheet(
        mode=mode,
        options=[plain(criteria_set.options[option].label) for option in own.options],
        colours=[colours[o] if o in shown else grey for o in own.options],
        is_coloured=[option in shown for option in own.options],
        is_strong=[option in leading for option in own.options],
        own_leader=own.options.index(first),
        columns=[
            Column(
                name=perspective_name(criteria_set, seen),
                order=[own.options.index(option) for option in evaluation.ranking],
                ranks=[rank_labels(evaluation)[option] for option in own.options],
                totals=[integer(evaluation.totals[option]) for option in own.options],
                leaders=len(evaluation.leaders),
            )
            for seen, evaluation in nearest_first(lenses)
        ],
    )
    title = lens_ranks_title(criteria_set, lenses) if titled else ""
    is_list = is_too_narrow(sheet, width)
    words = lens_ranks_alt(criteria_set, lenses)
    return with_heading(
        draw_ranks(sheet, width), title, _subtitle(criteria_set, lenses, is_list), words
    )


def lens_ranks_title(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return through how many lenses the file's leader leads too, alone or level; exact."""
    own = _own(lenses)
    if len(lenses.evaluations) == 1:
        return "The file has no lens to compare with its own weights"
    leader = listing(plain(criteria_set.options[option].label) for option in own.leaders)
    verb = "lead" if len(own.leaders) > 1 else "leads"
    others = len(lenses.evaluations) - 1
    agreeing = others - len(_dissenting(lenses))
    if agreeing == others:
        every = "the only lens" if others == 1 else f"every one of the {others} lenses"
        return f"{leader} {verb} with the file's weights and through {every}"
    if others == 1:
        return f"{leader} {verb} with the file's weights, but not through the only lens"
    return f"{leader} {verb} with the file's weights and through {few(agreeing)} {others} lenses"


def lens_ranks_alt(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return the ranks in words, for those who do not see them."""
    lines = [
        f"{perspective_name(criteria_set, seen)}: "
        + ", ".join(
            f"{plain(criteria_set.options[option].label)} {integer(evaluation.totals[option])}"
            for option in evaluation.ranking[:3]
        )
        for seen, evaluation in nearest_first(lenses)
    ]
    title = lens_ranks_title(criteria_set, lenses)
    return f"Ranks through {len(lines) - 1} lenses. {title}. First three: {'; '.join(lines)}."


def lens_ranks_rows(criteria_set: CriteriaSet, lenses: Perspectives) -> pd.DataFrame:
    """Return rank and total of every option through every lens, unrounded.

    Lenses in the order of the picture, options from best to worst. Columns: `lens_id`
    (empty for the file's own weights), `lens`, `distance` (sum of the differences between
    its weights and the file's, 0 to 2), `rank`, `option_id`, `option`, `total` (0 to 100).
    """
    own = _own(lenses)
    return pd.DataFrame(
        {
            "lens_id": seen.lens or "",
            "lens": criteria_set.lenses[seen.lens].name if seen.lens else "",
            "distance": weight_distance(own, evaluation),
            "rank": evaluation.ranks[option],
            "option_id": option,
            "option": criteria_set.options[option].name,
            "total": evaluation.totals[option],
        }
        for seen, evaluation in nearest_first(lenses)
        for option in evaluation.ranking
    )


def nearest_first(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses with the file's own first, then by distance; ties keep their order."""
    own = _own(lenses)
    return sorted(
        lenses.evaluations.items(),
        key=lambda pair: (pair[0].lens is not None, round(weight_distance(own, pair[1]), 9)),
    )


def weight_distance(first: Evaluation, second: Evaluation) -> float:
    """Return the sum of the differences between two sets of weights, 0 to 2."""
    return sum(abs(weight - second.weights[c]) for c, weight in first.weights.items())


def _own(lenses: Perspectives) -> Evaluation:
    return next(iter(lenses.evaluations.values()))


def _moving(lenses: Perspectives) -> list[str]:
    """Return the options that ever lead, then those that move by four ranks or more."""
    ranks = {o: [row[o] for row in lenses.ranks.values()] for o in lenses.options}
    leading = _leading(lenses)
    far = [o for o in _own(lenses).ranking if max(ranks[o]) - min(ranks[o]) >= BIG_MOVE]
    return [*leading, *(option for option in far if option not in leading)]


def _leading(lenses: Perspectives) -> list[str]:
    return [option for option in _own(lenses).ranking if lenses.led_in[option]]


def _dissenting(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses through which none of the file's leaders leads."""
    leaders = set(_own(lenses).leaders)
    return [pair for pair in nearest_first(lenses) if not leaders & set(pair[1].leaders)]


def _subtitle(criteria_set: CriteriaSet, lenses: Perspectives, is_list: bool) -> str:
    order = "Lenses stand in the order of how far their weights are from the file's."
    if is_list:
        return f"Who leads through each lens, with the total, 0 to 100. {order}"
    text = f"Rank through each lens, 1 at the top; in the dot the total, 0 to 100. {order}"
    dissenting = [
        f"{perspective_name(criteria_set, seen)} "
        f"({listing(plain(criteria_set.options[o].label) for o in evaluation.leaders)})"
        for seen, evaluation in _dissenting(lenses)
    ]
    if not dissenting:
        return text
    named = dissenting[:MOST_NAMED]
    more = len(dissenting) - len(named)
    return f"{text} Others lead for: {listing([*named, f'{more} more'] if more else named)}."
