"""What one would have to believe: the nearest weights that put each option first.

One panel per option that some weights put first, closest first: bars are those weights, marks
the present ones. Options that no weights put first are named, with what is at least as good
on every criterion. Scores stay as they are.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from functools import cache
from typing import Any

import altair as alt

from steelyard.analysis.sensitivity.changes import Belief
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart, has_rivals
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import elide, wrap
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS, REGULAR, VALUE
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.names import criterion_name, option_labels
from steelyard.results.words.numbers import (
    number_of_points,
    raw_share,
    small_points,
    tenth_in_words,
    whole,
)
from steelyard.results.words.text import listing
from steelyard.results.words.weights import (
    MOVED,
    NOISE,
    ONLY_LEVEL,
    beaten_clauses,
    moved_weights,
    needed_labels,
    weight_labels,
)


def beliefs_title(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return what the closest rival needs: points of weight, and the criterion that gains most.

    It states that no other option can come first only if all were solved exactly.
    """
    order = _closest_first(found)
    if len(found) == 1:
        return f"{option_labels(criteria_set, found)} is the only option"
    if not order:
        leaders = option_labels(criteria_set, evaluation.leaders)
        return f"No weights put any option ahead of {leaders}"
    belief = found[order[0]]
    name = option_labels(criteria_set, [order[0]])
    most, is_alone = _gainer(evaluation, belief)
    criterion = criterion_name(criteria_set, most)
    now, needed = weight_labels(evaluation)[most], needed_labels(evaluation, belief)[most]
    goes = "" if is_alone else ", mostly"
    much = _amounts(evaluation, found)[order[0]]
    aim = f"bring {name} level" if belief.only_level else f"put {name} first"
    return f"To {aim}, move {much} of weight{goes} to {criterion} ({now} to {needed})"


def _gainer(evaluation: Evaluation, belief: Belief) -> tuple[str, bool]:
    """Return the criterion whose weight grows most, and whether it is the only one to grow."""
    gains = {c: belief.weights[c] - evaluation.weights[c] for c in evaluation.criteria}
    is_alone = sum(gain > MOVED for gain in gains.values()) <= 1
    return max(gains, key=lambda criterion: gains[criterion]), is_alone


def _amounts(evaluation: Evaluation, found: Mapping[str, Belief]) -> dict[str, str]:
    """Return option → the points to move, for those that could come first but are not.

    All have a decimal if the rounded weights shown next to one contradict its whole points.
    """
    distances = {option: _distance(found[option]) for option in _closest_first(found)}
    if any(_is_contradicted(evaluation, found[option]) for option in distances):
        return {o: number_of_points(tenth_in_words(size)) for o, size in distances.items()}
    return {option: small_points(size) for option, size in distances.items()}


def _is_contradicted(evaluation: Evaluation, belief: Belief) -> bool:
    """Return whether the one weight that grows, as printed, changes by other whole points."""
    most, is_alone = _gainer(evaluation, belief)
    now, needed = weight_labels(evaluation)[most], needed_labels(evaluation, belief)[most]
    return is_alone and _hundredths(needed) - _hundredths(now) != whole(_distance(belief))


def _hundredths(printed: str) -> int:
    """Return a printed percentage as a number; `<1%` counts as 0."""
    return int(printed.rstrip("%")) if printed[0].isdigit() else 0


