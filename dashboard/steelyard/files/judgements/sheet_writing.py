"""Rounds and judges' sheets written as YAML: always the same lines for the same answers."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Final

from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.score_text import shortest_number
from steelyard.files.editing.yaml_writing import Manner, PlainValue, write_entry
from steelyard.model import (
    JudgedRank,
    JudgedScore,
    JudgedSwing,
    JudgeSheet,
    Round,
    Score,
    TradeoffAnswer,
    UnfinishedScore,
)
from steelyard.model.judgements import CANNOT_JUDGE

_ROUND_HEAD: Final = "# What judges are asked, and whose sheets are sealed. Digests are SHA-256.\n"


def write_round(asked: Round) -> str:
    """Return the text of a round; reading it gives the same round, and writing that this text."""
    plain = asked.model_dump(by_alias=True, exclude_none=True)
    if asked.ask.cells is None and asked.ask.swings:
        plain["ask"] = "all"
    if not asked.simulated:
        del plain["simulated"]
    lines: list[str] = []
    for key, value in plain.items():
        if key in ("parts", "sealed") and value:
            lines += [f"{key}:", *_entries(value, 2)]
        else:
            lines += write_entry(key, value, Manner(indent=0))
    return _ROUND_HEAD + "\n".join(lines) + "\n"


def _entries(value: Mapping[str, PlainValue], indent: int) -> list[str]:
    """Return entries on lines of their own, so that two people's additions can be merged."""
    lines: list[str] = []
    for key, entry in value.items():
        is_block = isinstance(entry, dict) and bool(entry)
        lines += write_entry(key, entry, Manner(indent=indent, is_block=is_block))
    return lines


def write_sheet(sheet: JudgeSheet) -> str:
    """Return the text of a sheet; reading it gives the same sheet, and writing that this text.

    Each answer begins a line of its own. Scores are written as [low, likely, high], whole numbers
    without a point; keys without content are left out.
    """
    lines: list[str] = []
    for key, value in _head(sheet).items():
        lines += write_entry(key, value, Manner(indent=0))
    lines += ["swings:" if sheet.swings else "swings: {}"]
    for criterion, swing in sheet.swings.items():
        lines += write_entry(criterion, _swing(swing), Manner(indent=2))
    lines += ["ranks:"] if sheet.ranks else []
    for criterion, rank in sheet.ranks.items():
        lines += write_entry(criterion, _rank(rank), Manner(indent=2))
    if sheet.checks:
        lines += write_entry("checks", [_check(each) for each in sheet.checks], Manner(indent=0))
    lines += ["scores:" if sheet.scores else "scores: {}"]
    for option, row in sheet.scores.items():
        lines.append(f"  {option}:" if row else f"  {option}: {{}}")
        for criterion, answer in row.items():
            lines += write_entry(criterion, _answer(answer), Manner(indent=4))
    lines += ["unfinished:"] if sheet.unfinished else []
    for option, begun in sheet.unfinished.items():
        lines.append(f"  {option}:" if begun else f"  {option}: {{}}")
        for criterion, part in begun.items():
            lines += write_entry(criterion, _part(part), Manner(indent=4))
    return "\n".join(lines) + "\n"


def _head(sheet: JudgeSheet) -> dict[str, PlainValue]:
    """Return whose sheet it is, of which round, without keys that have no content."""
    head: dict[str, PlainValue] = {
        "format": 1,
        "set": sheet.set_,
        "round": sheet.number,
        "judge": sheet.judge,
        "seat": sheet.seat,
        "digest": sheet.digest,
        "answered": sheet.answered,
    }
    return {key: value for key, value in head.items() if value not in ("", None)}


def sheet_values(sheet: JudgeSheet) -> dict[Keys, PlainValue]:
    """Return what a sheet says, answer by answer: the keys that lead to each, and its value."""
    values: dict[Keys, PlainValue] = {(key,): value for key, value in _head(sheet).items()}
    values |= {("swings", c): _swing(swing) for c, swing in sheet.swings.items()}
    values |= {("ranks", c): _rank(rank) for c, rank in sheet.ranks.items()}
    if sheet.checks:
        values["checks",] = [_check(each) for each in sheet.checks]
    values |= {("scores", *cell): _answer(answer) for cell, answer in sheet.cells.items()}
    for option, begun in sheet.unfinished.items():
        values |= {("unfinished", option, c): _part(part) for c, part in begun.items()}
    return values


def _swing(given: JudgedSwing) -> PlainValue:
    entry: dict[str, PlainValue] = {"swing": shortest_number(given.swing)}
    if given.reason:
        entry["reason"] = given.reason
    if given.was is not None:
        entry["was"] = shortest_number(given.was)
    if given.why:
        entry["why"] = given.why
    return entry


def _rank(given: JudgedRank) -> PlainValue:
    plain: dict[str, PlainValue] = given.model_dump(exclude_none=True)
    return {key: value for key, value in plain.items() if value != ""}


def _check(given: TradeoffAnswer) -> PlainValue:
    entry: dict[str, PlainValue] = {
        side: {criterion: shortest_number(share) for criterion, share in steps.items()}
        for side, steps in (("first", given.first), ("second", given.second))
    }
    entry["answer"] = given.answer
    if given.reason:
        entry["reason"] = given.reason
    return entry


def _answer(given: JudgedScore) -> PlainValue:
    entry: dict[str, PlainValue] = {"score": _score(given.score)}
    if given.reason:
        entry["reason"] = given.reason
    if given.confidence is not None:
        entry["confidence"] = given.confidence
    if given.was is not None:
        entry["was"] = _score(given.was)
    if given.why:
        entry["why"] = given.why
    return entry["score"] if [*entry] == ["score"] and not given.score.known else entry


def _part(given: UnfinishedScore) -> PlainValue:
    numbers = {"low": given.low, "high": given.high, "likely": given.likely}
    entry: dict[str, PlainValue] = {
        name: shortest_number(number) for name, number in numbers.items() if number is not None
    }
    if given.reason:
        entry["reason"] = given.reason
    if given.confidence is not None:
        entry["confidence"] = given.confidence
    return entry


def _score(score: Score) -> PlainValue:
    if not score.known:
        return CANNOT_JUDGE
    return [shortest_number(number) for number in (score.low, score.likely, score.high)]
