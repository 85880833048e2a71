"""The one content model: every figure from the result, the same in sentence, table and drawing."""

from __future__ import annotations

import re
from itertools import product
from pathlib import Path

import pytest
from export.brief_sets import DRUGS, IRAN, subject_of
from export.lunch_result import lunch_result
from hypothesis import given, settings
from viewed_sets import viewed_sets

from steelyard.charts.scores import scorecard
from steelyard.charts.theme import GREY, option_colours, option_slots
from steelyard.charts.weights import winner_strips
from steelyard.export.brief.content import ANNEX, brief_of
from steelyard.export.brief.drawings import foldable, ranking_drawing
from steelyard.export.brief.parts import Brief, Cards, Matrix, Ranking, Section, Strips
from steelyard.files.criteria_files import LoadedSet
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.findings import grouped_leads
from steelyard.results.words.lead.frames import frame_note
from steelyard.results.words.simulations import share_labels, span_labels

VIEWS = [Choice(), Choice(frame="six"), Choice(frame="seven", reading="coercion_works")]


@pytest.fixture(scope="module", params=VIEWS, ids=str)
def result(request: pytest.FixtureRequest) -> Result:
    """Return the shipped set seen in several ways."""
    return subject_of(IRAN, request.param)


@pytest.fixture(scope="module")
def brief(result: Result) -> Brief:
    """Return its brief."""
    return brief_of(result)


@pytest.fixture(scope="module")
def iran() -> Brief:
    """Return the brief of the shipped set."""
    return brief_of(subject_of(IRAN))


def section(brief: Brief, key: str) -> Section:
    """Return a section that has to be there."""
    found = brief.section(key)
    assert found is not None
    return found


def test_sections_stand_in_the_order_of_reading(iran: Brief) -> None:
    """First the ranking, why and what would change it, rivals; then what is to be looked up."""
    keys = {page: [one.key for one in iran.on_page(page)] for page in (1, 2, ANNEX)}

    assert keys[1] == ["ranking", "change", "rivals"]
    assert keys[2] == [
        "matrix", "strips", "scenarios", "options", "conditions", "left_out", "appraisal", "method",
    ]  # fmt: skip
    assert keys[ANNEX] == [
        "scores", "criteria", "summaries", "evidence", "claims", "checks", "method_in_full",
    ]  # fmt: skip


def test_the_drawn_ranking_has_the_numbers_of_the_scorecard(result: Result, brief: Brief) -> None:
    """Totals, ranges, counts, bars and colours are those of the chart on the pages."""
    drawing = section(brief, "ranking").drawing
    assert isinstance(drawing, Ranking)
    evaluation, simulations = result.evaluation, result.simulations
    charted = scorecard.CHART.of(result).rows()
    shares, spans = (
        share_labels(evaluation, simulations.lead_shares),
        span_labels(evaluation, simulations),
    )
    colours = option_colours(result.criteria_set, "light")

    assert list(charted.drop_duplicates("option_id")["option_id"]) == list(evaluation.ranking)
    for option, row in zip(evaluation.ranking, drawing.rows, strict=True):
        values = charted[charted["option_id"] == option]
        assert row.total == pytest.approx(values["total"].iloc[0] / 100)
        assert row.total_label == f"{evaluation.totals[option]:.1f}"
        assert (100 * row.low, 100 * row.high) == pytest.approx(simulations.ranges[option])
        assert row.first == shares[option].removesuffix("%")
        assert (row.span or row.first) == spans[option]
        assert row.colour == colours[option]
        known = [share for _, share in row.scores if share is not None]
        assert known == pytest.approx([v / 100 for v in values[~values["is_unknown"]]["value"]])


def test_the_ranking_prints_scores_and_never_values(result: Result, brief: Brief) -> None:
    """What stands above a bar is the number of the file, whichever way its scale runs."""
    drawing = section(brief, "ranking").drawing
    assert isinstance(drawing, Ranking)

    for option, row in zip(result.evaluation.ranking, drawing.rows, strict=True):
        for criterion, (printed, _) in zip(result.evaluation.criteria, row.scores, strict=True):
            score = result.evaluation.scores[option][criterion]
            assert printed == f"{score.likely:g}"


