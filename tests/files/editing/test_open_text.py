"""What an editor of spans knows of a text: flow or block, true ends, columns, line ends."""

from __future__ import annotations

import pytest

from steelyard.files.editing.open_text import EditError, Keys, OpenText, name_keys

TEXT = """\
a: |  # note
  one

b: {c: 1, d: [x, 'y']}  # beside

e:
  - f: 2
    g: long
      text
  # below

h: |+
  keep

"""


@pytest.mark.parametrize(
    ("keys", "found", "in_flow", "style", "indent"),
    [
        (("a",), "|  # note\n  one", False, "|", 0),
        (("b",), "{c: 1, d: [x, 'y']}", False, "", 0),
        (("b", "d", 1), "'y'", True, "'", 0),
        (("e",), "- f: 2\n    g: long\n      text", False, "", 0),
        (("e", 0), "f: 2\n    g: long\n      text", False, "", 2),
        (("e", 0, "g"), "long\n      text", False, "", 4),
        (("h",), "|+\n  keep\n", False, "|", 0),
    ],
)
def test_where_a_value_ends_and_what_surrounds_it(
    keys: Keys, found: str, in_flow: bool, style: str, indent: int
) -> None:
    """Blank lines and comments after a block are not part of it, unless it keeps them."""
    opened = OpenText(TEXT)
    spot, rest = opened.find(keys)
    assert rest == ()
    assert spot.keys == keys
    assert opened.text[spot.node.start : opened.end(spot)] == found
    assert (opened.in_flow(spot), opened.style(spot)) == (in_flow, style)
    assert opened.indent(spot) == indent


def test_keys_that_are_not_there_are_handed_back() -> None:
    """The deepest value they reach, and the rest of them."""
    spot, rest = OpenText(TEXT).find(("b", "x", "y"))
    assert (spot.keys, rest) == (("b",), ("x", "y"))


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_lines_end_as_the_first_one_does(end: str) -> None:
    """Starts and ends of lines are found for each kind."""
    opened = OpenText(TEXT.replace("\n", end))
    spot, _ = opened.find(("b", "c"))
    assert opened.newline == end
    assert opened.text[opened.line_start(spot.node.start) :].startswith("b: {")
    assert opened.text[: opened.line_end(spot.node.start)].endswith("# beside")
    assert opened.next_line(spot.node.start) == opened.line_end(spot.node.start) + len(end)


def test_a_text_that_cannot_be_read_is_refused_with_its_line() -> None:
    """The first problem of the reader, as a sentence."""
    with pytest.raises(EditError, match=r"cannot be read in line 2: found .*; .*\.$"):
        OpenText("a: 1\n\tb: 2\n")


def test_keys_as_people_read_them() -> None:
    """Elements of a list count from 1; odd characters can be seen."""
    assert name_keys(("a", 0, "b\u202e")) == "a › 1 › b\\u202e"
