"""Regret in words: which option can go least wrong, which goes worst, and in which cases."""

from __future__ import annotations

from collections.abc import Iterable

from steelyard.analysis.dominance import TIE
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Omission, Regret
from steelyard.model import CriteriaSet
from steelyard.results.words.names import perspective_name, shorten_perspectives
from steelyard.results.words.numbers import integer, listing, whole
from steelyard.results.words.perspectives import swaying_sentences

MOST_CASES = 2
"""More cases than these are counted and not named."""


def regret_sentences(
    criteria_set: CriteriaSet, perspectives: Perspectives, found: Regret
) -> list[str]:
    """Return which option can go least wrong and which pairing goes worst, as plain text.

    `found` is the regret over `perspectives`.
    """
    if len(perspectives.options) < 2:
        return ["There is only one option, so no choice can be regretted."]
    short = shorten_perspectives(perspectives).evaluations
    names = {
        seen: perspective_name(criteria_set, case)
        for seen, case in zip(perspectives.evaluations, short, strict=True)
    }
    labels = worst_labels(found)
    safest = listing(criteria_set.options[option].label for option in found.safest)
    first = found.safest[0]
    if found.worst[first] <= TIE:
        sentences = [f"Least to regret: {safest}, in front in every case."]
    else:
        amount, where = _amount(labels[first]), _cases(names, found.worst_in[first])
        sentences = [f"Least to regret: {safest}, at worst {amount} behind the leader, {where}."]
    worst = max(found.worst, key=lambda option: found.worst[option])
    if found.worst[worst] > TIE:
        amount, where = _amount(labels[worst]), _cases(names, found.worst_in[worst])
        name = criteria_set.options[worst].label
        sentences.append(f"The worst pairing: {name} falls {amount} behind, {where}.")
    return sentences


def pairing_sentences(
    criteria_set: CriteriaSet,
    pairings: Perspectives,
    found: Regret,
    swaying: Iterable[Omission],
) -> str:
    """Return which option can go least wrong over all pairings of a reading with a lens."""
    sentences = [
        f"Over all {len(pairings.evaluations)} pairings of somebody's scores with somebody's "
        "weights.",
        *regret_sentences(criteria_set, pairings, found),
        *swaying_sentences(criteria_set, swaying),
    ]
    return " ".join(sentences)


def by_worst(found: Regret) -> list[str]:
    """Return the options from the least worst regret to the largest; ties keep their order."""
    return sorted(found.worst, key=lambda option: round(found.worst[option], 9))


def worst_labels(found: Regret) -> dict[str, str]:
    """Return option → worst regret as printed; with a decimal where the first two would tie."""
    first, *others = by_worst(found)
    runners = [option for option in others if option not in found.safest]
    is_close = bool(runners) and points_behind(found.worst[first]) == points_behind(
        found.worst[runners[0]]
    )
    return {
        option: f"{whole(worst * 10) / 10:.1f}"
        if is_close and worst > TIE
        else points_behind(worst)
        for option, worst in found.worst.items()
    }


def points_behind(behind: float) -> str:
    """Return a regret as printed: “best” for none, “<1” for less than half a point."""
    if behind <= TIE:
        return "best"
    return integer(behind) if whole(behind) else "<1"


def _cases(names: dict[Perspective, str], worst_in: Iterable[Perspective]) -> str:
    cases = [f"“{names[seen]}”" for seen in worst_in]
    more = len(cases) - MOST_CASES
    return f"under {listing([*cases[:MOST_CASES], f'{more} more'] if more > 0 else cases)}"


def _amount(label: str) -> str:
    return f"{label} point{'' if label == '1' else 's'}"
