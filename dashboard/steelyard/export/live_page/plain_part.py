"""The part of the page that stands without scripts: verdict, ranking, weights, what it is.

The ranking carries its figures in full precision beside the rounded ones that are read, so
that whoever checks the page can tell whether somebody changed either. The instrument takes
the place of verdict, ranking and weights where scripts run.
"""

from __future__ import annotations

from steelyard.analysis.wording import integer, listing
from steelyard.charts.findings import weight_labels
from steelyard.charts.text import percents, plain
from steelyard.charts.world_words import describe_worlds
from steelyard.export.evidence_words import scale_words
from steelyard.export.live_page.colours import option_class
from steelyard.export.live_page.markup import Markup, join, tag
from steelyard.export.subject import Subject
from steelyard.files.problems import format_number


def show_top(subject: Subject) -> Markup:
    """Return the lines above the verdict: which set, its question, as of when, whose judgement."""
    decision, choice = subject.decision, subject.choice
    parts = [decision.title]
    parts += [f"as of {decision.as_of}"] if decision.as_of else []
    if decision.frames:
        parts.append(f"criteria: {decision.frames[subject.evaluation.frame].name}")
    if choice.reading:
        parts.append(f"reading: {decision.readings[choice.reading].name}")
    if choice.scenario:
        parts.append(f"scenario: {decision.scenarios[choice.scenario].name}")
    parts += [f"judged by: {decision.judged_by}"] if decision.judged_by else []
    mark = tag(
        "strong", "Exploratory", class_="mark", id="steelyard-mark",
        hidden=None if choice.is_exploratory else "",
    )  # fmt: skip
    return tag(
        "header",
        tag("p", mark, " ", " · ".join(parts), class_="eyebrow"),
        tag("p", decision.question, class_="question") if decision.question else Markup(),
        tag("p", id="steelyard-notice", class_="notice", role="status"),
    )


def show_verdict(subject: Subject) -> Markup:
    """Return the verdict, the ranking and the weights as plain text and tables."""
    verdict = subject.verdict
    no_script = "Scripts are off, so this page shows the numbers as they were when it was made."
    return tag(
        "div",
        tag("h1", verdict.sentence),
        tag("p", verdict.because, class_="because"),
        tag("p", tag("noscript", no_script), class_="note"),
        _ranking(subject),
        _weights(subject),
        class_="sy plain",
    )


def _ranking(subject: Subject) -> Markup:
    names = ("Rank", "Option", "Total", "Leads in")
    head = tag("tr", *(tag("th", name, scope="col") for name in names))
    rows = (_row(subject, option) for option in subject.evaluation.ranking)
    return join(
        tag(
            "table",
            tag("caption", "Ranking of the options, totals of 0 to 100", class_="spoken"),
            tag("thead", head),
            tag("tbody", *rows),
            class_="ranking",
        ),
        tag("p", describe_worlds(subject.worlds), class_="note"),
    )


def _row(subject: Subject, option: str) -> Markup:
    evaluation, worlds, decision = subject.evaluation, subject.worlds, subject.decision
    total = evaluation.totals[option]
    labels = percents(list(worlds.lead_shares.values()))
    share = dict(zip(worlds.lead_shares, labels, strict=True))[option]
    low, high = worlds.ranges[option]
    picture = tag(
        "svg",
        tag("rect", class_=option_class(decision, option), width=_tenth(total)),
        tag("rect", class_="range", x=_tenth(low), width=_tenth(max(high - low, 0))),
        aria_hidden="true",
    )
    return tag(
        "tr",
        tag("td", str(evaluation.ranks[option]), class_="rank"),
        tag("th", decision.options[option].label, scope="row"),
        tag("td", tag("span", integer(total), class_="number"), picture, class_="total"),
        tag("td", share, class_="share"),
        data_option=option,
        data_total=total,
        data_share=worlds.lead_shares[option],
    )


def _tenth(number: float) -> str:
    return f"{number:.1f}%"


def _weights(subject: Subject) -> Markup:
    evaluation, decision, choice = subject.evaluation, subject.decision, subject.choice
    whose = "the file"
    if choice.lens:
        lens = decision.lenses[choice.lens]
        whose = f"{lens.name} ({lens.seat})" if lens.seat else lens.name
    labels = weight_labels(evaluation)
    rows = []
    for criterion in evaluation.criteria:
        entry = decision.criteria[criterion]
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


def show_about(subject: Subject) -> Markup:
    """Return what the set is about: its scales, its sources, what it leaves out."""
    decision = subject.decision
    parts = [tag("h2", "About this comparison")]
    parts += [tag("p", decision.note)] if decision.note else []
    parts.append(_folded("Criteria and their scales", _criteria(subject)))
    if decision.left_out:
        names = listing(plain(entry.name) for entry in decision.left_out.values())
        parts.append(tag("p", f"Left out on purpose: {names}."))
    return tag("section", *parts, class_="about")


def _criteria(subject: Subject) -> list[Markup]:
    decision = subject.decision
    items = []
    for criterion in subject.evaluation.criteria:
        entry = decision.criteria[criterion]
        # Those between the ends stand in the file; here they would take most of the room.
        ends = {
            n: text for n, text in entry.anchors.items() if n in (entry.scale.from_, entry.scale.to)
        }
        anchors = "; ".join(f"{format_number(n)}: {text}" for n, text in ends.items())
        scale = f"Scale: {scale_words(decision, entry)}. {anchors}"
        items.append(_entry(entry.name, f"{entry.question} {scale}"))
    return items


def _entry(name: str, text: str) -> Markup:
    return join(tag("dt", name), tag("dd", text))


def _folded(title: str, items: list[Markup]) -> Markup:
    return tag("details", tag("summary", title), tag("dl", *items))
