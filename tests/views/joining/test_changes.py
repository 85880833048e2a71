"""What the view Changes lays side by side, and how it is shown."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import streamlit as st
import yaml
from orchard_set import PARAGRAPHS, orchard_register, write_orchard

from steelyard.files.registers import load_register
from steelyard.files.sources.claim_edits import change_claim
from steelyard.files.sources.coding_files import read_coding
from steelyard.files.sources.reanchoring import update_text
from steelyard.model import Register
from steelyard.results.words.joined.changes import merge_clash_words
from steelyard.views.joining.bars import parts_html, take_refusal
from steelyard.views.joining.merge_draft import merge_draft_of, save_merge, take_into_draft
from steelyard.views.joining.new_version import claim_change_html, update_mark
from steelyard.views.joining.two_codings import codings_of, compare, first_name
from steelyard.views.session import served_files as served


def register() -> Register:
    """Return the register of the orchard."""
    return Register.model_validate(yaml.safe_load(orchard_register()))


def test_a_changed_figure_is_marked() -> None:
    """Old and new words stand below each other; only what is new is marked."""
    new = [text.replace("about 21,000 in each", "about 26,000 in each") for text in PARAGRAPHS]
    update = update_text(register(), new, PARAGRAPHS)
    (one,) = update.of("decide")
    shown = claim_change_html(one, register().claims[one.claim])
    assert "about 21,000 in each year after that" in shown
    assert "about <mark>26,000</mark> in each year after that" in " ".join(shown.split())


def test_a_lost_passage_names_the_paragraph_most_like_its_own() -> None:
    """Where nothing is like the passage itself."""
    new = [text.replace("a plot is private", "an allotment is fenced off") for text in PARAGRAPHS]
    new.insert(3, "A new one stands here.")
    (one,) = update_text(register(), new, PARAGRAPHS).of("decide")
    assert (one.claim, one.paragraph, one.nearest) == ("or-04", 0, 13)
    assert "its paragraph is most like ¶ 13" in claim_change_html(one, register().claims["or-04"])


def test_resolutions_of_one_text_are_not_those_of_another() -> None:
    """The mark that keeps them apart differs with a single letter."""
    assert update_mark(PARAGRAPHS) != update_mark([*PARAGRAPHS[:-1], "Other."])


def test_a_whole_register_or_claims_alone_are_a_coding() -> None:
    """Both are laid beside, and withdrawn claims are left out."""
    whole = orchard_register()
    alone = f"claims:{whole.partition('claims:')[2]}    withdrawn: a slip\n"
    for text in (whole, alone):
        coding, problems = read_coding("rowan.yaml", text.encode())
        assert coding is not None
        assert problems == ()
        found = compare(register(), coding, (first_name(register()), "Rowan"))
        assert len(found.codings.pairs) == (9 if text is whole else 8)


def test_a_faulty_coding_gives_problems_and_its_good_parts() -> None:
    """Nothing raises, whatever is dropped."""
    coding, problems = read_coding("x.yaml", b"claims: {a: {paragraph: 0, says: x}, b: ]")
    assert coding is None or not coding.claims
    assert problems
    coding, problems = read_coding("x.yaml", b"claims: {a: {paragraph: 1, says: x}, b: 3}")
    assert coding is not None
    assert [*coding.claims] == ["a"]
    assert problems


def test_who_made_the_claims_is_named_where_it_was_one_person() -> None:
    """With nobody named, or several people, it is the register."""
    assert first_name(register()) == "the register"
    claims = register().claims
    hazel = {key: entry.model_copy(update={"coded_by": "Hazel"}) for key, entry in claims.items()}
    named = register().model_copy(update={"claims": hazel})
    assert first_name(named) == "Hazel"
    rowan = hazel | {"or-01": hazel["or-01"].model_copy(update={"coded_by": "Rowan"})}
    assert first_name(register().model_copy(update={"claims": rowan})) == "the register"


def test_a_bar_shows_its_words_letter_by_letter() -> None:
    """A part of nothing is still to be seen."""
    shown = parts_html([(0, "<b>none</b>", ""), (3, "both", "main")])
    assert "<b>" not in shown
    assert 'class="main" style="--count: 3"' in shown
    assert "--count: 1" in shown


def test_the_paragraph_of_a_claim_about_an_older_text_is_that_of_the_older_text(
    tmp_path: Path,
) -> None:
    """Where it is kept; the present text has another paragraph there."""
    write_orchard(tmp_path)
    file = tmp_path / "seeds" / "orchard.yaml"
    loaded = load_register(file)
    assert loaded.register is not None
    mark = loaded.register.sha256[:8]
    kept = file.parent / "texts" / "orchard.txt"
    older = file.parent / "texts" / f"orchard.{mark}.txt"
    older.write_bytes(kept.read_bytes())
    text = file.read_text(encoding="utf-8").replace(
        "    says: A sale is for good.", f"    older_text: {mark}\n    says: A sale is for good."
    )
    file.write_text(text, encoding="utf-8")
    kept.write_text("Something else.\n", encoding="utf-8")
    now = load_register(file)
    assert now.register is not None
    claims = now.register.claims
    assert now.paragraph_of(claims["or-08"]) == PARAGRAPHS[21]
    assert now.paragraph_of(claims["or-01"]) is None
    older.write_text("Something else again.\n", encoding="utf-8")
    assert load_register(file).paragraph_of(claims["or-08"]) is None


@pytest.fixture
def merging(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Iterator[Path]:
    """Serve the orchard's register with a plain mapping for the session; return its file."""
    before = list(served._chosen)
    served.choose(write_orchard(tmp_path))
    monkeypatch.setattr(st, "session_state", {})
    yield tmp_path / "seeds" / "orchard.yaml"
    served._chosen[:] = before


