"""Effects of the choice of criteria: each frame's verdict, and the families it shuts out.

Everything here uses the file's own weights and scores, whatever a visitor moves.
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
    """One frame with the weights and scores of the file.

    `verdict` uses totals alone. `shut_out`: the families none of whose options can come first
    (ties count) under any weighting of these criteria, although one can in another frame.
    """

    evaluation: Evaluation
    verdict: Verdict
    shut_out: tuple[str, ...]


def view_frames(results: Mapping[str, Result]) -> dict[str, FrameView]:
    """Return frame → its verdict and the families it shuts out; `results`: frame → its own view.

    Families that contain only references are left out. A frame for which the solver gave up
    counts as shutting out no family.
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
