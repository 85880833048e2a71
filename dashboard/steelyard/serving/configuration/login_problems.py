"""Checks of the keys about login and roles, with problems in our own words."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import Final
from urllib.parse import urlsplit

from steelyard.files.nearest import find_nearest
from steelyard.files.problems import Problem, echo, echo_id
from steelyard.model.people import TeamRole
from steelyard.serving.configuration.settings import (
    EVERYBODY,
    Settings,
    is_changed,
    is_loopback,
    variable_of,
)
from steelyard.serving.configuration.value_origin import (
    Check,
    KeysCheck,
    ValueOrigin,
    ValueOriginOf,
    problem_of,
)
from steelyard.serving.login.roles import GROUP, is_member_form

ROLES = tuple(role.value for role in TeamRole)
_LINK = re.compile(r"https?://[^/]|/(?![/\\])")
_HEADER = re.compile(r"[A-Za-z0-9-]+")
_MEMBERS = f"{EVERYBODY}, group: and a name of a group, user: and a name of a user"
_ISSUER = "https://login.example.org/realms/team"
_ISSUER_FORM = "https://host/path, as the provider says it of itself"
LOOKED_FOR = "a relative path counts from the folder of the configuration"
LONGEST_SECRET = 4096
"""Maximum number of bytes read from a secret's file."""


def wrong_roles(found: object, origin: ValueOrigin) -> Problem:
    """Return the problem of a table of roles, or an entry of it, that has the wrong type."""
    if "." in origin.name:
        fix = f'write it like {origin.name.partition(".")[2]} = ["group:policy", "user:ada"]'
        return problem_of(origin, "C003", echo(found), "a list of texts", fix)
    if origin.name == "roles":
        fix = 'write a line [roles], and below it lines like judge = ["group:policy", "user:ada"]'
    else:
        fix = f"write it like {origin.name}=reader=everybody;judge=group:policy,user:ada"
    return problem_of(origin, "C003", echo(found), "a table of roles", fix)


def _role_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    for role, members in settings.roles.items():
        origin = origin_of(f"roles.{role}")
        if role not in ROLES:
            nearest = find_nearest(role, ROLES)
            fix = f"did you mean {nearest}?" if nearest else "delete it, or use one of these"
            yield problem_of(origin, "C006", echo_id(role), ", ".join(ROLES), fix)
        for member in members:
            if not is_member_form(member):
                is_open = member.endswith(":")
                fix = (
                    f"write a name after {member}" if is_open else f"did you mean {GROUP}{member}?"
                )
                yield problem_of(origin, "C006", echo(member), _MEMBERS, echo(fix))


