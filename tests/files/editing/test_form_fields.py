"""The forms of the page Edit: every key of a file is a field, and a field changes only its own."""

from __future__ import annotations

import os
import random
from collections.abc import Iterator

import pytest
from files.lunch import LUNCH, load
from files.random_edits import PLAIN, WORDS, assert_only_own_lines

from steelyard.files.editing.entry_edits import NOUNS
from steelyard.files.editing.form_fields import FormField, fields_of
from steelyard.files.editing.open_text import Keys, OpenText
from steelyard.files.editing.score_sheet import SWINGS, find_node, read_score_sheet
from steelyard.files.editing.typed_entries import TypedEntry, put_entry
from steelyard.files.library import shipped_criteria
from steelyard.files.references import list_references
from steelyard.model import CriteriaSet

SETS = {
    name: (shipped_criteria() / f"{name}.yaml").read_text(encoding="utf-8")
    for name in ("iran-2026", "drug-harms-2010")
}
SEED = os.environ.get("STEELYARD_SEED", "1")
ENTRIES = max(1, int(os.environ.get("STEELYARD_FUZZ", "1000")) // 1000)
"""How many entries of a section each field is tried on."""

TOP = [(), ("verdict",), ("simulations",), ("elicitation",)]
TEXTS = [*PLAIN, *(word for word in WORDS if word.strip() and word.isprintable())]
TEXTS += ["<script>alert(1)</script>", "=1+1", "\u202eright to left", "é" * 80, "- a: [b, {c}] # d"]
MANY_LINES = ["one\ntwo", "- one\n\n# two", "one:\n  two\n\n\n\ttab"]


def places(text: str) -> Iterator[tuple[tuple[str, ...], Keys]]:
    """Yield the form and the keys of everything in a file that has a form, cells too."""
    for place in TOP:
        yield place, place
    opened = OpenText(text)
    for section in NOUNS:
        yield from (((section,), (section, entry)) for entry in ids(opened, section))
    for option in ids(opened, "assessments"):
        yield from (
            (("assessments",), ("assessments", option, criterion))
            for criterion in ids(opened, "assessments", option)
        )


def ids(opened: OpenText, *keys: str) -> list[str]:
    """Return the keys of a mapping."""
    spot, rest = opened.find(keys)
    return [] if rest else [key for key, _ in spot.node.entries()]


def content_for(source: random.Random, field: FormField, text: str, at: Keys) -> str | list[str]:
    """Return something that may well stand in a field."""
    low, high = max(field.least, -1000), min(field.most, 1000)
    numbers = {"number": f"{source.uniform(low, high):.3g}", "whole": str(source.randint(100, 999))}
    claims = [*load(text, shipped_criteria()).claims]
    known = claims if field.section == "claims" else ids(OpenText(text), field.section)
    if field.section == "sources":
        known = list(field.read(text, at))
    known = [one for one in known if one not in at]
    short = source.choice(TEXTS)[:80].strip()
    makers = {
        "line": short,
        "prose": source.choice([short, *MANY_LINES, "long words " * 30]),
        "date": source.choice(["2026-02-24", "1999-12-31"]),
        "colour": source.choice(["#0a1B2c", "#ffffff"]),
        "word": source.choice(field.choices or ("",)),
        "flag": source.choice(["yes", "no"]),
        "one": source.choice(known or [""]),
        "score": source.choice(["40", "20 / 40 / 60", "unknown", "50.5"]),
        "anchors": f"0: {short.replace(chr(10), ' ')}\n37.5: between\n100: end",
        "corners": source.choice(["0: 0\n40: 70\n100: 100", "0: 100\n40: 70\n100: 0"]),
        "texts": f"scale: {' '.join(short.split())}\nwords: taken as they were",
        **numbers,
    }
    if field.kind == "several":
        return source.sample(known, min(len(known), source.randint(1, 3)))
    return makers[field.kind]


def as_model(text: str, at: Keys, field: FormField, after: str) -> CriteriaSet:
    """Return the model of a file in which a field alone has what another file has there."""
    plain = OpenText(text).root.node.plain()
    node = find_node(after, *at) if field.kind == "score" else find_node(after, *at, *field.keys)
    *path, last = at if field.kind == "score" else (*at, *field.keys)
    here = plain
    for step in path:
        if not isinstance(here.get(step, {}), dict):  # type: ignore[attr-defined]
            here[step] = {"score": here[step]}  # type: ignore[index]
        here = here.setdefault(step, {})  # type: ignore[attr-defined]
    here[last] = node.plain() if node is not None else None  # type: ignore[index]
    if node is None:
        del here[last]  # type: ignore[attr-defined]
    return CriteriaSet.model_validate(plain)


@pytest.mark.parametrize("name", SETS)
def test_a_random_change_of_every_field_is_read_back_and_touches_no_other_line(name: str) -> None:
    """Each field of each kind of entry: the model is the old one but for this field."""
    source = random.Random(f"{SEED} forms {name}")
    text = SETS[name]
    by_form: dict[tuple[str, ...], list[Keys]] = {}
    for form, at in places(text):
        by_form.setdefault(form, []).append(at)
    tried = 0
    for form, entries in by_form.items():
        for field in fields_of(*form):
            if field.kind == "table":
                continue
            for at in source.sample(entries, min(ENTRIES, len(entries))):
                assert change_once(source, text, at, field), (form, field.key)
                tried += 1
    assert tried >= 60


def change_once(source: random.Random, text: str, at: Keys, field: FormField) -> bool:
    """Try contents until one leaves the file sound; hold each of them to the rules."""
    for _ in range(12):
        content = content_for(source, field, text, at)
        after = field.put(text, at, content)
        assert_only_own_lines(text, after, at if field.kind == "score" else (*at, *field.keys))
        wanted = sorted(content) if isinstance(content, list) else str(content).strip()
        found = field.read(after, at)
        is_numeric = field.kind in ("number", "whole", "score", "anchors", "corners", "texts")
        assert is_numeric or (sorted(found) if isinstance(found, list) else found) == wanted
        assert field.put(after, at, found) == after
        loaded = load(after, shipped_criteria())
        if not loaded.problems or field.kind == "texts":
            assert loaded.criteria_set == as_model(text, at, field, after)
            return True
    return not content


@pytest.mark.parametrize("text", [*SETS.values(), LUNCH], ids=[*SETS, "lunch"])
def test_what_a_field_shows_put_back_is_the_file_to_the_byte(text: str) -> None:
    """A fixed point, for every field of every entry."""
    for form, at in places(text):
        for field in fields_of(*form):
            if field.kind != "table":
                shown = field.read(text, at)
                assert not shown or field.put(text, at, shown) == text, (at, field.key)


@pytest.mark.parametrize("name", SETS)
def test_random_entries_of_every_table_are_read_back(name: str) -> None:
    """Scores, swings, readings, shifts and lenses: one cell, one reading back, one change."""
    source = random.Random(f"{SEED} tables {name}")
    text = SETS[name]
    opened = OpenText(text)
    tables: list[tuple[str, ...]] = [("assessments",)]
    for section, key in (
        ("readings", "assessments"),
        ("scenarios", "shifts"),
        ("lenses", "swings"),
    ):
        tables += [(section, one, key) for one in ids(opened, section)]
    for place in tables:
        sheet = read_score_sheet(text, place=place)
        assert sheet is not None
        option, criterion = source.choice([*sheet.cells])
        typed = str(source.randint(0, 60))
        after = put_entry(text, TypedEntry(option, criterion, 1, typed), place)
        again = read_score_sheet(after, place=place)
        assert again is not None
        assert again.cells[option, criterion].text == typed
        others = {cell: now for cell, now in sheet.cells.items() if cell != (option, criterion)}
        assert {cell: again.cells[cell] for cell in others} == others
        swings = ("criteria", criterion, "swing") if len(place) == 1 else (*place, criterion)
        assert_only_own_lines(
            text, after, swings if option == SWINGS else (*place, option, criterion)
        )
        assert load(after, shipped_criteria()).problems == ()


def test_every_key_of_the_model_has_a_field_or_a_table() -> None:
    """A key that is new in the model is in a form at once, or this test says where to look."""
    seen = {field.keys[0] for field in fields_of()}
    keys = set(CriteriaSet.model_fields)
    assert keys - seen - {*NOUNS} == {
        "format", "assessments", "verdict", "simulations", "elicitation", "independence", "origin",
    }  # fmt: skip
    criterion = {field.keys[0] for field in fields_of("criteria")}
    assert criterion == {
        *CriteriaSet.model_fields["criteria"].annotation.__args__[1].model_fields
    } - {  # type: ignore[union-attr]
        "unconfirmed"
    }


def test_every_reference_of_the_model_is_a_list_of_what_it_refers_to() -> None:
    """What the checks of a file follow as a reference is offered in the forms as one."""
    found = {
        (
            str(reference.path[-2] if isinstance(reference.path[-1], int) else reference.path[-1])
        ): reference.section
        for text in SETS.values()
        for reference in list_references(OpenText(text).root.node)
        if not reference.at_key
    }
    fields = {
        field.keys[-1]: field.section
        for section in (*NOUNS, "independence")
        for field in fields_of(section)
        if field.section
    }
    assert {**fields, **found} == fields


@pytest.mark.parametrize(
    ("section", "entry", "key", "typed", "complaint"),
    [
        ("options", "soup", "name", "  ", "cannot be empty"),
        ("frames", "both", "criteria", [], "cannot be empty"),
        ("criteria", "taste", "swing", "-1", "allowed is a number from 0"),
        ("criteria", "taste", "swing", "much", "allowed is a number"),
        ("criteria", "taste", "anchors", "calm", "write a number, a colon"),
        ("criteria", "taste", "anchors", "1: a\n1.0: b", "two lines begin with"),
        ("criteria", "taste", "value", "0 0", "is no corner"),
        ("criteria", "taste", "value", "0: 0", "two corners at least"),
        ("criteria", "taste", "better", "left", "allowed is one of higher, lower"),
        ("simulations", "", "draws", "200.5", "allowed is a whole number"),
    ],
)
def test_what_cannot_stand_in_a_field_is_refused_with_a_sentence(
    section: str, entry: str, key: str, typed: object, complaint: str
) -> None:
    """The text stays as it is."""
    (field,) = [field for field in fields_of(section) if field.key == key]
    at = (section, entry) if entry else (section,)
    with pytest.raises(ValueError, match=complaint):
        field.put(LUNCH, at, typed)


def test_a_reason_makes_a_short_cell_long_and_a_missing_one_unknown() -> None:
    """A reason for a bare score keeps the score; nothing said changes nothing."""
    fields = {field.key: field for field in fields_of("assessments")}
    cell = ("assessments", "soup", "taste")
    after = fields["reason"].put(LUNCH, cell, "Tried it.")
    node = find_node(after, *cell)
    assert node is not None
    assert node.plain() == {"score": 40, "reason": "Tried it."}
    assert fields["claims"].put(LUNCH, cell, []) == LUNCH

    without = LUNCH.replace("cake: {taste: 80, price: 8}", "cake: {taste: 80}")
    after = fields["reason"].put(without, ("assessments", "cake", "price"), "No menu.")
    node = find_node(after, "assessments", "cake", "price")
    assert node is not None
    assert node.plain() == {"score": "unknown", "reason": "No menu."}
