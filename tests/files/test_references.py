"""Every id that is used is defined, or its place is reported and nothing pretends otherwise."""

from __future__ import annotations

import pytest
from files.lunch import LUNCH, codes, good, load, lunch, tree_of

from steelyard.analysis.totals import View, evaluate
from steelyard.files.references import find_broken_references, find_repeats, find_unknown_claims

PLACES = {
    "group: senses": "group: sense",
    "needs: [spoon]": "needs: [spoons]",
    "parts: [soup, cake]": "parts: [soup, cakes]",
    "criteria: [taste, price]": "criteria: [taste, prices]",
    "cake: {taste: 80,": "cake: {tastes: 80,",
    "menu: {taste: [": "menus: {taste: [",
    "{soup: {taste: 90}}": "{soups: {taste: 90}}",
    "assessments: {soup: {taste: 90": "assessments: {soup: {tastes: 90",
    "swings: {taste: 100": "swings: {tastes: 100",
    "opposite: sun": "opposite: suns",
    "shifts: {soup: {taste: 10": "shifts: {soup: {tastes: 10",
    "sun: {name: Sun, shifts: {soup": "sun: {name: Sun, shifts: {soups",
}


@pytest.mark.parametrize(("old", "new"), PLACES.items())
def test_a_misspelt_id_is_one_problem_with_the_right_one_beside_it(old: str, new: str) -> None:
    """Wherever an id is written, a slip is found at its line and column and nowhere else."""
    text = lunch(old=old, new=new)
    (problem,) = load(text).problems
    assert problem.code == "C010"
    line = text.splitlines()[problem.line - 1]
    assert line[problem.column - 1 :].startswith(problem.found)
    assert problem.nearest in old
    assert problem.nearest + "s" == problem.found or problem.nearest == "senses"


@pytest.mark.parametrize(("old", "new"), PLACES.items())
def test_nothing_that_is_kept_names_an_id_that_is_not_there(old: str, new: str) -> None:
    """What is left can be evaluated in every view."""
    criteria_set = good(lunch(old=old, new=new))
    for frame in [None, *criteria_set.frames]:
        evaluate(criteria_set, View(frame=frame))
    for lens in criteria_set.lenses:
        evaluate(criteria_set, View(lens=lens))
    for reading in criteria_set.readings:
        evaluate(criteria_set, View(reading=reading))
    for scenario, entry in criteria_set.scenarios.items():
        evaluate(criteria_set, View(scenario=scenario))
        assert entry.opposite in (None, *criteria_set.scenarios)
    assert all(
        entry.group in (None, *criteria_set.groups) for entry in criteria_set.criteria.values()
    )
    assert all(set(o.parts) <= set(criteria_set.options) for o in criteria_set.options.values())
    assert all(set(o.needs) <= set(criteria_set.conditions) for o in criteria_set.options.values())
    for row in criteria_set.assessments.values():
        assert set(row) <= set(criteria_set.criteria)


def test_a_lens_with_a_misspelt_criterion_is_left_out() -> None:
    """With one of its swings replaced by the file's it would be nobody's weighting."""
    assert good(lunch(old="swings: {taste: 100", new="swings: {tastes: 100")).lenses == {}


COMPARED = """elicitation:
  weights:
    checks:
      - {more: [taste], less: [price]}
      - {more: [tastes], less: [price]}
independence:
  - {criteria: [taste, price], forward: holds}
  - {criteria: [taste, prices], backward: fails}
"""


def test_a_comparison_with_a_misspelt_criterion_is_left_out() -> None:
    """Half a comparison says something else; the id is told with the one that was meant."""
    loaded = load(LUNCH + COMPARED)
    assert [problem.nearest for problem in loaded.problems] == ["taste", "price"]
    assert loaded.criteria_set is not None
    checks = loaded.criteria_set.elicitation.weights.checks
    assert [(one.more, one.less) for one in checks] == [(["taste"], ["price"])]
    assert [one.forward for one in loaded.criteria_set.independence] == ["holds"]


@pytest.mark.parametrize(
    ("line", "found"),
    [
        ("elicitation: {scores: {order: by_people}}", "by_people"),
        ("elicitation: {scores: {people: 0}}", "0"),
        ("elicitation: {score: {people: 1}}", "score"),
        ("independence: [{criteria: [taste]}]", "1 entry under criteria"),
        ("independence: [{criteria: []}]", "no entry under criteria"),
        ("independence: [{criteria: [taste, price], forward: 'yes'}]", "yes"),
    ],
)
def test_what_elicitation_cannot_hold(line: str, found: str) -> None:
    """Each slip is one problem that says where, what was found, what is allowed and what to do."""
    (problem,) = load(LUNCH + line + "\n").problems
    assert problem.line == len(LUNCH.splitlines()) + 1
    assert problem.allowed
    assert problem.fix
    assert found in problem.found + problem.allowed


