"""Does the leader survive without some of the evidence, and which single claims can unseat it?

A result is certain if it holds wherever in their full ranges the unknown scores are, both those
that lost their last claim and those that were unknown before; known scores stay at their likely
values, and the weights as they are. So the answer never contradicts a verdict that *cannot be
decided*. Certainty follows from bounds and is exact. Shares are counted in the same simulations
as everywhere else: the same weights and ranges are drawn with and without the evidence, so that
the two can be compared.
"""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Literal, NamedTuple

from steelyard.analysis.evidence.strike_out import find_freed, find_support, strike_out
from steelyard.analysis.simulations.limits import MOST_OPTIONS
from steelyard.analysis.simulations.sampling import sample_simulations
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.analysis.values import value_span
from steelyard.model import UNKNOWN, Cell, CriteriaSet

Survives = Literal["for certain", "in most simulations", "not", "not for certain"]


class LeadShare(NamedTuple):
    """How often the leader leads: `share` of the simulations, 0–1, ties divided.

    `span`: the lowest and the highest share, depending on how errors go together. `error`: half
    the width of the 95 % interval of `share`.
    """

    share: float
    span: tuple[float, float]
    error: float


CERTAIN = LeadShare(1.0, (1.0, 1.0), 0.0)


@dataclass(frozen=True)
class Survival:
    """The lead that remains without the claims `struck`.

    `leader`: the option that leads with all evidence, the first in the file if several do. `freed`:
    the cells in view left without a claim. `margin`: points, the leader at its lowest
    minus the best rival at its highest; `None` without a rival. `rivals`: those that could draw
    level or get ahead, in the order of the file; `strongest`: the one that could end furthest
    ahead, `None` where none can. `survives`: *for certain* if none can, *in most
    simulations* if the leader leads in more than half of them, else *not*; *not for
    certain* where the set is too large to be sampled. `leads`: how often it still leads, always
    if certain; `None` without sampling. `before`: the same with all evidence. `evaluation`: the
    view with the freed cells unknown, in the middle of their ranges.
    """

    struck: tuple[str, ...]
    leader: str
    freed: tuple[Cell, ...]
    margin: float | None
    rivals: tuple[str, ...]
    strongest: str | None
    survives: Survives
    leads: LeadShare | None
    before: LeadShare | None
    evaluation: Evaluation


class Linchpin(NamedTuple):
    """One claim whose loss alone can unseat the leader.

    `freed`: the cells that rest on it alone. `rivals`: the options that could then draw level or
    get ahead, leaving out those that already could through other unknowns. `margin`: the leader's
    worst lead over these, in points, 0 or below.
    """

    claim: str
    freed: tuple[Cell, ...]
    margin: float
    rivals: tuple[str, ...]


def judge_survival(
    criteria_set: CriteriaSet,
    struck: Collection[str],
    view: View | None = None,
    *,
    draws: int | None = None,
    seed: int = 0,
) -> Survival:
    """Return what is left of the lead in the view once some claims are struck out.

    A rival that only draws level counts as unseating the leader, unless it was level before and
    nothing about either moves. With a reading in view its cells count; a score that the view
    disputes keeps its disputed value. Claims that no cell in view cites change nothing. `draws`:
    the file's unless given. Raises ValueError for an id of the view that the set does not have.
    Source: derived here; totals are sums, so their extremes are those of their parts.
    """
    own = view or View()
    whole = evaluate(criteria_set, own)
    before = _lead_share(criteria_set, whole, whole.ranking[0], draws, seed)
    return _judge(criteria_set, struck, own, whole, before, draws, seed)


def judge_sources(
    criteria_set: CriteriaSet,
    source_of: Mapping[str, str],
    view: View | None = None,
    *,
    draws: int | None = None,
    seed: int = 0,
) -> dict[str, Survival]:
    """Return, for each source, what is left of the lead once all its claims are struck out.

    `source_of`: claim → source, for every claim of the registers. The sources come in
    the order in which they first appear there. Otherwise as `judge_survival`.
    """
    claims: dict[str, list[str]] = {}
    for claim, source in source_of.items():
        claims.setdefault(source, []).append(claim)
    view = view or View()
    whole = evaluate(criteria_set, view)
    before = _lead_share(criteria_set, whole, whole.ranking[0], draws, seed) if claims else None
    return {
        source: _judge(criteria_set, members, view, whole, before, draws, seed)
        for source, members in claims.items()
    }


