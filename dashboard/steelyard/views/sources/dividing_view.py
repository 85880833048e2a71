"""The text being divided, as data for the desk in the browser, and the desk's messages."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any, NamedTuple

import streamlit as st

from steelyard.files.texts.dividing import Division, Suggestion, TextPart
from steelyard.files.texts.fitting import fit
from steelyard.results.words.texts.desks import TEXT_DESK, file_words, fit_words, suggestion_words
from steelyard.views.edit.saving.kept_drafts import slot_of
from steelyard.views.sources.adding import (
    Adding,
    after_step,
    current_job,
    kept_data,
    put_job,
    resume,
    save_new_text,
)
from steelyard.views.sources.outbox import Message, desk_component, last_taken, take_each
from steelyard.views.sources.register_files import (
    register_now,
    seeds_folder,
    why_register_is_not_saved,
)

_KEY = "text_desk"
_FIELDS = (
    ("title", "Title", "line"),
    ("author", "Author", "half"),
    ("published", "Published", "half"),
    ("url", "Address (URL), if it has one", "line"),
    ("stance", "Stance: what does it want?", "text"),
    ("limits", "Limits: what can it not tell you?", "text"),
    ("prefix", "Short name in claim ids", "half"),
    ("accessed", "Read on", "half"),
    ("id", "Id: the name of its file", "half"),
    ("aim", "Claims aimed at", "half"),
)
"""Key, label and kind of each field about a text."""


def show_text_desk(set_file: Path) -> None:
    """Show the desk for the text being added; without one, it offers what the browser stored."""
    job = current_job()
    desk_component("text_desk")(
        key=_KEY,
        data=json.dumps(_data(job), ensure_ascii=False).encode("utf-8", "replace"),
        on_sent_change=lambda: take_each(_KEY, _taking(set_file)),
    )


def _taking(set_file: Path) -> Callable[[Message], None]:
    def take(message: Message) -> None:
        job, kind = current_job(), message.get("kind")
        if kind == "resume" and job is None:
            fault = resume(message.get("kept"))
        elif job is None:
            return
        elif kind == "drop":
            put_job(None)
            fault = ""
        elif kind == "save":
            fault = save_new_text(job, message, set_file)
            put_job(replace(job, fault=fault) if fault else None)
        else:
            after = after_step(job, message)
            put_job(after)
            fault = after.fault
        st.session_state[f"{_KEY}:outcome"] = {"n": message["n"], "ok": not fault, "text": fault}

    return take


def _data(job: Adding | None) -> dict[str, Any]:
    state: dict[str, Any] = {
        "slot": slot_of(seeds_folder()),
        "taken": last_taken(_KEY),
        "outcome": st.session_state.get(f"{_KEY}:outcome"),
        "undo": "",
        "why": why_register_is_not_saved(seeds_folder() / "new.yaml"),
        "words": TEXT_DESK,
    }
    if job is None:
        return state | {"key": "", "name": "", "rows": [], "open": 0, "fields": [], "facts": [],
                        "title": "", "keep": None}  # fmt: skip
    division = job.division
    facts = [("File", file_words(job.opened))]
    register = None
    if job.target:
        loaded = register_now(seeds_folder() / f"{job.target}.yaml")
        register = loaded.register
        if register is not None:
            found = fit(division, register.fingerprints).found if division.texts else 0
            facts += [("Right text?", fit_words(register.title, found, len(register.fingerprints)))]
    else:
        facts += [("SHA-256", TEXT_DESK["checksum"]), ("Fingerprints", TEXT_DESK["fingerprints"])]
    facts += [("The text itself", TEXT_DESK["place"])]
    return state | {
        "key": f"{job.opened.sha256}:{job.target}",
        "name": job.opened.name,
        "rows": rows_of(division),
        "open": len(division.open_suggestions),
        "fields": [] if job.target else _fields(job.described),
        "facts": facts,
        "undo": "step" if job.earlier or division.choices else "",
        "title": register.title if register is not None else "About this text",
        "keep": kept_data(job),
    }


def _fields(described: Mapping[str, str]) -> list[list[str]]:
    return [[key, label, kind, described.get(key, "")] for key, label, kind in _FIELDS]


class ParagraphRow(NamedTuple):
    """A future paragraph, counted from 1, and its parts; number 0: a part that is left out."""

    number: int
    parts: tuple[TextPart, ...]


def rows_of(division: Division) -> list[dict[str, Any]]:
    """Return the paragraphs as they are divided now, and what is left out, in reading order.

    Each has its parts, the numbers of its pieces, and the suggestions that are open there.
    """
    rows = [ParagraphRow(number, one.parts) for number, one in enumerate(division.paragraphs, 1)]
    rows += [ParagraphRow(0, (part,)) for part in division.left_out]
    rows.sort(key=lambda row: row.parts[0])
    where = {part: at for at, row in enumerate(rows) for part in row.parts}
    own: dict[int, list[Suggestion]] = {}
    for one in division.open_suggestions:
        first = one.steps[0].part
        own.setdefault(where.get(first, where.get(TextPart(first.piece), 0)), []).append(one)
    return [
        {
            "number": row.number,
            "name": "+".join(dict.fromkeys(str(part.piece) for part in row.parts)),
            "parts": [
                {"id": f"{part.piece}:{part.start}", "text": division.text_of(part)}
                for part in row.parts
            ],
            "suggestions": [_suggested(one) for one in own.get(at, [])],
        }
        for at, row in enumerate(rows)
    ]


def _suggested(found: Suggestion) -> dict[str, Any]:
    asks, does, keeps = suggestion_words(found)
    mark = found.steps[0].part.start if found.kind == "split" else -1
    return {
        "id": found.id, "asks": asks, "why": found.why, "does": does, "keeps": keeps, "mark": mark,
    }  # fmt: skip
