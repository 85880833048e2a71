"""Checks of a judge's sheet before it is handed in: missing answers and contradictions.

Only this judge's answers are used; totals and other judges' answers are not.
"""

from __future__ import annotations

import itertools
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING

from steelyard.analysis.values import value_of
from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.sheet_rules import Asked, missing_swings
from steelyard.model import Cell, JudgeSheet, TradeoffAnswer
from steelyard.model.judgements import known_score

if TYPE_CHECKING:
    from steelyard.analysis.judges.tradeoffs import Balance, Tradeoff

MOST_QUESTIONS: int = 3


@dataclass(frozen=True)
class CrossCheck:
    """A trade-off question, the judge's answer if any, and the answer that the swings imply.

    `balance` is `None` if a criterion of the question no longer has a swing. `equal`: for
    questions of kind "part of a step", the share (0–1) of the second step that the swings make
    equal to the whole first step.
    """

    question: Tradeoff
    answer: TradeoffAnswer | None
    balance: Balance | None
    equal: float | None = None

    @property
    def fits(self) -> bool | None:
        """Whether the answer agrees with the swings; `None` without an answer."""
        if self.answer is None or self.balance is None:
            return None
        return self.balance.fits(self.answer.answer)


@dataclass(frozen=True)
class OrderFault:
    """Two criteria that a judge ranked in one order and gave swings in the other."""

    ahead: str
    behind: str
    ranks: tuple[int, int]
    swings: tuple[float, float]


@dataclass(frozen=True)
class DominatedPackage:
    """A package that on likely values is nowhere better than one of its own parts.

    `worse`: the criteria on which it is worse, at least one.
    """

    package: str
    part: str
    worse: tuple[str, ...]


