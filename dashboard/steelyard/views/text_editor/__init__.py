"""A text editor for criteria files on the page: colours, completion, every problem at its line.

CodeMirror where it has been built and our own server runs; else a plain text area with
line numbers that marks and mends the same problems. Knows no drafts and writes no file.
"""
