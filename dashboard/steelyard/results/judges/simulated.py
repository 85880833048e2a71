"""Simulated answers for an example, drawn from a set's own ranges with a stated seed."""

from __future__ import annotations

import hashlib
import random
from typing import Final

from steelyard.files.judgements.sheet_rules import Asked
from steelyard.model import UNKNOWN, JudgedScore, JudgedSwing, JudgeSheet, Score

SIMULATED_BY: Final = (
    "No person gave these answers. Each score and swing was drawn from the ranges of the set, "
    "with seed {seed} and the place of the judge."
)
_SWING_SPREAD: Final = 0.5
"""A swing is drawn from 0.5 to 1.5 times the set's own swing, and capped at 100."""


def simulate_sheet(asked: Asked, judge: str, seed: str) -> JudgeSheet:
    """Return a simulated sheet: likely scores drawn from the set's ranges, swings around its own.

    Scores are drawn from a triangular distribution with its mode at the likely score and rounded
    to multiples of 5, or of a twentieth of a scale shorter than 50. The range is shifted with the
    score and cut off at the ends of the scale. Unknown scores stay unknown. The same seed gives
    the same sheet on every machine.
    """
    made = asked.criteria_set
    cells: dict[tuple[str, str], JudgedScore] = {}
    for option, criterion in asked.cells:
        found = made.assessments.get(option, {}).get(criterion)
        score = found.score if found is not None else UNKNOWN
        if not score.known:
            cells[option, criterion] = JudgedScore(score=UNKNOWN)
            continue
        scale = made.criteria[criterion].scale
        step = 5.0 if scale.to - scale.from_ >= 50 else (scale.to - scale.from_) / 20
        drawn = _draw(f"{seed} {option} {criterion}").triangular(
            score.low, score.high, score.likely
        )
        likely = _rounded(drawn, step, scale.from_, scale.to)
        low = _rounded(likely - (score.likely - score.low), step, scale.from_, likely)
        high = _rounded(likely + (score.high - score.likely), step, likely, scale.to)
        cells[option, criterion] = JudgedScore(
            score=Score(low, likely, high), reason="Drawn, not judged."
        )
    swings = {}
    for criterion in asked.swings:
        own = made.criteria[criterion].swing
        factor = _draw(f"{seed} {criterion}").uniform(1 - _SWING_SPREAD, 1 + _SWING_SPREAD)
        swing = _rounded(own * factor, 5.0, 0.0, 100.0)
        swings[criterion] = JudgedSwing(swing=swing, reason="Drawn, not judged.")
    sheet = JudgeSheet(
        format=1, set_=asked.round.set_, number=asked.round.number, judge=judge,
        seat="simulated", digest=asked.digest,
    )  # fmt: skip
    return sheet.with_answers(swings, cells)


def _draw(seed: str) -> random.Random:
    number = int.from_bytes(hashlib.sha256(seed.encode()).digest()[:8], "big")
    return random.Random(number)  # noqa: S311


def _rounded(number: float, step: float, low: float, high: float) -> float:
    """Return a number rounded to the nearest multiple of a step, within bounds."""
    return min(max(round(number / step) * step, low), high)
