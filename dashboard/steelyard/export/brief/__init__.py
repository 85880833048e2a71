"""The brief: what a decision comes to, on two pages of PDF or as Markdown.

Both forms set one content model; no number is computed in either of them.
"""
