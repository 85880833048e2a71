"""Tests of the scorecard: what it draws is what was computed."""

from __future__ import annotations

from pathlib import Path

import pandas as pd
import pytest
from charts.decisions import decide, hostile_decision
from charts.spec_parts import assert_labels_are_data, lengths, marks_of, sheet_of, texts_of
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.totals import evaluate
from steelyard.charts.drawing.heading import margin
from steelyard.charts.drawing.text import text_width
from steelyard.charts.drawing.vega import Spec
from steelyard.charts.scores.scorecard import CHART, scorecard_alt, scorecard_rows
from steelyard.charts.theme import BOLD, SCORES, SEMIBOLD, TITLE
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.simulations import FIRST_IN, TOTAL_LINE
from steelyard.results.words.text import plain

ROOT = Path(__file__).parents[3]
Bar = tuple[float, float]


def drawn(
    criteria_set: CriteriaSet,
    lead_shares: dict[str, float] | None = None,
    spans: dict[str, tuple[float, float]] | None = None,
    width: float = 1000,
) -> Spec:
    """Return the scorecard of a set, with these lead shares and spans or none."""
    shown = criteria_set, evaluate(criteria_set), lead_shares, None, spans, ""
    return sheet_of(CHART, *shown, width=width)


def parts(spec: Spec) -> tuple[list[Bar], list[Bar], list[Bar]]:
    """Return begin and length of every track, filled part and total, in pixels of the plot."""
    bars = [bar for bar in marks_of(spec, "bar") if "strokeDash" not in bar]
    tracks = [bar for bar in bars if bar["fill"] == "#f0f2f6"]
    filled = [bar for bar in bars if bar not in tracks]

    def places(found: list[dict[str, float]], *, is_total: bool) -> list[Bar]:
        right = spec["width"]
        return [(b["x"], b["width"]) for b in found if (b["x"] >= right) == is_total]

    return (places(tracks, is_total=False), places(filled, is_total=False),
            places(tracks, is_total=True))  # fmt: skip


def test_bars_have_the_full_colour_of_their_option() -> None:
    """As on the page: neither score nor total of an option that does not lead is paler."""
    bars = marks_of(drawn(decide([[80, 40], [60, 80], [30, 20]], [75, 25])), "bar")
    filled = [bar for bar in bars if bar["fill"] != "#f0f2f6" and "strokeDash" not in bar]
    assert len(filled) == 9
    assert {bar.get("opacity", 1) for bar in filled} == {1}


def test_filled_areas_are_contributions() -> None:
    """Bars are as long as weight × value: 0.75 × 80, 0.25 × 40, 0.75 × 60, 0.25 × 80."""
    _, filled, _ = parts(drawn(decide([[80, 40], [60, 80]], [75, 25])))
    expected = [60, 10, 45, 20]
    ratios = [length / share for (_, length), share in zip(filled, expected, strict=True)]
    assert ratios == pytest.approx([ratios[0]] * 4, rel=0.01)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.integers(0, 100), min_size=1, max_size=16).filter(any))
def test_column_widths_are_weights(swings: list[int]) -> None:
    """Tracks of all criteria that weigh anything are as wide as their weights, on one scale.

    Those that would be too narrow for their number are as wide as that, and all alike.
    """
    tracks, _, _ = parts(drawn(decide([[50] * len(swings)], swings)))
    widths = sorted(width for _, width in tracks)
    weighty = sorted(swing for swing in swings if swing)
    assert len(widths) == len(weighty)
    scale, least = widths[-1] / weighty[-1], widths[0]
    for width, swing in zip(widths, weighty, strict=True):
        assert width == pytest.approx(max(swing * scale, least), abs=0.05)
    gap = 14 if len(swings) <= 8 else 10 if len(swings) <= 12 else 7
    assert least >= text_width("50", SCORES[46], SEMIBOLD) + 2 - gap


def test_every_column_with_room_says_which_end_is_best() -> None:
    """In words where they fit, by an arrow where not, which the subtitle explains then."""
    criteria_set = decide([[50, 50], [40, 60]], [90, 10])
    one_way = drawn(criteria_set)["datasets"]["heads"]
    assert {"90%", "10%"} <= {head["note_lines"] for head in one_way}
    subtitle = CHART.subtitle(criteria_set, evaluate(criteria_set), None, None, None, "", 1000)
    assert "full is always best, and high is best throughout." in subtitle
    taste, price = criteria_set.criteria.values()
    criteria = {"c0": taste.model_copy(update={"better": "lower"}), "c1": price}
    criteria_set = criteria_set.model_copy(update={"criteria": criteria})
    shown = criteria_set, evaluate(criteria_set), None, None, None, ""
    tops = [head["note_lines"] for head in drawn(criteria_set)["datasets"]["heads"]]
    assert {"90%, low best", "10% ↑"} <= set(tops)
    assert "↑ high is best" in CHART.subtitle(*shown, 1000)
    even = decide([[50, 50], [40, 60]], [50, 50])
    assert "↑" not in CHART.subtitle(even, evaluate(even), None, None, None, "", 1000)


