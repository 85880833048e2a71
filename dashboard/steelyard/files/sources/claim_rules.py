"""What is wrong between the claims of a register and the text they were read from, as problems.

Claims with other faults are checked all the same. Without the text, only the number of
paragraphs is checked, which the fingerprints give.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final

from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo
from steelyard.files.texts.copied_words import LONGEST_ALLOWED, CopyCheck
from steelyard.files.texts.kept_text import SourceText, fingerprint
from steelyard.files.yaml.documents import Path, place_problem
from steelyard.files.yaml.yaml_tree import Node, Tree

OWN_WORDS: Final = ("says", "note")
"""Keys whose text is ours, and must not be that of the source."""


def find_claim_faults(tree: Tree, paragraphs: int, text: SourceText) -> Iterator[Problem]:
    """Yield what disagrees with the text, claim by claim; the text itself first."""
    if text.state == "differs":
        yield place_problem(tree, ("fingerprints",), _differing(text), at_key=True)
    root = tree.root
    claims = root.child("claims") if root is not None else None
    copied = CopyCheck({"": text.paragraphs}) if text.paragraphs else None
    for claim, entry in claims.entries() if claims is not None else ():
        here: Path = ("claims", claim)
        yield from _find_unnamed(tree, here, entry)
        if copied is not None:
            yield from _find_copied(tree, here, entry, copied)
        number = _number(entry.child("paragraph"))
        if number is None or _text(entry, "older_text"):
            continue
        if number > paragraphs:
            complaint = _no_such_paragraph(str(number), paragraphs)
            yield place_problem(tree, (*here, "paragraph"), complaint)
            continue
        yield from _find_lost(tree, here, entry, text.paragraph(number), number)
    looked_at = root.child("no_claim") if root is not None else None
    for key, _ in looked_at.entries() if looked_at is not None else ():
        if key.isascii() and key.isdigit() and len(key) < 7 and int(key) > paragraphs:
            complaint = _no_such_paragraph(key, paragraphs)
            yield place_problem(tree, ("no_claim", key), complaint, at_key=True)


def _number(node: Node | None) -> int | None:
    number = node.content if node is not None else None
    is_whole = isinstance(number, int) and not isinstance(number, bool) and number >= 1
    return number if is_whole and isinstance(number, int) else None


def _text(entry: Node, key: str) -> str:
    node = entry.child(key)
    return node.content if node is not None and isinstance(node.content, str) else ""


def _no_such_paragraph(number: str, paragraphs: int) -> ProblemText:
    fix = "use the number of a paragraph of the text; headings count"
    return ProblemText("R001", echo(number), f"1 to {paragraphs}", fix)


def _find_unnamed(tree: Tree, here: Path, entry: Node) -> Iterator[Problem]:
    """Yield a problem for a reported or quoted claim that names nobody."""
    voice = _text(entry, "voice")
    if voice in ("reported", "quoted") and not _text(entry, "by").strip():
        allowed = "by: whoever is reported or quoted, or “somebody not named”"
        complaint = ProblemText("R006", f"{voice}, and no by:", allowed, "add a line `by: …`")
        yield place_problem(tree, (*here, "voice"), complaint)


def find_copied(tree: Tree, copied: CopyCheck) -> Iterator[Problem]:
    """Yield each claim whose own words are those of other texts that are present."""
    claims = tree.root.child("claims") if tree.root is not None else None
    for claim, entry in claims.entries() if claims is not None else ():
        yield from _find_copied(tree, ("claims", claim), entry, copied)


def _find_copied(tree: Tree, here: Path, entry: Node, copied: CopyCheck) -> Iterator[Problem]:
    for key in OWN_WORDS:
        for run in copied.find(_text(entry, key))[:1]:
            whose = f"the text {run.source}" if run.source else "the text"
            found = f"{run.words} words in a row of {whose}: {echo(run.text)}"
            allowed = f"at most {LONGEST_ALLOWED} in a row"
            fix = "say it in other words, or keep them under quote:"
            yield place_problem(tree, (*here, key), ProblemText("R007", found, allowed, fix))


def _find_lost(
    tree: Tree, here: Path, entry: Node, paragraph: str | None, number: int
) -> Iterator[Problem]:
    """Yield a quote or a passage that is not in its paragraph; changed ones are not checked."""
    if paragraph is None:
        return
    quote = _text(entry, "quote")
    if quote and not contains(paragraph, quote):
        allowed = f"words of paragraph {number}, exactly"
        fix = "copy the words again, or correct the paragraph"
        yield place_problem(tree, (*here, "quote"), ProblemText("R003", echo(quote), allowed, fix))
    passage = entry.child("passage")
    plain = passage.plain() if passage is not None else None
    if not isinstance(plain, list) or [type(offset) for offset in plain] != [int, int]:
        return
    start, end = plain
    fix = "mark the passage again, or take passage: and print: away"
    if not 0 <= start < end <= len(paragraph):
        found = f"[{echo(start)}, {echo(end)}]"
        allowed = f"two offsets from 0 to {len(paragraph)}, the smaller one first"
        yield place_problem(tree, (*here, "passage"), ProblemText("R004", found, allowed, fix))
    elif (mark := _text(entry, "print")) and mark != fingerprint(paragraph[start:end]):
        found = f"{fingerprint(paragraph[start:end])} at this place"
        yield place_problem(tree, (*here, "print"), ProblemText("R005", found, echo(mark), fix))


def contains(paragraph: str, quote: str) -> bool:
    """Return whether a quote occurs in a paragraph; it may be wrapped over lines."""
    return _folded(quote) in _folded(paragraph)


def _folded(text: str) -> str:
    return re.sub(r"\s+", " ", text).strip()


def _differing(text: SourceText) -> ProblemText:
    if not text.paragraphs:
        found = "a text that is empty, larger than 2 MiB, or not in UTF-8"
        fix = "save the text as UTF-8, or take it away"
        return ProblemText("R002", found, "the text that was read for this register", fix)
    shown = ", ".join(str(number) for number in text.changed[:8])
    more = f" and {len(text.changed) - 8} more" if len(text.changed) > 8 else ""
    return ProblemText(
        "R002",
        f"another text in paragraph{'s' if len(text.changed) > 1 else ''} {shown}{more}",
        "the text that was read for this register",
        "put the original text back, or read it again and renew the fingerprints",
    )
