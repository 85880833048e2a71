"""The declaration of a chart, the chart of one result, and the list of all charts.

A chart module ends with a `Chart`, which declares the chart's name, when it applies and how its
heading, words, numbers and drawing are made. Pages, exports and the command line get the
`Picture` of a result from it. A new chart need not be registered: the Export page,
`steelyard export --only`, the ZIP and the verification find it through its module.
"""

from __future__ import annotations

import pkgutil
from collections.abc import Callable, Hashable, Mapping
from dataclasses import dataclass
from functools import cache, cached_property
from importlib import import_module
from typing import Any, Generic, TypeVar, TypeVarTuple

import pandas as pd

from steelyard import charts
from steelyard.charts import theme
from steelyard.charts.drawing.heading import with_heading
from steelyard.charts.drawing.vega import (
    ROWS,
    Datasets,
    DrawingForm,
    Labels,
    Rows,
    Spec,
    dressed,
    with_labels,
)
from steelyard.charts.theme import Mode
from steelyard.results.result import Result
from steelyard.results.words.lead.verdict import say_problems
from steelyard.results.words.weights import say_unlocked

FULL, WIDE, HALF, NARROW = 1232, 1000, 592, 350
"""Widths in pixels: all of a page 1280 wide, the space beside the weights, half a page, a phone."""

_Choice = TypeVar("_Choice", bound=Hashable)
_Shown = TypeVarTuple("_Shown")


def no_choice(_: Result) -> None:
    """Return `None`, the opening choice of a chart with nothing to choose."""


def always(_: Result) -> bool:
    """Return `True`, for a chart that applies to every result."""
    return True


@dataclass(frozen=True)
class Chart(Generic[_Choice, *_Shown]):
    """The declaration of a chart.

    `id`: its name on the command line and in file names; with variants, the prefix of their ids.
    `name`: its name on buttons and in headings. `place`: its place among all charts, in the
    order of the pages. `width`: pixels on a page and in a file.

    `applies`: whether a result has this chart. `opening`: the choice shown until one is made;
    `None` where there is nothing to choose. `variants`: the choices that exports write to a
    file each, keyed by the suffix of the id; `variant_name`: the name of the variant with a
    choice.

    `moves_locked`: whether locked weights move in it; its title then says so.

    `read`: returns the parts of a result that the chart shows. All other functions take these:
    `title` (the finding) and `subtitle` (how to read the drawing, which may depend on the width
    in pixels), `words` (the whole chart for readers who cannot see it), `rows` (its numbers,
    unrounded), `form` (its measures at a width), `labels` (columns that the rows have only for
    drawing) and `beside` (further rows, by name). `spec`: the specification for a form, cached.
    """

    id: str
    name: str
    place: int
    read: Callable[[Result, _Choice], tuple[*_Shown]]
    title: Callable[[*_Shown], str]
    subtitle: Callable[[*_Shown, float], str]
    words: Callable[[*_Shown], str]
    rows: Callable[[*_Shown], Rows]
    form: Callable[[*_Shown, float], DrawingForm]
    spec: Callable[[DrawingForm], Spec]
    labels: Callable[[*_Shown, DrawingForm], Labels] = lambda *_: {}
    beside: Callable[[*_Shown, DrawingForm], Datasets] = lambda *_: {}
    width: int = FULL
    applies: Callable[[Result], bool] = always
    opening: Callable[[Result], _Choice | None] = no_choice
    variants: Callable[[Result], Mapping[str, _Choice]] | None = None
    variant_name: Callable[[Result, _Choice], str] | None = None
    moves_locked: bool = False

    def of(self, result: Result, choice: _Choice | None = None) -> Picture:
        """Return the chart of a result, with the choice made on a page or the opening one."""
        return Picture(self, result, self.opening(result) if choice is None else choice)

    def all_of(self, result: Result) -> dict[str, Picture]:
        """Return id → chart of a result as exported: one, one per variant, or none."""
        if not self.applies(result):
            return {}
        if self.variants is None:
            return {self.id: Picture(self, result, self.opening(result), self.id)}
        ids = {f"{self.id}-{end}": choice for end, choice in self.variants(result).items()}
        return {id_: Picture(self, result, choice, id_) for id_, choice in ids.items()}

    def draw(
        self, shown: tuple[*_Shown], mode: Mode, width: float, own: tuple[str, ...] = ()
    ) -> Spec:
        """Return the drawing of what is shown; `own`: the colours that a file gives its options."""
        form = self.form(*shown, width)
        rows = with_labels(self.rows(*shown), self.labels(*shown, form))
        looks = dressed(self.spec, form, mode, own)
        return {**looks, "datasets": {ROWS: rows, **self.beside(*shown, form)}}


