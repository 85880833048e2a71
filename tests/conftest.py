"""What holds for every test: nothing is skipped unsaid, and none fails for being slow."""

from __future__ import annotations

import pytest
import unexpected_skips
from hypothesis import settings

# How long an example takes depends on what else the machine does: times are for benchmarks.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")


def pytest_configure(config: pytest.Config) -> None:
    """Take up the plugin for every test of the run, those in docstrings too."""
    config.pluginmanager.register(unexpected_skips)
