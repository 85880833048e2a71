"""The charts of a result: one module per chart, the theme, and the catalogue of all of them.

A chart module turns numbers of a `Result` into a specification with rows, a heading and words;
it computes no score and opens no file. Placed by us is only what a grammar of graphics does not
have: lines of words, labels that keep off each other, and heads that step aside. The instrument
is no chart: it is a table of controls that computes while a hand moves, and draws itself.
"""
