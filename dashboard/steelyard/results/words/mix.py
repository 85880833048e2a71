"""A mix of two readings in words: who leads up to which point."""

from __future__ import annotations

from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.model import CriteriaSet
from steelyard.results.words.names import perspective_name
from steelyard.results.words.numbers import listing


def mix_sentences(criteria_set: CriteriaSet, mix: Mix) -> list[str]:
    """Return who leads from where to where, with the exact points of change, as plain text."""
    second = perspective_name(criteria_set, Perspective(reading=mix.second))
    names = [
        listing(criteria_set.options[option].label for option in segment.leaders)
        for segment in mix.segments
    ]
    if len(names) == 1:
        return [f"However far you go along with “{second}”, {names[0]} stays in front."]
    sentences = [f"Up to {_tenths(mix.segments[0].end)}: {names[0]}."]
    sentences += [
        f"From {_tenths(segment.begin)} to {_tenths(segment.end)}: {name}."
        for segment, name in zip(mix.segments[1:-1], names[1:-1], strict=True)
    ]
    return [*sentences, f"Beyond {_tenths(mix.segments[-1].begin)}: {names[-1]}."]


def _tenths(share: float) -> str:
    return f"{100 * share:.1f}%"
