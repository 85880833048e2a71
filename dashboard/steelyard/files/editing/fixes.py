"""A draft with one problem fixed: the wrong word replaced by the right one."""

from __future__ import annotations

from steelyard.files.problems import Problem


def put_replacement(text: str, problem: Problem) -> str:
    """Return the text with a problem's `replacement` in place of the word it found.

    Quotation marks around the word stay. Raises ValueError with a sentence where the problem
    has no sure replacement, or where its word is no longer in that place.
    """
    lines = text.split("\n")
    # A look-alike letter is named behind the word: “nаme, with CYRILLIC SMALL LETTER A”.
    word = problem.found.partition(", with ")[0]
    if not problem.replacement:
        raise ValueError("there is no sure replacement for this problem")
    line = lines[problem.line - 1] if 1 <= problem.line <= len(lines) else ""
    start = problem.column - 1
    start += line[start : start + 1] in ("'", '"')
    if not word or not line.startswith(word, start):
        raise ValueError(f"“{word}” is no longer in line {problem.line}")
    lines[problem.line - 1] = line[:start] + problem.replacement + line[start + len(word) :]
    return "\n".join(lines)
