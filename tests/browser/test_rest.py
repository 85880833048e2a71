"""The journeys' notion of rest: everything that was put off, asked for or begun is over."""

from __future__ import annotations

from collections.abc import Callable

from browser.conftest import Visit
from browser.rest import STALLED

Open = Callable[..., Visit]


def test_at_rest_a_moved_weight_has_been_told_and_answered(visit: Open) -> None:
    """The page tells of a key a moment later, and draws its answer later still."""
    seen = visit()
    page = seen.open("?set=lunch")
    for key, weight in (("Home", "w=taste.0"), ("End", "~taste.100&"), ("Home", "w=taste.0")):
        page.get_by_role("slider", name="Taste", exact=True).focus()
        page.keyboard.press(key)
        seen.settle()
        assert weight in page.url


def test_what_is_put_off_is_waited_for(visit: Open) -> None:
    """A timer, the next frame after it and a new timer from there are all over."""
    seen = visit()
    page = seen.open("?set=lunch")
    page.evaluate(
        """() => setTimeout(() => requestAnimationFrame(() =>
            setTimeout(() => { document.title = "over"; }, 300)), 600)"""
    )
    seen.settle()
    assert page.title() == "over"


def test_an_answer_that_is_lost_is_asked_for_again(visit: Open) -> None:
    """A run that begins may sweep it away; without another question nothing would ever come."""
    seen = visit()
    page = seen.open("?set=lunch")
    page.evaluate(
        """() => {
            const { ping } = steelyardRest;
            steelyardRest.ping = () => { steelyardRest.ping = ping; };
        }"""
    )
    assert seen.rest.wait(20_000) == []


def test_a_page_that_never_rests_is_told_with_the_reason(visit: Open) -> None:
    """What keeps it busy is named, be it the page or a run that does not end."""
    seen = visit()
    page = seen.open("?set=lunch")
    assert seen.rest.wait(5000) == []
    page.evaluate("() => { const again = () => setTimeout(again, 50); again(); }")
    assert any("again" in reason for reason in seen.rest.wait(500))
    seen.open("?set=lunch")
    seen.rest.running = True
    assert "a run has not ended" in seen.rest.wait(500)


def test_a_browser_that_draws_nothing_is_told_and_not_waited_for(visit: Open) -> None:
    """At times a browser has no picture to make and draws no frame: a test must not hang on it."""
    seen = visit()
    page = seen.open("?set=lunch")
    page.evaluate("() => { window.requestIdleCallback = () => 0; }")
    assert STALLED in seen.rest.wait(1500)
