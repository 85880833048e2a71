"""PDF files as pieces: lines of letters put together by their places on the page."""

from __future__ import annotations

import io
import itertools
import re
import statistics
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any, Final

from steelyard.files.texts.pieces import (
    MOST_PAGES,
    PageEdge,
    PieceRole,
    ReadText,
    TextError,
    TextPiece,
    clean,
    join_lines,
)

_EDGE: Final = 0.13
"""Share of a page's height at its top and bottom in which running heads stand."""

_WIDER: Final = 1.35
"""A step between two lines this many times the usual one parts paragraphs."""

_SMALL: Final = 0.9
"""Letters below this share of the usual size are those of notes and captions."""

_NOTE: Final = re.compile(r"(?:\d{1,3}|[*†‡§])\s?[^\W\d]")
"""How a footnote begins that stands at the edge of its page, as running feet do."""

_SCAN: Final = 20
"""A page of a text has more letters than this."""


@dataclass(frozen=True)
class _Line:
    """A line of letters: its text, page, and place in points from the page's lower left."""

    text: str
    page: int
    left: float
    right: float
    top: float
    bottom: float
    size: float
    height: float


def read_pages(name: str, raw: bytes) -> ReadText:
    """Return a PDF as pieces, with marks at indented lines.

    Raises TextError for a password, a damaged file, more than 400 pages, and pages without
    letters.
    """
    lines, pages = _read_lines(name, raw)
    letters = sum(len(line.text) for line in lines)
    if letters <= _SCAN * max(1, pages) / 4:
        raise TextError(
            f"{name} has pages but hardly any letters, like a scan; have its text recognised "
            "(OCR) first, then add that."
        )
    return ReadText("pdf", tuple(_pieces(lines)), pages)


def _read_lines(name: str, raw: bytes) -> tuple[list[_Line], int]:
    from pdfminer.high_level import extract_pages
    from pdfminer.layout import LAParams
    from pdfminer.pdfdocument import PDFDocument, PDFPasswordIncorrect
    from pdfminer.pdfexceptions import PDFException
    from pdfminer.pdfpage import PDFPage
    from pdfminer.pdfparser import PDFParser
    from pdfminer.psexceptions import PSException

    lines: list[_Line] = []
    pages = 0
    try:
        document = PDFDocument(PDFParser(io.BytesIO(raw)))
        for pages, _ in enumerate(PDFPage.create_pages(document), 1):
            if pages > MOST_PAGES:
                raise TextError(f"{name} has more than {MOST_PAGES} pages; add a part of it.")
        layouts = extract_pages(io.BytesIO(raw), laparams=LAParams(boxes_flow=0.5))
        for number, layout in enumerate(layouts, 1):
            lines += _lines_of(layout, number)
    except PDFPasswordIncorrect:
        raise TextError(f"{name} has a password; save it without one and add that.") from None
    except TextError:
        raise
    except (PDFException, PSException) as error:
        raise TextError(f"{name} is damaged and cannot be read as a PDF.") from error
    except Exception as error:
        raise TextError(f"{name} is damaged and cannot be read as a PDF.") from error
    if pages == 0:
        raise TextError(f"{name} is damaged: no page can be found in it.")
    return lines, pages


def _lines_of(layout: Any, number: int) -> Iterator[_Line]:
    from pdfminer.layout import LTChar, LTTextBox, LTTextLine

    for box in layout:
        if not isinstance(box, LTTextBox):
            continue
        for line in box:
            if not isinstance(line, LTTextLine) or not clean(line.get_text()):
                continue
            sizes = [sign.size for sign in line if isinstance(sign, LTChar)]
            yield _Line(
                line.get_text().strip("\n"),
                number,
                line.x0,
                line.x1,
                line.y1,
                line.y0,
                statistics.median(sizes) if sizes else 0.0,
                layout.height,
            )


def _pieces(lines: Sequence[_Line]) -> Iterator[TextPiece]:
    """Yield pieces in the order of the lines: a page, a gap or a size of letters parts them."""
    size = _weighted_median([(line.size, len(line.text)) for line in lines])
    step = _usual_step(lines, size)
    heads = _apart(lines, step)
    left = _margins(lines, size)
    is_indented = _indents_part(lines, left, size)
    group: list[_Line] = []
    for line in lines:
        if group and _parts(group[-1], line, step, heads, is_indented(line)):
            yield _as_piece(group, heads, size, left)
            group = []
        group.append(line)
    if group:
        yield _as_piece(group, heads, size, left)


