"""Streamlit's own names that it does not promise to keep, and what they are needed for.

Parts of its page, where it has no public way to style them: everything else is styled by the keys
of our containers, which Streamlit turns into classes. And its sessions and messages, by which a
server for a team knows whose page it draws. All these may change with a new version;
`tests/browser/test_streamlit_parts.py` looks for each part in the running dashboard, and
`tests/serving/test_visits.py` for sessions and messages.
"""

from __future__ import annotations

import typing
from typing import Final

from streamlit import runtime
from streamlit.runtime.scriptrunner import get_script_run_ctx

if typing.TYPE_CHECKING:
    from streamlit.proto.ForwardMsg_pb2 import ForwardMsg

MAIN: Final = ".stMainBlockContainer"
"""The column that holds the page."""

HEADER: Final = '[data-testid="stHeader"]'
"""Streamlit's own bar at the top, which we hide."""

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
FIELD: Final = (
    ':is([data-testid="stTextInputRootElement"], [data-testid="stNumberInputContainer"], '
    '[data-testid="stTextAreaRootElement"])'
)
"""The elements that draw the edge of an input field."""

PILLS: Final = '[data-testid="stButtonGroup"]'
RADIO: Final = '[data-testid="stRadio"]'
POPOVER: Final = '[data-testid="stPopover"]'
SELECT: Final = '[data-testid="stSelectbox"]'
SLIDER: Final = '[data-testid="stSlider"]'
TICKS: Final = '[data-testid="stSliderTickBar"]'
CHOSEN: Final = ".stMultiSelect"
APP: Final = ".stApp"
TOOLBAR: Final = '[data-testid="stElementToolbar"]'
PICTURE: Final = '[data-testid="stVegaLiteChart"]'
GRID: Final = '[data-testid="stDataFrameResizable"]'
GRID_FRAME: Final = ".dvn-scroller"
"""A chart, a table of numbers, and the part of such a table that scrolls."""

TABS: Final = '[data-testid="stTabs"]'
DIALOG: Final = '[data-testid="stDialog"]'
OWN_DIALOG: Final = f"{DIALOG}:has({BLOCK})"
"""A dialog of ours; the one Streamlit shows if its server does not answer has no block."""


def session_of_run() -> str | None:
    """Return the id of the session whose script runs in this thread; `None` outside any."""
    context = get_script_run_ctx(suppress_warning=True)
    return None if context is None else context.session_id


def headers_of_session(session: str) -> dict[str, str]:
    """Return the headers with which the page of a session connected, their names in lower case.

    Empty for a session that does not exist, or has no page at present.
    """
    client = runtime.get_instance().get_client(session) if runtime.exists() else None
    context = None if client is None else client.client_context
    return {} if context is None else {name.lower(): value for name, value in context.headers}


def links_of_message(message: ForwardMsg) -> list[str]:
    """Return the addresses of files that a message gives to a page.

    Only from the fields that Streamlit fills itself: any other text in a message may have been
    typed by a visitor.
    """
    kind = message.WhichOneof("type")
    if kind == "backend_operation_response":
        return [message.backend_operation_response.deferred_file.url]
    if kind != "delta" or message.delta.WhichOneof("type") != "new_element":
        return []
    element = message.delta.new_element
    held = element.WhichOneof("type")
    if held == "imgs":
        return [image.url for image in element.imgs.imgs]
    return [getattr(element, held).url] if held in ("download_button", "audio", "video") else []