def beliefs_alt(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> str:
    """Return, for every option that is not first, what it takes or what beats it, in words."""
    title = beliefs_title(criteria_set, evaluation, found)
    amounts = _amounts(evaluation, found)
    parts = [
        f"{option_labels(criteria_set, [option])} needs "
        f"{amounts[option]} moved{_level(found[option])}"
        for option in _closest_first(found)
    ]
    needs = f" {listing(parts)}." if parts else ""
    beaten = "".join(f" {line}." for line in beaten_clauses(criteria_set, found))
    return f"What one would have to believe about weights. {title}.{needs}{beaten}"


def _level(belief: Belief) -> str:
    """Return, after a comma, that an option can at best draw level; otherwise empty."""
    return f", {ONLY_LEVEL}" if belief.only_level else ""


def beliefs_rows(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief]
) -> Rows:
    """Return one row per option and criterion, options by distance, unrounded.

    Columns: `option_id`, `option`, `colour` (its name), `can_lead`, `only_level` (whether it
    can at best draw level), `points` (of weight to move, empty where no weights put it first),
    `criterion_id`, `criterion`, `weight`,
    `weight_needed` (0 to 1, empty likewise), `beaten_by` (options with their shares).
    """
    order = sorted(found, key=lambda option: round(_distance(found[option]), 9))
    return [
        {
            **vega.option_columns(criteria_set, option),
            "can_lead": found[option].can_lead,
            "only_level": found[option].only_level,
            "points": found[option].points,
            "criterion_id": criterion,
            "criterion": criteria_set.criteria[criterion].name,
            "weight": evaluation.weights[criterion],
            "weight_needed": found[option].weights.get(criterion),
            "beaten_by": ", ".join(
                f"{criteria_set.options[rival].name} {raw_share(share)}"
                for rival, share in found[option].beaten_by.items()
            ),
        }
        for option in order
        for criterion in evaluation.criteria
    ]


def _distance(belief: Belief) -> float:
    return float("inf") if belief.points is None else belief.points


def _closest_first(found: Mapping[str, Belief]) -> list[str]:
    """Return the options that could come first but are not, the closest first."""
    reach = {option: round(_distance(belief), 9) for option, belief in found.items()}
    rivals = [option for option in found if NOISE < reach[option] < float("inf")]
    return sorted(rivals, key=lambda option: reach[option])


def _notes(
    criteria_set: CriteriaSet, found: Mapping[str, Belief], further: Mapping[str, str]
) -> list[str]:
    """Return the sentences below the panels: options further away, and those never first."""
    notes = []
    if further:
        parts = [
            f"{option_labels(criteria_set, [option])} "
            f"({f'{ONLY_LEVEL} at ' if found[option].only_level else ''}{amount})"
            for option, amount in further.items()
        ]
        notes.append(f"Further off: {listing(parts)}.")
    beaten = beaten_clauses(criteria_set, found)
    if beaten:
        notes.append("No weights put these first:")
        notes.extend(f"{line}." for line in beaten)
    return notes


ROW, BAR, HEAD, COMPACT_HEAD, BETWEEN = 24.0, 13.0, 54.0, 36.0, 14.0
NARROWEST_PANEL, WIDEST_PANEL, GAP, NUMBER = 116.0, 240.0, 18.0, 40.0
MOST, MOST_COMPACT = 6, 3
LINE, BEFORE_NOTES, FOOT = 18.0, 14.0, 6.0


def most_panels(width: float) -> int:
    """Return how many panels a sheet of that width has room for.

    >>> most_panels(1000), most_panels(640), most_panels(350)
    (5, 3, 3)
    """
    if width < vega.NARROWEST_WIDE:
        return MOST_COMPACT
    return max(1, min(MOST, int((0.76 * width + GAP) / (NARROWEST_PANEL + GAP))))


def _form(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief], width: float
) -> DrawingForm:
    """Return the measures: `columns` panels, `lines` of bars in all, `row` lines of notes."""
    shown = _closest_first(found)[: most_panels(width)]
    notes = len(_note_lines(criteria_set, evaluation, found, width))
    if width < vega.NARROWEST_WIDE:
        bars = sum(len(_moved(evaluation, found[option])) for option in shown)
        return DrawingForm(width, names=0.42 * width, columns=len(shown), lines=bars, row=notes)
    names = [criterion_name(criteria_set, c) for c in evaluation.criteria]
    room = vega.room_for(names, 0.24 * width, VALUE, REGULAR) + 14
    form = DrawingForm(width, names=room, columns=len(shown), lines=len(names), row=notes)
    widest = len(shown) * (WIDEST_PANEL + GAP) - GAP
    return replace(form, notes=max(0.0, form.plot - widest)) if shown else form


