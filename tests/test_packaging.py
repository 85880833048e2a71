"""The wheel holds what it should, and works where nothing else is installed."""

from __future__ import annotations

import os
import subprocess
import sys
import venv
import zipfile
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
pytestmark = pytest.mark.xdist_group("install")


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the wheel once."""
    folder = tmp_path_factory.mktemp("wheel")
    run([sys.executable, "-m", "build", "--wheel", "--no-isolation", "-o", folder, ROOT])
    (built,) = folder.glob("*.whl")
    return built


def run(command: list[object], **options: object) -> str:
    """Run a command and return what it printed; if it fails, its output is the message."""
    done = subprocess.run(
        [str(part) for part in command], capture_output=True, text=True, timeout=900, **options
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


def test_the_wheel_holds_every_shipped_file_and_no_source_text(wheel: Path) -> None:
    """All criteria sets and registers go along; the essays' texts never do."""
    names = zipfile.ZipFile(wheel).namelist()
    shipped = {name.split("shipped/")[1] for name in names if "/shipped/" in name}
    expected = {
        f"{folder}/{file.name}"
        for folder in ("criteria", "seeds")
        for file in (ROOT / folder).glob("*.yaml")
    }

    assert shipped == expected | {"dashboard/app.py", "dashboard/.streamlit/config.toml"}
    assert not [name for name in names if "texts" in name and not name.endswith(".py")]
    assert {name.split("/")[0] for name in names if "dist-info" not in name} == {"steelyard"}


def test_the_wheel_holds_the_text_editor_s_packages_if_they_could_be_had(wheel: Path) -> None:
    """What the build has fetched goes along, licences and all; without it the rest is whole."""
    names = zipfile.ZipFile(wheel).namelist()
    fetched = ROOT / "dashboard" / "steelyard" / "views" / "text_editor" / "codemirror"
    modules = {name for name in names if "/codemirror/" in name and name.endswith(".js")}

    assert {Path(name).name for name in modules} == {path.name for path in fetched.glob("*.js")}
    assert all(
        "Permission is hereby granted" in zipfile.ZipFile(wheel).read(name).decode()
        for name in modules
    )
    assert "steelyard/views/text_editor/plain.js" in names
    assert "steelyard/views/text_editor/code_field.js" in names


def test_the_wheel_works_in_a_clean_environment(wheel: Path, tmp_path: Path) -> None:
    """Without development tools `steelyard --help`, `check` and `score` work anywhere."""
    home = tmp_path / "env"
    venv.create(home, with_pip=True)
    scripts = home / ("Scripts" if os.name == "nt" else "bin")
    python = scripts / ("python.exe" if os.name == "nt" else "python")
    constraints = ROOT / ".ci" / "constraints.txt"
    run([python, "-m", "pip", "install", "-q", "-c", constraints, wheel])
    empty = tmp_path / "empty"
    empty.mkdir()
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    options = {"cwd": empty, "env": clean}

    assert "check" in run([scripts / "steelyard", "--help"], **options)
    checked = run([scripts / "steelyard", "check"], **options)
    assert "iran-2026.yaml: no problems" in checked
    assert "91 cells" in checked
    installed = run([python, "-m", "pip", "list", "--format=freeze"], **options)
    assert not {"pytest", "mypy", "ruff", "vl-convert-python"} & {
        line.split("==")[0] for line in installed.splitlines()
    }
