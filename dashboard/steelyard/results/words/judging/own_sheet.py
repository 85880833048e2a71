"""A judge's own sheet in sentences: trade-off questions, and contradictions before handing in."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from steelyard.model import Criterion
from steelyard.model.judgements import Preference
from steelyard.results.judges.own_sheet import (
    CrossCheck,
    DominatedPackage,
    OrderFault,
    OwnSheet,
)
from steelyard.results.words.names import criterion_name, option_label
from steelyard.results.words.numbers import as_written, counted, one_decimal, percent
from steelyard.results.words.text import listing, plain, some_apart

if TYPE_CHECKING:
    from steelyard.analysis.judges.tradeoffs import Steps

CHECKS_HEADING: Final = "Do your numbers say what you mean?"
CHECKS_LEAD: Final = (
    "Cross-checks made from your swings. An answer that does not fit changes nothing by itself."
)
RANKS_LEAD: Final = (
    "If you can only say an order, rank the steps: 1 is the largest, equal ranks are equal steps. "
    "Your weights are then a range, and every weighting in that order is looked at."
)
FITS: Final = "fits"
NOT_ANSWERED: Final = "not answered"

_TITLES: Final = {
    "one against two": "One step against two",
    "two against two": "Two against two",
    "part of a step": "Part of a step",
    "other": "Steps against steps",
}
_ANSWERS: Final[Mapping[str, Mapping[Preference, str]]] = {
    "one against two": {"first": "The one", "second": "The two", "same": "Same"},
    "part of a step": {"first": "All of the first", "second": "Part of the second", "same": "Same"},
}
_OTHER_ANSWERS: Final[Mapping[Preference, str]] = {
    "first": "The first", "second": "The second", "same": "Same",
}  # fmt: skip


def question_title(check: CrossCheck) -> str:
    """Return the title of a question, which names its kind."""
    return _TITLES[check.question.kind]


def answer_words(check: CrossCheck) -> Mapping[Preference, str]:
    """Return each possible answer with its words, in the order of the buttons."""
    return _ANSWERS.get(check.question.kind, _OTHER_ANSWERS)


def tradeoff_words(own: OwnSheet, check: CrossCheck) -> str:
    """Return the text of a question with the swings it is based on."""
    question = check.question
    return f"{_side(own, question.first)}, or {_side(own, question.second)}?"


def _side(own: OwnSheet, steps: Steps) -> str:
    """Return the steps of one side and what their swings add up to."""
    names = []
    sums = []
    total = 0.0
    for criterion, share in steps.items():
        swing = own.swings.get(criterion, 0.0)
        total += share * swing
        name = _label(own, criterion)
        if share < 1:
            end = _end_words(own.asked.criteria_set.criteria[criterion], own, criterion, share)
            names.append(f"{name} only from the worst to {end}")
            sums.append(f"{percent(share)} of {as_written(swing)}")
        else:
            names.append(name)
            sums.append(as_written(swing))
    together = " together" if len(names) > 1 else ""
    if len(sums) > 1 or any(share < 1 for share in steps.values()):
        return f"{listing(names)}{together} ({' + '.join(sums)} = {as_written(total)})"
    return f"{listing(names)} ({sums[0]})"


def _end_words(entry: Criterion, own: OwnSheet, criterion: str, share: float) -> str:
    """Return where part of a step ends, as the words of an anchor there, else as a number."""
    number = own.part_end(criterion, share)
    nearest = min(entry.anchors, key=lambda at: abs(at - number), default=None)
    if nearest is not None and abs(nearest - number) <= 1e-9 * max(1.0, abs(number)):
        return f"“{plain(entry.anchors[nearest])}”"
    return as_written(number)


def check_words(own: OwnSheet, check: CrossCheck) -> str:
    """Return whether an answer fits the swings, or by how much it contradicts them."""
    if check.answer is None:
        return NOT_ANSWERED
    if check.balance is None:
        return "A swing of this question is missing now."
    if check.fits:
        return FITS
    says, by = check.balance.says, one_decimal(abs(check.balance.difference))
    heavy, light = check.question.first, check.question.second
    if says == "second":
        heavy, light = light, heavy
    lower = _either(own, heavy, light)
    higher = _either(own, light, heavy)
    change = f"Lower {lower}, raise {higher}" if lower and higher else "Change a swing"
    return f"Your swings say {_says(check, says)}, by {by}. {change}, or change the answer."


def _says(check: CrossCheck, says: Preference) -> str:
    words = answer_words(check)[says]
    return words[:1].lower() + words[1:]


def _either(own: OwnSheet, side: Steps, other: Steps) -> str:
    names = [_label(own, c) for c in side if c not in other]
    return " or ".join(names)


def _label(own: OwnSheet, criterion: str) -> str:
    return plain(own.asked.criteria_set.criteria[criterion].label)


def order_words(own: OwnSheet, fault: OrderFault) -> str:
    """Return how ranks and numbers of two swings contradict each other."""
    ahead, behind = (_label(own, c) for c in (fault.ahead, fault.behind))
    first, second = (as_written(swing) for swing in fault.swings)
    return (
        f"You ranked {ahead} ({fault.ranks[0]}) before {behind} ({fault.ranks[1]}), but gave it "
        f"the smaller swing, {first} against {second}."
    )


def package_words(own: OwnSheet, fault: DominatedPackage) -> str:
    """Return the warning that a package is scored nowhere better than one of its parts."""
    made = own.asked.criteria_set
    package, part = option_label(made, fault.package), option_label(made, fault.part)
    worse = listing(criterion_name(made, c) for c in fault.worse)
    return (
        f"You scored {package} nowhere better than its own part {part}, and worse on {worse}: "
        "then the other parts only do harm. Say why in the reasons, or look at the scores again."
    )


def review_lines(own: OwnSheet) -> list[str]:
    """Return what a judge should check before handing in, one sentence each; may be empty."""
    said = []
    made = own.asked.criteria_set
    if own.missing_cells:
        count = counted(len(own.missing_cells), "score")
        names = some_apart(
            f"{option_label(made, o)}, {criterion_name(made, c)}" for o, c in own.missing_cells
        )
        said.append(f"{count} to go: {names}.")
    if own.missing_swings:
        names = listing(criterion_name(made, c) for c in own.missing_swings)
        said.append(f"{counted(len(own.missing_swings), 'swing')} to go: {names}.")
    if own.missing_reasons:
        names = some_apart(
            criterion_name(made, one)
            if isinstance(one, str)
            else f"{option_label(made, one[0])}, {criterion_name(made, one[1])}"
            for one in own.missing_reasons
        )
        said.append(f"{counted(len(own.missing_reasons), 'reason')} missing: {names}.")
    said += [order_words(own, fault) for fault in own.order_faults]
    said += [package_words(own, fault) for fault in own.dominated_packages]
    said += [f"{question_title(one)}: {check_words(own, one)}" for one in own.misfits]
    return said
