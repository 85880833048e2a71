"""One voice and one source of numbers: what is printed, computed and named where.

Three rules, each a function from a parsed module to sentences: numbers are formatted in
results/words alone; outside results/ nothing is computed by the analysis; the words of the
glossary are used for what they name. Exceptions are listed with their reasons. Scripts for
the browser keep the first and the last rule too.
"""

from __future__ import annotations

import ast
import io
import json
import re
import tokenize
from collections.abc import Iterator
from pathlib import Path

import pytest
from test_house import DASHBOARD, Module, Rule, house, parse

SCHEMA = Path(__file__).resolve().parents[1] / "criteria" / "criteria.schema.json"

WORDS = "steelyard/results/words/"

# --- numbers are formatted in one place --------------------------------------------------

PRECISION = re.compile(r"[eEfFgGn%]\Z|,\Z")
"""The end of a format specification that rounds or groups a number."""

AFTER_A_NUMBER = re.compile(r" ?%(?!\w)| percent\b| of 100\b| (?:percentage )?points?\b")
"""What follows a printed share, percentage or number of points."""

GAP = re.compile(r"(?<!\{)\{\w*(?:![rsa])?(?::([^{}]*))?\}(?!\})")
"""A gap in a template for `str.format`, with its format specification."""


def printed_numbers(module: Module) -> Iterator[str]:
    """Yield places where a share, percentage, total, number of points or unit is formatted."""
    texts = docstrings_of(module.tree)
    for node in ast.walk(module.tree):
        match node:
            case ast.JoinedStr(values=values):
                yield from (f"{node.lineno}: {what}" for what in _formatted(values))
            case ast.Call(
                func=ast.Attribute(attr="replace"),
                args=[ast.Constant(value="_"), ast.Constant(value=" ")],
            ):
                yield f"{node.lineno}: underscores become spaces; a unit has `unit_words`"
            case (
                ast.BinOp(op=ast.Mod(), left=ast.Constant(value=str()))
                | ast.Call(func=ast.Name(id="format"))
            ):
                yield f"{node.lineno}: another way to format"
            case ast.Call(func=ast.Name(id="str"), args=[ast.Call(func=ast.Name(id="round"))]):
                yield f"{node.lineno}: a rounded number as text"
            case ast.Call(func=ast.Attribute(value=ast.Constant(value=str(text)), attr="format")):
                yield from (f"{node.lineno}: {what}" for what in _formatted_gaps(text))
            case ast.Constant(value=str(text)) if "of 100" in text and id(node) not in texts:
                yield f"{node.lineno}: “{text.strip()[:40]}”"


def _formatted(values: list[ast.expr]) -> Iterator[str]:
    """Yield what an f-string formats with a precision or puts before a unit of shares."""
    for found, after in zip(values, [*values[1:], None], strict=True):
        if not isinstance(found, ast.FormattedValue):
            continue
        if isinstance(found.value, ast.Call) and ast.unparse(found.value.func) == "round":
            yield "a rounded number in a text"
        if isinstance(found.format_spec, ast.JoinedStr):
            parts = [part.value for part in found.format_spec.values if _is_text(part)]
            specification = "".join(str(part) for part in parts)
            if PRECISION.search(specification) and "%B" not in specification:
                yield f"“:{specification}” is a number format"
        if isinstance(after, ast.Constant) and AFTER_A_NUMBER.match(str(after.value)):
            yield f"“{str(after.value)[:20]}” follows a number"


def _formatted_gaps(template: str) -> Iterator[str]:
    """Yield what a template rounds, or puts before a unit of shares."""
    for gap in GAP.finditer(template):
        if PRECISION.search(gap[1] or "") and "%B" not in (gap[1] or ""):
            yield f"“:{gap[1]}” is a number format"
        if AFTER_A_NUMBER.match(template, gap.end()):
            yield f"“{template[gap.end() : gap.end() + 20]}” follows a number"


def _is_text(node: ast.expr) -> bool:
    return isinstance(node, ast.Constant)


def docstrings_of(tree: ast.Module) -> set[int]:
    """Return the ids of the nodes that are statements of text and nothing else."""
    return {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }


# --- outside results/ nothing is computed ------------------------------------------------


