"""Reads the figures and texts out of any file that Steelyard writes, in a normal form.

A fact is a value at a place (a cell, a key of JSON), a flowing text, or a drawn shape. Flowing
texts are compared word by word, so that other line breaks are no difference.
"""

from __future__ import annotations

import csv
import io
import json
import re
import zipfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from html.parser import HTMLParser
from pathlib import Path
from typing import Any
from urllib.parse import unquote
from xml.etree import ElementTree

Clean = Callable[[str], str]
"""Takes out of a text what may differ: versions, fingerprints, words that were renamed."""

_STAMP = "# steelyard: "
_ALOUD = ("aria-label", "title", "alt", "placeholder", "descr")
_DECIMALS = re.compile(r"-?\d+\.\d+(?:e-?\d+)?")


@dataclass
class Facts:
    """What a file says: place → value, part → flowing text, part → what is drawn, in order."""

    values: dict[str, str] = field(default_factory=dict)
    texts: dict[str, str] = field(default_factory=dict)
    drawn: dict[str, list[str]] = field(default_factory=dict)


def read_facts(path: Path, clean: Clean) -> Facts:
    """Return the facts of a file by the ending of its name; any other file is one text."""
    facts = Facts()
    name = path.name
    reader = next((reader for end, reader in _READERS.items() if name.endswith(end)), _read_text)
    reader(path, facts)
    return Facts(
        {clean(place): clean(value) for place, value in facts.values.items()},
        {clean(part): clean(text) for part, text in facts.texts.items()},
        {clean(part): [clean(shape) for shape in shapes] for part, shapes in facts.drawn.items()},
    )


def figure(text: str) -> str:
    """Return a number with ten digits, so that the last bits do not count; other text as it is.

    >>> figure("0.30000000000000004"), figure("5.0"), figure("-0.0"), figure("Hold")
    ('0.3', '5', '0', 'Hold')
    """
    try:
        number = float(text)
    except ValueError:
        return text
    return f"{round(number, 12) + 0.0:.10g}"


def flatten(found: Any, place: str = "") -> Iterator[tuple[str, str]]:
    """Yield place and value of everything in parsed JSON; JSON within a text is opened too.

    >>> dict(flatten({"a": [1, {"b": None}], "c": '{"d": 2.0}', "e": []}))
    {'a[0]': '1', 'a[1].b': 'null', 'c.d': '2', 'e': '[]'}
    """
    if isinstance(found, str) and found[:1] in ("{", "["):
        try:
            found = json.loads(found)
        except ValueError:
            yield place, found
            return
    if isinstance(found, dict) and found:
        for key, inner in found.items():
            yield from flatten(inner, f"{place}.{key}" if place else key)
    elif isinstance(found, list) and found:
        for number, inner in enumerate(found):
            yield from flatten(inner, f"{place}[{number}]")
    elif isinstance(found, str):
        yield place, found
    else:
        yield place, figure(json.dumps(found))


def _read_text(path: Path, facts: Facts) -> None:
    facts.texts["text"] = path.read_text(encoding="utf-8")


def _read_json(path: Path, facts: Facts) -> None:
    facts.values.update(flatten(json.loads(path.read_text(encoding="utf-8"))))


def _read_spec(path: Path, facts: Facts) -> None:
    """Read a Vega-Lite specification: its data, title and description are facts, the rest drawn."""
    for place, value in flatten(json.loads(path.read_text(encoding="utf-8"))):
        if re.match(r"datasets|title|description|usermeta|steelyard", place):
            facts.values[place] = value
        else:
            facts.drawn.setdefault("specification", []).append(f"{place} = {value}")


def _read_csv(path: Path, facts: Facts) -> None:
    text = path.read_text(encoding="utf-8-sig")
    body = [line for line in text.splitlines(keepends=True) if not line.startswith(_STAMP)]
    for line in text.splitlines():
        if line.startswith(_STAMP):
            facts.values.update(flatten(unquote(line.removeprefix(_STAMP)), "stamp"))
    for number, row in enumerate(csv.DictReader(io.StringIO("".join(body))), start=1):
        for column, value in row.items():
            facts.values[f"row {number}, {column}"] = figure(value or "")


def _read_svg(path: Path, facts: Facts) -> None:
    words, shapes = [], []
    for element in ElementTree.parse(path).getroot().iter():
        tag, text = element.tag.rpartition("}")[2], " ".join(element.itertext())
        if tag == "metadata":
            facts.values.update(flatten(text[text.find("{") :], "stamp"))
            continue
        if tag in ("title", "desc", "text"):
            words.append(text)
        words += [element.attrib[name] for name in _ALOUD if name in element.attrib]
        shape = " ".join(f"{k}={v}" for k, v in element.attrib.items() if k not in _ALOUD)
        shapes.append(f"{tag} {_DECIMALS.sub(lambda m: f'{float(m[0]) + 0.0:.2f}', shape)}")
    facts.texts["text"] = "\n".join(words)
    facts.drawn["shapes"] = shapes


