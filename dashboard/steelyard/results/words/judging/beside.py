"""Judges shown beside the result of a set: a sentence, lines of the brief, names of views."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from steelyard.results.words.judges import (
    RULE_NAMES,
    agreement_words,
    division_words,
    firsts_words,
    group_because,
    group_heading,
    judge_name,
    notices,
    rules_words,
    settlement_words,
    whose_words,
)
from steelyard.results.words.judging.promise import SIMULATED, promise_words
from steelyard.results.words.names import option_labels
from steelyard.results.words.numbers import counted, one_decimal
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.results.judges.group_result import GroupResult

HEADING: Final = "Whose judgement"
"""The heading of the part on the judges of a set."""


def laid_name(found: GroupResult, judge: str) -> str:
    """Return the name of a judge's lens and reading."""
    return f"Judge: {judge_name(judge)}{_mark(found)}"


def averaged_name(found: GroupResult) -> str:
    """Return the name of the lens and the reading of the averaged inputs."""
    return f"Group: averages of inputs{_mark(found)}"


def laid_summary(found: GroupResult) -> str:
    """Return where the scores and swings of a judge come from."""
    mark = f" {SIMULATED}" if found.round.simulated else ""
    return f"Given alone and under a pseudonym in round {found.round.number}.{mark}"


def _mark(found: GroupResult) -> str:
    return " (simulated)" if found.round.simulated else ""


def beside_sentence(found: GroupResult | None) -> str:
    """Return the group's result in one sentence; empty if there are no judges."""
    if found is None:
        return ""
    mark = "simulated " if found.round.simulated else ""
    who = counted(len(found.judges), f"{mark}judge")
    heading = group_heading(found)
    firsts = "" if found.state == "disagreed" else f" ({firsts_words(found)})"
    return f"{who} after round {found.round.number}{_counting(found)}: {heading}{firsts}."


def _counting(found: GroupResult) -> str:
    """Return the frame of a round, which need not be the one in view; empty if it has none."""
    frame = found.criteria_set.frames.get(found.panel.frame)
    return f", counting “{plain(frame.name)}”" if frame is not None else ""


def whose_lines(found: GroupResult | None) -> tuple[str, ...]:
    """Return lines on the judges beside a result and their disagreement; none without judges.

    They give the number of judges, that each answered alone, the group's result by the rule of
    the round and by the other rule, and what divides the judges.
    """
    if found is None:
        return ()
    counting = _counting(found).removeprefix(", counting ")
    said = [
        whose_words(found),
        f"Counted were the criteria of {counting}." if counting else "",
        f"{group_heading(found)}. {group_because(found)}".strip(),
        rules_words(found),
        division_words(found),
        *agreement_words(found),
        settlement_words(found),
        *notices(found),
    ]
    return tuple(sentence for sentence in said if sentence)


def voice_lines(found: GroupResult) -> list[list[str]]:
    """Return a table of judges and group: whose weights and scores, the leader, its margin.

    Each judge by the judge's own scores and weights, then the group by the rule of its round.
    """
    made = found.criteria_set
    rows = [["weights and scores", "leader", "by"]]
    for judge, leaders in found.leaders.items():
        names, by = option_labels(made, leaders), one_decimal(found.margins[judge])
        rows.append([f"{laid_name(found, judge)} (weights and scores)", names, by])
    group = f"Group: {RULE_NAMES[found.group.rule]}{_mark(found)}"
    margin = found.group.margin
    by = one_decimal(margin) if margin is not None else "–"
    return [*rows, [group, option_labels(made, found.group.leaders), by]]


def voices_heading(found: GroupResult) -> str:
    """Return the heading of the table of `voice_lines`."""
    mark = "Simulated judges" if found.round.simulated else "Judges"
    return f"{mark} of round {found.round.number} ({len(found.judges)}){_counting(found)}"


LAY_OVER: Final = "Show them among the lenses"
TAKE_OFF: Final = "Take them off the lenses"


def laid_over_note(found: GroupResult) -> str:
    """Return which inputs of judges are among the lenses and readings, and why no more are."""
    if found.shows_names:
        return "Among the lenses and the readings is each judge, with weights and scores."
    averages = (
        " Among the readings are the averages of their scores." if found.shows_answers else ""
    )
    promised = " ".join(promise_words(found.round))
    return f"Among the lenses are each judge’s weights.{averages} {promised}"
