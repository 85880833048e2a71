"""The second half of the text of `steelyard robustness`: other views, and the evidence.

Lenses, readings, scenarios, what a choice could cost in hindsight, sources and claims, and what
the file cannot show.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from steelyard.analysis.dominance import TIE
from steelyard.analysis.evidence import find_support
from steelyard.analysis.linchpins import Survival
from steelyard.analysis.mix import Mix
from steelyard.analysis.perspectives import Perspective, Perspectives
from steelyard.analysis.regret import Regret
from steelyard.analysis.scenario_search import ScenarioSearch
from steelyard.analysis.wording import listing, points, whole
from steelyard.commands.robustness_facts import Robustness
from steelyard.export.phrases import (
    MOST_NAMES,
    heading,
    leading,
    options,
    percent,
    some,
    verb,
)
from steelyard.export.robustness_words import swaying_sentences
from steelyard.model import CriteriaSet


def lenses(found: Robustness) -> list[str]:
    """Return who leads with whose weights, and which two orders differ most."""
    decision = found.decision
    if not decision.lenses:
        return []
    lines = heading("Through other people's weights (lenses)")
    lines += [
        _leading(decision, found.lenses, seen, _lens(decision, seen))
        for seen in found.lenses.totals
    ]
    furthest = found.agreement.furthest_apart
    if furthest is not None:
        names = listing(_lens(decision, seen) for seen in furthest)
        alike, pairs = _pairs_alike(*(found.lenses.ranks[seen] for seen in furthest))
        lines.append(
            "All of them put the options into the same order."
            if alike == pairs
            else f"Furthest apart: {names}, which agree on {alike} of {pairs} pairs of options."
        )
    return lines


def _pairs_alike(first: Mapping[str, int], second: Mapping[str, int]) -> tuple[int, int]:
    """Return how many pairs of options two rankings put into the same order, and of how many."""
    pairs = list(combinations(first, 2))
    orders = [
        [(ranks[a] > ranks[b]) - (ranks[a] < ranks[b]) for a, b in pairs]
        for ranks in (first, second)
    ]
    return sum(one == other for one, other in zip(*orders, strict=True)), len(pairs)


def _lens(decision: CriteriaSet, seen: Perspective) -> str:
    return "the file's own swings" if seen.lens is None else decision.lenses[seen.lens].name


def _leading(
    decision: CriteriaSet, perspectives: Perspectives, seen: Perspective, name: str
) -> str:
    found = leading(decision, perspectives.evaluations[seen])
    return f"{name[:1].upper()}{name[1:]}: {found}."


def readings(found: Robustness) -> list[str]:
    """Return who leads in each reading, and how far one has to come round to it."""
    decision = found.decision
    if not decision.readings:
        return []
    lines = heading("In other people's assessments (readings)")
    for seen in found.readings.totals:
        name = "the base assessments"
        if seen.reading is not None:
            name = decision.readings[seen.reading].name
        lines.append(_leading(decision, found.readings, seen, name))
        if seen.reading is not None:
            lines += [f"  {line}" for line in _crossings(decision, found.mixes[seen.reading])]
    return lines


def _crossings(decision: CriteriaSet, mix: Mix) -> list[str]:
    if len(mix.segments) == 1:
        leaders = mix.segments[0].leaders
        them = "is" if len(leaders) == 1 else "are"
        return [f"{options(decision, leaders)} {them} not overtaken on the way to it."]
    return [
        f"{percent(segment.begin)} of the way from the base assessments to it, "
        f"{options(decision, segment.leaders)} takes over."
        if len(segment.leaders) == 1
        else f"{percent(segment.begin)} of the way, {options(decision, segment.leaders)} are level."
        for segment in mix.segments[1:]
    ]


def scenarios(found: Robustness) -> list[str]:
    """Return who leads in each scenario, and the fewest that would put each option first."""
    decision = found.decision
    if not decision.scenarios:
        return []
    lines = heading("In other states of the world (scenarios)")
    lines += [
        _leading(decision, found.scenarios, seen, _scenario(decision, seen.scenario))
        for seen in found.scenarios.totals
    ]
    lines.append("The fewest scenarios that would put an option first:")
    ordered = sorted(found.searches.values(), key=_effort)
    return lines + [f"  {_needs(decision, search)}" for search in ordered]


def _scenario(decision: CriteriaSet, scenario: str | None) -> str:
    return "no scenario" if scenario is None else decision.scenarios[scenario].name


def _effort(search: ScenarioSearch) -> float:
    return len(search.smallest[0].scenarios) if search.smallest else float("inf")


def _needs(decision: CriteriaSet, search: ScenarioSearch) -> str:
    name = decision.options[search.option].label
    if not search.smallest:
        aside = len(search.set_aside)
        without = f", {aside} of them left out of the search" if aside else ""
        return f"{name}: no set of up to {search.most_together}{without}."
    best, *others = search.smallest
    if not best.scenarios:
        return f"{name}: none."
    names = listing(decision.scenarios[scenario].name for scenario in best.scenarios)
    more = f" ({len(others)} other set{'s' if len(others) > 1 else ''} of this size)"
    return f"{name}: {names}{more if others else ''}."


def regret(found: Robustness) -> list[str]:
    """Return which option can go least wrong among the views looked at."""
    lines = []
    if found.decision.scenarios:
        lines += _regret(found, found.regret_in_scenarios, "Over the scenarios")
    if found.decision.readings or found.decision.lenses:
        both = "Over all pairs of a reading and a lens"
        lines += _regret(found, found.regret_in_readings_and_lenses, both)
        lines += [f"  {said}" for said in swaying_sentences(found.decision, found.swaying)]
    if not lines or len(found.evaluation.options) < 2:
        return []
    return [*heading("What a choice could cost in hindsight, in points behind the best"), *lines]


def _regret(found: Robustness, of: Regret, where: str) -> list[str]:
    decision = found.decision
    safest = of.safest[0]
    worst = of.worst[safest]
    can = "can" if len(of.safest) == 1 else "can each"
    are = "it is" if len(of.safest) == 1 else "they are"
    at = f"{are} never behind" if worst <= TIE else f"{points(worst)} behind at worst"
    said = f"{where}, {options(decision, of.safest)} {can} go least wrong: {at}"
    if worst > TIE:
        said += f" ({_place(decision, of.worst_in[safest][0])})"
    leader = found.evaluation.ranking[0]
    if leader in of.safest:
        return [f"{said}."]
    label = decision.options[leader].label
    at_worst = points(of.worst[leader])
    place = _place(decision, of.worst_in[leader][0])
    return [f"{said}.", f"  {label} could be {at_worst} behind ({place})."]


def _place(decision: CriteriaSet, seen: Perspective) -> str:
    parts = []
    if seen.scenario is not None:
        parts.append(decision.scenarios[seen.scenario].name)
    if seen.reading is not None:
        parts.append(decision.readings[seen.reading].name)
    if seen.lens is not None:
        parts.append(decision.lenses[seen.lens].name)
    return " and ".join(parts) or "in the file's own view"


def evidence(found: Robustness) -> list[str]:
    """Return whether the leader survives without each source, and the claims it hangs on."""
    lines = heading("Without some of the evidence")
    if not find_support(found.decision, found.view):
        return [*lines, "No score in view cites a claim, so nothing can be struck out."]
    leader = found.decision.options[found.evaluation.ranking[0]].label
    lines += [
        f"Without {_source(found, source)}: {_survives(found.decision, leader, survival)}"
        for source, survival in found.sources.items()
    ]
    if not found.linchpins:
        return [*lines, "No single claim holds the lead up by itself."]
    lines.append("Claims whose loss alone could cost the lead:")
    lines += [
        f"  {linchpin.claim}: to {options(found.decision, linchpin.rivals)}"
        for linchpin in found.linchpins[:MOST_NAMES]
    ]
    more = len(found.linchpins) - MOST_NAMES
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _source(found: Robustness, source: str) -> str:
    loaded = found.loaded.registers.get(source)
    return source if loaded is None or loaded.register is None else loaded.register.title


def _survives(decision: CriteriaSet, leader: str, survival: Survival) -> str:
    if not survival.freed:
        return "no score loses its last claim, so nothing changes."
    count = len(survival.freed)
    lost = f"{count} score{'' if count == 1 else 's'} would be unknown; "
    if survival.survives == "for certain":
        return f"{lost}{leader} stays ahead wherever they lie."
    worlds = f"in {whole(100 * survival.share)} of 100 sampled worlds"
    rivals = options(decision, survival.rivals)
    if survival.survives == "in most worlds":
        return f"{lost}{leader} {verb(decision)} {worlds}; it could lose to {rivals}."
    return f"{lost}{leader} does not hold: it {verb(decision)} {worlds}."


def limits(found: Robustness) -> list[str]:
    """Return what a reader should know before trusting any of it."""
    lines = heading("What this cannot show")
    failed = [finding for finding in found.findings if finding.state == "failed"]
    still_open = [finding for finding in found.findings if finding.state == "open"]
    lines += [f"{finding.title}: no. {finding.found}" for finding in failed]
    if still_open:
        lines.append(f"For you to judge: {some(finding.title for finding in still_open)}.")
    if not failed and not still_open:
        lines.append("None of the rules of the appraisal found anything.")
    return [*lines, "`steelyard check --appraise` says what to do about each."]
