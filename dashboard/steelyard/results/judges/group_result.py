"""A closed round of judgements and everything computed from it; sentences are in `words`."""

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
"""With fewer judges, an answer can be traced to its author, and Kendall's W says little."""

GroupState = Literal[
    "cannot be decided", "disagreed", "level", "close call", "leads", "only option"
]


class SealedError(ValueError):
    """Raised when the answers of an open round are requested; its message is for users."""


@dataclass(frozen=True)
class GroupResult:
    """The answers that count after a round, applied to a criteria set in the round's frame.

    Raises SealedError while the round is open and ValueError if no sheet counts, in both cases
    when an answer is first needed.
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
        """The set with each judge's sheet added as a reading and a lens."""
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
        """The SHA-256 of all that determines the answers: set, round, digest, rule and seals."""
        asked = self.round
        seals = dict(sorted(asked.sealed.items()))
        fixed = [asked.set_, asked.number, asked.digest, asked.rule, seals]
        return hashlib.sha256(json.dumps(fixed, separators=(",", ":")).encode()).hexdigest()

    @cached_property
    def has_answers(self) -> bool:
        """Whether any sheet counts, so that a result exists."""
        try:
            return bool(self.panel.judges)
        except ValueError:
            return False

    @cached_property
    def averaged(self) -> CriteriaSet:
        """The set with the averaged inputs as its only reading and lens."""
        from steelyard.analysis.judges.panel import averaged_set

        return averaged_set(self.panel)

    @property
    def judges(self) -> tuple[str, ...]:
        """The judges whose answers count."""
        return self.panel.judges

    @property
    def is_anonymous(self) -> bool:
        """Whether there are enough judges for an unnamed answer to be anonymous."""
        return len(self.judges) >= FEWEST

    # --- what is shown of it --------------------------------------------------------------

    @property
    def shows_answers(self) -> bool:
        """Whether everybody may see scores and reasons on single cells, without names.

        All code that shows an answer, or the lowest or highest of a cell, must check this: it
        was promised to the judges (`promise_words` of `results/words/judging/promise.py`).
        Means, spreads and totals belong to the group and are always shown.
        """
        sees = self.round.sees
        sight = sees.closed if self.round.state == "closed" else sees.discussed
        return self.is_anonymous and sight == "all_without_names"

    @property
    def shows_names(self) -> bool:
        """Whether scores are shown by pseudonym and sheets can be exported: only if simulated."""
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
        """The group's totals by the other rule, for comparison."""
        is_mean = self.round.rule == "mean_of_totals"
        return self.totals_by("mean_of_inputs" if is_mean else "mean_of_totals")

    @property
    def rules_differ(self) -> bool:
        """Whether the two rules name different leaders."""
        return self.group.leaders != self.other.leaders

    @cached_property
    def order(self) -> Order | None:
        """How the judges order the group's first two; `None` with fewer than two options."""
        from steelyard.analysis.judges.group import order_of_first_two

        return order_of_first_two(self.panel, self.group)

    @cached_property
    def rivals_within_the_unjudged(self) -> tuple[str, ...]:
        """The options that cells nobody judged could bring level with the leader."""
        from steelyard.analysis.judges.group import rivals_within_the_unjudged

        return rivals_within_the_unjudged(self.panel, self.group)

    @cached_property
    def rank_spans(self) -> RankSpans | None:
        """The possible results if some judges only ranked the swings; `None` if none did."""
        from steelyard.analysis.judges.group import find_rank_spans

        return find_rank_spans(self.panel, self.group)

    @property
    def rivals_within_the_ranks(self) -> tuple[str, ...]:
        """The options that some weights within the judges' ranks bring level with the leader."""
        return self.rank_spans.rivals if self.rank_spans is not None else ()

    def weight_spans(self, judge: str) -> dict[str, tuple[float, float]]:
        """Return criterion → a judge's least and greatest weight (0–1), equal unless ranked."""
        from steelyard.analysis.judges.rank_order import weight_spans

        if judge in self.panel.ranked:
            return weight_spans(self.panel.ranked[judge])
        return {c: (w, w) for c, w in self.panel.evaluations[judge].weights.items()}

    @property
    def state(self) -> GroupState:
        """The state of the group's lead.

        Checked in this order: cells that nobody judged; disagreement on the order of the first
        two, in which case no average is presented as the group's view; ranks of swings that
        leave the leader open; a tie; the file's limit of a close call.
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
        """Judge → points by which the judge's first is ahead of the second; 0 with one option."""
        found = {}
        for judge, evaluation in self.panel.evaluations.items():
            totals = [evaluation.totals[option] for option in evaluation.ranking]
            found[judge] = totals[0] - totals[1] if len(totals) > 1 else 0.0
        return found

    @property
    def firsts(self) -> dict[str, int]:
        """Option → how many judges put it first, most first; tied options all count."""
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
        """The cells whose spread alone could change the leader."""
        return tuple(spread for spread in self.spreads if spread.decides)

    @cached_property
    def settlement(self) -> Settlement:
        """The cells that would have to be settled for the leader to be certain."""
        from steelyard.analysis.judges.deciding import find_settlement

        return find_settlement(self.panel, self.group)

    @cached_property
    def division(self) -> WhatDivides:
        """Whether scores or weights divide the judges."""
        from steelyard.analysis.judges.group import find_division

        return find_division(self.panel)

    @cached_property
    def concordance(self) -> Concordance | None:
        """How far the judges agree (concordance); `None` with fewer than three."""
        from steelyard.analysis.judges.concordance import find_concordance

        return find_concordance(self.panel) if self.is_anonymous else None

    @cached_property
    def pool(self) -> Pool:
        """The judges' simulations pooled; raises ValueError where the set is too large."""
        from steelyard.analysis.judges.pool import pool_simulations

        return pool_simulations(self.panel)

    def answers(self, cell: Cell) -> tuple[JudgedScore, ...]:
        """Return the unnamed answers on a cell, from the lowest score; those without one come last.

        Empty if they must not be shown.
        """
        if not self.shows_answers:
            return ()
        found = [
            sheet.cells[cell] for sheet in self.loaded.standing.values() if cell in sheet.cells
        ]
        return tuple(sorted(found, key=lambda a: (not a.score.known, a.score[:3], a.reason, a.why)))

    def ends(self, spread: CellSpread) -> tuple[float, float] | None:
        """Return the lowest and highest likely value (0–100) of a cell; `None` if not shown."""
        values = spread.values.values()
        return (min(values), max(values)) if values and self.shows_answers else None

    def least_confidence(self, cell: Cell) -> Confidence | None:
        """Return the lowest confidence that any judge stated for a cell; `None` if none did."""
        stated = {
            sheet.cells[cell].confidence
            for sheet in self.loaded.standing.values()
            if cell in sheet.cells and sheet.cells[cell].score.known
        }
        return next((level for level in get_args(Confidence) if level in stated), None)

    def swing_reasons(self, criterion: str) -> tuple[str, ...]:
        """Return the unnamed reasons for a swing or rank, in alphabetical order.

        Empty if they must not be shown.
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
        """The exact breakdown of the change in the later round's lead of its first over its second.

        `None` with fewer than two options, or if different judges answered, since a difference
        is then no change of mind.
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
        """The median spread of the cells asked again, in points (0–100), before and after."""
        import statistics

        wanted = {*self.asked_again}
        before, after = (
            statistics.median([s.spread for s in each.spreads if s.cell in wanted] or [0.0])
            for each in (self.before, self.after)
        )
        return before, after
