"""The contents of an option's card, in order.

Description, conditions, scores compared with the leader's, where the option would lead, and the
claims for and against it. All text is plain.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.lead.fragility import GAVE_UP
from steelyard.results.words.names import CONDITION_WORDS, in_full
from steelyard.results.words.numbers import (
    all_of,
    counted,
    hundredths,
    one_decimal,
    span,
)
from steelyard.results.words.perspectives import describe_rank, scenario_sentences
from steelyard.results.words.scores.ranking import (
    rank_sentence,
    sentence_text,
    takeover_score_sentences,
)
from steelyard.results.words.scores.scales import (
    best_end,
    more_words,
    printed_extent,
    printed_score,
)
from steelyard.results.words.sheets.claim_lines import SHEET_TEXTS, ClaimGroup, claim_lines
from steelyard.results.words.sheets.score_sheet import place_words
from steelyard.results.words.simulations import DEPENDING, RANGE, span_labels
from steelyard.results.words.text import key_words, listing, plain
from steelyard.results.words.weights import belief_sentence, locked_sentences

if TYPE_CHECKING:
    from steelyard.results.result import Result

CONDITIONS_MEAN = (
    "Conditions for doing it at all. They are never weighed against points: an option can lead "
    "and still be out of reach."
)


@dataclass(frozen=True)
class CardScore:
    """One score of the option as printed, and its value and the leader's, 0 to 100.

    `criterion` is empty where the criterion does not count in this view.
    """

    criterion: str
    label: str
    good: str
    value: float
    leader: float | None
    is_known: bool
    printed: str
    extent: str


@dataclass(frozen=True)
class OptionCard:
    """One option; `figures` hold a number, the text beside it, and what it counts."""

    option: str
    title: str
    full: str
    summary: str
    figures: tuple[tuple[str, str, str], ...]
    needs_mean: str
    needs: tuple[tuple[str, str, str, str], ...]
    scores_mean: str
    scores: tuple[CardScore, ...]
    rivals: tuple[str, ...]
    evidence: str
    groups: tuple[ClaimGroup, ...]
    leader: str
    can_rival: bool
    texts: dict[str, str]


def option_card(result: Result, option: str) -> OptionCard:
    """Return the card of an option."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    entry = criteria_set.options[option]
    is_first = option in evaluation.leaders
    return OptionCard(
        option=option,
        title=plain(entry.label),
        full=_full(criteria_set, option),
        summary=plain(entry.summary),
        figures=_figures(result, option),
        needs_mean=CONDITIONS_MEAN if entry.needs else "",
        needs=tuple(
            (condition.state, CONDITION_WORDS[condition.state], plain(condition.name),
             plain(condition.note))
            for condition in (criteria_set.conditions[need] for need in entry.needs)
        ),
        scores_mean=_scores_mean(criteria_set, evaluation, option),
        scores=_scores(result, option),
        rivals=tuple(map(plain, _rivals(result, option))),
        evidence=_evidence(result, option),
        groups=_groups(result, option),
        leader=evaluation.ranking[0],
        can_rival=not is_first,
        texts=SHEET_TEXTS,
    )  # fmt: skip


def next_options(evaluation: Evaluation, option: str) -> tuple[str, str]:
    """Return the previous and next option in the ranking, wrapping around."""
    place = evaluation.ranking.index(option)
    ranking = evaluation.ranking
    return ranking[place - 1], ranking[(place + 1) % len(ranking)]


def _full(criteria_set: CriteriaSet, option: str) -> str:
    entry = criteria_set.options[option]
    name = in_full(plain(entry.name)) if entry.name != entry.label else ""
    family = f"Family: {plain(key_words(entry.family))}" if entry.family else ""
    return " · ".join(filter(None, (name, family)))


def _figures(result: Result, option: str) -> tuple[tuple[str, str, str], ...]:
    evaluation = result.evaluation
    place, total = place_words(evaluation, option), one_decimal(evaluation.totals[option])
    rank, of = place.split(" ", 1)
    criteria = counted(len(evaluation.criteria), "criterion", "criteria")
    if result.unsampled:
        low, high = evaluation.ranges[option]
    else:
        low, high = result.simulations.ranges[option]
    where = "" if result.unsampled else f" in {RANGE}"
    spread = f", {span(low, high)}{where}" if high > low else ""
    found = [(rank, of, f"rank, counting {criteria}"), (total, "", f"total{spread}")]
    if not result.unsampled:
        share = hundredths(result.simulations.lead_shares[option])
        ends = span_labels(evaluation, result.simulations).get(option, "")
        going = f"; {ends}, {DEPENDING}" if "–" in ends else ""
        found.append((share, "of 100", f"simulations in which it comes first{going}"))
    return tuple(found)


