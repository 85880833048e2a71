"""The address of a view: short enough to send to a colleague, validated value by value.

Pure functions from text to a choice and back. Anything in an address that the file does not
have is ignored and reported. The first digits of the file's hash are included, so that a file
that has changed since can be reported too.
"""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace

from steelyard.analysis.totals import chosen_swings, frame_criteria
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.words.text import plain
from steelyard.results.words.view import ADDRESS_TEMPLATES

MAX_SWING = 1e9
_MOST_SHOWN = 100.0
"""The largest swing that a slider shows, unless the file or a lens has a larger one."""
_DIGITS = 8
"""Significant digits kept of a swing above the slider's maximum: more than a slider shows."""
_ROUNDED = 1e-4
"""Relative tolerance, for rounding, when a slider's swing is compared with its proportion."""
MOST_LETTERS = 300
"""Characters of a reason that are kept, so that an address stays short enough to send."""
HASH_DIGITS = 8
_SHOWN = 60
"""Most characters shown of a part of an address that cannot be used."""

_ID = r"[a-z][a-z0-9_-]{0,59}"
_NUMBER = r"[0-9]{1,10}(?:_[0-9]{1,6})?"
_SWING = re.compile(rf"({_ID})\.({_NUMBER})\Z")
_REASON = re.compile(rf"({_ID})\.({_ID})\.(.{{1,600}})\Z", re.DOTALL)
_DISPUTE = re.compile(rf"({_ID})\.({_ID})\.({_NUMBER})\Z")


def read_choice(
    criteria_set: CriteriaSet,
    address: Mapping[str, str],
    claims: Collection[str] = (),
    rounds: Collection[int] = (),
) -> tuple[Choice, list[str]]:
    """Return the choice that an address encodes, and one sentence per part that was ignored.

    `claims`: the ids that can be struck out, those of the file's registers. `rounds`: the numbers
    of the closed rounds of judges; the set already has the address's judges among its lenses and
    readings.
    """
    ignored: list[str] = []
    # Ignored parts are listed in this order, as on the live page.
    choice = Choice(
        frame=_known("frame", address.get("frame"), criteria_set.frames, ignored),
        lens=_known("lens", address.get("lens"), criteria_set.lenses, ignored),
        swings=_read_swings(criteria_set, address.get("w", ""), ignored),
        reading=_known("reading", address.get("reading"), criteria_set.readings, ignored),
        scenario=_known("scenario", address.get("scenario"), criteria_set.scenarios, ignored),
        disputes=_read_disputes(criteria_set, address.get("d", ""), ignored),
        locks=tuple(
            criterion
            for criterion in _parts(address.get("locks", ""))
            if _known("criterion", criterion, criteria_set.criteria, ignored)
        ),
        rival=_known("option", address.get("rival"), criteria_set.options, ignored),
        struck=tuple(
            claim
            for claim in dict.fromkeys(_parts(address.get("struck", "")))
            if _known("claim", claim, claims, ignored)
        ),
    )
    judges = _known("closed round", address.get("judges"), map(str, rounds), ignored)
    return replace(
        choice,
        reasons=_read_reasons(choice.disputes, address.get("why", "")),
        judges=None if judges is None else int(judges),
        laid_over=judges is not None,
    ), ignored


def write_choice(
    criteria_set: CriteriaSet, name: str, choice: Choice, sha256: str = ""
) -> dict[str, str]:
    """Return the address of a choice, which contains only what differs from the file's own view.

    The file's hash is added if the address contains more than the file's name.
    """
    opening, _ = frame_criteria(criteria_set, None)
    own = replace(choice, frame=None) if choice.frame == opening else choice
    address = as_address(name, own)
    if len(address) > 1 and sha256:
        address["file"] = sha256[:HASH_DIGITS]
    return address


def as_address(name: str, choice: Choice) -> dict[str, str]:
    """Return every part of a choice as an address, without checking it against a file."""
    disputes = sorted((*cell, value) for cell, value in choice.disputes.items())
    parts = {
        "set": name,
        "frame": choice.frame,
        "lens": choice.lens,
        "w": "~".join(f"{c}.{_number(choice.swings[c])}" for c in sorted(choice.swings)),
        "reading": choice.reading,
        "scenario": choice.scenario,
        "d": "~".join(f"{option}.{criterion}.{_number(v)}" for option, criterion, v in disputes),
        "why": "~".join(
            f"{option}.{criterion}.{_escaped(reason)}"
            for (option, criterion), reason in sorted(choice.reasons.items())
            if (option, criterion) in choice.disputes
        ),
        "locks": "~".join(choice.locks),
        "rival": choice.rival,
        "struck": "~".join(choice.struck),
        "judges": str(choice.judges) if choice.laid_over and choice.judges else None,
    }
    return {key: value for key, value in parts.items() if value}


def with_swing(criteria_set: CriteriaSet, choice: Choice, criterion: str, swing: float) -> Choice:
    """Return the choice with one swing moved; a swing back at the lens's value is not kept."""
    return with_swings(
        criteria_set, choice, {**_all_swings(criteria_set, choice), criterion: swing}
    )


