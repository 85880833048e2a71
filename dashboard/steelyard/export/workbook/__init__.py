"""A view as a spreadsheet of formulas: a changed swing or score changes totals and ranking.

The workbook is assembled once, as data, and written as XLSX or as ODS.
"""

from __future__ import annotations

from steelyard.export.stamps.office_stamp import stamp_office, stamp_opendocument
from steelyard.export.stamps.provenance import provenance
from steelyard.export.workbook.book import ResultWorkbook
from steelyard.export.workbook.judges_sheet import write_judges
from steelyard.export.workbook.parts_sheet import write_parts, write_values
from steelyard.export.workbook.prose_sheets import (
    write_about,
    write_criteria,
    write_evidence,
    write_reasons,
    write_robustness,
)
from steelyard.export.workbook.ranking_sheet import add_chart, write_ranking
from steelyard.export.workbook.scores_sheet import write_scores
from steelyard.results.result import Result

__all__ = ["to_ods", "to_workbook"]

_WRITERS = (
    write_ranking, write_parts, write_values, write_scores, write_criteria, write_reasons,
    write_evidence, write_robustness, write_judges, write_about,
)  # fmt: skip


def to_workbook(result: Result) -> bytes:
    """Return a view as an XLSX file, stamped; the same bytes every time.

    Totals, ranks and values are formulas whose results are written too, for programs that
    do not recalculate. Works in Excel from 2010, LibreOffice and Numbers.
    Raises ImportError, saying what to install, without the extra `office`.
    """
    from steelyard.export.workbook.xlsx_file import write_xlsx

    data = write_xlsx(_book_of(result))
    return stamp_office(data, provenance(result), result.criteria_set.title)


def to_ods(result: Result) -> bytes:
    """Return the same workbook as an ODS file, stamped; the same bytes every time."""
    from steelyard.export.workbook.ods_file import write_ods

    parts = write_ods(_book_of(result))
    return stamp_opendocument(parts, provenance(result), result.criteria_set.title)


def _book_of(result: Result) -> ResultWorkbook:
    book = ResultWorkbook(result)
    for write in _WRITERS:
        write(book)
    add_chart(book)
    return book
