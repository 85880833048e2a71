"""A new version of a text, two people's codings and claims from a table, in words."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Final

from steelyard.model import Bearing, Claim, CriteriaSet
from steelyard.results.words.names import cell_names
from steelyard.results.words.numbers import counted, two_decimals
from steelyard.results.words.text import key_words, listing, plain, some
from steelyard.results.words.texts.sources import COMPARED

if TYPE_CHECKING:
    from steelyard.files.sources.reanchoring import Reanchored, TextUpdate
    from steelyard.results.compared.codings import CodingComparison
    from steelyard.results.compared.register_changes import RegisterComparison
    from steelyard.results.result import Result

NOT_WRITTEN: Final = "Nothing is written until you save, and the version that was read is kept."
OTHER_TEXT: Final = (
    "No paragraph of the text that was read stands in this one: it may be another text "
    "altogether. Look before you decide about its claims."
)
CLAIM_STATES: Final = {
    "same": "in paragraphs that have not changed",
    "found": "found again",
    "decide": "to decide",
}
"""State of claims in a new version of a text → the words that follow their number."""
WAYS: Final = {
    "still_right": "Still right",
    "edit": "Say it anew",
    "withdraw": "Withdraw",
    "keep_old": "Keep for the older version",
}
"""Possible action on a claim that was not found again → its words on screen."""
GONE: Final = "not in the new version of the text"
OLD_TEXT_NOT_KEPT: Final = "the older text is not kept here, so its words are not known"
SAME_PASSAGE: Final = (
    "Two claims are the same if their passages overlap by at least half of the shorter one."
)
_LONGEST: Final = 300
_ASPECTS: Final = {
    "voice": "voice",
    "by": "who speaks",
    "form": "form",
    "hedge": "hedge",
    "bears_on": "what a claim bears on",
}


def update_words(update: TextUpdate) -> str:
    """Return how many claims were matched to passages of a new version, for a heading."""
    total, left = len(update.claims), len(update.of("decide"))
    found = f"{total - left} of {counted(total, 'claim')} found their passage again"
    if not left:
        return f"{found}, none needs you"
    return f"{found}, {left} {'needs' if left == 1 else 'need'} you"


def merge_words(found: RegisterComparison) -> str:
    """Return how many claims were merged into a register, and that nothing is saved yet."""
    parts = [
        f"{counted(len(claims), 'claim')} {what}"
        for claims, what in (
            (found.changed, "changed"),
            (found.added, "added"),
            (found.gone, "taken out"),
        )
        if claims
    ]
    return f"{listing(parts) or 'Nothing that counts is different'}, not saved yet."


NO_VERSIONS: Final = "A state is kept as soon as another one is saved over it."
VERSIONS_KEPT: Final = "Nothing is written until you save; an id that was given stays given."


def versions_finding(count: int) -> str:
    """Return how many earlier states of a register are kept, for a heading.

    >>> versions_finding(1)
    '1 earlier version is kept'
    """
    if not count:
        return "No earlier version is kept yet"
    return f"{counted(count, 'earlier version')} {'is' if count == 1 else 'are'} kept"


def merge_clash_words(places: int) -> str:
    """Return the message that somebody else changed the same places, and how to proceed.

    >>> merge_clash_words(1)[:64]
    'Nothing was saved: somebody else has changed 1 of the same place'
    """
    return (
        f"Nothing was saved: somebody else has changed {places} of the same places meanwhile. "
        "Theirs stand in your draft now, with all your other changes; take yours again where you "
        "mean them, then save. Undo brings your text back."
    )


def moved_claims_words(update: TextUpdate) -> str:
    """Return how many claims are in unchanged paragraphs that have moved; empty for none."""
    moved = sum(one.paragraph != one.was_paragraph for one in update.of("same"))
    if not moved:
        return ""
    verb = "stands" if moved == 1 else "stand"
    return (
        f"{moved} of the {len(update.of('same'))} {verb} in a paragraph with another number. "
        "That is written without asking."
    )


def new_paragraphs_words(update: TextUpdate) -> str:
    """Return which paragraphs are new or changed, and how many old ones changed or disappeared."""
    if not update.new and not update.lost:
        return "No paragraph is new or lost."
    new = some((str(number) for number in update.new), most=12)
    count = len(update.new)
    verb = "is" if count == 1 else "are"
    said = f"{counted(count, 'paragraph')} {verb} new or changed" + (f": {new}." if count else ".")
    gone = len(update.lost)
    verb = "is" if gone == 1 else "are"
    return f"{said} {counted(gone, 'earlier paragraph')} {verb} gone or changed."


def place_change(one: Reanchored) -> str:
    """Return the old and the new paragraph of a claim."""
    return f"¶ {one.was_paragraph} → {one.paragraph}"


def excerpt(text: str) -> str:
    """Return a printable text, cut if it is long."""
    found = plain(text)
    return found if len(found) <= _LONGEST else f"{found[:_LONGEST].rstrip()} …"


def changed_parts(was: str, now: str) -> Iterator[tuple[str, bool]]:
    """Yield a text in pieces, each with whether it was not in the text before.

    >>> list(changed_parts("it costs 18 million", "it costs 21 million"))
    [('it costs ', False), ('21 ', True), ('million', False)]
    """
    old, new = re.findall(r"\S+\s*", was), re.findall(r"\S+\s*", now)
    matcher = SequenceMatcher(
        None, [word.strip() for word in old], [word.strip() for word in new], autojunk=False
    )
    for kind, _, _, start, end in matcher.get_opcodes():
        if start < end:
            yield "".join(new[start:end]), kind != "equal"


def nothing_alike(one: Reanchored) -> str:
    """Return the message that a new text has no similar passage, and where it may have been."""
    said = "nothing like it in the new text"
    return f"{said}; its paragraph is most like ¶ {one.nearest}" if one.nearest else said


def cited_words(result: Result, claim: str) -> str:
    """Return which scores cite a claim."""
    cells = [use.cell for use in result.unstruck.find_uses(claim)]
    if not cells:
        return "Cited by no score"
    return f"Cited by {counted(len(cells), 'score')}: {plain(cell_names(result.whole, cells))}"


def left_words(count: int) -> str:
    """Return how many claims still need an action."""
    return f"{counted(count, 'claim')} to go"


# --- two codings ---------------------------------------------------------------------------------


def codings_finding(found: CodingComparison) -> str:
    """Return how many claims two people share, for a heading."""
    both = len(found.codings.pairs)
    first, second = map(plain, found.names)
    return f"{first[:1].upper()}{first[1:]} and {second} have {counted(both, 'claim')} in common"


def codings_parts(found: CodingComparison) -> list[tuple[int, str]]:
    """Return the three parts of two people's claims: only one has, both, only the other."""
    first, second = map(plain, found.names)
    codings = found.codings
    return [
        (len(codings.only_first), f"only {first}"),
        (len(codings.pairs), "both"),
        (len(codings.only_second), f"only {second}"),
    ]


