"""`steelyard judges … --config team.toml`: the same commands on the rounds in a server's database.

Anybody who can run them has access to that database anyway. The commands show what a facilitator
sees on the page and nothing more: for an open round how much each judge has answered, no sheets.
"""

from __future__ import annotations

import argparse
import getpass
from collections.abc import Callable
from contextlib import closing
from pathlib import Path
from typing import TYPE_CHECKING, Any, Final
from urllib.parse import urlencode

from steelyard.commands.judges.places import last_round
from steelyard.commands.outcome import (
    FINE,
    PROBLEMS,
    WrongUseError,
    align_columns,
    complain,
    print_json,
)
from steelyard.commands.serve import read_configuration
from steelyard.files.judgements.rounds import asked_of, rounds_folder
from steelyard.files.judgements.shelf import shelf
from steelyard.files.library import list_criteria_files
from steelyard.files.problems import echo, echo_many
from steelyard.model.people import Person, TeamRole, without_saving
from steelyard.results.judges.data import status_data

if TYPE_CHECKING:
    from steelyard.serving.configuration.loading import Configuration

USER: Final = "command line"
"""The user name in the log of acts; the name shown with it is that of the system account."""

_ROLES: Final = frozenset(
    {TeamRole.READER, TeamRole.EDITOR, TeamRole.FACILITATOR, TeamRole.OPERATOR}
)
_BY_JUDGES: Final = ("sheet", "add", "review")
"""Commands of judges, whom the server identifies by login and the command line cannot."""


def run_on_server(arguments: argparse.Namespace, run: Callable[[argparse.Namespace], int]) -> int:
    """Run a command on the database of a server; return its exit code."""
    read = read_configuration(arguments.config)
    if read is None:
        return PROBLEMS
    _refuse_what_makes_no_sense(arguments, read)
    from steelyard.serving.store.engine import StoreError
    from steelyard.serving.store.migrating import open_store
    from steelyard.serving.store.using import using_store

    assert read.settings is not None
    person = Person(USER, _account(), _ROLES)
    person = without_saving(person) if read.settings.read_only else person
    try:
        with (
            closing(open_store(read.store)) as store,
            using_store(store, read.served, person, complain),
        ):
            if arguments.set is None:
                return _list(read, as_json=arguments.json)
            arguments.set = _served_file(read, arguments.set)
            done = run(arguments)
            if arguments.kind == "open" and done == FINE and not arguments.json:
                print(f"Send everybody who is asked to {_judges_page(read, arguments.set)}")
            return done
    except StoreError as error:
        raise WrongUseError(str(error)) from None


def _refuse_what_makes_no_sense(arguments: argparse.Namespace, read: Configuration) -> None:
    if not read.has_login:
        raise WrongUseError(
            "with login = none rounds are files beside the criteria files; leave --config out"
        )
    if arguments.kind in _BY_JUDGES:
        raise WrongUseError(
            f"judges {arguments.kind} is for rounds in files: on this server a judge answers, "
            f"looks over and hands in under an own login, at {read.public.url}judges"
        )
    if getattr(arguments, "simulate", None) is not None:
        raise WrongUseError(
            "--simulate is for rounds in files: on a server nobody writes another's sheet; leave "
            "--config out"
        )


def _served_file(read: Configuration, named: Path) -> Path:
    """Return the criteria file given by its path, or by its name in the server's addresses."""
    files = _served_files(read)
    meant = named.resolve()
    for file in files:
        if meant == file.resolve() or str(named) in (file.stem, file.name):
            return file
    known = echo_many(file.stem for file in files) or "none"
    raise WrongUseError(f"the server shows no set {echo(str(named))}; it shows: {known}")


def _served_files(read: Configuration) -> list[Path]:
    return [file for place in read.served for file in list_criteria_files(place)]


def _judges_page(read: Configuration, file: Path) -> str:
    number, _ = shelf().numbered(rounds_folder(file))[-1]
    asked = urlencode({"set": file.stem, "round": number, "view": "mine"})
    return f"{read.public.url}judges?{asked}"


def _list(read: Configuration, *, as_json: bool) -> int:
    """Print the last round of every set that has one, and how many sheets were handed in."""
    found: list[dict[str, Any]] = []
    for file in _served_files(read):
        if not shelf().numbered(rounds_folder(file)):
            continue
        result, loaded = last_round(file)
        data = status_data(loaded, asked_of(loaded, result.criteria_set))
        handed_in = sum(one["sealed"] for one in data["judges"].values())
        about = {key: data[key] for key in ("set", "round", "state")}
        found.append({**about, "judges": len(data["judges"]), "sealed": handed_in})
    if as_json:
        print_json(found)
    elif found:
        rows = [[str(value) for value in one.values()] for one in found]
        print("\n".join(align_columns([[*found[0]], *rows], names=0)))
    else:
        print("No set of this server has a round.")
    return FINE


def _account() -> str:
    """Return the account name of the user of this machine; `operator` if there is none."""
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return "operator"
