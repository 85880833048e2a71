"""The ranks of all options through every lens: whether people with other weights agree.

One column per lens, the one nearest to the file's weights first, with each option at its
rank and its total in the dot. An option is coloured if it leads through any lens, or if
its rank moves by four or more and it has a colour of its own.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from math import ceil
from typing import Any

import altair as alt

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.totals import Evaluation
from steelyard.charts.chart import Chart
from steelyard.charts.drawing import vega
from steelyard.charts.drawing.text import elide, text_width
from steelyard.charts.drawing.vega import DrawingForm, Labels, Rows, Spec
from steelyard.charts.theme import AXIS, LABEL, SEMIBOLD, VALUE
from steelyard.model import CriteriaSet
from steelyard.results.result import Result
from steelyard.results.words.findings import lead_cell
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.names import leads, option_label, option_labels
from steelyard.results.words.numbers import counted, one_decimal
from steelyard.results.words.perspectives import find_following, shares_lead, short_names
from steelyard.results.words.scores.ranking import rank_labels
from steelyard.results.words.text import listing

BIG_MOVE = 4
_MOST_NAMED = 5


def lens_ranks_title(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return through how many lenses the file's leader leads too, and where level; exact."""
    own, found = _own(lenses), find_following(lenses)
    if not found.others:
        return "The file has no lens to compare with its own weights"
    verb = leads(criteria_set, len(own.leaders))
    begins = f"{option_labels(criteria_set, own.leaders)} {verb} with the file’s weights"
    shares = shares_lead(criteria_set, len(own.leaders))
    of, close = f"of the {found.others} lenses", _close(criteria_set, lenses, found.same)
    if found.same == found.others:
        every = "the only lens" if found.others == 1 else f"every one {of}"
        return f"{begins} and through {every}{close}"
    if found.others == 1:
        through = f" and {shares} through" if found.shared else ", but not through"
        return f"{begins}{through} the only lens"
    if found.shared and found.same:
        more = f"and {shares} through {found.shared} more"
        return f"{begins} and through {found.same} {of}{close}, {more}"
    if found.shared:
        return f"{begins} and {shares} through {found.shared} {of}"
    if not found.same:
        return f"{begins}, but through no lens"
    return f"{begins} and through {found.same} {of}{close}"


def _close(criteria_set: CriteriaSet, lenses: Perspectives, same: int) -> str:
    """Return, after a comma, how many agreeing lenses are too close to call; empty if none is.

    Counted as in the matrix of leaders; `same` lenses agree.
    """
    first = _own(lenses).leaders
    cells = [lead_cell(criteria_set, e, first, case) for case, e in lenses.evaluations.items()]
    close = sum(cell.is_close and not cell.is_other for cell in cells[1:])
    if not close:
        return ""
    if close == same:
        return f", {CLOSE}" if same == 1 else f", all of them {CLOSE}"
    return f", {close} of them {CLOSE}"


def lens_ranks_alt(criteria_set: CriteriaSet, lenses: Perspectives) -> str:
    """Return the ranks in words, for readers who cannot see them."""
    names = short_names(criteria_set, lenses)
    lines = [
        f"{names[case]}: "
        + ", ".join(
            f"{option_label(criteria_set, option)} {one_decimal(evaluation.totals[option])}"
            for option in evaluation.ranking[:3]
        )
        for case, evaluation in nearest_lenses_first(lenses)
    ]
    title = lens_ranks_title(criteria_set, lenses)
    others = counted(len(lines) - 1, "lens", "lenses")
    return f"Ranks through {others}. {title}. First three: {'; '.join(lines)}."


def lens_ranks_rows(criteria_set: CriteriaSet, lenses: Perspectives) -> Rows:
    """Return rank and total of every option through every lens, unrounded.

    Lenses in the order of the picture, options from best to worst. Columns: `lens_id`
    (empty for the file's own weights), `lens`, `distance` (sum of the differences between
    its weights and the file's, 0 to 2), `rank`, `option_id`, `option`, `colour` (its name),
    `total` (0 to 100). Options level with each other keep the order of the file.
    """
    own = _own(lenses)
    return [
        {
            "lens_id": case.lens or "",
            "lens": criteria_set.lenses[case.lens].name if case.lens else "",
            "distance": weight_distance(own, evaluation),
            "rank": evaluation.ranks[option],
            **vega.option_columns(criteria_set, option),
            "total": evaluation.totals[option],
        }
        for case, evaluation in nearest_lenses_first(lenses)
        for option in evaluation.ranking
    ]


