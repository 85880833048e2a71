"""The address of a view: written, read back, and answered where it is mangled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import shipped

from steelyard.analysis.totals import View, evaluate
from steelyard.results.address import as_address, read_choice, with_swing, with_swings, write_choice
from steelyard.results.choice import Choice

IRAN = shipped("iran-2026")
CLAIMS = ("kd-01", "cb-02")


@st.composite
def choices(draw: st.DrawFn) -> Choice:
    """Any choice the essays' set allows."""
    numbers = st.floats(0, 100).map(lambda x: round(x, 4))
    cells = st.tuples(st.sampled_from(list(IRAN.options)), st.sampled_from(list(IRAN.criteria)))
    return Choice(
        frame=draw(st.sampled_from([None, "six", "seven"])),
        lens=draw(st.sampled_from([None, *IRAN.lenses])),
        swings=draw(st.dictionaries(st.sampled_from(list(IRAN.criteria)), numbers)),
        reading=draw(st.sampled_from([None, *IRAN.readings])),
        scenario=draw(st.sampled_from([None, *IRAN.scenarios])),
        disputes=draw(st.dictionaries(cells, numbers, max_size=4)),
        locks=draw(st.lists(st.sampled_from(list(IRAN.criteria)), unique=True).map(tuple)),
        rival=draw(st.sampled_from([None, *IRAN.options])),
        struck=draw(st.lists(st.sampled_from(CLAIMS), unique=True).map(tuple)),
    )


@settings(max_examples=100, deadline=None)
@given(choices())
def test_out_and_back_is_the_same_choice(choice: Choice) -> None:
    """What is written is read back whole, and nothing is left out."""
    address = write_choice(IRAN, "iran-2026", choice, "ab" * 32)
    again, ignored = read_choice(IRAN, address, CLAIMS)

    assert ignored == []
    assert again == choice


def test_the_files_own_view_has_the_shortest_address() -> None:
    """The address of the file's own view is the file's name alone, whatever its first frame is."""
    assert write_choice(IRAN, "iran-2026", Choice(frame="four"), "ab" * 32) == {"set": "iran-2026"}


@pytest.mark.parametrize(
    ("key", "text"),
    [
        ("frame", "nine"),
        ("lens", "<script>"),
        ("reading", "x"),
        ("scenario", "../.."),
        ("rival", "nobody"),
        ("locks", "nothing"),
        ("struck", "zz-99"),
        ("w", "escalation_risk.-5"),
        ("w", "escalation_risk.nan"),
        ("w", "escalation_risk.1e308"),
        ("w", "escalation_risk.99999999999999999999"),
        ("w", "nobody.5"),
        ("w", "escalation_risk"),
        ("d", "hold.escalation_risk.101"),
        ("d", "hold.nothing.5"),
        ("d", "hold.escalation_risk"),
        ("d", "%ff.\u202e.1"),
    ],
)
def test_what_the_file_does_not_have_is_left_out_and_said(key: str, text: str) -> None:
    """Each wrong value gives one sentence that names it, and leaves the rest alone."""
    choice, ignored = read_choice(IRAN, {"frame": "six", key: text}, CLAIMS)

    assert len(ignored) == 1
    assert text[:20] in ignored[0]
    assert choice == (Choice() if key == "frame" else Choice(frame="six"))


def test_a_huge_address_is_cut_and_answered() -> None:
    """A megabyte of swings is read as far as eight thousand letters."""
    _, ignored = read_choice(IRAN, {"w": "x.1~" * 250_000})

    assert len(ignored) <= 2001


def test_a_swing_moved_back_is_no_longer_moved() -> None:
    """Only what differs from the lens stands in the address."""
    own = evaluate(IRAN, View(lens="maximalist")).swings["allied_support"]
    moved = with_swing(IRAN, Choice(lens="maximalist"), "allied_support", own + 1)
    back = with_swing(IRAN, moved, "allied_support", own)

    assert moved.swings == {"allied_support": own + 1}
    assert moved.is_exploratory
    assert back == Choice(lens="maximalist")


def test_swings_of_unknown_criteria_are_not_taken_over() -> None:
    """The browser may send anything; only the file's criteria count."""
    assert with_swings(IRAN, Choice(), {"nobody": 3.0}) == Choice()


def test_every_part_is_written_even_if_no_file_has_it() -> None:
    """`as_address` writes a choice as it is, for checking against a changed file."""
    assert as_address("x", Choice(lens="gone", struck=("a", "b"))) == {
        "set": "x",
        "lens": "gone",
        "struck": "a~b",
    }


def test_the_reason_of_a_dispute_goes_along_with_its_score() -> None:
    """Whatever is written in it comes back; without the dispute there is no reason either."""
    reason = "I ~ doubt 100% of it, %7E and all; & so on."
    choice = Choice(
        disputes={("hold", "allied_support"): 40.0}, reasons={("hold", "allied_support"): reason}
    )
    address = write_choice(IRAN, "iran-2026", choice)

    assert read_choice(IRAN, address) == (choice, [])
    assert read_choice(IRAN, {**address, "d": ""})[0].reasons == {}
    forged = {**address, "why": "hold.nothing.x~~hold.allied_support~nonsense"}
    assert read_choice(IRAN, forged)[0].reasons == {}