def computing_imports(module: Module) -> Iterator[str]:
    """Yield functions of the analysis that a module outside results/ imports."""
    if module.part in ("analysis", "results"):
        return
    for node in ast.walk(module.tree):
        if isinstance(node, ast.Import):
            names = [alias.name for alias in node.names]
            yield from (f"{node.lineno}: {n}" for n in names if n.startswith("steelyard.analysis"))
        elif isinstance(node, ast.ImportFrom) and (node.module or "").startswith(
            "steelyard.analysis"
        ):
            # Types have capitals; functions and whole modules have not.
            names = [alias.name for alias in node.names if not alias.name[:1].isupper()]
            yield from (f"{node.lineno}: {name}" for name in names)


# --- one word per concept ----------------------------------------------------------------

FORBIDDEN = {
    "alternative": "option",
    "decision": "criteria set",
    "diagnosis": "appraisal",
    "diagnoses": "appraisal",
    "gate": "condition",
    "inferred": "indirect",
    "portfolio": "package",
    "synergy": "premium",
    "utility": "value",
    "world": "simulation",
}
"""A word that the glossary replaces → the word that it prescribes."""

SAID = {
    "a state of the world": "how the literature calls a scenario, where one is explained",
    "In other states of the world (scenarios)": "how the literature calls scenarios",
    "## What if the world turns out differently?": "everyday English",
    "gates": "a key of older files, recognised and mended",
    "worlds": "a key of older files, recognised and mended",
    "inferred_from": "a key of the file: the claims that a score is inferred from",
    "claims it is inferred from": "that key in words",
    "Inferred from": "that key in words",
    "ICD 203, Analytic Standards (2015): analysis of alternatives": "the title of a publication",
    "Green Book supplementary guidance: multi-criteria decision analysis": "a title, too",
    "ISPOR task force on multiple criteria decision analysis, report 2 (2016)": "a title, too",
}
"""Texts with such a word that are right, with their reasons."""

NAMED = {
    "ICD_ALTERNATIVES": "the title of a publication",
    "inferred_from": "a key of the file",
}
"""Identifiers with such a word that are right, with their reasons."""


def forbidden_words(module: Module) -> Iterator[str]:
    """Yield identifiers and texts with a word for which the glossary has another."""
    for part in module.path.with_suffix("").parts:
        yield from (f"1: {part} for {right}" for right in _wrong(part))
    texts = docstrings_of(module.tree)
    for node in ast.walk(module.tree):
        for name in _names(node):
            if name not in NAMED:
                line = getattr(node, "lineno", 1)
                yield from (f"{line}: {name} for {right}" for right in _wrong(name))
        if isinstance(node, ast.Constant) and isinstance(node.value, str):
            text = node.value
            if id(node) not in texts and text not in SAID and not _is_code(text):
                for right in _wrong(text):
                    yield f"{node.lineno}: “{text.strip()[:50]}” for {right}"


def _names(node: ast.AST) -> list[str]:
    """Return the identifiers that a node gives."""
    match node:
        case ast.FunctionDef(name=name) | ast.ClassDef(name=name) | ast.arg(arg=name):
            return [name]
        case ast.Name(id=name, ctx=ast.Store()) | ast.alias(asname=str(name)):
            return [name]
        case ast.Attribute(attr=name, ctx=ast.Store()):
            return [name]
    return []


def _wrong(text: str) -> list[str]:
    """Return the right word for each wrong one, also within identifiers and in the plural."""
    words = [word.lower() for word in re.findall(r"[A-Z]?[a-z]+|[A-Z]+(?![a-z])", text)]
    singulars = set(words) | {word.removesuffix("s") for word in words}
    return [right for wrong, right in FORBIDDEN.items() if wrong in singulars]


PROSE = re.compile(
    r"inferred_from|\bstates? of the world\b|\bthe world is\b|\bmulticriteria decision analysis\b"
    r"|\b(?:a|any|one) decision\b(?! tables?\b)|\bdecision (?:tables?|matrix)\b"
)
"""Everyday and other people's phrases that a docstring or comment may use."""


def forbidden_prose(module: Module) -> Iterator[str]:
    """Yield docstrings and comments with a word for which the glossary has another."""
    prose = [
        (token.start[0], token.string)
        for token in tokenize.generate_tokens(io.StringIO(module.text).readline)
        if token.type == tokenize.COMMENT
    ]
    texts = docstrings_of(module.tree)
    prose += [
        (node.lineno, node.value)
        for node in ast.walk(module.tree)
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) in texts
    ]
    for line, text in prose:
        yield from (f"{line}: prose for {right}" for right in _wrong(PROSE.sub("", text)))


