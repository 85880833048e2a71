"""A skipped test fails, unless its platform is given as the reason."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from unexpected_skips import is_expected

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
    """Run pytest on a file of this text in a process of its own; return what it says at last."""
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
    """By mark, by a pretext, while it runs, for want of cases; what may fail may fail still."""
    said = run(tmp_path / "test_each.py", EACH)
    told = [line.split("::")[1] for line in said if line.startswith(("FAILED", "ERROR"))]
    named = {line.partition(" ")[0].partition("[")[0] for line in told}
    skipped = {"test_marked", "test_while_it_runs", "test_of_nothing"}
    assert named == skipped | ({"test_with_a_pretext"} if sys.platform != "win32" else set())
    assert any("no time" in line for line in said)
    assert "1 passed" in said[-1]
    assert "1 xfailed" in said[-1]


def test_a_module_that_skips_itself_fails(tmp_path: Path) -> None:
    """A library missing at the top of a file would take all its tests away."""
    said = run(tmp_path / "test_all.py", 'import pytest\npytest.importorskip("nobody_has_it")\n')
    assert any(line.startswith("ERROR") and "test_all.py" in line for line in said)
    assert "1 error" in said[-1]


@pytest.mark.parametrize(("platform", "is_permitted"), [("win32", True), ("linux", False)])
def test_only_windows_is_a_reason(
    request: pytest.FixtureRequest,
    monkeypatch: pytest.MonkeyPatch,
    platform: str,
    is_permitted: bool,
) -> None:
    """There a test may say that it cannot be run; no other reason counts there either."""
    item = request.node
    monkeypatch.setattr(sys, "platform", platform)
    item.add_marker(pytest.mark.skipif(False, reason="no JavaScript here"))
    assert not is_expected(item)
    item.add_marker(pytest.mark.skipif(False, reason="Windows has no signals"))
    assert is_expected(item) is is_permitted
