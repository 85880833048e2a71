"""A small criteria_set to break in tests: two options, two criteria, one of everything else."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import LoadedSet, read_criteria
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import CriteriaSet

LUNCH = """\
format: 1
title: Lunch
criteria:
  taste: {name: Taste, swing: 60, group: senses}
  price: {name: Price, better: lower, scale: {from: 0, to: 20}, swing: 40}
groups:
  senses: {name: Senses}
frames:
  both: {name: Both, criteria: [taste, price]}
options:
  soup: {name: Soup, needs: [spoon]}
  cake: {name: Cake}
  menu: {name: Menu, parts: [soup, cake]}
conditions:
  spoon: {name: Spoon}
assessments:
  soup: {taste: 40, price: 5}
  cake: {taste: 80, price: 8}
  menu: {taste: [50, 70, 90], price: 12}
lenses:
  child: {name: Child, swings: {taste: 100, price: 0}}
readings:
  gourmet: {name: Gourmet, assessments: {soup: {taste: 90}}}
scenarios:
  rain: {name: Rain, opposite: sun, shifts: {soup: {taste: 10}}}
  sun: {name: Sun, shifts: {soup: {taste: -10}}}
"""


def lunch(**changes: str) -> str:
    """Return the file with one text put for another: `lunch(old="…", new="…")`."""
    old, new = changes["old"], changes["new"]
    assert LUNCH.count(old) == 1, old
    return LUNCH.replace(old, new)


def load(text: str, folder: Path = Path("nowhere/criteria")) -> LoadedSet:
    """Return a text as loaded from `lunch.yaml` in a folder."""
    return read_criteria(text.encode(), folder / "lunch.yaml", "lunch.yaml")


def codes(text: str) -> list[tuple[str, int]]:
    """Return code and line of every problem of a text."""
    return [(problem.code, problem.line) for problem in load(text).problems]


def good(text: str) -> CriteriaSet:
    """Return the good parts of a text."""
    criteria_set = load(text).criteria_set
    assert criteria_set is not None
    return criteria_set


def tree_of(text: str) -> Tree:
    """Return the tree of a text."""
    return read_tree("lunch.yaml", text.encode())
