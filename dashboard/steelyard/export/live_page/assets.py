"""The page's scripts and style as text, without what only people who keep the code need.

Comment lines, empty lines and indentation are left out line by line; nothing is rewritten.
A text for which that would not be safe is refused. Knows nothing of any decision.
"""

from __future__ import annotations

import re
from functools import lru_cache
from importlib.resources import files

from steelyard.instrument import scripts

SCRIPTS = ("address.js", "why.js", "evidence.js", "live.js")


@lru_cache
def page_script() -> str:
    """Return engine, instrument and what ties them to this page as one script."""
    return strip_lines("\n".join([scripts.script(), *(_read(name) for name in SCRIPTS)]))


@lru_cache
def page_style() -> str:
    """Return the instrument's style sheet and this page's own."""
    return strip_style(scripts.style() + "\n" + _read("live.css"))


def strip_lines(script: str) -> str:
    """Return a script without comment lines, indentation and idle ends of lines.

    Raises ValueError where a line might lie inside a text of several lines or a comment of
    several lines, or where the text could end the element it stands in.

    >>> strip_lines("// why\\nif (a) {\\n  b();\\n}\\n")
    'if (a) {b();}\\n'
    """
    lines = [line.strip() for line in script.splitlines()]
    if any(line.count("`") % 2 for line in lines) or "/*" in script:
        raise ValueError("a text or comment of several lines cannot be stripped line by line")
    if "</script" in script.lower() or "<!--" in script:
        raise ValueError("the script would end its own element")
    return "".join(_line(_without_comment(line)) for line in lines if line and line[:2] != "//")


def _line(line: str) -> str:
    """Return a line with its end, which means nothing where a statement cannot end there.

    After a semicolon or something opened the next line goes on; a comment needs its end.
    """
    return line if line[-1] in "{([,;" and "//" not in line else f"{line}\n"


def _without_comment(line: str) -> str:
    """Return a line without the comment at its end, where it can be nothing else."""
    code = line.split(" // ", 1)[0]
    return line if re.search(r"[\"'`/]", code) else code.rstrip()


def strip_style(style: str) -> str:
    """Return a style sheet without comments, indentation and blanks that mean nothing.

    Raises ValueError where a quoted text holds what would be taken for the sheet's own
    punctuation, or where the text could end the element it stands in.

    >>> strip_style("/* why */\\n.a, .b {\\n  color: red;\\n}\\n")
    '.a,.b{color:red;}\\n'
    """
    bare = re.sub(r"/\*.*?\*/", "", style, flags=re.DOTALL)
    if any(re.search(r"[{};:,]", quoted) for quoted in re.findall(r'"[^"]*"', bare)):
        raise ValueError("a quoted text of the style sheet holds punctuation")
    if "</style" in bare.lower():
        raise ValueError("the style sheet would end its own element")
    tight = re.sub(r"\s*([{};,])\s*", r"\1", bare.strip())
    return re.sub(r":\s+", ":", tight) + "\n"


def _read(name: str) -> str:
    return files("steelyard.export.live_page").joinpath(name).read_text(encoding="utf-8")
