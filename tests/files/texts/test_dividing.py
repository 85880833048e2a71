"""Splitting, joining and leaving out are steps on pieces that can be given in any order."""

from __future__ import annotations

import json
import random

import pytest

from steelyard.files.texts.dividing import (
    DividingError,
    Division,
    TextPart,
    choices_data,
    divide,
    take_choices,
)
from steelyard.files.texts.pieces import TextPiece
from steelyard.files.texts.suggesting import suggest

BETWEEN = "Piece 1 has 33 characters; it can be split between two of them."
PIECES = tuple(
    TextPiece(text)
    for text in (
        "Every flood begins on the fields.",
        "According to the river",
        "Upstream Letter 2",
        "board it would be less.",
        "It will be slow. Some say never.",
    )
)


def test_the_three_kinds_of_step_give_the_paragraphs() -> None:
    """A join reaches over what is left out."""
    made = divide(
        Division(PIECES),
        joins=[(TextPart(2), TextPart(4))],
        splits=[(5, 17)],
        left_out=[TextPart(3)],
    )
    assert made.texts == (
        "Every flood begins on the fields.",
        "According to the river board it would be less.",
        "It will be slow.",
        "Some say never.",
    )
    assert made.counts == {"joined": 1, "split": 1, "left_out": 1}


def test_the_order_of_steps_does_not_matter() -> None:
    """Whichever comes first, the paragraphs are the same."""
    steps = [
        lambda made: made.split(5, 17),
        lambda made: made.join(TextPart(2), TextPart(4)),
        lambda made: made.leave_out(TextPart(3)),
        lambda made: made.join(TextPart(1), TextPart(2)),
    ]
    source = random.Random(4)
    found = set()
    for _ in range(12):
        made = Division(PIECES)
        for step in source.sample(steps, len(steps)):
            made = step(made)
        found.add(made.texts)
    assert len(found) == 1


def test_what_stands_between_two_joined_pieces_comes_after_them() -> None:
    """It is not lost and not put in the middle of a sentence."""
    made = Division(PIECES).join(TextPart(2), TextPart(4))
    assert made.texts[1:3] == (
        "According to the river board it would be less.",
        "Upstream Letter 2",
    )


def test_a_part_of_a_split_piece_can_be_left_out_or_joined_on() -> None:
    """Parts are named by piece and offset."""
    made = Division(PIECES).split(5, 17)
    assert made.leave_out(TextPart(5, 17)).texts[-1] == "It will be slow."
    assert made.join(TextPart(4), TextPart(5)).texts[-2:] == (
        "board it would be less. It will be slow.",
        "Some say never.",
    )


def test_a_join_to_a_piece_is_to_its_end_whenever_it_is_split() -> None:
    """Before the join or after it, what follows is never put into the middle."""
    pieces = (TextPiece("One two. Three"), TextPiece("four. Five."))
    first = Division(pieces).split(1, 9).join(TextPart(1), TextPart(2))
    second = Division(pieces).join(TextPart(1), TextPart(2)).split(1, 9)
    assert first.texts == second.texts == ("One two.", "Three four. Five.")


def test_undo_takes_back_one_decision_after_the_other() -> None:
    """And with none left it changes nothing."""
    made = Division(PIECES).split(5, 17).leave_out(TextPart(3))
    assert made.undo().texts == Division(PIECES).split(5, 17).texts
    assert made.undo().undo().undo() == Division(PIECES)


@pytest.mark.parametrize(
    ("step", "said"),
    [
        (lambda made: made.split(6, 1), "There is no piece 6; there are 5."),
        (lambda made: made.split(1, 0), BETWEEN),
        (lambda made: made.split(1, 33), BETWEEN),
        (
            lambda made: made.join(TextPart(4), TextPart(2)),
            "2 cannot be joined to 4: it does not follow it.",
        ),
        (lambda made: made.leave_out(TextPart(5, 3)), "Piece 5 is not split at 3."),
    ],
)  # fmt: skip
def test_a_step_that_cannot_be_made_is_one_sentence(step: object, said: str) -> None:
    """And the division stays as it was."""
    with pytest.raises(DividingError) as refused:
        step(Division(PIECES))  # type: ignore[operator]
    assert str(refused.value) == said


def test_suggestions_are_decided_by_taking_keeping_or_doing_the_same() -> None:
    """Then they are no longer open; undo opens them again."""
    pieces = (
        TextPiece("It ends in the", 1),
        TextPiece("Letter 2", 2, "top"),
        TextPiece("middle. Then it goes on.", 2),
        TextPiece("Figure 3: a map of the fields"),
    )
    division = Division(pieces, suggest(pieces))
    ids = [one.id for one in division.open_suggestions]
    assert ids == ["join-3", "leave_out-2", "leave_out-4"]
    first, second, third = division.open_suggestions
    assert [one.id for one in division.leave_out(TextPart(2)).open_suggestions] == [
        "join-3",
        "leave_out-4",
    ]
    kept = division.keep(third).take(second)
    assert kept.open_suggestions == (first,)
    assert kept.undo().open_suggestions == (first, second)
    assert division.take_all().texts == ("It ends in the middle. Then it goes on.",)
    assert not division.take_all().open_suggestions


def test_decisions_survive_as_plain_data() -> None:
    """What a browser or a draft brings back gives the same paragraphs, and undo as before."""
    made = Division(PIECES).split(5, 17).leave_out(TextPart(3)).join(TextPart(2), TextPart(4))
    again = take_choices(Division(PIECES), json.loads(json.dumps(choices_data(made))))
    assert again == made
    assert again.undo() == made.undo()


@pytest.mark.parametrize(
    "data",
    [
        None,
        "x",
        [["x"]],
        [[{"kind": "eat", "part": [1, 0], "after": None, "suggestion": ""}]],
        [[{"kind": "split", "part": [1, 99], "after": None, "suggestion": ""}]],
        [[{"kind": "leave_out", "part": [9, 0], "after": None, "suggestion": ""}]],
        [[{"kind": "leave_out", "part": [1, 5], "after": None, "suggestion": ""}]],
        [[{"kind": "join", "part": [1, 0], "after": [2, 0], "suggestion": ""}]],
        [[{"kind": "join", "part": [2, 0], "after": None, "suggestion": ""}]],
    ],
)
def test_decisions_that_do_not_fit_are_refused(data: object) -> None:
    """A browser can send anything."""
    with pytest.raises(DividingError):
        take_choices(Division(PIECES), data)


def test_a_step_is_taken_away_with_what_hangs_on_it() -> None:
    """Without a split there is nothing left of the join to its second part."""
    whole = Division(PIECES)
    split = whole.split(5, 17)
    joined = split.join(TextPart(4), TextPart(5, 17))
    assert joined.without("split", TextPart(5, 17)).choices == ()
    assert joined.without("join", TextPart(5, 17)) == split
    assert whole.leave_out(TextPart(3)).without("leave_out", TextPart(3)) == whole


def test_a_character_of_a_part_is_found_in_its_piece() -> None:
    """Also after hyphens have been taken out, and spaces at the start of a part."""
    pieces = (TextPiece("A mead-ow by the ri-ver.", hyphens=(6, 19)),)
    division = Division(pieces, suggest(pieces)).split(1, 9)
    part = TextPart(1, 9)
    assert division.text_of(part)[3:6] == "the"
    assert pieces[0].text[division.offset_in_piece(part, 3) :].startswith("the ri")
    mended = division.take_all()
    assert mended.text_of(part) == "by the river."
    assert mended.offset_in_piece(part, 9) == 20
    assert mended.offset_in_piece(part, 99) == len(pieces[0].text)
