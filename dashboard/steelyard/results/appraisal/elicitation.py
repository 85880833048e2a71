"""Rules on how judgements were elicited: who scored and weighed, and what checks the answers.

They read `elicitation` and `independence`. A rule stays open if the file does not say.
"""

from __future__ import annotations

import itertools
from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from steelyard.model import Independence
from steelyard.results.appraisal.case import Case
from steelyard.results.appraisal.finding import (
    EFSA,
    GREEN_BOOK_MCDA,
    ISPOR,
    MCA_MANUAL,
    Finding,
    Rule,
    subjects,
)
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import some

HEAVIEST = 3
"""Independence has to be tested for all pairs of this many criteria of greatest weight."""


def check_scorers(case: Case) -> Finding:
    """Fail if one person scored, or several together; open if the file does not say.

    If the file names a closed round of judges as the scorers, its number of people is checked
    against their sealed sheets; a mismatch fails. Also open if several judges scored independently
    but the scores in the file are not theirs.
    """
    asked = case.criteria_set.elicitation.scores
    sentence = _describe_people("scored", asked.by, asked.people, asked.independent)
    return _finding_on_people(
        Rule(
            "scorers",
            "Several people scored, each on their own",
            "Did several people score, each on their own?",
            (EFSA, ISPOR),
        ),
        sentence,
        (asked.people, asked.independent),
        "Have two or more people score without seeing each other's scores, then discuss where "
        "they differ; say under `elicitation`, `scores` who, how many and whether so.",
        _Apart(case.people.scored, case.people.round, "scored", asked.by) if case.people else None,
    )


def check_weighters(case: Case) -> Finding:
    """Fail if one person gave the swings, or several together; open if any of this is missing.

    The method must be stated as well.
    """
    asked = case.criteria_set.elicitation.weights
    rule = Rule(
        "weighters",
        "Several people rated importance, each on their own",
        "Did several people rate importance, each on their own?",
        (GREEN_BOOK_MCDA, ISPOR),
    )
    sentence = _describe_people("weighed", asked.by, asked.people, asked.independent)
    advice = (
        "Have two or more people give swings on their own; say under `elicitation`, `weights` "
        "who, how many, whether so, and by what `method`."
    )
    people = case.people
    apart = _Apart(people.weighed, people.round, "weighed", asked.by) if people else None
    found = _finding_on_people(rule, sentence, (asked.people, asked.independent), advice, apart)
    if found.state == "passed" and not asked.method.strip():
        sentence = f"{found.found[:-1]}; the file does not say by what method."
        return rule.finding("open", sentence, advice)
    return found


def check_swing_checks(case: Case) -> Finding:
    """Fail if a recorded comparison of steps contradicts the swings; open if there is none.

    The swings of `more` must add up to more than those of `less`, computed exactly from the
    decimals as written. The file's own swings are tested, whatever the frame.
    """
    rule = Rule(
        "swing-checks",
        "Importance agrees with comparisons",
        "Does importance agree with comparisons?",
        (GREEN_BOOK_MCDA, MCA_MANUAL),
    )
    checks = case.criteria_set.elicitation.weights.checks
    advice = (
        "Ask which of two steps, or of two sets of steps, matters more; write the answers under "
        "`elicitation`, `weights`, `checks`, and change the swings where they contradict."
    )
    if not checks:
        return rule.finding("open", "No comparison tests the swings.", advice)
    wrong = [one for one in checks if not _sum(case, one.more) > _sum(case, one.less)]
    figures = {"checks": float(len(checks)), "contradicted": float(len(wrong))}
    if not wrong:
        return rule.finding(
            "passed",
            f"The swings agree with {counted(len(checks), 'comparison')}.",
            figures=figures,
        )
    named = dict.fromkeys(c for one in wrong for c in (*one.more, *one.less))
    return rule.finding(
        "failed",
        f"The swings contradict {len(wrong)} of {counted(len(checks), 'comparison')}.",
        advice,
        subjects("criterion", named),
        tuple(
            f"{_together(case, one.more)} should outweigh {_together(case, one.less)}"
            for one in wrong
        ),
        figures,
    )


