"""A form on the page Edit, built from the model's fields for an entry."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

import streamlit as st

from steelyard.files.criteria_files import LoadedSet
from steelyard.files.editing.form_fields import NO, YES, FieldKind, FormField, fields_of
from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_sheet import find_node
from steelyard.model import Measure
from steelyard.results.words.forms import choice_words, default_words, field_hint, field_label
from steelyard.views.edit.saving.drafts import Draft
from steelyard.views.edit.widgets import LONG, SHORT, Fields
from steelyard.views.session.safe_text import as_spoken, as_text

UNITS_OF_A_ROW: Final = 6
_WIDTHS: Final[Mapping[FieldKind, int]] = {
    "line": 3, "date": 2, "colour": 2, "number": 2, "whole": 2, "word": 2, "flag": 2, "one": 2,
    "several": 6, "prose": 6, "anchors": 3, "corners": 3, "texts": 6, "score": 2,
}  # fmt: skip
"""Width of each kind of field, in sixths of a row."""
_LOW: Final[frozenset[FieldKind]] = frozenset(
    ("line", "date", "colour", "number", "whole", "word", "flag", "one", "score")
)
"""The kinds of fields that are one line high."""
_WIDTH_OF: Final[Mapping[str, int]] = {
    "title": 6,
    "judged_by": 4,
    "note": 4,
    "scale.from": 1,
    "scale.to": 1,
    "confidence": 3,
    "swing_reason": 4,
    "seat": 3,
    "asked": 3,
}
"""Widths of fields that read better beside their neighbours, by key, in sixths of a row."""
_SHOWN_OF_A_CLAIM: Final = 44
_LETTERS_OF_A_SIXTH: Final = 16
_LINE, _LEAST, _MOST = 24, 68, 190
_LETTERS_SHOWN: Final = 36
"""Letters up to which a closed list of words is shown whole; a longer one is a drop-down."""


@dataclass(frozen=True)
class EntryForm:
    """The fields of one entry of a draft.

    `place`: the form, as passed to `fields_of`; `at`: the keys of the entry in the file. `is_wide`:
    the form is as wide as the page, so lists are shown two in a row.
    """

    draft: Draft
    loaded: LoadedSet
    place: tuple[str, ...]
    at: Keys
    is_wide: bool = False

    def show(self, after: Mapping[str, Callable[[], None]] | None = None) -> None:
        """Show every field but tables, several short ones in a row.

        `after`: what is shown below the row with the field of that key.
        """
        for row in self._rows([one for one in fields_of(*self.place) if one.kind != "table"]):
            widths = [self._width(field) for field in row]
            rest = UNITS_OF_A_ROW - sum(widths)
            # Boxes are aligned at the bottom, whether their labels take one line or two.
            is_level = all(field.kind in _LOW and not self._told(field) for field in row)
            columns = st.columns(
                [*widths, *([rest] if rest else [])],
                vertical_alignment="bottom" if is_level else "top",
            )
            for column, field in zip(columns, row, strict=False):
                with column:
                    self.show_field(field)
            for field in row:
                if after and field.key in after:
                    after[field.key]()

    def _rows(self, fields: Sequence[FormField]) -> Iterator[list[FormField]]:
        row: list[FormField] = []
        for field in fields:
            if row and sum(map(self._width, [*row, field])) > UNITS_OF_A_ROW:
                yield row
                row = []
            row.append(field)
        if row:
            yield row

    def _width(self, field: FormField) -> int:
        if self.is_wide and field.kind == "several":
            return UNITS_OF_A_ROW // 2
        usual = _WIDTH_OF.get(field.key, _WIDTHS[field.kind])
        if field.kind != "line":
            return usual
        letters = len(str(field.read(self.draft.text, self.at) or ""))
        # A short name leaves the room that a longer line beside it needs.
        if 0 < letters <= SHORT:
            return min(usual, UNITS_OF_A_ROW // 3)
        if LONG < letters <= 2 * LONG:
            return UNITS_OF_A_ROW * 2 // 3
        return UNITS_OF_A_ROW if letters > LONG else usual

    def show_field(self, field: FormField) -> None:
        """Show one field with its problems and why its last input was refused, if so."""
        self._show_widget(self._fields, field)
        for sentence in self._told(field):
            st.markdown(f"**{as_text(sentence)}**")

    @property
    def _fields(self) -> Fields:
        return Fields(self.draft.name, f"entry:{self.draft.name}:{'.'.join(map(str, self.at))}")

    def _told(self, field: FormField) -> list[str]:
        """Return the sentences below a field: why its last input was refused, and its problems."""
        refusal = self._fields.refusal(field.key)
        keys = (*self.at, *field.keys)
        return [refusal] * bool(refusal) + [
            f"{problem.title.capitalize()}: {problem.found}. {problem.fix}."
            for problem in self.loaded.problems
            if problem.where[: len(keys)] == keys and problem.file == self.loaded.path.name
        ]

    def _show_widget(self, fields: Fields, field: FormField) -> None:
        # Not escaped, since the words are ours: a screen reader would read the escapes aloud.
        label = field_label(self.place[0] if self.place else "", field, self._top)
        hint = field_hint(field)
        now = field.read(self.draft.text, self.at)
        default = default_words(field, self._top)

        def put(text: str, content: object) -> str:
            return field.put(text, self.at, content)

        if isinstance(now, list):
            words = self._names(field.section)
            fields.several(
                field.key, label, now, self._ids(field.section), put, _naming(words), hint
            )
        elif field.kind == "one":
            words = self._names(field.section)
            choices = self._ids(field.section)
            fields.choice(field.key, label, now, choices, put, _naming(words), hint=hint)
        elif field.kind in ("word", "flag"):
            choices = list(field.choices) or [YES, NO]
            self._show_words(fields, field, label, now, choices)
        elif field.kind in ("prose", "anchors", "corners", "texts"):
            fields.text(field.key, label, now, put, _height(now, self._width(field)), hint)
        else:
            fields.line(field.key, label, now, put, hint, default)

    def _show_words(
        self, fields: Fields, field: FormField, label: str, now: str, choices: list[str]
    ) -> None:
        def words(word: str) -> str:
            return choice_words(field, word, self._top)

        def put(text: str, content: object) -> str:
            return field.put(text, self.at, content)

        if sum(len(words(one)) for one in choices) <= _LETTERS_SHOWN:
            fields.segment(field.key, label, now or field.default, choices, put, words)
        else:
            default = default_words(field, self._top)
            fields.choice(field.key, label, now, choices, put, words, default, field_hint(field))

    @property
    def _top(self) -> str:
        """What 100 stands for in the set, as far as it can be read."""
        criteria_set = self.loaded.criteria_set
        return criteria_set.measure.top if criteria_set is not None else Measure().top

    def _ids(self, section: str) -> list[str]:
        """Return the ids that a field may name, but not the entry itself."""
        if section == "claims":
            return [*self.loaded.claims]
        if section == "sources":
            return _registers(self.loaded)
        node = find_node(self.draft.text, section)
        own = (section, *self.at[1:2]) == self.at
        ids = [key for key, _ in node.entries()] if node is not None else []
        return [one for one in ids if not (own and one == self.at[-1])]

    def _names(self, section: str) -> Mapping[str, str]:
        if section == "claims":
            claims = self.loaded.claims
            return {one: f"{one} · {_cut(entry.says)}" for one, entry in claims.items()}
        criteria_set = self.loaded.criteria_set
        entries = getattr(criteria_set, section, {}) if criteria_set is not None else {}
        if not isinstance(entries, Mapping):
            return {}
        return {one: getattr(entry, "label", entry.name) for one, entry in entries.items()}


def _naming(names: Mapping[str, str]) -> Callable[[str], str]:
    return lambda one: as_spoken(names.get(one, one))


def _cut(text: str) -> str:
    return text if len(text) <= _SHOWN_OF_A_CLAIM else f"{text[:_SHOWN_OF_A_CLAIM].rstrip()}…"


def _registers(loaded: LoadedSet) -> list[str]:
    """Return the ids of the registers in the folder `seeds` beside that of the sets."""
    found = {path.stem for path in (loaded.path.parent.parent / "seeds").glob("*.yaml")}
    return sorted({*found, *loaded.registers})


def _height(text: str, width: int) -> int:
    """Return the height in pixels of a box for a text; a long text scrolls in it.

    `width`: in sixths of a row.
    """
    lines = sum(1 + len(line) // (_LETTERS_OF_A_SIXTH * width) for line in text.split("\n"))
    return min(max(_LEAST, _LINE * lines + 20), _MOST)