@dataclass(frozen=True)
class OwnSheet:
    """One judge's answers so far, including those of earlier rounds that still count."""

    asked: Asked
    given: JudgeSheet

    @cached_property
    def sheet(self) -> JudgeSheet:
        """The answers that would count if the sheet were handed in as it is."""
        before = self.asked.before.get(self.given.judge)
        return before.later(self.given) if before is not None else self.given

    @property
    def criteria(self) -> tuple[str, ...]:
        """The criteria of the round's frame."""
        return frame_of(self.asked.criteria_set, self.asked.round.frame)

    @property
    def missing_cells(self) -> tuple[Cell, ...]:
        """The cells asked about that have no answer on this sheet."""
        return tuple(cell for cell in self.asked.cells if cell not in self.given.cells)

    @property
    def missing_swings(self) -> tuple[str, ...]:
        """The criteria asked about that have neither swing nor rank on this sheet."""
        return tuple(missing_swings(self.given, self.asked.swings))

    @property
    def missing_reasons(self) -> tuple[str | Cell, ...]:
        """The criteria with a swing or rank, and the cells with a score, that lack a reason."""
        sheet = self.given
        lacking: list[str | Cell] = []
        for criterion in self.asked.swings:
            swing, rank = sheet.swings.get(criterion), sheet.ranks.get(criterion)
            if swing is not None:
                said, is_changed = swing.why, swing.was not in (None, swing.swing)
                is_first, reason = swing.was is None, swing.reason
            elif rank is not None:
                said, is_changed = rank.why, rank.was not in (None, rank.rank)
                is_first, reason = rank.was is None, rank.reason
            else:
                continue
            if (is_first and not reason.strip()) or (is_changed and not said.strip()):
                lacking.append(criterion)
        for cell in self.asked.cells:
            answer = sheet.cells.get(cell)
            if answer is None or not answer.score.known:
                continue
            is_changed = answer.was is not None and answer.was != answer.score
            is_first = answer.was is None
            if (is_first and not answer.reason.strip()) or (is_changed and not answer.why.strip()):
                lacking.append(cell)
        return tuple(lacking)

    @property
    def swings(self) -> dict[str, float]:
        """Criterion → swing, for the swings given as numbers, in the order of the frame."""
        found = self.sheet.swings
        return {c: found[c].swing for c in self.criteria if c in found}

    @cached_property
    def weights(self) -> dict[str, float] | None:
        """Criterion → weight (0–1), from swings, else the centroid of ranks; `None` if neither."""
        from steelyard.analysis.judges.rank_order import centroid_weights
        from steelyard.analysis.weights import weights_from_swings

        if len(self.swings) == len(self.criteria) and any(self.swings.values()):
            return weights_from_swings(self.swings)
        ranks = self._ranks
        return centroid_weights(ranks) if len(ranks) == len(self.criteria) else None

    @cached_property
    def weight_spans(self) -> dict[str, tuple[float, float]] | None:
        """Criterion → least and greatest weight, equal for swings; `None` without weights."""
        from steelyard.analysis.judges.rank_order import weight_spans

        if self.weights is None:
            return None
        if len(self.swings) == len(self.criteria) and any(self.swings.values()):
            return {c: (w, w) for c, w in self.weights.items()}
        return weight_spans(self._ranks)

    @property
    def _ranks(self) -> dict[str, int]:
        found = self.sheet.ranks
        return {c: found[c].rank for c in self.criteria if c in found}

    @cached_property
    def cross_checks(self) -> tuple[CrossCheck, ...]:
        """Trade-off questions: those already answered, then new ones until there are three.

        New ones are of kinds not yet answered and are chosen from the swings; there are none
        unless every swing has a number.
        """
        from steelyard.analysis.judges.tradeoffs import Tradeoff, find_tradeoffs

        known = self.asked.criteria_set.criteria
        answered = [
            (Tradeoff(one.first, one.second), one)
            for one in self.given.checks
            if all(c in known for c in (*one.first, *one.second))
        ]
        found = [self._checked(question, answer) for question, answer in answered]
        if self.missing_swings or len(self.swings) < len(self.criteria):
            return tuple(found)
        kinds = {question.kind for question, _ in answered}
        for question in find_tradeoffs(known, self.swings):
            if question.kind not in kinds and len(found) < MOST_QUESTIONS:
                found.append(self._checked(question, None))
        return tuple(found)

    def _checked(self, question: Tradeoff, answer: TradeoffAnswer | None) -> CrossCheck:
        from steelyard.analysis.judges.tradeoffs import equal_share, weigh

        balance = weigh(question, self.swings)
        equal = None
        if question.kind == "part of a step" and balance is not None:
            ((whole, _),), ((parted, _),) = question.first.items(), question.second.items()
            equal = equal_share(whole, parted, self.swings)
        return CrossCheck(question, answer, balance, equal)

    def part_end(self, criterion: str, share: float) -> float:
        """Return the number on a criterion's scale that marks a share (0–1) of its step."""
        from steelyard.analysis.judges.tradeoffs import part_end

        return part_end(self.asked.criteria_set.criteria[criterion], share)

    @property
    def misfits(self) -> tuple[CrossCheck, ...]:
        """The cross-checks whose answers contradict the swings."""
        return tuple(check for check in self.cross_checks if check.fits is False)

    @cached_property
    def order_faults(self) -> tuple[OrderFault, ...]:
        """The pairs of criteria whose ranks and swings contradict each other."""
        ranks, swings = self._ranks, self.swings
        both = [c for c in self.criteria if c in ranks and c in swings]
        found = []
        for one, other in itertools.permutations(both, 2):
            if ranks[one] < ranks[other] and swings[one] < swings[other]:
                pair = (ranks[one], ranks[other])
                found.append(OrderFault(one, other, pair, (swings[one], swings[other])))
        return tuple(found)

    @cached_property
    def dominated_packages(self) -> tuple[DominatedPackage, ...]:
        """The packages that this judge scored nowhere better, and somewhere worse, than a part.

        Only if both are scored on every criterion of the frame.
        """
        options = self.asked.criteria_set.options
        found = []
        for package, entry in options.items():
            whole = self._values(package)
            for part in entry.parts:
                alone = self._values(part) if part in options else None
                if whole is None or alone is None:
                    continue
                worse = tuple(c for c in whole if whole[c] < alone[c])
                if worse and all(whole[c] <= alone[c] for c in whole):
                    found.append(DominatedPackage(package, part, worse))
        return tuple(found)

    def _values(self, option: str) -> Mapping[str, float] | None:
        """Return the likely values of an option, 0–100; `None` if any is missing."""
        entries, cells = self.asked.criteria_set.criteria, self.sheet.cells
        scores = {c: known_score(cells.get((option, c))) for c in self.criteria}
        values = {c: value_of(entries[c], s.likely) for c, s in scores.items() if s is not None}
        return values if len(values) == len(scores) else None
