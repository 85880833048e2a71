"""The slides of a view in their order: titles are what was found.

Sentences and tables come from the content of the brief, charts are native. Slides that
compare are left out where there is nothing to compare with.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from steelyard.charts.scores import scorecard, why
from steelyard.charts.simulations import hundred_simulations
from steelyard.charts.theme import option_colours, palette
from steelyard.export.brief.parts import Brief, Section
from steelyard.export.slides.deck import (
    FOOT,
    LEFT,
    RIGHT,
    TOP,
    Deck,
    add_badge,
    add_paragraphs,
    add_slide_table,
)
from steelyard.export.slides.native_charts import MOST_BARS, Series, add_bars
from steelyard.results.result import Result
from steelyard.results.words.basis import CARE
from steelyard.results.words.lead.frames import frame_note
from steelyard.results.words.numbers import counted
from steelyard.results.words.scores.ranking import describe_profile, describe_ranking, net_points
from steelyard.results.words.simulations import (
    COLUMNS_NOTE,
    LEADS_IN_SO_MANY,
    share_labels,
    span_labels,
)
from steelyard.results.words.text import listing
from steelyard.results.words.weights import weight_labels, weight_pair

FULL = RIGHT - LEFT
HEIGHT = FOOT - TOP
MOST_SHARES = 7
_SMALL = (16, 14, 12, 11)


def sections_by_key(brief: Brief) -> dict[str, Section]:
    """Return the sections of a brief by what they are about."""
    return {section.key: section for section in brief.sections}


def add_bottom_line(deck: Deck, result: Result, brief: Brief) -> None:
    """Add the bottom line, for a reader of one slide only."""
    colours = palette("light")
    found = sections_by_key(brief)
    rule = "The sentence and the line below it follow from the numbers by rule."
    notes = _notes(brief, *filter(None, (rule, frame_note(result))))
    slide = deck.add(brief.sentence, notes)
    leader = option_colours(result.criteria_set, "light")[result.evaluation.ranking[0]]
    add_badge(slide, (LEFT, TOP, 2.8, 0.42), brief.state.capitalize(), leader)
    add_paragraphs(
        slide,
        (LEFT + 3.0, TOP, FULL - 3.0, 0.85),
        [f"{brief.because} {brief.packages}"],
        sizes=_SMALL,
    )
    further = [f"{CARE} {brief.care}" if brief.care else "", brief.frames]
    add_paragraphs(slide, (LEFT, 2.65, FULL, 0.85), further, sizes=_SMALL)
    short = found["change"].smaller or found["change"]
    change = [*short.sentences, *_first(found, "dissent", 1)]
    label = "What would change this"
    add_paragraphs(slide, (LEFT, 3.6, FULL, 0.3), [label], sizes=(14,), colour=colours.sub,
                   bold=True)  # fmt: skip
    add_paragraphs(slide, (LEFT, 3.9, FULL, 1.6), change, bullets=True)
    about = [brief.question, brief.whose, brief.exploratory]
    add_paragraphs(slide, (LEFT, 5.6, FULL, 1.1), about, sizes=(14, 12, 11, 10), colour=colours.sub)


def add_ranking(deck: Deck, result: Result, brief: Brief) -> None:
    """Add the ranking: a native chart of the totals, and a table with their ranges."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    words = describe_ranking(criteria_set, evaluation, len(evaluation.options))
    ranking = sections_by_key(brief)["ranking"]
    is_alone = len(evaluation.options) < 2
    title = ranking.heading if is_alone else describe_profile(criteria_set, evaluation)
    slide = deck.add(title, _notes(brief, words))
    rows = scorecard.CHART.of(result).rows().drop_duplicates("option_id").head(MOST_BARS)
    measure, shown = criteria_set.measure, list(rows["option_id"])
    scale = f"Total {measure.name}, 0–100: 100 is {measure.top}"
    left = len(evaluation.ranking) - len(shown)
    if left:
        scale += f"; the first {len(shown)} of {len(shown) + left} options"
    _caption(slide, scale)
    colours = option_colours(criteria_set, "light")
    add_bars(
        slide,
        (LEFT, TOP + 0.15, 6.0, HEIGHT - 0.15),
        [criteria_set.options[option].label for option in shown],
        [Series("Total", list(rows["total"]), [colours[option] for option in shown])],
        "0.0",
        f"Bar chart of the totals. {words}",
        (0.0, 112.0),
    )
    table = ranking.table
    if table is not None:
        heads = ["", "Option", "Total", "9 in 10", "Leads in", "from … to"]
        box = (LEFT + 6.2, TOP + 0.25, FULL - 6.2, HEIGHT - 0.75)
        name = "Ranking with totals, ranges and lead shares"
        widths = (0.4, 2.5, 0.75, 0.95, 1.1, 1.3)
        count, end = add_slide_table(slide, box, heads, table.rows, widths, table.numbers, name)
        left_out = counted(len(table.rows) - count, "option")
        rest = f" The chart has {left_out} more." if count < len(table.rows) else ""
        add_paragraphs(
            slide,
            (box[0], end + 0.08, box[2], 0.42),
            [COLUMNS_NOTE + rest],
            sizes=(11, 10),
            colour=palette("light").sub,
        )


