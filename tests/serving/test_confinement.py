"""What a container takes away: a home, a named user, fonts, every place to write in but two."""

from __future__ import annotations

import json
import os
import shutil
import signal
import subprocess
import sys
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving.confined import ROOT, confined
from serving.containerfile import instruction
from serving.pages import open_page
from serving.team import Team, free_port, wait_until_answered

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows has no such containers")

LUNCH = ROOT / "tests" / "browser" / "sets" / "lunch.yaml"


@pytest.fixture
def data(tmp_path: Path) -> Path:
    """Return a folder with one set, as it is mounted into a container."""
    folder = tmp_path / "data"
    folder.mkdir()
    shutil.copy(LUNCH, folder / "lunch.yaml")
    return folder


@pytest.fixture
def team(data: Path) -> Iterator[Team]:
    """Serve that folder, confined, by the environment that the Containerfile sets."""
    port = free_port()
    command, environment = confined(
        data,
        "-m",
        "steelyard.cli",
        "serve",
        STEELYARD_SERVE_PORT=str(port),
        STEELYARD_SERVE_FOLDER=".",
        STEELYARD_SERVE_LOG="-",
    )
    log = data.parent / "server.log"
    with log.open("wb") as said:
        process = subprocess.Popen(
            command, cwd=data, env=environment, stdout=subprocess.DEVNULL, stderr=said
        )
        try:
            wait_until_answered(process, f"http://127.0.0.1:{port}", "/healthz")
            yield Team(process, port, data, log)
        finally:
            process.kill()
            process.wait(timeout=10)


def ask_health(port: int) -> subprocess.CompletedProcess[bytes]:
    """Return how the health check of the container ended, run by our Python."""
    _, *arguments = json.loads(instruction("HEALTHCHECK").partition("CMD ")[2])
    return subprocess.run(
        [sys.executable, *arguments],
        env={"STEELYARD_SERVE_PORT": str(port), "http_proxy": "http://127.0.0.1:9"},
        capture_output=True,
        timeout=30,
    )


def test_it_works_with_nothing_but_its_folder(team: Team) -> None:
    """It reads, saves and draws, a page runs to its end, and SIGTERM ends it in order."""
    ready = team.ask("/readyz")
    assert (ready.status, ready.read()) == (
        200,
        b'{"folder":"fine","saving":"fine","renderer":"fine"}',
    )
    assert ask_health(team.port).returncode == 0
    texts = open_page(team.port, f"ws://localhost:{team.port}/_stcore/stream")
    assert "Lunch" in texts
    os.kill(team.process.pid, signal.SIGTERM)

    assert team.process.wait(timeout=60) == 0
    events = [line["event"] for line in team.events()]
    assert events[-1] == "stopped"
    assert not {"fault", "report"} & set(events), team.log.read_text(encoding="utf-8")


def test_everything_can_be_taken_away_from_there(data: Path) -> None:
    """Brief, slides, workbook, pictures: no font of the machine is needed, no home either."""
    command, environment = confined(
        data, "-m", "steelyard.cli", "export", "lunch.yaml", "--to", "out", "--zip"
    )
    done = subprocess.run(command, cwd=data, env=environment, capture_output=True, timeout=300)

    assert done.returncode == 0, done.stderr.decode()
    (packed,) = (data / "out").iterdir()
    names = zipfile.ZipFile(packed).namelist()
    assert any(name.endswith(".pdf") for name in names)
    assert any(name.endswith(".png") for name in names)


def test_health_is_told_by_its_exit_code() -> None:
    """What does not answer is not alive; the container's engine reads the code."""
    assert ask_health(free_port()).returncode == 1
