"""The rule by which a brief is made to fit: what goes first where a page cannot hold all.

A page takes the longest form that fits on it. What is cut is named in the brief; nothing is
cut in Markdown, which has no pages. How many pages a brief takes is counted by the caller.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import NamedTuple

from steelyard.export.brief.parts import Brief, BriefTable, Section

FEW_ROWS, FEW_SENTENCES, LONGEST = 14, 3, 180
"""What is left of tables, lists and single texts once nothing else is left to cut."""

SectionChange = Callable[[Section], Section | None]


class Cut(NamedTuple):
    """What is cut from which section, and how that is said; empty where the section says it."""

    key: str
    what: str
    change: SectionChange


def without_picture(section: Section) -> Section:
    """Return a section in words only."""
    return replace(section, picture=None)


def without_table(section: Section) -> Section:
    """Return a section without its table."""
    return replace(section, table=None)


def without(section: Section) -> None:
    """Leave a whole section out."""


def without_column(head: str) -> SectionChange:
    """Return the cut that takes a column out of a table, and the table if only one is left."""

    def change(section: Section) -> Section | None:
        table = section.table
        if table is None or head not in table.heads:
            return section
        at = table.heads.index(head)
        kept = [column for column in range(len(table.heads)) if column != at]
        if len(kept) == 1:
            return replace(section, table=None) if section.sentences else None
        return replace(
            section,
            table=replace(
                table,
                heads=tuple(table.heads[column] for column in kept),
                rows=tuple(tuple(row[column] for column in kept) for row in table.rows),
                numbers=frozenset(kept.index(column) for column in table.numbers if column != at),
                wide=tuple(table.wide[column] for column in kept),
            ),
        )

    return change


def first_rows(most: int) -> SectionChange:
    """Return the cut that leaves so many rows of a table and counts the others."""

    def change(section: Section) -> Section:
        if section.table is None:
            return section
        return replace(section, table=_first_rows(section.table, most))

    return change


def _first_rows(table: BriefTable, most: int) -> BriefTable:
    more = len(table.rows) - most
    if more <= 0:
        return table
    note = f"Not shown: {more} more {'row' if more == 1 else 'rows'}."
    return replace(table, rows=table.rows[:most], below=f"{note} {table.below}".strip())


def first_sentences(section: Section) -> Section:
    """Return a section with its first few sentences; all where a table needs them as a key."""
    if section.table is not None and section.table.is_exact:
        return section
    return replace(section, sentences=section.sentences[:FEW_SENTENCES])


def smaller(section: Section) -> Section:
    """Return the section's own smaller form, where it has one."""
    return section.smaller or section


def picture_to_table(section: Section) -> Section:
    """Return a section whose table replaces its picture, a long one cut."""
    table = section.table
    short = table if table is None else _first_rows(table, FEW_ROWS)
    return replace(section, picture=None, table=short)


def shorten_texts(section: Section) -> Section:
    """Return a section whose every text is cut to a length with an ellipsis.

    Lists are never cut in the middle: a section with a table of them takes its smaller form.
    """
    table = section.table
    if table is not None and table.is_exact and section.smaller is not None:
        return shorten_texts(section.smaller)
    if table is not None:
        whole = len(table.heads) if table.is_exact else 1
        rows = tuple(
            (_short(row[0], 60), *row[1:whole], *(_short(cell, 60) for cell in row[whole:]))
            for row in table.rows
        )
        table = replace(table, rows=rows)
    sentences = tuple(_short(sentence, LONGEST) for sentence in section.sentences)
    heading = _short(section.heading, 100)
    return replace(section, heading=heading, sentences=sentences, table=table)


def _short(text: str, most: int) -> str:
    return text if len(text) <= most else text[: most - 1].rstrip() + "…"


