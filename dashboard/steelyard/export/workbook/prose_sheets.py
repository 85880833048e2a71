"""The sheets to read: *Criteria*, *Reasons*, *Evidence* and *About*.

Nothing here is computed. The first three are one table each, with a filter. Claims are in
our own words, with their paragraph in the source; those struck out are listed and
marked. *About* says what each sheet is, and everything the numbers depend on.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence

from steelyard.export.stamps.provenance import provenance
from steelyard.export.workbook.book import ResultWorkbook, WorkbookSheet, longest, titles
from steelyard.files.problems import format_number
from steelyard.model import Claim, Criterion
from steelyard.results.evidence_basis import source_title
from steelyard.results.words.scores.ranking import score_words
from steelyard.results.words.simulations import describe_simulations, not_a_chance, span_note
from steelyard.results.words.text import key_words, listing, unit_words

_Row = Sequence[str | float]
_TOP = 3


def write_criteria(book: ResultWorkbook) -> None:
    """Fill the sheet *Criteria*: every criterion of the file, in view or not."""
    sheet, criteria_set = book.sheets["Criteria"], book.result.criteria_set
    titles(sheet, "Criteria", "What each criterion asks, and what the ends of its scale mean.")
    heads = ["Id", "Criterion", "In view", "Question", "Unit", "Worst end", "In words",
             "Best end", "In words", "Value function", "Swing in the file", "Why this swing",
             "Group", "Note"]  # fmt: skip
    rows = [_criterion_row(book, criterion) for criterion in criteria_set.criteria]
    names = [entry.name for entry in criteria_set.criteria.values()]
    widths = [12, longest(names, 16, 34), 8, 44, 9, 9, 34, 9, 34, 18, 9, 44, 14, 50]
    _write_table(sheet, heads, rows, widths)


def _criterion_row(book: ResultWorkbook, criterion: str) -> _Row:
    criteria_set = book.result.criteria_set
    entry = criteria_set.criteria[criterion]
    ends = (entry.scale.from_, entry.scale.to)
    worst, best = ends if entry.better == "higher" else ends[::-1]
    group = criteria_set.groups[entry.group].name if entry.group in criteria_set.groups else ""
    return [
        criterion, entry.name, "yes" if criterion in book.criteria else "no", entry.question,
        unit_words(entry.scale.unit), worst, entry.anchors.get(worst, ""), best,
        entry.anchors.get(best, ""), _value_words(entry), entry.swing, entry.swing_reason,
        group, entry.note,
    ]  # fmt: skip


def _value_words(entry: Criterion) -> str:
    if not entry.value:
        return "straight"
    return ", ".join(f"{format_number(x)} → {format_number(y)}" for x, y in entry.value)


def write_reasons(book: ResultWorkbook) -> None:
    """Fill the sheet *Reasons*: why each score in view is what it is."""
    sheet, result = book.sheets["Reasons"], book.result
    criteria_set = result.criteria_set
    titles(sheet, "Reasons", "Why each score is what it is, and the claims it rests on.")
    rows: list[_Row] = []
    for option in book.options:
        for criterion in book.criteria:
            found = result.find_assessment(option, criterion)
            head = [criteria_set.options[option].name, criteria_set.criteria[criterion].name]
            rest = (
                ["", "", "", "", "", ""]
                if found is None
                else [
                    found.confidence or "",
                    found.reason,
                    ", ".join(found.claims),
                    ", ".join(found.inferred_from),
                    found.by or "",
                    found.as_of or "",
                ]
            )
            rows.append([*head, score_words(found), *rest])
    options = [entry.name for entry in criteria_set.options.values()]
    criteria = [criteria_set.criteria[c].name for c in book.criteria]
    widths = [longest(options, 20, 40), longest(criteria, 16, 30), 16, 11, 80, 20, 20, 18, 11]
    heads = ["Option", "Criterion", "Score", "Confidence", "Reason", "Claims", "Inferred from",
             "Judged by", "As of"]  # fmt: skip
    _write_table(sheet, heads, rows, widths)


def write_evidence(book: ResultWorkbook) -> None:
    """Fill the sheet *Evidence*: every claim of the file's sources."""
    sheet, loaded = book.sheets["Evidence"], book.result.loaded
    titles(
        sheet,
        "Evidence",
        "What the sources claim, in our words. Claims are arguments to be weighed, never votes.",
    )
    heads = ["Claim", "Counted", "Source", "Paragraph", "What it says", "Voice", "By", "Form",
             "Hedge", "Speaks for", "Speaks against", "Note"]  # fmt: skip
    rows = [_claim_row(book, claim, entry) for claim, entry in loaded.claims.items()]
    widths = [9, 9, 26, 10, 70, 11, 18, 14, 20, 34, 34, 40]
    _write_table(sheet, heads, rows, widths)
    if not rows:
        sheet.text(_TOP + 1, 0, "The file names no sources.", "note")


