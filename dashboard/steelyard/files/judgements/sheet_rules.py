"""What is wrong between a judge's sheet, its round and the set, as problems at their places.

What a rule objects to is left out of the answers that count; everything else of the sheet stays.
While a round is open nobody may learn an answer from a problem: `without_answers` takes out what
was found and keeps place, kind and remedy.
"""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Final

from steelyard.files.judgements.digest import (
    SeenChange,
    asked_cells,
    asked_swings,
    frame_of,
)
from steelyard.files.nearest import find_nearest
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo, echo_id, echo_many, format_number
from steelyard.files.yaml.documents import Path, place_problem
from steelyard.files.yaml.yaml_tree import Tree
from steelyard.model import (
    Cell,
    CriteriaSet,
    JudgedRank,
    JudgedScore,
    JudgedSwing,
    JudgeSheet,
    Round,
)
from steelyard.model.units import UNIT_WORDS


@dataclass(frozen=True)
class Asked:
    """A round as its sheets are checked against it.

    `criteria_set` is as it is now, `change` what judges would see differently in it; `before` are
    each judge's standing answers of the rounds before.
    """

    round: Round
    criteria_set: CriteriaSet
    digest: str
    change: SeenChange
    before: Mapping[str, JudgeSheet]

    @property
    def cells(self) -> tuple[Cell, ...]:
        """The cells that are asked, as the set is now."""
        return asked_cells(self.criteria_set, self.round)

    @property
    def swings(self) -> tuple[str, ...]:
        """The criteria whose swings are asked."""
        return asked_swings(self.criteria_set, self.round)


Left = Collection[Path]
"""Paths of the answers that do not count."""


def is_of_round(sheet: JudgeSheet, asked: Asked) -> bool:
    """Return whether a sheet answers this round of this set, as it was shown or as it is now."""
    right = sheet.set_ == asked.round.set_ and sheet.number == asked.round.number
    known = sheet.digest in (asked.round.digest, asked.digest)
    return right and known and sheet.judge in asked.round.judges


def find_sheet_faults(
    tree: Tree, sheet: JudgeSheet, asked: Asked
) -> Iterator[tuple[Problem, Left]]:
    """Yield each problem of a sheet and what of it does not count because of that.

    A sheet of another set or round, or of somebody who was not asked, has that one problem.
    """
    if (misplaced := _misplaced(tree, sheet, asked)) is not None:
        yield misplaced, ((),)
        return
    yield from _find_strange(tree, sheet, asked)
    yield from _find_off_scale(tree, sheet, asked)
    if asked.swings and sheet.swings and all(s.swing == 0 for s in sheet.swings.values()):
        complaint = ProblemText(
            "J006", "0 everywhere", "100 for the step that matters most, shares for the others",
            "write 100 where the step from worst to best matters most",
        )  # fmt: skip
        yield place_problem(tree, ("swings",), complaint, at_key=True), (("swings",),)
    yield from ((problem, ()) for problem in _find_unreasoned(tree, sheet))
    yield from ((problem, ()) for problem in _find_rewritten(tree, sheet, asked))
    yield from _find_outdated(tree, sheet, asked)
    if (missing := _missing(tree, sheet, asked)) is not None:
        yield missing, ()