def _is_code(text: str) -> bool:
    """Return whether a text is a script or style sheet, which have names of their own."""
    return "\n" in text and re.search(r"[{};]\s*\n", text) is not None


# --- who may do otherwise, and why -------------------------------------------------------

ALLOWED: dict[str, dict[str, str]] = {
    "printed_numbers": {
        "steelyard/files/": "below the room of words: numbers as the file has them, and limits",
        "steelyard/analysis/difference/moves.py": "a key of the file",
        "steelyard/results/address.py": "numbers in an address",
        "steelyard/export/live_page/overview_part.py": "lengths in a drawing",
        "steelyard/export/verification/mismatches.py": "two figures that differ, in full",
        "steelyard/export/workbook/ranking_sheet.py": "what a formula of the workbook shows",
        "steelyard/export/workbook/ods_": "lengths and numbers inside a file",
        "steelyard/export/writing.py": "the size of a file",
        "steelyard/views/export/page.py": "an argument of the command line",
    },
    "computing_imports": {
        "steelyard/commands/cluster.py": "a cluster's workers count simulations, and nothing else",
    },
    "forbidden_prose": {},
    "forbidden_words": {
        "steelyard/files/spreadsheet/vocabulary.py": "words of other people's sheets, recognised",
        "steelyard/files/spreadsheet/opening/dmsy.py": "a key of another program's file",
        "steelyard/export/dmsy.py": "keys of another program's file",
    },
}
"""Rule → module, or folder with a slash → why it need not keep the rule."""

RULES: list[Rule] = [printed_numbers, computing_imports, forbidden_words, forbidden_prose]


def broken(rule: Rule) -> dict[str, list[str]]:
    """Return module → what in it breaks a rule, without the modules that are allowed to."""
    allowed = tuple(ALLOWED[rule.__name__])
    found = {
        path: list(rule(module))
        for module in house()
        if not (path := str(module.path)).startswith((WORDS, *allowed))
    }
    return {path: faults for path, faults in found.items() if faults}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_the_house_has_one_voice(rule: Rule) -> None:
    """No module breaks a rule but those that have a reason to."""
    assert broken(rule) == {}


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.__name__)
def test_no_excuse_is_out_of_date(rule: Rule) -> None:
    """Whatever keeps a rule is not on the list of those that need not."""
    faulty = [str(module.path) for module in house() if list(rule(module))]
    unused = {one for one in ALLOWED[rule.__name__] if not any(p.startswith(one) for p in faulty)}
    assert unused == set()


def test_keys_of_the_file_are_words_of_the_glossary() -> None:
    """No key that the schema describes is one of the words the glossary replaces."""
    schema = json.loads(SCHEMA.read_text(encoding="utf-8"))
    keys = set(_keys(schema)) - set(NAMED)
    assert {"options", "criteria", "swing", "conditions", "simulations"} <= keys
    assert {key: _wrong(key) for key in keys if _wrong(key)} == {}


def _keys(schema: object) -> Iterator[str]:
    if isinstance(schema, dict):
        yield from schema.get("properties", {})
        for part in schema.values():
            yield from _keys(part)
    elif isinstance(schema, list):
        for part in schema:
            yield from _keys(part)


# --- scripts for the browser -------------------------------------------------------------

PRINTING_SCRIPTS = {
    "instrument/js/engine/wording.js": "the numbers of `results/words/numbers.py`",
    "instrument/js/engine/scales.js": "the scores of `results/words/scores/scales.py`",
}
"""Script → the module whose printed numbers it repeats; a test in a browser compares both."""

PRINTED_IN_A_SCRIPT = re.compile(
    r"(?<!Number\()(?<![\w.\[\]])[\w.\[\]]*\.toFixed\(|\.toLocaleString\(|\.toPrecision\(|NumberFormat"
    r"|[\"'`}] ?of 100\b|\$\{[^}]*\} (?:(?:percentage )?points?|percent)\b"
)
"""What prints a share, a percentage or a number of points in JavaScript."""


def own_scripts() -> dict[str, str]:
    """Return path below the package → text, for every script that is ours."""
    package = DASHBOARD / "steelyard"
    paths = [path for path in sorted(package.rglob("*.js")) if path.parent.name != "codemirror"]
    return {
        path.relative_to(package).as_posix(): path.read_text(encoding="utf-8") for path in paths
    }


