"""The file that keeps a user's answers about a sheet, `<set>.import.yaml`, and its faults."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Annotated, Final, Literal

from pydantic import BeforeValidator, Field

from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, name_as_text
from steelyard.files.spreadsheet.model import RecipeMisfit, SaidRole, Wishes
from steelyard.files.spreadsheet.opening.cells import column_letter, column_number
from steelyard.files.yaml.decoding import read_bounded
from steelyard.files.yaml.documents import place_problem
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model.criteria_set import Better
from steelyard.model.entry import Entry, Name, Number, Prose

MISFIT: Final = "M001"
_LARGEST: Final = 20_000


def _read_unknown(raw: object) -> object:
    return None if raw == "unknown" else raw


class ScaleEnds(Entry):
    """The two ends of a criterion's scale, the lower first."""

    from_: Number = Field(alias="from")
    to: Number


class Recipe(Entry):
    """What a user has answered about one sheet; whatever is left out is found on it.

    `columns` and `rows` are letters and numbers of the sheet, several as `D-G`. `better`,
    `scales` and `words` are by id or name of a criterion. `confirmed` are keys of guesses about
    the file as a whole.
    """

    sheet: Prose = ""
    table: Prose = ""
    criteria_in: Literal["rows", "columns"] | None = None
    columns: dict[str, SaidRole] = {}
    rows: dict[str, SaidRole] = {}
    better: dict[str, Better] = {}
    scales: dict[str, ScaleEnds] = {}
    words: dict[str, dict[str, Annotated[Number | None, BeforeValidator(_read_unknown)]]] = {}
    confirmed: list[Name] = []
    title: Prose = ""
    question: Prose = ""
    judged_by: Prose = ""


@dataclass(frozen=True)
class LoadedRecipe:
    """A recipe as read: the wishes in it, and its problems. `written`: line → key as written."""

    wishes: Wishes
    problems: tuple[Problem, ...]
    tree: Tree
    written: Mapping[tuple[str, ...], tuple[str, ...]] = field(default_factory=dict)

    def holds(self, misfit: RecipeMisfit) -> bool:
        """Return whether a misfit comes from an answer in this recipe."""
        node = self.tree.root
        for key in self.written.get(misfit.keys, misfit.keys)[:2]:
            node = node.child(key) if node is not None else None
        return node is not None

    def misfit_problems(self, misfits: Iterable[RecipeMisfit]) -> tuple[Problem, ...]:
        """Return a problem for each misfit at its place, in the order of the file."""
        found = [
            place_problem(
                self.tree,
                self.written.get(misfit.keys, misfit.keys),
                ProblemText(MISFIT, misfit.says, misfit.allowed, _FIX),
                at_key=True,
            )
            for misfit in misfits
        ]
        return tuple(sorted(found, key=lambda problem: (problem.line, problem.column)))


_FIX: Final = "write what the sheet has, or delete the entry: what is not said is found anew"


def load_recipe(path: Path) -> LoadedRecipe:
    """Read a recipe; a fault of the file is a problem and raises nothing."""
    name = name_as_text(path)
    try:
        raw = read_bounded(path)
    except OSError as error:
        said = error.strerror or "an error of the disk"
        problem = Problem("S001", name, 0, 0, (), said, "a file that can be read", "check its name")
        return LoadedRecipe(Wishes(), (problem,), read_tree(name, b""))
    return read_recipe(raw, name)


def read_recipe(raw: bytes, name: str) -> LoadedRecipe:
    """Read the bytes of a recipe called `name`."""
    tree = read_tree(name, raw)
    meant = read_as_meant(tree, Recipe)
    problems = [*tree.problems, *meant.problems]
    recipe = meant.whole if isinstance(meant.whole, Recipe) else Recipe()
    written: dict[tuple[str, ...], tuple[str, ...]] = {}
    sides: dict[str, dict[int, SaidRole]] = {}
    for side, said, read, shown in (
        ("columns", recipe.columns, _columns, "a column such as B, or several such as D-G"),
        ("rows", recipe.rows, _rows, "a row such as 5, or several such as 5-8"),
    ):
        sides[side] = {}
        for key, role in said.items():
            lines = read(key)
            if not lines:
                complaint = ProblemText(MISFIT, echo(key), shown, f"write {shown}")
                problems.append(place_problem(tree, (side, key), complaint, at_key=True))
            for number, line in lines.items():
                sides[side][number] = role
                written[side, line] = (side, key)
    problems.sort(key=lambda problem: (problem.line, problem.column))
    wishes = Wishes(
        sheet=recipe.sheet,
        table=recipe.table,
        criteria_in=recipe.criteria_in or "",
        columns=sides["columns"],
        rows=sides["rows"],
        better=dict(recipe.better),
        scales={key: (ends.from_, ends.to) for key, ends in recipe.scales.items()},
        words=recipe.words,
        confirmed=tuple(recipe.confirmed),
        title=recipe.title,
        question=recipe.question,
        judged_by=recipe.judged_by,
    )
    return LoadedRecipe(wishes, tuple(problems), tree, written)


def _lines(key: str, pattern: str, read: Callable[[str], int]) -> list[int]:
    ends = key.strip().upper().split("-")
    if len(ends) > 2 or not all(re.fullmatch(pattern, end.strip()) for end in ends):
        return []
    first, last = (read(ends[i].strip()) for i in (0, -1))
    return [*range(first, min(last, first + _LARGEST) + 1)]


def _columns(key: str) -> dict[int, str]:
    """Return the numbers and letters of the columns that a key names; nothing for another text."""
    return {number: column_letter(number) for number in _lines(key, "[A-Z]{1,3}", column_number)}


def _rows(key: str) -> dict[int, str]:
    """Return the numbers of the rows that a key names, each also as text."""
    return {number: str(number) for number in _lines(key, "[1-9][0-9]{0,5}", int)}
