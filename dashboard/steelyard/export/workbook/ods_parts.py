"""Shared by the parts of an ODS file: namespaces, formulas, and styles of cells and pages."""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, Final
from xml.sax.saxutils import escape

from steelyard.export.workbook.book import CellPlace, Style, absolute

MIME: Final = "application/vnd.oasis.opendocument.spreadsheet"
CHART_MIME: Final = "application/vnd.oasis.opendocument.chart"
HEAD: Final = '<?xml version="1.0" encoding="UTF-8"?>\n'
_OASIS: Final = "urn:oasis:names:tc:opendocument:xmlns"
SPACES: Final = {
    **{name: f"{_OASIS}:{name}:1.0" for name in (
        "office", "style", "text", "table", "chart", "config", "manifest", "presentation",
    )},
    "draw": f"{_OASIS}:drawing:1.0",
    "fo": f"{_OASIS}:xsl-fo-compatible:1.0",
    "number": f"{_OASIS}:datastyle:1.0",
    "of": f"{_OASIS}:of:1.2",
    "svg": f"{_OASIS}:svg-compatible:1.0",
    "xlink": "http://www.w3.org/1999/xlink",
    "calcext": "urn:org:documentfoundation:names:experimental:calc:xmlns:calcext:1.0",
}  # fmt: skip

NUMBER_STYLES: Final[Mapping[str, tuple[str, str]]] = {
    "0": ("N0", '<number:number-style style:name="N0"><number:number number:decimal-places="0" '
          'number:min-integer-digits="1"/></number:number-style>'),
    "0.0": ("N1", '<number:number-style style:name="N1"><number:number number:decimal-places="1" '
            'number:min-decimal-places="1" number:min-integer-digits="1"/></number:number-style>'),
    "0%": ("N2", '<number:percentage-style style:name="N2"><number:number '
           'number:decimal-places="0" number:min-integer-digits="1"/><number:text>%</number:text>'
           '</number:percentage-style>'),
}  # fmt: skip


def document(root: str, body: str, *more: str) -> str:
    """Return a part with its root element, which declares every namespace."""
    spaces = "".join(f' xmlns:{name}="{uri}"' for name, uri in SPACES.items())
    return f'{HEAD}<{root}{spaces} office:version="1.3"{"".join(more)}>{body}</{root}>'


_REFERENCE = re.compile(
    r"(?:\b(?P<sheet>[A-Za-z]\w*)!)?(?<![A-Za-z$])(?P<first>\$?[A-Z]{1,3}\$?\d+)"
    r"(?::(?P<last>\$?[A-Z]{1,3}\$?\d+))?(?![\w(])"
)


def open_formula(formula: str) -> str:
    """Return a formula in OpenDocument syntax.

    >>> open_formula('IF(Values!$C$5>0,SUM(B2:C$3)&"A1, B2","")')
    'of:=IF([$Values.$C$5]>0;SUM([.B2:.C$3])&"A1, B2";"")'
    """
    pieces = re.split(r'("(?:[^"]|"")*")', formula)
    # Every second piece is a constant text.
    pieces[::2] = [_REFERENCE.sub(_open_reference, p).replace(",", ";") for p in pieces[::2]]
    return f"of:={''.join(pieces)}"


def _open_reference(found: re.Match[str]) -> str:
    sheet = f"${found['sheet']}" if found["sheet"] else ""
    last = f":.{found['last']}" if found["last"] else ""
    return f"[{sheet}.{found['first']}{last}]"


def range_address(sheet: str, first: CellPlace, last: CellPlace) -> str:
    """Return the address of a range of cells.

    >>> range_address("Values", (4, 2), (5, 3))
    'Values.$C$5:Values.$D$6'
    """
    return f"{sheet}.{absolute(*first)}:{sheet}.{absolute(*last)}"