def check_preference_independence(case: Case) -> Finding:
    """Fail if the worth of a step on one criterion depends on the score on another criterion.

    Adding weighted values presupposes that it does not. Every recorded pair of the frame counts;
    open if a pair of the three criteria of greatest weight was not tested in both directions.
    Ties in weight go to the criterion that is earlier in the frame.
    """
    rule = Rule(
        "preference-independence",
        "A step is worth the same whatever the other scores are",
        "Is a step worth the same whatever the other scores are?",
        (MCA_MANUAL, ISPOR),
    )
    weights, criteria = case.evaluation.weights, case.evaluation.criteria
    heaviest = sorted(criteria, key=lambda criterion: -weights[criterion])[:HEAVIEST]
    pairs = [frozenset(pair) for pair in itertools.combinations(heaviest, 2)]
    if not pairs:
        return rule.finding("passed", "This frame has a single criterion.")
    recorded = {
        frozenset(one.criteria): one
        for one in case.criteria_set.independence
        if set(one.criteria) <= set(criteria)
    }
    broken = [one for one in recorded.values() if "fails" in (one.forward, one.backward)]
    asked = [
        pair
        for pair in pairs
        if pair in recorded and "unasked" not in (recorded[pair].forward, recorded[pair].backward)
    ]
    figures = {"pairs": float(len(pairs)), "asked": float(len(asked)), "broken": float(len(broken))}
    if broken:
        return rule.finding(
            "failed",
            f"For {counted(len(broken), 'pair')} of criteria a step on one is worth more or less "
            "depending on the other, and totals add them all the same.",
            "Say differently what the two criteria measure, merge them, or leave one out of the "
            "frame; otherwise do not add them.",
            subjects("criterion", dict.fromkeys(c for one in broken for c in one.criteria)),
            tuple(_answers(case, one) for one in broken),
            figures,
        )
    if len(asked) < len(pairs):
        lacking = [
            " and ".join(case.criterion(c) for c in heaviest if c in pair)
            for pair in pairs
            if pair not in asked
        ]
        return rule.finding(
            "open",
            "Not asked both ways for the one pair of the heaviest criteria."
            if len(pairs) == 1
            else f"Asked both ways for {len(asked) or 'none'} of the {len(pairs)} pairs of the "
            "heaviest criteria.",
            "Ask of each pair whether a step on one is worth the same whether the other stands "
            "high or low, then the other way round, and write the answers under `independence`.",
            subjects("criterion", heaviest),
            tuple(f"not asked both ways: {names}" for names in lacking),
            figures,
        )
    return rule.finding(
        "passed",
        f"Asked both ways for {'the' if len(pairs) == 1 else 'each'} pair of the heaviest "
        "criteria, and it holds.",
        figures=figures,
    )


def _describe_people(
    verb: str, by: str | None, people: int | None, independent: bool | None
) -> str:
    """Return as one sentence who gave the judgements, how many they were and whether each alone."""
    who = by or "nobody named"
    lacking = [
        words
        for words, known in (
            (f"who {verb}", by),
            ("how many they were", people),
            ("whether on their own", independent is not None or people == 1),
        )
        if not known
    ]
    if len(lacking) == 3:
        return f"The file does not say {lacking[0]}, {lacking[1]} and {lacking[2]}."
    number = f", {counted(people, 'person', 'people')}" if people else ""
    own = {True: ", each on their own", False: ", together", None: ""}[independent]
    unsaid = f"; the file does not say {' or '.join(lacking)}" if lacking else ""
    return f"Who {verb}: {who}{number}{own if people != 1 else ''}{unsaid}."


def _finding_on_people(
    rule: Rule,
    sentence: str,
    answers: tuple[int | None, bool | None],
    advice: str,
    apart: _Apart | None = None,
) -> Finding:
    people, independent = answers
    figures = {"people": float(people)} if people else {}
    if apart is not None and apart.people:
        figures |= {"sealed sheets": float(apart.people)}
        if apart.is_named:
            return _checked(rule, sentence, people, advice, apart, figures)
        if apart.people > 1 and (people == 1 or independent is not True):
            return rule.finding("open", f"{sentence} {apart.beside}", ADOPT, figures=figures)
    if people == 1 or independent is False:
        return rule.finding("failed", sentence, advice, figures=figures)
    if people is None or independent is None or "does not say" in sentence:
        return rule.finding("open", sentence, advice, figures=figures)
    return rule.finding("passed", sentence, figures=figures)


ADOPT = (
    "Take the judges' answers over with `steelyard judges adopt`, or lay them over the set, to see "
    "what rests on them."
)


@dataclass(frozen=True)
class _Apart:
    """How many judges scored or weighed alone in a round, and who did according to the file."""

    people: int
    round: int
    verb: str
    by: str | None

    @property
    def is_named(self) -> bool:
        """Whether the file names the judges of this round as the people who judged."""
        return bool(self.by) and f"round {self.round}" in (self.by or "").casefold()

    @property
    def beside(self) -> str:
        """A sentence on what the sealed sheets of the round show, compared with the file."""
        who = counted(self.people, "judge")
        return f"Beside it {who} {self.verb}, each alone, in round {self.round}."


def _checked(
    rule: Rule,
    sentence: str,
    people: int | None,
    advice: str,
    apart: _Apart,
    figures: dict[str, float],
) -> Finding:
    """Return the finding on the number of people in a file, checked against the sealed sheets."""
    sheets = counted(apart.people, "sealed sheet")
    if people != apart.people:
        said = f"{sentence} In round {apart.round} there {_are(apart.people)} {sheets}."
        return rule.finding("failed", said, advice, figures=figures)
    if apart.people < 2:
        return rule.finding("failed", sentence, advice, figures=figures)
    said = f"{sentence} Checked by {sheets} of round {apart.round}."
    return rule.finding("passed", said, figures=figures)


def _are(count: int) -> str:
    return "is" if count == 1 else "are"


def _sum(case: Case, criteria: Iterable[str]) -> Fraction:
    entries = case.criteria_set.criteria
    return sum((Fraction(repr(entries[c].swing)) for c in criteria), Fraction(0))


def _together(case: Case, criteria: Iterable[str]) -> str:
    return some([f"{case.criterion(c)}" for c in criteria])


def _answers(case: Case, one: Independence) -> str:
    first, second = map(case.criterion, one.criteria)
    note = f": {one.note}" if one.note.strip() else ""
    return f"{first} at any {second} {one.forward}, {second} at any {first} {one.backward}{note}"
