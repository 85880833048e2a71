"""Finds the register that a command refers to, and saves it."""

from __future__ import annotations

import argparse
import hashlib
from pathlib import Path

from steelyard.commands.outcome import WrongUseError
from steelyard.files.library import list_criteria_files
from steelyard.files.problems import echo, name_as_text
from steelyard.files.registers import LoadedRegister, load_register
from steelyard.files.saving.save import SaveError, save_text
from steelyard.files.yaml.decoding import RefusedError, decode, read_bounded
from steelyard.model import Register
from steelyard.model.entry import is_id


def seeds_given(arguments: argparse.Namespace) -> Path:
    """Return the registers' folder: as given, or `seeds/`, or the current one if it is `seeds`."""
    given: Path | None = arguments.seeds
    if given is not None:
        return given
    return Path() if Path.cwd().name == "seeds" else Path("seeds")


def list_registers(folder: Path) -> list[Path]:
    """Return the registers of a folder by name; raises WrongUseError if there is none."""
    found = list_criteria_files(folder)
    if not found:
        raise WrongUseError(f"there is no register in {folder}; see steelyard source add --help")
    return found


def named_register(arguments: argparse.Namespace) -> Path:
    """Return the file of the register given by id or path."""
    named: str = arguments.id
    if named.endswith((".yaml", ".yml")):
        path = Path(named)
    elif is_id(named):
        path = seeds_given(arguments) / f"{named}.yaml"
    else:
        raise WrongUseError(f"{echo(named)} is not the id of a register")
    if not path.is_file():
        there = ", ".join(file.stem for file in list_criteria_files(path.parent)) or "none"
        raise WrongUseError(f"there is no register {name_as_text(path)}; there are: {there}")
    return path


def open_register(arguments: argparse.Namespace) -> tuple[LoadedRegister, Register]:
    """Return a register with its text; raises WrongUseError if nothing in it can be used."""
    path = named_register(arguments)
    loaded = load_register(path)
    if loaded.register is None:
        raise WrongUseError(f"nothing in {path} can be used; run: steelyard source check {path}")
    return loaded, loaded.register


def read_text(path: Path) -> tuple[str, str]:
    """Return the text of a register's file and the SHA-256 of its bytes, for saving."""
    raw = read_bounded(path)
    try:
        return decode(raw), hashlib.sha256(raw).hexdigest()
    except RefusedError as refusal:
        raise WrongUseError(f"{path} cannot be changed: it holds {refusal.found}") from None


def write_back(path: Path, text: str, sha256: str) -> None:
    """Save a register, replacing the bytes that were read; raises WrongUseError with a sentence."""
    try:
        save_text(path, text, sha256, within=path.parent)
    except SaveError as error:
        raise WrongUseError(str(error)) from None
