"""Machines with other fonts than this one, for tests of what our typeface lacks."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.export.drawings import machine_faces


def machine_with(monkeypatch: pytest.MonkeyPatch, *folders: Path) -> None:
    """Let the machine keep its fonts in these folders, and nowhere else."""
    machine_faces.borrowed.cache_clear()
    monkeypatch.setattr(machine_faces, "font_folders", lambda: [*folders])