def page_styles(origin: str) -> str:
    """Return the part with the page style: A4 landscape, with `origin` at the foot."""
    number, count = "<text:page-number>1</text:page-number>", "<text:page-count>1</text:page-count>"
    sides = {
        "left": escape(origin),
        "right": f"<text:sheet-name>Sheet</text:sheet-name>, page {number} of {count}",
    }
    footer = "".join(
        f'<style:region-{side}><text:p><text:span text:style-name="small">{text}</text:span>'
        f"</text:p></style:region-{side}>"
        for side, text in sides.items()
    )
    return document(
        "office:document-styles",
        '<office:styles><style:default-style style:family="table-cell"><style:text-properties '
        'fo:font-family="Calibri" fo:font-size="11pt"/></style:default-style></office:styles>'
        '<office:automatic-styles><style:style style:name="small" '
        'style:family="text"><style:text-properties fo:font-size="8pt"/></style:style>'
        '<style:page-layout style:name="A4"><style:page-layout-properties '
        'fo:page-width="29.7cm" fo:page-height="21cm" style:print-orientation="landscape" '
        'fo:margin-left="1.3cm" fo:margin-right="1.3cm" fo:margin-top="1.5cm" '
        'fo:margin-bottom="1cm" style:scale-to-X="1" style:scale-to-Y="0"/>'
        "<style:header-style/><style:footer-style><style:header-footer-properties "
        'fo:min-height="0.8cm" fo:margin-top="0.3cm"/></style:footer-style></style:page-layout>'
        '</office:automatic-styles><office:master-styles><style:master-page style:name="Default" '
        'style:page-layout-name="A4"><style:header style:display="false"/>'
        f"<style:footer>{footer}</style:footer></style:master-page></office:master-styles>",
    )


def cell_style(name: Style, properties: Mapping[str, Any]) -> str:
    """Return the style of cells with properties named as in XlsxWriter."""
    code = properties.get("num_format", "")
    data = f' style:data-style-name="{NUMBER_STYLES[code][0]}"' if code else ""
    cell, paragraph, text = [], [], []
    if "bg_color" in properties:
        cell.append(f'fo:background-color="{properties["bg_color"]}"')
    if "border" in properties:
        cell.append(f'fo:border="0.75pt solid {properties["border_color"]}"')
    if "bottom" in properties:
        cell.append(f'fo:border-bottom="0.75pt solid {properties["bottom_color"]}"')
    cell.append(f'style:vertical-align="{properties.get("valign", "bottom")}"')
    if properties.get("text_wrap"):
        cell.append('fo:wrap-option="wrap"')
    if properties.get("shrink"):
        cell.append('style:shrink-to-fit="true"')
    align = {"right": "end", "center": "center"}.get(properties.get("align", ""), "")
    if align or "indent" in properties:
        cell.append('style:text-align-source="fix"')
        paragraph.append(f'fo:text-align="{align or "start"}"')
    if "indent" in properties:
        paragraph.append(f'fo:margin-left="{0.25 * properties["indent"]}cm"')
    text.append(f'fo:color="{properties["font_color"]}"')
    if "font_size" in properties:
        text.append(f'fo:font-size="{properties["font_size"]}pt"')
    if properties.get("bold"):
        text.append('fo:font-weight="bold"')
    return (
        f'<style:style style:name="{name}" style:family="table-cell"{data}>'
        f"<style:table-cell-properties {' '.join(cell)}/>"
        + (f"<style:paragraph-properties {' '.join(paragraph)}/>" if paragraph else "")
        + f"<style:text-properties {' '.join(text)}/></style:style>"
    )


def column_style(width: float) -> str:
    """Return the style of columns with this width in letters."""
    # In pixels, 96 to the inch; eight per letter suit faces other than Calibri too.
    return (
        f'<style:style style:name="{column_name(width)}" style:family="table-column">'
        f'<style:table-column-properties style:column-width="{(8 * width + 5) / 96:.3f}in"/>'
        "</style:style>"
    )


def column_name(width: float) -> str:
    """Return the name of that style."""
    return f"co{round(width * 100)}"


def row_style(height: float) -> str:
    """Return the style of rows with this height in points."""
    return (
        f'<style:style style:name="ro{round(height)}" style:family="table-row">'
        f'<style:table-row-properties style:row-height="{height}pt" '
        'style:use-optimal-row-height="false"/></style:style>'
    )
