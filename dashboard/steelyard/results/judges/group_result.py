"""A closed round of judgements, and everything computed of it; sentences are in words."""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Literal, get_args

from steelyard.analysis.ties import TIE
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.model import CriteriaSet, JudgedScore, Round
from steelyard.model.criteria_set import Confidence
from steelyard.model.judgements import GroupRule

if TYPE_CHECKING:
    from steelyard.analysis.difference.margin import MarginChange
    from steelyard.analysis.judges.concordance import Concordance
    from steelyard.analysis.judges.deciding import CellSpread, Settlement
    from steelyard.analysis.judges.group import GroupTotals, Order, WhatDivides
    from steelyard.analysis.judges.panel import Panel
    from steelyard.analysis.judges.pool import Pool
    from steelyard.analysis.judges.rank_order import RankSpans
    from steelyard.analysis.judges.rounds import Movement
    from steelyard.model import Cell

FEWEST: int = 3
"""With fewer judges than these an answer can be traced to who gave it, and W says little."""

GroupState = Literal[
    "cannot be decided", "disagreed", "level", "close call", "leads", "only option"
]


class SealedError(ValueError):
    """Raised where the answers of a round are asked for while it is open; a sentence."""


@dataclass(frozen=True)
class GroupResult:
    """The answers that stand after a round, over a criteria set, in the frame of the round.

    Raises SealedError while the round is open, ValueError where no sheet counts; both when an
    answer is first needed.
    """

    criteria_set: CriteriaSet
    loaded: LoadedRound

    @property
    def round(self) -> Round:
        """The round; raises ValueError where its file cannot be read."""
        if self.loaded.round is None:
            raise ValueError(f"round.yaml of round {self.loaded.number} cannot be used")
        return self.loaded.round

    @cached_property
    def panel(self) -> Panel:
        """The judges' sheets laid over the set: each a reading and a lens."""
        from steelyard.analysis.judges.panel import lay_over

        if self.round.state == "open":
            raise SealedError(
                f"round {self.round.number} is open: nobody sees an answer before it is closed"
            )
        sheets = self.loaded.standing
        if not sheets:
            raise ValueError(f"no sealed sheet of round {self.round.number} can be used")
        return lay_over(self.criteria_set, sheets, self.round.frame)

    @property
    def seal(self) -> str:
        """The SHA-256 of what fixes the answers: set, round, digest, rule and the sheets' seals."""
        asked = self.round
        seals = dict(sorted(asked.sealed.items()))
        fixed = [asked.set_, asked.number, asked.digest, asked.rule, seals]
        return hashlib.sha256(json.dumps(fixed, separators=(",", ":")).encode()).hexdigest()

    @cached_property
    def has_answers(self) -> bool:
        """Whether any sheet counts, so that there is a result."""
        try:
            return bool(self.panel.judges)
        except ValueError:
            return False

    @cached_property
    def averaged(self) -> CriteriaSet:
        """The set with one reading and one lens: the averaged inputs."""
        from steelyard.analysis.judges.panel import averaged_set

        return averaged_set(self.panel)

    @property
    def judges(self) -> tuple[str, ...]:
        """The judges whose answers stand."""
        return self.panel.judges

    @property
    def is_anonymous(self) -> bool:
        """Whether there are enough judges for an answer without a name to have none."""
        return len(self.judges) >= FEWEST

    # --- what is shown of it --------------------------------------------------------------

    @property
    def shows_answers(self) -> bool:
        """Whether everybody may see scores and reasons on single cells, without names.

        Whatever shows an answer, or the lowest or highest of a cell, asks here: the judges were
        promised it (`promise_words` of `results/words/judging/promise.py`). Means, spreads and
        totals are the group's, and are shown always.
        """
        sees = self.round.sees
        sight = sees.closed if self.round.state == "closed" else sees.discussed
        return self.is_anonymous and sight == "all_without_names"

    @property
    def shows_names(self) -> bool:
        """Whether scores are shown by pseudonym, and sheets are given away: made-up ones alone."""
        return bool(self.round.simulated)

    # --- the group ------------------------------------------------------------------------

    def totals_by(self, rule: GroupRule) -> GroupTotals:
        """Return the group's totals by a rule."""
        from steelyard.analysis.judges.group import group_totals

        return group_totals(self.panel, rule)

    @cached_property
    def group(self) -> GroupTotals:
        """The group's totals by the rule of the round."""
        return self.totals_by(self.round.rule)

    @cached_property
    def other(self) -> GroupTotals:
        """The group's totals by the other rule, to be shown beside."""
        is_mean = self.round.rule == "mean_of_totals"
        return self.totals_by("mean_of_inputs" if is_mean else "mean_of_totals")

    @property
    def rules_differ(self) -> bool:
        """Whether the two rules name different leaders."""
        return self.group.leaders != self.other.leaders

    @cached_property
    def order(self) -> Order | None:
        """How the judges order the group's first two."""
        from steelyard.analysis.judges.group import order_of_first_two

        return order_of_first_two(self.panel, self.group)

    @cached_property
    def rivals_within_the_unjudged(self) -> tuple[str, ...]:
        """The options that cells nobody judged could bring level with the leader."""
        from steelyard.analysis.judges.group import rivals_within_the_unjudged

        return rivals_within_the_unjudged(self.panel, self.group)

    @cached_property
    def rank_spans(self) -> RankSpans | None:
        """What the result can be where some judges only ranked the swings; `None` if none did."""
        from steelyard.analysis.judges.group import find_rank_spans

        return find_rank_spans(self.panel, self.group)

    @property
    def rivals_within_the_ranks(self) -> tuple[str, ...]:
        """The options that some weights within the judges' ranks bring level with the leader."""
        return self.rank_spans.rivals if self.rank_spans is not None else ()

    def weight_spans(self, judge: str) -> dict[str, tuple[float, float]]:
        """Return criterion → least and greatest weight (0–1) of a judge; alike for numbers."""
        from steelyard.analysis.judges.rank_order import weight_spans

        if judge in self.panel.ranked:
            return weight_spans(self.panel.ranked[judge])
        return {c: (w, w) for c, w in self.panel.evaluations[judge].weights.items()}

    @property
    def state(self) -> GroupState:
        """What may be said of the group's leader.

        Cells that nobody judged come first; then disagreement on the order of the first two, where
        no average is given as the group's view; then ranks of swings that leave the leader open;
        then the limit of a close call in the file.
        """
        margin = self.group.margin
        if margin is None:
            return "only option"
        if self.rivals_within_the_unjudged:
            return "cannot be decided"
        if self.order is not None and self.order.is_split:
            return "disagreed"
        if self.rivals_within_the_ranks:
            return "cannot be decided"
        if margin <= TIE:
            return "level"
        limit = self.criteria_set.verdict.close_call
        return "close call" if margin < limit - TIE else "leads"

    @property
    def leaders(self) -> dict[str, tuple[str, ...]]:
        """Judge → the options that lead by the judge's own scores and weights."""
        return {judge: found.leaders for judge, found in self.panel.evaluations.items()}

    @property
    def margins(self) -> dict[str, float]:
        """Judge → how far the judge's first is ahead of the second, points; 0 with one option."""
        found = {}
        for judge, evaluation in self.panel.evaluations.items():
            totals = [evaluation.totals[option] for option in evaluation.ranking]
            found[judge] = totals[0] - totals[1] if len(totals) > 1 else 0.0
        return found

    @property
    def firsts(self) -> dict[str, int]:
        """Option → how many judges put it first, level ones counted for each; most first."""
        counts = {o: sum(o in led for led in self.leaders.values()) for o in self.panel.options}
        return dict(sorted(counts.items(), key=lambda one: -one[1]))

    # --- the disagreement -----------------------------------------------------------------

    @cached_property
    def spreads(self) -> tuple[CellSpread, ...]:
        """Every cell with its spread, those that can change the leader first."""
        from steelyard.analysis.judges.deciding import find_spreads

        return find_spreads(self.panel, self.group)

    @property
    def deciding(self) -> tuple[CellSpread, ...]:
        """The cells of which each, alone, could change the leader."""
        return tuple(spread for spread in self.spreads if spread.decides)

    @cached_property
    def settlement(self) -> Settlement:
        """What would have to be settled for the leader to be certain."""
        from steelyard.analysis.judges.deciding import find_settlement

        return find_settlement(self.panel, self.group)

    @cached_property
    def division(self) -> WhatDivides:
        """Whether scores or weights divide the judges."""
        from steelyard.analysis.judges.group import find_division

        return find_division(self.panel)

    @cached_property
    def concordance(self) -> Concordance | None:
        """How far the judges agree; `None` with fewer than three."""
        from steelyard.analysis.judges.concordance import find_concordance

        return find_concordance(self.panel) if self.is_anonymous else None

    @cached_property
    def pool(self) -> Pool:
        """The judges' simulations pooled; raises ValueError where the set is too large."""
        from steelyard.analysis.judges.pool import pool_simulations

        return pool_simulations(self.panel)

    def answers(self, cell: Cell) -> tuple[JudgedScore, ...]:
        """Return the scores and reasons on a cell without names, from the lowest; then the rest.

        Empty where they are not shown.
        """
        if not self.shows_answers:
            return ()
        found = [
            sheet.cells[cell] for sheet in self.loaded.standing.values() if cell in sheet.cells
        ]
        return tuple(sorted(found, key=lambda a: (not a.score.known, a.score[:3], a.reason, a.why)))

    def ends(self, spread: CellSpread) -> tuple[float, float] | None:
        """Return the lowest and highest likely value (0–100) of a cell; `None` where not shown."""
        values = spread.values.values()
        return (min(values), max(values)) if values and self.shows_answers else None

    def least_confidence(self, cell: Cell) -> Confidence | None:
        """Return the lowest confidence that a judge stated for a score; `None` where none did."""
        stated = {
            sheet.cells[cell].confidence
            for sheet in self.loaded.standing.values()
            if cell in sheet.cells and sheet.cells[cell].score.known
        }
        return next((level for level in get_args(Confidence) if level in stated), None)

    def swing_reasons(self, criterion: str) -> tuple[str, ...]:
        """Return the reasons for a swing or rank without names, in alphabetical order.

        Empty where they are not shown.
        """
        if not self.shows_answers:
            return ()
        said = []
        for sheet in self.loaded.standing.values():
            given = sheet.swings.get(criterion) or sheet.ranks.get(criterion)
            if given is not None and (given.why or given.reason):
                said.append(given.why or given.reason)
        return tuple(sorted(said))


