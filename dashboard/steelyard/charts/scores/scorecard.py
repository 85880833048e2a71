"""The scorecard: which option leads, by how much, and what the lead is made of.

One row per option, best first. A column is as wide as its criterion's weight, its
filled share is the value, so the filled area is the contribution; the bar at the end is
the total with its range. On a phone only the totals are shown.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from typing import Any

from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import WIDE, Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.heads import HEADS, Head, head_rows, place_heads
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Datasets, DrawingForm, Labels, Rows
from steelyard.charts.scores.scorecard_spec import (
    COMPACT_ROW,
    COMPACT_SHARE,
    COMPACT_TOTAL,
    COMPACT_WIDTH,
    RANK_WIDTH,
    SHARE_WIDTH,
    STUB,
    TOTAL_GAP,
    gap_of,
    scorecard_spec,
    share_width,
    total_width,
)
from steelyard.charts.theme import AXIS, LABEL, REGULAR, SCORES, SEMIBOLD, VALUE
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name, option_label
from steelyard.results.words.numbers import DASH, OF_HUNDRED, OF_TOTAL, one_decimal, span
from steelyard.results.words.scores.cells import UNKNOWN_COUNTS
from steelyard.results.words.scores.ranking import (
    describe_ranking,
    rank_labels,
    scale_words,
    size_words,
)
from steelyard.results.words.scores.scales import (
    best_end,
    best_end_words,
    goodness_words,
    printed_extent,
    printed_score,
)
from steelyard.results.words.simulations import (
    BELOW_A_SHARE,
    DEPENDING,
    FIRST_IN,
    OF_SIMULATIONS,
    RANGE,
    label_spans,
    share_labels,
)
from steelyard.results.words.text import plain
from steelyard.results.words.weights import weight_labels

_Shares = Mapping[str, float] | None
_Ranges = Mapping[str, tuple[float, float]] | None


def scorecard_alt(criteria_set: CriteriaSet, evaluation: Evaluation, *shown: Any) -> str:
    """Return the scorecard in words, for readers who cannot see it; `shown` ends in its title."""
    heaviest = max(evaluation.criteria, key=lambda criterion: evaluation.weights[criterion])
    criterion = criterion_name(criteria_set, heaviest)
    size = size_words(evaluation, "on")
    ranking = describe_ranking(criteria_set, evaluation)
    weight = weight_labels(evaluation)[heaviest]
    return (
        f"Scorecard of {size}. {_title(*shown)}. {ranking} "
        f"Heaviest criterion: {criterion}, {weight}."
    )


def scorecard_rows(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    lead_shares: _Shares = None,
    _total_ranges: _Ranges = None,
    lead_spans: _Ranges = None,
    *_: object,
) -> Rows:
    """Return the numbers of the scorecard, one row per option and criterion, unrounded.

    Options from best to worst, criteria in the order of the file. Columns: `rank`,
    `option_id`, `option`, `colour` (its name), `total`, `total_low`, `total_high` (0 to 100),
    `lead_share`, `lead_share_low`, `lead_share_high` (0 to 1, empty where not sampled),
    `criterion_id`, `criterion`, `weight` (0 to 1), `value`, `value_low`, `value_high` (0 to 100,
    100 is good), `contribution`, `is_unknown`.
    """
    shares, spans = lead_shares or {}, lead_spans or {}
    return [
        {
            **vega.total_columns(criteria_set, evaluation, option),
            "lead_share": shares.get(option),
            "lead_share_low": spans[option][0] if option in spans else None,
            "lead_share_high": spans[option][1] if option in spans else None,
            **vega.cell_columns(criteria_set, evaluation, option, criterion),
        }
        for option in evaluation.ranking
        for criterion in evaluation.criteria
    ]


def has_range(low: float, high: float) -> bool:
    """Return whether a range is wide enough to be seen as a line."""
    return high - low > 0.5


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, lead_shares: _Shares, *shown: Any
) -> DrawingForm:
    """Return the measures: the plot holds the columns, `notes` the total and the lead share."""
    width, count = float(shown[-1]), len(evaluation.options)
    if width < vega.NARROWEST_WIDE:
        notes = COMPACT_SHARE if lead_shares is not None else 0.0
        return DrawingForm(min(width, COMPACT_WIDTH), notes=notes, row=COMPACT_ROW)
    labels = [option_label(criteria_set, option) for option in evaluation.options]
    names = RANK_WIDTH + max(vega.room_for(labels, 0.21 * width), 80.0) + 18
    notes = TOTAL_GAP + total_width(width) + (SHARE_WIDTH if lead_shares is not None else 0)
    row = 46 if count <= 8 else 38 if count <= 14 else 30
    return DrawingForm(width, names, notes, len(evaluation.criteria), row=row, lines=1 + (row > 30))


def _columns(
    criteria_set: CriteriaSet, evaluation: Evaluation, form: DrawingForm
) -> dict[str, tuple[float, float]]:
    """Return criterion → where its column begins and ends, in pixels of the plot."""
    gap, start = gap_of(form), 0.0
    room, found = _room(evaluation, form), {}
    for criterion, share in _breadths(criteria_set, evaluation, form).items():
        width = share * room if evaluation.weights[criterion] else STUB
        found[criterion] = (start, start + width)
        start += width + gap
    return found


def _room(evaluation: Evaluation, form: DrawingForm) -> float:
    """Return the pixels of all columns together, without gaps and columns of weight 0."""
    stubs = sum(STUB for weight in evaluation.weights.values() if not weight)
    return form.plot - gap_of(form) * form.columns - stubs


def _breadths(
    criteria_set: CriteriaSet, evaluation: Evaluation, form: DrawingForm
) -> dict[str, float]:
    """Return criterion → its column's share of the room: its weight, or what its number needs.

    Where there is no room for all numbers, column widths follow from the numbers alone.
    """
    weights, room = evaluation.weights, _room(evaluation, form)
    if form.is_phone or room <= 0:
        return dict(weights)
    least = {
        criterion: (_number_width(criteria_set, evaluation, criterion, form) if weight else 0.0)
        / room
        for criterion, weight in weights.items()
    }
    if (needed := math.fsum(least.values())) >= 1:
        return {criterion: share / needed for criterion, share in least.items()}
    # What numbers need beyond their weights is taken from the other columns in proportion.
    wide = {criterion for criterion in weights if weights[criterion] >= least[criterion]}
    while True:
        left = 1 - math.fsum(least[c] for c in weights if c not in wide)
        scale = left / (math.fsum(weights[c] for c in wide) or 1.0)
        narrow = {c for c in wide if weights[c] * scale < least[c]}
        if not narrow:
            return {c: weights[c] * scale if c in wide else least[c] for c in weights}
        wide -= narrow


def _number_width(
    criteria_set: CriteriaSet, evaluation: Evaluation, criterion: str, form: DrawingForm
) -> float:
    """Return the pixels that the longest number of a column takes beyond the gap after it."""
    widths = (
        text_width(
            "?" if score.known is False else printed_score(evaluation, criteria_set, cell),
            SCORES[form.row],
            SEMIBOLD if evaluation.ranks[option] == 1 else REGULAR,
        )
        for option in evaluation.options
        for cell in ((option, criterion),)
        for score in (evaluation.scores[option][criterion],)
    )
    return max(max(widths) + 2 - gap_of(form), 0.0) + 0.01


def _labels(
    criteria_set: CriteriaSet, evaluation: Evaluation, lead_shares: _Shares, total_ranges: _Ranges,
    lead_spans: _Ranges, _finding: str, form: DrawingForm,
) -> Labels:  # fmt: skip
    ranges = total_ranges or evaluation.ranges
    columns = _columns(criteria_set, evaluation, form)
    breadths = _breadths(criteria_set, evaluation, form)
    names = _names(criteria_set, evaluation, form)
    weights, ranks = weight_labels(evaluation), rank_labels(evaluation)
    shares = _counts(evaluation, lead_shares)
    spans, note = _spans(evaluation, lead_shares, lead_spans), _range_note(total_ranges)
    if form.is_phone:
        shares, spans = shares | spans, {}
    return {
        "rank_label": lambda row: ranks[row["option_id"]],
        "option_lines": lambda row: names[row["option_id"]],
        "told_label": lambda row: vega.told_score(criteria_set, evaluation, row),
        "score_label": lambda row: _number(row, columns, form),
        "breadth_label": lambda row: breadths[row["criterion_id"]],
        "range_label": lambda row: (
            printed_extent(evaluation, criteria_set, (row["option_id"], row["criterion_id"]))
            or "none"
        ),
        "weight_label": lambda row: weights[row["criterion_id"]],
        "scale_label": lambda row: scale_words(
            criteria_set, criteria_set.criteria[row["criterion_id"]]
        ),
        "total_label": lambda row: one_decimal(row["total"]),
        "line_low": lambda row: ranges[row["option_id"]][0],
        "line_high": lambda row: ranges[row["option_id"]][1],
        "line_label": lambda row: f"{span(*ranges[row['option_id']])} ({note})",
        "share_label": lambda row: shares.get(row["option_id"]),
        "span_label": lambda row: spans.get(row["option_id"]),
        "cell": lambda row: f"{row['option_id']}.{row['criterion_id']}",
        "says": lambda row: (
            f"{row['option']}, {row['criterion']}: "
            + ("?" if row["is_unknown"] else row["told_label"])
        ),
        "says_total": lambda row: (
            f"{row['rank_label']} {row['option']}, total {row['total_label']}"
        ),
    }


def _names(criteria_set: CriteriaSet, evaluation: Evaluation, form: DrawingForm) -> dict[str, str]:
    room, size = form.names - RANK_WIDTH - 18, LABEL if form.lines > 1 else VALUE
    if form.is_phone:
        room, size = form.plot - COMPACT_TOTAL - RANK_WIDTH - 2, LABEL
    options, strong = evaluation.options, evaluation.leaders
    return vega.cut_option_names(criteria_set, options, room, size, most=form.lines, strong=strong)


def _counts(evaluation: Evaluation, shares: _Shares) -> dict[str, str]:
    """Return option → in how many of 100 simulations it comes first; empty without simulations."""
    found = share_labels(evaluation, shares) if shares is not None else {}
    return {option: label.removesuffix("%") for option, label in found.items()}


def _spans(evaluation: Evaluation, shares: _Shares, spans: _Ranges) -> dict[str, str]:
    """Return option → the ends of its lead share as printed, where they are two numbers."""
    found = label_spans(evaluation, shares, spans) if shares and spans else {}
    return {option: label for option, label in found.items() if DASH in label}


def _number(
    row: Mapping[str, Any], columns: Mapping[str, tuple[float, float]], form: DrawingForm
) -> str:
    """Return the number above a bar; empty where its column has no room for it."""
    if form.is_phone:
        return ""
    number = "?" if row["is_unknown"] else row["told_label"]
    width = text_width(number, SCORES[form.row], SEMIBOLD if row["rank"] == 1 else REGULAR)
    left, right = columns[row["criterion_id"]]
    return number if width <= right - left + gap_of(form) - 2 else ""


def _range_note(total_ranges: _Ranges) -> str:
    """Return what the line on a total means, in a few words."""
    return RANGE if total_ranges else "low to high scores"


def _beside(
    criteria_set: CriteriaSet, evaluation: Evaluation, _shares: _Shares, total_ranges: _Ranges,
    _spans: _Ranges, _finding: str, form: DrawingForm,
) -> Datasets:  # fmt: skip
    if form.is_phone:
        return {HEADS: []}
    heads = [
        Head(
            form.names + left, form.names + right, right - left + gap_of(form) - 5,
            criterion_name(criteria_set, criterion),
            plain(criteria_set.criteria[criterion].label),
            _note(criteria_set, evaluation, criterion, right - left),
        )
        for criterion, (left, right) in _columns(criteria_set, evaluation, form).items()
    ]  # fmt: skip
    left, right = form.width - form.notes + TOTAL_GAP, form.width - share_width(form)
    ranges = total_ranges or evaluation.ranges
    has_line = any(has_range(*ranges[option]) for option in evaluation.options)
    note = f"{OF_TOTAL}; line: {_range_note(total_ranges)}" if has_line else OF_TOTAL
    heads.append(Head(left, right, right - left, "Total", "Total", note, OF_TOTAL))
    if right < form.width:
        words = (FIRST_IN, FIRST_IN, OF_SIMULATIONS, OF_HUNDRED)
        heads.append(Head(right, form.width, SHARE_WIDTH - 2, *words, is_from_right=True))
    return {HEADS: head_rows(place_heads(heads), form.names)}


def _note(criteria_set: CriteriaSet, evaluation: Evaluation, criterion: str, width: float) -> str:
    """Return the note below a column's name: its weight and, where they differ, its best end.

    Where there is no room for the end, an arrow shows it, which the subtitle explains.
    """
    weight = weight_labels(evaluation)[criterion]
    if len(_best_ends(criteria_set, evaluation)) == 1:
        return weight
    entry = criteria_set.criteria[criterion]
    said = f"{weight}, {best_end(criteria_set, entry, is_plain=True)}"
    arrow = f"{weight} {best_end(criteria_set, entry)[0]}"
    return next((one for one in (said, arrow) if text_width(one, AXIS) <= width), weight)


def _best_ends(criteria_set: CriteriaSet, evaluation: Evaluation) -> set[str]:
    """Return which ends of the scales in view are best; a single one if all run the same way."""
    return {
        best_end_words(criteria_set, criteria_set.criteria[criterion])
        for criterion in evaluation.criteria
    }


def _subtitle(
    criteria_set: CriteriaSet, evaluation: Evaluation, lead_shares: _Shares, total_ranges: _Ranges,
    lead_spans: _Ranges, _finding: str, width: float,
) -> str:  # fmt: skip
    form = _form(criteria_set, evaluation, lead_shares, width)
    has_spans = bool(_spans(evaluation, lead_shares, lead_spans))
    if form.is_phone:
        text = f"Total, 0 to 100. Line: {_range_note(total_ranges)}."
        if lead_shares is not None:
            text += f" {FIRST_IN}: {OF_SIMULATIONS}"
            text += f", lowest to highest {DEPENDING}." if has_spans else "."
        return text
    top = plain(criteria_set.measure.top)
    breadths = _breadths(criteria_set, evaluation, form)
    is_even = all(math.isclose(breadths[c], w, abs_tol=1e-9) for c, w in evaluation.weights.items())
    narrow = "" if is_even else ", narrow ones as wide as their numbers"
    ends = sorted(_best_ends(criteria_set, evaluation))
    how = ", whichever way the scale runs" if len(ends) > 1 else f", and {ends[0]} throughout"
    text = (
        f"Column width: weight{narrow}. Number: the score, on its criterion’s own scale. "
        f"Filled share: {goodness_words(criteria_set)}; full is always {top}{how}."
    )
    arrows = {
        best_end(criteria_set, criteria_set.criteria[criterion])
        for criterion, (left, right) in _columns(criteria_set, evaluation, form).items()
        if _note(criteria_set, evaluation, criterion, right - left)[-1] in "↑↓"
    }
    if arrows:
        text += f" {', '.join(sorted(arrows))}."
    if evaluation.unknown:
        text += f" Dashed, with a ?: not known, {UNKNOWN_COUNTS}."
    if evaluation.is_unweighted:
        text += " No criterion has a swing, so all weigh the same."
    return f"{text} {BELOW_A_SHARE}" if has_spans else text


def _read(
    result: Result, _: None
) -> tuple[CriteriaSet, Evaluation, _Shares, _Ranges, _Ranges, str]:
    found = result.simulations
    simulated = found.lead_shares, found.ranges, found.spans
    return result.criteria_set, result.evaluation, *simulated, result.verdict.finding


def _title(*shown: Any) -> str:
    return plain(shown[-1])


CHART = Chart(
    id="scorecard",
    name="Scorecard",
    place=110,
    width=WIDE,
    read=_read,
    title=_title,
    subtitle=_subtitle,
    words=scorecard_alt,
    rows=scorecard_rows,
    form=_form,
    spec=scorecard_spec,
    labels=_labels,
    beside=_beside,
)
