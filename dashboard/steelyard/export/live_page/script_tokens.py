"""A script of ours as tokens: names, numbers, texts, patterns and signs, without comments.

It reads the JavaScript that this project writes, templates within templates included, and
refuses what it cannot take apart for certain. Knows nothing of what a script does.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Kind = Literal["name", "number", "text", "template", "pattern", "sign"]

_BLANK = re.compile(r"(?:\s|//[^\n]*|/\*.*?\*/)+", re.DOTALL)
_PATTERN = re.compile(r"/(?:[^/\\\[\n]|\\.|\[(?:[^\]\\\n]|\\.)*\])+/[a-z]*")
_CHUNK = re.compile(r"(?:[^`\\$]|\\.|\$(?!\{))*(?:`|\$\{)", re.DOTALL)
_SIGNS = (
    ">>>= ... === !== **= <<= >>= >>> &&= ||= ??= => == != <= >= && || ?? ?. ++ -- += -= *= /= "
    "%= &= |= ^= << >> ** - + * / % = < > ! & | ^ ~ ? : ; , . ( ) { } [ ]"
)
_FORMS: tuple[tuple[Kind, re.Pattern[str]], ...] = (
    ("name", re.compile(r"[A-Za-z_$][\w$]*", re.ASCII)),
    ("number", re.compile(r"0x[0-9a-fA-F]+|(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d+)?(?![\w$])")),
    ("text", re.compile(r"\"(?:[^\"\\\n]|\\.)*\"|'(?:[^'\\\n]|\\.)*'")),
    ("sign", re.compile("|".join(map(re.escape, _SIGNS.split())))),
)
_BEFORE_A_VALUE = frozenset({"return", "typeof", "case", "of", "in", "new", "void", "delete"})


@dataclass(frozen=True)
class Token:
    """One piece of a script, and whether a line ended before it."""

    kind: Kind
    text: str
    begins_line: bool = False

    @property
    def opens(self) -> bool:
        """Whether a bracket or the inside of a template begins here."""
        if self.kind == "template":
            return self.text.endswith("${")
        return self.kind == "sign" and self.text in ("(", "[", "{")

    @property
    def closes(self) -> bool:
        """Whether a bracket or the inside of a template ends here."""
        if self.kind == "template":
            return self.text.startswith("}")
        return self.kind == "sign" and self.text in (")", "]", "}")


def read_tokens(script: str) -> list[Token]:
    """Return the tokens of a script; raises ValueError, with the line, for what is none.

    A template is its text up to `${`, the tokens inside, and its text from `}` on.

    >>> [token.text for token in read_tokens("a = `x ${b} y`; // why")]
    ['a', '=', '`x ${', 'b', '} y`', ';']
    """
    tokens: list[Token] = []
    open_: list[Token] = []
    place = 0
    while True:
        blank = _BLANK.match(script, place)
        place = blank.end() if blank else place
        if place == len(script):
            break
        kind, end = _next(script, place, tokens[-1] if tokens else None, open_)
        begins_line = bool(blank and "\n" in blank.group())
        token = Token(kind, script[place:end], begins_line)
        if token.closes:
            if not open_:
                raise ValueError(f"{_where(script, place)} closes what was never opened")
            open_.pop()
        if token.opens:
            open_.append(token)
        tokens.append(token)
        place = end
    if open_:
        raise ValueError(f"the script ends before {open_[-1].text!r} does")
    return tokens


def pair_brackets(tokens: list[Token]) -> dict[int, int]:
    """Return for every opening place the closing one, and the other way round.

    A template is one bracket from its begin to its end.
    """
    found: dict[int, int] = {}
    open_: list[int] = []
    for place, token in enumerate(tokens):
        if token.closes and not token.opens:
            begin = open_.pop()
            found |= {begin: place, place: begin}
        elif token.opens and not token.closes:
            open_.append(place)
    return found


def _next(script: str, place: int, last: Token | None, open_: list[Token]) -> tuple[Kind, int]:
    is_inside = bool(open_) and open_[-1].kind == "template"
    if script[place] == "`" or (script[place] == "}" and is_inside):
        found = _CHUNK.match(script, place + 1)
        if found is None:
            raise ValueError(f"{_where(script, place)} begins a template that does not end")
        return "template", found.end()
    if script[place] == "/" and _awaits_a_value(last):
        found = _PATTERN.match(script, place)
        if found:
            return "pattern", found.end()
    for kind, form in _FORMS:
        if found := form.match(script, place):
            return kind, found.end()
    raise ValueError(f"{_where(script, place)} is not known")


def _awaits_a_value(last: Token | None) -> bool:
    """Return whether a `/` after a token begins a pattern: it divides only what is a value."""
    if last is None:
        return True
    if last.kind == "name":
        return last.text in _BEFORE_A_VALUE
    return last.opens or (last.kind == "sign" and not last.closes)


def _where(script: str, place: int) -> str:
    line = script.count("\n", 0, place) + 1
    return f"line {line} of the script: {script[place : place + 12]!r}"
