"""The top of a brief: the bottom line, the verdicts of the frames, and what to read with care."""

from __future__ import annotations

from typing import TYPE_CHECKING, NamedTuple

from steelyard.results.words.basis import one_way_sentences
from steelyard.results.words.glossary import CLOSE
from steelyard.results.words.lead.fragility import low_confidence_sentences
from steelyard.results.words.lead.frames import (
    AT_THE_FILES_WEIGHTS,
    decided_sentence,
    frame_difference,
    shut_words,
)
from steelyard.results.words.lead.packages import gap_under
from steelyard.results.words.names import leads, option_names
from steelyard.results.words.numbers import (
    OF_HUNDRED,
    counted,
    lead,
    one_decimal,
    percent_in_words,
    span_of_hundred,
    whole,
)
from steelyard.results.words.simulations import DEPENDING, lead_span_sentence
from steelyard.results.words.text import as_sentence, date_words, listing, plain

if TYPE_CHECKING:
    from steelyard.analysis.totals import Evaluation
    from steelyard.results.frames import FrameView
    from steelyard.results.result import Result
    from steelyard.results.words.lead.verdict import Verdict

ONLY_JUDGEMENTS = "The ranking can be no better than these judgements."
NOBODY_NAMED = "The file does not say who judged the scores."
BRIEF = ("Steelyard", "brief")
"""The kind of document; the first word is printed in bold."""

TO_CHECK = "to check: steelyard verify"
WEIGHT_WORD = "weight"
_MOST_CRITERIA = 7
"""If there are more criteria than this, they are counted instead of named."""


class Tile(NamedTuple):
    """The verdict of one frame: its criteria, which option leads, and what the frame decides.

    `criteria`: the names of the criteria if there are few; may be empty. `leader`: the option that
    gives the tile its colour; `None` if none is clearly ahead.
    """

    about: str
    criteria: str
    says: str
    text: str
    leader: str | None


def about_words(tile: Tile) -> str:
    """Return which criteria a tile is about, with their names."""
    return ": ".join(filter(None, (tile.about, tile.criteria)))


def identity_parts(result: Result) -> tuple[str, ...]:
    """Return the title of a set, its date and who judged the scores, each in a few words."""
    criteria_set = result.criteria_set
    judged = _judges(result).split(";")[0]
    dated = f"As of {date_words(criteria_set.as_of)}" if criteria_set.as_of else ""
    parts = (plain(criteria_set.title), dated, f"Scores judged by {judged}" if judged else "")
    return tuple(part for part in parts if part)


def bottom_line(result: Result) -> str:
    """Return which option leads here, then the verdict of the first other frame.

    One sentence without a full stop; only the verdict if the file has one frame.
    """
    here = _here(result)
    other = other_frames_of(result)[:1]
    if not other:
        return here
    difference = frame_difference(result.criteria_set, result, other[0])
    return f"{here}; {difference}, {_there(result, result.frames[other[0]])}"


def _here(result: Result) -> str:
    """Return the verdict; a plain lead omits the name of the rival, which is printed below."""
    verdict, criteria_set = result.verdict, result.criteria_set
    is_plain = verdict.state in ("leads but fragile", "robust", "dominates")
    if not is_plain or result.loaded.problems or verdict.most_often not in verdict.leaders:
        return verdict.sentence
    first, second = (result.evaluation.totals[o] for o in result.evaluation.ranking[:2])
    fragile = ", but the lead is fragile" if verdict.state == "leads but fragile" else ""
    name = plain(option_names(criteria_set, verdict.leaders))
    return f"{name} {_leads_by(result, lead(first, second))}{fragile}"


def _leads_by(result: Result, gap: str) -> str:
    return f"{leads(result.criteria_set)} by {gap}"


def other_frames_of(result: Result) -> list[str]:
    """Return the frames not in view that compare at least two options, in the order of the file."""
    here = result.evaluation.frame
    return [f for f, view in result.frames.items() if f != here and view.verdict.runner_up]


