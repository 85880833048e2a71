"""New versions, codings and tables of claims, in words."""

from __future__ import annotations

from pathlib import Path

import yaml
from orchard_set import PARAGRAPHS, SET, orchard_register, write_orchard

from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.sources.reanchoring import update_text
from steelyard.model import Coding, CriteriaSet, Register
from steelyard.results.choice import Choice
from steelyard.results.compared.codings import CodingComparison
from steelyard.results.result import find_result
from steelyard.results.words.joined.changes import (
    agreement_heads,
    agreement_rows,
    changed_parts,
    cited_words,
    codings_finding,
    codings_parts,
    content_words,
    moved_claims_words,
    new_paragraphs_words,
    update_words,
)


def register() -> Register:
    """Return the register of the orchard."""
    return Register.model_validate(yaml.safe_load(orchard_register()))


def test_a_new_version_is_summed_up() -> None:
    """One paragraph more at the top moves every claim and loses none; a lost one needs you."""
    moved = update_text(register(), ["A new one.", *PARAGRAPHS], PARAGRAPHS)
    assert update_words(moved) == "9 of 9 claims found their passage again, none needs you"
    assert moved_claims_words(moved).startswith(
        "9 of the 9 stand in a paragraph with another number."
    )
    assert new_paragraphs_words(moved) == (
        "1 paragraph is new or changed: 1. 0 earlier paragraphs are gone or changed."
    )
    lost = [text.replace("a plot is private", "it is fenced off") for text in PARAGRAPHS]
    changed = update_text(register(), lost, PARAGRAPHS)
    assert update_words(changed) == "8 of 9 claims found their passage again, 1 needs you"
    assert moved_claims_words(changed) == ""
    same = update_text(register(), PARAGRAPHS, PARAGRAPHS)
    assert new_paragraphs_words(same) == "No paragraph is new or lost."
    assert not same.is_other_text
    assert update_text(register(), ["Nothing of it."], PARAGRAPHS).is_other_text


def test_pieces_of_a_changed_text_put_together_are_the_text() -> None:
    """With nothing before, all of it is new."""
    pieces = list(changed_parts("one two three", "one four three five"))
    assert "".join(words for words, _ in pieces) == "one four three five"
    assert [words.strip() for words, is_new in pieces if is_new] == ["four", "five"]
    assert list(changed_parts("", "all of it")) == [("all of it", True)]


def test_which_scores_cite_a_claim(tmp_path: Path) -> None:
    """By option and criterion; of one that none cites that is said."""
    file = write_orchard(tmp_path) / "orchard.yaml"
    result = find_result(load_criteria_file(file), Choice())
    assert cited_words(result, "or-02") == "Cited by 1 score: Trees of Leave"
    assert cited_words(result, "or-06") == "Cited by no score"


def test_two_codings_are_counted_and_agreement_needs_ten_pairs() -> None:
    """Below that no kappa is given."""
    second = Coding.model_validate({"claims": yaml.safe_load(orchard_register())["claims"]}).claims
    del second["or-06"]
    second["or-02"] = second["or-02"].model_copy(update={"voice": "quoted"})
    found = CodingComparison(register().standing, second, ("the register", "Rowan"))
    assert codings_finding(found) == "The register and Rowan have 8 claims in common"
    assert codings_parts(found) == [(1, "only the register"), (8, "both"), (0, "only Rowan")]
    assert agreement_rows(found)[0] == ["Voice", "7 of 8", "none"]
    assert agreement_heads(found)[0] == "On the 8 claims both have"


def test_what_a_claim_says_under_a_key_is_put_into_words() -> None:
    """Bearings by name, and by id where the set has no such entry."""
    whole = CriteriaSet.model_validate(yaml.safe_load(SET))
    claims = register().claims
    assert content_words(whole, claims["or-08"], "bears_on") == (
        "▼ Sale, Trees; ▼ Sale, People who come"
    )
    assert content_words(whole, claims["or-06"], "bears_on") == "nothing"
    assert content_words(whole, claims["or-09"], "form") == "opposing case"
    stray = claims["or-08"].model_copy(
        update={"bears_on": {"odd": claims["or-08"].bears_on["trees"]}}
    )
    assert content_words(whole, stray, "bears_on") == "▼ Sale, odd"
