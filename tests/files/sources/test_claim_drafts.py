"""What keeps a claim from being saved is said while it is filled in."""

from __future__ import annotations

import pytest
from files.sources.orchard import ORCHARD, as_register, empty_register

from steelyard.files.sources.claim_drafts import find_faults, find_unknown_bearings
from steelyard.files.sources.claim_edits import add_claim
from steelyard.files.texts.copied_words import CopyCheck
from steelyard.files.yaml.yaml_tree import read_tree

CHECK = CopyCheck({"orchard": ORCHARD})
GOOD = {
    "paragraph": 2,
    "says": "Nine acres came to the town.",
    "bears_on": {"cost": {"for": ["plots"]}},
}


def faults(**fields: object) -> list[tuple[str, str]]:
    """Return key and sentence of every fault of a good claim with some fields changed."""
    found = find_faults({**GOOD, **fields}, ORCHARD, CHECK, ["plots", "sale"], ["cost"])  # type: ignore[dict-item]
    return [(one.key, one.sentence) for one in found]


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({}, []),
        ({"says": " "}, [("says", "Say in your own words what the text claims.")]),
        (
            {"says": "She left the town nine acres of them."},
            [("says", "7 words in a row stand in the text; at most 4 may.")],
        ),
        (
            {"note": "the town nine acres of apple trees, it is said"},
            [("note", "7 words in a row stand in the text; at most 4 may.")],
        ),
        ({"quote": "nine acres of  apple trees"}, []),
        (
            {"quote": "nine acres of pear trees"},
            [("quote", "These words do not stand in paragraph 2 as they are written here.")],
        ),
        ({"paragraph": 99}, [("paragraph", "There are paragraphs 1 to 41.")]),
        ({"voice": "reported"}, [("by", "Name whoever is reported or quoted.")]),
        ({"voice": "reported", "by": "the clerk"}, []),
        (
            {"bears_on": {"cost": {"for": ["plot"], "against": ["houses"]}}},
            [
                ("bears_on", "There is no option plot. Did you mean plots?"),
                ("bears_on", "There is no option houses. It can be created."),
            ],
        ),
        (
            {"bears_on": {"beauty": {"for": ["plots"]}}},
            [("bears_on", "There is no criterion beauty. It can be created.")],
        ),
    ],
)
def test_each_fault_is_one_sentence_at_its_key(
    fields: dict[str, object], said: list[tuple[str, str]]
) -> None:
    """A claim without fault can be saved."""
    assert faults(**fields) == said


def test_the_copied_run_is_marked() -> None:
    """With its offsets in what was typed, so that the screen can underline it."""
    (fault,) = find_faults({**GOOD, "says": "So: the town nine acres of apples"}, ORCHARD, CHECK)
    assert fault.run is not None
    assert "So: the town nine acres of apples"[fault.run.start : fault.run.end] == (
        "the town nine acres of"
    )


def test_bearings_on_what_no_set_has_are_problems_with_a_line() -> None:
    """A misspelt option gets its right spelling, an unknown criterion a way on."""
    text = add_claim(
        empty_register(),
        "or-01",
        {
            "paragraph": 2,
            "says": "One.",
            "bears_on": {"cost": {"for": ["plot"]}, "joy": {"for": []}},
        },
    )
    tree = read_tree("orchard.yaml", text.encode())
    first, second = find_unknown_bearings(tree, as_register(text), ["plots"], ["cost"])
    assert (first.code, first.nearest) == ("R008", "plots")
    assert text.split("\n")[first.line - 1].strip().startswith("cost: {for: [plot]}")
    assert (second.found, second.where[-1]) == ("joy", "joy")
    assert "add the criterion to the criteria set" in second.fix
