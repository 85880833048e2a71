"""The picture in README.md shows what the first page says now."""

from __future__ import annotations

from collections.abc import Callable

from browser.conftest import Visit
from browser.readme_picture import PICTURE, PLACE, SIZE, kept_words, words_of
from PIL import Image

Open = Callable[..., Visit]


def test_the_picture_was_taken_of_the_page_as_it_is(visit: Open) -> None:
    """Word for word; if not, take it anew as `browser/readme_picture.py` says."""
    with Image.open(PICTURE) as image:
        assert image.size == SIZE
    assert kept_words() == words_of(visit(*SIZE).open(PLACE))
