"""Sentences of the page Judges: what a round is, what judges are asked, and who sees what."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from steelyard.analysis.values import raw_score
from steelyard.files.judgements.rounds import LoadedRound
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.shelf import shelf
from steelyard.model import CriteriaSet
from steelyard.model.judgements import Sees
from steelyard.results.judges.group_result import FEWEST
from steelyard.results.words.judges import CANNOT, RULE_NAMES, judge_name, spread_words
from steelyard.results.words.names import cell_name, criterion_name
from steelyard.results.words.numbers import DASH, as_written, counted, one_decimal, two_decimals
from steelyard.results.words.scores.ranking import scale_words
from steelyard.results.words.scores.scales import print_number, scale_digits, scale_number
from steelyard.results.words.text import date_words, listing, plain, some_apart

if TYPE_CHECKING:
    from steelyard.analysis.judges.deciding import CellSpread
    from steelyard.results.judges.group_result import GroupResult

WHAT_A_ROUND_IS: Final = (
    "Several people score and weigh, each alone and under a pseudonym; nobody sees another’s "
    "answer as long as the round is open.",
    "Then the round is closed for good: everybody sees where they disagree, and which "
    "disagreements could change the leader.",
    "They discuss those, answer them once more in a second round, and the group’s result stands "
    "beside each judge’s own.",
)
"""A round of judges in three sentences."""

ASKED: Final[Mapping[str, str]] = {
    "all": "Scores and weights",
    "scores": "Scores only",
    "swings": "Weights only",
    "cells": "Some cells only",
}
"""Scope of a round → its name on screen."""

TOGETHER: Final = (
    "Together with others: at some answers given on the other cells, its own spread changes the "
    "leader."
)
OWN_SCALES: Final = "Scores are on each criterion’s own scale."
SEES: Final = "Who sees what, by the state of the round"
SEES_HEADS: Final = ("", "Open", "Closed", "Discussed")
_STEPS: Final = ("investigate", "discuss", "estimate again", "aggregate")
"""The steps of the IDEA protocol."""

READABLE: Final = (
    "Other users of this computer may open the folder of the round and read the sheets in it."
)
FINAL: Final = (
    "Closing is final: nobody can answer, change or hand in anything for this round afterwards."
)
NOBODY_SEALED: Final = "Nobody has handed in a sheet yet, so there is nothing to close."
SIMULATED_VIEW: Final = (
    "An example: no person gave these answers. Each was drawn from the ranges of the set. They "
    "count nowhere else, and never in a round that people answer."
)


def sees_rows(judges: int, sees: Sees | None = None) -> list[tuple[str, ...]]:
    """Return a table of who sees what of a round while it is open, closed and discussed."""
    sees = sees if sees is not None else Sees()
    answers = [
        "everybody, without names"
        if judges >= FEWEST and sight == "all_without_names"
        else "nobody"
        for sight in (sees.closed, sees.discussed)
    ]
    return [
        ("A judge’s sheet as a whole", "that judge", "that judge", "that judge"),
        ("How many cells each has answered", "everybody", "everybody", "everybody"),
        ("Others’ scores and reasons", "nobody", *answers),
        ("Others’ weights and leaders", "nobody", *(["everybody, by pseudonym"] * 2)),
        ("The group’s totals, means and leader", "nobody", "everybody", "everybody"),
        ("Who stands behind a pseudonym", *([_behind()] * 3)),
    ]


def _behind() -> str:
    """Return whether the person behind a pseudonym is disclosed, in words."""
    return "nobody is told" if shelf().is_sealed else "not stored"


def opening_finding(asked: Sequence[LoadedRound]) -> str:
    """Return the heading of the view for opening a round."""
    if not asked:
        return "No round has been opened on this set yet"
    last = asked[-1]
    return f"Round {last.number} is closed; round {last.number + 1} can be opened"


def first_round_words(number: int, rounds: Iterable[LoadedRound]) -> str:
    """Return why the first round that people answer is not number 1; empty if it is.

    `rounds` are those of the set, including simulated ones, which are numbered in the same series.
    """
    before = [found.round for found in rounds if found.number < number]
    if not before or not all(one is not None and one.simulated for one in before):
        return ""
    return (
        f"This is the first round that people answer. It has the number {number} because round "
        f"{number - 1} is the simulated example, none of whose answers count."
    )


def steps_words(found: LoadedRound | None) -> list[tuple[str, bool]]:
    """Return the steps of the protocol, each with whether it is the round's current step."""
    place = 0
    if found is not None and found.round is not None:
        later = 2 if found.before else 0
        place = {"open": later, "closed": 1, "discussed": 3}[found.round.state]
        place = 3 if found.before and found.round.state == "closed" else place
    return [(step, number == place) for number, step in enumerate(_STEPS)]