def test_only_grey_options_from_the_seventh_on_are_folded(result: Result) -> None:
    """One row counts them and says between which totals they lie; coloured ones stay."""
    slots, ranking = option_slots(result.criteria_set), result.evaluation.ranking
    gone = foldable(result)
    folded = ranking_drawing(result, gone)

    assert gone == [option for option in ranking[6:] if slots[option] == GREY]
    assert len(folded.rows) == len(ranking) - len(gone)
    totals = [result.evaluation.totals[option] for option in gone]
    assert folded.folded == (f"{len(gone)} more", f"{min(totals):.1f} to {max(totals):.1f}")


def test_the_matrix_has_every_weighting_and_every_frame(result: Result, brief: Brief) -> None:
    """Its rows are those of the perspectives, other frames last, in names, margins and colours."""
    matrix = section(brief, "matrix").drawing
    assert isinstance(matrix, Matrix)
    found, colours = grouped_leads(result), option_colours(result.criteria_set, "light")

    assert matrix.heads == found.heads
    assert len(matrix.rows) - matrix.further == len(result.criteria_set.frames) - 1
    for (name, cells), (drawn_name, drawn) in zip(found.rows, matrix.rows, strict=True):
        assert drawn_name == name
        for cell, one in zip(cells, drawn, strict=True):
            assert one.names == tuple(
                result.criteria_set.options[option].label for option in cell.leaders
            )
            assert one.colours == tuple(colours[option] for option in cell.leaders)
            assert one.is_other == cell.is_other
            assert one.margin.startswith(cell.gap.split(" to ")[0])


def test_the_strips_are_cut_where_the_chart_cuts_them(result: Result, brief: Brief) -> None:
    """Stretches, present weights and leaders are the rows of the chart of leaders by weight."""
    strips = section(brief, "strips").drawing
    assert isinstance(strips, Strips)
    rows = winner_strips.CHART.of(result).rows()
    flat = [(strip, part) for strip in strips.strips for part in strip.stretches]

    assert len(flat) == len(rows)
    for (strip, part), (_, row) in zip(flat, rows.iterrows(), strict=True):
        assert (part.begin, part.end) == (row["begin"], row["end"])
        assert strip.at == row["weight"]
        first = row["leader_ids"].split(", ")[0]
        assert part.leaders.startswith(result.criteria_set.options[first].label)


def test_drawings_are_told_in_words(brief: Brief) -> None:
    """Matrix and strips: the finding, then each row; the ranking every option with its total."""
    matrix, strips = section(brief, "matrix"), section(brief, "strips")
    assert isinstance(matrix.drawing, Matrix)
    assert isinstance(strips.drawing, Strips)

    assert matrix.words.startswith(f"{matrix.heading}. ")
    for name, cells in matrix.drawing.rows:
        assert f"{name}: " in matrix.words
        assert all(cell.margin in matrix.words for cell in cells)
    assert strips.words.startswith(f"{strips.heading}. ")
    for strip in strips.drawing.strips:
        assert f"{strip.name}, now {strip.weight}: {strip.end_named}" in strips.words
    ranking = section(brief, "ranking")
    assert ranking.table is not None
    assert all(row[1] in ranking.words and row[2] in ranking.words for row in ranking.table.rows)


def test_numbers_are_equal_in_drawing_table_and_words(brief: Brief) -> None:
    """A table that stands for a drawing prints what the drawing prints."""
    ranking, rivals = section(brief, "ranking"), section(brief, "rivals")
    assert isinstance(ranking.drawing, Ranking)
    assert isinstance(rivals.drawing, Cards)
    assert ranking.table is not None
    assert rivals.table is not None

    for row, cells in zip(ranking.drawing.rows, ranking.table.rows, strict=True):
        assert cells[:4] == (row.rank, row.name, row.total_label, row.range_label)
        assert cells[4].startswith(row.first)
        assert row.span in cells[4]
    for rival, cells in zip(rivals.drawing.rivals, rivals.table.rows, strict=True):
        assert (rival.name, rival.here) == (cells[0], cells[3])


def test_smaller_forms_say_what_they_lack(iran: Brief) -> None:
    """Each section that can be cut has a shorter form that names what it leaves out."""
    for key in ("matrix", "options", "scenarios", "change", "method", "appraisal", "ranking",
                "strips", "conditions"):  # fmt: skip
        smaller = section(iran, key).smaller
        assert smaller is not None, key
        assert smaller.lacks
        assert section(iran, key).lacks == ""