FIRST_PAGE: tuple[Cut, ...] = (
    Cut("change", "", smaller),
    Cut("strips", "", smaller),
    Cut("ranking", "", smaller),
    Cut("strips", "", smaller),
    Cut("strips", "", smaller),
    Cut("strips", "", smaller),
    Cut("strips", "the picture of who leads at every weight", without_picture),
    Cut("ranking", "the scorecard, for a table of totals", picture_to_table),
    Cut("strips", "", without),
    Cut("change", "sentences beyond the first three of each part", first_sentences),
    Cut("sure", "sentences beyond the first three of each part", first_sentences),
    Cut("dissent", "sentences beyond the first three of each part", first_sentences),
    Cut("*", "the ends of long texts", shorten_texts),
)
# First what is said twice, then pictures of what is said in words, then texts of the file
# that are longer than a brief needs. What a brief must have goes last.
SECOND_PAGE: tuple[Cut, ...] = (
    Cut("simulations", "the picture of a hundred simulations", without),
    Cut("appraisal", "", smaller),
    Cut("evidence", "the map of support", without_picture),
    Cut("sources", "", smaller),
    Cut("believe", "the picture of the weights each option would need", without_picture),
    Cut("criteria", "what each criterion asks", without_column("What it asks")),
    Cut("appraisal", "", smaller),
    Cut("options", "", smaller),
    Cut("why", "", smaller),
    Cut("appraisal", "", smaller),
    Cut("appraisal", "", smaller),
    Cut("believe", "what weights other options would need", without),
    Cut("options", "options beyond the first", first_rows(FEW_ROWS)),
    Cut("criteria", "criteria beyond the first", first_rows(FEW_ROWS)),
    Cut("sources", "", smaller),
    Cut("evidence", "what the loss of a source would do", first_sentences),
    Cut("why", "the lead in points, criterion by criterion", without),
    Cut("lenses", "who leads with whose weights and whose scores", without_table),
    Cut("sources", "paragraphs beyond those of the first options", first_rows(FEW_ROWS)),
    Cut("*", "the ends of long texts", shorten_texts),
    Cut("*", "sentences beyond the first three of each part", first_sentences),
    Cut("options", "what each option is for all but three", first_rows(3)),
    Cut("options", "the table of options", without),
    Cut("sources", "claims by paragraph for all but three options", first_rows(3)),
    Cut("sources", "claims by paragraph", without_table),
    Cut("sources", "the sources", without),
)


def fit_pages(brief: Brief, pages_taken: Callable[[Brief, int], int]) -> Brief:
    """Return the longest form of a brief that takes one page and then another.

    From the top of each page's list as many cuts are made as it takes; then each of them,
    the last first, is taken back if the page still holds. `pages_taken(brief, page)`: how
    many pages the sections of page 1 or 2 take. Should all cuts together not do, all are
    made.
    """
    for page, cuts in ((1, FIRST_PAGE), (2, SECOND_PAGE)):
        brief = _fit_page(brief, page, cuts, pages_taken)
    return brief


def _fit_page(
    brief: Brief, page: int, cuts: tuple[Cut, ...], pages_taken: Callable[[Brief, int], int]
) -> Brief:
    def holds(made: Iterable[Cut]) -> bool:
        return pages_taken(_after(brief, page, made), page) <= 1

    # Each form is shorter than the one before, so a search in halves finds the longest.
    number = bisect_left(range(len(cuts)), True, key=lambda count: holds(cuts[:count]))
    made = list(cuts[:number])
    for cut in reversed(made[:-1]):
        kept = [other for other in made if other is not cut]
        if _after(brief, page, kept) == _after(brief, page, made) or holds(kept):
            made = kept
    return _after(brief, page, made)


def _after(brief: Brief, page: int, made: Iterable[Cut]) -> Brief:
    """Return a brief after some cuts on one page, with what they took from it named."""
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
    """Return what a brief leaves out; empty where it leaves out nothing.

    >>> omission_words(("a map",))
    'Left out for want of room: a map. The Markdown form of this brief holds everything.'
    """
    if not left_out:
        return ""
    listed = "; ".join(left_out)
    return f"Left out for want of room: {listed}. The Markdown form of this brief holds everything."
