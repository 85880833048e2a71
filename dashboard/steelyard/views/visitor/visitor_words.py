"""The sentences about who somebody is here, and what their roles let them do."""

from __future__ import annotations

from steelyard.model.people import Person, TeamRole
from steelyard.results.words.text import listing


def describe_roles(person: Person) -> str:
    """Return somebody's roles in words, in the order in which they are declared.

    >>> describe_roles(Person("ada", "Ada", frozenset({TeamRole.JUDGE, TeamRole.READER})))
    'reader and judge'
    """
    names = [role.value for role in TeamRole if role in person.roles]
    return listing(names) if names else "no role"


def describe_person(person: Person) -> str:
    """Return who somebody is logged in as, with which roles.

    >>> describe_person(Person("ada", "Ada", frozenset({TeamRole.READER})))
    'You are logged in as Ada (ada), with the role reader.'
    """
    name = person.name if person.name == person.user else f"{person.name} ({person.user})"
    roles = describe_roles(person)
    if len(person.roles) == 1:
        roles = f"the role {roles}"
    elif person.roles:
        roles = f"the roles {roles}"
    return f"You are logged in as {name}, with {roles}."
