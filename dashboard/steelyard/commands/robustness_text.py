"""The text of `steelyard robustness`: headings, the sentences of the result, and one table.

Every sentence comes from `results.words`, as in brief, slides and pages.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from steelyard.analysis.simulations.sampling import Simulations
from steelyard.commands.outcome import align_columns
from steelyard.files.problems import visible_text
from steelyard.results.result import Result
from steelyard.results.sampling import Sampling
from steelyard.results.words import basis
from steelyard.results.words.judging.beside import beside_sentence
from steelyard.results.words.lead import dissent
from steelyard.results.words.lead import fragility as lead
from steelyard.results.words.lead.frames import frame_line, frame_note
from steelyard.results.words.numbers import hundredths, one_decimal, span
from steelyard.results.words.scores.ranking import score_set_texts
from steelyard.results.words.simulations import (
    RANGE,
    SPAN_NOTE,
    describe_simulations,
    has_ranges,
    not_a_chance,
    share_labels,
    span_labels,
    unsampled_sentence,
)
from steelyard.results.words.view import exploratory_words, whose_weights_words
from steelyard.results.words.weights import flip_sentences


class Findings(NamedTuple):
    """A result, and the simulations drawn for the command in addition to those of the page.

    `simulations`: `None` if the set is too large to be sampled.
    """

    result: Result
    sampling: Sampling
    simulations: Simulations | None


def robustness_as_text(found: Findings) -> str:
    """Return everything as text for a terminal; control characters in names are made visible."""
    result = found.result
    lines = _verdict(result)
    for title, sentences in (
        ("If one weight moves and the others keep their proportions", lead.stays_sentences(result)),
        (
            "If all weights may move, by as little as possible, until a rival draws level",
            flip_sentences(result.criteria_set, result.flips),
        ),
        ("If scores are not what they seem, weights staying as they are", _scores(result)),
        (
            "What one would have to believe about weights for each option to come first",
            lead.needed_weights_sentences(result),
        ),
        ("In simulations", _simulations(found)),
        ("Through other people's weights (lenses)", dissent.every_lens_sentences(result)),
        ("In other people's assessments (readings)", dissent.every_reading_sentences(result)),
        ("In other states of the world (scenarios)", dissent.every_scenario_sentences(result)),
        (
            "What a choice could cost in hindsight, in points behind the best",
            dissent.every_regret_sentences(result),
        ),
        ("Without some of the evidence", basis.without_evidence_sentences(result)),
        ("What this cannot show", _limits(result)),
    ):
        if sentences:
            lines += ["", title, "─" * len(title), *sentences]
    return "\n".join(visible_text(line) for line in lines)


def _verdict(result: Result) -> list[str]:
    """Return the lines at the top: the verdict, and the view that it holds in."""
    verdict = result.verdict
    judges = beside_sentence(result.group)
    lines = [f"{verdict.sentence}.", verdict.because, verdict.packages, judges]
    lines += [f"Verdict: {verdict.state}. {whose_weights_words(result)}", exploratory_words(result)]
    lines += [frame_line(result), frame_note(result)]
    return [line for line in lines if line]


def _scores(result: Result) -> Sequence[str]:
    """Return the nearest single score, and the fewest that flip the lead within their ranges."""
    if not result.score_sets:
        return ()
    sets = score_set_texts(result.criteria_set, result.score_sets)
    # If options are already level, no change of a score is needed.
    is_level = len(result.evaluation.leaders) > 1
    return sets if is_level else (*lead.single_score_sentences(result), *sets)


def _simulations(found: Findings) -> Sequence[str]:
    """Return how often each option leads in these simulations, on the page, and exactly."""
    result, simulations = found.result, found.simulations
    if simulations is None:
        return (unsampled_sentence(result.unsampled),)
    page = result.simulations
    unknown = bool(result.evaluation.unknown)
    lines = [
        describe_simulations(
            simulations, likely_only=found.sampling.likely_only, has_unknown=unknown
        ),
        f"On the page, and at the top of this: {describe_simulations(page)}",
    ]
    if result.exact_lead_shares is not None:
        lines.append(
            "The last column needs no sample: any weights at all, scores at their likely values"
            + (", unknown ones in the middle." if unknown else ".")
        )
    notes = [SPAN_NOTE] if has_ranges(simulations) else []
    return (*lines, "", *_table(found, simulations), *notes, not_a_chance(simulations))


def _table(found: Findings, simulations: Simulations) -> list[str]:
    """Return the lines of the table of shares, the option that leads most often first."""
    result, exact = found.result, found.result.exact_lead_shares
    header = ["option", "leads in", "from … to", "on the page", "mean rank", RANGE]
    rows = [header + ([] if exact is None else ["any weights"])]
    # As on the page and in the brief: whole numbers that add up to a hundred.
    printed = share_labels(result.evaluation, result.simulations.lead_shares)
    spans = span_labels(result.evaluation, simulations)
    options = result.criteria_set.options
    for option in sorted(result.evaluation.options, key=lambda o: -simulations.lead_shares[o]):
        row = [
            visible_text(options[option].label),
            hundredths(simulations.lead_shares[option]),
            spans[option],
            printed[option].rstrip("%"),
            one_decimal(simulations.expected_ranks[option]),
            span(*simulations.ranges[option]),
        ]
        rows.append(row + ([] if exact is None else [hundredths(exact[option])]))
    return align_columns(rows, names=0)


def _limits(result: Result) -> Sequence[str]:
    """Return what a reader should see before trusting any of it."""
    advice = "`steelyard check --appraise` says what to do about each."
    return (*basis.limits_sentences(result), advice)
