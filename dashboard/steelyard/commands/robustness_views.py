"""The second half of the text of `steelyard robustness`: other views, and the evidence.

Lenses, readings, scenarios, what a choice could cost in hindsight, sources and claims, and what
the file cannot show.
"""

from __future__ import annotations

from collections.abc import Mapping
from itertools import combinations

from steelyard.analysis.dominance import TIE
from steelyard.analysis.evidence.linchpins import Survival
from steelyard.analysis.evidence.strike_out import find_support
from steelyard.analysis.perspectives.mix import Mix
from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.perspectives.regret import Regret
from steelyard.analysis.perspectives.scenario_search import ScenarioSearch
from steelyard.model import CriteriaSet
from steelyard.results.robustness_facts import Robustness
from steelyard.results.words.numbers import listing, points, whole
from steelyard.results.words.phrases import (
    MOST_NAMES,
    heading,
    leading,
    options,
    percent,
    some,
    verb,
)
from steelyard.results.words.scores import swaying_sentences


def lenses(found: Robustness) -> list[str]:
    """Return who leads with whose weights, and which two orders differ most."""
    criteria_set = found.criteria_set
    if not criteria_set.lenses:
        return []
    lines = heading("Through other people's weights (lenses)")
    lines += [
        _leading(criteria_set, found.lenses, seen, _lens(criteria_set, seen))
        for seen in found.lenses.totals
    ]
    furthest = found.agreement.furthest_apart
    if furthest is not None:
        names = listing(_lens(criteria_set, seen) for seen in furthest)
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


def _lens(criteria_set: CriteriaSet, seen: Perspective) -> str:
    return "the file's own swings" if seen.lens is None else criteria_set.lenses[seen.lens].name


def _leading(
    criteria_set: CriteriaSet, perspectives: Perspectives, seen: Perspective, name: str
) -> str:
    found = leading(criteria_set, perspectives.evaluations[seen])
    return f"{name[:1].upper()}{name[1:]}: {found}."


def readings(found: Robustness) -> list[str]:
    """Return who leads in each reading, and how far one has to come round to it."""
    criteria_set = found.criteria_set
    if not criteria_set.readings:
        return []
    lines = heading("In other people's assessments (readings)")
    for seen in found.readings.totals:
        name = "the base assessments"
        if seen.reading is not None:
            name = criteria_set.readings[seen.reading].name
        lines.append(_leading(criteria_set, found.readings, seen, name))
        if seen.reading is not None:
            lines += [f"  {line}" for line in _crossings(criteria_set, found.mixes[seen.reading])]
    return lines


def _crossings(criteria_set: CriteriaSet, mix: Mix) -> list[str]:
    if len(mix.segments) == 1:
        leaders = mix.segments[0].leaders
        them = "is" if len(leaders) == 1 else "are"
        return [f"{options(criteria_set, leaders)} {them} not overtaken on the way to it."]
    return [
        f"{percent(segment.begin)} of the way from the base assessments to it, "
        f"{options(criteria_set, segment.leaders)} takes over."
        if len(segment.leaders) == 1
        else f"{percent(segment.begin)} of the way, {options(criteria_set, segment.leaders)} are level."
        for segment in mix.segments[1:]
    ]


def scenarios(found: Robustness) -> list[str]:
    """Return who leads in each scenario, and the fewest that would put each option first."""
    criteria_set = found.criteria_set
    if not criteria_set.scenarios:
        return []
    lines = heading("In other states of the world (scenarios)")
    lines += [
        _leading(criteria_set, found.scenarios, seen, _scenario(criteria_set, seen.scenario))
        for seen in found.scenarios.totals
    ]
    lines.append("The fewest scenarios that would put an option first:")
    ordered = sorted(found.searches.values(), key=_effort)
    return lines + [f"  {_needs(criteria_set, search)}" for search in ordered]


def _scenario(criteria_set: CriteriaSet, scenario: str | None) -> str:
    return "no scenario" if scenario is None else criteria_set.scenarios[scenario].name


def _effort(search: ScenarioSearch) -> float:
    return len(search.smallest[0].scenarios) if search.smallest else float("inf")


