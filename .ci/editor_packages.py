"""Fetches CodeMirror, of which the text editor is made, into an ignored folder of the package.

Run by the build (hatchling) and by hand: `python .ci/editor_packages.py`. npm fetches the
packages of `editor_packages.toml` by name; each is taken only if its hash is the one noted
there. Their modules are put side by side with their licences in front, and names of
packages in them become names of files: browsers need no bundler for that. Where npm or
the network is missing nothing is installed, nothing fails, and the page shows its plain
text area.
"""

from __future__ import annotations

import argparse
import base64
import hashlib
import io
import json
import re
import shutil
import subprocess
import sys
import tarfile
import tempfile
import tomllib
from pathlib import Path, PurePosixPath
from typing import Any, NamedTuple

HERE = Path(__file__).resolve().parent
MANIFEST = HERE / "editor_packages.toml"
TARGET = HERE.parent / "dashboard" / "steelyard" / "views" / "text_editor" / "codemirror"
STAMP = "made-from.txt"
SECONDS_AT_MOST = 120

# An import or export that names a package: always at the start of a line in these files.
_FROM_PACKAGE = re.compile(
    r"""^((?:import|export)\b[^'"\n]*?from\s*)(['"])([^'"]+)\2""", re.MULTILINE
)


class Package(NamedTuple):
    """One package: name, exact version, SHA-512 of its archive in base64."""

    name: str
    version: str
    sha512: str

    @property
    def archive(self) -> str:
        """The name of the file npm makes of it."""
        return f"{file_stem(self.name)}-{self.version}.tgz"


class NotFetchedError(Exception):
    """Says in a sentence why the editor's packages are not there."""


def ensure_modules(target: Path = TARGET, manifest: Path = MANIFEST) -> str:
    """Put the modules into `target` unless they are there; return a sentence on how it went.

    Never raises for a missing npm, a missing network or a wrong hash; what stood in the
    folder is then left as it is.
    """
    stamp = target / STAMP
    wanted = hashlib.sha256(manifest.read_bytes() + Path(__file__).read_bytes()).hexdigest()
    if stamp.is_file() and stamp.read_text(encoding="utf-8").strip() == wanted:
        return "The text editor's packages are there."
    try:
        modules = fetch_modules(read_manifest(manifest))
    except (NotFetchedError, OSError, tarfile.TarError) as error:
        return f"The text editor will be a plain text area: {error}"
    shutil.rmtree(target, ignore_errors=True)
    target.mkdir(parents=True)
    for name, text in modules.items():
        (target / name).write_text(text, encoding="utf-8", newline="\n")
    stamp.write_text(wanted + "\n", encoding="utf-8")
    return f"Put {len(modules)} modules for the text editor into {target}."


def read_manifest(manifest: Path) -> list[Package]:
    """Return the packages named in the manifest."""
    entries = tomllib.loads(manifest.read_text(encoding="utf-8"))["package"]
    return [Package(entry["name"], entry["version"], entry["sha512"]) for entry in entries]


def fetch_modules(packages: list[Package]) -> dict[str, str]:
    """Return file name → text of every package's module; NotFetchedError if one is not right."""
    with tempfile.TemporaryDirectory() as folder:
        archives = _pack(packages, Path(folder))
    known = {package.name for package in packages}
    modules: dict[str, str] = {}
    for package in packages:
        raw = archives[package.archive]
        if sha512(raw) != package.sha512:
            raise NotFetchedError(f"{package.name} is not the package that was noted.")
        modules[f"{file_stem(package.name)}.js"] = module_of(package, raw, known)
    return modules


def module_of(package: Package, archive: bytes, known: set[str]) -> str:
    """Return a package's module with its licence in front and imports by file name."""
    with tarfile.open(fileobj=io.BytesIO(archive), mode="r:gz") as tar:
        about = json.loads(_text_in(tar, "package.json"))
        module = _text_in(tar, entry_of(about))
        licence = _text_in(tar, "LICENSE").strip().replace("*/", "* /")
    head = f"/*! {package.name} {package.version}\n\n{licence}\n*/\n"

    def by_file(match: re.Match[str]) -> str:
        if match[3] not in known:
            raise NotFetchedError(f"{package.name} needs {match[3]}, which is not in the list.")
        return f'{match[1]}"./{file_stem(match[3])}.js"'

    return head + _FROM_PACKAGE.sub(by_file, module)


def entry_of(about: dict[str, Any]) -> str:
    """Return the path of a package's ES module.

    >>> entry_of({"exports": {"import": "./dist/index.js", "require": "./dist/index.cjs"}})
    'dist/index.js'
    """
    exports = about.get("exports")
    named = exports.get("import") if isinstance(exports, dict) else None
    return str(PurePosixPath(named or about.get("module") or "index.js"))


def file_stem(package: str) -> str:
    """Return the name of a package as one word.

    >>> file_stem("@codemirror/view")
    'codemirror-view'
    """
    return package.removeprefix("@").replace("/", "-")


def sha512(raw: bytes) -> str:
    """Return the SHA-512 of bytes in base64, as npm writes it."""
    return base64.b64encode(hashlib.sha512(raw).digest()).decode()


def _pack(packages: list[Package], folder: Path) -> dict[str, bytes]:
    """Let npm put the packages' archives into a folder; return them by file name."""
    npm = shutil.which("npm")
    if npm is None:
        raise NotFetchedError("there is no npm on this machine.")
    command = [npm, "pack", "--silent", "--ignore-scripts", "--fetch-retries=1"]
    command += ["--fetch-timeout=20000", "--fetch-retry-mintimeout=1000"]
    command += [f"{package.name}@{package.version}" for package in packages]
    try:
        done = subprocess.run(  # noqa: S603 - our own words and the manifest's
            command, cwd=folder, capture_output=True, timeout=SECONDS_AT_MOST, check=False
        )
    except subprocess.TimeoutExpired:
        raise NotFetchedError(f"npm took longer than {SECONDS_AT_MOST} seconds.") from None
    archives = {path.name: path.read_bytes() for path in folder.glob("*.tgz")}
    missing = [package.name for package in packages if package.archive not in archives]
    if missing:
        raise NotFetchedError(f"npm ended with {done.returncode} and without {missing[0]}.")
    return archives


def _text_in(tar: tarfile.TarFile, path: str) -> str:
    try:
        stream = tar.extractfile(f"package/{path}")
    except KeyError:
        stream = None
    if stream is None:
        raise NotFetchedError(f"a package has no file {path}.")
    return stream.read().decode("utf-8")


def renew(manifest: Path = MANIFEST) -> None:
    """Write the hashes of the versions now named in the manifest into it."""
    text = manifest.read_text(encoding="utf-8")
    packages = read_manifest(manifest)
    with tempfile.TemporaryDirectory() as folder:
        archives = _pack(packages, Path(folder))
    for package in packages:
        text = text.replace(package.sha512, sha512(archives[package.archive]))
    manifest.write_text(text, encoding="utf-8", newline="\n")


def main() -> int:
    """Fetch what is missing, or renew the hashes; return 0 even where nothing can be had."""
    parser = argparse.ArgumentParser(description="Fetch the parts of the text editor.")
    parser.add_argument("--renew", action="store_true", help="note the hashes of new versions")
    if parser.parse_args().renew:
        renew()
    print(ensure_modules())
    return 0


if __name__ == "__main__":
    sys.exit(main())
