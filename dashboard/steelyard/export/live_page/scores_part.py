"""A table of all scores, and the details of each score: reason, confidence, claims.

Claims are referenced by id here and written out once, below; if scripts run they are shown under
the score itself. Lists of ids are shortened, since a page has hundreds of them and the ids of one
source mostly begin alike: `kd-40, 41, cb-22`. `evidence.js` parses such a list.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.export.live_page.assets import value_class
from steelyard.export.live_page.markup import Markup, join, tag
from steelyard.model import Assessment, Claim
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.evidence import (
    DIRECT_CLAIMS,
    OTHER_CLAIMS,
    STRETCHED_CLAIMS,
    claim_words,
)
from steelyard.results.words.names import CONDITION_WORDS
from steelyard.results.words.scores.ranking import assessment_line, usual_confidence
from steelyard.results.words.scores.scales import best_end, printed_score
from steelyard.results.words.text import plain
from steelyard.results.words.view import view_change_sentences

_DIRECT, _STRETCHED, _OTHER = "Direct", "Indirect", "Also"
_HEADINGS = (_DIRECT, DIRECT_CLAIMS, _STRETCHED, STRETCHED_CLAIMS, _OTHER, OTHER_CLAIMS)
"""Pairs of the text before ids, and the heading of the claims if scripts run."""


def show_scores(result: Result) -> Markup:
    """Return all scores as a table, and below it the details of each score."""
    top = result.criteria_set.measure.top
    cells = [result.find_assessment(o, c) for o, c in cells_of(result)]
    lead = f"Scores on each criterion’s own scale; the stronger the colour, the nearer to {top}."
    if result.evaluation.unknown:
        lead += " What is unknown counts in the middle of its scale."
    if any(assessment and assessment.confidence for assessment in cells):
        usual = usual_confidence(result)
        rest = f"; below, {usual} where nothing else is said." if usual else "."
        lead += f" Dots: confidence in the evidence, from one (low) to three (high){rest}"
    blocks = [option_block(result, option) for option in result.evaluation.ranking]
    return tag(
        "section",
        tag("h2", "Scores and evidence", id="scores-title"),
        tag("p", lead, *_legend(result), class_="note"),
        tag(
            "div", _table(result), class_="wide", tabindex="0", role="region",
            aria_labelledby="scores-title",
        ),
        *blocks,
        class_="score-part",
        data_headings="|".join(_HEADINGS),
    )  # fmt: skip


def _legend(result: Result) -> list[Markup]:
    """Return the legend of the signs behind claims; if scripts run, words replace the signs."""
    if not any(claims_at(result, option, criterion) for option, criterion in cells_of(result)):
        return []
    said = "Behind a claim: + it speaks for the option on that criterion, − it speaks against it."
    return [tag("noscript", said)]


def _table(result: Result) -> Markup:
    evaluation, criteria_set = result.evaluation, result.criteria_set
    heads = [tag("th", "Option", scope="col")]
    for criterion in evaluation.criteria:
        entry = criteria_set.criteria[criterion]
        low = entry.better == "lower"
        good = tag("small", f" {best_end(criteria_set, entry)}") if low else Markup()
        title = _title(entry.name, entry.label)
        heads.append(tag("th", entry.label, good, scope="col", title=title))
    rows = (
        tag(
            "tr",
            tag("th", criteria_set.options[option].label, scope="row"),
            *(_value(result, option, criterion) for criterion in evaluation.criteria),
            data_row=option,
        )
        for option in evaluation.ranking
    )
    return tag("table", tag("thead", tag("tr", *heads)), tag("tbody", *rows), class_="values")


def _title(name: str, label: str) -> str | None:
    return plain(name) if name != label else None


def _value(result: Result, option: str, criterion: str) -> Markup:
    evaluation = result.evaluation
    is_unknown = (option, criterion) in evaluation.unknown
    value = evaluation.values[option][criterion]
    text = printed_score(evaluation, result.criteria_set, (option, criterion))
    assessment = result.find_assessment(option, criterion)
    has_more = bool(score_block(result, option, criterion))
    anchor = f"#{anchor_of(result, option, criterion)}"
    # The style sheet draws the confidence as dots, and names it for screen readers.
    sure = assessment.confidence if assessment else None
    shown = tag("a", text, class_=sure, href=anchor) if has_more else join(text)
    shade = "unknown" if is_unknown else value_class(value)
    return tag("td", shown, class_=shade)


def option_block(result: Result, option: str) -> Markup:
    """Return an option's summary and conditions, and the details of its scores, collapsed."""
    criteria_set = result.criteria_set
    entry = criteria_set.options[option]
    parts = [tag("p", entry.summary)] if entry.summary else []
    for condition in entry.needs:
        needed = criteria_set.conditions[condition]
        parts.append(tag("p", f"Needs {needed.name} ({CONDITION_WORDS[needed.state]})."))
    usual = usual_confidence(result)
    scores = [
        block
        for criterion in result.evaluation.criteria
        if (block := score_block(result, option, criterion, usual))
    ]
    parts += [tag("dl", *scores)] if scores else []
    return tag("details", tag("summary", tag("h3", entry.name)), *parts) if parts else Markup()


