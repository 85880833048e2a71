"""Random edits of shipped, made-up and broken files: only their own lines, or a refusal.

`make fuzz N=20000 SEED=7` tries more of them, and others.
"""

from __future__ import annotations

import os
import random

import pytest
from files.lunch import LUNCH
from files.random_edits import all_spots, random_file, try_edit
from files.test_mutations import DRUGS, IRAN, MUTATIONS, SHORTEST

from steelyard.files.editing.open_text import EditError, OpenText
from steelyard.files.editing.score_text import parse_score, score_text
from steelyard.files.editing.value_edits import put_value

COUNT = int(os.environ.get("STEELYARD_FUZZ", "1000"))
SEED = os.environ.get("STEELYARD_SEED", "1")


@pytest.mark.parametrize(("text", "share"), [(IRAN, 30), (DRUGS, 10), (LUNCH, 2)])
def test_an_edit_of_a_whole_file_touches_only_its_own_lines(text: str, share: int) -> None:
    """Each edit starts from the file as it is shipped; most succeed."""
    source = random.Random(f"{SEED} whole {share}")
    done = [try_edit(source, text) is not None for _ in range(COUNT // share)]
    assert sum(done) >= len(done) // 2


@pytest.mark.parametrize("batch", range(4))
def test_edits_of_files_in_any_style_touch_only_their_own_lines(batch: int) -> None:
    """Brackets, blocks, quotes, comments, three kinds of line ends; edits on top of edits."""
    source = random.Random(f"{SEED} made up {batch}")
    done = 0
    for _ in range(COUNT // 4):
        text: str | None = random_file(source)
        for _ in range(3):
            text = try_edit(source, text) if text and OpenText(text).root.node.content else None
            done += text is not None
    assert done >= COUNT // 4


def test_edits_of_broken_files_touch_only_their_own_lines() -> None:
    """A file with a slip in it is edited all the same, or refused with a sentence."""
    source = random.Random(f"{SEED} broken")
    for _ in range(COUNT // 3):
        text = source.choices([IRAN, DRUGS, LUNCH], [1, 2, 17])[0]
        for _ in range(source.choice([1, 1, 2])):
            text = source.choice(MUTATIONS)(source, text if len(text) > SHORTEST else LUNCH)
        try_edit(source, text)


@pytest.mark.parametrize("text", [IRAN, DRUGS, LUNCH], ids=["iran", "drugs", "lunch"])
def test_every_value_put_back_is_the_file_again(text: str) -> None:
    """Reading a value and writing it changes nothing; so does another one and the old again."""
    opened = OpenText(text)
    source = random.Random(f"{SEED} back")
    spots = all_spots(opened)
    for spot in source.sample(spots, min(len(spots), max(1, COUNT // 20))):
        assert put_value(text, spot.keys, spot.node.plain()) == text  # type: ignore[arg-type]
    assert put_value(text, ("title",), opened.root.node.plain()["title"]) == text  # type: ignore[index]


def test_every_score_of_a_shipped_file_moves_in_one_line() -> None:
    """A score typed as text and written is one changed line, and the old one gives the file."""
    source = random.Random(f"{SEED} scores")
    scores = [spot for spot in all_spots(OpenText(IRAN)) if spot.step == "score"]
    for spot in source.sample(scores, min(len(scores), max(1, COUNT // 100))):
        old = spot.node.plain()
        after = put_value(IRAN, spot.keys, parse_score("11 / 22 / 33"))
        differing = [
            pair
            for pair in zip(IRAN.split("\n"), after.split("\n"), strict=True)
            if len({*pair}) > 1
        ]
        assert len(differing) == 1
        assert put_value(after, spot.keys, parse_score(score_text(old))) == IRAN  # type: ignore[arg-type]


def test_a_cell_of_the_drugs_file_gains_and_loses_a_reason() -> None:
    """Growing into a full assessment and back is the file again."""
    source = random.Random(f"{SEED} reasons")
    cells = [spot for spot in all_spots(OpenText(DRUGS)) if spot.keys[0] == "assessments"]
    cells = [spot for spot in cells if len(spot.keys) == 3]
    for spot in source.sample(cells, min(len(cells), max(1, COUNT // 20))):
        grown = put_value(DRUGS, (*spot.keys, "reason"), "Two panels said so.")
        bare = OpenText(grown).find(spot.keys)[0].node.plain()
        assert bare == {"score": spot.node.plain(), "reason": "Two panels said so."}
        assert put_value(grown, spot.keys, spot.node.plain()) == DRUGS  # type: ignore[arg-type]


def test_a_refusal_has_a_sentence() -> None:
    """Even of a file that cannot be read at all."""
    with pytest.raises(EditError, match=r"cannot be read in line 1"):
        put_value("a: [", ("a",), 1)
