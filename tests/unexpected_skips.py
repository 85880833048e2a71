"""Turns a skipped test into a failed one, unless its reason is the present operating system.

A skipped test proves nothing, and nobody notices. What a test needs comes with the extra `test`;
what cannot run on Windows or macOS has a mark `skipif` whose reason begins with their names.
This module is a plugin of pytest.
"""

from __future__ import annotations

import itertools
import sys
from collections.abc import Generator
from typing import Any

import pytest

PLATFORMS = {"win32": "Windows", "darwin": "macOS"}
"""`sys.platform` → the name that the reason of a permitted skip has for it."""


def is_expected(item: pytest.Item) -> bool:
    """Return whether a test may be skipped here: if a mark of it names the present system.

    A reason begins with the names of systems, such as *Windows has no signals*.
    """
    reasons = (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skipif"))
    here = PLATFORMS.get(sys.platform)
    return here is not None and any(here in systems_of(reason) for reason in reasons)


def systems_of(reason: str) -> set[str]:
    """Return the systems with whose names a reason begins.

    >>> sorted(systems_of("Windows and macOS keep names as text")), systems_of("no Windows")
    (['Windows', 'macOS'], set())
    """
    words = reason.split(" ")
    named = itertools.takewhile(lambda word: word == "and" or word in PLATFORMS.values(), words)
    return set(named) - {"and"}


def failed(report: Any) -> None:
    """Turn the report of something skipped into that of a failure which names the reason."""
    _, _, reason = report.longrepr if isinstance(report.longrepr, tuple) else ("", 0, "Skipped")
    report.outcome = "failed"
    report.longrepr = f"Nothing may be skipped but by platform. {reason}"


@pytest.hookimpl(wrapper=True)
def pytest_runtest_makereport(
    item: pytest.Item,
) -> Generator[None, pytest.TestReport, pytest.TestReport]:
    """Fail a test that is skipped, whether by a mark or while it runs."""
    report = yield
    if report.skipped and not hasattr(report, "wasxfail") and not is_expected(item):
        failed(report)
    return report


@pytest.hookimpl(wrapper=True)
def pytest_make_collect_report() -> Generator[None, pytest.CollectReport, pytest.CollectReport]:
    """Fail a whole module that is skipped while it is imported."""
    report = yield
    if report.skipped:
        failed(report)
    return report
