"""Whether a file that was taken away still says what its criteria file says.

The stamp names file and view; the figures are computed again from these and held against
those in the stamp and, where a form shows them in the open, against what is to be read
there. A file of this very version is also made again and compared. A stamp can be forged,
figures recomputed cannot.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Literal

from steelyard import __version__
from steelyard.charts.catalogue import pictures_of
from steelyard.charts.chart import Picture
from steelyard.export.drawings.chart_forms import (
    CHART_FORMS,
    DRAWN,
    DRAWN_WITH,
    FORM,
    PICTURE,
    drawn_with,
)
from steelyard.export.forms import FORMS
from steelyard.export.provenance import FIGURES, provenance
from steelyard.export.stamp import Stamp
from steelyard.export.verification.differences import (
    Difference,
    compare_figures,
    compare_texts,
    compare_view,
    figures_in,
    figures_of,
    view_in,
)
from steelyard.export.verification.kinds import Kind, kind_of
from steelyard.export.verification.places import Shelves
from steelyard.export.view_file import choice_of
from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.results.result import Result

Outcome = Literal["agrees", "differs", "criteria changed", "no criteria file", "not ours"]

_NOT_FRESH = (
    "not what this version makes of the same file and view: edited and sealed again, or made "
    "with other versions of the drawing libraries"
)

_NEEDED = ("Software", "Criteria file", "SHA-256", "Frame", "Swings moved", FIGURES)


@dataclass(frozen=True)
class Finding:
    """What came of checking one file; `differences` also where the criteria file has changed."""

    name: str
    outcome: Outcome
    sentence: str
    kind: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    criteria: Path | None = None
    differences: tuple[Difference, ...] = ()


class Verifier:
    """Checks files, each criteria file and view being computed only once."""

    def __init__(self) -> None:
        self._shelves = Shelves()
        self._loaded: dict[Path, LoadedSet] = {}
        self._results: dict[tuple[Path, str], Result] = {}
        self._pictures: dict[int, dict[str, Picture]] = {}

    def check(self, data: bytes, name: str, places: Sequence[Path]) -> Finding:
        """Return what comes of checking one file against the criteria files in `places`."""
        try:
            kind = kind_of(data)
            stamp = kind.read(data)
        except (ValueError, ImportError) as error:
            return Finding(name, "not ours", f"no stamp of Steelyard could be read: {error}")
        origin = stamp.origin
        lacking = [key for key in _NEEDED if key not in origin]
        if lacking:
            sentence = f"its stamp is incomplete: without {', '.join(lacking)}"
            return Finding(name, "not ours", sentence, kind.name, origin)
        path, is_same = self._shelves.find(places, origin["Criteria file"], origin["SHA-256"])
        if path is None:
            wanted = f"{origin['Criteria file']} with SHA-256 {origin['SHA-256'][:16]}…"
            sentence = f"its criteria file, {wanted}, was not found; name it with --criteria"
            return Finding(name, "no criteria file", sentence[:300], kind.name, origin)
        try:
            result = self._result(path, origin)
            figures = figures_in(origin)
        except ValueError as error:
            outcome: Outcome = "differs" if is_same else "criteria changed"
            sentence = f"its view cannot be computed again: {error}"
            return Finding(name, outcome, sentence, kind.name, origin, path)
        if not is_same:
            return _changed(
                name, kind, origin, path, list(compare_figures(figures, figures_of(result)))
            )
        differences = [
            *compare_figures(figures, figures_of(result)),
            *compare_view(origin, provenance(result)),
            *self._seal(kind, stamp, data, result),
        ]
        return _judged(name, kind, origin, path, differences)

    def _result(self, path: Path, origin: Mapping[str, str]) -> Result:
        if path not in self._loaded:
            self._loaded[path] = load_criteria_file(path)
        loaded = self._loaded[path]
        if loaded.criteria_set is None:
            raise ValueError(f"nothing in {path.name} can be used")
        result = Result(loaded, choice_of(view_in(origin), loaded.criteria_set, loaded.claims))
        key = (path, json.dumps(view_in(origin), sort_keys=True))
        return self._results.setdefault(key, result)

    def _seal(self, kind: Kind, stamp: Stamp, data: bytes, result: Result) -> Iterator[Difference]:
        """Yield what is wrong with the content: altered, shown wrongly, or not ours at all."""
        if kind.figures is not None:
            try:
                shown, own = kind.figures(data), figures_of(result)
                seen = {name: figures for name, figures in own.items() if name in shown}
                yield from compare_figures(shown, seen, "shown: ")
            except (ValueError, ImportError) as error:
                yield Difference("figures shown", str(error), "figures that agree with each other")
        fresh = list(self._remade(kind, stamp.origin, result)) if _is_of_now(stamp) else []
        is_as_made = any(kind.read(made).digest == stamp.digest for made in fresh)
        if not stamp.is_intact:
            yield Difference("content", "altered or saved anew since it was made", "")
        elif fresh and not is_as_made:
            yield Difference("content", _NOT_FRESH, "")
        if fresh and not is_as_made and kind.texts is not None:
            yield from compare_texts(kind.texts(data), kind.texts(fresh[0]))

    def _remade(self, kind: Kind, origin: Mapping[str, str], result: Result) -> Iterator[bytes]:
        key = origin.get(DRAWN, "")
        if key:
            pictures = self._pictures.setdefault(id(result), pictures_of(result))
            form = origin.get(FORM, "")
            if key in pictures and form in kind.forms and form in CHART_FORMS:
                yield CHART_FORMS[form].make(pictures[key])
        elif PICTURE not in origin:
            yield from (FORMS[form].make(result) for form in kind.forms if form in FORMS)


def _is_of_now(stamp: Stamp) -> bool:
    """Return whether this version, with what it draws with here, made the file."""
    origin = stamp.origin
    is_ours = origin["Software"] == f"Steelyard {__version__}"
    return is_ours and origin.get(DRAWN_WITH, drawn_with()) == drawn_with()


def _judged(
    name: str, kind: Kind, origin: Mapping[str, str], path: Path, found: list[Difference]
) -> Finding:
    if found:
        count = "one thing" if len(found) == 1 else f"{len(found)} things"
        sentence = f"{count} in it cannot come from {path.name}"
        return Finding(name, "differs", sentence, kind.name, origin, path, tuple(found))
    shown = " and those it shows" if kind.figures is not None else ""
    sentence = f"{path.name} gives the figures of its stamp{shown}"
    if origin["Software"] != f"Steelyard {__version__}":
        sentence += f"; made by {origin['Software'][:40]}, so it was not drawn again to compare"
    return Finding(name, "agrees", sentence, kind.name, origin, path)


def _changed(
    name: str, kind: Kind, origin: Mapping[str, str], path: Path, found: list[Difference]
) -> Finding:
    now = "its figures are other ones now" if found else "its figures are still the same"
    sentence = f"{path.name} has changed since this was made; {now}"
    return Finding(name, "criteria changed", sentence, kind.name, origin, path, tuple(found))
