"""A problem with one sure replacement has a button on the Edit page that writes it."""

from __future__ import annotations

from pathlib import Path

from files.lunch import LUNCH
from streamlit.testing.v1 import AppTest

from steelyard.views.edit import page as edit_page

APP = Path(__file__).resolve().parents[3] / "dashboard" / "app.py"


def open_edit_page(folder: Path, text: str) -> AppTest:
    """Return the Edit page on a file with that text."""
    (folder / "lunch.yaml").write_text(text, encoding="utf-8")
    app = AppTest.from_file(str(APP), default_timeout=60).run()
    return app.switch_page(str(Path(edit_page.__file__))).run()


def test_an_old_key_is_renamed_by_its_button(folder: Path) -> None:
    """The draft then has the new key; nothing is saved until Save is pressed."""
    text = LUNCH.replace("conditions:", "gates:")
    app = open_edit_page(folder, text)
    (button,) = [one for one in app.button if str(one.key).startswith("fix:")]
    assert "write “conditions” for “gates”" in button.label.replace("\u2060", "")
    button.click().run()

    assert not app.exception
    assert app.session_state["drafts"]["lunch"].text == LUNCH
    assert (folder / "lunch.yaml").read_text(encoding="utf-8") == text
    assert not [one for one in app.button if str(one.key).startswith("fix:")]


def test_a_sound_file_has_no_such_button(folder: Path) -> None:
    """Where nothing is wrong nothing is offered."""
    app = open_edit_page(folder, LUNCH)

    assert not app.exception
    assert not [one for one in app.button if str(one.key).startswith("fix:")]
