"""Sentences agree in number, however few or many options, scores, claims and texts there are."""

from __future__ import annotations

import random
import re
from collections.abc import Iterator
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from steelyard.charts.chart import all_charts
from steelyard.export.brief.markdown import to_brief_markdown
from steelyard.files.criteria_files import load_criteria_file
from steelyard.files.sources.register_writing import write_register
from steelyard.results.choice import Choice
from steelyard.results.result import Result, find_result
from steelyard.results.words.evidence import freed_words, linchpin_words, survival_words
from steelyard.results.words.findings import evidence_finding
from steelyard.results.words.joined.cells import bare_words, cell_mark, unused_words
from steelyard.results.words.sheets.option_card import option_card
from steelyard.results.words.sheets.score_sheet import score_sheet
from steelyard.results.words.texts.sources import (
    aim_words,
    cells_parts,
    coverage_words,
    texts_finding,
)
from steelyard.results.words.view import describe_view

_ONE = (
    "claim|score|option|text|paragraph|cell|reading|scenario|source|condition|judge|line|file|check"
    "|case|pair|family|place|point"
)
_SEVERAL = rf"(?:(?:{_ONE})s|criteria|lenses|families)"
_MANY = r"(?<![\d.,])(?:0|[2-9]|[1-9]\d+)"
_SOLE = r"(?<![\d.,–])1"
_FREE = r"(?<!of )(?<!of the )(?<!up to )"
FAULTS = {
    "several for one": rf"{_SOLE} (?:(?!of\b|to\b|has\b)[a-z]+ )?{_SEVERAL}\b",
    "one for several": rf"{_MANY} (?:{_ONE}|criterion|lens)\b(?! of| on)",
    "all of one or two": r"\b[Aa]ll [12] |\b(?:Each|Every one|None) of (?:the )?[01] ",
    "verb for one": rf"{_SOLE} (?:of \d+ )?[a-z]+ (?:are|have|rest|cite|bear|put|take|speak)\b",
    "verb for several": rf"{_FREE}{_MANY} {_SEVERAL} (?:is|has|rests|cites|bears|puts|takes)\b",
    "loose signs": r" [,;.](?:\s|$)|\.\.(?!\.)|,,|\(\)|“”",
}
"""Kind of fault → what shows it."""

SEEDS = range(14)
FEW = (0, 1, 1, 2, 3, 7)


def write_files(top: Path, seed: int) -> Path:
    """Write a set of random size, with registers of random length; return the set's file."""
    chance = random.Random(seed)
    options, criteria = chance.choice((1, 2, 2, 3, 6)), chance.choice((1, 2, 4))
    texts, cells = (
        chance.choice((0, 1, 2, 3)),
        [(i, j) for i in range(options) for j in range(criteria)],
    )
    (top / "seeds").mkdir()
    (top / "criteria").mkdir()
    known: list[str] = []
    for text in range(texts):
        paragraphs = [
            f"The council counted {n} boats in the harbour."
            for n in range(chance.choice((1, 2, 5)))
        ]
        register = yaml.safe_load(
            write_register(paragraphs, {"title": f"Text {text}"}, prefix=f"t{text}")
        )
        register["claims"] = {
            f"t{text}-{n:02}": {
                "paragraph": 1,
                "says": "Boats come and go.",
                "bears_on": {
                    f"c{chance.randrange(criteria)}": {
                        chance.choice(("for", "against")): [f"o{chance.randrange(options)}"]
                    }
                },
            }
            for n in range(chance.choice(FEW))
        }
        known += register["claims"]
        (top / "seeds" / f"s{text}.yaml").write_text(yaml.safe_dump(register), encoding="utf-8")
    content: dict[str, Any] = {
        "format": 1,
        "title": "Harbour",
        "question": "What is to be done?",
        "sources": [f"s{text}" for text in range(texts)],
        "criteria": {
            f"c{j}": {"name": f"Aim {chr(65 + j)}", "swing": 40 + j} for j in range(criteria)
        },
        "options": {f"o{i}": {"name": f"Course {chr(65 + i)}"} for i in range(options)},
        "conditions": {
            f"k{n}": {"name": f"Leave {n}", "state": "open"}
            for n in range(chance.choice((0, 1, 2)))
        },
        "assessments": {f"o{i}": {} for i in range(options)},
        "lenses": {
            f"l{n}": {"name": f"Seat {n}", "swings": {f"c{j}": 10 * n + j for j in range(criteria)}}
            for n in range(chance.choice(FEW[:5]))
        },
        "readings": {
            f"r{n}": {"name": f"Party {n}", "assessments": {"o0": {"c0": 20 * n}}}
            for n in range(chance.choice(FEW[:5]))
        },
        "scenarios": {
            f"w{n}": {"name": f"Turn {n}", "shifts": {"o0": {"c0": -5 * n}}}
            for n in range(chance.choice(FEW[:5]))
        },
    }
    for i, j in cells:
        likely = chance.randrange(20, 80)
        cited = chance.sample(known, min(len(known), chance.choice((0, 1, 2))))
        score: object = chance.choice(([likely - 10, likely, likely + 10], likely, "unknown"))
        content["assessments"][f"o{i}"][f"c{j}"] = {"score": score, "claims": cited}
    for name in content["options"]:
        content["options"][name]["needs"] = list(content["conditions"])[: chance.choice((0, 1, 2))]
    file = top / "criteria" / "harbour.yaml"
    file.write_text(yaml.safe_dump(content, sort_keys=False), encoding="utf-8")
    return file