def round_rows(found: LoadedRound, asked: Asked) -> list[tuple[str, str]]:
    """Return the facts of a round as rows: state, version of the set, scope, rule."""
    entry = asked.round
    since = f", since {date_words(entry.opened)}" if entry.opened and found.is_open else ""
    closed = f", on {date_words(entry.closed)}" if entry.closed and not found.is_open else ""
    unchanged = "unchanged since it was opened" if found.change.is_empty else "changed since"
    rows = [
        ("State", f"{entry.state}{since}{closed}"),
        ("Set", f"{entry.digest[:8]}, {unchanged}"),
        ("Asked", asked_words(asked)),
        ("Rule", RULE_NAMES[entry.rule]),
    ]
    frames = asked.criteria_set.frames
    if len(frames) > 1:
        frame = entry.frame if entry.frame is not None else next(iter(frames))
        name = plain(frames[frame].name) if frame in frames else frame
        rows.insert(2, ("Criteria", name))
    return [("Simulated", entry.simulated), *rows] if entry.simulated else rows


def asked_words(asked: Asked) -> str:
    """Return how many cells and swings are asked: “3 options × 2 criteria = 6 cells, 2 swings”."""
    cells, swings = asked.cells, asked.swings
    options, criteria = len({o for o, _ in cells}), len({c for _, c in cells})
    parts = []
    if cells and options * criteria == len(cells):
        across = f"{counted(options, 'option')} × {counted(criteria, 'criterion', 'criteria')}"
        parts.append(f"{across} = {counted(len(cells), 'cell')}")
    elif cells:
        parts.append(counted(len(cells), "cell"))
    if swings:
        parts.append(counted(len(swings), "swing"))
    return ", ".join(parts) or "nothing"


def waiting_words(data: Mapping[str, Any]) -> str:
    """Return whose sheets have not been handed in, or that all are in."""
    late = [judge_name(judge) for judge, one in data["judges"].items() if not one["sealed"]]
    if not late:
        return "All sheets are in."
    return f"Not in yet: {listing(late)}."


def close_words(data: Mapping[str, Any]) -> str:
    """Return how many sheets would count if the round were closed now, and whose would not."""
    sealed = sum(one["sealed"] for one in data["judges"].values())
    late = [judge_name(judge) for judge, one in data["judges"].items() if not one["sealed"]]
    words = f"Close with {counted(sealed, 'sealed sheet')}?"
    return f"{words} {listing(late)} would not count." if late else words


def changed_words(asked: Asked) -> str:
    """Return which cells of an open round must be answered again after changes; empty if none."""
    change = asked.change
    if change.is_empty:
        return ""
    made = asked.criteria_set
    names = [
        plain(made.options[id_].label) if id_ in made.options
        else plain(made.criteria[id_].label) if id_ in made.criteria
        else id_
        for id_ in change.names
    ]  # fmt: skip
    again = [cell for cell in asked.cells if change.touches(*cell)]
    new = [cell for cell in asked.cells if {*cell} & {*change.new}]
    cells = [cell for cell in asked.cells if cell in {*again, *new}]
    said = f"The set has changed since the round was opened: {listing(names)}."
    if not cells:
        return f"{said} No answer is affected."
    listed = some_apart(plain(cell_name(made, cell)) for cell in cells)
    return (
        f"{said} {counted(len(cells), 'cell')} to be answered again: {listed}. All other answers "
        "stand."
    )


def pseudonyms_fault(names: Sequence[str], wrong: str | None) -> str:
    """Return what is wrong with pseudonyms, in a sentence; empty if they are valid."""
    if not names:
        return "Name at least one judge."
    if wrong is not None:
        return f"“{wrong}” is no pseudonym: lower-case letters, digits, _ and - only."
    if len(set(names)) < len(names):
        return "Two judges have the same pseudonym."
    return ""


def cell_options(criteria_set: CriteriaSet, cells: Sequence[tuple[str, str]]) -> dict[str, str]:
    """Return cell as text → its name, for a selection list."""
    return {f"{o}/{c}": plain(cell_name(criteria_set, (o, c))) for o, c in cells}


# --- filled sheets -------------------------------------------------------------------------


def fitting_words(judge: str, fits: int) -> str:
    """Return the message that everything in a filled sheet is valid."""
    return f"{judge_name(judge)}’s sheet: {counted(fits, 'answer')}, all fit. Nothing is written."


def incomplete_words(judge: str, fits: int) -> str:
    """Return the message that a filled sheet lacks answers, which take the others' mean."""
    return (
        f"{judge_name(judge)}’s sheet: {counted(fits, 'answer')} fit, and some that are asked are "
        "missing. Handed in like this, missing answers take the others’ mean. Nothing is written."
    )


