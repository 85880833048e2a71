"""A text that is being added: the file as read, how it is divided, and saving it."""

from __future__ import annotations

import datetime
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Final

import streamlit as st

from steelyard.files.editing.open_text import OpenText
from steelyard.files.editing.value_edits import put_value
from steelyard.files.registers import LoadedRegister
from steelyard.files.saving.save import ConflictError, SaveError, save_text
from steelyard.files.sources.register_writing import (
    DESCRIBED,
    propose_prefix,
    text_origin,
    write_register,
)
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.texts.dividing import (
    DividingError,
    Division,
    TextPart,
    choices_data,
    take_choices,
)
from steelyard.files.texts.fitting import fit
from steelyard.files.texts.kept_text import older_text_file, save_text_bytes, text_bytes
from steelyard.files.texts.pieces import from_data
from steelyard.files.texts.reading import OpenedText
from steelyard.files.texts.suggesting import suggest
from steelyard.files.yaml.decoding import read_inside
from steelyard.model.entry import is_id
from steelyard.results.words.text import key_words
from steelyard.results.words.texts.desks import TEXT_DESK, already_here_words
from steelyard.views.sources.outbox import Message, text_in
from steelyard.views.sources.register_files import (
    change_register,
    register_now,
    registers_at_hand,
    seeds_folder,
)

_JOB: Final = "text_adding"
SAVED: Final = "text_saved"
"""What was last saved: the id of a register, and whether it is new."""


@dataclass(frozen=True)
class Adding:
    """A file as read, its division now and before each step, and its description.

    `target`: the register whose text it is to become; empty for a new one. `fault`: why the last
    step was refused.
    """

    opened: OpenedText
    division: Division
    earlier: tuple[Division, ...] = ()
    described: Mapping[str, str] = field(default_factory=dict)
    target: str = ""
    fault: str = ""

    def after(self, division: Division) -> Adding:
        """Return the job with another division, keeping the present one for undo."""
        if division == self.division:
            return replace(self, fault="")
        return replace(self, division=division, earlier=(*self.earlier, self.division), fault="")


def current_job() -> Adding | None:
    """Return the text that is being added; `None` without one."""
    job: Adding | None = st.session_state.get(_JOB)
    return job


def put_job(job: Adding | None) -> None:
    """Store the text that is being added; `None` removes it."""
    st.session_state[_JOB] = job


def begin(opened: OpenedText, target: str = "") -> None:
    """Start dividing a file; no suggestion is accepted automatically."""
    put_job(Adding(opened, opened.division, (), first_words(opened.name), target))


def first_words(name: str) -> dict[str, str]:
    """Return the initial values of the fields, from the name of a file and today's date."""
    there = registers_at_hand()
    stem = Path(name).stem
    source = make_id(stem, there, "text").replace("_", "-")
    prefixes = [one.register.prefix or "" for one in there.values() if one.register is not None]
    title = " ".join(key_words(stem).replace("-", " ").split())
    return {
        "title": title[:1].upper() + title[1:],
        "accessed": datetime.date.today().isoformat(),
        "prefix": propose_prefix(source, prefixes),
        "id": source,
        "aim": "30",
    }


def kept_data(job: Adding) -> dict[str, Any]:
    """Return the job as plain data that a browser stores across a restart."""
    return {
        "name": job.opened.name,
        "sha256": job.opened.sha256,
        "read": job.opened.read.as_data(),
        "choices": choices_data(job.division),
        "target": job.target,
    }


def resume(kept: object) -> str:
    """Resume a job that a browser stored; return why that is impossible, else an empty text."""
    try:
        assert isinstance(kept, dict)
        read = from_data(kept["read"])
        division = take_choices(Division(read.pieces, suggest(read.pieces)), kept["choices"])
        name, sha256, target = (str(kept[key])[:300] for key in ("name", "sha256", "target"))
    except (AssertionError, KeyError, TypeError, ValueError, AttributeError):
        return TEXT_DESK["not_kept"]
    opened = OpenedText(name, sha256, read, Division(division.pieces, division.suggestions), ())
    put_job(Adding(opened, division, (), first_words(name), target))
    return ""


# --- steps ----------------------------------------------------------------------------------------


def after_step(job: Adding, message: Message) -> Adding:
    """Return the job after a step that the browser names; `fault` says why one is refused."""
    try:
        return _divide(job, message, job.division)
    except DividingError as refusal:
        return replace(job, fault=str(refusal))


def _divide(job: Adding, message: Message, division: Division) -> Adding:
    kind, wanted = text_in(message, "kind", 20), text_in(message, "id", 60)
    whole = {"undo": _undone, "take_all": _all_taken, "keep_all": _all_kept}
    if kind in whole:
        return whole[kind](job)
    suggestion = next((one for one in division.open_suggestions if one.id == wanted), None)
    if suggestion is not None and kind in ("take", "keep"):
        return job.after(division.take(suggestion) if kind == "take" else division.keep(suggestion))
    part = _part(message.get("part"))
    if part is None or part not in division.parts:
        return job
    return job.after(_at_part(division, part, kind, message.get("at")))


def _at_part(division: Division, part: TextPart, kind: str, at: object) -> Division:
    """Return the division after a step at one part; unchanged for an unknown step."""
    if kind == "split" and isinstance(at, int):
        return division.split(part.piece, division.offset_in_piece(part, at))
    if kind == "apart":
        return division.without("join", part)
    if kind == "join":
        return _joined(division, part)
    if kind in ("leave_out", "put_back"):
        return _left_out(division, part, is_out=kind == "leave_out")
    return division


