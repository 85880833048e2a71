"""The sheet *Robustness*: how firm the lead is, as numbers that do not follow changes.

They need solvers and thousands of simulations, so no formula can follow; the sheet says
that they hold for the weights and scores at export.
"""

from __future__ import annotations

from steelyard.export.workbook.book import Book, WorkbookSheet, longest, titles
from steelyard.results.words.simulations import NOT_A_CHANCE, describe_simulations
from steelyard.results.words.text import listing

MOST_SCORES = 25


def write_robustness(book: Book) -> None:
    """Fill the sheet *Robustness*."""
    sheet, result = book.sheets["Robustness"], book.result
    verdict, simulations = result.verdict, result.simulations
    titles(
        sheet,
        "Robustness",
        "For the weights and scores at export: these numbers do not follow changes in this file.",
        f"At export: {verdict.sentence}. {verdict.because}",
    )
    row = _write_simulations(book, sheet, 4)
    sheet.text(
        row,
        0,
        f"{describe_simulations(simulations)} {NOT_A_CHANCE}",
        "note",
    )
    row = _write_tracks(book, sheet, row + 2)
    row = _write_flips(book, sheet, row + 1)
    _write_scores(book, sheet, row + 1)
    names = [entry.name for entry in result.criteria_set.options.values()]
    criteria = [entry.name for entry in result.criteria_set.criteria.values()]
    sheet.widths([longest([*names, *criteria], 24, 48), 14, 14, 14, 14, 40])
    sheet.raw.freeze_panes(3, 1)


def _write_simulations(book: Book, sheet: WorkbookSheet, row: int) -> int:
    result = book.result
    simulations, criteria_set = result.simulations, result.criteria_set
    sheet.text(row, 0, "Who leads in simulations", "section")
    sheet.heads(row + 1, 0, ["Option"])
    heads = ["Lead share", "Expected rank", "Nine simulations in ten, from", "to"]
    sheet.heads(row + 1, 1, heads, "head_right")
    for place, option in enumerate(result.evaluation.ranking, start=row + 2):
        low, high = simulations.ranges[option]
        sheet.text(place, 0, criteria_set.options[option].name, "strong")
        sheet.number(place, 1, simulations.lead_shares[option], "percent")
        sheet.number(place, 2, simulations.expected_ranks[option], "tenth")
        sheet.number(place, 3, low)
        sheet.number(place, 4, high)
    return row + 2 + len(book.options)


def _write_tracks(book: Book, sheet: WorkbookSheet, row: int) -> int:
    result = book.result
    criteria_set = result.criteria_set
    sheet.text(row, 0, "Moving one weight, the others keeping their proportions", "section")
    sheet.heads(row + 1, 0, ["Criterion"])
    sheet.heads(row + 1, 1, ["Weight", "Leader stays from", "to", "Nearest change"], "head_right")
    sheet.heads(row + 1, 5, ["Who leads beyond"], "head_aside")
    for place, (criterion, track) in enumerate(result.tracks.items(), start=row + 2):
        sheet.text(place, 0, criteria_set.criteria[criterion].name, "strong")
        sheet.number(place, 1, track.weight, "percent")
        sheet.number(place, 2, track.leader_stays[0], "percent")
        sheet.number(place, 3, track.leader_stays[1], "percent")
        if track.nearest is None:
            sheet.text(place, 4, "none", "exact")
        else:
            sheet.number(place, 4, track.nearest, "percent")
        sheet.text(
            place, 5, listing(criteria_set.options[o].name for o in track.takes_over), "aside"
        )
    return row + 2 + len(book.criteria)


def _write_flips(book: Book, sheet: WorkbookSheet, row: int) -> int:
    criteria_set = book.result.criteria_set
    sheet.text(row, 0, "Moving all weights: the least that brings each rival level", "section")
    sheet.heads(row + 1, 0, ["Rival"])
    sheet.heads(row + 1, 1, ["Points of weight"], "head_right")
    flips = book.result.flips
    for place, (rival, flip) in enumerate(flips.items(), start=row + 2):
        sheet.text(place, 0, criteria_set.options[rival].name, "strong")
        if flip is None:
            sheet.text(place, 1, "no weights do", "exact")
        else:
            sheet.number(place, 1, flip.points, "tenth")
    return row + 2 + len(flips)


def _write_scores(book: Book, sheet: WorkbookSheet, row: int) -> None:
    result = book.result
    criteria_set = result.criteria_set
    changes = result.score_changes[:MOST_SCORES]
    sheet.text(row, 0, "Changing one score: the nearest that bring a rival level", "section")
    sheet.heads(row + 1, 0, ["Option"])
    sheet.heads(row + 1, 1, ["Criterion"])
    sheet.heads(row + 1, 2, ["Score now", "Score then", "Within its range"], "head_right")
    sheet.heads(row + 1, 5, ["Level with the leader then"], "head_aside")
    for place, change in enumerate(changes, start=row + 2):
        sheet.text(place, 0, criteria_set.options[change.option].name, "strong")
        sheet.text(place, 1, criteria_set.criteria[change.criterion].label)
        sheet.number(place, 2, change.raw_before, "tenth")
        sheet.number(place, 3, change.raw_after, "tenth")
        sheet.text(place, 4, "yes" if change.is_in_range else "no", "exact")
        sheet.text(place, 5, listing(criteria_set.options[o].name for o in change.rivals), "aside")
    if not changes:
        sheet.text(row + 2, 0, "No single score does.", "note")
