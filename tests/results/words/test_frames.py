"""What a frame decides beforehand, the verdicts of the other frames, and notes of frames."""

from __future__ import annotations

from files.lunch import load

from steelyard.results.choice import Choice
from steelyard.results.result import Result
from steelyard.results.words.lead.frames import (
    AT_THE_FILES_WEIGHTS,
    frame_line,
    frame_note,
    frame_top,
    other_frames,
)

# On safety and peace alone force is below treaty whatever the weights. At equal weights treaty is
# at 65 there, talks at 64; with might treaty at 46.3, strike at 46.7; on the last two strike at 60,
# treaty at 34.5.
FORCE = """\
format: 1
title: Force
criteria:
  safety: {name: Safety, swing: 50}
  peace: {name: Peace, swing: 50}
  might: {name: Might, swing: 50}
frames:
  soft: {name: The soft two, criteria: [safety, peace], note: Says  little of force.}
  all: {name: All, criteria: [safety, peace, might]}
  hard: {name: The hard two, criteria: [peace, might]}
options:
  treaty: {name: Treaty, family: talks}
  talks: {name: Talks, family: talks}
  strike: {name: Strike, family: force}
  limited: {name: Limited, family: force}
assessments:
  treaty: {safety: 70, peace: 60, might: 9}
  talks: {safety: 68, peace: 60, might: 8}
  strike: {safety: 20, peace: 20, might: 100}
  limited: {safety: 30, peace: 10, might: 30}
"""


def seen(text: str = FORCE, **choice: object) -> Result:
    """Return the set of this module, or another, seen with a choice."""
    return Result(load(text), Choice(**choice))  # type: ignore[arg-type]


def test_a_family_without_a_chance_is_said_where_another_frame_gives_it_one() -> None:
    """On two criteria force cannot lead; treaty and strike are 0.3 apart on three."""
    assert frame_line(seen()) == (
        "On these 2 criteria no kind of force can lead, whatever the weights. "
        "Counting also Might: too close to call, Treaty 0.3 behind Strike. "
        "Counting “The hard two”: Strike leads by 25.5."
    )


def test_a_text_that_is_not_redrawn_says_whose_weights_the_line_is_about() -> None:
    """With other scores or weights in view the line names the file's; with the file's own not."""
    assert frame_top(seen()) == frame_line(seen())
    moved = seen(swings={"safety": 10.0})
    assert frame_top(moved) == f"{frame_line(seen())} {AT_THE_FILES_WEIGHTS}"


def test_the_reverse_line() -> None:
    """Where nothing is shut out the line begins with the other frames, and says what they shut."""
    assert frame_line(seen(frame="all")) == (
        "Without Might: too close to call, Talks 1.0 behind Treaty; no kind of force can lead "
        "there. Without Safety: Strike leads by 25.5."
    )


def test_the_line_is_fixed() -> None:
    """Moved weights and scores leave the line as it is."""
    moved = seen(swings={"safety": 0.0}, disputes={("strike", "safety"): 100.0})

    assert frame_line(moved) == frame_line(seen())
    assert moved.frames == seen().frames


def test_what_no_frame_allows_is_not_laid_at_one() -> None:
    """Options beaten on every criterion of the file lose by their scores, not by a frame."""
    beaten = FORCE.replace("might: 100}", "might: 5}").replace("might: 30}", "might: 3}")

    assert not any(view.shut_out for view in seen(beaten).frames.values())


def test_one_frame_has_no_line() -> None:
    """There is nothing else to count."""
    lines = FORCE.splitlines(keepends=True)
    alone = "".join(line for line in lines if not line.startswith(("  all:", "  hard:")))

    assert frame_line(seen(alone)) == ""
    assert frame_note(seen(alone)) == "Says little of force."
    assert frame_note(seen(frame="hard")) == ""


def test_unknown_scores_leave_a_frame_undecided() -> None:
    """A frame that an unknown score could turn says so, and a tie is no lead."""
    unsure = FORCE.replace("might: 9}", "might: unknown}").replace("safety: 68", "safety: 70")

    unknown = "cannot be decided, 1 score unknown."
    assert frame_line(seen(unsure)).endswith(
        f"Counting also Might: {unknown} Counting “The hard two”: {unknown}"
    )
    assert frame_line(seen(unsure, frame="all")).startswith(
        "Without Might: Treaty and Talks are level;"
    )


def test_the_words_that_open_a_frame_begin_its_sentence() -> None:
    """What names the criteria of another frame, and the rest, together are its sentence."""
    [first, *rest] = other_frames(seen(frame="hard"))
    assert first.criteria == "Counting “The soft two”"
    assert first.says.startswith(": too close to call, Talks 1.0 behind Treaty; no kind of force")
    assert [other.frame for other in (first, *rest)] == ["soft", "all"]
