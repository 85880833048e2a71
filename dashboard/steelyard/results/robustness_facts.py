"""Everything `steelyard robustness` knows of one view, asked of the core in one place.

Computes nothing itself, and does not choose words: text and JSON both read the same facts.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from steelyard.analysis.evidence.linchpins import Linchpin, Survival, find_linchpins, judge_sources
from steelyard.analysis.perspectives.agreement import Agreement, find_agreement
from steelyard.analysis.perspectives.mix import Mix, mix_readings
from steelyard.analysis.perspectives.perspectives import (
    Perspectives,
    through_lenses,
    through_readings,
    through_readings_and_lenses,
    through_scenarios,
)
from steelyard.analysis.perspectives.regret import Omission, Regret, find_regret, find_swaying
from steelyard.analysis.perspectives.scenario_search import ScenarioSearch, find_scenario_sets
from steelyard.analysis.sensitivity.flip import Flip
from steelyard.analysis.sensitivity.optimality import find_standings
from steelyard.analysis.sensitivity.robustness import (
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
from steelyard.analysis.simulations.counts import Counts, Progress, run_chunks
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares
from steelyard.analysis.simulations.sampling import (
    SampledSimulations,
    by_id,
    sample_simulations,
    spec_of,
)
from steelyard.analysis.simulations.shares import shares_from_counts
from steelyard.analysis.simulations.specification import SimulationSpec
from steelyard.analysis.totals import Evaluation, View, evaluate
from steelyard.commands.outcome import WrongUseError
from steelyard.commands.progress import ProgressLine
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.appraisal import Finding, appraise
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.verdict import Verdict, judge


@dataclass(frozen=True)
class Sampling:
    """How the simulations are drawn, and where they are counted: a scheduler, or here (`None`).

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

    `page`: the simulations of the page, on which the verdict rests; `simulations`: those asked for.
    `exact`: option → share of all weightings it leads under, on likely scores; `None` where
    there are too many options or criteria. `beliefs`: `None` where the solver gave up.
    """

    loaded: LoadedSet
    criteria_set: CriteriaSet
    view: View
    sampling: Sampling
    evaluation: Evaluation
    verdict: Verdict
    page: SampledSimulations
    simulations: SampledSimulations
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
    criteria_set: CriteriaSet,
    view: View,
    sampling: Sampling,
    progress: ProgressLine,
) -> Robustness:
    """Ask every question about a view and return the answers.

    The verdict is the page's: weights around those in view, scores in their ranges, the
    file's number of draws. Raises WrongUseError where the set is too large to be sampled
    or the scheduler cannot be used.
    """
    evaluation = evaluate(criteria_set, view)
    progress.stage("Sampling simulations")
    page, simulations = _sample(criteria_set, evaluation, sampling, progress.chunks)
    progress.stage("Measuring lead shares")
    exact = find_exact_lead_shares(likely_values(evaluation))
    progress.stage("Moving weights and scores")
    flip = nearest_flip(evaluation)
    beliefs = _find_beliefs(evaluation)
    progress.stage("Trying sets of scenarios")
    searches = {
        option: find_scenario_sets(criteria_set, option, view) for option in criteria_set.options
    }
    progress.stage("Striking out sources")
    evidence = evidence_of(loaded)
    # In the simulations of the page and of the brief, whose sentence this is.
    sources = judge_sources(criteria_set, evidence.sources, view)
    progress.stage("Looking through lenses and readings")
    lenses, scenarios = through_lenses(criteria_set, view), through_scenarios(criteria_set, view)
    pairings = through_readings_and_lenses(criteria_set, view)
    return Robustness(
        loaded=loaded,
        criteria_set=criteria_set,
        view=view,
        sampling=sampling,
        evaluation=evaluation,
        verdict=judge(criteria_set, evaluation, shares=page.lead_shares, flip=flip),
        page=page,
        simulations=simulations,
        exact=None if exact is None else dict(zip(evaluation.options, exact.tolist(), strict=True)),
        tracks=track_weights(evaluation),
        groups=track_groups(criteria_set, evaluation),
        flips=find_flips(evaluation),
        score_changes=find_score_changes(criteria_set, evaluation),
        score_sets=find_score_changes_together(criteria_set, evaluation),
        beliefs=beliefs,
        lenses=lenses,
        agreement=find_agreement(lenses),
        readings=through_readings(criteria_set, view),
        mixes={
            reading: mix_readings(criteria_set, view, second=reading)
            for reading in criteria_set.readings
        },
        scenarios=scenarios,
        searches=searches,
        regret_in_scenarios=find_regret(scenarios),
        regret_in_readings_and_lenses=find_regret(pairings),
        swaying=find_swaying(pairings),
        linchpins=find_linchpins(criteria_set, view),
        sources=sources,
        findings=appraise(criteria_set, evaluation, evidence),
    )


def _sample(
    criteria_set: CriteriaSet, evaluation: Evaluation, sampling: Sampling, progress: Progress
) -> tuple[SampledSimulations, SampledSimulations]:
    """Return the simulations of the page and those asked for."""
    try:
        page = sample_simulations(criteria_set, evaluation)
        spec = spec_of(
            criteria_set,
            evaluation,
            uniform=sampling.uniform,
            likely_only=sampling.likely_only,
            draws=sampling.draws,
            seed=sampling.seed,
        )
    except ValueError as error:
        raise WrongUseError(f"the simulations of this file cannot be sampled: {error}") from None
    counts = _count(spec, sampling.scheduler, progress)
    return page, by_id(evaluation, spec, shares_from_counts(counts))


def _count(spec: SimulationSpec, scheduler: str | None, progress: Progress) -> Counts:
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
