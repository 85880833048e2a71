"""Whatever a file is called, and wherever its name leads, it gets a sentence or works."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from files.lunch import LUNCH

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.library import list_criteria_files, list_unusable_names
from steelyard.files.registers import load_register
from steelyard.files.saving.save import SaveError, save_copy, save_text
from steelyard.files.saving.versions import list_versions
from steelyard.files.yaml.decoding import OutsideError, read_inside

NAMES = [
    "a__b",
    "__a__",
    "a" * 250,
    "ä" * 125,
    "a b",
    "a'b\"c",
    "<svg>",
    "%2e%2e",
    "a#b?c&d",
    "日本",
]
NAMES += ["a\nb", "a\x1b[31m", "\u202eevil", "x.yaml", "-rf", "con", " "]
BYTES = [b"caf\xe9.yaml", b"\xff\xfe.yml", b"a\xed\xa0\x80.yaml"]

posix_only = pytest.mark.skipif(
    sys.platform != "linux", reason="Windows and macOS keep names as text"
)


def text_of(loaded_file: Path) -> str:
    """Return the reports of all problems of a file; they and its title must encode as UTF-8."""
    loaded = load_criteria_file(loaded_file)
    said = "\n".join(problem.as_text() for problem in loaded.problems)
    title = loaded.criteria_set.title if loaded.criteria_set is not None else ""
    (said + title).encode("utf-8")
    return said


@pytest.mark.parametrize("name", NAMES)
def test_a_file_of_any_name_is_listed_read_saved_and_versioned(name: str, tmp_path: Path) -> None:
    """Underscores, spaces, quotes, controls, the longest name there is."""
    file = tmp_path / f"{name}.yaml"
    file.write_text(LUNCH, encoding="utf-8")
    assert list_criteria_files(tmp_path) == [file]
    assert list_unusable_names(tmp_path) == []
    loaded = load_criteria_file(file)
    assert loaded.problems == ()
    save_text(file, LUNCH + "note: more\n", loaded.sha256, within=tmp_path)
    assert len(list_versions(file)) == 1
    file.write_text("criteria: {}\n", encoding="utf-8")
    assert text_of(file).isprintable() or "\n" in text_of(file)


@posix_only
@pytest.mark.parametrize("name", BYTES)
def test_a_name_that_is_no_text_is_said_and_breaks_nothing(name: bytes, tmp_path: Path) -> None:
    """Its neighbours are listed; it has a sentence; opened by its own name it can be read."""
    (tmp_path / "good.yaml").write_text(LUNCH, encoding="utf-8")
    odd = Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))
    odd.write_text("criteria: {}\n", encoding="utf-8")
    assert [path.name for path in list_criteria_files(tmp_path)] == ["good.yaml"]
    [sentence] = list_unusable_names(tmp_path)
    sentence.encode("utf-8")
    assert "rename it" in sentence
    assert "C002" in text_of(odd)
    with pytest.raises(SaveError) as error:
        save_text(odd, LUNCH, "0" * 64, within=tmp_path)
    str(error.value).encode("utf-8")


def test_a_copy_has_no_underscores_in_a_row_and_a_name_that_fits(tmp_path: Path) -> None:
    """*Save the copy* makes only plain names, however the file is called that it is made of."""
    for stem, made in (
        ("a__b", "a_b"),
        ("__a", "a"),
        ("ä" * 200, "ä" * 80),
        ("日" * 200, "日" * 66),
    ):
        assert save_copy(tmp_path, stem, LUNCH, within=tmp_path).stem == made


def test_a_read_follows_no_link_out_of_the_folder(tmp_path: Path) -> None:
    """Checked when it is read: what was a file a moment ago may be a link by now."""
    folder, outside = tmp_path / "criteria", tmp_path / "secret.yaml"
    folder.mkdir()
    outside.write_text("title: secret\n", encoding="utf-8")
    file, inside = folder / "a.yaml", folder / "b.yaml"
    file.write_text(LUNCH, encoding="utf-8")
    inside.symlink_to(file)
    assert read_inside(file, folder) == read_inside(inside, folder) == LUNCH.encode()
    loaded = load_criteria_file(file, within=folder)
    file.unlink()
    file.symlink_to(outside)
    for path in (file, inside):
        with pytest.raises(OutsideError):
            read_inside(path, folder)
        [problem] = load_criteria_file(path, within=folder).problems
        assert (problem.code, problem.found) == ("S001", "a link that leads out of its folder")
    with pytest.raises(SaveError):
        save_text(file, LUNCH, loaded.sha256, within=folder)
    assert outside.read_text(encoding="utf-8") == "title: secret\n"
    assert "secret" not in "".join(
        version.path.read_text(encoding="utf-8") for version in list_versions(file)
    )


@pytest.mark.parametrize("kind", ["loop", "nowhere", "folder", "pipe"])
def test_a_read_of_what_is_no_file_is_an_error_of_the_disk(kind: str, tmp_path: Path) -> None:
    """A link to itself or to nothing, a folder, a pipe: an error at once, and no traceback."""
    path = tmp_path / "a.yaml"
    if kind == "loop":
        path.symlink_to(path)
    elif kind == "nowhere":
        path.symlink_to(tmp_path / "gone")
    elif kind == "folder":
        path.mkdir()
    else:
        os.mkfifo(path)
    with pytest.raises(OSError, match=r"\w"):
        read_inside(path, tmp_path)
    assert [problem.code for problem in load_criteria_file(path, within=tmp_path).problems] == [
        "S001"
    ]


def test_a_register_and_a_text_that_are_links_to_the_outside_are_not_read(tmp_path: Path) -> None:
    """Both are checked when they are read, not only when they are found."""
    seeds, secret = tmp_path / "seeds", tmp_path / "secret.txt"
    (seeds / "texts").mkdir(parents=True)
    secret.write_text("secret\n", encoding="utf-8")
    register = seeds / "menu.yaml"
    register.write_text(
        f"format: 1\ntitle: M\nsha256: {'a' * 64}\nfingerprints: ['{'b' * 16}']\n", encoding="utf-8"
    )
    (seeds / "texts" / "menu.txt").symlink_to(secret)
    assert load_register(register).text.state == "absent"
    register.unlink()
    register.symlink_to(secret)
    loaded = load_register(register)
    assert loaded.register is None
    assert [problem.code for problem in loaded.problems] == ["S001"]
