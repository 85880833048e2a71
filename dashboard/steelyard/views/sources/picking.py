"""Options and criteria named from passages: the entry and its place are put into the draft."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import Any

import streamlit as st

from steelyard.files.editing.score_sheet import names_of
from steelyard.files.sources.first_set import BEGINNINGS, is_beginning, put_names
from steelyard.files.sources.places import note_place
from steelyard.model import Register
from steelyard.results.words.text import plain
from steelyard.results.words.texts.desks import DONE, PICKING, named_in_words
from steelyard.views.edit.saving.drafts import change_draft
from steelyard.views.sources.outbox import Message, text_in


@dataclass(frozen=True)
class Picking:
    """The draft of `name`, the section of the present step, and what is done after a change.

    `keep` saves the draft; the form beside the text stays on the entry it shows.
    """

    name: str
    section: str
    text: str
    keep: Callable[[], None]

    @property
    def data(self) -> dict[str, Any]:
        """What the browser shows: the section, its entries, and the words for it."""
        names = names_of(self.text, self.section)
        entries = [
            [entry, plain(name)]
            for entry, name in names.items()
            if not is_beginning(self.section, entry, name)
        ]
        return {"section": self.section, "entries": entries, "words": PICKING}

    def taker(self, key: str, register: Register) -> Callable[[Message], None]:
        """Return a function that handles a message about a text and stores the outcome."""

        def take(message: Message) -> None:
            st.session_state[f"{key}:outcome"] = {"n": message["n"], **self.take(message, register)}

        return take

    def take(self, message: Message, register: Register) -> dict[str, object]:
        """Put a new entry with its place, or only the place, into the draft; return the outcome."""
        section, number = text_in(message, "section", 20), message.get("paragraph")
        entry, name = text_in(message, "entry", 60), text_in(message, "name", 120)
        if not isinstance(number, int) or not 1 <= number <= len(register.fingerprints):
            return {"ok": False, "text": DONE["no_paragraph"]}
        if section not in BEGINNINGS or not (name or entry):
            return {"ok": False, "text": DONE["no_paragraph"]}
        said = named_in_words(register, number)

        def put(text: str) -> str:
            changed = put_names(text, section, [name]) if name else text
            named = (one for one, called in names_of(changed, section).items() if called == name)
            return note_place(changed, section, next(named, entry) if name else entry, said)

        refused = change_draft(self.name, put)
        if refused:
            return {"ok": False, "text": refused}
        self.keep()
        return {"ok": True, "text": f"{DONE[section if name else 'place']}."}