def add_why(deck: Deck, result: Result, brief: Brief) -> None:
    """Add why the leader is ahead of the option it is held against."""
    section = sections_by_key(brief).get("why")
    if section is None:
        return
    criteria_set, evaluation = result.criteria_set, result.evaluation
    first, rival = result.leader_and_rival
    picture = why.CHART.of(result)
    words, rows = picture.words, picture.rows().head(MOST_BARS)
    slide = deck.add(section.heading, _notes(brief, words))
    names = [criteria_set.options[option].label for option in (first, rival)]
    caption = (
        f"Weight × difference of values: to the right for {names[0]}, to the left for {names[1]}"
    )
    _caption(slide, caption)
    steps, weights = list(rows["difference"]), weight_labels(evaluation)
    colours = option_colours(criteria_set, "light")
    add_bars(
        slide,
        (LEFT, TOP + 0.15, 8.2, HEIGHT - 0.15),
        [f"{criteria_set.criteria[c].label} ({weights[c]})" for c in rows["criterion_id"]],
        [
            Series(f"For {names[0]}", [max(step, 0.0) for step in steps], [colours[first]]),
            Series(f"For {names[1]}", [min(step, 0.0) for step in steps], [colours[rival]]),
        ],
        "+0.0;−0.0;;",
        words,
        _span(steps),
    )
    net = evaluation.totals[first] - evaluation.totals[rival]
    texts = [net_points(net), *section.sentences]
    believe = sections_by_key(brief).get("believe")
    if believe is not None:
        texts += [f"{believe.heading}.", *believe.sentences[:1]]
    add_paragraphs(slide, (LEFT + 8.6, TOP + 0.3, FULL - 8.6, HEIGHT - 0.4), texts, sizes=_SMALL)


def add_change(deck: Deck, result: Result, brief: Brief) -> None:
    """Add what would change the lead: each weight alone, single scores, rival readings."""
    found = sections_by_key(brief)
    if "strips" not in found:
        return
    notes = "Each weight is moved alone, the others keep their proportions; flips are exact."
    slide = deck.add(found["strips"].heading, _notes(brief, notes))
    rows = _flip_rows(result)
    heads = ("Weight of", "Now", "Flips at", "Who leads then")
    half = FULL / 2
    box = (LEFT, TOP + 0.1, half + 0.4, HEIGHT - 0.5)
    count, end = add_slide_table(slide, box, heads, rows, (2.3, 0.7, 1.1, 2.5), frozenset({1, 2}),
              "The weight at which the lead changes, by criterion")  # fmt: skip
    if count < len(rows):
        below = (LEFT, end + 0.08, half, 0.3)
        add_paragraphs(slide, below, [f"{len(rows) - count} more weights are further off."],
                       sizes=(11,), colour=palette("light").sub)  # fmt: skip
    texts = [*found["change"].sentences, *_first(found, "dissent", 4)]
    add_paragraphs(slide, (LEFT + half + 0.8, TOP + 0.1, half - 0.8, HEIGHT - 0.2), texts,
                   sizes=_SMALL, bullets=True)  # fmt: skip


def _flip_rows(result: Result) -> list[list[str]]:
    """Return the criteria, the nearest flip first; those that never flip at the end."""
    criteria_set, tracks = result.criteria_set, result.tracks
    labels = weight_labels(result.evaluation)

    def away(criterion: str) -> float:
        nearest = tracks[criterion].nearest
        return 2.0 if nearest is None else abs(nearest - tracks[criterion].weight)

    rows = []
    for criterion in sorted(tracks, key=away):
        track, name = tracks[criterion], criteria_set.criteria[criterion].label
        if track.nearest is None:
            rows.append([name, labels[criterion], "never", ""])
            continue
        now, then = weight_pair(labels[criterion], track.weight, track.nearest)
        rows.append(
            [name, now, then, listing(criteria_set.options[o].label for o in track.takes_over)]
        )
    return rows


