"""An edit is accepted only if its result, read again, means exactly what is expected."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from steelyard.files.editing.open_text import Change, EditError, Keys, OpenText, key_text, name_keys
from steelyard.files.editing.yaml_writing import PlainValue


def apply_changes(text: str, changes: Iterable[Change]) -> str:
    """Return a text with every change made; changes must not overlap."""
    pieces: list[str] = []
    done = 0
    for change in sorted(changes, key=lambda change: (change.start, change.end)):
        pieces += [text[done : change.start], change.text]
        done = max(done, change.end)
    return "".join([*pieces, text[done:]])


def first_right(
    opened: OpenText, plans: Iterable[Sequence[Change]], expected: object, keys: Keys
) -> str:
    """Return the text of the first plan after which the file means what is expected.

    Raises EditError if none does.
    """
    wanted = comparable(expected)
    reason = ""
    for plan in plans:
        text = apply_changes(opened.text, plan)
        try:
            after = OpenText(text)
        except EditError as error:
            reason = reason or str(error)
            continue
        is_clean = len(after.tree.problems) <= len(opened.tree.problems)
        if is_clean and comparable(after.root.node.plain()) == wanted:
            return text
    is_too_large = "2 MiB" in reason or "200,000" in reason or "levels" in reason
    where = name_keys(keys)
    raise EditError(
        f"{where} cannot be changed so: the file would be too large or too deep."
        if is_too_large
        else f"{where} cannot be changed here without touching other lines; "
        "change it in the text of the file."
    )


def comparable(plain: object, keys: Keys = ()) -> object:
    """Return data in a form that is equal only if order, types and values are equal.

    1 and 1.0 are the same number, 1 and true are not; an assessment's short form is the
    same as its long form with nothing but a score.
    """
    if is_cell(keys) and not isinstance(plain, dict):
        plain = {"score": plain}
    if isinstance(plain, dict):
        return [(key, comparable(value, (*keys, key))) for key, value in plain.items()]
    if isinstance(plain, list):
        return ["list", *(comparable(value, (*keys, i)) for i, value in enumerate(plain))]
    return (plain, isinstance(plain, bool))


def is_cell(keys: Keys) -> bool:
    """Return whether keys lead to one assessment, of the base set or of a reading."""
    if len(keys) == 3:
        return keys[0] == "assessments"
    return len(keys) == 5 and keys[0] == "readings" and keys[2] == "assessments"


def with_value(plain: object, keys: Keys, value: PlainValue, above: Keys = ()) -> object:
    """Return plain data with a value put at existing or new keys; nothing is changed in place."""
    if not keys:
        return value
    step, rest = keys[0], keys[1:]
    here = (*above, step)
    if is_cell(above) and isinstance(step, str) and not isinstance(plain, dict):
        plain = {"score": plain} if plain is not None else {}
    if isinstance(plain, list):
        if not isinstance(step, int) or not 0 <= step <= len(plain):
            raise EditError(f"{name_keys(here)} is not in the list.")
        inner = with_value(plain[step] if step < len(plain) else None, rest, value, here)
        return [*plain[:step], inner, *plain[step + 1 :]]
    if plain is not None and not isinstance(plain, dict):
        raise EditError(f"{name_keys(above)} is a single value and cannot hold {key_text(step)}.")
    entries = plain or {}
    key = key_text(step)
    return {**entries, key: with_value(entries.get(key), rest, value, here)}


def without_value(plain: object, keys: Keys) -> object:
    """Return plain data without the value at keys, which must be there."""
    step, rest = keys[0], keys[1:]
    if isinstance(plain, list):
        assert isinstance(step, int)
        inner = [without_value(plain[step], rest)] if rest else []
        return [*plain[:step], *inner, *plain[step + 1 :]]
    assert isinstance(plain, dict)
    if rest:
        return {**plain, step: without_value(plain[step], rest)}
    return {key: value for key, value in plain.items() if key != step}
