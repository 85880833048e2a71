"""Rounds of judgements as read: each with its sheets, their problems, and which of them count.

Stored in `judgements/<set>/round-<n>/`, where `<set>` is the name of the criteria file without
its ending: `round.yaml` and a sheet for each judge. Nothing here raises an exception for a faulty
file.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from steelyard.files.judgements.digest import SeenChange, digest_of, find_seen_change, seen_parts
from steelyard.files.judgements.sheet_rules import (
    Asked,
    find_sheet_faults,
    is_of_round,
    usable_sheet,
    without_answers,
)
from steelyard.files.judgements.shelf import ROUND_FILE, shelf
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, echo_many, name_as_text
from steelyard.files.yaml.documents import build_valid_parts, place_problem
from steelyard.files.yaml.meant import read_as_meant
from steelyard.files.yaml.yaml_tree import Tree, read_tree
from steelyard.model import CriteriaSet, JudgeSheet, Round

JUDGEMENTS: Final = "judgements"


@dataclass(frozen=True)
class LoadedSheet:
    """A judge's sheet as read.

    `sheet` has what is well formed, `usable` what of it counts once the sheet is sealed; both are
    `None` where it is no sheet of this round. `sha256` is that of its bytes. `is_sealed`: it was
    handed in and is still what it was then.
    """

    path: Path
    sha256: str
    sheet: JudgeSheet | None
    usable: JudgeSheet | None
    problems: tuple[Problem, ...]
    is_sealed: bool = False


@dataclass(frozen=True)
class LoadedRound:
    """A round as read, with the sheets in its folder by judge, in the order of the round.

    `problems` are those of the round and of its sheets; while the round is open they
    reveal no answer. `change` is what judges would see differently now. `before` are the answers
    that still count from the rounds before, by judge.
    """

    path: Path
    number: int
    round: Round | None
    sha256: str
    sheets: Mapping[str, LoadedSheet] = field(default_factory=dict)
    problems: tuple[Problem, ...] = ()
    change: SeenChange = field(default_factory=SeenChange)
    digest: str = ""
    before: Mapping[str, JudgeSheet] = field(default_factory=dict)

    @property
    def is_open(self) -> bool:
        """Whether judges may still answer, and nobody may see what others did."""
        return self.round is not None and self.round.state == "open"

    @property
    def standing(self) -> dict[str, JudgeSheet]:
        """Judge → the answers that count after this round: sealed ones, over earlier rounds'."""
        judges = self.round.judges if self.round is not None else ()
        found: dict[str, JudgeSheet] = {}
        for judge in dict.fromkeys([*judges, *self.before]):
            loaded, earlier = self.sheets.get(judge), self.before.get(judge)
            sheet = loaded.usable if loaded is not None and loaded.is_sealed else None
            if sheet is not None and earlier is not None:
                found[judge] = earlier.later(sheet)
            elif sheet is not None or earlier is not None:
                found[judge] = sheet if sheet is not None else earlier  # type: ignore[assignment]
        return found


def rounds_folder(criteria_file: Path) -> Path:
    """Return the folder of a set's rounds, which need not exist.

    Beside a folder called `criteria`, as `seeds/` is, unless there are rounds in it; else in the
    folder of the file itself, so that nothing is made where nobody looks for it.
    """
    folder = criteria_file.resolve().parent
    inside = folder / JUDGEMENTS / criteria_file.stem
    if inside.is_dir() or folder.name != "criteria":
        return inside
    return folder.parent / JUDGEMENTS / criteria_file.stem


def criteria_file_of(folder: Path) -> Path | None:
    """Return the criteria file that a round's folder is about; `None` where there is none."""
    stem, base = folder.parent.name, folder.parent.parent.parent
    places = (base / "criteria" / f"{stem}.yaml", base / f"{stem}.yaml")
    return next((place for place in places if place.is_file()), None)


def load_rounds(
    criteria_file: Path, criteria_set: CriteriaSet, judge: str | None = None
) -> tuple[LoadedRound, ...]:
    """Return the rounds of a set in order; empty where there are none.

    Answers carry over to the next round, but made-up answers never to a round of people. With
    `judge`, only that judge's own sheet of an open round is opened. Where a server seals rounds,
    the current user's pseudonym is used in place of `judge`.
    """
    folder = rounds_folder(criteria_file)
    own = shelf().own_judge(folder)
    judge = judge if own is None else own
    loaded: list[LoadedRound] = []
    for number, path in shelf().numbered(folder):
        before = loaded[-1] if loaded else None
        loaded.append(load_round(path, number, criteria_file.stem, criteria_set, before, judge))
    return tuple(loaded)


