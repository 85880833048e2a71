"""Values put, taken out and renamed in a text: what changes, what stays, what is refused."""

from __future__ import annotations

import difflib

import pytest

from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.editing.value_edits import (
    put_value,
    put_values,
    rename_key,
    take_out,
    take_out_all,
)
from steelyard.files.editing.yaml_writing import PlainValue

FILE = """\
# head
format: 1   # one
title: Lunch
note: |  # why
  one
  two

options:
  hold: {name: Change nothing, reference: do_minimum}
  act: {name: Do something}
assessments:         # a number
  hold: {cost: 0, effect: 10}
  act:
    cost: [30, 50, 80]  # range
    effect: {score: [40, 60, 90], confidence: low, reason: Why we think so.}
    third: 22  # here
criteria:
  cost:
    name: "Cost"

  effect:
    name: Effect
    claims:
      - a
      # about b
      - b
empty:
"""


def changed(after: str, before: str = FILE) -> list[str]:
    """Return the lines taken out and put in, with - and + in front."""
    lines = difflib.ndiff(before.splitlines(), after.splitlines())
    return [line[0] + line[2:] for line in lines if line[0] in "+-"]


@pytest.mark.parametrize(
    ("keys", "value", "lines"),
    [
        (("format",), 2, ["-format: 1   # one", "+format: 2   # one"]),
        (("title",), "no", ["-title: Lunch", '+title: "no"']),
        (("title",), "a: b", ["-title: Lunch", '+title: "a: b"']),
        (("title",), '"so" it is', ["-title: Lunch", "+title: '\"so\" it is'"]),
        (("title",), "a\nb\n", ["-title: Lunch", "+title: |", "+  a", "+  b"]),
        (("title",), None, ["-title: Lunch", "+title: null"]),
        (("criteria", "cost", "name"), "Price", ['-    name: "Cost"', '+    name: "Price"']),
        (("note",), "x", ["-note: |  # why", "-  one", "-  two", "+note: x  # why"]),
        (("note",), "one\ntwo\nthree\n", ["+  three"]),
        (("empty",), "full", ["-empty:", "+empty: full"]),
        (("empty", "a", "b"), 1, ["+  a: {b: 1}"]),
        (("new", "a"), True, ["+new:", "+  a: true"]),
        (("criteria", "third"), {"name": "T"}, ["+", "+  third:", "+    name: T"]),
        (("options", "wait"), {"name": "Wait"}, ["+  wait: {name: Wait}"]),
        (("criteria", "effect", "claims", 2), "c", ["+      - c"]),
        (("criteria", "effect", "claims"), ["a", "c"], ["-      - b", "+      - c"]),
        (("criteria", "effect", "claims"), ["a"], ["-      - b"]),
        (
            ("assessments", "hold", "cost"),
            40,
            ["-  hold: {cost: 0, effect: 10}", "+  hold: {cost: 40, effect: 10}"],
        ),
        (
            ("assessments", "hold", "third"),
            5.0,
            ["-  hold: {cost: 0, effect: 10}", "+  hold: {cost: 0, effect: 10, third: 5}"],
        ),
    ],
)
def test_a_value_gives_way_and_nothing_else_does(
    keys: Keys, value: PlainValue, lines: list[str]
) -> None:
    """Only the lines of the value differ; comments beside it, quotes and blank lines stay."""
    assert sorted(changed(put_value(FILE, keys, value))) == sorted(lines)


def test_a_bare_score_grows_when_a_reason_is_put_and_shrinks_again() -> None:
    """`third: 22` becomes `{score: 22, reason: …}`, and the very same text again without it."""
    cell = ("assessments", "act", "third")
    grown = put_value(FILE, (*cell, "reason"), "Seen twice.")
    assert changed(grown) == [
        "-    third: 22  # here",
        "+    third: {score: 22, reason: Seen twice.}  # here",
    ]
    assert take_out(grown, (*cell, "reason")) == FILE


def test_a_range_grows_and_keeps_how_it_is_written() -> None:
    """The score moves as it stands in the file."""
    file = FILE.replace("[30, 50, 80]", "[30,  5e1, 80.0]")
    grown = put_value(file, ("assessments", "act", "cost", "confidence"), "low")
    assert "cost: {score: [30,  5e1, 80.0], confidence: low}  # range" in grown


def test_a_long_reason_makes_a_block_of_short_lines() -> None:
    """A cell that would be too long for a line stands on several, none over 100 columns."""
    keys = ("assessments", "act", "third", "reason")
    grown = put_value(FILE, keys, "Because it is so: " * 20)
    assert "    third:  # here\n      score: 22\n      reason: " in grown
    assert max(map(len, grown.splitlines())) <= 100
    assert take_out(grown, keys) != grown


