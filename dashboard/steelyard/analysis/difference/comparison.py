"""Two versions of a criteria set side by side: moves, totals, and why the margin changed.

Sentences about it are composed in `results.words.difference`.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from steelyard.analysis.difference.margin import MarginChange, explain_margin
from steelyard.analysis.difference.moves import Move, find_moves
from steelyard.analysis.totals import ALL_CRITERIA, Evaluation, View, evaluate, frame_criteria
from steelyard.model import CriteriaSet


@dataclass(frozen=True)
class TotalChange:
    """An option's total and rank in two versions; `None` where a version lacks it."""

    before: float | None
    after: float | None
    rank_before: int | None
    rank_after: int | None


@dataclass(frozen=True)
class Lack:
    """A frame or lens that only one version has.

    `version`: the one without it. `instead`: the frame used in its place, or `None`
    where the versions cannot be scored alike.
    """

    version: Literal["old", "new"]
    what: Literal["frame", "lens"]
    name: str
    instead: str | None = None


@dataclass(frozen=True)
class Difference:
    """Everything that differs between two versions.

    `lens` and `frames`: how the old and the new version were scored. `totals` by option,
    in the order of the new file, then those that only the old one has; empty where the versions
    cannot be scored alike, for the reasons in `lacks`. `margin` is `None` there, and where
    they share fewer than two options.
    """

    moves: tuple[Move, ...]
    lens: str | None
    frames: tuple[str, str] | None
    totals: dict[str, TotalChange]
    leaders_before: tuple[str, ...]
    leaders_after: tuple[str, ...]
    margin: MarginChange | None
    lacks: tuple[Lack, ...]

    @property
    def is_empty(self) -> bool:
        """Whether no judgement differs."""
        return not self.moves


def compare_sets(
    old: CriteriaSet, new: CriteriaSet, frame: str | None = None, lens: str | None = None
) -> Difference:
    """Return what differs between two versions: which judgements moved, and the effect on totals.

    `frame` and `lens` are ids; if one version lacks either, only the moves are compared, not the
    totals. Without `frame`, the new file's first one is used if the old file has it too, else each
    file's own first one. `choose_pair` chooses the two options whose margin is explained. Raises
    ValueError for a frame or lens that neither version has.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> difference = compare_sets(soup_or_cake(40), soup_or_cake(60))
    >>> difference.totals["soup"].before, difference.totals["soup"].after
    (60.0, 70.0)
    """
    moves = find_moves(old, new)
    frames, frame_lack = _choose_frames(old, new, frame)
    lens_lack = _find_lack(old, new, "lens", lens, lens in old.lenses, lens in new.lenses)
    lacks = tuple(lack for lack in (frame_lack, lens_lack) if lack)
    if frames is None or lens_lack:
        return Difference(moves, lens, None, {}, (), (), None, lacks)
    views = View(frame=frames[0], lens=lens), View(frame=frames[1], lens=lens)
    first, last = evaluate(old, views[0]), evaluate(new, views[1])
    pair = choose_pair(first, last)
    return Difference(
        moves=moves,
        lens=lens,
        frames=frames,
        totals=_total_changes(first, last),
        leaders_before=first.leaders,
        leaders_after=last.leaders,
        margin=explain_margin(old, new, pair, *views) if pair else None,
        lacks=lacks,
    )


def choose_pair(first: Evaluation, last: Evaluation) -> tuple[str, str] | None:
    """Return the two options whose margin is to be explained; `None` if fewer than two are shared.

    The new leader and runner-up, if both versions have them; else the old ones, on the same
    condition; else the first two in the new ranking that both have. Ties keep the order of the
    file.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> choose_pair(evaluate(soup_or_cake(40)), evaluate(soup_or_cake(10)))
    ('cake', 'soup')
    """
    shared = {*first.options} & {*last.options}
    common = [option for option in last.ranking if option in shared]
    if len(common) < 2:
        return None
    for ranking in (last.ranking, first.ranking):
        if {*ranking[:2]} <= shared:
            return ranking[0], ranking[1]
    return common[0], common[1]


def _choose_frames(
    old: CriteriaSet, new: CriteriaSet, frame: str | None
) -> tuple[tuple[str, str] | None, Lack | None]:
    """Return the frame to use in each version, if they can be compared, and what is missing."""
    if frame is not None:
        has = _has_frame(old, frame), _has_frame(new, frame)
        lack = _find_lack(old, new, "frame", frame, *has)
        return (None if lack else (frame, frame)), lack
    first, last = frame_criteria(old, None)[0], frame_criteria(new, None)[0]
    if _has_frame(old, last):
        return (last, last), None
    return (first, last), Lack("old", "frame", last, instead=first)


def _has_frame(criteria_set: CriteriaSet, frame: str) -> bool:
    return frame in (criteria_set.frames or (ALL_CRITERIA,))


def _find_lack(
    old: CriteriaSet,
    new: CriteriaSet,
    what: Literal["frame", "lens"],
    name: str | None,
    in_old: bool,
    in_new: bool,
) -> Lack | None:
    """Return which version lacks a frame or lens, if one does; raise where both lack it."""
    if name is None or (in_old and in_new):
        return None
    if in_old or in_new:
        return Lack("old" if in_new else "new", what, name)
    sections = (new.lenses, old.lenses) if what == "lens" else (new.frames, old.frames)
    known = dict.fromkeys(one for section in sections for one in section)
    raise ValueError(f"no {what} is called {name}; there are: {', '.join(known) or 'none'}")


def _total_changes(first: Evaluation, last: Evaluation) -> dict[str, TotalChange]:
    return {
        option: TotalChange(
            first.totals.get(option),
            last.totals.get(option),
            first.ranks.get(option),
            last.ranks.get(option),
        )
        for option in dict.fromkeys([*last.options, *first.options])
    }
