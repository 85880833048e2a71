"""Who a visitor is to this server, and what a role lets them do: one named predicate for each act.

Roles are given by the configuration; there is no login yet, so every visitor who comes in has the
same ones. A role that is added here is granted nothing until a predicate names it.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum


class TeamRole(StrEnum):
    """What somebody may be here for: reading, changing files, running the server."""

    READER = "reader"
    EDITOR = "editor"
    OPERATOR = "operator"


@dataclass(frozen=True)
class Visitor:
    """Whoever sent a request: the roles they have here."""

    roles: frozenset[TeamRole]


Predicate = Callable[[Visitor], bool]


def may_read(visitor: Visitor) -> bool:
    """Return whether somebody may open the pages, move weights and take files away."""
    return bool(visitor.roles & {TeamRole.READER, TeamRole.EDITOR})


def may_edit(visitor: Visitor) -> bool:
    """Return whether somebody may save into the folder that is served."""
    return TeamRole.EDITOR in visitor.roles


def may_operate(visitor: Visitor) -> bool:
    """Return whether somebody may ask about the server itself: its health and its figures."""
    return TeamRole.OPERATOR in visitor.roles


def team_member(*, read_only: bool) -> Visitor:
    """Return whoever comes in by the public address, which without a login is one and the same."""
    return Visitor(
        frozenset({TeamRole.READER} if read_only else {TeamRole.READER, TeamRole.EDITOR})
    )


OPERATOR = Visitor(frozenset({TeamRole.OPERATOR}))
"""Whoever asks at the address of the server itself, past the proxy."""
