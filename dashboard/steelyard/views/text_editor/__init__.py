"""A text editor for criteria files on the page: colours, completion, every problem at its line.

CodeMirror where it has been built and our own server runs; else a plain text area with
line numbers that marks and mends the same problems. Knows no drafts and writes no file.
"""

from steelyard.views.text_editor.component import (
    show_text_editor,
    typed_text,
    was_save_pressed,
)

__all__ = ["show_text_editor", "typed_text", "was_save_pressed"]
