"""Bundles JavaScript modules into one text, so that a page needs no server and no build tool.

The modules under `dashboard/steelyard` import one another by relative paths. In the bundle each
comes after those it imports, and import and export statements are removed. That is only correct
while all top-level names of all modules differ and every unindented line has one of a few simple
forms; anything else is rejected with its module and line.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Callable, Collection, Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from importlib.resources import files

Read = Callable[[str], str]
"""Path of a module → its text; raises FileNotFoundError if there is none."""

_NAME = r"[A-Za-z_$][\w$]*"
_IMPORT = re.compile(
    rf'import \{{\s*({_NAME}(?:,\s*{_NAME})*),?\s*\}} from "(\.{{1,2}}/[\w./-]+\.js)";'
)
_DECLARATION = re.compile(
    rf"(export (?:default )?)?(?:const|let|class|(?:async )?function) ({_NAME})\b"
)
_DEFAULT_FUNCTION = re.compile(r"export default (?:async )?function \(")
_STATEMENT = re.compile(rf"(?:if|for) \(|{_NAME}(?:\.{_NAME})*(?:\(| = )")
_CONTINUED = re.compile(r"[ )}\]]|//|$")


@dataclass
class _Module:
    """One module: its text without imports and exports, and the names it imports and exports."""

    path: str
    lines: list[str] = field(default_factory=list)
    imports: list[tuple[str, tuple[str, ...]]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)
    exports: list[str] = field(default_factory=list)
    has_default: bool = False


def join_as_module(path: str, read: Read | None = None) -> str:
    """Return a module and all its imports as one module without imports.

    `path`: below `dashboard/steelyard`, with `/`. Its `export default` is kept; its named exports
    are removed. Raises ValueError if modules import one another in a cycle, define the same name,
    or contain an unsupported form, and FileNotFoundError for a missing one.
    """
    modules = _load(path, read or read_packaged)
    return "\n".join(line for module in modules for line in module.lines)


def join_as_script(
    name: str, path: str, read: Read | None = None, *, shown: Collection[str] = ()
) -> str:
    """Return a module and all its imports as one classic script.

    The script runs as soon as it is loaded and defines only a constant `name`, whose properties
    are all names that the modules export, or only those in `shown`. Raises the errors of
    `join_as_module`, and ValueError for a module with a default export.
    """
    modules = _load(path, read or read_packaged)
    for module in modules:
        if module.has_default:
            raise ValueError(f"{module.path} has a default export, which a script cannot have")
    lines = [line for module in modules for line in module.lines]
    exported = [export for module in modules for export in module.exports]
    exports = ", ".join(export for export in exported if not shown or export in shown)
    ends = [f"return Object.freeze({{ {exports} }});", "})();"]
    return "\n".join([f"const {name} = (() => {{", '"use strict";', *lines, *ends])


@lru_cache
def read_packaged(path: str) -> str:
    """Return the text of a file of the package, by its path below `dashboard/steelyard`."""
    return files("steelyard").joinpath(path).read_text(encoding="utf-8")


def _load(path: str, read: Read) -> list[_Module]:
    """Return the modules in order of execution; raises the errors of `join_as_module`."""
    modules = list(_in_order(path, read, {}))
    _check_names(modules)
    for module in modules[:-1]:
        if module.has_default:
            raise ValueError(f"{module.path} has a default export, which nothing can import")
    return modules


def _in_order(path: str, read: Read, is_complete: dict[str, bool]) -> Iterator[_Module]:
    """Yield a module after those it imports; `is_complete`: path → whether its imports are done."""
    if path in is_complete:
        if not is_complete[path]:
            raise ValueError(f"{path} imports itself in a circle")
        return
    is_complete[path] = False
    module = _read_module(path, read(path))
    for imported, _ in module.imports:
        yield from _in_order(imported, read, is_complete)
    is_complete[path] = True
    yield module


def _read_module(path: str, text: str) -> _Module:
    module = _Module(path)
    rest = enumerate(text.rstrip("\n").split("\n"), 1)
    for number, line in rest:
        if line.startswith("import "):
            _read_import(module, number, _until(line, ";", rest))
        elif line.startswith("/*"):
            module.lines += _until(line, "*/", rest)
        else:
            _read_line(module, number, line)
    return module


def _until(line: str, end: str, rest: Iterator[tuple[int, str]]) -> list[str]:
    """Return a line and the following ones, up to the first that ends with `end`."""
    lines = [line]
    while not lines[-1].endswith(end):
        following = next(rest, None)
        if following is None:
            break
        lines.append(following[1])
    return lines


def _read_import(module: _Module, number: int, lines: Iterable[str]) -> None:
    match = _IMPORT.fullmatch("\n".join(lines))
    if match is None:
        raise _refusal(module, number, "this form of import is not known")
    target = posixpath.normpath(posixpath.join(posixpath.dirname(module.path), match.group(2)))
    module.imports.append((target, tuple(re.split(r",\s*", match.group(1)))))


def _read_line(module: _Module, number: int, line: str) -> None:
    """Add one line outside imports and comments to its module, without `export`."""
    if line.count("`") % 2:
        raise _refusal(module, number, "a template runs over the end of its line")
    if match := _DECLARATION.match(line):
        exported, name = match.groups()
        module.names.append(name)
        if exported == "export ":
            module.exports.append(name)
            line = line.removeprefix(exported)
        module.has_default = module.has_default or exported == "export default "
    elif _DEFAULT_FUNCTION.match(line):
        module.has_default = True
    elif line.startswith("export") or not (_CONTINUED.match(line) or _STATEMENT.match(line)):
        raise _refusal(module, number, "this form of line is not known")
    module.lines.append(line)


def _check_names(modules: list[_Module]) -> None:
    """Raise ValueError if a name is defined twice, or imported but not exported."""
    owners: dict[str, str] = {}
    exports = {module.path: set(module.exports) for module in modules}
    for module in modules:
        for name in module.names:
            if name in owners:
                raise ValueError(f"{name} is defined in {owners[name]} and in {module.path}")
            owners[name] = module.path
        for path, names in module.imports:
            if missing := sorted(set(names) - exports[path]):
                raise ValueError(f"{module.path} imports {missing[0]}, not exported by {path}")


def _refusal(module: _Module, number: int, reason: str) -> ValueError:
    return ValueError(f"{module.path}, line {number}: {reason}")
