"""What is wrong with a value, in our sentences: found, allowed, fix.

Pydantic's messages are about validators and regular expressions; here each kind of error that
can occur has its own sentences, without line or file.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from pydantic_core import ErrorDetails

from steelyard.files.nearest import find_nearest
from steelyard.files.problems import (
    ECHOED_AT_MOST,
    ODD_SPACES,
    echo,
    echo_id,
    format_number,
    name_space,
)
from steelyard.model.criteria_set import is_number_text
from steelyard.model.units import UNITS

SCORE_FORMS = "one number, [low, likely, high], or unknown"
ID_FORM = "lower-case letters, digits, _ and -, starting with a letter; at most 60"


@dataclass(frozen=True)
class ProblemText:
    """The words of one problem, before its position in the file is known."""

    code: str
    found: str
    allowed: str
    fix: str
    nearest: str = ""


_KINDS = {
    "string_type": ("a text", "write a text; put a number, true or false in quotes"),
    "float_type": ("a number", "write a plain number such as 40 or 2.5, without quotes"),
    "int_type": ("a whole number", "write a whole number, without quotes"),
    "bool_type": ("true or false", "write true or false"),
    "list_type": ("a list", "write it as [first, second]"),
    "dict_type": ("keys and values", "write one key: value on each line, indented below it"),
    "model_type": ("keys and values", "write one key: value on each line, indented below it"),
    "tuple_type": ("two numbers", "write it as [score, value]"),
}


def describe_error(
    detail: ErrorDetails, path: tuple[str | int | float, ...], keys: list[str]
) -> ProblemText:
    """Return the complaint for one of pydantic's errors at a path."""
    kind, found = detail["type"], detail["input"]
    key = echo(path[-1]) if path else "the file"
    if kind in ("anchor_key", "anchor_twice"):
        return _anchor(detail)
    if is_about_key(detail):
        return _bad_key(kind, found)
    if path[2:3] == ("value",) and kind in ("tuple_type", "too_long", "missing"):
        return _bad_point(found)
    if kind in ("score_form", "answer_form"):
        return _score_form(found) if kind == "score_form" else _answer_form(found)
    if kind == "missing":
        example = "1" if key == "format" else "…"
        return ProblemText("C002", f"no {key}:", ", ".join(keys), f"add a line `{key}: {example}`")
    if found is None:
        return _nothing(detail, path, key)
    if kind in ("too_short", "string_too_short"):
        return _too_short(detail, key)
    if kind in _SPECIAL:
        return _SPECIAL[kind](detail, path)
    if kind in _KINDS:
        return _wrong_kind(kind, found)
    return ProblemText("C003", echo(found), _allowed(detail), f"write {_allowed(detail)}")


def _nothing(detail: ErrorDetails, path: tuple[str | int | float, ...], key: str) -> ProblemText:
    """Return the complaint about an empty value, or about `null`."""
    allowed = _allowed(detail)
    if isinstance(path[-1] if path else None, int):
        fix = "write it, or delete this entry of the list"
        return ProblemText("C003", "nothing, as an entry of a list", allowed, fix)
    is_mapping = detail["type"] in ("dict_type", "model_type")
    wanted = f"keys and values below {key}:" if is_mapping else f"a value after {key}:"
    return ProblemText(
        "C003", f"nothing after {key}:", allowed, f"write {wanted}, or delete the line"
    )


def _bad_key(kind: str, found: object) -> ProblemText:
    if kind == "paragraph_key":
        allowed = "numbers of paragraphs, from 1"
        return ProblemText("C005", echo_id(found), allowed, "write it as `1: heading`")
    return ProblemText("C005", echo_id(found), ID_FORM, "rename it here and wherever it is used")


def is_about_key(detail: ErrorDetails) -> bool:
    """Return whether an error is about a key itself and not about what follows it."""
    return detail["loc"][-1:] == ("[key]",) and detail["loc"][-2:-1] == (detail["input"],)


