"""What is done of the path from a question to a weighed set is counted from the file alone."""

from __future__ import annotations

from pathlib import Path

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria
from steelyard.files.sources.first_set import begin_set, put_names
from steelyard.files.sources.register_writing import write_register
from steelyard.files.texts.kept_text import save_text_bytes, text_bytes
from steelyard.results.choice import Choice
from steelyard.results.path_steps import STEPS, PathStep, find_steps
from steelyard.results.result import find_result


def steps_of(path: Path) -> dict[str, PathStep]:
    """Return the steps of a file."""
    return find_steps(find_result(load_criteria_file(path), Choice()))


def test_a_set_just_begun_has_its_question_alone(tmp_path: Path) -> None:
    """The entries that only stand there count for nothing."""
    file = tmp_path / "pond.yaml"
    file.write_text(begin_set("Pond", "What now?"), encoding="utf-8")
    steps = steps_of(file)
    assert [*steps] == [*STEPS]
    assert [name for name, step in steps.items() if step.is_done] == ["question"]
    assert steps["texts"].words == steps["options"].words == steps["criteria"].words == "none yet"


def test_each_step_counts_what_there_is(tmp_path: Path) -> None:
    """Texts that are here, options, ends in words, paragraphs read, scores, reasons."""
    texts = ["One.", "Two."]
    seeds = tmp_path / "seeds"
    save_text_bytes(seeds / "texts" / "a.txt", text_bytes(texts))
    register = write_register(texts, {"title": "A"}, prefix="a", aim=3).replace(
        "no_claim: {}", "no_claim: {2: heading}\nclaims:\n  a-01: {paragraph: 1, says: Said so.}"
    )
    (seeds / "a.yaml").write_text(register, encoding="utf-8")
    text = put_names(begin_set("Pond", "What now?"), "options", ["Mend it", "Fill it"])
    text = put_names(text, "criteria", ["Cost"]).replace('swing_reason: ""', "swing_reason: All.")
    file = tmp_path / "pond.yaml"
    file.write_text(
        f"{text}sources: [a]\nassessments: {{mend_it: {{cost: 5}}, fill_it: {{cost: unknown}}}}\n",
        encoding="utf-8",
    )
    steps = steps_of(file)
    assert steps["texts"] == PathStep(True, "1 text, 2 paragraphs")
    assert steps["options"] == PathStep(True, "2")
    assert steps["criteria"] == PathStep(False, "1, of which 1 lacks words for an end")
    assert steps["claims"] == PathStep(True, "1 of 3")
    assert steps["scores"] == PathStep(False, "1 of 2")
    assert steps["weights"] == PathStep(True, "1 of 1 swings have a reason")


def test_the_essays_set_has_gone_the_whole_way_but_for_its_texts() -> None:
    """The texts are not part of the project."""
    steps = steps_of(shipped_criteria() / "iran-2026.yaml")
    assert {name for name, step in steps.items() if not step.is_done} <= {"texts", "claims"}
