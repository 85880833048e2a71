"""Variables of a script under short names, so that a page that carries its script stays small.

Only names of variables change: functions, classes, properties, texts and whatever the script
does not declare itself stay as they are. A name has the same short name wherever it stands, so
it does not matter to which function a variable belongs. Understood is the JavaScript of this
package, which the linter holds to a few plain forms; a test has a parser check the outcome.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Collection, Iterator
from dataclasses import dataclass
from itertools import chain, product
from string import ascii_letters

_KEYWORDS = frozenset(
    re.findall(
        r"\w+",
        "async await break case catch class const continue default delete do else extends false "
        "finally for from function get if in instanceof let new null of return set static super "
        "switch this throw true try typeof undefined var void while with yield",
    )
)
_CONTROLS = frozenset(("if", "for", "while", "switch"))
_TOKEN = re.compile(
    r"""(?P<name>[A-Za-z_$][\w$]*)|\d[\w.]*|\s+|"(?:\\.|[^"\\\n])*"|'(?:\\.|[^'\\\n])*'"""
    r"""|\.\.\.|=>|\?\.|[=!]==|\S""",
)
_PATTERN = re.compile(r"/(?:\\.|\[(?:\\.|[^\]\\\n])*\]|[^/\\\n\[])+/[a-z]*")
_TEMPLATE = re.compile(r"(?:\\.|\$(?!\{)|[^`\\$])*(`|\$\{)", re.DOTALL)
_CLOSING = {")": "(", "]": "[", "}": "{"}


@dataclass
class _Token:
    """A piece of a script.

    `inside`: the kind of brackets around it: `(`, `[`, `block`, `object` or `class`; an object is
    a pattern too. `partner`: place of the bracket that belongs to this one.
    """

    text: str
    is_name: bool = False
    inside: str = "block"
    partner: int = -1


def shorten_names(script: str, kept: Collection[str] = ()) -> str:
    """Return a script whose variables have short names, all but those in `kept`.

    What may be left out is: a last comma, the end of a last statement, that of a line after a
    brace, and parentheses around the only parameter of an arrow function.
    `script`: without comments and needless blanks. The same script gives the same names. Raises
    ValueError where brackets, a text or a pattern have no end.

    >>> shorten_names("const half=({part,rest:[one]},sum=part)=>{let both=one+sum;return{both}};")
    'const e=({part:c,rest:[b]},d=c)=>{let a=b+d;return{both:a}};'
    """
    tokens = list(_split(script))
    _find_brackets(tokens)
    places = {i: kind for i, token in enumerate(tokens) if (kind := _kind(tokens, i))}
    named = {tokens[i].text for i in places if _before(tokens, i) in ("function", "class")}
    declared = {tokens[i].text for i in _declaring(tokens) if i in places}
    counts = Counter(tokens[i].text for i in places)
    renamed = sorted(declared - named - set(kept), key=lambda name: (-counts[name], name))
    taken = {*_KEYWORDS, *kept, *(name for name in counts if name not in renamed)}
    free = (name for name in _short_names() if name not in taken)
    short = dict(zip(renamed, free, strict=False))
    for i, kind in places.items():
        name = tokens[i].text
        if name in short and short[name] != name:
            tokens[i].text = f"{name}:{short[name]}" if kind == "shorthand" else short[name]
    return "".join(token.text for i, token in enumerate(tokens) if not _is_needless(tokens, i))


def _is_needless(tokens: list[_Token], i: int) -> bool:
    """Return whether a semicolon, comma, line end or parenthesis may be left out.

    Not a semicolon that is a whole statement. After a brace a line may go on: where that were
    wrong, the script could not be read at all.
    """
    before, after = _before(tokens, i), _after(tokens, i)
    if tokens[i].text.isspace():
        return before == "}" and "\n" in tokens[i].text
    if tokens[i].text in ("(", ")"):
        return _is_around_one(tokens, *sorted((i, tokens[i].partner)))
    if tokens[i].text == ";" and before == ")":
        opening = tokens[_step(tokens, i, -1)].partner
        return after == "}" and _before(tokens, opening) not in _CONTROLS
    if tokens[i].text == ";":
        return after == "}" and before not in ("else", "do")
    return tokens[i].text == "," and after in ("}", ")") and before not in (",", "{", "(")


def _is_around_one(tokens: list[_Token], opening: int, closing: int) -> bool:
    """Return whether these are the parentheses around the only parameter of an arrow function."""
    at = _step(tokens, opening, -1)
    return (
        closing == opening + 2
        and tokens[opening + 1].is_name
        and _after(tokens, closing) == "=>"
        and not (at >= 0 and tokens[at].is_name)
    )


