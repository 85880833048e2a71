"""Pages, docstrings and comments name only files that exist; arrows and versions as they are."""

from __future__ import annotations

import ast
import io
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_house import BELOW

from steelyard import __version__

ROOT = Path(__file__).resolve().parents[1]
PACKAGE = ROOT / "dashboard" / "steelyard"
PROGRAM, TESTS, CHANGES = "dashboard/README.md", "tests/README.md", "CHANGELOG.md"
PAGES = (
    PROGRAM,
    TESTS,
    CHANGES,
    "criteria/README.md",
    "seeds/README.md",
    "dashboard/deploy/README.md",
    "dashboard/deploy/threats.md",
    "SECURITY.md",
)

BLOCK = re.compile(r"^```\w*\n(.*?)^```", re.MULTILINE | re.DOTALL)
ENDINGS = {".py", ".js", ".css", ".toml", ".yaml", ".json", ".md", ".txt", ".yml"}
MADE_UP = {
    "tests/bad/C014-few-words.yaml", "C014-few-words.txt", "criteria/my-question.yaml",
    "seeds/texts/<id>.txt", "seeds/texts/", ".yaml", "page.py",
    "seeds/texts/<id>.<8-digits>.txt", "seeds/codings/<id>/<name>.yaml",
    "sqlite:///path", "postgresql+psycopg://user:password@host/database",
    "build/trial", "build/trial/criteria", "build/trial/secret", "build/trial/team.toml",
    "http://localhost:8080/steelyard/login/callback", "login/callback",
    '"https://login.example.org/realms/team"',
    '["energy/criteria"', '"water/criteria"]',
    "/healthz", "/readyz", "/metrics", "/steelyard/", "http://127.0.0.1:8501",
}  # fmt: skip
"""What the pages name as examples, as addresses, or as files that are not in the repository."""
ELSEWHERE = (".venv", "../", "/opt/", "/var/lib/", "/etc/")
"""Where files are that are beside the repository: an environment, and an installed server."""


def text_of(page: str) -> str:
    """Return a page."""
    return (ROOT / page).read_text(encoding="utf-8")


def code_of(text: str) -> list[str]:
    """Return what a page sets as code: each span, and each word of its blocks of commands."""
    blocks = re.findall(BLOCK, text)
    spans = re.findall(r"`([^`\n]+)`", re.sub(BLOCK, "", text))
    lines = [line.split("#")[0] for block in blocks for line in block.splitlines()]
    return [word for piece in [*spans, *lines] for word in piece.split()]


def paths_in(text: str) -> list[str]:
    """Return what looks like a file or a folder in a page, of this project."""
    words = [word.strip("(),;") for word in code_of(text)]
    paths = [word for word in words if "/" in word or Path(word).suffix in ENDINGS]
    return [path for path in paths if path not in MADE_UP and not path.startswith(ELSEWHERE)]


def find(path: str, page: str) -> Path | None:
    """Return the file or folder that a page means: in the repository, the package, beside it."""
    places = (ROOT / path, PACKAGE / path, (ROOT / page).parent / path)
    return next((place for place in places if place.exists()), None)


@pytest.mark.parametrize("page", PAGES)
def test_every_path_is_there(page: str) -> None:
    """A file that is moved is found in every page that names it."""
    assert [path for path in paths_in(text_of(page)) if find(path, page) is None] == []


@pytest.mark.parametrize("page", PAGES)
def test_every_page_is_linked_from_the_first(page: str) -> None:
    """Whoever begins with the README gets to all others."""
    assert f"]({page})" in text_of("README.md")


def test_paths_are_found_in_text_and_in_commands() -> None:
    """A path in a sentence, in a table or in a block of commands counts."""
    text = "See `a/b.py`, `c.py`.\n\n| x | `d/e` |\n\n```sh\nrun f/g.py  # not/this\n```\n"
    assert sorted(paths_in(text)) == ["a/b.py", "c.py", "d/e", "f/g.py"]
    assert len(paths_in(text_of(PROGRAM))) > 50


NAMED_PATH = re.compile(r"(?<![\w./-])([a-z]\w*)((?:/[\w-]+)+(?:\.(?:py|js|css))?)(?![\w/*<{])")
"""A path in a docstring or comment: a folder, then what is in it; `.py` may be left out."""


def prose_of(path: Path) -> Iterator[str]:
    """Yield the docstrings and comments of a module in Python or JavaScript."""
    text = path.read_text(encoding="utf-8")
    if path.suffix == ".js":
        yield from re.findall(r"//.*|/\*.*?\*/", text, re.DOTALL)
        return
    for token in tokenize.generate_tokens(io.StringIO(text).readline):
        if token.type == tokenize.COMMENT:
            yield token.string
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant):
            yield str(node.value.value)


