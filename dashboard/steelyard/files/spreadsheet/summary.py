"""What was understood of a spreadsheet, in one short paragraph; and every guess in a line."""

from __future__ import annotations

from steelyard.files.problems import echo, echo_many, format_number
from steelyard.files.spreadsheet.model import LeftOutPart, Understanding

_MOST = 12


def summary_of(found: Understanding) -> str:
    """Return what was read from where, which way round, and where the weights stand."""
    sheet = f" sheet {echo(found.sheet)}" if found.sheet else ""
    area = f" {found.area}" if found.area else ""
    way = found.laid_out or f"criteria in {'rows' if found.is_turned else 'columns'}"
    parts = [
        _counted(len(found.options), "option", "options"),
        _counted(len(found.criteria), "criterion", "criteria"),
        f"read from{sheet}{area}" if sheet or area else f"read from {echo(found.source)}",
        way,
    ]
    if found.weights_from:
        parts.append(f"weights from {found.weights_from}")
    if found.lenses:
        parts.append(f"lenses {echo_many(found.lenses)}")
    scores = [score for row in found.scores for score in row]
    unknown = sum(score == "unknown" for score in scores)
    if unknown:
        parts.append(f"{unknown} of {len(scores)} scores unknown")
    return ", ".join(parts)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number} {one if number == 1 else many}"


def left_out_words(found: Understanding) -> str:
    """Return what is left out and why, things of one reason together."""
    by_why: dict[str, list[LeftOutPart]] = {}
    for entry in found.left_out:
        by_why.setdefault(entry.why, []).append(entry)
    parts = []
    for why, entries in by_why.items():
        named = [
            f"{entry.place} {echo(entry.name)}" if entry.name else entry.place
            for entry in entries[:_MOST]
        ]
        more = len(entries) - len(named)
        parts.append(f"{', '.join(named)}{f' and {more} more' if more else ''} ({why})")
    return "; ".join(parts)


def guess_lines(found: Understanding) -> list[str]:
    """Return a line for each guess: of the table as a whole, then of each criterion."""
    lines = [guess.says for guess in found.guesses]
    for criterion in found.criteria:
        parts = []
        if criterion.why_better:
            parts.append(f"{criterion.better} is better ({criterion.why_better})")
        if criterion.why_scale and not criterion.words:
            low, high = map(format_number, criterion.scale)
            parts.append(f"scale {low} to {high} ({criterion.why_scale})")
        if criterion.words and not criterion.are_words_said:
            in_order = sorted(criterion.words.items(), key=lambda item: item[1])
            shown = [f"{echo(word)} = {format_number(number)}" for word, number in in_order]
            parts.append(f"words {', '.join(shown)}")
        if parts:
            lines.append(f"{echo(criterion.name)}: {'; '.join(parts)}")
    return lines
