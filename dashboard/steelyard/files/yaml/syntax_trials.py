"""The real cause of a syntax error, found by reading again: odd spaces and open quotes.

A reader of YAML stops where it cannot go on, which may be lines after the slip. Here parts of
the text are mended one after the other; the slip is where the error goes away or moves.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Final

import yaml

from steelyard.files.problems import ODD_SPACES

_ODD: Final = "".join(sorted(ODD_SPACES))
# As indentation, after a dash, or after a colon: where YAML needs a plain space.
_ODD_PLACE = re.compile(
    f"(?:^[ \t{_ODD}]*?(?:-[ ]*)?|(?<=[\\w\"']:))(?P<odd>[{_ODD}][ {_ODD}]*)",
    re.MULTILINE,
)
_FOREIGN_ENDS = re.compile("[\x85\u2028\u2029]")
_MOST_READ: Final = 2_000_000
_MOST_TRIALS: Final = 40
_PARSER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True)
class SyntaxTrial:
    """How far a text can be read: the offset of the error, and the last quoted text before it.

    `error` is `None` for a text without an error, `quoted` `None` without such a text.
    """

    error: int | None
    quoted: tuple[int, int] | None


def read_trial(text: str) -> SyntaxTrial:
    """Return how far a text can be read as YAML."""
    quoted: tuple[int, int] | None = None
    parser = _PARSER(_FOREIGN_ENDS.sub("x", text))
    try:
        while not isinstance(event := parser.get_event(), yaml.StreamEndEvent):
            if isinstance(event, yaml.ScalarEvent) and event.style in ("'", '"'):
                quoted = event.start_mark.index, event.end_mark.index
    except yaml.YAMLError as error:
        mark = getattr(error, "problem_mark", None) or getattr(error, "context_mark", None)
        return SyntaxTrial(int(mark.index) if mark is not None else 0, quoted)
    finally:
        parser.dispose()
    return SyntaxTrial(None, quoted)


def find_odd_space(text: str, reading: SyntaxTrial) -> int | None:
    """Return the offset of the odd space that causes a syntax error; `None` for another cause.

    The odd spaces up to the error are mended from the first on, until the error moves.
    """
    if reading.error is None:
        return None
    spans = [match.span("odd") for match in _ODD_PLACE.finditer(text)]
    spans = [span for span in spans if span[0] <= reading.error]
    if not spans:
        return None
    trials = min(max(_MOST_READ // (len(text) + 1), 2), _MOST_TRIALS)
    # One typed for a space is mended by a plain space; one too many by none.
    fill = next((f for f in (" ", "") if _moves(text, spans, f, reading.error)), None)
    if fill is None:
        return None
    if len(spans) > trials:
        # Too many to try: one next to the error is the likeliest.
        spans = spans[-trials:]
    for count in range(1, len(spans)):
        if _moves(text, spans[:count], fill, reading.error):
            return spans[count - 1][0]
    return spans[-1][0]


def _moves(text: str, spans: list[tuple[int, int]], fill: str, error: int) -> bool:
    """Return whether an error goes away or moves once the odd spaces in these spans are mended."""
    now = read_trial(_mended(text, spans, fill)).error
    odd = sum(character in ODD_SPACES for start, end in spans for character in text[start:end])
    lost = 0 if fill else odd
    return now is None or now + lost != error


def find_open_quote(text: str, reading: SyntaxTrial) -> int | None:
    """Return the offset of a quote that is closed only by the next one that opens; or `None`.

    Such a quoted text ends right before a word, and spans lines or ends where a value would begin.
    """
    if reading.error is None or reading.quoted is None:
        return None
    start, end = reading.quoted
    piece = text[start:end]
    is_before_word = end <= reading.error and bool(re.match(r"[^\s,\]}:#]", text[end : end + 1]))
    is_too_long = "\n" in piece or "\r" in piece or re.search(r"[:,\[{][ ]?.\Z", piece)
    return start if is_before_word and is_too_long else None


def _mended(text: str, spans: list[tuple[int, int]], fill: str) -> str:
    pieces: list[str] = []
    done = 0
    for start, end in spans:
        pieces += [text[done:start], re.sub(f"[{_ODD}]", fill, text[start:end])]
        done = end
    return "".join([*pieces, text[done:]])
