"""A server that runs: its answers and headers, its log, and its end in the middle of a save."""

from __future__ import annotations

import configparser
import os
import re
import shlex
import signal
import sys
import time
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest
from serving.team import DEPLOY, Team, serve_team

from steelyard.cli import build_parser

PUBLIC = "https://decide.example.org/steelyard/"
THERE = {"Host": "decide.example.org"}
ROOT = Path(__file__).resolve().parents[2]
TEXT = (ROOT / "tests" / "browser" / "sets" / "lunch.yaml").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def team(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Team]:
    """Serve one set as if behind a proxy that works on this machine."""
    folder = tmp_path_factory.mktemp("team")
    (folder / "criteria").mkdir()
    (folder / "criteria" / "lunch.yaml").write_text(TEXT, encoding="utf-8")
    with serve_team(folder, public_url=PUBLIC, read_only=True) as team:
        yield team


@pytest.mark.parametrize(
    ("path", "host", "status"),
    [
        ("/steelyard/", "decide.example.org", 200),
        ("/steelyard/edit", "decide.example.org", 200),
        ("/steelyard/nowhere", "decide.example.org", 404),
        ("/steelyard/", "evil.example", 403),
        ("/healthz", "", 200),
        ("/steelyard/healthz", "decide.example.org", 403),
    ],
)
def test_every_answer_carries_the_headers(team: Team, path: str, host: str, status: int) -> None:
    """Pages, refusals and figures alike; by https also the one that asks for https."""
    answer = team.ask(path, **({"Host": host} if host else {}))
    answer.read()

    assert answer.status == status
    assert "default-src 'self'" in answer.headers["content-security-policy"]
    assert "frame-ancestors 'self'" in answer.headers["content-security-policy"]
    assert answer.headers["x-content-type-options"] == "nosniff"
    assert answer.headers["referrer-policy"] == "no-referrer"
    assert answer.headers["strict-transport-security"] == "max-age=31536000"
    assert "camera=()" in answer.headers["permissions-policy"]
    assert answer.headers["cache-control"] in ("no-cache", "no-store", "private, no-store")
    assert answer.headers["server"] is None


def test_cookies_are_for_this_dashboard(team: Team) -> None:
    """What Streamlit sets is bound to the path and sent by https alone."""
    answer = team.ask("/steelyard/_stcore/health", **THERE)
    answer.read()
    cookies = answer.headers.get_all("set-cookie") or []

    assert cookies
    assert all("Path=/steelyard; Secure" in cookie for cookie in cookies)


def test_it_is_ready_and_counts(team: Team) -> None:
    """Folder and renderer work, a refusal is counted; the log has no query and no secret."""
    ready = team.ask("/readyz")
    assert (ready.status, ready.read()) == (
        200,
        b'{"folder":"fine","saving":"fine","renderer":"fine"}',
    )
    team.ask("/steelyard/?w=taste.0&token=hush", **THERE).read()
    team.ask("/steelyard/media/hushhush.pdf", **THERE).read()
    team.ask("/steelyard/", Cookie="hush=1", Authorization="hush", **THERE).read()
    team.ask("/steelyard/", Host="evil.example").read()
    figures = team.ask("/metrics").read().decode()

    assert 'steelyard_refused_total{why="host"}' in figures
    assert "process_resident_memory_bytes" in figures or sys.platform != "linux"
    assert "hush" not in team.log.read_text(encoding="utf-8")
    routes = {line["route"] for line in team.events("request")}
    assert {"/", "/media/{file_id:path}", "/readyz"} <= routes
    assert team.events("refused")[-1]["reason"] == "it asks for the host evil.example"
    (started,) = team.events("started")
    assert (started["public"], started["read_only"]) == (PUBLIC, True)


@pytest.mark.skipif(sys.platform == "win32", reason="Windows ends programs without telling them")
def test_a_stop_lets_a_save_finish(tmp_path: Path) -> None:
    """SIGTERM while new bytes are on their way: the file is whole and saved, the end in order."""
    (tmp_path / "criteria").mkdir()
    file = tmp_path / "criteria" / "lunch.yaml"
    file.write_text(TEXT, encoding="utf-8")
    program = [str(Path(__file__).with_name("slow_saving.py")), str(file), "1.5"]
    with serve_team(tmp_path, program, public_url=PUBLIC) as team:
        file.with_suffix(".go").touch()
        wait_for(file.with_suffix(".middle"))
        os.kill(team.process.pid, signal.SIGTERM)
        code = team.process.wait(timeout=30)

    assert code == 0
    assert file.read_text(encoding="utf-8") == TEXT.replace("title: ", "title: Saved, ")
    assert sorted(path.name for path in file.parent.glob("*.yaml")) == ["lunch.yaml"]
    assert [line["event"] for line in team.events()][-2:] == ["saved", "stopped"]


def wait_for(path: Path) -> None:
    """Wait until a file is there."""
    deadline = time.monotonic() + 30
    while not path.exists():
        assert time.monotonic() < deadline, f"{path.name} never came"
        time.sleep(0.02)


def test_the_service_of_systemd_starts_what_there_is() -> None:
    """Its command is one of ours, and it waits longer than the server does for saves."""
    unit = configparser.ConfigParser(strict=False, interpolation=None)
    unit.optionxform = str  # type: ignore[assignment,method-assign]
    unit.read(DEPLOY / "steelyard.service", encoding="utf-8")
    program, *arguments = shlex.split(unit["Service"]["ExecStart"])
    parsed = build_parser().parse_args(arguments)
    keys = tomllib.loads((DEPLOY / "team.toml").read_text(encoding="utf-8"))

    assert Path(program).name == "steelyard"
    assert parsed.config.name == "team.toml"
    assert parsed.config.parent.as_posix() == unit["Service"]["WorkingDirectory"]
    assert int(unit["Service"]["TimeoutStopSec"]) > keys["stop_seconds"]
    assert unit["Service"]["KillSignal"] == "SIGTERM"


def test_the_commands_for_systemd_prepare_what_it_starts() -> None:
    """Program, configuration and user are those of the service; what is copied is there."""
    page = (DEPLOY / "README.md").read_text(encoding="utf-8")
    section = page.partition("## As a service of systemd\n")[2].partition("\n## ")[0]
    commands = [shlex.split(line) for line in section.split("```")[1].splitlines()[1:]]
    unit = (DEPLOY / "steelyard.service").read_text(encoding="utf-8")
    (check,) = (" ".join(one) for one in commands if "--check" in one)
    copied = [one for one in commands if one[0] == "install" and "-d" not in one]

    assert f"ExecStartPre={check}\n" in unit
    assert f"ExecStart={check.removesuffix(' --check')}\n" in unit
    assert commands[0][-1] in re.findall(r"User=(.*)", unit)
    assert len(copied) == 3
    for one in copied:
        assert (DEPLOY.parents[1] / one[-2]).is_file(), one
    assert any(one[-1] == "/var/lib/steelyard/criteria" for one in commands)
