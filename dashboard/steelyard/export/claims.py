"""The claims of one source as a table (CSV, XLSX) and as W3C Web Annotations (JSON-LD).

The text itself is left out, unless the register says that its licence allows it.
"""

from __future__ import annotations

import io
import json
from typing import Any, Final

from steelyard.export.safe_text import as_prose, to_csv
from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.claim_table import CLAIM_COLUMNS, table_of
from steelyard.files.sources.passages import passage_of, words_at
from steelyard.model import Claim, Register

_WIDE: Final = {"says": 60, "note": 50, "quote": 40, "bears_on": 40, "passage_text": 60}


def _rows(loaded: LoadedRegister) -> tuple[list[str], list[dict[str, str | int]]]:
    register = loaded.register
    assert register is not None
    rows = table_of(register)
    columns = list(CLAIM_COLUMNS)
    if register.text_in_exports:
        columns.append("passage_text")
        for row, entry in zip(rows, register.claims.values(), strict=True):
            row["passage_text"] = _passage_text(loaded, entry)
    return columns, rows


def _passage_text(loaded: LoadedRegister, entry: Claim) -> str:
    anchor = passage_of(entry)
    is_there = anchor is not None and loaded.text.paragraph(entry.paragraph) is not None
    if not is_there or anchor is None or entry.older_text is not None:
        return ""
    return words_at(loaded.text.paragraphs, anchor)


def to_claims_csv(loaded: LoadedRegister) -> bytes:
    """Return the claims of a register as CSV, one row each; see `to_csv` on formulas."""
    import pandas as pd

    columns, rows = _rows(loaded)
    return to_csv(pd.DataFrame(rows, columns=columns))


def to_claims_workbook(loaded: LoadedRegister) -> bytes:
    """Return the claims of a register as a workbook of one sheet with a filter."""
    import xlsxwriter

    columns, rows = _rows(loaded)
    out = io.BytesIO()
    options = {"in_memory": True, "strings_to_formulas": False, "strings_to_urls": False}
    with xlsxwriter.Workbook(out, options) as book:
        sheet = book.add_worksheet("Claims")
        wrapped = book.add_format({"text_wrap": True, "valign": "top"})
        bold = book.add_format({"bold": True})
        for column, name in enumerate(columns):
            sheet.set_column(column, column, _WIDE.get(name, 14), wrapped)
            sheet.write_string(0, column, name, bold)
            for line, row in enumerate(rows, 1):
                cell = row[name]
                if isinstance(cell, int):
                    sheet.write_number(line, column, cell)
                elif cell:
                    sheet.write_string(line, column, as_prose(cell))
        sheet.freeze_panes(1, 1)
        sheet.autofilter(0, 0, len(rows), len(columns) - 1)
    return out.getvalue()


def to_annotations(loaded: LoadedRegister) -> bytes:
    """Return the claims as a page of Web Annotations (W3C Recommendation, 23 February 2017).

    A target is a line of the text by RFC 5147, from 0, refined by the characters of the passage;
    with the text before and after it if a quotation, or the licence, permits the wording itself.
    """
    register = loaded.register
    assert register is not None
    page = {
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": f"urn:sha256:{register.sha256}#claims",
        "type": "AnnotationPage",
        "label": register.title,
        "items": [
            _annotation(loaded, register, claim, entry)
            for claim, entry in register.standing.items()
        ],
    }
    return (json.dumps(page, ensure_ascii=False, indent=1) + "\n").encode()


def _annotation(
    loaded: LoadedRegister, register: Register, claim: str, entry: Claim
) -> dict[str, Any]:
    bodies: list[dict[str, str]] = [_body(entry.says, "describing"), _body(entry.form, "tagging")]
    if entry.note:
        bodies.append(_body(entry.note, "commenting"))
    annotation: dict[str, Any] = {
        "id": f"urn:sha256:{register.sha256}#{claim}",
        "type": "Annotation",
        "motivation": "describing",
        "body": bodies,
        "target": {
            "source": register.url or f"urn:sha256:{register.sha256}",
            "selector": _selectors(loaded, register, entry),
        },
    }
    if entry.coded_by:
        annotation["creator"] = {"type": "Person", "name": entry.coded_by}
    return annotation


def _body(value: str, purpose: str) -> dict[str, str]:
    return {"type": "TextualBody", "value": value, "format": "text/plain", "purpose": purpose}


def _selectors(loaded: LoadedRegister, register: Register, entry: Claim) -> list[dict[str, Any]]:
    line: dict[str, Any] = {
        "type": "FragmentSelector",
        "conformsTo": "http://tools.ietf.org/rfc/rfc5147",
        "value": f"line={entry.paragraph - 1},{entry.paragraph}",
    }
    anchor = passage_of(entry)
    if anchor is not None:
        line["refinedBy"] = {
            "type": "TextPositionSelector",
            "start": anchor.start,
            "end": anchor.end,
        }
    selectors = [line]
    exact = _passage_text(loaded, entry) if register.text_in_exports else entry.quote
    if exact:
        quote: dict[str, Any] = {"type": "TextQuoteSelector", "exact": exact}
        if entry.selector is not None and exact != entry.quote:
            quote |= {"prefix": entry.selector.prefix, "suffix": entry.selector.suffix}
        selectors.append(quote)
    return selectors