def load_round(
    folder: Path,
    number: int,
    stem: str,
    criteria_set: CriteriaSet,
    earlier: LoadedRound | None,
    judge: str | None = None,
) -> LoadedRound:
    """Return one round with the sheets in its folder, checked against the set as it is now.

    `earlier` is the round before it, `judge` as in `load_rounds`.
    """
    path = folder / ROUND_FILE
    tree, raw, unread = _read(path)
    if tree is None:
        return LoadedRound(folder, number, None, "", problems=(unread,) if unread else ())
    meant = read_as_meant(tree, Round)
    asked = meant.whole if isinstance(meant.whole, Round) else None
    plain = tree.root.plain() if asked is None and tree.root is not None else None
    if isinstance(plain, dict):
        # Without its digest and judges a round cannot be used any further.
        asked = build_valid_parts(plain, Round, {})
    problems = [*tree.problems, *meant.problems]
    if asked is None:
        return LoadedRound(folder, number, None, _sha256(raw), problems=tuple(problems))
    problems += _place_faults(tree, asked, number, stem)
    parts = seen_parts(criteria_set, asked.frame)
    digest, change = digest_of(parts), find_seen_change(asked, parts)
    before = _answers_before(asked, earlier)
    if not change.is_empty:
        problems.append(_changed_set(tree, asked, change))
    context = Asked(asked, criteria_set, digest, change, before)
    known = {*criteria_set.options, *criteria_set.criteria}
    only = judge if asked.state == "open" else None
    sheets = _load_sheets(folder, context, known, only)
    problems += _seal_faults(tree, asked, sheets, only)
    chosen, doubles = _one_each(asked, sheets)
    problems += doubles
    for loaded in sheets:
        problems += loaded.problems
    return LoadedRound(
        folder, number, asked, _sha256(raw), chosen, tuple(problems), change, digest, before
    )


def _answers_before(asked: Round, earlier: LoadedRound | None) -> Mapping[str, JudgeSheet]:
    """Return the answers of the round before that stand in this one, by judge."""
    if earlier is None:
        return {}
    was_simulated = earlier.round is not None and bool(earlier.round.simulated)
    return earlier.standing if was_simulated == bool(asked.simulated) else {}


def _read(path: Path) -> tuple[Tree | None, bytes, Problem | None]:
    name = name_as_text("/".join(path.parts[-3:]))
    try:
        raw = shelf().read(path)
    except OSError:
        problem = Problem(
            "S001", name, 0, 0, (), "no such file, or no permission to read it",
            "a file that can be read", "copy it here, or allow reading",
        )  # fmt: skip
        return None, b"", problem
    return read_tree(name, raw), raw, None


def _sha256(raw: bytes) -> str:
    return hashlib.sha256(raw).hexdigest()


def _place_faults(tree: Tree, asked: Round, number: int, stem: str) -> Iterable[Problem]:
    """Yield a problem where a round's own data disagrees with its folder."""
    if asked.set_ != stem:
        fix = "move the folder, or write the name of the criteria file"
        found = ProblemText("J003", echo(asked.set_), echo(stem), fix)
        yield place_problem(tree, ("set",), found)
    if asked.number != number:
        found = ProblemText("J004", str(asked.number), str(number), "rename the folder")
        yield place_problem(tree, ("round",), found)


def _changed_set(tree: Tree, asked: Round, change: SeenChange) -> Problem:
    fix = (
        "give out new sheets for what changed; answers to the rest stay"
        if asked.state == "open"
        else "leave it: the result says which version it answers; or open another round"
    )
    complaint = ProblemText("J009", echo_many(change.names), "what the judges were shown", fix)
    return place_problem(tree, ("digest",), complaint)


def _load_sheets(
    folder: Path, asked: Asked, known: set[str], judge: str | None
) -> list[LoadedSheet]:
    files = shelf().sheets(folder)
    if judge is None:
        return [load_sheet(each, asked, known) for each in files]
    own = [each for each in files if each.stem == judge]
    own = own or [each for each in files if _is_signed(each, judge)]
    return [load_sheet(each, asked, known) for each in own]


