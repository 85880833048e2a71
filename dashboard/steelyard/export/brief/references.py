"""The reference tables of the brief: options, sources and checks."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable
from typing import NamedTuple

from steelyard.export.brief.parts import BriefTable
from steelyard.model import CriteriaSet
from steelyard.model.criteria_set import REFERENCE_WORDS
from steelyard.results.appraisal import Finding
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.basis import answered, source_letters
from steelyard.results.words.brief.change import BriefPoint
from steelyard.results.words.brief.second import folded_words, needs_words
from steelyard.results.words.numbers import DASH
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.text import date_words, first_sentence, plain
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


def source_points(result: Result) -> tuple[BriefPoint, ...]:
    """Return each source with its letter, its title, who wrote it and when."""
    found = []
    for source, letter in source_letters(result).items():
        register = result.loaded.registers[source].register
        parts = [source_title(result.loaded, source)]
        if register is not None and register.author:
            parts.append(f"Author: {register.author}")
        if register is not None and register.published:
            parts.append(f"Published: {date_words(register.published)}")
        found.append(BriefPoint(letter, plain(" ".join(map(_full_stop, parts)))))
    return tuple(found)


def _full_stop(text: str) -> str:
    stripped = " ".join(text.split())
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def spoken_of(result: Result, option: str) -> Spoken:
    """Return the claims on an option and the criteria in view, each once per side.

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


def _source_table(rows: tuple[tuple[str, ...], ...], what: str) -> BriefTable:
    below = (
        "Own: scores that rest on a claim about the option itself. For and against: "
        f"{what}, on the criteria in view."
    )
    # Widths that grow with the square root of the longest cell come near the least height.
    first, _, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    lists = [round(10 * math.sqrt(longest)) for longest in others]
    name = max(round(13 * math.sqrt(first)), sum(lists) // 4)
    if all(row[-1] == _NOTHING for row in rows):
        rows, lists = tuple(row[:-1] for row in rows), lists[:-1]
    else:
        below += " Also used: claims without a side for this option that its scores draw on."
    heads = _SOURCE_HEADS[: len(lists) + 2]
    return BriefTable(heads, rows, frozenset({1}), (name, 0, *lists), below)


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


def paragraphs(result: Result, claims: Iterable[str], most: int = 0) -> str:
    """Return the paragraphs of claims by source, such as *A 3, 7–9; B 2*.

    `most`: maximum number of letters, if not 0; the paragraphs beyond are counted.
    """
    evidence = result.evidence
    known = [claim for claim in claims if claim in evidence.claims]
    found = []
    for source, letter in source_letters(result).items():
        own = {evidence.claims[c].paragraph for c in known if evidence.sources[c] == source}
        found += [(f"{letter} ", number) for number in sorted(own)]
    for kept in range(len(found), 0, -1):
        parts = []
        for letter in dict.fromkeys(letter for letter, _ in found):
            numbers = [number for own, number in found[:kept] if own == letter]
            parts += [f"{letter}{runs(numbers)}"] if numbers else []
        rest = len(found) - kept
        said = "; ".join(parts) + (f" and {rest} more" if rest else "")
        if not most or len(said) <= most:
            return said
    return ""


def runs(numbers: Iterable[int]) -> str:
    """Return whole numbers in order, with runs of three or more as ranges.

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


def checks_table(findings: Iterable[Finding]) -> BriefTable | None:
    """Return each failed or open check: what was found, what to do, and whose guidance it is.

    `None` where every check passed.
    """
    listed = list(findings)
    shown = [f for state in _MEANING for f in listed if f.state == state]
    if not shown:
        return None
    rows = tuple((_MEANING[f.state], f"{answered(f)} {f.found}", _advice(f)) for f in shown)
    return BriefTable(_CHECK_HEADS, rows, wide=(0, 1, 1))


def _advice(finding: Finding) -> str:
    guidance = f" See {'; '.join(finding.guidance)}." if finding.guidance else ""
    return f"{finding.advice.replace('`', '')}{guidance}".strip()


NEEDS, PARAGRAPHS = "Needs", "Paragraphs"
"""The heads of the columns of conditions, and of the paragraphs about an option."""

TWO_LINES = 48
"""Letters of a list of paragraphs that fit on two lines of its column."""


def options_table(
    result: Result, *, is_short: bool = False, left_out: Collection[str] = ()
) -> BriefTable | None:
    """Return one line per option: summary, conditions, claims for and against, paragraphs.

    `is_short`: paragraphs beyond two lines are counted. Returns `None` if the file has only the
    names of its options.
    """
    rows = []
    most = TWO_LINES if is_short else 0
    for option in result.evaluation.ranking:
        if option in left_out:
            continue
        spoken = spoken_of(result, option)
        both = (*spoken.for_, *spoken.against)
        rows.append(
            (
                _label(result, option),
                _in_a_line(result.criteria_set, option),
                needs_words(result, option),
                f"{len(spoken.for_)} / {len(spoken.against)}" if result.evidence.claims else "",
                paragraphs(result, both, most) or (_NOTHING if result.evidence.claims else ""),
            )
        )
    if left_out:
        rows.append((folded_words(result, left_out)[0], "", "", "", ""))
    heads = ("Option", "What it is", NEEDS, "For / against", PARAGRAPHS)
    kept = [c for c in range(len(heads)) if c == 0 or any(row[c] for row in rows)]
    if len(kept) == 1:
        return None
    return BriefTable(
        tuple(heads[c] for c in kept),
        tuple(tuple(row[c] for c in kept) for row in rows),
        frozenset(kept.index(c) for c in (3,) if c in kept),
        tuple((45, 88, 54, 0, 46)[c] for c in kept),
    )


def _in_a_line(criteria_set: CriteriaSet, option: str) -> str:
    """Return an option's line; without one the first sentence on it, or its whole name."""
    entry = criteria_set.options[option]
    said = entry.line or first_sentence(entry.summary)
    return plain(said) or ("" if entry.name == entry.label else plain(entry.name))


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


def summaries_table(result: Result) -> BriefTable | None:
    """Return the file's text on each option, best first; `None` if it has only names."""
    criteria_set = result.criteria_set
    if not any(entry.summary or entry.short for entry in criteria_set.options.values()):
        return None
    rows = tuple(
        (criteria_set.options[option].label, _what(criteria_set, option))
        for option in result.evaluation.ranking
    )
    return BriefTable(("Option", "What it is"), rows, wide=(2, 7))


def _what(criteria_set: CriteriaSet, option: str) -> str:
    entry = criteria_set.options[option]
    name = "" if entry.name == entry.label else f"{entry.name.rstrip('.')}. "
    reference = f"{REFERENCE_WORDS[entry.reference].capitalize()}. " if entry.reference else ""
    return f"{reference}{name}{' '.join(entry.summary.split())}".strip()
