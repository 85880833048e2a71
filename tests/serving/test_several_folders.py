"""A server that shows several folders: one list of sets, each kept where it lies."""

from __future__ import annotations

import json
import shutil
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path
from typing import cast

import pytest
from judged_sets import SET
from serving.pages import open_page
from serving.sealed_rounds import ADA, BEN, CLEO
from serving.team import serve_team
from streamlit.testing.v1 import AppTest

from steelyard.cli import main
from steelyard.commands.backups import restore
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.judgements.own_sheet import (
    GivenScore,
    change_sheet,
    give_score,
    seal_own_sheet,
)
from steelyard.files.judgements.rounds import load_rounds, rounds_folder
from steelyard.files.judgements.sheet_rules import Asked
from steelyard.files.judgements.shelf import keep_rounds_on, shelf
from steelyard.files.saving.acting import find_people_by
from steelyard.files.saving.save import save_copy
from steelyard.files.sources.renaming import plan_renaming
from steelyard.model import JudgeSheet
from steelyard.serving.configuration.loading import load_configuration, tell_settings
from steelyard.serving.configuration.settings import PREFIX
from steelyard.serving.store.database_shelf import DatabaseShelf
from steelyard.serving.store.engine import Store
from steelyard.serving.store.folder_lock import FolderLock
from steelyard.serving.store.migrating import open_store
from steelyard.views.new_set.writing import name_fault
from steelyard.views.session import served_files as served

LOGIN = 'login = "headers"\nbehind_proxy = true\npublic_url = "https://a.example/"\n'
REGISTER = """\
format: 1
title: {title}
claims:
  c1: {{text: "{title} says so.", paragraph: "1"}}
"""


def two_folders(top: Path, folders: str = '["north/criteria", "south/criteria"]') -> Path:
    """Return a configuration of two folders, each with a set of its own, and a register each."""
    for name, title in (("north", "Lunch"), ("south", "Dinner")):
        folder = top / name / "criteria"
        folder.mkdir(parents=True)
        text = SET.replace("title: Lunch", f"title: {title}")
        (folder / f"{title.lower()}.yaml").write_text(text, encoding="utf-8")
        (top / name / "seeds").mkdir()
        register = top / name / "seeds" / "diary.yaml"
        register.write_text(REGISTER.format(title=title), encoding="utf-8")
    config = top / "team.toml"
    config.write_text(f"folder = {folders}\n{LOGIN}", encoding="utf-8")
    return config


@pytest.fixture
def config(tmp_path: Path) -> Path:
    """Return the configuration of two folders."""
    return two_folders(tmp_path)


@pytest.fixture
def shown(config: Path) -> Iterator[Path]:
    """Serve the two folders in this process; return the folder that both lie in."""
    before = list(served._chosen)
    served.choose(*load_configuration(config).served)
    yield config.parent
    served._chosen[:] = before


