"""Assembles the live page: head, readable part, data, scripts, and the stamp over all of it.

The content security policy in its head allows only its one script and one style sheet, by their
hashes, so a page cannot send anything anywhere, whatever a label contains.
"""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Mapping
from typing import Any

from steelyard.analysis.totals import ALL_CRITERIA
from steelyard.charts.theme import option_colours
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
from steelyard.export.live_page.scores_part import claims_list, show_scores
from steelyard.export.live_page.tables import (
    find_odd_texts,
    find_places,
    hold_readings,
    in_columns,
    repeat_as_none,
)
from steelyard.export.stamps.provenance import origin_around, origin_line, provenance, seal
from steelyard.instrument.problem import instrument_data
from steelyard.results.address import HASH_DIGITS
from steelyard.results.result import Result
from steelyard.results.words.scores.pair import PAIR_TEMPLATES
from steelyard.results.words.text import plain
from steelyard.results.words.view import ADDRESS_TEMPLATES, ORIGIN_TEMPLATES


def to_live_page(result: Result) -> bytes:
    """Return one view of a criteria file as an HTML file in UTF-8 that needs nothing else.

    The same result gives the same bytes. Raises ValueError, as `Result.criteria_set` does,
    if nothing in the file can be compared.
    """
    page = _page(result)
    stamp = escape_json(seal(provenance(result), page.encode()))
    before, after = page.split(STAMP_BEGINS)
    return f"{before}{STAMP_BEGINS}{stamp}{after}".encode()


def _page(result: Result) -> str:
    """Return the whole page with an empty stamp."""
    evaluation = result.evaluation
    data = page_data(result)
    has_groups = data["instrument"]["groups"] is not None
    size = len(evaluation.options), len(evaluation.criteria)
    style = page_style(*size, has_groups=has_groups)
    style += small_style(colour_rules(result.criteria_set))
    script = page_script()
    return (
        '<!doctype html>\n<html lang="en">\n<head>\n'
        f"{_head(result, script, style)}\n<style>{style}</style>\n"
        f"{STAMP_BEGINS}{BLOCK_ENDS}\n</head>\n<body>\n"
        f"{_body(result)}\n"
        f"{DATA_BEGINS}{json_block(data)}{BLOCK_ENDS}\n"
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
            claims_list(result),
            show_about(result),
        ),
    )


def page_data(result: Result) -> dict[str, Any]:
    """Return everything the scripts need, ready for JSON; the same result gives the same data."""
    criteria_set = result.criteria_set
    instrument = instrument_data(result, "light", 0, "")
    return {
        "instrument": {
            # Judges are the lenses that are among the readings held.
            **_without(instrument, "judges"),
            "problem": _problem(instrument["problem"], option_colours(criteria_set, "dark")),
            "lenses": _lenses(instrument["lenses"]),
            **hold_readings(result, instrument),
            "texts": _without(instrument["texts"], "simulations"),
        },
        "address": _address(result),
        "origin": _origin(result),
        "templates": {
            **PAIR_TEMPLATES,
            **ORIGIN_TEMPLATES,
            # Changes to the file are reported only where the file is, on the dashboard.
            **_without(ADDRESS_TEMPLATES, "file_changes", "file_changed_somehow"),
        },
    }


def _lenses(lenses: list[dict[str, Any]]) -> dict[str, Any]:
    """Return lenses in columns; a reason that repeats the previous one is left out."""
    columns = in_columns(lenses)
    return columns | {"reason": repeat_as_none(columns["reason"])} if lenses else columns


def _problem(problem: dict[str, Any], dark: dict[str, str]) -> dict[str, Any]:
    """Return the instrument's problem in columns, with dark colours, without reasons of swings."""
    # The colours of a light page are those on paper.
    options = [
        {**_without(option, "onPaper"), "dark": dark[option["id"]]} for option in problem["options"]
    ]
    criteria = [_without(criterion, "swingReason") for criterion in problem["criteria"]]
    # The ranges of scores are already in the readable part of the page.
    return {
        **_without(problem, "extents"),
        "templates": _without(problem["templates"], *_unneeded(problem)),
        "printed": find_odd_texts(problem),
        "options": in_columns(options),
        "criteria": in_columns(criteria),
        "unknown": find_places(problem["unknown"]),
    }


def _unneeded(problem: dict[str, Any]) -> list[str]:
    """Return the templates that no view of this page can fill."""
    best = ["leads", "dominates_because", "held_leads", "held_still_leads"]
    top = ["is_top", "dominates_because_top", "held_is_top", "held_is_still_top"]
    names = top if problem["measure"]["top"] == "best" else best
    names += [] if problem["problems"] else ["with_a_problem", "with_problems"]
    return names + ([] if problem["guesses"] else ["with_a_guess", "with_guesses"])


def _without(entry: Mapping[str, Any], *keys: str) -> dict[str, Any]:
    """Return a copy without fields that are unneeded or already in the readable part."""
    return {name: value for name, value in entry.items() if name not in keys}


def _address(result: Result) -> dict[str, Any]:
    """Return the part of the address that cannot change on this page, and its bounds."""
    criteria_set, choice, evaluation = result.criteria_set, result.choice, result.evaluation
    opening = next(iter(criteria_set.frames), ALL_CRITERIA)
    fixed = {
        "frame": choice.frame if choice.frame != opening else None,
        "reading": choice.reading,
        "scenario": choice.scenario,
        "struck": "~".join(choice.struck),
        "judges": str(result.group.round.number) if result.laid_judges and result.group else None,
    }
    seen = set(evaluation.criteria)
    return {
        "set": result.name,
        "file": result.loaded.sha256[:HASH_DIGITS],
        "fixed": {key: value or "" for key, value in fixed.items()},
        "opening": opening,
        "criteria": list(criteria_set.criteria),
        "hidden": {
            "told": list(evaluation.swings.values()),
            "swings": {c: s for c, s in choice.swings.items() if c not in seen},
            "locks": [c for c in choice.locks if c not in seen],
            "disputes": [
                [option, criterion, value]
                for (option, criterion), value in choice.disputes.items()
                if criterion not in seen
            ],
        },
    }


def _origin(result: Result) -> dict[str, Any]:
    """Return the line of origin in two halves, between which the weights and scores are named.

    `reading`: whose scores they are if the page holds no others; empty for the file's.
    """
    before, after = origin_around(result)
    reading = result.criteria_set.readings.get(result.choice.reading or "")
    return {
        "before": before,
        "after": after,
        "struck": len(result.choice.struck),
        "reading": "" if reading is None else plain(reading.name),
    }
