"""Judges beside lenses and readings on the page Perspectives: shown after closing, laid over."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from judged_sets import THREE, Judged, judged
from streamlit.testing.v1 import AppTest

from steelyard.results.words.judging.beside import LAY_OVER, TAKE_OFF
from steelyard.views.perspectives import page
from steelyard.views.session import served_files as served

APP = Path(__file__).resolve().parents[2] / "dashboard" / "app.py"


@pytest.fixture(autouse=True)
def served_before() -> Iterator[None]:
    """Serve what was served before, after each test."""
    before = list(served._chosen)
    yield
    served._chosen[:] = before


def opened(made: Judged) -> AppTest:
    """Return the page on a set."""
    served.choose(made.file.parent)
    app = AppTest.from_file(str(APP), default_timeout=60)
    app.run()
    app = app.switch_page(str(Path(page.__file__))).run()
    assert not app.exception
    return app


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with a label."""
    next(one for one in app.button if one.label == label).click().run()
    assert not app.exception
    return app


def test_judges_are_laid_over_and_taken_off(tmp_path: Path) -> None:
    """Each judge's leader is listed; among the lenses they stand once that is asked for."""
    app = opened(judged(tmp_path))
    html = "".join(str(each.proto.body) for each in app.get("html"))
    assert "Judge: Birch (weights and scores)" in html
    assert "Group: mean of individual totals" in html
    press(app, LAY_OVER)
    assert app.session_state["choice"].laid_over
    assert app.session_state["address"]["judges"] == "1"
    assert "Judge: Birch" in str([str(each.proto) for each in app.main])
    press(app, TAKE_OFF)
    assert not app.session_state["choice"].laid_over


def test_an_open_round_is_not_on_the_page(tmp_path: Path) -> None:
    """No pseudonym and no number of a sealed sheet before closing."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("birch", *THREE["birch"])
    app = opened(made)
    assert not [one for one in app.button if one.label == LAY_OVER]
    assert "Birch" not in str([str(each.proto) for each in app.main])
