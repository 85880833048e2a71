"""Claims of a register added, changed and withdrawn in its text, each only in its own lines.

Nothing here deletes a claim, and no id is used twice: a citation always means the same claim.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Final, Literal

from steelyard.files.editing.checks import comparable
from steelyard.files.editing.open_text import EditError, OpenText
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.files.problems import echo, echo_id
from steelyard.model import Register
from steelyard.model.entry import is_id

CLAIM_KEYS: Final = (
    "paragraph", "passage", "print", "selector", "says", "quote", "voice", "by", "form", "hedge",
    "bears_on", "note", "coded_by",
)  # fmt: skip
"""The keys of a new claim in the order in which they are written."""

_DEFAULTS: Final = {"voice": "assertion", "form": "generalisation", "hedge": "", "quote": "",
                    "note": "", "bears_on": {}}  # fmt: skip

Side = Literal["for", "against", ""]


def next_claim_id(register: Register, taken: Mapping[str, object] | None = None) -> str:
    """Return the id of the next claim: prefix, hyphen, two digits or more.

    One more than the highest number ever used with the prefix, including by claims of
    other registers (`taken`).
    """
    known = {*register.claims, *(taken or {})}
    prefix = register.prefix or _usual_prefix(register)
    numbers = [
        int(match[1]) for claim in known if (match := re.fullmatch(rf"{prefix}-(\d{{1,6}})", claim))
    ]
    return f"{prefix}-{max(numbers, default=0) + 1:02}"


def _usual_prefix(register: Register) -> str:
    starts = [claim.rpartition("-")[0] for claim in register.claims if "-" in claim]
    return max(starts, key=starts.count, default="c")


def add_claim(text: str, claim: str, fields: Mapping[str, PlainValue]) -> str:
    """Return a register's text with one more claim, last in the list.

    Keys with nothing but their usual value are not written. Raises EditError with a sentence
    for an id that is taken or not well formed, and as `put_value` does.
    """
    opened = OpenText(text)
    if not is_id(claim):
        raise EditError(
            f"{echo_id(claim)} cannot be the id of a claim: allowed are lower-case letters, "
            "digits, _ and -, starting with a letter, at most 60."
        )
    spot, rest = opened.find(("claims",))
    there = {key for key, _ in spot.node.entries()} if not rest else set()
    if claim in there:
        raise EditError(f"There is a claim {claim} already; an id is never used twice.")
    entry = _in_order(fields)
    if there:
        return put_value(text, ("claims", claim), entry)
    return _first_claim(opened, claim, entry)


def _first_claim(opened: OpenText, claim: str, entry: dict[str, PlainValue]) -> str:
    """Write the section of claims, each claim on lines of its own, at the end of the file."""
    text = take_out(opened.text, ("claims",))
    lines = ["", "claims:", *write_entry(claim, entry, Manner(indent=2, is_block=True))]
    newline = opened.newline
    start = text if text.endswith(("\n", "\r")) else text + newline
    written = start + opened.with_ends("\n".join(lines)) + newline
    plain = OpenText(text).root.node.plain()
    assert isinstance(plain, dict)
    expected = {**plain, "claims": {claim: entry}}
    if comparable(OpenText(written).root.node.plain()) != comparable(expected):
        raise EditError("The first claim cannot be written here; write it in the text of the file.")
    return written


def _in_order(fields: Mapping[str, PlainValue]) -> dict[str, PlainValue]:
    ordered = [*CLAIM_KEYS, *(key for key in fields if key not in CLAIM_KEYS)]
    return {
        key: fields[key]
        for key in ordered
        if key in fields and fields[key] is not None and fields[key] != _DEFAULTS.get(key, ...)
    }


def change_claim(text: str, claim: str, fields: Mapping[str, PlainValue]) -> str:
    """Return the text with some keys of a claim changed; `None` or an empty text takes one out.

    Raises EditError where there is no such claim, and as `put_value` does.
    """
    opened = OpenText(text)
    spot, rest = opened.find(("claims", claim))
    if rest:
        raise EditError(f"There is no claim {echo_id(claim)} in this register.")
    there = {key for key, _ in spot.node.entries()}
    for key, value in fields.items():
        if value is None or value in ("", {}):
            text = take_out(text, ("claims", claim, key)) if key in there else text
        elif key in there or value != _DEFAULTS.get(key, ...):
            text = put_value(text, ("claims", claim, key), value)
    return text


def put_bearing(text: str, claim: str, option: str, criterion: str, side: Side) -> str:
    """Return the text with a claim for or against an option on a criterion, or neither.

    One option is on one side only; what is left empty is taken out.
    """
    opened = OpenText(text)
    spot, rest = opened.find(("claims", claim))
    if rest:
        raise EditError(f"There is no claim {echo_id(claim)} in this register.")
    plain = spot.node.plain()
    bears_on = plain.get("bears_on") if isinstance(plain, dict) else None
    bearing = bears_on.get(criterion) if isinstance(bears_on, dict) else None
    sides = {key: _listed(bearing, key) for key in ("for", "against")}
    for key, options in sides.items():
        if key == side and option not in options:
            options.append(option)
        elif key != side and option in options:
            options.remove(option)
    at = ("claims", claim, "bears_on", criterion)
    kept: dict[str, PlainValue] = {key: [*options] for key, options in sides.items() if options}
    if kept:
        return put_value(text, at, kept)
    is_last = isinstance(bears_on, dict) and set(bears_on) <= {criterion}
    return take_out(text, at[:3] if is_last else at)


def _listed(bearing: object, key: str) -> list[str]:
    found = bearing.get(key) if isinstance(bearing, dict) else None
    return [one for one in found if isinstance(one, str)] if isinstance(found, list) else []


def withdraw_claim(text: str, claim: str, reason: str) -> str:
    """Return the text with a claim that no longer counts; the reason is kept, and its id."""
    if not reason.strip():
        raise EditError(f"Say why {echo(claim)} is withdrawn; the reason stays in the register.")
    return change_claim(text, claim, {"withdrawn": reason.strip()})


def restore_claim(text: str, claim: str) -> str:
    """Return the text with a withdrawn claim that counts again."""
    return change_claim(text, claim, {"withdrawn": None})


def mark_no_claim(text: str, paragraph: int, reason: str) -> str:
    """Return the text with a paragraph that was looked at and has no claim; empty: not marked."""
    if reason.strip():
        return put_value(text, ("no_claim", paragraph), reason.strip())
    return take_out(text, ("no_claim", paragraph))
