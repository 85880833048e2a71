"""A judge's own sheet: every answer saved as it is given, no other file opened, then sealed."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from judged_sets import SET, Judged, judged

from steelyard.files.judgements import shelf
from steelyard.files.judgements.own_sheet import (
    CLOSED,
    NOT_YOURS,
    SEALED,
    GivenScore,
    change_sheet,
    give_check,
    give_filled,
    give_rank,
    give_score,
    give_swing,
    own_answers,
    seal_own_sheet,
)
from steelyard.files.judgements.rounds import LoadedRound, asked_of, load_rounds
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.saving.save import SaveError
from steelyard.model import UNKNOWN, Ask, JudgeSheet, TradeoffAnswer

TASTE = ("soup", "taste")
WHOLE = GivenScore(40, 80, 60, "It warms.")


def last_of(made: Judged, judge: str = "birch") -> LoadedRound:
    """Return the last round as one judge may see it."""
    return load_rounds(made.file, made.criteria_set, judge)[-1]


def give(made: Judged, cell: tuple[str, str], given: GivenScore, judge: str = "birch") -> str:
    """Save what is given on a cell; return the text of the sheet."""
    loaded = last_of(made, judge)

    def put(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
        return give_score(sheet, cell, given, asked)

    change_sheet(loaded, made.criteria_set, judge, put)
    return (loaded.path / f"{judge}.yaml").read_text(encoding="utf-8")


@pytest.fixture
def made(tmp_path: Path) -> Judged:
    """Return a set with an open round and no sheet."""
    found = Judged(tmp_path)
    found.open()
    return found


def test_an_answer_is_saved_as_it_is_given(made: Judged) -> None:
    """Low alone, then high, then all: unfinished until the likely one is there; never a default."""
    text = give(made, TASTE, GivenScore(low=40))
    assert "scores: {}\nunfinished:\n  soup:\n    taste: {low: 40}\n" in text
    text = give(made, TASTE, GivenScore(low=40, high=80, confidence="low"))
    assert "    taste: {low: 40, high: 80, confidence: low}\n" in text
    text = give(made, TASTE, WHOLE)
    assert "unfinished" not in text
    assert "    taste: {score: [40, 60, 80], reason: It warms.}\n" in text
    assert last_of(made).sheets["birch"].usable is not None


def test_what_was_begun_survives_a_restart(made: Judged) -> None:
    """The file alone holds it: reading and writing it again changes no byte."""
    text = give(made, TASTE, GivenScore(low=40, likely=20, reason="Not yet sure."))
    answers = own_answers(last_of(made), made.criteria_set, "birch")
    assert answers.unfinished["soup"]["taste"].likely == 20
    assert write_sheet(answers) == text
    assert "scores: {}" in text


def test_taken_back_and_not_judged(made: Judged) -> None:
    """Nothing given leaves nothing; a judge who cannot say has answered."""
    give(made, TASTE, WHOLE)
    assert "soup" not in give(made, TASTE, GivenScore())
    give(made, TASTE, GivenScore(cannot=True))
    assert own_answers(last_of(made), made.criteria_set, "birch").cells[TASTE].score == UNKNOWN


def test_answers_stand_in_the_order_of_the_set(made: Judged) -> None:
    """In whatever order they are given, the file is the same as that of a filled workbook."""
    give(made, ("cake", "taste"), WHOLE)
    give(made, ("soup", "price"), GivenScore(2, 6, 4, "Cheap."))
    text = give(made, TASTE, WHOLE)
    places = [text.index(line) for line in ("  soup:\n    taste", "    price: {", "  cake:\n")]
    assert places == sorted(places)


def test_of_an_open_round_no_other_sheet_is_opened(
    made: Judged, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Not even to look whose it is, once the judge's own is there."""
    for judge in ("alder", "birch"):
        give(made, TASTE, WHOLE, judge)
    opened: list[str] = []
    real = shelf.read_inside

    def watched(path: Path, folder: Path) -> bytes:
        opened.append(path.name)
        return real(path, folder)

    monkeypatch.setattr(shelf, "read_inside", watched)
    assert [*last_of(made).sheets] == ["birch"]
    assert opened == ["round.yaml", "birch.yaml"]


def test_a_sheet_under_another_name_is_found(made: Judged) -> None:
    """It came by mail; what is answered on the page goes into it."""
    give(made, TASTE, WHOLE)
    folder = last_of(made).path
    (folder / "birch.yaml").rename(folder / "from-birch.yaml")
    give_text = GivenScore(2, 6, 4, "Cheap.")
    change_sheet(
        last_of(made),
        made.criteria_set,
        "birch",
        lambda sheet, asked: give_score(sheet, ("soup", "price"), give_text, asked),
    )
    assert not (folder / "birch.yaml").exists()
    assert len(own_answers(last_of(made), made.criteria_set, "birch").cells) == 2


def test_nothing_is_saved_over_another_sheet(made: Judged) -> None:
    """A file of that name which somebody else has signed stays as it is."""
    text = give(made, TASTE, WHOLE, "alder")
    folder = last_of(made).path
    (folder / "birch.yaml").write_text(text, encoding="utf-8")
    with pytest.raises(SaveError, match="no sheet of yours"):
        give(made, TASTE, GivenScore(low=1))
    assert (folder / "birch.yaml").read_text(encoding="utf-8") == text
    assert "{name}" in NOT_YOURS


