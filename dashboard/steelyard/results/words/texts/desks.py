"""Sentences of the pages on which texts are divided and claims are entered."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from steelyard.files.sources.claim_drafts import COPIED, QUOTE_LOST, UNNAMED, UNSAID
from steelyard.model import Register
from steelyard.results.words.numbers import all_of, counted
from steelyard.results.words.text import listing, plain, some
from steelyard.results.words.texts.sources import aim_words

if TYPE_CHECKING:
    from steelyard.files.registers import LoadedRegister
    from steelyard.files.texts.dividing import Division, Suggestion
    from steelyard.files.texts.reading import OpenedText

CLAIM_DESK: Final[Mapping[str, str]] = {
    "copied": f"{COPIED} Say it differently, or keep them as a quotation.",
    "unsaid": UNSAID,
    "quote_lost": QUOTE_LOST,
    "unnamed": UNNAMED,
    "waits": "Saving waits until the copied words are gone.",
    "cut": "A passage stands in one paragraph: it ends with this one.",
    "begin": "Select a passage and press n, or press n for the whole paragraph.",
    "begin_by_hand": "Select a passage, then “New claim”; without one it is the whole paragraph.",
    "begin_whole": "“New claim” begins one about the whole paragraph.",
    "no_claim": "no claim here",
    "looked": "Looked at:",
    "kept": "This claim was begun earlier and is kept in this browser.",
    "other_text": "It was begun on another version of the text: mark the passage again.",
    "bears": "Bears on: does it speak for or against {result} there?",
    "page": "Paragraphs {from} to {to} of {count}",
    "page_before": "Previous page",
    "page_after": "Next page",
}
"""Sentences of the claim desk; braces take numbers."""

DONE: Final[Mapping[str, str]] = {
    "add": "The claim is added",
    "change": "The claim is changed",
    "withdraw": "The claim is withdrawn; its id stays taken",
    "restore": "The claim counts again",
    "no_claim": "The paragraph is marked as looked at",
    "look_again": "The paragraph is no longer marked as looked at",
    "options": "The option is in the set",
    "criteria": "The criterion is in the set",
    "place": "The paragraph is noted there",
    "undo": "Taken back.",
    "unreadable": "The register cannot be read as it is now; nothing was saved.",
    "no_paragraph": "The text has no such paragraph; choose one of those at the left.",
    "claim_gone": "Somebody has taken this claim out of the register; nothing was saved.",
}
"""Action on a register → short confirmation."""

TEXT_DESK: Final[Mapping[str, str]] = {
    "unsettled": "Some places are still to be settled: take what is suggested there, or keep it.",
    "nothing_left": "Everything is left out, so there is no paragraph to save.",
    "untitled": "Give the text a title.",
    "bad_id": "The id has lower-case letters, digits, - and _ only, and begins with a letter.",
    "bad_prefix": "The short name has lower-case letters and digits only, such as fm.",
    "bad_date": "Write the day it was read as year-month-day, such as 2026-11-28.",
    "bad_aim": "The aim is a number of claims, such as 30.",
    "taken": "There is a text called {id} already; choose another id, or open that one.",
    "no_register": "The register of this text is gone; add the file as a new text.",
    "still_differs": "Its paragraphs are not yet those of the register.",
    "not_kept": "What this browser kept cannot be read any more; add the file again.",
    "nothing_above": "There is no paragraph above it.",
    "not_stored": (
        "The text is saved. The open set is not stored in this folder, so it cannot name the text "
        "yet: save a copy of it on Edit, then use the text there."
    ),
    "used": "The set uses the text",
    "place": "stays in seeds/texts/, which git ignores",
    "checksum": "worked out when it is saved",
    "fingerprints": "one for each paragraph",
    "kept": "A text that was begun is kept in this browser:",
}
"""Sentences of the page on which a text is divided."""

PICKING: Final[Mapping[str, str]] = {
    "options": "option",
    "criteria": "criterion",
    "select": "Select a passage first: with the mouse or a finger, or with → in the text.",
    "name_it": "Press o or c and name it, or the number of one that is there to note the place.",
}
"""Words of the bar that turns passages into options and criteria."""

TESTED: Final[Mapping[str, tuple[str, bool, str]]] = {
    "options_differ": (
        "Could two options differ on it?",
        False,
        "Then it cannot move the ranking. Leave it out, and say under Left out why.",
    ),
    "is_an_end": (
        "Is it an end, and not only a means?",
        False,
        "A means belongs under the end it serves: name that end, and let this be evidence for it.",
    ),
    "counted_elsewhere": (
        "Is it counted elsewhere already?",
        True,
        "Then it would count twice: leave it to the other criterion, or divide the two.",
    ),
}
"""Key of a criterion's test → its question, the answer that calls for advice, and the advice."""

