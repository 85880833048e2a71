"""Numbers that cannot mean what they say are found; those at the edge are let through."""

from __future__ import annotations

import pytest
from files.lunch import codes, good, load, lunch
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.model import UNKNOWN

TASTE = "taste: {name: Taste,"


@pytest.mark.parametrize("price", ["0", "20", "[0, 0, 20]", "-0", "2e1", "unknown"])
def test_scores_at_the_ends_of_the_scale_are_on_it(price: str) -> None:
    """The ends belong to the scale; unknown is on every scale."""
    assert codes(lunch(old="price: 8}", new=f"price: {price}}}")) == []


@pytest.mark.parametrize("price", ["-0.001", "20.001", "[0, 10, 21]", "[-1, 0, 1]", "1e300"])
def test_a_score_off_its_scale_is_unknown(price: str) -> None:
    """One end outside is enough, and the fix names the line of the scale."""
    text = lunch(old="price: 8}", new=f"price: {price}}}")
    assert codes(text) == [("C014", 18)]
    assert good(text).assessments["cake"]["price"].score == UNKNOWN
    assert "(line 5)" in load(text).problems[0].fix


def test_a_score_off_its_scale_in_a_reading_is_unknown_there() -> None:
    """The base score does not come back in its place."""
    text = lunch(old="{soup: {taste: 90}}", new="{soup: {taste: 190}}")
    assert codes(text) == [("C014", 23)]
    assert good(text).readings["gourmet"].assessments["soup"]["taste"].score == UNKNOWN


def test_a_shift_may_lead_off_the_scale() -> None:
    """Scenarios stop at the ends by themselves, so any size of shift is fine."""
    assert codes(lunch(old="soup: {taste: -10}", new="soup: {taste: -1000}")) == []


@pytest.mark.parametrize(
    ("value", "count"),
    [
        ("[[0, 0], [100, 100]]", 0),
        ("[[0, 20], [50, 20], [100, 90]]", 0),
        ("[[0, 100], [100, 0]]", 1),
        ("[[0, 0], [50, 60], [70, 50], [100, 100]]", 1),
        ("[[0, 0], [0, 10], [100, 100]]", 1),
        ("[[10, 0], [100, 100]]", 1),
        ("[[0, -1], [100, 100]]", 1),
        ("[]", 0),
    ],
)
def test_value_functions(value: str, count: int) -> None:
    """From end to end, scores rising, values within 0 to 100 and in the better direction."""
    text = lunch(old=TASTE, new=f"{TASTE} value: {value},")
    assert codes(text) == [("C018", 4)] * count
    assert ("taste" in good(text).criteria) == (count == 0)


def test_a_value_function_of_a_lower_is_better_criterion_falls() -> None:
    """Price is better when low: values fall as the price rises."""
    falling = "better: lower, value: [[0, 100], [20, 0]],"
    assert codes(lunch(old="better: lower,", new=falling)) == []
    rising = "better: lower, value: [[0, 0], [20, 100]],"
    assert codes(lunch(old="better: lower,", new=rising)) == [("C018", 5)]


def test_anchors_stand_on_the_scale() -> None:
    """Each one that does not is reported at its key; the others stay, and all scores."""
    anchors = f"{TASTE} anchors: {{-1: a, 0: b, 50.5: c, 100: d, 1e3: e}},"
    text = lunch(old=TASTE, new=anchors)
    problems = load(text).problems
    assert [(p.code, p.found) for p in problems] == [("C017", "-1"), ("C017", "1000")]
    line = text.splitlines()[3]
    assert [line[p.column - 1 :].split(":")[0] for p in problems] == ["-1", "1e3"]
    assert good(text).criteria["taste"].anchors == {0: "b", 50.5: "c", 100: "d"}
    assert good(text).assessments["soup"]["taste"].score.likely == 40


def test_a_lens_without_a_swing_is_left_out() -> None:
    """All that it lacks is said once."""
    text = lunch(old="swings: {taste: 100, price: 0}", new="swings: {}")
    assert [(p.code, p.found) for p in load(text).problems] == [
        ("C019", "no swing for taste, price")
    ]
    assert good(text).lenses == {}


def test_a_misspelt_swing_is_not_also_a_missing_one() -> None:
    """One slip, one problem; another swing that is missing is still said."""
    text = lunch(old="{taste: 100, price: 0}", new="{tase: 100, price: 0}")
    assert codes(text) == [("C010", 21)]
    text = lunch(old="{taste: 100, price: 0}", new="{tase: 100}")
    assert codes(text) == [("C019", 21), ("C010", 21)]


@given(st.dictionaries(st.integers(0, 5), st.lists(st.integers(0, 5), unique=True, max_size=3)))
@settings(max_examples=100, deadline=None)
def test_circles_of_parts_are_found_exactly_when_there_are_any(parts: dict[int, list[int]]) -> None:
    """Walking every trail by hand finds a circle if and only if the rule does; none is left."""

    def returns(start: int, links: dict[str, list[str]]) -> bool:
        seen: set[str] = set()
        waiting = list(links.get(f"o{start}", []))
        while waiting:
            here = waiting.pop()
            if here not in seen:
                seen.add(here)
                waiting += links.get(here, [])
        return f"o{start}" in seen

    names = {f"o{i}": [f"o{part}" for part in parts.get(i, [])] for i in range(6)}
    text = "format: 1\ntitle: T\ncriteria: {a: {name: A}}\noptions:\n" + "".join(
        f"  {name}: {{name: N, parts: [{', '.join(of)}]}}\n" for name, of in names.items()
    )
    found = codes(text)
    assert {code for code, _ in found} <= {"C021"}
    assert bool(found) == any(returns(i, names) for i in range(6))
    left = {name: entry.parts for name, entry in good(text).options.items()}
    assert not any(returns(i, left) for i in range(6))


def test_one_circle_is_one_problem() -> None:
    """However many options are on it."""
    chain = "".join(f"  o{i}: {{name: N, parts: [o{(i + 1) % 50}]}}\n" for i in range(50))
    text = "format: 1\ntitle: T\ncriteria: {a: {name: A}}\noptions:\n" + chain
    assert codes(text) == [("C021", 54)]
