"""What choosing an option could cost in hindsight: how many points it would be behind the best.

The regret of an option in one perspective is its distance from the leader there. The
option whose largest regret is smallest is the one that can go least wrong among the
perspectives looked at; how likely each of them is does not matter.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import NamedTuple

from steelyard.analysis.perspectives.perspectives import Perspective, Perspectives
from steelyard.analysis.ties import TIE


@dataclass(frozen=True)
class Regret:
    """Regrets in points of total, 0–100; 0 is good.

    `regrets`: option → perspective → points behind the leader there. `worst`: option →
    its largest regret. `worst_in`: option → where that is, all of them if several.
    `safest`: the options whose worst regret is smallest, within 1e-9; several if tied.
    """

    regrets: dict[str, dict[Perspective, float]]
    worst: dict[str, float]
    worst_in: dict[str, tuple[Perspective, ...]]
    safest: tuple[str, ...]


class Omission(NamedTuple):
    """A lens or reading (the other is `None`) without which other options would be the safest."""

    lens: str | None
    reading: str | None
    safest: tuple[str, ...]


def find_regret(perspectives: Perspectives) -> Regret:
    """Return every option's regret in each perspective, and the options whose worst is least.

    Totals are on likely values; unknown scores are in the middle of their range. Unlike a total,
    regret depends on which options are compared: leaving one out can change the others' regrets,
    and even which is safest. Regrets under different lenses are compared as if the points of
    different people were worth the same, which is an assumption.
    Source: minimax regret, Savage (1951), Journal of the American Statistical
    Association 46.
    """
    totals = perspectives.totals
    best = {perspective: max(row.values()) for perspective, row in totals.items()}
    regrets = {
        option: {
            perspective: best[perspective] - totals[perspective][option] for perspective in best
        }
        for option in perspectives.options
    }
    worst = {option: max(row.values()) for option, row in regrets.items()}
    least = min(worst.values())
    return Regret(
        regrets=regrets,
        worst=worst,
        worst_in={
            option: tuple(
                perspective for perspective, points in row.items() if points >= worst[option] - TIE
            )
            for option, row in regrets.items()
        },
        safest=tuple(option for option, points in worst.items() if points <= least + TIE),
    )


def find_swaying(perspectives: Perspectives) -> tuple[Omission, ...]:
    """Return each lens and each reading that alone decides which option is safest.

    Each is left out in turn, with every perspective it is part of; those without which other
    options are safest are listed, lenses first, in the order of the file. The file's own view is
    never left out. One extreme lens can decide a minimax choice on its own, and a report of the
    choice has to say so.
    """
    safest = find_regret(perspectives).safest
    listed = tuple(perspectives.evaluations)
    lenses = dict.fromkeys(Perspective(lens=one.lens) for one in listed if one.lens is not None)
    readings = dict.fromkeys(
        Perspective(reading=one.reading) for one in listed if one.reading is not None
    )
    found = []
    for out in (*lenses, *readings):
        rest = {
            one: evaluation
            for one, evaluation in perspectives.evaluations.items()
            if (out.lens is None or one.lens != out.lens)
            and (out.reading is None or one.reading != out.reading)
        }
        then = find_regret(Perspectives(rest)).safest if rest else safest
        if then != safest:
            found.append(Omission(out.lens, out.reading, then))
    return tuple(found)