def _moved(evaluation: Evaluation, belief: Belief) -> list[str]:
    """Return the criteria whose weights change; all criteria if none visibly does."""
    return moved_weights(evaluation, belief) or list(evaluation.criteria)


def _note_lines(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief], width: float
) -> list[str]:
    further = list(_amounts(evaluation, found).items())[most_panels(width) :]
    notes = _notes(criteria_set, found, dict(further))
    return [line for note in notes for line in wrap(note, width, VALUE)]


def _labels(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    found: Mapping[str, Belief],
    form: DrawingForm,
) -> Labels:
    now = weight_labels(evaluation)
    needed = {option: needed_labels(evaluation, belief) for option, belief in found.items()}
    room = form.width if form.is_phone else _panel_width(form)
    closest = _closest_first(found)
    heads = vega.cut_option_names(criteria_set, closest, room, VALUE, most=2, strong=closest)
    names = vega.criterion_names(criteria_set, evaluation.criteria, form.names - 13, VALUE)
    moves = {
        option: elide(f"{amount}{_level(found[option]) or ' of weight'}", room, AXIS)
        for option, amount in _amounts(evaluation, found).items()
    }
    return {
        "option_lines": lambda row: heads.get(row["option_id"]),
        "moves_label": lambda row: moves.get(row["option_id"]),
        "criterion_label": lambda row: names[row["criterion_id"]],
        "needed_label": lambda row: needed.get(row["option_id"], {}).get(row["criterion_id"]),
        "now_label": lambda row: now[row["criterion_id"]],
        "notes_lines": "\n".join(_note_lines(criteria_set, evaluation, found, form.width)),
        "says": lambda row: (
            f"{row['option']}, {row['criterion']}: {row['needed_label']} needed, "
            f"{row['now_label']} now"
        ),
    }


