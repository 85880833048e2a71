"""Each bad file gets exactly the report that stands beside it.

A case is two files: `<CODE>-<few-words>.yaml` and its report, `.txt`. Registers have
theirs in `registers/`, recipes in `recipes/`, beside the sheet that they are about. To accept
new words after reading them, run this file with Python.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.problems import TITLES, problems_as_text
from steelyard.files.registers import load_register
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.recipe.recipe_file import load_recipe
from steelyard.files.spreadsheet.understanding.understand import understand

HERE = Path(__file__).parent
SETS = sorted(HERE.glob("*.yaml"))
REGISTERS = sorted((HERE / "registers").glob("*.yaml"))
RECIPES = sorted((HERE / "recipes").glob("*.yaml"))
# Made by tests/files/test_criteria_files.py, since no text file can be these, and by
# tests/files/sources/test_claim_drafts.py: R008 needs the criteria sets beside a register.
BUILT_IN_TESTS = {"S001", "S002", "S003", "R008"}


def report(path: Path) -> str:
    """Return the whole report of a case, as the command line prints it."""
    if path.parent.name == "registers":
        return problems_as_text(load_register(path).problems) + "\n"
    if path.parent.name == "recipes":
        recipe = load_recipe(path)
        found = understand(read_book(path.parent / "sites.csv"), recipe.wishes)
        problems = [*recipe.problems, *recipe.misfit_problems(found.misfits)]
        return problems_as_text(replace(p, file=path.name) for p in problems) + "\n"
    return problems_as_text(load_criteria_file(path, shown_as=path.name).problems) + "\n"


@pytest.mark.parametrize("path", [*SETS, *REGISTERS, *RECIPES], ids=lambda path: path.stem)
def test_the_report_is_the_expected_one(path: Path) -> None:
    """Place, words and order of every problem are those written down."""
    assert report(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", [*SETS, *REGISTERS, *RECIPES], ids=lambda path: path.stem)
def test_the_problem_it_is_named_after_is_reported(path: Path) -> None:
    """A case named after a code shows that code."""
    code = path.stem.split("-")[0]
    assert f"  {code}  {TITLES[code]}" in report(path)


def test_every_code_has_a_case() -> None:
    """No problem can be told to a user that nobody has read here."""
    shown = {path.stem.split("-")[0] for path in [*SETS, *REGISTERS, *RECIPES]}
    assert shown | BUILT_IN_TESTS == set(TITLES)


def test_no_report_is_without_its_file() -> None:
    """A report left behind by a renamed case would be checked by nobody."""
    reports = {path.with_suffix("") for path in HERE.rglob("*.txt") if path.parent.name != "texts"}
    assert reports == {path.with_suffix("") for path in [*SETS, *REGISTERS, *RECIPES]}


@pytest.mark.parametrize("path", [*SETS, *REGISTERS, *RECIPES], ids=lambda path: path.stem)
def test_no_report_speaks_like_a_program(path: Path) -> None:
    """Words of the libraries underneath never reach an analyst."""
    jargon = ("pydantic", "regex", "pattern", "validator", "tuple", "dict", "scalar", "None", "NaN")
    ours = ("  allowed  ", "  fix      ")
    said = "\n".join(line for line in report(path).splitlines() if line.startswith(ours))
    assert [word for word in jargon if re.search(rf"\b{word}\b", said)] == []


if __name__ == "__main__":
    for case in [*SETS, *REGISTERS, *RECIPES]:
        case.with_suffix(".txt").write_text(report(case), encoding="utf-8")
    sys.exit(0)
