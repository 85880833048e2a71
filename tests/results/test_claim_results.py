"""A result says what its registers leave to be read, and what a detached claim would cost."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria
from steelyard.results.choice import Choice
from steelyard.results.compared.codings import CodingComparison
from steelyard.results.compared.register_changes import RegisterComparison
from steelyard.results.result import Result, find_result
from steelyard.results.words.texts.sources import (
    cells_parts,
    codings_words,
    coverage_words,
    detached_words,
    question_words,
    register_changes_rows,
    register_changes_words,
)


@pytest.fixture(scope="module")
def iran() -> Result:
    """Return the shipped set that is built on two registers."""
    return find_result(load_criteria_file(shipped_criteria() / "iran-2026.yaml"), Choice())


def test_the_shipped_texts_are_covered_but_for_headings(iran: Result) -> None:
    """Counted by source, and said in one sentence."""
    states = iran.cover_paragraphs("coercive-bargaining")
    assert coverage_words(states) == "Each of the 13 paragraphs has a claim, or was looked at."
    bare = [s.paragraph for s in iran.cover_paragraphs("kinetic-diplomacy") if not s.is_covered]
    assert bare == [3, 8, 14, 18, 22, 27]
    assert coverage_words(iran.cover_paragraphs("kinetic-diplomacy")) == (
        "6 of 33 paragraphs have no claim yet: 3, 8, 14, 18, 22 and 27."
    )


def test_cells_unused_claims_and_bare_cells_add_up(iran: Result) -> None:
    """A claim is cited or unused, never both; a bare cell has no claim at all."""
    cells = iran.cell_coverage
    assert len(cells) == len(iran.whole.options) * len(iran.whole.criteria)
    cited = {claim for cell in cells.values() for claim in cell.cited}
    assert not cited & set(iran.unused_claims)
    assert set(iran.unused_claims) <= set(iran.loaded.claims)
    borne = {
        (option, criterion)
        for entry in iran.loaded.claims.values()
        for criterion, bearing in entry.bears_on.items()
        for option in (*bearing.for_, *bearing.against)
    }
    assert not borne & set(iran.bare_cells)
    assert not any(cells[cell].cited for cell in iran.bare_cells)
    states = [cell.state for cell in cells.values()]
    assert f"{states.count('score with claims')} of {len(cells)} cells" in cells_parts(cells)[0]


def test_detaching_the_last_claim_is_told_with_its_effect(iran: Result) -> None:
    """A claim beside others costs nothing; the last one makes the score unknown."""
    alone = next(c for c in iran.cell_coverage.values() if len(c.cited) == 1)
    beside = next(c for c in iran.cell_coverage.values() if len(c.cited) > 1)
    assert iran.judge_detached(*beside.cell, beside.cited[0]) is None
    found = iran.judge_detached(*alone.cell, alone.cited[0])
    assert found is not None
    assert set(found.freed) <= {alone.cell}
    said = detached_words(iran.whole, found)
    assert said.startswith("It is the last claim under ")
    assert said.endswith(".")


def test_leaning_grows_to_what_all_claims_say(iran: Result) -> None:
    """The last step counts every claim that speaks for or against an option."""
    option = next(iter(iran.whole.options))
    steps = iran.grow_leaning("kinetic-diplomacy", [option])
    register = iran.loaded.registers["kinetic-diplomacy"].register
    assert register is not None
    speaking = {
        claim
        for claim, entry in register.claims.items()
        for bearing in entry.bears_on.values()
        if option in (*bearing.for_, *bearing.against)
    }
    assert {step.claim for step in steps} == speaking


def test_what_to_look_for_is_the_criterion_s_question_put_to_the_option(iran: Result) -> None:
    """Every cell has one, a question of its own or one made of the name."""
    for cell in iran.cell_coverage:
        said = question_words(iran.whole, cell)
        assert said.startswith(iran.whole.options[cell[0]].label)
        assert ": " in said


def test_a_register_beside_itself_agrees(iran: Result) -> None:
    """Each claim pairs, kappa is 1, and no version differs from itself."""
    register = iran.loaded.registers["coercive-bargaining"].register
    assert register is not None
    found = CodingComparison(register.standing, register.standing, ("Hazel", "Rowan"))
    assert found.differing == ()
    assert {one.kappa for one in found.agreements.values()} == {1.0}
    count = len(register.claims)
    assert codings_words(found)[:2] == [
        f"{count} claims of both, 0 only of Hazel, 0 only of Rowan",
        f"Voice: {count} of {count} the same, kappa 1.00",
    ]
    assert register_changes_words(RegisterComparison(register, register)) == ["No claim differs."]


def test_what_differs_between_two_versions_of_a_register(iran: Result) -> None:
    """Each claim has a row that says how, and the command's lines say the same."""
    register = iran.loaded.registers["coercive-bargaining"].register
    assert register is not None
    (first, one), (second, two), *rest = register.claims.items()
    now = {
        first: one.model_copy(update={"voice": "quoted", "bears_on": {}}),
        **dict(rest),
        "new-1": two.model_copy(update={"says": "Said later."}),
    }
    gone = rest[0][0]
    now[gone] = rest[0][1].model_copy(update={"withdrawn": "misread"})
    found = RegisterComparison(register, register.model_copy(update={"claims": now}))
    assert register_changes_rows(found) == [
        ["new-1", "added", "Said later."],
        [second, "taken out", two.says],
        [first, "changed: voice and bears on", one.says],
        [gone, "withdrawn: misread", rest[0][1].says],
    ]
    assert register_changes_words(found) == [
        "+ new-1  Said later.",
        f"- {second}  {two.says}",
        f"  {first}  changed: voice and bears on",
        f"  {gone}  withdrawn: misread",
    ]


def test_a_withdrawn_claim_counts_nowhere(tmp_path: Path) -> None:
    """A score that cites it loses it, and the file has a problem."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "criteria").mkdir()
    (tmp_path / "seeds" / "menu.yaml").write_text(
        "format: 1\ntitle: Menu\nsha256: " + "a" * 64 + '\nfingerprints: ["' + "0" * 16 + '"]\n'
        "claims:\n  m-1: {paragraph: 1, says: Warm, withdrawn: Misread}\n"
    )
    path = tmp_path / "criteria" / "lunch.yaml"
    path.write_text(
        "format: 1\ntitle: Lunch\nsources: [menu]\ncriteria: {taste: {name: Taste}}\n"
        "options: {soup: {name: Soup}, cake: {name: Cake}}\n"
        "assessments: {soup: {taste: {score: 40, claims: [m-1]}}}\n"
    )
    loaded = load_criteria_file(path)
    assert [problem.code for problem in loaded.problems] == ["C027"]
    result = find_result(loaded, Choice())
    assert result.evidence.claims == {}
    assert result.whole.assessments["soup"]["taste"].claims == []
