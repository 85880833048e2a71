"""The page Judges without a browser: rounds opened, watched, closed, and what is never shown."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from judged_sets import THREE, Judged, judged
from streamlit.testing.v1 import AppTest

from steelyard.export.judge_sheets import SHEET_FORMS
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.filled_sheet import read_stamp
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.saving import save
from steelyard.files.spreadsheet.opening.books import read_bytes
from steelyard.files.spreadsheet.opening.cells import SheetError
from steelyard.model import Ask
from steelyard.results.choice import Choice
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.result import Result, find_result
from steelyard.results.words import judge_pages as words
from steelyard.results.words.judges import disagreement_heading, group_heading
from steelyard.results.words.judging.promise import FOLDER, NO_ANONYMITY, SIMULATED
from steelyard.views.edit.saving.save_panel import SERVED_READ_ONLY
from steelyard.views.judges import page as judges_page
from steelyard.views.judges.filled_sheets import ReadSheet, read_filled_file
from steelyard.views.judging.own_round import OwnRound
from steelyard.views.judging.sheet_view import judge_sheet_data
from steelyard.views.session import served_files as served

APP = Path(__file__).resolve().parents[3] / "dashboard" / "app.py"
Open = Callable[..., AppTest]


@pytest.fixture
def open_page() -> Iterator[Open]:
    """Return a function that shows the page Judges of a set, with what else is in the address."""
    before = list(served._chosen)

    def opened(made: Judged, **place: str) -> AppTest:
        served.choose(made.file.parent)
        app = AppTest.from_file(str(APP), default_timeout=60)
        app.run()
        app = app.switch_page(str(Path(judges_page.__file__)))
        app.session_state["place"] = place
        app.run()
        if place:
            # Another page begins with nothing open.
            app.session_state["place"] = place
            app.run()
        assert not app.exception
        return app

    yield opened
    served._chosen[:] = before


def shown(app: AppTest) -> str:
    """Return everything that is sent to the browser, as text."""
    return "\n".join(str(element.proto) for element in app.main) + str(app.get("html"))


def says(app: AppTest, sentence: str) -> bool:
    """Return whether a sentence is on the page, in whatever element."""
    texts = [
        getattr(element, "value", "") or getattr(element.proto, "body", "")
        for kind in ("markdown", "caption", "info", "warning", "error", "success", "html")
        for element in app.get(kind)
    ]
    plain = [str(text).replace("\\", "").replace("\u2060", "") for text in texts]
    return any(sentence in text for text in plain)


def press(app: AppTest, label: str) -> AppTest:
    """Press the button with a label."""
    button = next(one for one in app.button if one.label == label)
    button.click().run()
    assert not app.exception
    return app


def result_of(made: Judged) -> Result:
    """Return the result of the set as its file is now."""
    return find_result(load_criteria_file(made.file), Choice())


def test_without_a_round_the_page_says_what_one_is(open_page: Open, tmp_path: Path) -> None:
    """Three sentences, the rules explained where they stand, and nothing written yet."""
    made = Judged(tmp_path)
    app = open_page(made)
    assert all(says(app, line) for line in words.WHAT_A_ROUND_IS)
    assert says(app, FOLDER)
    assert made.rounds == ()


def test_a_round_is_opened_for_the_proposed_judges(open_page: Open, tmp_path: Path) -> None:
    """Neutral names, every cell and swing, the mean of individual totals; the page goes on."""
    made = Judged(tmp_path)
    app = press(open_page(made), "Open round 1")
    opened = made.rounds[0].round
    assert opened is not None
    assert opened.judges == ["alder", "birch", "cedar", "hazel"]
    assert (opened.rule, opened.ask, opened.state) == ("mean_of_totals", Ask(), "open")
    assert says(app, "0 of 4 judges have sealed round 1")


@pytest.mark.parametrize(
    ("typed", "wrong"),
    [("", None), ("alder, my boss", "my boss"), ("alder, Alder", None)],
)
def test_pseudonyms_that_are_none_are_refused(
    open_page: Open, tmp_path: Path, typed: str, wrong: str | None
) -> None:
    """Nobody, a name with a space, one name twice: a sentence, and nothing is written."""
    made = Judged(tmp_path)
    app = open_page(made)
    app.text_input[0].set_value(typed).run()
    press(app, "Open round 1")
    names = [name.strip().lower() for name in typed.split(",") if name.strip()]
    assert says(app, words.pseudonyms_fault(names, wrong))
    assert made.rounds == ()


def test_a_folder_that_may_only_be_read_is_said_to_be(
    open_page: Open, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No form where nothing could be written."""
    monkeypatch.setattr(save, "_forbidden", type(save._forbidden)())
    save.forbid_writing()
    app = open_page(Judged(tmp_path))
    assert says(app, SERVED_READ_ONLY)
    assert not app.text_input


