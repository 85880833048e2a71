"""A claim under another id: in its register and in the sets that cite it, in no other line."""

from __future__ import annotations

from pathlib import Path

import pytest
from orchard_set import write_orchard

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.editing.open_text import EditError
from steelyard.files.sources.renaming import (
    plan_renaming,
    rename_in_register,
    rename_in_set,
)

REGISTER = """\
claims:  # kd-1 begins
  kd-1: {paragraph: 1, says: Dear.}
  kd-12: {paragraph: 2, says: It answers kd-1.}
"""


def test_a_register_names_the_claim_by_its_new_id() -> None:
    """Where it stands, its fields, and other ids that begin alike stay as they were."""
    assert rename_in_register(REGISTER, "kd-1", "cost-7") == REGISTER.replace(
        "kd-1:", "cost-7:"
    ).replace("kd-1.", "cost-7.").replace("kd-1 ", "cost-7 ")


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("kd-9", "kd-3", "no claim kd-9"),
        ("kd-1", "kd-12", "a claim kd-12 already"),
        ("kd-1", "Two words", "cannot be an id"),
    ],
)
def test_a_new_id_has_to_be_free_and_well_formed(old: str, new: str, said: str) -> None:
    """Nothing is changed otherwise."""
    with pytest.raises(EditError, match=said):
        rename_in_register(REGISTER, old, new)


def test_a_common_word_is_changed_where_it_is_cited_and_not_in_sentences() -> None:
    """An id without a number may stand in a sentence without being meant."""
    text = "criteria:\n  a: {question: Is cost all?, claims: [cost]}\n"
    assert rename_in_set(text, "cost", "price") == text.replace("[cost]", "[price]")


def test_all_sets_on_the_register_are_changed_and_no_others(tmp_path: Path) -> None:
    """What is planned says how many lines of each file, and does just that."""
    folder = write_orchard(tmp_path)
    cites = folder / "orchard.yaml"
    cites.write_text(
        cites.read_text(encoding="utf-8").replace("It is in the accounts.", "As or-01 says."),
        encoding="utf-8",
    )
    other = folder / "other.yaml"
    text = cites.read_text(encoding="utf-8")
    other.write_text(text.replace("sources: [orchard]", "sources: []"), encoding="utf-8")
    register = tmp_path / "seeds" / "orchard.yaml"
    sets = sorted(folder.glob("*.yaml"))
    before = load_criteria_file(cites)
    changes, lines = plan_renaming(register, sets, "or-01", "accounts-1")
    assert set(changes) == set(lines) == {register, cites}
    for path, change in changes.items():
        old = path.read_text(encoding="utf-8")
        new = change(old)
        assert new.replace("accounts-1", "or-01") == old
        pairs = zip(old.splitlines(), new.splitlines(), strict=True)
        assert sum(one != two for one, two in pairs) == lines[path] > 0
        path.write_text(new, encoding="utf-8")
    after = load_criteria_file(cites)
    assert after.problems == before.problems == ()
    assert next(iter(after.claims)) == "accounts-1"
    assert after.criteria_set is not None
    assert after.criteria_set.assessments["leave"]["cost"].claims == ["accounts-1"]
    assert after.criteria_set.assessments["leave"]["cost"].reason == "As accounts-1 says."
    with pytest.raises(EditError, match="already"):
        plan_renaming(register, sets, "or-02", "accounts-1")
