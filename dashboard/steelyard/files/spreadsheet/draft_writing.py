"""A first criteria file from what was understood of a sheet: nothing that is not in the sheet.

Every guess stands in it twice: as a comment with its reason, and under `unconfirmed`, where it is
a problem until somebody confirms it.
"""

from __future__ import annotations

import re
import textwrap
from collections.abc import Mapping, Sequence
from typing import Final

from steelyard.files.editing.yaml_writing import LINE_WIDTH, Manner, PlainValue, write_entry
from steelyard.files.problems import format_number, visible_text
from steelyard.files.spreadsheet.entry_ids import make_id
from steelyard.files.spreadsheet.model import (
    FoundCriterion,
    Guess,
    PlainScore,
    Understanding,
)
from steelyard.files.spreadsheet.summary import left_out_words, summary_of

_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_LONGEST_NAME: Final = 300
_LONGEST_PROSE: Final = 8000
_COMMENT_WIDTH: Final = 98
_QUESTION: Final = "What is to be decided?"


def write_draft(found: Understanding, *, is_accepted: bool = False) -> str:
    """Return the text of a criteria file. `is_accepted`: nothing is left unconfirmed."""
    groups = group_keys(found)
    criteria = key_names([criterion.name for criterion in found.criteria], "criterion")
    options = option_entries(found)
    lines = [
        *(_comment(f"Made from {found.source}: {summary_of(found)}.") if found.source else []),
        *(_comment(f"Left out: {left_out_words(found)}.") if found.left_out else []),
        "format: 1",
        *_entries({key: said for key, said in head_entries(found).items() if said}, Manner(0)),
    ]
    if found.guesses and not is_accepted:
        lines += ["unconfirmed:         # guesses; delete those that are right"]
        lines += _entries(_guesses(found.guesses), Manner(2))
    if groups:
        named: dict[str, PlainValue] = {
            key: {"name": plain_name(name)} for name, key in groups.items()
        }
        lines += ["groups:", *_entries(named, Manner(2))]
    lines.append("criteria:            # what matters; each with a scale and a better end")
    for key, criterion in zip(criteria, found.criteria, strict=True):
        lines += [f"  {key}:", *_criterion_lines(criterion, groups, is_accepted=is_accepted)]
    lines.append("options:             # the courses of action")
    lines += _entries(options, Manner(2))
    lines.append("assessments:         # a number, [low, likely, high], or unknown")
    for key, row in zip(options, found.scores, strict=True):
        lines += _score_lines(key, criteria, row)
    if found.lenses:
        lines.append("lenses:              # whose weights they are")
        lines += _entries(lens_entries(found, criteria), Manner(2))
    return "\n".join(lines) + "\n"


def _comment(text: str) -> list[str]:
    return [f"# {line}" for line in textwrap.wrap(visible_text(text), _COMMENT_WIDTH, max_lines=12)]


def _entries(entries: Mapping[str, PlainValue], manner: Manner) -> list[str]:
    return [line for key, value in entries.items() for line in write_entry(key, value, manner)]


def group_keys(found: Understanding) -> dict[str, str]:
    """Return the id of each group of criteria by its name."""
    names = [*dict.fromkeys(c.group for c in found.criteria if c.group)]
    return dict(zip(names, key_names(names, "group"), strict=True))


def option_entries(found: Understanding) -> dict[str, PlainValue]:
    """Return the options of a file by id, with what the sheet says of them."""
    entries: dict[str, PlainValue] = {}
    keys = key_names([option.name for option in found.options], "option")
    for key, option in zip(keys, found.options, strict=True):
        entry: dict[str, PlainValue] = {"name": plain_name(option.name)}
        if option.family:
            entry["family"] = plain_name(option.family)
        if option.summary:
            entry["summary"] = plain_text(option.summary)
        entries[key] = entry
    return entries


def lens_entries(found: Understanding, criteria: Sequence[str]) -> dict[str, PlainValue]:
    """Return the lenses of a file by id; `criteria` are the ids of its criteria in order."""
    keys = key_names([*found.lenses], "lens")
    return {
        key: {
            "name": plain_name(name),
            "swings": {
                criterion: int(swing) if float(swing).is_integer() else swing
                for criterion, swing in zip(criteria, swings, strict=True)
            },
        }
        for key, (name, swings) in zip(keys, found.lenses.items(), strict=True)
    }


def key_names(names: Sequence[str], kind: str) -> list[str]:
    """Return an id for each name, all different; `kind` is for names without a Latin letter."""
    keys: list[str] = []
    for name in names:
        keys.append(make_id(name, keys, kind))
    return keys


