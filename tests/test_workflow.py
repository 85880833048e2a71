"""The workflow runs everything on three systems and four versions of Python."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path
from typing import Any

import pytest
import yaml

ROOT = Path(__file__).resolve().parents[1]
SYSTEMS = {"linux": "ubuntu-latest", "windows": "windows-latest", "macos": "macos-latest"}
VERSIONS = ["3.11", "3.12", "3.13", "3.14"]
RECIPES = ("test", "lint", "lint-js")
"""What `make test` runs, its prerequisites included."""

IN_WORDS = {
    "$(VENV)/bin/": "",
    "$(NODE_MODULES)/.bin/": "",
    "$(CODE)": "dashboard tests .ci",
    " $(ARGS)": "",
    ".venv\\Scripts\\": "",
    "npm exec --prefix .ci -- ": "",
    "PYTHONPATH=tests ": "",
}
"""How the Makefile and the steps for Windows differ in writing one command."""


def jobs() -> dict[str, Any]:
    """Return the jobs of the workflow, by name."""
    text = (ROOT / ".github" / "workflows" / "test.yml").read_text(encoding="utf-8")
    found: dict[str, Any] = yaml.safe_load(text)["jobs"]
    return found


def commands_of(job: str) -> list[str]:
    """Return the commands that a job runs, one after the other."""
    return [step["run"] for step in jobs()[job]["steps"] if "run" in step]


def plain(command: str) -> str:
    """Return a command without what only the Makefile or only Windows writes."""
    for written, meant in IN_WORDS.items():
        command = command.replace(written, meant)
    return command


@pytest.mark.parametrize("system", SYSTEMS)
def test_every_system_has_every_version(system: str) -> None:
    """Linux, Windows and macOS run Python 3.11 to 3.14, the oldest that the package takes first."""
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]
    job = jobs()[system]

    assert job["runs-on"] == SYSTEMS[system]
    assert job["strategy"]["matrix"]["python"] == VERSIONS
    assert project["requires-python"] == f">={VERSIONS[0]}"


def test_known_faults_of_packages_are_looked_up() -> None:
    """In a job of its own: a machine without the database of advisories passes `make test`."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    (_, audit) = commands_of("audit")

    assert "--requirement .ci/constraints.txt" in audit
    # A package that could not be asked about is not one without faults.
    assert "--strict" in audit
    assert "audit" not in makefile


def test_linux_and_macos_run_make_test() -> None:
    """Both have make, and use the Python of the matrix."""
    assert commands_of("linux") == commands_of("macos") == ["make test PYTHON=python"]


def test_windows_runs_what_make_test_runs() -> None:
    """Every command of the recipes is a step, so that none is forgotten when one is added."""
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    recipes = (re.search(rf"^{name}:.*\n((?:\t.+\n)+)", makefile, re.MULTILINE) for name in RECIPES)
    wanted = {plain(line.strip()) for found in recipes if found for line in found[1].splitlines()}

    assert len(wanted) >= 7
    assert wanted <= {plain(command) for command in commands_of("windows")}
