"""What the choice of criteria decides: each frame's verdict, and the families it shuts out.

All of it is the file's own view, so it stays the same whatever a visitor moves.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from steelyard.analysis.totals import Evaluation

if TYPE_CHECKING:
    from steelyard.results.result import Result
    from steelyard.results.words.lead.verdict import Verdict


@dataclass(frozen=True)
class FrameView:
    """One frame at the weights and scores of the file.

    `verdict` is on totals alone. `shut_out`: the families of which no weighting of these
    criteria puts an option first, ties counting, though another frame of the file can.
    """

    evaluation: Evaluation
    verdict: Verdict
    shut_out: tuple[str, ...]


def view_frames(results: Mapping[str, Result]) -> dict[str, FrameView]:
    """Return frame → its verdict and the families it shuts out; `results`: frame → its own view.

    Families that hold nothing but references are left out. No family counts as shut
    out by a frame for which the solver gave up.
    """
    shut = {frame: _shut_families(result) for frame, result in results.items()}
    return {
        frame: FrameView(
            result.evaluation,
            result.verdict_on_totals,
            tuple(f for f in shut[frame] if any(f not in other for other in shut.values())),
        )
        for frame, result in results.items()
    }


def _shut_families(result: Result) -> tuple[str, ...]:
    from steelyard.results.appraisal import Case

    return Case(result.criteria_set, result.evaluation, result.evidence).shut_families or ()
