"""Sentences about dissent: which option leads with other weights, scores or scenarios.

All sentences are about a whole result, through each lens, reading and scenario. Brief, slides
and command line use these sentences.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation
from steelyard.model import UNKNOWN
from steelyard.results.words.lead.verdict import leading
from steelyard.results.words.names import FILE_WEIGHTS, OWN, leads, option_names, perspective_name
from steelyard.results.words.numbers import percent_in_words, tenth_in_words
from steelyard.results.words.perspectives import agreement_sentences, swaying_sentences
from steelyard.results.words.text import listing, some

if TYPE_CHECKING:
    from steelyard.analysis.perspectives.mix import Mix
    from steelyard.analysis.perspectives.perspectives import Perspectives
    from steelyard.analysis.perspectives.regret import Regret
    from steelyard.analysis.perspectives.scenario_search import ScenarioSearch
    from steelyard.results.result import Result


def led_sentences(result: Result, perspectives: Perspectives, what: str) -> list[str]:
    """Return which option leads, and on how many points, in each perspective.

    `what`: the field of a perspective that varies; only its name is given.
    """
    own = FILE_WEIGHTS if what == "lens" else OWN
    return [
        f"{perspective_name(result.criteria_set, _only(perspective, what), own)}: "
        f"{leading(result.criteria_set, evaluation)}."
        for perspective, evaluation in perspectives.evaluations.items()
    ]


def _only(perspective: Perspective, what: str) -> Perspective:
    return Perspective()._replace(**{what: getattr(perspective, what)})


# --- lenses -----------------------------------------------------------------------------------


def every_lens_sentences(result: Result) -> list[str]:
    """Return which option leads through each lens, and how far rankings agree, if any."""
    if not result.criteria_set.lenses:
        return []
    led = led_sentences(result, result.lenses, "lens")
    return [*led, *agreement_sentences(result.criteria_set, result.lenses)]


# --- readings ---------------------------------------------------------------------------------


def rescored_words(result: Result, reading: str) -> str:
    """Return how many of the scores in view a reading changes, such as *9 of 52 scores*."""
    criteria = result.evaluation.criteria
    cells = [(option, criterion) for option in result.evaluation.options for criterion in criteria]
    own, rival = (
        [view.find_assessment(*cell) for cell in cells]
        for view in (result.change(reading=None), result.change(reading=reading))
    )
    differing = sum(
        (a.score if a else UNKNOWN) != (b.score if b else UNKNOWN)
        for a, b in zip(own, rival, strict=True)
    )
    return f"{differing} of {len(cells)} scores"


def every_reading_sentences(result: Result) -> list[str]:
    """Return which option leads under each reading, and from how far on the way to it.

    Lines about the way to a reading are indented below it.
    """
    lines = []
    evaluations = result.readings.evaluations if result.criteria_set.readings else {}
    led = led_sentences(result, result.readings, "reading") if evaluations else []
    for perspective, line in zip(evaluations, led, strict=True):
        lines.append(line)
        if perspective.reading is not None:
            lines += [
                f"  {crossing}"
                for crossing in _crossings(result, result.mixes[perspective.reading])
            ]
    return lines


def _crossings(result: Result, mix: Mix) -> list[str]:
    criteria_set = result.criteria_set
    if len(mix.segments) == 1:
        leaders = mix.segments[0].leaders
        verb_is = "is" if len(leaders) == 1 else "are"
        return [f"{option_names(criteria_set, leaders)} {verb_is} not overtaken on the way to it."]
    return [
        f"{percent_in_words(segment.begin)} of the way from the file’s own assessments to it, "
        f"{option_names(criteria_set, segment.leaders)} "
        f"{'takes over' if len(segment.leaders) == 1 else 'are level'}."
        for segment in mix.segments[1:]
    ]


# --- scenarios --------------------------------------------------------------------------------


def instead_sentences(result: Result) -> tuple[str, ...]:
    """Return in how many scenarios except the one in view another option leads, and which.

    The scenarios are counted by option. One in which the leader still shares first place does not
    count. Empty for a file without scenarios.
    """
    criteria_set, in_view = result.criteria_set, result.choice.scenario
    found = result.scenarios.evaluations
    sentences = []
    if in_view is not None:
        base = leading(criteria_set, found[Perspective(result.choice.lens, result.choice.reading)])
        sentences.append(f"Without the scenario in view, {base}.")
    others = {
        criteria_set.scenarios[case.scenario].name: evaluation
        for case, evaluation in found.items()
        if case.scenario not in (None, in_view)
    }
    if not others:
        return tuple(sentences)
    which = f"{len(others)} {'other ' if in_view else ''}scenario{'' if len(others) == 1 else 's'}"
    return (*sentences, _instead(result, others, f"In {{}} of {which}", "in", named=False))


def rival_scores_sentence(result: Result) -> str:
    """Return under how many readings except the one in view another option leads, and which.

    A reading under which the leader still shares first place does not count. Empty for a file
    without readings.
    """
    criteria_set, in_view = result.criteria_set, result.choice.reading
    others = {
        criteria_set.readings[case.reading].name: evaluation
        for case, evaluation in result.readings.evaluations.items()
        if case.reading not in (None, in_view)
    }
    if not others:
        return ""
    which = f"{len(others)} {'other ' if in_view else ''}reading{'' if len(others) == 1 else 's'}"
    return _instead(result, others, f"Under {{}} of {which}", "under", named=True)


def _instead(
    result: Result, others: Mapping[str, Evaluation], where: str, preposition: str, *, named: bool
) -> str:
    """Return in how many of the other views, keyed by name, no current leader comes first.

    `where` has a gap for the number of views.
    """
    criteria_set, own = result.criteria_set, result.evaluation.leaders
    instead: dict[tuple[str, ...], list[str]] = {}
    for name, evaluation in others.items():
        if not set(own) & set(evaluation.leaders):
            instead.setdefault(evaluation.leaders, []).append(f"“{name}”")
    if not instead:
        return f"{where.format('none')} does another option {leads(criteria_set, 2)} instead."
    parts = "; ".join(
        f"{option_names(criteria_set, leaders)} {preposition} "
        f"{some(names) if named else len(names)}"
        for leaders, names in instead.items()
    )
    count = sum(map(len, instead.values()))
    return f"{where.format(count)} another option {leads(criteria_set)} instead: {parts}."


def every_scenario_sentences(result: Result) -> list[str]:
    """Return which option leads in each scenario, and the fewest that would put each option first.

    None without scenarios. Options that need the fewest come first.
    """
    if not result.criteria_set.scenarios:
        return []
    ordered = sorted(result.scenario_searches.values(), key=_effort)
    return [
        *led_sentences(result, result.scenarios, "scenario"),
        "The fewest scenarios that would put an option first:",
        *(f"  {_needed(result, search)}" for search in ordered),
    ]


def _effort(search: ScenarioSearch) -> float:
    return len(search.smallest[0].scenarios) if search.smallest else float("inf")


def _needed(result: Result, search: ScenarioSearch) -> str:
    criteria_set = result.criteria_set
    name = criteria_set.options[search.option].label
    if not search.smallest:
        aside = len(search.set_aside)
        without = f", {aside} of them left out of the search" if aside else ""
        return f"{name}: no set of up to {search.most_together} scenarios{without}."
    best, *others = search.smallest
    if not best.scenarios:
        return f"{name}: none is needed."
    names = listing(criteria_set.scenarios[scenario].name for scenario in best.scenarios)
    more = f" ({len(others)} other set{'s' if len(others) > 1 else ''} of this size)"
    return f"{name}: {names}{more if others else ''}."


# --- regret -----------------------------------------------------------------------------------


def every_regret_sentences(result: Result) -> list[str]:
    """Return which option has the least worst regret over scenarios, and over readings and lenses.

    None with one option, or without any of the three.
    """
    criteria_set, lines = result.criteria_set, list[str]()
    if len(result.evaluation.options) < 2:
        return []
    if criteria_set.scenarios:
        lines += _regret(result, result.regret_in_scenarios, "Over the scenarios")
    if criteria_set.readings or criteria_set.lenses:
        pairs = "Over all pairs of a reading and a lens"
        lines += _regret(result, result.regret_in_readings_and_lenses, pairs)
        lines += [f"  {sentence}" for sentence in swaying_sentences(criteria_set, result.swaying)]
    return lines


def _regret(result: Result, regret: Regret, where: str) -> list[str]:
    criteria_set, leader = result.criteria_set, result.evaluation.ranking[0]
    safest, is_one = regret.safest[0], len(regret.safest) == 1
    worst, have = regret.worst[safest], "has" if is_one else "have"
    at_worst = f"{'it is' if is_one else 'they are'} never behind"
    if worst > TIE:
        case = perspective_name(criteria_set, regret.worst_in[safest][0])
        at_worst = f"{tenth_in_words(worst)} points behind ({case})"
    names = option_names(criteria_set, regret.safest)
    sentence = f"{where}, {names} {have} the mildest worst case: {at_worst}."
    if leader in regret.safest:
        return [sentence]
    case = perspective_name(criteria_set, regret.worst_in[leader][0])
    label = criteria_set.options[leader].label
    return [
        sentence,
        f"  {label} could be {tenth_in_words(regret.worst[leader])} points behind ({case}).",
    ]