def test_who_has_answered_and_never_what(open_page: Open, tmp_path: Path) -> None:
    """With sealed sheets and a begun one, no number and no reason of them is sent."""
    made = Judged(tmp_path)
    made.open()
    answers = {"soup": {"taste": {"score": [61.25, 62.25, 63.25], "reason": "Sentinel reason"}}}
    made.hand_in("alder", answers, {"taste": {"swing": 71.25, "reason": "Sentinel weight"}})
    made.hand_in("birch", *THREE["birch"], seal=False)
    app = open_page(made)
    assert says(app, "1 of 3 judges has sealed round 1")
    for view in ("progress", "disagreement", "result", "opening"):
        sent = shown(open_page(made, view=view))
        for secret in ("61.25", "62.25", "71.25", "Sentinel"):
            assert secret not in sent


def test_closing_is_asked_twice_and_is_final(open_page: Open, tmp_path: Path) -> None:
    """The first press says who would not count; the second closes, and disagreement is shown."""
    made = Judged(tmp_path)
    made.open()
    app = open_page(made)
    assert says(app, words.NOBODY_SEALED)
    for judge in ("alder", "birch"):
        made.hand_in(judge, *THREE[judge])
    app = press(open_page(made), "Close the round")
    assert says(app, "Close with 2 sealed sheets? Cedar would not count.")
    assert made.rounds[0].is_open
    press(app, "Close it for good")
    assert not made.rounds[0].is_open
    assert says(app, disagreement_heading(GroupResult(made.criteria_set, made.rounds[0])))
    assert says(app, NO_ANONYMITY)


def test_what_changed_in_the_set_is_asked_again(open_page: Open, tmp_path: Path) -> None:
    """Another summary of soup: its two cells are named."""
    made = Judged(tmp_path)
    made.open()
    text = made.file.read_text(encoding="utf-8")
    made.file.write_text(text.replace("A pot for all", "A pot for six"), encoding="utf-8")
    app = open_page(made)
    assert says(app, "2 cells to be answered again: Taste of Soup; Price of Soup.")


def test_a_closed_round_has_disagreement_and_result(open_page: Open, tmp_path: Path) -> None:
    """Every tab is drawn; the reasons are there without a name."""
    made = judged(tmp_path)
    found = GroupResult(made.criteria_set, made.rounds[0])
    for tab in ("cells", "judges", "criteria", "settle", "all"):
        app = open_page(made, view="disagreement", tab=tab)
        assert says(app, disagreement_heading(found))
    reason = ", ".join(found.spreads[0].cell)
    assert says(open_page(made, view="disagreement"), f"{reason}.")
    app = open_page(made, view="result")
    assert says(app, group_heading(found))
    assert says(app, "Alder")


def test_round_two_asks_what_decides(open_page: Open, tmp_path: Path) -> None:
    """Proposed are the deciding cells; opening the round marks the one before as discussed."""
    made = judged(tmp_path)
    deciding = [one.cell for one in GroupResult(made.criteria_set, made.rounds[0]).deciding]
    app = open_page(made, view="opening")
    press(app, "Open round 2")
    first, second = (one.round for one in made.rounds)
    assert first is not None
    assert second is not None
    assert first.state == "discussed"
    asked = second.ask.cells or {}
    assert {(o, c) for o, cs in asked.items() for c in cs} == {*deciding}
    assert second.judges == first.judges


def test_two_rounds_are_compared(open_page: Open, tmp_path: Path) -> None:
    """What moved, towards whom and why; the closed round before can still be looked at."""
    made = judged(tmp_path)
    made.open(ask=Ask(cells={"soup": ["taste"]}, swings=False))
    changed = {"score": [60, 70, 80], "was": [10, 30, 50], "why": "A pot for all convinced me."}
    made.hand_in("cedar", {"soup": {"taste": changed}}, {})
    made.close()
    app = open_page(made, view="result", tab="moved")
    assert says(app, "A pot for all convinced me.")
    assert says(app, "towards them") or says(app, "away from them")
    app = open_page(made, view="disagreement", round="1")
    assert says(app, disagreement_heading(GroupResult(made.criteria_set, made.rounds[0])))


def test_made_up_judges_are_shown_only_where_chosen(open_page: Open, tmp_path: Path) -> None:
    """The page opens with a round for people; the example is a view of its own, and marked."""
    made = Judged(tmp_path)
    made.open(simulated="No person gave these answers. Each was drawn.")
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    made.close()
    app = open_page(made)
    assert all(says(app, line) for line in words.WHAT_A_ROUND_IS)
    assert not says(app, SIMULATED)
    app = open_page(made, view="result")
    assert says(app, SIMULATED)
    assert says(app, words.SIMULATED_VIEW)


