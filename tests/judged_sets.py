"""Judged sets for tests: a criteria file in a folder of its own, rounds, and judges' sheets."""

from __future__ import annotations

import hashlib
import random
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from small_sets import make_set

from steelyard.analysis.judges.panel import Panel, lay_over
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.rounds import LoadedRound, load_rounds
from steelyard.files.judgements.sealing import NewRound, close_round, open_round, seal_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import CriteriaSet, JudgeSheet

SET = """\
format: 1
title: Lunch
question: What shall we cook?
criteria:
  taste:
    name: Taste
    question: How good does it taste?
    anchors: {0: Bland, 100: Delicious}
    swing: 60
  price: {name: Price, better: lower, scale: {from: 0, to: 20, unit: eur}, swing: 40}
options:
  soup: {name: Soup, summary: A pot for all}
  cake: {name: Cake}
assessments:
  soup: {taste: 50, price: 4}
  cake: {taste: 70, price: 8}
"""


class Judged:
    """A criteria file in `folder/criteria` and its rounds beside it."""

    def __init__(self, folder: Path, text: str = SET) -> None:
        self.file = folder / "criteria" / "lunch.yaml"
        self.file.parent.mkdir(parents=True, exist_ok=True)
        self.file.write_text(text, encoding="utf-8")

    @property
    def criteria_set(self) -> CriteriaSet:
        """The set as its file is now."""
        loaded = load_criteria_file(self.file)
        assert loaded.criteria_set is not None
        return loaded.criteria_set

    @property
    def rounds(self) -> tuple[LoadedRound, ...]:
        """The rounds as they are now."""
        return load_rounds(self.file, self.criteria_set)

    def open(self, *judges: str, **rest: Any) -> Path:
        """Open the next round; return its folder."""
        new = NewRound(judges or ("alder", "birch", "cedar"), **rest)
        return open_round(self.file, self.criteria_set, self.rounds, new).parent

    def sheet(self, judge: str, scores: Mapping[str, Any], swings: Mapping[str, Any]) -> JudgeSheet:
        """Return a sheet of the last round; scores and swings with a reason where they lack one."""
        last = self.rounds[-1]
        assert last.round is not None
        return JudgeSheet.model_validate(
            {
                "format": 1, "set": "lunch", "round": last.number, "judge": judge,
                "digest": last.round.digest, "swings": {
                    c: s if isinstance(s, dict) else {"swing": s, "reason": "So it seems."}
                    for c, s in swings.items()
                },
                "scores": {
                    o: {
                        c: a if isinstance(a, dict | str) else {"score": a, "reason": f"{o}, {c}."}
                        for c, a in row.items()
                    }
                    for o, row in scores.items()
                },
            }
        )  # fmt: skip

    def hand_in(
        self, judge: str, scores: Mapping[str, Any], swings: Mapping[str, Any], *, seal: bool = True
    ) -> Path:
        """Write a sheet into the last round, and seal it."""
        text = write_sheet(self.sheet(judge, scores, swings))
        return self.put(judge, text, seal=seal)

    def put(self, judge: str, text: str, *, seal: bool = False) -> Path:
        """Write a sheet's text into the last round, as it is."""
        path = self.rounds[-1].path / f"{judge}.yaml"
        path.write_text(text, encoding="utf-8")
        if seal:
            seal_sheet(path.parent, judge, hashlib.sha256(text.encode()).hexdigest())
        return path

    def close(self) -> None:
        """Close the last round."""
        close_round(self.rounds[-1].path, "2026-11-29")


THREE: Mapping[str, tuple[Mapping[str, Any], Mapping[str, Any]]] = {
    "alder": (
        {"soup": {"taste": [40, 60, 80], "price": [2, 4, 6]},
         "cake": {"taste": [60, 75, 90], "price": [6, 8, 10]}},
        {"taste": 100, "price": 50},
    ),
    "birch": (
        {"soup": {"taste": [50, 55, 60], "price": [3, 4, 5]},
         "cake": {"taste": [20, 40, 60], "price": [8, 12, 16]}},
        {"taste": 50, "price": 100},
    ),
    "cedar": (
        {"soup": {"taste": [10, 30, 50], "price": [4, 6, 8]},
         "cake": {"taste": [70, 90, 95], "price": [5, 7, 9]}},
        {"taste": 100, "price": 20},
    ),
}  # fmt: skip
"""Judge → scores and swings: two put cake first, one soup."""


def judged(folder: Path, judges: Sequence[str] = ("alder", "birch", "cedar")) -> Judged:
    """Return a set whose first round is closed, with the sheets of `THREE`."""
    made = Judged(folder)
    made.open(*judges)
    for judge in judges:
        made.hand_in(judge, *THREE[judge])
    made.close()
    return made


Answers = tuple[Mapping[str, Mapping[str, Any]], Mapping[str, float]]
"""A judge's scores, option → criterion → answer, and swings."""


def sheet(judge: str, answers: Answers) -> JudgeSheet:
    """Return a sheet from scores and swings."""
    scores, swings = answers
    return JudgeSheet.model_validate(
        {
            "format": 1, "set": "made", "round": 1, "judge": judge, "digest": "0" * 64,
            "scores": scores, "swings": {c: {"swing": swing} for c, swing in swings.items()},
        }
    )  # fmt: skip


def panel_of(criteria_set: CriteriaSet, answers: Mapping[str, Answers]) -> Panel:
    """Return the answers laid over a set."""
    return lay_over(criteria_set, {j: sheet(j, a) for j, a in answers.items()})


def random_panel(
    chance: random.Random,
    options: int,
    criteria: int,
    judges: int,
    *,
    narrow: bool = False,
    answers: random.Random | None = None,
) -> Panel:
    """Return a panel of random judges, some cells blank or not to be judged.

    `narrow`: answers of one cell lie close together. `answers` draws the answers, so that two
    panels can be of the same set.
    """
    better = [chance.choice(["higher", "lower"]) for _ in range(criteria)]
    made = make_set(
        {f"o{i}": {f"c{k}": 50 for k in range(criteria)} for i in range(options)},
        criteria={f"c{k}": {"better": better[k]} for k in range(criteria)},
    )
    draw = answers or chance
    middle = {(i, k): draw.randrange(20, 81, 5) for i in range(options) for k in range(criteria)}
    found: dict[str, Answers] = {}
    for j in range(judges):
        scores: dict[str, dict[str, Any]] = {}
        for i, k in middle:
            triple = sorted(draw.randrange(0, 101, 5) for _ in range(3))
            if narrow:
                triple = [middle[i, k] + step for step in sorted(draw.sample(range(-10, 11), 3))]
            answer: Any = "cannot_judge" if draw.random() < 0.08 else triple
            if draw.random() > 0.05:
                scores.setdefault(f"o{i}", {})[f"c{k}"] = answer
        swings = {f"c{k}": float(draw.randrange(0, 101, 10)) + 1 for k in range(criteria)}
        found[f"j{j}"] = (scores, swings if draw.random() > 0.1 else {})
    return panel_of(made, found)
