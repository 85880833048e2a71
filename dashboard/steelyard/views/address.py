"""The address of a view: file, frame, lens and swings, short enough to send to a colleague.

Pure functions from text to a choice and back. Whatever the address asks for is checked
value by value; what the file does not have is left out and said.
"""

from __future__ import annotations

import math
import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from steelyard.analysis.totals import View, chosen_swings, frame_criteria
from steelyard.model import CriteriaSet

MAX_SWING = 1e9
_SWING = re.compile(r"([a-z][a-z0-9_-]{0,59})\.([0-9]{1,10}(?:_[0-9]{1,6})?)\Z")


@dataclass(frozen=True)
class Choice:
    """What somebody looks at: a frame, a lens and the swings they moved."""

    frame: str | None = None
    lens: str | None = None
    swings: Mapping[str, float] = field(default_factory=dict)

    @property
    def view(self) -> View:
        """The choice as the analysis takes it."""
        return View(frame=self.frame, lens=self.lens, swings=self.swings)


def read_choice(decision: CriteriaSet, address: Mapping[str, str]) -> tuple[Choice, list[str]]:
    """Return the choice an address asks for, and one sentence for each thing left out."""
    ignored: list[str] = []
    frame = _known("frame", address.get("frame"), decision.frames, ignored)
    lens = _known("lens", address.get("lens"), decision.lenses, ignored)
    swings = _read_swings(decision, address.get("w", ""), ignored)
    return Choice(frame, lens, swings), ignored


def write_choice(decision: CriteriaSet, name: str, choice: Choice) -> dict[str, str]:
    """Return the address of a choice: only what differs from the file's own view."""
    opening, _ = frame_criteria(decision, None)
    own = replace(choice, frame=None) if choice.frame == opening else choice
    return as_address(name, own)


def as_address(name: str, choice: Choice) -> dict[str, str]:
    """Return every part of a choice as an address, whether or not a file has it."""
    address = {"set": name}
    if choice.frame is not None:
        address["frame"] = choice.frame
    if choice.lens is not None:
        address["lens"] = choice.lens
    if choice.swings:
        moved = (f"{c}.{_number(choice.swings[c])}" for c in sorted(choice.swings))
        address["w"] = "~".join(moved)
    return address


def with_swing(decision: CriteriaSet, choice: Choice, criterion: str, swing: float) -> Choice:
    """Return the choice with one swing moved; back at the lens's own, it is no longer moved."""
    own = chosen_swings(decision, (criterion,), replace(choice.view, swings={}))[criterion]
    others = {c: s for c, s in choice.swings.items() if c != criterion}
    return replace(choice, swings=others if swing == own else {**others, criterion: swing})


def _known(
    what: str, asked: str | None, known: Iterable[str], ignored: list[str]
) -> str | None:
    if asked is None or asked in set(known):
        return asked
    ignored.append(f"this file has no {what} “{asked[:60]}”")
    return None


def _read_swings(decision: CriteriaSet, text: str, ignored: list[str]) -> dict[str, float]:
    swings: dict[str, float] = {}
    for part in text[:8000].split("~") if text else []:
        match = _SWING.match(part)
        criterion = match.group(1) if match else part
        number = float(match.group(2).replace("_", ".")) if match else math.nan
        if criterion in decision.criteria and 0 <= number <= MAX_SWING:
            swings[criterion] = number
        else:
            ignored.append(f"“{part[:60]}” is not a swing of this file")
    return swings


def _number(swing: float) -> str:
    """Return a swing with `_` for the point, which addresses would have to escape twice."""
    return f"{swing:.6f}".rstrip("0").rstrip(".").replace(".", "_")
