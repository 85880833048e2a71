"""The pattern by which the page of scores refuses a typed text, in a real browser."""

from __future__ import annotations

import re

from files.editing.test_score_text import BAD, GOOD
from playwright.sync_api import Browser

from steelyard.files.editing.score_text import SCORE_PATTERN


def test_the_pattern_means_the_same_in_javascript(browser: Browser) -> None:
    """The browser takes and refuses the very texts that Python does."""
    texts = [text for text, _ in GOOD] + [text for text, _ in BAD if not text.endswith("\n")]
    page = browser.new_page()
    taken = page.evaluate(
        "([pattern, texts]) => texts.map((text) => new RegExp(pattern, 'us').test(text))",
        [SCORE_PATTERN, texts],
    )
    page.close()
    wanted = [re.search(SCORE_PATTERN, text) is not None for text in texts]
    assert taken == wanted
    assert set(wanted) == {True, False}
