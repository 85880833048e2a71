"""What judges see of a criteria set, as fingerprints: whole, and part by part.

Judges answer what they were shown. If that changes later, the parts show which cells have to be
asked again; scores, claims, weights and everything else that judges do not see do not count.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

from steelyard.files.texts.kept_text import fingerprint
from steelyard.model import Cell, CriteriaSet, Criterion, Option, Round, SeenParts


def frame_of(criteria_set: CriteriaSet, frame: str | None) -> tuple[str, ...]:
    """Return the criteria of a frame; for `None` those of the first, or all if there is no frame.

    A frame that is no longer in the set has none.
    """
    if frame is None:
        frame = next(iter(criteria_set.frames), None)
    if frame is None:
        return tuple(criteria_set.criteria)
    found = criteria_set.frames.get(frame)
    return tuple(found.criteria) if found is not None else ()


def seen_parts(criteria_set: CriteriaSet, frame: str | None) -> SeenParts:
    """Return a fingerprint of each part that judges see: question, options, criteria of a frame."""
    return SeenParts(
        question=_print([criteria_set.title, criteria_set.question]),
        options={id_: _print(_seen_option(each)) for id_, each in criteria_set.options.items()},
        criteria={
            id_: _print(_seen_criterion(criteria_set.criteria[id_]))
            for id_ in frame_of(criteria_set, frame)
        },
    )


def _seen_option(option: Option) -> object:
    return [option.name, option.summary, sorted(option.parts)]


def _seen_criterion(criterion: Criterion) -> object:
    anchors = sorted((number, text) for number, text in criterion.anchors.items())
    scale = [criterion.scale.from_, criterion.scale.to, criterion.scale.unit]
    return [criterion.name, criterion.question, criterion.better, scale, anchors]


def _print(seen: object) -> str:
    return fingerprint(_as_json(seen))


def _as_json(seen: object) -> str:
    return json.dumps(seen, ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def digest_of(parts: SeenParts) -> str:
    """Return the SHA-256 of what judges see; the order of options and criteria does not count.

    >>> digest_of(SeenParts(question="0" * 16, options={}, criteria={}))[:8]
    '041145f3'
    """
    return hashlib.sha256(_as_json(parts.model_dump()).encode()).hexdigest()


@dataclass(frozen=True)
class SeenChange:
    """What judges would see differently now from what a round showed them.

    `options` and `criteria`: ids whose words or scale differ; `new`: ids that were not shown;
    `gone`: ids no longer there. `question`: whether the question itself differs, which changes
    every cell.
    """

    question: bool = False
    options: tuple[str, ...] = ()
    criteria: tuple[str, ...] = ()
    new: tuple[str, ...] = ()
    gone: tuple[str, ...] = ()

    @property
    def is_empty(self) -> bool:
        """Whether judges would see exactly the same."""
        return self == SeenChange()

    @property
    def names(self) -> list[str]:
        """The ids of everything that differs; the question by its name."""
        question = ["question"] if self.question else []
        return [*question, *self.options, *self.criteria, *self.new, *self.gone]

    def touches(self, option: str, criterion: str) -> bool:
        """Return whether what judges see of a cell has changed since the round showed it."""
        return self.question or option in self.options or criterion in self.criteria

    def touches_swing(self, criterion: str) -> bool:
        """Return whether what judges see of a criterion has changed since the round showed it."""
        return self.question or criterion in self.criteria


def find_seen_change(asked: Round, now: SeenParts) -> SeenChange:
    """Return what differs between what a round showed and what judges would see now."""
    was = asked.parts
    return SeenChange(
        was.question != now.question,
        _differing(was.options, now.options),
        _differing(was.criteria, now.criteria),
        tuple(_only(now.options, was.options) + _only(now.criteria, was.criteria)),
        tuple(_only(was.options, now.options) + _only(was.criteria, now.criteria)),
    )


def _differing(was: Mapping[str, str], now: Mapping[str, str]) -> tuple[str, ...]:
    return tuple(id_ for id_, found in now.items() if was.get(id_, found) != found)


def _only(here: Mapping[str, str], there: Mapping[str, str]) -> list[str]:
    return [id_ for id_ in here if id_ not in there]


def asked_cells(criteria_set: CriteriaSet, asked: Round) -> tuple[Cell, ...]:
    """Return the cells that a round asks about, in the order of the set."""
    criteria, wanted = frame_of(criteria_set, asked.frame), asked.ask.cells
    return tuple(
        (option, criterion)
        for option in criteria_set.options
        for criterion in criteria
        if wanted is None or criterion in wanted.get(option, ())
    )


def asked_swings(criteria_set: CriteriaSet, asked: Round) -> tuple[str, ...]:
    """Return the criteria whose swings a round asks for, in the order of the frame."""
    return frame_of(criteria_set, asked.frame) if asked.ask.swings else ()


def asked_order(options: tuple[str, ...], asked: Round, judge: str) -> tuple[str, ...]:
    """Return the options in the order in which a judge is asked, drawn from the round's seed.

    The order is the same for a judge on every criterion and machine, and differs between judges.
    """

    def drawn(option: str) -> str:
        return hashlib.sha256(f"{asked.seed} {judge} {option}".encode()).hexdigest()

    return tuple(sorted(options, key=drawn))
