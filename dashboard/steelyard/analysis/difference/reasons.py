"""The change of a margin in words: where it stood, where it stands, and what each part is."""

from __future__ import annotations

from collections.abc import Callable

from steelyard.analysis.difference import telling
from steelyard.analysis.difference.comparison import Difference
from steelyard.analysis.difference.margin import MarginChange, Part
from steelyard.analysis.difference.names import Names
from steelyard.analysis.dominance import TIE
from steelyard.analysis.totals import View, chosen_swings, frame_criteria
from steelyard.model import CriteriaSet
from steelyard.results.words.numbers import MINUS


def signed(points: float) -> str:
    """Return points with their sign and one decimal, so that small parts do not vanish.

    >>> signed(2.25), signed(-0.5), signed(0.0), signed(0.04)
    ('+2.3', '−0.5', '0', 'under +0.1')
    """
    if not points:
        return "0"
    sign, tenths = ("+" if points > 0 else MINUS), int(abs(points) * 10 + 0.5)
    return f"{sign}{tenths / 10:.1f}" if tenths else f"under {sign}0.1"


def tell_margin(old: CriteriaSet, new: CriteriaSet, change: MarginChange) -> str:
    """Return where an option stood and stands against its rival, and by how much that moved.

    >>> from steelyard.analysis.difference.example import lunch
    >>> tell_margin(lunch(1), lunch(2), MarginChange("soup", "cake", -4.0, 10.0, (), 0.0))
    'Soup was 4.0 behind Cake and is now 10.0 ahead: a change of +14.0 points.'
    """
    names = Names(old, new)
    option, rival = (names.entry("options", one) for one in (change.option, change.rival))
    if abs(change.change) <= TIE:
        return f"{option} is {_standing(change.after, rival)}, as before."
    return (
        f"{option} was {_standing(change.before, rival)} and is now {_standing(change.after)}: "
        f"a change of {signed(change.change)} points."
    )


def tell_part(old: CriteriaSet, new: CriteriaSet, difference: Difference, part: Part) -> str:
    """Return what moved, old and new, for one part of a margin's change.

    >>> from steelyard.analysis.difference.comparison import compare_sets
    >>> from steelyard.analysis.difference.example import lunch
    >>> old, new = lunch(40), lunch(40, swing_of_price=50)
    >>> difference = compare_sets(old, new)
    >>> [tell_part(old, new, difference, part) for part in difference.margin.parts]
    ['Swing of Price: 100 → 50']
    """
    names = Names(old, new)
    criterion = names.entry("criteria", part.criterion)
    told: dict[str, Callable[[], str]] = {
        "score": lambda: f"{names.cell(part.option, part.criterion)}: {_scores(old, new, part)}",
        "scale": lambda: f"Scale or value function of {criterion}",
        "swing": lambda: f"Swing of {criterion}: {_swings(old, new, difference, part)}",
        "joins": lambda: f"{criterion} joins the frame",
        "leaves": lambda: f"{criterion} leaves the frame",
        "weights": lambda: "All weights: in one version every swing is 0, so all count the same",
    }
    return told[part.cause]()


def _standing(margin: float, rival: str = "") -> str:
    """Return *4.0 ahead of Cake*, or without the rival where it has just been named."""
    if abs(margin) <= TIE:
        return f"level with {rival}" if rival else "level"
    points = signed(abs(margin)).replace("+", "")
    if margin > 0:
        return f"{points} ahead of {rival}" if rival else f"{points} ahead"
    return f"{points} behind {rival}" if rival else f"{points} behind"


def _scores(old: CriteriaSet, new: CriteriaSet, part: Part) -> str:
    cells = (one.assessments.get(part.option, {}).get(part.criterion) for one in (old, new))
    before, after = (telling.score(cell.score if cell else None) for cell in cells)
    return f"{before} {telling.ARROW} {after}"


def _swings(old: CriteriaSet, new: CriteriaSet, difference: Difference, part: Part) -> str:
    assert difference.frames is not None
    swings = []
    for criteria_set, frame in zip((old, new), difference.frames, strict=True):
        view = View(frame=frame, lens=difference.lens)
        _, criteria = frame_criteria(criteria_set, frame)
        swings.append(chosen_swings(criteria_set, criteria, view)[part.criterion])
    return f"{telling.number(swings[0])} {telling.ARROW} {telling.number(swings[1])}"
