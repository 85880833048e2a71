"""Handling messages of the claim desk: claims saved or withdrawn, paragraphs marked, undo."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from typing import Any, Final, get_args

import streamlit as st

from steelyard.files.editing.entry_edits import add_entry
from steelyard.files.editing.open_text import EditError
from steelyard.files.editing.score_sheet import names_of
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.registers import LoadedRegister, load_register
from steelyard.files.sources.claim_drafts import find_faults, with_passage
from steelyard.files.sources.claim_edits import (
    Side,
    add_claim,
    change_claim,
    mark_no_claim,
    next_claim_id,
    put_bearing,
    restore_claim,
    withdraw_claim,
)
from steelyard.files.sources.passages import Anchor
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.model import Claim
from steelyard.model.register import Form, Voice
from steelyard.results.words.texts.desks import (
    DONE,
    clash_words,
    other_text_words,
    saved_claim_words,
)
from steelyard.views.sources.claim_view import Bears, bears_of, claim_data
from steelyard.views.sources.outbox import Message, text_in
from steelyard.views.sources.register_files import change_register, register_now, undo_last

_TEXTS: Final = ("says", "quote", "voice", "by", "form", "hedge", "note", "coded_by")
"""Keys of a claim that are one text each."""


def take_claim_message(
    key: str, loaded: LoadedRegister, others: Mapping[str, LoadedRegister], set_file: Any
) -> Callable[[Message], None]:
    """Return a function that handles a message about a register and stores the outcome.

    `others`: by id, the registers whose texts and claim ids are checked too; `set_file`: the
    criteria file in which options and criteria can be created.
    """

    def take(message: Message) -> None:
        claim = text_in(message, "claim", 60)
        takers: dict[str, Callable[[], dict[str, object]]] = {
            "save": lambda: _save(loaded, others, set_file, message),
            "withdraw": lambda: _do(
                loaded, "withdraw", lambda t: withdraw_claim(t, claim, text_in(message, "reason"))
            ),
            "restore": lambda: _do(loaded, "restore", lambda t: restore_claim(t, claim)),
            "no_claim": lambda: _no_claim(loaded, message),
            "create": lambda: _create(set_file, message),
            "undo": _undo,
        }
        taker = takers.get(text_in(message, "kind", 20))
        if taker is not None:
            st.session_state[f"{key}:outcome"] = {"n": message["n"], **taker()}

    return take


def _do(loaded: LoadedRegister, what: str, change: Callable[[str], str]) -> dict[str, object]:
    failed = change_register(loaded.path, DONE[what], change)
    return {"ok": not failed, "text": failed or f"{DONE[what]}."}


def _undo() -> dict[str, object]:
    failed = undo_last()
    return {"ok": not failed, "text": failed or DONE["undo"]}


def _no_claim(loaded: LoadedRegister, message: Message) -> dict[str, object]:
    number, reason = message.get("paragraph"), text_in(message, "reason", 200)
    if not isinstance(number, int) or loaded.register is None:
        return {"ok": False, "text": DONE["unreadable"]}
    known = 1 <= number <= len(loaded.register.fingerprints)
    return (
        _do(
            loaded,
            "no_claim" if reason else "look_again",
            lambda text: mark_no_claim(text, number, reason),
        )
        if known
        else {"ok": False, "text": DONE["unreadable"]}
    )


def _create(set_file: Any, message: Message) -> dict[str, object]:
    """Create an option or a criterion in the open set, so that a claim can bear on it."""
    section, name = text_in(message, "section", 20), text_in(message, "name", 120)
    if section not in ("options", "criteria") or not name:
        return {"ok": False, "text": DONE["unreadable"]}
    made: list[str] = []

    def put(text: str) -> str:
        wanted = text_in(message, "id", 60)
        made.append(wanted or make_id(name, names_of(text, section), section[:-1]))
        return add_entry(text, section, made[-1], name)

    failed = change_register(set_file, DONE[section], put)
    return {"ok": not failed, "text": failed or f"{DONE[section]}.", "made": (made or [""])[-1]}


# --- saving a claim -------------------------------------------------------------------------------


def _save(
    loaded: LoadedRegister, others: Mapping[str, LoadedRegister], set_file: Any, message: Message
) -> dict[str, object]:
    now = register_now(loaded.path)
    register = now.register
    if register is None:
        return {"ok": False, "text": DONE["unreadable"]}
    if message.get("sha256") != register.sha256:
        return {"ok": False, "text": other_text_words(register.title)}
    claim = text_in(message, "claim", 60)
    before = register.claims.get(claim) if claim else None
    if claim and before is None:
        return {"ok": False, "text": DONE["claim_gone"]}
    fields = _fields(message, now, before)
    bears = _bears(message)
    known_options, known_criteria = (
        [*_ids(set_file, section), *(cell[place] for cell in bears_of(before) if before)]
        if before is not None
        else _ids(set_file, section)
        for section, place in (("options", 1), ("criteria", 0))
    )
    number = fields["paragraph"]
    if not isinstance(number, int) or not 1 <= number <= len(register.fingerprints):
        return {"ok": False, "text": DONE["no_paragraph"]}
    has_text = now.text.paragraph(number) is not None
    faults = find_faults(
        fields | {"bears_on": as_bearing(bears)},
        now.text.paragraphs if has_text else (),
        CopyCheck({one.id: one.text.paragraphs for one in {**others, now.id: now}.values()}),
        known_options,
        known_criteria,
    )
    if faults:
        return {"ok": False, "text": " ".join(dict.fromkeys(fault.sentence for fault in faults))}
    if before is None:
        return _add(now, others, fields | {"bears_on": as_bearing(bears)})
    return _change(now, claim, fields, bears, message)


def _ids(set_file: Any, section: str) -> list[str]:
    try:
        text = set_file.read_text(encoding="utf-8")
    except (OSError, UnicodeError):
        return []
    return [*names_of(text, section)]


def _fields(
    message: Message, loaded: LoadedRegister, before: Claim | None
) -> dict[str, PlainValue]:
    """Return a claim's fields from a message, with those of its passage if one is marked."""
    fields: dict[str, PlainValue] = {key: text_in(message, key) for key in _TEXTS}
    if fields["voice"] not in get_args(Voice):
        fields["voice"] = "assertion"
    if fields["form"] not in get_args(Form):
        fields["form"] = "generalisation"
    if fields["voice"] == "assertion":
        fields["by"] = ""
    number, passage = message.get("paragraph"), message.get("passage")
    fields["paragraph"] = number if isinstance(number, int) else 0
    is_as_before = before is not None and passage == before.passage and number == before.paragraph
    text = loaded.text.paragraph(number) if isinstance(number, int) else None
    is_span = isinstance(passage, list) and [type(one) for one in passage] == [int, int]
    if text is None or is_as_before or not isinstance(passage, list) or not is_span:
        return fields
    start, end = passage
    if 0 <= start < end <= len(text) and isinstance(number, int):
        return with_passage(fields, loaded.text.paragraphs, Anchor(number, start, end))
    return fields