def score_block(result: Result, option: str, criterion: str, unsaid: str | None = None) -> Markup:
    """Return the details of one score; empty if the file has only a number.

    `unsaid`: the usual confidence, which the page states once and not for each score.
    """
    assessment = result.find_assessment(option, criterion)
    claims = claims_at(result, option, criterion)
    is_moved = view_change_sentences(result, option, criterion)
    says_more = assessment is not None and (
        assessment.reason or assessment.confidence or assessment.score.low < assessment.score.high
    )
    if not (says_more or claims or is_moved):
        return Markup()
    entry = result.criteria_set.criteria[criterion]
    parts = [tag("p", line) for line in is_moved]
    if assessment is not None and assessment.reason:
        parts.append(tag("p", assessment.reason))
    parts += _references(result, option, criterion, assessment)
    return join(
        tag("dt", entry.name, id=anchor_of(result, option, criterion)),
        tag("dd", assessment_line(result, option, criterion, unsaid), *parts),
    )


def anchor_of(result: Result, option: str, criterion: str) -> str:
    """Return the id of the element about a score: made of numbers, since ids can be long."""
    evaluation = result.evaluation
    return f"c{evaluation.options.index(option)}-{evaluation.criteria.index(criterion)}"


def _references(
    result: Result, option: str, criterion: str, assessment: Assessment | None
) -> list[Markup]:
    claims = result.evidence.claims
    direct = [c for c in dict.fromkeys(assessment.claims if assessment else ()) if c in claims]
    cited = assessment.cited if assessment is not None else ()
    stretched = [c for c in cited if c in claims and c not in direct]
    bearers = result.find_bearers(option, [criterion])
    groups = {
        _DIRECT: direct,
        _STRETCHED: stretched,
        _OTHER: [c for c in bearers.all if c not in direct and c not in stretched],
    }
    signs = {
        claim: ("+" if claim in bearers.for_ else "") + ("−" if claim in bearers.against else "")
        for claim in (*direct, *stretched, *bearers.all)
    }
    said = "; ".join(
        f"{name}: {shorten_ids(found, signs)}" for name, found in groups.items() if found
    )
    return [tag("p", said, class_="ref")] if said else []


def cells_of(result: Result) -> list[tuple[str, str]]:
    """Return every option with every criterion in view, in the order of the file."""
    evaluation = result.evaluation
    return [(o, c) for o in evaluation.options for c in evaluation.criteria]


def claims_at(result: Result, option: str, criterion: str) -> set[str]:
    """Return the claims of the registers that a score cites or that bear on it."""
    claims = result.evidence.claims
    assessment = result.find_assessment(option, criterion)
    cited = {c for c in (assessment.cited if assessment else ()) if c in claims}
    return cited | set(result.find_bearers(option, [criterion]).all)


def shorten_ids(ids: Sequence[str], signs: Mapping[str, str]) -> str:
    """Return a shortened list of ids, each followed by its sign (`+` for, `−` against).

    An id is shortened to what follows its last hyphen if that begins with a digit, which no
    whole id does, and if the id before it is the same up to the hyphen.

    >>> shorten_ids(["kd-40", "kd-41", "cb-22", "cb-draft"], {"kd-41": "+", "cb-22": "−"})
    'kd-40, 41+, cb-22−, cb-draft'
    """
    return ", ".join(
        _shortened(claim, before) + signs.get(claim, "")
        for claim, before in zip(ids, ("", *ids[:-1]), strict=True)
    )


def _shortened(claim: str, before: str) -> str:
    start, hyphen, rest = claim.rpartition("-")
    is_alike = bool(hyphen) and rest[:1].isdigit() and before.rpartition("-")[0] == start
    return rest if is_alike else claim


def claims_list(result: Result) -> Markup:
    """Return the claims that bear on the view, by source; empty if there are none."""
    named = set().union(*(claims_at(result, o, c) for o, c in cells_of(result)))
    by_source: dict[str, list[str]] = {}
    for claim, source in result.evidence.sources.items():
        if claim in named:
            by_source.setdefault(source, []).append(claim)
    if not by_source:
        return Markup()
    groups = [_source(result, source, claims) for source, claims in by_source.items()]
    note = (
        "What the sources say, in our words. Claims are arguments, not measurements: they are "
        "never counted as votes."
    )
    return tag(
        "section", tag("h2", "Claims"), tag("p", note, class_="note"), *groups, class_="claims"
    )


def _source(result: Result, source: str, claims: list[str]) -> Markup:
    loaded = result.loaded
    title = source_title(loaded, source)
    register = loaded.registers[source].register
    facts = []
    if register is not None:
        facts = [fact for fact in (register.author, register.published) if fact]
        facts += [f"read on {register.accessed}"] if register.accessed else []
    said = [tag("p", "; ".join(facts), class_="note")] if facts else []
    if register is not None:
        said += [tag("p", text) for text in (register.stance, register.limits) if text]
    entries = result.evidence.claims
    items = [_claim(claim, entries[claim]) for claim in claims]
    return tag(
        "details",
        tag("summary", tag("h3", f"{title}: {_counted(len(claims))}")),
        *said,
        tag("ul", *items, data_source=plain(title)),
    )


def _claim(claim: str, entry: Claim) -> Markup:
    words = claim_words(entry)
    where = f"{claim}, paragraph {entry.paragraph}" + (f" · {words}" if words else "")
    return tag("li", entry.says, " ", tag("i", where))


def _counted(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"
