"""Where figures, views or texts that should be equal are not, one mismatch at a time."""

from __future__ import annotations

import json
import math
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from steelyard.analysis.ties import TIE
from steelyard.export.stamps.provenance import FIGURES, GROUP_TOTALS, judges_in
from steelyard.export.verification.kinds import Figures
from steelyard.results.judges.totals_anew import group_totals_anew
from steelyard.results.result import Result

_MOST_TEXTS, _MOST_SHOWN = 4_000, 10
_BEFORE, _AFTER = 24, 80
"""Characters shown of a text: before the mismatch, and in all."""
_NOT_COMPARED = {"Software", "Criteria file", "SHA-256", FIGURES, "Swings"}


@dataclass(frozen=True)
class Mismatch:
    """One mismatch: where it is, what was found, and what was recomputed.

    `recomputed` is empty if nothing can be recomputed.
    """

    where: str
    found: str
    recomputed: str


def figures_of(result: Result) -> Figures:
    """Return the figures of a result, by the names that stamps give them.

    Those of a group of judges are computed from their files by themselves.
    """
    own = {"totals": result.evaluation.totals, "lead shares": result.simulations.lead_shares}
    if result.group is None:
        return own
    return own | {GROUP_TOTALS: group_totals_anew(result.whole, result.group.loaded)}


def compare_figures(found: Figures, own: Figures, where: str = "") -> Iterator[Mismatch]:
    """Yield every figure that is more than 1e-9 from the recomputed one, in the file's order."""
    for name, figures in own.items():
        shown = found.get(name, {})
        for option, number in figures.items():
            other = shown.get(option)
            if other is None or not abs(other - number) <= TIE:
                yield Mismatch(f"{where}{name} › {option}", _plain(other), _plain(number))
        for option in [option for option in shown if option not in figures]:
            yield Mismatch(f"{where}{name} › {option[:60]}", _plain(shown[option]), "none")


def compare_view(found: Mapping[str, str], own: Mapping[str, str]) -> Iterator[Mismatch]:
    """Yield every entry of a stamp, but its figures, that differs from the recomputed one."""
    for key in own:
        if key not in _NOT_COMPARED and found.get(key, own[key]) != own[key]:
            yield Mismatch(key, found[key][:80] or "nothing", own[key][:80] or "nothing")


def _plain(number: float | None) -> str:
    if number is None:
        return "none"
    return f"{number:.6g}" if math.isfinite(number) else "not a number"


def compare_texts(found: Sequence[str], own: Sequence[str]) -> Iterator[Mismatch]:
    """Yield the first texts in which a file differs from one made again, at most ten."""
    if max(len(found), len(own)) > _MOST_TEXTS:
        return
    steps = SequenceMatcher(None, found, own, autojunk=False).get_opcodes()
    changed = [step for step in steps if step[0] != "equal"]
    for _, a, b, c, d in changed[:_MOST_SHOWN]:
        one, other = " ".join(found[a:b]), " ".join(own[c:d])
        # Of two long lines the part after their common beginning is shown.
        start = max(0, _common_start(one, other) - _BEFORE)
        yield Mismatch("text", _quoted(one, start), _quoted(other, start))


def _common_start(one: str, other: str) -> int:
    """Return the length of the common prefix of two texts."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((i for i, (a, b) in pairs if a != b), min(len(one), len(other)))


def _quoted(text: str, start: int) -> str:
    cut = text[start : start + _AFTER]
    before, after = "…" * (start > 0), "…" * (start + _AFTER < len(text))
    return f"“{before}{cut}{after}”" if text else "nothing"


def view_in(origin: Mapping[str, str]) -> dict[str, Any]:
    """Return the parts of the view that a stamp names; ValueError if it cannot be read."""
    return {
        "frame": origin.get("Frame"),
        "lens": origin.get("Lens"),
        "reading": origin.get("Reading"),
        "scenario": origin.get("Scenario"),
        "rival": origin.get("Held against"),
        "swings": _read(origin, "Swings moved"),
        "disputes": _read(origin, "Disputed values"),
        "struck": origin.get("Struck claims", "").split(),
        "judges": judges_in(origin)[0],
        "laid_over": judges_in(origin)[1],
    }


def figures_in(origin: Mapping[str, str]) -> Figures:
    """Return the figures in a stamp; ValueError if they are missing or no numbers."""
    figures = _read(origin, FIGURES)
    for name in ("totals", "lead shares", *([GROUP_TOTALS] if judges_in(origin)[0] else [])):
        entries = figures.get(name)
        if not isinstance(entries, dict):
            raise ValueError(f"the stamp has no {name}")
        for number in entries.values():
            if isinstance(number, bool) or not isinstance(number, int | float):
                raise ValueError(f"the stamp's {name} hold something that is no number")
    return figures


def _read(origin: Mapping[str, str], key: str) -> dict[str, Any]:
    try:
        found = json.loads(origin.get(key) or "{}")
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict):
        raise ValueError(f"“{key}” in its stamp cannot be read")
    return found
