"""Criteria files are found where people keep them, and never by joining a name."""

from __future__ import annotations

from pathlib import Path

import pytest
from export.lunch_result import lunch_file
from files.lunch import LUNCH

from steelyard.export.verification.verify import CriteriaFolders, folders_to_search
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import shipped_criteria


def test_places_in_the_order_of_nearness(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Beside the export, in `criteria` beside and above it, here, then the shipped sets."""
    here = tmp_path / "here"
    out = tmp_path / "work" / "out"
    for folder in (here / "criteria", out / "criteria", tmp_path / "work" / "criteria"):
        folder.mkdir(parents=True)
    monkeypatch.chdir(here)
    found = folders_to_search(out / "a.svg")
    assert found[:3] == [out, out / "criteria", tmp_path / "work" / "criteria"]
    assert found[-3:] == [here, here / "criteria", shipped_criteria()]


def test_a_name_that_leads_elsewhere_finds_nothing(tmp_path: Path) -> None:
    """A name with a path in it is no file of a folder."""
    lunch_file(tmp_path)
    found = CriteriaFolders().find([tmp_path / "criteria"], "../criteria/lunch.yaml", "0" * 64)
    assert found == (None, False)


def test_a_file_may_be_the_place(tmp_path: Path) -> None:
    """One file named is the only one looked at."""
    file = lunch_file(tmp_path)
    sha256 = load_criteria_file(file).sha256
    assert CriteriaFolders().find([file], "other.yaml", sha256) == (file, True)


def test_a_file_too_large_has_no_hash(tmp_path: Path) -> None:
    """What could not be read whole is never taken for the same file."""
    file = lunch_file(tmp_path, LUNCH + "#" * (2 * 2**20))
    assert CriteriaFolders().find([file], "other.yaml", "0" * 64) == (None, False)
