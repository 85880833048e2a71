"""The brief: what a decision comes to, on two pages of PDF or as Markdown.

Both forms set one content model; no number is computed in either of them.
"""

from steelyard.export.brief.markdown import read_markdown_stamp, to_brief_markdown
from steelyard.export.brief.pdf import set_brief, to_brief_pdf

__all__ = ["read_markdown_stamp", "set_brief", "to_brief_markdown", "to_brief_pdf"]
