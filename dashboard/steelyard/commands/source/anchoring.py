"""`steelyard source anchor`: locate the passages of claims, to find them again in new versions."""

from __future__ import annotations

import argparse
from collections.abc import Sequence

from steelyard.commands.outcome import FINE, PROBLEMS, WrongUseError, complain, print_json
from steelyard.commands.source.places import open_register, read_text, write_back
from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.editing.value_edits import put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.sources.passages import Anchor, anchor_fields, find_words
from steelyard.model import Claim, Register
from steelyard.results.words.numbers import counted


def run(arguments: argparse.Namespace) -> int:
    """Find the passages and write them; return the exit code."""
    loaded, register = open_register(arguments)
    if loaded.text.state != "matches":
        raise WrongUseError(
            f"the text of {loaded.id} is not here as it was read; put it at "
            f"{loaded.path.parent / 'texts'}/{loaded.id}.txt"
        )
    if (arguments.claim is None) != (arguments.words is None):
        raise WrongUseError(
            "--claim and --words go together: a claim, and the words of its passage"
        )
    paragraphs = loaded.text.paragraphs
    if arguments.claim is not None:
        found = {arguments.claim: _named(register, arguments.claim, arguments.words, paragraphs)}
    else:
        found = {
            claim: anchor
            for claim, entry in register.standing.items()
            if entry.passage is None and (anchor := _of_quote(entry, paragraphs)) is not None
        }
    values: dict[Keys, PlainValue] = {}
    for claim, anchor in found.items():
        for key, value in anchor_fields(paragraphs, anchor).items():
            values["claims", claim, key] = value
    text, sha256 = read_text(loaded.path)
    try:
        write_back(loaded.path, put_values(text, values), sha256)
    except EditError as error:
        raise WrongUseError(str(error)) from None
    left = [c for c, e in register.standing.items() if e.passage is None and c not in found]
    if arguments.json:
        print_json({"anchored": list(found), "without_passage": left})
    else:
        print(f"{counted(len(found), 'passage')} recorded: {', '.join(found) or 'none'}")
        if left:
            complain(f"Without a passage: {', '.join(left)}")
    return PROBLEMS if not found else FINE


def _named(register: Register, claim: str, words: str, paragraphs: Sequence[str]) -> Anchor:
    entry = register.claims.get(claim)
    if entry is None:
        raise WrongUseError(f"there is no claim {claim} in this register")
    places = find_words(paragraphs, words)
    here = [place for place in places if place.paragraph == entry.paragraph]
    if len(here) != 1 and len(places) != 1:
        said = "nowhere" if not places else f"{len(places)} times"
        raise WrongUseError(f"these words stand {said} in the text; give words that stand once")
    return here[0] if len(here) == 1 else places[0]


def _of_quote(entry: Claim, paragraphs: Sequence[str]) -> Anchor | None:
    """Return the place of a quotation that occurs once in its paragraph."""
    quote = " ".join(entry.quote.split())
    places = find_words(paragraphs, quote) if quote else ()
    here = [place for place in places if place.paragraph == entry.paragraph]
    return here[0] if len(here) == 1 else None
