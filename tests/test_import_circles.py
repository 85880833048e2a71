"""No two modules wait for each other while they are imported, in whatever order threads come.

Python locks a module while it imports it, and the package of a module once the module's own
lock is held. Two threads that take two such locks in opposite order stop each other; Python
notices, and hands one of them a module that is only half there.
"""

from __future__ import annotations

import ast
import os
import subprocess
import sys
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import steelyard

PACKAGE = Path(steelyard.__file__).parent
LOADED_FIRST = {"steelyard", "steelyard.model"}
"""Packages that are whole before any thread starts: every command and page begins with them."""
FRESH_PROCESSES = 6

EVERY_FORM_AT_ONCE = """
import sys
import threading

sys.setswitchinterval(1e-6)
from steelyard.export.forms import FORMS


class Enough(Exception):
    pass


class NoResult:
    def __getattr__(self, name):
        raise Enough


def make(form):
    start.wait()
    try:
        FORMS[form].make(NoResult())
    except Enough:
        pass
    except ImportError as error:
        print(form, error)


names = ("brief", "markdown", "slides", "document")
start = threading.Barrier(len(names))
threads = [threading.Thread(target=make, args=(name,)) for name in names]
for thread in threads:
    thread.start()
for thread in threads:
    thread.join()
"""


def test_forms_made_at_once_for_the_first_time_find_their_modules() -> None:
    """In fresh processes whose threads alternate at every step no import is half done."""
    environment = {**os.environ, "PYTHONPATH": str(PACKAGE.parent)}
    for _ in range(FRESH_PROCESSES):
        run = subprocess.run(
            [sys.executable, "-c", EVERY_FORM_AT_ONCE],
            capture_output=True,
            text=True,
            timeout=120,
            env=environment,
            check=True,
        )
        assert run.stdout == ""


@cache
def _modules() -> dict[str, ast.Module]:
    found = {}
    for path in sorted(PACKAGE.rglob("*.py")):
        parts = path.relative_to(PACKAGE.parent).with_suffix("").parts
        name = ".".join(part for part in parts if part != "__init__")
        found[name] = ast.parse(path.read_text(encoding="utf-8"))
    return found


def _imports(node: ast.AST, *, inside_functions: bool) -> Iterator[str]:
    """Yield the names of our modules that a module imports."""
    for child in ast.iter_child_nodes(node):
        if isinstance(child, ast.FunctionDef) and not inside_functions:
            continue
        if isinstance(child, ast.If) and "TYPE_CHECKING" in ast.unparse(child.test):
            continue
        if isinstance(child, ast.ImportFrom) and child.module:
            # `from package import module` needs of the package no more than the module.
            full = {f"{child.module}.{alias.name}" for alias in child.names}
            yield from full
            yield from () if full <= set(_modules()) else (child.module,)
        elif isinstance(child, ast.Import):
            yield from (alias.name for alias in child.names)
        yield from _imports(child, inside_functions=inside_functions)


def _imported(name: str, *, inside_functions: bool) -> set[str]:
    found = set(_imports(_modules()[name], inside_functions=inside_functions))
    return (found & set(_modules())) - {name}


def test_no_module_imports_itself_over_others() -> None:
    """Imports at the top of modules form no circle."""
    imported = {
        name: sorted(_imported(name, inside_functions=False) - LOADED_FIRST) for name in _modules()
    }
    done: set[str] = set()

    def follow(name: str, path: tuple[str, ...]) -> None:
        assert name not in path, " → ".join([*path[path.index(name) :], name])
        if name not in done:
            for other in imported[name]:
                follow(other, (*path, name))
            done.add(name)

    for name in imported:
        follow(name, ())


def test_a_package_that_imports_its_modules_is_entered_through_itself() -> None:
    """Nobody outside imports a module of such a package: that takes the two locks in reverse."""
    past = []
    for package in set(_modules()) - LOADED_FIRST:
        inside = {name for name in _modules() if name.startswith(f"{package}.")}
        if _imported(package, inside_functions=False) & inside:
            for name in set(_modules()) - inside - {package}:
                direct = sorted(_imported(name, inside_functions=True) & inside)
                past += [f"{name} imports {other} past {package}" for other in direct]
    assert sorted(past) == []
