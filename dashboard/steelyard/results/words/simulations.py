"""Simulations in sentences: how they were drawn, and in how many of them an option leads."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from steelyard.results.words.numbers import (
    OF_TOTAL,
    percent_in_words,
    percents,
    short_span,
    span_of_hundred,
    whole,
    whole_shares,
)

if TYPE_CHECKING:
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.analysis.totals import Evaluation

ORDINALS = {1: "st", 2: "nd", 3: "rd"}


WEIGHTS: Final = {
    "around": "weights around those in view",
    "uniform": "any weights at all",
    "fixed": "the weights in view",
}
"""How the weights of simulations are drawn, in words."""

RANGE = "90 of 100 simulations"
"""The share of simulations covered by the line on a total."""

_LINE = f"Line: {RANGE}."
RANKS = "In how many of 100 simulations each option takes each rank; the 1st stands out most."
"""How to read the chart of ranks."""

TOTAL_LINE = f"{OF_TOTAL}; line: {RANGE}"
"""The meaning of the bar and the line of a total, for the head of their column."""


FIRST_IN = "First in"
OF_SIMULATIONS = "of 100 simulations"
"""The head of the column of lead shares in the ranking, in two lines."""


def describe_simulations(
    simulations: Simulations, *, likely_only: bool = False, has_unknown: bool = False
) -> str:
    """Return one sentence on how simulations were drawn: number, what varied, seed, sampling error.

    `likely_only`: known scores stay at their likely values; `has_unknown`: some are unknown.
    """
    scores = "scores within their ranges"
    if not likely_only and not has_ranges(simulations):
        scores = "scores as they are, since none has a range"
    if likely_only:
        unknown = ", unknown ones anywhere" if has_unknown else ""
        scores = f"scores at their likely values{unknown}"
    spread = f" (spread {simulations.spread:g})" if simulations.mode == "around" else ""
    is_drawn = not likely_only and has_ranges(simulations)
    errors = _errors_words(simulations) if is_drawn else ""
    return (
        f"{simulations.draws:,} simulations with {WEIGHTS[simulations.mode]}{spread} and "
        f"{scores}{errors}, seed {simulations.seed}; a share of them is accurate to about "
        f"{error_words(simulations)}."
    )


def not_a_chance(simulations: Simulations) -> str:
    """Return what a share of simulations means, and that it is not the chance of being right."""
    weights = ["weights"] if simulations.mode != "fixed" else []
    ranges = ["ranges"] if has_ranges(simulations) else []
    varied = " and ".join(weights + ranges) or "weights and ranges"
    return (
        f"A share of simulations says what {varied} leave open; it is not the chance of being "
        "right."
    )


def has_ranges(simulations: Simulations) -> bool:
    """Return whether any score was drawn from a range instead of being one number."""
    return bool((simulations.spec.low < simulations.spec.high).any())


def _errors_words(simulations: Simulations) -> str:
    """Return the file's settings for ranges and errors, as far as they are not the simplest."""
    spec = simulations.spec
    held = {"central_90": ", which hold 90%", "central_80": ", which hold 80%"}
    words = held.get(spec.ranges, "")
    if spec.shared_error > 0:
        words += f" ({percent_in_words(spec.shared_error)} of an error shared by the option)"
    if any(spec.parts) and spec.is_coupled:
        words += ", packages moving with their parts"
    return words


DEPENDING = "depending on how errors go together"
BELOW_A_SHARE = f"Below a share: the lowest and the highest, {DEPENDING}."
"""Printed below the shares of a chart."""

SPAN_NOTE = (
    "From … to: the lowest and the highest share, with none, half or 0.8 of an error shared by all "
    "scores of an option, and with packages moving with their parts or on their own."
)
"""The settings that a span of shares covers."""


def span_labels(evaluation: Evaluation, simulations: Simulations) -> dict[str, str]:
    """Return each option's lowest and highest lead share of a hundred, for a column of a table."""
    return label_spans(evaluation, simulations.lead_shares, simulations.spans)


