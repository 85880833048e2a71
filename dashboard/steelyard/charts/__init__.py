"""The charts of a result: one module per chart, the theme, and the catalogue of all of them.

A chart module turns numbers of a `Result` into a drawing, a heading, words and rows; it
computes no score and opens no file.
"""
