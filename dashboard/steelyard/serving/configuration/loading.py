"""Loads a configuration from a file, the environment and the defaults, with each value's origin."""

from __future__ import annotations

import os
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from pydantic import ValidationError

from steelyard.files.library import folder_of
from steelyard.files.problems import Problem, echo, name_as_text, visible_text
from steelyard.files.saving.locking import OWN_FOLDER
from steelyard.files.yaml.decoding import RefusedError, decode, read_bounded
from steelyard.serving.configuration.public_address import PublicAddress, read_public_address
from steelyard.serving.configuration.settings import (
    PREFIX,
    SECRET,
    PlainEnvironment,
    Settings,
    variable_of,
)
from steelyard.serving.configuration.settings_problems import (
    SETTINGS_KEYS,
    describe_setting,
    find_misfits,
    unknown_key,
)
from steelyard.serving.configuration.toml_places import KeyPlace, find_key_places
from steelyard.serving.configuration.toml_reading import find_lost_keys, read_toml
from steelyard.serving.configuration.value_origin import ValueOrigin, ValueOriginOf

if TYPE_CHECKING:
    from sqlalchemy.engine import URL

ENVIRONMENT = "environment"


@dataclass(frozen=True)
class Configuration:
    """The settings of a server, and where each of them comes from.

    `settings` is `None` unless `problems` is empty. `file` is the configuration file, `None`
    without one; paths in the settings are relative to its folder, or else to the current one.
    `in_file` and `in_environment` hold the values given there, by key; `places` has the line and
    column of each key in the file.
    """

    settings: Settings | None
    problems: tuple[Problem, ...]
    file: Path | None
    in_file: Mapping[str, Any]
    in_environment: Mapping[str, Any]
    places: Mapping[tuple[str, ...], KeyPlace]

    @property
    def base(self) -> Path:
        """The folder that relative paths are relative to."""
        return self.file.resolve().parent if self.file is not None else Path.cwd()

    @property
    def served(self) -> tuple[Path, ...]:
        """The folders or files to be shown, as absolute paths; at least one."""
        assert self.settings is not None
        return tuple((self.base / name).resolve() for name in self.settings.folder)

    @property
    def shown(self) -> str:
        """The folders or files to be shown, as text for messages."""
        return ", ".join(map(name_as_text, self.served))

    @property
    def log_file(self) -> Path | None:
        """The file the log is written to; `None` for standard error."""
        assert self.settings is not None
        return None if self.settings.log == "-" else (self.base / self.settings.log).resolve()

    @property
    def has_login(self) -> bool:
        """Whether people log in, so that the database is used."""
        assert self.settings is not None
        login: str = self.settings.login
        return login != "none"

    @property
    def store(self) -> URL:
        """The address of the database; without a setting, of an SQLite file in the first folder."""
        from steelyard.serving.store.address import read_store_address

        assert self.settings is not None
        if self.settings.store:
            return read_store_address(self.settings.store, self.base)
        folder = folder_of(self.served[0])
        return read_store_address(f"sqlite:///{OWN_FOLDER}/store.sqlite", folder)

    @property
    def public(self) -> PublicAddress:
        """The address under which people open the dashboard."""
        assert self.settings is not None
        own = f"http://localhost:{self.settings.port}/"
        return read_public_address(self.settings.public_url or own)

    def origin_of(self, key: str) -> ValueOrigin:
        """Return where the value of a key comes from; `table.entry` stands for one table entry."""
        name = name_as_text(self.file) if self.file is not None else ""
        table, dot, entry = key.partition(".")
        # A quoted key may itself contain dots; the only table is the one of roles.
        path = (table, entry) if dot and table == "roles" else (key,)
        place = self.places.get(path) or self.places.get(path[:1], KeyPlace(0, 0))
        key, shown = path[0], key
        written = f"{name}, line {place.line}"
        if key in self.in_environment:
            also = f" (not {written})" if key in self.in_file else ""
            return ValueOrigin(ENVIRONMENT, 0, 0, f"{variable_of(key)}{also}", variable_of(key))
        if key in self.in_file:
            return ValueOrigin(name, place.line, place.column, written, shown)
        return ValueOrigin(name or "configuration", 0, 0, "default", key)


