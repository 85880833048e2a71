"""Pages shown, outside the dashboard, to people who log in or out or have no role."""

from __future__ import annotations

import html

from steelyard.model.people import may_read
from steelyard.routes.plain_page import plain_page
from steelyard.serving.login.logins import Found
from steelyard.views.visitor.visitor_words import describe_person

NO_STORE = (b"cache-control", b"no-store")
"""The header of a response that must not be cached, as it is about one visitor at one moment."""


def not_for_you(found: Found, first: str) -> bytes:
    """Return the page for somebody whose roles do not allow what they requested.

    `first`: the address of the first page, for those who may read it.
    """
    sentences = ["What you have asked for is there, but no role of yours allows it."]
    if found.person.user:
        sentences.append(
            f"{html.escape(describe_person(found.person))} The operator of this server gives roles."
        )
    if may_read(found.person):
        sentences.append(f'<a href="{html.escape(first)}">Back to the dashboard</a>')
    if found.logout:
        sentences.append(f'<a href="{html.escape(found.logout)}">Log out</a>')
    return plain_page("not allowed", "This is not for you", *sentences)


def too_often(seconds: int) -> bytes:
    """Return the page for somebody who sent too many requests."""
    return plain_page(
        "too often", "Too many requests", f"Please wait {seconds} seconds, and then try again."
    )


def not_logged_in(reason: str, login: str) -> bytes:
    """Return the page for a login that did not succeed, with the reason in a sentence."""
    again = f'<a href="{html.escape(login)}">Log in again</a>'
    return plain_page("not logged in", "You are not logged in", html.escape(reason), again)


def logged_out(login: str, provider: str) -> bytes:
    """Return the page after a logout. `provider`: the provider's own logout address, or empty."""
    sentences = [f'<a href="{html.escape(login)}">Log in again</a>']
    if provider:
        sentences.append(
            "You may still be logged in at the provider: then logging in again asks for nothing. "
            f'<a href="{html.escape(provider)}">Log out there too</a>'
        )
    return plain_page("logged out", "You are logged out", *sentences)


def ask_logout(logout: str, first: str) -> bytes:
    """Return the page that asks for confirmation of a logout."""
    return plain_page(
        "log out",
        "Log out?",
        "What you have not saved stays in this browser.",
        f'<a href="{html.escape(logout)}">Log out</a>',
        f'<a href="{html.escape(first)}">Back to the dashboard</a>',
    )
