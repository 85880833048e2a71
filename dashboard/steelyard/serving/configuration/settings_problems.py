"""Checks of a configuration, single keys and combinations, with problems in our own words."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Collection, Iterator
from contextlib import suppress
from itertools import combinations, permutations
from pathlib import Path
from typing import Final

from pydantic_core import ErrorDetails

from steelyard.files.library import folder_of, list_criteria_files
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import Problem, echo, echo_id
from steelyard.serving.configuration.login_problems import LOGIN_CHECKS, LOOKED_FOR, wrong_roles
from steelyard.serving.configuration.public_address import PublicAddress, read_public_address
from steelyard.serving.configuration.settings import SECRET, Settings, is_loopback, variable_of
from steelyard.serving.configuration.value_origin import (
    KeysCheck,
    ValueOrigin,
    ValueOriginOf,
    problem_of,
)

SETTINGS_KEYS = tuple(Settings.model_fields)
_USUAL = "https://decide.example.org/steelyard/"
_ADDRESS_FORM = "https://host/path/, as people type it"
_ALL_PROXIES = "a proxy's own address, such as 10.0.0.7, or its network, such as 10.0.0.0/24"
_KINDS = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "a text",
    "string_unicode": "a text in UTF-8",
    "list_type": "a list of texts",
}


def describe_setting(detail: ErrorDetails, origin_of: ValueOriginOf) -> Problem:
    """Return the problem for one of pydantic's errors about a key."""
    key, kind, found = str(detail["loc"][0]), detail["type"], detail["input"]
    if key == "roles":
        return wrong_roles(found, origin_of(".".join(str(part) for part in detail["loc"][:2])))
    origin = origin_of(key)
    if kind == "extra_forbidden":
        return unknown_key(key, origin)
    if kind == "literal_error":
        fix = _form(key, origin, '"oidc"')
        return problem_of(origin, "C006", echo(found), "none, headers, oidc", fix)
    if kind in ("greater_than_equal", "less_than_equal"):
        allowed = _span(key)
        return problem_of(origin, "C007", echo(found), allowed, f"write {allowed}")
    if kind == "string_too_short":
        return problem_of(origin, "C008", "an empty text", "a text", _form(key, origin, '"…"'))
    if kind == "too_short":
        return problem_of(
            origin, "C004", "an empty list", "at least one", _form(key, origin, '["127.0.0.1"]')
        )
    allowed = _KINDS[kind] if key != "folder" else "a text, or a list of texts"
    shown = f"the text {echo(found)}" if isinstance(found, str) and found else echo(found)
    if key in SECRET:
        shown = "another kind of value"
    default = Settings.model_fields[key].get_default(call_default_factory=True)
    return problem_of(origin, "C003", shown, allowed, _form(key, origin, _written(default)))


def unknown_key(key: str, origin: ValueOrigin) -> Problem:
    """Return the problem of a key, or an environment variable, that does not exist."""
    nearest = find_nearest(key, SETTINGS_KEYS)
    if nearest and origin.name != key:
        nearest = variable_of(nearest)
    allowed = ", ".join(SETTINGS_KEYS if origin.name == key else map(variable_of, SETTINGS_KEYS))
    fix = f"did you mean {nearest}?" if nearest else "delete it, or use one of these"
    place = (origin.file, origin.line, origin.column)
    return Problem("C001", *place, (origin.name,), echo_id(origin.name), allowed, fix, nearest)


def _form(key: str, origin: ValueOrigin, value: str) -> str:
    if origin.name == key:
        return f"write it like {key} = {value}"
    return f"write it like {origin.name}={value.strip('[]').replace(chr(34), '')}"


def _written(value: object) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, list):
        return "[" + ", ".join(f'"{part}"' for part in value) + "]"
    return str(value) if isinstance(value, int) else f'"{value or "…"}"'


def _span(key: str) -> str:
    bounds = Settings.model_fields[key].metadata
    least = next(bound.ge for bound in bounds if hasattr(bound, "ge"))
    most = next(bound.le for bound in bounds if hasattr(bound, "le"))
    return f"a whole number from {least} to {most}"