@pytest.mark.parametrize("name", ["iran-2026", "drug-harms-2010"])
def test_every_number_stands_however_narrow_its_column(name: str) -> None:
    """Columns of little weight are as wide as their numbers, which the subtitle says then."""
    loaded = load_criteria_file(ROOT / "criteria" / f"{name}.yaml")
    frame = list(loaded.criteria_set.frames)[-1 if name == "iran-2026" else 0]
    said = set()
    for lens in [None, *loaded.criteria_set.lenses]:
        picture = CHART.of(find_result(loaded, Choice(frame=frame, lens=lens)))
        for width in (720.0, 1000.0):
            rows = next(iter(picture.draw("light", width)["datasets"].values()))
            weighty = [row for row in rows if row.get("weight")]
            assert [row for row in weighty if not row["score_label"]] == []
            said.add(", narrow ones as wide" in picture.subtitle(width))
    assert said == {True, False}


def test_heads_stand_over_their_columns() -> None:
    """Columns have their width from the weights, heads their place from the columns.

    They stand in the order of the file, as on the page, and not by weight.
    """
    spec = drawn(decide([[80, 40, 10], [60, 80, 20]], [40, 0, 60]))
    tracks, _, _ = parts(spec)
    heads = {head["note_lines"][:3]: head["note_x_place"] for head in spec["datasets"]["heads"]}
    assert [heads["40%"], heads["60%"]] == pytest.approx(sorted({x for x, _ in tracks}), abs=0.01)
    assert max(x + width for x, width in tracks) <= spec["width"]


@pytest.mark.parametrize("width", [1000, 350])
def test_a_share_has_its_span(width: float) -> None:
    """From lowest to highest where that is two numbers; the narrow form has room for one."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    shares, spans = {"o0": 0.6, "o1": 0.4}, {"o0": (0.52, 0.71), "o1": (0.4, 0.4)}
    said = texts_of(drawn(criteria_set, shares, spans, width))
    assert {"52–71", "40"} <= set(said)
    assert ("60" in said) == (width == 1000)
    rows = pd.DataFrame(scorecard_rows(criteria_set, evaluate(criteria_set), shares, None, spans))
    assert rows["lead_share_low"].tolist() == [0.52, 0.52, 0.4, 0.4]
    assert rows["lead_share_high"].tolist() == [0.71, 0.71, 0.4, 0.4]


def test_a_weight_of_nothing_leaves_a_stub() -> None:
    """The criterion keeps its head, with 0%, and a thin stub in each row."""
    spec = drawn(decide([[80, 40], [60, 80]], [100, 0]))
    assert "0%" in [head["note_lines"] for head in spec["datasets"]["heads"]]
    stubs = [bar for bar in marks_of(spec, "bar") if bar["width"] == 3]
    assert [stub["fill"] for stub in stubs] == ["#848b97"] * 2


def test_an_unknown_score_is_outlined_and_asked() -> None:
    """It has no fill, an outline over the whole column, and a question mark."""
    spec = drawn(decide([["unknown", 40]], [50, 50]))
    tracks, filled, _ = parts(spec)
    outlines = marks_of(spec, "bar", "outline")
    assert len(filled) == 1
    assert lengths(outlines) == pytest.approx([tracks[0][1]])
    assert "?" in texts_of(spec)


def test_ties_share_a_rank() -> None:
    """Two options on rank 2 are both written `2=`, and the next is 4."""
    texts = texts_of(drawn(decide([[90], [50], [50], [10]], [1])))
    assert texts.count("2=") == 2
    assert "3" not in texts
    assert "4" in texts


def test_shares_are_shown_only_if_given() -> None:
    """Without simulations there is no column that could be read as certainty."""
    criteria_set = decide([[80], [60]], [1])
    assert FIRST_IN not in texts_of(drawn(criteria_set))
    texts = texts_of(drawn(criteria_set, lead_shares={"o0": 0.9, "o1": 0.1}))
    assert {FIRST_IN, "90", "10"} <= set(texts)


def test_totals_have_a_line_only_if_there_is_a_range() -> None:
    """Exact scores draw no line; with scores of 40 to 80 the line has their ends."""
    assert marks_of(drawn(decide([[60]], [1])), "rule", "now") == []
    spec = drawn(decide([[[40, 60, 80]]], [1]))
    (line,) = marks_of(spec, "rule", "now")
    ((begin, length),) = parts(spec)[2]
    assert (line["x"] - begin) / length == pytest.approx(0.4, abs=0.01)
    assert (line["x2"] - begin) / length == pytest.approx(0.8, abs=0.01)


def test_a_narrow_place_gets_the_compact_form() -> None:
    """Below 560 pixels the columns go, and the sheet is at most 350 wide."""
    spec = drawn(decide([[80, 40], [60, 80]], [75, 25]), width=390)
    assert spec["width"] + margin(spec, "left") + margin(spec, "right") == 350
    assert not any("Criterion 1" in text for text in texts_of(spec))


@pytest.mark.parametrize("width", [1000, 350])
def test_labels_are_only_ever_data(width: int) -> None:
    """Names that try to be code stay names."""
    assert_labels_are_data(drawn(hostile_decision(), width=width))


def test_a_cut_label_is_whole_for_the_pointer() -> None:
    """Three hundred letters are cut in the row and complete in the tooltip."""
    spec = drawn(decide([[50]], [1], options=["W" * 300]))
    assert max(len(text) for text in texts_of(spec)) < 100
    assert [row["option"] for row in spec["datasets"]["rows"]] == ["W" * 300]
    shown = [layer["encoding"].get("tooltip", ()) for layer in spec["layer"]]
    assert any("option" in {tip["field"] for tip in tips} for tips in shown)


def test_the_rows_are_unrounded_and_in_the_order_of_the_picture() -> None:
    """One row per cell, the leader's first, criteria in the order of the file."""
    criteria_set = decide([[60, 80], [80, 40]], [25, 75])
    frame = pd.DataFrame(
        scorecard_rows(criteria_set, evaluate(criteria_set), {"o0": 0.75, "o1": 0.25})
    )
    assert list(frame["option"]) == ["Option A", "Option A", "Option B", "Option B"]
    assert list(frame["criterion"]) == ["Criterion 1", "Criterion 2"] * 2
    assert list(frame["contribution"]) == [15, 60, 20, 30]
    assert list(frame["lead_share"]) == [0.75, 0.75, 0.25, 0.25]


