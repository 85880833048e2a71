"""Made criteria sets for the tests of what can be read: small to large, long names, judged ones."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import yaml

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.rounds import load_rounds
from steelyard.files.judgements.sealing import NewRound, close_round, open_round, seal_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import CriteriaSet, JudgeSheet

SIZES: Mapping[str, tuple[int, int, int]] = {
    "small": (2, 2, 0),
    "middling": (20, 16, 0),
    "huge": (30, 20, 0),
    "small-wordy": (2, 2, 80),
    "wordy": (12, 4, 80),
    "middling-wordy": (20, 16, 80),
    "huge-wordy": (30, 20, 80),
}
"""Name of a made set → options, criteria, and letters of each name, 0 for short names."""

ASKED, JUDGED = "asked", "judged"
"""Copies of the set with long names: with an open round, and with one that is closed."""
JUDGES = ("alder", "birch", "cedar")


def made_set(options: int, criteria: int, letters: int) -> dict[str, Any]:
    """Return a set of so many options and criteria, whose names have so many letters or more."""

    def name(kind: str, number: int) -> str:
        words = f"{kind} {number}"
        while len(words) < letters:
            words += " and more"
        return words[:letters] if letters else words

    return {
        "format": 1,
        "title": "Made",
        "question": "What is to be done?",
        "criteria": {
            f"c{j}": {"name": name("Aim", j), "question": "How good is it?", "swing": 40 + j}
            for j in range(criteria)
        },
        "options": {f"o{i}": {"name": name("Course", i)} for i in range(options)},
        "assessments": {
            f"o{i}": {f"c{j}": (37 * i + 59 * j + 11 * i * j) % 101 for j in range(criteria)}
            for i in range(options)
        },
        "lenses": {
            "one": {
                "name": name("Seat", 1),
                "swings": {f"c{j}": 100 * j for j in range(criteria)},
            }
        },
        "readings": {"r": {"name": name("Judge", 1), "assessments": {"o1": {"c0": 90}}}},
    }


def write_sets(criteria: Path, names: Sequence[str] = tuple(SIZES)) -> list[Path]:
    """Write made sets into a folder of criteria files; return the files."""
    written = []
    for name in names:
        file = criteria / f"{name}.yaml"
        made = made_set(*SIZES[name])
        file.write_text(yaml.safe_dump(made, sort_keys=False), encoding="utf-8")
        assert load_criteria_file(file).problems == ()
        written.append(file)
    return written


def write_judged(file: Path, content: str, *, closes: bool = True) -> Path:
    """Write a criteria file and a round of three judges: closed with their sheets, or open."""
    file.write_text(content, encoding="utf-8")
    criteria_set = load_criteria_file(file).criteria_set
    assert criteria_set is not None
    new = NewRound(JUDGES, seed=5, opened="2026-11-29")
    folder = open_round(file, criteria_set, (), new).parent
    if closes:
        [begun] = load_rounds(file, criteria_set)
        assert begun.round is not None
        for number, judge in enumerate(JUDGES):
            sheet = _sheet(criteria_set, file.stem, judge, number, begun.round.digest)
            text = write_sheet(sheet)
            (folder / f"{judge}.yaml").write_text(text, encoding="utf-8")
            seal_sheet(folder, judge, hashlib.sha256(text.encode()).hexdigest())
        close_round(folder, "2026-11-30")
    return file


def _sheet(
    criteria_set: CriteriaSet, set_: str, judge: str, number: int, digest: str
) -> JudgeSheet:
    """Return the answers of a judge to every question: all three differ."""

    def score(i: int, j: int) -> list[int]:
        likely = (37 * i + 59 * j + 23 * number) % 81 + 10
        return [likely - 10, likely, likely + 10]

    said = "So it seems to me, for all that I have read of it."
    return JudgeSheet.model_validate(
        {
            "format": 1, "set": set_, "round": 1, "judge": judge, "digest": digest,
            "swings": {
                c: {"swing": 100 - 20 * ((j + number) % 4), "reason": said}
                for j, c in enumerate(criteria_set.criteria)
            },
            "scores": {
                o: {
                    c: {"score": score(i, j), "reason": said}
                    for j, c in enumerate(criteria_set.criteria)
                }
                for i, o in enumerate(criteria_set.options)
            },
        }
    )  # fmt: skip


EVIDENCE = (
    *(f"&tab={tab}" for tab in ("holds", "strike", "support", "claims", "speaks", "disagree")),
    *("&tab=checks", "&view=texts", "&view=claims", "&view=changes"),
    *(f"&view=cells&tab={tab}" for tab in ("unused", "bare", "leaning", "away")),
)
CLOSED = (
    *(f"&view=disagreement&tab={tab}" for tab in ("cells", "judges", "criteria", "settle", "all")),
    *("&view=result", "&view=result&tab=moved", "&view=opening", "&view=progress"),
)
"""Views of the page Judges once a round is closed."""
OPEN = (
    *("", "&view=mine"),
    *(f"&judge=birch&tab={tab}" for tab in ("scores", "swings", "hand_in", "workbook")),
)
"""Views of the page Judges while a round is open; one judge's sheet among them."""
PAGES: Mapping[str, Sequence[str]] = {
    "": ("&tab=why", "&tab=change"),
    "robustness": tuple(
        f"&tab={tab}" for tab in ("weight", "weights", "maps", "scores", "options", "ranks")
    ),
    "perspectives": ("&tab=readings", "&tab=lenses", "&tab=scenarios"),
    "table": ("&tab=needs", "&tab=aims", "&tab=left"),
    "evidence": EVIDENCE,
    "judges": ("",),
    "edit": ("",),
    "export": ("&tab=files", "&tab=picture", "&tab=all"),
    "new_set": ("",),
}
"""Page → what its address adds for each of its views and tabs."""
