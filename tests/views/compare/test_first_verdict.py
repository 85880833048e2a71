"""The first verdict goes before everything that is only prepared."""

from __future__ import annotations

import subprocess
import sys
import threading
from pathlib import Path

import pytest

from steelyard.views.compare import first_verdict

APP = Path(__file__).parents[3] / "dashboard" / "app.py"
OPEN = """
import sys
from streamlit.testing.v1 import AppTest
from steelyard.views.compare import first_verdict
loaded = []
first_verdict.note_verdict_shown = lambda: loaded.extend({"altair", "pandas"} & set(sys.modules))
test = AppTest.from_file(sys.argv[1], default_timeout=60).run()
assert not test.exception, test.exception
print("loaded:", loaded, "in the end:", sorted({"altair", "pandas"} & set(sys.modules)))
"""


@pytest.fixture
def none_yet(monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin as a server does, with no verdict shown."""
    monkeypatch.setattr(first_verdict, "_is_sent", threading.Event())


@pytest.mark.usefixtures("none_yet")
def test_who_waits_is_told_of_the_first_verdict() -> None:
    """The wait ends when a page has shown one; before that it lasts as long as it may."""
    assert first_verdict.await_verdict(0.0) is False
    first_verdict.note_verdict_shown()
    assert first_verdict.await_verdict(0.0) is True


@pytest.mark.usefixtures("none_yet")
def test_only_the_first_page_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    """The moment in which the server sends what there is is taken once, not by every run."""
    slept: list[float] = []
    monkeypatch.setattr(first_verdict.time, "sleep", slept.append)
    first_verdict.note_verdict_shown()
    first_verdict.note_verdict_shown()
    assert slept == [first_verdict.MOMENT]


def test_the_verdict_is_shown_before_charts_can_be_drawn() -> None:
    """What draws charts and holds tables takes most of a second to load; the verdict does not."""
    paths = {"PYTHONPATH": str(APP.parent), "PATH": ""}
    command = [sys.executable, "-c", OPEN, str(APP)]
    ended = subprocess.run(command, env=paths, capture_output=True, text=True, timeout=120)

    assert ended.returncode == 0, ended.stderr
    assert ended.stdout == "loaded: [] in the end: ['altair', 'pandas']\n"
