"""What goes first where a page cannot hold all: a rule, and what it left out is told."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.brief.fitting import (
    CUTS,
    first_points,
    first_rows,
    fit_pages,
    omission_words,
    shorten_texts,
)
from steelyard.export.brief.parts import Brief, BriefTable, Section
from steelyard.results.words.brief.change import BriefPoint

TABLE = BriefTable(("Option", "What it is"), (("Soup", "Hot"),) * 20, wide=(1, 2))
FOUR = tuple(BriefPoint("", text) for text in ("one", "two", "three", "four"))


def brief() -> Brief:
    """Return a brief with something to cut on either page."""
    ranking = Section("ranking", "Ranking", 1, points=FOUR)
    change = Section("change", "Change", 1, points=FOUR)
    options = Section("options", "Options", 2, table=TABLE)
    matrix = Section("matrix", "Matrix", 2, points=FOUR)
    few = FOUR[:1]
    sections = (
        replace(ranking, smaller=replace(ranking, points=few, lacks="grey options")),
        replace(change, smaller=replace(change, points=few, lacks="a second score")),
        Section("rivals", "Rivals", 1, points=FOUR),
        replace(matrix, smaller=replace(matrix, points=few, lacks="names of groups")),
        replace(options, smaller=replace(options, table=None, lacks="paragraphs")),
        Section("method", "Method", 2, points=FOUR),
    )
    return Brief(
        identity=("t",), title="t", as_of="", question="q", sentence="Soup leads", tiles=(),
        tile_colours=(), opening="", care="", short_care="", whose="", exploratory="",
        origin="lunch.yaml", sections=sections,
    )  # fmt: skip


def size(found: Brief, page: int) -> int:
    """Return how much is on a page: one for a point, and for a row of a table."""
    return sum(
        1 + len(one.points) + (len(one.table.rows) if one.table else 0)
        for one in found.on_page(page)
    )


def test_what_fits_is_left_alone() -> None:
    """With room for everything nothing is cut and nothing is said."""
    assert fit_pages(brief(), lambda found, page: 1) == brief()


@settings(max_examples=80, deadline=None)
@given(st.integers(0, 60))
def test_a_page_holds_as_much_as_it_can(room: int) -> None:
    """What is chosen fits if anything does."""

    def pages(found: Brief, page: int) -> int:
        return 1 if size(found, page) <= room else 2

    chosen = fit_pages(brief(), pages)
    for page in (1, 2):
        least = size(fit_pages(brief(), lambda found, page: 2), page)
        assert size(chosen, page) <= max(room, least)


def test_cuts_are_made_in_their_order() -> None:
    """Names of groups go before paragraphs, second scores before grey options."""
    room = size(brief(), 2) - 1
    chosen = fit_pages(brief(), lambda found, page: 1 if size(found, page) <= room else 2)
    assert "names of groups" in chosen.left_out
    assert "paragraphs" not in chosen.left_out
    room = size(brief(), 1) - 1
    chosen = fit_pages(brief(), lambda found, page: 1 if size(found, page) <= room else 2)
    assert "a second score" in chosen.left_out
    assert "grey options" not in chosen.left_out


def test_the_order_is_that_of_the_design() -> None:
    """Nine cuts of what is said twice or can be looked up come before any other."""
    assert [cut.key for cut in CUTS[:9]] == [
        "matrix", "options", "scenarios", "change", "method", "appraisal", "ranking", "options",
        "strips",
    ]  # fmt: skip


def test_rival_readings_are_never_left_out() -> None:
    """Nothing but the ends of long texts is ever cut of them, nor of ranking and matrix."""
    for cut in CUTS:
        if cut.key in ("rivals", "ranking", "matrix", "conditions"):
            assert not cut.what
    shortest = fit_pages(brief(), lambda found, page: 2)
    assert [one.key for one in shortest.sections if one.page == 1] == [
        "ranking", "change", "rivals",
    ]  # fmt: skip


def test_what_is_cut_is_named_once() -> None:
    """Everything cut stands in the note; a cut that changed nothing does not."""
    shortest = fit_pages(brief(), lambda found, page: 2)

    assert {"grey options", "a second score", "names of groups"} <= set(shortest.left_out)
    assert "scenarios" not in shortest.left_out
    assert len(set(shortest.left_out)) == len(shortest.left_out)
    assert omission_words(shortest.left_out).startswith("Left out for want of room: ")


def test_rows_not_shown_are_counted() -> None:
    """A shortened table says how many rows it leaves out."""
    table = first_rows(Section("options", "Options", table=TABLE)).table

    assert table is not None
    assert len(table.rows) == 6
    assert table.below == "Not shown: 14 more rows."


def test_long_texts_end_in_an_ellipsis() -> None:
    """Leads, sentences and cells are cut to a length; short ones stay."""
    long = Section("x", "X", points=(BriefPoint("l" * 100, "t" * 200), BriefPoint("short", "text")))
    cut = shorten_texts(long)

    assert [len(part) for part in cut.points[0][:2]] == [60, 150]
    assert cut.points[0].text.endswith("…")
    assert cut.points[1] == long.points[1]
    assert len(first_points(Section("x", "X", points=FOUR)).points) == 3
