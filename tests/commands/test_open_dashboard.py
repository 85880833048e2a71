"""`steelyard open`: what is refused, and what is handed to the server."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard import server
from steelyard.cli import main
from steelyard.files.saving import save
from steelyard.views.session import served_files as served
from steelyard.views.text_editor import component


@pytest.fixture(autouse=True)
def as_before() -> Iterator[None]:
    """Restore the served folder and the permission to write after a test."""
    chosen = list(served._chosen)
    yield
    save._forbidden.clear()
    served._chosen[:] = chosen
    component._addresses.clear()


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> dict[str, object]:
    """Replace the server by a stand-in that records its arguments."""
    noted: dict[str, object] = {}

    def serve(place: Path, **options: object) -> int:
        noted.update(options, place=place)
        return 0

    monkeypatch.setattr(server, "serve", serve)
    return noted


def test_the_server_gets_every_argument(asked: dict[str, object], tmp_path: Path) -> None:
    """Folder, port, browser and read-only arrive as given; without them writing is on."""
    (tmp_path / "a.yaml").write_text("format: 1\n")
    assert main([str(tmp_path), "--port", "9000", "--no-browser", "--read-only"]) == 0
    assert asked == {
        "place": tmp_path.resolve(),
        "port": 9000,
        "open_browser": False,
        "read_only": True,
    }
    assert main(["open", str(tmp_path)]) == 0
    assert asked["read_only"] is False
    assert asked["port"] is None


@pytest.mark.parametrize("port", ["99999", "-5", "0", "8501.5", "eight", "1" * 400, "٣", ""])
def test_a_port_that_cannot_be_is_refused(
    asked: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str], port: str
) -> None:
    """Wrong use, in a sentence that says which ports there are; nothing is served."""
    (tmp_path / "a.yaml").write_text("format: 1\n")
    assert main(["open", str(tmp_path), f"--port={port}"]) == 2
    assert asked == {}
    assert "--port takes a whole number from 1 to 65535; found" in capsys.readouterr().err


def test_a_place_that_is_missing_is_refused_and_an_empty_folder_said(
    asked: dict[str, object], tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """A missing place is wrong use; in an empty folder one begins, and the terminal says so."""
    assert main([str(tmp_path / "none")]) == 2
    assert asked == {}
    capsys.readouterr()
    assert main([str(tmp_path)]) == 0
    assert asked["place"] == tmp_path.resolve()
    assert "There is no .yaml file in" in capsys.readouterr().err


def test_read_only_forbids_every_save(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Saving itself refuses from then on, and the terminal says so."""
    monkeypatch.setattr(server, "_run", lambda _listener: None)
    file = tmp_path / "a.yaml"
    file.write_text("format: 1\n")
    assert server.serve(tmp_path, port=18601, open_browser=False, read_only=True) == 0

    assert "Read-only: nothing can be saved" in capsys.readouterr().out
    with pytest.raises(save.SaveError, match="for reading only"):
        save.save_text(file, "format: 2\n", "", within=tmp_path)
    with pytest.raises(save.SaveError, match="for reading only"):
        save.save_copy(tmp_path, "b", "format: 1\n", within=tmp_path)
    assert sorted(path.name for path in tmp_path.iterdir()) == ["a.yaml"]


def test_a_folder_that_cannot_be_written_is_announced(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    """The sentence at the start names the files' own permissions as the reason."""
    (tmp_path / "a.yaml").write_text("format: 1\n")
    served.choose(tmp_path)
    assert server.why_read_only() == ""
    allowed = os.access
    monkeypatch.setattr(os, "access", lambda path, mode: not mode & os.W_OK and allowed(path, mode))
    assert "may only be read" in server.why_read_only()


ALONE = """
import sys
from steelyard.cli import main
try:
    main(["open", "--help"])
except SystemExit:
    pass
print([name for name in sys.modules if name.startswith("steelyard.commands.")])
"""


def test_no_other_command_is_loaded_with_it() -> None:
    """What the others need would delay the first page."""
    found = subprocess.run(
        [sys.executable, "-c", ALONE], capture_output=True, text=True, timeout=120, check=True
    )
    assert found.stdout.splitlines()[-1] == str(
        ["steelyard.commands.outcome", "steelyard.commands.open_dashboard"]
    )
