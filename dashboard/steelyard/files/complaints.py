"""What is wrong with a value, in our sentences: found, allowed, fix.

Pydantic's messages speak of validators and regular expressions; each kind of error that
can occur has its own words here. Knows nothing of lines or files.
"""

from __future__ import annotations

from dataclasses import dataclass

from pydantic_core import ErrorDetails

from steelyard.files.nearest import find_nearest
from steelyard.files.problems import echo, format_number
from steelyard.model.criteria_set import UNITS

SCORE_FORMS = "one number, [low, likely, high], or unknown"
ID_FORM = "lower-case letters, digits, _ and -, starting with a letter; at most 60"


@dataclass(frozen=True)
class Complaint:
    """The words of one problem, before it has a place."""

    code: str
    found: str
    allowed: str
    fix: str
    nearest: str = ""


_KINDS = {
    "string_type": ("a text", "write a text; put quotes around numbers and yes or no"),
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
) -> Complaint:
    """Return the complaint for one of pydantic's errors at a path."""
    kind, found = detail["type"], detail["input"]
    key = str(path[-1]) if path else "the file"
    if detail["loc"][-1:] == ("[key]",):
        return Complaint(
            "C005", echo(found), ID_FORM, f"rename {echo(found)}, and where it is used"
        )
    if kind == "missing":
        return Complaint("C002", f"no {key}", ", ".join(keys), f"add a line `{key}: …`")
    if found is None:
        fix = f"write a value after {key}:, or delete the line"
        return Complaint("C003", f"nothing after {key}:", _allowed(detail), fix)
    if kind in ("too_short", "string_too_short"):
        return _too_short(kind, key)
    if kind in _SPECIAL:
        return _SPECIAL[kind](detail, path)
    if kind in _KINDS:
        allowed, fix = _KINDS[kind]
        return Complaint("C003", echo(found), allowed, fix)
    return Complaint("C003", echo(found), _allowed(detail), f"write {_allowed(detail)}")


def _allowed(detail: ErrorDetails) -> str:
    """Return what may stand here, for any kind of error."""
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


def _too_short(kind: str, key: str) -> Complaint:
    if kind == "string_too_short":
        return Complaint("C008", "an empty text", "a text", f"write a text after {key}:")
    return Complaint("C004", f"no entry under {key}", "at least one", f"add an entry under {key}:")


def _literal(detail: ErrorDetails, path: tuple[str | int | float, ...]) -> Complaint:
    if path == ("format",):
        return Complaint("C006", echo(detail["input"]), "1", "write `format: 1`")
    words = list(UNITS) if path[-1] == "unit" else _allowed(detail).split(", ")
    nearest = find_nearest(str(detail["input"]), words)
    fix = f"write {nearest}" if nearest else f"write one of: {', '.join(words)}"
    return Complaint("C006", echo(detail["input"]), ", ".join(words), fix, nearest)


def _bound(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    allowed = _allowed(detail)
    return Complaint("C007", echo(detail["input"]), allowed, f"write {allowed}")


def _not_finite(_detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    return Complaint("C007", "not a finite number", "a finite number", "write a finite number")


def _too_long(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    limit = (detail.get("ctx") or {}).get("max_length")
    what = "characters" if detail["type"] == "string_too_long" else "entries"
    return Complaint("C008", echo(detail["input"]), f"up to {limit} {what}", "shorten it")


def _pattern(detail: ErrorDetails, path: tuple[str | int | float, ...]) -> Complaint:
    found = echo(detail["input"])
    if path[-1] == "colour":
        return Complaint("C022", found, "# and six hex digits", 'write it as "#394abb", in quotes')
    if path[-1] == "sha256" or path[0] == "fingerprints":
        return Complaint("C003", found, "hex digits", "copy the fingerprint again")
    return Complaint("C005", found, ID_FORM, "use the id under which it is listed")


def _date(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    return Complaint(
        "C009", echo(detail["input"]), "year-month-day", "write it like 2026-02-24; check the day"
    )


def _score_form(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    found = detail["input"]
    shown = _list_text(found) if isinstance(found, list) else echo(found)
    return Complaint("C013", shown, SCORE_FORMS, _score_fix(found), _score_nearest(found))


def _score_fix(found: object) -> str:
    if isinstance(found, list) and len(found) == 2:
        return f"add the likely score between them: [{echo(found[0])}, …, {echo(found[1])}]"
    if isinstance(found, str):
        decimal = found.strip().rstrip("%").strip().replace(",", ".")
        if decimal.replace(".", "", 1).lstrip("+-").isdigit():
            return f"write {decimal}, with a point and without quotes or signs"
        if nearest := _score_nearest(found):
            return f"write {nearest}"
    return "write a number on the criterion's scale, or unknown"


def _score_nearest(found: object) -> str:
    return find_nearest(found, ["unknown"]) if isinstance(found, str) else ""


def _score_order(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    ordered = sorted(detail["input"])
    return Complaint(
        "C015",
        _list_text(detail["input"]),
        "[low, likely, high], each at least the one before",
        f"write {_list_text(ordered)}, if that is what is meant",
    )


def _list_text(numbers: list[object]) -> str:
    return (
        f"[{', '.join(echo(number) for number in numbers[:4])}{', …' if len(numbers) > 4 else ''}]"
    )


def _scale_ends(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    return Complaint(
        "C016",
        echo_scale(detail["input"]),
        "from below to",
        "swap the two numbers; which end is better is said by better: higher or lower",
    )


def echo_scale(found: object) -> str:
    """Return the ends of a scale as found in the file."""
    if isinstance(found, dict):
        return f"from {echo(found.get('from', 0))} to {echo(found.get('to', 100))}"
    return echo(found)


def _anchor_key(detail: ErrorDetails, _path: tuple[str | int | float, ...]) -> Complaint:
    found = detail["input"]
    keys = [key for key in found if not _is_number(key)] if isinstance(found, dict) else []
    return Complaint(
        "C017",
        ", ".join(echo(key) for key in keys[:3]),
        "numbers on the scale",
        "write it as `50: text`",
    )


def _is_number(text: object) -> bool:
    try:
        float(str(text))
    except ValueError:
        return False
    return True


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
    "date_form": _date,
    "score_form": _score_form,
    "score_order": _score_order,
    "scale_ends": _scale_ends,
    "anchor_key": _anchor_key,
}
