"""A claim attached to a score, or detached from it, in the text of a criteria file."""

from __future__ import annotations

from steelyard.files.editing.open_text import EditError, Keys, OpenText
from steelyard.files.editing.value_edits import put_value, take_out
from steelyard.files.problems import echo_id
from steelyard.model import Claim

_LISTS = ("claims", "inferred_from")


def bears_on(claim: Claim, option: str, criterion: str) -> bool:
    """Return whether a claim is about a cell: for or against this option on this criterion.

    >>> bears_on(Claim(paragraph=1, says="Dear."), "soup", "price")
    False
    """
    bearing = claim.bears_on.get(criterion)
    return bearing is not None and option in (*bearing.for_, *bearing.against)


def attach(text: str, option: str, criterion: str, claim: str, *, is_direct: bool) -> str:
    """Return the text with a claim cited by a cell, last in its list.

    `is_direct`: the claim bears on the cell; then it goes to `claims`, else to
    `inferred_from`. It stands in one of the two only. A cell that is not there yet becomes one
    of unknown score. Raises EditError for an option or criterion the file does not have.
    """
    opened = OpenText(text)
    for section, entry in (("options", option), ("criteria", criterion)):
        if opened.find((section, entry))[1]:
            said = "option" if section == "options" else "criterion"
            raise EditError(f"There is no {said} {echo_id(entry)} in the file.")
    right, other = _LISTS if is_direct else _LISTS[::-1]
    text = _without(text, option, criterion, claim, other)
    cell: Keys = ("assessments", option, criterion)
    spot, rest = OpenText(text).find(cell)
    if rest or spot.node.content is None:
        return put_value(text, cell, {"score": "unknown", right: [claim]})
    cited = _cited(text, (*cell, right))
    if claim in cited:
        return text
    if cited:
        return put_value(text, (*cell, right, len(cited)), claim)
    return put_value(text, (*cell, right), [claim])


def detach(text: str, option: str, criterion: str, claim: str) -> str:
    """Return the text with a claim no longer cited by a cell; the score stays as it is."""
    for key in _LISTS:
        text = _without(text, option, criterion, claim, key)
    return text


def _without(text: str, option: str, criterion: str, claim: str, key: str) -> str:
    at: Keys = ("assessments", option, criterion, key)
    cited = _cited(text, at)
    if claim not in cited:
        return text
    return take_out(text, at if len(cited) == 1 else (*at, cited.index(claim)))


def _cited(text: str, at: Keys) -> list[object]:
    spot, rest = OpenText(text).find(at)
    if rest or not isinstance(spot.node.content, list):
        return []
    return [element.content for _, element in spot.node.elements()]