def add_sure(deck: Deck, result: Result, brief: Brief) -> None:
    """Add how often each option leads in simulations, and who sees it otherwise."""
    found = sections_by_key(brief)
    if "sure" not in found:
        return
    criteria_set = result.criteria_set
    first, *rest = found["sure"].sentences
    slide = deck.add(first.rstrip("."), _notes(brief, *rest))
    counts, spans = _counts(result), span_labels(result.evaluation, result.simulations)
    shown = sorted((option for option in counts if counts[option] > 0), key=lambda o: -counts[o])
    shown = shown[:MOST_SHARES]
    colours = option_colours(criteria_set, "light")
    _caption(slide, LEADS_IN_SO_MANY)
    add_bars(
        slide,
        (LEFT, TOP + 0.15, 6.0, HEIGHT - 0.15),
        [criteria_set.options[option].label for option in shown],
        [Series("Leads in", [counts[o] for o in shown], [colours[o] for o in shown])],
        '[<0.5]"<1";[>99.5]">99";0' if 99.5 < counts[shown[0]] < 100 else '[<0.5]"<1";0',
        f"Bar chart. {first}",
        (0.0, 125.0),
        [spans[option] for option in shown],
    )
    lenses = (
        [f"{found['lenses'].heading}.", *found["lenses"].sentences] if "lenses" in found else []
    )
    # How the simulations were drawn, and how exact a share is, is in the notes.
    texts = [*lenses, *_first(found, "dissent", 3), *rest[2:]]
    add_paragraphs(slide, (LEFT + 6.4, TOP + 0.15, FULL - 6.4, HEIGHT - 0.3), texts, sizes=_SMALL,
                   bullets=True)  # fmt: skip


def _counts(result: Result) -> dict[str, float]:
    """Return lead shares in hundredths, as whole numbers that read like those in the titles.

    What is there but rounds to nothing, or to all, keeps its exact share.
    """
    rows = hundred_simulations.CHART.of(result).rows()
    shares = dict(zip(rows["option_id"], rows["lead_share"], strict=True))
    labels = share_labels(result.evaluation, shares)
    return {
        option: float(label[:-1]) if label[:-1].isdigit() else 100 * shares[option]
        for option, label in labels.items()
    }


def add_basis(deck: Deck, brief: Brief) -> None:
    """Add what the scores rest on and how it was worked out."""
    found = sections_by_key(brief)
    evidence, method = found["evidence"].sentences, found["method"].sentences
    appraisal = found["appraisal"].sentences
    title = evidence[0].rstrip(".")
    slide = deck.add(title, _notes(brief, *found["sources"].sentences) if "sources" in found else
                     _notes(brief))  # fmt: skip
    half = FULL / 2 - 0.25
    columns: list[tuple[float, str, Sequence[str]]] = [
        (LEFT, "Evidence", [*evidence[1:], *appraisal]),
        (LEFT + half + 0.5, "Method", method),
    ]
    for left, head, texts in columns:
        add_paragraphs(slide, (left, TOP, half, 0.35), [head], sizes=(14,),
                       colour=palette("light").sub, bold=True)  # fmt: skip
        add_paragraphs(slide, (left, TOP + 0.42, half, HEIGHT - 0.5), texts, sizes=_SMALL,
                       bullets=True)  # fmt: skip


def _caption(slide: Any, text: str) -> None:
    """Say what a chart shows, in one line below the title."""
    add_paragraphs(slide, (LEFT, TOP - 0.22, FULL, 0.3), [text], sizes=(13, 12, 11),
                   colour=palette("light").sub)  # fmt: skip


def _span(numbers: Sequence[float]) -> tuple[float, float]:
    """Return ends of an axis that leave room for the numbers at the ends of the bars."""
    high, low = max(0.0, *numbers, 1e-9), min(0.0, *numbers)
    room = 0.3 * (high - low)
    return (low - room if low < 0 else 0.0, high + room)


def _first(found: dict[str, Section], key: str, most: int) -> Sequence[str]:
    return found[key].sentences[:most] if key in found else ()


def _notes(brief: Brief, *texts: str) -> str:
    sources = f"Where the figures come from: {brief.origin}."
    parts = [*texts, brief.whose, brief.exploratory, sources]
    return "\n\n".join(part for part in parts if part)
