"""Ids of claims in a short line, as references to one source after another are written.

Ids mostly begin alike within a source, and hundreds of them stand on a page. What an id
shares with the one before it is left out: `kd-40, 41, cb-22`. The page's `evidence.js`
reads such a line back; knows nothing of what a claim says.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence


def listed(ids: Sequence[str], signs: Mapping[str, str]) -> str:
    """Return ids in a row, shortened, each followed by its sign.

    An id is shortened to what follows its last hyphen where that begins with a digit, which
    no whole id does, and where the id before it is the same up to there.

    >>> listed(["kd-40", "kd-41", "cb-22", "cb-draft"], {"kd-41": "+", "cb-22": "−"})
    'kd-40, 41+, cb-22−, cb-draft'
    """
    return ", ".join(
        _shortened(claim, before) + signs.get(claim, "")
        for claim, before in zip(ids, ("", *ids[:-1]), strict=True)
    )


def _shortened(claim: str, before: str) -> str:
    start, hyphen, rest = claim.rpartition("-")
    is_alike = bool(hyphen) and rest[:1].isdigit() and before.rpartition("-")[0] == start
    return rest if is_alike else claim
