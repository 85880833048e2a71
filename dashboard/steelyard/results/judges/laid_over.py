"""The judges of a closed round as lenses and readings of a set, not as a third kind of view."""

from __future__ import annotations

from typing import TYPE_CHECKING

from steelyard.model import Lens, Reading

if TYPE_CHECKING:
    from steelyard.results.judges.group_result import GroupResult

_PREFIX = "judge-"
"""Prefix of the id of a judge's lens and reading; the pseudonym follows."""
AVERAGED = "all-judges"
"""The id of the lens and the reading of the averaged inputs."""


def laid_over(found: GroupResult) -> tuple[dict[str, Lens], dict[str, Reading]]:
    """Return the judges' lenses and readings, and those of the averaged inputs, by id.

    Every judge has a lens. Only judges whose scores are shown by pseudonym also have a reading,
    which together with the lens of the same id gives the judge's own totals. The averaged reading
    contains the lowest and highest answers, so it is left out if these must not be shown. Weights
    that were not given as swings are scaled so that the largest swing is 100.
    """
    from steelyard.results.words.judging.beside import averaged_name, laid_name, laid_summary

    panel = found.panel
    lenses, readings = {}, {}
    for judge in panel.judges:
        own = panel.criteria_set.lenses[judge].swings
        is_given = judge in panel.weighted and judge not in panel.ranked
        name, summary = laid_name(found, judge), laid_summary(found)
        swings = dict(own) if is_given else _as_swings(own)
        lenses[_PREFIX + judge] = Lens(name=name, swings=swings, reason=summary)
        if found.shows_names:
            cells = panel.criteria_set.readings[judge].assessments
            readings[_PREFIX + judge] = Reading(name=name, summary=summary, assessments=cells)
    name, summary = averaged_name(found), laid_summary(found)
    averaged = found.averaged
    lens, reading = next(iter(averaged.lenses.values())), next(iter(averaged.readings.values()))
    lenses[AVERAGED] = Lens(name=name, swings=_as_swings(lens.swings), reason=summary)
    if found.shows_names or found.shows_answers:
        readings[AVERAGED] = Reading(name=name, summary=summary, assessments=reading.assessments)
    return lenses, readings


def _as_swings(weights: dict[str, float]) -> dict[str, float]:
    largest = max(weights.values(), default=0.0)
    return {c: 100.0 * weight / largest if largest else weight for c, weight in weights.items()}
