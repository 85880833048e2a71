"""A round's figures as plain data for JSON, limited to what everybody may see once it is closed.

Scores and reasons carry no names, and are left out where they must not be shown
(`GroupResult.shows_answers`); weights and leaders are keyed by pseudonym.
"""

from __future__ import annotations

from typing import Any

from steelyard.files.judgements.progress import count_answers
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.model import JudgedScore
from steelyard.results.judges.group_result import GroupResult, RoundComparison


def status_data(loaded: LoadedRound, asked: Asked) -> dict[str, Any]:
    """Return how many answers each judge has given, never the answers themselves."""
    assert loaded.round is not None
    found = loaded.round
    judges = {
        judge: {"scores": count.scores, "swings": count.swings, "sealed": count.is_sealed}
        for judge, count in count_answers(loaded, asked).items()
    }
    return {
        "set": found.set_,
        "round": found.number,
        "state": found.state,
        "digest": found.digest,
        "unchanged": loaded.change.is_empty,
        "cells": len(asked.cells),
        "swings": len(asked.swings),
        "rule": found.rule,
        "judges": judges,
    }


def result_data(found: GroupResult) -> dict[str, Any]:
    """Return the group's result by both rules, judge by judge, and the pooled simulations."""
    order = found.order
    data = {
        **_head(found),
        "state": found.state,
        "leaders": list(found.group.leaders),
        "margin": found.group.margin,
        "options": {
            option: {
                "total": found.group.totals[option],
                "rank": found.group.ranks[option],
                "range": list(found.group.ranges[option]),
                "by_other_rule": found.other.totals[option],
                "first_for": sum(option in led for led in found.leaders.values()),
            }
            for option in found.group.ranking
        },
        "other_rule": {"rule": found.other.rule, "leaders": list(found.other.leaders)},
        "rules_differ": found.rules_differ,
        "first_two": None
        if order is None
        else {
            "first": order.first,
            "second": order.second,
            "ahead": len(order.ahead),
            "behind": len(order.behind),
            "level": len(order.level),
        },
    }
    spans = found.rank_spans
    if spans is not None:
        data["ranks_only"] = {
            "judges": list(spans.judges),
            "weights": "rank-order centroid",
            "totals": {option: list(span) for option, span in spans.totals.items()},
            "margins": {option: list(span) for option, span in spans.margins.items()},
            "rivals": list(spans.rivals),
        }
    try:
        shares = found.pool.lead_shares
    except ValueError:
        return data
    return data | {"pooled_lead_shares": {o: shares[o] for o in found.group.ranking}}


def disagreement_data(found: GroupResult) -> dict[str, Any]:
    """Return the cells, those whose spread can change the leader first, and the judges' weights."""
    agreed = found.concordance
    settled = found.settlement
    return {
        **_head(found),
        "cells": [
            {
                "option": spread.cell[0],
                "criterion": spread.cell[1],
                "decides": spread.decides,
                "levels": spread.levels,
                "jointly": spread.jointly,
                "spread": spread.spread,
                "worse_end": spread.end,
                "margin": spread.margin,
                "then": list(spread.then),
                "answers": [_answer(each) for each in found.answers(spread.cell)],
            }
            for spread in found.spreads
        ],
        "judges": {
            judge: {
                "weights": dict(evaluation.weights),
                "leaders": list(evaluation.leaders),
                "margin": found.margins[judge],
            }
            for judge, evaluation in found.panel.evaluations.items()
        },
        "divides": found.division.what,
        "kendalls_w": None
        if agreed is None
        else {
            "options": agreed.options,
            "swings": agreed.swings,
            "criteria": agreed.criteria,
            "mean_spreads": agreed.spreads,
        },
        "settle": None if settled.cells is None else [list(cell) for cell in settled.cells],
        "rivals": settled.rivals,
    }


def comparison_data(found: RoundComparison) -> dict[str, Any]:
    """Return the changes between two rounds; reasons for changes carry no names."""
    lead, moved = found.lead, found.movement
    return {
        "rounds": [found.before.round.number, found.after.round.number],
        "lead": None
        if lead is None
        else {
            "option": lead.option,
            "rival": lead.rival,
            "before": lead.before,
            "after": lead.after,
            "parts": [
                {"cause": p.cause, "option": p.option, "criterion": p.criterion, "effect": p.effect}
                for p in lead.parts
            ],
        },
        "deciding": [len(found.before.deciding), len(found.after.deciding)],
        "median_spread": list(found.median_spreads),
        "answers_changed": len(moved.answers),
        "of_answers": moved.of_answers,
        "towards_the_others": sum(one.towards is True for one in moved.answers),
        "swings_changed": len(moved.swings),
        "of_swings": moved.of_swings,
        "reasons": sorted(one.why for one in moved.answers if one.why)
        if found.after.shows_answers
        else [],
    }


def _head(found: GroupResult) -> dict[str, Any]:
    asked = found.round
    return {
        "set": asked.set_,
        "round": asked.number,
        "digest": asked.digest,
        "unchanged": found.loaded.change.is_empty,
        "simulated": asked.simulated,
        "rule": asked.rule,
        "frame": found.panel.frame,
        "answered": list(found.judges),
        "asked": list(asked.judges),
    }


def _answer(given: JudgedScore) -> dict[str, Any]:
    score = list(given.score[:3]) if given.score.known else "cannot_judge"
    return {"score": score, "reason": given.why or given.reason}
