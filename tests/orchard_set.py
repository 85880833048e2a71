"""A set on the orchard with the register and the text of the essay it was read from, as files."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import Any

from files.texts.six_forms import paragraphs

from steelyard.files.sources.claim_edits import add_claim
from steelyard.files.sources.passages import anchor_fields, find_words
from steelyard.files.sources.register_writing import write_register
from steelyard.files.texts.kept_text import text_bytes

PARAGRAPHS = tuple(paragraphs())

CLAIMS: Mapping[str, tuple[str, Mapping[str, Any]]] = {
    "or-01": (
        "costs about 2,600 a year",
        {"says": "Mowing and a fence are all that neglect is charged for.", "form": "figure",
         "bears_on": {"cost": {"for": ["leave"]}}},
    ),
    "or-02": (
        "they grow tall and hollow",
        {"says": "Left uncut, the trees hollow out and break.", "form": "mechanism",
         "voice": "reported", "by": "Dr Imrie", "bears_on": {"trees": {"against": ["leave"]}}},
    ),
    "or-03": (
        "the average wait is a little over six years",
        {"says": "Whoever wants a plot queues for six years.", "form": "figure",
         "bears_on": {"people": {"for": ["plots"]}}},
    ),
    "or-04": (
        "a plot is private",
        {"says": "Plots shut out everybody who has none.",
         "bears_on": {"people": {"against": ["plots"]}}},
    ),
    "or-05": (
        "about 21,000 in each year after that",
        {"says": "Running it costs twenty-one thousand annually.", "form": "figure",
         "bears_on": {"cost": {"against": ["grower"]}}},
    ),
    "or-06": (
        "every meeting has ended with tea and without a vote",
        {"says": "The council never came to vote on it.", "form": "event"},
    ),
    "or-07": (
        "offers 310,000 for the lower three acres",
        {"says": "The railway would pay a great deal for a third.", "form": "figure",
         "bears_on": {"cost": {"for": ["sale"]}}},
    ),
    "or-08": (
        "Once the lower third is sold, it is sold",
        {"says": "A sale is for good.",
         "bears_on": {"trees": {"against": ["sale"]}, "people": {"against": ["sale"]}}},
    ),
    "or-09": (
        "Dead wood is full of life",
        {"says": "Beetles need fallen timber.", "form": "opposing_case",
         "bears_on": {"trees": {"for": ["leave"]}}},
    ),
}  # fmt: skip
"""Claim → the words of its passage, and what is said of it."""

SET = """\
format: 1
title: The orchard
question: What should become of the old orchard?
sources: [orchard]
criteria:
  cost:
    name: Cost to the town
    question: What does it cost the town a year?
    better: lower
    scale: {from: 0, to: 40, unit: points}
    anchors: {0: Nothing, 40: More than the town has}
    swing: 100
  trees: {name: Trees, question: "What becomes of the trees?", swing: 80}
  people: {name: People who come, question: "How many people set foot there?", swing: 60}
options:
  leave: {name: Leave it alone, short: Leave, reference: business_as_usual}
  plots: {name: Garden plots, short: Plots}
  grower: {name: A working orchard, short: Grower}
  sale: {name: Sell a third, short: Sale}
assessments:
  leave:
    cost: {score: [2, 3, 4], reason: It is in the accounts., claims: [or-01]}
    trees: {score: [5, 15, 30], claims: [or-02]}
    people: 5  # nobody asked
  plots:
    people: {score: [30, 55, 70], claims: [or-03, or-04]}
  sale:
    cost: {score: 1, claims: [or-07]}
"""


def orchard_register() -> str:
    """Return the register with its nine claims, as text."""
    text = write_register(PARAGRAPHS, {"title": "The old orchard"}, prefix="or", aim=30)
    for claim, (words, fields) in CLAIMS.items():
        (anchor,) = find_words(PARAGRAPHS, words)
        text = add_claim(text, claim, {**anchor_fields(PARAGRAPHS, anchor), **fields})
    return text


def write_orchard(top: Path, *, with_text: bool = True) -> Path:
    """Write set, register and text into a folder; return the folder of the set."""
    seeds = top / "seeds"
    (seeds / "texts").mkdir(parents=True, exist_ok=True)
    (top / "criteria").mkdir(exist_ok=True)
    (top / "criteria" / "orchard.yaml").write_text(SET, encoding="utf-8", newline="\n")
    (seeds / "orchard.yaml").write_text(orchard_register(), encoding="utf-8", newline="\n")
    if with_text:
        (seeds / "texts" / "orchard.txt").write_bytes(text_bytes(PARAGRAPHS))
    return top / "criteria"
