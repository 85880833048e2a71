"""What people write by hand into sheets and rounds stays: remarks, blank lines, order, quotes."""

from __future__ import annotations

import random
from pathlib import Path

import pytest
from judged_sets import Judged

from steelyard.files.editing.open_text import OpenText
from steelyard.files.judgements.own_sheet import (
    GivenScore,
    change_sheet,
    give_score,
    give_swing,
    seal_own_sheet,
)
from steelyard.files.judgements.rounds import LoadedRound, load_rounds
from steelyard.files.judgements.sealing import discuss_round
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.saving.save import SaveError
from steelyard.model import JudgeSheet

Cell = tuple[str, str]
CELLS = tuple((o, c) for o in ("soup", "cake") for c in ("taste", "price"))
KEYS = ("swings", "scores", "unfinished", "soup", "cake", "taste", "price")


@pytest.fixture
def made(tmp_path: Path) -> Judged:
    """Return a set with an open round and no sheet."""
    found = Judged(tmp_path)
    found.open()
    return found


def last_of(made: Judged) -> LoadedRound:
    """Return the last round as the judge may see it."""
    return load_rounds(made.file, made.criteria_set, "birch")[-1]


def sheet_of(made: Judged) -> JudgeSheet:
    """Return the judge's sheet as it is on disk."""
    sheet = last_of(made).sheets["birch"].sheet
    assert sheet is not None
    return sheet


def text_of(made: Judged) -> str:
    """Return the text of the judge's sheet."""
    return (last_of(made).path / "birch.yaml").read_text(encoding="utf-8")


def put(made: Judged, text: str) -> None:
    """Write the judge's sheet as somebody does by hand."""
    (last_of(made).path / "birch.yaml").write_text(text, encoding="utf-8")


