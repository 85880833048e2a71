"""The sentences about who somebody is logged in as, and what their roles allow."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Final

from steelyard.model.people import (
    Person,
    TeamRole,
    may_edit,
    may_facilitate,
    may_judge,
    may_read,
    may_read_log,
)
from steelyard.results.words.text import listing

LOG_OUT: Final = "Log out"
LOG_OUT_ELSEWHERE: Final = "You log out where you logged in."
BAR_WORDS: Final = {
    "away": "The server does not answer just now. What you have typed stays here, and this page "
    "goes on by itself once it does.",
    "ended": "You are no longer logged in. What you have typed stays on this page: log in in a new "
    "tab, and this page goes on.",
    "login": "Log in again",
    "scattered": "This dashboard runs on several servers, and the requests of this page reach "
    "different ones. Uploads and downloads may fail. For the operator: have the proxy send each "
    "visitor to the same server, which is called sticky sessions.",
}
"""Texts of the bar above a page that cannot go on as it is."""


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


def describe_powers(person: Person) -> Iterator[str]:
    """Yield sentences on what somebody may do here, and whether they may save."""
    if may_read(person):
        yield "You may read, try out weights and download."
    if may_judge(person):
        yield "You may answer rounds of judgements."
    if may_edit(person):
        yield "You may save."
    else:
        yield "You may not save: that needs the role editor."
    if may_facilitate(person):
        yield "You may open and close rounds of judgements."
    if may_read_log(person):
        yield "You may read the log."