def test_scripts_print_numbers_in_two_modules_only() -> None:
    """Whatever else the browser prints comes from those or from Python."""
    printing = {path for path, text in own_scripts().items() if PRINTED_IN_A_SCRIPT.search(text)}
    assert printing == set(PRINTING_SCRIPTS)


def test_scripts_use_the_words_of_the_glossary() -> None:
    """Identifiers, texts and comments are read alike."""
    found = {path: _wrong(PROSE.sub("", text)) for path, text in own_scripts().items()}
    assert {path: words for path, words in found.items() if words} == {}


@pytest.mark.parametrize(
    ("text", "is_printed"),
    [
        ("share.toFixed(1)", True),
        ("`${count} of 100`", True),
        ("make('b'), 'of 100 simulations'", True),
        ("`${gap} points ahead`", True),
        ("Number(share.toFixed(9))", False),
        ("style.width = `${share * 100}%`", False),
    ],
)
def test_a_number_printed_by_a_script_is_found(text: str, is_printed: bool) -> None:
    """Rounding for a computation and lengths of the page are let through."""
    assert bool(PRINTED_IN_A_SCRIPT.search(text)) == is_printed


# --- the rules see what they are for -----------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "f'{share:.1f}'",
        "f'{share:.0%}'",
        "f'{draws:,}'",
        "f'{weight:g}'",
        "f'{percent}%'",
        "f'{percent} % of it'",
        "f'{count} of 100'",
        "f'{amount} points ahead'",
        "'in 40 of 100 simulations'",
        "unit.replace('_', ' ')",
        "'%.1f' % share",
        "format(share, '.1f')",
        "'{:.1f}'.format(share)",
        "'{share} percent of it'.format(share=share)",
        "str(round(share, 1))",
        "f'{round(share)} of them'",
    ],
)
def test_a_printed_number_is_found(text: str) -> None:
    """Numbers are found however they are formatted."""
    assert list(printed_numbers(parse("steelyard/views/x.py", f"x = {text}")))


@pytest.mark.parametrize(
    "text",
    [
        "f'{name}'",
        "f'{name!r}: {count}'",
        "f'{count} options'",
        "f'{when:%d %B %Y}'",
        "f'{key:>12}'",
        "text.replace('_', '.')",
        "count % 100",
        "'{name}: {count}'.format(name=name, count=count)",
        "round(share, 9)",
    ],
)
def test_what_is_no_printed_number_is_let_through(text: str) -> None:
    """Names, counts and dates are no shares."""
    assert list(printed_numbers(parse("steelyard/views/x.py", f"x = {text}"))) == []


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("from steelyard.analysis.totals import evaluate", 1),
        ("def f():\n    from steelyard.analysis.totals import View, evaluate", 1),
        ("from steelyard.analysis import totals", 1),
        ("import steelyard.analysis.totals", 1),
        ("from steelyard.analysis.totals import ALL_CRITERIA, View", 0),
        ("from steelyard.results.result import find_result", 0),
    ],
)
def test_a_computing_import_is_found(text: str, faults: int) -> None:
    """Functions and modules of the analysis are found, types and constants let through."""
    assert len(list(computing_imports(parse("steelyard/views/x.py", text)))) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ("def count_worlds(): ...", 1),
        ("class GateState: ...", 1),
        ("decisions = []", 1),
        ("x = 'The decision has two alternatives.'", 2),
        ('"""A state of the world, as the literature calls it."""', 0),
        ("aggregate = investigate = 1", 0),
        ("x = 'a state of the world'", 0),
        ("def f(inferred_from): ...", 0),
    ],
)
def test_a_forbidden_word_is_found(text: str, faults: int) -> None:
    """Identifiers and texts are read word by word; docstrings may explain."""
    assert len(list(forbidden_words(parse("steelyard/views/x.py", text)))) == faults


@pytest.mark.parametrize(
    ("text", "faults"),
    [
        ('"""Return in how many worlds an option leads."""', 1),
        ("x = 1  # gates are never weighted", 1),
        ('"""A state of the world."""', 0),
        ('"""The options and criteria of one decision, from a decision table."""', 0),
        ("x = 'A decision.'", 0),
    ],
)
def test_a_forbidden_word_in_prose_is_found(text: str, faults: int) -> None:
    """Docstrings and comments are read; other texts have a rule of their own."""
    assert len(list(forbidden_prose(parse("steelyard/views/x.py", text)))) == faults