def _weighted_median(sizes: list[tuple[float, int]]) -> float:
    ordered = sorted(sizes)
    half = sum(weight for _, weight in ordered) / 2
    for size, weight in ordered:
        half -= weight
        if half <= 0:
            return size
    return 0.0


def _usual_step(lines: Sequence[_Line], size: float) -> float:
    """Return how far apart two lines of a paragraph usually are, from top to top."""
    steps = [
        round(above.top - below.top, 1)
        for above, below in itertools.pairwise(lines)
        if above.page == below.page and 0 < above.top - below.top < 3 * size
    ]
    # Most steps are within paragraphs, unless all of them are short.
    return statistics.median_low(steps) if steps else 1.2 * size


def _apart(lines: Sequence[_Line], step: float) -> dict[int, PageEdge]:
    """Return the lines, by identity, at the edge of a page with a gap to all other lines."""
    found: dict[int, PageEdge] = {}
    for page in {line.page for line in lines}:
        here = sorted((line for line in lines if line.page == page), key=lambda line: -line.top)
        for line, next_line in zip(here, [*here[1:], None], strict=True):
            is_near = next_line is not None and line.top - next_line.top <= _WIDER * step
            if line.bottom < line.height * (1 - _EDGE) or is_near:
                break
            found[id(line)] = "top"
        for line, above in zip(reversed(here), [*reversed(here[:-1]), None], strict=True):
            is_near = above is not None and above.top - line.top <= _WIDER * step
            if line.top > line.height * _EDGE or is_near:
                break
            found[id(line)] = "bottom"
    return found


def _margins(lines: Sequence[_Line], size: float) -> dict[int, float]:
    """Return the left edge of the column each line stands in, by identity.

    That is where most lines of the page begin that begin at most three letters' heights to the
    left of it; a line that nothing else stands below or above is its own edge.
    """
    found: dict[int, float] = {}
    for page in {line.page for line in lines}:
        here = [line for line in lines if line.page == page]
        counts = Counter(round(line.left) for line in here)
        for line in here:
            edges = [
                edge for edge in counts if round(line.left) - 3 * size <= edge <= round(line.left)
            ]
            best = max(edges, key=lambda edge: (counts[edge], -edge))
            found[id(line)] = min(float(best), line.left)
    return found


def _indents_part(lines: Sequence[_Line], left: dict[int, float], size: float) -> Any:
    """Return a test whether a line begins a paragraph by its indentation.

    It does if there are many indented lines and each stands alone: then the whole text is set so.
    """
    indented = [0.5 * size < line.left - left[id(line)] < 3 * size for line in lines]
    single = sum(
        here and not after for here, after in zip(indented, [*indented[1:], False], strict=True)
    )
    is_manner = single >= 4 and single > 0.8 * sum(indented)
    places = {id(line): here for line, here in zip(lines, indented, strict=True)}
    return lambda line: is_manner and places[id(line)]


def _parts(
    above: _Line, below: _Line, step: float, heads: dict[int, PageEdge], is_indented: bool
) -> bool:
    if above.page != below.page or heads.get(id(above)) or heads.get(id(below)):
        return True
    down = above.top - below.top
    is_other_size = abs(above.size - below.size) > (1 - _SMALL) * max(above.size, below.size)
    # A line that is not below is beside, or at the top of the next column.
    is_beside = down < 0.3 * step and abs(down) > 0.3 * step
    return is_indented or down > _WIDER * step or is_beside or is_other_size


def _as_piece(
    group: list[_Line], heads: dict[int, PageEdge], size: float, left: dict[int, float]
) -> TextPiece:
    text, starts, hyphens = join_lines(line.text for line in group)
    place = heads.get(id(group[0]), "")
    role: PieceRole = ""
    middle = statistics.median(line.size for line in group)
    is_low = group[0].top < 0.4 * group[0].height
    if middle < _SMALL * size and is_low and (not place or _NOTE.match(text)):
        role = "footnote"
    elif not place and middle > 1.15 * size and len(text) < 200:
        role = "heading"
    marks = []
    for index in range(1, len(group)) if len(starts) == len(group) else ():
        line = group[index]
        is_indented = 0.5 * size < line.left - left[id(line)] < 3 * size
        is_alone = index + 1 == len(group) or group[index + 1].left < line.left - 0.3 * size
        ends = text[: starts[index]].rstrip()[-1:] in tuple('.!?…”’"')
        is_short = group[index - 1].right < max(one.right for one in group) - 8 * size
        begins = text[starts[index] :].lstrip("“‘\"'(")[:1].isupper()
        if begins and ends and ((is_indented and is_alone) or is_short):
            marks.append(starts[index])
    return TextPiece(text, group[0].page, place, role, tuple(marks), hyphens)
