"""Saving: whole or not at all, over nobody's work unknowingly, and each failure a sentence."""

from __future__ import annotations

import errno
import hashlib
import os
import threading
from collections.abc import Iterator
from pathlib import Path

import pytest

from steelyard.files.saving import save
from steelyard.files.saving.locking import OWN_FOLDER, locked
from steelyard.files.saving.save import (
    ConflictError,
    SaveError,
    forbid_writing,
    is_writable,
    save_copy,
    save_text,
    writing_allowed,
)
from steelyard.files.saving.versions import list_versions


def hash_of(raw: bytes) -> str:
    """Return the SHA-256 that a reader has seen."""
    return hashlib.sha256(raw).hexdigest()


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """A criteria file in a folder of its own."""
    path = tmp_path / "lunch.yaml"
    path.write_bytes(b"title: Lunch\n")
    return path


SEEN = hash_of(b"title: Lunch\n")


def visible(folder: Path) -> list[str]:
    """Return the names in a folder, but for the room for versions."""
    return sorted(path.name for path in folder.iterdir() if path.name != OWN_FOLDER)


def test_a_save_replaces_the_file_and_keeps_what_was_there(file: Path) -> None:
    """The new hash comes back, and the old state is a version."""
    new = save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    assert file.read_bytes() == b"title: Dinner\n"
    assert new == hash_of(file.read_bytes())
    assert [version.path.read_bytes() for version in list_versions(file)] == [b"title: Lunch\n"]
    assert visible(file.parent) == ["lunch.yaml"]
    assert (file.parent / OWN_FOLDER / ".gitignore").read_text() == "*\n"


def test_a_file_changed_by_somebody_else_is_not_overwritten(file: Path) -> None:
    """The conflict carries what is there now."""
    file.write_bytes(b"title: Theirs\n")
    with pytest.raises(ConflictError, match="changed by somebody else") as conflict:
        save_text(file, "title: Mine\n", SEEN, within=file.parent)
    assert conflict.value.theirs == b"title: Theirs\n"
    assert file.read_bytes() == b"title: Theirs\n"
    assert list_versions(file) == []


def test_the_same_text_from_two_hands_is_no_conflict(file: Path) -> None:
    """Whoever comes second finds it saved already."""
    file.write_bytes(b"title: Both\n")
    new = save_text(file, "title: Both\n", SEEN, within=file.parent)
    assert new == hash_of(b"title: Both\n")
    assert list_versions(file) == []


def test_a_new_file_is_made_and_never_over_another(tmp_path: Path) -> None:
    """An empty `seen` means: there must be nothing yet."""
    path = tmp_path / "new.yaml"
    save_text(path, "a: 1\n", "", within=tmp_path)
    with pytest.raises(ConflictError, match="changed by somebody"):
        save_text(path, "a: 2\n", "", within=tmp_path)
    assert path.read_bytes() == b"a: 1\n"


def test_mark_line_ends_and_mode_stay(file: Path) -> None:
    """A file from Windows stays one, and who may read it does not change."""
    raw = b"\xef\xbb\xbftitle: Lunch\r\nnote: x\r\n"
    file.write_bytes(raw)
    file.chmod(0o640)
    save_text(file, "title: Dinner\nnote: x\n", hash_of(raw), within=file.parent)
    assert file.read_bytes() == b"\xef\xbb\xbftitle: Dinner\r\nnote: x\r\n"
    assert file.stat().st_mode & 0o777 == 0o640


def test_a_link_inside_the_folder_stays_a_link(file: Path) -> None:
    """The file it leads to is what changes."""
    link = file.parent / "link.yaml"
    link.symlink_to(file.name)
    save_text(link, "title: Dinner\n", SEEN, within=file.parent)
    assert link.is_symlink()
    assert file.read_bytes() == b"title: Dinner\n"


def test_nothing_outside_the_folder_is_written(tmp_path: Path) -> None:
    """Neither by a link, nor by dots, nor by a path of its own."""
    inside, outside = tmp_path / "in", tmp_path / "outside.yaml"
    inside.mkdir()
    outside.write_bytes(b"title: Lunch\n")
    (inside / "link.yaml").symlink_to(outside)
    for path in (inside / "link.yaml", inside / ".." / "outside.yaml", outside):
        with pytest.raises(SaveError, match="lies outside the folder in"):
            save_text(path, "x: 1\n", SEEN, within=inside)
    assert outside.read_bytes() == b"title: Lunch\n"


