"""Text that fits: cut, broken into lines, or broken into lines of nearly equal length.

Widths are in pixels, in the typeface of the charts.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from functools import lru_cache

ELLIPSIS = "…"
LEFT_TO_RIGHT_MARK, RIGHT_TO_LEFT_MARK = "\u200e", "\u200f"


def elide(text: str, width: float, size: float, weight: int = 400) -> str:
    """Return text cut, with an ellipsis, to fit a width in pixels.

    >>> elide("Supply-chain sanctions", 80, 14)
    'Supply-cha…'
    """
    if text_width(text, size, weight) <= width:
        return text
    room = width - text_width(ELLIPSIS, size, weight)
    used = 0.0
    for index, letter in enumerate(text):
        used += text_width(letter, size, weight)
        if used > room:
            return text[:index].rstrip() + ELLIPSIS
    return text


def wrap(
    text: str, width: float, size: float, weight: int = 400, *, most: int | None = None
) -> list[str]:
    """Return text wrapped to a width in pixels, the last of `most` lines cut if necessary.

    A word longer than a line is cut. Never returns an empty list.

    >>> wrap("Unconditioned talks", 90, 14)
    ['Unconditioned', 'talks']
    """
    return list(_wrapped(text, width, size, weight, most))


# A redrawn chart has most of its texts in common with the previous one.
@lru_cache(maxsize=4096)
def _wrapped(text: str, width: float, size: float, weight: int, most: int | None) -> list[str]:
    lines: list[str] = []
    words = text.split()
    while words:
        count = 1
        while count < len(words) and _fits(words[: count + 1], width, size, weight):
            count += 1
        is_last = most is not None and len(lines) == most - 1
        line = " ".join(words if is_last else words[:count])
        lines.append(elide(line, width, size, weight))
        words = [] if is_last else words[count:]
    return lines or [""]


def balance(text: str, width: float, size: float, weight: int = 400) -> list[str]:
    """Return text in as few lines as `wrap` needs, but of nearly the same length.

    >>> balance("one two three four five", 110, 14)
    ['one two three', 'four five']
    """
    lines = wrap(text, width, size, weight)
    narrower = width
    while len(lines) > 1 and narrower > width / 2:
        narrower -= 10
        candidate = wrap(text, narrower, size, weight)
        if len(candidate) > len(lines) or ELLIPSIS in "".join(candidate):
            break
        lines = candidate
    return lines


def apart(lines: Sequence[str]) -> list[str]:
    """Return the lines of a text, marked so that right-to-left letters stay on their own line.

    A drawing treats all lines as one text, and would reverse a right-to-left run that crosses the
    end of a line as a whole. An invisible mark in front of each line separates them.

    >>> apart(["Hold", "talks"])
    ['Hold', 'talks']
    """
    if len(lines) < 2 or not any(_is_from_right(letter) for line in lines for letter in line):
        return list(lines)
    turned = (
        f"{RIGHT_TO_LEFT_MARK}{line}{RIGHT_TO_LEFT_MARK}" if runs_left(line) else line
        for line in lines
    )
    return [LEFT_TO_RIGHT_MARK + line for line in turned]


def runs_left(text: str) -> bool:
    """Return whether a text has right-to-left letters and no others."""
    if text.isascii():
        return False
    kinds = {unicodedata.bidirectional(sign) for sign in text}
    return bool(kinds & {"R", "AL"}) and "L" not in kinds


def _is_from_right(letter: str) -> bool:
    return unicodedata.bidirectional(letter) in ("R", "AL")


def _fits(words: list[str], width: float, size: float, weight: int) -> bool:
    return text_width(" ".join(words), size, weight) <= width


_PRINTABLE = "".join(chr(code) for code in range(32, 127))
_OTHERS = "−–—…“”‘’•●○→£€·×≥½"
_LETTERS = _PRINTABLE + _OTHERS
_WIDTHS = {
    400: """
        200 289 425 497 497 824 609 249 303 303 418 497 249 311 249 350 497 497 497 497 497 497
        497 497 497 497 249 249 497 497 497 425 847 544 588 571 615 527 494 617 652 263 480 579
        486 727 647 664 566 664 569 534 536 645 515 786 513 476 539 303 350 303 497 500 542 504
        553 456 555 496 292 504 544 246 247 495 255 829 547 542 555 555 347 419 338 544 467 718
        446 467 425 303 241 303 497 497 480 800 948 425 425 249 249 304 653 653 619 497 497 249
        497 497 808
    """,
    600: """
        200 315 482 513 513 841 639 275 324 324 438 513 275 322 275 344 513 513 513 513 513 513
        513 513 513 513 275 275 513 513 513 444 875 558 597 576 625 538 510 628 663 282 494 597
        502 745 656 674 582 674 592 545 546 655 536 800 541 501 540 324 344 324 513 500 549 516
        563 462 564 507 317 520 558 262 263 522 271 843 560 549 564 564 373 431 361 556 495 748
        481 495 443 324 255 324 513 513 480 800 963 482 482 275 275 325 672 672 618 513 513 275
        513 513 827
    """,
    700: """
        200 340 536 528 528 857 667 300 344 344 457 528 300 332 300 339 528 528 528 528 528 528
        528 528 528 528 300 300 528 528 528 463 903 573 605 582 635 548 524 638 674 301 509 614
        518 762 665 684 596 684 613 556 556 665 556 813 567 525 541 344 339 344 528 500 555 527
        573 467 573 518 341 534 571 276 278 548 286 857 572 555 573 573 398 443 383 568 523 776
        514 521 460 344 268 344 528 528 480 800 977 536 536 300 300 345 690 690 617 528 528 300
        528 528 846
    """,
}
_TABLES = {
    weight: dict(zip(_LETTERS, map(int, widths.split()), strict=True))
    for weight, widths in _WIDTHS.items()
}
_UNLISTED, _FULL_WIDTH = 620, 1000


@lru_cache(maxsize=4096)
def text_width(text: str, size: float, weight: int = 400) -> float:
    """Return the width in pixels of one line of text at a type size in pixels.

    Weights other than 400, 600 and 700 count as the nearest below, or 400. Accents add
    nothing; letters of other scripts are estimated.

    >>> text_width("Hold", 10, 400) == (652 + 542 + 255 + 555) / 100
    True
    """
    table = _TABLES[700 if weight >= 700 else 600 if weight >= 600 else 400]
    letters = unicodedata.normalize("NFD", text)
    return sum(_letter_width(letter, table) for letter in letters) * size / 1000


def _letter_width(letter: str, table: dict[str, int]) -> int:
    known = table.get(letter)
    if known is not None:
        return known
    if unicodedata.combining(letter) or unicodedata.category(letter) == "Cf":
        return 0
    return _FULL_WIDTH if unicodedata.east_asian_width(letter) in "WF" else _UNLISTED
