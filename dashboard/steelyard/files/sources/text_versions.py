"""A new version of a text put in the place of the old one, which is kept, with its register."""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Mapping

from steelyard.files.registers import LoadedRegister
from steelyard.files.saving.save import as_save_error
from steelyard.files.sources.claim_edits import change_claim
from steelyard.files.sources.reanchoring import Resolution, TextUpdate, write_update
from steelyard.files.texts.kept_text import older_text_file, save_text_bytes, text_bytes
from steelyard.files.yaml.decoding import read_inside
from steelyard.model import Register


def write_version(
    text: str,
    register: Register,
    update: TextUpdate,
    resolutions: Mapping[str, Resolution],
    says: Mapping[str, str],
) -> str:
    """Return the register's text for the new version, with claims reworded where requested.

    `says`: claim → its new words. Raises UndecidedError and EditError as `write_update` does.
    """
    after = write_update(text, register, update, resolutions)
    for claim, words in says.items():
        after = change_claim(after, claim, {"says": words})
    return after


def save_version(loaded: LoadedRegister, update: TextUpdate, write: Callable[[], None]) -> None:
    """Keep the older text, have `write` save the register, and save the new text in its place.

    `write` saves the register, and raises where it cannot; then the text is as it was. A text
    whose paragraphs are the same stays as it is, blank lines and all. Raises SaveError.
    """
    kept = loaded.path.parent / "texts" / f"{loaded.path.stem}.txt"
    is_same = loaded.text.paragraphs == update.paragraphs
    try:
        older = read_inside(kept, kept.parent) if loaded.text.paragraphs and kept.exists() else b""
    except OSError as error:
        raise as_save_error(error, kept.name) from error
    sha256 = hashlib.sha256(older).hexdigest() if older else ""
    if older and not is_same:
        save_text_bytes(older_text_file(loaded.path, sha256), older, sha256)
    write()
    if not is_same:
        save_text_bytes(kept, text_bytes(update.paragraphs), sha256)
