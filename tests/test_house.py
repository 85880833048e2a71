"""The rules of the house, read off every syntax tree: who may import what, and what is banned.

A rule is a function from a parsed module to sentences; the same rules run on small made-up
modules below, so that a rule which sees nothing is found out.
"""

from __future__ import annotations

import ast
import sys
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

import pytest

DASHBOARD = Path(__file__).resolve().parents[1] / "dashboard"

SHOWN = {"model", "files", "analysis", "results", "charts", "instrument"}
"""The parts below whatever leaves the house or stands on a page."""

BELOW = {
    "model": {"model"},
    "files": {"model", "files"},
    "analysis": {"model", "analysis"},
    "results": {"model", "files", "analysis", "results"},
    "charts": {"model", "analysis", "results", "charts"},
    "instrument": {"model", "analysis", "results", "charts", "instrument"},
    "export": {*SHOWN, "export"},
    "views": {*SHOWN, "export", "views"},
    "app": {"views", "application"},
    "routes": {"files", "views", "routes"},
    "application": {*SHOWN, "export", "views", "routes"},
    "server": {*SHOWN, "export", "views", "application"},
    "serving": {*SHOWN, "export", "views", "routes", "application", "server", "serving"},
    "commands": {*SHOWN, "export", "views", "server", "serving", "commands"},
    "cli": {*SHOWN, "export", "views", "server", "commands"},
    "__init__": set(),
}
"""Part of the house → parts it may import. A part is a folder or a module of the package."""

LIBRARIES = {
    "model": {"pydantic", "pydantic_core"},
    "files": {
        "pydantic",
        "pydantic_core",
        "yaml",
        "portalocker",
        "openpyxl",
        "python_calamine",
        "xlrd",
        "olefile",
        "charset_normalizer",
        "docx",
        "lxml",
        "pdfminer",
    },
    "analysis": {"numpy", "scipy"},
}
"""Part → the only libraries beyond Python's own that it may import; other parts are free."""

SHOWS_PAGES = {"app", "application", "views", "serving"}
BANNED_MODULES = {"pickle", "cPickle", "dill", "joblib", "marshal", "shelve"}
BANNED_NAMES = {"eval", "exec", "compile", "__import__"}
BANNED_ATTRIBUTES = {"to_html", "import_module", "read_pickle", "to_pickle"}
IMPORTS_BY_NAME = {
    "steelyard/charts/chart.py": "importlib.import_module",
    "steelyard/cli.py": "importlib.import_module",
}
"""Module → what it may import although it is banned elsewhere: the catalogue imports the
package's own chart modules, by the names that Python itself lists, and the command line the
command that runs, by the names it lists itself."""
BANNED_KEYWORDS = {"unsafe_allow_html", "unsafe_allow_javascript", "allow_pickle"}
YAML_LOADERS = {
    f"{kind}load{many}" for kind in ("", "safe_", "full_", "unsafe_") for many in ("", "_all")
}
NAMELESS = {"util", "utils", "helper", "helpers", "common", "manager", "managers", "misc"}
MOST_LINES = 400
FETCHED = "codemirror"
"""The folder of other people's scripts, which is no room of ours."""
MOST_MODULES = 16
"""A folder with more modules than these, in Python and JavaScript, is hard to look over."""
SAME_BY_DESIGN = {"add_parser", "run", "show_page", "main", "upgrade"}
"""What each command, page, program or step of the database is entered by, wherever it lies."""


class Module(NamedTuple):
    """A module: its path below dashboard/, its text and its syntax tree."""

    path: Path
    text: str
    tree: ast.Module

    @property
    def part(self) -> str:
        """The folder of the package it lies in; its own name where it lies in none."""
        inside = self.path.parts[1:] if self.path.parts[0] == "steelyard" else self.path.parts
        return inside[0].removesuffix(".py")


class Import(NamedTuple):
    """One imported module: full dotted name, line, whether inside a function."""

    name: str
    line: int
    is_inside: bool


Rule = Callable[[Module], Iterator[str]]


def parse(path: str, text: str) -> Module:
    """Return a module from its text."""
    return Module(Path(path), text, ast.parse(text))


