"""The mix: totals as one reading gives way to another, and where the leader changes.

Totals are straight lines between two readings, so every crossing is exact. The share of the
second reading is a matter of belief, not a probability.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.analysis.ties import TIE
from steelyard.charts.chart import HALF, Chart
from steelyard.charts.drawing.total_lines import line_labels, lines_form, lines_spec, texts_below
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec, option_columns
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import leads, option_label, option_labels, perspective_name
from steelyard.results.words.numbers import one_decimal, percent
from steelyard.results.words.scores.cells import unknown_note
from steelyard.results.words.text import listing
from steelyard.results.words.weights import grey_lines_note


def mix_lines_title(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return up to which share of the second reading the leader of the first still leads.

    Options that are level with it only at one end of the mix are named too.
    """
    first, second = mix_names(criteria_set, mix)
    leaders = [option_labels(criteria_set, segment.leaders) for segment in mix.segments]
    verb = leads(criteria_set, len(mix.segments[0].leaders))
    level = _level_at_ends(criteria_set, mix)
    if len(leaders) == 1:
        every = f"{leaders[0]} {verb} at every mix of {_quoted(first)} and {_quoted(second)}"
        return f"{every} except {listing(level)}" if level else every
    until = f"{leaders[0]} {verb} until {_quoted(second)} counts for {percent(mix.crossovers[0])}"
    if len(leaders) == 2:
        until = f"{until}, then {leaders[1]}"
    else:
        until = f"{until}; the leader changes {len(leaders) - 1} times"
    return f"{until}, except {listing(level)}" if level else until


def _level_at_ends(criteria_set: CriteriaSet, mix: Mix) -> list[str]:
    """Return which options are level with the leader at an end of the mix but not next to it."""
    told = []
    for share, segment in ((0, mix.segments[0]), (1, mix.segments[-1])):
        top = mix.ends[segment.leaders[0]][share]
        level = [
            option
            for option, ends in mix.ends.items()
            if option not in segment.leaders and abs(ends[share] - top) <= TIE
        ]
        if level:
            is_one = "is" if len(level) == 1 else "are"
            told.append(
                f"at {percent(share)}, where {option_labels(criteria_set, level)} {is_one} level"
            )
    return told


def mix_lines_alt(criteria_set: CriteriaSet, mix: Mix) -> str:
    """Return the lines in words, for readers who cannot see them."""
    first, second = mix_names(criteria_set, mix)
    stretches = "; ".join(
        f"from {percent(s.begin)} to {percent(s.end)} " + option_labels(criteria_set, s.leaders)
        for s in mix.segments
    )
    totals = listing(
        f"{option_label(criteria_set, option)} {one_decimal(begin)} and {one_decimal(end)}"
        for option in _leading(mix)
        for begin, end in [mix.ends[option]]
    )
    title = mix_lines_title(criteria_set, mix)
    return (
        f"Totals as {first} gives way to {second}. {title}. Leading: {stretches}. "
        f"Totals at both ends: {totals}."
    )


def mix_lines_rows(criteria_set: CriteriaSet, mix: Mix) -> Rows:
    """Return totals at both ends, at the present share and at every crossing, unrounded.

    One row per share and option. Columns: `share` (0 to 1, of the second reading),
    `option_id`, `option`, `colour` (its name), `total` (0 to 100), `leads`, `is_now` (the
    present share, unless it is 0 or 1), `is_crossing` (whether the leader changes there).
    """
    return [
        {
            "share": share,
            **option_columns(criteria_set, option),
            "total": _total_at(mix, option, share),
            "leads": any(s.begin <= share <= s.end and option in s.leaders for s in mix.segments),
            "is_now": 0 < share < 1 and share == mix.share,
            "is_crossing": share in mix.crossovers,
        }
        for share in sorted({0.0, 1.0, mix.share, *mix.crossovers})
        for option in mix.evaluation.options
    ]


def mix_names(criteria_set: CriteriaSet, mix: Mix) -> tuple[str, str]:
    """Return the names of the two readings, ready to print."""
    return (
        perspective_name(criteria_set, Perspective(reading=mix.first)),
        perspective_name(criteria_set, Perspective(reading=mix.second)),
    )


def _leading(mix: Mix) -> list[str]:
    return list(dict.fromkeys(option for s in mix.segments for option in s.leaders))


def _total_at(mix: Mix, option: str, share: float) -> float:
    first, second = mix.ends[option]
    return (1 - share) * first + share * second


def _quoted(name: str) -> str:
    return f"“{name}”"


def _form(criteria_set: CriteriaSet, mix: Mix, width: float) -> DrawingForm:
    below = mix_names(criteria_set, mix)
    return lines_form(_names(criteria_set, mix), _leading(mix), below, width)


def _names(criteria_set: CriteriaSet, mix: Mix) -> dict[str, str]:
    return {o: option_label(criteria_set, o) for o in mix.evaluation.options}


def _labels(criteria_set: CriteriaSet, mix: Mix, form: DrawingForm) -> Labels:
    first, second = texts_below(mix_names(criteria_set, mix), form)
    return line_labels(
        mix_lines_rows(criteria_set, mix), "share", _names(criteria_set, mix), form,
        now_label=f"now {percent(mix.share)}", first_label=first, second_label=second,
    )  # fmt: skip


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return the totals as lines over the share of the second reading."""
    return lines_spec(form, "share", [("first_label", "left"), ("second_label", "right")])


def _subtitle(criteria_set: CriteriaSet, mix: Mix, *_: object) -> str:
    how = (
        "Total of each option, 0 to 100, as the reading on the right counts for more. Thick: the "
        "leader."
    )
    others = len(mix.evaluation.options) - len(_leading(mix))
    is_level = bool(_level_at_ends(criteria_set, mix))
    return how + grey_lines_note(others, is_level=is_level) + unknown_note(mix.evaluation)


@dataclass(frozen=True)
class Mixture:
    """The reading that the file's own scores give way to, and how far, from 0 to 1."""

    reading: str
    share: float = 0.0


def _variants(result: Result) -> dict[str, Mixture]:
    return {reading: Mixture(reading) for reading in result.criteria_set.readings}


def _variant_name(result: Result, mixture: Mixture) -> str:
    return f"Mix with the reading “{result.criteria_set.readings[mixture.reading].name}”"


CHART = Chart(
    id="mix-with",
    name="Mix of readings",
    place=440,
    width=HALF,
    read=lambda result, mixture: (result.criteria_set, result.mix(mixture.reading, mixture.share)),
    title=mix_lines_title,
    subtitle=_subtitle,
    words=mix_lines_alt,
    rows=mix_lines_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=lambda result: bool(result.criteria_set.readings),
    opening=lambda result: next(iter(_variants(result).values())),
    variants=_variants,
    variant_name=_variant_name,
)
