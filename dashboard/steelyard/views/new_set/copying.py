"""A new set as a copy of the one that is open: every byte but the title."""

from __future__ import annotations

import streamlit as st

from steelyard.files.editing.open_text import EditError
from steelyard.files.editing.value_edits import put_value
from steelyard.files.saving.save import SaveError
from steelyard.files.schema import SCHEMA_LINE
from steelyard.views.new_set.writing import (
    forget_name,
    note_fault,
    show_fault,
    show_name,
    why_set_is_not_written,
    write_set,
)
from steelyard.views.session.safe_text import as_text
from steelyard.views.session.session import current_session
from steelyard.views.session.undisturbed import undisturbed


def show_copying() -> None:
    """Show which set is copied, the title and name of the copy, and the button that writes it."""
    session = current_session()
    st.markdown(
        f"A copy of **{as_text(session.criteria_set.title)}**, as it stands in "
        f"{as_text(session.now.path.name)}: scores, reasons, weights and comments. The file itself "
        "stays as it is."
    )
    key = f"new_set_copy_title:{session.name}"
    st.session_state.setdefault(key, f"{session.criteria_set.title}, a copy")
    st.text_input("Title of the copy", key=key)
    show_name(f"{session.now.path.stem}-copy"[:60])
    show_fault()
    if why := why_set_is_not_written():
        st.info(why)
        return
    st.button("Create set", type="primary", on_click=_create, args=(key,))


@undisturbed
def _create(key: str) -> None:
    title = str(st.session_state[key])
    text = current_session().now.text.removeprefix(SCHEMA_LINE)
    try:
        write_set(put_value(text, ("title",), " ".join(title.split())) if title.strip() else text)
    except (SaveError, EditError) as error:
        note_fault(str(error))
        return
    note_fault("")
    forget_name()
