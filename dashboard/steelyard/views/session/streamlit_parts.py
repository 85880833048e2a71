"""How parts of Streamlit's own page are found, where it has no public way to style them.

Everything else is styled by the keys of our containers, which Streamlit makes classes of. These
names may change with a new version of Streamlit; `tests/browser/test_streamlit_parts.py` looks for
each in the running dashboard.
"""

from __future__ import annotations

from typing import Final

MAIN: Final = ".stMainBlockContainer"
"""The column that holds the page."""

HEADER: Final = '[data-testid="stHeader"]'
"""Streamlit's own bar on top, of which we have no use."""

BLOCK: Final = '[data-testid="stVerticalBlock"]'
ROW: Final = '[data-testid="stHorizontalBlock"]'
COLUMN: Final = '[data-testid="stColumn"]'
WRAPPER: Final = '[data-testid="stLayoutWrapper"]'
ELEMENT: Final = '[data-testid="stElementContainer"]'
"""What Streamlit lays out: blocks, rows of columns, and what is around a block or an element."""

MARKDOWN: Final = '[data-testid="stMarkdownContainer"]'
HTML: Final = '[data-testid="stHtml"]'
CAPTION: Final = '[data-testid="stCaptionContainer"]'
BUTTON: Final = '[data-testid="stButton"]'
PRIMARY: Final = '[data-testid="stBaseButton-primary"]'
DOWNLOAD: Final = '[data-testid="stDownloadButton"]'
LINK: Final = '[data-testid="stPageLink"]'
SUBMIT: Final = '[data-testid="stFormSubmitButton"]'
UPLOAD: Final = '[data-testid="stFileUploader"]'
INPUT: Final = ':is([data-testid="stTextInput"], [data-testid="stNumberInput"])'
PILLS: Final = '[data-testid="stButtonGroup"]'
POPOVER: Final = '[data-testid="stPopover"]'
SELECT: Final = '[data-testid="stSelectbox"]'
SLIDER: Final = '[data-testid="stSlider"]'
TICKS: Final = '[data-testid="stSliderTickBar"]'
CHOSEN: Final = ".stMultiSelect"
APP: Final = ".stApp"
TOOLBAR: Final = '[data-testid="stElementToolbar"]'
TABS: Final = '[data-testid="stTabs"]'
