"""The tables of the brief, and what is there to be looked up: sources and the appraisal.

The table of sources comes in two lengths: with the id of every claim, and with paragraphs
alone, in which twelve options and two sources find room on half a page. The appraisal comes
in five.
"""

from __future__ import annotations

import math
import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from steelyard.export.brief.parts import BriefTable, Section
from steelyard.model import CriteriaSet
from steelyard.model.criteria_set import REFERENCE_WORDS
from steelyard.results.appraisal import Finding
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.basis import (
    appraisal_sentence,
    named_findings_sentences,
    source_letters,
)
from steelyard.results.words.findings import grouped_leads
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.names import option_names
from steelyard.results.words.numbers import DASH, one_decimal, span
from steelyard.results.words.scores.ranking import rank_labels, scale_words
from steelyard.results.words.simulations import (
    LEADS_IN,
    LEADS_SPAN,
    share_labels,
    span_labels,
)
from steelyard.results.words.text import date_words, some_apart
from steelyard.results.words.weights import weight_labels

_NOTHING = DASH
_SOURCE_HEADS = ("Option", "Own", "For", "Against", "Also used")


class Spoken(NamedTuple):
    """Ids of claims for an option, against it, and without a side but used for its scores.

    `direct`: those that a score of the option cites as its own, on whichever side;
    `indirect`: those about something else, carried over with a reason.
    """

    for_: tuple[str, ...]
    against: tuple[str, ...]
    used: tuple[str, ...]
    direct: frozenset[str]
    indirect: frozenset[str]


def source_sentences(result: Result) -> tuple[str, ...]:
    """Return each source with its letter, who wrote it and when, and its author's stance."""
    said = []
    for source, letter in source_letters(result).items():
        register = result.loaded.registers[source].register
        if register is None:
            continue
        parts = [
            f"{letter}: {register.title}",
            f"Author: {register.author}" if register.author else "",
            f"Published: {date_words(register.published)}" if register.published else "",
            register.stance,
        ]
        said.append(" ".join(_full_stop(part) for part in parts if part))
    return tuple(said)


def source_titles(result: Result) -> tuple[str, ...]:
    """Return each source with its letter and its title alone."""
    return tuple(
        f"{letter}: {_full_stop(source_title(result.loaded, source))}"
        for source, letter in source_letters(result).items()
    )


def _full_stop(text: str) -> str:
    stripped = " ".join(text.split())
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def spoken_of(result: Result, option: str) -> Spoken:
    """Return the claims on an option, on the criteria in view, each once a side.

    *Used* are claims that its scores cite, directly or by inference, and that speak
    neither for nor against it there.
    """
    found = result.find_bearers(option)
    direct: dict[str, None] = {}
    indirect: dict[str, None] = {}
    for criterion in result.evaluation.criteria:
        score = result.find_assessment(option, criterion)
        if score is not None:
            direct |= dict.fromkeys(score.claims)
            indirect |= dict.fromkeys(score.inferred_from)
    used = tuple(claim for claim in (direct | indirect) if claim not in set(found.all))
    only = frozenset(indirect) - frozenset(direct)
    return Spoken(found.for_, found.against, used, frozenset(direct), only)


def claims_table(result: Result) -> BriefTable:
    """Return every option with the ids of the claims on it, and their paragraphs."""
    rows = []
    for option in result.evaluation.ranking:
        spoken = spoken_of(result, option)
        lists = (
            ", ".join(_claim_words(result, claim, spoken) for claim in claims) or _NOTHING
            for claims in (spoken.for_, spoken.against, spoken.used)
        )
        rows.append((_label(result, option), _own_scores(result, option), *lists))
    what = (
        "claims with their source and paragraph, “indirect” where a score stretches them to the "
        "option, “not cited” where no score does"
    )
    return _source_table(tuple(rows), what)


def paragraphs_table(result: Result) -> BriefTable:
    """Return every option with the paragraphs that speak of it, and of how many claims."""

    def counted(claims: tuple[str, ...]) -> str:
        return f"{len(claims)}: {_paragraphs(result, claims)}" if claims else _NOTHING

    rows = tuple(
        (
            _label(result, option),
            _own_scores(result, option),
            counted(spoken.for_),
            counted(spoken.against),
            _paragraphs(result, spoken.used) or _NOTHING,
        )
        for option in result.evaluation.ranking
        for spoken in [spoken_of(result, option)]
    )
    return _source_table(rows, "how many claims, in which paragraphs of which source")


