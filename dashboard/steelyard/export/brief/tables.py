"""The tables of a brief: the ranking, the criteria with their directions, the options."""

from __future__ import annotations

from steelyard.analysis.wording import integer, span, whole_shares
from steelyard.charts.findings import weight_labels
from steelyard.charts.scorecard_parts import heaviest_first
from steelyard.export.brief.basis import Supports, claims_on
from steelyard.export.brief.parts import Table
from steelyard.export.phrases import hundredths, some
from steelyard.export.subject import Subject
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet, Criterion


def ranking_table(subject: Subject) -> Table:
    """Return every option with rank, total, the span of nine totals in ten, and lead share."""
    evaluation, worlds = subject.evaluation, subject.worlds
    counts = dict(
        zip(worlds.lead_shares, whole_shares(list(worlds.lead_shares.values())), strict=True)
    )
    rows = tuple(
        (
            _rank(evaluation.ranks, option),
            subject.decision.options[option].label,
            integer(evaluation.totals[option]),
            span(*worlds.ranges[option]),
            _worlds(counts[option], worlds.lead_shares[option]),
        )
        for option in evaluation.ranking
    )
    heads = ("Rank", "Option", "Total", "Nine totals in ten", "Leads in, of 100 sampled worlds")
    return Table(heads, rows, frozenset({0, 2, 3, 4}), (0, 5, 0, 0, 0))


def _rank(ranks: dict[str, int], option: str) -> str:
    shared = sum(rank == ranks[option] for rank in ranks.values()) > 1
    return f"{ranks[option]}{'=' if shared else ''}"


def _worlds(count: int, share: float) -> str:
    return hundredths(share) if count in (0, 100) else str(count)


def criteria_table(subject: Subject) -> Table:
    """Return the criteria in view, heaviest first: weight, question, scale with its ends."""
    decision, evaluation = subject.decision, subject.evaluation
    weights = weight_labels(evaluation)
    rows = tuple(
        (
            decision.criteria[criterion].name,
            weights[criterion],
            direction_words(decision, decision.criteria[criterion]),
            decision.criteria[criterion].question,
        )
        for criterion in heaviest_first(evaluation)
    )
    heads = ("Criterion", "Weight", "On the file’s scale", "What it asks")
    return Table(heads, rows, frozenset({1}), (4, 0, 5, 6))


def direction_words(decision: CriteriaSet, criterion: Criterion) -> str:
    """Return which end of a criterion's own scale is which, and what becomes of it as a value.

    >>> risk = Criterion(name="Risk", better="lower")
    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"risk": risk}, "options": {"soup": {"name": "Soup"}}})
    >>> direction_words(lunch, risk)
    '0 to 100 points; 100 is the worst end, turned round as a value'
    """
    scale, top = criterion.scale, decision.measure.top
    low, high = format_number(scale.from_), format_number(scale.to)
    unit = scale.unit.replace("_", " ")
    if criterion.better == "higher":
        return f"{low} to {high} {unit}; {high} is the {top} end"
    worst = "worst end" if top == "best" else f"end furthest from {top}"
    return f"{low} to {high} {unit}; {high} is the {worst}, turned round as a value"


def criteria_sentences(subject: Subject) -> tuple[str, ...]:
    """Return what a value is, how far it may differ from the scale, and what is out of view."""
    decision, evaluation = subject.decision, subject.evaluation
    top = "good" if decision.measure.top == "best" else decision.measure.top
    turned = next(
        (c for c in heaviest_first(evaluation) if decision.criteria[c].better == "lower"), None
    )
    said = [f"As a value, 100 is always {top}, whichever way the file’s scale runs."]
    if turned is not None and decision.measure.top == "best":
        criterion = decision.criteria[turned]
        said.append(
            f"{criterion.name}: {format_number(criterion.scale.to)} on the file’s scale is the "
            "worst end; as a value 100 is good."
        )
    if evaluation.is_unweighted:
        said.append("Every swing is 0, so all criteria count the same.")
    outside = [c for c in decision.criteria if c not in evaluation.criteria]
    if outside:
        named = "; ".join(decision.criteria[criterion].label for criterion in outside)
        said.append(f"In the file and out of view here: {named}.")
    if decision.left_out:
        named = some(entry.name for entry in decision.left_out.values())
        said.append(f"Left out on purpose: {named}.")
    return tuple(said)


def options_table(subject: Subject, supports: Supports) -> Table | None:
    """Return the options, best first: what they are, what they need, what speaks for each.

    `None` where the file says no more of its options than their names.
    """
    decision, evaluation = subject.decision, subject.evaluation
    has_gates = any(decision.options[option].needs for option in evaluation.options)
    has_claims = bool(subject.evidence.claims)
    has_words = any(entry.summary or entry.short for entry in decision.options.values())
    heads = ["Option"] + (["What it is"] if has_words else []) + (["Needs"] if has_gates else [])
    heads += ["Scores with own claims", "Claims for", "Claims against"] if has_claims else []
    if len(heads) == 1:
        return None
    rows = []
    for option in evaluation.ranking:
        row = [decision.options[option].label]
        row += [_what(decision, option)] if has_words else []
        row += [_needs(decision, option)] if has_gates else []
        if has_claims:
            row.append(_own(subject, supports, option))
            row += [str(number) for number in claims_on(subject, option)]
        rows.append(tuple(row))
    first_number = 1 + has_words + has_gates
    wide = (4, *([9] if has_words else []), *([4] if has_gates else []))
    numbers = frozenset(range(first_number, len(heads)))
    return Table(tuple(heads), tuple(rows), numbers, wide + (0,) * len(numbers))


def _what(decision: CriteriaSet, option: str) -> str:
    entry = decision.options[option]
    name = "" if entry.name == entry.label else f"{entry.name.rstrip('.')}. "
    reference = "The reference. " if entry.reference else ""
    return f"{reference}{name}{' '.join(entry.summary.split())}".strip()


def _needs(decision: CriteriaSet, option: str) -> str:
    gates = [decision.gates[key] for key in decision.options[option].needs if key in decision.gates]
    return "; ".join(f"{gate.name}: {gate.state}" for gate in gates)


def _own(subject: Subject, supports: Supports, option: str) -> str:
    criteria = subject.evaluation.criteria
    own = sum(supports[option, c] in ("several sources", "one source") for c in criteria)
    return f"{own} of {len(criteria)}"
