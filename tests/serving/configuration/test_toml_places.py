"""Where a key stands in a TOML text, whatever stands around it."""

from __future__ import annotations

from steelyard.serving.configuration.toml_places import KeyPlace, find_key_places

TEXT = '''\
# port = 1
port = 2
trusted = [
  "a",  # not = a key
  "b",
]
note = """
port = 3
"""

  [roles]
editor = ["x"]
[[more]]
name = "y"
'''


def test_every_key_has_the_line_it_begins_on() -> None:
    """Comments, lists of several lines and texts that look like keys do not mislead."""
    assert find_key_places(TEXT) == {
        ("port",): KeyPlace(2, 1),
        ("trusted",): KeyPlace(3, 1),
        ("note",): KeyPlace(7, 1),
        ("roles",): KeyPlace(11, 3),
        ("roles", "editor"): KeyPlace(12, 1),
        ("more",): KeyPlace(13, 1),
    }


def test_an_empty_text_has_no_keys() -> None:
    """Neither has one of comments alone."""
    assert find_key_places("") == {}
    assert find_key_places("# nothing\n") == {}
