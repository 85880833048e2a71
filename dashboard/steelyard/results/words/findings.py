"""Page headings that state a finding about perspectives or evidence, and the matrix of leaders.

Counted from the matrix of everybody's weights with everybody's scores, and from the claims.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from steelyard.analysis.perspectives.perspectives import Perspective
from steelyard.analysis.totals import Evaluation
from steelyard.model import CriteriaSet
from steelyard.results.words.evidence import only_levels
from steelyard.results.words.names import FILE_WEIGHTS, OWN, leads, option_names
from steelyard.results.words.numbers import counted, signed_tenth
from steelyard.results.words.scores.cells import unknown_note
from steelyard.results.words.text import listing, plain, within_sentence

if TYPE_CHECKING:
    from steelyard.results.result import Result

FILE_SCORES: Final = "The file’s scores"
SCORES_IN_VIEW: Final = "The scores in view"
WEIGHTS_IN_VIEW: Final = "The weights in view"
IN_VIEW: Final = {"weights": "in view"}
"""`LeadCell.view` of cells with the weights in view, as moved by the visitor."""
MATRIX_TITLE: Final = "Who leads, with whose weights and whose scores"
SCENARIOS_TITLE: Final = "Who leads in which scenario"
BOLD_CELLS: Final = "Bold: not the same leaders as in the first cell."
_MATRIX_NOTE: Final = (
    f"Number: points ahead of the second; dotted where too close to call. {BOLD_CELLS} "
    "Choose a cell to see it on Compare."
)
_SCENARIOS_NOTE: Final = "The weights and scores in view, moved by one scenario each."
SAME_WEIGHT: Final = 1e-9
_MOST_NAMED: Final = 2
"""A group of more rows than this is described by their number instead of their names."""


class LeadCell(NamedTuple):
    """One view: its leaders, their margin as printed, and how it compares with the first cell.

    `is_close`: too close to call. `is_other`: its leaders differ from those of the first cell.
    `view`: its lens, reading and scenario, if any. `close_views`: if the cell represents several
    views, how many of them are too close to call.
    """

    leaders: tuple[str, ...]
    gap: str
    is_close: bool
    is_other: bool
    view: dict[str, str]
    close_views: int = 0


LeadRow = tuple[str, tuple[LeadCell, ...]]
"""The name of a row and its cells."""


class LeadTable(NamedTuple):
    """Rows of `LeadCell`s and their column heads."""

    heads: tuple[str, ...]
    rows: tuple[LeadRow, ...]


def own_scores_name(result: Result) -> str:
    """Return the name of the scores without a reading: the file's, or those in view.

    The latter if a score is disputed or a claim is struck out.
    """
    return SCORES_IN_VIEW if result.choice.disputes or result.choice.struck else FILE_SCORES


def mix_label(result: Result) -> str:
    """Return the label of the menu of readings to mix with the scores in view.

    It names those scores as the matrix does.
    """
    name = own_scores_name(result)
    return f"Compare {name[:1].lower()}{name[1:]} with"


def lead_matrix_note(result: Result) -> str:
    """Return the note on how to read the matrix."""
    return f"{_MATRIX_NOTE}{unknown_note(result.evaluation)}"


def scenarios_note(result: Result) -> str:
    """Return the note on how to read the table of scenarios."""
    return f"{_SCENARIOS_NOTE}{unknown_note(result.evaluation)}"


def lead_matrix(result: Result) -> LeadTable:
    """Return the leaders with the weights of each row and the scores of each column.

    The first row has the file's weights, the first column its scores, including disputes
    and struck-out claims. A row with the weights in view is put on top if they are moved and no
    other row has them.
    """
    criteria_set = result.criteria_set
    evaluations = result.readings_and_lenses.evaluations
    lenses = list(dict.fromkeys(case.lens for case in evaluations))
    readings = list(dict.fromkeys(case.reading for case in evaluations))
    by_parts = {(case.lens, case.reading): found for case, found in evaluations.items()}
    found = [
        (
            FILE_WEIGHTS if lens is None else plain(criteria_set.lenses[lens].name),
            {} if lens is None else {"lens": lens},
            [by_parts[lens, reading] for reading in readings],
        )
        for lens in lenses
    ]
    if _has_own_weights(result):
        in_view = {case.reading: found for case, found in result.readings.evaluations.items()}
        found.insert(0, (WEIGHTS_IN_VIEW, IN_VIEW, [in_view[reading] for reading in readings]))
    first = found[0][2][0].leaders
    rows = []
    for name, whose, row in found:
        cells = [
            lead_cell(criteria_set, evaluation, first, Perspective(reading=reading))
            for reading, evaluation in zip(readings, row, strict=True)
        ]
        rows.append((name, tuple(cell._replace(view=whose | cell.view) for cell in cells)))
    heads = tuple(
        own_scores_name(result) if one is None else f"“{plain(criteria_set.readings[one].name)}”"
        for one in readings
    )
    return LeadTable(heads, tuple(rows))


def _has_own_weights(result: Result) -> bool:
    """Return whether the weights in view are moved and neither the file's nor a lens's."""
    weights = result.evaluation.weights
    return bool(result.choice.swings) and not any(
        all(abs(weight - found.weights[c]) < SAME_WEIGHT for c, weight in weights.items())
        for found in result.lenses.evaluations.values()
    )


def grouped_leads(result: Result) -> LeadTable:
    """Return the matrix with all weightings that have the same leaders merged into one row.

    Merged margins are printed from least to largest. Further rows have the file's weights in the
    other frames; their names mention the weights unless these are those of the first row.
    """
    whole = lead_matrix(result)
    own = "" if whole.rows[0][0] == FILE_WEIGHTS else f", {within_sentence(FILE_WEIGHTS)}"
    rows = [
        (_weightings(rows, len(whole.rows)), tuple(map(_spanned, zip(*_cells(rows), strict=True))))
        for rows in _groups(whole)
    ]
    for frame, view in result.frames.items():
        if frame != result.evaluation.frame and view.verdict.runner_up is not None:
            there = lead_matrix(result.change(frame=frame, lens=None, swings={})).rows[0][1]
            name = plain(result.criteria_set.frames[frame].name)
            rows.append((f"Counting: {name}{own}", there))
    return LeadTable(whole.heads, tuple(rows))


def group_names(result: Result) -> list[str]:
    """Return the weightings in each row of `grouped_leads` that gives only their number."""
    return [
        listing(name for name, _ in rows)
        for rows in _groups(lead_matrix(result))
        if len(rows) > _MOST_NAMED
    ]


def _groups(table: LeadTable) -> list[list[LeadRow]]:
    """Return the rows grouped by leaders, in the order of each group's first row."""
    groups: dict[tuple[tuple[str, ...], ...], list[LeadRow]] = {}
    for row in table.rows:
        groups.setdefault(tuple(cell.leaders for cell in row[1]), []).append(row)
    return list(groups.values())