def _read_png(path: Path, facts: Facts) -> None:
    from PIL import Image

    with Image.open(path) as image:
        facts.values["size"] = "×".join(map(str, image.size))
        for key, text in image.info.items():
            if isinstance(text, str):
                facts.values.update(flatten(text, str(key)))


def _read_pdf(path: Path, facts: Facts) -> None:
    from pypdf import PdfReader

    reader = PdfReader(path)
    for number, page in enumerate(reader.pages, start=1):
        facts.texts[f"page {number}"] = page.extract_text()
        facts.values[f"page {number}, size"] = "×".join(f"{side:.1f}" for side in page.mediabox[2:])
    for key, value in (reader.metadata or {}).items():
        facts.values.update(flatten(str(value), key))


class _Page(HTMLParser):
    """Collects the visible words of a page, and the JSON in its scripts by their ids."""

    def __init__(self) -> None:
        super().__init__()
        self.words: list[str] = []
        self.data: dict[str, str] = {}
        self._inside, self._id = "", ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        attributes = {key: value or "" for key, value in attrs}
        is_data = attributes.get("type") == "application/json"
        self._inside, self._id = tag, attributes.get("id", "data") if is_data else ""
        self.words += [attributes[name] for name in _ALOUD if name in attributes]

    def handle_endtag(self, tag: str) -> None:
        self._inside = ""

    def handle_data(self, data: str) -> None:
        if self._inside == "script" and self._id:
            self.data[self._id] = self.data.get(self._id, "") + data
        elif self._inside not in ("script", "style"):
            self.words.append(data)


def _read_html(path: Path, facts: Facts) -> None:
    page = _Page()
    page.feed(path.read_text(encoding="utf-8"))
    facts.texts["page"] = "\n".join(page.words)
    for key, text in page.data.items():
        facts.values.update(flatten(text.strip(), key))


def _read_package(path: Path, facts: Facts) -> None:
    """Read the XML parts of an Office file: paragraphs, cells of charts, spoken texts."""
    with zipfile.ZipFile(path) as package:
        for part in sorted(package.namelist()):
            if not part.endswith(".xml") or re.search(r"/(theme|worksheets|sharedStrings)", part):
                continue
            root = ElementTree.fromstring(package.read(part))
            facts.texts[part] = "\n".join(_said_in(root))
            facts.drawn[part] = [_element(element) for element in root.iter()]


def _said_in(root: ElementTree.Element) -> Iterator[str]:
    for element in root.iter():
        tag = element.tag.rpartition("}")[2]
        yield from (element.attrib[name] for name in _ALOUD if name in element.attrib)
        if tag == "p" and any(child.tag.endswith("}t") for child in element.iter()):
            runs = [child for child in element.iter() if child.tag.endswith("}t")]
            yield "".join(run.text or "" for run in runs)
        elif tag in ("v", "f", "lpwstr"):
            yield figure(element.text or "")


def _element(element: ElementTree.Element) -> str:
    """Return an element with its attributes, those that are texts left out."""
    pairs = [(k, v) for k, v in element.attrib.items() if k not in (*_ALOUD, "name")]
    return " ".join([element.tag.rpartition("}")[2], *(f"{k}={v}" for k, v in pairs)])


def _read_workbook(path: Path, facts: Facts) -> None:
    from openpyxl import load_workbook

    for what, has_values in (("formula", False), ("value", True)):
        book = load_workbook(path, data_only=has_values)
        for sheet in book.worksheets:
            for row in sheet.iter_rows():
                for cell in row:
                    written = "" if cell.value is None else str(cell.value)
                    if written and (has_values or written.startswith("=")):
                        place = f"{sheet.title}!{cell.coordinate}, {what}"
                        facts.values[place] = figure(written)
        book.close()
    _read_package(path, facts)


_READERS: dict[str, Callable[[Path, Facts], None]] = {
    ".vl.json": _read_spec,
    ".json": _read_json,
    ".csv": _read_csv,
    ".svg": _read_svg,
    ".png": _read_png,
    ".pdf": _read_pdf,
    ".html": _read_html,
    ".xlsx": _read_workbook,
    ".pptx": _read_package,
    ".docx": _read_package,
}
"""End of a file's name → what reads it; the first that fits."""
