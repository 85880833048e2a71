"""A judge's page: what is sent to it, what is taken from it, and workbooks; never another's."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import streamlit as st
from judged_sets import THREE, Judged, judged
from orchard_set import PARAGRAPHS, write_orchard

from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.digest import asked_order
from steelyard.files.judgements.own_sheet import CLOSED, SEALED
from steelyard.files.judgements.rounds import load_rounds
from steelyard.files.judgements.sheet_table import asked_sheet
from steelyard.files.saving import save as saving
from steelyard.files.sources.claim_edits import withdraw_claim
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.model import Ask, Score
from steelyard.results.choice import Choice
from steelyard.results.result import find_result
from steelyard.results.words.judging.sheet import NOT_ASKED, NOT_YOUR_SHEET
from steelyard.results.words.sheets.claim_lines import ABSENT
from steelyard.views.edit.saving.save_panel import SERVED_READ_ONLY
from steelyard.views.judging import taking
from steelyard.views.judging.own_round import OwnRound, why_not_saved
from steelyard.views.judging.sheet_view import judge_sheet_data
from steelyard.views.judging.taking import save_answer
from steelyard.views.judging.workbook import take_filled

SENTINEL = 13.577
WORDS = "heron-and-otter"


def own_of(made: Judged, judge: str = "birch") -> OwnRound:
    """Return the last round as the page of one judge has it."""
    rounds = load_rounds(made.file, made.criteria_set, judge)
    earlier = rounds[-2] if len(rounds) > 1 else None
    return OwnRound(made.criteria_set, rounds[-1], earlier, judge)


def shown(own: OwnRound, view: str = "scores", **choice: Any) -> dict[str, Any]:
    """Return what the browser is sent."""
    file = own.loaded.path.parents[2] / "criteria" / f"{own.round.set_}.yaml"
    result = find_result(load_criteria_file(file), Choice(**choice))
    data: Any = judge_sheet_data(own, result, {"view": view})
    json.dumps(data, allow_nan=False)
    return dict(data)


def score(option: str, criterion: str, **given: object) -> dict[str, object]:
    """Return the message with an answer on a cell."""
    empty = dict.fromkeys(("low", "high", "likely"))
    return {"kind": "score", "option": option, "criterion": criterion, **empty, **given}


def text_of(own: OwnRound) -> str:
    """Return the judge's file."""
    return (own.loaded.path / f"{own.judge}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Judged]:
    """Return a set with an open round, with a plain mapping for the session."""
    monkeypatch.setattr(st, "session_state", {})
    found = Judged(tmp_path)
    found.open(seed=3)
    yield found
    saving._forbidden.clear()


def test_the_questions_and_nothing_that_was_not_answered(made: Judged) -> None:
    """In the judge's own order; an empty cell has no number, and no step has a swing."""
    own = own_of(made)
    data = shown(own)
    order = asked_order(("soup", "cake"), own.round, "birch")
    assert [option for option, *_ in data["options"]] == list(order)
    assert data["cells"][0] == [order[0], data["criteria"][0]["id"]]
    assert {tuple(a[n] for n in ("low", "high", "likely")) for a in data["answers"].values()} == {
        (None, None, None)
    }
    assert [step["swing"] for step in data["steps"]] == [None, None]
    ends = {step["id"]: (step["worst"], step["best"]) for step in data["steps"]}
    assert ends == {"taste": ("Bland", "Delicious"), "price": ("20 eur", "0 eur")}
    assert "total" not in json.dumps(data["answers"])


def test_nothing_of_another_judge_is_sent_while_the_round_is_open(made: Judged) -> None:
    """Numbers and words that stand in every other file are in no byte of it."""
    for judge in ("alder", "cedar"):
        cell = {"score": [1, SENTINEL, 19], "reason": WORDS}
        made.hand_in(judge, {"soup": {"price": cell}}, {"taste": {"swing": 77, "reason": WORDS}})
    own = own_of(made)
    assert save_answer(own, score("soup", "price", low=1, high=2, likely=1, reason="Cheap.")) == ""
    sent = json.dumps(shown(own_of(made)))
    assert str(SENTINEL) not in sent
    assert WORDS not in sent
    for form in SHEET_FORMS.values():
        sheet = form(asked_sheet(own.asked, "birch", others=own.others))
        assert str(SENTINEL).encode() not in sheet
        assert WORDS.encode() not in sheet


def test_evidence_at_hand(tmp_path: Path) -> None:
    """The claims on each side of a cell with their paragraphs, as wherever claims are listed."""
    made = Judged.__new__(Judged)
    made.file = write_orchard(tmp_path) / "orchard.yaml"
    made.open()
    register = tmp_path / "seeds" / "orchard.yaml"
    text = withdraw_claim(register.read_text(encoding="utf-8"), "or-08", "a slip")
    register.write_text(text, encoding="utf-8")
    data = shown(own_of(made), struck=("or-03",))
    assert data["evidence"]["leave/cost"] == [("or-01",), ()]
    assert data["evidence"]["plots/people"] == [("or-03",), ("or-04",)]
    assert data["evidence"]["sale/people"] == [(), ()]
    line = data["claims"]["or-01"]
    assert line["says"] == "Mowing and a fence are all that neglect is charged for."
    assert line["paragraph"]["passage"] == "costs about 2,600 a year"
    parts = [line["paragraph"][part] for part in ("before", "passage", "after")]
    assert "".join(parts) in PARAGRAPHS
    assert "struck out by you" in data["claims"]["or-03"]["facts"]
    assert "or-08" not in data["claims"]
    for kept in tmp_path.rglob("texts/*.txt"):
        kept.unlink()
    missing = shown(own_of(made))["claims"]["or-01"]["paragraph"]
    assert missing["missing"] == ABSENT.format(source="orchard")
    assert missing["passage"] == missing["before"] == ""


def test_what_the_browser_sends_is_checked_again(made: Judged) -> None:
    """Numbers off the scale, of the wrong kind, cells and criteria that are not asked."""
    own = own_of(made)
    wrong = score("soup", "price", low=-1, high=True, likely="2", reason="So.", confidence="very")
    assert save_answer(own, wrong) == ""
    assert "unfinished:\n  soup:\n    price: {reason: So.}\n" in text_of(own)
    for message in (
        score("stone", "price", low=1),
        score("soup", "colour", low=1),
        {"kind": "swing", "criterion": "colour", "swing": 3},
        {"kind": "check", "first": {"taste": 1}, "second": {"colour": 1}, "answer": "first"},
        {"kind": "check", "first": {"taste": 7}, "second": {"price": 1}, "answer": "first"},
        {"kind": "nonsense"},
    ):
        assert save_answer(own, message) == NOT_ASKED
    assert (
        save_answer(own, {"kind": "swing", "criterion": "taste", "swing": 101, "reason": ""}) == ""
    )
    assert "swings: {}" in text_of(own)


def test_a_refused_answer_stays_in_the_browser(
    made: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """It is told the number of the message, so that nothing typed is lost."""
    monkeypatch.setattr(taking, "current_session", lambda: None)
    monkeypatch.setattr(taking, "own_round", lambda _: own_of(made))
    take = taking.take_judgement("sheet", "birch", 1)
    take({"n": 1, **score("soup", "taste", low=1)})
    saving.forbid_writing()
    take({"n": 2, **score("soup", "taste", low=2)})
    assert st.session_state["sheet:refused"] == [2]
    assert "reading only" in st.session_state["sheet:outcome"]["why"]
    taking.take_judgement("sheet", "alder", 1)({"n": 3, **score("soup", "taste", low=3)})
    assert st.session_state["sheet:outcome"] == {"n": 3, "why": NOT_ASKED}


def test_a_sheet_becomes_whole(made: Judged) -> None:
    """Scores, swings and a cross-check: then nothing is missing any more."""
    scores, swings = THREE["birch"]
    for option, row in scores.items():
        for criterion, (low, likely, high) in row.items():
            numbers = {"low": low, "likely": likely, "high": high, "reason": "So it seems."}
            assert save_answer(own_of(made), score(option, criterion, **numbers)) == ""
    for criterion, swing in swings.items():
        message = {"kind": "swing", "criterion": criterion, "swing": swing, "reason": "It counts."}
        assert own_of(made).has_gaps
        assert save_answer(own_of(made), message) == ""
    assert not own_of(made).has_gaps
    (check,) = shown(own_of(made))["checks"]
    assert check["answer"] == ""
    wrong = {"kind": "check", "first": check["first"], "second": check["second"]}
    assert save_answer(own_of(made), {**wrong, "answer": "same"}) == ""
    (check,) = shown(own_of(made))["checks"]
    assert check["answer"] == "same"
    assert shown(own_of(made))["answers"]["cake/price"]["whole"] is True


def test_an_order_in_place_of_numbers(made: Judged) -> None:
    """Ranks alone are whole, and the weights they allow are said as a range."""
    for rank, criterion in enumerate(("price", "taste"), 1):
        message = {"kind": "rank", "criterion": criterion, "rank": rank, "reason": "It counts."}
        assert save_answer(own_of(made), message) == ""
    data = shown(own_of(made))
    assert data["isOrder"] is True
    spans = {step["id"]: step["span"] for step in data["steps"]}
    assert spans == {"price": "50% to 100%", "taste": "0% to 50%"}
    assert own_of(made).review.missing_swings == ()


def test_a_closed_or_sealed_sheet_takes_nothing(made: Judged) -> None:
    """The round is looked at as it is when the answer comes, and refusals name no number."""
    made.hand_in("birch", *THREE["birch"])
    before = text_of(own_of(made))
    assert save_answer(own_of(made), score("soup", "taste", low=99)) == SEALED
    made.close()
    assert save_answer(own_of(made, "alder"), score("soup", "taste", low=99)) == CLOSED
    assert text_of(own_of(made)) == before
    saving.forbid_writing()
    assert why_not_saved(own_of(made)) == SERVED_READ_ONLY


def test_a_later_round_shows_the_spread_without_names(tmp_path: Path) -> None:
    """The own earlier answer beside, all likely scores, all reasons, the own one marked."""
    made = judged(tmp_path)
    made.open("alder", "birch", "cedar", ask=Ask(cells={"cake": ["taste"]}, swings=False))
    data = shown(own_of(made))
    before = data["before"]["cake/taste"]
    assert data["again"] is True
    assert before["mine"] == {"low": 20, "high": 60, "likely": 40, "cannot": False}
    assert before["all"] == [40, 75, 90]
    assert [(row[0], row[3]) for row in before["reasons"]] == [
        (40, True), (75, False), (90, False),
    ]  # fmt: skip
    sent = json.dumps(data).casefold()
    assert "alder" not in sent
    assert "cedar" not in sent


def test_what_is_not_asked_again_may_be_changed(tmp_path: Path) -> None:
    """It carries over as it was; a change is saved with its reason beside the earlier answer."""
    made = judged(tmp_path)
    made.open("alder", "birch", "cedar", ask=Ask(cells={"cake": ["taste"]}, swings=False))
    data = shown(own_of(made), "others")
    assert sorted(data["cells"]) == [["cake", "price"], ["soup", "price"], ["soup", "taste"]]
    assert data["before"]["soup/price"]["mine"]["likely"] == 4
    numbers = {"low": 3, "high": 9, "likely": 8, "reason": "Leeks are dear."}
    assert save_answer(own_of(made), score("soup", "price", **numbers)) == ""
    changed = own_of(made).sheet.cells["soup", "price"]
    assert (changed.was, changed.why) == (Score(3, 4, 5), "Leeks are dear.")
    assert [p.code for p in own_of(made).loaded.problems] == ["J005"]


def test_two_judges_see_nothing_of_each_other(tmp_path: Path) -> None:
    """With so few an answer without a name has one, so only the own is shown again."""
    made = judged(tmp_path, ("alder", "birch"))
    made.open("alder", "birch", ask=Ask(cells={"cake": ["taste"]}, swings=False))
    before = shown(own_of(made))["before"]["cake/taste"]
    assert (before["all"], before["reasons"]) == ([], [])
    assert "fewer than three judges" in shown(own_of(made))["words"]["blind"]


def filled(own: OwnRound, **cells: str) -> bytes:
    """Return the blank CSV of a judge with cells of the first row of scores filled in."""
    blank = SHEET_FORMS[".csv"](asked_sheet(own.asked, own.judge)).decode("utf-8-sig")
    rows = list(csv.reader(io.StringIO(blank)))
    head = next(at for at, row in enumerate(rows) if row[:2] == ["criterion", "option"])
    for name, text in cells.items():
        rows[head + 1][rows[head].index(name.replace("_", " "))] = text
    out = io.StringIO()
    csv.writer(out).writerows(rows)
    return out.getvalue().encode()


def test_a_filled_workbook_comes_into_the_answers(made: Judged) -> None:
    """It is saved if all of it fits, is not handed in by that, and leaves the other answers."""
    save_answer(
        own_of(made), {"kind": "swing", "criterion": "taste", "swing": 90, "reason": "Yes."}
    )
    own = own_of(made)
    take_filled(own, "birch.csv", filled(own, low="4", high="8", likely="6", reason="Fair."))
    assert len(own_of(made).sheet.cells) == 1
    assert own_of(made).sheet.swings["taste"].swing == 90
    assert not own_of(made).is_sealed


def test_a_workbook_that_does_not_fit(made: Judged) -> None:
    """Misfits are kept by sheet and cell without the number; another judge's sheet is refused."""
    own = own_of(made)
    take_filled(own, "birch.csv", filled(own, low="9", high="8", likely="6", reason="Fair."))
    (misfit,) = st.session_state["judging_misfits"]
    assert misfit.says.endswith("low is above high")
    assert misfit.place[:1] == "F"
    assert misfit.place[1:].isdecimal()
    assert own_of(made).is_blank
    theirs = filled(own_of(made, "alder"), low="4", high="8", likely="6", reason="Fair.")
    with pytest.raises(SheetError) as refused:
        take_filled(own, "birch.csv", theirs)
    assert str(refused.value) == NOT_YOUR_SHEET
    assert own_of(made).is_blank