def _claim_row(book: ResultWorkbook, claim: str, entry: Claim) -> _Row:
    register = book.result.loaded.register_of(claim)
    source = source_title(book.result.loaded, register.id) if register is not None else ""
    return [
        claim,
        "struck out" if claim in book.result.choice.struck else "yes",
        source,
        entry.paragraph,
        entry.says,
        entry.voice,
        entry.by or "",
        key_words(entry.form),
        entry.hedge,
        _bearing(book, entry, lambda criterion: entry.bears_on[criterion].for_),
        _bearing(book, entry, lambda criterion: entry.bears_on[criterion].against),
        entry.note,
    ]


def _bearing(book: ResultWorkbook, entry: Claim, options_of: Callable[[str], list[str]]) -> str:
    criteria_set = book.result.criteria_set
    parts = []
    for criterion in entry.bears_on:
        names = [
            criteria_set.options[o].label
            for o in options_of(criterion)
            if o in criteria_set.options
        ]
        if names and criterion in criteria_set.criteria:
            parts.append(f"{criteria_set.criteria[criterion].label}: {listing(names)}")
    return "\n".join(parts)


def _write_table(
    sheet: WorkbookSheet, heads: Sequence[str], rows: Sequence[_Row], widths: Sequence[float]
) -> None:
    sheet.heads(_TOP, 0, heads)
    for row, cells in enumerate(rows, start=_TOP + 1):
        for column, cell in enumerate(cells):
            if isinstance(cell, str):
                sheet.prose(row, column, cell)
            else:
                sheet.number(row, column, cell, "exact")
        sheet.fit_height(row, [str(cell) for cell in cells], widths)
    sheet.widths(widths)
    sheet.frozen = (_TOP + 1, min(2, len(heads)))
    sheet.filtered = ((_TOP, 0), (_TOP + max(len(rows), 1), len(heads) - 1))
    sheet.repeated = _TOP


SHEETS = {
    "Ranking": "Swings to change; weights, totals, ranks, the sorted list and the chart follow.",
    "Contributions": "Weight × value by option and criterion, and the totals they add up to.",
    "Values": "Every score as a value, 0–100; likely, low and high.",
    "Scores": "Scores on their own scales, to change; values follow by formula.",
    "Criteria": "What each criterion asks, its scale in words, and why its swing is what it is.",
    "Reasons": "Why each score is what it is, and the claims it rests on.",
    "Evidence": "What the sources claim, in our words, with paragraph and voice.",
    "Judges": "Several judges beside the set: weights, leaders, and the spread of each cell.",
    "Robustness": "Lead shares, ranges and flips at export. Fixed numbers: they do not follow.",
}
_METHOD = (
    "Weight = swing ÷ sum of the swings in view; all swings at 0 give equal weights.",
    "Value = score on 0–100 between the worst and the best end of its own scale.",
    "Total = sum of weight × value. Totals within a billionth of each other share a rank.",
    "Numbers are shown rounded; the cells hold them in full.",
    "Totals say what follows from these judgements, and are no more certain than they are.",
)