def _wrong_kind(kind: str, found: object) -> ProblemText:
    allowed, fix = _KINDS[kind]
    shown = echo(found)
    if isinstance(found, str) and kind in ("float_type", "int_type"):
        shown = f"the text {shown}"
        if number := _decimal(found):
            fix = _number_fix(found, number)
    if isinstance(found, str) and kind == "bool_type":
        shown, fix = f"the text {shown}", "write true or false, without quotes"
    if kind == "list_type" and isinstance(found, str) and found[:1] in ODD_SPACES:
        shown = f"{name_space(found[0])}, which only looks like a space: {shown}"
        return ProblemText("C003", shown, allowed, "type the space again")
    if kind == "list_type" and isinstance(found, str):
        fix = f"write it as [{shown}], or with commas between several"
    return ProblemText("C003", shown, allowed, fix)


def _bad_point(found: object) -> ProblemText:
    shown = _list_text(found) if isinstance(found, list | tuple) else echo(found)
    return ProblemText("C018", shown, "a pair of numbers", "write it as [score, value]")


def _number_fix(found: str, number: str) -> str:
    if "," in found:
        return f"write {number}, with a point"
    return f"write {number} without {'the sign' if '%' in found else 'quotes'}"


def _decimal(found: str) -> str:
    """Return the plain number that a text like `40%`, `1,5` or `"12"` means, or nothing."""
    decimal = found.strip().rstrip("%").strip().replace(",", ".")
    return decimal if len(decimal) <= ECHOED_AT_MOST and is_number_text(decimal) else ""


def _allowed(detail: ErrorDetails) -> str:
    """Return the values that are allowed, for any kind of error."""
    kind, context = detail["type"], detail.get("ctx") or {}
    if kind in _KINDS:
        return _KINDS[kind][0]
    if kind == "literal_error":
        return str(context["expected"]).replace("'", "").replace(" or ", ", ")
    bounds = [
        f"{words} {format_number(context[name])}"
        for name, words in _BOUNDS.items()
        if name in context
    ]
    if bounds:
        return f"a number {' and '.join(bounds)}"
    if kind.startswith("score_"):
        return SCORE_FORMS
    return "another value"


_BOUNDS = {"ge": "of at least", "gt": "above", "le": "of at most", "lt": "below"}


def _too_short(detail: ErrorDetails, key: str) -> ProblemText:
    least = (detail.get("ctx") or {}).get("min_length", 1)
    if least > 1 and detail["input"]:
        number = len(detail["input"])
        found = f"{number} {'entry' if number == 1 else 'entries'} under {key}"
        return ProblemText("C004", found, f"at least {least}", f"add to the list under {key}:")
    if detail["type"] == "string_too_short":
        return ProblemText("C008", "an empty text", "a text", f"write a text after {key}:")
    return ProblemText(
        "C004", f"no entry under {key}", "at least one", f"add an entry under {key}:"
    )


def _literal(detail: ErrorDetails, path: tuple[str | int | float, ...]) -> ProblemText:
    if path == ("format",):
        return ProblemText("C006", echo(detail["input"]), "1", "write `format: 1`")
    found = detail["input"]
    words = list(UNITS) if path[-1] == "unit" else _allowed(detail).split(", ")
    nearest = find_nearest(found, words) if isinstance(found, str) else ""
    fix = f"did you mean {nearest}?" if nearest else "choose one of these words"
    return ProblemText("C006", echo(found), ", ".join(words), fix, nearest)


