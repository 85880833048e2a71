"""The sheet *About*: what each sheet is, and everything the numbers depend on."""

from __future__ import annotations

from steelyard.export.provenance import provenance
from steelyard.export.workbook.book import Book, titles

SHEETS = {
    "Ranking": "Swings to change; weights, totals, ranks, the sorted list and the chart follow.",
    "Contributions": "Weight × value by option and criterion, and the totals they add up to.",
    "Values": "Every score as a value, 0–100; likely, low and high.",
    "Scores": "Scores on their own scales, to change; values follow by formula.",
    "Criteria": "What each criterion asks, its scale in words, and why its swing is what it is.",
    "Reasons": "Why each score is what it is, and the claims it rests on.",
    "Evidence": "What the sources claim, in our words, with paragraph and voice.",
    "Robustness": "Lead shares, ranges and flips at export. Fixed numbers: they do not follow.",
}
METHOD = (
    "Weight = swing ÷ sum of the swings in view; all swings at 0 give equal weights.",
    "Value = score on 0–100 between the worst and the best end of its own scale.",
    "Total = sum of weight × value. Totals within a billionth of each other share a rank.",
    "Numbers are shown rounded; the cells hold them in full.",
    "Totals say what follows from these judgements, and are no more certain than they are.",
)


def write_about(book: Book) -> None:
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
        "Sheets": SHEETS,
        "Method": {str(place): text for place, text in enumerate(METHOD, start=1)},
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
