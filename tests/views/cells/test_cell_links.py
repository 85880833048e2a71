"""Sentences and tables in which a score's name leads to the score: what the browser is told."""

from __future__ import annotations

from contextlib import nullcontext
from typing import Any

import pytest
import streamlit as st

from steelyard.results.words.scores.ranking import Named
from steelyard.views.cells import cell_links
from steelyard.views.cells.cell_links import (
    Link,
    as_line,
    score_behind_link,
    show_link_table,
    show_links,
)

SOUP, CAKE = ("soup", "taste"), ("cake", "taste")
LINE = as_line(("Move ", Named("Soup\u202e on Taste", ("soup", "taste")), " from 70 to 40."))


class Browser:
    """Stands for the browser: keeps what it was given, and presses links."""

    def __init__(self, monkeypatch: pytest.MonkeyPatch) -> None:
        self.state: dict[str, Any] = {}
        monkeypatch.setattr(st, "session_state", self.state)
        monkeypatch.setattr(st, "container", lambda **_: nullcontext())
        monkeypatch.setattr(cell_links, "component", lambda *_, **__: self.mount)

    def mount(self, **given: Any) -> None:
        """Take a list or a table."""
        self.given = given

    def press(self, sent: object) -> None:
        """Send what a press on a link sends, or something else."""
        self.state[self.given["key"]] = {"link": sent}
        self.given["on_link_change"]()


@pytest.fixture
def browser(monkeypatch: pytest.MonkeyPatch) -> Browser:
    """Return a browser in place of the real one."""
    return Browser(monkeypatch)


def test_a_name_in_a_sentence_is_a_link(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """The rest is text beside it, with its spaces and without letters that turn a line around."""
    opened: list[object] = []
    monkeypatch.setattr(cell_links, "open_score", opened.append)
    show_links("flips", [("Nothing named.",), LINE])

    assert browser.given["data"] == {
        "lines": [
            [{"text": "Nothing named."}],
            [{"text": "Move "}, {"text": "Soup on Taste", "link": 0}, {"text": " from 70 to 40."}],
        ]
    }
    browser.press(0)
    assert opened == [SOUP]


def test_a_table_leads_to_its_scores(browser: Browser, monkeypatch: pytest.MonkeyPatch) -> None:
    """Links are counted through the rows, and each opens its own score."""
    opened: list[object] = []
    monkeypatch.setattr(cell_links, "open_score", opened.append)
    rows = [[(Link("a", SOUP),), ("1",)], [(Link("b", CAKE),), ("2",)]]
    show_link_table("t", ["Score", "Value"], rows, "Both")

    data = browser.given["data"]
    assert (data["heads"], data["name"]) == (["Score", "Value"], "Both")
    assert data["rows"] == [
        [[{"text": "a", "link": 0}], [{"text": "1"}]],
        [[{"text": "b", "link": 1}], [{"text": "2"}]],
    ]
    browser.press(1)
    assert opened == [CAKE]


@pytest.mark.parametrize("sent", [None, True, "0", -1, 1, 0.0, [0], {"link": 0}])
def test_what_is_no_link_opens_nothing(
    browser: Browser, monkeypatch: pytest.MonkeyPatch, sent: object
) -> None:
    """Whatever a browser sends, only the number of a link leads anywhere."""
    monkeypatch.setattr(cell_links, "open_score", pytest.fail)
    show_link_table("t", ["Score"], [[(Link("a", SOUP),)]], "One")
    browser.press(sent)

    assert score_behind_link(sent, [SOUP]) is None


def test_without_components_the_words_stay(monkeypatch: pytest.MonkeyPatch) -> None:
    """Then nothing can be pressed; everything can be read, and markup is only letters."""
    shown: list[str] = []
    monkeypatch.setattr(cell_links, "has_components", lambda: False)
    monkeypatch.setattr(st, "markdown", shown.append)
    show_links("flips", [("*Nothing*",), ("From ", Link("Soup", SOUP))])
    show_link_table("t", ["Score"], [[(Link("a|b", SOUP),)]], "One")

    assert shown == ["- \\*Nothing\\*\n- From Soup", "| Score |\n|---|\n| a\\|b |"]