def test_the_first_round_of_people_after_an_example(open_page: Open, tmp_path: Path) -> None:
    """It has the number 2 in its files; every page says why, and that nothing of it counts."""
    made = Judged(tmp_path)
    made.open(simulated="No person gave these answers. Each was drawn.")
    made.close()
    why = words.first_round_words(2, made.rounds)
    app = open_page(made)
    assert says(app, why)
    app = press(app, "Open the first round")
    assert made.rounds[1].before == {}
    assert says(open_page(made), why)
    own = OwnRound(made.criteria_set, made.rounds[1], made.rounds[0], "alder")
    sheet: Any = judge_sheet_data(own, result_of(made), {"view": "scores"})
    assert sheet["who"].endswith(f" {why}")
    made.close()
    made.open()
    assert not says(open_page(made), "This is the first round")


def test_what_is_to_go_is_no_problem_while_a_sheet_is_not_handed_in(
    open_page: Open, tmp_path: Path
) -> None:
    """Gaps are progress until then; a sheet for another set is a problem at once."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("birch", {"soup": {"taste": [1, 2, 3]}}, {}, seal=False)
    assert [problem.code for problem in made.rounds[-1].problems] == ["J005"]
    assert not open_page(made).expander
    sheet = made.sheet("alder", {}, {}).model_copy(update={"set_": "supper"})
    made.put("alder", write_sheet(sheet))
    (shown,) = open_page(made).expander
    assert shown.label == "1 problem in the files of round 1"
    made.hand_in("birch", {"soup": {"taste": [1, 2, 3]}}, {})
    (shown,) = open_page(made).expander
    assert shown.label == "2 problems in the files of round 1"


# --- sheets filled in ------------------------------------------------------------------------


def filled(made: Judged, judge: str, **numbers: str) -> bytes:
    """Return the CSV sheet of a judge with the same numbers in every cell that is asked."""
    result = result_of(made)
    blank = SHEET_FORMS[".csv"](result.sheet_of(result.rounds[-1], judge)).decode("utf-8-sig")
    out, columns = io.StringIO(), dict[str, int]()
    writer = csv.writer(out, lineterminator="\r\n")
    for row in csv.reader(io.StringIO(blank)):
        if row and row[0] == "criterion":
            columns = {name: place for place, name in enumerate(row)}
        elif columns and row and row[0] in made.criteria_set.criteria:
            for name, number in {**numbers, "reason": "So it seems."}.items():
                if name in columns:
                    row[columns[name]] = number
        writer.writerow(row)
    return ("\ufeff" + out.getvalue()).encode()


def read(made: Judged, raw: bytes, name: str = "sheet.csv") -> ReadSheet:
    """Return a filled sheet as the page reads it."""
    result = result_of(made)
    return read_filled_file(result, result.rounds[-1], name, raw)


def test_a_filled_sheet_fits(tmp_path: Path) -> None:
    """Four scores and two swings, nothing to be looked at."""
    made = Judged(tmp_path)
    made.open()
    found = read(made, filled(made, "birch", low="2", high="8", likely="4", swing="50"))
    assert (found.judge, found.fits, found.misfits, found.gaps) == ("birch", 6, (), ())


def test_misfits_are_named_by_place_and_not_by_number(tmp_path: Path) -> None:
    """Likely above high, in every cell."""
    made = Judged(tmp_path)
    made.open()
    found = read(made, filled(made, "birch", low="2", high="3", likely="17.75", swing="50"))
    assert found.misfits or found.faults
    said = " ".join(f"{one.place} {one.says} {one.fix}" for one in found.misfits)
    said += " ".join(f"{one.where} {one.found} {one.fix}" for one in found.faults)
    assert "17.75" not in said


def test_a_sheet_with_gaps_says_so(tmp_path: Path) -> None:
    """Without swings it can be handed in only with gaps."""
    made = Judged(tmp_path)
    made.open()
    found = read(made, filled(made, "birch", low="2", high="8", likely="4"))
    assert found.gaps
    assert "missing" in words.incomplete_words(found.judge, found.fits)


def test_a_sheet_of_another_round_is_refused(tmp_path: Path) -> None:
    """Of round 1 while round 2 is open; of a judge nobody asked; of no round at all."""
    made = judged(tmp_path)
    made.open("alder", "birch", "cedar", ask=Ask(cells={"soup": ["taste"]}))
    late = filled(made, "birch", low="2", high="8", likely="4", swing="50")
    old = late.replace(b"round,2", b"round,1")
    assert read_stamp(read_bytes("sheet.csv", old))["round"] == "1"
    with pytest.raises(SheetError, match="now it is round 2"):
        read(made, old)
    with pytest.raises(SheetError, match="not asked in this round"):
        read(made, late.replace(b"judge,birch", b"judge,maple"))
    with pytest.raises(SheetError, match="no sheet"):
        read(made, b"a,b\r\n1,2\r\n")
