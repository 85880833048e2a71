"""A change of one claim is that claim's lines, and nothing else in the file."""

from __future__ import annotations

import difflib
from pathlib import Path

import pytest
import yaml
from files.sources.orchard import ORCHARD, as_register, empty_register

from steelyard.files.editing.open_text import EditError
from steelyard.files.library import shipped_folder
from steelyard.files.registers import load_register
from steelyard.files.saving import save
from steelyard.files.saving.merging import merge_texts
from steelyard.files.saving.save import SaveError, save_text
from steelyard.files.saving.versions import list_versions
from steelyard.files.sources.claim_edits import (
    add_claim,
    change_claim,
    mark_no_claim,
    next_claim_id,
    put_bearing,
    restore_claim,
    withdraw_claim,
)

SHIPPED = sorted((shipped_folder() / "seeds").glob("*.yaml"))
REGISTER = SHIPPED[0].read_text(encoding="utf-8")
FIRST = next(iter(as_register(REGISTER).claims))


def changed(old: str, new: str) -> list[str]:
    """Return the lines that differ, with a sign in front."""
    found = difflib.unified_diff(old.splitlines(), new.splitlines(), n=0, lineterm="")
    return [line for line in found if not line.startswith(("---", "+++", "@@"))]


@pytest.mark.parametrize("path", SHIPPED, ids=lambda path: path.stem)
def test_shipped_registers_are_a_fixed_point(path: Path) -> None:
    """Every value put where it stands already changes no byte."""
    text = path.read_bytes().decode()
    after = text
    for claim, fields in list(yaml.safe_load(text)["claims"].items())[::7]:
        after = change_claim(after, claim, {**fields})
    assert after == text


def test_a_new_claim_is_new_lines_at_the_end() -> None:
    """Everything above stays as it is, comments too."""
    text = REGISTER + "    # a remark at the end\n"
    claim = next_claim_id(as_register(text))
    fields = {"says": "A word: two.", "paragraph": 3, "voice": "assertion", "note": ""}
    after = add_claim(text, claim, fields)
    assert [line for line in changed(text, after) if line != "+"] == [
        f"+  {claim}:",
        "+    paragraph: 3",
        '+    says: "A word: two."',
    ]
    assert not [line for line in changed(text, after) if line.startswith("-")]


def test_the_first_claim_opens_the_list() -> None:
    """In a register as it is first written, with or without an empty list."""
    for text in (empty_register(), empty_register() + "claims: {}\n"):
        after = add_claim(text, "or-01", {"paragraph": 2, "says": "Left to the town."})
        assert after.endswith(
            "\nclaims:\n  or-01:\n    paragraph: 2\n    says: Left to the town.\n"
        )
        assert list(as_register(after).claims) == ["or-01"]


def test_changing_withdrawing_and_restoring_touch_one_claim() -> None:
    """And taking each back gives the same bytes."""
    noted = change_claim(REGISTER, FIRST, {"hedge": "perhaps", "quote": None})
    assert len(changed(REGISTER, noted)) == 2
    gone = withdraw_claim(REGISTER, FIRST, "Read wrongly")
    assert changed(REGISTER, gone) == ["+    withdrawn: Read wrongly"]
    assert restore_claim(gone, FIRST) == REGISTER
    assert FIRST not in as_register(gone).standing


def test_a_bearing_is_for_or_against_and_its_last_one_goes_with_its_key() -> None:
    """Putting it on the other side takes it off this one."""
    text = add_claim(empty_register(), "or-01", {"paragraph": 2, "says": "One."})
    once = put_bearing(text, "or-01", "plots", "cost", "for")
    assert changed(text, once) == ["+    bears_on:", "+      cost: {for: [plots]}"]
    other = put_bearing(once, "or-01", "plots", "cost", "against")
    assert as_register(other).claims["or-01"].bears_on["cost"].against == ["plots"]
    assert as_register(other).claims["or-01"].bears_on["cost"].for_ == []
    assert put_bearing(other, "or-01", "plots", "cost", "") == text


def test_a_paragraph_is_marked_and_unmarked() -> None:
    """Looked at, and nothing there."""
    text = empty_register()
    marked = mark_no_claim(text, 1, "heading")
    assert changed(text, marked) == ["-no_claim: {}", "+no_claim: {1: heading}"]
    assert as_register(marked).no_claim == {1: "heading"}
    assert mark_no_claim(marked, 1, "") == text


@pytest.mark.parametrize(
    ("edit", "said"),
    [
        (lambda text: add_claim(text, FIRST, {"says": "x"}), "an id is never used twice"),
        (lambda text: add_claim(text, "No id", {"says": "x"}), "No id cannot be the id of a claim"),
        (lambda text: change_claim(text, "xx-99", {"says": "x"}), "There is no claim xx-99"),
        (lambda text: put_bearing(text, "xx-99", "a", "b", "for"), "There is no claim xx-99"),
        (lambda text: withdraw_claim(text, FIRST, " "), f"Say why {FIRST} is withdrawn"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(edit: object, said: str) -> None:
    """And nothing is changed."""
    with pytest.raises(EditError, match=said):
        edit(REGISTER)  # type: ignore[operator]


def test_ids_count_on_and_are_never_used_twice() -> None:
    """A withdrawn claim keeps its number, and so does one of another register."""
    text = add_claim(empty_register(), "or-09", {"paragraph": 2, "says": "One."})
    register = as_register(withdraw_claim(text, "or-09", "Wrong"))
    assert next_claim_id(register) == "or-10"
    assert next_claim_id(register, {"or-12": None}) == "or-13"
    assert next_claim_id(as_register(empty_register())) == "or-01"


def test_two_people_s_claims_are_merged_and_a_conflict_is_told() -> None:
    """Different claims go together; one claim changed twice is for a person to decide."""
    base = add_claim(empty_register(), "or-01", {"paragraph": 2, "says": "One."})
    mine = add_claim(base, "or-02", {"paragraph": 3, "says": "Two."})
    theirs = change_claim(base, "or-01", {"note": "Seen."})
    merge = merge_texts(base, mine, theirs)
    assert merge.clashes == ()
    claims = as_register(merge.text).claims
    assert (claims["or-01"].note, list(claims)) == ("Seen.", ["or-01", "or-02"])
    other = change_claim(base, "or-01", {"note": "Not seen."})
    (clash,) = merge_texts(base, theirs, other).clashes
    assert clash.keys == ("claims", "or-01", "note")
    same_id = add_claim(base, "or-02", {"paragraph": 4, "says": "Another."})
    assert {one.keys[:2] for one in merge_texts(base, mine, same_id).clashes} == {
        ("claims", "or-02")
    }


def test_a_register_is_saved_like_a_criteria_set(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Only over what was seen, with the earlier state kept; not at all where that is forbidden."""
    path = tmp_path / "seeds" / "orchard.yaml"
    path.parent.mkdir()
    seen = save_text(path, empty_register(), "", within=tmp_path)
    text = add_claim(empty_register(), "or-01", {"paragraph": 2, "says": "One."})
    save_text(path, text, seen, within=tmp_path)
    assert load_register(path).problems == ()
    assert path.read_bytes().decode() == text
    with pytest.raises(SaveError, match="changed by somebody else"):
        save_text(path, empty_register(), seen, within=tmp_path)
    monkeypatch.setattr(save, "writing_allowed", lambda: False)
    with pytest.raises(SaveError, match="for reading only"):
        save_text(path, empty_register(), seen, within=tmp_path)
    assert len(list_versions(path)) == 1
    assert len(ORCHARD) == len(as_register(text).fingerprints)
