"""Values become YAML that is read back as the very same values."""

from __future__ import annotations

import pytest
from files.random_edits import WORDS
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.files.editing.checks import comparable
from steelyard.files.editing.value_edits import put_value
from steelyard.files.editing.yaml_writing import (
    Manner,
    PlainValue,
    RawText,
    as_words,
    is_plain,
    write_entry,
    write_key,
    write_value,
)
from steelyard.files.yaml.yaml_tree import read_tree

TEXTS = st.text(st.characters(exclude_categories=["Cs"]), max_size=150)
SCALARS = st.one_of(
    TEXTS,
    st.sampled_from(WORDS),
    st.integers(-(10**14), 10**14),
    st.floats(allow_nan=False, allow_infinity=False),
    st.booleans(),
    st.none(),
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(TEXTS, inner, max_size=4),
    max_leaves=8,
)


def read(text: str) -> object:
    """Return what a text means."""
    tree = read_tree("x.yaml", text.encode())
    assert tree.root is not None, (text, tree.problems)
    assert tree.problems == ()
    return tree.root.plain()


@given(VALUES, st.sampled_from(["a: 1\n", "a: 'x'\n", "a: |\n  x\n", "a: >\n  x\n", "a: {b: 1}\n"]))
@settings(max_examples=100, deadline=None)
def test_whatever_is_put_is_what_is_read(value: PlainValue, text: str) -> None:
    """Any value in the place of any other, in a block or in brackets, comes back as it was."""
    for keys in (("a",), ("new",), ("a", "b")) if "{" in text else (("a",), ("new",)):
        after = read(put_value(text, keys, value))
        for key in keys:
            after = after[key]  # type: ignore[index]
        assert comparable(after) == comparable(value)


@pytest.mark.parametrize("word", WORDS)
@pytest.mark.parametrize("quotes", ["", "'", '"', "|", ">"])
def test_odd_texts_stay_themselves(word: str, quotes: str) -> None:
    """Signs with a meaning, words of older YAML, white space, foreign line ends."""
    for in_flow, is_safe in ((False, False), (True, False), (False, True)):
        manner = Manner(2, 3, in_flow=in_flow, is_safe=is_safe, quotes=quotes)
        written = write_value(word, manner)
        assert not (written.body and in_flow)
        lines = "\n".join([f"a: {'[' if in_flow else ''}{written.inline}", *written.body])
        assert read(f"{lines}{']' if in_flow else ''}\n") == {"a": [word] if in_flow else word}


@given(TEXTS)
@settings(max_examples=100, deadline=None)
def test_any_text_can_be_a_key(key: str) -> None:
    """Quoted where it needs to be."""
    assert read(f"{{{write_key(key)}: 1}}\n") == {key: 1}


@pytest.mark.parametrize("text", ["no", "2026-02-24", "12:30", "1_000", "0x1F", "~", "1.5", "On"])
def test_what_another_reader_takes_for_something_else_is_quoted(text: str) -> None:
    """Older YAML has more numbers, dates and words for true and false than ours."""
    assert not is_plain(text, in_flow=False)


def test_words_and_sentences_stay_plain() -> None:
    """Quotes only where they are needed; inside brackets that is more often."""
    assert is_plain("Harms, as people see them; half of it?", in_flow=False)
    assert not is_plain("Harms, as people see them", in_flow=True)


def test_long_lines_are_wrapped_where_a_space_stands() -> None:
    """No line is over 100 columns, and the text is still one paragraph."""
    text = "A reason that goes on: " * 20
    lines = write_entry("reason", text, Manner(4))
    assert max(map(len, lines)) <= 100
    assert read("a:\n" + "\n".join(lines)) == {"a": {"reason": text}}


def test_paragraphs_become_a_block() -> None:
    """Several lines stand under the sign, as they will be read."""
    assert write_entry("note", "one\ntwo", Manner(0)) == ["note: |-", "  one", "  two"]
    assert write_entry("cell", {"score": 5, "reason": "one\ntwo"}, Manner(0)) == [
        "cell:",
        "  score: 5",
        "  reason: |-",
        "    one",
        "    two",
    ]


def test_a_mapping_is_written_in_one_line_where_it_fits() -> None:
    """Otherwise, or where asked for, one line per entry."""
    value: PlainValue = {"from": 0, "to": 2.5}
    assert write_entry("scale", value, Manner(2)) == ["  scale: {from: 0, to: 2.5}"]
    assert write_entry("scale", value, Manner(2, is_block=True)) == [
        "  scale:",
        "    from: 0",
        "    to: 2.5",
    ]
    long: PlainValue = {"reason": "word " * 30 + "end", "claims": ["a"]}
    assert write_entry("x", [long], Manner(0))[1].startswith("  - reason: word")


def test_raw_text_is_moved_as_it_is() -> None:
    """A score keeps how it was written when it moves into a mapping."""
    assert write_value({"score": RawText("[1,  2.0, 3e0]")}, Manner(0)).inline == (
        "{score: [1,  2.0, 3e0]}"
    )


@pytest.mark.parametrize("number", [float("nan"), float("inf"), 10**17])
def test_numbers_that_would_change_are_refused(number: float) -> None:
    """A file holds finite numbers, and whole ones of sixteen digits."""
    with pytest.raises(ValueError, match="number"):
        write_value(number, Manner(0))


def test_values_in_words() -> None:
    """As a person would say them in a list of changes."""
    values: list[PlainValue] = ["text", 40.0, [1, 2.5, 3], None, True, ["a", "b"], {"a": 1}]
    assert [as_words(value) for value in values] == [
        "text", "40", "1 / 2.5 / 3", "null", "true", "[a, b]", "{a: 1}",
    ]  # fmt: skip
