"""What is taken away: one criteria file seen one way, and the numbers every form shows.

Each form of export asks here and nowhere else, so that a brief, a spreadsheet and a
picture of one view cannot disagree. Numbers are computed once, when first asked for.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cached_property

from steelyard.analysis.evidence.strike_out import strike_out
from steelyard.analysis.sensitivity.flip import Flip
from steelyard.analysis.sensitivity.robustness import nearest_flip
from steelyard.analysis.simulations.sampling import SampledSimulations, sample_simulations
from steelyard.analysis.totals import Evaluation, evaluate
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.address import Choice
from steelyard.results.appraisal import Evidence
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.verdict import Verdict, judge


@dataclass(frozen=True)
class Result:
    """A file, and the choice of weights, scores and evidence it is seen with.

    Raises ValueError when `criteria_set` is first asked for, if nothing in the file can be
    used, has no options or no criteria, or the choice names what the file does not have.
    """

    loaded: LoadedSet
    choice: Choice = field(default_factory=Choice)

    @cached_property
    def criteria_set(self) -> CriteriaSet:
        """The criteria set as the choice leaves it: without the claims struck out."""
        whole = self.loaded.criteria_set
        if whole is None or not whole.options or not whole.criteria:
            raise ValueError("nothing in this file can be compared")
        return strike_out(whole, self.choice.struck) if self.choice.struck else whole

    @cached_property
    def evaluation(self) -> Evaluation:
        """Values, weights, totals and ranks."""
        return evaluate(self.criteria_set, self.choice.view)

    @cached_property
    def simulations(self) -> SampledSimulations:
        """The sampled simulations of the page: as many as the file says, seed 0."""
        return sample_simulations(self.criteria_set, self.evaluation)

    @cached_property
    def flip(self) -> Flip | None:
        """The smallest joint change of weights that takes the lead away; `None` without."""
        return nearest_flip(self.evaluation)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict in words, as the page shows it."""
        shares = self.simulations.lead_shares
        return judge(self.criteria_set, self.evaluation, shares=shares, flip=self.flip)

    @cached_property
    def evidence(self) -> Evidence:
        """The claims of the file's registers but those struck out, and their sources."""
        return evidence_of(self.loaded, self.choice.struck)

    @property
    def name(self) -> str:
        """The stem of the file, from which exported files take their names."""
        return self.loaded.path.stem
