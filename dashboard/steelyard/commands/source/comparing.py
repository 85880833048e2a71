"""`steelyard source compare`: two people's claims of one text side by side."""

from __future__ import annotations

import argparse
from pathlib import Path

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.places import open_register, read_text, write_back
from steelyard.files.editing.open_text import EditError
from steelyard.files.problems import echo, problems_as_text
from steelyard.files.sources.claim_edits import next_claim_id
from steelyard.files.sources.coding_files import load_coding, take_claim
from steelyard.model import Register
from steelyard.model.entry import is_id
from steelyard.results.compared.codings import CodingComparison
from steelyard.results.words.texts.sources import codings_words


def run(arguments: argparse.Namespace) -> int:
    """Compare and print; return the exit code."""
    loaded, register = open_register(arguments)
    path = _coding_file(loaded.path, arguments.coder)
    coding, problems = load_coding(path)
    if problems:
        complain(problems_as_text(problems))
    if coding is None:
        raise WrongUseError(f"nothing in {path} can be used; mend the problems above")
    if coding.sha256 is not None and coding.sha256 != register.sha256:
        complain(f"{path.name} was made from another version of the text than {loaded.path.name}")
    standing = {c: entry for c, entry in coding.claims.items() if entry.withdrawn is None}
    coders = {entry.coded_by for entry in register.standing.values() if entry.coded_by}
    first = next(iter(coders)) if len(coders) == 1 else loaded.id
    found = CodingComparison(register.standing, standing, (first, path.stem))
    if arguments.json:
        print_json(found.data)
    else:
        print("\n".join([*codings_words(found), *_lists(found)]))
    if arguments.take:
        _take(loaded.path, register, found, arguments.take.split(","))
    return PROBLEMS if problems else FINE


def _take(path: Path, register: Register, found: CodingComparison, wanted: list[str]) -> None:
    """Write claims of the second person into the register: changed where they pair, else new."""
    partner = {pair.second: pair.first for pair in found.codings.pairs}
    text, sha256 = read_text(path)
    taken: dict[str, object] = {}
    for claim in (one.strip() for one in wanted):
        if claim not in found.second:
            raise WrongUseError(f"{found.names[1]} has no claim {echo(claim)}")
        own = partner.get(claim) or next_claim_id(register, taken)
        taken[own] = None
        entry = found.second[claim]
        if claim not in partner and entry.coded_by is None:
            entry = entry.model_copy(update={"coded_by": found.names[1]})
        try:
            text = take_claim(text, entry, own, register)
        except EditError as error:
            raise WrongUseError(str(error)) from None
    write_back(path, text, sha256)


def _coding_file(register: Path, coder: str) -> Path:
    path = Path(coder)
    if path.suffix not in (".yaml", ".yml"):
        if not is_id(coder.casefold()):
            raise WrongUseError(f"{echo(coder)} is not the name of a coding")
        path = register.parent / "codings" / register.stem / f"{coder}.yaml"
    if not path.is_file():
        raise WrongUseError(f"there is no coding {path}")
    return path


def _lists(found: CodingComparison) -> list[str]:
    first, second = found.names
    lines = []
    for pair, keys in found.differing:
        lines.append(f"  {pair.first} and {pair.second} differ in {', '.join(keys)}")
    for name, claims, entries in (
        (first, found.codings.only_first, found.first),
        (second, found.codings.only_second, found.second),
    ):
        lines += [f"  only {name}: {claim}  {entries[claim].says}" for claim in claims]
    return lines
