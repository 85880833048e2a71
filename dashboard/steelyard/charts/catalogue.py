"""All charts there are, found in the modules that declare them.

A new chart needs no entry anywhere: its module declares a `Chart`, and with it the Export
page, `steelyard export --only`, the ZIP and the verification offer it.
"""

from __future__ import annotations

import pkgutil
from functools import cache
from importlib import import_module

from steelyard import charts
from steelyard.charts.chart import AnyChart, Chart, Picture
from steelyard.results.result import Result


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
    """Return the full names of the modules in the rooms below `charts`."""
    rooms = pkgutil.walk_packages(charts.__path__, f"{charts.__name__}.")
    return [room.name for room in rooms if not room.ispkg and room.name.count(".") > 2]


def declared_in(module: str) -> list[AnyChart]:
    """Return the charts that a module declares at its top level; none for a drawing module."""
    # The only import by name in the package: modules of our own, listed by Python itself.
    names = vars(import_module(module))
    return [value for value in names.values() if isinstance(value, Chart)]


def pictures_of(result: Result) -> dict[str, Picture]:
    """Return id → chart, for every chart that applies to a result, in the order of the pages.

    Each has its opening choice. Nothing is computed before a part of a picture is read.
    """
    return {id_: picture for chart in all_charts() for id_, picture in chart.all_of(result).items()}
