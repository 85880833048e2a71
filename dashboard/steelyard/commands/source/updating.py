"""`steelyard source update`: adopt a new version of a text, finding its claims again."""

from __future__ import annotations

import argparse

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.dividing import (
    open_suggestions,
    read_and_divide,
    say_pieces,
    say_suggestions,
)
from steelyard.commands.source.places import open_register, read_text, write_back
from steelyard.files.editing.open_text import EditError
from steelyard.files.problems import echo
from steelyard.files.registers import LoadedRegister
from steelyard.files.saving.save import SaveError
from steelyard.files.sources.reanchoring import (
    Reanchored,
    Resolution,
    TextUpdate,
    UndecidedError,
    update_text,
)
from steelyard.files.sources.text_versions import save_version, write_version
from steelyard.model import Register
from steelyard.results.words.joined.changes import OTHER_TEXT, nothing_alike

_SHOWN = 90


def run(arguments: argparse.Namespace) -> int:
    """Find the claims again and write; return the exit code."""
    loaded, register = open_register(arguments)
    _, division = read_and_divide(arguments, arguments.file)
    suggestions = open_suggestions(arguments, division)
    if suggestions:
        say_pieces(division)
        complain("These places are doubtful; nothing is written until they are settled:")
        say_suggestions(suggestions)
        return PROBLEMS
    older = loaded.text.paragraphs if loaded.text.state == "matches" else ()
    update = update_text(register, division.texts, older)
    resolutions = _resolutions(arguments, register, update)
    undecided = [one for one in update.of("decide") if one.claim not in resolutions]
    if arguments.json:
        print_json(_data(update, undecided))
    else:
        _print_update(update, undecided)
    if undecided:
        complain(
            "Nothing is written until these are decided: --still-right, --withdraw, --keep-old"
        )
    if undecided or arguments.dry_run:
        return PROBLEMS if undecided else FINE
    return _write(loaded, register, update, resolutions)


def _write(
    loaded: LoadedRegister,
    register: Register,
    update: TextUpdate,
    resolutions: dict[str, Resolution],
) -> int:
    text, sha256 = read_text(loaded.path)
    try:
        after = write_version(text, register, update, resolutions, {})
        save_version(loaded, update, lambda: write_back(loaded.path, after, sha256))
    except (EditError, UndecidedError, SaveError) as error:
        raise WrongUseError(str(error).rstrip(".")) from None
    return FINE


def _resolutions(
    arguments: argparse.Namespace, register: Register, update: TextUpdate
) -> dict[str, Resolution]:
    """Return what the arguments say about each claim that was not found, by claim."""
    found: dict[str, Resolution] = {}
    for text in arguments.still_right:
        claim, _, number = text.partition("=")
        if number and not (number.isascii() and number.isdigit()):
            raise WrongUseError(f"--still-right takes CLAIM or CLAIM=PARAGRAPH; found {echo(text)}")
        found[claim] = Resolution("still_right", paragraph=int(number or 0))
    for text in arguments.withdraw:
        claim, _, reason = text.partition("=")
        found[claim] = Resolution("withdraw", reason=reason.strip())
    for claim in arguments.keep_old:
        found[claim] = Resolution("keep_old")
    to_decide = {one.claim for one in update.of("decide")}
    for claim in found:
        if claim not in register.claims:
            raise WrongUseError(f"there is no claim {echo(claim)} in this register")
        if claim not in to_decide:
            raise WrongUseError(f"{claim} is found in the new text; there is nothing to decide")
    return found


def _print_update(update: TextUpdate, undecided: list[Reanchored]) -> None:
    same, found = update.of("same"), update.of("found")
    total = len(update.claims)
    print(
        f"{len(same) + len(found)} of {total} claims found their passage again: {len(same)} in "
        f"paragraphs that have not changed, {len(found)} elsewhere; "
        f"{len(update.of('decide'))} to decide"
    )
    for one in found:
        print(f"  {one.claim}  paragraph {one.was_paragraph} → {one.paragraph}")
    for one in undecided:
        print(f"  {one.claim}  to decide")
        print(f"    was, paragraph {one.was_paragraph}: {_cut(one.was) or 'not kept'}")
        here = f", paragraph {one.paragraph}: {_cut(one.now)}" if one.paragraph else ""
        print(f"    now{here or f': {nothing_alike(one)}'}")
    if update.is_other_text:
        complain(OTHER_TEXT)
    if update.new:
        print(f"New paragraphs: {', '.join(map(str, update.new))}")


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN else f"{text[:_SHOWN]}…"


def _data(update: TextUpdate, undecided: list[Reanchored]) -> dict[str, object]:
    return {
        "claims": [
            {
                "claim": one.claim,
                "state": one.state,
                "was_paragraph": one.was_paragraph,
                "paragraph": one.paragraph,
                "passage": None if one.anchor is None else [one.anchor.start, one.anchor.end],
            }
            for one in update.claims
        ],
        "undecided": [one.claim for one in undecided],
        "new_paragraphs": list(update.new),
        "lost_paragraphs": list(update.lost),
    }