def test_a_room_for_versions_that_leads_elsewhere_is_refused(file: Path, tmp_path: Path) -> None:
    """A link in its place could send old states anywhere."""
    elsewhere = tmp_path / "elsewhere"
    elsewhere.mkdir()
    (file.parent / OWN_FOLDER).symlink_to(elsewhere)
    with pytest.raises(SaveError, match=r"or \.steelyard in it, is not a folder"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    assert list(elsewhere.iterdir()) == []
    assert file.read_bytes() == b"title: Lunch\n"


@pytest.mark.parametrize("name", ["x.txt", "x", ".x.yaml", ".hidden/x.yaml"])
def test_only_criteria_files_are_written(tmp_path: Path, name: str) -> None:
    """Another ending or a hidden file is no criteria file."""
    with pytest.raises(SaveError, match="not the name of a criteria file"):
        save_text(tmp_path / name, "x: 1\n", "", within=tmp_path)


def test_a_link_to_itself_is_refused(tmp_path: Path) -> None:
    """It leads nowhere."""
    link = tmp_path / "link.yaml"
    link.symlink_to(link)
    with pytest.raises(SaveError):
        save_text(link, "x: 1\n", "", within=tmp_path)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a: \x00\n", "line 1 holds the invisible character"),
        ("a: 1\nb: \x1b\n", "line 2 holds"),
        ("a: \ud800\n", "half a character"),
        ("a: " + "x" * 3_000_000, "more than 2 MiB"),
    ],
)
def test_a_text_that_could_not_be_read_again_is_not_saved(file: Path, text: str, said: str) -> None:
    """A half-finished file may be saved, one that is no text may not."""
    with pytest.raises(SaveError, match=said):
        save_text(file, text, SEEN, within=file.parent)
    save_text(file, "title: [half\n", SEEN, within=file.parent)


