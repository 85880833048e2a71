"""The verdict line: which option leads, by how much, and whether that is decidable at all.

The sentences follow from the numbers by rule; no view or export composes its own. The
browser fills the same templates, so that a change of wording is made here alone.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Final

from steelyard.analysis.sensitivity.changes import Flip
from steelyard.analysis.totals import Evaluation
from steelyard.analysis.verdict import Judgement, VerdictState, furthest_behind, judge_totals
from steelyard.model import CriteriaSet
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.lead.packages import PACKAGE_TEMPLATES, describe_packages, gap_under
from steelyard.results.words.names import criterion_name, leads, option_label, option_names
from steelyard.results.words.numbers import (
    LESS_THAN_A_POINT,
    hundred_ends,
    lead,
    one_decimal,
    small_points,
    whole_shares,
)
from steelyard.results.words.text import listing, some
from steelyard.results.words.weights import FLIP_TEMPLATES, describe_flip

_MOST_NAMED: Final = 3
"""If there are more options or scores than this, they are counted instead of named."""

TEMPLATES: Final[Mapping[str, str]] = {
    "only_option": "{option} is the only option, on {total}",
    "only_option_because": "Add a second option to compare it with.",
    "undecided_one": "Cannot be decided: 1 score is unknown",
    "undecided_several": "Cannot be decided: {count} scores are unknown",
    "undecided_because_one": "Not known: {unknown}. With what is unknown in the middle of its "
    "scale {leaders} would come first; another value {could}.",
    "undecided_because_several": "Not known: {unknown}. With what is unknown in the middle of its "
    "scale {leaders} would be level; another value {could}.",
    "could_pass": "could put {rivals} level or ahead",
    "could_change": "could change that",
    "tie": "{leaders} are level on {total}",
    "tie_because": "These weights do not tell them apart.",
    "close_call": f"{CLOSE.capitalize()}: {{leader}} is {{gap}} ahead of {{rival}}",
    "close_call_because": "A lead under {limit} points is too small to call in this file.",
    "close_call_because_one": "A lead under 1 point is too small to call in this file.",
    "leads": "{leader} leads {rival} by {gap} points",
    "is_top": "{leader} is {top}, {gap} points ahead of {rival}",
    "fragile": "{sentence}, but the lead is fragile",
    "dominates_because": "It is nowhere worse than any other option on these criteria, so no "
    "weights can put another first; only other scores can.",
    "dominates_because_top": "No other option has more {measure} on any of these criteria, so no "
    "weights can put another first; only other scores can.",
    "furthest_behind": "It is furthest behind on {criterion}: {points} below {rival}.",
    "under_a_point": LESS_THAN_A_POINT,
    "it": "It",
    "in_simulations": "{leader} comes first in {share} simulations.",
    "in_simulations_span": "{leader} comes first in {low} to {high} simulations, depending on how "
    "errors go together.",
    "more_often": "{sentence}; {option} comes first in more simulations",
    "more_often_because": "{option} comes first in more of them, in {share}.",
    "more_often_because_span": "{option} comes first in more of them, in {low} to {high}.",
    "with_a_problem": "{sentence}, as far as the file can be read (1 problem)",
    "with_problems": "{sentence}, as far as the file can be read ({count} problems)",
    "with_a_guess": "{sentence}, with 1 guess unconfirmed",
    "with_guesses": "{sentence}, with {count} guesses unconfirmed",
    "nearest_flip": "What would change the leader: {flip}.",
    "no_flip": "No weights can bring another option level.",
    "nearest_flip_locked": "What would change the leader while {locked} cannot move: {flip}.",
    "no_flip_locked": "While {locked} cannot move, no weights can bring another option level.",
    "locked_in_simulations": "In simulations {locked} may move too.",
    **FLIP_TEMPLATES,
    **PACKAGE_TEMPLATES,
}
"""Every sentence of a verdict, with named gaps to fill; the browser gets the same ones."""


@dataclass(frozen=True)
class Verdict:
    """The conclusion about the lead that the numbers allow, in words.

    `leaders` has several ids where totals tie; `runner_up` and `margin` (points, 0–100)
    are `None` where there is nothing to compare. `sentence` is for a heading, `because`
    for the line below it, `packages` for the one after that: the package test, empty where no
    package has a premium. `finding` is the sentence without problems of the file, which a picture
    adds itself. `most_often`: the option that comes first in most simulations, the
    leader where it is level with that, and `most_often_share` of them, 0–1; `None` where
    none were sampled. `problems`: how many the file has.
    """

    state: VerdictState
    leaders: tuple[str, ...]
    runner_up: str | None
    margin: float | None
    sentence: str
    because: str
    most_often: str | None = None
    most_often_share: float | None = None
    problems: int = 0
    packages: str = ""
    finding: str = ""


def judge(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    *,
    shares: Mapping[str, float] | None = None,
    spans: Mapping[str, tuple[float, float]] | None = None,
    flip: Flip | None = None,
    locked: Collection[str] = (),
    problems: int = 0,
    guesses: int = 0,
) -> Verdict:
    """Return the verdict on one evaluation.

    - *cannot be decided*: fewer than two options; or scores that are not known could,
      by themselves, put another option level with the leader or ahead of it.
    - *close call*: a tie, or a lead smaller than the file's `close_call` points; a lead
      within 1e-9 of that limit has reached it.
    - *dominates*: the leader is nowhere worse than any other option, and somewhere
      better, on likely values: no weighting can put another option first.
    - *robust*: the leader leads in at least the file's `robust_share` of a hundred
      simulations, however errors go together, and no movement of fewer than `robust_flip`
      points of weight levels another.
    - *leads but fragile*: everything else.
    - *leads*: one of the last two, while no simulations have been sampled.

    `shares`: option → share of simulations it leads in, 0..1, adding up to one. `spans`: option →
    the lowest and the highest share, depending on how errors go together; by default the share
    itself. `flip`: the smallest flip, `None` where no weights level another option; read only
    together with `shares`. A share of simulations is never called a chance of being right. Where
    another option comes first in more simulations than the leaders, to a whole percent, the
    sentence names it too. `locked`: the criteria that keep their weights in the flip, in the
    order of the view. `problems`: how many the file has; what they made unusable is left out of
    the numbers, so the sentence mentions them. `guesses`: how many guesses about
    criteria nobody has confirmed; the sentence counts them. With all swings at zero it is the
    verdict under equal weights.
    """
    found = judge_totals(criteria_set.verdict, evaluation)
    sentence, because = _sentences(criteria_set, evaluation, found)
    if shares is not None and found.state != "cannot be decided":
        spans = spans or {option: (share, share) for option, share in shares.items()}
        share = spans[found.leaders[0]][0]
        to_flip = None if flip is None else flip.points
        found = found.with_simulations(criteria_set.verdict, share, to_flip)
        sentence, because = _with_simulations(
            criteria_set, found, (sentence, because), shares, spans, flip, locked
        )
    most = None if shares is None else most_often(found.leaders, shares)
    return Verdict(
        found.state,
        found.leaders,
        found.runner_up,
        found.margin,
        _with_guesses(say_problems(sentence, problems), guesses),
        because,
        most,
        None if shares is None or most is None else shares[most],
        problems,
        "" if found.state == "cannot be decided" else describe_packages(criteria_set, evaluation),
        _with_guesses(sentence, guesses),
    )


def most_often(leaders: tuple[str, ...], shares: Mapping[str, float]) -> str | None:
    """Return the option with the largest share; a leader if it ties for that.

    `None` without options. Ties go to the first leader, else to the first option of the file.

    >>> most_often(("soup",), {"cake": 0.5, "soup": 0.5})
    'soup'
    """
    return max((*leaders, *shares), key=lambda option: shares[option], default=None)


def leading(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return which options lead in a view, and on how many points, as a clause."""
    leaders = evaluation.leaders
    verb = leads(criteria_set, len(leaders))
    total = one_decimal(evaluation.totals[leaders[0]])
    return f"{option_names(criteria_set, leaders)} {verb} on {total}"


