"""The live page put together: head, readable part, data, scripts, and the stamp over all of it.

The policy in its head lets only the one script and the one style run that are named there by
their hash, so a page cannot send anything anywhere, whatever a label contains.
"""

from __future__ import annotations

import base64
import hashlib

from steelyard.export.live_page.assets import colour_rules, page_script, page_style, small_style
from steelyard.export.live_page.markup import (
    BLOCK_ENDS,
    DATA_BEGINS,
    STAMP_BEGINS,
    Markup,
    escape_json,
    join,
    json_block,
    tag,
)
from steelyard.export.live_page.overview_part import show_about, show_top, show_verdict
from steelyard.export.live_page.page_data import page_data
from steelyard.export.live_page.scores_part import show_claims, show_scores
from steelyard.export.provenance import origin_line, provenance, seal
from steelyard.results.result import Result


def to_live_page(result: Result) -> bytes:
    """Return one view of a criteria file as an HTML file in UTF-8 that needs nothing else.

    The same result gives the same bytes. Raises ValueError, as `Result.criteria_set` does,
    where nothing in the file can be compared.
    """
    page = _page(result)
    stamp = escape_json(seal(provenance(result), page.encode()))
    before, after = page.split(STAMP_BEGINS)
    return f"{before}{STAMP_BEGINS}{stamp}{after}".encode()


def _page(result: Result) -> str:
    """Return the whole page with an empty stamp."""
    style = page_style() + small_style(colour_rules(result.criteria_set))
    script = page_script()
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n'
        f"{_head(result, script, style)}\n<style>{style}</style>\n"
        f"{STAMP_BEGINS}{BLOCK_ENDS}\n</head>\n<body>\n"
        f"{_body(result)}\n"
        f"{DATA_BEGINS}{json_block(page_data(result))}{BLOCK_ENDS}\n"
        f"<script>{script}</script>\n</body>\n</html>\n"
    )


def _head(result: Result, script: str, style: str) -> Markup:
    title = f"{result.verdict.sentence} · {result.criteria_set.title}"
    return join(
        tag("meta", charset="utf-8"),
        tag("meta", http_equiv="Content-Security-Policy", content=_policy(script, style)),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="referrer", content="no-referrer"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("title", title),
    )


def _policy(script: str, style: str) -> str:
    return "; ".join(
        [
            "default-src 'none'",
            f"script-src '{_hash(script)}'",
            f"style-src '{_hash(style)}'",
            "img-src data:",
            "base-uri 'none'",
            "form-action 'none'",
            "require-trusted-types-for 'script'",
            "trusted-types 'none'",
        ]
    )


def _hash(text: str) -> str:
    return "sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode()


def _body(result: Result) -> Markup:
    return join(
        show_top(result),
        tag(
            "main",
            tag("div", show_verdict(result), id="steelyard-live"),
            tag("p", origin_line(result), class_="origin", id="steelyard-origin-line"),
            tag("section", id="steelyard-why", hidden="", aria_labelledby="why-title"),
            show_scores(result),
            show_claims(result),
            show_about(result),
        ),
    )