def find_misfits(
    settings: Settings, unread: Collection[str], base: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    """Yield what is wrong with well-formed values: each by itself, and in combination.

    `unread`: the keys whose intended value is unknown; checks that depend on one of them are
    skipped. `base` is the folder that relative paths are relative to.
    """
    for keys, find in CHECKS:
        if not any(key in unread for key in keys):
            yield from find(settings, base, origin_of)


def _address_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if not _is_address(settings.address):
        fix = "write 127.0.0.1, or 0.0.0.0 for every address of this machine"
        yield problem_of(
            origin_of("address"), "T002", echo(settings.address), "an address in numbers", fix
        )


def _open_address(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    is_open = _is_address(settings.address) and not is_loopback(settings.address)
    if is_open and not settings.behind_proxy:
        yield problem_of(
            origin_of("address"),
            "T003",
            f"{settings.address}, which other machines reach, with behind_proxy = false",
            "127.0.0.1, or a proxy in front, which encrypts what people send",
            "write address = 127.0.0.1, or put such a proxy in front and write behind_proxy = true",
        )


def _proxy_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    origin = origin_of("trusted_proxies")
    for proxy in settings.trusted_proxies:
        try:
            network = ipaddress.ip_network(proxy)
        except ValueError:
            fix = "write the numbers; a network ends with zeros before its /"
            yield problem_of(origin, "T002", echo(proxy), _ALL_PROXIES, fix)
            continue
        if network.prefixlen == 0:
            yield problem_of(
                origin, "T003", f"{proxy}, which is everybody", _ALL_PROXIES, "name the proxy alone"
            )


def _missing_public(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if settings.behind_proxy and not settings.public_url:
        fix = f'add it, such as public_url = "{_USUAL}"'
        found = "behind_proxy = true without public_url"
        yield problem_of(origin_of("behind_proxy"), "C002", found, _ADDRESS_FORM, fix)


def _public_misfits(settings: Settings, _: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    try:
        read_public_address(settings.public_url or _USUAL)
    except ValueError as error:
        found = f"{echo(settings.public_url)}: {error}"
        fix = f"write it like {_USUAL}"
        yield problem_of(origin_of("public_url"), "T002", found, _ADDRESS_FORM, fix)


def _public_without_proxy(
    settings: Settings, _: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    if not settings.public_url or settings.behind_proxy:
        return
    with suppress(ValueError):
        public = read_public_address(settings.public_url)
        if not _is_own(public, settings):
            yield problem_of(
                origin_of("public_url"),
                "T003",
                f"{public.url}, with behind_proxy = false",
                f"http://localhost:{settings.port}/, where this server itself answers",
                "write behind_proxy = true, if a proxy answers at that address",
            )


def _is_own(public: PublicAddress, settings: Settings) -> bool:
    """Return whether an address is this server's own on this machine, reached without a proxy."""
    return not public.is_encrypted and public.host in {
        f"{name}:{settings.port}" for name in ("localhost", "127.0.0.1", "[::1]")
    }


def _folder_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    origin = origin_of("folder")
    for name in settings.folder:
        if wrong := _folder_fault(base / name):
            yield problem_of(
                origin,
                "T004",
                f"{echo(name)}, {wrong}",
                "a folder with criteria files, or one such file, that may be read",
                f"make it readable, or name another; {LOOKED_FOR}",
            )
    for one, other in combinations(settings.folder, 2):
        yield from _clashes(one, other, base, origin)


def _clashes(one: str, other: str, base: Path, origin: ValueOrigin) -> Iterator[Problem]:
    """Yield why one server cannot show two folders or files: nesting, or sets of the same name."""
    try:
        first, second = (base / one).resolve(), (base / other).resolve()
        if not (first.exists() and second.exists()):
            return
        folders = folder_of(first), folder_of(second)
        names = [{file.stem for file in list_criteria_files(place)} for place in (first, second)]
    except (OSError, ValueError):
        # Already reported for each of them separately.
        return
    if any(a.is_relative_to(b) for a, b in permutations(folders)):
        found = f"{echo(other)}, which lies in the same folder as {echo(one)}"
        fix = "name the folder once, or put one of them beside the other"
        yield problem_of(origin, "T004", found, "folders none of which is in another", fix)
        return
    for stem in sorted(names[0] & names[1]):
        yield problem_of(
            origin,
            "C020",
            f"{echo(stem)}, in {echo(one)} and in {echo(other)}",
            "one set of each name, by which addresses and rounds know it",
            "rename one of the two files",
        )


def _log_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    if settings.log == "-":
        return
    log = base / settings.log
    try:
        is_right = not log.is_dir() and os.access(log if log.exists() else log.parent, os.W_OK)
    except (OSError, ValueError):
        is_right = False
    if not is_right or "\0" in settings.log:
        found = f"{echo(settings.log)}, which cannot be written"
        fix = "name a file in a folder that is there and may be written in, or -"
        yield problem_of(origin_of("log"), "T004", found, "a file, or - for the error stream", fix)


def _store_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    """Yield what is wrong with the address of the database, without repeating its password."""
    if not settings.store:
        return
    # Imported only if a store is given: a server without a login loads no database code.
    from steelyard.serving.store.address import ALLOWED, read_store_address, shown_address

    try:
        read_store_address(settings.store, base)
    except ValueError as error:
        found = f"{echo(shown_address(settings.store))}: {error}"
        yield problem_of(
            origin_of("store"), "T002", found, ALLOWED, "write it in one of these forms"
        )


def _store_without_login(
    settings: Settings, _: Path, origin_of: ValueOriginOf
) -> Iterator[Problem]:
    if settings.store and settings.login == "none":
        yield problem_of(
            origin_of("store"),
            "T003",
            "store, with login = none",
            "a database where people log in; without a login rounds of judges are files",
            'write login = "headers" or login = "oidc", or leave the store out',
        )


def _folder_fault(folder: Path) -> str:
    try:
        if not folder.exists():
            return "which is not there"
        if not os.access(folder, os.R_OK | (os.X_OK if folder.is_dir() else 0)):
            return "which may not be read"
        if not folder.is_dir() and not list_criteria_files(folder):
            return "which is no criteria file"
    except OSError as error:
        return f"of which the system says {error.strerror}"
    except ValueError:
        return "which is no name of a folder"
    return ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return text == "localhost"
    return True


CHECKS: Final[tuple[KeysCheck, ...]] = (
    (("address",), _address_misfits),
    (("address", "behind_proxy"), _open_address),
    (("trusted_proxies",), _proxy_misfits),
    (("public_url", "behind_proxy"), _missing_public),
    (("public_url",), _public_misfits),
    (("public_url", "behind_proxy", "port"), _public_without_proxy),
    *LOGIN_CHECKS,
    (("folder",), _folder_misfits),
    (("log",), _log_misfits),
    (("store",), _store_misfits),
    (("login", "store"), _store_without_login),
)
"""All checks of well-formed values; problems of the same line are reported in this order."""