def file_view(result: Result, frame: str) -> Result:
    """Return the result for a frame with the weights and scores of the file."""
    own = {"lens": None, "reading": None, "scenario": None, "rival": None}
    return result.change(frame=frame, swings={}, disputes={}, struck=(), locks=(), **own)


def _there(result: Result, view: FrameView) -> str:
    """Return the verdict of another frame as a clause; `it` refers to the leader of this frame."""
    criteria_set, verdict = result.criteria_set, view.verdict
    is_same = verdict.leaders == result.verdict.leaders and len(verdict.leaders) == 1
    name = "it" if is_same else plain(option_names(criteria_set, verdict.leaders, most=3))
    if verdict.state == "cannot be decided":
        return "nothing can be decided"
    if len(verdict.leaders) > 1:
        return f"{name} are level"
    if verdict.state == "close call":
        return f"it is {CLOSE}" if is_same else f"{name} is ahead, {CLOSE}"
    return f"{name} {_leads_by(result, _gap(result, view.evaluation, verdict))}"


def _gap(result: Result, evaluation: Evaluation, verdict: Verdict) -> str:
    first, second = (evaluation.totals[option] for option in evaluation.ranking[:2])
    gap = lead(first, second)
    if verdict.state == "close call" and first > second:
        return gap_under(first - second, gap, result.criteria_set.verdict.close_call)
    return gap


def tiles(result: Result) -> tuple[Tile, ...]:
    """Return the verdict of the frame in view, then that of the first other one.

    Further frames are mentioned in the text of the second. One tile if the file has one frame.
    """
    here = Tile(
        *_counting(result),
        _says(result, result.evaluation, result.verdict),
        decided_sentence(result) or _first_two(result, result.evaluation),
        _clear_leader(result.verdict),
    )
    others = other_frames_of(result)
    return (here, _other_tile(result, *others)) if others else (here,)