def write_about(book: ResultWorkbook) -> None:
    """Fill the sheet *About*."""
    sheet, result = book.sheets["About"], book.result
    criteria_set = result.criteria_set
    widths = (24, 110)
    titles(sheet, "About this workbook", criteria_set.title)
    row = 3
    if result.choice.is_exploratory:
        sheet.prose(row, 0, "Exploratory", "strong")
        sheet.prose(
            row, 1, "Weights, scores or evidence differ from the file's own; see below which."
        )
        row += 1
    judged = {
        "Question": criteria_set.question,
        "Judged by": criteria_set.judged_by,
        "Note": criteria_set.note,
    }
    for name, text in judged.items():
        if text:
            sheet.prose(row, 0, name, "strong")
            sheet.prose(row, 1, text)
            sheet.fit_height(row, [name, text], widths)
            row += 1
    row += 1
    tables: dict[str, dict[str, str]] = {
        "Sheets": {name: said for name, said in SHEETS.items() if name in book.sheets},
        "Method": {str(place): text for place, text in enumerate(_METHOD, start=1)},
        "Where the numbers come from": provenance(result),
    }
    for heading, entries in tables.items():
        sheet.text(row, 0, heading, "section")
        for place, (name, text) in enumerate(entries.items(), start=row + 1):
            sheet.prose(place, 0, name, "strong")
            sheet.prose(place, 1, text)
            sheet.fit_height(place, [name, text], widths)
        row += len(entries) + 2
    sheet.widths(widths)


MOST_SCORES = 25


def write_robustness(book: ResultWorkbook) -> None:
    """Fill the sheet *Robustness*."""
    sheet, result = book.sheets["Robustness"], book.result
    verdict, simulations = result.verdict, result.simulations
    titles(
        sheet,
        "Robustness",
        "For the weights and scores at export: these numbers do not follow changes in this file.",
        f"At export: {verdict.sentence}. {verdict.because} {verdict.packages}".rstrip(),
    )
    row = _write_simulations(book, sheet, 4)
    sheet.text(
        row,
        0,
        f"{describe_simulations(simulations)}{span_note(simulations)} {not_a_chance(simulations)}",
        "note",
    )
    row = _write_tracks(book, sheet, row + 2)
    row = _write_flips(book, sheet, row + 1)
    _write_scores(book, sheet, row + 1)
    names = [entry.name for entry in result.criteria_set.options.values()]
    criteria = [entry.name for entry in result.criteria_set.criteria.values()]
    sheet.widths([longest([*names, *criteria], 24, 48), 14, 14, 14, 14, 40])
    sheet.frozen = (3, 1)


def _write_simulations(book: ResultWorkbook, sheet: WorkbookSheet, row: int) -> int:
    result = book.result
    simulations, criteria_set = result.simulations, result.criteria_set
    sheet.text(row, 0, "Who leads in simulations", "section")
    sheet.heads(row + 1, 0, ["Option"])
    heads = [
        "Lead share",
        "Lowest share",
        "Highest share",
        "Expected rank",
        "Nine simulations in ten, from",
        "to",
    ]
    sheet.heads(row + 1, 1, heads, "head_right")
    for place, option in enumerate(result.evaluation.ranking, start=row + 2):
        low, high = simulations.ranges[option]
        sheet.text(place, 0, criteria_set.options[option].name, "strong")
        sheet.number(place, 1, simulations.lead_shares[option], "percent")
        for column, share in enumerate(simulations.spans[option], start=2):
            sheet.number(place, column, share, "percent")
        sheet.number(place, 4, simulations.expected_ranks[option], "tenth")
        sheet.number(place, 5, low)
        sheet.number(place, 6, high)
    return row + 2 + len(book.options)


def _write_tracks(book: ResultWorkbook, sheet: WorkbookSheet, row: int) -> int:
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


def _write_flips(book: ResultWorkbook, sheet: WorkbookSheet, row: int) -> int:
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


def _write_scores(book: ResultWorkbook, sheet: WorkbookSheet, row: int) -> None:
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
