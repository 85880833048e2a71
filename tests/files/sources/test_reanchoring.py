"""A new version of a text: claims stay, are found again or are left to a person; none is lost."""

from __future__ import annotations

import random
from typing import NamedTuple

import pytest
from files.sources.orchard import ORCHARD, as_register, sentences, with_claims

from steelyard.files.sources.passages import Anchor, find_alike, words_at
from steelyard.files.sources.reanchoring import (
    Resolution,
    UndecidedError,
    update_text,
    write_update,
)

SENTENCES = [(number, *span) for number, text in enumerate(ORCHARD, 1) for span in sentences(text)]


def fixture() -> tuple[str, tuple[str, ...]]:
    """Return a register of 31 claims, and a second version of its text.

    Paragraph 2 is divided in two, a figure in it and a sentence of paragraph 6 are rewritten,
    and paragraph 5 gets another beginning.
    """
    in_changed = [Anchor(*span) for span in SENTENCES if span[0] in (2, 5, 6)]
    elsewhere = [Anchor(*span) for span in SENTENCES if span[0] in range(7, 20)]
    new = list(ORCHARD)
    new[4] = "One more word on this before I begin. " + new[4]
    new[5] = new[5].replace(
        "A former mayor told the meeting in May that grass asks for nothing and never votes, and "
        "the room laughed longer than the joke deserved.",
        "Several speakers praised the cheapness of lawns.",
    )
    new[1] = new[1].replace("eleven times", "fourteen times")
    cut = new[1].index("Since then")
    new[1:2] = [new[1][:cut].strip(), new[1][cut:].strip()]
    lost = [one for one in in_changed if "former mayor" in words_at(ORCHARD, one)]
    figure = [one for one in in_changed if "eleven times" in words_at(ORCHARD, one)]
    found = [one for one in in_changed if one not in (*lost, *figure)][:6]
    return with_claims([*found, *lost, *figure, *elsewhere[:23]]), tuple(new)


def test_of_31_claims_29_are_found_and_2_are_to_decide() -> None:
    """Twenty-three stand in paragraphs that have not changed, six elsewhere."""
    text, new = fixture()
    update = update_text(as_register(text), new, ORCHARD)
    assert [len(update.of(state)) for state in ("same", "found", "decide")] == [23, 6, 2]
    lost, figure = update.of("decide")
    assert lost.was.startswith("A former mayor")
    assert "met about the orchard fourteen times" in figure.now
    assert figure.paragraph == 3
    assert {one.paragraph - one.was_paragraph for one in update.of("same")} == {1}


def test_nothing_is_written_before_everything_is_decided() -> None:
    """Then the new text is the register's, and every claim is still there."""
    text, new = fixture()
    register = as_register(text)
    update = update_text(register, new, ORCHARD)
    lost, figure = (one.claim for one in update.of("decide"))
    with pytest.raises(UndecidedError, match=lost):
        write_update(text, register, update, {})
    resolutions = {lost: Resolution("keep_old"), figure: Resolution("still_right")}
    after = as_register(write_update(text, register, update, resolutions))
    assert list(after.claims) == list(register.claims)
    assert after.claims[lost].older_text == register.sha256[:8]
    again = update_text(after, new, new)
    assert len(again.of("same")) == 30
    for one in again.claims:
        assert words_at(new, again_anchor(one.anchor)) != ""


def again_anchor(anchor: Anchor | None) -> Anchor:
    """Return an anchor that must be there."""
    assert anchor is not None
    return anchor


def test_a_claim_can_be_withdrawn_because_the_text_has_changed() -> None:
    """The reason stays, and the older text it was about."""
    text, new = fixture()
    register = as_register(text)
    update = update_text(register, new, ORCHARD)
    lost, figure = (one.claim for one in update.of("decide"))
    resolutions = {
        lost: Resolution("withdraw", reason="Struck out"),
        figure: Resolution("still_right"),
    }
    after = as_register(write_update(text, register, update, resolutions))
    assert after.claims[lost].withdrawn == "Struck out"
    assert lost not in after.standing


def test_the_same_text_changes_no_byte() -> None:
    """Every claim stands where it stood."""
    text, _ = fixture()
    update = update_text(as_register(text), ORCHARD, ORCHARD)
    assert (len(update.of("same")), update.new, update.lost) == (31, (), ())
    assert write_update(text, as_register(text), update, {}) == text


def test_without_the_older_text_passages_are_found_by_their_fingerprints() -> None:
    """Nothing is proposed then for what is not found."""
    text, new = fixture()
    update = update_text(as_register(text), new)
    assert [len(update.of(state)) for state in ("same", "found", "decide")] == [23, 6, 2]
    assert {one.paragraph for one in update.of("decide")} == {0}


