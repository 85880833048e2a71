"""A skipped test fails, unless its reason names the system on which it cannot run."""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from pathlib import Path

import pytest
from unexpected_skips import is_expected, systems_of

TESTS = Path(__file__).parent
EACH = """
import sys
import pytest

@pytest.mark.skip(reason="no time")
def test_marked(): ...

@pytest.mark.skipif(True, reason="Windows is not here")
def test_with_a_pretext(): ...

def test_while_it_runs():
    pytest.importorskip("a_library_of_nobody")

@pytest.mark.parametrize("nothing", [])
def test_of_nothing(nothing): ...

@pytest.mark.xfail(reason="known")
def test_expected_to_fail():
    assert False

@pytest.mark.skipif(sys.platform == "amiga", reason="Windows has no such thing")
def test_not_skipped(): ...
"""


def run(file: Path, text: str) -> list[str]:
    """Run pytest on a file of this text in a process of its own; return the lines it prints."""
    file.write_text(text, encoding="utf-8")
    command = [sys.executable, "-m", "pytest", "-q", "-rfEs", "-p", "unexpected_skips", str(file)]
    paths = [str(TESTS), os.environ.get("PYTHONPATH", "")]
    environment = {**os.environ, "PYTHONPATH": os.pathsep.join(filter(None, paths))}
    done = subprocess.run(
        [*command, f"--rootdir={file.parent}", "-c", os.devnull],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert done.returncode != 0, done.stdout
    return done.stdout.splitlines()


def test_whatever_is_skipped_fails(tmp_path: Path) -> None:
    """By a mark, while it runs, for want of cases; a test that is expected to fail may do so."""
    printed = run(tmp_path / "test_each.py", EACH)
    failed = [line.split("::")[1] for line in printed if line.startswith(("FAILED", "ERROR"))]
    named = {line.partition(" ")[0].partition("[")[0] for line in failed}
    skipped = {"test_marked", "test_while_it_runs", "test_of_nothing"}
    assert named == skipped | ({"test_with_a_pretext"} if sys.platform != "win32" else set())
    assert any("no time" in line for line in printed)
    assert "1 passed" in printed[-1]
    assert "1 xfailed" in printed[-1]


def test_a_module_that_skips_itself_fails(tmp_path: Path) -> None:
    """A library missing at the top of a file would take all its tests away."""
    printed = run(tmp_path / "test_all.py", 'import pytest\npytest.importorskip("nobody_has_it")\n')
    assert any(line.startswith("ERROR") and "test_all.py" in line for line in printed)
    assert "1 error" in printed[-1]


@pytest.mark.parametrize("platform", ["win32", "darwin", "linux"])
def test_only_the_present_system_is_a_reason(
    request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch, platform: str
) -> None:
    """A test may be skipped where its reason names the system that it runs on."""
    item = request.node
    monkeypatch.setattr(sys, "platform", platform)
    item.add_marker(pytest.mark.skipif(False, reason="no JavaScript here"))
    assert not is_expected(item)
    item.add_marker(pytest.mark.skipif(False, reason="Windows has no signals"))
    assert is_expected(item) is (platform == "win32")
    item.add_marker(pytest.mark.skipif(False, reason="Windows and macOS keep names as text"))
    assert is_expected(item) is (platform != "linux")


def skip_marks() -> list[tuple[str, str, str]]:
    """Return file, condition and reason of every `skipif` in the tests."""
    calls = (
        (path.name, node)
        for path in TESTS.rglob("test_*.py")
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8")))
        if isinstance(node, ast.Call) and ast.unparse(node.func) == "pytest.mark.skipif"
    )
    return [
        (name, ast.unparse(call.args[0]), str(ast.literal_eval(call.keywords[0].value)))
        for name, call in calls
        if name != Path(__file__).name
    ]


def test_every_skip_names_the_systems_it_is_about() -> None:
    """Otherwise it would fail on one of them, where nobody may have run it yet."""
    systems = {
        "sys.platform == 'win32'": {"Windows"},
        "sys.platform != 'linux'": {"Windows", "macOS"},
    }
    marks = skip_marks()
    assert marks
    assert [mark for mark in marks if systems_of(mark[2]) != systems.get(mark[1])] == []
