"""Who somebody is to Steelyard, and what a role lets them do: one named predicate for each act.

On a laptop there is one person, who may do everything. A server for a team finds out who sends a
request and gives roles by its configuration. A role that is added here is granted nothing until a
predicate names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class TeamRole(StrEnum):
    """What somebody may be here for."""

    READER = "reader"
    JUDGE = "judge"
    EDITOR = "editor"
    FACILITATOR = "facilitator"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Person:
    """Somebody with the roles they have.

    `user` is the name by which a login knows them, the same at every visit and nobody else's;
    empty where nobody logs in. `name` is what they are called on screen and in a log.
    """

    user: str
    name: str
    roles: frozenset[TeamRole]


Predicate = Callable[[Person], bool]

_TEAM = frozenset({TeamRole.READER, TeamRole.JUDGE, TeamRole.EDITOR, TeamRole.FACILITATOR})


def may_read(person: Person) -> bool:
    """Return whether somebody may open the pages, move weights and take files away."""
    return bool(person.roles & _TEAM)


def may_judge(person: Person) -> bool:
    """Return whether somebody may be asked for judgements and answer."""
    return TeamRole.JUDGE in person.roles


def may_edit(person: Person) -> bool:
    """Return whether somebody may save criteria sets, registers and texts."""
    return TeamRole.EDITOR in person.roles


def may_facilitate(person: Person) -> bool:
    """Return whether somebody may open and close rounds of judgements."""
    return TeamRole.FACILITATOR in person.roles


def may_read_log(person: Person) -> bool:
    """Return whether somebody may read who did what."""
    return bool(person.roles & {TeamRole.FACILITATOR, TeamRole.OPERATOR})


def may_operate(person: Person) -> bool:
    """Return whether somebody may ask about the server itself: its health and its figures."""
    return TeamRole.OPERATOR in person.roles


ANYBODY = Person("", "", _TEAM)
"""The one person at a laptop, who needs no login; and everybody, where a server asks for none."""

NOBODY = Person("", "", frozenset())
"""Somebody who may do nothing."""

PROGRAM = Person("", "", frozenset({TeamRole.OPERATOR}))
"""A program of the operator, which asks at the address of the server itself."""


def without_saving(person: Person) -> Person:
    """Return somebody who may read, and otherwise nothing that they may not have."""
    return Person(person.user, person.name, person.roles & {TeamRole.READER, TeamRole.OPERATOR})
