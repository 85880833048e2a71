"""Every page with an open round: nothing that stands in another judge's sheet is sent."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from judged_sets import Judged
from streamlit.testing.v1 import AppTest

from steelyard.views.session import served_files as served
from steelyard.views.session.pages import PAGES

ROOT = Path(__file__).resolve().parents[3] / "dashboard"
SECRETS = ("61.25", "62.25", "71.25", "Sentinel")


@pytest.fixture(autouse=True)
def served_before() -> Iterator[None]:
    """Serve what was served before, after each test."""
    before = list(served._chosen)
    yield
    served._chosen[:] = before


def test_no_page_sends_an_answer_of_an_open_round(
    tmp_path: Path, caplog: pytest.LogCaptureFixture
) -> None:
    """Sheets sealed, begun and faulty; asked for in the address too, as lenses and as a round."""
    made = Judged(tmp_path)
    made.open()
    marked = {"score": [61.25, 62.25, 63.25], "reason": "Sentinel reason"}
    scores = {"soup": {"taste": marked}, "cake": {"taste": marked}}
    swings = {"taste": {"swing": 71.25, "reason": "Sentinel weight"}}
    made.hand_in("alder", scores, swings)
    begun = made.hand_in("birch", scores, swings, seal=False)
    text = begun.read_text(encoding="utf-8").replace("birch", "cedar")
    made.put("cedar", text.replace("[61.25", "[61.25x", 1))
    caplog.set_level(logging.DEBUG)
    served.choose(made.file.parent)
    app = AppTest.from_file(str(ROOT / "app.py"), default_timeout=60)
    app.query_params["judges"] = "1"
    app.query_params["lens"] = "judge-alder"
    app.query_params["reading"] = "judge-alder"
    app.run()
    sent = []
    for page in PAGES:
        app = app.switch_page(str(ROOT / "steelyard" / "views" / page / "page.py")).run()
        assert not app.exception, page
        said = "\n".join(str(element.proto) for element in app.main) + str(app.get("html"))
        sent.append((page, said + str(dict(app.query_params))))
    assert len({said for _, said in sent}) == len(PAGES)
    sent.append(("log", caplog.text))
    for secret in SECRETS:
        assert not [page for page, said in sent if secret in said], secret
