"""Sentences on why an option leads and what would change that, and on rival readings."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.results.words.basis import source_letters
from steelyard.results.words.brief.top import file_view, other_frames_of
from steelyard.results.words.findings import lead_cell, own_scores_name
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.lead.dissent import instead_sentences, rescored_words
from steelyard.results.words.lead.fragility import (
    gaps_between,
    nearest_flip_sentence,
    nearest_scores_sentence,
)
from steelyard.results.words.lead.frames import frame_difference
from steelyard.results.words.names import criterion_name, leads, option_names
from steelyard.results.words.numbers import (
    counted,
    one_decimal,
    signed_tenth,
    small_points,
    span_of_hundred,
    whole,
)
from steelyard.results.words.simulations import DEPENDING
from steelyard.results.words.text import as_sentence, first_sentence, plain, some
from steelyard.results.words.weights import (
    describe_level,
    describe_no_flip,
    distance,
    is_parted_at_once,
    nearest_first,
)

if TYPE_CHECKING:
    from steelyard.analysis.totals import Evaluation
    from steelyard.results.result import Result

WHY, WEIGHT, SCORE, SCORES = "Why.", "A weight.", "A score.", "Whose scores."
EVIDENCE, PREMIUM, WORLD = "The evidence.", "The package.", "The world."
CONDITION_HEAD = "A condition."
NO_READING = "The file has no rival reading of the scores: no dissent is recorded."
NO_SOURCE = "No text is entered, so no score can be traced to one."


class BriefPoint(NamedTuple):
    """A word or two in bold with the sentences that follow; `is_bad`: shown as a warning."""

    lead: str
    text: str
    is_bad: bool = False


_NUMBERS = ("no", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")


def change_heading(result: Result) -> str:
    """Return the heading over why an option leads and what would change that."""
    if len(result.evaluation.options) < 2 or len(result.evaluation.leaders) > 1:
        return "What would change this"
    return f"Why it {leads(result.criteria_set)}, and what could end it"


def rivals_heading(result: Result, count: int) -> str:
    """Return the heading over rival readings."""
    if count < 1:
        return "What rival scores say"
    number = _NUMBERS[count] if count < len(_NUMBERS) else str(count)
    own = result.choice.reading is not None
    what = "other set" if own else "rival reading"
    end = " of scores" if own else ""
    return f"What the {what}{end} says" if count == 1 else f"What {number} {what}s{end} say"


def why_point(result: Result) -> BriefPoint:
    """Return on which criteria the leader is ahead of the option it is compared with, in points."""
    first, second = result.leader_and_rival
    criteria_set, gaps = result.criteria_set, gaps_between(result, first, second)
    names = {c: f"{criterion_name(criteria_set, c)} ({signed_tenth(g)})"
             for c, g in gaps.items()}  # fmt: skip
    ahead = [names[c] for c in gaps if gaps[c] > 0]
    behind = [names[c] for c in reversed(gaps) if gaps[c] < 0]
    parts = [f"{how} on {some(named)}" for how, named in (("ahead", ahead), ("behind", behind))
             if named]  # fmt: skip
    against = plain(criteria_set.options[second].label)
    name = plain(criteria_set.options[first].label)
    where = f"is {', and '.join(parts)}" if parts else "is level on every criterion"
    return BriefPoint(WHY, f"Against {against}, {name} {where}.")


def change_points(result: Result, *, most_scores: int = 2) -> list[BriefPoint]:
    """Return what would end the lead: a weight, a score, a reading, a source, packages, a scenario.

    `most_scores`: how many single scores are named at most.
    """
    leaders = result.evaluation.leaders
    if len(result.evaluation.options) < 2:
        return [BriefPoint("", "With one option there is nothing that another could take away.")]
    if len(leaders) > 1:
        level = plain(option_names(result.criteria_set, leaders))
        return [
            BriefPoint(
                "", f"{level} are level: the smallest change that favours one of them decides."
            )
        ]
    world = " ".join(instead_sentences(result))
    points = [
        BriefPoint(WEIGHT, nearest_flip_sentence(result)),
        BriefPoint(SCORE, nearest_scores_sentence(result, most_scores)),
        BriefPoint(SCORES, _readings(result)),
        BriefPoint(EVIDENCE, _sources(result)),
        BriefPoint(PREMIUM, result.verdict.packages),
        BriefPoint(WORLD, world),
    ]
    return [BriefPoint(point.lead, plain(point.text)) for point in points if point.text]


def _readings(result: Result) -> str:
    found, own = result.readings.evaluations, result.evaluation.leaders
    others = [e for case, e in found.items() if case.reading != result.choice.reading]
    if not others:
        return NO_READING
    ending = sum(evaluation.leaders != own for evaluation in others)
    if not ending:
        if len(others) == 1:
            return "The only rival reading puts no other option first."
        return f"None of the {len(others)} rival readings puts another option first."
    readings = counted(len(others), "rival reading")
    return f"Under {ending} of {readings} another option {leads(result.criteria_set)} or is level."


def _sources(result: Result) -> str:
    """Return how the leader would do without the source whose loss costs it most."""
    if not result.evidence.claims:
        return NO_SOURCE
    lost = [one for one in result.source_survivals.items() if one[1].freed and one[1].leads]
    if not lost:
        return "Without any one source, no score loses its last claim."
    source, survival = min(lost, key=lambda one: one[1].leads.share if one[1].leads else 1.0)
    assert survival.leads is not None
    share = span_of_hundred(whole(100 * survival.leads.share), *survival.leads.span)
    after = f", {DEPENDING}" if " to " in share else ""
    name = plain(result.criteria_set.options[survival.leader].label)
    scores = "1 score has" if len(survival.freed) == 1 else f"{len(survival.freed)} scores have"
    return (
        f"Without source {source_letters(result)[source]}, {scores} no claim left; {name} is then "
        f"first in {share} simulations{after}."
    )


class Rival(NamedTuple):
    """A rival reading: its name, how far it differs, its argument, and its result.

    `here`: which option leads, and by how much, in this frame; `there`: the same in another frame,
    which `elsewhere` names. Both of these are empty if there is no other frame.
    """

    name: str
    differs: str
    case: str
    here: str
    there: str
    elsewhere: str
    leaders: tuple[str, ...]


def rivals(result: Result) -> list[Rival]:
    """Return every set of scores except the one in view; the file's own scores are one of them."""
    criteria_set = result.criteria_set
    elsewhere = next(iter(other_frames_of(result)), None)
    found = []
    for case, evaluation in result.readings.evaluations.items():
        if case.reading == result.choice.reading:
            continue
        entry = None if case.reading is None else criteria_set.readings[case.reading]
        there = words = ""
        if elsewhere is not None:
            words = as_sentence(frame_difference(criteria_set, result, elsewhere)).rstrip(".")
            file_case = case._replace(lens=None, scenario=None)
            other = file_view(result, elsewhere).readings.evaluations[file_case]
            there = lead_words(result, other)
        found.append(
            Rival(
                own_scores_name(result) if entry is None else plain(entry.name),
                "" if case.reading is None else f"{rescored_words(result, case.reading)} differ",
                "" if entry is None else first_sentence(entry.summary),
                lead_words(result, evaluation),
                there,
                words,
                evaluation.leaders,
            )
        )
    return found


