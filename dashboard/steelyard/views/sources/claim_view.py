"""A text with its claims as data for the desk in the browser."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any, get_args

from steelyard.files.registers import LoadedRegister
from steelyard.files.sources.claim_edits import next_claim_id
from steelyard.files.sources.claim_table import told_fields
from steelyard.files.sources.passages import passage_of
from steelyard.model import Claim, CriteriaSet, Register
from steelyard.model.register import Form
from steelyard.results.words.evidence import claim_words
from steelyard.results.words.joined.cells import wished_result
from steelyard.results.words.text import key_words
from steelyard.results.words.texts.desks import CLAIM_DESK, strip_words, text_gone_words

Bears = list[list[str]]
"""Criterion, option and side of each cell that a claim bears on."""


def desk_data(
    loaded: LoadedRegister,
    register: Register,
    criteria_set: CriteriaSet,
    others: Mapping[str, LoadedRegister],
    state: Mapping[str, Any],
) -> bytes:
    """Return text, claims, cells and words as JSON.

    `others`: registers by id whose texts are compared with our words too. `state`: what changes
    from run to run, such as the last message handled and its outcome.
    """
    shown = range(1, len(register.fingerprints) + 1)
    taken = {
        claim
        for one in others.values()
        if one.register is not None
        for claim in one.register.claims
    }
    data = {
        "source": loaded.id,
        "sha256": register.sha256,
        "next": next_claim_id(register, dict.fromkeys(taken)),
        "gone": text_gone_words(loaded),
        "paragraphs": [
            [loaded.text.paragraph(number), register.no_claim.get(number, "")] for number in shown
        ],
        "claims": [claim_data(claim, entry) for claim, entry in register.claims.items()],
        "options": [[key, entry.label] for key, entry in criteria_set.options.items()],
        "criteria": [[key, entry.label] for key, entry in criteria_set.criteria.items()],
        "forms": [[form, key_words(form)] for form in get_args(Form)],
        "others": [
            [*one.text.paragraphs]
            for source, one in others.items()
            if source != loaded.id and one.text.paragraphs
        ],
        "words": {
            **CLAIM_DESK,
            "strip": strip_words(register, is_here=loaded.text.state == "matches"),
            "bears": CLAIM_DESK["bears"].format(result=wished_result(criteria_set)),
        },
        **state,
    }
    return json.dumps(data, ensure_ascii=False).encode("utf-8", "replace")


def claim_data(claim: str, entry: Claim) -> dict[str, Any]:
    """Return a claim as data for the desk, which shows and changes it."""
    anchor = passage_of(entry) if entry.older_text is None else None
    return {
        "id": claim,
        "paragraph": entry.paragraph,
        "passage": [anchor.start, anchor.end] if anchor is not None else None,
        **told_fields(entry),
        "bears": bears_of(entry),
        "note": entry.note,
        "coded_by": entry.coded_by or "",
        "withdrawn": entry.withdrawn or "",
        "facts": claim_words(entry),
    }


def bears_of(entry: Claim) -> Bears:
    """Return the cells a claim bears on; an option on both sides of a criterion is there twice.

    >>> bears_of(Claim.model_validate({"paragraph": 1, "says": "Dear.",
    ...     "bears_on": {"price": {"for": ["bread"], "against": ["soup"]}}}))
    [['price', 'bread', 'for'], ['price', 'soup', 'against']]
    """
    return [
        [criterion, option, side]
        for criterion, bearing in entry.bears_on.items()
        for side, options in (("for", bearing.for_), ("against", bearing.against))
        for option in options
    ]
