"""What is wrong with a configuration, in our sentences: a key by itself, and keys together."""

from __future__ import annotations

import ipaddress
import os
from collections.abc import Iterator
from pathlib import Path

from pydantic_core import ErrorDetails

from steelyard.files.library import list_criteria_files
from steelyard.files.nearest import find_nearest
from steelyard.files.problems import Problem, echo, echo_id
from steelyard.serving.configuration.login_problems import find_login_misfits, wrong_roles
from steelyard.serving.configuration.public_address import PublicAddress, read_public_address
from steelyard.serving.configuration.settings import SECRET, Settings, is_loopback, variable_of
from steelyard.serving.configuration.value_origin import ValueOrigin, ValueOriginOf, problem_of

KEYS = tuple(Settings.model_fields)
_ADDRESS_FORM = "https://host/path/, as people type it"
_ALL_PROXIES = "a proxy's own address, such as 10.0.0.7, or its network, such as 10.0.0.0/24"
_KINDS = {
    "int_type": "a whole number",
    "bool_type": "true or false",
    "string_type": "a text",
    "list_type": "a list of texts",
}


def describe_setting(detail: ErrorDetails, origin_of: ValueOriginOf) -> Problem:
    """Return the problem for one of pydantic's errors about a key."""
    key, kind, found = str(detail["loc"][0]), detail["type"], detail["input"]
    origin = origin_of(".".join(str(part) for part in detail["loc"][:2]))
    if key == "roles":
        return wrong_roles(found, origin)
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
    allowed = _KINDS[kind]
    shown = f"the text {echo(found)}" if isinstance(found, str) else echo(found)
    if key in SECRET:
        shown = "another kind of value"
    default = Settings.model_fields[key].get_default(call_default_factory=True)
    return problem_of(origin, "C003", shown, allowed, _form(key, origin, _written(default)))


def unknown_key(key: str, origin: ValueOrigin) -> Problem:
    """Return the problem of a key, or a variable, that there is not."""
    nearest = find_nearest(key, KEYS)
    if nearest and origin.name != key:
        nearest = variable_of(nearest)
    allowed = ", ".join(KEYS if origin.name == key else map(variable_of, KEYS))
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


def find_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    """Yield what is wrong with keys that are each well formed: alone, and beside one another."""
    yield from _network_misfits(settings, origin_of)
    yield from find_login_misfits(settings, base, origin_of)
    yield from _place_misfits(settings, base, origin_of)
    yield from _store_misfits(settings, base, origin_of)


def _network_misfits(settings: Settings, origin_of: ValueOriginOf) -> Iterator[Problem]:
    address = origin_of("address")
    if not _is_address(settings.address):
        fix = "write 127.0.0.1, or 0.0.0.0 for every address of this machine"
        yield problem_of(address, "T002", echo(settings.address), "an address in numbers", fix)
    elif not is_loopback(settings.address) and not settings.behind_proxy:
        yield problem_of(
            address,
            "T003",
            f"{settings.address}, which other machines reach, with behind_proxy = false",
            "127.0.0.1, or a proxy in front, which encrypts what people send",
            "write address = 127.0.0.1, or put such a proxy in front and write behind_proxy = true",
        )
    yield from _proxy_misfits(settings, origin_of)
    yield from _public_misfits(settings, origin_of)


def _proxy_misfits(settings: Settings, origin_of: ValueOriginOf) -> Iterator[Problem]:
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


def _public_misfits(settings: Settings, origin_of: ValueOriginOf) -> Iterator[Problem]:
    origin = origin_of("public_url")
    if not settings.public_url:
        if settings.behind_proxy:
            fix = 'add it, such as public_url = "https://decide.example.org/steelyard/"'
            found = "behind_proxy = true without public_url"
            yield problem_of(origin_of("behind_proxy"), "C002", found, _ADDRESS_FORM, fix)
        return
    try:
        public = read_public_address(settings.public_url)
    except ValueError as error:
        found = f"{echo(settings.public_url)}: {error}"
        fix = "write it like https://decide.example.org/steelyard/"
        yield problem_of(origin, "T002", found, _ADDRESS_FORM, fix)
        return
    if not settings.behind_proxy and not _is_own(public, settings):
        yield problem_of(
            origin,
            "T003",
            f"{public.url}, with behind_proxy = false",
            f"http://localhost:{settings.port}/, where this server itself answers",
            "write behind_proxy = true, if a proxy answers at that address",
        )


def _is_own(public: PublicAddress, settings: Settings) -> bool:
    """Return whether a browser on this machine reaches us at an address without a proxy."""
    return not public.is_encrypted and public.host in {
        f"{name}:{settings.port}" for name in ("localhost", "127.0.0.1", "[::1]")
    }


def _place_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    folder = base / settings.folder
    if wrong := _folder_fault(folder):
        yield problem_of(
            origin_of("folder"),
            "T004",
            f"{echo(settings.folder)}, {wrong}",
            "a folder with criteria files, or one such file, that may be read",
            "make it readable, or name another; it is looked for beside this file",
        )
    if settings.log == "-":
        return
    log = base / settings.log
    is_writable = os.access(log if log.exists() else log.parent, os.W_OK)
    if log.is_dir() or not is_writable:
        found = f"{echo(settings.log)}, which cannot be written"
        fix = "name a file in a folder that is there and may be written in, or -"
        yield problem_of(origin_of("log"), "T004", found, "a file, or - for the error stream", fix)


def _store_misfits(settings: Settings, base: Path, origin_of: ValueOriginOf) -> Iterator[Problem]:
    """Yield what is wrong with the address of the database; its password is not repeated."""
    if not settings.store:
        return
    from steelyard.serving.store.address import ALLOWED, read_store_address, shown_address

    try:
        read_store_address(settings.store, base)
    except ValueError as error:
        found = f"{echo(shown_address(settings.store))}: {error}"
        yield problem_of(
            origin_of("store"), "T002", found, ALLOWED, "write it in one of these forms"
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
    return ""


def _is_address(text: str) -> bool:
    try:
        ipaddress.ip_address(text)
    except ValueError:
        return text == "localhost"
    return True
