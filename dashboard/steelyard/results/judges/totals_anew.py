"""A group's totals, recomputed from the judges' files alone to verify those in an export.

Deliberately independent: of the analysis it uses only the conversion of a score to a value, so
the figures are computed in a second way.
"""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.analysis.values import value_of
from steelyard.files.judgements.digest import frame_of
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.model import CriteriaSet, JudgeSheet

Numbers = dict[str, float]


def group_totals_anew(made: CriteriaSet, loaded: LoadedRound) -> Numbers:
    """Return option → the group's total, 0–100, by the rule given in the round's file.

    Requires a closed round with at least one sheet that counts.
    """
    assert loaded.round is not None
    sheets = loaded.standing
    criteria = frame_of(made, loaded.round.frame)
    weights = _weights(made, sheets, criteria)
    scores = {judge: _scores(made, sheets, judge, criteria) for judge in sheets}
    if loaded.round.rule == "mean_of_inputs":
        mean = {c: _mean([weights[judge][c] for judge in sheets]) for c in criteria}
        rows = {
            o: {c: _mean_or_none([scores[judge][o][c] for judge in sheets]) for c in criteria}
            for o in made.options
        }
        return {o: sum(mean[c] * _value(made, c, rows[o][c]) for c in criteria) for o in rows}
    return {
        o: _mean(
            [
                sum(weights[judge][c] * _value(made, c, scores[judge][o][c]) for c in criteria)
                for judge in sheets
            ]
        )
        for o in made.options
    }


def _weights(
    made: CriteriaSet, sheets: Mapping[str, JudgeSheet], criteria: tuple[str, ...]
) -> dict[str, Numbers]:
    """Return each judge's weights, from swings, else ranks, else the mean of the others'.

    If nobody gave weights, they are the set's own.
    """
    given: dict[str, Numbers] = {}
    for judge, sheet in sheets.items():
        if all(c in sheet.swings for c in criteria):
            given[judge] = _shares({c: sheet.swings[c].swing for c in criteria})
        elif all(c in sheet.ranks for c in criteria):
            given[judge] = _middle_of_order({c: sheet.ranks[c].rank for c in criteria})
    own = _shares({c: made.criteria[c].swing for c in criteria})
    mean = {c: _mean([w[c] for w in given.values()]) for c in criteria} if given else own
    return {judge: given.get(judge, mean) for judge in sheets}


def _shares(swings: Numbers) -> Numbers:
    total = sum(swings.values())
    return {c: swing / total if total else 1 / len(swings) for c, swing in swings.items()}


def _middle_of_order(ranks: Mapping[str, int]) -> Numbers:
    """Return the centroid of the weights in rank order: the mean of the equal-weight vectors.

    There is one for each rank, with equal weights on all criteria of that rank or better.
    """
    weights = dict.fromkeys(ranks, 0.0)
    steps = sorted(set(ranks.values()))
    for last in steps:
        heavy = [c for c, rank in ranks.items() if rank <= last]
        for c in heavy:
            weights[c] += 1 / len(heavy) / len(steps)
    return weights


def _scores(
    made: CriteriaSet, sheets: Mapping[str, JudgeSheet], judge: str, criteria: tuple[str, ...]
) -> dict[str, dict[str, float | None]]:
    """Return a judge's likely scores, else the mean of the others'; `None` if nobody gave one."""
    rows: dict[str, dict[str, float | None]] = {}
    for option in made.options:
        for criterion in criteria:
            known = {
                one: sheet.cells[option, criterion].score.likely
                for one, sheet in sheets.items()
                if (option, criterion) in sheet.cells and sheet.cells[option, criterion].score.known
            }
            mean = _mean(list(known.values())) if known else None
            rows.setdefault(option, {})[criterion] = known.get(judge, mean)
    return rows


def _value(made: CriteriaSet, criterion: str, score: float | None) -> float:
    entry = made.criteria[criterion]
    if score is not None:
        return value_of(entry, score)
    ends = [value_of(entry, entry.scale.from_), value_of(entry, entry.scale.to)]
    ends += [height for _, height in entry.value]
    return (min(ends) + max(ends)) / 2


def _mean(numbers: list[float]) -> float:
    return sum(numbers) / len(numbers)


def _mean_or_none(numbers: list[float | None]) -> float | None:
    known = [number for number in numbers if number is not None]
    return _mean(known) if known else None
