"""One criteria file in one view, and everything computed from it.

Pages, command line, brief, workbook, slides, live page and verification all read their numbers
here, so two of them cannot disagree. Every number is computed when it is first read and then
cached. Analysis modules are imported where they are first needed:
`steelyard score` must not wait for numpy or a solver.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property, lru_cache
from typing import TYPE_CHECKING, Any

from steelyard.analysis.cache_key import ByIdentity
from steelyard.analysis.totals import Evaluation, View, evaluate, find_assessment
from steelyard.analysis.values import ValueSpan, value_span
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import UNKNOWN, Assessment, CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.claim_results import ClaimResults
from steelyard.results.judges.judge_results import JudgeResults, rounds_mark
from steelyard.results.perspective_results import PerspectiveResults

if TYPE_CHECKING:
    from steelyard.analysis.evidence.bearing import Bearers, Speaker, Use
    from steelyard.analysis.evidence.coverage import Coverage
    from steelyard.analysis.evidence.linchpins import Linchpin, Survival
    from steelyard.analysis.evidence.source_support import SourceSupport
    from steelyard.analysis.sensitivity.changes import Belief, Ends, Flip, ScoreChange, WeightTrack
    from steelyard.analysis.sensitivity.package_test import PackageTest
    from steelyard.analysis.sensitivity.weight_map import Part, WeightMap
    from steelyard.analysis.simulations.sampling import Simulations
    from steelyard.model import Cell
    from steelyard.results.appraisal import Evidence, Finding
    from steelyard.results.frames import FrameView
    from steelyard.results.words.lead.verdict import Verdict


@dataclass(frozen=True)
class Result(PerspectiveResults, ClaimResults, JudgeResults):
    """A loaded file together with a choice of weights, scores and evidence.

    All attributes are keyed by id, in the order of the file. Raises ValueError when
    `criteria_set` is first read, if nothing in the file can be used, if it has no options
    or no criteria, or if the choice names something that the file does not have.
    """

    loaded: LoadedSet
    choice: Choice = field(default_factory=Choice)

    # --- what is seen ---------------------------------------------------------------------

    @property
    def name(self) -> str:
        """The stem of the file name, from which exported files take their names."""
        return self.loaded.path.stem

    @property
    def view(self) -> View:
        """The choice as a view of the analysis."""
        return self.choice.view

    @cached_property
    def whole(self) -> CriteriaSet:
        """The criteria set with all its claims, whatever is struck out."""
        whole = self.loaded.criteria_set
        if whole is None or not whole.options or not whole.criteria:
            raise ValueError("nothing in this file can be compared")
        return whole

    @cached_property
    def criteria_set(self) -> CriteriaSet:
        """The criteria set without the claims that are struck out, with the judges laid over it."""
        if not self.choice.struck:
            return self.with_judges(self.whole)
        from steelyard.analysis.evidence.strike_out import strike_out

        return self.with_judges(strike_out(self.whole, self.choice.struck))

    def change(self, **parts: Any) -> Result:
        """Return the result for the same file with some parts of the choice replaced."""
        return find_result(self.loaded, replace(self.choice, **parts))

    @property
    def unstruck(self) -> Result:
        """The same view with nothing struck out."""
        return self.change(struck=()) if self.choice.struck else self

    # --- totals and verdict ---------------------------------------------------------------

    @cached_property
    def evaluation(self) -> Evaluation:
        """Values, weights, totals, ranges and ranks."""
        return evaluate(self.criteria_set, self.view)

    @cached_property
    def verdict(self) -> Verdict:
        """The verdict in words, with lead shares and the nearest flip.

        It uses totals alone if no simulations can be sampled.
        """
        from steelyard.results.words.lead.verdict import judge

        shares = None if self.unsampled else self.simulations.lead_shares
        return judge(
            self.criteria_set,
            self.evaluation,
            shares=shares,
            spans=None if self.unsampled else self.lead_spans,
            flip=self.flip,
            locked=self.locked,
            problems=self.loaded.faults,
            guesses=self.loaded.guesses,
        )

    @cached_property
    def verdict_on_totals(self) -> Verdict:
        """The verdict on totals alone, without any sampling."""
        return self.judge_evaluation(self.evaluation)

    def judge_evaluation(self, evaluation: Evaluation) -> Verdict:
        """Return the verdict on totals of another evaluation of the same criteria set."""
        from steelyard.results.words.lead.verdict import judge

        return judge(
            self.criteria_set,
            evaluation,
            problems=self.loaded.faults,
            guesses=self.loaded.guesses,
        )

    @cached_property
    def frames(self) -> dict[str, FrameView]:
        """Frame → verdict with the file's weights and scores, and the families it shuts out.

        Empty if the file has fewer than two frames.
        """
        from steelyard.results.frames import view_frames

        frames = self.whole.frames if len(self.whole.frames) > 1 else ()
        return view_frames({f: find_result(self.loaded, Choice(frame=f)) for f in frames})

    @property
    def leader_and_rival(self) -> tuple[str, str]:
        """The leader, and the rival of the choice or, if it has none, the runner-up.

        Raises ValueError if there is only one option.
        """
        leader, runner_up, *_ = self.evaluation.ranking
        rival = self.choice.rival
        return leader, rival if rival in self.evaluation.options and rival != leader else runner_up

    def find_assessment(self, option: str, criterion: str) -> Assessment | None:
        """Return a cell's assessment in the reading in view, else the file's; or `None`."""
        return find_assessment(self.criteria_set, option, criterion, self.choice.reading)

    def unknown_span(self, criterion: str) -> ValueSpan:
        """Return the span of values (0–100) that an unknown score on a criterion can take."""
        return value_span(self.criteria_set.criteria[criterion], UNKNOWN)

    # --- simulations ----------------------------------------------------------------------

    @property
    def unsampled(self) -> str:
        """Why no simulations can be sampled; empty if they can."""
        from steelyard.analysis.simulations.limits import MOST_OPTIONS, too_many_options

        count = len(self.criteria_set.options)
        return too_many_options(count) if count > MOST_OPTIONS else ""

    @cached_property
    def simulations(self) -> Simulations:
        """The simulations of the page: as many as the file says, seed 0.

        Raises ValueError where there are too many options; see `unsampled`.
        """
        from steelyard.analysis.simulations.sampling import sample_simulations

        return sample_simulations(self.criteria_set, self.evaluation)

    @property
    def lead_spans(self) -> dict[str, tuple[float, float]]:
        """Option → its lowest and highest lead share (0–1), depending on how errors are correlated.

        The settings compared are in `analysis/simulations/spans.py`; the file's own is one of them.
        Raises ValueError where there are too many options.
        """
        return self.simulations.spans

    @cached_property
    def uniform_simulations(self) -> Simulations:
        """The same number of simulations with uniformly drawn weights."""
        from steelyard.analysis.simulations.sampling import sample_simulations

        return sample_simulations(self.criteria_set, self.evaluation, uniform=True)

    @cached_property
    def exact_lead_shares(self) -> dict[str, float] | None:
        """Option → share (0–1) of all weightings under which it leads, with likely scores.

        `None` where there are too many options or criteria for the exact method.
        """
        from steelyard.analysis.sensitivity.robustness import likely_values
        from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares

        found = find_exact_lead_shares(likely_values(self.evaluation))
        options = self.evaluation.options
        return None if found is None else dict(zip(options, found.tolist(), strict=True))

    # --- weights --------------------------------------------------------------------------

    @property
    def locked(self) -> tuple[str, ...]:
        """The criteria in view that keep their weights, in the order of the view."""
        return tuple(c for c in self.evaluation.criteria if c in self.choice.locks)

    @cached_property
    def tracks(self) -> dict[str, WeightTrack]:
        """Criterion → which option leads at every weight it could have."""
        from steelyard.analysis.sensitivity.robustness import track_weights

        return track_weights(self.evaluation, self.choice.locks)

    @cached_property
    def group_tracks(self) -> dict[str, WeightTrack]:
        """Group → which option leads at every weight the whole group could have."""
        from steelyard.analysis.sensitivity.robustness import track_groups

        return track_groups(self.criteria_set, self.evaluation, self.choice.locks)

    def find_ends(self, track: WeightTrack) -> Ends:
        """Return option → its total where the weight of a track is 0, and where it is 1."""
        from steelyard.analysis.sensitivity.robustness import find_ends

        return find_ends(self.evaluation, track)

    @cached_property
    def flips(self) -> dict[str, Flip | None]:
        """Rival → the smallest joint change of weights that levels it; `None` if none does."""
        from steelyard.analysis.sensitivity.robustness import find_flips

        return find_flips(self.evaluation, self.choice.locks)

    @cached_property
    def flip(self) -> Flip | None:
        """The smallest of all flips; ties go to the option that is earlier in the file."""
        from steelyard.analysis.sensitivity.robustness import nearest_flip

        return nearest_flip(self.flips)

    @cached_property
    def beliefs(self) -> dict[str, Belief] | None:
        """Option → the nearest weights that put it first; `None` if the solver gave up."""
        from steelyard.analysis.sensitivity.robustness import find_beliefs

        try:
            return find_beliefs(self.evaluation)
        except ArithmeticError:
            return None

    @cached_property
    def convex_dominance(self) -> dict[str, dict[str, float]] | None:
        """Option → the mix of others, shares adding up to 1, that is nowhere worse than it.

        Options that no mix beats are left out; `None` if the solver gave up.
        """
        from steelyard.analysis.sensitivity.robustness import find_convex_dominance

        try:
            return find_convex_dominance(self.evaluation)
        except ArithmeticError:
            return None

    def map_weights(self, parts: Sequence[Part]) -> WeightMap:
        """Return which option leads at every split of weight between three parts."""
        from steelyard.analysis.sensitivity.weight_map import map_weights

        return map_weights(self.evaluation, parts)

    def map_pairs(self, parts: Sequence[Part]) -> dict[tuple[int, int], WeightMap]:
        """Return which option leads at every pair of weights, for each pair of the parts."""
        from steelyard.analysis.sensitivity.weight_map import map_pairs

        return map_pairs(self.evaluation, parts)

    # --- scores ---------------------------------------------------------------------------

    @cached_property
    def score_changes(self) -> tuple[ScoreChange, ...]:
        """Every single score whose change alone levels a rival, the nearest first."""
        from steelyard.analysis.sensitivity.robustness import find_score_changes

        return find_score_changes(self.criteria_set, self.evaluation)

    @cached_property
    def score_sets(self) -> dict[str, tuple[ScoreChange, ...] | None]:
        """Rival → the fewest scores that level it within their ranges; `None` if none do."""
        from steelyard.analysis.sensitivity.robustness import find_score_changes_together

        return find_score_changes_together(self.criteria_set, self.evaluation)

    @cached_property
    def package_test(self) -> PackageTest | None:
        """The lead with every package limited to its better part; `None` without a premium."""
        from steelyard.analysis.sensitivity.package_test import hold_packages

        return hold_packages(self.criteria_set, self.evaluation)

    # --- evidence and appraisal -----------------------------------------------------------

    @cached_property
    def evidence(self) -> Evidence:
        """The claims of the file's registers, except those struck out, and their sources."""
        from steelyard.results.evidence_basis import evidence_of

        return evidence_of(self.loaded, self.choice.struck)

    def find_bearers(self, option: str, criteria: Collection[str] | None = None) -> Bearers:
        """Return the claims for and against an option; on the criteria in view by default."""
        from steelyard.analysis.evidence.bearing import find_bearers

        wanted = self.evaluation.criteria if criteria is None else criteria
        return find_bearers(self.evidence.claims, option, wanted)

    def find_uses(self, claim: str) -> tuple[Use, ...]:
        """Return every cell of the whole file that cites a claim, in the reading in view."""
        from steelyard.analysis.evidence.bearing import find_uses

        return find_uses(self.criteria_set, claim, self.choice.reading)

    def count_speakers(self, claims: Iterable[str]) -> dict[Speaker, int]:
        """Return how many of these claims the author makes, reports, quotes, or leaves unnamed."""
        from steelyard.analysis.evidence.bearing import count_speakers

        return count_speakers(self.evidence.claims[claim] for claim in claims)

    @cached_property
    def source_survivals(self) -> dict[str, Survival]:
        """Source → whether and how the lead survives without any of its claims."""
        from steelyard.analysis.evidence.linchpins import judge_sources

        return judge_sources(self.criteria_set, self.evidence.sources, self.view)

    @cached_property
    def linchpins(self) -> tuple[Linchpin, ...]:
        """The claims whose loss alone can cost the leader its lead."""
        from steelyard.analysis.evidence.linchpins import find_linchpins

        return find_linchpins(self.criteria_set, self.view)

    def judge_survival(self, struck: Collection[str]) -> Survival:
        """Return whether and how the lead survives without these claims."""
        from steelyard.analysis.evidence.linchpins import judge_survival

        return judge_survival(self.criteria_set, struck, self.view)

    @cached_property
    def source_support(self) -> dict[Cell, SourceSupport]:
        """Cell in view → whether it rests on several sources, one, indirect claims, or none."""
        from steelyard.analysis.evidence.source_support import find_source_support

        return find_source_support(
            self.criteria_set,
            self.evaluation.criteria,
            self.evidence.sources,
            self.choice.reading,
        )

    @cached_property
    def coverage(self) -> Coverage:
        """How many cells of the whole file rest on direct, indirect or no claims."""
        from steelyard.analysis.evidence.coverage import count_support

        return count_support(self.criteria_set)

    @cached_property
    def findings(self) -> tuple[Finding, ...]:
        """The findings of the appraisal, one for each rule."""
        from steelyard.results.appraisal import appraise

        # Rules examine the lenses and readings of the file itself, without those of judges.
        made = self.change(judges=0, laid_over=False, lens=None, reading=None).criteria_set
        return appraise(made, self.evaluation, self.evidence, self.people_asked)


def find_result(loaded: LoadedSet, choice: Choice) -> Result:
    """Return the cached result for a file and a choice; equal arguments give the same object.

    Results are immutable, so sessions can share them. A new one is made once a round of judges
    beside the file is opened, sealed or closed.
    """
    return _find_result(ByIdentity(loaded), choice, rounds_mark(loaded.path))


@lru_cache(maxsize=64)  # The least recently used result is dropped first.
def _find_result(loaded: ByIdentity[LoadedSet], choice: Choice, _rounds: object) -> Result:
    return Result(loaded.kept, choice)