def _roles_without_login(
    settings: Settings, _: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    if settings.login == "none" and is_changed(settings, "roles"):
        yield problem_of(
            origin_of("roles"),
            "T003",
            "roles, with login = none",
            "roles of people who log in",
            'write login = "headers" or login = "oidc", or leave the roles out',
        )


def _login_of_another(key: str, login: str) -> KeysCheck:
    """Return the check of a key used by one login method only: it must not be set with another."""

    def find(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
        if settings.login != login and is_changed(settings, key):
            yield problem_of(
                origin_of(key),
                "T003",
                f"{key}, with login = {settings.login}",
                f"{key} with login = {login} only",
                f'write login = "{login}", or leave it out',
            )

    return ("login", key), find


def _headers_without_proxy(
    settings: Settings, _: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    if settings.login == "headers" and not settings.behind_proxy:
        yield problem_of(
            origin_of("login"),
            "T003",
            "login = headers, with behind_proxy = false",
            "a proxy in front that says who asks",
            "put such a proxy in front and write behind_proxy = true",
        )


def _header_form(key: str) -> Check:
    def find(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
        value = getattr(settings, key)
        if not _HEADER.fullmatch(value):
            yield problem_of(
                origin_of(key),
                "C005",
                echo(value),
                "the name of a header: letters, digits and -",
                f"write it like {Settings.model_fields[key].default}",
            )

    return find


def _logout_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if settings.logout_url and not _LINK.match(settings.logout_url):
        yield problem_of(
            origin_of("logout_url"),
            "T002",
            echo(settings.logout_url),
            "a whole address, or a path that begins with /",
            "write it like /oauth2/sign_out",
        )


def _needed_for_oidc(key: str, example: str) -> Check:
    def find(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
        if settings.login == "oidc" and not getattr(settings, key):
            fix = f'add it, such as {key} = "{example}"'
            found = f"login = oidc without {key}"
            yield problem_of(origin_of("login"), "C002", found, key, fix)

    return find


def _scope_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if "openid" not in settings.oidc_scopes:
        yield problem_of(
            origin_of("oidc_scopes"),
            "C002",
            ", ".join(map(echo, settings.oidc_scopes)),
            "openid, and what else is wanted",
            "add openid",
        )


def _issuer_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if not settings.oidc_issuer:
        return
    origin = origin_of("oidc_issuer")
    try:
        parts = urlsplit(settings.oidc_issuer)
        is_whole = parts.scheme in ("https", "http") and parts.hostname and (parts.port or True)
    except ValueError:
        is_whole = False
    if not is_whole or parts.query or parts.fragment:
        fix = f"write it like {_ISSUER}"
        yield problem_of(origin, "T002", echo(settings.oidc_issuer), _ISSUER_FORM, fix)
    elif parts.scheme == "http" and not is_loopback(parts.hostname or ""):
        found = f"{echo(settings.oidc_issuer)}, which is not encrypted"
        fix = "write the address that begins with https://"
        yield problem_of(origin, "T003", found, _ISSUER_FORM, fix)


def _secret_in_clear(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    origin = origin_of("oidc_client_secret")
    if settings.oidc_client_secret and origin.name == "oidc_client_secret":
        yield problem_of(
            origin,
            "T003",
            "a secret in the configuration file",
            f"{variable_of('oidc_client_secret')}, or oidc_client_secret_file",
            "move it into a file of its own that only the server may read, and name that",
        )


def _secret_file_misfits(
    settings: Settings, base: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    if not settings.oidc_client_secret_file:
        return
    try:
        found = "" if read_secret_file(base / settings.oidc_client_secret_file) else "is empty"
    except OSError as error:
        found = f"cannot be read: {(error.strerror or 'unknown error').lower()}"
    except UnicodeDecodeError:
        found = "is not text"
    except ValueError:
        found = "is no name of a file"
    if found:
        yield problem_of(
            origin_of("oidc_client_secret_file"),
            "T004",
            f"{echo(settings.oidc_client_secret_file)}, which {found}",
            "a file with nothing but the secret",
            f"write the secret into it, or name another; {LOOKED_FOR}",
        )


def _two_secrets(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if settings.oidc_client_secret and settings.oidc_client_secret_file:
        yield problem_of(
            origin_of("oidc_client_secret_file"),
            "T003",
            f"{origin_of('oidc_client_secret').name} besides",
            "one of the two",
            "leave one of them out",
        )


LOGIN_CHECKS: Final[tuple[KeysCheck, ...]] = (
    (("roles",), _role_misfits),
    (("login", "roles"), _roles_without_login),
    (("login", "behind_proxy"), _headers_without_proxy),
    *(((key,), _header_form(key)) for key in ("user_header", "name_header", "groups_header")),
    (("logout_url",), _logout_misfits),
    (("login", "oidc_issuer"), _needed_for_oidc("oidc_issuer", _ISSUER)),
    (("login", "oidc_client_id"), _needed_for_oidc("oidc_client_id", "steelyard")),
    (("oidc_issuer",), _issuer_misfits),
    (("oidc_scopes",), _scope_misfits),
    (("oidc_client_secret",), _secret_in_clear),
    (("oidc_client_secret_file",), _secret_file_misfits),
    (("oidc_client_secret", "oidc_client_secret_file"), _two_secrets),
    *(
        _login_of_another(key, login)
        for login, keys in (
            ("headers", ("user_header", "name_header", "groups_header", "logout_url")),
            ("oidc", ("oidc_issuer", "oidc_client_id", "oidc_client_secret")),
            ("oidc", ("oidc_client_secret_file", "oidc_scopes")),
            ("oidc", ("user_claim", "name_claim", "groups_claim")),
        )
        for key in keys
    ),
)
"""The checks of the keys about login and roles, each with the keys it looks at."""


def read_secret_file(path: Path) -> str:
    """Return the secret in a file. Raises OSError, and UnicodeDecodeError if it is not text."""
    with path.open("rb") as stream:
        return stream.read(LONGEST_SECRET).decode("utf-8").strip()