def find_linchpins(criteria_set: CriteriaSet, view: View | None = None) -> tuple[Linchpin, ...]:
    """Return every claim whose loss alone can unseat the leader of the view.

    Exact: by bounds, as in `judge_survival`. Only cells that rest on a single claim can be freed
    by one, so a set whose scores all rest on several has no linchpin. A rival that could already
    draw level through other unknowns is left out. The claim that could cost the most points
    comes first; equal ones keep the order of the file.
    """
    view = view or View()
    whole = evaluate(criteria_set, view)
    alone: dict[str, list[Cell]] = {}
    for cell, claims in find_support(criteria_set, view).items():
        if len(claims) == 1 and cell not in view.disputes:
            alone.setdefault(min(claims), []).append(cell)
    leader = whole.ranking[0]
    rivals_anyway = _margins(criteria_set, whole, leader, whole.unknown)[1]
    found = []
    for claim, cells in alone.items():
        margins, rivals_then = _margins(criteria_set, whole, leader, whole.unknown.union(cells))
        rivals = tuple(rival for rival in rivals_then if rival not in rivals_anyway)
        if rivals:
            margin = min(margins[rival] for rival in rivals)
            found.append(Linchpin(claim, tuple(cells), margin, rivals))
    return tuple(sorted(found, key=lambda linchpin: linchpin.margin))


def _judge(
    criteria_set: CriteriaSet,
    struck: Collection[str],
    view: View,
    whole: Evaluation,
    before: LeadShare | None,
    draws: int | None,
    seed: int,
) -> Survival:
    """Return what is left of the lead in `whole`; `before`: the leader's share with all
    evidence."""
    leader = whole.ranking[0]
    lost = find_freed(find_support(criteria_set, view), struck)
    freed = tuple(cell for cell in lost if cell not in view.disputes)
    struck_out = strike_out(criteria_set, struck)
    left = evaluate(struck_out, view)
    margins, rivals = _margins(criteria_set, whole, leader, whole.unknown.union(freed))
    leads: LeadShare | None = CERTAIN
    survives: Survives = "for certain"
    if rivals:
        leads = _lead_share(struck_out, left, leader, draws, seed)
        survives = "not for certain"
        if leads is not None:
            survives = "in most simulations" if leads.share > 0.5 else "not"
    return Survival(
        struck=tuple(dict.fromkeys(struck)),
        leader=leader,
        freed=freed,
        margin=min(margins.values(), default=None),
        rivals=rivals,
        strongest=min(rivals, key=margins.__getitem__, default=None),
        survives=survives,
        leads=leads,
        before=before,
        evaluation=left,
    )


def _lead_share(
    criteria_set: CriteriaSet, evaluation: Evaluation, leader: str, draws: int | None, seed: int
) -> LeadShare | None:
    """Return how often the leader leads in the page's simulations; `None` without sampling."""
    if len(evaluation.options) > MOST_OPTIONS:
        return None
    found = sample_simulations(criteria_set, evaluation, draws=draws, seed=seed)
    return LeadShare(found.lead_shares[leader], found.spans[leader], found.error)


def _margins(
    criteria_set: CriteriaSet, whole: Evaluation, leader: str, cells: Collection[Cell]
) -> tuple[dict[str, float], tuple[str, ...]]:
    """Return each rival's worst margin, in points, and which rivals could draw level or ahead.

    `cells`: those whose value may be anywhere in its full range.
    """
    own: dict[str, list[str]] = {}
    for option, criterion in cells:
        own.setdefault(option, []).append(criterion)
    floor, may_fall = _extreme(criteria_set, whole, leader, own.get(leader, ()), up=False)
    margins, rivals = dict[str, float](), list[str]()
    for option in whole.options:
        if option == leader:
            continue
        ceiling, may_rise = _extreme(criteria_set, whole, option, own.get(option, ()), up=True)
        margins[option] = floor - ceiling
        if (may_fall or may_rise) and ceiling >= floor - TIE:
            rivals.append(option)
    return margins, tuple(rivals)


def _extreme(
    criteria_set: CriteriaSet,
    whole: Evaluation,
    option: str,
    criteria: Iterable[str],
    *,
    up: bool,
) -> tuple[float, bool]:
    """Return an option's total with these cells at one end, and whether that moves it."""
    parts = dict(whole.contributions[option])
    for criterion in criteria:
        full = value_span(criteria_set.criteria[criterion], UNKNOWN)
        parts[criterion] = whole.weights[criterion] * (full.high if up else full.low)
    total = math.fsum(parts.values())
    return total, abs(total - whole.totals[option]) > TIE