PATH: Final[Mapping[str, str]] = {
    "begin": (
        "From a question and the texts about it to a set: texts, options, criteria, claims, "
        "scores, weights. After each step there is a valid file, and any step can be opened again."
    ),
    "unasked": "Give the set a title and a question first; both can be changed later.",
    "question": "What is to be decided?",
    "options": "Which options?",
    "criteria": "Which criteria, and what is at the ends of their scales?",
    "weights": "How much does each step from worst to best weigh?",
    "options_asked": (
        "Whatever could be done, including what the texts only mention. Let one be the yardstick, "
        "such as carrying on as now."
    ),
    "criteria_asked": (
        "A criterion is a question with a scale and a better end. Select what the authors praise "
        "or fear; ask what one would look at to see it happen. Put both ends in words."
    ),
    "weights_asked": (
        "The largest step from worst to best gets 100; say of the others how much they are worth "
        "beside it, and why."
    ),
    "nameless": "Type a name first, one on each line.",
    "no_text": "There is no text yet: add one in the step Texts.",
    "valid": "After each step the set is a valid file: stop here, check it, and go on tomorrow.",
}
"""Sentences of the path from texts to a set."""

_SHORT: Final = 34


def short_title(loaded: LoadedRegister) -> str:
    """Return the title of a register, cut short, with how many claims it has."""
    if loaded.register is None:
        return loaded.id
    title = plain(loaded.register.title)
    cut = title if len(title) <= _SHORT else f"{title[:_SHORT].rstrip()}…"
    return f"{cut} · {len(loaded.register.standing)}"


def named_in_words(register: Register, paragraph: int) -> str:
    """Return where in a text an option or a criterion was named.

    >>> named_in_words(Register.model_validate({"format": 1, "title": "Menu", "sha256": "0" * 64,
    ...     "fingerprints": ["0" * 16]}), 1)
    'Named in ¶ 1 of “Menu”.'
    """
    return f"Named in ¶ {paragraph} of “{plain(register.title)}”."


def aims_words(registers: Mapping[str, LoadedRegister], source: str) -> str:
    """Return how many claims a text and the other texts have, and what a claim is."""
    own = registers[source].register
    others = [
        len(one.register.standing)
        for other, one in registers.items()
        if other != source and one.register is not None
    ]
    said = aim_words(own) if own is not None else ""
    beside = f" in this text, {sum(others)} in the other{'s' if len(others) > 1 else ''}"
    return f"{said}{beside if others else ''}. A claim is one statement of a source, in our words."


_ASKED: Final = {
    "leave_out": ("Leave out {which}?", "Leave out", "Keep"),
    "join": ("Join {which}?", "Join", "Keep apart"),
    "split": ("Split {which} at the mark?", "Split", "Keep whole"),
    "mend": ("Take the hyphens away?", "Mend", "Keep"),
    "keep": ("Keep {which}?", "Keep", "Keep"),
}


def suggestion_words(found: Suggestion) -> tuple[str, str, str]:
    """Return a suggestion's question, and the labels of the buttons to accept and decline it.

    >>> from steelyard.files.texts.dividing import DividingStep, Suggestion, TextPart
    >>> suggestion_words(Suggestion("a", (DividingStep("leave_out", TextPart(3)),), "Short."))
    ('Leave out piece 3?', 'Leave out', 'Keep')
    """
    asks, does, keeps = _ASKED[found.kind]
    numbers = [str(piece) for piece in found.pieces]
    which = f"piece {numbers[0]}" if len(numbers) == 1 else f"pieces {some(numbers, most=6)}"
    return asks.format(which=which), does, keeps


def divided_words(opened: OpenedText, division: Division) -> str:
    """Return how many pieces were read, and how many paragraphs they form and would form."""
    pages = f" from {counted(opened.read.pages, 'page')}" if opened.read.pages else ""
    verb = "was" if len(division.pieces) == 1 else "were"
    read = f"{counted(len(division.pieces), 'piece')} {verb} read{pages} of {plain(opened.name)}"
    said = f"{read}; as divided now: {counted(len(division.texts), 'paragraph')}."
    places = len(division.open_suggestions)
    if not places:
        return said
    after = counted(len(division.take_all().texts), "paragraph")
    verb = "is" if places == 1 else "are"
    return f"{said} {counted(places, 'place')} {verb} to be settled; as suggested: {after}."


def file_words(opened: OpenedText) -> str:
    """Return a file's name, how many pages it has, and how many words."""
    pages = f", {counted(opened.read.pages, 'page')}" if opened.read.pages else ""
    return f"{plain(opened.name)}{pages}, {counted(opened.words, 'word')}"


