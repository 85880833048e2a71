"""A small page with nothing but the text editor on it, and the server that shows it.

Run as `python editor_page.py FILE PORT WAY`; WAY is `plain` for the editor without
CodeMirror. Streamlit runs the same file as the page.
"""

from __future__ import annotations

import sys
from pathlib import Path


def serve(file: Path, port: int, way: str) -> int:
    """Serve this page on the real server, with its routes, headers and policy."""
    from steelyard import application, server

    application.dashboard_script = lambda: Path(__file__)
    if way == "plain":
        nowhere = Path(__file__).parent
        whole = application.EditorFiles
        application.EditorFiles = lambda: whole(nowhere)
    return server.serve(file, port=port, open_browser=False)


def show() -> None:
    """Show an editor over a draft; what the server knows of it stands below."""
    import streamlit as st

    from steelyard.files.criteria_files import read_criteria
    from steelyard.views.session.served_files import served_files
    from steelyard.views.session.style import STYLE
    from steelyard.views.text_editor.component import show_text_editor, typed_text, was_save_pressed

    st.set_page_config(layout="wide")
    st.html(STYLE)
    (path,) = served_files().values()
    state = st.session_state
    state.setdefault("draft", path.read_text(encoding="utf-8"))
    state["draft"] = typed_text("ed") or state["draft"]
    st.markdown("# Editing")
    loaded = read_criteria(state["draft"].encode(), path, path.name)
    words = list(loaded.criteria_set.options) if loaded.criteria_set is not None else []
    if st.button("One more word"):
        state["more"] = state.get("more", 0) + 1
    words += [f"word{number}" for number in range(state.get("more", 0))]
    if was_save_pressed("ed"):
        state["saved"] = state.get("saved", 0) + 1
    if st.checkbox("Shown", value=True):
        locked = st.query_params.get("locked") == "1"
        show_text_editor(state["draft"], loaded.problems, words, key="ed", read_only=locked)
    st.text(f"saved {state.get('saved', 0)} times")
    with st.container(key="draft"):
        st.text(state["draft"])
    if st.button("Another text"):
        state["draft"] = "format: 1\ntitle: Another\n"
        st.rerun()


if __name__ == "__main__":
    if len(sys.argv) == 4:
        sys.exit(serve(Path(sys.argv[1]), int(sys.argv[2]), sys.argv[3]))
    show()