def _fill(template: str, **fields: object) -> str:
    return TEMPLATES[template].format(**fields)


def _fill_span(template: str, share: tuple[int, float, float], **fields: object) -> str:
    """Fill a template with a share: its rounded number of a hundred, lowest and highest."""
    low, high = hundred_ends(*share)
    if high.startswith(f"{low} "):
        return _fill(template, share=high, **fields)
    return _fill(f"{template}_span", low=low, high=high, **fields)


def _sentences(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Judgement
) -> tuple[str, str]:
    """Return the sentence and its reason, on totals alone."""
    if found.runner_up is None:
        option = found.leaders[0]
        total = one_decimal(evaluation.totals[option])
        name = criteria_set.options[option].label
        return _fill("only_option", option=name, total=total), _fill("only_option_because")
    if found.state == "cannot be decided":
        return _undecided(criteria_set, evaluation, found)
    if len(found.leaders) > 1:
        names = _names(criteria_set, found.leaders)
        total = one_decimal(evaluation.totals[found.leaders[0]])
        return _fill("tie", leaders=names, total=total), _fill("tie_because")
    if found.state == "close call":
        return _close_call(criteria_set, evaluation)
    return _clear_lead(criteria_set, evaluation, found)


def _undecided(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Judgement
) -> tuple[str, str]:
    count, leaders = len(evaluation.unknown), found.leaders
    unknown = [
        f"{criterion_name(criteria_set, criterion)} of {option_label(criteria_set, option)}"
        for option in evaluation.options
        for criterion in evaluation.criteria
        if (option, criterion) in evaluation.unknown
    ]
    behind = tuple(rival for rival in found.rivals if rival not in leaders)
    could = (
        _fill("could_pass", rivals=_names(criteria_set, behind))
        if behind
        else _fill("could_change")
    )
    return (
        _fill("undecided_one" if count == 1 else "undecided_several", count=count),
        _fill(
            "undecided_because_one" if len(leaders) == 1 else "undecided_because_several",
            unknown=some(unknown, _MOST_NAMED),
            leaders=_names(criteria_set, leaders),
            could=could,
        ),
    )