def lead_words(result: Result, evaluation: Evaluation) -> str:
    """Return which option leads in an evaluation, by how many points, without a full stop."""
    criteria_set = result.criteria_set
    cell = lead_cell(criteria_set, evaluation, (), Perspective())
    names = plain(option_names(criteria_set, cell.leaders, most=3))
    if len(cell.leaders) > 1:
        return f"{names} are level on {one_decimal(evaluation.totals[cell.leaders[0]])}"
    if not cell.gap:
        return names
    close = f", {CLOSE}" if cell.is_close else ""
    return f"{names} {leads(criteria_set)} by {cell.gap.removeprefix('+')}{close}"


def strips_heading(result: Result) -> str:
    """Return how far a single weight has to move before another option leads."""
    criteria_set, evaluation, tracks = result.criteria_set, result.evaluation, result.tracks
    flippable = nearest_first(tracks)
    if not flippable:
        return describe_no_flip(criteria_set, evaluation)
    track = tracks[flippable[0]]
    if is_parted_at_once(evaluation, track):
        return describe_level(criteria_set, evaluation)
    moved = small_points(100 * distance(track))
    return f"A single weight has to move {moved} to change the leader"


def change_question(result: Result) -> str:
    """Return the question above the list of what would end the lead."""
    return "What would change the leader?" if len(result.evaluation.leaders) == 1 else "Who leads?"


def change_title(result: Result) -> str:
    """Return how far one weight has to move, and whether one score or reading can end the lead."""
    heading, own = strips_heading(result), result.evaluation.leaders
    enough = []
    if len(own) == 1 and any(change.is_in_range for change in result.score_changes):
        enough.append("one score within its range")
    found = result.readings.evaluations.items()
    if any(e.leaders != own for case, e in found if case.reading != result.choice.reading):
        enough.append("one rival reading")
    return f"{heading}; {' or '.join(enough)} is enough" if enough else heading