def house() -> list[Module]:
    """Return every module under dashboard/."""
    paths = sorted(DASHBOARD.rglob("*.py"))
    return [
        parse(str(path.relative_to(DASHBOARD)), path.read_text(encoding="utf-8")) for path in paths
    ]


def imports_of(module: Module) -> Iterator[Import]:
    """Yield every import, also those in functions and those for type checking only.

    `from a import b` counts as a.b, since b may be a module; relative ones are resolved.
    """
    for node, is_inside in walk(module.tree):
        if isinstance(node, ast.Import):
            yield from (Import(alias.name, node.lineno, is_inside) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            start = list(module.path.parts[: -node.level]) if node.level else []
            base = ".".join([*start, *([node.module] if node.module else [])])
            for alias in node.names:
                yield Import(f"{base}.{alias.name}", node.lineno, is_inside)


def walk(node: ast.AST, is_inside: bool = False) -> Iterator[tuple[ast.AST, bool]]:
    """Yield every node with whether it lies inside a function."""
    yield node, is_inside
    inside = is_inside or isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.Lambda)
    for child in ast.iter_child_nodes(node):
        yield from walk(child, inside)


# --- the rules ---------------------------------------------------------------------------


def arrows(module: Module) -> Iterator[str]:
    """Yield imports that go against the arrows between the parts of the house."""
    if module.part not in BELOW:
        yield f"{module.part} is a part of the house without arrows"
        return
    for found in imports_of(module):
        top, *rest = found.name.split(".")
        if top != "steelyard":
            continue
        if not rest:
            yield f"{found.line}: imports steelyard as a whole, which hides what it uses"
        elif not rest[0].startswith("__") and rest[0] not in BELOW[module.part]:
            yield f"{found.line}: {module.part} imports {found.name}"


def libraries(module: Module) -> Iterator[str]:
    """Yield imports of libraries that this part of the house must not know."""
    allowed = LIBRARIES.get(module.part)
    for found in imports_of(module):
        top = found.name.split(".")[0]
        if top == "steelyard" or top in sys.stdlib_module_names:
            continue
        if top == "streamlit" and module.part not in SHOWS_PAGES:
            yield f"{found.line}: {module.part} imports streamlit"
        elif allowed is not None and top not in allowed:
            yield f"{found.line}: {module.part} imports {top}"
        elif top == "scipy" and found.name.startswith("scipy.stats"):
            yield f"{found.line}: imports scipy.stats, which takes most of a second"
        elif top == "scipy" and not found.is_inside:
            yield f"{found.line}: imports scipy outside a function"


def dangers(module: Module) -> Iterator[str]:
    """Yield what runs text as code, or lets text from a file become markup."""
    for found in imports_of(module):
        parts = found.name.split(".")
        if IMPORTS_BY_NAME.get(module.path.as_posix()) == found.name:
            continue
        if parts[0] in BANNED_MODULES:
            yield f"{found.line}: imports {parts[0]}"
        elif (parts[0] == "yaml" and parts[-1] in YAML_LOADERS) or (
            parts[0] in ("builtins", "importlib") and parts[-1] in BANNED_NAMES | BANNED_ATTRIBUTES
        ):
            yield f"{found.line}: imports {found.name}"
    yaml_names = names_of_yaml(module)
    for node, _ in walk(module.tree):
        yield from (f"{node.lineno}: {what}" for what in danger_of(node, yaml_names))  # type: ignore[attr-defined]


def names_of_yaml(module: Module) -> set[str]:
    """Return the names under which a module knows the yaml library."""
    aliases = [
        alias
        for node, _ in walk(module.tree)
        if isinstance(node, ast.Import)
        for alias in node.names
    ]
    return {alias.asname or alias.name for alias in aliases if alias.name == "yaml"}


def danger_of(node: ast.AST, yaml_names: set[str]) -> Iterator[str]:
    """Yield what is dangerous about one node: a name, an attribute, a keyword or a text."""
    match node:
        case ast.Name(id=name) if name in BANNED_NAMES:
            yield name
        case ast.Attribute(value=ast.Name(id=owner), attr=name) if (
            owner in yaml_names and name in YAML_LOADERS
        ):
            yield f"{owner}.{name}"
        case ast.Attribute(value=ast.Name(id="builtins"), attr=name) if name in BANNED_NAMES:
            yield f"builtins.{name}"
        case ast.Attribute(attr=name) if name in BANNED_ATTRIBUTES:
            yield f".{name}"
        case ast.keyword(arg=str(name)) if name in BANNED_KEYWORDS:
            yield f"{name}="
        case ast.Constant(value=str(text)) if text in BANNED_KEYWORDS | BANNED_ATTRIBUTES:
            yield f"{text!r}, which can stand for the name"