def _all_taken(job: Adding) -> Adding:
    return job.after(job.division.take_all())


def _all_kept(job: Adding) -> Adding:
    division = job.division
    for one in division.open_suggestions:
        division = division.keep(one)
    return job.after(division)


def _part(found: object) -> TextPart | None:
    piece, _, start = str(found).partition(":")
    if not piece.isascii() or not piece.isdigit() or not (start or "0").isdigit():
        return None
    return TextPart(int(piece), int(start or 0))


def _undone(job: Adding) -> Adding:
    if job.earlier:
        return replace(job, division=job.earlier[-1], earlier=job.earlier[:-1], fault="")
    return replace(job, division=job.division.undo(), fault="")


def _joined(division: Division, part: TextPart) -> Division:
    """Return the division with a part joined to the paragraph above it."""
    above = [one for one in division.paragraphs if one.parts[0] < part]
    if not above:
        raise DividingError(TEXT_DESK["nothing_above"])
    last = above[-1].parts[-1]
    if last.piece == part.piece and part.start:
        return division.without("split", part)
    return division.join(last, part)


def _left_out(division: Division, part: TextPart, *, is_out: bool) -> Division:
    own = next((one.parts for one in division.paragraphs if part in one.parts), (part,))
    for one in own:
        division = division.leave_out(one) if is_out else division.without("leave_out", one)
    return division


# --- saving ---------------------------------------------------------------------------------------


def save_new_text(job: Adding, message: Message, set_file: Path) -> str:
    """Save a text with its register, and add it to the open set; return what failed, else empty."""
    if job.target:
        return _save_missing(job)
    said = {key: text_in(message, key) for key in (*DESCRIBED, "prefix", "id", "aim")}
    if fault := _find_fault(job, said):
        return fault
    source = said["id"]
    folder = seeds_folder()
    file = folder / f"{source}.yaml"
    text = write_register(
        job.division.texts,
        said,
        prefix=said["prefix"],
        aim=int(said["aim"]) if said["aim"] else None,
        origin=text_origin(job.opened, job.division.counts),
        with_schema=(folder / "register.schema.json").exists(),
    )
    for other in registers_at_hand().values():
        if other.register is not None and other.register.sha256 in text:
            return already_here_words(other.register.title)
    try:
        save_text_bytes(folder / "texts" / f"{source}.txt", text_bytes(job.division.texts))
        save_text(file, text, "", within=folder)
    except ConflictError:
        return TEXT_DESK["taken"].format(id=source)
    except SaveError as error:
        return str(error)
    st.session_state[SAVED] = (source, True)
    return use_in_set(set_file, source)


def _find_fault(job: Adding, said: Mapping[str, str]) -> str:
    """Return why a new text cannot be saved yet; empty if it can."""
    if job.division.open_suggestions:
        return TEXT_DESK["unsettled"]
    if not job.division.texts:
        return TEXT_DESK["nothing_left"]
    if not said["title"]:
        return TEXT_DESK["untitled"]
    for key in ("id", "prefix"):
        if not is_id(said[key]):
            return TEXT_DESK[f"bad_{key}"]
    if (seeds_folder() / f"{said['id']}.yaml").exists():
        return TEXT_DESK["taken"].format(id=said["id"])
    if said["accessed"]:
        try:
            datetime.date.fromisoformat(said["accessed"])
        except ValueError:
            return TEXT_DESK["bad_date"]
    if said["aim"] and not (said["aim"].isascii() and said["aim"].isdigit() and int(said["aim"])):
        return TEXT_DESK["bad_aim"]
    return ""


def use_in_set(set_file: Path, source: str) -> str:
    """Add a register to the sources of the open set; return why that failed, else empty."""

    if not set_file.is_file():
        return TEXT_DESK["not_stored"]

    def put(text: str) -> str:
        spot, rest = OpenText(text).find(("sources",))
        there = [one.content for _, one in spot.node.elements()] if not rest else []
        if source in there:
            return text
        if not there:
            return put_value(text, ("sources",), [source])
        return put_value(text, ("sources", len(there)), source)

    return change_register(set_file, TEXT_DESK["used"], put)


def _save_missing(job: Adding) -> str:
    loaded = registers_at_hand().get(job.target)
    if loaded is None or loaded.register is None:
        return TEXT_DESK["no_register"]
    found = fit(job.division, loaded.register.fingerprints)
    if not found.is_whole or found.division != job.division:
        return TEXT_DESK["still_differs"]
    return keep_text(loaded, text_bytes(job.division.texts))


def keep_text(loaded: LoadedRegister, raw: bytes) -> str:
    """Save the text of a register beside it; return why that failed, else an empty text.

    A different text that is already there is kept under another name.
    """
    file = loaded.path.parent / "texts" / f"{loaded.path.stem}.txt"
    try:
        seen = ""
        if file.exists():
            wrong = read_inside(file, file.parent)
            seen = hashlib.sha256(wrong).hexdigest()
            save_text_bytes(older_text_file(loaded.path, seen), wrong)
        save_text_bytes(file, raw, seen)
    except SaveError as error:
        return str(error)
    except OSError as error:
        return f"{file.name} cannot be replaced: {error.strerror}."
    register_now(loaded.path)
    st.session_state[SAVED] = (loaded.id, False)
    return ""