def hedge(claim: str, words: str) -> Callable[[str], str]:
    """Return a change of a claim's hedge."""
    return lambda text: change_claim(text, claim, {"hedge": words})


def test_claims_merged_into_a_draft_are_saved_beside_somebody_elses(merging: Path) -> None:
    """Nothing is written before; what others saved meanwhile stays; each step can be undone."""
    loaded = load_register(merging)
    first = merging.read_text(encoding="utf-8")
    for claim in ("or-01", "or-02"):
        take_into_draft(loaded, hedge(claim, "perhaps"))
    assert merging.read_text(encoding="utf-8") == first
    draft = merge_draft_of(loaded)
    assert draft.undone().undone().text == first
    merging.write_text(hedge("or-03", "barely")(first), encoding="utf-8")
    save_merge(load_register(merging))
    claims = load_register(merging).register.claims  # type: ignore[union-attr]
    hedges = {claim: entry.hedge for claim, entry in claims.items() if entry.hedge}
    assert hedges == {"or-01": "perhaps", "or-02": "perhaps", "or-03": "barely"}
    assert not merge_draft_of(load_register(merging)).is_changed


def test_where_somebody_else_changed_the_same_nothing_is_saved_and_nothing_lost(
    merging: Path,
) -> None:
    """Theirs stand in the draft, mine one step back; it is told, and saving again saves."""
    loaded = load_register(merging)
    first = merging.read_text(encoding="utf-8")
    for claim in ("or-01", "or-02"):
        take_into_draft(loaded, hedge(claim, "perhaps"))
    mine = merge_draft_of(loaded).text
    theirs = hedge("or-01", "barely")(first)
    merging.write_text(theirs, encoding="utf-8")
    save_merge(load_register(merging))
    assert take_refusal() == merge_clash_words(1)
    assert merging.read_text(encoding="utf-8") == theirs
    draft = merge_draft_of(load_register(merging))
    assert draft.undone().text == mine
    save_merge(load_register(merging))
    assert take_refusal() == ""
    claims = load_register(merging).register.claims  # type: ignore[union-attr]
    assert (claims["or-01"].hedge, claims["or-02"].hedge) == ("barely", "perhaps")


def test_another_register_of_the_same_text_is_a_coding(merging: Path) -> None:
    """It is offered by its name; one of another text is not."""
    text = merging.read_text(encoding="utf-8")
    (merging.parent / "rowan.yaml").write_text(text.replace("or-", "ro-"), encoding="utf-8")
    other = re.sub(r'- "?[0-9a-f]{16}"?', "- " + "0" * 16, text, count=1)
    (merging.parent / "other.yaml").write_text(other.replace("or-", "ot-"), encoding="utf-8")
    assert [*codings_of(load_register(merging))] == ["rowan"]
