"""What holds for every test: nothing is skipped unsaid."""

from __future__ import annotations

import pytest
import unexpected_skips


def pytest_configure(config: pytest.Config) -> None:
    """Take up the plugin for every test of the run, those in docstrings too."""
    config.pluginmanager.register(unexpected_skips)
