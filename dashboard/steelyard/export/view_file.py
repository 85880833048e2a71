"""A view of a criteria file as a small JSON file: what to look at, and what was moved.

It is included in every bundle, so that a colleague's program shows the same file in the same way.
Every part is checked against the file it is used with.
"""

from __future__ import annotations

import json
import math
from collections.abc import Iterable, Mapping
from typing import Any

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.export.stamps.provenance import provenance
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.address import MAX_SWING
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.numbers import as_written

_FORMAT = 1
MOST_VIEW_BYTES = 1_000_000
_CHOSEN = ("frame", "lens", "reading", "scenario", "rival")
_PARTS = (*_CHOSEN, "swings", "disputes", "struck", "judges", "laid_over")


def write_view(result: Result) -> bytes:
    """Return the view of a result as JSON, with the file it belongs to, seed and version."""
    choice, origin = result.choice, provenance(result)
    view: dict[str, object] = {
        "frame": result.evaluation.frame,
        "lens": choice.lens,
        "swings": dict(sorted(choice.swings.items())),
        "reading": choice.reading,
        "scenario": choice.scenario,
        "disputes": {f"{o}/{c}": value for (o, c), value in sorted(choice.disputes.items())},
        "struck": list(choice.struck),
        "rival": choice.rival,
    }
    if result.group is not None:
        view |= {"judges": result.group.round.number, "laid_over": choice.laid_over}
    kept = ("Software", "Criteria file", "SHA-256", "Draws", "Seed")
    data = {"format": _FORMAT, "view": view, **{key: origin[key] for key in kept}}
    return (json.dumps(data, indent=2) + "\n").encode()


def read_view(data: bytes, loaded: LoadedSet) -> Choice:
    """Return the choice stored in a file of this kind, checked against the criteria file.

    Raises ValueError, saying what is wrong with which part.
    """
    try:
        found = json.loads(data) if len(data) <= MOST_VIEW_BYTES else None
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not isinstance(found.get("view"), dict):
        raise ValueError('a view is a JSON file with a part called "view"')
    if found.get("format") != _FORMAT:
        raise ValueError(f'the "format" of a view is {_FORMAT}')
    return choice_of(found["view"], loaded)


def choice_of(parts: Mapping[str, Any], loaded: LoadedSet) -> Choice:
    """Return the choice that named parts describe, each one checked against the file.

    `judges`: a closed round, 0 for none, `None` for the last that people answered. `swings`:
    criterion → points. `disputes`: `option/criterion` → value of 0–100. Raises ValueError for the
    first part that the file does not have or that is invalid.
    """
    for part in parts:
        _require("part", part, _PARTS)
    over = _judges_of(parts, loaded)
    criteria_set, claims = find_result(loaded, over).criteria_set, loaded.claims
    chosen = {name: parts.get(name) or None for name in _CHOSEN}
    frames = criteria_set.frames or [ALL_CRITERIA]
    known: Mapping[str, Iterable[str]] = {
        "frame": frames,
        "lens": criteria_set.lenses,
        "reading": criteria_set.readings,
        "scenario": criteria_set.scenarios,
        "rival": criteria_set.options,
    }
    for name, found in chosen.items():
        if found is not None:
            _require("option" if name == "rival" else name, found, known[name])
    swings = _numbers("swings", parts.get("swings"), MAX_SWING)
    for criterion in swings:
        _require("criterion", criterion, criteria_set.criteria)
    struck = parts.get("struck") or []
    if not isinstance(struck, list):
        raise ValueError('"struck" is a list of claims')
    for claim in struck:
        _require("claim", claim, claims)
    return Choice(
        frame=chosen["frame"],
        lens=chosen["lens"],
        swings=swings,
        reading=chosen["reading"],
        scenario=chosen["scenario"],
        disputes=_disputes(parts.get("disputes"), criteria_set),
        rival=chosen["rival"],
        struck=tuple(dict.fromkeys(struck)),
        judges=over.judges,
        laid_over=over.laid_over,
    )


def _judges_of(parts: Mapping[str, Any], loaded: LoadedSet) -> Choice:
    """Return a choice with the judges alone; ValueError for a round that is not closed here."""
    judges, is_over = parts.get("judges"), parts.get("laid_over") or False
    if not isinstance(is_over, bool) or not (judges is None or type(judges) is int):
        raise ValueError('"judges" is the number of a round, and "laid_over" true or false')
    over = Choice(judges=judges, laid_over=is_over)
    if judges and find_result(loaded, over).group is None:
        raise ValueError(f"no closed round {judges} of judges with sealed sheets is here")
    return over


def _disputes(found: Any, criteria_set: CriteriaSet) -> dict[tuple[str, str], float]:
    disputes: dict[tuple[str, str], float] = {}
    for cell, value in _numbers("disputes", found, 100.0).items():
        option, _, criterion = cell.partition("/")
        _require("option", option, criteria_set.options)
        _require("criterion", criterion, criteria_set.criteria)
        disputes[option, criterion] = value
    return disputes


def _numbers(name: str, found: Any, most: float) -> dict[str, float]:
    entries = found if found is not None else {}
    if not isinstance(entries, dict):
        raise ValueError(f'"{name}" holds names and numbers')
    for key, number in entries.items():
        is_number = isinstance(number, int | float) and not isinstance(number, bool)
        if not (is_number and math.isfinite(number) and 0 <= number <= most):
            raise ValueError(
                f'"{name}": {key[:60]} has to be a number from 0 to {as_written(most)}'
            )
    return {key: float(number) for key, number in entries.items()}


def _require(what: str, found: Any, known: Iterable[str]) -> None:
    if not isinstance(found, str) or found not in set(known):
        raise ValueError(f"the file has no {what} called “{str(found)[:60]}”")
