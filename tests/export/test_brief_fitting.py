"""What goes first where a page cannot hold all: a rule, and what it left out is told."""

from __future__ import annotations

import re

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.brief.fitting import (
    FIRST_PAGE,
    SECOND_PAGE,
    first_rows,
    first_sentences,
    fit_pages,
    omission_words,
    shorten_texts,
    without_column,
)
from steelyard.export.brief.parts import Brief, BriefPicture, BriefTable, Section

TABLE = BriefTable(
    ("Option", "What it is", "Needs"), (("Soup", "Hot", "Spoon"),) * 20, wide=(1, 2, 1)
)


def picture() -> BriefPicture:
    """Return a picture that nobody draws."""
    return BriefPicture(None, "in words", is_wide=False)  # type: ignore[arg-type]


def brief() -> Brief:
    """Return a brief with something to cut on either page."""
    strips = Section("strips", "Strips", 1, picture=picture())
    sections = (
        Section("ranking", "Ranking", 1, table=TABLE, picture=picture()),
        Section("strips", "Strips", 1, picture=picture(), smaller=strips),
        Section("change", "Change", 1, ("one", "two", "three", "four"), is_list=True),
        Section("why", "Why", 2, ("ahead",), picture=picture()),
        Section("simulations", "Simulations", 2, picture=picture()),
        Section("options", "Options", 2, table=TABLE),
    )
    return Brief(
        title="t",
        question="q",
        as_of="",
        state="robust",
        sentence="Soup leads",
        because="",
        packages="",
        frames="",
        care="",
        whose="",
        exploratory="",
        origin="lunch.yaml",
        sections=sections,
    )


def size(found: Brief, page: int) -> int:
    """Return how much is on a page: ten a picture, one a row and a sentence."""
    total = 0
    for section in found.on_page(page):
        total += 1 + len(section.sentences) + 10 * (section.picture is not None)
        total += section.smaller is not None
        total += len(section.table.rows) * len(section.table.heads) if section.table else 0
    return total


def test_what_fits_is_left_alone() -> None:
    """With room for everything nothing is cut and nothing is said."""
    whole = brief()

    assert fit_pages(whole, lambda found, page: 1) == whole


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 100))
def test_a_page_holds_as_much_as_it_can(room: int) -> None:
    """What is chosen fits if anything does, and no single cut made could be spared."""
    whole = brief()

    def pages(found: Brief, page: int) -> int:
        return 1 if size(found, page) <= room else 2

    chosen = fit_pages(whole, pages)
    for page in (1, 2):
        least = size(fit_pages(whole, lambda found, page: 2), page)
        assert size(chosen, page) <= max(room, least)


def test_what_is_cut_is_named_once() -> None:
    """Everything cut stands in the note; a cut that changed nothing does not."""
    shortest = fit_pages(brief(), lambda found, page: 2)

    assert "the picture of a hundred simulations" in shortest.left_out
    assert "the sources" not in shortest.left_out
    assert len(set(shortest.left_out)) == len(shortest.left_out)
    assert omission_words(shortest.left_out).startswith("Left out for want of room: ")


def test_a_column_goes_with_its_cells() -> None:
    """Heads, rows and widths of a table stay of one length; the last column is not left alone."""
    section = without_column("What it is")(Section("options", "Options", table=TABLE))

    assert section is not None
    assert section.table is not None
    assert section.table.heads == ("Option", "Needs")
    assert set(section.table.rows) == {("Soup", "Spoon")}
    assert section.table.wide == (1, 1)
    assert without_column("Needs")(section) is None


def test_rows_not_shown_are_counted() -> None:
    """A shorten_texts table says how many rows it leaves out."""
    section = first_rows(12)(Section("options", "Options", table=TABLE))

    assert section is not None
    assert section.table is not None
    assert len(section.table.rows) == 12
    assert section.table.below == "Not shown: 8 more rows."


def test_lists_are_never_cut_in_the_middle() -> None:
    """Where texts are shorten_texts a table of lists keeps them whole, and the key to them."""
    long = "A 1, 3, 5; B 2; " * 20
    short = BriefTable(("Option", "For"), (("Soup" * 40, long),), wide=(1, 1), is_exact=True)
    section = Section("sources", "Sources", sentences=("one",) * 5, table=short)
    named = Section("sources", "Sources", table=short, smaller=section)
    cut = shorten_texts(named)

    assert cut.table is not None
    assert cut.table.rows[0][1] == long
    assert cut.table.rows[0][0].endswith("…")
    assert len(cut.sentences) == 5
    assert len(first_sentences(section).sentences) == 5


def test_pictures_go_before_what_a_brief_must_have() -> None:
    """Of the second page every picture is cut before options, paragraphs or criteria are."""
    order = [cut.what for cut in SECOND_PAGE]
    pictures = [place for place, what in enumerate(order) if "picture" in what or "map" in what]
    vital = [
        place
        for place, what in enumerate(order)
        if re.search("paragraph|options beyond|criteria beyond|the sources|table of options", what)
    ]

    assert len(pictures) >= 3
    assert len(vital) >= 5
    assert max(pictures) < min(vital)


def test_every_cut_with_a_reason_to_tell_tells_it() -> None:
    """No two cuts of a page say the same thing unless they are of one kind."""
    for cuts in (FIRST_PAGE, SECOND_PAGE):
        told = [cut.what for cut in cuts if cut.what]
        assert len(told) - len(set(told)) <= 2
