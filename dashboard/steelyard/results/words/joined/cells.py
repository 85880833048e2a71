"""Sentences joining cells and claims: evidence of a cell, unused claims, cells without any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from steelyard.model import Claim, CriteriaSet
from steelyard.results.words.evidence import claim_words
from steelyard.results.words.names import criterion_name
from steelyard.results.words.numbers import as_written, counted
from steelyard.results.words.text import plain
from steelyard.results.words.texts.sources import question_words

if TYPE_CHECKING:
    from steelyard.analysis.evidence.claim_coverage import CellCoverage, CellState
    from steelyard.model import Cell
    from steelyard.results.result import Result

NOT_VOTES: Final = "A claim may count for several cells; claims are arguments, never votes."
LEGEND: Final = "Bold: likely score, then low to high. ▲ claims for {result}, ▼ against one."
CELL_STATES: Final[Mapping[CellState, str]] = {
    "score with claims": "score with claims",
    "score without": "score without claims",
    "claims waiting": "claims, no score",
    "neither": "neither",
}
"""State of a cell → its name in the legend."""
CHOSEN_CELL: Final = "the chosen cell"
SIDES: Final = {
    "for": ("▲", "for {result}"),
    "against": ("▼", "against {result}"),
    "": ("◇", "about something else"),
}
"""Side of a claim on a cell → its sign, and what the sign means."""
KEYS: Final = (
    "Arrow keys move between cells, Enter chooses one and the letter e leads to the fields "
    "of its score; Ctrl+Enter saves and goes on."
)
ONE_BY_ONE: Final = (
    "Judge this criterion over all options before you go on to the next: how an option does "
    "elsewhere then colours its score less."
)
STRETCHED: Final = (
    "A claim about something else can be carried over to this cell. Say why it holds here too; "
    "the sentence is added to the reason of the score."
)
LOOK_FOR: Final = (
    "What to look for: the criterion’s question, put to the option. Scored cells come first."
)
NONE_UNUSED: Final = "Every claim is used by a score."
NONE_BARE: Final = "Every cell has a claim."


@dataclass(frozen=True)
class CellMark:
    """A cell of the matrix as printed, and its full content as one sentence."""

    state: CellState
    score: str
    extent: str
    sides: str
    cites: str
    label: str


def wished_result(criteria_set: CriteriaSet) -> str:
    """Return what claims speak for or against, worded for the set's measure.

    >>> lunch = {"format": 1, "title": "Lunch", "criteria": {"taste": {"name": "Taste"}},
    ...     "options": {"soup": {"name": "Soup"}}}
    >>> wished_result(CriteriaSet.model_validate(lunch))
    'a good result'
    >>> lunch["measure"] = {"name": "harm", "top": "most harmful"}
    >>> wished_result(CriteriaSet.model_validate(lunch))
    'a high score'
    """
    return "a good result" if criteria_set.measure.top == "best" else "a high score"


def cell_mark(criteria_set: CriteriaSet, coverage: CellCoverage) -> CellMark:
    """Return the content of a matrix cell: score, range, claims and the number cited."""
    option, criterion = coverage.cell
    assessment = criteria_set.assessments.get(option, {}).get(criterion)
    score, extent = "no score", ""
    if assessment is not None and assessment.score.known:
        low, likely, high = assessment.score.low, assessment.score.likely, assessment.score.high
        score = as_written(likely)
        extent = f"{as_written(low)}–{as_written(high)}" if low < high else ""
    for_, against = len(coverage.for_), len(coverage.against)
    has_sides = bool(for_ or against)
    cites = _cites(coverage)
    spoken = [
        f"{cell_title(criteria_set, coverage.cell)}: {score}",
        extent,
        f"{for_} for, {against} against" if has_sides else "no claim",
        cites,
    ]
    return CellMark(
        coverage.state,
        score,
        extent,
        f"▲ {for_}  ▼ {against}" if has_sides else "no claim",
        cites,
        ", ".join(filter(None, spoken)),
    )


def _cites(coverage: CellCoverage) -> str:
    if coverage.state == "claims waiting":
        return "to be scored"
    if coverage.state == "neither":
        return ""
    if not coverage.cited:
        return "cites none"
    return f"cites {len(coverage.cited)} of {len(coverage.cited) + len(coverage.waiting)}"


def cell_title(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return option and criterion as the heading above the evidence of a cell.

    >>> cell_title(CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste"}}, "options": {"soup": {"name": "Soup"}}}),
    ...     ("soup", "taste"))
    'Soup · Taste'
    """
    option, criterion = cell
    names = criteria_set.options[option].label, criterion_name(criteria_set, criterion)
    return " · ".join(map(plain, names))


