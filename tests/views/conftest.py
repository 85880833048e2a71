"""What tests of several pages need."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.views.session import served_files


@pytest.fixture
def folder(tmp_path: Path) -> Iterator[Path]:
    """Serve an empty folder."""
    before = list(served_files._chosen)
    served_files.choose(tmp_path)
    yield tmp_path
    served_files._chosen[:] = before
