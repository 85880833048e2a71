"""Two rounds of judgements compared, in sentences: changes, never presented as proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from steelyard.model import CriteriaSet
from steelyard.results.judges.group_result import RoundComparison
from steelyard.results.words.names import cell_name, criterion_name
from steelyard.results.words.numbers import (
    as_written,
    counted,
    one_decimal,
    signed_tenth,
    two_decimals,
)
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.analysis.difference.margin import MarginPart
    from steelyard.analysis.judges.rounds import MovedAnswer

CONVERGENCE: Final = "That answers came closer to each other does not make them right."


def comparison_lines(found: RoundComparison) -> list[str]:
    """Return the changes between two rounds as sentences, never presented as proof."""
    moved = found.movement
    first, last = found.before.round.number, found.after.round.number
    said = [
        f"{len(moved.answers)} of {counted(moved.of_answers, 'answer')} and {len(moved.swings)} of "
        f"{counted(moved.of_swings, 'swing')} changed from round {first} to round {last}."
    ]
    towards = sum(one.towards is True for one in moved.answers)
    away = sum(one.towards is False for one in moved.answers)
    if towards or away:
        said.append(
            f"{towards} moved towards what the others had answered, {away} away. {CONVERGENCE}"
        )
    before, after = found.median_spreads
    said.append(
        f"Median spread of the {counted(len(found.asked_again), 'cell')} asked again: "
        f"{one_decimal(before)} before, {one_decimal(after)} after."
    )
    said.append(
        f"Cells that could each change the leader: {len(found.before.deciding)} before, "
        f"{len(found.after.deciding)} after."
    )
    said += _lead_lines(found)
    return said


def _lead_lines(found: RoundComparison) -> Sequence[str]:
    change, made = found.lead, found.after.criteria_set
    if change is None:
        return ["Other judges answered, so the lead is not compared."] if found.after.order else []
    first, second = (plain(made.options[o].label) for o in (change.option, change.rival))
    before, after = signed_tenth(change.before), signed_tenth(change.after)
    lines = [f"Lead of {first} over {second}: {before} before, {after} after."]
    lines += [f"  {signed_tenth(p.effect)}  {_part_name(made, p)}" for p in change.parts]
    return lines


def _part_name(criteria_set: CriteriaSet, part: MarginPart) -> str:
    if part.option:
        return plain(cell_name(criteria_set, (part.option, part.criterion)))
    if part.criterion:
        return f"Swing of {criterion_name(criteria_set, part.criterion)}"
    return "All weights"


# --- as tables ------------------------------------------------------------------------------


def figure_rows(found: RoundComparison) -> list[list[str]]:
    """Return the comparable figures of two rounds, each before and after."""
    before, after, made = found.before, found.after, found.after.criteria_set
    rows = []
    if found.lead is not None:
        first, second = (
            plain(made.options[o].label) for o in (found.lead.option, found.lead.rival)
        )
        lead = [signed_tenth(found.lead.before), signed_tenth(found.lead.after)]
        rows.append([f"Lead of {first} over {second}", *lead])
    for option in dict.fromkeys((*after.group.ranking[:2], *before.group.ranking[:1])):
        name = f"Judges who put {plain(made.options[option].label)} first"
        rows.append([name, str(before.firsts[option]), str(after.firsts[option])])
    rows.append(
        ["Cells that could each change the leader", str(len(before.deciding)),
         str(len(after.deciding))]
    )  # fmt: skip
    median = [one_decimal(number) for number in found.median_spreads]
    rows.append([f"Median spread of the {counted(len(found.asked_again), 'cell')} asked", *median])
    agreed = [one.concordance.options if one.concordance else None for one in (before, after)]
    if any(number is not None for number in agreed):
        shown = ["–" if number is None else two_decimals(number) for number in agreed]
        rows.append(["Kendall’s W on the order of the options", *shown])
    return rows


def lead_rows(found: RoundComparison) -> list[list[str]]:
    """Return the causes of the change of the lead, largest first, which add up exactly."""
    if found.lead is None:
        return []
    made = found.after.criteria_set
    return [[_part_name(made, part), signed_tenth(part.effect)] for part in found.lead.parts]


def lead_note(found: RoundComparison) -> str:
    """Return the sum of the causes of a changed lead, or why it is not compared."""
    change, made = found.lead, found.after.criteria_set
    if change is None:
        return "Other judges answered, so the lead is not compared."
    first, second = (plain(made.options[o].label) for o in (change.option, change.rival))
    return (
        f"Points of the lead: with a plus for {first}, with a minus for {second}. Before rounding "
        "they add up exactly."
    )


def moved_rows(found: RoundComparison) -> list[list[str]]:
    """Return the changed likely scores without names, the largest changes first, with reasons.

    *Towards the others* means nearer to the mean of their earlier answers. Empty if answers must
    not be shown.
    """
    if not found.after.shows_answers:
        return []
    made = found.after.criteria_set

    def size(moved: MovedAnswer) -> float:
        scale = made.criteria[moved.cell[1]].scale
        return abs(moved.after - moved.before) / abs(scale.to - scale.from_)

    return [
        [
            plain(cell_name(made, moved.cell)),
            as_written(moved.before),
            as_written(moved.after),
            {True: "towards them", False: "away from them", None: "–"}[moved.towards],
            plain(moved.why),
        ]
        for moved in sorted(found.movement.answers, key=lambda one: -size(one))
    ]