def _close_call(criteria_set: CriteriaSet, evaluation: Evaluation) -> tuple[str, str]:
    leader, rival = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[rival]
    limit = criteria_set.verdict.close_call
    sentence = _fill(
        "close_call",
        leader=criteria_set.options[leader].label,
        rival=criteria_set.options[rival].label,
        gap=gap_under(first - second, lead(first, second), limit),
    )
    because = "close_call_because_one" if limit == 1 else "close_call_because"
    return sentence, _fill(because, limit=f"{limit:g}")


def _clear_lead(
    criteria_set: CriteriaSet, evaluation: Evaluation, found: Judgement
) -> tuple[str, str]:
    leader, rival = evaluation.ranking[:2]
    first, second = evaluation.totals[leader], evaluation.totals[rival]
    measure = criteria_set.measure
    is_best = measure.top == "best"
    sentence = _fill(
        "leads" if is_best else "is_top",
        leader=criteria_set.options[leader].label,
        top=measure.top,
        gap=lead(first, second),
        rival=criteria_set.options[rival].label,
    )
    if found.state == "dominates":
        because = "dominates_because" if is_best else "dominates_because_top"
        return sentence, _fill(because, measure=measure.name)
    return sentence, _what_holds_it_back(criteria_set, evaluation)


def _what_holds_it_back(criteria_set: CriteriaSet, evaluation: Evaluation) -> str:
    """Return the sentence about the criterion on which a rival is furthest ahead of the leader."""
    gap, criterion, rival = furthest_behind(evaluation)
    if gap <= 0:
        return ""
    return _fill(
        "furthest_behind",
        criterion=criterion_name(criteria_set, criterion),
        points=small_points(gap),
        rival=criteria_set.options[rival].label,
    )


def _with_simulations(
    criteria_set: CriteriaSet,
    found: Judgement,
    on_totals: tuple[str, str],
    shares: Mapping[str, float],
    spans: Mapping[str, tuple[float, float]],
    flip: Flip | None,
    locked: Collection[str],
) -> tuple[str, str]:
    """Return sentence and reason with lead shares and the nearest flip added."""
    leader, (sentence, because) = found.leaders[0], on_totals
    kept = listing(criterion_name(criteria_set, criterion) for criterion in locked)
    counts = dict(zip(shares, whole_shares(list(shares.values())), strict=True))
    is_close = found.state == "close call"
    reasons = [
        because if is_close or found.state == "dominates" else "",
        _fill_span(
            "in_simulations",
            (counts[leader], *spans[leader]),
            leader=criteria_set.options[leader].label if is_close else _fill("it"),
        ),
    ]
    if found.state == "leads but fragile":
        sentence = _fill("fragile", sentence=sentence)
    most = most_often(found.leaders, shares)
    # Shares that are printed the same must not be called more and less.
    if most is not None and most not in found.leaders and counts[most] > counts[leader]:
        name = criteria_set.options[most].label
        sentence = _fill("more_often", sentence=sentence, option=name)
        reasons.append(_fill_span("more_often_because", (counts[most], *spans[most]), option=name))
    if found.state != "dominates":
        reasons.append(_flip_sentence(criteria_set, flip, kept))
    if kept and criteria_set.simulations.weight_spread > 0:
        reasons.append(_fill("locked_in_simulations", locked=kept))
    return sentence, " ".join(filter(None, reasons))


def _flip_sentence(criteria_set: CriteriaSet, flip: Flip | None, kept: str) -> str:
    """Return the sentence about the nearest flip, which names the locked criteria, if any."""
    name, fields = ("no_flip" if flip is None else "nearest_flip"), dict[str, str]()
    if flip is not None:
        fields["flip"] = describe_flip(criteria_set, flip)
    return _fill(f"{name}_locked", locked=kept, **fields) if kept else _fill(name, **fields)


def say_problems(sentence: str, problems: int) -> str:
    """Return a sentence that says how many problems the file has, if it has any."""
    if not problems:
        return sentence
    name = "with_a_problem" if problems == 1 else "with_problems"
    return _fill(name, sentence=sentence, count=problems)


def _with_guesses(sentence: str, guesses: int) -> str:
    """Return a sentence that says how many guesses nobody has confirmed, if there are any."""
    if not guesses:
        return sentence
    return _fill(
        "with_a_guess" if guesses == 1 else "with_guesses", sentence=sentence, count=guesses
    )


def _names(criteria_set: CriteriaSet, options: tuple[str, ...]) -> str:
    return option_names(criteria_set, options, _MOST_NAMED)