def _source_table(rows: tuple[tuple[str, ...], ...], what: str) -> BriefTable:
    below = (
        "Own: scores that rest on a claim about the option itself. For and against: "
        f"{what}, on the criteria in view. Also used: claims without a side for this option that "
        "its scores draw on."
    )
    # A column twice as wide for cells four times as long comes near the least height.
    first, _, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    lists = [round(10 * math.sqrt(longest)) for longest in others]
    name = max(round(13 * math.sqrt(first)), sum(lists) // 4)
    return BriefTable(_SOURCE_HEADS, rows, frozenset({1}), (name, 0, *lists), below, is_exact=True)


def _own_scores(result: Result, option: str) -> str:
    """Return how many of an option's scores in view rest on a claim about it, as *2 of 4*."""
    supports, criteria = result.source_support, result.evaluation.criteria
    own = sum(supports[option, c] in ("several sources", "one source") for c in criteria)
    return f"{own} of {len(criteria)}"


def _label(result: Result, option: str) -> str:
    return result.criteria_set.options[option].label


def _claim_words(result: Result, claim: str, spoken: Spoken) -> str:
    """Return a claim with its paragraph and how it is used, as *kd-04 (A ¶1, indirect)*."""
    entry = result.evidence.claims.get(claim)
    if entry is None:
        return f"{claim} (in no source of the file)"
    place = f"{source_letters(result)[result.evidence.sources[claim]]} ¶{entry.paragraph}"
    if claim in spoken.direct:
        return f"{claim} ({place})"
    return f"{claim} ({place}, {'indirect' if claim in spoken.indirect else 'not cited'})"


def _paragraphs(result: Result, claims: Iterable[str]) -> str:
    """Return the paragraphs of claims by source, such as *A 3, 7–9; B 2*."""
    evidence = result.evidence
    known = [claim for claim in claims if claim in evidence.claims]
    parts = []
    for source, letter in source_letters(result).items():
        numbers = {evidence.claims[c].paragraph for c in known if evidence.sources[c] == source}
        if numbers:
            parts.append(f"{letter} {runs(numbers)}")
    return "; ".join(parts)


def runs(numbers: Iterable[int]) -> str:
    """Return whole numbers in order, three or more in a row as a span.

    >>> runs([7, 3, 8, 9, 4])
    '3, 4, 7–9'
    """
    found: list[list[int]] = []
    for number in sorted(set(numbers)):
        if found and number == found[-1][-1] + 1:
            found[-1].append(number)
        else:
            found.append([number])
    return ", ".join(
        f"{run[0]}{DASH}{run[-1]}" if len(run) > 2 else ", ".join(map(str, run)) for run in found
    )


_MEANING = {"failed": "Failed", "open": "Open"}
_CHECK_HEADS = ("Result", "What was found", "What to do")


def appraisal_section(findings: tuple[Finding, ...]) -> Section:
    """Return the appraisal; its smaller forms leave out guidance, advice, then what was found.

    What is found stays longer of checks that failed than of those that are open. Where every
    check passed there is one form only.
    """
    said = appraisal_sentence(findings)
    plain = Section("appraisal", "What an approver would ask", 2, (said,))
    failed = [finding for finding in findings if finding.state == "failed"]
    still_open = [finding for finding in findings if finding.state == "open"]
    shown = [*failed, *still_open]
    if not shown:
        return plain
    rest = "what to do about it and the guidance behind it"
    section = replace(
        plain,
        sentences=(said, *named_findings_sentences(shown)),
        lacks=f"what each check found, {rest}",
    )
    if failed and still_open:
        section = replace(
            plain,
            sentences=(said, *named_findings_sentences(still_open)),
            table=_check_table(_found(failed)),
            smaller=section,
            lacks="what each open check found, what to do about any check and the guidance "
            "behind it",
        )
    advice = [finding.advice.replace("`", "") for finding in shown]
    cited = [f" See {'; '.join(f.guidance)}." if f.guidance else "" for f in shown]
    whole = [f"{one}{source}".strip() for one, source in zip(advice, cited, strict=True)]
    forms = (
        (_check_table(_found(shown)), "what to do about each check and the guidance behind it"),
        (_check_table(_found(shown), advice), "the guidance behind each check"),
        (_check_table(_found(shown), whole), ""),
    )
    for table, lacks in forms:
        section = replace(plain, table=table, smaller=section, lacks=lacks)
    return section


def _found(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(_MEANING[f.state], f"{f.title}. {f.found}") for f in findings]


def _check_table(found: list[tuple[str, str]], advice: list[str] | None = None) -> BriefTable:
    if advice is None:
        return BriefTable(_CHECK_HEADS[:2], tuple(found), wide=(0, 1))
    rows = tuple((*row, one) for row, one in zip(found, advice, strict=True))
    return BriefTable(_CHECK_HEADS, rows, wide=(0, 1, 1))


LONGEST_SENTENCE = 200
"""Characters of what an option is, where one sentence is shown."""

_FIRST_SENTENCE = re.compile(r".{20,}?[.!?](?=\s|$)")


def ranking_table(result: Result) -> BriefTable:
    """Return every option with rank, total, the span of nine totals in ten, and lead share."""
    evaluation, simulations = result.evaluation, result.simulations
    ranks, shares = rank_labels(evaluation), share_labels(evaluation, simulations.lead_shares)
    spans = span_labels(evaluation, simulations)
    rows = tuple(
        (
            ranks[option],
            result.criteria_set.options[option].label,
            one_decimal(evaluation.totals[option]),
            span(*simulations.ranges[option]),
            shares[option].removesuffix("%"),
            spans[option],
        )
        for option in evaluation.ranking
    )
    heads = ("Rank", "Option", "Total", "Nine totals in ten", LEADS_IN, LEADS_SPAN)
    return BriefTable(heads, rows, frozenset({0, 2, 3, 4, 5}), (0, 5, 0, 0, 0, 0))


MARGINS = f"How many points ahead of the second option. * {CLOSE.capitalize()}."


def leads_table(result: Result) -> BriefTable:
    """Return who leads with whose weights and whose scores, and by how much."""
    found, criteria_set = grouped_leads(result), result.criteria_set
    rows = tuple(
        (
            name,
            *(
                f"{option_names(criteria_set, cell.leaders, most=2)} {cell.gap}"
                + ("*" if cell.is_close else "")
                for cell in cells
            ),
        )
        for name, cells in found.rows
    )
    wide = (5, *(4 for _ in found.heads))
    return BriefTable(("Whose weights", *found.heads), rows, wide=wide, below=MARGINS)


def criteria_table(result: Result) -> BriefTable:
    """Return the criteria in view: weight, question, scale with its ends."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    weights = weight_labels(evaluation)
    rows = tuple(
        (
            criteria_set.criteria[criterion].name,
            weights[criterion],
            scale_words(criteria_set, criteria_set.criteria[criterion]),
            criteria_set.criteria[criterion].question,
        )
        for criterion in evaluation.criteria
    )
    heads = ("Criterion", "Weight", "On the file’s scale", "What it asks")
    return BriefTable(heads, rows, frozenset({1}), (4, 0, 5, 6))


def criteria_sentences(result: Result) -> tuple[str, ...]:
    """Return what a value is, how far it may differ from the scale, and what is out of view."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    top = "good" if criteria_set.measure.top == "best" else criteria_set.measure.top
    turned = [c for c in evaluation.criteria if criteria_set.criteria[c].better == "lower"]
    said = [f"As a value, 100 is always {top}, whichever way the file’s scale runs."]
    if turned:
        named = "; ".join(criteria_set.criteria[criterion].name for criterion in turned)
        said.append(
            f"On these a low score is {criteria_set.measure.top}, so its value is high: {named}."
        )
    if evaluation.is_unweighted:
        said.append("Every swing is 0, so all criteria count the same.")
    outside = [c for c in criteria_set.criteria if c not in evaluation.criteria]
    if outside:
        named = "; ".join(criteria_set.criteria[criterion].label for criterion in outside)
        said.append(f"In the file, but not counted here: {named}.")
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
    reference = f"{REFERENCE_WORDS[entry.reference].capitalize()}. " if entry.reference else ""
    return f"{reference}{name}{' '.join(entry.summary.split())}".strip()


def _in_a_sentence(criteria_set: CriteriaSet, option: str) -> str:
    """Return the first sentence that a file says of an option; its whole name where it has none."""
    summary = " ".join(criteria_set.options[option].summary.split())
    said = _FIRST_SENTENCE.match(summary)
    text = said.group() if said else summary or _what(criteria_set, option)
    return text if len(text) <= LONGEST_SENTENCE else f"{text[: LONGEST_SENTENCE - 1].rstrip()}…"