def load_configuration(file: Path | None) -> Configuration:
    """Return the configuration from a file, the environment and the defaults.

    A file that cannot be read is reported in `problems`; no OSError is raised for it.
    """
    data, text, problems, left_out = _read(file) if file is not None else ({}, "", [], ())
    variables = PlainEnvironment(Settings, env_prefix=PREFIX)()
    places = find_key_places(text)
    read = Configuration(None, (), file, data, variables, places)
    problems += _unknown_variables()
    settings, misread, unread = _validate({**data, **variables}, read.origin_of)
    problems += misread
    # The intended value of an unreadable line, or of a misspelt key, is unknown.
    unread |= {problem.nearest.removeprefix(PREFIX).lower() for problem in problems}
    unread |= {*left_out} - set(variables)
    problems += find_misfits(settings, unread, read.base, read.origin_of)
    ordered = tuple(sorted(problems, key=lambda problem: (problem.line == 0, problem.line)))
    usable = None if ordered else settings
    return Configuration(usable, ordered, file, data, variables, places)


def _read(file: Path) -> tuple[dict[str, Any], str, list[Problem], Collection[str]]:
    """Return a file's data, its readable text, its problems, and the keys that were unreadable."""
    name = name_as_text(file)
    try:
        text = decode(read_bounded(file))
    except RefusedError as refusal:
        line = refusal.text.count("\n", 0, refusal.offset) + 1
        fix = "save it again as plain text in UTF-8"
        allowed = "a TOML file in UTF-8"
        place = (name, line, 1, ())
        return {}, "", [Problem(refusal.code, *place, refusal.found, allowed, fix)], SETTINGS_KEYS
    except OSError as error:
        found = (error.strerror or "unknown error").lower()
        fix = "name a file that is there and may be read"
        return {}, "", [Problem("S001", name, 0, 0, (), found, "a TOML file", fix)], SETTINGS_KEYS
    data, readable, problems = read_toml(text, name)
    return data, readable, problems, find_lost_keys(text, readable, SETTINGS_KEYS)


def _validate(
    given: dict[str, Any], origin_of: ValueOriginOf
) -> tuple[Settings, list[Problem], set[str]]:
    """Return the settings, with defaults for unusable values, the problems, and the bad keys."""
    try:
        return Settings.model_validate(given), [], set()
    except ValidationError as error:
        details = error.errors(include_url=False)
    problems = [describe_setting(detail, origin_of) for detail in details]
    wrong, entries = set[str](), set[object]()
    for detail in details:
        key, *rest = detail["loc"]
        if key == "roles" and rest:
            # The other roles can still be checked.
            entries.add(rest[0])
        else:
            wrong.add(str(key))
    kept = {key: value for key, value in given.items() if key not in wrong}
    if entries and "roles" in kept:
        kept["roles"] = {key: one for key, one in kept["roles"].items() if key not in entries}
    return Settings.model_validate(kept), problems, wrong


def _unknown_variables() -> list[Problem]:
    known = {variable_of(key) for key in Settings.model_fields}
    names = sorted(name for name in os.environ if name.upper().startswith(PREFIX))
    return [
        unknown_key(name[len(PREFIX) :].lower(), ValueOrigin(ENVIRONMENT, 0, 0, name, name))
        for name in names
        if name.upper() not in known
    ]


def tell_settings(read: Configuration) -> list[tuple[str, str, str]]:
    """Return key, value and origin of every setting, in the order of their declaration."""
    assert read.settings is not None
    return [(key, _shown(read, key), read.origin_of(key).shown) for key in Settings.model_fields]


def _shown(read: Configuration, key: str) -> str:
    value = getattr(read.settings, key)
    if key in SECRET:
        return "given" if value else "none"
    if key == "store" and read.has_login:
        from steelyard.serving.store.address import shown_address

        # Shown even if none is given: an operator has to find that file.
        return visible_text(shown_address(value or str(read.store)))
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return "; ".join(f"{name} = {', '.join(members)}" for name, members in value.items())
    return echo(value) if value != "" else "none"