def _bears(message: Message) -> Bears:
    found = message.get("bears")
    cells = [cell for cell in found if isinstance(cell, list)] if isinstance(found, list) else []
    return [
        [str(part)[:60] for part in cell]
        for cell in cells[:2000]
        if len(cell) == 3 and cell[2] in ("for", "against")
    ]


def as_bearing(bears: Bears) -> dict[str, PlainValue]:
    """Return cells as a register writes them, by criterion and side.

    >>> as_bearing([["price", "bread", "for"], ["price", "soup", "for"]])
    {'price': {'for': ['bread', 'soup']}}
    """
    found: dict[str, dict[str, list[PlainValue]]] = {}
    for criterion, option, side in bears:
        found.setdefault(criterion, {}).setdefault(side, []).append(option)
    return {criterion: {**sides} for criterion, sides in found.items()}


def _add(
    loaded: LoadedRegister, others: Mapping[str, LoadedRegister], fields: dict[str, PlainValue]
) -> dict[str, object]:
    """Add a claim under the next id that is free by now; only lines are added to the file."""
    given: list[str] = []
    written = {key: value for key, value in fields.items() if value not in ("", {})}
    known = [loaded, *(one for one in others.values() if one.id != loaded.id)]
    taken = {claim for one in known if one.register is not None for claim in one.register.claims}

    def put(text: str) -> str:
        # Anything that looks like an id counts as taken: others may have added claims meanwhile.
        used = dict.fromkeys((*taken, *re.findall(r"[a-z][\w-]*-\d{1,6}", text)))
        assert loaded.register is not None
        given.append(next_claim_id(loaded.register, used))
        return add_claim(text, given[-1], written)

    failed = change_register(loaded.path, DONE["add"], put)
    if failed:
        return {"ok": False, "text": failed}
    return {"ok": True, "text": saved_claim_words(given[-1]), "claim": given[-1]}