def test_the_score_of_a_short_form_can_be_put_by_its_name() -> None:
    """Below a bare score, `score` means that very number."""
    after = put_value(FILE, ("assessments", "act", "third", "score"), [1, 2, 3])
    assert changed(after) == ["-    third: 22  # here", "+    third: [1, 2, 3]  # here"]


def test_a_whole_cell_is_changed_key_by_key() -> None:
    """Of a mapping put over another only the keys that differ are touched."""
    file = FILE.replace("reason: Why we think so.}", "\n      # sure\n      reason: Old}")
    new = {"score": [40, 60, 95], "confidence": "low", "reason": "Old"}
    after = put_value(file, ("assessments", "act", "effect"), new)
    assert "# sure" in after
    assert len(changed(after, file)) == 2


def test_a_list_in_brackets_gains_and_loses_elements_in_place() -> None:
    """Its line breaks stay; a full line is continued below."""
    text = "claims: [a-01,\n  a-02, a-03]  # seen\n"
    keys = ("claims",)
    assert put_value(text, keys, ["a-01", "a-02", "a-03", "b"]) == text.replace("03]", "03, b]")
    assert put_value(text, keys, ["a-01", "a-03"]) == "claims: [a-01,\n  a-03]  # seen\n"
    assert put_value(text, keys, ["x", "z"]) == "claims: [x, z]  # seen\n"
    many: PlainValue = ["a-01", "a-02", "a-03", *(f"word-{i}" for i in range(30))]
    assert max(map(len, put_value(text, keys, many).splitlines())) <= 100


def test_a_mark_at_the_start_is_left_to_the_file() -> None:
    """Saving puts it back; in a text it would shift every place by one."""
    assert put_value("\ufeffa: 1\n", ("a",), 2) == "a: 2\n"


def test_a_mapping_with_keys_in_another_order_is_written_anew() -> None:
    """Order is part of what is asked for."""
    text = "a: {x: 1, y: 2}\n"
    assert put_value(text, ("a",), {"y": 2, "x": 1}) == "a: {y: 2, x: 1}\n"


def test_the_same_value_changes_nothing() -> None:
    """40 over 40, also as 40.0, leaves the text as it is, whatever its form."""
    text = "a: 4e1  # so\n"
    assert put_value(text, ("a",), 40.0) is text


@pytest.mark.parametrize("end", ["\r\n", "\r", "\n"])
def test_line_ends_stay_of_their_kind(end: str) -> None:
    """New lines end as the others do."""
    file = FILE.replace("\n", end)
    after = put_value(file, ("title",), "two\nlines")
    assert after == put_value(FILE, ("title",), "two\nlines").replace("\n", end)


def test_a_number_finds_the_anchor_that_means_the_same() -> None:
    """50.0 and 50 are one anchor."""
    text = "anchors:\n  0: none\n  50: half\n"
    assert put_value(text, ("anchors", 50.0), "middle") == "anchors:\n  0: none\n  50: middle\n"
    assert put_value(text, ("anchors", 75.0), "more") == text + "  75: more\n"


def test_a_file_without_a_last_line_end_goes_on_without_one() -> None:
    """Entries are added below and taken out again without a trace."""
    text = "a: 1\nb: 2"
    assert put_value(text, ("c",), 3) == "a: 1\nb: 2\nc: 3"
    assert take_out(text, ("b",)) == "a: 1"


@pytest.mark.parametrize(
    ("keys", "lines"),
    [
        (("format",), ["-format: 1   # one"]),
        (("assessments", "hold", "cost"), ["-cost", "+effect"]),
        (("criteria", "effect", "claims", 0), ["-      - a"]),
        (("criteria", "cost"), ["-  cost:", '-    name: "Cost"', "-"]),
        (("empty",), ["-empty:"]),
    ],
)
def test_an_entry_goes_with_its_lines(keys: Keys, lines: list[str]) -> None:
    """Its comment on the same line goes too; comments above stay."""
    gone = changed(take_out(FILE, keys))
    if keys[:1] == ("assessments",):
        assert gone == ["-  hold: {cost: 0, effect: 10}", "+  hold: {effect: 10}"]
    else:
        assert sorted(gone) == sorted(lines)


def test_what_is_left_empty_says_so() -> None:
    """The last entry of a mapping leaves `{}`, that of a list `[]`: nothing would mean null."""
    assert take_out("a:\n  b: 1  # x\nc: 2\n", ("a", "b")) == "a: {}\nc: 2\n"
    assert take_out("a: [1]\n", ("a", 0)) == "a: []\n"
    assert take_out("a:\n- 1\n", ("a", 0)) == "a: []\n"


def test_taking_out_what_is_not_there_changes_nothing() -> None:
    """Keys that lead nowhere are no error."""
    assert take_out(FILE, ("options", "none")) is FILE