def test_sealed_and_closed_are_final(made: Judged) -> None:
    """What was begun is left out of the sealed sheet, which is dated; then nothing is saved."""
    give(made, TASTE, WHOLE)
    give(made, ("cake", "taste"), GivenScore(low=1))
    seal_own_sheet(last_of(made), made.criteria_set, "birch", "2026-11-29")
    sheet = last_of(made).sheets["birch"]
    assert sheet.is_sealed
    assert sheet.sheet is not None
    assert (sheet.sheet.answered, sheet.sheet.unfinished) == ("2026-11-29", {})
    with pytest.raises(SaveError) as refused:
        give(made, TASTE, GivenScore(low=1))
    assert str(refused.value) == SEALED
    made.close()
    with pytest.raises(SaveError) as refused:
        give(made, TASTE, WHOLE, "alder")
    assert str(refused.value) == CLOSED


def test_a_later_round_keeps_the_earlier_answer(tmp_path: Path) -> None:
    """A change has its reason under `why`, a kept answer none; `was` is what was sealed."""
    made = judged(tmp_path)
    made.open("alder", "birch", "cedar", ask=Ask(cells={"cake": ["taste", "price"]}, swings=False))
    text = give(made, ("cake", "taste"), GivenScore(30, 70, 50, "One reason convinced me."))
    assert "taste: {score: [30, 50, 70], was: [20, 40, 60], why: One reason convinced me.}" in text
    text = give(made, ("cake", "price"), GivenScore(8, 16, 12, "Said in passing."))
    assert "price: {score: [8, 12, 16], was: [8, 12, 16]}" in text
    assert last_of(made).problems == ()


def test_swings_ranks_and_checks(made: Judged) -> None:
    """Each in its place, in the order of the frame; an answer given again takes its place."""
    first = TradeoffAnswer(first={"taste": 1}, second={"price": 0.5}, answer="first")

    def put(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
        sheet = give_swing(sheet, "price", 50, "It is little.", asked)
        sheet = give_swing(sheet, "taste", 100, "What it is for.", asked)
        sheet = give_rank(sheet, "taste", 1, "First.", asked)
        sheet = give_check(give_check(sheet, first), first.model_copy(update={"answer": "same"}))
        return give_swing(give_swing(sheet, "price", None, "", asked), "price", 40, "Less.", asked)

    change_sheet(last_of(made), made.criteria_set, "birch", put)
    sheet = own_answers(last_of(made), made.criteria_set, "birch")
    assert [(c, s.swing) for c, s in sheet.swings.items()] == [("taste", 100), ("price", 40)]
    assert sheet.ranks["taste"].rank == 1
    assert [check.answer for check in sheet.checks] == ["same"]


def test_a_changed_set_is_asked_again(made: Judged) -> None:
    """Answers to what has changed are to be confirmed, with their numbers; the others stay."""
    give(made, TASTE, WHOLE)
    give(made, ("soup", "price"), GivenScore(2, 6, 4, "Cheap."))
    text = SET.replace("How good does it taste?", "How good is it?")
    made.file.write_text(text, encoding="utf-8")
    loaded = last_of(made)
    answers = own_answers(loaded, made.criteria_set, "birch")
    assert [*answers.cells] == [("soup", "price")]
    begun = answers.unfinished["soup"]["taste"]
    assert (begun.low, begun.likely, begun.high, begun.reason) == (40, 60, 80, "It warms.")
    give(made, TASTE, WHOLE)
    assert own_answers(last_of(made), made.criteria_set, "birch").digest == loaded.digest
    assert [p.code for p in last_of(made).sheets["birch"].problems] == ["J005"]


def test_a_filled_sheet_takes_the_place_of_its_rows_alone(made: Judged) -> None:
    """Other answers stay, and what was begun on a row that is filled in is gone."""
    give(made, TASTE, GivenScore(low=1))
    give(made, ("cake", "price"), GivenScore(2, 6, 4, "Dear."))
    loaded = last_of(made)
    asked = asked_of(loaded, made.criteria_set)
    filled = made.sheet("birch", {"soup": {"taste": [40, 60, 80]}}, {"taste": 100})
    merged = give_filled(own_answers(loaded, made.criteria_set, "birch"), filled, asked)
    assert [*merged.cells] == [("soup", "taste"), ("cake", "price")]
    assert merged.unfinished == {}
    assert [*merged.swings] == ["taste"]


def test_twenty_judges_save_at_once_and_nothing_is_lost(tmp_path: Path) -> None:
    """Each from two windows, one of which answers the first cell again: every answer is there."""
    judges = [f"judge-{number}" for number in range(20)]
    made = Judged(tmp_path)
    made.open(*judges)
    cells = [("soup", "taste"), ("cake", "taste")]

    def given(number: int) -> GivenScore:
        return GivenScore(low=number, high=80 + number, likely=40 + number, reason=f"As {number}.")

    def answer(number: int, cell: tuple[str, str]) -> None:
        give(made, cell, given(number), judges[number])

    with ThreadPoolExecutor(20) as pool:
        for cell in cells:
            jobs = [pool.submit(answer, number, cell) for number in range(20)]
            both = [pool.submit(answer, number, cells[0]) for number in range(20)]
            for job in (*jobs, *both):
                job.result()
    for number, judge in enumerate(judges):
        answers = own_answers(last_of(made, judge), made.criteria_set, judge)
        for option, criterion in cells:
            kept = answers.scores[option][criterion]
            assert kept.score[:3] == (number, 40 + number, 80 + number)
            assert kept.reason == f"As {number}."
