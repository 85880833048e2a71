"""The promise to judges about who sees their answers, and its limits."""

from __future__ import annotations

from typing import Final

from steelyard.files.judgements.shelf import shelf
from steelyard.model import Round
from steelyard.results.judges.group_result import FEWEST

SIMULATED: Final = "These judges are simulated: no person gave these answers."
FOLDER: Final = (
    "Whoever holds the folder of the round can read the sheets in it: sealing keeps answers from "
    "being shown and changed, not from being opened."
)
DATABASE: Final = (
    "Answers lie in the database of this server. While a round is open the server gives a sheet to "
    "its own judge and to nobody else, whatever their role; only who operates the server could "
    "open the database itself."
)
NO_ANONYMITY: Final = (
    "With fewer than three judges anonymity cannot be promised, since means and spreads tell who "
    "answered what: no scores or reasons without names are listed, and no agreement is computed."
)
AFTER_CLOSING: Final = (
    "After closing, the others see each judge’s scores and reasons without a name, weights and "
    "leader under the pseudonym, and the group’s means; no file says who stands behind a pseudonym."
)
NOT_SHOWN: Final = (
    "After closing, the others see no single score and no reason of this round, only weights and "
    "leader under the pseudonym, and the group’s means."
)


def kept_words() -> str:
    """Return where answers are stored, and who could open them there."""
    return DATABASE if shelf().is_sealed else FOLDER


def promise_words(asked: Round) -> list[str]:
    """Return the promise to judges about who sees which of their answers, as sentences.

    It is enforced by `GroupResult.shows_answers` and `GroupResult.shows_names`.
    """
    if asked.simulated:
        return [SIMULATED]
    if len(asked.judges) < FEWEST:
        return [NO_ANONYMITY]
    sees = asked.sees
    return [AFTER_CLOSING if sees.closed == sees.discussed == "all_without_names" else NOT_SHOWN]
