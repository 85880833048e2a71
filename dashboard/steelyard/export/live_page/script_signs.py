"""Signs of a script that say nothing: left out, it is the same script.

What goes is a point or comma before the end of a block or a list, and every `const` that
follows another. Knows no names.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.export.live_page.script_tokens import Token, pair_brackets

_MAY_BE_FOLLOWED_BY_NOTHING = frozenset({"if", "for", "while"})


def leave_out_signs(tokens: list[Token]) -> list[Token]:
    """Return the same script with fewer signs.

    >>> from steelyard.export.live_page.script_tokens import read_tokens
    >>> script = "{ const a = [1, 2,]; const b = 3; f(a); }"
    >>> " ".join(token.text for token in leave_out_signs(read_tokens(script)))
    '{ const a = [ 1 , 2 ] , b = 3 ; f ( a ) }'
    """
    pairs = pair_brackets(tokens)
    kept: list[Token] = []
    declares = [False]
    is_joined = False
    for place, token in enumerate(tokens):
        following = tokens[place + 1].text if place + 1 < len(tokens) else ""
        declares[-1] = (declares[-1] or token.text == "const") and (
            token.text != ";" or following == "const"
        )
        if token.closes:
            declares.pop()
        if token.opens:
            declares.append(False)
        if token.text == ";" and declares[-1]:
            kept.append(replace(token, text=","))
        elif not is_joined and not _is_idle(tokens, place, pairs):
            kept.append(token)
        is_joined = token.text == ";" and declares[-1]
    return kept


def _is_idle(tokens: list[Token], place: int, pairs: dict[int, int]) -> bool:
    """Return whether a point or comma only stands before an end, and after something."""
    if tokens[place].text not in (";", ",") or place in (0, len(tokens) - 1):
        return False
    before, after = tokens[place - 1], tokens[place + 1]
    if tokens[place].text == ",":
        return after.closes and after.kind == "sign" and before.text not in (",", "[")
    if after.text != "}" or before.opens or before.text in (";", "else"):
        return False
    opener = pairs.get(place - 1, 0) - 1
    return before.text != ")" or tokens[opener].text not in _MAY_BE_FOLLOWED_BY_NOTHING