def docstrings(module: Module) -> Iterator[str]:
    """Yield the public modules, classes, functions and methods that say nothing of themselves."""
    if module.text.strip() and not ast.get_docstring(module.tree):
        yield "1: the module has no docstring"
    yield from undocumented(module.tree)


def undocumented(owner: ast.Module | ast.ClassDef) -> Iterator[str]:
    """Yield what is public in a module or class and has no docstring."""
    for node in definitions(owner.body):
        if node.name.startswith("_"):
            continue
        if not ast.get_docstring(node):
            yield f"{node.lineno}: {node.name} has no docstring"
        if isinstance(node, ast.ClassDef):
            yield from undocumented(node)


Definition = ast.ClassDef | ast.FunctionDef | ast.AsyncFunctionDef


def definitions(body: list[ast.stmt]) -> Iterator[Definition]:
    """Yield the definitions of a body, also those under `if` and `try`."""
    for node in body:
        if isinstance(node, Definition):
            yield node
        elif isinstance(node, ast.If | ast.Try):
            handlers = node.handlers if isinstance(node, ast.Try) else []
            yield from definitions([*node.body, *node.orelse])
            for handler in handlers:
                yield from definitions(handler.body)


def size_and_name(module: Module) -> Iterator[str]:
    """Yield modules too long to have one purpose, or named after none."""
    lines = len(module.text.splitlines())
    if lines > MOST_LINES:
        yield f"{lines} lines, more than {MOST_LINES}"
    for name in module.path.with_suffix("").parts:
        yield from (
            f"{name}: no name for one purpose" for word in name.split("_") if word in NAMELESS
        )


def crowded(paths: Iterable[Path]) -> dict[str, int]:
    """Return the folders that hold too many modules beside their subfolders, with how many."""
    rooms = Counter(path.parent.as_posix() for path in paths)
    return {room: count for room, count in rooms.items() if count > MOST_MODULES}


def shared_names(modules: list[Module]) -> dict[str, list[str]]:
    """Return each public function or class that several modules define, with the modules."""
    homes: dict[str, list[str]] = {}
    for module in modules:
        for node in module.tree.body:
            if isinstance(node, ast.FunctionDef | ast.ClassDef) and not node.name.startswith("_"):
                homes.setdefault(node.name, []).append(module.path.as_posix())
    several = {name: paths for name, paths in homes.items() if len(paths) > 1}
    return {name: paths for name, paths in several.items() if name not in SAME_BY_DESIGN}


RULES: list[Rule] = [arrows, libraries, dangers, docstrings, size_and_name]


# --- the house keeps them ----------------------------------------------------------------


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_keeps_its_rules(rule: Rule) -> None:
    """No module under dashboard/ breaks a rule."""
    broken = [f"{module.path}:{what}" for module in house() for what in rule(module)]
    assert broken == []


def test_rooms_are_small() -> None:
    """No folder has more modules than can be looked over at once."""
    scripts = [path for path in DASHBOARD.rglob("*.js") if path.parent.name != FETCHED]
    paths = [*DASHBOARD.rglob("*.py"), *scripts]
    assert crowded(path.relative_to(DASHBOARD) for path in paths) == {}


def test_a_public_name_has_one_home() -> None:
    """No two modules define a function or class of one name, but for what every command has."""
    assert shared_names(house()) == {}


def test_the_whole_house_is_read() -> None:
    """The walk reaches every part of the house, and the entry script."""
    parts = {module.part for module in house()}
    assert parts >= {"model", "files", "analysis", "charts", "export", "views", "app", "cli"}


def test_arrows_make_no_circle() -> None:
    """Of two parts of the house at most one may import the other."""
    for part, below in BELOW.items():
        for other in below - {part}:
            assert part not in BELOW[other], f"{part} and {other} import each other"


