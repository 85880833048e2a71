"""Tests of computing the first page before anybody asks for it."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.views.charts import warm_up
from steelyard.views.session import served_files

LUNCH = """
format: 1
title: Lunch
criteria: {taste: {name: Taste}, price: {name: Price}}
options: {soup: {name: Soup}, cake: {name: Cake}}
assessments: {soup: {taste: 50, price: 80}, cake: {taste: 75, price: 20}}
"""


def test_the_file_shown_first_is_ready(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Afterwards the first page finds its file read already."""
    file = tmp_path / "lunch.yaml"
    file.write_text(LUNCH, encoding="utf-8")
    monkeypatch.setattr(warm_up, "served_files", lambda: {"lunch": file})
    warm_up.warm_up(patience=0)
    reads = served_files._load.cache_info().misses

    assert served_files.open_set("lunch", file).criteria_set is not None
    assert served_files._load.cache_info().misses == reads


@pytest.mark.parametrize("text", ["", "title: [", "format: 1\ntitle: Nothing yet\n"])
def test_a_file_of_no_use_stops_nothing(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A broken or empty file is left for the page to speak about."""
    file = tmp_path / "broken.yaml"
    file.write_text(text, encoding="utf-8")
    monkeypatch.setattr(warm_up, "served_files", lambda: {"broken": file})
    warm_up.warm_up(patience=0)


def test_an_empty_folder_needs_no_warm_up(monkeypatch: pytest.MonkeyPatch) -> None:
    """With no file to serve there is nothing to compute."""
    monkeypatch.setattr(warm_up, "served_files", dict)
    warm_up.warm_up(patience=0)
