"""The words of the forms: no key of the file stands on the page as it is written there."""

from __future__ import annotations

import re
from collections.abc import Iterator

import pytest
from files.lunch import LUNCH, good

from steelyard.files.editing.entry_edits import NOUNS, find_mentions
from steelyard.files.editing.form_fields import FormField, fields_of
from steelyard.results.words.forms import (
    ABOUT,
    SECTIONS,
    choice_words,
    default_words,
    field_hint,
    field_label,
    mentions_sentence,
    weight_sentence,
)

FORMS: list[tuple[str, ...]] = [
    (), ("verdict",), ("simulations",), ("elicitation",), ("elicitation", "weights", "checks"),
    ("independence",), ("assessments",), *((section,) for section in NOUNS),
]  # fmt: skip
AS_IN_THE_FILE = re.compile(r"_|[a-z]\.[a-z]")


def every_field() -> Iterator[tuple[str, FormField]]:
    """Yield every field of every form with the form's name."""
    for place in FORMS:
        yield from ((place[0] if place else "", field) for field in fields_of(*place))


def test_every_field_and_every_word_of_a_list_has_words() -> None:
    """Labels, words and defaults are read by people: no underscores, no paths, a capital first."""
    for form, field in every_field():
        label = field_label(form, field)
        words = [choice_words(field, word) for word in field.choices]
        shown = [label, *words, default_words(field)]
        assert not [one for one in shown if AS_IN_THE_FILE.search(one)], field.key
        assert label[:1].isupper() or label.startswith("…"), label
        assert len({*words}) == len(words)
        assert field_hint(field) == "" or field_hint(field).endswith(".")


def test_labels_of_one_form_differ() -> None:
    """Nobody has to guess which of two fields is meant."""
    for place in FORMS:
        form = place[0] if place else ""
        labels = [field_label(form, field) for field in fields_of(*place)]
        assert len({*labels}) == len(labels), labels


def test_every_section_of_a_file_is_offered() -> None:
    """With a sentence on what its entries are, but where its name says it."""
    assert {*NOUNS} < {*SECTIONS}
    assert {*NOUNS} - {*ABOUT} == {"options", "criteria"}


@pytest.mark.parametrize(
    ("section", "entry", "parts"),
    [
        ("criteria", "taste", ["frame Both", "lens Child", "reading Gourmet", "scenario Rain"]),
        ("options", "soup", ["its scores", "option Menu", "reading Gourmet", "scenario Sun"]),
        ("conditions", "spoon", ["its mention in the option Soup"]),
        ("scenarios", "sun", ["its mention in the scenario Rain"]),
        ("groups", "senses", ["its mention in the criterion Taste"]),
    ],
)
def test_what_goes_with_an_entry_is_named(section: str, entry: str, parts: list[str]) -> None:
    """Every frame, lens, reading, scenario and option by its name."""
    mentions = find_mentions(LUNCH, section, entry)
    sentence = mentions_sentence(good(LUNCH), section, "it", mentions)
    assert sentence.startswith("Removing it also takes out ")
    assert not [part for part in parts if part not in sentence], sentence


def test_what_nothing_hangs_on_is_said_too_and_claims_that_stay() -> None:
    """Nothing names a lens; claims of a register bear on an option and are not changed."""
    assert mentions_sentence(None, "lenses", "Child", []) == (
        "Nothing else in the file names Child. Undo brings it back."
    )
    assert mentions_sentence(None, "options", "Tea", [], 2).endswith(
        "2 claims of the registers will go on naming it."
    )


def test_a_criterion_outside_every_frame_has_no_weight() -> None:
    """The sentence says so and where to put it in; without frames every criterion counts."""
    more = LUNCH.replace("criteria:\n", "criteria:\n  speed: {name: Speed}\n", 1)
    assert "counts in no frame yet" in weight_sentence(good(more), "speed")
    without = more.replace("frames:\n  both: {name: Both, criteria: [taste, price]}\n", "")
    without = without.replace("price: 0}}", "price: 0, speed: 0}}")
    assert weight_sentence(good(without), "speed") == (
        "With importance 100 its weight is 50% counting every criterion."
    )


def test_the_better_end_of_a_scale_goes_by_what_totals_measure() -> None:
    """Where a high total is bad, no end of a scale is called the best."""
    (better,) = [field for field in fields_of("criteria") if field.keys[-1] == "better"]
    assert choice_words(better, "higher", "most harmful") == "High is most harmful"
    assert choice_words(better, "lower") == "Low is best"
    assert field_label("criteria", better, "most harmful") == "Which end is most harmful"