def test_a_deleted_file_is_told(file: Path) -> None:
    """Somebody has renamed it, perhaps; a copy can still be saved."""
    file.unlink()
    with pytest.raises(SaveError, match="deleted or renamed"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    assert not file.exists()


def test_a_folder_in_the_place_of_the_file_is_told(file: Path) -> None:
    """The file has become something else."""
    file.unlink()
    file.mkdir()
    with pytest.raises(SaveError, match="is a folder or a device"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)


def test_a_file_marked_read_only_stays(file: Path) -> None:
    """A replacement would pass over the mark, so it is looked at."""
    file.chmod(0o444)
    assert not is_writable(file)
    with pytest.raises(SaveError, match="marked as read-only"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    assert file.read_bytes() == b"title: Lunch\n"


def test_a_read_only_folder_is_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Nothing can be made in it, not even the lock."""

    def refuse(*_: object, **__: object) -> None:
        raise PermissionError(errno.EACCES, "no")

    monkeypatch.setattr(Path, "mkdir", refuse)
    with pytest.raises(SaveError, match="no permission to write in its folder"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)


def test_a_missing_folder_is_a_sentence(tmp_path: Path) -> None:
    """A drive was taken out, say."""
    with pytest.raises(SaveError, match="its folder is gone"):
        save_text(tmp_path / "gone" / "x.yaml", "x: 1\n", "", within=tmp_path)


@pytest.fixture
def _writing_again() -> Iterator[None]:
    yield
    save._forbidden.clear()


@pytest.mark.usefixtures("_writing_again")
def test_reading_only_means_no_save_at_all(file: Path) -> None:
    """The switch counts where saving happens, whatever a page shows."""
    assert writing_allowed()
    assert is_writable(file)
    forbid_writing()
    assert not writing_allowed()
    assert not is_writable(file)
    with pytest.raises(SaveError, match="for reading only"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    with pytest.raises(SaveError, match="for reading only"):
        save_copy(file.parent, "copy", "title: Dinner\n", within=file.parent)
    assert visible(file.parent) == ["lunch.yaml"]


def test_is_writable_looks_at_folder_and_kind(tmp_path: Path) -> None:
    """A new name in a folder may do; a folder, or a name in no folder, may not."""
    assert is_writable(tmp_path / "new.yaml")
    assert not is_writable(tmp_path)
    assert not is_writable(tmp_path / "none" / "new.yaml")


def test_a_copy_takes_the_next_free_name(file: Path) -> None:
    """What is there is never touched."""
    within = file.parent
    assert save_copy(within, "lunch", "a: 1\n", within=within).name == "lunch-2.yaml"
    assert save_copy(within, "lunch", "a: 2\n", within=within).name == "lunch-3.yaml"
    assert file.read_bytes() == b"title: Lunch\n"


@pytest.mark.parametrize(
    ("stem", "name"),
    [
        ("../../etc/passwd", "etc-passwd.yaml"),
        ("", "copy.yaml"),
        ("...", "copy.yaml"),
        ("My lunch: 2", "My-lunch-2.yaml"),
        ("Ægir 日本", "Ægir-日本.yaml"),
        ("con", "con-copy.yaml"),
        ("x" * 300, "x" * 80 + ".yaml"),
    ],
)
def test_the_name_of_a_copy_is_a_name_and_no_path(tmp_path: Path, stem: str, name: str) -> None:
    """Whatever a title holds, the copy lands in the folder."""
    assert save_copy(tmp_path, stem, "a: 1\n", within=tmp_path) == tmp_path / name


def test_a_lock_held_too_long_is_a_sentence(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Somebody else is saving in the same folder."""
    monkeypatch.setattr(save, "locked", lambda folder: locked(folder, seconds=0.05))
    with (
        locked(file.parent),
        pytest.raises(SaveError, match="another program is saving in the same folder"),
    ):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    save_text(file, "title: Dinner\n", SEEN, within=file.parent)


def test_an_editor_that_saves_in_between_is_not_overwritten(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Programs that know nothing of the lock are looked for once more, just before the end."""
    really = os.fsync

    def edit_meanwhile(descriptor: int) -> None:
        really(descriptor)
        file.write_bytes(b"title: Theirs\n")

    monkeypatch.setattr(os, "fsync", edit_meanwhile)
    with pytest.raises(ConflictError, match="somebody else") as conflict:
        save_text(file, "title: Mine\n", SEEN, within=file.parent)
    assert conflict.value.theirs == b"title: Theirs\n"
    assert file.read_bytes() == b"title: Theirs\n"
    assert visible(file.parent) == ["lunch.yaml"]


def test_threads_lose_no_save(file: Path) -> None:
    """Eight hands in one dashboard: every confirmed line is there, every conflict was told."""
    said: list[str] = []

    def work(who: int) -> None:
        for number in range(6):
            while True:
                raw = file.read_bytes()
                line = f"k{who}-{number}: 1\n"
                try:
                    save_text(file, raw.decode() + line, hash_of(raw), within=file.parent)
                except ConflictError:
                    continue
                said.append(line)
                break

    threads = [threading.Thread(target=work, args=(who,)) for who in range(8)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join(120)
    assert sorted(file.read_text().splitlines(keepends=True)[1:]) == sorted(said)
    assert len(said) == 48


def test_a_drive_that_hangs_is_given_up(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The page goes on, and the save does not happen behind its back when the drive wakes."""
    awake = threading.Event()
    really = os.fsync

    def hang(descriptor: int) -> None:
        awake.wait(20)
        really(descriptor)

    monkeypatch.setattr(os, "fsync", hang)
    monkeypatch.setattr(save, "TIME_LIMIT", 0.3)
    with pytest.raises(SaveError, match=r"did not answer within 0 seconds, so lunch\.yaml"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    awake.set()
    for thread in threading.enumerate():
        if thread.name == "steelyard-save":
            thread.join(20)
    assert file.read_bytes() == b"title: Lunch\n"
    assert visible(file.parent) == ["lunch.yaml"]


def test_a_drive_that_hangs_in_the_exchange_leaves_a_doubt(
    file: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Once the exchange has begun nobody can say; the sentence says just that."""
    awake = threading.Event()
    really = Path.replace

    def hang(self: Path, target: Path) -> Path:
        if target == file:
            awake.wait(20)
        return really(self, target)

    monkeypatch.setattr(Path, "replace", hang)
    monkeypatch.setattr(save, "TIME_LIMIT", 0.3)
    with pytest.raises(SaveError, match=r"saved is not known\. Open it again before you go on"):
        save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    awake.set()
    for thread in threading.enumerate():
        if thread.name == "steelyard-save":
            thread.join(20)
    monkeypatch.setattr(save, "TIME_LIMIT", 20.0)
    # The same save again finds its own work and is no conflict.
    save_text(file, "title: Dinner\n", SEEN, within=file.parent)
    assert file.read_bytes() == b"title: Dinner\n"
