"""The view of a criteria file that a visitor has chosen, with what they have changed in it."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from steelyard.analysis.totals import View


@dataclass(frozen=True)
class Choice:
    """Frame, lens, reading and scenario in view, and the visitor's changes.

    `swings`: only those that differ from the lens's. `disputes`: (option, criterion) → value,
    0–100, that replaces the file's. `locks`: criteria whose weight stays fixed.
    `rival`: the option the leader is compared with. `struck`: claims that are struck out.
    `reasons`: (option, criterion) → why a score is disputed, in the visitor's words.
    `judges`: the number of the closed round whose group is shown beside the result; `None` for
    the last one that people answered, 0 for none. `laid_over`: whether its judges are also
    offered as lenses and readings of the view.
    """

    frame: str | None = None
    lens: str | None = None
    swings: Mapping[str, float] = field(default_factory=dict)
    reading: str | None = None
    scenario: str | None = None
    disputes: Mapping[tuple[str, str], float] = field(default_factory=dict)
    locks: tuple[str, ...] = ()
    rival: str | None = None
    struck: tuple[str, ...] = ()
    reasons: Mapping[tuple[str, str], str] = field(default_factory=dict)
    judges: int | None = None
    laid_over: bool = False

    def __hash__(self) -> int:
        parts = (
            self.frame,
            self.lens,
            frozenset(self.swings.items()),
            self.reading,
            self.scenario,
            frozenset(self.disputes.items()),
            self.locks,
            self.rival,
            self.struck,
            frozenset(self.reasons.items()),
            self.judges,
            self.laid_over,
        )
        return hash(parts)

    @classmethod
    def of(cls, view: View) -> Choice:
        """Return the choice that corresponds to a view of the analysis."""
        return cls(view.frame, view.lens, view.swings, view.reading, view.scenario, view.disputes)

    @property
    def view(self) -> View:
        """The choice as a view of the analysis."""
        return View(self.frame, self.lens, self.swings, self.reading, self.scenario, self.disputes)

    @property
    def is_exploratory(self) -> bool:
        """Whether weights, scores or evidence differ from the file's and its lenses'."""
        return bool(self.swings or self.disputes or self.struck)
