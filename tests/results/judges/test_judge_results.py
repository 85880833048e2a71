"""A result's rounds: as they are on disk now, and made-up answers never among people's."""

from __future__ import annotations

from pathlib import Path

import pytest
from judged_sets import THREE, Judged, judged

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.handing_in import hand_in, keep_sheet
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.files.saving.save import SaveError
from steelyard.model import Ask
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result


def result_of(made: Judged) -> Result:
    """Return the result of the set's file."""
    return find_result(load_criteria_file(made.file), Choice())


def test_rounds_are_those_on_disk(tmp_path: Path) -> None:
    """One and the same result sees a round opened, a sheet handed in, the round closed."""
    made = Judged(tmp_path)
    result = result_of(made)
    assert result.rounds == ()
    made.open()
    (found,) = result.rounds
    assert found.is_open
    assert result.judged is None
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    assert [*result.rounds[0].sheets] == [*THREE]
    made.close()
    group = result.judged
    assert group is not None
    assert group.judges == tuple(THREE)
    assert result.judged is group
    assert result.group is group


def test_made_up_answers_never_stand_among_those_of_people(tmp_path: Path) -> None:
    """A round of people after a simulated one begins with nothing; the next goes on from it."""
    made = Judged(tmp_path)
    made.open(simulated="Drawn.")
    for judge, answers in THREE.items():
        made.hand_in(judge, *answers)
    made.close()
    result = result_of(made)
    assert result.asked_rounds == ()
    assert result.judged is None
    made.open()
    assert made.rounds[0].round is not None
    assert made.rounds[0].round.state == "closed", "the example is left as it was shipped"
    assert made.rounds[1].before == {}
    made.hand_in("birch", *THREE["birch"])
    made.close()
    assert [*made.rounds[1].standing] == ["birch"]
    made.open(ask=Ask(cells={"soup": ["taste"]}))
    assert [*made.rounds[2].before] == ["birch"]


def test_a_later_sheet_shows_all_answers_without_names(tmp_path: Path) -> None:
    """With three judges, each likely score of the round before; with two, none."""
    for judges, there in ((("alder", "birch", "cedar"), True), (("alder", "birch"), False)):
        made = judged(tmp_path / str(len(judges)), judges)
        made.open(*judges, ask=Ask(cells={"soup": ["taste"]}, swings=False))
        result = result_of(made)
        (table,) = result.sheet_of(result.rounds[-1], "alder").tables
        assert bool(table.rows[0]["all answers"]) is there


def test_a_sealed_sheet_is_never_written_over(tmp_path: Path) -> None:
    """Neither by a draft nor by another sheet; the same one again is no fault."""
    made = Judged(tmp_path)
    made.open()
    first, second = (write_sheet(made.sheet("birch", *THREE[j])) for j in ("birch", "alder"))
    keep_sheet(made.rounds[0], "birch", first)
    hand_in(made.rounds[0], "birch", second)
    hand_in(made.rounds[0], "birch", second)
    for put in (keep_sheet, hand_in):
        with pytest.raises(SaveError, match="sealed sheet is final"):
            put(made.rounds[0], "birch", first)
    path = made.rounds[0].path / "birch.yaml"
    assert path.read_text(encoding="utf-8") == second
    assert made.rounds[0].sheets["birch"].is_sealed