def plain_name(text: str) -> str:
    """Return a name as a file may hold it; words in place of one with nothing left."""
    return _CONTROL.sub("", text)[:_LONGEST_NAME].strip() or "Without a name"


def plain_text(text: str) -> str:
    """Return a longer text as a file may hold it."""
    return _CONTROL.sub("", text)[:_LONGEST_PROSE].strip()


def _title(found: Understanding) -> str:
    if found.title:
        return plain_name(found.title)
    name = visible_text(found.source)
    return re.sub(r"[_\s]+", " ", name.rpartition(".")[0] or name).strip()[:300] or "My question"


def head_entries(found: Understanding) -> dict[str, PlainValue]:
    """Return title and question, the judges, the notes of the sheet, and the origin of it all."""
    return {
        "title": _title(found),
        "question": plain_text(found.question or _QUESTION),
        "judged_by": plain_text(found.judged_by),
        "note": plain_text(" ".join(found.notes)),
        "origin": _origin(found) if found.sha256 else {},
    }


def _origin(found: Understanding) -> dict[str, PlainValue]:
    origin: dict[str, PlainValue] = {"file": plain_name(found.source)}
    if found.sheet:
        origin["sheet"] = plain_text(found.sheet)
    if found.area:
        origin["range"] = found.area
    return {**origin, "sha256": found.sha256}


def _guesses(guesses: Sequence[Guess]) -> dict[str, PlainValue]:
    """Return what the guesses say by their keys, those of one key numbered."""
    by_key: dict[str, PlainValue] = {}
    for guess in guesses:
        key, number = guess.key, 2
        while key in by_key:
            key, number = f"{guess.key}_{number}", number + 1
        by_key[key] = plain_text(guess.says)
    return by_key


def _criterion_lines(
    criterion: FoundCriterion, groups: Mapping[str, str], *, is_accepted: bool
) -> list[str]:
    manner = Manner(4)
    lines = write_entry("name", plain_name(criterion.name), manner)
    why = f"    # guessed: {visible_text(criterion.why_better)}" if criterion.why_better else ""
    lines.append(f"    better: {criterion.better}{why}")
    low, high = criterion.scale
    scale: dict[str, PlainValue] = {"from": low, "to": high}
    if criterion.unit:
        scale["unit"] = criterion.unit
    written = write_entry("scale", scale, manner)
    why = f"   # guessed: {criterion.why_scale}" if criterion.why_scale else ""
    lines += [f"{written[0]}{why}", *written[1:]]
    anchors = anchors_of(criterion)
    if anchors:
        lines += write_entry("anchors", anchors, manner)
    if criterion.swing is not None:
        lines += write_entry("swing", criterion.swing, manner)
    else:
        lines.append("    swing: 100       # how much going from worst to best matters; any size")
    if criterion.group:
        lines.append(f"    group: {groups[criterion.group]}")
    if criterion.note:
        lines += write_entry("note", plain_text(criterion.note), manner)
    guessed: dict[str, PlainValue] = {}
    if criterion.why_better:
        guessed["better"] = criterion.better
    if criterion.why_scale:
        guessed["scale"] = dict(scale)
    if anchors and not criterion.are_words_said:
        guessed["anchors"] = dict(anchors)
    if guessed and not is_accepted:
        written = write_entry("unconfirmed", guessed, manner)
        lines += [f"{written[0]}   # delete what is right, correct above what is not"]
        lines += written[1:]
    return lines


def anchors_of(criterion: FoundCriterion) -> dict[str, PlainValue]:
    """Return the words of a criterion by their numbers, those of one number side by side."""
    texts: dict[str, list[str]] = {}
    for word, number in sorted(criterion.words.items(), key=lambda item: item[1]):
        texts.setdefault(format_number(number), []).append(word)
    return {number: plain_text(" / ".join(words)) for number, words in texts.items()}


def _score_lines(option: str, criteria: Sequence[str], row: Sequence[PlainScore]) -> list[str]:
    """Return the scores of an option, in one line where they have room there."""
    cells = [f"{key}: {_score(score)}" for key, score in zip(criteria, row, strict=True)]
    line = f"  {option}: {{{', '.join(cells)}}}"
    if len(line) <= LINE_WIDTH:
        return [line]
    return [f"  {option}:", *(f"    {cell}" for cell in cells)]


def _score(score: PlainScore) -> str:
    if isinstance(score, list):
        return f"[{', '.join(map(format_number, score))}]"
    return score if isinstance(score, str) else format_number(score)
