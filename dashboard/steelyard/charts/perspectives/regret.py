"""Regret: how far behind the best each option falls, scenario by scenario.

Sorted by the worst case, so the option that can go least wrong among the scenarios looked
at stands first. The ramp is another hue than that of values, because here low is good.
"""

from __future__ import annotations

from collections.abc import Mapping

import pandas as pd

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Regret
from steelyard.analysis.ties import TIE
from steelyard.charts import theme
from steelyard.charts.chart import FULL, Chart, no_choice
from steelyard.charts.drawing.canvas import Sheet
from steelyard.charts.drawing.heat_grid import (
    HeatCell,
    HeatRow,
    HeatSheet,
    draw_heat,
    is_too_narrow,
)
from steelyard.charts.theme import Mode
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import perspective_kind, perspective_name
from steelyard.results.words.perspectives import (
    by_worst,
    points_behind,
    short_names,
    shorten_perspectives,
    worst_labels,
)
from steelyard.results.words.text import listing, plain

STRONGEST = 50.0
"""Points of regret from which on the colour is the strongest."""


def regret(
    criteria_set: CriteriaSet,
    perspectives: Perspectives,
    found: Regret,
    mode: Mode,
    width: float = 1000,
) -> Sheet:
    """Return the regret of every option in every case.

    `found` is that of `perspectives`. Numbers are points of total behind the leader of the
    case; the leader is written `best`, less than half a point `<1`. Where columns would be
    slivers, and below 560 pixels, each option is a bar of its worst regret.
    """
    return draw_heat(_sheet(criteria_set, perspectives, found, mode), width).sheet()


def _sheet(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret, mode: Mode
) -> HeatSheet:
    most = max(*found.worst.values(), 1.0)
    ends, names = worst_labels(found), short_names(criteria_set, perspectives)
    return HeatSheet(
        mode=mode,
        columns=list(names.values()),
        end_head=("Worst", "points"),
        rows=[
            HeatRow(
                name=plain(criteria_set.options[option].label),
                full_name=plain(criteria_set.options[option].name),
                is_first=option in found.safest,
                cells=[_cell(found, option, seen, mode) for seen in perspectives.evaluations],
                end=ends[option],
                note=_worst_case(names, found, option),
                low=0.0,
                mark=-1.0,
                high=found.worst[option] / most,
                colour=theme.regret_colour(62, mode),
            )
            for option in by_worst(found)
        ],
    )


def regret_title(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return how far the safest option falls behind at worst; exact over the cases."""
    names = listing(plain(criteria_set.options[option].label) for option in found.safest)
    others = len(perspectives.evaluations) - 1
    if others == 0:
        return "The file has nothing to compare with its own case"
    kind = perspective_kind(shorten_perspectives(perspectives), others)
    cases = f"the only {kind}" if others == 1 else f"every one of the {others} {kind}"
    is_one = len(found.safest) == 1
    if found.worst[found.safest[0]] <= TIE:
        return f"{names} {'leads' if is_one else 'lead'} as in the file and in {cases}"
    label = worst_labels(found)[found.safest[0]]
    return (
        f"{names} {'is' if is_one else 'are'} at worst {label} "
        f"{'point' if label == '1' else 'points'} behind the best, the least of all options, "
        f"over the file's own case and {others} {kind}"
    )


def regret_alt(criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret) -> str:
    """Return the regrets in words, for those who do not see them."""
    names = short_names(criteria_set, perspectives)
    lines = [
        f"{plain(criteria_set.options[option].label)} {worst_labels(found)[option]} "
        f"({_worst_case(names, found, option)})"
        for option in by_worst(found)
    ]
    size = f"{len(lines)} options in {len(perspectives.evaluations)} cases"
    title = regret_title(criteria_set, perspectives, found)
    return f"Table of regret, {size}. {title}. Worst regret in points: {'; '.join(lines)}."


def regret_rows(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret
) -> pd.DataFrame:
    """Return one row per option and case, unrounded, options by their worst regret.

    Columns: `option_id`, `option`, `lens_id`, `reading_id`, `scenario_id` (empty for the
    file's own), `case`, `total` (0 to 100), `regret`, `worst_regret` (points, 0 is good),
    `is_worst`.
    """
    return pd.DataFrame(
        {
            "option_id": option,
            "option": criteria_set.options[option].name,
            "lens_id": seen.lens or "",
            "reading_id": seen.reading or "",
            "scenario_id": seen.scenario or "",
            "case": perspective_name(criteria_set, seen),
            "total": evaluation.totals[option],
            "regret": found.regrets[option][seen],
            "worst_regret": found.worst[option],
            "is_worst": seen in found.worst_in[option],
        }
        for option in by_worst(found)
        for seen, evaluation in perspectives.evaluations.items()
    )


def _cell(found: Regret, option: str, seen: Perspective, mode: Mode) -> HeatCell:
    behind = found.regrets[option][seen]
    fill = theme.regret_colour(min(behind / STRONGEST, 1.0) * 100, mode)
    return HeatCell(points_behind(behind), fill, behind <= TIE)


def _worst_case(names: Mapping[Perspective, str], found: Regret, option: str) -> str:
    cases = found.worst_in[option]
    if found.worst[option] <= TIE:
        return "best in every case"
    first = names[cases[0]]
    return first if len(cases) == 1 else f"{first} and {len(cases) - 1} more"


def _subtitle(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret, width: float
) -> str:
    kind = perspective_kind(shorten_perspectives(perspectives), 1)
    return (
        f"Points of total behind the best in the worst {kind}, which is named. Low is good."
        if is_too_narrow(_sheet(criteria_set, perspectives, found, "light"), width)
        else f"Points of total behind the best option of each {kind}; low is good. Sorted by the "
        "worst."
    )


def _read(result: Result, _: None) -> tuple[CriteriaSet, Perspectives, Regret]:
    return result.criteria_set, result.scenarios, result.regret_in_scenarios


CHART = Chart(
    id="regret",
    name="Regret",
    place=460,
    width=FULL,
    read=_read,
    title=regret_title,
    subtitle=_subtitle,
    words=regret_alt,
    rows=regret_rows,
    draw=regret,
    applies=lambda result: bool(result.criteria_set.scenarios),
    opening=no_choice,
)