def _bound(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    allowed = _allowed(detail)
    return ProblemText("C007", echo(detail["input"]), allowed, f"write {allowed}")


def _not_finite(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    fix = "write an ordinary number, or leave the line out"
    return ProblemText("C007", echo(detail["input"]), "an ordinary number", fix)


def _too_long(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    limit = (detail.get("ctx") or {}).get("max_length")
    found, is_text = detail["input"], detail["type"] == "string_too_long"
    what = "characters" if is_text else "entries"
    size = f"{len(found):,} {what}" if isinstance(found, str | list | dict) else ""
    shown = f"{size}: {echo(found)}" if is_text else size
    return ProblemText("C008", shown, f"up to {limit:,} {what}", "shorten it")


def _pattern(detail: ErrorDetails, path: tuple[str | int | float, ...]) -> ProblemText:
    found = echo_id(detail["input"])
    if path[-1] == "colour":
        return ProblemText(
            "C022", found, "# and six hex digits", 'write it as "#394abb", in quotes'
        )
    if path[-1] == "sha256" or path[0] == "fingerprints":
        length = 64 if path[-1] == "sha256" else 16
        allowed = f"{length} of the characters 0-9 and a-f"
        return ProblemText("C003", found, allowed, "copy the fingerprint again")
    fix = "use the id under which it is listed"
    if path[0] == "sources":
        fix = "write the name of a file in seeds/ without .yaml"
    return ProblemText("C005", found, ID_FORM, fix)


def _date(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    return ProblemText(
        "C009",
        echo(detail["input"]),
        "a day that exists, as year-month-day",
        "write it like 2026-02-24",
    )


def _control_character(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    return ProblemText(
        "C024",
        echo(detail["input"]),
        "letters, digits, signs and line breaks",
        "delete what is written with a backslash in this text",
    )


def _blank_text(_detail: ErrorDetails, path: tuple[str | int | float, ...]) -> ProblemText:
    return ProblemText(
        "C008", "nothing but spaces", "a text", f"write a text after {echo(path[-1])}:"
    )


def _answer_form(found: object) -> ProblemText:
    allowed = "[low, likely, high] or cannot_judge"
    return ProblemText("C013", echo(found), allowed, "write what you think, or cannot_judge")


def _score_form(found: object) -> ProblemText:
    shown = _list_text(found) if isinstance(found, list) else echo(found)
    if isinstance(found, str) and is_number_text(found):
        shown = f"the text {shown}"
    return ProblemText("C013", shown, SCORE_FORMS, _score_fix(found), _score_nearest(found))


def _score_fix(found: object) -> str:
    if isinstance(found, list):
        return _list_fix(found)
    if isinstance(found, str):
        if decimal := _decimal(found):
            return _number_fix(found, decimal)
        if nearest := _score_nearest(found):
            return f"did you mean {nearest}?"
    if isinstance(found, dict):
        return "write score: and a number below this line"
    return "write a number on the criterion's scale, or unknown"


def _list_fix(found: list[object]) -> str:
    if len(found) == 1:
        return f"write {echo(found[0])} without the brackets"
    if len(found) == 2:
        return f"add the likely score between them: [{echo(found[0])}, …, {echo(found[1])}]"
    if len(found) == 3:
        return "write three plain numbers; if one is not known, write unknown for the whole"
    return "keep three numbers: low, likely, high"


def _score_nearest(found: object) -> str:
    return find_nearest(found, ["unknown"]) if isinstance(found, str) else ""


def _score_order(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    ordered = sorted(detail["input"])
    return ProblemText(
        "C015",
        _list_text(detail["input"]),
        "[low, likely, high], each at least the one before",
        f"write {_list_text(ordered)}, if that is what is meant",
    )


def _list_text(numbers: Sequence[object]) -> str:
    shown = ", ".join(echo(number) for number in numbers[:4])
    return f"[{shown}{', …' if len(numbers) > 4 else ''}]"


def _scale_ends(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> ProblemText:
    found = detail["input"]
    ends = (found.get("from", 0), found.get("to", 100)) if isinstance(found, dict) else (1, 0)
    fix = (
        "write two different numbers, the smaller one after from:"
        if ends[0] == ends[1]
        else "swap the two numbers; which end is better is said by better: higher or lower"
    )
    return ProblemText("C016", echo_scale(found), "from: smaller than to:", fix)


def echo_scale(found: object) -> str:
    """Return the ends of a scale as found in the file."""
    if isinstance(found, dict):
        return f"from {echo(found.get('from', 0))} to {echo(found.get('to', 100))}"
    return echo(found)


def _anchor(detail: ErrorDetails) -> ProblemText:
    found = echo_id(detail["input"])
    if detail["type"] == "anchor_key":
        return ProblemText("C017", found, "numbers on the scale", "write it as `50: text`")
    both = f"{echo(detail['ctx']['first'])} and {found}, the same number"
    return ProblemText("C017", both, "each number once", "delete one of the two")


_SPECIAL = {
    "literal_error": _literal,
    "greater_than_equal": _bound,
    "greater_than": _bound,
    "less_than_equal": _bound,
    "less_than": _bound,
    "finite_number": _not_finite,
    "string_too_long": _too_long,
    "too_long": _too_long,
    "string_pattern_mismatch": _pattern,
    "control_character": _control_character,
    "blank_text": _blank_text,
    "date_form": _date,
    "score_order": _score_order,
    "scale_ends": _scale_ends,
}