def _panel_width(form: DrawingForm) -> float:
    return (form.plot + GAP) / max(form.columns, 1) - GAP


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a panel of bars for each option, side by side, or one below the other."""
    each = COMPACT_HEAD + BETWEEN
    if form.is_phone:
        height, width, across = form.columns * each + form.lines * ROW, form.plot, 0.0
        down = f"datum.panel * {each} + (datum.bar - 0.5) * {ROW} - {BETWEEN}"
        head_x: Any = -form.names
        head_y = f"datum.panel * {each} + (datum.bar - 1) * {ROW} - {each}"
    else:
        height = HEAD + form.lines * ROW if form.columns else 0.0
        width = _panel_width(form)
        across = width + GAP
        down, head_y = f"{HEAD} + (datum.line - 0.5) * {ROW}", "8"
        head_x = f"(datum.panel - 1) * {across}"
    rows = (
        alt.Chart()
        .transform_filter(f"datum.can_lead && datum.points > {NOISE}")
        .transform_window(panel="row_number()", groupby=["criterion_id"])
        .transform_filter(f"datum.panel <= {form.columns}")
        .transform_window(line="row_number()", groupby=["option_id"])
        .transform_calculate(
            moved=f"abs(datum.weight_needed - datum.weight) >= {MOVED} ? 1 : 0",
            larger="max(datum.weight_needed, datum.weight)",
        )
        .transform_joinaggregate(largest="max(larger)")
        .transform_joinaggregate(any="max(moved)", groupby=["option_id"])
    )
    if form.is_phone:
        rows = rows.transform_filter("datum.moved || !datum.any")
    rows = rows.transform_window(bar="row_number()").transform_calculate(
        y_place=down,
        left=f"(datum.panel - 1) * {across} + {NUMBER}",
        per=f"{width - NUMBER} / datum.largest",
        shade="datum.moved ? datum.colour : 'grey'",
        label=vega.said("needed_label", "format(datum.weight_needed, '.0%')"),
        name=vega.said("criterion_label", "datum.criterion"),
    )
    begin, end = "datum.left", "datum.left + datum.weight_needed * datum.per"
    mark = "datum.left + datum.weight * datum.per"

    def tall(over: float, **x: str) -> dict[str, Any]:
        half = BAR / 2 + over
        return vega.at(**x, y=f"datum.y_place - {half}", y2=f"datum.y_place + {half}")

    firsts = vega.first(rows, "option_id").transform_calculate(
        top=head_y, name=vega.said("option_lines", "datum.option"),
        moves=vega.said("moves_label", "format(datum.points, '.0f')"),
        count="length(split(isValid(datum.option_lines) ? datum.option_lines : '', '\\n'))",
    )  # fmt: skip
    named = rows if form.is_phone else rows.transform_filter("datum.panel == 1")
    layers = [
        rows.mark_rect(style="bar", cornerRadius=2, aria=False,
                       opacity=vega.either("datum.moved", "1", "0.45"))
        .encode(**tall(0, x=begin, x2=end), color=vega.option_colour("shade")),
        *(
            rows.mark_rule(style=look, strokeWidth=thick, aria=False).encode(**tall(3, x=mark))
            for look, thick in (("now-edge", 5), ("now", 2))
        ),
        # A number next to a mark would be read as the mark's.
        vega.text(rows, ["faint", "to-right"], "label", x="datum.left", y="datum.y_place",
                  dx=-7, color=vega.either("datum.moved", "ink", "faint"),
                  fontWeight=vega.either("datum.moved", "semibold")),
        vega.text(named, "dense-name", "name", x=-form.names, y="datum.y_place"),
        vega.text(firsts, ["dense-name", "strong"], "name", x=head_x, fill=vega.name_colour(),
                  y="datum.top + 16 - 8 * datum.count", lineBreak="\n", lineHeight=16),
        vega.text(firsts, "note", "moves", x=head_x, y="datum.top + 16 + 8 * datum.count"),
        vega.text(vega.first(alt.Chart()), ["dense-name", "quiet"], "notes_lines", x=-form.names,
                  y=height + (BEFORE_NOTES if form.columns else 0) + LINE / 2, lineBreak="\n",
                  lineHeight=LINE),
        vega.unseen(rows, _TOOLTIP,
                    **tall((ROW - BAR) / 2, x=begin, x2=f"datum.left + {width - NUMBER}")),
    ]  # fmt: skip
    below = LINE * form.row + (BEFORE_NOTES if form.columns else 0) + FOOT
    return vega.finished(layers, form, height, below=below)


_TOOLTIP = vega.tips(Option="option", Criterion="criterion", Needed="needed_label", Now="now_label")


def _subtitle(
    _criteria_set: CriteriaSet, evaluation: Evaluation, found: Mapping[str, Belief], width: float
) -> str:
    closest = _closest_first(found)
    if not closest:
        return "Over all possible weights, with the scores as they are."
    level = ", or level with the first and no more (“only level”)"
    first = f"first{level if any(found[option].only_level for option in closest) else ''}"
    stays = "faint where it stays as it is"
    if width < vega.NARROWEST_WIDE:
        shown = (found[option] for option in closest[: most_panels(width)])
        is_cut = any(len(_moved(evaluation, one)) < len(evaluation.criteria) for one in shown)
        stays = "a criterion not listed keeps its weight" if is_cut else ""
    return (
        f"The weights nearest to the present ones that put each option {first}, with the scores "
        f"as they are. Bar and number: weight needed{f'; {stays}' if stays else ''}. "
        "Mark: weight now. Each number is rounded by itself, so those of an option need not make "
        "100%."
    )


def _read(result: Result, _: None) -> tuple[CriteriaSet, Evaluation, Mapping[str, Belief]]:
    if result.beliefs is None:
        raise ArithmeticError("the solver gave up on these numbers")
    return result.criteria_set, result.evaluation, result.beliefs


CHART = Chart(
    id="weights-needed",
    name="Weights needed",
    place=240,
    read=_read,
    title=beliefs_title,
    subtitle=_subtitle,
    words=beliefs_alt,
    rows=beliefs_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=has_rivals,
    moves_locked=True,
)
