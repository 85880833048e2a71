"""Whether an exported file still agrees with its criteria file.

The stamp names criteria file and view. The figures are recomputed from these and compared with
those in the stamp and, in forms that show them in readable form, with those a reader sees. A file
made by this version is also made again and compared. A stamp can be forged, recomputed figures
cannot.

The criteria file is searched for beside the export, in `criteria/` beside it and above it, in
the current folder and its `criteria/`, and among the sets that come with Steelyard. Folders are
listed; a name from a stamp is never joined to a path.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from steelyard import __version__
from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION
from steelyard.charts.chart import Picture, pictures_of
from steelyard.export.drawings.chart_forms import (
    CHART_FORMS,
    DRAWN,
    DRAWN_WITH,
    FORM,
    PICTURE,
    drawn_with,
)
from steelyard.export.drawings.machine_faces import FACES, has_faces
from steelyard.export.forms import FORMS
from steelyard.export.stamps.provenance import (
    FIGURES,
    GROUP_TOTALS,
    JUDGES,
    STREAM_LINE,
    Stamp,
    judges_in,
    provenance,
)
from steelyard.export.verification.kinds import Kind, kind_of
from steelyard.export.verification.mismatches import (
    Mismatch,
    compare_figures,
    compare_texts,
    compare_view,
    figures_in,
    figures_of,
    view_in,
)
from steelyard.export.view_file import choice_of
from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.files.library import list_criteria_files, shipped_criteria
from steelyard.files.yaml.decoding import MAX_BYTES, read_bounded
from steelyard.results.choice import Choice
from steelyard.results.result import Result

_Outcome = Literal["agrees", "differs", "criteria changed", "no criteria file", "not ours"]

_NOT_FRESH = (
    "not what this version makes of the same file and view: edited and sealed again, or made "
    "with other versions of the drawing libraries"
)

_NO_ROUND = (
    "the round of judges it names is not beside that file, so the group's totals were not checked"
)

_LEVELS = 4
"""Folders above an export whose `criteria/` is searched."""
MOST_FILES = 500
"""Files of one folder that are searched."""

_NEEDED = ("Software", "Criteria file", "SHA-256", "Frame", "Swings moved", FIGURES)


@dataclass(frozen=True)
class CheckedFile:
    """The outcome of checking one file; `mismatches` also where the criteria file has changed."""

    name: str
    outcome: _Outcome
    sentence: str
    kind: str = ""
    origin: Mapping[str, str] = field(default_factory=dict)
    criteria: Path | None = None
    mismatches: tuple[Mismatch, ...] = ()


class Verifier:
    """Checks exported files; each criteria file and view is computed only once."""

    def __init__(self) -> None:
        self._folders = CriteriaFolders()
        self._loaded: dict[Path, LoadedSet] = {}
        self._results: dict[tuple[Path, str], Result] = {}
        self._pictures: dict[int, dict[str, Picture]] = {}

    def check(self, data: bytes, name: str, places: Sequence[Path]) -> CheckedFile:
        """Return the outcome of checking one file against the criteria files in `places`."""
        try:
            kind = kind_of(data)
            stamp = kind.read(data)
        except (ValueError, ImportError) as error:
            return CheckedFile(name, "not ours", f"no stamp of Steelyard could be read: {error}")
        origin = stamp.origin
        lacking = [key for key in _NEEDED if key not in origin]
        if lacking:
            sentence = f"its stamp is incomplete: without {', '.join(lacking)}"
            return CheckedFile(name, "not ours", sentence, kind.name, origin)
        path, is_same = self._folders.find(places, origin["Criteria file"], origin["SHA-256"])
        if path is None:
            wanted = f"{origin['Criteria file']} with SHA-256 {origin['SHA-256'][:16]}…"
            sentence = f"its criteria file, {wanted}, was not found; name it with --criteria"
            return CheckedFile(name, "no criteria file", sentence[:300], kind.name, origin)
        try:
            is_without = self._is_without_judges(path, origin)
            result = self._result(path, _without_judges(origin) if is_without else origin)
            figures = figures_in(origin)
        except ValueError as error:
            outcome: _Outcome = "differs" if is_same else "criteria changed"
            sentence = f"its view cannot be computed again: {error}"
            return CheckedFile(name, outcome, sentence, kind.name, origin, path)
        if not is_same:
            return _criteria_changed(
                name, kind, origin, path, list(compare_figures(figures, figures_of(result)))
            )
        if is_without:
            figures = {key: found for key, found in figures.items() if key != GROUP_TOTALS}
        mismatches = [
            *compare_figures(figures, figures_of(result)),
            *compare_view(origin, provenance(result)),
            *self._check_content(kind, stamp, data, None if is_without else result),
        ]
        checked = _outcome(name, kind, origin, path, mismatches)
        if not is_without:
            return checked
        return replace(checked, sentence=f"{checked.sentence}; {_NO_ROUND}")

    def _is_without_judges(self, path: Path, origin: Mapping[str, str]) -> bool:
        """Return whether the round of judges that a stamp names is not beside the criteria file."""
        number, is_over = judges_in(origin)
        loaded = self._load(path)
        if not number or is_over or loaded.criteria_set is None:
            return False
        return Result(loaded, Choice(judges=number)).group is None

    def _load(self, path: Path) -> LoadedSet:
        if path not in self._loaded:
            self._loaded[path] = load_criteria_file(path)
        return self._loaded[path]

    def _result(self, path: Path, origin: Mapping[str, str]) -> Result:
        loaded = self._load(path)
        if loaded.criteria_set is None:
            raise ValueError(f"nothing in {path.name} can be used")
        result = Result(loaded, choice_of(view_in(origin), loaded))
        key = (path, json.dumps(view_in(origin), sort_keys=True))
        return self._results.setdefault(key, result)

    def _check_content(
        self, kind: Kind, stamp: Stamp, data: bytes, result: Result | None
    ) -> Iterator[Mismatch]:
        """Yield every mismatch of the content: altered, wrongly shown, or not made by Steelyard.

        Without a result it cannot be made again, and only its seal is checked.
        """
        if result is None:
            if not stamp.is_intact:
                yield Mismatch("content", "altered or saved anew since it was made", "")
            return
        if kind.figures is not None:
            try:
                shown, own = kind.figures(data), figures_of(result)
                seen = {name: figures for name, figures in own.items() if name in shown}
                yield from compare_figures(shown, seen, "shown: ")
            except (ValueError, ImportError) as error:
                yield Mismatch("figures shown", str(error), "figures that agree with each other")
        fresh = (
            list(self._make_again(kind, stamp.origin, result)) if _is_of_this_version(stamp) else []
        )
        is_as_made = any(kind.read(made).digest == stamp.digest for made in fresh)
        if not stamp.is_intact:
            yield Mismatch("content", "altered or saved anew since it was made", "")
        elif fresh and not is_as_made:
            yield Mismatch("content", _NOT_FRESH, "")
        if fresh and not is_as_made and kind.texts is not None:
            yield from compare_texts(kind.texts(data), kind.texts(fresh[0]))

    def _make_again(self, kind: Kind, origin: Mapping[str, str], result: Result) -> Iterator[bytes]:
        key = origin.get(DRAWN, "")
        if key:
            pictures = self._pictures.setdefault(id(result), pictures_of(result))
            form = origin.get(FORM, "")
            if key in pictures and form in kind.forms and form in CHART_FORMS:
                yield CHART_FORMS[form].make(pictures[key])
        elif PICTURE not in origin:
            yield from (FORMS[form].make(result) for form in kind.forms if form in FORMS)


def _without_judges(origin: Mapping[str, str]) -> dict[str, str]:
    """Return a stamp that names no judges."""
    return {key: text for key, text in origin.items() if not key.startswith(JUDGES)}


def _is_of_this_version(stamp: Stamp) -> bool:
    """Return whether this version made the file, with the drawing program and faces found here."""
    origin = stamp.origin
    is_ours = origin["Software"] == f"Steelyard {__version__}" and not _older_stream(origin)
    is_drawn_alike = origin.get(DRAWN_WITH, drawn_with()) == drawn_with()
    return is_ours and is_drawn_alike and has_faces(origin.get(FACES, ""))


def _older_stream(origin: Mapping[str, str]) -> str:
    """Return a stamp's version of the simulation rules if it differs from this program's."""
    stream = origin.get(STREAM_LINE, "1")
    return "" if stream == str(STREAM_VERSION) else stream[:10]


def _stream_words(origin: Mapping[str, str]) -> str:
    """Return the end of a sentence: that a file's simulations were drawn by other rules."""
    stream = _older_stream(origin)
    return stream and (
        f"; its simulations were drawn by version {stream} of the rules, and here it is version "
        f"{STREAM_VERSION}: its lead shares cannot be drawn again"
    )


