"""A group's inputs written into the set's file: which lines change, what they say, what stays."""

from __future__ import annotations

import difflib
import random
from pathlib import Path

import pytest
from judged_sets import SET, THREE, Judged, judged

from steelyard.analysis.judges.averaging import Ranges, average_inputs, pooled_quantile
from steelyard.analysis.judges.group import mean_of_inputs
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import Score
from steelyard.results.choice import Choice
from steelyard.results.judges.adoption import BEFORE_JUDGES, Adoption
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.result import find_result
from steelyard.results.words.judging import adopting as words

COMMENTED = SET.replace("assessments:\n", "# Ours, so far.\nassessments:\n").replace(
    "  soup: {taste: 50, price: 4}\n",
    "  soup:\n    taste:  # at noon\n      score: [40, 50, 60]\n      reason: We tried it.\n"
    "      by: The cook\n    price: 4  # with bread\n",
)


def group(made: Judged) -> GroupResult:
    """Return the group after the last round."""
    return GroupResult(made.criteria_set, made.rounds[-1])


@pytest.mark.parametrize("ranges", ["union", "quantiles"])
def test_the_file_gives_the_averages_of_inputs(tmp_path: Path, ranges: Ranges) -> None:
    """Totals of the written file are those of averaged inputs, but for rounding."""
    made = judged(tmp_path)
    found = group(made)
    made.file.write_text(Adoption(found, ranges).put_into(SET), encoding="utf-8")
    loaded = load_criteria_file(made.file)
    assert loaded.problems == ()
    written = find_result(loaded, Choice()).evaluation
    inputs = mean_of_inputs(found.panel)
    assert written.totals == pytest.approx(inputs.totals, abs=0.01)
    assert written.weights["taste"] == pytest.approx(found.panel.weights[:, 0].mean(), abs=1e-4)


def test_only_its_own_lines_change(tmp_path: Path) -> None:
    """Comments, names and claims stay; who scored is said where the cell said so before."""
    made = judged(tmp_path)
    made.file.write_text(COMMENTED, encoding="utf-8")
    after = Adoption(group(made)).put_into(COMMENTED)
    kept = {line[2:] for line in difflib.ndiff(COMMENTED.splitlines(), after.splitlines())
            if line.startswith("  ")}  # fmt: skip
    assert {"# Ours, so far.", "    taste:  # at noon", "title: Lunch"} <= kept
    assert "  # with bread" in after
    cell = made.criteria_set.assessments["soup"]["taste"]
    made.file.write_text(after, encoding="utf-8")
    cell = made.criteria_set.assessments["soup"]["taste"]
    assert (cell.by, cell.score[:3]) == ("3 judges, round 1", (10, 48.33, 80))
    assert cell.reason == "Mean of 3 judges after round 1. “soup, taste.”"
    assert made.criteria_set.assessments["soup"]["price"].by is None


def test_it_says_who_judged_so_that_rules_can_check(tmp_path: Path) -> None:
    """Number and independence of the people stand in the file, for scores and for weights."""
    made = judged(tmp_path)
    made.file.write_text(Adoption(group(made)).put_into(SET), encoding="utf-8")
    findings = {
        f.rule: f.state for f in find_result(load_criteria_file(made.file), Choice()).findings
    }
    assert (findings["scorers"], findings["weighters"]) == ("passed", "passed")
    assert made.criteria_set.judged_by == "3 judges, round 1"


def test_the_set_can_stay_as_one_voice_beside(tmp_path: Path) -> None:
    """Its own scores with their reasons become a reading, its own swings a lens."""
    made = judged(tmp_path)
    made.file.write_text(COMMENTED, encoding="utf-8")
    before = find_result(load_criteria_file(made.file), Choice()).evaluation
    made.file.write_text(
        Adoption(group(made), keeps_own=True).put_into(COMMENTED), encoding="utf-8"
    )
    own = find_result(
        load_criteria_file(made.file), Choice(lens=BEFORE_JUDGES, reading=BEFORE_JUDGES)
    )
    assert own.evaluation.totals == pytest.approx(before.totals)
    assert (
        own.criteria_set.readings[BEFORE_JUDGES].assessments["soup"]["taste"].reason
        == "We tried it."
    )


def test_two_judges_reasons_stay_out(tmp_path: Path) -> None:
    """With fewer than three each reason would have a name."""
    made = judged(tmp_path, ("alder", "birch"))
    adoption = Adoption(group(made))
    assert "soup, taste." not in adoption.put_into(SET)
    assert "since with fewer than three judges" in words.adoption_lines(adoption)[0]


def test_made_up_answers_are_not_written(tmp_path: Path) -> None:
    """A simulated round is refused with a sentence."""
    made = Judged(tmp_path)
    made.open("alder", simulated="Drawn.")
    made.hand_in("alder", *THREE["alder"])
    made.close()
    with pytest.raises(ValueError, match=words.NOT_SIMULATED):
        Adoption(group(made)).put_into(SET)


def test_a_cell_nobody_judged_stays(tmp_path: Path) -> None:
    """It is named, and its line is the one it was."""
    made = Judged(tmp_path)
    made.open("alder")
    made.hand_in("alder", {"soup": THREE["alder"][0]["soup"]}, THREE["alder"][1])
    made.close()
    adoption = Adoption(group(made))
    assert "  cake: {taste: 70, price: 8}\n" in adoption.put_into(SET)
    assert words.adoption_lines(adoption)[-1] == (
        "Nobody judged Taste of Cake; Price of Cake: left as it is."
    )


def test_the_lowest_stated_confidence_is_written(tmp_path: Path) -> None:
    """One judge moderate, one low: low; where nobody states any, none is written."""
    made = Judged(tmp_path)
    made.open("alder", "birch")
    for judge, confidence in (("alder", "moderate"), ("birch", "low")):
        scores = {o: dict(row) for o, row in THREE[judge][0].items()}
        scores["soup"]["taste"] = {"score": scores["soup"]["taste"], "reason": "So.",
                                   "confidence": confidence}  # fmt: skip
        made.hand_in(judge, scores, THREE[judge][1])
    made.close()
    made.file.write_text(Adoption(group(made)).put_into(SET), encoding="utf-8")
    cells = made.criteria_set.assessments
    assert (cells["soup"]["taste"].confidence, cells["cake"]["taste"].confidence) == ("low", None)


def test_pooled_quantiles_against_many_draws() -> None:
    """The 5 and 95 % quantiles of 200,000 draws of the mixture are near, at every shape."""
    scores = [Score(0, 10, 40), Score(30, 60, 60), Score(50, 50, 50), Score(20, 90, 100)]
    chance = random.Random(5)
    drawn = sorted(
        score.low if score.low == score.high
        else chance.triangular(score.low, score.high, score.likely)
        for score in chance.choices(scores, k=200_000)
    )  # fmt: skip
    for share in (0.05, 0.3, 0.95):
        assert pooled_quantile(scores, share) == pytest.approx(drawn[int(share * 200_000)], abs=0.6)
    assert pooled_quantile([Score(5, 5, 5)], 0.05) == 5


def test_swings_keep_the_mean_weights(tmp_path: Path) -> None:
    """The largest is 100, the rest in proportion to the mean weights."""
    panel = group(judged(tmp_path)).panel
    swings = average_inputs(panel, "union").swings
    mean = panel.weights.mean(axis=0)
    assert max(swings.values()) == 100
    assert swings["price"] / swings["taste"] == pytest.approx(mean[1] / mean[0], abs=1e-4)