def _counting(result: Result) -> tuple[str, str]:
    """Return which criteria count, and their names or number if the first part names a frame."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    frame = criteria_set.frames.get(evaluation.frame)
    named = listing(plain(criteria_set.criteria[c].label) for c in evaluation.criteria)
    if len(evaluation.criteria) > _MOST_CRITERIA:
        named = counted(len(evaluation.criteria), "criterion", "criteria")
    return (f"Counting “{plain(frame.name)}”", named) if frame else (f"Counting {named}", "")


def _says(result: Result, evaluation: Evaluation, verdict: Verdict) -> str:
    """Return a verdict in a few words, for the head of a tile."""
    name = plain(option_names(result.criteria_set, verdict.leaders, most=2))
    if verdict.runner_up is None:
        return f"{name} is the only option"
    if verdict.state == "cannot be decided":
        return "Cannot be decided"
    if len(verdict.leaders) > 1:
        return f"{name} are level"
    gap = _gap(result, evaluation, verdict)
    if verdict.state == "close call":
        return f"{CLOSE.capitalize()}: {gap} apart"
    end = {"leads but fragile": ", but fragile", "robust": ", and robust"}.get(verdict.state, "")
    return f"{name} by {gap}{end}"


def _clear_leader(verdict: Verdict) -> str | None:
    is_clear = verdict.state not in ("close call", "cannot be decided")
    return verdict.leaders[0] if is_clear and len(verdict.leaders) == 1 else None


def _first_two(result: Result, evaluation: Evaluation) -> str:
    totals = [
        f"{plain(result.criteria_set.options[option].label)} "
        f"{one_decimal(evaluation.totals[option])}"
        for option in evaluation.ranking[:2]
    ]
    return f"{', '.join(totals)}."


def _other_tile(result: Result, frame: str, *further: str) -> Tile:
    criteria_set, view = result.criteria_set, result.frames[frame]
    said = [_first_two(result, view.evaluation)]
    if view.shut_out:
        said.append(as_sentence(f"{shut_words(criteria_set, view)} there"))
    said += [sentence for sentence in [_what_else_leads(result, frame)] if sentence]
    for other in further:
        name, there = plain(criteria_set.frames[other].name), result.frames[other]
        said.append(f"“{name}”: {_says(result, there.evaluation, there.verdict)}.")
    choice = result.choice
    if choice.is_exploratory or choice.lens or choice.reading or choice.scenario:
        said.append(AT_THE_FILES_WEIGHTS)
    about = as_sentence(frame_difference(criteria_set, result, frame)).rstrip(".")
    says = _says(result, view.evaluation, view.verdict)
    return Tile(about, "", says, " ".join(said), _clear_leader(view.verdict))


def _what_else_leads(result: Result, frame: str) -> str:
    """Return the weight in another frame at which a family that is shut out here leads.

    The weight is that of a criterion that does not count here, the nearest of several. Empty if
    there is none.
    """
    criteria_set, here = result.criteria_set, result.frames[result.evaluation.frame]
    there = file_view(result, frame)
    found = []
    for criterion, track in there.tracks.items():
        if criterion in result.evaluation.criteria:
            continue
        for segment in track.segments:
            led = [o for o in segment.leaders if criteria_set.options[o].family in here.shut_out]
            if led and segment.begin > track.weight:
                found.append((segment.begin - track.weight, segment.begin, criterion, led))
    if not found:
        return ""
    _, weight, criterion, led = min(found)
    name = plain(criteria_set.criteria[criterion].label)
    option = plain(option_names(criteria_set, led))
    verb = leads(criteria_set, len(led))
    return f"{option} {verb} if {name} weighs over {percent_in_words(weight)}."


def opening_sentences(result: Result) -> list[str]:
    """Return a description of the leader, its total, its lead and its share of simulations.

    Without a single leader, the reason of the verdict instead.
    """
    criteria_set, evaluation, verdict = result.criteria_set, result.evaluation, result.verdict
    if verdict.state == "cannot be decided" or len(verdict.leaders) > 1:
        return [verdict.because]
    leader, rival = evaluation.ranking[:2]
    entry, totals = criteria_set.options[leader], evaluation.totals
    line = f", that is {_inside(plain(entry.line))}," if entry.line else ""
    gap = _gap(result, evaluation, verdict)
    said = (
        f"{plain(entry.label)}{line} scores {one_decimal(totals[leader])} {OF_HUNDRED}, "
        f"{gap} more than {plain(criteria_set.options[rival].label)}."
    )
    shares = result.simulations.lead_shares
    first = lead_span_sentence(result.simulations, "It", leader, whole(100 * shares[leader]))
    sentences = [said, f"{first}."]
    most = verdict.most_often
    if most is not None and most not in verdict.leaders:
        share = span_of_hundred(whole(100 * shares[most]), *result.simulations.spans[most])
        after = f", {DEPENDING}" if " to " in share else ""
        name = plain(criteria_set.options[most].label)
        sentences.append(f"{name} comes first in more of them, in {share}{after}.")
    return sentences


def _inside(line: str) -> str:
    """Return a line for use inside a sentence: lower-case at the start, no full stop."""
    is_word = line[1:2].islower() or line[1:2] == " "
    return (line[:1].lower() + line[1:] if is_word else line).rstrip(".")


def read_with_care(result: Result, *, is_short: bool = False) -> list[str]:
    """Return caveats: whose judgement the scores are, one-sided sources, low confidence."""
    judged = _judged(result)
    return [
        f"{judged.split(';')[0].rstrip('.')}." if is_short else judged,
        *one_way_sentences(result),
        *low_confidence_sentences(result),
        *([] if is_short else [ONLY_JUDGEMENTS]),
    ]


def _judged(result: Result) -> str:
    criteria_set, reading = result.criteria_set, result.choice.reading
    if reading is not None:
        entry = criteria_set.readings[reading]
        by = f", by {plain(entry.by)}" if entry.by else ""
        return f"The scores are those of the rival reading “{plain(entry.name)}”{by}."
    judged = _judges(result)
    return f"The scores were judged by {judged}." if judged else NOBODY_NAMED


def _judges(result: Result) -> str:
    """Return who judged the scores, worded to follow *by*; empty if nobody is named."""
    judged = plain(result.criteria_set.judged_by or "").rstrip(".")
    article = judged.split(" ")[0]
    return judged.replace(article, article.lower(), 1) if article in ("The", "A", "An") else judged