def _outcome(
    name: str, kind: Kind, origin: Mapping[str, str], path: Path, found: list[Mismatch]
) -> CheckedFile:
    if found:
        count = "one thing" if len(found) == 1 else f"{len(found)} things"
        sentence = f"{count} in it cannot come from {path.name}"
        sentence += _stream_words(origin)
        return CheckedFile(name, "differs", sentence, kind.name, origin, path, tuple(found))
    shown = " and those it shows" if kind.figures is not None else ""
    sentence = f"{path.name} gives the figures of its stamp{shown}"
    if origin["Software"] != f"Steelyard {__version__}":
        sentence += f"; made by {origin['Software'][:40]}, so it was not drawn again to compare"
    return CheckedFile(name, "agrees", sentence, kind.name, origin, path)


def _criteria_changed(
    name: str, kind: Kind, origin: Mapping[str, str], path: Path, found: list[Mismatch]
) -> CheckedFile:
    now = "its figures are other ones now" if found else "its figures are still the same"
    sentence = f"{path.name} has changed since this was made; {now}{_stream_words(origin)}"
    return CheckedFile(name, "criteria changed", sentence, kind.name, origin, path, tuple(found))


@dataclass
class CriteriaFolders:
    """Folders that are searched for criteria files; each is listed and read only once."""

    _listed: dict[Path, list[tuple[Path, str]]] = field(default_factory=dict)

    def find(self, places: Sequence[Path], name: str, sha256: str) -> tuple[Path | None, bool]:
        """Return the file with this SHA-256, else of this name, and whether its bytes are the same.

        `None` if there is neither. Of several the one in the first folder counts.
        """
        listed = [entry for place in places for entry in self._list(place)]
        for path, found in listed:
            if found and found == sha256:
                return path, True
        for path, _ in listed:
            if path.name == name:
                return path, False
        return None, False

    def _list(self, place: Path) -> list[tuple[Path, str]]:
        if place not in self._listed:
            files = list_criteria_files(place)[:MOST_FILES]
            self._listed[place] = [(path, _digest(path)) for path in files]
        return self._listed[place]


def folders_to_search(export: Path) -> list[Path]:
    """Return the folders in which the criteria file of an export is searched for, in order."""
    folder = export.resolve().parent
    here = Path.cwd()
    found = [folder, folder / "criteria", *_above(folder)]
    found += [here, here / "criteria", shipped_criteria()]
    return list(dict.fromkeys(place for place in found if place.is_dir()))


def _above(folder: Path) -> Iterator[Path]:
    for parent in list(folder.parents)[:_LEVELS]:
        yield parent / "criteria"


def _digest(path: Path) -> str:
    try:
        raw = read_bounded(path)
    except OSError:
        return ""
    return hashlib.sha256(raw).hexdigest() if len(raw) <= MAX_BYTES else ""
