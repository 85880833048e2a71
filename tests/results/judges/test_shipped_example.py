"""The shipped round of simulated judges: marked as such, and made anew from its seed."""

from __future__ import annotations

import shutil
from pathlib import Path

from steelyard.cli import main
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.rounds import load_rounds
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judges import whose_words
from steelyard.results.words.judging.promise import SIMULATED

CRITERIA = Path(__file__).resolve().parents[3] / "criteria"
EXAMPLE = CRITERIA / "judgements" / "iran-2026" / "round-1"


def test_it_is_marked_and_without_problems() -> None:
    """Six judges under the names of trees, every answer drawn, and the words begin with that."""
    file = CRITERIA / "iran-2026.yaml"
    criteria_set = load_criteria_file(file).criteria_set
    assert criteria_set is not None
    (loaded,) = load_rounds(file, criteria_set)
    assert loaded.problems == ()
    found = GroupResult(criteria_set, loaded)
    assert found.judges == ("alder", "birch", "cedar", "hazel", "rowan", "willow")
    assert "seed 11" in found.round.simulated
    assert whose_words(found).startswith(SIMULATED)
    assert {sheet.seat for sheet in loaded.standing.values()} == {"simulated"}


def test_it_is_what_its_seed_gives(tmp_path: Path) -> None:
    """Opened again with the seed it states, byte for byte; if the set has changed, do so and copy.

    steelyard judges open SET --judges 6 --frame six --seed 11 --simulate 11
    """
    folder = tmp_path / "criteria"
    folder.mkdir()
    shutil.copy(CRITERIA / "iran-2026.yaml", folder)
    shutil.copytree(CRITERIA.parent / "seeds", tmp_path / "seeds")
    words = ("--judges", "6", "--frame", "six", "--seed", "11", "--simulate", "11")
    assert main(["judges", "open", str(folder / "iran-2026.yaml"), *words]) == 0
    made = tmp_path / "judgements" / "iran-2026" / "round-1"
    names = sorted(path.name for path in EXAMPLE.glob("*.yaml"))
    assert len(names) == 7
    assert sorted(path.name for path in made.glob("*.yaml")) == names
    assert all((made / name).read_bytes() == (EXAMPLE / name).read_bytes() for name in names)