def _change(
    loaded: LoadedRegister,
    claim: str,
    fields: dict[str, PlainValue],
    bears: Bears,
    message: Message,
) -> dict[str, object]:
    """Save what the visitor changed, unless somebody else changed the same parts meanwhile."""
    was = message.get("was")
    seen = was if isinstance(was, dict) else {}
    seen_bears = _bears(seen)
    clashes: list[str] = []

    def put(text: str) -> str:
        now = load_register(loaded.path).register
        entry = now.claims.get(claim) if now is not None else None
        if entry is None:
            raise EditError(DONE["claim_gone"])
        clashes[:] = [] if message.get("over") is True else find_clashes(
            seen, fields, seen_bears, bears, entry
        )  # fmt: skip
        if clashes:
            return text
        mine: dict[str, PlainValue] = {
            key: value
            for key, value in fields.items()
            if key not in _TEXTS or value != text_in(seen, key)
        }
        if mine.get("paragraph") == entry.paragraph:
            mine.pop("paragraph")
        text = change_claim(text, claim, mine)
        for cell in _moved(seen_bears, bears):
            text = put_bearing(text, claim, cell[1], cell[0], _side(bears, cell))
        return text

    failed = change_register(loaded.path, DONE["change"], put)
    if clashes:
        return {"ok": False, "clash": True, "text": clash_words(claim, clashes)}
    if failed:
        return {"ok": False, "text": failed}
    return {"ok": True, "text": saved_claim_words(claim), "claim": claim}


def find_clashes(
    seen: Message, fields: Mapping[str, PlainValue], seen_bears: Bears, bears: Bears, entry: Claim
) -> list[str]:
    """Return, in words, what both the visitor and somebody else have changed meanwhile."""
    theirs = claim_data("", entry)
    found = [
        f"{key}: {theirs[key] or 'nothing'}"
        for key in _TEXTS
        if text_in(seen, key) not in (fields[key], theirs[key]) and theirs[key] != fields[key]
    ]
    their_bears = bears_of(entry)
    for cell in _moved(seen_bears, bears):
        side = _side(their_bears, cell)
        if side not in (_side(seen_bears, cell), _side(bears, cell)):
            found.append(f"{cell[1]}, {cell[0]}: {side or 'neither for nor against'}")
    return found


def _moved(before: Bears, after: Bears) -> list[tuple[str, str]]:
    """Return the cells (criterion and option) in which two bearings differ."""
    cells = dict.fromkeys((one[0], one[1]) for one in (*before, *after))
    return [cell for cell in cells if _side(before, cell) != _side(after, cell)]


def _side(bears: Bears, cell: tuple[str, str]) -> Side:
    sides = [one[2] for one in bears if (one[0], one[1]) == cell]
    return "for" if "for" in sides else "against" if sides else ""
