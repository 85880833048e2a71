"""`steelyard serve`: what it checks, what it refuses, and that a laptop loads nothing of it."""

from __future__ import annotations

import builtins
import os
import socket
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from serving.team import small_configuration

from steelyard.cli import main

ROOT = Path(__file__).resolve().parents[2]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a configuration beside a folder of criteria files."""
    return small_configuration(tmp_path, "port = 9000\n")


def test_check_tells_where_every_value_is_from(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """And the address at which it would answer; nothing is started."""
    assert main(["serve", "--config", str(file), "--check"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert lines[0] == f"Would show {file.parent / 'criteria'} at http://localhost:9000/"
    assert lines[3].split(maxsplit=2) == ["port", "9000", f"{file}, line 1"]
    assert lines[2].split() == ["address", "127.0.0.1", "default"]


@pytest.mark.parametrize("check", [["--check"], []])
def test_a_wrong_configuration_is_said_and_not_served(
    file: Path, capsys: pytest.CaptureFixture[str], check: list[str]
) -> None:
    """Every problem at once, in the form that criteria files have; exit code 1."""
    file.write_text('port = "9000"\naddress = "0.0.0.0"\nreadonly = true\n', encoding="utf-8")
    assert main(["serve", "--config", str(file), *check]) == 1
    said = capsys.readouterr()

    assert said.out == ""
    assert f"{file}:1:1  C003  wrong kind of value" in said.err
    assert f"{file}:3:1  C001  unknown key" in said.err
    assert "did you mean read_only?" in said.err


def test_a_taken_port_is_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """No other port is tried: the proxy would not find it."""
    with socket.create_server(("127.0.0.1", 0)) as other:
        port = other.getsockname()[1]
        file.write_text(f"port = {port}\n", encoding="utf-8")
        assert main(["serve", "--config", str(file)]) == 2
    assert f"127.0.0.1 port {port} cannot be listened on" in capsys.readouterr().err


def test_without_the_extra_it_says_what_to_install(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """The command is there on a laptop too, and does not end in a traceback."""
    whole = builtins.__import__

    def without(name: str, *rest: Any, **more: Any) -> Any:
        if name.partition(".")[0] == "pydantic_settings":
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)
        return whole(name, *rest, **more)

    for name in [name for name in sys.modules if name.startswith("steelyard.serving")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setattr(builtins, "__import__", without)

    assert main(["serve", "--config", str(file)]) == 2
    assert "pip install 'steelyard[server]'" in capsys.readouterr().err


LAPTOP = """
import sys
from steelyard.cli import build_parser
build_parser()
from steelyard import server
from steelyard.application import application, dashboard_script
application(dashboard_script())
import steelyard.views.session.pages
tops = ("pydantic_settings", "prometheus_client", "dotenv")
tops += ("steelyard.serving",)
print([name for name in sys.modules if name.startswith(tops)])
"""


def test_a_laptop_loads_nothing_of_it() -> None:
    """Neither the room nor its libraries: not with the commands, the server or the pages."""
    paths = os.pathsep.join([str(ROOT / "dashboard"), os.environ.get("PYTHONPATH", "")])
    found = subprocess.run(
        [sys.executable, "-c", LAPTOP],
        env={**os.environ, "PYTHONPATH": paths},
        capture_output=True,
        text=True,
        timeout=120,
        check=True,
    )
    assert found.stdout == "[]\n"


def test_a_user_without_a_home_may_run_it(
    file: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In a container nobody knows the user; libraries ask for a home while they are imported."""

    def nowhere() -> Path:
        raise RuntimeError("Could not determine home directory.")

    monkeypatch.setattr(Path, "home", nowhere)
    monkeypatch.setenv("HOME", "")

    assert main(["serve", "--config", str(file), "--check"]) == 0
    assert os.environ["HOME"] == os.sep
