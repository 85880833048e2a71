"""Whether the parts of Streamlit's page that we style are still called what we call them."""

from __future__ import annotations

import re
from collections.abc import Callable

from browser.conftest import ROOT, Visit

from steelyard.views.session import streamlit_parts

Open = Callable[..., Visit]

PARTS = {name: value for name, value in vars(streamlit_parts).items() if name.isupper()}
PLACES = (
    "?set=iran-2026",
    "?set=iran-2026&tab=change",
    "?set=iran-2026&score=limited_strikes.escalation_risk",
    "judges?set=drug-harms-2010",
    "judges?set=iran-2026&view=disagreement&tab=all",
    "robustness?set=iran-2026&tab=weights",
    "perspectives?set=iran-2026",
    "export?set=iran-2026",
    "edit?set=iran-2026",
    "new_set?set=iran-2026",
    "new_set?set=iran-2026&view=criteria",
    "?set=iran-2026&plain=1",
)
"""Pages on which, between them, every part is found."""


def test_every_part_is_found_on_a_page(visit: Open) -> None:
    """A name that Streamlit has changed is in none of them, and our style for it has no effect."""
    missing = dict(PARTS)
    seen = visit()
    for place in PLACES:
        page = seen.open(place)
        missing = {name: part for name, part in missing.items() if not page.locator(part).count()}
    assert missing == {}


def test_no_other_module_names_a_part() -> None:
    """Names that Streamlit gives stand in one module; elsewhere there are keys of our own."""
    given = re.compile(r"data-testid|[\"' ]\.st[A-Z]\w+|streamlit\.elements")
    files = [
        path
        for kind in ("py", "js", "css")
        for path in (ROOT / "dashboard/steelyard").rglob(f"*.{kind}")
        if path.name != "streamlit_parts.py"
    ]
    assert len(files) > 100
    assert [path.name for path in files if given.search(path.read_text(encoding="utf-8"))] == []
