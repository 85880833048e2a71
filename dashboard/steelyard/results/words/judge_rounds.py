"""Two rounds of judgements compared, in sentences: what moved, and never as proof."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Final

from steelyard.model import CriteriaSet
from steelyard.results.judges.group_result import RoundComparison
from steelyard.results.words.names import cell_name
from steelyard.results.words.numbers import counted, one_decimal, signed_tenth
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.analysis.difference.margin import MarginPart

CONVERGENCE: Final = "That answers came closer to each other does not make them right."


def comparison_lines(found: RoundComparison) -> list[str]:
    """Return what moved between two rounds, a sentence each; never as proof."""
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
        return f"Swing of {plain(criteria_set.criteria[part.criterion].name)}"
    return "All weights"