@dataclass(frozen=True)
class RoundComparison:
    """Two closed rounds of one set, the earlier one first."""

    before: GroupResult
    after: GroupResult

    @cached_property
    def lead(self) -> MarginChange | None:
        """What moved the lead of the later round's first over its second, adding up exactly.

        `None` with fewer than two options, or where other judges answered: then nothing is a
        change of mind.
        """
        from steelyard.analysis.judges.rounds import explain_lead

        order, rule = self.after.order, self.after.round.rule
        if order is None or {*self.before.judges} != {*self.after.judges}:
            return None
        return explain_lead(self.before.panel, self.after.panel, (order.first, order.second), rule)

    @cached_property
    def movement(self) -> Movement:
        """The answers that were changed."""
        from steelyard.analysis.judges.rounds import find_movement

        return find_movement(self.before.loaded.standing, self.after.loaded.standing)

    @property
    def asked_again(self) -> tuple[Cell, ...]:
        """The cells that the later round asked about, in the order of the set."""
        from steelyard.files.judgements.digest import asked_cells

        return asked_cells(self.after.criteria_set, self.after.round)

    @property
    def median_spreads(self) -> tuple[float, float]:
        """The median spread, points of 0–100, of the cells asked again: before and after."""
        import statistics

        wanted = {*self.asked_again}
        before, after = (
            statistics.median([s.spread for s in each.spreads if s.cell in wanted] or [0.0])
            for each in (self.before, self.after)
        )
        return before, after