# --- the rules see what they are for -----------------------------------------------------


@pytest.mark.parametrize(
    ("path", "text", "part"),
    [
        ("app.py", "", "app"),
        ("steelyard/__init__.py", "", "__init__"),
        ("steelyard/cli.py", "", "cli"),
        ("steelyard/model/score.py", "", "model"),
        ("steelyard/views/parts/deep.py", "", "views"),
    ],
)
def test_parts(path: str, text: str, part: str) -> None:
    """A module belongs to its top folder in the package, or is a part of its own."""
    assert parse(path, text).part == part


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("model/x.py", "from steelyard.files import problems"),
        ("files/x.py", "import steelyard.analysis.totals"),
        ("files/x.py", "def read():\n    from steelyard.analysis import totals"),
        ("analysis/x.py", "from steelyard import charts"),
        ("analysis/x.py", "import steelyard"),
        ("analysis/x.py", "from ..files import problems"),
        ("analysis/x.py", "from .. import files"),
        ("analysis/deep/x.py", "from ...views import state"),
        ("charts/x.py", "if TYPE_CHECKING:\n    from steelyard.export.safe_text import table"),
        (
            "export/x.py",
            "try:\n    import steelyard.views.session.session as s\nexcept ImportError: ...",
        ),
        ("views/x.py", "from steelyard.server import serve"),
        ("views/x.py", "from steelyard.commands import score"),
        ("server.py", "from steelyard.cli import main"),
        ("commands/x.py", "from steelyard.cli import main"),
        ("elsewhere/x.py", ""),
    ],
)
def test_a_wrong_arrow_is_found(path: str, text: str) -> None:
    """Imports against the arrows are found wherever and however they are written."""
    assert len(list(arrows(parse(f"steelyard/{path}", text)))) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("steelyard/files/x.py", "from steelyard.model import CriteriaSet"),
        ("steelyard/analysis/x.py", "from .totals import evaluate\nfrom . import weights"),
        ("steelyard/export/x.py", "from steelyard import __version__"),
        ("steelyard/cli.py", "from steelyard.commands import score"),
        ("steelyard/commands/x.py", "def run():\n    from steelyard.server import serve"),
        ("app.py", "from steelyard.views.session.pages import show_pages"),
    ],
)
def test_a_right_arrow_is_let_through(path: str, text: str) -> None:
    """Imports along the arrows are no fault."""
    assert list(arrows(parse(path, text))) == []


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("model/x.py", "import yaml"),
        ("files/x.py", "import pandas as pd"),
        ("files/x.py", "from streamlit import cache_data"),
        ("analysis/x.py", "import pandas"),
        ("analysis/x.py", "from altair import Chart"),
        ("analysis/x.py", "def f():\n    import yaml"),
        ("analysis/x.py", "from pydantic import BaseModel"),
        ("analysis/x.py", "class A:\n    from scipy.optimize import linprog"),
        ("analysis/x.py", "def f():\n    from scipy.stats import norm"),
        ("analysis/x.py", "def f():\n    from scipy import stats"),
        ("charts/x.py", "from scipy.spatial import ConvexHull"),
        ("charts/x.py", "import streamlit.components.v2"),
        ("commands/x.py", "def f():\n    import streamlit as st"),
        ("cli.py", "import streamlit"),
    ],
)
def test_a_wrong_library_is_found(path: str, text: str) -> None:
    """Libraries a part must not know, and scipy loaded too early, are found."""
    assert len(list(libraries(parse(f"steelyard/{path}", text)))) == 1


@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("steelyard/analysis/x.py", "import math\nimport numpy as np"),
        ("steelyard/analysis/x.py", "def f():\n    from scipy.optimize import linprog"),
        ("steelyard/charts/x.py", "import altair as alt\nimport pandas as pd"),
        ("steelyard/views/x.py", "import streamlit as st"),
        ("app.py", "import streamlit as st"),
    ],
)
def test_a_right_library_is_let_through(path: str, text: str) -> None:
    """Libraries a part may know are no fault."""
    assert list(libraries(parse(path, text))) == []


