"""The package test: whether the lead rests on what packages score above their better parts.

Every package is held to its better part: criterion by criterion its value is the lower of its own
and the best of its parts', where parts that are packages are held first. What it loses is its
premium there. A cell is unchanged where its own score or that of any part is unknown. Values
are the likely ones of the evaluation, so readings, scenarios and disputes count.

**The smallest premium that keeps the lead.** With all premiums at a factor t, a value is
held + t · (own − held), so every total is linear in t, and so is the leader's margin over each
rival: m(t) = m(0) + t · (m(1) − m(0)). With m(1) > 0 it is lost at t = −m(0) / (m(1) − m(0))
where m(0) ≤ 0, and nowhere otherwise. The lead is lost at the largest of these over all rivals.
"""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from steelyard.analysis.parts import find_parts, order_parts
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import Evaluation, replace_values
from steelyard.analysis.verdict import Judgement, judge_totals
from steelyard.model import CriteriaSet


@dataclass(frozen=True)
class PackageTest:
    """An evaluation, and the same with every package held to its better part.

    `premiums`: (package, criterion) → points of value, 0–100, by which it is lowered; never
    empty. `judgement` is the verdict on the totals of `held`.
    """

    evaluation: Evaluation
    held: Evaluation
    premiums: dict[tuple[str, str], float]
    judgement: Judgement

    @property
    def survives(self) -> bool:
        """Whether the same options lead when packages are held; ties within 1e-9 are level."""
        return self.held.leaders == self.evaluation.leaders

    @cached_property
    def least_factor(self) -> float | None:
        """The factor (0–1) on all premiums at which another option draws level with the leader.

        `None` where it leads alone at every factor, and where it does not lead alone now.
        """
        leader, *others = self.evaluation.leaders
        if others:
            return None
        lost = []
        for rival in self.evaluation.options:
            now = self.evaluation.totals[leader] - self.evaluation.totals[rival]
            held = self.held.totals[leader] - self.held.totals[rival]
            if rival != leader and held <= TIE:
                lost.append(max(0.0, -held) / (now - held))
        return max(lost, default=None)


def hold_packages(criteria_set: CriteriaSet, evaluation: Evaluation) -> PackageTest | None:
    """Return the package test of an evaluation; `None` where no package has a premium.

    Premiums of at most 1e-9 count as none. Raises ValueError where an option is a part of
    itself.
    """
    parts = find_parts(criteria_set)
    if not any(parts):
        return None
    options = evaluation.options
    values = {option: dict(row) for option, row in evaluation.values.items()}
    lowered, premiums = {}, {}
    for package in order_parts(parts):
        option, of = options[package], [options[part] for part in parts[package]]
        for criterion in evaluation.criteria if of else ():
            if any((one, criterion) in evaluation.unknown for one in (option, *of)):
                continue
            best = max(values[part][criterion] for part in of)
            premium = values[option][criterion] - best
            if premium > TIE:
                values[option][criterion] = lowered[option, criterion] = best
                premiums[option, criterion] = premium
    if not premiums:
        return None
    held = replace_values(criteria_set, evaluation, lowered)
    return PackageTest(evaluation, held, premiums, judge_totals(criteria_set.verdict, held))
