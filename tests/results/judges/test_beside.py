"""Several judges beside the result of a set: which round, as lenses and readings, in the rules."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from judged_sets import SET, THREE, Judged, judged

from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.address import read_choice, write_choice
from steelyard.results.choice import Choice
from steelyard.results.data import score_data
from steelyard.results.judges.adoption import Adoption
from steelyard.results.judges.laid_over import AVERAGED
from steelyard.results.result import Result, find_result
from steelyard.results.words.judging import beside


def result_of(made: Judged, **parts: object) -> Result:
    """Return the set as its file is now."""
    choice = replace(Choice(), **parts)  # type: ignore[arg-type]
    return find_result(load_criteria_file(made.file), choice)


def simulated(folder: Path) -> Judged:
    """Return a set whose only round is closed and was answered by nobody."""
    made = Judged(folder)
    made.open(simulated="Drawn with seed 1.")
    for judge in ("alder", "birch", "cedar"):
        made.hand_in(judge, *THREE[judge])
    made.close()
    return made


def finding(result: Result, rule: str) -> tuple[str, str]:
    """Return state and sentence of a rule."""
    return next((f.state, f.found) for f in result.findings if f.rule == rule)


def test_the_last_closed_round_of_people_stands_beside(tmp_path: Path) -> None:
    """In a sentence and as data; an open round, and none, leave it out."""
    made = Judged(tmp_path)
    assert result_of(made).group is None
    made.open()
    for judge in ("alder", "birch", "cedar"):
        made.hand_in(judge, *THREE[judge])
    assert result_of(made).group is None
    assert score_data(result_of(made))["judges"] is None
    made.close()
    result = result_of(made)
    assert beside.beside_sentence(result.group) == (
        "3 judges after round 1: The judges disagree: 2 judges put Cake first, 1 Soup."
    )
    assert score_data(result)["judges"]["options"]["cake"]["first_for"] == 2
    assert result_of(made, judges=0).group is None
    made.open()
    assert result_of(made).group is not None
    assert result_of(made, judges=2).group is None


def test_a_result_is_another_once_a_round_is_closed(tmp_path: Path) -> None:
    """The same loaded file: judges, rules and lenses are those of the rounds as they are now."""
    made = Judged(tmp_path)
    loaded = load_criteria_file(made.file)
    over = Choice(judges=1, laid_over=True)
    before = find_result(loaded, over)
    assert (before.criteria_set.lenses, before.group) == ({}, None)
    made.open()
    for judge in ("alder", "birch", "cedar"):
        made.hand_in(judge, *THREE[judge])
    assert find_result(loaded, over).group is None
    made.close()
    after = find_result(loaded, over)
    assert AVERAGED in after.criteria_set.lenses
    assert find_result(loaded, over) is after
    assert find_result(loaded, Choice()).people_asked is not None


def test_made_up_judges_only_where_chosen(tmp_path: Path) -> None:
    """Not by default; chosen by the round's number, and marked in every name and sentence."""
    made = simulated(tmp_path)
    assert result_of(made).group is None
    result = result_of(made, judges=1, laid_over=True)
    assert beside.beside_sentence(result.group).startswith("3 simulated judges after round 1: ")
    names = [lens.name for lens in result.criteria_set.lenses.values()]
    assert names == [
        "Judge: Alder (simulated)", "Judge: Birch (simulated)", "Judge: Cedar (simulated)",
        "Group: averages of inputs (simulated)",
    ]  # fmt: skip
    assert all("(simulated)" in row[0] for row in beside.voice_lines(result.group)[1:])


def test_the_frame_of_a_round_is_named(tmp_path: Path) -> None:
    """It need not be the one in view, so the sentence says on which criteria the judges agree."""
    made = judged(tmp_path)
    framed = SET + "frames:\n  both: {name: Taste and price, criteria: [taste, price]}\n"
    made.file.write_text(framed, encoding="utf-8")
    assert beside.beside_sentence(result_of(made).group).startswith(
        "3 judges after round 1, counting “Taste and price”: "
    )


def test_a_judge_is_a_lens_and_a_reading(tmp_path: Path) -> None:
    """Both together give the judge's own totals, the averaged ones those of averaged inputs."""
    result = result_of(simulated(tmp_path), judges=1, laid_over=True)
    assert result.group is not None
    for judge, evaluation in result.group.panel.evaluations.items():
        seen = result.change(lens=f"judge-{judge}", reading=f"judge-{judge}")
        assert seen.evaluation.totals == pytest.approx(evaluation.totals)
    averaged = result.change(lens=AVERAGED, reading=AVERAGED).evaluation
    assert averaged.totals == pytest.approx(result.group.totals_by("mean_of_inputs").totals)


def test_scores_of_people_are_not_laid_over(tmp_path: Path) -> None:
    """Their weights are, by pseudonym, as they were promised; of scores only the average."""
    result = result_of(judged(tmp_path), judges=1, laid_over=True)
    assert [*result.criteria_set.lenses] == ["judge-alder", "judge-birch", "judge-cedar", AVERAGED]
    assert [*result.criteria_set.readings] == [AVERAGED]
    rows = beside.voice_lines(result.group) if result.group else []
    assert rows[2] == ["Judge: Birch (weights and scores)", "Soup", "31.7"]
    assert rows[-1] == ["Group: mean of individual totals", "Cake", "6.9"]


def test_an_address_names_judges_of_a_closed_round(tmp_path: Path) -> None:
    """Lens and round are kept; without the round, the lens is unknown and left out."""
    made = judged(tmp_path)
    seen = result_of(made, judges=1, laid_over=True)
    choice = replace(seen.choice, lens="judge-birch")
    address = write_choice(seen.criteria_set, "lunch", choice)
    assert address == {"set": "lunch", "lens": "judge-birch", "judges": "1"}
    assert read_choice(seen.criteria_set, address, (), seen.closed_numbers) == (choice, [])
    plain = result_of(made)
    found, ignored = read_choice(plain.criteria_set, address)
    assert (found, len(ignored)) == (Choice(), 2)
    assert "closed round" in ignored[1]


def test_rules_on_people_look_at_the_sealed_sheets(tmp_path: Path) -> None:
    """Judges apart from the scores leave them open; adopted ones are counted, one by one."""
    made = judged(tmp_path)
    alone = SET + "elicitation:\n  scores: {by: The cook, people: 1}\n"
    made.file.write_text(alone, encoding="utf-8")
    state, said = finding(result_of(made), "scorers")
    assert state == "open"
    assert said.endswith("Beside it 3 judges scored, each alone, in round 1.")
    assert finding(result_of(made), "weighters")[0] == "open"
    group = result_of(made).group
    assert group is not None
    adopted = Adoption(group).put_into(alone)
    made.file.write_text(adopted, encoding="utf-8")
    state, said = finding(result_of(made), "scorers")
    assert (state, said.endswith("Checked by 3 sealed sheets of round 1.")) == ("passed", True)
    assert finding(result_of(made), "weighters")[0] == "passed"
    made.file.write_text(adopted.replace("people: 3", "people: 9"), encoding="utf-8")
    state, said = finding(result_of(made), "scorers")
    assert (state, said.endswith("In round 1 there are 3 sealed sheets.")) == ("failed", True)


def test_made_up_judges_change_no_rule(tmp_path: Path) -> None:
    """Chosen or not, every finding is the one without them."""
    made = simulated(tmp_path)
    assert result_of(made, judges=1, laid_over=True).findings == result_of(made).findings
