"""Writing a new set: its file and recipe are saved, and it opens in Compare."""

from __future__ import annotations

import os
import re
from pathlib import Path
from typing import Final

import streamlit as st

from steelyard.export.back_in.reading_back import imported_set
from steelyard.files.library import RECIPE_END
from steelyard.files.saving.save import (
    ConflictError,
    SaveError,
    is_writable,
    save_text,
)
from steelyard.files.schema import with_schema_line
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.files.spreadsheet.recipe.recipe_text import write_recipe
from steelyard.files.spreadsheet.summary import summary_of
from steelyard.results.words.text import as_sentence
from steelyard.views.edit.saving.own_files import add_own
from steelyard.views.edit.saving.save_panel import why_nothing_is_saved
from steelyard.views.new_set.browser_views import current_import, put_import
from steelyard.views.new_set.importing import Import, say_texts, unconfirmed
from steelyard.views.session.pages import NEW
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.served_files import is_name_taken, served_files, served_folder
from steelyard.views.session.session import go_to, page_to_show, put_file
from steelyard.views.session.undisturbed import undisturbed

_FAULT = "new_set_fault"
_NAME, _KEPT, _PROPOSED = "new_set_name", "new_set_name:kept", "new_set_name:proposed"
_LONGEST: Final = 60


def has_open_set() -> bool:
    """Return whether a usable set is open, so that it can be copied."""
    return "session" in st.session_state and st.session_state["session"].is_usable


def name_fault(name: str, folder: Path) -> str:
    """Return a sentence saying why a new set in this folder cannot have this name; empty if it can.

    >>> name_fault("../x", Path("/nowhere"))[:40]
    'A name has letters, digits, - and _ only'
    """
    if not re.fullmatch(r"[\w-]+", name, re.ASCII) or "__" in name:
        return "A name has letters, digits, - and _ only, and no two _ in a row."
    if len(name) > _LONGEST:
        return f"A name has at most {_LONGEST} letters."
    if re.fullmatch(r"con|prn|aux|nul|(?:com|lpt)\d", name.casefold()):
        return f"{name} is the name of a device on Windows; choose another."
    for end in (".yaml", ".yml", RECIPE_END):
        if os.path.lexists(folder / f"{name}{end}"):
            return f"{name}{end} is there already; choose another name."
    if is_name_taken(name):
        return f"{name}.yaml is there already in another folder; choose another name."
    return ""


def why_set_is_not_written() -> str:
    """Return a sentence saying why nothing can be written here; empty if writing is possible."""
    if why_not := why_nothing_is_saved():
        return why_not
    if not is_writable(served_folder() / "new.yaml"):
        return "The folder may only be read on this computer, so no set can be written here."
    return ""


def write_set(text: str, recipe: str = "", *, goes_on: bool = False) -> None:
    """Write a set, and its recipe if there is one, under the name in the field, and open it.

    Both go into the folder of the open set. `goes_on`: stay on this page, because more
    steps follow. Raises SaveError with a sentence; in that case nothing is left behind.
    """
    folder, name = served_folder(), _typed_name()
    if fault := name_fault(name, folder):
        raise SaveError(fault)
    path, beside = folder / f"{name}.yaml", folder / f"{name}{RECIPE_END}"
    if recipe:
        _save_new(beside, recipe, folder)
    try:
        _save_new(path, with_schema_line(text, folder), folder)
    except SaveError:
        if recipe:
            # Written just now: it did not exist before.
            beside.unlink(missing_ok=True)
        raise
    opened = next((one for one, file in served_files().items() if file == path), name)
    if goes_on:
        put_file(opened)
    else:
        open_written(opened)


def _save_new(path: Path, text: str, folder: Path) -> None:
    try:
        save_text(path, text, "", within=folder)
    except ConflictError:
        raise SaveError(f"{path.name} is there already; choose another name.") from None


def open_written(name: str) -> None:
    """Open a new set in Compare as soon as the page is drawn again."""
    put_file(name)
    go_to("compare")


def go_to_written() -> None:
    """Go to Compare if a set has just been made."""
    if page_to_show(NEW) == "compare":
        st.switch_page(Path(__file__).parent.parent / "compare" / "page.py")


