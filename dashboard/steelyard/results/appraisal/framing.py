"""Rules on framing: reference options, worded scales, reasons, number of criteria, omissions.

They read the texts of the file, not its scores, claims or sources.
"""

from __future__ import annotations

from steelyard.model.criteria_set import REFERENCE_WORDS, Reference
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    GREEN_BOOK,
    GREEN_BOOK_MCDA,
    MCA_CRITERIA,
    MCA_SCORING,
    MCA_STAGES,
    Finding,
    Rule,
    subjects,
)
from steelyard.results.words.numbers import as_written, counted
from steelyard.results.words.text import some

_MOST_CRITERIA = 12
"""People can hardly weigh more criteria than this at once unless they are grouped."""


def check_reference(case: Case) -> Finding:
    """Fail without both business as usual and do-minimum; open if one is missing or duplicated."""
    rule = Rule(
        "reference",
        "The file says which options to measure the others by",
        "Does the file say which options to measure the others by?",
        (GREEN_BOOK,),
    )
    options = case.criteria_set.options
    marked = {
        kind: [option for option, entry in options.items() if entry.reference == kind]
        for kind in REFERENCE_WORDS
    }
    about = subjects("option", [option for found in marked.values() for option in found])
    if not about:
        return rule.finding(
            "failed",
            "No option is business as usual and none is the do-minimum.",
            "Add what goes on if nothing new is decided and the least that has to be done, score "
            "them like the others, and mark them `reference: business_as_usual` and "
            "`reference: do_minimum`.",
        )
    found = " ".join(_reference_words(case, kind, marked[kind]) for kind in marked)
    lacking = [kind for kind, found in marked.items() if not found]
    if lacking:
        return rule.finding(
            "open",
            found,
            f"Say which option it is with `reference: {lacking[0]}`, or add one and score it.",
            about,
        )
    if len(about) > len(marked):
        return rule.finding(
            "open", found, "Keep one of each, so that better and worse have one meaning.", about
        )
    return rule.finding("passed", found, about=about)


def _reference_words(case: Case, kind: Reference, marked: list[str]) -> str:
    """Return a sentence naming the options marked as one kind of reference."""
    article = "the " if kind == "do_minimum" else ""
    if not marked:
        return f"No option is {article}{REFERENCE_WORDS[kind]}."
    names, verb = [case.option(option) for option in marked], "is" if len(marked) == 1 else "are"
    return f"{some(names)} {verb} {article}{REFERENCE_WORDS[kind]}."


def check_scale_words(case: Case) -> Finding:
    """Fail if a scale in points has an end without words.

    The ends of a scale in a unit of measurement, such as days or usd_million, need no words. Only
    criteria of the frame are checked.
    """
    rule = Rule(
        "scale-words",
        "Every scale has words at both ends",
        "Does every scale have words at both ends?",
        (MCA_SCORING,),
    )
    bare: dict[str, list[str]] = {}
    for criterion in case.evaluation.criteria:
        entry = case.criteria_set.criteria[criterion]
        worded = {number for number, text in entry.anchors.items() if text.strip()}
        ends = [end for end in (entry.scale.from_, entry.scale.to) if end not in worded]
        if ends and entry.scale.unit == "points":
            bare[criterion] = [as_written(end) for end in ends]
    if not bare:
        return rule.finding("passed", "Every end of a scale says in words what it stands for.")
    names = [case.criterion(criterion) for criterion in bare]
    lacking = "lacks" if len(bare) == 1 else "lack"
    return rule.finding(
        "failed",
        f"{len(bare)} of {counted(len(case.evaluation.criteria), 'criterion', 'criteria')} "
        f"{lacking} words at an end of the scale: {some(names)}.",
        "Write under `anchors` what the worst and the best end look like, without naming an "
        "option; only then can two people mean the same by a score.",
        subjects("criterion", bare),
        tuple(f"{case.criterion(c)}: no words at {' and '.join(ends)}" for c, ends in bare.items()),
    )


def check_swing_reasons(case: Case) -> Finding:
    """Fail if a criterion that counts has a swing without a reason.

    A swing of 0 in the file needs none, since the criterion then does not count.
    """
    rule = Rule(
        "swing-reasons",
        "Every swing has a reason",
        "Does every swing have a reason?",
        (GREEN_BOOK_MCDA, MCA_STAGES),
    )
    entries = {c: case.criteria_set.criteria[c] for c in case.evaluation.criteria}
    bare = [c for c, entry in entries.items() if entry.swing > 0 and not entry.swing_reason.strip()]
    if not bare:
        return rule.finding("passed", "Every swing has a reason.")
    has = "has a swing" if len(bare) == 1 else "have swings"
    names = some([case.criterion(criterion) for criterion in bare])
    return rule.finding(
        "failed",
        f"{counted(len(bare), 'criterion', 'criteria')} {has} without a reason: {names}.",
        "Write under `swing_reason` how much the step from the worst to the best end matters, "
        "next to the same step on the other criteria.",
        subjects("criterion", bare),
    )


def check_criteria_count(case: Case) -> Finding:
    """Fail if a frame has more than twelve criteria and none of them is in a group."""
    rule = Rule(
        "criteria-count",
        "No more criteria than needed",
        "Are there more criteria than needed?",
        (MCA_CRITERIA,),
    )
    criteria = case.evaluation.criteria
    grouped = [c for c in criteria if case.criteria_set.criteria[c].group is not None]
    figures = {"criteria": float(len(criteria))}
    found = f"This frame has {counted(len(criteria), 'criterion', 'criteria')}."
    if len(criteria) <= _MOST_CRITERIA or grouped:
        if grouped:
            found = f"{found[:-1]}, {len(grouped)} of them in groups."
        return rule.finding("passed", found, figures=figures)
    return rule.finding(
        "failed",
        f"{found[:-1]} and no groups; people can hardly weigh more than {_MOST_CRITERIA} at once.",
        "Put criteria under `groups`, merge those that ask the same, or name a smaller frame.",
        figures=figures,
    )


def check_left_out(case: Case) -> Finding:
    """Stay open if the file names nothing that it deliberately leaves out."""
    rule = Rule(
        "left-out", "What is left out is named", "Is what was left out named?", (MCA_CRITERIA,)
    )
    names = [entry.name for entry in case.criteria_set.left_out.values()]
    if names:
        return rule.finding(
            "passed", f"{counted(len(names), 'objective')} left out on purpose: {some(names)}."
        )
    return rule.finding(
        "open",
        "The file names nothing that it leaves out.",
        "Ask what else the choice turns on, and list under `left_out` what is not scored.",
    )
