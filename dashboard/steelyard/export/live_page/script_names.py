"""Names inside a script made shorter, so that a page is; what it says and does stays.

Shortened are only variables: whatever is written as `function` or `class`, fixed numbers
and all keys keep their names, so that a reader of a page finds the same functions as in the
project. A name gets the same short one everywhere, which is why nothing need be known of
where it holds. And a script may use nothing of the browser but what is listed here.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from itertools import count
from typing import Literal

from steelyard.export.live_page.script_tokens import Token, pair_brackets

_LANGUAGE = (
    "async await catch class const constructor continue else extends false finally for function "
    "if in instanceof let new null of return super this throw true try typeof undefined while"
)
_NEVER_NAMES = (
    "arguments as break case debugger default delete do enum eval export get implements import "
    "interface package private protected public set static switch var void with yield"
)
_FROM_THE_BROWSER = (
    "Array Boolean Error Float64Array Int32Array JSON Map Math Number Object RegExp "
    "ResizeObserver Set String URL URLSearchParams Uint16Array Uint32Array Uint8Array WeakMap "
    "addEventListener cancelAnimationFrame clearTimeout document encodeURIComponent "
    "getComputedStyle history location matchMedia navigator requestAnimationFrame setTimeout "
    "structuredClone"
)
_BEFORE_OBJECTS = "( , = : [ ? && || ?? ... + return of const let"
_BEFORE_BLOCKS = ") ; { } => else try catch finally"

KEYWORDS = frozenset(_LANGUAGE.split())
"""Words of the language, so far as the scripts speak it."""

RESERVED = KEYWORDS | frozenset(_NEVER_NAMES.split())
"""Words that are nobody's name, whether the scripts speak them or not."""

BROWSER = frozenset(_FROM_THE_BROWSER.split())
"""All that the scripts may take from the browser: nothing that fetches, stores or evaluates."""

Use = Literal["variable", "key", "both"]
Inside = Literal["page", "block", "object", "class", "brackets"]

_VARIABLES = ("variable", "both")


def shorten_names(tokens: list[Token]) -> list[Token]:
    """Return the same script with its variables shortened; the most used are the shortest.

    Raises ValueError for a name that neither the script binds nor `BROWSER` lists, and where
    it cannot tell a block from an object.

    >>> from steelyard.export.live_page.script_tokens import read_tokens
    >>> script = "function half(number) { return { number, size: number.size / 2 }; }"
    >>> " ".join(token.text for token in shorten_names(read_tokens(script)))
    'function half ( n ) { return { number:n , size : n . size / 2 } ; }'
    """
    uses = find_uses(tokens)
    bound, functions = _find_bound(tokens, uses)
    used = Counter(token.text for token, use in zip(tokens, uses, strict=True) if use in _VARIABLES)
    unknown = sorted(set(used) - bound - BROWSER)
    if unknown:
        raise ValueError(f"the script uses {unknown[0]}, which neither it nor BROWSER names")
    # What the page itself binds is known to other scripts; capitals are fixed numbers.
    page = {
        _text(tokens, place + 1)
        for place, inside in enumerate(_insides(tokens))
        if inside == "page" and tokens[place].text in ("const", "let", "function", "class")
    }
    kept = {name for name in used if len(name) <= 2 or name.isupper() or name in page}
    short = _short_names(used, kept | functions | BROWSER)
    return [
        _renamed(token, use, short.get(token.text, token.text))
        for token, use in zip(tokens, uses, strict=True)
    ]


def find_uses(tokens: list[Token]) -> list[Use | None]:
    """Return what every token names: a variable, a key of an object, both, or nothing."""
    return [
        _use(tokens, place, inside) if token.kind == "name" and token.text not in KEYWORDS else None
        for place, (token, inside) in enumerate(zip(tokens, _insides(tokens), strict=True))
    ]


def _use(tokens: list[Token], place: int, inside: Inside) -> Use:
    before, after = _text(tokens, place - 1), _text(tokens, place + 1)
    if before in (".", "?.") or inside == "class":
        return "key"
    if inside == "object" and before in ("{", ","):
        return "key" if after in (":", "(") else "both"
    return "variable"


