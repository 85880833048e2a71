"""Where it stands written: the sources by letter, and who is spoken of in which paragraph.

One table in two lengths: with the id of every claim, and with paragraphs alone, in which
twelve options and two sources find room on half a page.
"""

from __future__ import annotations

import datetime
import math
from collections.abc import Iterable
from typing import NamedTuple

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.export.brief.basis import Supports, own_scores, source_letters
from steelyard.export.brief.headline import date_words
from steelyard.export.brief.parts import Table
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.numbers import DASH

_NOTHING = DASH
_HEADS = ("Option", "Own", "For", "Against", "Also used")


class Spoken(NamedTuple):
    """Ids of claims for an option, against it, and without a side but used for its scores.

    `direct`: those that a score of the option cites as its own, on whichever side;
    `inferred`: those that its scores only infer from.
    """

    for_: tuple[str, ...]
    against: tuple[str, ...]
    used: tuple[str, ...]
    direct: frozenset[str]
    inferred: frozenset[str]


def source_sentences(result: Result) -> tuple[str, ...]:
    """Return each source with its letter, who wrote it and when, and where its author stands."""
    said = []
    for source, letter in source_letters(result).items():
        register = result.loaded.registers[source].register
        if register is None:
            continue
        parts = [
            f"{letter}: {register.title}",
            f"Author: {register.author}" if register.author else "",
            f"Published: {_date(register.published)}" if register.published else "",
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


def _date(text: str) -> str:
    """Return a date in words; what is no date stays as it is.

    >>> _date("2026-02-24"), _date("spring 2026")
    ('24 February 2026', 'spring 2026')
    """
    try:
        datetime.date.fromisoformat(text)
    except ValueError:
        return text
    return date_words(text)


def _full_stop(text: str) -> str:
    stripped = " ".join(text.split())
    return stripped if stripped.endswith((".", "!", "?")) else f"{stripped}."


def spoken_of(result: Result, option: str) -> Spoken:
    """Return the claims on an option, on the criteria in view, each once a side.

    *Used* are claims that its scores cite, directly or by inference, and that speak
    neither for nor against it there.
    """
    criteria = result.evaluation.criteria
    found = find_bearers(result.evidence.claims, option, criteria)
    direct: dict[str, None] = {}
    inferred: dict[str, None] = {}
    for criterion in criteria:
        score = find_assessment(result.criteria_set, option, criterion, result.choice.reading)
        if score is not None:
            direct |= dict.fromkeys(score.claims)
            inferred |= dict.fromkeys(score.inferred_from)
    used = tuple(claim for claim in (direct | inferred) if claim not in set(found.all))
    only = frozenset(inferred) - frozenset(direct)
    return Spoken(found.for_, found.against, used, frozenset(direct), only)


def claims_table(result: Result, supports: Supports) -> Table:
    """Return every option with the ids of the claims on it, and their paragraphs."""
    rows = []
    for option in result.evaluation.ranking:
        spoken = spoken_of(result, option)
        told = (
            ", ".join(_told(result, claim, spoken) for claim in claims) or _NOTHING
            for claims in (spoken.for_, spoken.against, spoken.used)
        )
        rows.append((_label(result, option), own_scores(result, supports, option), *told))
    what = (
        "claims with their source and paragraph, “inferred” where a score stretches them to the "
        "option, “not cited” where no score does"
    )
    return _table(tuple(rows), what)


def paragraphs_table(result: Result, supports: Supports) -> Table:
    """Return every option with the paragraphs that speak of it, and of how many claims."""

    def counted(claims: tuple[str, ...]) -> str:
        return f"{len(claims)}: {_paragraphs(result, claims)}" if claims else _NOTHING

    rows = tuple(
        (
            _label(result, option),
            own_scores(result, supports, option),
            counted(spoken.for_),
            counted(spoken.against),
            _paragraphs(result, spoken.used) or _NOTHING,
        )
        for option in result.evaluation.ranking
        for spoken in [spoken_of(result, option)]
    )
    return _table(rows, "how many claims, in which paragraphs of which source")


def _table(rows: tuple[tuple[str, ...], ...], what: str) -> Table:
    below = (
        "Own: scores that rest on a claim about the option itself. For and against: "
        f"{what}, on the criteria in view. Also used: claims without a side for this option that "
        "its scores draw on."
    )
    # A column twice as wide for cells four times as long comes near the least height.
    first, _, *others = (max(map(len, column)) for column in zip(*rows, strict=True))
    lists = [round(10 * math.sqrt(longest)) for longest in others]
    name = max(round(13 * math.sqrt(first)), sum(lists) // 4)
    return Table(_HEADS, rows, frozenset({1}), (name, 0, *lists), below, is_exact=True)


def _label(result: Result, option: str) -> str:
    return result.criteria_set.options[option].label


def _told(result: Result, claim: str, spoken: Spoken) -> str:
    """Return a claim with where it stands and how it is used, as *kd-04 (A ¶1, inferred)*."""
    entry = result.evidence.claims.get(claim)
    if entry is None:
        return f"{claim} (in no source of the file)"
    place = f"{source_letters(result)[result.evidence.sources[claim]]} ¶{entry.paragraph}"
    if claim in spoken.direct:
        return f"{claim} ({place})"
    return f"{claim} ({place}, {'inferred' if claim in spoken.inferred else 'not cited'})"


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
