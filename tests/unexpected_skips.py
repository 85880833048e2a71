"""Turns a skipped test into a failed one, unless it says that Windows cannot run it.

A test that is skipped says nothing, and nobody reads that it does. What a test needs comes
with the extra `test`; what it cannot do on Windows it says with `skipif` and a reason. This
module is a plugin of pytest.
"""

from __future__ import annotations

import sys
from collections.abc import Generator
from typing import Any

import pytest

PLATFORM = "Windows"
"""The word with which the reason of a permitted skip begins."""


def is_expected(item: pytest.Item) -> bool:
    """Return whether a test may be skipped here: on Windows, if a mark of it says so."""
    reasons = (str(mark.kwargs.get("reason", "")) for mark in item.iter_markers("skipif"))
    return sys.platform == "win32" and any(reason.startswith(PLATFORM) for reason in reasons)


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