def save(made: Judged, cell: Cell, given: GivenScore) -> str:
    """Save what is given on a cell; return the text of the sheet."""

    def change(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
        return give_score(sheet, cell, given, asked)

    change_sheet(last_of(made), made.criteria_set, "birch", change)
    return text_of(made)


def draw_given(chance: random.Random) -> GivenScore:
    """Return an answer: whole, begun, not to be judged, or taken back."""
    kind = chance.choice(["whole", "whole", "long", "begun", "cannot", "none"])
    if kind in ("none", "cannot"):
        return GivenScore(cannot=kind == "cannot")
    low, likely, high = sorted(chance.randrange(21) for _ in range(3))
    if kind == "begun":
        return GivenScore(low=low)
    return GivenScore(low, high, likely, "No: it # warms. " * (8 if kind == "long" else 1))


def sprinkled(chance: random.Random, sheet: JudgeSheet) -> str:
    """Return a sheet as a person might lay it out, with remarks above and beside its lines."""
    if chance.random() < 0.3:
        sheet = sheet.model_copy(update={"scores": dict(reversed(sheet.scores.items()))})
    lines: list[str] = []
    for number, line in enumerate(write_sheet(sheet).splitlines()):
        key, _, value = line.partition(":")
        if key.strip() in KEYS:
            if chance.random() < 0.15:
                lines.append("")
            if chance.random() < 0.3:
                lines.append(" " * chance.choice([0, 2, 4, 6]) + f"# above {number}")
            if chance.random() < 0.1:
                line = line.replace(key.strip(), f'"{key.strip()}"', 1)
            if value.strip()[:1] in ("", "{") and chance.random() < 0.2:
                line += f"  # beside {number}"
        lines.append(line)
    return "\n".join([*lines, "# the end"]) + "\n"


def other_lines(text: str, cell: Cell) -> list[str]:
    """Return the lines but those of one answer; of a heading alone only the remark beside it."""
    opened, own = OpenText(text), set[int]()
    for section in ("scores", "unfinished"):
        spot, rest = opened.find((section, *cell))
        if not rest:
            ends = (opened.start(spot), opened.end(spot))
            first, last = (text.count("\n", 0, end) for end in ends)
            own |= {*range(first, last + 1)}
    lines = [line for number, line in enumerate(text.splitlines()) if number not in own]
    shown = [f"  #{line.partition('#')[2]}" if is_heading(line) else line for line in lines]
    return [line for line in shown if line.strip(" #")]


def is_heading(line: str) -> bool:
    """Return whether a line has a key and nothing in it."""
    key, _, value = line.partition(":")
    return key.strip(' "') in KEYS and value.partition("#")[0].strip() in ("", "{}")


@pytest.mark.parametrize("seed", range(50))
def test_one_answer_changed_is_that_answers_lines(made: Judged, seed: int) -> None:
    """Every other line of a sheet that somebody has written into is the same, in its order."""
    chance = random.Random(seed)
    for cell in chance.sample(CELLS, chance.randrange(1, 5)):
        save(made, cell, draw_given(chance))
    before = sprinkled(chance, sheet_of(made))
    put(made, before)
    sheet, cell, given = sheet_of(made), chance.choice(CELLS), draw_given(chance)
    after = save(made, cell, given)
    assert other_lines(after, cell) == other_lines(before, cell)
    rest = [one for one in CELLS if one != cell]
    now = sheet_of(made)
    assert [now.cells.get(one) for one in rest] == [sheet.cells.get(one) for one in rest]
    answer = now.cells.get(cell)
    assert (answer.score if answer is not None else None) == given.score
    begun = now.unfinished.get(cell[0], {}).get(cell[1])
    assert (begun is not None) == (given.low is not None and given.score is None)
    assert save(made, cell, given) == after


def test_a_remark_stays_beside_the_answer_that_changes(made: Judged) -> None:
    """Of a changed answer the value alone is exchanged; its quotes and its layout stay too."""
    save(made, ("soup", "taste"), GivenScore(40, 80, 60, "It warms."))
    text = text_of(made).replace("taste: {score: [40, 60, 80], reason: It warms.}", (
        "taste:\n      score: [40, 60, 80]  # sure\n      reason: 'It warms.'  # as Ann says"
    ))  # fmt: skip
    put(made, text)
    after = save(made, ("soup", "taste"), GivenScore(40, 80, 70, "It warms."))
    assert after == text.replace("[40, 60, 80]", "[40, 70, 80]")
    after = save(made, ("soup", "taste"), GivenScore(40, 80, 70, "It warms us."))
    assert "      reason: 'It warms us.'  # as Ann says\n" in after


def test_a_new_answer_stands_in_its_place(made: Judged) -> None:
    """In the order of the set, also between lines that somebody has written remarks on."""
    for cell in (("soup", "taste"), ("cake", "taste"), ("cake", "price")):
        save(made, cell, GivenScore(2, 18, 9, "So."))
    head = "# My notes\n" + text_of(made).replace("scores:\n", "scores:\n  # starters\n")
    put(made, head)
    after = save(made, ("soup", "price"), GivenScore(2, 6, 4, "Cheap."))
    new = "    price: {score: [2, 4, 6], reason: Cheap.}\n"
    assert after == head.replace("  cake:\n", f"{new}  cake:\n")


def test_a_swing_and_sealing_keep_remarks(made: Judged) -> None:
    """Weights too; sealing dates the sheet, and takes out what is unfinished and nothing else."""
    save(made, ("soup", "taste"), GivenScore(40, 80, 60, "It warms."))
    save(made, ("cake", "price"), GivenScore(low=3))
    put(made, text_of(made).replace("swings: {}", "swings: {}  # later").replace(
        "unfinished:\n", "# think again\nunfinished:\n  # dear?\n"
    ))  # fmt: skip

    def swing(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
        return give_swing(sheet, "taste", 100, "What it is for.", asked)

    change_sheet(last_of(made), made.criteria_set, "birch", swing)
    assert sheet_of(made).swings["taste"].swing == 100
    seal_own_sheet(last_of(made), made.criteria_set, "birch", "2026-11-29")
    text = text_of(made)
    assert last_of(made).sheets["birch"].is_sealed
    assert [problem.code for problem in last_of(made).problems] == ["J005"]
    for remark in ("  # later\n", "\n# think again\n", "\n  # dear?\n"):
        assert remark in text
    assert "cake" not in text


def test_nothing_changed_is_nothing_written(made: Judged) -> None:
    """A sheet as it was typed is the same bytes after the same answer is given again."""
    given = GivenScore(40, 80, 60, "It warms.")
    save(made, ("soup", "taste"), given)
    typed = b"\xef\xbb\xbf# mine\r\n" + text_of(made).replace(
        "scores:\n", 'scores:\n\n  "cake": {}\n'
    ).replace("\n", "\r\n").encode()  # fmt: skip
    path = last_of(made).path / "birch.yaml"
    path.write_bytes(typed)
    save(made, ("soup", "taste"), given)
    assert path.read_bytes() == typed


def test_what_cannot_be_used_is_not_dropped(made: Judged) -> None:
    """An answer out of its scale and a strange key stay, for whoever wrote them to mend."""
    save(made, ("soup", "taste"), GivenScore(40, 80, 60, "It warms."))
    text = text_of(made) + "mood: good\n"
    text = text.replace("scores:\n", "scores:\n  cake: {price: {score: [1, 2, 900]}}\n")
    put(made, text)
    after = save(made, ("soup", "taste"), GivenScore(40, 80, 70, "It warms."))
    assert after == text.replace("[40, 60, 80]", "[40, 70, 80]")


def test_a_round_keeps_its_remarks(made: Judged) -> None:
    """Sealing, closing and discussing change their own lines of the round alone."""
    path = last_of(made).path / "round.yaml"
    text = path.read_text(encoding="utf-8")
    text = text.replace("state: open", "state: open  # until Friday").replace(
        "judges:", "# the six of last year\n\njudges:"
    )
    path.write_text(text, encoding="utf-8")
    for judge in ("birch", "alder"):
        made.hand_in(judge, {"soup": {"taste": [1, 2, 3]}}, {"taste": 100})
    made.close()
    discuss_round(path.parent)
    found = made.rounds[-1]
    assert found.round is not None
    assert [*found.round.sealed] == ["birch", "alder"]
    after = path.read_text(encoding="utf-8").splitlines()
    kept = [line for line in text.splitlines() if not line.startswith(("state:", "sealed:"))]
    assert [line for line in after if line in kept] == kept
    assert "state: discussed  # until Friday" in after


def test_a_text_that_cannot_be_changed_by_keys_is_refused(made: Judged) -> None:
    """With a sentence, and nothing is saved: no sheet is written anew over what somebody wrote."""
    save(made, ("soup", "taste"), GivenScore(40, 80, 60, "It warms."))
    text = "# mine\n" + text_of(made).replace("scores:", "scores: !!map")
    put(made, text)
    with pytest.raises(SaveError):
        save(made, ("cake", "price"), GivenScore(1, 3, 2, "Dear."))
    assert text_of(made) == text
