"""The address of a view: written, read back, and answered where it is mangled."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from small_sets import shipped

from steelyard.analysis.totals import View, evaluate
from steelyard.results.address import (
    as_address,
    read_choice,
    shown_swings,
    with_shown_swings,
    with_swing,
    with_swings,
    write_choice,
)
from steelyard.results.choice import Choice
from steelyard.results.words.view import moved_words

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


def shown_after(choice: Choice, criterion: str, swing: float) -> dict[str, float]:
    """Return what the sliders show after one has been moved so that its swing is this."""
    swings = {**evaluate(IRAN, choice.view).swings, criterion: swing}
    return shown_swings(swings, [entry.swing for entry in IRAN.criteria.values()])


def test_the_criterion_that_the_hand_moved_is_the_one_told() -> None:
    """Past 100 the others are shown smaller, and stay unmoved; so does what is out of view."""
    own = evaluate(IRAN, View()).swings
    shown = {c: round(s, 8) for c, s in shown_after(Choice(), "escalation_risk", 250.0).items()}
    assert shown == {
        "escalation_risk": 100.0, "allied_support": 24.0,
        "intelligence_visibility": 20.0, "long_term_leverage": 32.0,
    }  # fmt: skip
    choice = with_shown_swings(IRAN, Choice(), shown, Choice())
    assert choice.swings == {"escalation_risk": 250.0}
    assert write_choice(IRAN, "iran-2026", choice)["w"] == "escalation_risk.250"
    told = moved_words(IRAN, choice, evaluate(IRAN, choice.view))
    assert IRAN.criteria["escalation_risk"].name in told
    assert IRAN.criteria["allied_support"].name not in told
    weights = evaluate(IRAN, choice.view).weights
    assert weights == pytest.approx({c: s / sum(shown.values()) for c, s in shown.items()})
    wider = evaluate(IRAN, View(frame="seven", swings=choice.swings)).weights
    before = evaluate(IRAN, View(frame="seven")).weights
    assert wider["allied_support"] / wider["resource_burden"] == pytest.approx(
        before["allied_support"] / before["resource_burden"]
    )

    second = {**shown, "allied_support": 60.0}
    both = with_shown_swings(IRAN, choice, second, choice)
    assert both.swings == {"escalation_risk": 250.0, "allied_support": 150.0}
    assert with_shown_swings(IRAN, both, shown, both) == choice
    assert with_shown_swings(IRAN, both, own, both) == Choice()


@settings(max_examples=200, deadline=None)
@given(
    st.lists(st.tuples(st.sampled_from(range(4)), st.floats(1, 400)), min_size=1, max_size=4),
    st.sampled_from([None, *IRAN.lenses]),
)
def test_no_more_sliders_are_told_than_were_moved(
    moves: list[tuple[int, float]], lens: str | None
) -> None:
    """However many are moved, and through any lens; and the weights are those of the sliders."""
    choice, moved = Choice(lens=lens), set()
    for place, swing in moves:
        criterion = IRAN.frames["four"].criteria[place]
        moved.add(criterion)
        shown = {c: round(s, 8) for c, s in shown_after(choice, criterion, swing).items()}
        choice = with_shown_swings(IRAN, choice, shown, choice)
        assert choice.swings.keys() <= moved
        weights = evaluate(IRAN, choice.view).weights
        total = sum(shown.values())
        assert weights == pytest.approx({c: s / total for c, s in shown.items()}, abs=1e-6)


def test_locked_shares_are_told_as_they_were_moved() -> None:
    """Beside a locked share the sum stays: what gave way was moved too."""
    locked = Choice(locks=("allied_support",))
    shown = {
        "escalation_risk": 120.0, "allied_support": 60.0,
        "intelligence_visibility": 42.0, "long_term_leverage": 68.0,
    }  # fmt: skip
    after = with_shown_swings(IRAN, locked, shown, locked)
    assert after.swings == {c: s for c, s in shown.items() if c != "allied_support"}


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
