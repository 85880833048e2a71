"""A person's roles, by the configuration's table, from their user name and groups."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass

from steelyard.model.people import Person, TeamRole, without_saving
from steelyard.serving.configuration.settings import EVERYBODY

GROUP, USER = "group:", "user:"


def is_member_form(text: str) -> bool:
    """Return whether a text names members: `everybody`, or `group:` or `user:` with a name.

    >>> is_member_form("group:policy"), is_member_form("policy"), is_member_form("user:")
    (True, False, False)
    """
    kinds = (GROUP, USER)
    return text == EVERYBODY or any(
        text.startswith(kind) and text[len(kind) :].strip() for kind in kinds
    )


@dataclass(frozen=True)
class RoleRules:
    """The table of roles: role → members. With `read_only` nobody may save, whatever it says.

    >>> rules = RoleRules({"reader": ["everybody"], "judge": ["group:policy", "user:ada"]})
    >>> sorted(rules.roles_of("ada", [])), sorted(rules.roles_of("bo", ["other"]))
    ([<TeamRole.JUDGE: 'judge'>, <TeamRole.READER: 'reader'>], [<TeamRole.READER: 'reader'>])
    """

    table: Mapping[str, Collection[str]]
    read_only: bool = False

    def roles_of(self, user: str, groups: Iterable[str]) -> frozenset[TeamRole]:
        """Return the roles of somebody who has logged in."""
        named = {EVERYBODY, f"{USER}{user}", *(f"{GROUP}{group}" for group in groups)}
        return frozenset(
            TeamRole(role) for role, members in self.table.items() if not named.isdisjoint(members)
        )

    def person(self, user: str, name: str, groups: Iterable[str]) -> Person:
        """Return the person who has logged in, with their roles."""
        found = Person(user, name or user, self.roles_of(user, groups))
        return without_saving(found) if self.read_only else found
