"""The sentences of a judge's page."""

from __future__ import annotations

import string
from pathlib import Path

from judged_sets import THREE, Judged

from steelyard.files.judgements.rounds import asked_of
from steelyard.model import JudgedRank, JudgeSheet, Round
from steelyard.results.judges.own_sheet import OwnSheet
from steelyard.results.words.judging.promise import AFTER_CLOSING, FOLDER, NO_ANONYMITY, SIMULATED
from steelyard.results.words.judging.sheet import (
    SHEET,
    handing_in_heading,
    judge_sheet_words,
    seal_words,
    taken_words,
    weight_span_words,
    who_words,
)

ORDER = {"taste": JudgedRank(rank=1), "price": JudgedRank(rank=2)}


def opened(place: Path, *judges: str) -> tuple[Judged, Round]:
    """Return a set and its open round."""
    made = Judged(place)
    made.open(*judges, opened="2026-11-29")
    asked = made.rounds[-1].round
    assert asked is not None
    return made, asked


def own(made: Judged, sheet: JudgeSheet) -> OwnSheet:
    """Return a sheet looked over."""
    return OwnSheet(asked_of(made.rounds[-1], made.criteria_set), sheet)


def test_who_answers_what(tmp_path: Path) -> None:
    """Judge, round, and whether it is open; made-up answers are said to be so."""
    _, asked = opened(tmp_path)
    said = who_words("birch", asked, is_sealed=False)
    assert said == "You are judge Birch, round 1, open since 29 November 2026."
    said = who_words("birch", asked, is_sealed=True)
    assert said == "You are judge Birch, round 1, handed in and sealed."
    drawn = asked.model_copy(update={"state": "closed", "simulated": "Drawn."})
    said = who_words("birch", drawn, is_sealed=False)
    assert said == f"You are judge Birch, round 1, closed. {SIMULATED}"


def test_how_ready_a_sheet_is(tmp_path: Path) -> None:
    """What is still to go, else what is to be looked at."""
    made, _ = opened(tmp_path)
    scores, swings = THREE["birch"]
    blank = own(made, made.sheet("birch", {}, {}))
    assert handing_in_heading(blank, is_sealed=False) == "4 scores and 2 swings to go"
    assert handing_in_heading(blank, is_sealed=True) == "Your sheet is handed in"
    bare = {"soup": {"taste": {"score": [1, 2, 3]}}}
    some = own(made, made.sheet("birch", bare, swings))
    assert handing_in_heading(some, is_sealed=False) == "3 scores and 1 reason to go"
    whole = made.sheet("birch", scores, swings)
    assert handing_in_heading(own(made, whole), is_sealed=False) == "Your sheet is whole"
    turned = whole.with_answers(whole.swings, whole.cells, ORDER)
    said = handing_in_heading(own(made, turned), is_sealed=False)
    assert said == "Your sheet is whole, with 1 place to look at"


def test_weights_of_an_order(tmp_path: Path) -> None:
    """A range where only an order is given; nothing where there are numbers."""
    made, _ = opened(tmp_path)
    ordered = made.sheet("birch", {}, {}).with_answers({}, {}, ORDER)
    spans = weight_span_words(own(made, ordered))
    assert spans == {"taste": "50% to 100%", "price": "0% to 50%"}
    numbers = made.sheet("birch", {}, {"taste": 100, "price": 20})
    assert weight_span_words(own(made, numbers)) == {}


def test_what_sealing_means(tmp_path: Path) -> None:
    """Always who can open the folder; with fewer than three judges that nobody is anonymous."""
    _, three = opened(tmp_path / "three")
    _, two = opened(tmp_path / "two", "alder", "birch")
    assert FOLDER in seal_words(three)
    assert NO_ANONYMITY not in seal_words(three)
    assert NO_ANONYMITY in seal_words(two)
    assert AFTER_CLOSING in judge_sheet_words(three, "best")["blind"]
    assert AFTER_CLOSING in seal_words(three)
    assert AFTER_CLOSING not in judge_sheet_words(two, "best")["blind"]
    assert judge_sheet_words(two, "best")["blind"].endswith(NO_ANONYMITY)
    assert judge_sheet_words(two, "most harmful")["high"] == "High is most harmful here."


def test_sentences_for_the_browser_have_names_in_their_braces() -> None:
    """Filled by name, without formats: the browser knows none."""
    for sentence in SHEET.values():
        for _, name, form, conversion in string.Formatter().parse(sentence):
            assert name is None or name.isidentifier()
            assert not form
            assert conversion is None
    assert taken_words(1).startswith("1 answer of the workbook")
