"""The page's script made small: the same script, and nothing that reaches out."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from pathlib import Path

import pytest
from export.live_pages import ROOT

from steelyard.export.live_page.assets import PAGE, SCRIPT_NAME, SHOWN, page_script, small_script
from steelyard.instrument.script_modules import join_as_script

ACORN = ROOT / ".ci" / "node_modules" / "acorn" / "dist" / "acorn.js"
"""The parser of the linter, which `make lint` installs."""

LIST_TOKENS = f"""
const acorn = require({json.dumps(str(ACORN))});
const text = require("fs").readFileSync(0, "utf-8");
const tokens = [...acorn.tokenizer(text, {{ ecmaVersion: 2024 }})];
console.log(JSON.stringify(tokens.map((token) => text.slice(token.start, token.end))));
"""


def tokens_of(script: str) -> list[str]:
    """Return the tokens of a script, comments and blanks left out, as a real parser finds them."""
    node = shutil.which("node")
    assert node is not None, "Node.js is needed to test the scripts; `make test` says so too"
    assert ACORN.is_file(), "run `make lint` first: it installs the parser of the scripts"
    found = subprocess.run(
        [node, "-e", LIST_TOKENS],
        input=script,
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
        timeout=60,
    )
    tokens: list[str] = json.loads(found.stdout)
    return tokens


def test_nothing_but_comments_and_blanks_is_lost() -> None:
    """Made small, the page's script has the tokens it had, texts and patterns to the letter."""
    script = join_as_script(SCRIPT_NAME, PAGE, shown=SHOWN)
    written = tokens_of(script)
    assert tokens_of(small_script(script)) == written
    assert len(written) > 10_000


@pytest.mark.parametrize(
    "script",
    [
        "let a = 1; // one\nconst b = 'http://x // y', c = `two  // ${a}`;\n",
        "const a = 6 / 2 / 1, b = /[/\"'`]+/g.test(`${a / 2}  //`);",
        "let a = 1;\na++\n++a;\nconst b = a - -1 + +a;",
        "class A extends Map { b(c) { super.b(c); return { c, d: [c] }; } }",
        "const f = (a) => a.replace(/ +\\/\\//, '  ');",
    ],
)
def test_texts_patterns_and_ends_of_lines_survive(script: str) -> None:
    """Quotes, patterns, divisions, signs in a row and statements without an end."""
    assert tokens_of(small_script(script)) == tokens_of(script)


def test_a_template_within_a_template_would_be_noticed() -> None:
    """The comparison sees the damage for which the linter refuses such templates."""
    script = 'const f = (a) => `x ${a ? `${a}  //  y` : "z  z"} w`;'
    assert tokens_of(small_script(script)) != tokens_of(script)


def test_names_are_those_of_the_project() -> None:
    """Whoever looks for a function or a variable of the project in a page finds it."""
    script = page_script()
    declaration = r"^\s*(?:export )?(function|class|const|let) (\w+)"
    for kind, name in re.findall(declaration, sources(), re.MULTILINE):
        assert re.search(rf"{kind} {name}\b", script)
    assert script.startswith(f"const {SCRIPT_NAME}=(()=>{{")


def sources() -> str:
    """Return the text of every module of the page, as it is written."""
    folders = [Path("export", "live_page"), Path("instrument", "js")]
    paths = [
        path
        for folder in folders
        for path in sorted((ROOT / "dashboard" / "steelyard" / folder).rglob("*.js"))
        # What stands beside the instrument on the dashboard alone.
        if path.name != "component.js" and path.parent.name != "beside"
    ]
    return "\n".join(path.read_text(encoding="utf-8") for path in paths)


def test_the_script_fetches_stores_and_evaluates_nothing() -> None:
    """Nothing that calls the network, keeps anything or runs text is within its reach by name."""
    names = {token for token in tokens_of(page_script()) if token.isidentifier()}
    assert names >= {"document", "history", "structuredClone"}
    assert not names & {"fetch", "XMLHttpRequest", "WebSocket", "EventSource", "eval", "Function"}
    assert not names & {"localStorage", "sessionStorage", "indexedDB", "innerHTML", "sendBeacon"}
