"""The tables of a brief: the ranking, the criteria with their directions, the options."""

from __future__ import annotations

import re
from collections.abc import Callable

from steelyard.export.brief.parts import BriefTable
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, span
from steelyard.results.words.scores import rank_labels, scale_words
from steelyard.results.words.simulations import LEADS_IN, share_labels
from steelyard.results.words.text import some_apart
from steelyard.results.words.weights import heaviest_first, weight_labels

LONGEST_SENTENCE = 200
"""Characters of what an option is, where one sentence is shown."""

_FIRST_SENTENCE = re.compile(r".{20,}?[.!?](?=\s|$)")


def ranking_table(result: Result) -> BriefTable:
    """Return every option with rank, total, the span of nine totals in ten, and lead share."""
    evaluation, simulations = result.evaluation, result.simulations
    ranks, shares = rank_labels(evaluation), share_labels(evaluation, simulations.lead_shares)
    rows = tuple(
        (
            ranks[option],
            result.criteria_set.options[option].label,
            integer(evaluation.totals[option]),
            span(*simulations.ranges[option]),
            shares[option].removesuffix("%"),
        )
        for option in evaluation.ranking
    )
    heads = (
        "Rank",
        "Option",
        "Total",
        "Nine totals in ten",
        LEADS_IN,
    )
    return BriefTable(heads, rows, frozenset({0, 2, 3, 4}), (0, 5, 0, 0, 0))


def criteria_table(result: Result) -> BriefTable:
    """Return the criteria in view, heaviest first: weight, question, scale with its ends."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    weights = weight_labels(evaluation)
    rows = tuple(
        (
            criteria_set.criteria[criterion].name,
            weights[criterion],
            scale_words(criteria_set, criteria_set.criteria[criterion]),
            criteria_set.criteria[criterion].question,
        )
        for criterion in heaviest_first(evaluation)
    )
    heads = ("Criterion", "Weight", "On the file’s scale", "What it asks")
    return BriefTable(heads, rows, frozenset({1}), (4, 0, 5, 6))


def criteria_sentences(result: Result) -> tuple[str, ...]:
    """Return what a value is, how far it may differ from the scale, and what is out of view."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    top = "good" if criteria_set.measure.top == "best" else criteria_set.measure.top
    turned = [c for c in heaviest_first(evaluation) if criteria_set.criteria[c].better == "lower"]
    said = [f"As a value, 100 is always {top}, whichever way the file’s scale runs."]
    if turned:
        named = "; ".join(criteria_set.criteria[criterion].name for criterion in turned)
        said.append(
            f"Turned round to that end, because low is {criteria_set.measure.top}: {named}."
        )
    if evaluation.is_unweighted:
        said.append("Every swing is 0, so all criteria count the same.")
    outside = [c for c in criteria_set.criteria if c not in evaluation.criteria]
    if outside:
        named = "; ".join(criteria_set.criteria[criterion].label for criterion in outside)
        said.append(f"In the file and out of view here: {named}.")
    if criteria_set.left_out:
        # A name may hold a comma.
        named = some_apart(entry.name for entry in criteria_set.left_out.values())
        said.append(f"Left out on purpose: {named}.")
    return tuple(said)


def options_table(result: Result) -> BriefTable | None:
    """Return what the options are, best first.

    `None` where the file says no more of its options than their names.
    """
    return _options_table(result, _what)


def short_options_table(result: Result) -> BriefTable | None:
    """Return the options with one sentence each; `None` as above."""
    return _options_table(result, _in_a_sentence)


def _options_table(result: Result, said: Callable[[CriteriaSet, str], str]) -> BriefTable | None:
    criteria_set = result.criteria_set
    if not any(entry.summary or entry.short for entry in criteria_set.options.values()):
        return None
    rows = tuple(
        (criteria_set.options[option].label, said(criteria_set, option))
        for option in result.evaluation.ranking
    )
    return BriefTable(("Option", "What it is"), rows, wide=(2, 7))


def _what(criteria_set: CriteriaSet, option: str) -> str:
    entry = criteria_set.options[option]
    name = "" if entry.name == entry.label else f"{entry.name.rstrip('.')}. "
    reference = "The reference. " if entry.reference else ""
    return f"{reference}{name}{' '.join(entry.summary.split())}".strip()


def _in_a_sentence(criteria_set: CriteriaSet, option: str) -> str:
    """Return the first sentence that a file says of an option; its whole name where it has none."""
    summary = " ".join(criteria_set.options[option].summary.split())
    said = _FIRST_SENTENCE.match(summary)
    text = said.group() if said else summary or _what(criteria_set, option)
    return text if len(text) <= LONGEST_SENTENCE else f"{text[: LONGEST_SENTENCE - 1].rstrip()}…"
