"""Text in Office files: nothing unreadable, nothing lost."""

from __future__ import annotations

from xml.etree import ElementTree

from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.export.safe_text import as_label, as_prose, shorten_apart, shorten_label


@settings(max_examples=100, deadline=None)
@given(st.text())
def test_any_text_becomes_xml(text: str) -> None:
    """Whatever a text holds, an XML part can hold what is made of it, unchanged."""
    for shown in (as_label(text), as_prose(text)):
        element = ElementTree.Element("t")
        element.text = shown
        assert (ElementTree.fromstring(ElementTree.tostring(element)).text or "") == shown


def test_scripts_and_emoji_stay() -> None:
    """Arabic, Chinese, joined emoji and marks of direction in use are shown as written."""
    text = "\u0627\u0644\u062e\u064a\u0627\u0631 \u9009\u62e9 \U0001f469\u200d\U0001f52c \u200f"
    assert as_label(text) == text.strip()


def test_what_turns_the_direction_is_spelt_out() -> None:
    """An override of the writing direction can be seen."""
    assert as_label("a\u202eb") == "a\\u202eb"


@settings(max_examples=50, deadline=None)
@given(st.text(min_size=1), st.integers(2, 40))
def test_a_short_form_is_short_enough(text: str, most: int) -> None:
    """A shortened label never exceeds its room, and a label that fits stays."""
    shown = shorten_label(text, most)
    assert len(shown) <= most
    assert shown == text or shown.endswith("…")


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.text("ab x", min_size=1, max_size=60), min_size=2, max_size=6),
    st.sampled_from([12, 20, 42]),
)
def test_labels_that_differ_stay_different(labels: list[str], most: int) -> None:
    """However alike two long names begin, both can be told apart in the room there is."""
    named = [as_label(label) for label in labels]
    short = shorten_apart(named, most)
    assert len({*short}) == len({*named})
    assert all(len(text) <= most for text in short)


def test_a_label_is_cut_at_its_end_where_that_is_enough() -> None:
    """Only labels that would become the same keep what comes later."""
    labels = [
        "Supply-chain controls alone",
        "Supply-chain controls with talks",
        "Hold as it is now",
    ]
    assert shorten_apart(labels, 16) == ["Suppl…alone", "Suppl…with talks", "Hold as it is…"]
