"""Everything `steelyard robustness` knows of one view, asked of the core in one place.

Computes nothing itself, and does not choose words: text and JSON both read the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from steelyard.analysis.agreement import Agreement, find_agreement
from steelyard.analysis.counts import Counts, Progress, run_chunks
from steelyard.analysis.diagnosis import Finding, diagnose
from steelyard.analysis.exact_shares import find_exact_lead_shares
from steelyard.analysis.flip import Flip
from steelyard.analysis.linchpins import Linchpin, Survival, find_linchpins, judge_sources
from steelyard.analysis.mix import Mix, mix_readings
from steelyard.analysis.optimality import find_standings
from steelyard.analysis.perspectives import (
    Perspectives,
    through_lenses,
    through_readings,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.analysis.regret import Omission, Regret, find_regret, find_swaying
from steelyard.analysis.robustness import (
    Belief,
    ScoreChange,
    WeightTrack,
    find_beliefs,
    find_flips,
    find_score_changes,
    find_score_changes_together,
    likely_values,
    nearest_flip,
    track_groups,
    track_weights,
)
from steelyard.analysis.scenario_search import ScenarioSearch, find_scenario_sets
from steelyard.analysis.shares import shares_from_counts
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.analysis.verdict import Verdict, judge
from steelyard.analysis.world_spec import WorldSpec
from steelyard.analysis.worlds_of import SampledWorlds, by_id, sample_worlds, spec_of
from steelyard.commands.outcome import WrongUseError
from steelyard.commands.progress import ProgressLine
from steelyard.export.evidence_basis import evidence_of
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet


@dataclass(frozen=True)
class Sampling:
    """How the worlds are drawn, and where they are counted: a scheduler, or here (`None`).

    `uniform`: any weights at all. `likely_only`: known scores at their likely values.
    """

    uniform: bool
    likely_only: bool
    draws: int
    seed: int
    scheduler: str | None = None


class Beliefs(NamedTuple):
    """What weights would put each option first, and which mix of others beats it always."""

    nearest: dict[str, Belief]
    beaten_by: dict[str, dict[str, float]]


@dataclass(frozen=True)
class Robustness:
    """All facts about one view; keyed by id, in the order of the file.

    `page`: the worlds of the page, on which the verdict rests; `worlds`: those asked for.
    `exact`: option → share of all weightings it leads under, on likely scores; `None` where
    there are too many options or criteria. `beliefs`: `None` where the solver gave up.
    """

    loaded: LoadedSet
    decision: CriteriaSet
    view: View
    sampling: Sampling
    evaluation: Evaluation
    verdict: Verdict
    page: SampledWorlds
    worlds: SampledWorlds
    exact: dict[str, float] | None
    tracks: dict[str, WeightTrack]
    groups: dict[str, WeightTrack]
    flips: dict[str, Flip | None]
    score_changes: tuple[ScoreChange, ...]
    score_sets: dict[str, tuple[ScoreChange, ...] | None]
    beliefs: Beliefs | None
    lenses: Perspectives
    agreement: Agreement
    readings: Perspectives
    mixes: dict[str, Mix]
    scenarios: Perspectives
    searches: dict[str, ScenarioSearch]
    regret_in_scenarios: Regret
    regret_in_readings_and_lenses: Regret
    swaying: tuple[Omission, ...]
    linchpins: tuple[Linchpin, ...]
    sources: dict[str, Survival]
    findings: tuple[Finding, ...]


def find_robustness(
    loaded: LoadedSet,
    decision: CriteriaSet,
    view: View,
    sampling: Sampling,
    progress: ProgressLine,
) -> Robustness:
    """Ask every question about a view and return the answers.

    The verdict is the page's: weights around those in view, scores in their ranges, the
    file's number of draws. Raises WrongUseError where the set is too large to be sampled
    or the scheduler cannot be used.
    """
    evaluation = evaluate(decision, view)
    progress.stage("Sampling worlds")
    page, worlds = _sample(decision, evaluation, sampling, progress.chunks)
    progress.stage("Measuring lead shares")
    exact = find_exact_lead_shares(likely_values(evaluation))
    progress.stage("Moving weights and scores")
    flip = nearest_flip(evaluation)
    beliefs = _find_beliefs(evaluation)
    progress.stage("Trying sets of scenarios")
    searches = {option: find_scenario_sets(decision, option, view) for option in decision.options}
    progress.stage("Striking out sources")
    evidence = evidence_of(loaded)
    # In the worlds of the page and of the brief, whose sentence this is.
    sources = judge_sources(decision, evidence.sources, view)
    progress.stage("Looking through lenses and readings")
    lenses, scenarios = through_lenses(decision, view), through_scenarios(decision, view)
    pairings = through_readings_and_lenses(decision, view)
    return Robustness(
        loaded=loaded,
        decision=decision,
        view=view,
        sampling=sampling,
        evaluation=evaluation,
        verdict=judge(decision, evaluation, shares=page.lead_shares, flip=flip),
        page=page,
        worlds=worlds,
        exact=None if exact is None else dict(zip(evaluation.options, exact.tolist(), strict=True)),
        tracks=track_weights(evaluation),
        groups=track_groups(decision, evaluation),
        flips=find_flips(evaluation),
        score_changes=find_score_changes(decision, evaluation),
        score_sets=find_score_changes_together(decision, evaluation),
        beliefs=beliefs,
        lenses=lenses,
        agreement=find_agreement(lenses),
        readings=through_readings(decision, view),
        mixes={
            reading: mix_readings(decision, view, second=reading) for reading in decision.readings
        },
        scenarios=scenarios,
        searches=searches,
        regret_in_scenarios=find_regret(scenarios),
        regret_in_readings_and_lenses=find_regret(pairings),
        swaying=find_swaying(pairings),
        linchpins=find_linchpins(decision, view),
        sources=sources,
        findings=diagnose(decision, evaluation, evidence),
    )


def _sample(
    decision: CriteriaSet, evaluation: Evaluation, sampling: Sampling, progress: Progress
) -> tuple[SampledWorlds, SampledWorlds]:
    """Return the worlds of the page and those asked for."""
    try:
        page = sample_worlds(decision, evaluation)
        spec = spec_of(
            decision,
            evaluation,
            uniform=sampling.uniform,
            likely_only=sampling.likely_only,
            draws=sampling.draws,
            seed=sampling.seed,
        )
    except ValueError as error:
        raise WrongUseError(f"the worlds of this file cannot be sampled: {error}") from None
    counts = _count(spec, sampling.scheduler, progress)
    return page, by_id(evaluation, spec, shares_from_counts(counts))


def _count(spec: WorldSpec, scheduler: str | None, progress: Progress) -> Counts:
    if scheduler is None:
        return run_chunks(spec, 0, spec.chunks, progress)
    from steelyard.commands.cluster import count_on_cluster

    return count_on_cluster(spec, scheduler, progress)


def _find_beliefs(evaluation: Evaluation) -> Beliefs | None:
    try:
        standings = find_standings(likely_values(evaluation))
        nearest = find_beliefs(evaluation)
    except ArithmeticError:
        return None
    options = evaluation.options
    return Beliefs(
        nearest,
        {
            option: {options[rival]: share for rival, share in standing.beaten_by}
            for option, standing in zip(options, standings, strict=True)
            if standing.beaten_by
        },
    )
