"""What the browser needs for one judge's sheet: the questions, the judge's own answers, evidence.

About other judges it contains only what the previous, closed round shows without names.
"""

from __future__ import annotations

import math
from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from steelyard.files.judgements.digest import asked_order
from steelyard.model import Cell, Criterion, JudgedScore, Score, UnfinishedScore
from steelyard.results.judges.own_sheet import OwnSheet
from steelyard.results.result import Result
from steelyard.results.words.judge_pages import first_round_words
from steelyard.results.words.judges import judge_name
from steelyard.results.words.judging.own_sheet import (
    answer_words,
    check_words,
    question_title,
    tradeoff_words,
)
from steelyard.results.words.judging.sheet import judge_sheet_words, weight_span_words, who_words
from steelyard.results.words.numbers import as_written
from steelyard.results.words.sheets.claim_lines import claim_lines
from steelyard.results.words.text import plain, unit_words
from steelyard.views.judging.own_round import OwnRound


def judge_sheet_data(own: OwnRound, result: Result, state: Mapping[str, Any]) -> object:
    """Return everything the component shows; `state` holds the values specific to this run.

    Of `result`, only the sources' claims that bear on a cell are shown.

    The `view` in `state` is one of the parts of the page; `others` is that of the cells not
    requested again.
    """
    asked, made = own.asked, own.criteria_set
    first = first_round_words(own.round.number, filter(None, [own.earlier]))
    cells = own.other_cells if state["view"] == "others" else asked.cells
    criteria = asked_order(tuple(dict.fromkeys(c for _, c in cells)), own.round, own.judge)
    options = asked_order(tuple(dict.fromkeys(o for o, _ in cells)), own.round, own.judge)
    earlier = asked.before.get(own.judge)
    is_again = earlier is not None and any(cell in earlier.cells for cell in cells)
    asks = set(cells)
    bearers = {cell: result.unstruck.find_bearers(cell[0], [cell[1]]) for cell in cells}
    named = sorted({claim for found in bearers.values() for claim in found.all})
    return {
        **state,
        "judge": judge_name(own.judge),
        "round": own.round.number,
        "who": f"{who_words(own.judge, own.round, is_sealed=own.is_sealed)} {first}".strip(),
        "digest": own.loaded.digest[:8],
        "unchanged": own.loaded.change.is_empty,
        "again": is_again,
        "hasSwings": bool(asked.swings),
        "words": judge_sheet_words(own.round, own.criteria_set.measure.top),
        "criteria": [_criterion(c, made.criteria[c]) for c in criteria],
        "options": [
            [o, plain(made.options[o].label), plain(made.options[o].summary)] for o in options
        ],
        "cells": [[o, c] for c in criteria for o in options if (o, c) in asks],
        "steps": _steps(own),
        "isOrder": bool(own.sheet.ranks) and not own.sheet.swings,
        "checks": _checks(own.review),
        "answers": {f"{o}/{c}": _answer(own, (o, c)) for o, c in cells},
        "before": {f"{o}/{c}": found for o, c in cells if (found := _before(own, (o, c)))},
        "evidence": {f"{o}/{c}": [found.for_, found.against] for (o, c), found in bearers.items()},
        "claims": dict(zip(named, map(asdict, claim_lines(result, named)), strict=True)),
    }


def _criterion(criterion: str, entry: Criterion) -> dict[str, Any]:
    scale = entry.scale
    return {
        "id": criterion,
        "name": plain(entry.name),
        "label": plain(entry.label),
        "question": plain(entry.question),
        "isHigh": entry.better == "higher",
        "from": scale.from_,
        "to": scale.to,
        "ends": [as_written(scale.from_), as_written(scale.to)],
        "unit": "" if scale.unit == "points" else unit_words(scale.unit),
        "anchors": [
            [number, as_written(number), plain(text)]
            for number, text in sorted(entry.anchors.items())
        ],
    }