def side_of(coverage: CellCoverage, claim: str) -> str:
    """Return the side of a cell that a claim supports: `for`, `against`, or neither."""
    if claim in coverage.for_:
        return "for"
    return "against" if claim in coverage.against else ""


def claim_facts(entry: Claim) -> str:
    """Return the location of a claim in its text, and its kind.

    >>> claim_facts(Claim(paragraph=2, says="Dear.", form="figure"))
    '¶ 2, figure'
    """
    return ", ".join(filter(None, (f"¶ {entry.paragraph}", plain(claim_words(entry)))))


def unused_words(result: Result) -> tuple[str, str]:
    """Return how many claims are not cited, and how many of those bear on a cell."""
    unused = result.unused_claims
    bearing = {
        claim for cell in result.cell_coverage.values() for claim in (*cell.for_, *cell.against)
    }
    on_a_cell = sum(claim in bearing for claim in unused)
    about = "None of them bears on a cell."
    if on_a_cell == len(unused):
        about = "Each bears on a cell. Those that would be a cell’s only claim come first."
    elif on_a_cell:
        verb = "bears" if on_a_cell == 1 else "bear"
        about = (
            f"{on_a_cell} of them {verb} on a cell. Those that would be a cell’s only claim "
            "come first."
        )
    return f"{counted(len(unused), 'claim')} that no score uses", about


def bare_words(result: Result) -> str:
    """Return how many cells have no claim, as a heading."""
    return f"{counted(len(result.bare_cells), 'cell')} without a claim"


def bare_line(criteria_set: CriteriaSet, cell: Cell) -> tuple[str, str]:
    """Return what evidence to look for on a cell, and whether it is scored without any."""
    assessment = criteria_set.assessments.get(cell[0], {}).get(cell[1])
    is_scored = assessment is not None and assessment.score.known
    said = "no score either"
    if assessment is not None and is_scored:
        said = f"scored {as_written(assessment.score.likely)} without a claim"
    return question_words(criteria_set, cell), said


def bare_list(result: Result) -> str:
    """Return the questions of all cells without a claim as a Markdown list to download."""
    lines = [
        f"- [ ] {question} ({state})"
        for cell in result.bare_cells
        for question, state in [bare_line(result.whole, cell)]
    ]
    title = plain(result.whole.title)
    return "\n".join([f"# What to look for: {title}", "", *lines, ""])


def column_words(result: Result, criterion: str) -> str:
    """Return which criterion is being judged, and how many options have a score on it."""
    criteria = [*result.whole.criteria]
    cells = [cell for key, cell in result.cell_coverage.items() if key[1] == criterion]
    scored = sum(cell.state.startswith("score") for cell in cells)
    place = f"Criterion {criteria.index(criterion) + 1} of {len(criteria)}"
    return f"{place}: {scored} of {counted(len(cells), 'option')} scored"


def holding_words(claim: str, entry: Claim) -> str:
    """Return the instruction shown while a claim is picked up to be attached to a cell."""
    return f"Choose the cell for {claim}: {plain(entry.says)}"


def stretched_reason(reason: str, claim: str, why: str) -> str:
    """Return the reason for a score, extended by why a claim about something else applies here.

    >>> stretched_reason("Built for it.", "fm-06", "gates fail alike")
    'Built for it. Carried over from fm-06: gates fail alike.'
    """
    why = plain(why).rstrip(".")
    said = f"Carried over from {claim}: {why}." if why else ""
    return " ".join(filter(None, (reason.strip(), said)))