def _scores_mean(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> str:
    longer = f"Longer is {more_words(criteria_set)}."
    leader = evaluation.ranking[0]
    tick = f" The tick is {plain(criteria_set.options[leader].label)}." if leader != option else ""
    out = len(criteria_set.criteria) > len(evaluation.criteria)
    grey = " Grey names do not count in this view." if out else ""
    return f"{longer}{tick}{grey} Choose a score for its reasons."


def _scores(result: Result, option: str) -> tuple[CardScore, ...]:
    criteria_set, here = result.criteria_set, result.evaluation
    found = [_score(criteria_set, here, option, c, here.ranking[0]) for c in here.criteria]
    seen = set(here.criteria)
    for frame in result.frames.values():
        for criterion in frame.evaluation.criteria:
            if criterion not in seen:
                seen.add(criterion)
                there = frame.evaluation
                score = _score(criteria_set, there, option, criterion, here.ranking[0])
                found.append(
                    CardScore("", score.label, score.good, score.value, score.leader,
                              score.is_known, score.printed, score.extent)
                )  # fmt: skip
    return tuple(found)


def _score(
    criteria_set: CriteriaSet, evaluation: Evaluation, option: str, criterion: str, leader: str
) -> CardScore:
    entry, cell = criteria_set.criteria[criterion], (option, criterion)
    return CardScore(
        criterion=criterion,
        label=plain(entry.label),
        good=best_end(criteria_set, entry),
        value=evaluation.values[option][criterion],
        leader=evaluation.values[leader][criterion] if leader != option else None,
        is_known=cell not in evaluation.unknown,
        printed=printed_score(evaluation, criteria_set, cell),
        extent=printed_extent(evaluation, criteria_set, cell),
    )


def _rivals(result: Result, option: str) -> list[str]:
    """Return the option's rank, and which weights, scores or scenarios would raise it."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    if len(evaluation.options) < 2:
        return ["There is only one option, so it comes first whatever is true."]
    said = [rank_sentence(criteria_set, evaluation, option)]
    if option not in evaluation.leaders:
        belief = result.beliefs
        weights = (
            GAVE_UP if belief is None else belief_sentence(criteria_set, evaluation, belief[option])
        )
        said += [f"Weights: {weights}", *locked_sentences(criteria_set, result.locked)]
        scores = takeover_score_sentences(
            criteria_set, option, result.score_changes, result.score_sets
        )
        said += [f"Scores: {' '.join(sentence_text(sentence) for sentence in scores)}"]
        if criteria_set.scenarios:
            found = scenario_sentences(criteria_set, result.search_scenarios(option))
            said.append(f"Scenarios: {' '.join(found)}")
    for perspective, other in result.readings.evaluations.items():
        if perspective.reading is not None:
            name = criteria_set.readings[perspective.reading].name
            said.append(f"Under “{name}” {describe_rank(criteria_set, other, option)}.")
    return said


def _evidence(result: Result, option: str) -> str:
    if not result.unstruck.evidence.claims:
        return "No text is entered for this set."
    if not result.evidence.claims:
        return "All of its claims are struck out."
    found = result.find_bearers(option)
    speak = "speaks" if len(found.for_) == 1 else "speak"
    parts = [f"{counted(len(found.for_), 'claim')} {speak} for it", f"{len(found.against)} against"]
    return f"{listing(parts)}, on the criteria that count here. Arguments, not observations."


def _groups(result: Result, option: str) -> tuple[ClaimGroup, ...]:
    found = result.find_bearers(option)
    if not found.all:
        return ()
    against = [claim for claim in found.against if claim not in found.for_]
    return (
        ClaimGroup(
            all_of(len(found.all), "claim"),
            claim_lines(result, found.for_),
            claim_lines(result, against),
            (),
            is_folded=True,
        ),
    )
