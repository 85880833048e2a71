"""The fields of a form, read off the model: what may stand at each key of a criteria file.

One description serves every form on the page Edit. A field says what its content looks like
to a person, and puts a new content into the text of the file.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import Any, Final, Literal

from steelyard.files.editing.checks import is_cell
from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.pairs import pairs_text, put_corners, put_pairs, read_pairs
from steelyard.files.editing.score_sheet import (
    cell_text,
    find_node,
    parse_typed_number,
    put_field,
    put_score,
)
from steelyard.files.editing.value_edits import put_value
from steelyard.files.problems import echo, format_number
from steelyard.model import CriteriaSet
from steelyard.model.entry import ID_PATTERN

FieldKind = Literal[
    "line", "prose", "date", "colour", "number", "whole", "word", "flag", "one", "several",
    "anchors", "corners", "texts", "table", "score",
]  # fmt: skip
"""What a field holds.

`line`, `prose`: a short and a long text. `word`: one of a closed list. `flag`: yes or no. `one`,
`several`: ids that another section defines. `anchors`, `corners`, `texts`: lines of a number or
an id, a colon, and what stands there. `table`: numbers or scores by option and criterion, or by
criterion. `score`: a score.
"""

REFERS_TO: Final[Mapping[str, str]] = {
    "group": "groups",
    "criteria": "criteria",
    "more": "criteria",
    "less": "criteria",
    "parts": "options",
    "needs": "conditions",
    "opposite": "scenarios",
    "claims": "claims",
    "inferred_from": "claims",
    "sources": "sources",
}
"""Key → the section that defines the ids used there; claims and sources are registers."""

_SHAPES: Final[Mapping[str, FieldKind]] = {
    "anchors": "anchors",
    "value": "corners",
    "unconfirmed": "texts",
    "swings": "table",
    "shifts": "table",
    "assessments": "table",
    "score": "score",
}
"""Keys whose content has a shape of its own."""

LONG_TEXT: Final = 300
"""A text that may be longer than this is a field of several lines."""
YES, NO = "yes", "no"
_HUGE = 1e300


@dataclass(frozen=True)
class FormField:
    """One field: the keys below its entry, and what may stand there.

    `section`: whose ids are allowed. `choices`: the words of a closed list. `least`, `most`: the
    bounds of a number. `default`: what counts where the file says nothing, as it is typed.
    """

    keys: tuple[str, ...]
    kind: FieldKind
    section: str = ""
    choices: tuple[str, ...] = ()
    least: float = -_HUGE
    most: float = _HUGE
    is_required: bool = False
    default: str = ""

    @property
    def key(self) -> str:
        """The keys with dots between, unique among the fields of one entry."""
        return ".".join(self.keys)

    def read(self, text: str, at: Keys) -> str | list[str]:
        """Return the content of the entry at `at` as a person reads it: a text, or ids."""
        if self.kind == "score":
            return cell_text(find_node(text, *at))
        node = find_node(text, *at, *self.keys)
        plain = node.plain() if node is not None else None
        if self.kind == "several":
            return [str(one) for one in plain] if isinstance(plain, list) else []
        if self.kind in ("anchors", "corners", "texts"):
            return pairs_text(plain)
        if isinstance(plain, bool):
            return YES if plain else NO
        if isinstance(plain, int | float):
            return format_number(plain)
        return plain if isinstance(plain, str) else ""

    def put(self, text: str, at: Keys, content: object) -> str:
        """Return the text with another content; an empty one is taken out.

        A score that has only a reason is unknown. Raises ValueError with a
        sentence for a content that cannot stand there.
        """
        keys = (*at, *self.keys)
        if self.kind == "score":
            return put_score(text, str(at[-2]), str(at[-1]), str(content), tuple(map(str, at[:-2])))
        if is_cell(at) and content and find_node(text, *at) is None:
            text = put_value(text, at, "unknown")
        if self.kind == "several":
            return self._put_ids(text, keys, content)
        typed = str(content if content is not None else "").strip()
        if self.kind in ("anchors", "texts"):
            return put_pairs(text, keys, read_pairs(typed, by_number=self.kind == "anchors"))
        if self.kind == "corners":
            return put_corners(text, keys, typed)
        if not typed:
            self._check_may_be_empty()
            return put_field(text, keys, "")
        if typed == self.read(text, at):
            return text
        return put_value(text, keys, self._parse(typed))

    def _put_ids(self, text: str, keys: Keys, content: object) -> str:
        ids = [str(one) for one in content] if isinstance(content, list | tuple) else []
        if not ids:
            self._check_may_be_empty()
        return put_field(text, keys, ids)

    def _check_may_be_empty(self) -> None:
        if self.is_required:
            raise ValueError("this cannot be empty")

    def _parse(self, typed: str) -> str | int | float | bool:
        if self.kind in ("number", "whole"):
            number = parse_typed_number(typed, self.least, self.most)
            if self.kind == "whole" and isinstance(number, float):
                raise ValueError(f"found {echo(typed)}; allowed is a whole number")
            return number
        if self.kind == "flag":
            return typed == YES
        if self.choices and typed not in self.choices:
            raise ValueError(f"found {echo(typed)}; allowed is one of {', '.join(self.choices)}")
        return typed


@lru_cache
def fields_of(*place: str) -> tuple[FormField, ...]:
    """Return the fields of the file itself, of a mapping in it, or of an entry of a section.

    Entries keyed by id or number are not descended into: `("options",)` is the form of one
    option, `()` that of the file without its sections.

    >>> [field.key for field in fields_of("groups")], fields_of("frames")[1].section
    (['name'], 'criteria')
    >>> [field.key for field in fields_of("verdict")]
    ['close_call', 'robust_share', 'robust_flip']
    """
    schema = CriteriaSet.model_json_schema(by_alias=True)
    here: dict[str, Any] = schema
    for step in place:
        here = _entry_of(schema, here["properties"][step])
    return tuple(_fields(schema, here, ()))


def _fields(
    schema: dict[str, Any], described: dict[str, Any], under: tuple[str, ...]
) -> Iterator[FormField]:
    required = described.get("required", ())
    for key, written in described["properties"].items():
        here = _resolved(schema, written)
        if under == () and described is schema and _is_section(key, here):
            continue
        kind = _kind(key, here)
        if kind is not None:
            yield _field(here, (*under, key), kind, is_required=key in required)
        elif "properties" in here and key != "unconfirmed":
            yield from _fields(schema, here, (*under, key))


def _field(
    here: dict[str, Any], keys: tuple[str, ...], kind: FieldKind, *, is_required: bool
) -> FormField:
    default = here.get("default")
    return FormField(
        keys,
        kind,
        section=REFERS_TO[keys[-1]] if kind in ("one", "several") else "",
        choices=tuple(map(str, here.get("enum", ()))),
        least=here.get("minimum", here.get("exclusiveMinimum", -_HUGE)),
        most=here.get("maximum", _HUGE),
        is_required=is_required,
        default=_as_typed(default),
    )


def _as_typed(default: object) -> str:
    if isinstance(default, int | float) and not isinstance(default, bool):
        return format_number(default)
    return default if isinstance(default, str) else ""


def _kind(key: str, here: dict[str, Any]) -> FieldKind | None:
    """Return what kind of field a key is; `None` for a mapping of keys, and for what is fixed."""
    if key in _SHAPES and "properties" not in here:
        return _SHAPES[key]
    if "enum" in here:
        return "word"
    kinds: dict[object, FieldKind] = {"boolean": "flag", "integer": "whole", "number": "number"}
    if here.get("type") in kinds and "const" not in here:
        return kinds[here["type"]]
    if here.get("type") == "array":
        return "several" if here["items"].get("pattern") == ID_PATTERN else None
    return _text_kind(here) if here.get("type") == "string" else None


def _text_kind(here: dict[str, Any]) -> FieldKind:
    if here.get("format") == "date":
        return "date"
    if "pattern" in here:
        return "one" if here["pattern"] == ID_PATTERN else "colour"
    return "prose" if here.get("maxLength", 0) > LONG_TEXT else "line"


def _is_section(key: str, here: dict[str, Any]) -> bool:
    """Return whether a key of the file holds entries or a mapping that has a form of its own."""
    if "patternProperties" in here:
        return key != "unconfirmed"
    return "properties" in here and key != "measure"


def _resolved(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """Return a description with its reference followed and without its `null`."""
    if "anyOf" in described:
        kept = [one for one in described["anyOf"] if one.get("type") != "null"]
        if len(kept) == 1:
            described = {**kept[0], "default": described.get("default")}
    if "$ref" in described:
        found: dict[str, Any] = schema["$defs"][described["$ref"].rpartition("/")[2]]
        return {**found, "default": described.get("default")}
    return described


def _entry_of(schema: dict[str, Any], described: dict[str, Any]) -> dict[str, Any]:
    """Return the description of one entry of a section, or of the mapping itself."""
    here = _resolved(schema, described)
    if "patternProperties" in here:
        (entry,) = here["patternProperties"].values()
        return _entry_of(schema, entry)
    if here.get("type") == "array":
        return _entry_of(schema, here["items"])
    return here