def label_spans(
    evaluation: Evaluation, shares: Mapping[str, float], spans: Mapping[str, tuple[float, float]]
) -> dict[str, str]:
    """Return `span_labels` for given lead shares, 0 to 1, and their spans."""
    counts = whole_shares([shares[option] for option in evaluation.options])
    return {
        option: short_span(count, *spans[option])
        for option, count in zip(evaluation.options, counts, strict=True)
    }


def lead_span_sentence(simulations: Simulations, name: str, option: str, count: int) -> str:
    """Return in how many simulations an option comes first, depending on errors; no full stop.

    `count`: its share of a hundred, rounded together with those of the others.
    """
    low, high = simulations.spans[option]
    share = span_of_hundred(count, low, high)
    after = f", {DEPENDING}" if " to " in share else ""
    return f"{name} comes first in {share} simulations{after}"


def first_span_words(simulations: Simulations, option: str) -> str:
    """Return in how many simulations an option is first, as a span; empty for a single number.

    Also empty if others tie with it for first place, since the span then refers to another share.
    """
    share, (low, high) = simulations.lead_shares[option], simulations.spans[option]
    sentence = span_of_hundred(whole(100 * share), low, high)
    is_alone = simulations.first_shares[option] == share
    return f"{sentence} simulations, {DEPENDING}" if is_alone and " to " in sentence else ""


def drawn_case(simulations: Simulations, name: str, count: str) -> str:
    """Return, after a space, which setting for correlated errors is drawn below a span.

    `name`: the option named first in the title; `count`: its share of a hundred, as drawn.
    """
    spec = simulations.spec
    how = "errors independent of each other"
    if spec.shared_error > 0:
        how = f"{percent_in_words(spec.shared_error)} of an error shared by the option"
    if any(spec.parts):
        how += f" and packages moving {'with their parts' if spec.is_coupled else 'on their own'}"
    return f" Drawn: {name} first in {count}, with {how}, the file’s setting."


def span_note(simulations: Simulations) -> str:
    """Return, after a space, what a span of shares covers; empty if no share has a span.

    Without ranges and packages there are no errors that could be correlated.
    """
    has_spans = has_ranges(simulations) or any(simulations.spec.parts)
    return f" {SPAN_NOTE}" if has_spans else ""


def simulations_note(simulations: Simulations) -> str:
    """Return the note below a ranking: how to read its lines and shares."""
    described = f"{describe_simulations(simulations)} {_LINE}{span_note(simulations)}"
    return f"{described} {not_a_chance(simulations)}"


def error_words(simulations: Simulations) -> str:
    """Return the sampling error of a share of simulations, in percentage points."""
    error = f"{100 * simulations.error:.1f}".removesuffix(".0")
    return f"{error} percentage point" + ("" if error == "1" else "s")


def ordinal(rank: int) -> str:
    """Return a rank as people write it.

    >>> [ordinal(rank) for rank in (1, 2, 3, 11, 12, 21)]
    ['1st', '2nd', '3rd', '11th', '12th', '21st']
    """
    is_teen = 10 <= rank % 100 <= 20
    return f"{rank}{'th' if is_teen else ORDINALS.get(rank % 10, 'th')}"


def share_labels(evaluation: Evaluation, lead_shares: Mapping[str, float]) -> dict[str, str]:
    """Return each option's lead share as a percentage; together they make 100."""
    labels = percents([lead_shares[option] for option in evaluation.options])
    return dict(zip(evaluation.options, labels, strict=True))


def unsampled_page_words(reason: str) -> str:
    """Return why a page that needs simulations is not shown, and what is available instead.

    >>> unsampled_page_words("found 300 options; simulations are sampled for 255 at most")[:60]
    'This page needs simulations, and there are none: found 300 o'
    """
    return (
        f"This page needs simulations, and there are none: {reason}. Take some options out to see "
        "it. Perspectives, Table, Evidence and Edit are there as ever; on the command line this "
        "gives totals, flips, beliefs and everything else that needs no simulations:"
    )


def unsampled_sentence(reason: str) -> str:
    """Return why there are no simulations, and what is valid without them.

    >>> unsampled_sentence("found 300 options; simulations are sampled for 255 at most")[:54]
    'None: found 300 options; simulations are sampled for 2'
    """
    return (
        f"None: {reason}. Totals, flips, beliefs and everything else here are exact and need "
        "no sampling."
    )
