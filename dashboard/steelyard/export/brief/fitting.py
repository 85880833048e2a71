"""Fits a brief to its pages: the order in which things are cut if a page cannot hold all.

Cuts are made in the order of `CUTS`, most of them by using a section's own smaller form; a page
gets the longest form that fits. The brief names everything that was cut; nothing is cut in
Markdown, which has no pages. The caller counts the pages that a brief takes.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from steelyard.export.brief.parts import Brief, BriefTable, Section
from steelyard.results.words.brief.change import BriefPoint

FEW_ROWS, FEW_POINTS, LONGEST = 6, 3, 150
"""Rows of tables, points of lists and characters of texts that remain after the last cuts."""

SectionChange = Callable[[Section], Section | None]


class Cut(NamedTuple):
    """One cut of a section, and its name in the brief; empty if the section names it itself."""

    key: str
    what: str
    change: SectionChange


def smaller(section: Section) -> Section:
    """Return the section's own smaller form, if it has one."""
    return section.smaller or section


def without(section: Section) -> None:
    """Leave a whole section out."""


def first_points(section: Section) -> Section:
    """Return a section with its first few points."""
    return replace(section, points=section.points[:FEW_POINTS])


def first_rows(section: Section) -> Section:
    """Return a section with the first rows of its table, the others counted."""
    table = section.table
    more = len(table.rows) - FEW_ROWS if table is not None else 0
    if table is None or more <= 0:
        return section
    note = f"Not shown: {more} more {'row' if more == 1 else 'rows'}."
    rows = table.rows[:FEW_ROWS]
    return replace(section, table=replace(table, rows=rows, below=f"{note} {table.below}".strip()))


def shorten_texts(section: Section) -> Section:
    """Return a section with every sentence and cell truncated with an ellipsis."""
    table = section.table
    return replace(
        section,
        points=_short_points(section.points),
        below=_short_points(section.below),
        table=None if table is None else _short_table(table),
    )


def _short_points(points: Iterable[BriefPoint]) -> tuple[BriefPoint, ...]:
    return tuple(
        point._replace(lead=_short(point.lead, 60), text=_short(point.text, LONGEST))
        for point in points
    )


def _short_table(table: BriefTable) -> BriefTable:
    return replace(table, rows=tuple(tuple(_short(c, 60) for c in row) for row in table.rows))


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


CUTS: tuple[Cut, ...] = (
    Cut("matrix", "", smaller),
    Cut("options", "", smaller),
    Cut("scenarios", "", smaller),
    Cut("change", "", smaller),
    Cut("method", "", smaller),
    Cut("appraisal", "", smaller),
    Cut("ranking", "", smaller),
    Cut("options", "", smaller),
    Cut("strips", "", smaller),
    # The following are for files that are larger or have longer texts than a brief is made for.
    Cut("appraisal", "", smaller),
    Cut("change", "what else could end the lead", first_points),
    Cut("ranking", "", smaller),
    Cut("ranking", "", smaller),
    Cut("conditions", "", smaller),
    Cut("scenarios", "scenarios in which another option leads", first_points),
    Cut("*", "the ends of long texts", shorten_texts),
    Cut("left_out", "what the criteria leave out", first_points),
    Cut("judges", "", smaller),
    Cut("options", "options beyond the first", first_rows),
    Cut("scenarios", "scenarios", without),
    Cut("left_out", "what the criteria leave out", without),
    Cut("method", "the method", without),
    Cut("strips", "who leads at each weight", without),
)
"""All cuts, from what a reader misses least to what a brief needs most."""


def fit_pages(brief: Brief, pages_taken: Callable[[Brief, int], int]) -> Brief:
    """Return the longest form of a brief whose two parts each fit on one page.

    For each page as many cuts as needed are made, from the top of the list; then each of them, the
    last first, is undone if the page still fits. `pages_taken(brief, page)`: how many pages the
    sections of page 1 or 2 take. If all cuts together are not enough, all are made.
    """
    for page in (1, 2):
        brief = _fit_page(brief, page, pages_taken)
    return brief


def _fit_page(brief: Brief, page: int, pages_taken: Callable[[Brief, int], int]) -> Brief:
    def holds(made: Iterable[Cut]) -> bool:
        return pages_taken(_after(brief, page, made), page) <= 1

    # Each form is shorter than the one before, so binary search finds the longest that fits.
    number = bisect_left(range(len(CUTS)), True, key=lambda count: holds(CUTS[:count]))
    made = list(CUTS[:number])
    for cut in reversed(made[:-1]):
        kept = [other for other in made if other is not cut]
        if _after(brief, page, kept) == _after(brief, page, made) or holds(kept):
            made = kept
    return _after(brief, page, made)


def _after(brief: Brief, page: int, made: Iterable[Cut]) -> Brief:
    """Return a brief after some cuts on one page, with the omissions named."""
    for cut in made:
        sections = tuple(
            changed
            for section in brief.sections
            if (changed := _changed(section, page, cut)) is not None
        )
        if sections == brief.sections:
            continue
        brief = replace(brief, sections=sections, left_out=(*brief.left_out, cut.what))
    lacking = [section.lacks for section in brief.on_page(page)]
    named = dict.fromkeys(what for what in (*brief.left_out, *lacking) if what)
    return replace(brief, left_out=tuple(named))


def _changed(section: Section, page: int, cut: Cut) -> Section | None:
    if section.page != page or cut.key not in (section.key, "*"):
        return section
    return cut.change(section)


def omission_words(left_out: tuple[str, ...]) -> str:
    """Return in a sentence what a brief leaves out; empty if nothing.

    >>> omission_words(("a map",))
    'Left out for want of room: a map. The Markdown form of this brief holds everything.'
    """
    if not left_out:
        return ""
    listed = "; ".join(left_out)
    return f"Left out for want of room: {listed}. The Markdown form of this brief holds everything."