def _misplaced(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Problem | None:
    wanted = asked.round
    if sheet.set_ != wanted.set_:
        fix = "put it into the folder of its set, or ask for a new sheet"
        return place_problem(
            tree, ("set",), ProblemText("J003", echo(sheet.set_), echo(wanted.set_), fix)
        )
    if sheet.number != wanted.number:
        fix = "put it into the folder of its round, or ask for a new sheet"
        found = ProblemText("J004", str(sheet.number), str(wanted.number), fix)
        return place_problem(tree, ("round",), found)
    if sheet.judge not in wanted.judges:
        near = find_nearest(sheet.judge, wanted.judges)
        found = ProblemText(
            "J002", echo(sheet.judge), echo_many(wanted.judges), "use the pseudonym given", near
        )
        return place_problem(tree, ("judge",), found)
    if sheet.digest not in (wanted.digest, asked.digest):
        found = ProblemText(
            "J009", f"{sheet.digest[:8]}…", f"{wanted.digest[:8]}…",
            "ask for a new sheet: this one answers another version of the set",
        )  # fmt: skip
        return place_problem(tree, ("digest",), found)
    return None


def _find_strange(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Iterator[tuple[Problem, Left]]:
    """Yield ids that the set or the frame does not have."""
    options = asked.criteria_set.options
    criteria = frame_of(asked.criteria_set, asked.round.frame)
    gone = {*asked.change.gone}

    def strange(path: Path, found: str, known: Collection[str]) -> tuple[Problem, Left]:
        if found in gone:
            complaint = ProblemText(
                "J009", echo_id(found), "what is still in the set", "leave it; it does not count"
            )
        else:
            near = find_nearest(found, known)
            fix = f"did you mean {near}? Write that" if near else "delete it here"
            complaint = ProblemText("C010", echo_id(found), echo_many(known), fix, near)
        return place_problem(tree, path, complaint, at_key=True), (path,)

    for path in _steps(sheet):
        if path[-1] not in criteria:
            yield strange(path, str(path[-1]), criteria)
    for option, row in sheet.scores.items():
        if option not in options:
            yield strange(("scores", option), option, options)
            continue
        for criterion in row:
            if criterion not in criteria:
                yield strange(("scores", option, criterion), criterion, criteria)


def _steps(sheet: JudgeSheet) -> Iterator[Path]:
    """Yield the place of every criterion whose step is weighed, ranked or compared."""
    yield from (("swings", criterion) for criterion in sheet.swings)
    yield from (("ranks", criterion) for criterion in sheet.ranks)
    for place, check in enumerate(sheet.checks):
        yield from (("checks", place, "first", criterion) for criterion in check.first)
        yield from (("checks", place, "second", criterion) for criterion in check.second)


def _find_off_scale(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Iterator[tuple[Problem, Left]]:
    for (option, criterion), answer in sheet.cells.items():
        entry = asked.criteria_set.criteria.get(criterion)
        if entry is None or not answer.score.known:
            continue
        scale = entry.scale
        outside = [x for x in answer.score[:3] if not scale.from_ <= x <= scale.to]
        if outside:
            span = f"{format_number(scale.from_)} to {format_number(scale.to)}"
            complaint = ProblemText(
                "C014", format_number(outside[0]), f"{span} ({UNIT_WORDS[scale.unit]})",
                "use numbers in that span",
            )  # fmt: skip
            path: Path = ("scores", option, criterion)
            yield place_problem(tree, (*path, "score"), complaint), (path,)


def _find_unreasoned(tree: Tree, sheet: JudgeSheet) -> Iterator[Problem]:
    """Yield scores and swings without a reason, and changed ones that do not say why."""
    answers: list[tuple[Path, JudgedScore | JudgedSwing | JudgedRank]] = [
        (("swings", criterion), swing) for criterion, swing in sheet.swings.items()
    ]
    # A rank beside a number needs no reason of its own.
    answers += [(("ranks", c), rank) for c, rank in sheet.ranks.items() if c not in sheet.swings]
    answers += [
        (("scores", *cell), answer) for cell, answer in sheet.cells.items() if answer.score.known
    ]
    for path, answer in answers:
        now: object
        if isinstance(answer, JudgedScore):
            now = answer.score
        else:
            now = answer.swing if isinstance(answer, JudgedSwing) else answer.rank
        if answer.was is None:
            key, said, fix = "reason", answer.reason, "say in a sentence why"
        elif answer.was != now:
            key, said, fix = "why", answer.why, "say in a sentence what convinced you"
        else:
            continue
        if not said.strip():
            complaint = ProblemText("J010", f"no {key}:", "a sentence", f"add {key}: and {fix}")
            yield place_problem(tree, (*path, key), complaint)


def _find_rewritten(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Iterator[Problem]:
    """Yield answers of the round before that are quoted differently from how they were given."""
    before = asked.before.get(sheet.judge)
    cells = before.cells if before is not None else {}
    swings = before.swings if before is not None else {}
    for cell, answer in sheet.cells.items():
        earlier = cells.get(cell)
        if answer.was is not None and (earlier is None or earlier.score != answer.was):
            yield _rewritten(tree, ("scores", *cell, "was"), is_there=earlier is not None)
    for criterion, swing in sheet.swings.items():
        earlier_swing = swings.get(criterion)
        if swing.was is not None and (earlier_swing is None or earlier_swing.swing != swing.was):
            yield _rewritten(tree, ("swings", criterion, "was"), is_there=earlier_swing is not None)
    ranks = before.ranks if before is not None else {}
    for criterion, rank in sheet.ranks.items():
        earlier_rank = ranks.get(criterion)
        if rank.was is not None and (earlier_rank is None or earlier_rank.rank != rank.was):
            yield _rewritten(tree, ("ranks", criterion, "was"), is_there=earlier_rank is not None)


def _rewritten(tree: Tree, path: Path, *, is_there: bool) -> Problem:
    fix = "write what the sealed sheet of the round before says" if is_there else "delete was:"
    allowed = "the answer that was sealed" if is_there else "nothing: there was no answer"
    return place_problem(tree, path, ProblemText("J011", "another answer", allowed, fix))


def _find_outdated(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Iterator[tuple[Problem, Left]]:
    """Yield one problem for all answers to questions that have changed in the set since."""
    if sheet.digest == asked.digest or asked.change.is_empty:
        return
    left: list[Path] = [("scores", *cell) for cell in sheet.cells if asked.change.touches(*cell)]
    left += [("swings", c) for c in sheet.swings if asked.change.touches_swing(c)]
    left += [("ranks", c) for c in sheet.ranks if asked.change.touches_swing(c)]
    if left:
        where = echo_many(" › ".join(map(str, path[1:])) for path in left)
        complaint = ProblemText(
            "J009",
            f"changed since: {echo_many(asked.change.names)}",
            "answers to the set as it is",
            f"ask again: {where}; the other answers stay",
        )
        yield place_problem(tree, ("digest",), complaint), tuple(left)


def _missing(tree: Tree, sheet: JudgeSheet, asked: Asked) -> Problem | None:
    cells = [cell for cell in asked.cells if cell not in sheet.cells]
    swings = missing_swings(sheet, asked.swings)
    if not cells and not swings:
        return None
    names = [f"swing of {criterion}" for criterion in swings]
    names += [f"{option} › {criterion}" for option, criterion in cells]
    complaint = ProblemText(
        "J005", f"{len(names)} of {len(asked.cells) + len(asked.swings)}: {echo_many(names)}",
        "a score or cannot_judge for each cell, a swing (or a rank) for each criterion",
        "answer them; what stays empty counts as the mean of the other judges",
    )  # fmt: skip
    weighed = "ranks" if sheet.ranks and not sheet.swings else "swings"
    return place_problem(tree, ("scores" if cells else weighed,), complaint, at_key=True)


def missing_swings(sheet: JudgeSheet, asked: Collection[str]) -> list[str]:
    """Return the criteria whose swings are still to be given: as numbers, or all as ranks."""
    if all(criterion in sheet.ranks for criterion in asked):
        return []
    given = sheet.swings or sheet.ranks
    return [criterion for criterion in asked if criterion not in given]


def usable_sheet(sheet: JudgeSheet, left: Left) -> JudgeSheet:
    """Return a sheet without the answers at some paths; () leaves out all, ("swings",) all swings.

    >>> sheet = JudgeSheet.model_validate({"format": 1, "set": "lunch", "round": 1,
    ...     "judge": "birch", "digest": "0" * 64, "scores": {"soup": {"taste": [1, 2, 3]}}})
    >>> usable_sheet(sheet, [("scores", "soup", "taste")]).scores
    {}
    """

    def stays(path: Path) -> bool:
        return not any(path[: len(out)] == out for out in left)

    return sheet.with_answers(
        {c: swing for c, swing in sheet.swings.items() if stays(("swings", c))},
        {cell: answer for cell, answer in sheet.cells.items() if stays(("scores", *cell))},
        {c: rank for c, rank in sheet.ranks.items() if stays(("ranks", c))},
    )


_OPEN_WORDS: Final = "look at the place named; what stands there is sealed while the round is open"
_SAY_NO_ANSWER: Final = {"J001", "J002", "J003", "J004", "J005", "J007", "J008", "J009", "J010"}
"""Problems whose words name ids, judges and rounds, and never what a judge answered."""


def without_answers(problem: Problem, known: Collection[str]) -> Problem:
    """Return a problem that gives away no answer: place, kind, and the scale where it is one.

    `known` are the ids of the set: other keys that lead to the fault are not named.
    """
    where = tuple(step if step in known or step in _KEYS else "…" for step in problem.where)
    if problem.code in _SAY_NO_ANSWER:
        return replace(problem, where=where)
    allowed = problem.allowed if problem.code in ("C014", "J006") else ""
    # What to do about swings of zero is the same whatever else stands there.
    fix = problem.fix if problem.code == "J006" else _OPEN_WORDS
    return replace(problem, where=where, found="", allowed=allowed, fix=fix, nearest="")


_KEYS: Final = frozenset(
    {"format", "set", "round", "judge", "seat", "digest", "answered", "swings", "swing", "ranks",
     "rank", "checks", "first", "second", "answer", "scores", "score",
     "reason", "confidence", "was", "why", "unfinished", "low", "high", "likely"}
)  # fmt: skip
