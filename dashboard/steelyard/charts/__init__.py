"""The charts of a result: one module per chart, the theme, and the catalogue of all of them.

A chart module turns numbers of a `Result` into a specification with rows, a heading and words;
it computes no score and opens no file. We place only what a grammar of graphics cannot: wrapped
text, labels that avoid each other, and heads that step aside. The instrument is not a chart: it
is a table of controls that recomputes during a drag and draws itself.
"""
