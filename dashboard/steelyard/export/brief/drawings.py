"""The drawings of a brief: the ranking, the matrix of leaders, the strips, the rival readings.

Each is data drawn by the PDF and the slides, and a table for the forms without drawings.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from steelyard.charts.drawing.contrast import text_on
from steelyard.charts.theme import GREY, option_colours, option_slots
from steelyard.export.brief.parts import (
    BriefTable,
    Cards,
    Matrix,
    MatrixCell,
    RankedOption,
    Ranking,
    ScoreColumn,
    Stretch,
    Strip,
    Strips,
)
from steelyard.files.problems import format_number
from steelyard.results.result import Result
from steelyard.results.words.brief.change import rivals
from steelyard.results.words.brief.second import (
    RANGE_HEAD_LONG,
    folded_words,
    margin_words,
    needs_words,
    strip_end,
)
from steelyard.results.words.findings import LeadCell, grouped_leads
from steelyard.results.words.names import criterion_name, is_unmet, option_labels
from steelyard.results.words.numbers import OF_HUNDRED, one_decimal, span
from steelyard.results.words.scores.ranking import rank_labels
from steelyard.results.words.scores.scales import bar_words, best_end, printed_score
from steelyard.results.words.simulations import (
    FIRST_IN,
    OF_SIMULATIONS,
    TOTAL_LINE,
    share_labels,
    span_labels,
)
from steelyard.results.words.text import plain, unit_words
from steelyard.results.words.weights import weight_labels

FOLDED_FROM = 7
"""From this rank down, options that never lead may be folded into one row."""

WHOSE = ("whose weights ↓", "whose scores →")


# --- the ranking ------------------------------------------------------------------------------


def ranking_drawing(result: Result, folded: Sequence[str] = ()) -> Ranking:
    """Return the ranking; the `folded` options are one row."""
    rows = tuple(
        _ranked(result, option) for option in result.evaluation.ranking if option not in folded
    )
    return Ranking(
        columns=tuple(_column(result, criterion) for criterion in result.evaluation.criteria),
        rows=rows,
        bar_note=bar_words(result.criteria_set),
        total_head=("Total", TOTAL_LINE),
        first_head=(FIRST_IN, OF_HUNDRED),
        folded=folded_words(result, folded) if folded else None,
    )


def foldable(result: Result) -> list[str]:
    """Return the grey options from rank 7 down, best first; none if there is only one."""
    slots = option_slots(result.criteria_set)
    late = result.evaluation.ranking[FOLDED_FROM - 1 :]
    found = [option for option in late if slots[option] == GREY]
    return found if len(found) > 1 else []


def _column(result: Result, criterion: str) -> ScoreColumn:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    entry = criteria_set.criteria[criterion]
    low, high = format_number(entry.scale.from_), format_number(entry.scale.to)
    is_low_best = entry.better == "lower"
    worst, best = (high, low) if is_low_best else (low, high)
    return ScoreColumn(
        name=criterion_name(criteria_set, criterion),
        short=plain(entry.label),
        weight=weight_labels(evaluation)[criterion],
        share=evaluation.weights[criterion],
        best_end=best_end(criteria_set, entry),
        is_low_best=is_low_best,
        ends=(worst, unit_words(entry.scale.unit), best),
    )


def _ranked(result: Result, option: str) -> RankedOption:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    simulations = result.simulations
    total, ends = evaluation.totals[option], simulations.ranges[option]
    first = share_labels(evaluation, simulations.lead_shares)[option].removesuffix("%")
    spans = span_labels(evaluation, simulations)[option]
    return RankedOption(
        rank=rank_labels(evaluation)[option],
        name=plain(criteria_set.options[option].label),
        colour=option_colours(criteria_set, "light")[option],
        is_leader=option in evaluation.leaders,
        needs=needs_words(result, option),
        is_unmet=is_unmet(criteria_set, option),
        scores=tuple(
            (
                printed_score(evaluation, criteria_set, (option, criterion)),
                None
                if (option, criterion) in evaluation.unknown
                else evaluation.values[option][criterion] / 100,
            )
            for criterion in evaluation.criteria
        ),
        total=total / 100,
        total_label=one_decimal(total),
        low=ends[0] / 100,
        high=ends[1] / 100,
        range_label=span(*ends),
        first=first,
        span="" if spans == first else spans,
    )


def ranking_table(result: Result, *, has_scores: bool = True) -> BriefTable:
    """Return every option with rank, scores, total, its range, and how often it comes first."""
    drawing = ranking_drawing(result)
    columns = drawing.columns if has_scores else ()
    heads = (
        "Rank",
        "Option",
        *(f"{c.short} ({c.weight}, {c.best_end})" for c in columns),
        "Total",
        RANGE_HEAD_LONG,
        f"{FIRST_IN}, {OF_SIMULATIONS}",
    )
    rows = tuple(
        (
            row.rank,
            row.name,
            *(text for text, _ in row.scores[: len(columns)]),
            row.total_label,
            row.range_label,
            f"{row.first} ({row.span})" if row.span else row.first,
        )
        for row in drawing.rows
    )
    numbers = frozenset({0, *range(2, len(heads))})
    return BriefTable(heads, rows, numbers, (0, 5, *(0 for _ in heads[2:])))


# --- the matrix -------------------------------------------------------------------------------


def matrix_drawing(result: Result) -> Matrix:
    """Return the leaders with each set of weights and scores; equal leaders are merged in a row."""
    found = grouped_leads(result)
    others = [f for f in result.frames if f != result.evaluation.frame]
    further = sum(result.frames[f].verdict.runner_up is not None for f in others)
    return Matrix(
        corner=WHOSE,
        heads=found.heads,
        rows=tuple((name, tuple(_cell(result, c) for c in cells)) for name, cells in found.rows),
        further=len(found.rows) - further,
    )


def _cell(result: Result, cell: LeadCell) -> MatrixCell:
    colours = option_colours(result.criteria_set, "light")
    return MatrixCell(
        names=tuple(plain(result.criteria_set.options[o].label) for o in cell.leaders),
        colours=tuple(colours[option] for option in cell.leaders),
        margin=margin_words(cell),
        is_other=cell.is_other,
    )


def matrix_table(matrix: Matrix) -> BriefTable:
    """Return the matrix as a table."""
    rows = tuple(
        (name, *(f"{' and '.join(cell.names)} {cell.margin}" for cell in cells))
        for name, cells in matrix.rows
    )
    colours = tuple(((), *(cell.colours for cell in cells)) for _, cells in matrix.rows)
    wide = (5, *(4 for _ in matrix.heads))
    return BriefTable(("Whose weights", *matrix.heads), rows, wide=wide, colours=colours)


def matrix_words(matrix: Matrix, finding: str) -> str:
    """Return the matrix in words: the finding, and each row."""
    rows = [
        f"{name}: "
        + "; ".join(
            f"{head}, {' and '.join(cell.names)} {cell.margin}"
            for head, cell in zip(matrix.heads, cells, strict=True)
        )
        for name, cells in matrix.rows
    ]
    return f"{finding}. {'. '.join(rows)}."


# --- the strips -------------------------------------------------------------------------------


def strips_drawing(result: Result, kept: Iterable[str]) -> Strips:
    """Return the leaders at every weight of some criteria, in the order of the file."""
    criteria_set, labels = result.criteria_set, weight_labels(result.evaluation)
    colours, chosen = option_colours(criteria_set, "light"), set(kept)
    return Strips(
        tuple(
            Strip(
                name=criterion_name(criteria_set, criterion),
                weight=labels[criterion],
                at=track.weight,
                stretches=tuple(
                    Stretch(
                        begin=segment.begin,
                        end=segment.end,
                        leaders=option_labels(criteria_set, segment.leaders),
                        colour=colours[segment.leaders[0]],
                        ink=text_on(colours[segment.leaders[0]]),
                    )
                    for segment in track.segments
                ),
                end=strip_end(result, track, named=False),
                end_named=strip_end(result, track, named=True),
            )
            for criterion, track in result.tracks.items()
            if criterion in chosen
        )
    )


def strips_table(strips: Strips) -> BriefTable:
    """Return the strips as a table: the current weight, and where another option takes the lead."""
    rows = tuple((strip.name, strip.weight, strip.end_named) for strip in strips.strips)
    return BriefTable(("Weight of", "Now", "Another option leads"), rows, frozenset({1}), (4, 0, 6))


def strips_words(strips: Strips, finding: str) -> str:
    """Return the strips in words: the finding, and each row."""
    rows = [f"{strip.name}, now {strip.weight}: {strip.end_named}" for strip in strips.strips]
    return f"{finding}. {'. '.join(rows)}."


# --- rival readings ---------------------------------------------------------------------------


def rival_cards(result: Result) -> Cards:
    """Return the rival readings, with the colours of the options that lead under each."""
    found, colours = rivals(result), option_colours(result.criteria_set, "light")
    return Cards(tuple(found), tuple(tuple(colours[o] for o in one.leaders) for one in found))


def cards_table(cards: Cards) -> BriefTable:
    """Return the rival readings as a table."""
    elsewhere = cards.rivals[0].elsewhere
    heads = ("Reading", "Scores", "Its case", "Who leads", *([elsewhere] if elsewhere else []))
    rows = tuple(
        (r.name, r.differs, r.case, r.here, *([r.there] if elsewhere else [])) for r in cards.rivals
    )
    return BriefTable(heads, rows, wide=(3, 2, 5, 4, 4)[: len(heads)])
