"""A file of any name works on every page; one whose name is not text gets a sentence there."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from files.lunch import LUNCH
from streamlit.testing.v1 import AppTest

from steelyard.views.session import pages

NAMES = ["a__b", "__a__", "_", "a_", "a b", "a'b\"c", "<svg>", "%2e%2e", "a%5Fb", "a#b?c&d", "日本"]
NAMES += ["a\nb", "a\x1b[31m", "\u202eevil", "x.yaml", "-rf", " ", "a" * 250]


def open_app() -> AppTest:
    """Return the first page of the dashboard."""
    return AppTest.from_file(str(Path(pages.__file__).parents[3] / "app.py"), default_timeout=60)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such names")
@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_can_be_edited(name: str, folder: Path) -> None:
    """As a table and as text; no page ends in an error."""
    (folder / f"{name}.yaml").write_text(LUNCH, encoding="utf-8")
    app = open_app().run()
    assert not app.exception
    for page in ("edit", "table", "evidence"):
        app.switch_page(str(Path(pages.__file__).parents[1] / page / "page.py")).run()
        assert not app.exception, page
    app.switch_page(str(Path(pages.__file__).parents[1] / "edit" / "page.py")).run()
    app.session_state[f"edit_view:{name}"] = "Text"
    app.run()
    assert not app.exception
    assert app.session_state[f"edit_text_shown:{name}"]


@pytest.mark.skipif(sys.platform != "linux", reason="Windows and macOS keep names as text")
def test_a_name_that_is_no_text_is_told_on_the_page(folder: Path) -> None:
    """Alone in its folder, and beside a good file, which is shown."""
    odd = Path(os.fsdecode(os.fsencode(folder) + b"/caf\xe9.yaml"))
    odd.write_text(LUNCH, encoding="utf-8")
    for is_alone in (True, False):
        if not is_alone:
            (folder / "good.yaml").write_text(LUNCH, encoding="utf-8")
        app = open_app().run()
        assert not app.exception
        assert any("rename it to open it" in warning.value for warning in app.warning)
