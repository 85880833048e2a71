"""Files are found in a listing, and nothing outside it is ever opened."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.files.library import (
    find_register,
    list_criteria_files,
    shipped_criteria,
)
from steelyard.model.entry import is_id


def test_the_shipped_sets_are_listed() -> None:
    """Both sets come with the program."""
    names = [path.name for path in list_criteria_files(shipped_criteria())]
    assert {"iran-2026.yaml", "drug-harms-2010.yaml"} <= set(names)


def test_only_visible_yaml_files_are_listed_by_name(tmp_path: Path) -> None:
    """Hidden files, backups, folders and other kinds are left out; capitals do not count."""
    for name in ("b.yaml", "A.yml", ".hidden.yaml", "c.yaml~", "d.json", "e.yaml.txt", "yaml"):
        (tmp_path / name).write_text("")
    (tmp_path / "folder.yaml").mkdir()
    assert [path.name for path in list_criteria_files(tmp_path)] == ["A.yml", "b.yaml"]


def test_links_that_lead_outside_are_left_out(tmp_path: Path) -> None:
    """A link within the folder is fine; one to a secret, to nothing or to itself is not."""
    folder, outside = tmp_path / "criteria", tmp_path / "secret.yaml"
    folder.mkdir()
    outside.write_text("")
    (folder / "real.yaml").write_text("")
    (folder / "inside.yaml").symlink_to(folder / "real.yaml")
    (folder / "outside.yaml").symlink_to(outside)
    (folder / "upwards.yaml").symlink_to("../secret.yaml")
    (folder / "nowhere.yaml").symlink_to(folder / "gone")
    (folder / "itself.yaml").symlink_to(folder / "itself.yaml")
    assert [path.name for path in list_criteria_files(folder)] == ["inside.yaml", "real.yaml"]


def test_a_file_is_its_own_listing_and_nothing_has_none(tmp_path: Path) -> None:
    """One file given is one file listed; a missing folder has no files."""
    one = tmp_path / "any.txt"
    one.write_text("")
    assert list_criteria_files(one) == [one]
    assert list_criteria_files(tmp_path / "missing") == []


def test_a_register_is_looked_for_beside_then_inside(tmp_path: Path) -> None:
    """`seeds/` beside the folder comes before `seeds/` in it; the shipped ones come last."""
    file = tmp_path / "criteria" / "a.yaml"
    beside, inside = tmp_path / "seeds", tmp_path / "criteria" / "seeds"
    for folder in (beside, inside):
        folder.mkdir(parents=True)
    (inside / "menu.yaml").write_text("")
    assert find_register(file, "menu") == inside / "menu.yaml"
    (beside / "menu.yaml").write_text("")
    assert find_register(file, "menu") == beside / "menu.yaml"
    shipped = find_register(file, "kinetic-diplomacy")
    assert shipped == shipped_criteria().parent / "seeds" / "kinetic-diplomacy.yaml"
    assert find_register(file, "nothing-of-this-name") is None


@pytest.mark.parametrize(
    "source",
    ["../secret", "/etc/passwd", "..", "", "a/b", "a\\b", "A", "a.b", "a\x00", "x" * 300, "a\n"],
)
def test_a_source_is_never_a_path(tmp_path: Path, source: str) -> None:
    """Only a well-formed id is looked for, so no name leads out of `seeds/`."""
    (tmp_path / "seeds").mkdir()
    (tmp_path / "secret.yaml").write_text("")
    assert not is_id(source)
    assert find_register(tmp_path / "criteria" / "a.yaml", source) is None


def test_a_register_that_is_a_link_to_the_outside_is_not_found(tmp_path: Path) -> None:
    """A link in `seeds/` cannot show a file of elsewhere."""
    (tmp_path / "project" / "seeds").mkdir(parents=True)
    (tmp_path / "secret.yaml").write_text("")
    (tmp_path / "project" / "seeds" / "menu.yaml").symlink_to(tmp_path / "secret.yaml")
    assert find_register(tmp_path / "project" / "criteria" / "a.yaml", "menu") is None