def texts_in(thing: object) -> Iterator[str]:
    """Yield every text of a sheet, a card or a list of them."""
    if isinstance(thing, str):
        yield thing
    elif is_dataclass(thing):
        for field in fields(thing):
            yield from texts_in(getattr(thing, field.name))
    elif isinstance(thing, list | tuple):
        for one in thing:
            yield from texts_in(one)


def sentences(result: Result) -> Iterator[str]:
    """Yield what pages, sheets, cards, pictures and the brief say of a result."""
    whole = result.criteria_set
    yield to_brief_markdown(result).decode().partition("<!--")[0]
    yield from (evidence_finding(result), describe_view(whole, result.choice, result.evaluation))
    yield from texts_in([finding.found for finding in result.findings])
    for option in result.evaluation.options:
        yield from texts_in(option_card(result, option))
        for criterion in result.evaluation.criteria:
            yield from texts_in(score_sheet(result, (option, criterion)))
    for chart in all_charts():
        if chart.applies(result):
            picture = chart.of(result)
            yield from (picture.title, picture.subtitle(900), picture.words)
    yield from cells_parts(result.cell_coverage)
    yield from (bare_words(result), *unused_words(result))
    yield from (cell_mark(whole, one).label for one in result.cell_coverage.values())
    yield texts_finding(list(result.loaded.registers.values()))
    for source, loaded in result.loaded.registers.items():
        yield coverage_words(result.cover_paragraphs(source))
        if loaded.register is not None:
            yield aim_words(loaded.register)
    if len(result.evaluation.options) > 1:
        for survival in result.source_survivals.values():
            yield survival_words(whole, survival)
            yield freed_words(whole, survival.freed)
        yield from (
            linchpin_words(whole, result.evaluation.ranking[0], one) for one in result.linchpins
        )


@pytest.mark.parametrize("seed", SEEDS)
def test_number_and_noun_agree(tmp_path: Path, seed: int) -> None:
    """With none, one, two and many of everything."""
    loaded = load_criteria_file(write_files(tmp_path, seed))
    assert loaded.problems == ()
    found = {
        f"{kind}: …{text[max(0, match.start() - 30) : match.end() + 30]}…".replace("\n", " ")
        for text in sentences(find_result(loaded, Choice()))
        for kind, pattern in FAULTS.items()
        for match in re.finditer(pattern, text)
    }
    assert found == set()


@pytest.mark.parametrize(
    "wrong",
    ["1 claims", "1 rival readings", "2 score", "All 2 texts", "1 of 3 scores rest", "2 claims is",
     "None of the 1 ", "so , then"],
)  # fmt: skip
def test_each_kind_of_fault_would_be_noticed(wrong: str) -> None:
    """The patterns find what they are for, and nothing in sentences that are right."""
    assert any(re.search(pattern, f"There {wrong} there") for pattern in FAULTS.values())
    right = (
        "1 of 3 scores rests on 2 claims; 1 score has none. 1.1 points, 21 claims, both texts, "
        "1 to 3 points, the only claim, all 3 texts are here."
    )
    assert not any(re.search(pattern, right) for pattern in FAULTS.values())
