"""The limits of a server that runs: the page that is too much, and the page that is slowed down."""

from __future__ import annotations

import shutil
from pathlib import Path

from serving.pages import hold_page, open_page
from serving.team import ROOT, serve_team

from steelyard.views.visitor.slowed import SLOWED

PUBLIC = "https://decide.example.org/steelyard/"
SOCKET = "wss://decide.example.org/steelyard/_stcore/stream".replace("wss", "ws")
LUNCH = ROOT / "tests" / "browser" / "sets" / "lunch.yaml"


def test_a_visitor_is_held_to_limits(tmp_path: Path) -> None:
    """One page more than there may be is answered in words; a flood is told of on the page."""
    (tmp_path / "criteria").mkdir()
    shutil.copy(LUNCH, tmp_path / "criteria")
    limits = {"pages_per_person": 1, "runs_per_second": 1}
    with serve_team(tmp_path, public_url=PUBLIC, **limits) as team:
        with hold_page(team.port, SOCKET):
            refused = team.ask("/steelyard/", Host="decide.example.org")
            assert refused.status == 429
            assert "Too many pages are open" in refused.read().decode()
        texts = open_page(team.port, SOCKET, runs=6)
        figures = team.ask("/metrics").read().decode()

    assert SLOWED in texts
    assert 'steelyard_refused_total{why="pages"} 1.0' in figures
    assert "steelyard_slowed_total 1.0" in figures
    assert [line["why"] for line in team.events("refused")] == ["pages"]
