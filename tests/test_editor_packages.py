"""The build step that fetches the text editor's packages: exact, checked, and never in the way."""

from __future__ import annotations

import importlib.util
import io
import json
import subprocess
import sys
import tarfile
from pathlib import Path
from types import ModuleType

import pytest

CI = Path(__file__).parent.parent / ".ci"
CODE = """\
import { tags } from '@lezer/highlight';
import thing, { other } from "crelt";
export { more } from 'crelt';
const text = "import it from 'nowhere'";
export { text };
"""


def load() -> ModuleType:
    """Return the build step as a module."""
    spec = importlib.util.spec_from_file_location("editor_packages", CI / "editor_packages.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[spec.name] = module
    spec.loader.exec_module(module)
    return module


step = load()


def archive(code: str = CODE, licence: str | None = "MIT, by its author */ end") -> bytes:
    """Return an npm package with one module."""
    about = {"exports": {"import": "./dist/index.js", "require": "./dist/index.cjs"}}
    files = {"package.json": json.dumps(about), "dist/index.js": code}
    files |= {"LICENSE": licence} if licence is not None else {}
    stream = io.BytesIO()
    with tarfile.open(fileobj=stream, mode="w:gz") as tar:
        for name, text in files.items():
            entry = tarfile.TarInfo(f"package/{name}")
            entry.size = len(text.encode())
            tar.addfile(entry, io.BytesIO(text.encode()))
    return stream.getvalue()


@pytest.fixture
def npm(monkeypatch: pytest.MonkeyPatch) -> dict[str, bytes]:
    """Put something in npm's place; what is in the result is what the registry has."""
    stock: dict[str, bytes] = {}

    def run(command: list[str], cwd: Path, **_: object) -> subprocess.CompletedProcess[bytes]:
        assert "--ignore-scripts" in command
        for name, content in stock.items():
            (cwd / name).write_bytes(content)
        return subprocess.CompletedProcess(command, 0 if stock else 1)

    monkeypatch.setattr(step.shutil, "which", lambda _: "/usr/bin/npm")
    monkeypatch.setattr(step.subprocess, "run", run)
    return stock


def manifest(folder: Path, raw: bytes) -> Path:
    """Write a manifest of one package with the hash of these bytes."""
    path = folder / "packages.toml"
    path.write_text(
        f'[[package]]\nname = "crelt"\nversion = "1.0.7"\nsha512 = "{step.sha512(raw)}"\n'
    )
    return path


def test_every_package_is_pinned() -> None:
    """Exact versions and whole hashes, each name once, and no address of any registry."""
    packages = step.read_manifest(step.MANIFEST)
    names = [package.name for package in packages]
    assert len(names) == len({*names})
    assert "@codemirror/view" in names
    for package in packages:
        assert package.version.replace(".", "").isdigit()
        assert len(package.sha512) == 88
    assert "://" not in step.MANIFEST.read_text(encoding="utf-8")


def test_imports_become_files_and_the_licence_comes_first() -> None:
    """Only real imports change; the licence stands in the file and cannot end its comment."""
    package = step.Package("@codemirror/view", "1.2.3", "")
    text = step.module_of(package, archive(), {"@lezer/highlight", "crelt"})

    assert text.startswith("/*! @codemirror/view 1.2.3\n\nMIT, by its author * / end\n*/\n")
    assert 'import { tags } from "./lezer-highlight.js";' in text
    assert 'import thing, { other } from "./crelt.js";' in text
    assert 'export { more } from "./crelt.js";' in text
    assert "import it from 'nowhere'" in text


def test_an_import_of_a_package_not_listed_is_refused() -> None:
    """A new version that needs one more package says which."""
    package = step.Package("@codemirror/view", "1.2.3", "")
    with pytest.raises(step.NotFetchedError, match="needs @lezer/highlight"):
        step.module_of(package, archive(), {"crelt"})


def test_a_package_without_licence_is_refused() -> None:
    """Nothing is bundled without the words its author asks for."""
    package = step.Package("crelt", "1.2.3", "")
    with pytest.raises(step.NotFetchedError, match="no file LICENSE"):
        step.module_of(package, archive("", licence=None), set())


def test_modules_are_fetched_once(npm: dict[str, bytes], tmp_path: Path) -> None:
    """They are put in place, and left alone until the manifest changes."""
    raw = archive("export default 1;\n")
    npm["crelt-1.0.7.tgz"] = raw
    target = tmp_path / "codemirror"
    assert "Put 1 modules" in step.ensure_modules(target, manifest(tmp_path, raw))
    assert (target / "crelt.js").read_text().endswith("export default 1;\n")

    npm.clear()
    assert "are there" in step.ensure_modules(target, manifest(tmp_path, raw))
    said = step.ensure_modules(target, manifest(tmp_path, b"another"))
    assert said.startswith("The text editor will be a plain text area")
    assert (target / "crelt.js").exists()


def test_another_package_than_noted_is_not_taken(npm: dict[str, bytes], tmp_path: Path) -> None:
    """One changed byte, and nothing is put in place."""
    npm["crelt-1.0.7.tgz"] = archive("steal();\n")
    said = step.ensure_modules(tmp_path / "codemirror", manifest(tmp_path, archive()))
    assert "crelt is not the package that was noted" in said
    assert not (tmp_path / "codemirror").exists()


def test_without_npm_nothing_fails(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    """The build goes on, and says what the editor will be."""
    monkeypatch.setattr(step.shutil, "which", lambda _: None)
    said = step.ensure_modules(tmp_path / "codemirror", manifest(tmp_path, b""))
    assert said == "The text editor will be a plain text area: there is no npm on this machine."


def test_without_a_network_nothing_fails(
    monkeypatch: pytest.MonkeyPatch, npm: dict[str, bytes], tmp_path: Path
) -> None:
    """Neither a failing npm nor one that hangs stops the build."""
    said = step.ensure_modules(tmp_path / "codemirror", manifest(tmp_path, b""))
    assert "npm ended with 1 and without crelt" in said

    def hang(command: list[str], **_: object) -> None:
        raise subprocess.TimeoutExpired(command, 1)

    monkeypatch.setattr(step.subprocess, "run", hang)
    said = step.ensure_modules(tmp_path / "codemirror", manifest(tmp_path, b""))
    assert "npm took longer" in said
