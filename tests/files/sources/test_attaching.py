"""A claim is cited by a cell in one line of the criteria file, directly or not."""

from __future__ import annotations

import pytest

from steelyard.files.editing.open_text import EditError
from steelyard.files.sources.attaching import attach, detach

FILE = """\
format: 1
title: Lunch
criteria: {taste: {name: Taste}, price: {name: Price}}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments:
  soup:
    taste: 40            # warm
    price: {score: [2, 3, 4], claims: [c-1]}
"""


@pytest.mark.parametrize(
    ("cell", "claim", "is_direct", "line"),
    [
        (("soup", "taste"), "c-2", True, "    taste: {score: 40, claims: [c-2]}            # warm"),
        (
            ("soup", "price"),
            "c-2",
            True,
            "    price: {score: [2, 3, 4], claims: [c-1, c-2]}",
        ),
        (
            ("soup", "price"),
            "c-2",
            False,
            "    price: {score: [2, 3, 4], claims: [c-1], inferred_from: [c-2]}",
        ),
        (("cake", "price"), "c-2", True, "    price: {score: unknown, claims: [c-2]}"),
    ],
)
def test_attaching_changes_the_line_of_the_cell(
    cell: tuple[str, str], claim: str, is_direct: bool, line: str
) -> None:
    """A bare score grows, a cell that is not there comes with an unknown score."""
    after = attach(FILE, *cell, claim, is_direct=is_direct)
    changed = [one for one in after.split("\n") if one not in FILE.split("\n")]
    assert line in changed
    assert len(changed) == (2 if cell[0] == "cake" else 1)


def test_a_claim_is_direct_or_indirect_and_attached_once() -> None:
    """Attached the other way it moves, attached again it stays."""
    once = attach(FILE, "soup", "price", "c-1", is_direct=True)
    assert once == FILE
    moved = attach(FILE, "soup", "price", "c-1", is_direct=False)
    assert "price: {score: [2, 3, 4], inferred_from: [c-1]}" in moved


def test_detaching_takes_out_the_claim_and_leaves_the_score() -> None:
    """The list goes with its last claim; what is not cited changes nothing."""
    assert "    price: [2, 3, 4]\n" in detach(FILE, "soup", "price", "c-1")
    two = attach(FILE, "soup", "price", "c-2", is_direct=True)
    assert detach(two, "soup", "price", "c-2") == FILE
    assert detach(FILE, "soup", "taste", "c-9") == FILE


def test_a_cell_that_cannot_be_is_refused() -> None:
    """In one sentence."""
    with pytest.raises(EditError, match="There is no option pie in the file"):
        attach(FILE, "pie", "price", "c-1", is_direct=True)
    with pytest.raises(EditError, match="There is no criterion joy in the file"):
        attach(FILE, "soup", "joy", "c-1", is_direct=True)