AnyChart = Chart[Any, *tuple[Any, ...]]


@dataclass(frozen=True, eq=False)
class Picture:
    """A chart of one result; title and words are computed on first access and then cached.

    `choice`: the choice made on the page. `id`: its id in the catalogue; empty for a chart
    composed on a page, which cannot be made again from its id and the result alone.
    Reading any part raises ArithmeticError where a solver gives up on the numbers.
    """

    chart: AnyChart
    result: Result
    choice: Hashable
    id: str = ""

    @property
    def name(self) -> str:
        """The chart's name on buttons and in file names; unique on its page."""
        return self.chart.name

    @property
    def full_name(self) -> str:
        """The name; for a variant, the one made with the file's own names."""
        if self.chart.variant_name is None:
            return self.chart.name
        return self.chart.variant_name(self.result, self.choice)

    @property
    def key(self) -> str:
        """The id (with variants, the name) of the chart in widget keys, styles and file names."""
        return self.chart.id if self.chart.variants is None else self.name.lower().replace(" ", "-")

    @property
    def width(self) -> int:
        """The width of the chart on a page and in a file, in pixels."""
        return self.chart.width

    @cached_property
    def _shown(self) -> tuple[Any, ...]:
        return self.chart.read(self.result, self.choice)

    @cached_property
    def title(self) -> str:
        """What the chart shows, as a finding in one sentence without a full stop.

        It says how many problems the file has, as the verdict does, and which locked weights
        nevertheless move in the chart.
        """
        title = " ".join(self.chart.title(*self._shown).split())
        if self.chart.moves_locked:
            title = say_unlocked(title, self.result.criteria_set, self.result.locked)
        return say_problems(title, len(self.result.loaded.problems))

    def subtitle(self, width: float) -> str:
        """Return how to read a drawing of that width."""
        return " ".join(self.chart.subtitle(*self._shown, width).split())

    @cached_property
    def words(self) -> str:
        """The whole chart in words, for readers who cannot see it."""
        return self.chart.words(*self._shown)

    def rows(self) -> pd.DataFrame:
        """Return the numbers of the chart, unrounded."""
        return pd.DataFrame(self.chart.rows(*self._shown))

    def draw(self, mode: Mode, width: float) -> Spec:
        """Return the drawing without a heading, to be shown with title and words."""
        own = theme.own_colours(self.result.criteria_set)
        return self.chart.draw(self._shown, mode, width, own)

    def draw_with_heading(self, mode: Mode, width: float) -> Spec:
        """Return the drawing under its title and subtitle, with its words as description."""
        spec = self.draw(mode, width)
        return with_heading(spec, self.title, self.subtitle(width), self.words)


def has_rivals(result: Result) -> bool:
    """Return whether there are several options, so that one of them leads."""
    return len(result.evaluation.options) > 1


def has_several_weights(result: Result) -> bool:
    """Return whether there are several options, and several criteria whose weights can move."""
    return has_rivals(result) and len(result.evaluation.criteria) > 1


@cache
def all_charts() -> tuple[AnyChart, ...]:
    """Return every declared chart, in the order of the pages.

    Raises ValueError where two charts share an id or a place.
    """
    found = [chart for module in chart_modules() for chart in declared_in(module)]
    for field in ("id", "place"):
        if len({getattr(chart, field) for chart in found}) < len(found):
            raise ValueError(f"two charts have the same {field}")
    return tuple(sorted(found, key=lambda chart: chart.place))


def chart_modules() -> list[str]:
    """Return the full names of the modules in the subpackages of `charts`."""
    rooms = pkgutil.walk_packages(charts.__path__, f"{charts.__name__}.")
    return [room.name for room in rooms if not room.ispkg and room.name.count(".") > 2]


def declared_in(module: str) -> list[AnyChart]:
    """Return the charts that a module declares at its top level; none for a drawing module."""
    # The only import by name in the package; the names of our own modules, as Python lists them.
    names = vars(import_module(module))
    return [value for value in names.values() if isinstance(value, Chart)]


def pictures_of(result: Result) -> dict[str, Picture]:
    """Return id → chart, for every chart that applies to a result, in the order of the pages.

    Each has its opening choice. Nothing is computed until a part of a picture is read.
    """
    return {id_: picture for chart in all_charts() for id_, picture in chart.all_of(result).items()}
