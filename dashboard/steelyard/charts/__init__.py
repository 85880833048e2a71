"""The charts of a result: one module per chart, the theme, and the catalogue of all of them.

A chart module turns numbers of a `Result` into a specification with rows, a heading and words;
it computes no score and opens no file. Laid out by hand is what a grammar of graphics does not
have: the scorecard is a table whose columns are as wide as weights, each with scales of its own,
and whose heads step aside for each other.
"""
