"""Sentences on frames: what a frame settles before weighing, other frames' verdicts, notes."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from steelyard.model import CriteriaSet
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.lead.packages import gap_under
from steelyard.results.words.names import leads, option_names
from steelyard.results.words.numbers import counted, lead
from steelyard.results.words.text import as_sentence, listing, plain

if TYPE_CHECKING:
    from steelyard.results.frames import FrameView
    from steelyard.results.result import Result

AT_THE_FILES_WEIGHTS: Final = "This is said for the file’s own weights and scores."
"""Added to the line if the view has changes that the line does not reflect."""

ABOUT_THESE_CRITERIA: Final = "About these criteria"
"""The heading over the note of a frame."""

_MOST_CRITERIA: Final = 3
"""A frame that differs in more criteria than this is called by its name."""


def frame_line(result: Result) -> str:
    """Return what the frame in view decides, then the verdict of each other frame.

    With the weights and scores of the file, whatever was moved; empty if the file has fewer than
    two frames.
    """
    decided = decided_sentence(result)
    return " ".join([*([decided] if decided else []), *other_frame_sentences(result)])


class OtherFrame(NamedTuple):
    """A frame that is not in view: its id, the words that name its criteria, and its verdict."""

    frame: str
    criteria: str
    says: str


def other_frames(result: Result) -> list[OtherFrame]:
    """Return a sentence on each frame except the one in view, split after the criteria names.

    `says` begins with a colon: the verdict at the weights and scores of the file, and the
    families that frame shuts out. None where the file has fewer than two frames.
    """
    criteria_set, here = result.criteria_set, result.evaluation.frame
    found = []
    for frame, view in result.frames.items():
        if frame != here:
            there = f"; {shut_words(criteria_set, view)} there" if view.shut_out else ""
            difference = frame_difference(criteria_set, result, frame)
            sentence = as_sentence(f"{difference}: {_verdict(criteria_set, view)}{there}")
            words = len(difference)
            found.append(OtherFrame(frame, sentence[:words], sentence[words:]))
    return found


def frame_top(result: Result) -> str:
    """Return `frame_line` for a text that is not redrawn.

    Where the result has other weights or scores than the file, that is added.
    """
    sentence = frame_line(result)
    choice = result.choice
    moved = choice.is_exploratory or choice.lens or choice.reading or choice.scenario
    return f"{sentence} {AT_THE_FILES_WEIGHTS}" if sentence and moved else sentence


def other_frame_sentences(result: Result) -> list[str]:
    """Return one sentence on each frame except the one in view: its verdict, what it shuts out.

    At the weights and scores of the file; none where the file has fewer than two frames.
    """
    return [f"{other.criteria}{other.says}" for other in other_frames(result)]


def frame_note(result: Result) -> str:
    """Return the file's note on the frame in view, on one line; empty without one."""
    frame = result.criteria_set.frames.get(result.evaluation.frame)
    return "" if frame is None else plain(frame.note)


def decided_sentence(result: Result) -> str:
    """Return which families the criteria in view shut out, whatever the weights; empty for none."""
    view = result.frames.get(result.evaluation.frame)
    if view is None or not view.shut_out:
        return ""
    count = len(view.evaluation.criteria)
    these = "this criterion" if count == 1 else f"these {counted(count, 'criterion', 'criteria')}"
    shut = shut_words(result.criteria_set, view)
    return as_sentence(f"On {these} {shut}, whatever the weights")


def shut_words(criteria_set: CriteriaSet, view: FrameView) -> str:
    """Return the clause that none of the families shut out can lead."""
    *first, last = (plain(family) for family in view.shut_out)
    kinds = f"{', '.join(first)} or {last}" if first else last
    return f"no kind of {kinds} can {leads(criteria_set, 2)}"


def frame_difference(criteria_set: CriteriaSet, result: Result, frame: str) -> str:
    """Return the criteria in which a frame differs from the one in view, or the frame's name."""
    here, there = result.evaluation.criteria, result.frames[frame].evaluation.criteria
    added = [c for c in there if c not in here]
    gone = [c for c in here if c not in there]
    if bool(added) == bool(gone) or len(added) + len(gone) > _MOST_CRITERIA:
        return f"counting “{plain(criteria_set.frames[frame].name)}”"
    names = listing(plain(criteria_set.criteria[c].label) for c in added or gone)
    return f"counting also {names}" if added else f"without {names}"


def _verdict(criteria_set: CriteriaSet, view: FrameView) -> str:
    """Return a verdict on totals as a clause that can follow a colon."""
    verdict, totals = view.verdict, view.evaluation.totals
    leaders = plain(option_names(criteria_set, verdict.leaders, most=3))
    if verdict.runner_up is None:
        return f"{leaders} is the only option"
    if verdict.state == "cannot be decided":
        return f"cannot be decided, {counted(len(view.evaluation.unknown), 'score')} unknown"
    if len(verdict.leaders) > 1:
        return f"{leaders} are level"
    first, second = totals[verdict.leaders[0]], totals[verdict.runner_up]
    if verdict.state == "close call":
        rival = plain(criteria_set.options[verdict.runner_up].label)
        gap = gap_under(first - second, lead(first, second), criteria_set.verdict.close_call)
        return f"{CLOSE}, {rival} {gap} behind {leaders}"
    return f"{leaders} {leads(criteria_set)} by {lead(first, second)}"
