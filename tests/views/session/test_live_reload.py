"""What a page says of its file when that changes, goes or is renamed, and what it keeps."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steelyard.files.criteria_files import load_criteria_file
from steelyard.views.session import served_files as served
from steelyard.views.session.live_reload import is_gone

APP = Path(__file__).parents[3] / "dashboard" / "app.py"
SET = """\
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 80}
options:
  soup: {name: Soup}
  cake: {name: Cake}
assessments:
  soup: {taste: 50}
  cake: {taste: 80}
"""


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a folder with two files for the length of a test; no server watches."""
    before, told = list(served._chosen), list(served._tokens)
    for name in ("lunch", "other"):
        (tmp_path / f"{name}.yaml").write_text(SET.replace("Lunch", name))
    served.choose(tmp_path)
    served._tokens.clear()
    yield tmp_path
    served._chosen[:], served._tokens[:] = before, told


def opened(**query: str) -> AppTest:
    """Open the dashboard at an address."""
    test = AppTest.from_file(APP, default_timeout=60)
    for key, value in {"set": "lunch", **query}.items():
        test.query_params[key] = value
    test.run()
    assert not test.exception
    return test


def said(test: AppTest) -> str:
    """Return everything the page says loudly."""
    boxes = [*test.warning, *test.error, *test.toast]
    return " ".join(str(box.value) for box in boxes).replace("\\", "")


def test_a_changed_file_is_announced_once(folder: Path) -> None:
    """The run after a change says so; the next one no longer does."""
    test = opened()
    assert said(test) == ""
    (folder / "lunch.yaml").write_text(SET.replace("Soup", "Broth"))
    test.run()
    assert "lunch.yaml has changed and was read again" in said(test)
    test.run()
    assert said(test) == ""


def test_a_visitor_s_own_save_is_no_news(folder: Path) -> None:
    """What the visitor has just saved is not announced to them."""
    test = opened()
    (folder / "lunch.yaml").write_text(SET.replace("Soup", "Broth"))
    test.session_state["own_save"] = load_criteria_file(folder / "lunch.yaml").sha256
    test.run()
    assert said(test) == ""


def test_a_deleted_file_stays_with_its_weights(folder: Path) -> None:
    """Set, address and weights are kept; nothing is said of the file being unreadable."""
    test = opened(w="taste.30")
    address = dict(test.query_params)
    (folder / "lunch.yaml").unlink()
    test.run()

    assert "lunch.yaml has been deleted, moved or renamed" in said(test)
    assert "problem" not in said(test)
    assert dict(test.query_params) == address
    assert test.session_state["session"].criteria_set.title == "lunch"

    (folder / "lunch.yaml").write_text(SET)
    test.run()
    assert "deleted" not in said(test)


def test_a_renamed_file_is_named(folder: Path) -> None:
    """Where the same content stands under another name, the page says which."""
    test = opened()
    (folder / "lunch.yaml").rename(folder / "dinner.yaml")
    test.run()
    assert "now stands in the folder as dinner.yaml" in said(test)
    assert test.session_state["session"].names == ("dinner", "other", "lunch")


def test_who_turns_away_from_a_deleted_file_loses_it(folder: Path) -> None:
    """It is not offered to somebody who has another file open."""
    test = opened()
    (folder / "lunch.yaml").unlink()
    test.query_params["set"] = "other"
    test.run()
    test.run()
    assert test.session_state["session"].names == ("other",)


def test_the_last_file_may_go_too(folder: Path) -> None:
    """With the folder empty the visitor still has what they were reading."""
    test = opened()
    for path in folder.glob("*.yaml"):
        path.unlink()
    test.run()
    assert test.session_state["session"].name == "lunch"
    assert "lunch.yaml has been deleted" in said(test)


def test_an_empty_folder_is_followed(folder: Path) -> None:
    """A page that had nothing to show shows the file that comes."""
    for path in folder.glob("*.yaml"):
        path.unlink()
    test = opened()
    assert "no criteria file" in " ".join(str(box.value) for box in test.info)
    (folder / "lunch.yaml").write_text(SET)
    test.run()
    assert test.session_state["session"].name == "lunch"


def test_under_our_server_the_page_is_told(folder: Path) -> None:
    """Where a token is known the page listens; else it looks for itself."""
    served.note_token("abc")
    test = opened()
    names = [element.proto.component_name for element in test.get("bidi_component")]
    assert "steelyard_live_reload" in " ".join(names)


def test_a_file_with_problems_is_not_gone(tmp_path: Path) -> None:
    """Broken is not gone; a folder in its place is there, too."""
    broken = tmp_path / "x.yaml"
    broken.write_text("title: [")
    assert not is_gone(load_criteria_file(broken))
    assert is_gone(load_criteria_file(tmp_path / "y.yaml"))
    (tmp_path / "z.yaml").mkdir()
    assert not is_gone(load_criteria_file(tmp_path / "z.yaml"))
