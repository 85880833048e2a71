"""The one way text from a file reaches a page that reads Markdown: as text.

A label may hold an image link, a colour directive or a script; whatever it holds is
shown letter by letter.
"""

from __future__ import annotations

import re
import string

_WORD_JOINER = "\u2060"
"""Takes no space and joins no words; breaks up what would become a link or an emoji."""

_PUNCTUATION = re.compile(f"([{re.escape(string.punctuation)}])")
_AUTOLINKS = re.compile(r"(?i)(:)(?=\S)|(www)(?=\.)|(@)")


def as_text(text: str) -> str:
    """Return a text that Markdown shows exactly as it stands, on one line.

    >>> as_text("![x](y)")
    '\\\\!\\\\[x\\\\]\\\\(y\\\\)'
    """
    one_line = " ".join(text.split())
    apart = _AUTOLINKS.sub(lambda match: match.group(0) + _WORD_JOINER, one_line)
    return _PUNCTUATION.sub(r"\\\1", apart)
