"""People who save at once over two whole servers and one PostgreSQL: nothing told is lost."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from judged_sets import SET
from own_loop import run_apart
from serving.many_saves import ROLES, URL, find_lost, prepare, save_at_once
from serving.replicas import serve_two
from serving.sealed_rounds import FAY, sealed

from steelyard.serving.store.address import read_store_address
from steelyard.serving.store.migrating import open_store

pytestmark = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS have no packages of Debian"
)
EDITORS, JUDGES, SAVES = 4, 4, 5


def test_nothing_that_was_told_to_be_saved_is_lost(tmp_path: Path) -> None:
    """Forty saves: every file, every sheet and the log have them."""
    (tmp_path / "criteria").mkdir()
    prepare(tmp_path / "criteria", SET, EDITORS)
    with serve_two(tmp_path, public_url=URL, roles=ROLES) as (database, teams):
        store = open_store(read_store_address(database.address, tmp_path))
        with sealed(tmp_path, store) as made:
            made.open_by(FAY, "alder", "birch", "cedar", "hazel")
            told = run_apart(save_at_once([*teams.values()], EDITORS, JUDGES, SAVES, 300))
            lost = find_lost(made, told)
        store.close()
        faults = [line for team in teams.values() for line in team.events("fault")]

    assert (lost, told.faults, faults) == ([], [], [])
    assert told.count == (EDITORS + JUDGES) * SAVES
