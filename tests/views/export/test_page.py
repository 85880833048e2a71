"""The export page makes what is asked for, of the view on screen, and nothing before."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from export.lunch_result import MOVED, lunch_file, lunch_result
from files.lunch import LUNCH
from streamlit.testing.v1 import AppTest

from steelyard.charts.chart import pictures_of
from steelyard.export import forms
from steelyard.export.drawings import converter
from steelyard.export.forms import FORMS
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.views.export import page as export_page
from steelyard.views.export.page import command_line
from steelyard.views.session import served_files as served
from steelyard.views.table import page as table_page

APP = Path(__file__).resolve().parents[3] / "dashboard" / "app.py"


@pytest.fixture
def app(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[AppTest]:
    """Return the export page on the small set, drawing in this process."""
    before = list(served._chosen)
    served.choose(lunch_file(tmp_path).parent)
    # The page is run as a script: it takes what it needs from where that is defined.
    monkeypatch.setattr(converter, "start_workers", lambda: None)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    yield app.switch_page(str(Path(export_page.__file__))).run()
    served._chosen[:] = before


def labels(app: AppTest, kind: str) -> list[str]:
    """Return the labels of all elements of a kind."""
    found = app.get(kind)
    return [getattr(entry, "label", "") or entry.proto.label for entry in found]


def test_every_form_is_offered_and_none_is_made(app: AppTest) -> None:
    """One button for each form of the whole, of a picture, and for the ZIP, on three tabs."""
    made = list[str]()
    for tab in ("files", "picture", "all"):
        app.session_state["place"] = {"tab": tab}
        app.run()
        assert not app.exception
        made += [label for label in labels(app, "button") if label.startswith("Make ")]
    assert len(made) == len(FORMS) + 6 + 1
    assert labels(app, "download_button") == []


def test_a_form_is_made_when_asked_for_and_tells_its_size(app: AppTest) -> None:
    """The button gives way to a download that says how large it is; others stay unmade."""
    app.button(key="make_numbers-csv").click().run()
    assert not app.exception
    (label,) = labels(app, "download_button")
    assert label.startswith("Download the numbers as CSV, ")
    assert label.endswith(" kB")


def test_what_was_made_is_kept_until_the_view_changes(app: AppTest) -> None:
    """The same view still has it; another one begins with nothing."""
    app.button(key="make_numbers-csv").click().run()
    app.run()
    assert len(labels(app, "download_button")) == 1
    app.session_state["choice"] = Choice(lens="child")
    app.run()
    assert labels(app, "download_button") == []


def test_another_view_on_another_page_lets_go_of_what_was_made(app: AppTest) -> None:
    """Nobody need come back to the page for that; the same view elsewhere keeps it."""
    app.button(key="make_numbers-csv").click().run()
    app.switch_page(str(Path(table_page.__file__))).run()
    assert app.session_state["exports"].get("numbers-csv") is not None
    app.session_state["choice"] = Choice(lens="child")
    app.run()
    assert "exports" not in app.session_state


def test_a_file_let_go_meanwhile_is_made_again_when_it_is_taken(app: AppTest) -> None:
    """The button on the page still gives the file of the view it was drawn for."""
    app.button(key="make_numbers-csv").click().run()
    result = find_result(app.session_state["session"].shown, Choice())
    kept = app.session_state["exports"]
    before = kept.get("numbers-csv")
    taker = export_page._file_of_view(export_page._card(result, FORMS["numbers-csv"]), result, kept)
    assert taker() is before
    kept.release("numbers-csv")
    assert taker() == before


def test_what_cannot_be_made_is_a_sentence(app: AppTest, monkeypatch: pytest.MonkeyPatch) -> None:
    """A missing extra is told in place of the button; the page goes on."""
    monkeypatch.setattr(forms, "has_extra", lambda extra: extra != "office")
    app.run()
    assert not app.exception
    said = " ".join(caption.value for caption in app.caption)
    assert "Slides need the extra" in said
    assert "make_slides" not in {button.key for button in app.button}


def test_a_solver_that_gives_up_is_a_sentence(
    app: AppTest, monkeypatch: pytest.MonkeyPatch
) -> None:
    """The card says so instead of breaking the page."""

    def give_up(*_: object) -> bytes:
        raise ArithmeticError

    form = replace(FORMS["brief"], make=give_up)
    monkeypatch.setattr(forms, "FORMS", {**FORMS, "brief": form})
    app.run()
    app.button(key="make_brief").click().run()
    assert not app.exception
    assert any("solver gave up" in warning.value for warning in app.warning)


# --- words -------------------------------------------------------------------------------


def test_pictures_are_called_by_the_names_of_the_file(tmp_path: Path) -> None:
    """Keys become words; criteria and readings have their own names."""
    pictures = pictures_of(lunch_result(tmp_path, MOVED))
    assert pictures["leaders-by-weight"].full_name == "Leaders by weight"
    assert pictures["totals-over-price"].full_name == "Totals over the weight of Price"
    assert pictures["mix-with-gourmet"].full_name == "Mix with the reading “Gourmet”"


def test_the_command_says_the_view(tmp_path: Path) -> None:
    """Frame, lens and swings are flags; what has no flag is taken from a file."""
    plain = lunch_result(tmp_path)
    assert command_line(plain) == "steelyard export criteria/lunch.yaml --to out"
    choice = Choice(lens="child", swings={"price": 30.5}, scenario="rain")
    assert command_line(lunch_result(tmp_path, choice)) == (
        "steelyard export criteria/lunch.yaml --lens child --scenario rain "
        "--set-swing price=30.5 --to out"
    )
    assert "--view view.json" in command_line(lunch_result(tmp_path, MOVED))


def test_a_name_with_spaces_can_still_be_typed(tmp_path: Path) -> None:
    """The shell is told where a name begins and ends."""
    result = lunch_result(tmp_path, text=LUNCH)
    file = result.loaded.path.rename(tmp_path / "criteria" / "my lunch.yaml")
    from steelyard.files.criteria_files import load_criteria_file
    from steelyard.results.result import Result

    assert "'criteria/my lunch.yaml'" in command_line(Result(load_criteria_file(file)))