def _cells(rows: list[LeadRow]) -> list[tuple[LeadCell, ...]]:
    return [cells for _, cells in rows]


def _weightings(rows: list[LeadRow], all_rows: int) -> str:
    """Return the name of a group of rows: their names, or how many there are."""
    names = [name for name, _ in rows]
    if len(names) <= _MOST_NAMED:
        return listing(names)
    own = ", the file’s among them" if FILE_WEIGHTS in names else ""
    return f"{len(names)} of {all_rows} weightings{own}"


def _spanned(cells: tuple[LeadCell, ...]) -> LeadCell:
    """Return cells with the same leaders merged into one, with their least and largest margin."""
    gaps = sorted({cell.gap for cell in cells}, key=lambda gap: float(gap) if gap[:1] == "+" else 0)
    span = gaps[0] if len(gaps) == 1 else f"{gaps[0]} to {gaps[-1]}"
    close = sum(cell.is_close for cell in cells)
    return cells[0]._replace(gap=span, is_close=close == len(cells), close_views=close)


def scenario_leads(result: Result) -> LeadTable:
    """Return the leaders without a scenario and in each scenario, one row each."""
    criteria_set, found = result.criteria_set, result.scenarios.evaluations
    first = next(iter(found.values())).leaders
    rows = tuple(
        (
            OWN if case.scenario is None else plain(criteria_set.scenarios[case.scenario].name),
            (lead_cell(criteria_set, evaluation, first, Perspective(scenario=case.scenario)),),
        )
        for case, evaluation in found.items()
    )
    return LeadTable(("leads",), rows)


def lead_choices(result: Result) -> dict[str, dict[str, LeadCell]]:
    """Return the leaders under each entry of the menus of lenses, readings, scenarios and frames.

    Keyed by kind, then by id; the empty id stands for the file's own weights or scores, or for no
    scenario. Frames use the weights and scores of the file. A judge's lens is combined with the
    same judge's scores.
    """
    criteria_set = result.criteria_set
    frames = {
        frame: lead_cell(criteria_set, view.evaluation, (), Perspective())
        for frame, view in result.frames.items()
    }
    judges = {
        judge: lead_cell(
            criteria_set,
            result.change(lens=judge, reading=judge).evaluation,
            (),
            Perspective(lens=judge, reading=judge),
        )
        for judge in result.laid_judges
    }
    found = {"frame": frames} | {
        kind: {
            getattr(case, kind) or "": lead_cell(criteria_set, evaluation, (), case)
            for case, evaluation in found.evaluations.items()
        }
        for kind, found in (
            ("lens", result.lenses),
            ("reading", result.readings),
            ("scenario", result.scenarios),
        )
    }
    return found | {"lens": found["lens"] | judges}


def lead_cell(
    criteria_set: CriteriaSet,
    evaluation: Evaluation,
    first: tuple[str, ...],
    case: Perspective,
) -> LeadCell:
    """Return an evaluation's leaders, their margin, and whether they differ from `first`."""
    ranking, totals = evaluation.ranking, evaluation.totals
    leaders = evaluation.leaders
    gap, is_close = "", False
    if len(leaders) > 1:
        gap = "level"
    elif len(ranking) > 1:
        margin = totals[ranking[0]] - totals[ranking[1]]
        gap, is_close = signed_tenth(margin), margin < criteria_set.verdict.close_call
    view = {key: value for key, value in case._asdict().items() if value is not None}
    return LeadCell(leaders, gap, is_close, leaders != first, view)


