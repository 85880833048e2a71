"""Every value at a glance, shaded, with the confidence behind it, leading to its reasons."""

from __future__ import annotations

from steelyard.export.live_page.colours import value_class
from steelyard.export.live_page.in_view import assessment_of, cells_of, claims_at
from steelyard.export.live_page.markup import Markup, join, tag
from steelyard.export.live_page.score_reasons import place_of, say_option, say_score
from steelyard.results.result import Result
from steelyard.results.words.numbers import integer, plain


def show_scores(result: Result) -> Markup:
    """Return all values as a table, and under it what the file says of each score."""
    top = result.criteria_set.measure.top
    cells = [assessment_of(result, o, c) for o, c in cells_of(result)]
    lead = f"Values of 0 to 100; 100 is {top}. ?: not known, counted as the middle of its range."
    if any(assessment and assessment.confidence for assessment in cells):
        lead += " Dots: confidence in the evidence, from one (low) to three (high)."
    blocks = [say_option(result, option) for option in result.evaluation.ranking]
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
    )  # fmt: skip


def _legend(result: Result) -> list[Markup]:
    """Return what the signs behind claims mean: where scripts run, words stand in their place."""
    if not any(claims_at(result, option, criterion) for option, criterion in cells_of(result)):
        return []
    said = "Behind a claim: + it speaks for the option on that criterion, − it speaks against it."
    return [tag("noscript", said)]


def _table(result: Result) -> Markup:
    evaluation, criteria_set = result.evaluation, result.criteria_set
    heads = [tag("th", "Option", scope="col")]
    for criterion in evaluation.criteria:
        entry = criteria_set.criteria[criterion]
        heads.append(tag("th", entry.label, scope="col", title=_title(entry.name, entry.label)))
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
    text = "?" if is_unknown else integer(value)
    assessment = assessment_of(result, option, criterion)
    has_more = bool(say_score(result, option, criterion))
    place = f"#{place_of(result, option, criterion)}"
    # The style sheet draws the confidence as dots, and says it to who has the page read aloud.
    sure = assessment.confidence if assessment else None
    shown = tag("a", text, class_=sure, href=place) if has_more else join(text)
    shade = "unknown" if is_unknown else value_class(value)
    return tag("td", shown, class_=shade)
