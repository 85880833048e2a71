"""Old and new contents of a file in words: numbers as written, texts as reworded, ids as lists.

Knows the model's types and no file; what counts as a move is for `moves`.
"""

from __future__ import annotations

from collections.abc import Collection

from steelyard.model import Scale, Score
from steelyard.results.words.numbers import DASH, MINUS

ARROW = "→"
NOTHING = "none"


def number(amount: float) -> str:
    """Return a number of the file as a person writes it.

    >>> number(72.0), number(-2.5), number(1e9)
    ('72', '−2.5', '1000000000')
    """
    return f"{amount:.12g}".replace("-", MINUS) if amount else "0"


NOT_SCORED = "not scored"


def score(given: Score | None, absent: str = NOT_SCORED) -> str:
    """Return the likely score, `unknown`, or what it means that there is none.

    >>> score(Score(10, 20, 60)), score(None)
    ('20', 'not scored')
    """
    if given is None:
        return absent
    return number(given.likely) if given.known else "unknown"


def score_range(given: Score | None) -> str:
    """Return the range of a score, or that it has none.

    >>> score_range(Score(10, 20, 60)), score_range(Score(20, 20, 20))
    ('10–60', 'none')
    """
    if given is None or not given.known or given.low == given.high:
        return NOTHING
    return f"{number(given.low)}{DASH}{number(given.high)}"


def content(thing: object) -> str:
    """Return any other entry of a file as short text.

    >>> content(None), content(True), content(Scale()), content([(0.0, 100.0), (9.0, 0.0)])
    ('none', 'yes', '0–100 points', '0: 100, 9: 0')
    """
    if thing is None or thing == "" or thing == []:
        return NOTHING
    if isinstance(thing, bool):
        return "yes" if thing else "no"
    if isinstance(thing, float | int):
        return number(thing)
    if isinstance(thing, Scale):
        return f"{number(thing.from_)}{DASH}{number(thing.to)} {thing.unit}"
    if isinstance(thing, list):
        return ", ".join(f"{number(x)}: {number(y)}" for x, y in thing)
    return str(thing)


def text_change(old: str, new: str) -> str:
    """Return what happened to a longer text; the texts themselves are too long to show.

    >>> text_change("", "Because."), text_change("So.", "Thus."), text_change("So.", "")
    ('added', 'reworded', 'taken out')
    """
    if not old or not new:
        return "added" if new else "taken out"
    return "reworded"


def list_change(old: Collection[str], new: Collection[str]) -> str:
    """Return which names came and which went, in order; empty if the same, in any order.

    >>> list_change(["a", "b"], ["b", "c"]), list_change(["a", "b"], ["b", "a"])
    ('added c; taken out a', '')
    """
    came = [one for one in new if one not in old]
    went = [one for one in old if one not in new]
    told = [f"added {', '.join(came)}"] if came else []
    return "; ".join([*told, *([f"taken out {', '.join(went)}"] if went else [])])