def perspectives_finding(result: Result) -> tuple[str, str]:
    """Return the conclusion from the matrix as a heading, and the counts behind it."""
    criteria_set, matrix = result.criteria_set, lead_matrix(result)
    rows = [[cell.leaders for cell in cells] for _, cells in matrix.rows]
    weights = matrix.rows[0][0]
    first = rows[0][0]
    name = plain(option_names(criteria_set, first))
    scores = own_scores_name(result)
    counts = _weights_count(rows, name, first, scores), _scores_count(rows[0], first, weights)
    said = filter(None, counts)
    by_scores = sum(cell != row[0] for row in rows for cell in row[1:])
    by_weights = sum(
        cell != top for row in rows[1:] for cell, top in zip(row, rows[0], strict=True)
    )
    has_weights = bool(criteria_set.lenses)
    has_scores = len(rows[0]) > 1
    if not has_weights and not has_scores:
        return "This file has only its own weights and scores", _own_weights_words(result, matrix)
    verb = leads(criteria_set, len(first))
    if not has_weights or not has_scores:
        which = "Whose weights you take" if has_weights else "Whose scores you trust"
        who = "weighs" if has_weights else "scores"
        others = [row[0] for row in rows] if has_weights else rows[0]
        is_same = all(cell == first for cell in others)
        heading = f"{name} {verb} whoever {who}" if is_same else f"{which} decides who comes first"
    elif by_scores > by_weights:
        heading = "Whose scores you trust decides more than whose weights you take"
    elif by_weights > by_scores:
        heading = "Whose weights you take decides more than whose scores you trust"
    elif by_scores:
        heading = "Whose weights you take decides as much as whose scores you trust"
    else:
        heading = f"{name} {verb} whoever weighs and whoever scores"
    return heading, " ".join(said)


def _own_weights_words(result: Result, matrix: LeadTable) -> str:
    """Return the leaders with moved weights and with the file's; empty if the file's are in view.

    For files without lenses, whose matrix has only these two rows.
    """
    if len(matrix.rows) < 2:
        return ""
    criteria_set = result.criteria_set
    told = [(within_sentence(weights), cells[0].leaders) for weights, cells in matrix.rows]
    (here, first), (there, second) = told
    begins = f"{plain(option_names(criteria_set, first))} {leads(criteria_set, len(first))} with"
    if first == second:
        return f"{begins} {here} and with {there}."
    other = f"{plain(option_names(criteria_set, second))} {leads(criteria_set, len(second))}"
    return f"{begins} {here}; {other} with {there}."


def _weights_count(
    rows: list[list[tuple[str, ...]]], name: str, first: tuple[str, ...], scores: str
) -> str:
    if len(rows) < 2:
        return ""
    same = sum(row[0] == first for row in rows)
    puts = "puts" if same == 1 else "put"
    on = within_sentence(scores)
    return f"On {on}, {same} of {counted(len(rows), 'weighting')} {puts} {name} first."


def _scores_count(row: list[tuple[str, ...]], first: tuple[str, ...], weights: str) -> str:
    if len(row) < 2:
        return ""
    other = sum(cell != first for cell in row[1:])
    readings = counted(len(row) - 1, "rival reading")
    begins = f"With {within_sentence(weights)}"
    if not other:
        if len(row) == 2:
            return f"{begins} the only rival reading puts no other option first."
        return f"{begins} none of the {readings} puts another option first."
    return f"{begins} another option leads, or shares the lead, under {other} of {readings}."


def evidence_finding(result: Result) -> str:
    """Return how the lead depends on single claims, as a heading; nothing counts as struck out."""
    criteria_set = result.unstruck.criteria_set
    if not result.loaded.registers:
        return "No text is entered, so no score can be traced to one"
    if not result.loaded.claims:
        return "No claim is entered yet, so no score can be traced to a text"
    if len(result.evaluation.options) < 2:
        return "There is only one option, so there is no lead to lose"
    name = plain(criteria_set.options[result.unstruck.evaluation.ranking[0]].label)
    found, claims = len(result.unstruck.linchpins), len(result.loaded.claims)
    if not found:
        said = f"No single claim holds {name} up: none can cost it the lead alone"
        return _unstruck(result, said[:1].lower() + said[1:]) or said
    holds = "holds" if found == 1 else "hold"
    loss = "its loss" if found == 1 else "the loss of any one"
    levels = [only_levels(linchpin) for linchpin in result.unstruck.linchpins]
    costs = "leave it level with another" if all(levels) else "cost it the lead"
    costs += " or leave it level" if any(levels) and not all(levels) else ""
    said = f"{found} of {counted(claims, 'claim')} {holds} {name} up: {loss} can {costs}"
    return _unstruck(result, said) or said


def _unstruck(result: Result, said: str) -> str:
    """Return a statement marked as about all claims; empty if none is struck out."""
    return f"With nothing struck out, {said}" if result.choice.struck else ""