def misfits_words(judge: str, fits: int, misfits: int) -> str:
    """Return how many answers of a filled sheet are valid, without revealing any."""
    need = "needs" if misfits == 1 else "need"
    return (
        f"{judge_name(judge)}’s sheet: {counted(fits, 'answer')} fit, {misfits} {need} a look. "
        "The places are named here, the numbers are not."
    )


def sealed_words(judge: str) -> str:
    """Return the message that a judge's sheet has been handed in."""
    return f"The sheet of {judge_name(judge)} is handed in and sealed."


# --- the disagreement, in tables -----------------------------------------------------------


def spread_rows(found: GroupResult) -> list[list[str]]:
    """Return rows of cells with possible effect on the leader, spread and the group's score."""
    made = found.criteria_set
    return [
        [
            plain(cell_name(made, spread.cell)),
            spread_words(made, spread),
            "yes" if spread.jointly else "no",
            one_decimal(spread.spread),
            _group_score(found, spread),
        ]
        for spread in found.spreads
    ]


def criterion_rows(found: GroupResult) -> list[list[str]]:
    """Return how far the judges agree on each criterion, the one that divides most first."""
    agreed = found.concordance
    if agreed is None:
        return []
    order = sorted(agreed.spreads, key=lambda c: -agreed.spreads[c])
    decide = Counter(spread.cell[1] for spread in found.deciding)
    return [
        [
            criterion_name(found.criteria_set, c),
            one_decimal(agreed.spreads[c]),
            "–" if agreed.criteria[c] is None else two_decimals(agreed.criteria[c] or 0.0),
            str(decide[c]) if decide[c] else "–",
        ]
        for c in order
    ]


def settled_rows(found: GroupResult) -> list[list[str]]:
    """Return the cells to be settled, with the group's score and those that the judges gave."""
    settled, spreads = found.settlement, {one.cell: one for one in found.spreads}
    return [
        [
            plain(cell_name(found.criteria_set, cell)),
            _group_score(found, spreads[cell]),
            _judges_scores(found, spreads[cell]),
        ]
        for cell in settled.cells or ()
        if spreads[cell].values
    ]


def _group_score(found: GroupResult, spread: CellSpread) -> str:
    """Return the score whose value is the mean of the judges' values, on its criterion's scale.

    It is printed with one decimal less than a score may have, since the mean of a few answers is
    no more precise.
    """
    criterion = found.criteria_set.criteria[spread.cell[1]]
    digits = max(scale_digits(criterion) - 1, 0)
    return print_number(raw_score(criterion, spread.mean), digits)


def _judges_scores(found: GroupResult, spread: CellSpread) -> str:
    """Return the lowest and the highest likely score of a cell; a dash if they are not shown."""
    ends, criterion = found.ends(spread), found.criteria_set.criteria[spread.cell[1]]
    if ends is None:
        return "–"
    numbers = sorted(raw_score(criterion, value) for value in ends)
    return DASH.join(dict.fromkeys(scale_number(criterion, number) for number in numbers))


def reason_rows(found: GroupResult, spread: CellSpread) -> list[list[str]]:
    """Return the answers on a cell with their reasons and without names, the lowest first."""
    rows = []
    for answer in found.answers(spread.cell):
        numbers = " / ".join(as_written(number) for number in answer.score[:3])
        shown = numbers if answer.score.known else CANNOT
        changed = f"Changed: {plain(answer.why)}" if answer.why else ""
        said = " ".join(part for part in (plain(answer.reason), changed) if part)
        rows.append([shown, said or "no reason given"])
    return rows


def reasons_note(found: GroupResult, cell: tuple[str, str]) -> str:
    """Return the note on the scale on which the answers of a cell are given."""
    made = found.criteria_set
    return f"On the criterion’s own scale: {scale_words(made, made.criteria[cell[1]])}."


def frame_words(found: GroupResult) -> str:
    """Return which criteria were judged if the set has several frames; otherwise empty."""
    frames = found.criteria_set.frames
    if len(frames) < 2 or found.panel.frame not in frames:
        return ""
    return f"Judged: the criteria of “{plain(frames[found.panel.frame].name)}”."


def again_words(found: GroupResult) -> str:
    """Return the advice on disagreement: discuss it and ask again."""
    number = found.round.number + 1
    count = len(found.deciding)
    if not count:
        return f"Nothing here needs a round {number}; it can be opened all the same."
    cells = "this cell" if count == 1 else f"these {count} cells"
    return f"Discuss {cells} first; then ask for {'it' if count == 1 else 'them'} again."
