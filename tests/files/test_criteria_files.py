"""One call reads a set with its registers, whatever the disk and the bytes are like."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest
from files.lunch import LUNCH

from steelyard.files.criteria_files import LoadedSet, load_criteria_file
from steelyard.files.library import list_criteria_files, shipped_criteria

REGISTER = (
    f"format: 1\ntitle: Menu\nsha256: {'a' * 64}\nfingerprints:\n"
    f'  - "{"b" * 16}"\nclaims:\n  m-1: {{paragraph: 1, says: It is warm}}\n'
)
CITING = LUNCH.replace("title: Lunch", "title: Lunch\nsources: [menu]").replace(
    "name: Taste,", "name: Taste, claims: [m-1, m-2],"
)


def project(tmp_path: Path, text: str | bytes, **registers: str) -> LoadedSet:
    """Return a set loaded from a folder like a clone's, with these registers."""
    for folder in ("criteria", "seeds"):
        (tmp_path / folder).mkdir(exist_ok=True)
    for name, register in registers.items():
        (tmp_path / "seeds" / f"{name}.yaml").write_text(register)
    file = tmp_path / "criteria" / "lunch.yaml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return load_criteria_file(file, shown_as="lunch.yaml")


def codes(loaded: LoadedSet) -> list[tuple[str, str, int]]:
    """Return file, code and line of every problem."""
    return [(problem.file, problem.code, problem.line) for problem in loaded.problems]


@pytest.mark.parametrize("file", list_criteria_files(shipped_criteria()), ids=lambda p: p.stem)
def test_the_shipped_sets_have_no_problem(file: Path) -> None:
    """What we give away passes our own check."""
    loaded = load_criteria_file(file)
    assert loaded.problems == ()
    assert loaded.criteria_set is not None


def test_the_hash_is_that_of_the_bytes(tmp_path: Path) -> None:
    """With mark and carriage returns as they are on disk."""
    raw = b"\xef\xbb\xbf" + LUNCH.replace("\n", "\r\n").encode()
    loaded = project(tmp_path, raw)
    assert loaded.problems == ()
    assert loaded.sha256 == hashlib.sha256(raw).hexdigest()
    assert loaded.criteria_set == project(tmp_path, LUNCH).criteria_set


def test_a_missing_file_is_s001(tmp_path: Path) -> None:
    """The name is said, and what to check."""
    loaded = load_criteria_file(tmp_path / "gone.yaml", shown_as="gone.yaml")
    assert codes(loaded) == [("gone.yaml", "S001", 0)]
    assert loaded.problems[0].found == "no such file"
    assert (loaded.criteria_set, loaded.sha256) == (None, "")


def test_a_folder_and_a_pipe_are_s001(tmp_path: Path) -> None:
    """Neither is a file that can be read; nothing waits for the pipe."""
    os.mkfifo(tmp_path / "pipe.yaml")
    assert [p.found for p in load_criteria_file(tmp_path).problems] == ["a folder"]
    assert codes(load_criteria_file(tmp_path / "pipe.yaml", "pipe.yaml")) == [
        ("pipe.yaml", "S001", 0)
    ]


def test_a_link_to_itself_and_an_endless_name_are_s001(tmp_path: Path) -> None:
    """Odd answers of the disk are data too."""
    (tmp_path / "loop.yaml").symlink_to(tmp_path / "loop.yaml")
    for name in ("loop.yaml", "x" * 300 + ".yaml"):
        assert [p.code for p in load_criteria_file(tmp_path / name).problems] == ["S001"]


def test_other_encodings_are_s002(tmp_path: Path) -> None:
    """Found where the first bad byte stands: the é of line 2."""
    loaded = project(tmp_path, LUNCH.replace("Lunch", "Café").encode("latin-1"))
    assert codes(loaded) == [("lunch.yaml", "S002", 2)]
    assert loaded.problems[0].column == 11
    assert codes(project(tmp_path, LUNCH.encode("utf-16"))) == [("lunch.yaml", "S002", 1)]


def test_a_file_that_is_too_large_is_s003(tmp_path: Path) -> None:
    """It is not read to its end, so it has no hash to be quoted."""
    loaded = project(tmp_path, LUNCH + "#" * 2 * 1024 * 1024)
    assert codes(loaded) == [("lunch.yaml", "S003", 1)]
    assert loaded.sha256 == ""