def with_swings(criteria_set: CriteriaSet, choice: Choice, swings: Mapping[str, float]) -> Choice:
    """Return the choice with these swings in force, keeping only what differs from the lens."""
    own = _all_swings(criteria_set, replace(choice, swings={}))
    moved = {
        criterion: float(swing)
        for criterion, swing in swings.items()
        if criterion in own and abs(swing - own[criterion]) > 1e-9
    }
    return replace(choice, swings=moved)


def with_shown_swings(
    criteria_set: CriteriaSet, choice: Choice, shown: Mapping[str, float], before: Choice
) -> Choice:
    """Return the choice with the swings shown by the sliders, with as few as possible moved.

    A slider shows at most 100: when one swing exceeds that, all others are shown scaled down in
    proportion. Only that one swing is then recorded as moved, so criteria out of view keep their
    proportion to the rest. `before`: the earlier choice, from which at most one slider was moved.
    """
    plain = with_swings(criteria_set, choice, shown)
    if before.lens != choice.lens or any(lock in shown for lock in choice.locks) or len(shown) < 3:
        return plain
    start = _all_swings(criteria_set, before)
    others = {c: s / start[c] for c, s in shown.items() if start.get(c, 0.0) > 0.0}
    for scale in sorted(set(others.values())):
        kept = [c for c in shown if abs(shown[c] - scale * start.get(c, 0.0)) <= _ROUNDED * scale]
        if scale > 0.0 and len(kept) >= len(shown) - 1:
            moved = {c: float(f"{shown[c] / scale:.{_DIGITS}g}") for c in shown.keys() - set(kept)}
            after = with_swings(criteria_set, choice, {**start, **moved})
            return after if len(after.swings) <= len(plain.swings) else plain
    return plain


def shown_swings(swings: Mapping[str, float], known: Iterable[float] = ()) -> dict[str, float]:
    """Return swings in the same proportions, none above 100 or the largest of those `known`.

    >>> shown_swings({"risk": 250.0, "cost": 50.0})
    {'risk': 100.0, 'cost': 20.0}
    """
    excess = max(swings.values(), default=0.0) / max(_MOST_SHOWN, *known, 0.0)
    return {c: s / excess for c, s in swings.items()} if excess > 1.0 else dict(swings)


def _all_swings(criteria_set: CriteriaSet, choice: Choice) -> dict[str, float]:
    return chosen_swings(criteria_set, tuple(criteria_set.criteria), choice.view)


def _known(
    what: str, requested: str | None, known: Iterable[str], ignored: list[str]
) -> str | None:
    """Return the id requested if it is known; otherwise add a sentence to `ignored`."""
    if requested is None or requested in set(known):
        return requested
    ignored.append(ADDRESS_TEMPLATES["no_such"].format(what=what, id=requested[:_SHOWN]))
    return None


def _parts(text: str) -> list[str]:
    return text[:8000].split("~") if text else []


def _read_swings(criteria_set: CriteriaSet, text: str, ignored: list[str]) -> dict[str, float]:
    swings: dict[str, float] = {}
    for part in _parts(text):
        match = _SWING.match(part)
        criterion = match.group(1) if match else part
        number = _read_number(match.group(2)) if match else math.nan
        if criterion in criteria_set.criteria and 0 <= number <= MAX_SWING:
            swings[criterion] = number
        else:
            ignored.append(ADDRESS_TEMPLATES["no_swing"].format(part=part[:_SHOWN]))
    return swings


def _read_disputes(
    criteria_set: CriteriaSet, text: str, ignored: list[str]
) -> dict[tuple[str, str], float]:
    disputes: dict[tuple[str, str], float] = {}
    for part in _parts(text):
        match = _DISPUTE.match(part)
        option, criterion = match.group(1, 2) if match else ("", "")
        number = _read_number(match.group(3)) if match else math.nan
        if (
            option in criteria_set.options
            and criterion in criteria_set.criteria
            and 0 <= number <= 100
        ):
            disputes[option, criterion] = number
        else:
            ignored.append(ADDRESS_TEMPLATES["no_score"].format(part=part[:_SHOWN]))
    return disputes


def _read_reasons(disputes: Collection[tuple[str, str]], text: str) -> dict[tuple[str, str], str]:
    """Return the reasons for disputed scores."""
    matches = (_REASON.match(part) for part in _parts(text))
    found = {m.group(1, 2): plain(_unescaped(m.group(3)))[:MOST_LETTERS] for m in matches if m}
    return {(o, c): reason for (o, c), reason in found.items() if (o, c) in disputes and reason}


def _escaped(reason: str) -> str:
    """Return a reason with the character that separates reasons escaped."""
    return reason.replace("%", "%25").replace("~", "%7E")


def _unescaped(reason: str) -> str:
    return reason.replace("%7E", "~").replace("%25", "%")


def _read_number(text: str) -> float:
    return float(text.replace("_", "."))


def _number(number: float) -> str:
    """Return a number with `_` as decimal point; a point would have to be escaped twice."""
    return f"{number:.6f}".rstrip("0").rstrip(".").replace(".", "_")
