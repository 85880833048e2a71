"""The brief: a decision summarised on two pages of PDF or as Markdown.

Both forms lay out the same content model; neither computes any number.
"""