def _needs(criteria_set: CriteriaSet, search: ScenarioSearch) -> str:
    name = criteria_set.options[search.option].label
    if not search.smallest:
        aside = len(search.set_aside)
        without = f", {aside} of them left out of the search" if aside else ""
        return f"{name}: no set of up to {search.most_together}{without}."
    best, *others = search.smallest
    if not best.scenarios:
        return f"{name}: none."
    names = listing(criteria_set.scenarios[scenario].name for scenario in best.scenarios)
    more = f" ({len(others)} other set{'s' if len(others) > 1 else ''} of this size)"
    return f"{name}: {names}{more if others else ''}."


def regret(found: Robustness) -> list[str]:
    """Return which option can go least wrong among the views looked at."""
    lines = []
    if found.criteria_set.scenarios:
        lines += _regret(found, found.regret_in_scenarios, "Over the scenarios")
    if found.criteria_set.readings or found.criteria_set.lenses:
        both = "Over all pairs of a reading and a lens"
        lines += _regret(found, found.regret_in_readings_and_lenses, both)
        lines += [f"  {said}" for said in swaying_sentences(found.criteria_set, found.swaying)]
    if not lines or len(found.evaluation.options) < 2:
        return []
    return [*heading("What a choice could cost in hindsight, in points behind the best"), *lines]


def _regret(found: Robustness, of: Regret, where: str) -> list[str]:
    criteria_set = found.criteria_set
    safest = of.safest[0]
    worst = of.worst[safest]
    can = "can" if len(of.safest) == 1 else "can each"
    are = "it is" if len(of.safest) == 1 else "they are"
    at = f"{are} never behind" if worst <= TIE else f"{points(worst)} behind at worst"
    said = f"{where}, {options(criteria_set, of.safest)} {can} go least wrong: {at}"
    if worst > TIE:
        said += f" ({_place(criteria_set, of.worst_in[safest][0])})"
    leader = found.evaluation.ranking[0]
    if leader in of.safest:
        return [f"{said}."]
    label = criteria_set.options[leader].label
    at_worst = points(of.worst[leader])
    place = _place(criteria_set, of.worst_in[leader][0])
    return [f"{said}.", f"  {label} could be {at_worst} behind ({place})."]


def _place(criteria_set: CriteriaSet, seen: Perspective) -> str:
    parts = []
    if seen.scenario is not None:
        parts.append(criteria_set.scenarios[seen.scenario].name)
    if seen.reading is not None:
        parts.append(criteria_set.readings[seen.reading].name)
    if seen.lens is not None:
        parts.append(criteria_set.lenses[seen.lens].name)
    return " and ".join(parts) or "in the file's own view"


def evidence(found: Robustness) -> list[str]:
    """Return whether the leader survives without each source, and the claims it hangs on."""
    lines = heading("Without some of the evidence")
    if not find_support(found.criteria_set, found.view):
        return [*lines, "No score in view cites a claim, so nothing can be struck out."]
    leader = found.criteria_set.options[found.evaluation.ranking[0]].label
    lines += [
        f"Without {_source(found, source)}: {_survives(found.criteria_set, leader, survival)}"
        for source, survival in found.sources.items()
    ]
    if not found.linchpins:
        return [*lines, "No single claim holds the lead up by itself."]
    lines.append("Claims whose loss alone could cost the lead:")
    lines += [
        f"  {linchpin.claim}: to {options(found.criteria_set, linchpin.rivals)}"
        for linchpin in found.linchpins[:MOST_NAMES]
    ]
    more = len(found.linchpins) - MOST_NAMES
    return [*lines, f"  and {more} more"] if more > 0 else lines


def _source(found: Robustness, source: str) -> str:
    loaded = found.loaded.registers.get(source)
    return source if loaded is None or loaded.register is None else loaded.register.title


def _survives(criteria_set: CriteriaSet, leader: str, survival: Survival) -> str:
    if not survival.freed:
        return "no score loses its last claim, so nothing changes."
    count = len(survival.freed)
    lost = f"{count} score{'' if count == 1 else 's'} would be unknown; "
    if survival.survives == "for certain":
        return f"{lost}{leader} stays ahead wherever they lie."
    simulations = f"in {whole(100 * survival.share)} of 100 sampled simulations"
    rivals = options(criteria_set, survival.rivals)
    if survival.survives == "in most simulations":
        return f"{lost}{leader} {verb(criteria_set)} {simulations}; it could lose to {rivals}."
    return f"{lost}{leader} does not hold: it {verb(criteria_set)} {simulations}."


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
