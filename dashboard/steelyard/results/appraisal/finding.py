"""What a rule of the appraisal reports, and the words and documents that all rules share.

A finding is data: a screen, a brief and the command line show the same one.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal, NamedTuple

FindingState = Literal["passed", "open", "failed", "not applicable"]
_Kind = Literal["option", "criterion", "cell", "claim", "source", "family", "lens"]

GREEN_BOOK = "HM Treasury, The Green Book, chapter 4"
GREEN_BOOK_MCDA = "Green Book supplementary guidance: multi-criteria decision analysis"
MCA_MANUAL = "DCLG, Multi-criteria analysis: a manual (2009)"
MCA_OPTIONS = f"{MCA_MANUAL}, section 5.3"
MCA_CRITERIA = f"{MCA_MANUAL}, section 5.4"
MCA_UNSCORED = f"{MCA_MANUAL}, section 5.5"
MCA_SCORING = f"{MCA_MANUAL}, section 5.6"
MCA_STAGES = f"{MCA_MANUAL}, section 6.2"
MCA_UNCERTAINTY = f"{MCA_MANUAL}, section 6.3"
ICD_SOURCES = "ICD 203, Analytic Standards (2015): quality and credibility of sources"
ICD_UNCERTAINTY = "ICD 203, Analytic Standards (2015): uncertainties"
ICD_ASSUMPTIONS = "ICD 203, Analytic Standards (2015): information apart from judgements"
ICD_ALTERNATIVES = "ICD 203, Analytic Standards (2015): analysis of alternatives"
PRIMER_ASSUMPTIONS = "A Tradecraft Primer (2009): Key Assumptions Check"
PRIMER_QUALITY = "A Tradecraft Primer (2009): Quality of Information Check"
PRIMER_ADVOCATE = "A Tradecraft Primer (2009): Devil’s Advocacy"
PRIMER_TEAMS = "A Tradecraft Primer (2009): Team A/Team B"

ISPOR = "ISPOR task force on multiple criteria decision analysis, report 2 (2016)"
EFSA = "EFSA, Guidance on expert knowledge elicitation (2014)"


class Subject(NamedTuple):
    """What a finding is about: its kind and its id; a cell is `option/criterion`."""

    kind: _Kind
    id: str


@dataclass(frozen=True)
class Finding:
    """What one rule found in one view of a criteria set.

    `rule` is stable from version to version. `state`: *passed*, nothing found; *failed*,
    the guidance is not met; *open*, a person has to judge, or the file does not say
    enough; *not applicable*, the set has nothing that the rule examines. `title` states
    what the guidance requires, `question` asks whether that is so. `found` is one sentence
    with figures, `advice` what to do about it, empty if passed. `details` are lines, one
    per case. `figures` are the same numbers unrounded, all finite.
    """

    rule: str
    title: str
    question: str
    state: FindingState
    found: str
    advice: str = ""
    guidance: tuple[str, ...] = ()
    about: tuple[Subject, ...] = ()
    details: tuple[str, ...] = ()
    figures: Mapping[str, float] = field(default_factory=lambda: MappingProxyType({}))


@dataclass(frozen=True)
class Rule:
    """The id of a rule, whose meaning never changes, its title, and the title as a question.

    The title states what the cited guidance requires, which is true if the rule passes.
    """

    id: str
    title: str
    question: str
    guidance: tuple[str, ...]

    def finding(
        self,
        state: FindingState,
        found: str,
        advice: str = "",
        about: tuple[Subject, ...] = (),
        details: tuple[str, ...] = (),
        figures: Mapping[str, float] = MappingProxyType({}),
    ) -> Finding:
        """Return what the rule found in one view; see `Finding`."""
        return Finding(
            self.id,
            self.title,
            self.question,
            state,
            found,
            advice,
            self.guidance,
            about,
            details,
            figures,
        )

    def finding_without_claims(self) -> Finding:
        """Return the finding that the rule does not apply because no register has a claim."""
        return self.finding(
            "not applicable",
            "The set has no claims.",
            "Name the sources and enter their claims under `seeds/`.",
        )


def subjects(kind: _Kind, ids: Iterable[str]) -> tuple[Subject, ...]:
    """Return one subject for each id, in order.

    >>> subjects("option", ["soup"])
    (Subject(kind='option', id='soup'),)
    """
    return tuple(Subject(kind, one) for one in ids)


def cell_id(option: str, criterion: str) -> str:
    """Return the id of a cell; a slash cannot be part of an id.

    >>> cell_id("soup", "price")
    'soup/price'
    """
    return f"{option}/{criterion}"
