"""The overview that can be read without scripts: verdict, ranking, weights, and the set itself.

The ranking holds its figures in full precision beside the rounded ones a reader sees, so that a
later change of either can be detected. If scripts run, the instrument replaces verdict, ranking
and weights.
"""

from __future__ import annotations

from steelyard.export.live_page.assets import option_class
from steelyard.export.live_page.markup import Markup, join, tag
from steelyard.files.problems import format_number
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.judging.beside import beside_sentence
from steelyard.results.words.lead.fragility import care_words
from steelyard.results.words.lead.frames import frame_note, frame_top
from steelyard.results.words.numbers import one_decimal, percents
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.simulations import (
    FIRST_IN,
    describe_simulations,
    span_labels,
    span_note,
)
from steelyard.results.words.text import listing, plain
from steelyard.results.words.view import ORIGIN_TEMPLATES, identity_date
from steelyard.results.words.weights import weight_labels


def show_top(result: Result) -> Markup:
    """Return the lines above the verdict: title, date, frame, view and judges; the question."""
    criteria_set, choice = result.criteria_set, result.choice
    parts = [criteria_set.title]
    parts += [f"as of {day}"] if (day := identity_date(criteria_set)) else []
    if criteria_set.frames:
        parts.append(f"criteria: {criteria_set.frames[result.evaluation.frame].name}")
    if choice.scenario:
        parts.append(f"scenario: {criteria_set.scenarios[choice.scenario].name}")
    parts += [f"judged by: {criteria_set.judged_by}"] if criteria_set.judged_by else []
    mark = tag(
        "strong", "Exploratory", class_="mark", id="steelyard-mark",
        hidden=None if choice.is_exploratory else "",
    )  # fmt: skip
    return tag(
        "header",
        tag("p", mark, " ", " · ".join(parts), _reading(result), class_="eyebrow"),
        tag("p", criteria_set.question, class_="question") if criteria_set.question else Markup(),
        tag("p", id="steelyard-notice", class_="notice", role="status"),
    )


def _reading(result: Result) -> Markup:
    """Return whose scores these are, in an element scripts update; empty for those of the file."""
    reading = result.choice.reading
    name = plain(result.criteria_set.readings[reading].name) if reading else ""
    said = f" · {ORIGIN_TEMPLATES['whose_scores'].format(name=name)}" if name else ""
    return tag("span", said, id="steelyard-reading")


def show_verdict(result: Result) -> Markup:
    """Return the verdict, the ranking and the weights as plain text and tables."""
    verdict = result.verdict
    no_script = "Scripts are off: these are the numbers as of when the page was made."
    return tag(
        "div",
        tag("h1", verdict.sentence),
        tag("p", verdict.because, class_="because"),
        *(tag("p", said, class_="premium") for said in _further(result) if said),
        tag("p", tag("noscript", no_script), class_="note"),
        _ranking(result),
        _weights(result),
        class_="sy plain",
    )


def _further(result: Result) -> tuple[str, ...]:
    """Return the lead without premiums, the other frames, a note, and cautions."""
    care = care_words(result)
    cautions = f"{CARE} {care}" if care else ""
    judges = beside_sentence(result.group)
    return result.verdict.packages, frame_top(result), frame_note(result), cautions, judges


def _ranking(result: Result) -> Markup:
    names = ("Rank", "Option", "Total", FIRST_IN)
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    rows = (_row(result, option) for option in result.evaluation.ranking)
    return join(
        tag(
            "table",
            tag("caption", "Ranking of the options, totals of 0 to 100", class_="spoken"),
            tag("thead", head),
            tag("tbody", *rows),
            class_="ranking",
        ),
        tag(
            "p",
            f"{describe_simulations(result.simulations)}{span_note(result.simulations)}",
            class_="note",
        ),
    )


def _row(result: Result, option: str) -> Markup:
    evaluation, simulations, criteria_set = (
        result.evaluation,
        result.simulations,
        result.criteria_set,
    )
    total = evaluation.totals[option]
    labels = percents(list(simulations.lead_shares.values()))
    share = dict(zip(simulations.lead_shares, labels, strict=True))[option]
    ends = span_labels(evaluation, simulations)[option]
    spans = [tag("small", ends)] if ends != share.removesuffix("%") else []
    low, high = simulations.ranges[option]
    picture = tag(
        "svg",
        tag("rect", class_=option_class(criteria_set, option), width=_tenth(total)),
        tag("rect", class_="range", x=_tenth(low), width=_tenth(max(high - low, 0))),
        aria_hidden="true",
    )
    return tag(
        "tr",
        tag("td", str(evaluation.ranks[option]), class_="rank"),
        tag("th", criteria_set.options[option].label, scope="row"),
        tag("td", tag("span", one_decimal(total), class_="number"), picture, class_="total"),
        tag("td", share, *spans, class_="share"),
        data_option=option,
        data_total=total,
        data_share=simulations.lead_shares[option],
    )


def _tenth(number: float) -> str:
    return f"{number:.1f}%"


def _weights(result: Result) -> Markup:
    evaluation, criteria_set, choice = result.evaluation, result.criteria_set, result.choice
    whose = "the file"
    if choice.lens:
        lens = criteria_set.lenses[choice.lens]
        whose = f"{lens.name} ({lens.seat})" if lens.seat else lens.name
    labels = weight_labels(evaluation)
    rows = []
    for criterion in evaluation.criteria:
        entry = criteria_set.criteria[criterion]
        swing = format_number(round(evaluation.swings[criterion], 4))
        moved = ", moved" if criterion in choice.swings else ""
        rows.append(
            tag(
                "tr",
                tag("th", entry.name, scope="row"),
                tag("td", labels[criterion], class_="share"),
                tag("td", f"{swing}{moved}", class_="swing-cell"),
                tag("td", entry.swing_reason or entry.question),
                data_criterion=criterion,
                data_swing=evaluation.swings[criterion],
            )
        )
    heads = ("Criterion", "Weight", "Swing", "From the worst to the best end")
    return join(
        tag("h2", f"Weights of {whose}"),
        tag(
            "table",
            tag("thead", tag("tr", *(tag("th", head, scope="col") for head in heads))),
            tag("tbody", *rows),
            class_="weights-table",
        ),
    )


def show_about(result: Result) -> Markup:
    """Return the description of the set: its scales, its sources, what it leaves out."""
    criteria_set = result.criteria_set
    parts = [tag("h2", "About this comparison")]
    parts += [tag("p", criteria_set.note)] if criteria_set.note else []
    parts.append(_folded("Criteria and their scales", _criteria(result)))
    if criteria_set.left_out:
        names = listing(plain(entry.name) for entry in criteria_set.left_out.values())
        parts.append(tag("p", f"Left out on purpose: {names}."))
    return tag("section", *parts, class_="about")


def _criteria(result: Result) -> list[Markup]:
    criteria_set = result.criteria_set
    items = []
    for criterion in result.evaluation.criteria:
        entry = criteria_set.criteria[criterion]
        # Anchors between the ends are left out: they would take most of the space.
        ends = {
            n: text for n, text in entry.anchors.items() if n in (entry.scale.from_, entry.scale.to)
        }
        anchors = "; ".join(f"{format_number(n)}: {text}" for n, text in ends.items())
        scale = f"Scale: {scale_words(criteria_set, entry)}. {anchors}"
        items.append(_entry(entry.name, f"{entry.question} {scale}"))
    return items


def _entry(name: str, text: str) -> Markup:
    return join(tag("dt", name), tag("dd", text))


def _folded(title: str, items: list[Markup]) -> Markup:
    return tag("details", tag("summary", title), tag("dl", *items))