def fit_words(title: str, found: int, wanted: int) -> str:
    """Return how much of a register's text is in a file.

    >>> fit_words("Lunch", 19, 20)
    '19 of 20 paragraphs of “Lunch” are in this file as they were read; 1 differs or is missing.'
    """
    if found == wanted:
        verb = "is" if wanted == 1 else "are"
        return f"{all_of(wanted, 'paragraph')} of “{plain(title)}” {verb} in this file."
    missing = wanted - found
    verb = "differs or is" if missing == 1 else "differ or are"
    return (
        f"{found} of {counted(wanted, 'paragraph')} of “{plain(title)}” are in this file as they "
        f"were read; {missing} {verb} missing."
    )


def other_text_added_words(titles: Sequence[str]) -> str:
    """Return the message that a file matches no register whose text is missing.

    >>> other_text_added_words(["Lunch"])
    'It is not the text of “Lunch”, which is missing here, so it is added as a new one.'
    """
    named = listing(f"“{plain(title)}”" for title in titles)
    if len(titles) == 1:
        return f"It is not the text of {named}, which is missing here, so it is added as a new one."
    return f"It is none of the texts that are missing here ({named}), so it is added as a new one."


def already_here_words(title: str) -> str:
    """Return the message that a text has already been added."""
    return f"This very text is there already: “{plain(title)}”. Open it under Claims."


def saved_text_words(loaded: LoadedRegister, *, is_new: bool) -> str:
    """Return the confirmation that a text was saved."""
    register = loaded.register
    count = counted(len(register.fingerprints), "paragraph") if register is not None else ""
    title = plain(register.title) if register is not None else loaded.id
    if is_new:
        return f"“{title}” is saved with {count}, and no claim yet."
    return f"The text of “{title}” is here now: all {count} are the ones that were read."


def missing_text_words(loaded: LoadedRegister) -> str:
    """Return what is missing of a register's text, and how to add it."""
    title = plain(loaded.register.title) if loaded.register is not None else loaded.id
    origin = loaded.register.origin if loaded.register is not None else None
    name = f" It was read from {plain(origin.file)}." if origin is not None else ""
    if loaded.text.state == "differs":
        return (
            f"The text kept for “{title}” is not the one its claims were read from: "
            f"{counted(len(loaded.text.changed), 'paragraph')} differ.{name} Drop the right one "
            "here; the present one is kept under another name."
        )
    return (
        f"The text of “{title}” is not on this machine.{name} Drop it here: the fingerprints tell "
        "whether it is the right one."
    )


def strip_words(register: Register, *, is_here: bool) -> str:
    """Return the legend of the boxes above a text, including dashed and outlined ones.

    `is_here`: whether the text is on this machine, so that its lengths are known.

    >>> text = Register.model_validate({"format": 1, "title": "Menu", "sha256": "0" * 64,
    ...     "fingerprints": ["0" * 16, "1" * 16],
    ...     "claims": {"m-1": {"paragraph": 1, "says": "Warm."}}})
    >>> strip_words(text, is_here=False).partition(". ")[2]
    'Dashed: no claim yet.'
    """
    width = ", as wide as it is long" if is_here else ""
    parts = [f"Each box is a paragraph{width}, with the number of its claims where there is room."]
    claimed = {entry.paragraph for entry in register.claims.values() if not entry.withdrawn}
    bare = {*range(1, len(register.fingerprints) + 1)} - claimed
    if bare - {*register.no_claim}:
        parts.append("Dashed: no claim yet.")
    if bare & {*register.no_claim}:
        parts.append("Outlined: looked at, no claim.")
    return " ".join(parts)


def text_gone_words(loaded: LoadedRegister) -> str:
    """Return why passages cannot be marked in a text, and what to do; empty where they can."""
    if loaded.text.state == "matches":
        return ""
    if loaded.text.state == "absent":
        return (
            "The text is not on this machine, so passages cannot be marked. Add it under Texts: "
            "the fingerprints tell whether it is the right one."
        )
    return (
        "The text on this machine is not the one that was read for this register. Paragraphs "
        "that differ are not shown; add the right text under Texts, or the new version under "
        "Changes."
    )


def shipped_register_words(name: str) -> str:
    """Return the message that a register ships with Steelyard, and how to change it."""
    return f"{name} comes with Steelyard. Copy it into your folder seeds to make claims in it."


def other_text_words(title: str) -> str:
    """Return the message that a register's text has changed in the meantime."""
    return f"The text of “{plain(title)}” has been replaced meanwhile: mark the passage again."


def saved_claim_words(claim: str) -> str:
    """Return the confirmation of a saved claim, with its id."""
    return f"Saved as {claim}."


def clash_words(claim: str, theirs: Sequence[str]) -> str:
    """Return what somebody else has changed in a claim that is being edited.

    >>> clash_words("m-1", ["by: the cook"])
    'Somebody else has changed m-1 meanwhile. As saved: by: the cook. Yours is still here.'
    """
    return (
        f"Somebody else has changed {claim} meanwhile. As saved: "
        f"{'; '.join(plain(one) for one in theirs)}. Yours is still here."
    )
