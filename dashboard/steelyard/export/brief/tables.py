"""The tables of a brief: the ranking, the criteria with their directions, the options."""

from __future__ import annotations

import re
from collections.abc import Callable

from steelyard.analysis.wording import integer, span, whole_shares
from steelyard.charts.findings import weight_labels
from steelyard.charts.scorecard_parts import heaviest_first
from steelyard.export.brief.parts import Table
from steelyard.export.evidence_words import scale_words
from steelyard.export.phrases import hundredths, some_apart
from steelyard.export.subject import Subject
from steelyard.model import CriteriaSet

LONGEST_SENTENCE = 200
"""Characters of what an option is, where it is told in one sentence."""

_FIRST_SENTENCE = re.compile(r".{20,}?[.!?](?=\s|$)")


def ranking_table(subject: Subject) -> Table:
    """Return every option with rank, total, the span of nine totals in ten, and lead share."""
    evaluation, worlds = subject.evaluation, subject.worlds
    counts = dict(
        zip(worlds.lead_shares, whole_shares(list(worlds.lead_shares.values())), strict=True)
    )
    rows = tuple(
        (
            _rank(evaluation.ranks, option),
            subject.decision.options[option].label,
            integer(evaluation.totals[option]),
            span(*worlds.ranges[option]),
            _worlds(counts[option], worlds.lead_shares[option]),
        )
        for option in evaluation.ranking
    )
    heads = ("Rank", "Option", "Total", "Nine totals in ten", "Leads in, of 100 sampled worlds")
    return Table(heads, rows, frozenset({0, 2, 3, 4}), (0, 5, 0, 0, 0))


def _rank(ranks: dict[str, int], option: str) -> str:
    shared = sum(rank == ranks[option] for rank in ranks.values()) > 1
    return f"{ranks[option]}{'=' if shared else ''}"


def _worlds(count: int, share: float) -> str:
    return hundredths(share) if count in (0, 100) else str(count)


def criteria_table(subject: Subject) -> Table:
    """Return the criteria in view, heaviest first: weight, question, scale with its ends."""
    decision, evaluation = subject.decision, subject.evaluation
    weights = weight_labels(evaluation)
    rows = tuple(
        (
            decision.criteria[criterion].name,
            weights[criterion],
            scale_words(decision, decision.criteria[criterion]),
            decision.criteria[criterion].question,
        )
        for criterion in heaviest_first(evaluation)
    )
    heads = ("Criterion", "Weight", "On the file’s scale", "What it asks")
    return Table(heads, rows, frozenset({1}), (4, 0, 5, 6))


def criteria_sentences(subject: Subject) -> tuple[str, ...]:
    """Return what a value is, how far it may differ from the scale, and what is out of view."""
    decision, evaluation = subject.decision, subject.evaluation
    top = "good" if decision.measure.top == "best" else decision.measure.top
    turned = [c for c in heaviest_first(evaluation) if decision.criteria[c].better == "lower"]
    said = [f"As a value, 100 is always {top}, whichever way the file’s scale runs."]
    if turned:
        named = "; ".join(decision.criteria[criterion].name for criterion in turned)
        said.append(f"Turned round to that end, because low is {decision.measure.top}: {named}.")
    if evaluation.is_unweighted:
        said.append("Every swing is 0, so all criteria count the same.")
    outside = [c for c in decision.criteria if c not in evaluation.criteria]
    if outside:
        named = "; ".join(decision.criteria[criterion].label for criterion in outside)
        said.append(f"In the file and out of view here: {named}.")
    if decision.left_out:
        # A name may hold a comma.
        named = some_apart(entry.name for entry in decision.left_out.values())
        said.append(f"Left out on purpose: {named}.")
    return tuple(said)


def options_table(subject: Subject) -> Table | None:
    """Return what the options are, best first.

    `None` where the file says no more of its options than their names.
    """
    return _options_table(subject, _what)


def short_options_table(subject: Subject) -> Table | None:
    """Return the options with one sentence each; `None` as above."""
    return _options_table(subject, _in_a_sentence)


def _options_table(subject: Subject, said: Callable[[CriteriaSet, str], str]) -> Table | None:
    decision = subject.decision
    if not any(entry.summary or entry.short for entry in decision.options.values()):
        return None
    rows = tuple(
        (decision.options[option].label, said(decision, option))
        for option in subject.evaluation.ranking
    )
    return Table(("Option", "What it is"), rows, wide=(2, 7))


def _what(decision: CriteriaSet, option: str) -> str:
    entry = decision.options[option]
    name = "" if entry.name == entry.label else f"{entry.name.rstrip('.')}. "
    reference = "The reference. " if entry.reference else ""
    return f"{reference}{name}{' '.join(entry.summary.split())}".strip()


def _in_a_sentence(decision: CriteriaSet, option: str) -> str:
    """Return the first sentence that a file says of an option; its whole name where it has none."""
    summary = " ".join(decision.options[option].summary.split())
    said = _FIRST_SENTENCE.match(summary)
    text = said.group() if said else summary or _what(decision, option)
    return text if len(text) <= LONGEST_SENTENCE else f"{text[: LONGEST_SENTENCE - 1].rstrip()}…"