def show_name(proposed: str) -> None:
    """Show the field for the name of the file, and what is wrong with the name in it."""
    # Not stored in the session: if another run ends this one, the browser would never get it.
    first = st.session_state.setdefault(_PROPOSED, proposed)
    start = st.session_state.get(_KEPT) or first
    st.text_input("Name of the file, without .yaml", start, key=_NAME, on_change=_keep_name)
    fault = name_fault(_typed_name(), served_folder())
    if fault and not why_set_is_not_written():
        st.warning(as_text(fault))


def _typed_name() -> str:
    """Return the name now in its field, which may be newer than when a button was drawn."""
    first = st.session_state.get(_KEPT) or st.session_state.get(_PROPOSED, "")
    return str(st.session_state.get(_NAME, first)).strip()


def _keep_name() -> None:
    # The field may be gone when its content arrives: the set has been written meanwhile.
    st.session_state[_KEPT] = st.session_state.get(_NAME, "")
    note_fault("")


def forget_name() -> None:
    """Discard the typed and proposed names, so that the next set gets a fresh proposal."""
    for key in (_NAME, _KEPT, _PROPOSED):
        st.session_state.pop(key, None)


def show_fault() -> None:
    """Show why the last attempt to write failed, unless the check of the name shows it already."""
    fault = st.session_state.get(_FAULT, "")
    if fault and fault != name_fault(_typed_name(), served_folder()):
        st.error(as_text(fault))


def note_fault(fault: str) -> None:
    """Store why writing failed; an empty text clears the fault."""
    st.session_state[_FAULT] = fault


def text_of(job: Import) -> str:
    """Return the file text of an imported set. Raises SheetError if it is too large."""
    if job.own is not None:
        return job.own.text
    assert job.found is not None
    return imported_set(job.found).text


def show_writing(job: Import) -> None:
    """Show what will be written, its title and question, and the button that writes it."""
    with st.container(border=True, key="import_writing"):
        st.markdown("**What will be written**")
        if job.found is not None:
            st.markdown(as_text(as_sentence(summary_of(job.found))))
            _show_texts(job)
            if rest := len(unconfirmed(job)):
                st.markdown(
                    f"{rest} criteria are not confirmed." if rest > 1
                    else "1 criterion is not confirmed."
                )  # fmt: skip
        show_name(make_id(Path(job.book.name).stem, (), "set"))
        show_fault()
        if why := why_set_is_not_written():
            st.info(why)
            st.button("Open it without saving", type="primary", on_click=_open_unsaved)
            return
        st.button("Create set", type="primary", on_click=_create)


def _show_texts(job: Import) -> None:
    assert job.found is not None
    for key, label, now in (
        ("title", "Title", job.wishes.title or job.title_found),
        ("question", "Question: what is to be decided?", job.wishes.question),
        ("judged_by", "Judged by", job.wishes.judged_by),
    ):
        st.session_state.setdefault(f"import_{key}", now)
        st.text_input(label, key=f"import_{key}", on_change=_take_texts)


def _take_texts() -> None:
    job = current_import()
    if job is not None:
        texts = [
            " ".join(str(st.session_state.get(f"import_{key}", "")).split())
            for key in ("title", "question", "judged_by")
        ]
        title = "" if texts[0] == job.title_found else texts[0]
        put_import(say_texts(job, title, texts[1], texts[2]))


@undisturbed
def _create() -> None:
    job = current_import()
    if job is None:
        return
    try:
        recipe = write_recipe(job.wishes, job.book.name) if job.found is not None else ""
        write_set(text_of(job), recipe)
    except (SaveError, SheetError) as error:
        note_fault(str(error))
        return
    _finish()


def _open_unsaved() -> None:
    job = current_import()
    if job is None:
        return
    try:
        raw = text_of(job).encode()
        open_written(add_own(job.book.name, raw, served_folder(), served_files()))
    except (ValueError, SheetError) as error:
        note_fault(str(error))
        return
    _finish()


def _finish() -> None:
    put_import(None)
    forget_texts()


def forget_texts() -> None:
    """Discard the fault, name, title, question and judges of the previous import."""
    note_fault("")
    forget_name()
    for key in ("title", "question", "judged_by"):
        st.session_state.pop(f"import_{key}", None)