def test_a_passage_that_stands_twice_is_known_by_the_words_beside_it() -> None:
    """And is left to a person where these do not tell."""
    old = ("At the gate he said that it would rain. Later it did.",)
    text = with_claims([Anchor(1, 12, 38)], old)
    new = ("It was he who said that it would rain. At the gate he said that it would rain.", "End.")
    (one,) = update_text(as_register(text), new, old).claims
    assert (one.state, one.anchor) == ("decide", Anchor(1, 7, 37)) or one.state == "found"
    twice = (old[0] + " At the gate he said that it would rain. Later it did not.",)
    (one,) = update_text(as_register(text), twice, old).claims
    assert one.state == "decide"


class Sentence(NamedTuple):
    """A sentence with the claim that was read from it, 0 for a new one."""

    claim: int
    text: str


Body = list[list[Sentence]]


def edit(source: random.Random, body: Body) -> str:
    """Change a text once, as authors do; return what was done."""
    kind = source.choice(
        ["word", "word", "number", "insert", "split", "join", "move", "new", "cut", "typography"]
    )
    at = source.randrange(1, len(body) - 1)
    paragraph = body[at]
    place = source.randrange(len(paragraph))
    claim, text = paragraph[place]
    words = text.split(" ")
    if kind == "word":
        words[source.randrange(len(words))] = source.choice(["perhaps", "certainly", "barely"])
        paragraph[place] = Sentence(claim, " ".join(words))
    elif kind == "number":
        paragraph[place] = Sentence(claim, f"{text[:-1]}, or 17 by another count.")
    elif kind == "insert":
        paragraph.insert(place, Sentence(0, f"Note {source.random()} was added by hand."))
    elif kind == "split" and len(paragraph) > 1:
        cut = source.randrange(1, len(paragraph))
        body[at : at + 1] = [paragraph[:cut], paragraph[cut:]]
    elif kind == "join":
        body[at : at + 2] = [body[at] + body[at + 1]]
    elif kind == "move":
        body.insert(source.randrange(1, len(body) - 1), body.pop(at))
    elif kind == "new":
        body.insert(at, [Sentence(0, f"A paragraph numbered {source.random()} is new here.")])
    elif kind == "cut" and len(paragraph) > 1:
        del paragraph[place]
    elif kind == "typography":
        paragraph[place] = Sentence(claim, text.replace("'", "’").replace("-", "‐"))
    return kind


@pytest.mark.parametrize("seed", range(5))
def test_after_twenty_edits_95_in_100_claims_are_at_the_right_place(seed: int) -> None:
    """What was placed unasked is right without exception; the rest is listed."""
    source = random.Random(seed)
    body: Body = []
    anchors: list[Anchor] = []
    for number, text in enumerate(ORCHARD, 1):
        body.append([])
        for start, end in sentences(text):
            anchors.append(Anchor(number, start, end))
            body[-1].append(Sentence(len(anchors), text[start:end]))
    for _ in range(20):
        edit(source, body)
    new = tuple(" ".join(sentence.text for sentence in paragraph) for paragraph in body)
    places: dict[int, Anchor] = {}
    for number, paragraph in enumerate(body, 1):
        start = 0
        for claim, text in paragraph:
            places[claim] = Anchor(number, start, start + len(text))
            start += len(text) + 1
    update = update_text(as_register(with_claims(anchors)), new, ORCHARD)
    assert len(update.claims) == len(anchors)
    right = 0
    for claim, one in enumerate(update.claims, 1):
        true = places.get(claim)
        is_right = one.anchor is None if true is None else overlaps(one.anchor, true)
        if one.state != "decide":
            assert is_right, (claim, one)
        right += is_right
    assert right >= 0.95 * len(anchors)
    unasked = len(anchors) - len(update.of("decide"))
    assert unasked >= 0.9 * len(anchors)


def overlaps(found: Anchor | None, true: Anchor) -> bool:
    """Return whether most of the true place was found."""
    if found is None or found.paragraph != true.paragraph:
        return False
    shared = min(found.end, true.end) - max(found.start, true.start)
    return shared >= 0.8 * (true.end - true.start)


def test_short_words_alone_make_no_likeness() -> None:
    """Words that stand everywhere count by their letters."""
    assert (
        find_alike(["It is a view and the rest is a matter of taste."], "a plot is private") is None
    )
    found = find_alike(["They say that every plot is now private."], "a plot is private")
    assert found is not None
    assert found.share > 0.8
