"""Claims for and against, in words: counts, voices, and how they grow over a text."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from steelyard.model import CriteriaSet
from steelyard.model.register import Voice
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import listing, plain

if TYPE_CHECKING:
    from steelyard.analysis.evidence.claim_coverage import LeaningStep, SidesByVoice
    from steelyard.results.result import Result

LEANING_HEADS: Final = ("Source", "First quarter", "Half", "Three quarters", "All claims")
VOICES: Final[Mapping[Voice, str]] = {
    "assertion": "by the author",
    "reported": "reported",
    "quoted": "quoted",
}
"""Voice of a claim → the words for it beside a count."""
LEANING_LEGEND: Final = "▼ against at the left, ▲ for at the right; boldest what authors say."
GROWTH: Final = "For : against, in the order in which the claims stand in the register."


def one_sided_words(result: Result) -> str:
    """Return which options have claims on only one side, with their numbers."""
    counts = {option: found.sides for option, found in result.leanings["options"].items()}
    sided = [
        f"{plain(result.whole.options[option].label)} ({for_ or against} "
        f"{'for' if for_ else 'against'})"
        for option, (for_, against) in counts.items()
        if for_ + against > 1 and not (for_ and against)
    ]
    if sided:
        verb = "has" if len(sided) == 1 else "have"
        return f"{listing(sided)} {verb} claims on one side only."
    if any(for_ + against > 1 for for_, against in counts.values()):
        return "No option with several claims has them on one side only."
    return "No option has several claims yet."


def leaning_words_of(
    criteria_set: CriteriaSet, section: str, entry: str, found: SidesByVoice
) -> str:
    """Return how many claims speak for and against on an option or criterion, by voice.

    >>> from steelyard.analysis.evidence.claim_coverage import SidesByVoice
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}})
    >>> leaning_words_of(lunch, "options", "soup", SidesByVoice({"quoted": 1, "assertion": 2}, {}))
    'Soup: 3 for (2 by the author, 1 quoted), 0 against'
    """
    entries = criteria_set.options if section == "options" else criteria_set.criteria
    sides = ((found.for_, "for"), (found.against, "against"))
    said = ", ".join(f"{_side_words(counts)} {side}{_voices(counts)}" for counts, side in sides)
    return f"{plain(entries[entry].label)}: {said}"


def _side_words(counts: Mapping[Voice, int]) -> str:
    return str(sum(counts.values()))


def _voices(counts: Mapping[Voice, int]) -> str:
    parts = [f"{counts[voice]} {words}" for voice, words in VOICES.items() if counts.get(voice)]
    return f" ({', '.join(parts)})" if parts else ""


def leaning_rows(steps: Mapping[str, Sequence[LeaningStep]]) -> list[list[str]]:
    """Return the running counts of claims for and against, one row per source.

    `steps` is keyed by the title of the source. Each count is `for : against`.

    >>> leaning_rows({"Menu": []})
    [['Menu', '0 : 0', '0 : 0', '0 : 0', '0 : 0']]
    """
    rows = []
    for title, found in steps.items():
        counts = []
        for quarter in (1, 2, 3, 4):
            reached = -(-len(found) * quarter // 4)
            step = found[reached - 1] if reached else None
            counts.append(f"{step.for_} : {step.against}" if step is not None else "0 : 0")
        rows.append([plain(title), *counts])
    return rows


def leaning_words(steps: Mapping[str, Sequence[LeaningStep]], name: str) -> str:
    """Return how many claims speak for and against something, over all sources."""
    ends = [found[-1] for found in steps.values() if found]
    for_, against = sum(end.for_ for end in ends), sum(end.against for end in ends)
    if not ends:
        return f"No claim speaks for or against {name}."
    verb = "speaks" if for_ == 1 else "speak"
    said = f"{counted(for_, 'claim')} {verb} for {name}, {against} against."
    if len(ends) > 1 or not (for_ == 0 or against == 0):
        return said
    return f"{said} All of them stand in one source and on one side."