def test_the_words_say_what_the_picture_shows() -> None:
    """Size, verdict, totals and the heaviest criterion, in that order."""
    criteria_set = decide([[80, 40], [60, 80]], [75, 25])
    assert scorecard_alt(criteria_set, evaluate(criteria_set), "Option A leads, barely") == (
        "Scorecard of 2 options on 2 criteria. Option A leads, barely. "
        "Totals: Option A 70.0 and Option B 65.0. Heaviest criterion: Criterion 1, 75%."
    )


def test_every_label_is_made_fit_to_print() -> None:
    """No control or direction-turning character reaches the sheet."""
    for text in texts_of(drawn(hostile_decision())):
        assert plain(text) == " ".join(text.split())


def test_the_title_is_the_sentence_of_the_verdict() -> None:
    """With what simulations say of the lead; broken into lines where it is longer than the card."""
    loaded = load_criteria_file(ROOT / "criteria" / "iran-2026.yaml")
    fragile = 0
    for frame in loaded.criteria_set.frames:
        result = find_result(loaded, Choice(frame=frame))
        picture = CHART.of(result)
        assert picture.title == plain(result.verdict.sentence)
        assert picture.title in picture.words
        fragile += "fragile" in picture.title
        for width in (350.0, 1000.0):
            lines = picture.draw_with_heading("light", width)["title"]["text"]
            assert plain(" ".join(lines)) == picture.title
            assert max(text_width(line, TITLE, BOLD) for line in lines) <= width
    assert fragile


@pytest.mark.parametrize("width", [640.0, 720.0, 1000.0])
def test_the_head_of_totals_says_from_where_to_where(width: float) -> None:
    """As on Compare, with or without a line for the range."""
    ranged = decide([[[60, 80, 90], 40], [60, 80]], [75, 25])
    shown = (ranged, evaluate(ranged), None, {"o0": (50.0, 80.0), "o1": (60.0, 70.0)}, None, "")
    texts = " ".join(texts_of(sheet_of(CHART, *shown, width=width))).split()
    assert TOTAL_LINE in " ".join(texts)
    assert "0 to 100" in texts_of(drawn(decide([[80, 40], [60, 80]], [75, 25]), width=width))
