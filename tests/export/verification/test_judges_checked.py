"""A group's totals computed another way, and exports that name a round of judges."""

from __future__ import annotations

import json
import random
import shutil
from pathlib import Path

import pytest
from judged_sets import THREE, Judged, judged

from steelyard.cli import main
from steelyard.export.bundle import to_bundle
from steelyard.export.numbers import JUDGES_COLUMNS, to_numbers_csv, to_numbers_json
from steelyard.export.selection import Made
from steelyard.export.stamps.provenance import GROUP_TOTALS, provenance
from steelyard.export.verification.bundles import check_bundle, open_bundle
from steelyard.export.verification.verify import Verifier
from steelyard.export.workbook import to_workbook
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.sheet_writing import write_sheet
from steelyard.model import JudgedRank
from steelyard.results.choice import Choice
from steelyard.results.judges.totals_anew import group_totals_anew
from steelyard.results.result import Result, find_result


def result_of(made: Judged) -> Result:
    """Return the set as its file is now."""
    return find_result(load_criteria_file(made.file), Choice())


@pytest.mark.parametrize("rule", ["mean_of_totals", "mean_of_inputs"])
def test_two_ways_to_the_same_totals(tmp_path: Path, rule: str) -> None:
    """Random rounds with blanks, ranks and judges without weights: alike to 1e-9."""
    chance = random.Random(4)
    for number in range(12):
        made = Judged(tmp_path / str(number))
        made.open("alder", "birch", "cedar", rule=rule)
        for judge in ("alder", "birch", "cedar"):
            scores = {
                o: {
                    c: "cannot_judge" if chance.random() < 0.2 else sorted(
                        chance.uniform(0, 20) for _ in range(3)
                    )
                    for c in ("taste", "price") if chance.random() < 0.9
                }
                for o in ("soup", "cake")
            }  # fmt: skip
            kind = chance.choice(["swings", "ranks", "none"])
            swings = {"taste": chance.uniform(1, 100), "price": 40} if kind == "swings" else {}
            sheet = made.sheet(judge, scores, swings)
            if kind == "ranks":
                ranks = {c: JudgedRank(rank=chance.randrange(1, 3)) for c in ("taste", "price")}
                sheet = sheet.model_copy(update={"ranks": ranks})
            made.put(judge, write_sheet(sheet), seal=True)
        made.close()
        group = result_of(made).group
        assert group is not None
        anew = group_totals_anew(made.criteria_set, made.rounds[-1])
        assert anew == pytest.approx(group.group.totals, abs=1e-9)


def verify(made: Judged, data: bytes) -> tuple[str, str, list[str]]:
    """Return outcome, sentence, and where a file cannot come from the set."""
    found = Verifier().check(data, "lunch", [made.file.parent])
    return found.outcome, found.sentence, [one.where for one in found.mismatches]


@pytest.mark.parametrize("make", [to_numbers_json, to_numbers_csv, to_workbook])
def test_an_export_is_checked_against_the_sheets(tmp_path: Path, make: object) -> None:
    """It agrees; with a changed sheet the group's totals do not; without the round it is said."""
    made = judged(tmp_path)
    data = make(result_of(made))  # type: ignore[operator]
    assert verify(made, data)[0] == "agrees"
    sheet = made.rounds[0].path / "birch.yaml"
    text = sheet.read_text(encoding="utf-8")
    sheet.write_text(text.replace("12,", "13,"), encoding="utf-8")
    outcome, _, where = verify(made, data)
    assert outcome == "differs"
    assert f"{GROUP_TOTALS} › soup" in where
    sheet.write_text(text, encoding="utf-8")
    made.open()  # The first round counts as discussed; nothing that fixes it has changed.
    assert verify(made, data)[0] == "agrees"
    shutil.rmtree(made.rounds[0].path.parent)
    outcome, said, _ = verify(made, data)
    assert (outcome, "the group's totals were not checked" in said) == ("agrees", True)


def test_an_export_from_before_closing_still_agrees(tmp_path: Path) -> None:
    """A stamp that names no judges is checked without those who came later."""
    made = Judged(tmp_path)
    made.open()
    made.hand_in("alder", *THREE["alder"])
    data = to_numbers_json(result_of(made))
    assert "Judges" not in provenance(result_of(made))
    made.close()
    assert "Judges" in provenance(result_of(made))
    assert verify(made, data)[0] == "agrees"


def test_columns_of_judges(tmp_path: Path) -> None:
    """Mean and ends of the likely scores, the group's total; nothing of two judges' scores."""
    table = to_numbers_csv(result_of(judged(tmp_path))).decode("utf-8-sig").splitlines()
    assert table[0].endswith(",".join(JUDGES_COLUMNS))
    assert table[1].split(",")[-6:-3] == ["3", "30.0", "48.333333333333336"]
    two = to_numbers_csv(result_of(judged(tmp_path / "two", ("alder", "birch")))).decode()
    assert two.splitlines()[1].split(",")[-6:-2] == ["2", "", "", ""]


def test_sheets_of_people_do_not_travel(tmp_path: Path) -> None:
    """A ZIP export has the group's figures and no sheet; of made-up judges it has the round."""
    result = result_of(judged(tmp_path))
    made = Made("lunch-numbers.json", to_numbers_json(result))
    bundle = open_bundle(to_bundle(result, [made]))
    assert bundle is not None
    assert not [name for name in bundle.files if name.startswith("judgements/")]
    assert {one.outcome for one in check_bundle(bundle, "lunch.zip")} == {"agrees"}
    drawn = Judged(tmp_path / "drawn")
    assert main(["judges", "open", str(drawn.file), "--judges", "3", "--simulate", "7"]) == 0
    chosen = result_of(drawn).change(judges=1, laid_over=True, lens="judge-birch")
    made = Made("lunch-numbers.json", to_numbers_json(chosen))
    bundle = open_bundle(to_bundle(chosen, [made]))
    assert bundle is not None
    assert len([name for name in bundle.files if name.startswith("judgements/")]) == 4
    assert {one.outcome for one in check_bundle(bundle, "lunch.zip")} == {"agrees"}
    assert json.loads(bundle.files["view.json"])["view"]["judges"] == 1
