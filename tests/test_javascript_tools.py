"""What checks the JavaScript: fixed versions, from wherever npm fetches, for every module."""

from __future__ import annotations

import json
import re
import subprocess
import sys
import tomllib
from collections import Counter
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
CI = ROOT / ".ci"
PACKAGE = ROOT / "dashboard" / "steelyard"
MOST_LINES = 400
MOST_MODULES = 16


COMPONENTS = [
    PACKAGE / "instrument" / "js" / "panel" / "component.js",
    PACKAGE / "views" / "session" / "browser" / "screen.js",
    PACKAGE / "views" / "charts" / "mark_keys.js",
]
"""Some of the scripts that Streamlit calls."""


def wanted() -> dict[str, str]:
    """Return package → version, as `package.json` asks for them."""
    versions: dict[str, str] = json.loads((CI / "package.json").read_text())["devDependencies"]
    return versions


def own_scripts() -> list[Path]:
    """Return every JavaScript file of ours."""
    paths = sorted(PACKAGE.rglob("*.js"))
    return [path for path in paths if path.parent.name != "codemirror"]


def test_every_version_is_exact_and_locked() -> None:
    """No range is left open, and the lock has a hash for each package and no address."""
    text = (CI / "package-lock.json").read_text(encoding="utf-8")
    locked = json.loads(text)["packages"]

    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in wanted().values())
    assert locked[""]["devDependencies"] == wanted()
    assert all("integrity" in entry for path, entry in locked.items() if path)
    assert "://" not in text, "leave out addresses: `resolved` and `funding`"


def test_the_types_are_those_of_the_editor_that_is_served() -> None:
    """CodeMirror is checked in the version in which it is fetched, all that is imported of it."""
    manifest = tomllib.loads((CI / "editor_packages.toml").read_text(encoding="utf-8"))
    served = {entry["name"]: entry["version"] for entry in manifest["package"]}
    checked = {name: v for name, v in wanted().items() if name.startswith(("@codemirror", "@lez"))}
    field = (PACKAGE / "views" / "text_editor" / "code_field.js").read_text(encoding="utf-8")
    imported = set(re.findall(r'from "\./((?:codemirror|lezer)-[\w-]+)\.js"', field))

    assert checked.items() <= served.items()
    assert {name[1:].replace("/", "-") for name in checked} == imported
    assert {
        path.name.removesuffix(".d.ts") for path in (CI / "codemirror_types").iterdir()
    } == imported


def test_modules_are_short() -> None:
    """JavaScript keeps to the limit of Python: one purpose, fewer than 400 lines."""
    lengths = {path.name: len(path.read_text("utf-8").splitlines()) for path in own_scripts()}
    assert lengths
    assert {name: length for name, length in lengths.items() if length >= MOST_LINES} == {}


def test_rooms_are_small() -> None:
    """No folder has more modules than can be looked over at once."""
    rooms = Counter(path.parent.relative_to(PACKAGE).as_posix() for path in own_scripts())
    assert rooms["instrument/js/engine"]
    assert rooms["instrument/js/panel"]
    assert {room: count for room, count in rooms.items() if count > MOST_MODULES} == {}


def test_no_script_is_hidden_in_python() -> None:
    """A script within a string of Python would be neither checked nor linted."""
    script = re.compile(r"export default function|addEventListener|querySelector|matchMedia\(")
    assert all(script.search(path.read_text(encoding="utf-8")) for path in COMPONENTS)
    paths = sorted(PACKAGE.rglob("*.py"))
    assert paths
    assert [path.name for path in paths if script.search(path.read_text(encoding="utf-8"))] == []


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no make")
def test_without_node_the_check_stops_with_a_sentence(tmp_path: Path) -> None:
    """A machine without Node.js is told what is missing; nothing is skipped in silence."""
    for tool in ("sh", "echo"):
        (tmp_path / tool).symlink_to(f"/bin/{tool}")
    make = next(
        Path(folder, "make") for folder in ("/usr/bin", "/bin") if Path(folder, "make").exists()
    )
    result = subprocess.run(
        [make, "node"],
        cwd=ROOT,
        env={"PATH": str(tmp_path)},
        capture_output=True,
        text=True,
        timeout=60,
    )
    assert result.returncode != 0
    assert "The tests need Node.js 20.19 or newer with npm" in result.stdout