def test_an_unknown_claim_is_found_and_its_neighbour_kept(tmp_path: Path) -> None:
    """m-1 is in the register, m-2 is not."""
    loaded = project(tmp_path, CITING, menu=REGISTER)
    assert codes(loaded) == [("lunch.yaml", "C012", 5)]
    assert loaded.criteria_set is not None
    assert loaded.criteria_set.criteria["taste"].claims == ["m-1"]
    assert list(loaded.claims) == ["m-1"]
    assert loaded.register_of("m-1") is loaded.registers["menu"]
    assert loaded.register_of("m-2") is None


def test_a_missing_register_is_one_problem_and_not_one_for_each_claim(tmp_path: Path) -> None:
    """Also where another source has its register."""
    assert codes(project(tmp_path, CITING)) == [("lunch.yaml", "C011", 3)]
    two = CITING.replace("[menu]", "[menu, cellar]")
    assert codes(project(tmp_path, two, menu=REGISTER)) == [("lunch.yaml", "C011", 3)]


def test_a_misspelt_key_for_the_sources_is_one_problem(tmp_path: Path) -> None:
    """The registers meant are read: a claim they hold is none, m-2 is not in them."""
    text = CITING.replace("sources:", "source:")
    found = codes(project(tmp_path, text, menu=REGISTER))
    assert found == [("lunch.yaml", "C001", 3), ("lunch.yaml", "C012", 5)]


def test_without_the_sources_nothing_is_said_about_claims(tmp_path: Path) -> None:
    """No register can be looked for where the sources are no list."""
    text = CITING.replace("sources: [menu]", "sources: menu")
    assert codes(project(tmp_path, text, menu=REGISTER)) == [("lunch.yaml", "C003", 3)]


def test_a_register_that_cannot_be_read_is_one_problem(tmp_path: Path) -> None:
    """Its own, in its own file, after those of the set."""
    loaded = project(tmp_path, CITING, menu="claims: [")
    assert codes(loaded) == [("seeds/menu.yaml", "S004", 1)]


def test_a_faulty_claim_is_not_reported_at_each_use(tmp_path: Path) -> None:
    """m-2 is there but faulty: the register says so, the set does not."""
    faulty = REGISTER + "  m-2: {paragraph: one, says: It is cold}\n"
    assert codes(project(tmp_path, CITING, menu=faulty)) == [("seeds/menu.yaml", "C003", 8)]


def test_a_claim_in_two_registers_is_reported_at_the_second(tmp_path: Path) -> None:
    """Nobody could say which of the two is meant."""
    text = LUNCH.replace("title: Lunch", "title: Lunch\nsources: [menu, card]")
    loaded = project(tmp_path, text, menu=REGISTER, card=REGISTER)
    assert codes(loaded) == [("lunch.yaml", "C023", 3)]


def test_a_source_named_twice_is_read_once(tmp_path: Path) -> None:
    """And said to be named twice, not to hold each claim twice."""
    text = CITING.replace("[menu]", "[menu, menu]").replace(", m-2]", "]")
    assert codes(project(tmp_path, text, menu=REGISTER)) == [("lunch.yaml", "C020", 3)]


@pytest.mark.parametrize("source", ["../secret", "/etc/hostname", "'x/../../secret'", "5", "[a]"])
def test_a_source_that_is_no_id_opens_nothing(tmp_path: Path, source: str) -> None:
    """One problem of form, and no file outside `seeds/` is looked at."""
    (tmp_path / "secret.yaml").write_text(REGISTER)
    loaded = project(tmp_path, LUNCH + f"sources: [{source}]\n")
    assert [code for _, code, _ in codes(loaded)] in (["C005"], ["C003"])
    assert loaded.registers == {}


def test_a_section_under_its_old_key_is_read(tmp_path: Path) -> None:
    """`gates` counts as `conditions` and `worlds` as `simulations`, each told once, replaceable."""
    new = LUNCH + "simulations: {draws: 500}\n"
    old = new.replace("\nconditions:", "\ngates:").replace("\nsimulations:", "\nworlds:")
    sound, renamed = project(tmp_path, new), project(tmp_path, old)
    assert sound.problems == ()
    assert renamed.criteria_set == sound.criteria_set
    assert [(problem.code, problem.found, problem.replacement) for problem in renamed.problems] == [
        ("C025", "gates", "conditions"),
        ("C025", "worlds", "simulations"),
    ]
