"""Determines by which act a round was changed."""

from __future__ import annotations

from typing import Final, Literal

from steelyard.model import Round

RoundAct = Literal["opened", "closed", "discussed", "handed in"]

_NEXT: Final[dict[tuple[str, str], RoundAct]] = {
    ("open", "closed"): "closed",
    ("closed", "discussed"): "discussed",
}


def find_act(before: Round | None, after: Round, own: str) -> RoundAct | None:
    """Return the single act by which a round was changed; `None` if it was not exactly one.

    `own` is the current user's pseudonym; nobody hands in another's sheet.
    """
    if before is None:
        return "opened" if after.state == "open" and not after.sealed else None
    kept = {"state": after.state, "closed": after.closed}
    if before.model_copy(update=kept) == after:
        return _NEXT.get((before.state, after.state))
    sealed = {**before.sealed, own: after.sealed.get(own, "")}
    is_sealing = before.state == "open" and own in before.judges and own not in before.sealed
    if is_sealing and before.model_copy(update={"sealed": sealed}) == after:
        return "handed in"
    return None