def test_a_scenario_with_a_misspelt_shift_is_left_out() -> None:
    """Half a scenario under its whole name would mislead; what names it lets go of it."""
    criteria_set = good(lunch(old="soup: {taste: -10}", new="soup: {tastes: -10}"))
    assert list(criteria_set.scenarios) == ["rain"]
    assert criteria_set.scenarios["rain"].opposite is None


def test_ids_of_faulty_entries_count_as_defined() -> None:
    """A faulty option is one problem, however often it is named."""
    assert codes(lunch(old="soup: {name: Soup,", new="soup: {name: 1,")) == [("C003", 11)]


@pytest.mark.parametrize(
    ("old", "new", "expected"),
    [
        ("conditions:\n", "condtions:\n", [("C001", 14)]),
        ("groups:\n", "group:\n", [("C001", 6)]),
        ("groups:\n  senses: {name: Senses}", "groups: [senses]", [("C003", 6)]),
        ("scenarios:\n", "scenario:\n", [("C001", 24)]),
    ],
)
def test_a_lost_section_is_one_problem(old: str, new: str, expected: list[tuple[str, int]]) -> None:
    """What is defined under a misspelt name is not reported as undefined at every use."""
    assert codes(lunch(old=old, new=new)) == expected


def test_a_hidden_character_in_a_definition_is_reported_there_only() -> None:
    """Every use of the id is right; it is the definition that is not."""
    text = lunch(old="cake: {name: Cake}", new="'ca\u202eke': {name: Cake}")
    assert codes(text) == [("C005", 12)]
    assert list(good(text).options) == ["soup", "menu"]


def test_a_renamed_option_is_reported_wherever_the_old_name_is_left() -> None:
    """Four places still say soup: the parts, the cells, the reading and two scenarios."""
    text = lunch(old="soup: {name: Soup,", new="broth: {name: Broth,")
    assert codes(text) == [("C010", line) for line in (13, 17, 23, 25, 26)]


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("[taste, price]}", "[taste, price, taste]}"),
        ("needs: [spoon]", "needs: [spoon, spoon]"),
        ("parts: [soup, cake]", "parts: [cake, soup, cake]"),
    ],
)
def test_an_id_listed_twice_is_reported_where_it_stands_again(old: str, new: str) -> None:
    """The second one is at fault, and only the second one is left out."""
    text = lunch(old=old, new=new)
    (problem,) = load(text).problems
    line = text.splitlines()[problem.line - 1]
    assert problem.code == "C020"
    assert problem.column == line.rindex(problem.found) + 1
    assert good(text).frames == good(LUNCH).frames


def test_claims_are_looked_for_everywhere() -> None:
    """In criteria, options, conditions, cells and scenarios, direct or indirect."""
    text = (
        LUNCH.replace("name: Taste,", "name: Taste, claims: [a-1],")
        .replace("{name: Cake}", "{name: Cake, claims: [a-2]}")
        .replace("price: 8}", "price: {score: 8, claims: [a-3], inferred_from: [a-4]}}")
    )
    breaches = list(find_unknown_claims(tree_of(text), ["a-1"]))
    assert [breach.problem.found for breach in breaches] == ["a-2", "a-3", "a-4"]
    assert [breach.problem.nearest for breach in breaches] == ["a-1"] * 3


def test_an_unknown_claim_is_told_once() -> None:
    """At the first place that cites it, with how many more there are; all are left out."""
    cell = "{score: 8, claims: [a-9], inferred_from: [a-9]}"
    for count, ends in ((1, "here"), (2, "here and in 1 more place that cites it")):
        text = LUNCH.replace("price: 8}", "price: " + cell.replace("a-9", "a-1", 2 - count) + "}")
        breaches = list(find_unknown_claims(tree_of(text), ["a-1"]))
        assert [breach.problem is not None for breach in breaches] == [True] + [False] * (count - 1)
        assert breaches[0].problem.fix.endswith(f"or delete it {ends}")
    text = LUNCH.replace("name: Taste,", "name: Taste, claims: [a-9],").replace(
        "price: 8}", f"price: {cell}}}"
    )
    first, *others = find_unknown_claims(tree_of(text), ["a-1"])
    assert first.problem.fix.endswith("or delete it here and in 2 more places that cite it")
    assert first.leave_out == ("criteria", "taste", "claims", 0)
    assert [other.problem for other in others] == [None, None]


def test_a_file_that_is_no_mapping_has_no_references() -> None:
    """Nothing is found where nothing could be read."""
    for text in ("", "- a\n", "a: [\n"):
        assert list(find_broken_references(tree_of(text))) == []
        assert list(find_repeats(tree_of(text))) == []
        assert list(find_unknown_claims(tree_of(text), [])) == []


def test_shapes_gone_wrong_break_no_rule() -> None:
    """Rules that walk the nodes meet lists for mappings and the reverse."""
    for section in ("criteria", "options", "frames", "assessments", "lenses", "readings"):
        for shape in ("5", "[a, b]", "{a: 5}", "{a: [b]}", "{a: {b: {c: [d]}}}", ""):
            load(f"format: 1\ntitle: T\n{section}: {shape}\n")
            assert list(find_repeats(tree_of(f"{section}: {shape}\n"))) == []