def _short_names() -> Iterator[str]:
    letters = f"{ascii_letters}_$"
    return ("".join(one) for one in chain(product(letters), product(letters, letters)))


def _split(script: str) -> Iterator[_Token]:
    """Yield the tokens of a script; a template comes in pieces, `}` and `${` with its texts."""
    at, before = 0, ""
    depths = [0]
    while at < len(script):
        sign = script[at]
        if sign == "`" or (sign == "}" and len(depths) > 1 and depths[-1] == 0):
            match = _TEMPLATE.match(script, at + 1)
            if sign == "}":
                depths.pop()
            if match is not None and match.group(1) == "${":
                depths.append(0)
        elif sign == "/" and not _ends_value(before):
            match = _PATTERN.match(script, at)
        else:
            match = _TOKEN.match(script, at)
            depths[-1] += {"{": 1, "}": -1}.get(sign, 0)
        if match is None or match.group() in ('"', "'"):
            raise ValueError(f"no end is found of what begins with {script[at : at + 20]!r}")
        text, at = script[at : match.end()], match.end()
        if not text.isspace():
            before = text
            yield _Token(text, match.lastgroup == "name")
        else:
            yield _Token(text)


def _ends_value(text: str) -> bool:
    """Return whether a slash after this token divides; else it begins a pattern."""
    return text not in _KEYWORDS - {"this"} and bool(re.search(r"[\w$\"'`)\]}/]$", text))


def _find_brackets(tokens: list[_Token]) -> None:
    """Find out for each token in which brackets it stands; raises ValueError for a wrong one."""
    opened: list[tuple[int, str, str]] = []
    is_class = False
    for i, token in enumerate(tokens):
        text = token.text
        ends_template = text[0] == "}" and text != "}"
        if text in _CLOSING or ends_template:
            wanted = "${" if ends_template else _CLOSING[text]
            if not opened or opened[-1][1] != wanted:
                raise ValueError(f"{text[:20]!r} closes nothing")
            token.partner = opened.pop()[0]
            tokens[token.partner].partner = i
        token.inside = opened[-1][2] if opened else "block"
        is_class = is_class or (text == "class" and _after(tokens, i) != ":")
        if text == "{":
            opened.append((i, text, _brace(_before(tokens, i), is_class)))
            is_class = False
        elif text in ("(", "["):
            opened.append((i, text, text))
        elif text.endswith("${") and text[0] in "`}":
            opened.append((i, "${", "("))
    if opened:
        raise ValueError(f"{tokens[opened[-1][0]].text[:20]!r} is not closed")


def _brace(before: str, is_class: bool) -> str:
    """Return what a brace opens after a token."""
    if is_class:
        return "class"
    is_block = before in ("", ")", "=>", ";", "{", "}", "else", "try", "finally", "do", "catch")
    return "block" if is_block else "object"


def _step(tokens: list[_Token], i: int, step: int) -> int:
    """Return the place of the next token that is no blank, -1 beyond the ends."""
    i += step
    while 0 <= i < len(tokens) and tokens[i].text.isspace():
        i += step
    return i if 0 <= i < len(tokens) else -1


def _before(tokens: list[_Token], i: int) -> str:
    at = _step(tokens, i, -1)
    return tokens[at].text if at >= 0 else ""


def _after(tokens: list[_Token], i: int) -> str:
    at = _step(tokens, i, 1)
    return tokens[at].text if at >= 0 else ""


def _kind(tokens: list[_Token], i: int) -> str:
    """Return `variable`, `shorthand` (property and variable in one), or nothing for others."""
    token, before, after = tokens[i], _before(tokens, i), _after(tokens, i)
    if not token.is_name or token.text in _KEYWORDS or before in (".", "?.", "#"):
        return ""
    if token.inside == "class":
        return ""
    if token.inside == "object" and before in ("{", ",", "get", "async"):
        if after in (":", "("):
            return ""
        return "shorthand" if after in ("}", ",", "=") else "variable"
    return "variable"


def _declaring(tokens: list[_Token]) -> Iterator[int]:
    """Yield where names may be declared: after `const` and `let`, and as parameters."""
    for i, token in enumerate(tokens):
        before = _before(tokens, i)
        if before in ("const", "let") or (token.inside == "block" and before == ","):
            yield from range(i, max(token.partner, i) + 1)
        is_list = token.text == "(" and before not in _CONTROLS
        if is_list and _after(tokens, token.partner) in ("=>", "{"):
            yield from range(i, token.partner)
        if token.is_name and _after(tokens, i) == "=>":
            yield i
