"""What a reader should know before trusting a result: rules, each with its guidance.

`appraise` runs every rule in a fixed order. A failed rule is not an error in the format of the
file, which `files` reports; it points out what the numbers cannot show or rely on too heavily.
"""

from __future__ import annotations

from collections.abc import Callable

from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.appraisal.candour import (
    check_lenses,
    check_precision,
    check_ranges,
    check_readings,
)
from steelyard.results.appraisal.case import Case, Evidence, PeopleAsked
from steelyard.results.appraisal.cells import check_scored, check_support
from steelyard.results.appraisal.citations import (
    check_conditions_once,
    check_mismatched_claims,
    check_stretched_claims,
)
from steelyard.results.appraisal.claims import check_contrary_claims, check_double_counting
from steelyard.results.appraisal.contenders import check_contenders, check_families
from steelyard.results.appraisal.elicitation import (
    check_preference_independence,
    check_scorers,
    check_swing_checks,
    check_weighters,
)
from steelyard.results.appraisal.finding import Finding, FindingState, Subject
from steelyard.results.appraisal.framing import (
    check_criteria_count,
    check_left_out,
    check_reference,
    check_scale_words,
    check_swing_reasons,
)
from steelyard.results.appraisal.leaning import lean
from steelyard.results.appraisal.options import check_packages, check_twins
from steelyard.results.appraisal.scales import (
    check_range_meaning,
    check_scenario_shifts,
    check_used_spans,
    check_value_functions,
)
from steelyard.results.appraisal.separation import (
    check_halo,
    check_independence,
    check_spread,
)
from steelyard.results.appraisal.sources import check_sources, is_one_sided

__all__ = [
    "RULES",
    "Case",
    "Evidence",
    "Finding",
    "FindingState",
    "PeopleAsked",
    "Subject",
    "appraise",
    "is_one_sided",
    "lean",
]

RULES: tuple[Callable[[Case], Finding], ...] = (
    check_reference,
    check_left_out,
    check_criteria_count,
    check_scale_words,
    check_value_functions,
    check_swing_reasons,
    check_weighters,
    check_swing_checks,
    check_used_spans,
    check_preference_independence,
    check_spread,
    check_halo,
    check_independence,
    check_contenders,
    check_families,
    check_twins,
    check_packages,
    check_scorers,
    check_scored,
    check_support,
    check_stretched_claims,
    check_mismatched_claims,
    check_sources,
    check_contrary_claims,
    check_double_counting,
    check_conditions_once,
    check_precision,
    check_ranges,
    check_range_meaning,
    check_scenario_shifts,
    check_readings,
    check_lenses,
)
"""Every rule, in a natural order: the question, the scores, the evidence."""


def appraise(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    evidence: Evidence | None = None,
    people: PeopleAsked | None = None,
) -> tuple[Finding, ...]:
    """Return one finding per rule, in the order of `RULES`, including rules that passed.

    `evaluation` gives the frame and the values, so a reading or scenario in view counts;
    claims, reasons and confidence are those of the base assessments. `people`: how many judged
    independently in a closed round, against which the file's statements are checked. Nothing
    is raised for an empty or odd set: a rule that cannot be decided stays open.
    Sources: the documents each finding cites; thresholds are in the rules' modules.
    """
    case = Case(criteria_set, evaluation, evidence or Evidence(), people)
    return tuple(rule(case) for rule in RULES)