def nearest_lenses_first(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses with the file's own first, then by distance; ties keep their order."""
    own = _own(lenses)
    return sorted(
        lenses.evaluations.items(),
        key=lambda pair: (pair[0].lens is not None, round(weight_distance(own, pair[1]), 9)),
    )


def weight_distance(first: Evaluation, second: Evaluation) -> float:
    """Return the sum of the differences between two sets of weights, 0 to 2."""
    return sum(abs(weight - second.weights[c]) for c, weight in first.weights.items())


def _own(lenses: Perspectives) -> Evaluation:
    return next(iter(lenses.evaluations.values()))


def _dissenting(lenses: Perspectives) -> list[tuple[Perspective, Evaluation]]:
    """Return the lenses through which none of the file's leaders leads."""
    leaders = set(_own(lenses).leaders)
    return [pair for pair in nearest_lenses_first(lenses) if not leaders & set(pair[1].leaders)]


def _subtitle(criteria_set: CriteriaSet, lenses: Perspectives, width: float) -> str:
    order = "Lenses stand in the order of how far their weights are from the file’s."
    if not _form(criteria_set, lenses, width).columns:
        return f"Who leads through each lens, with the total, 0 to 100. {order}"
    text = f"Rank through each lens, 1 at the top; in the dot the total, 0 to 100. {order}"
    if any(len({*e.ranks.values()}) < len(e.ranks) for e in lenses.evaluations.values()):
        text += " Options that are level stand in the order of the file."
    names = short_names(criteria_set, lenses)
    dissenting = [
        f"{names[case]} ({listing(option_label(criteria_set, o) for o in evaluation.leaders)})"
        for case, evaluation in _dissenting(lenses)
    ]
    if not dissenting:
        return text
    named = dissenting[:_MOST_NAMED]
    more = len(dissenting) - len(named)
    return f"{text} Others lead for: {listing([*named, f'{more} more'] if more else named)}."


ROW, DOT, NARROW_ROW = 31, 23.0, 50
RANK_WIDTH = 22.0
HEAD_LINE, HEAD_LINES, NAME_GAP = 14.0, 3, 14.0
TWO_TIERS_BELOW, NARROWEST_STEP = 84.0, 38.0


def _form(criteria_set: CriteriaSet, lenses: Perspectives, width: float) -> DrawingForm:
    """Return the measures; without columns where these would touch one another."""
    labels = [option_label(criteria_set, option) for option in lenses.options]
    # Whole pixels: a picture that begins between two pixels is one pixel wider than its page.
    names = float(ceil(vega.room_for(labels, 0.2 * width) + NAME_GAP + DOT / 2))
    count = len(lenses.evaluations)
    form = DrawingForm(width, names=RANK_WIDTH + names, notes=names, columns=count)
    is_list = form.is_phone or (count > 1 and _step(form) < NARROWEST_STEP)
    return DrawingForm(width) if is_list else form


def _step(form: DrawingForm) -> float:
    """Return the pixels from one column to the next."""
    return form.plot / max(form.columns - 1, 1)


def _labels(criteria_set: CriteriaSet, lenses: Perspectives, form: DrawingForm) -> Labels:
    cases = nearest_lenses_first(lenses)
    names = short_names(criteria_set, lenses)
    labels = {o: option_label(criteria_set, o) for o in lenses.options}
    cut = (
        vega.cut_names(labels, form.notes - NAME_GAP - DOT / 2, LABEL, strong=labels)
        if form.columns
        else labels
    )
    told = {found.lens or "": names[found] for found, _ in cases}
    ranks = {found.lens or "": rank_labels(evaluation) for found, evaluation in cases}
    places = dict(zip(told, _heads(list(told.values()), form), strict=True))
    own = _own(lenses).leaders[0]
    texts = {found.lens or "": _line(labels, e, own, form.width) for found, e in cases}
    return {
        "lens_label": lambda row: told[row["lens_id"]],
        "lens_lines": lambda row: places[row["lens_id"]][0],
        "lens_place": lambda row: places[row["lens_id"]][1],
        "leader_place": lambda row: places[row["lens_id"]][2],
        "option_label": lambda row: cut[row["option_id"]],
        "rank_label": lambda row: ranks[row["lens_id"]][row["option_id"]],
        "total_label": lambda row: one_decimal(row["total"]),
        "leader_label": lambda row: texts[row["lens_id"]][0],
        "behind_label": lambda row: texts[row["lens_id"]][1],
        "says": lambda row: (
            f"{row['lens_label']}: {labels[row['option_id']]}, rank {row['rank_label']}"
        ),
    }


def _heads(names: Sequence[str], form: DrawingForm) -> list[tuple[str, float, float | None]]:
    """Return each column's name in lines, its middle above the plot, and its leader's start.

    Where columns are close, every other name is higher, with a leader down to its column.
    """
    if not form.columns:
        return [(name, 0.0, None) for name in _cut(names, form.width, VALUE)]
    tiers = 2 if _step(form) < TWO_TIERS_BELOW and form.columns > 2 else 1
    room = _step(form) * tiers - 6 if form.columns > 1 else 150.0
    texts = _cut(names, min(room, 130.0), AXIS, HEAD_LINES)
    heights = [HEAD_LINE * (text.count("\n") + 1) for text in texts]
    higher = -8 - max(heights[::tiers]) - 5
    return [
        (text, (higher if index % tiers else -8) - height / 2,
         higher + 2 if index % tiers else None)
        for index, (text, height) in enumerate(zip(texts, heights, strict=True))
    ]  # fmt: skip


def _cut(names: Sequence[str], room: float, size: float, most: int = 1) -> list[str]:
    return list(vega.cut_names(dict(enumerate(names)), room, size, most=most).values())


def _line(
    labels: Mapping[str, str], evaluation: Evaluation, own: str, width: float
) -> tuple[str, str]:
    """Return the leader, and the rank of the file's own leader where that is another option."""
    leader = labels[evaluation.ranking[0]]
    if len(evaluation.leaders) > 1:
        leader += f" and {len(evaluation.leaders) - 1} more"
    room = width - DOT - 8
    if own in evaluation.leaders:
        return elide(leader, room, LABEL, SEMIBOLD), ""
    shown = elide(leader, room * 0.55, LABEL, SEMIBOLD)
    end = f" on rank {rank_labels(evaluation)[own]}"
    left = room - text_width(shown, LABEL, SEMIBOLD) - 12
    return shown, elide(labels[own], left - text_width(end, AXIS), AXIS) + end


def _ranked() -> Any:
    """Return the rows with columns for which options are strong, because they lead, or coloured."""
    return (
        alt.Chart()
        .transform_window(place="row_number()", groupby=["lens_id"])
        .transform_window(column="row_number()", groupby=["option_id"])
        .transform_joinaggregate(
            best="min(rank)", worst="max(rank)", columns="max(column)", groupby=["option_id"]
        )
        .transform_calculate(
            is_strong="datum.best == 1",
            is_coloured="datum.best == 1 || "
            f"(datum.worst - datum.best >= {BIG_MOVE} && datum.colour != 'grey')",
            label=vega.said("option_label", "datum.option"),
            number=vega.said("total_label", "format(datum.total, '.0f')"),
            lens_name=vega.said("lens_label", "datum.lens"),
            rank_name=vega.said("rank_label", "datum.rank"),
        )
        .transform_calculate(shade="datum.is_coloured ? datum.colour : 'grey'")
    )


@cache
def _spec(form: DrawingForm) -> Spec:
    """Return a column for each lens, or a line where columns would touch one another."""
    return _columns(form) if form.columns else _lines(form)


def _columns(form: DrawingForm) -> Spec:
    rows, strong = alt.Chart(), vega.either("datum.is_strong", "semibold")
    x = alt.X("lens_id:N", sort=None, axis=None, scale=alt.Scale(type="point", padding=0))
    y = alt.Y("place:O", axis=None, scale=alt.Scale(type="band", padding=0))
    heads = rows.transform_filter("datum.place == 1").transform_calculate(
        lens_name=vega.said("lens_lines", "datum.lens"),
    )
    head_y = vega.at(y="isValid(datum.lens_place) ? datum.lens_place : -12")
    grey, coloured = (rows.transform_filter(f"{no}datum.is_coloured") for no in ("!", ""))
    thirds: Any = (
        ("!datum.is_coloured", 1.4, {"opacity": 0.7}, SHADE),
        ("datum.is_coloured && !datum.is_strong", 1.8, {}, SHADE),
        ("datum.is_strong", 4, {}, SHADE),
    )
    curve: Any = {"interpolate": "monotone", "strokeCap": "round", "aria": False}
    dot: Any = {"shape": "circle", "size": DOT**2, "filled": True, "aria": False}
    layers = [
        *(
            rows.transform_filter(test).mark_line(strokeWidth=thick, **curve, **look)
            .encode(x=x, y=y, detail=alt.Detail("option_id:N"), order=alt.Order("column:Q"), **own)
            for test, thick, look, own in thirds
        ),
        heads.transform_filter("isValid(datum.leader_place)")
        .mark_rule(style="faint-line", aria=False)
        .encode(x=x, **vega.at(y="datum.leader_place", y2=-3)),
        vega.lines(heads, ["note", "centred"], "lens_name", step=HEAD_LINE,
              color=vega.either("datum.column == 1", "ink", "quiet"),
              fontWeight=vega.either("datum.column == 1", "semibold"))
        .encode(x=x, **head_y),
        grey.mark_point(style=["dot", "track"], **dot).encode(x=x, y=y),
        coloured.mark_point(style="dot", **dot).encode(x=x, y=y, **SHADE),
        vega.text(grey, ["small", "strong", "quiet"], "number", x=x, y=y),
        vega.text(coloured, ["small", "strong"], "number", x=x, y=y, on=SHADED),
        vega.text(rows.transform_filter("datum.column == 1"), "faint", "rank_name",
                  x=-form.names, y=y),
        *(
            vega.text(rows.transform_filter(test), ["name", side], "label", x=at_x, y=y,
                      fill=vega.name_colour("shade"), fontWeight=strong)
            for test, at_x, side in (
                ("datum.column == 1", RANK_WIDTH - form.names, "to-left"),
                ("datum.column == datum.columns && datum.columns > 1", form.plot + form.notes,
                 "to-right"),
            )
        ),
        rows.mark_point(style="unseen", **{**dot, "aria": True})
        .encode(x=x, y=y, description=alt.Description("says:N"), tooltip=_TOOLTIP),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(ROW), rows=_ranked())


def _lines(form: DrawingForm) -> Spec:
    shared = _ranked().transform_filter("datum.place == 1").transform_calculate(
        leader=vega.said("leader_label", "datum.option"), behind=vega.said("behind_label", "''"),
        lens_name=vega.said("lens_lines", "datum.lens"),
    )  # fmt: skip
    rows, y = alt.Chart(), vega.bands("lens_id")
    middle = DOT / 2
    layers = [
        vega.text(rows, ["dense-name", "quiet"], "lens_name", x=0, y=y, dy=-14),
        rows.mark_point(shape="circle", size=DOT**2, filled=True, yOffset=7, aria=False)
        .encode(y=y, **vega.at(x=middle), **SHADE),
        vega.text(rows, ["small", "strong"], "number", x=middle, y=y, on=SHADED, dy=7),
        vega.text(rows, ["name", "strong"], "leader", x=DOT + 8, y=y, dy=7),
        vega.text(rows, ["note", "to-right"], "behind", x=form.width, y=y, dy=7),
        rows.mark_rule(style="faint-line", yOffset=NARROW_ROW / 2 - 1, aria=False)
        .encode(y=y, **vega.at(x=0, x2=form.width)),
        vega.hover(form, y, _TOOLTIP),
    ]  # fmt: skip
    return vega.finished(layers, form, alt.Step(NARROW_ROW), rows=shared)


SHADE, SHADED = {"color": vega.option_colour("shade")}, "scale('color', datum.shade)"
_TOOLTIP = vega.tips(Lens="lens_name", Option="option", Rank="rank_name", Total="number")


def lenses_shown(lenses: Perspectives, most: int) -> Perspectives:
    """Return at most `most` lenses: the file's weights, those that dissent, then others.

    They keep their order, so the file's own weights stay first.
    """
    first, *others = lenses.evaluations
    own = lenses.evaluations[first].leaders
    dissent_first = sorted(others, key=lambda case: lenses.evaluations[case].leaders == own)
    kept = {first, *dissent_first[: most - 1]}
    return Perspectives({s: found for s, found in lenses.evaluations.items() if s in kept})


def _read(result: Result, most: int | None) -> tuple[CriteriaSet, Perspectives]:
    lenses = result.lenses
    return result.criteria_set, lenses if most is None else lenses_shown(lenses, most)


CHART = Chart(
    id="ranks-by-lens",
    name="Ranks by lens",
    place=410,
    read=_read,
    title=lens_ranks_title,
    subtitle=_subtitle,
    words=lens_ranks_alt,
    rows=lens_ranks_rows,
    form=_form,
    spec=_spec,
    labels=_labels,
    applies=lambda result: bool(result.criteria_set.lenses),
)
