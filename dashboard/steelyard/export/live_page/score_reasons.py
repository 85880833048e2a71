"""What the file says of each score: its range, reason and confidence, and the claims on it.

Claims are named by id here and stand in full below, each once; where scripts run they are
shown under the score itself.
"""

from __future__ import annotations

from steelyard.analysis.evidence.bearing import find_bearers
from steelyard.analysis.totals import find_assessment
from steelyard.export.live_page.claim_ids import listed
from steelyard.export.live_page.in_view import assessment_of, cited_by, claims_at
from steelyard.export.live_page.markup import Markup, join, tag
from steelyard.files.problems import format_number
from steelyard.model import Assessment
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, span, unit_words
from steelyard.results.words.scores import score_words

_STATES = {"yes": "met", "no": "not met", "open": "open"}


def say_option(result: Result, option: str) -> Markup:
    """Return what an option is and needs, and all that is said of its scores, folded."""
    criteria_set = result.criteria_set
    entry = criteria_set.options[option]
    parts = [tag("p", entry.summary)] if entry.summary else []
    for condition in entry.needs:
        needed = criteria_set.conditions[condition]
        parts.append(tag("p", f"Needs {needed.name} ({_STATES[needed.state]})."))
    scores = [
        block
        for criterion in result.evaluation.criteria
        if (block := say_score(result, option, criterion))
    ]
    parts += [tag("dl", *scores)] if scores else []
    return tag("details", tag("summary", tag("h3", entry.name)), *parts) if parts else Markup()


def say_score(result: Result, option: str, criterion: str) -> Markup:
    """Return what the file says of one score; nothing where it says no more than a number."""
    assessment = assessment_of(result, option, criterion)
    claims = claims_at(result, option, criterion)
    is_moved = _moved(result, option, criterion)
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
        tag("dt", entry.name, id=place_of(result, option, criterion)),
        tag("dd", _score_line(result, option, criterion), *parts),
    )


def place_of(result: Result, option: str, criterion: str) -> str:
    """Return where on the page a score is told of: by number, since ids can be long."""
    evaluation = result.evaluation
    return f"c{evaluation.options.index(option)}-{evaluation.criteria.index(criterion)}"


def _score_line(result: Result, option: str, criterion: str) -> str:
    assessment = assessment_of(result, option, criterion)
    line = f"Score {score_words(assessment)}{_value_words(result, option, criterion)}."
    if assessment is None:
        return line
    facts = [
        f"Confidence: {assessment.confidence}." if assessment.confidence else "",
        f"Judged by {assessment.by}." if assessment.by else "",
        f"As of {assessment.as_of}." if assessment.as_of else "",
    ]
    return " ".join([line, *(fact for fact in facts if fact)])


def _value_words(result: Result, option: str, criterion: str) -> str:
    """Return the unit, the good end and the value of a score, where it is not its own value."""
    evaluation, entry = result.evaluation, result.criteria_set.criteria[criterion]
    assessment = assessment_of(result, option, criterion)
    numbers = [
        table[option][criterion] for table in (evaluation.lows, evaluation.values, evaluation.highs)
    ]
    if assessment is not None and assessment.score.known and numbers == list(assessment.score[:3]):
        return ""
    low, likely, high = numbers
    unit = "" if entry.scale.unit == "points" else f" {unit_words(entry.scale.unit)}"
    good = f"{'low' if entry.better == 'lower' else 'high'} is {result.criteria_set.measure.top}"
    extent = f" ({span(low, high)})" if low < high else ""
    counted = ", counted as the middle" if (option, criterion) in evaluation.unknown else ""
    return f"{unit}, {good}; value {integer(likely)}{extent}{counted}"


def _moved(result: Result, option: str, criterion: str) -> list[str]:
    """Return what the view changes about a score, in sentences."""
    choice, criteria_set = result.choice, result.criteria_set
    lines = []
    if (option, criterion) in choice.disputes:
        lines.append("The value was disputed when this page was made; it is not the file’s.")
    elif choice.scenario is not None:
        shift = criteria_set.scenarios[choice.scenario].shifts.get(option, {}).get(criterion, 0.0)
        if shift:
            lines.append(f"The scenario moves the score by {format_number(shift)}.")
    whole = result.loaded.criteria_set
    assert whole is not None
    cited = find_assessment(whole, option, criterion, choice.reading)
    struck = [c for c in cited_by(cited) if c in choice.struck]
    if struck:
        lines.append(f"Struck out for this page: {', '.join(struck)}.")
    return lines


def _references(
    result: Result, option: str, criterion: str, assessment: Assessment | None
) -> list[Markup]:
    claims = result.evidence.claims
    direct = [c for c in dict.fromkeys(assessment.claims if assessment else ()) if c in claims]
    stretched = [c for c in cited_by(assessment) if c in claims and c not in direct]
    bearers = find_bearers(claims, option, [criterion])
    groups = {
        "Rests on": direct,
        "Stretched from": stretched,
        "Also": [c for c in bearers.all if c not in direct and c not in stretched],
    }
    signs = {
        claim: ("+" if claim in bearers.for_ else "") + ("−" if claim in bearers.against else "")
        for claim in (*direct, *stretched, *bearers.all)
    }
    said = "; ".join(f"{name}: {listed(found, signs)}" for name, found in groups.items() if found)
    return [tag("p", said, class_="refs")] if said else []