def _insides(tokens: list[Token]) -> Iterator[Inside]:
    """Yield in what every token stands directly; a bracket stands where it opens."""
    around: list[Inside] = ["page"]
    for place, token in enumerate(tokens):
        if token.closes:
            around.pop()
        yield around[-1]
        if token.opens:
            around.append(_opened(tokens, place))


def _opened(tokens: list[Token], place: int) -> Inside:
    before = _text(tokens, place - 1)
    if tokens[place].text != "{":
        return "brackets"
    if tokens[place - 1].kind == "name" and "class" in (
        _text(tokens, place - 2),
        _text(tokens, place - 4),
        _text(tokens, place - 6),
    ):
        return "class"
    if before in _BEFORE_OBJECTS.split() or before.endswith("${"):
        return "object"
    if before and before not in _BEFORE_BLOCKS.split():
        raise ValueError(f"whether a block or an object begins behind {before} is not known")
    return "block"


def _find_bound(tokens: list[Token], uses: list[Use | None]) -> tuple[set[str], set[str]]:
    """Return all names that the script binds somewhere, and those of functions and classes."""
    pairs = pair_brackets(tokens)
    bound: set[str] = set()
    functions: set[str] = set()
    for place, token in enumerate(tokens):
        if token.text in ("function", "class") and uses[place + 1] == "variable":
            functions.add(tokens[place + 1].text)
        begin, end = _binding_at(tokens, place, pairs)
        bound |= _names_in(tokens, uses, pairs, begin, end)
    return bound | functions, functions


def _binding_at(tokens: list[Token], place: int, pairs: dict[int, int]) -> tuple[int, int]:
    """Return where the names stand that a word or an arrow at a place binds, if it does."""
    text = tokens[place].text
    if text in ("const", "let"):
        return place + 1, _end_of_binding(tokens, place + 1, pairs)
    if text == "=>":
        return pairs.get(place - 1, place - 1), place
    is_end = text == ")" and _text(tokens, place + 1) == "{"
    if is_end and _text(tokens, pairs[place] - 1) not in ("if", "for", "while"):
        return pairs[place], place
    return place, place


def _end_of_binding(tokens: list[Token], place: int, pairs: dict[int, int]) -> int:
    while place < len(tokens):
        if tokens[place].closes or tokens[place].text in (";", "of", "in"):
            break
        place = pairs.get(place, place) + 1
    return place


def _names_in(
    tokens: list[Token], uses: list[Use | None], pairs: dict[int, int], begin: int, end: int
) -> set[str]:
    """Return the names that a pattern binds; what stands in for something missing binds none."""
    found: set[str] = set()
    place = begin
    while place < end:
        if uses[place] in _VARIABLES:
            found.add(tokens[place].text)
        if tokens[place].text == "=":
            while place < end and tokens[place].text != "," and not tokens[place].closes:
                place = pairs.get(place, place) + 1
        else:
            place += 1
    return found


def _short_names(used: Counter[str], kept: set[str]) -> dict[str, str]:
    """Return the shortest beginning of each name that is still free, for the most used first."""
    taken = kept | RESERVED
    short = {}
    for name in sorted(set(used) - kept, key=lambda name: (-used[name] * len(name), name)):
        short[name] = next(start for start in _beginnings(name) if start not in taken)
        taken.add(short[name])
    return short


def _beginnings(name: str) -> Iterator[str]:
    yield from (name[:size] for size in (1, 2))
    yield from (name[0] + letter for letter in name[2:] if letter != "_")
    yield from (f"{name[0]}{number}" for number in count(1))


def _renamed(token: Token, use: Use | None, name: str) -> Token:
    if use not in _VARIABLES or name == token.text:
        return token
    text = f"{token.text}:{name}" if use == "both" else name
    return Token("name", text, token.begins_line)


def _text(tokens: list[Token], place: int) -> str:
    return tokens[place].text if 0 <= place < len(tokens) else ""
