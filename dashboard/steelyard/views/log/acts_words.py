"""The log of a server in words: what was done, when, and by whom."""

from __future__ import annotations

import datetime
from collections.abc import Mapping, Sequence
from typing import Final

from steelyard.files.saving.acts import Act
from steelyard.results.words.numbers import counted

KINDS: Final[Mapping[str, str]] = {
    "saved": "saved",
    "conflict": "not saved: somebody else had",
    "refused": "not saved",
    "exported": "exported",
    "opened": "opened the round",
    "closed": "closed the round",
    "discussed": "marked as discussed",
    "handed in": "handed in a sheet",
}
"""Kind of act → what it is called."""

A_JUDGE: Final = "a judge"
"""Shown in place of a name that would reveal a judge's identity."""

LOG_HEADS: Final = ("When (UTC)", "Who", "What", "File", "SHA-256", "Why")
KEPT: Final = (
    "Rows are only added, and the database refuses to change them. No answer of a judge is here, "
    "and of a sheet that was handed in not even whose it is."
)
NO_ACTS: Final = "Nothing was done here yet"


def who_acted(act: Act) -> str:
    """Return who did something, with the user name in brackets if it differs.

    >>> who_acted(Act("", "saved", "ada", "Ada Łoś", "lunch.yaml", "", ""))
    'Ada Łoś (ada)'
    """
    if not act.user:
        return A_JUDGE if act.kind == "handed in" else "nobody who logged in"
    return act.user if act.name in ("", act.user) else f"{act.name} ({act.user})"


def act_row(act: Act) -> tuple[str, ...]:
    """Return an act as a row below `LOG_HEADS`."""
    when = datetime.datetime.fromisoformat(act.at).strftime("%Y-%m-%d %H:%M:%S")
    return (when, who_acted(act), KINDS.get(act.kind, act.kind), act.file, act.sha256, act.says)


def acts_heading(shown: Sequence[Act], total: int, most: int) -> str:
    """Return how many acts are on show, of how many; `most` is how many are read."""
    if not total:
        return NO_ACTS
    of = f"the last {counted(total, 'act')}" if total >= most else counted(total, "act")
    if len(shown) == total:
        return of[:1].upper() + of[1:]
    return f"{len(shown)} of {of}"