@pytest.mark.parametrize(
    "text",
    [
        "st.markdown(text, unsafe_allow_html=True)",
        "st.html(text, unsafe_allow_javascript=is_safe)",
        "st.markdown(text, **{'unsafe_allow_html': True})",
        "eval('1 + 1')",
        "run = exec",
        "compile(text, '', 'exec')",
        "__import__('os')",
        "import builtins\nbuiltins.eval(text)",
        "from builtins import eval as run",
        "import importlib\nimportlib.import_module(name)",
        "from importlib import import_module",
        "import yaml\nyaml.load(text, yaml.SafeLoader)",
        "import yaml\nyaml.safe_load(text)",
        "import yaml as y\ny.unsafe_load_all(text)",
        "from yaml import load",
        "chart.to_html('page.html')",
        "getattr(chart, 'to_html')()",
        "import pickle",
        "from pickle import loads",
        "frame.to_pickle(path)",
        "np.load(path, allow_pickle=True)",
        "def f():\n    class A:\n        x = lambda: eval(text)",
    ],
)
def test_a_danger_is_found(text: str) -> None:
    """Every banned call is found once, also under another name or as a text."""
    assert len(list(dangers(parse("steelyard/views/x.py", text)))) == 1


@pytest.mark.parametrize(
    "text",
    [
        '"""Says that eval, pickle and to_html are banned."""',
        "pattern = re.compile('x')",
        "json.load(stream)",
        "import yaml\nyaml.parse(text, Loader=yaml.SafeLoader)",
        "evaluate(criteria_set)",
    ],
)
def test_what_only_looks_dangerous_is_let_through(text: str) -> None:
    """Names that merely resemble a banned one are no fault."""
    assert list(dangers(parse("steelyard/views/x.py", text))) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("def f(): ...", 2),
        ('"""A module."""\ndef f(): ...', 1),
        ('"""A module."""\nclass A:\n    """A class."""\n    def f(self): ...', 1),
        ('"""A module."""\nif x:\n    async def f(): ...\nelse:\n    class B: ...', 2),
        ('"""A module."""\ntry:\n    x\nexcept E:\n    def f(): ...', 1),
        ('"""A module."""\ndef _f(): ...\nclass _A:\n    def g(self): ...', 0),
        ('"""A module."""\ndef f():\n    """Does it."""\n    def inner(): ...', 0),
        ('"""A module."""\nclass A:\n    """A class."""\n    def __init__(self): ...', 0),
        ("", 0),
    ],
)
def test_a_missing_docstring_is_found(text: str, faults: int) -> None:
    """What is public and says nothing of itself is found; what is private is not asked."""
    assert len(list(docstrings(parse("steelyard/views/x.py", text)))) == faults


@pytest.mark.parametrize(
    ("path", "lines", "faults"),
    [
        ("steelyard/views/state.py", 400, 0),
        ("steelyard/views/state.py", 401, 1),
        ("steelyard/views/utils.py", 3, 1),
        ("steelyard/chart_helpers/text.py", 3, 1),
        ("steelyard/views/file_manager.py", 3, 1),
        ("steelyard/views/utilities_bill.py", 3, 0),
    ],
)
def test_long_and_nameless_modules_are_found(path: str, lines: int, faults: int) -> None:
    """Modules over the limit, and those named after no purpose, are found."""
    assert len(list(size_and_name(parse(path, "\n" * lines)))) == faults


@pytest.mark.parametrize(("in_the_room", "below_it", "faults"), [(16, 1, {}), (17, 0, {"a/b": 17})])
def test_a_crowded_room_is_found(in_the_room: int, below_it: int, faults: dict[str, int]) -> None:
    """One module too many is found; those of a folder inside do not count."""
    paths = [f"a/b/m{number}{'.js' if number % 2 else '.py'}" for number in range(in_the_room)]
    paths += [f"a/b/c/m{number}.py" for number in range(below_it)]
    assert crowded(map(Path, paths)) == faults


def test_a_name_with_two_homes_is_found() -> None:
    """A second home of a name is told with both; private names and entry points are not."""
    text = "def save(): ...\ndef _own(): ...\ndef run(): ...\n"
    both = [parse("views/one.py", text), parse("files/two.py", text)]
    assert shared_names(both) == {"save": ["views/one.py", "files/two.py"]}