def lost_paths(path: Path) -> list[str]:
    """Return what a module's docstrings and comments name below our folders that is not there."""
    named = {m for text in prose_of(path) for m in NAMED_PATH.findall(text)}
    ours = [f"{top}{rest}" for top, rest in named if (PACKAGE / top).is_dir()]
    return [p for p in ours if not any((PACKAGE / q).exists() for q in (p, f"{p}.py"))]


def test_paths_in_docstrings_and_comments_are_there() -> None:
    """Also in JavaScript, whose modules name those in Python that they repeat."""
    modules = (*PACKAGE.rglob("*.py"), *PACKAGE.rglob("*.js"))
    lost = {str(p): lost_paths(p) for p in modules if p.parent.name != "codemirror"}
    assert {path: paths for path, paths in lost.items() if paths} == {}


def test_a_lost_path_is_found(tmp_path: Path) -> None:
    """In a docstring, a comment or a script; other people's paths are let through."""
    module, script = tmp_path / "x.py", tmp_path / "x.js"
    module.write_text('"""See `model/gone.py`."""  # and analysis/lost, and/or etc/passwd\n')
    script.write_text("// As in `results/words/nobody.py` and `results/result.py`.\n")
    assert sorted(lost_paths(module)) == ["analysis/lost", "model/gone.py"]
    assert lost_paths(script) == ["results/words/nobody.py"]


def rooms() -> dict[str, set[str]]:
    """Return room → rooms it may import, from the table of the page."""
    rows = re.findall(r"^\| `(\w+)` \|[^|]+\|([^|]*)\|$", text_of(PROGRAM), re.MULTILINE)
    return {room: set(re.findall(r"`(\w+)`", others)) for room, others in rows}


def test_the_arrows_are_those_of_the_test() -> None:
    """Every room, and what it may import beside itself."""
    assert rooms() == {room: others - {room} for room, others in BELOW.items()}


def names_in(path: Path) -> set[str]:
    """Return what a module defines at its top level."""
    found: set[str] = set()
    for node in ast.parse(path.read_text(encoding="utf-8")).body:
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef | ast.ClassDef):
            found.add(node.name)
        elif isinstance(node, ast.Assign | ast.AnnAssign):
            targets = node.targets if isinstance(node, ast.Assign) else [node.target]
            found |= {target.id for target in targets if isinstance(target, ast.Name)}
        elif isinstance(node, ast.ImportFrom) and path.name == "__init__.py":
            found |= {alias.name for alias in node.names}
    return found


def stops() -> list[tuple[str, str]]:
    """Return every module and name that belong together on the page of the program."""
    text = " ".join(text_of(PROGRAM).split())
    journeys = re.findall(r"`([\w/]+\.py)`, `(\w+)`", text)
    lists = re.findall(r"`([\w/]+\.py)` \(`(\w+)`", text)
    rules = re.findall(r"`(\w+)` of `([\w/]+\.py)`", text)
    return [*journeys, *lists, *((path, name) for name, path in rules)]


@pytest.mark.parametrize("stop", stops(), ids="-".join)
def test_every_stop_is_there(stop: tuple[str, str]) -> None:
    """The functions that a journey passes are in the modules it names."""
    path, name = stop
    assert name in names_in(PACKAGE / path)


def test_the_journeys_have_stops() -> None:
    """None of them is empty, and none longer than a page can bear."""
    text = text_of(PROGRAM).split("## Seven journeys")[1].split("\n## ")[0]
    journeys = re.split(r"^### ", text, flags=re.MULTILINE)[1:]
    assert len(journeys) == 7
    assert all(4 <= len(re.findall(r"^\d\. ", journey, re.MULTILINE)) <= 7 for journey in journeys)


def test_everyday_changes_touch_few_files() -> None:
    """At least twelve are there; each names at least one file and no more than three or four."""
    text = text_of(PROGRAM).split("## Where do I change")[1]
    rows = re.findall(r"^\| (?!to change|-)[^|]+ \| (.+) \|$", text, re.MULTILINE)
    assert len(rows) >= 12
    assert all(1 <= len(paths_in(row)) <= 4 for row in rows)


def test_the_newest_version_has_its_changes() -> None:
    """The list of changes begins with the version that this is, and every version has a day."""
    versions = re.findall(r"^## \[(.+?)\] - (.+)$", text_of(CHANGES), re.MULTILINE)
    assert versions[0][0] == __version__
    assert all(re.fullmatch(r"\d{4}-\d\d-\d\d", day) for _, day in versions)


def test_what_the_list_of_changes_calls_renamed_is_refused_with_a_fix() -> None:
    """The old keys are told in the list, and are those that files may no longer have."""
    from steelyard.files.yaml.documents import OLD_KEYS

    assert all(f"`{old}`" in text_of(CHANGES) for old in OLD_KEYS)
