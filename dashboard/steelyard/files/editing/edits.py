"""Editing a criteria file by span: the one door to every change of a text.

Every function takes the text of a file without its byte order mark and returns the new
text, in which nothing but the lines asked for differs, or raises EditError.
"""

from steelyard.files.editing.entry_edits import (
    add_criterion,
    add_option,
    remove_criterion,
    remove_option,
    rename_criterion,
    rename_option,
)
from steelyard.files.editing.open_text import EditError, Keys
from steelyard.files.editing.value_edits import put_value, put_values, rename_key, take_out
from steelyard.files.editing.yaml_writing import PlainValue

__all__ = [
    "EditError",
    "Keys",
    "PlainValue",
    "add_criterion",
    "add_option",
    "put_value",
    "put_values",
    "remove_criterion",
    "remove_option",
    "rename_criterion",
    "rename_key",
    "rename_option",
    "take_out",
]
