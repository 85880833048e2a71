"""Files from the visitor's computer: named, bounded, closed, and taken back from the browser."""

from __future__ import annotations

import base64
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from files.lunch import LUNCH
from hypothesis import given, settings
from hypothesis import strategies as some
from streamlit.testing.v1 import AppTest

from steelyard.files.yaml.decoding import MAX_BYTES
from steelyard.views.edit.saving import browser_storage, own_files
from steelyard.views.session import served_files as served

APP = Path(__file__).resolve().parents[4] / "dashboard" / "app.py"
RAW = base64.b64encode(LUNCH.encode()).decode()


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve a folder with one file."""
    (tmp_path / "soup.yaml").write_text(LUNCH, encoding="utf-8")
    before = list(served._chosen)
    served.choose(tmp_path)
    yield tmp_path
    served._chosen[:] = before


@pytest.fixture
def session(monkeypatch: pytest.MonkeyPatch) -> dict[str, Any]:
    """Let a plain mapping stand for the session."""
    state: dict[str, Any] = {}
    monkeypatch.setattr(st, "session_state", state)
    return state


# --- what the browser reports ------------------------------------------------------------


@pytest.mark.parametrize(
    "entry",
    [
        None,
        7,
        {},
        {"name": "soup-mine"},
        {"name": "soup", "raw": RAW},
        {"name": "../soup-mine", "raw": RAW},
        {"name": "soup-mine\n", "raw": RAW},
        {"name": 3, "raw": RAW},
        {"name": "soup-mine", "raw": "not base64 "},
        {"name": "soup-mine", "raw": "ü"},
        {"name": "soup-mine", "raw": base64.b64encode(bytes(MAX_BYTES + 1)).decode()},
        {"name": "soup-mine", "raw": "A" * (2 * MAX_BYTES)},
    ],
)
def test_what_is_no_file_of_ours_is_left_out(entry: object) -> None:
    """Whatever stands in the store, only a well-formed file under such a name is opened."""
    assert browser_storage.parse_found_files([entry]) == []
    assert browser_storage.parse_found_files(entry) == []


def test_files_come_back_in_the_order_of_opening_and_not_too_many() -> None:
    """The one opened first is first; more than may be open are left out."""
    entries = [{"name": f"soup-mine-{n}", "raw": RAW, "at": -n} for n in range(12)]
    found = browser_storage.parse_found_files(
        [{"name": "late-mine", "raw": RAW, "at": "x"}, *entries]
    )
    assert [name for name, _ in found] == [f"soup-mine-{n}" for n in range(11, 3, -1)]
    assert {raw for _, raw in found} == {LUNCH.encode()}


@given(
    some.recursive(
        some.none() | some.booleans() | some.floats() | some.text(),
        lambda inner: (
            some.lists(inner)
            | some.dictionaries(some.sampled_from(["name", "raw", "at", "mark"]), inner)
        ),
    )
)
@settings(max_examples=100, deadline=None)
def test_no_report_is_an_error(found: object) -> None:
    """Whatever JSON arrives, it is read or left out."""
    for name, raw in browser_storage.parse_found_files(found):
        assert browser_storage.is_own_name(name)
        assert len(raw) <= MAX_BYTES


# --- what the session does with it -------------------------------------------------------


def test_a_file_comes_back_under_its_name(folder: Path, session: dict[str, Any]) -> None:
    """Its bytes need not be sent to the browser that has just sent them."""
    session[browser_storage.STORAGE_KEY] = {
        "found": [{"name": "my-soup-mine", "raw": RAW, "at": 1}]
    }
    browser_storage._take_found()

    assert own_files.own_paths() == {"my-soup-mine": folder / "my-soup-mine.yaml"}
    assert own_files.load_own("my-soup-mine").criteria_set is not None
    (file,) = browser_storage._data(is_waiting=False)["files"]
    assert file["raw"] is None
    assert "a reload does not lose it" in browser_storage.kept_in_words("my-soup-mine")


def test_a_file_whose_name_is_served_by_now_gets_another(
    folder: Path, session: dict[str, Any]
) -> None:
    """Somebody saved a copy under that very name: both are on offer, the old copy is removed."""
    (folder / "my-soup-mine.yaml").write_text(LUNCH, encoding="utf-8")
    session[browser_storage.STORAGE_KEY] = {
        "found": [{"name": "my-soup-mine", "raw": RAW, "at": 1}]
    }
    browser_storage._take_found()

    assert list(own_files.own_paths()) == ["my-soup-mine-2"]
    data = browser_storage._data(is_waiting=False)
    assert data["closed"] == ["my-soup-mine"]
    assert base64.b64decode(data["files"][0]["raw"]) == LUNCH.encode()


def test_content_goes_to_the_browser_until_it_has_spoken(
    folder: Path, session: dict[str, Any]
) -> None:
    """Before that it is sent with every run, afterwards never; other content is sent again."""
    name = own_files.add_own("My soup.yaml", LUNCH.encode(), folder, ())
    (file,) = browser_storage._data(is_waiting=False)["files"]
    assert base64.b64decode(file["raw"]) == LUNCH.encode()
    assert browser_storage.kept_in_words(name) == ""

    session[browser_storage.STORAGE_KEY] = {"standing": [[name, file["mark"], False], "odd"]}
    (file,) = browser_storage._data(is_waiting=False)["files"]
    assert file["raw"] is None
    assert "no room" in browser_storage.kept_in_words(name)
    own_files.put_own(name, b"other", folder)
    (file,) = browser_storage._data(is_waiting=False)["files"]
    assert file["raw"] is not None


@pytest.mark.usefixtures("session")
def test_no_more_than_eight_files_are_open(folder: Path) -> None:
    """The ninth is refused with a sentence; the same name again takes the old one's place."""
    for number in range(own_files.MOST_OPEN):
        own_files.add_own(f"{number}.yaml", b"a", folder, ())
    with pytest.raises(ValueError, match="close one first"):
        own_files.add_own("more.yaml", b"a", folder, ())
    own_files.add_own("0.yaml", b"b", folder, ())
    browser_storage.close_file("file-0-mine")
    assert own_files.add_own("more.yaml", b"a", folder, ()) == "more-mine"
    assert browser_storage._data(is_waiting=False)["closed"] == ["file-0-mine"]


def test_a_page_waits_for_the_browser_once(folder: Path) -> None:
    """A name an earlier session may have opened is asked for; if it is not there, it is said."""
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["set"] = "my-soup-mine"
    app.run()
    assert [caption.value for caption in app.caption] == [
        "Looking in this browser for the file my\\-soup\\-mine …"
    ]
    assert len(app.button) == 0

    app.session_state["own_heard"] = True
    app.run()
    assert not app.exception
    assert any("is served here" in warning.value for warning in app.warning)


def test_a_file_served_under_such_a_name_is_shown_at_once(folder: Path) -> None:
    """What stands in the folder need not be asked for."""
    (folder / "soup.yaml").rename(folder / "my-soup-mine.yaml")
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.query_params["set"] = "my-soup-mine"
    app.run()
    assert not app.exception
    assert not any("Looking" in caption.value for caption in app.caption)
