"""Every command and file in the README does what it says, in a fresh copy of the project."""

from __future__ import annotations

import os
import re
import shlex
import shutil
import signal
import socket
import subprocess
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
README = (ROOT / "README.md").read_text(encoding="utf-8")
pytestmark = pytest.mark.xdist_group("install")


def blocks(language: str) -> list[str]:
    """Return the README's code blocks in one language."""
    return re.findall(rf"^```{language}\n(.*?)^```", README, re.MULTILINE | re.DOTALL)


def commands() -> list[str]:
    """Return the README's shell commands, in order."""
    return [line for block in blocks("sh") for line in block.splitlines()]


@pytest.fixture(scope="module")
def clone(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Copy what git would carry into an empty folder."""
    folder = tmp_path_factory.mktemp("clone")
    listed = subprocess.run(
        ["git", "ls-files", "-co", "--exclude-standard", "-z"],
        cwd=ROOT,
        capture_output=True,
        check=True,
    ).stdout.decode()
    for name in filter(None, listed.split("\0")):
        if (ROOT / name).is_file():
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / name, folder / name)
    return folder


@pytest.fixture(scope="module")
def installed(clone: Path) -> Path:
    """Return the copy with Steelyard installed in it, as `make run` does before it serves."""
    subprocess.run(["make", ".venv/.run"], cwd=clone, check=True, timeout=900)
    return clone


@contextmanager
def serving(
    command: list[str], folder: Path, port: int, patience: int, path: str = ""
) -> Iterator[str]:
    """Run a command that serves, yield its first page or another, end it and what it started."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    process = subprocess.Popen(command, cwd=folder, env=clean, start_new_session=True)
    try:
        yield first_page(process, f"http://localhost:{port}/{path}", patience)
    finally:
        os.killpg(process.pid, signal.SIGTERM)
        process.wait(timeout=30)


def first_page(process: subprocess.Popen[bytes], url: str, patience: int) -> str:
    """Return the page at an address once it answers."""
    deadline = time.monotonic() + patience
    while time.monotonic() < deadline:
        assert process.poll() is None, f"ended with {process.returncode}"
        try:
            with urllib.request.urlopen(url, timeout=2) as answer:
                return str(answer.read().decode())
        except OSError:
            time.sleep(0.3)
    raise AssertionError(f"nothing answered at {url}")


def free_port() -> int:
    """Return a port nobody uses."""
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])


def test_make_run_serves_the_page_from_a_fresh_copy(clone: Path) -> None:
    """`make run` in an empty folder installs everything and shows the dashboard."""
    assert commands()[0] == "make run"
    port = free_port()
    arguments = f"ARGS=--no-browser --port {port}"

    with serving(["make", "run", arguments], clone, port, patience=900) as page:
        assert "<title>" in page


def test_the_example_file_passes_and_scores(installed: Path) -> None:
    """The file printed in the README is 25 lines, has no problem, and can be ranked."""
    clone = installed
    (example,) = blocks("yaml")
    assert 20 <= len(example.splitlines()) <= 26
    (clone / "mine.yaml").write_text(example, encoding="utf-8")
    check, score, opening, *rest = commands()[2:]
    away = [command for command in rest if command.split()[1] not in ("judges", "serve", "-m")]

    checked = subprocess.run(shlex.split(check), cwd=clone, capture_output=True, text=True)
    assert checked.returncode == 0, checked.stdout
    assert "no problems" in checked.stdout
    scored = subprocess.run(shlex.split(score), cwd=clone, capture_output=True, text=True)
    assert scored.returncode == 0, scored.stderr
    assert "Night train" in scored.stdout
    for command in away:
        taken = subprocess.run(shlex.split(command), cwd=clone, capture_output=True, text=True)
        assert taken.returncode == 0, taken.stdout + taken.stderr
    assert [command.split()[1] for command in away] == ["brief", "export", "verify"]
    assert taken.stdout.count("agrees") == 3
    port = free_port()
    command = [*shlex.split(opening), "--no-browser", "--port", str(port)]
    with serving(command, clone, port, patience=60) as page:
        assert "<title>" in page


def test_the_commands_for_judges_are_in_their_order(installed: Path) -> None:
    """A round is opened and sheets are written; a blank sheet is not sealed, and says why."""
    (installed / "mine.yaml").write_text(*blocks("yaml"), encoding="utf-8")
    ends = {}
    for command in commands():
        _, verb, *rest = shlex.split(command)
        if verb == "judges":
            done = subprocess.run(
                shlex.split(command), cwd=installed, capture_output=True, text=True, timeout=120
            )
            ends[rest[0]] = done.returncode
            assert "Traceback" not in done.stdout + done.stderr
    assert ends == {
        "open": 0, "sheet": 0, "add": 1, "status": 0, "close": 2, "disagree": 2, "result": 2,
    }  # fmt: skip


def test_the_commands_for_a_team(installed: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """With the example of a configuration they install, check and serve."""
    shutil.copy(ROOT / "dashboard" / "deploy" / "team.toml", installed)
    port = free_port()
    monkeypatch.setenv("STEELYARD_SERVE_PORT", str(port))
    team = [shlex.split(command) for command in commands() if command.split()[1] in ("-m", "serve")]
    install, check, serve = team
    subprocess.run(install, cwd=installed, check=True, timeout=600)
    checked = subprocess.run(check, cwd=installed, capture_output=True, text=True, timeout=60)

    assert checked.returncode == 0, checked.stderr
    assert "https://decide.example.org/steelyard/" in checked.stdout
    with serving(serve, installed, port, patience=60, path="healthz") as answer:
        assert answer == "alive\n"


def test_make_test_runs_every_check(clone: Path) -> None:
    """`make test` formats, lints, types, finds a browser and runs the whole suite."""
    assert commands()[1] == "make test"
    planned = subprocess.run(
        ["make", "-n", "test"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout

    for step in (
        "ruff format --check",
        "ruff check",
        "bin/mypy",
        "chromium.py",
        "export.libreoffice",
        "serving.proxies",
        "-m pytest",
    ):
        assert step in planned
    assert "make test" in (clone / ".ci" / "run").read_text()


def test_the_windows_commands_are_those_of_make(clone: Path) -> None:
    """Without make the same extras, constraints, programs and tests are named."""
    (windows,) = blocks("bat")
    makefile = (clone / "Makefile").read_text(encoding="utf-8")
    forward = windows.replace("\\", "/").replace("Scripts", "bin")

    assert '-c .ci/constraints.txt -e ".[test]"' in forward
    assert "-c .ci/constraints.txt" in makefile
    assert '-e ".[test]"' in makefile
    for called in ("tests/browser/chromium.py", "-m pytest"):
        assert called in forward
        assert called in makefile