def test_the_two_nearest_strips_are_kept(iran: Brief) -> None:
    """Of four weights those closest to a change, in the order of the file."""
    smaller = section(iran, "strips").smaller
    assert smaller is not None
    assert isinstance(smaller.drawing, Strips)

    assert [strip.name for strip in smaller.drawing.strips] == [
        "Intelligence visibility", "Long-term leverage",
    ]  # fmt: skip


def test_options_are_told_in_a_line_that_no_machine_has_cut(iran: Brief) -> None:
    """The shipped set has a line of at most 46 letters for each; they stand as they are."""
    table = section(iran, "options").table
    assert table is not None
    options = subject_of(IRAN).criteria_set.options

    lines = [options[option].line for option in subject_of(IRAN).evaluation.ranking]
    assert [row[1] for row in table.rows] == lines
    assert all(line and len(line) <= 46 for line in lines)


def test_the_annex_has_what_the_text_sums_up(iran: Brief) -> None:
    """The note on the frame, every score, every claim and what to do about each check."""
    assert section(iran, "criteria").points[0].text == frame_note(subject_of(IRAN))
    scores = section(iran, "scores").table
    assert scores is not None
    assert len(scores.rows) == 13
    assert len(scores.heads) == 9
    claims, checks = section(iran, "claims").table, section(iran, "checks").table
    assert claims is not None
    assert any(re.search(r"[a-z]+-\d+ \([AB] ¶\d+[,)]", row[2]) for row in claims.rows)
    assert checks is not None
    assert checks.heads == ("Result", "What was found", "What to do")


def test_what_was_moved_by_hand_is_marked(tmp_path: Path) -> None:
    """Moved weights stand by name, in a sentence that says they are not the file's."""
    moved = brief_of(lunch_result(tmp_path, Choice(swings={"price": 90.0})))

    assert moved.exploratory.startswith("Exploratory, not the file’s own view: weights moved")
    assert "Price now 60%" in moved.exploratory
    assert brief_of(lunch_result(tmp_path)).exploratory == ""


def test_a_view_that_is_not_the_files_says_whose_it_is(tmp_path: Path) -> None:
    """Lens, reading and scenario are named at the top; the file's own view needs no such line."""
    seen = brief_of(lunch_result(tmp_path, Choice(lens="child", scenario="rain")))

    assert "those of the lens “Child”" in seen.whose
    assert "Scenario: Rain" in seen.whose
    assert brief_of(lunch_result(tmp_path)).whose == ""


def test_every_kind_of_view_has_a_brief() -> None:
    """Other frame, lens, reading and scenario, each alone and with the others."""
    criteria_set = subject_of(IRAN).criteria_set
    kinds = (criteria_set.lenses, criteria_set.readings, criteria_set.scenarios)
    ways = product([None, "six"], *([None, next(iter(entries))] for entries in kinds))
    for frame, lens, reading, scenario in ways:
        choice = Choice(frame=frame, lens=lens, reading=reading, scenario=scenario)
        assert brief_of(subject_of(IRAN, choice)).sections


def test_a_measure_of_harm_is_never_called_good() -> None:
    """Where 100 is the most harmful, the drawing calls no end best, and longer is more harm."""
    drawing = section(brief_of(subject_of(DRUGS)), "ranking").drawing
    assert isinstance(drawing, Ranking)

    assert {column.best_end for column in drawing.columns} == {"↑ high is most harmful"}
    assert drawing.bar_note == "Number: the score. Bar: longer is more harm."


@settings(max_examples=40, deadline=None)
@given(viewed_sets())
def test_any_set_has_a_brief_without_nan(criteria_set: CriteriaSet) -> None:
    """Odd sets get plain sentences; nothing is ever `nan`, `inf` or empty."""
    loaded = LoadedSet(Path("made.yaml"), "0" * 64, "", criteria_set, (), {})
    brief = brief_of(Result(loaded))
    said = [brief.sentence, brief.opening, brief.care, *(tile.says for tile in brief.tiles)]
    for one in brief.sections:
        assert one.heading
        said += [point.text for point in (*one.points, *one.below, *one.after)]
        if one.table is not None:
            said += [cell for row in one.table.rows for cell in row]
            assert all(len(row) == len(one.table.heads) for row in one.table.rows)
            assert len(one.table.wide) == len(one.table.heads)

    assert all(brief.sentence and tile.says for tile in brief.tiles)
    assert not any(re.search(r"\b(nan|inf)\b", text) for text in said)