def _is_signed(path: Path, judge: str) -> bool:
    """Return whether a file under another name claims to be this judge's sheet."""
    try:
        raw = shelf().read(path)
    except OSError:
        return False
    line = rb"""(?m)^judge:[ \t]*["']?""" + re.escape(judge.encode()) + rb"""["']?[ \t]*(#|\r?$)"""
    return re.search(line, raw) is not None


def load_sheet(path: Path, asked: Asked, known: set[str] | None = None) -> LoadedSheet:
    """Return a sheet checked against its round; while that is open, problems reveal no answer."""
    tree, raw, unread = _read(path)
    if tree is None:
        return LoadedSheet(path, "", None, None, (unread,) if unread else ())
    return read_sheet(tree, raw, path, asked, known)


def read_sheet(
    tree: Tree, raw: bytes, path: Path, asked: Asked, known: set[str] | None = None
) -> LoadedSheet:
    """Return a sheet from the tree of its text, as `load_sheet` does."""
    meant = read_as_meant(tree, JudgeSheet)
    sheet = meant.whole if isinstance(meant.whole, JudgeSheet) else None
    plain = tree.root.plain() if sheet is None and tree.root is not None else None
    if isinstance(plain, dict):
        sheet = build_valid_parts(plain, JudgeSheet, {})
    problems = [*tree.problems, *meant.problems]
    usable: JudgeSheet | None = None
    if sheet is not None:
        left: list[tuple[str | int | float, ...]] = []
        for problem, out in find_sheet_faults(tree, sheet, asked):
            problems.append(problem)
            left += out
        usable = usable_sheet(sheet, left) if is_of_round(sheet, asked) else None
    sha256, seals = _sha256(raw), asked.round.sealed
    is_sealed = sheet is not None and seals.get(sheet.judge) == sha256
    is_late = usable is not None and usable.judge not in seals and asked.round.state != "open"
    if is_late:
        fix = "it does not count; a judge who comes late can answer the next round"
        late = ProblemText("J007", "a sheet that was not sealed", "sheets sealed in time", fix)
        problems.append(place_problem(tree, ("judge",), late))
    if asked.round.state == "open":
        ids = known if known is not None else {
            *asked.criteria_set.options, *asked.criteria_set.criteria
        }  # fmt: skip
        problems = [without_answers(problem, ids) for problem in problems]
    problems.sort(key=lambda problem: (problem.line, problem.column))
    return LoadedSheet(path, sha256, sheet, usable, tuple(problems), is_sealed)


def _seal_faults(
    tree: Tree, asked: Round, sheets: list[LoadedSheet], only: str | None
) -> Iterable[Problem]:
    """Yield the seals that no sheet in the folder fits; with `only`, those of one judge."""
    for judge, seal in asked.sealed.items():
        if only not in (None, judge):
            continue
        own = [each for each in sheets if each.sheet is not None and each.sheet.judge == judge]
        if any(each.sha256 == seal for each in own):
            continue
        found = "a sheet that is not the sealed one" if own else "no sheet"
        complaint = ProblemText(
            "J008", f"{found} of {echo(judge)}", f"the sheet with SHA-256 {seal[:8]}…",
            "put the sealed sheet back; until then this judge does not count",
        )  # fmt: skip
        yield place_problem(tree, ("sealed", judge), complaint)


def _one_each(
    asked: Round, sheets: list[LoadedSheet]
) -> tuple[dict[str, LoadedSheet], list[Problem]]:
    """Return one sheet for each judge, the sealed one first, and a problem for each other one."""
    chosen: dict[str, LoadedSheet] = {}
    problems: list[Problem] = []
    in_order = sorted(sheets, key=lambda each: (not each.is_sealed, each.path.name))
    for loaded in in_order:
        judge = loaded.sheet.judge if loaded.usable is not None and loaded.sheet else None
        if judge is None:
            continue
        first = chosen.setdefault(judge, loaded)
        if first is not loaded:
            problems.append(
                Problem(
                    "J001",
                    name_as_text("/".join(loaded.path.parts[-3:])),
                    1,
                    1,
                    ("judge",),
                    f"{echo(judge)}, whose sheet is {name_as_text(first.path.name)}",
                    "one sheet for each judge",
                    "keep the right one, and delete the other",
                )
            )
    return {judge: chosen[judge] for judge in asked.judges if judge in chosen}, problems


def asked_of(loaded: LoadedRound, criteria_set: CriteriaSet) -> Asked:
    """Return a loaded round as its sheets are checked against it. Needs a readable round."""
    assert loaded.round is not None
    return Asked(loaded.round, criteria_set, loaded.digest, loaded.change, loaded.before)