def _steps(own: OwnRound) -> list[dict[str, Any]]:
    """Return the steps to be given a swing: the largest first, then those without an answer."""
    given = own.sheet.swings
    earlier = own.asked.before.get(own.judge)
    drawn = asked_order(own.asked.swings, own.round, own.judge)
    ranks, spans = own.sheet.ranks, weight_span_words(own.review)
    is_order = bool(ranks) and not given
    sizes = {c: ranks[c].rank for c in ranks} if is_order else {c: -given[c].swing for c in given}
    order = sorted(drawn, key=lambda c: sizes.get(c, math.inf))
    steps = []
    for criterion in order:
        entry, swing = own.criteria_set.criteria[criterion], given.get(criterion)
        scale = entry.scale
        ends = (scale.from_, scale.to)
        worst, best = ends if entry.better == "higher" else reversed(ends)
        was = earlier.swings.get(criterion) if earlier is not None else None
        rank = ranks.get(criterion)
        steps.append(
            {
                "id": criterion,
                "name": plain(entry.name),
                "worst": _end(entry, worst),
                "best": _end(entry, best),
                "swing": swing.swing if swing is not None else None,
                "reason": "" if swing is None else swing.why if swing.was else swing.reason,
                "was": was.swing if was is not None else None,
                "rank": rank.rank if rank is not None else None,
                "why": "" if rank is None else rank.why if rank.was else rank.reason,
                "span": spans.get(criterion, ""),
            }
        )
    return steps


def _checks(review: OwnSheet) -> list[dict[str, Any]]:
    """Return the trade-off questions made from the swings, with the answers the swings imply."""
    return [
        {
            "title": question_title(check),
            "asks": tradeoff_words(review, check),
            "first": dict(check.question.first),
            "second": dict(check.question.second),
            "answers": list(answer_words(check).items()),
            "answer": check.answer.answer if check.answer is not None else "",
            "fits": check.fits,
            "says": check_words(review, check),
        }
        for check in review.cross_checks
    ]


def _end(entry: Criterion, number: float) -> str:
    """Return an end of a scale in its anchor's words, else as a number with its unit."""
    anchor = entry.anchors.get(number)
    if anchor is not None:
        return plain(anchor)
    unit = "" if entry.scale.unit == "points" else f" {unit_words(entry.scale.unit)}"
    return f"{as_written(number)}{unit}"


def _answer(own: OwnRound, cell: Cell) -> dict[str, Any]:
    """Return a judge's current answer on a cell."""
    option, criterion = cell
    given = own.sheet.cells.get(cell)
    if given is not None:
        said = given.why if given.was is not None else given.reason
        return {
            **_numbers(given.score),
            "reason": said,
            "confidence": given.confidence or "",
            "cannot": not given.score.known,
            "whole": True,
        }
    begun = own.sheet.unfinished.get(option, {}).get(criterion) or UnfinishedScore()
    return {
        "low": begun.low,
        "high": begun.high,
        "likely": begun.likely,
        "reason": begun.reason,
        "confidence": begun.confidence or "",
        "cannot": False,
        "whole": False,
    }


def _numbers(score: Score) -> dict[str, float | None]:
    if not score.known:
        return {"low": None, "high": None, "likely": None}
    return {"low": score.low, "high": score.high, "likely": score.likely}


def _before(own: OwnRound, cell: Cell) -> dict[str, Any] | None:
    """Return the judge's earlier answer on a cell, and what all answered, without names."""
    earlier = own.asked.before.get(own.judge)
    mine = earlier.cells.get(cell) if earlier is not None else None
    group = own.before
    others = group.answers(cell) if group is not None else ()
    if mine is None and not others:
        return None
    return {
        "mine": None if mine is None else {**_numbers(mine.score), "cannot": not mine.score.known},
        "all": sorted(answer.score.likely for answer in others if answer.score.known),
        "reasons": _reasons(others, mine),
    }


def _reasons(others: tuple[JudgedScore, ...], mine: JudgedScore | None) -> list[list[object]]:
    """Return likely score, reason, and whether it is the judge's own, lowest first."""
    rows = [
        [answer.score.likely, as_written(answer.score.likely), answer.why or answer.reason, False]
        for answer in others
        if answer.score.known and (answer.why or answer.reason)
    ]
    if mine is not None:
        own = next(
            (r for r in rows if r[0] == mine.score.likely and r[2] == (mine.why or mine.reason)), []
        )
        own[3:] = [True]
    return sorted(rows, key=lambda row: (float(str(row[0])), str(row[2])))