def test_several_entries_go_at_once_or_one_by_one() -> None:
    """Neighbours in one list, and all the keys of a mapping, go as well as distant ones."""
    text = "a: [1, 2, 3]\nb: {c: 1, d: 2}\ne: 3\n"
    paths: list[Keys] = [("a", 1), ("a", 2), ("b", "c"), ("b", "d"), ("none",)]
    assert take_out_all(text, paths) == "a: [1]\nb: {}\ne: 3\n"


def test_an_entry_comes_back_where_blank_lines_part_them() -> None:
    """Added with the blank line its neighbours have, and taken out with it."""
    added = put_value(FILE, ("criteria", "third"), {"name": "T"})
    assert take_out(added, ("criteria", "third")) == FILE


def test_a_key_is_renamed_in_place() -> None:
    """Order and quotes of the rest stay."""
    after = rename_key(FILE, ("options", "hold"), "stay")
    assert changed(after)[1] == "+  stay: {name: Change nothing, reference: do_minimum}"


@pytest.mark.parametrize(
    ("keys", "new", "said"),
    [
        (("options", "hold"), "act", "options › act is there already"),
        (("options", "none"), "x", "options › none is not in the file"),
        (("criteria", "effect", "claims", 0), "x", "claims › 1 is not in the file"),
    ],
)
def test_a_key_that_cannot_be_renamed_is_refused(keys: Keys, new: str, said: str) -> None:
    """Taken names and missing keys are told by their path."""
    with pytest.raises(EditError, match=said):
        rename_key(FILE, keys, new)


@pytest.mark.parametrize(
    ("text", "keys", "value", "said"),
    [
        ("a: [\n", ("a",), 1, "cannot be read in line 2"),
        ("- a\n", ("a",), 1, "not made of keys and values"),
        (FILE, (), 1, "as a whole"),
        (FILE, ("title", "deep"), 1, "title is a single value and cannot hold deep"),
        (FILE, ("criteria", "effect", "claims", 5), 1, "claims › 6 is not in the list"),
        (FILE, ("title",), float("nan"), "title cannot be changed: a number without end"),
        (FILE, ("title",), 12345678901234567, "more than 16 digits"),
        (FILE, ("title",), "\ud800", "half a character"),
        (FILE, ("title",), "x" * 3_000_000, "too large"),
        ("a: |+\n  x\nb: 1\n\n# end\n", ("b",), None, "without touching other lines"),
    ],
)
def test_what_cannot_be_done_is_one_sentence(
    text: str, keys: Keys, value: PlainValue, said: str
) -> None:
    """Nothing is returned that would mean something else."""
    with pytest.raises(EditError, match=said):
        take_out(text, keys) if value is None else put_value(text, keys, value)


def test_the_last_key_of_a_file_stays() -> None:
    """An empty file would be no criteria set at all."""
    with pytest.raises(EditError, match="last key"):
        take_out("a: 1\n", ("a",))


def test_a_file_with_a_repeated_key_can_be_edited_around_it() -> None:
    """The first of two counts; a change that would bring the second to life is refused."""
    text = "a: 1\nb: 2\na: 3\n"
    assert put_value(text, ("a",), 5) == "a: 5\nb: 2\na: 3\n"
    with pytest.raises(EditError, match="without touching"):
        rename_key(text, ("a",), "c")


def test_several_values_are_put_as_if_one_by_one() -> None:
    """Those that are there together, new ones after them; a cell and its score both count."""
    values: dict[Keys, PlainValue] = {
        ("title",): "Dinner",
        ("assessments", "act", "cost"): [1, 2, 3],
        ("assessments", "act", "effect", "score"): [40, 61, 90],
        ("assessments", "act", "third", "reason"): "New.",
        ("options", "wait", "name"): "Wait",
        ("assessments", "act", "cost", "score"): 9,
    }
    one_by_one = FILE
    for keys, value in values.items():
        one_by_one = put_value(one_by_one, keys, value)
    assert put_values(FILE, values) == one_by_one
    assert put_values(FILE, {}) == FILE


def test_several_values_of_which_one_cannot_be_are_refused() -> None:
    """Nothing is returned half done."""
    with pytest.raises(EditError, match="title cannot be changed: a number without end"):
        put_values(FILE, {("format",): 2, ("title",): float("inf")})
    with pytest.raises(EditError, match="title is a single value"):
        put_values(FILE, {("format",): 2, ("title", "x"): 1})


def test_an_entry_under_an_old_key_is_changed_where_it_is() -> None:
    """A section that still has its old name is found under the new one, and keeps the old."""
    text = "format: 1\ngates:\n  permit: {name: Permit, state: open}\n"
    changed = put_value(text, ("conditions", "permit", "state"), "yes")
    assert changed == text.replace("open", '"yes"')