def agreement_rows(found: CodingComparison) -> list[list[str]]:
    """Return agreement on voice, form and bearing as a table: what, how many alike, kappa."""
    rows = []
    for what, one in found.agreements.items():
        kappa = "none" if one.kappa is None else two_decimals(one.kappa)
        rows.append([COMPARED[what], f"{one.same} of {one.pairs}", kappa])
    return rows


def agreement_heads(found: CodingComparison) -> tuple[str, str, str]:
    """Return the heads of the table of `agreement_rows`."""
    return (f"On the {counted(len(found.codings.pairs), 'claim')} both have", "same", "kappa")


def aspect_words(key: str) -> str:
    """Return the heading over the pairs that differ in a key of the register."""
    return f"Where they differ on {_ASPECTS[key]}"


def content_words(criteria_set: CriteriaSet, entry: Claim, key: str) -> str:
    """Return the content of a claim under a key, in words."""
    if key == "bears_on":
        return _bearing_words(criteria_set, entry.bears_on)
    return plain(key_words(str(getattr(entry, key) or ""))) or "nothing"


def _bearing_words(criteria_set: CriteriaSet, bears_on: dict[str, Bearing]) -> str:
    sides = [
        f"{sign} {_label(criteria_set.options, option)}, {_label(criteria_set.criteria, criterion)}"
        for criterion, bearing in bears_on.items()
        for sign, options in (("▲", bearing.for_), ("▼", bearing.against))
        for option in options
    ]
    return plain("; ".join(sides)) or "nothing"


def _label(entries: Mapping[str, object], one: str) -> str:
    entry = entries.get(one)
    return str(getattr(entry, "label", one))


def coding_of_other_text(name: str) -> str:
    """Return the message that a coding was made from another version of the text."""
    return (
        f"{plain(name)} was made from another version of the text; claims pair by paragraph and "
        "passage all the same, so look twice."
    )


# --- claims from a table -------------------------------------------------------------------------


def missing_entry_words(section: str, entry: str, rows: Sequence[int], nearest: str) -> str:
    """Return the message that rows of a table refer to an unknown entry, and how to proceed.

    >>> missing_entry_words("options", "shed", [3, 5], "")
    'Rows 3 and 5 bear on shed, and the set has no such option: create it, or mend the table.'
    """
    where = f"Row {rows[0]} bears" if len(rows) == 1 else f"Rows {listing(map(str, rows))} bear"
    noun = {"options": "option", "criteria": "criterion"}[section]
    hint = f" Did you mean {nearest}?" if nearest else ""
    return (
        f"{where} on {plain(entry)}, and the set has no such {noun}: create it, or mend the "
        f"table.{hint}"
    )


def table_words(new: Sequence[str], changed: Sequence[str], left: Sequence[str]) -> str:
    """Return how importing a table of claims would change a register.

    >>> table_words(["c-1"], [], ["Mood"])
    '1 new claim, none changed. Not read: the column Mood.'
    """
    said = f"{counted(len(new), 'new claim')}, {len(changed) or 'none'} changed."
    if not left:
        return said
    columns = "column" if len(left) == 1 else "columns"
    return f"{said} Not read: the {columns} {listing(map(plain, left))}."
