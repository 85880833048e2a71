"""Opens and closes rounds and seals the sheets handed in, one change at a time.

Several people may seal sheets in one shared folder at the same moment: each seal is a change of
`round.yaml` applied again to whatever it has become meanwhile, so that none is lost.
"""

from __future__ import annotations

import random
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Final

from steelyard.files.editing.open_text import Keys, OpenText
from steelyard.files.editing.value_edits import put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.judgements.digest import digest_of, seen_parts
from steelyard.files.judgements.rounds import LoadedRound, rounds_folder
from steelyard.files.judgements.sheet_writing import write_round
from steelyard.files.judgements.shelf import ROUND_FILE, shelf
from steelyard.files.saving.save import ConflictError, SaveError
from steelyard.files.yaml.meant import read_as_meant
from steelyard.model import Ask, CriteriaSet, Round
from steelyard.model.judgements import GroupRule

PSEUDONYMS: Final = (
    "alder", "birch", "cedar", "hazel", "rowan", "willow", "aspen", "beech", "elm", "holly",
    "juniper", "larch", "linden", "maple", "oak", "pine", "poplar", "spruce", "sycamore", "yew",
)  # fmt: skip
"""Pseudonyms for judges who have chosen none."""

_ATTEMPTS: Final = 60


@dataclass(frozen=True)
class NewRound:
    """How a round is opened: who is asked, what, and by which rule answers become a result."""

    judges: tuple[str, ...]
    ask: Ask = field(default_factory=Ask)
    frame: str | None = None
    rule: GroupRule = "mean_of_totals"
    seed: int = 0
    opened: str | None = None
    simulated: str = ""


def open_round(
    criteria_file: Path, criteria_set: CriteriaSet, rounds: Sequence[LoadedRound], new: NewRound
) -> Path:
    """Write the next round of a set and return its file; the round before counts as discussed.

    Raises SaveError with a sentence where the round before is open or cannot be read, or where
    nothing can be written.
    """
    last = rounds[-1] if rounds else None
    if last is not None and last.is_open:
        raise SaveError(f"Round {last.number} is still open; close it first.")
    if last is not None and last.round is None:
        raise SaveError(f"{ROUND_FILE} of round {last.number} cannot be read; mend it first.")
    number = last.number + 1 if last is not None else 1
    parts = seen_parts(criteria_set, new.frame)
    asked = Round(
        format=1,
        set_=criteria_file.stem,
        number=number,
        frame=new.frame,
        digest=digest_of(parts),
        opened=new.opened,
        simulated=new.simulated,
        judges=list(new.judges),
        ask=new.ask,
        rule=new.rule,
        seed=new.seed,
        parts=parts,
    )
    path = rounds_folder(criteria_file) / f"round-{number}" / ROUND_FILE
    shelf().save(path, write_round(asked), "")
    before = last.round if last is not None else None
    if (
        last is not None
        and before is not None
        and before.state == "closed"
        and not before.simulated
    ):
        discuss_round(last.path)
    return path


def discuss_round(folder: Path) -> None:
    """Record that a closed round has been discussed; raises SaveError with a sentence."""
    _change(folder / ROUND_FILE, lambda text: _put(text, {("state",): "discussed"}))


def seal_sheet(folder: Path, judge: str, sha256: str) -> None:
    """Record in a round that a judge's sheet is handed in, as the bytes with this SHA-256.

    Raises SaveError where the round was closed meanwhile, or another sheet of the judge is sealed.
    """

    def seal(text: str) -> str:
        plain = OpenText(text).root.node.plain()
        assert isinstance(plain, dict)
        if plain.get("state", "open") != "open":
            raise SaveError("The round is closed, so no sheet is sealed any more.")
        sealed = plain.get("sealed")
        there = sealed.get(judge) if isinstance(sealed, dict) else None
        if there is not None and there != sha256:
            raise SaveError(f"A sheet of {judge} is sealed already; a sealed sheet is final.")
        return _put(text, {("sealed", judge): sha256})

    _change(folder / ROUND_FILE, seal)


def close_round(folder: Path, closed: str | None) -> None:
    """Close a round for good, on a date if one is given; raises SaveError with a sentence."""

    def close(text: str) -> str:
        dated: dict[Keys, PlainValue] = {("closed",): closed} if closed is not None else {}
        return _put(text, {("state",): "closed", **dated})

    _change(folder / ROUND_FILE, close)


def _put(text: str, values: Mapping[Keys, PlainValue]) -> str:
    """Return a round's text with values put; laid out as we write it where it was so before."""
    after = put_values(text, values)
    was, now = _round_of(text), _round_of(after)
    is_ours = was is not None and write_round(was) == text
    return write_round(now) if is_ours and now is not None else after


def _round_of(text: str) -> Round | None:
    meant = read_as_meant(OpenText(text).tree, Round)
    return meant.whole if isinstance(meant.whole, Round) else None


def _change(path: Path, change: Callable[[str], str]) -> None:
    """Change a round's file, retrying if others change it at the same moment."""
    for attempt in range(_ATTEMPTS):
        try:
            shelf().change(path, change)
        except ConflictError:
            if attempt == _ATTEMPTS - 1:
                raise
            # A random delay, so that colliding writers do not retry at the same moment.
            time.sleep(random.uniform(0.0, 0.05))  # noqa: S311
        else:
            return
