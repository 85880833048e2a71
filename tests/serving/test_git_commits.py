"""Saves as commits: by whoever saved, beside everything else, and never in the way of a save."""

from __future__ import annotations

import hashlib
import io
import json
import subprocess
import sys
import threading
from pathlib import Path
from typing import Any

import pytest

from steelyard.files.saving import under_way
from steelyard.files.saving.acting import find_people_by
from steelyard.files.saving.save import save_text
from steelyard.files.saving.under_way import SaveEnd
from steelyard.model.people import ANYBODY, Person
from steelyard.serving import git_commits
from steelyard.serving.git_commits import GitCommits, commit_bytes
from steelyard.serving.log import Log

ADA = Person("ada", "Ada Łoś", ANYBODY.roles)
HOST = "decide.example.org"


def git(folder: Path, *arguments: str) -> str:
    """Return what git says in a folder."""
    done = subprocess.run(["git", *arguments], cwd=folder, capture_output=True, timeout=60)
    assert done.returncode == 0, done.stderr.decode()
    return done.stdout.decode().strip()


@pytest.fixture
def tree(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return the criteria folder of a work tree without a commit, of which nobody is the author."""
    monkeypatch.setenv("HOME", str(tmp_path))
    monkeypatch.setenv("GIT_CONFIG_NOSYSTEM", "1")
    git(tmp_path, "init", "-q", "-b", "main", "work")
    folder = tmp_path / "work" / "criteria"
    folder.mkdir()
    return folder


class Committing:
    """Commits of saves with a log in memory, listening as a server does."""

    def __init__(self, place: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        log = Log(None)
        self.written = log._stream = io.StringIO()
        self.commits = GitCommits(log, HOST)
        self.commits.begin(place)
        monkeypatch.setattr(under_way, "_listeners", [self.commits.saved])

    def events(self) -> list[dict[str, Any]]:
        """Wait for what is to be committed, and return what was written into the log."""
        self.commits.end(60)
        return [json.loads(line) for line in self.written.getvalue().splitlines()]


def save(folder: Path, name: str, text: str, seen: str = "") -> str:
    """Save a text as Ada does; return the digest of its bytes."""
    find_people_by(lambda: ADA)
    try:
        return save_text(folder / name, text, seen, within=folder)
    finally:
        find_people_by(None)


def test_each_save_is_a_commit_by_its_author(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The first too, in a work tree without any; the file's state is clean afterwards."""
    committing = Committing(tree, monkeypatch)
    seen = save(tree, "a.yaml", "format: 1\n")
    save(tree, "a.yaml", "format: 1\ntitle: A\n", seen)
    events = committing.events()

    told = git(tree, "log", "--format=%an|%ae|%cn|%s", "--name-only").splitlines()
    assert told[0] == f"Ada Łoś|ada@{HOST}|Steelyard|Save a.yaml"
    assert told.count("criteria/a.yaml") == 2
    assert git(tree, "show", "HEAD:criteria/a.yaml") == "format: 1\ntitle: A"
    assert git(tree, "show", "HEAD~1:criteria/a.yaml") == "format: 1"
    assert git(tree, "status", "--porcelain") == ""
    assert [event["event"] for event in events] == ["committed", "committed"]
    assert git(tree, "rev-parse", "HEAD").startswith(events[-1]["commit"])


def test_what_an_operator_has_staged_stays_staged(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Neither is it committed, nor do hooks run; a file of the same content is no commit."""
    (tree / "b.yaml").write_text("format: 1\n", encoding="utf-8")
    git(tree, "add", "b.yaml")
    hook = tree.parent / ".git" / "hooks" / "pre-commit"
    hook.parent.mkdir(exist_ok=True)
    hook.write_text("#!/bin/sh\nexit 1\n", encoding="utf-8")
    hook.chmod(0o755)
    committing = Committing(tree, monkeypatch)
    seen = save(tree, "a.yaml", "format: 1\n")
    save(tree, "a.yaml", "format: 1\n", seen)
    events = committing.events()

    assert git(tree, "ls-tree", "-r", "--name-only", "HEAD") == "a.yaml"
    assert git(tree, "status", "--porcelain") == "A  criteria/b.yaml"
    assert len(events) == 1


def test_sheets_of_judges_are_not_committed(tree: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Who answered when, and what, would be in the history for good."""
    committing = Committing(tree, monkeypatch)
    folder = tree / "judgements" / "a" / "round-1"
    folder.mkdir(parents=True)
    save(folder, "owl.yaml", "format: 1\n")

    assert committing.events() == []
    assert git(tree, "status", "--porcelain") == "?? criteria/"


def test_many_at_once_lose_nothing(tree: Path) -> None:
    """Two servers on one work tree: a branch that has moved on meanwhile is read again."""
    faults: list[BaseException] = []

    def commit(who: str) -> None:
        try:
            for number in range(8):
                path = tree / f"{who}-{number}.yaml"
                path.write_text(f"{who} {number}\n", encoding="utf-8", newline="\n")
                commit_bytes(path, path.read_bytes(), (who, f"{who}@x"), HOST)
        except BaseException as error:  # noqa: BLE001  told by the test
            faults.append(error)

    threads = [threading.Thread(target=commit, args=(who,)) for who in ("ada", "bob", "cy")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert faults == []
    assert len(git(tree, "ls-tree", "-r", "--name-only", "HEAD").splitlines()) == 24
    assert git(tree, "rev-list", "--count", "HEAD") == "24"


def _no_tree(tree: Path, _: pytest.MonkeyPatch) -> Path:
    folder = tree.parent.parent / "elsewhere"
    folder.mkdir()
    return folder


def _ignored(tree: Path, _: pytest.MonkeyPatch) -> Path:
    (tree / ".gitignore").write_text("*.yaml\n", encoding="utf-8")
    return tree


def _no_git(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(git_commits.shutil, "which", lambda _name: None)  # type: ignore[attr-defined]
    return tree


def _hanging(tree: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    monkeypatch.setattr(git_commits, "SECONDS", 0)
    return tree


def _damaged(tree: Path, _: pytest.MonkeyPatch) -> Path:
    (tree.parent / ".git" / "HEAD").write_text("nonsense\n", encoding="utf-8")
    return tree


@pytest.mark.parametrize(
    ("harm", "says"),
    [
        (_no_tree, "the folder lies in no work tree of git"),
        (_ignored, "git ignores this file; a .gitignore names it"),
        (_no_git, "there is no program git on this machine"),
        (_hanging, "git did not answer within 0 seconds"),
        (_damaged, "the folder lies in no work tree of git"),
    ],
)
def test_what_cannot_be_committed_is_saved_all_the_same(
    tree: Path, monkeypatch: pytest.MonkeyPatch, harm: Any, says: str
) -> None:
    """The save ends as ever; the log says why there is no commit."""
    folder = harm(tree, monkeypatch)
    committing = Committing(folder, monkeypatch)
    save(folder, "a.yaml", "format: 1\n")
    events = committing.events()

    assert (folder / "a.yaml").read_text(encoding="utf-8") == "format: 1\n"
    assert {event["event"] for event in events} == {"not committed"}
    assert events[-1]["why"] == says
    assert events[-1]["file"] == "a.yaml"


@pytest.mark.parametrize(
    ("user", "name", "author"),
    [
        ("ada@x.org", "", ("ada@x.org", "ada@x.org")),
        ("", "", ("Somebody", f"somebody@{HOST}")),
        ("a b>\n", "A <evil>\nauthor x", ("A  evil  author x", f"a-b@{HOST}")),
    ],
)
def test_an_author_is_one_line(user: str, name: str, author: tuple[str, str]) -> None:
    """Whatever a provider says somebody is called."""
    one = git_commits._Save(Path("a"), b"", user, name)
    assert git_commits._author(one, HOST) == author


def test_bytes_of_another_save_are_not_taken_for_this_one(
    tree: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Who saved later will be the author of what is there by then."""
    committing = Committing(tree, monkeypatch)
    (tree / "a.yaml").write_text("later\n", encoding="utf-8")
    sha256 = hashlib.sha256(b"earlier\n").hexdigest()
    committing.commits.saved(SaveEnd("a.yaml", "saved", 0.1, sha256, path=tree / "a.yaml"))

    assert committing.events() == []


pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="Windows need not have git")
