"""Selects the files to export and makes them, several at a time.

Command line, ZIP and page select by the same names: forms of the whole (`brief`), forms of a
picture (`svg`) and pictures (`scorecard`). A file that cannot be made, because an extra is missing
or a solver gives up, is reported in a sentence and does not stop the others.
"""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass

from steelyard.charts.chart import Picture, pictures_of
from steelyard.export.drawings.chart_forms import (
    CHART_FORMS,
    ChartForm,
    import_chart_makers,
    missing_letters,
)
from steelyard.export.drawings.converter import start_workers
from steelyard.export.forms import FORMS, ExportForm, has_extra, import_makers, lack_of
from steelyard.files.nearest import find_nearest
from steelyard.results.result import Result

PICTURES = "pictures"
"""The folder of the pictures, beside the forms of the whole."""

_WORTH_WORKERS = 12
"""With this many pictures or more, separate processes for drawing pay off."""


@dataclass(frozen=True)
class Piece:
    """One file to be made: its path below the folder, its name in words, its maker."""

    path: str
    name: str
    make: Callable[[], bytes]
    extra: str = ""
    form: str = ""


@dataclass(frozen=True)
class Made:
    """A piece and its bytes, or the sentence on why it could not be made."""

    path: str
    data: bytes | None
    sentence: str = ""


@dataclass(frozen=True)
class Selection:
    """Ids of forms, of forms of a picture, and of pictures; each in the order of its list."""

    forms: tuple[str, ...]
    chart_forms: tuple[str, ...]
    pictures: tuple[str, ...]


def everything(result: Result) -> Selection:
    """Return the selection of everything."""
    return Selection(tuple(FORMS), tuple(CHART_FORMS), tuple(pictures_of(result)))


def select(result: Result, names: Sequence[str]) -> Selection:
    """Return the forms and pictures with these names.

    If only pictures are named, they come in every form; if only forms of a picture, of every
    picture. Raises ValueError for an unknown name, with the nearest known one.
    """
    whole = everything(result)
    known = [*whole.forms, *whole.chart_forms, *whole.pictures]
    for name in names:
        if name not in known:
            nearest = find_nearest(name, known)
            hint = f"did you mean {nearest}? " if nearest else ""
            raise ValueError(
                f"there is nothing called “{name[:60]}” to export; {hint}"
                f"Forms: {', '.join([*whole.forms, *whole.chart_forms])}. "
                f"Pictures of this file: {', '.join(whole.pictures)}"
            )
    chart_forms = tuple(form for form in whole.chart_forms if form in names)
    pictures = tuple(picture for picture in whole.pictures if picture in names)
    if chart_forms or pictures:
        chart_forms, pictures = chart_forms or whole.chart_forms, pictures or whole.pictures
    return Selection(tuple(form for form in whole.forms if form in names), chart_forms, pictures)


def pieces(result: Result, selection: Selection) -> list[Piece]:
    """Return the files of a selection; nothing is computed or drawn yet."""
    found = [_whole_piece(result, FORMS[form]) for form in selection.forms]
    pictures = pictures_of(result)
    for id_ in selection.pictures:
        forms = [CHART_FORMS[form] for form in selection.chart_forms]
        found += [_chart_piece(pictures[id_], form) for form in forms]
    return found


def chart_file_name(picture: Picture, form: ChartForm) -> str:
    """Return the file name of a picture."""
    return f"{picture.result.name}-{picture.id}{form.ending}"


def make_all(
    result: Result, chosen: Sequence[Piece], report: Callable[[int, int], None] | None = None
) -> Iterator[Made]:
    """Yield the files in order as they are made, and call `report(done, of)` after each.

    If there are enough pictures, they are drawn in separate processes.
    """
    if sum(piece.path.startswith(PICTURES) for piece in chosen) >= _WORTH_WORKERS:
        start_workers(min(2, os.cpu_count() or 1))
    # Modules are imported before the threads start: two threads that import modules of one package
    # at the same moment can each find a partially initialised module.
    names = {piece.form for piece in chosen}
    import_makers(form for form in FORMS.values() if form.id in names)
    import_chart_makers(form for form in CHART_FORMS.values() if form.id in names)
    # Needed by several files; computed here so that no two threads compute them at once.
    _ = result.simulations, result.flip, result.verdict, result.evidence
    with ThreadPoolExecutor(3) as threads:
        for done, made in enumerate(threads.map(_made, chosen), start=1):
            if report is not None:
                report(done, len(chosen))
            yield made


def letters_missing(result: Result) -> str:
    """Return the characters of a file's pictures that their typeface lacks.

    The table of values and the scorecard contain every option and criterion in view. Without the
    extra `images` nothing is drawn, and nothing is missing.
    """
    if not has_extra("images"):
        return ""
    pictures = pictures_of(result)
    missing = [missing_letters(pictures[id_]) for id_ in ("scorecard", "values")]
    return "".join(sorted(set("".join(missing))))


def _whole_piece(result: Result, form: ExportForm) -> Piece:
    return Piece(form.file_name(result), form.name, lambda: form.make(result), form.extra, form.id)


def _chart_piece(picture: Picture, form: ChartForm) -> Piece:
    path, name = f"{PICTURES}/{chart_file_name(picture, form)}", f"{picture.id} as {form.name}"
    return Piece(path, name, lambda: form.make(picture), form.extra, form.id)


def _made(piece: Piece) -> Made:
    if not has_extra(piece.extra):
        return Made(piece.path, None, lack_of(piece.name, piece.extra))
    try:
        return Made(piece.path, piece.make())
    except ImportError as error:
        return Made(piece.path, None, str(error))
    except ArithmeticError:
        why = "the solver gave up on these numbers"
        return Made(piece.path, None, f"{piece.name} could not be worked out: {why}")