def test_they_are_a_list_or_one_text(
    config: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    """In the file and in the environment; `--check` says both."""
    top = config.parent
    both = (top / "north" / "criteria", top / "south" / "criteria")
    assert load_configuration(config).served == both
    assert main(["serve", "--config", str(config), "--check"]) == 0
    assert f"Would show {both[0]}, {both[1]} at https://a.example/" in capsys.readouterr().out

    monkeypatch.setenv(f"{PREFIX}FOLDER", "south/criteria, north/criteria")
    read = load_configuration(config)
    assert read.served == both[::-1]
    assert dict(line[:2] for line in tell_settings(read))["folder"] == (
        "south/criteria, north/criteria"
    )
    monkeypatch.setenv(f"{PREFIX}FOLDER", "north/criteria/lunch.yaml")
    assert load_configuration(config).served == (both[0] / "lunch.yaml",)


@pytest.mark.parametrize(
    ("folders", "code", "found"),
    [
        ('["north/criteria", "nowhere"]', "T004", "nowhere, which is not there"),
        ('["north/criteria", ""]', "C008", "an empty text"),
        ("[]", "C004", "an empty list"),
        ("3", "C003", "3"),
        (
            '["north/criteria", "south/../north/criteria"]',
            "T004",
            "south/../north/criteria, which lies in the same folder as north/criteria",
        ),
        ('["north", "north/criteria"]', "T004", "which lies in the same folder as north"),
        ('["north/criteria", "west"]', "C020", "lunch, in north/criteria and in west"),
    ],
)
def test_folders_that_do_not_go_together_are_told(
    tmp_path: Path, folders: str, code: str, found: str
) -> None:
    """As a problem of the configuration, before anything is served."""
    config = two_folders(tmp_path, folders)
    shutil.copytree(tmp_path / "north" / "criteria", tmp_path / "west")
    (problem,) = load_configuration(config).problems

    assert (problem.code, problem.line) == (code, 1)
    assert problem.found.endswith(found)
    assert problem.fix


def test_the_sets_of_all_are_one_list(shown: Path) -> None:
    """By name; whatever changes in either of them is seen."""
    assert list(served.served_files()) == ["dinner", "lunch"]
    watched = served.watched_folders()
    for name in ("north", "south"):
        assert {shown / name / "criteria", shown / name / "seeds"} <= {*watched}
        token = served.state_token()
        (shown / name / "criteria" / f"{name}.yaml").write_text(SET, encoding="utf-8")
        assert served.state_token() != token


def test_a_name_that_comes_to_be_in_both_is_told(shown: Path) -> None:
    """The set that was there stays what it is; the page says what to do."""
    (shown / "south" / "criteria" / "lunch.yml").write_text(SET, encoding="utf-8")
    assert served.served_files()["lunch"] == shown / "north" / "criteria" / "lunch.yaml"
    assert served.unusable_names() == [
        "lunch.yml in criteria is not shown: another folder has a set of that name. Rename one of "
        "the two."
    ]


def where_it_works() -> None:
    """Show the folder of whoever has the second set open; run as a page."""
    import streamlit as st

    from steelyard.views.session import served_files

    st.session_state["set"] = "dinner"
    st.text(str(served_files.served_folder()))


def test_what_is_new_goes_where_the_open_set_is(shown: Path) -> None:
    """Copies, new sets and registers; under no name that the other folder has."""
    page = AppTest.from_function(where_it_works).run()
    folder = shown / "south" / "criteria"
    assert page.text[0].value == str(folder)
    assert served.served_folder() == shown / "north" / "criteria"

    assert "in another folder" in name_fault("lunch", folder)
    assert name_fault("supper", folder) == ""
    copy = save_copy(folder, "lunch", SET, within=folder, is_taken=served.is_name_taken)
    assert copy == folder / "lunch-2.yaml"


def test_a_register_of_the_same_name_is_another(shown: Path) -> None:
    """A claim that is renamed in one of them is renamed in the sets that read that one."""
    for file in served.served_files().values():
        text = file.read_text(encoding="utf-8").replace(
            "criteria:\n", "sources: [diary]\ncriteria:\n", 1
        )
        text = text.replace("taste: 50", "taste: {score: 50, claims: [c1]}")
        file.write_text(text, encoding="utf-8")
        assert load_criteria_file(file).registers, file
    register = shown / "south" / "seeds" / "diary.yaml"
    changes, _ = plan_renaming(register, served.served_files().values(), "c1", "c2")

    assert sorted(path.name for path in changes) == ["diary.yaml", "dinner.yaml"]


def _answered(sheet: JudgeSheet, asked: Asked) -> JudgeSheet:
    score = GivenScore(40, 40, 40, "So it is.", None)
    return give_score(sheet, ("soup", "taste"), score, asked)


def test_rounds_of_both_lie_in_one_database(
    config: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """They are opened, answered and closed alike; what is adopted goes into the right file."""
    given = ["--config", str(config)]
    for name in ("lunch", "dinner"):
        assert main(["judges", "open", name, "--judges", "3", *given]) == 0
    read = load_configuration(config)
    file = read.served[1] / "dinner.yaml"
    made = load_criteria_file(file).criteria_set
    assert made is not None
    with closing(open_store(read.store)) as store:
        keep_rounds_on(DatabaseShelf(store, *read.served))
        try:
            for who in (ADA, BEN, CLEO):
                find_people_by(lambda who=who: who)  # type: ignore[misc]
                (loaded,) = load_rounds(file, made)
                assert loaded.round is not None
                judge = shelf().take_seat(rounds_folder(file), loaded.round.judges)
                change_sheet(loaded, made, judge, _answered)
                seal_own_sheet(load_rounds(file, made)[0], made, judge, "2026-11-30")
        finally:
            keep_rounds_on(None)
            find_people_by(None)
    assert main(["judges", "close", "dinner", *given]) == 0
    capsys.readouterr()
    assert main(["judges", "status", "--json", *given]) == 0
    told = {one["set"]: one["state"] for one in json.loads(capsys.readouterr().out)}
    assert told == {"lunch": "open", "dinner": "closed"}


def test_a_backup_has_all_of_them(
    config: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """It goes back into as many folders, in their order, and into no fewer."""
    monkeypatch.setattr(restore, "is_answered", lambda _port: False)
    for name in ("lunch", "dinner"):
        assert main(["judges", "open", name, "--judges", "3", "--config", str(config)]) == 0
    file = tmp_path / "all.zip"
    assert main(["backup", "--config", str(config), str(file)]) == 0
    there = tmp_path / "there"
    for name in ("one", "two", "apart/two"):
        (there / name).mkdir(parents=True)
    other = there / "team.toml"
    other.write_text(f'folder = ["one", "two"]\n{LOGIN}', encoding="utf-8")
    alone = tmp_path / "alone"
    (alone / "criteria").mkdir(parents=True)
    (alone / "team.toml").write_text(LOGIN, encoding="utf-8")
    capsys.readouterr()

    assert main(["restore", "--config", str(alone / "team.toml"), str(file)]) == 1
    assert "the files of 2 folders, and the configuration names 1" in capsys.readouterr().err
    assert not [*alone.rglob("*.yaml")]
    assert main(["restore", "--config", str(other), str(file)]) == 1
    assert "two different files" in capsys.readouterr().err
    assert not [*there.rglob("*.yaml")]
    other.write_text(f'folder = ["one", "apart/two"]\n{LOGIN}', encoding="utf-8")
    assert main(["restore", "--config", str(other), str(file)]) == 0
    assert (there / "one" / "lunch.yaml").is_file()
    assert (there / "apart" / "two" / "dinner.yaml").is_file()
    register = there / "apart" / "seeds" / "diary.yaml"
    assert "Dinner says so" in register.read_text(encoding="utf-8")
    assert main(["restore", "--config", str(config), "--replace", str(file)]) == 0
    for name, title in (("north", "Lunch"), ("south", "Dinner")):
        register = (tmp_path / name / "seeds" / "diary.yaml").read_text(encoding="utf-8")
        assert f"{title} says so" in register


def test_each_folder_has_its_lock_for_all_replicas(tmp_path: Path) -> None:
    """By its place in the configuration, wherever a replica has it; of one folder as ever."""
    nowhere = cast(Store, None)
    here, there = tmp_path / "here", tmp_path / "there"
    mine = FolderLock(nowhere, here / "north" / "criteria", here / "south" / "criteria")
    theirs = FolderLock(nowhere, there / "a", there / "elsewhere" / "b")
    one = FolderLock(nowhere, here / "north" / "criteria")

    north, south = here / "north" / "criteria", here / "south" / "criteria"
    assert mine.key_of(north) == theirs.key_of(there / "a") == one.key_of(north)
    assert mine.key_of(south) == theirs.key_of(there / "elsewhere" / "b")
    keys = {mine.key_of(path) for path in (north, south, north.parent / "seeds")}
    assert len(keys | {mine.key_of(south.parent / "seeds")}) == 4


def test_a_server_shows_and_watches_them(tmp_path: Path) -> None:
    """Started by a configuration of two folders: one page lists the sets of both."""
    for name, title in (("criteria", "Lunch"), ("more", "Dinner")):
        (tmp_path / name).mkdir()
        text = SET.replace("title: Lunch", f"title: {title}")
        (tmp_path / name / f"{title.lower()}.yaml").write_text(text, encoding="utf-8")
    changed = {"public_url": "http://localhost:8501/", "folder": ["criteria", "more"]}
    with serve_team(tmp_path, **changed) as team:
        assert team.ask("/readyz").status == 200
        texts = open_page(team.port, "ws://localhost:8501/_stcore/stream", "", {})
        assert "Lunch" in texts
        assert "Dinner" in texts
