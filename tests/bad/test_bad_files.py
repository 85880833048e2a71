"""Each bad file gets exactly the report that stands beside it.

A case is two files: `<CODE>-<few-words>.yaml` and its report, `.txt`. Registers have
theirs in `registers/`, recipes in `recipes/`, beside the sheet that they are about, judges'
sheets in `judgements/`, as answers to the second round of one set, configurations of a server in
`servers/`, where no environment variable is set. To accept new words after reading them, run this
file with Python.
"""

from __future__ import annotations

import re
import sys
from dataclasses import replace
from pathlib import Path

import pytest
import yaml
from judged_sets import SET as LUNCH

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.digest import find_seen_change, seen_parts
from steelyard.files.judgements.rounds import load_sheet
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.problems import TITLES, problems_as_text
from steelyard.files.registers import load_register
from steelyard.files.spreadsheet.opening.books import read_book
from steelyard.files.spreadsheet.recipe.recipe_file import load_recipe
from steelyard.files.spreadsheet.understanding.understand import understand
from steelyard.model import CriteriaSet, JudgeSheet, Round
from steelyard.serving.configuration.loading import load_configuration

HERE = Path(__file__).parent
SETS = sorted(HERE.glob("*.yaml"))
REGISTERS = sorted((HERE / "registers").glob("*.yaml"))
RECIPES = sorted((HERE / "recipes").glob("*.yaml"))
SHEETS = sorted((HERE / "judgements").glob("*.yaml"))
SERVERS = sorted((HERE / "servers").glob("*.toml"))
CASES = [*SETS, *REGISTERS, *RECIPES, *SHEETS, *SERVERS]
# Made by tests/files/test_criteria_files.py, since no text file can be these, and by
# tests/files/sources/test_claim_drafts.py: R008 needs the criteria sets beside a register; and by
# tests/files/judgements/test_rounds.py, since these are about several sheets or bytes.
BUILT_IN_TESTS = {"S001", "S002", "S003", "R008", "J001", "J007", "J008"}


def asked() -> Asked:
    """Return the closed second round that the sheets of the cases answer, birch's sealed."""
    criteria_set = CriteriaSet.model_validate(yaml.safe_load(LUNCH))
    parts = seen_parts(criteria_set, None)
    now = CriteriaSet.model_validate(yaml.safe_load(LUNCH.replace("A pot for all", "A cup")))
    plain = {"format": 1, "set": "lunch", "round": 2, "judges": ["alder", "birch"]}
    plain |= {"state": "closed", "digest": "1" * 64, "parts": parts.model_dump()}
    second = Round.model_validate(plain | {"sealed": {"birch": "2" * 64}})
    first = {"round": 1, "scores": {"cake": {"taste": [60, 70, 80]}}}
    earlier = JudgeSheet.model_validate(
        {"format": 1, "set": "lunch", "judge": "birch", "digest": "1" * 64} | first
    )
    change = find_seen_change(second, seen_parts(now, None))
    return Asked(second, now, "3" * 64, change, {"birch": earlier})


def report(path: Path) -> str:
    """Return the whole report of a case, as the command line prints it."""
    if path.parent.name == "registers":
        return problems_as_text(load_register(path).problems) + "\n"
    if path.parent.name == "judgements":
        return problems_as_text(load_sheet(path, asked()).problems) + "\n"
    if path.parent.name == "servers":
        found = load_configuration(path).problems
        return problems_as_text(replace(p, file=path.name) for p in found) + "\n"
    if path.parent.name == "recipes":
        recipe = load_recipe(path)
        understood = understand(read_book(path.parent / "sites.csv"), recipe.wishes)
        problems = [*recipe.problems, *recipe.misfit_problems(understood.misfits)]
        return problems_as_text(replace(p, file=path.name) for p in problems) + "\n"
    return problems_as_text(load_criteria_file(path, shown_as=path.name).problems) + "\n"


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_report_is_the_expected_one(path: Path) -> None:
    """Place, words and order of every problem are those written down."""
    assert report(path) == path.with_suffix(".txt").read_text(encoding="utf-8")


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_the_problem_it_is_named_after_is_reported(path: Path) -> None:
    """A case named after a code shows that code."""
    code = path.stem.split("-")[0]
    assert f"  {code}  {TITLES[code]}" in report(path)


def test_every_code_has_a_case() -> None:
    """No problem can be told to a user that nobody has read here."""
    shown = {path.stem.split("-")[0] for path in CASES}
    assert shown | BUILT_IN_TESTS == set(TITLES)


def test_no_report_is_without_its_file() -> None:
    """A report left behind by a renamed case would be checked by nobody."""
    reports = {path.with_suffix("") for path in HERE.rglob("*.txt") if path.parent.name != "texts"}
    assert reports == {path.with_suffix("") for path in CASES}


@pytest.mark.parametrize("path", CASES, ids=lambda path: path.stem)
def test_no_report_speaks_like_a_program(path: Path) -> None:
    """Words of the libraries underneath never reach an analyst."""
    jargon = ("pydantic", "regex", "pattern", "validator", "tuple", "dict", "scalar", "None", "NaN")
    ours = ("  allowed  ", "  fix      ")
    said = "\n".join(line for line in report(path).splitlines() if line.startswith(ours))
    assert [word for word in jargon if re.search(rf"\b{word}\b", said)] == []


if __name__ == "__main__":
    for case in CASES:
        case.with_suffix(".txt").write_text(report(case), encoding="utf-8")
    sys.exit(0)
