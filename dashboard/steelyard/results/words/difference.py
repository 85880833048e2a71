"""The difference between two versions of a criteria set in sentences.

Numbers are printed as in the file, texts are only reported as reworded, and ids are listed.
Every entry is called by its new name, or by its old one if it was removed.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping

from steelyard.analysis.difference.comparison import Difference, Lack, TotalChange
from steelyard.analysis.difference.margin import MarginChange, MarginPart
from steelyard.analysis.difference.moves import LISTS, Move
from steelyard.analysis.ties import TIE
from steelyard.analysis.totals import View, chosen_swings, frame_criteria
from steelyard.files.editing.entry_edits import NOUNS
from steelyard.files.saving.text_difference import count_lines
from steelyard.model import CriteriaSet, Independence, Scale, Score, SwingCheck
from steelyard.model.criteria_set import REFERENCE_WORDS
from steelyard.model.entry import Entry
from steelyard.results.words.names import leads, option_names
from steelyard.results.words.numbers import (
    DASH,
    as_written,
    counted,
    one_decimal,
    signed_tenth_in_words,
    tenth_in_words,
)
from steelyard.results.words.text import listing, unit_words

ARROW = "→"
NO_TOTAL_CHANGES = "No total changes with these weights."
NOTHING = "none"
NOT_SCORED = "not scored"
AS_THE_BASE = "as the base scores it"
"""The meaning of a cell without an entry in a reading, which contains only differences."""

FIELDS = {
    "short": "short name",
    "as_of": "date",
    "judged_by": "whose judgement",
    "better": "better end",
    "value": "value function",
    "swing_reason": "reason for the importance",
    "inferred_from": "claims it is inferred from",
    "needs": "conditions",
    "close_call": "close call",
    "robust_share": "robust share",
    "weight_spread": "weight spread",
    "shared_error": "share of an error common to an option",
    "ranges": "what ranges hold",
    "packages": "packages move",
    "value_reason": "reason for the value function",
    "asked": "who was asked",
    "options_differ": "whether options differ on it",
    "is_an_end": "whether it is an end",
    "counted_elsewhere": "whether it is counted elsewhere",
    "independence": "independence of criteria",
}
"""Keys of the file → their words on screen, where these differ from the key."""

WORDS_OF_VALUES: Mapping[str, str] = {
    **{str(kind): words for kind, words in REFERENCE_WORDS.items()},
    "extremes": "the extremes",
    "central_90": "the middle 90%",
    "central_80": "the middle 80%",
    "coupled": "with their parts",
    "independent": "on their own",
}
"""Values of closed lists in the file → their words on screen, where these differ."""

PROSE_KEYS = {"question", "note", "reason", "swing_reason", "summary", "seat", "judged_by"}
PROSE_KEYS |= {"value_reason", "asked", "method"}
"""Keys with texts too long to be shown; changes are only reported as reworded."""


def describe_move(old: CriteriaSet, new: CriteriaSet, move: Move) -> str:
    """Return what moved, with its old and new contents, as one sentence without a full stop.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> from steelyard.analysis.difference.moves import find_moves
    >>> soup, better_soup = soup_or_cake(40), soup_or_cake(60)
    >>> [describe_move(soup, better_soup, move) for move in find_moves(soup, better_soup)]
    ['Taste of Soup: 40 → 60']
    """
    if move.what in ("added", "removed"):
        section, one = move.where
        noun = NOUNS[section].capitalize()
        return f"{noun} {move.what}: {entry_name(old, new, section, one)} ({one})"
    subject = _subject(old, new, move)
    change = _change(move)
    if move.what in ("score", "range"):
        return f"{subject}: {change}"
    if not subject:
        return f"{_word(move.where[-1]).capitalize()}: {change}"
    return f"{subject}: {_aspect(old, new, move)} {change}"


def describe_lack(lack: Lack) -> str:
    """Return which version lacks a frame or lens, and the consequence for the comparison."""
    missing = f"The {lack.version} version has no {lack.what} {lack.name}"
    if lack.instead is not None:
        return f"{missing}; its own first one, {lack.instead}, is taken for it."
    return f"{missing}, so no totals are compared."


def describe_leaders(old: CriteriaSet, new: CriteriaSet, difference: Difference) -> str:
    """Return which options lead in the new version, and which did in the old one."""
    before = option_names(old, difference.leaders_before) or "no option"
    after = option_names(new, difference.leaders_after)
    verb = leads(new, len(difference.leaders_after))
    if difference.leaders_before == difference.leaders_after:
        return f"{after} still {verb}."
    led = "led" if old.measure.top == "best" else "came first"
    return f"{after} now {verb}, where {before} {led} before."


def describe_total(change: TotalChange) -> str:
    """Return an option's old and new total, and its ranks where they differ.

    >>> describe_total(TotalChange(70.0, 62.0, 1, 2))
    'total 70.0 → 62.0 (−8.0), rank 1 → 2'
    >>> describe_total(TotalChange(None, 62.0, None, 2))
    'new, on 62.0'
    """
    if change.before is None:
        return f"new, on {one_decimal(change.after or 0.0)}"
    if change.after is None:
        return f"gone, was on {one_decimal(change.before)}"
    is_same = change.rank_before == change.rank_after
    ranks = "" if is_same else f", rank {change.rank_before} {ARROW} {change.rank_after}"
    if change.before == change.after:
        return f"same total{ranks}"
    moved = signed_tenth_in_words(change.after - change.before)
    before, after = one_decimal(change.before), one_decimal(change.after)
    return f"total {before} {ARROW} {after} ({moved}){ranks}"


def describe_margin(old: CriteriaSet, new: CriteriaSet, change: MarginChange) -> str:
    """Return an option's old and new margin over its rival, and the change in points.

    >>> from steelyard.analysis.difference.example import soup_or_cake
    >>> change = MarginChange("soup", "cake", -4.0, 10.0, (), 0.0)
    >>> describe_margin(soup_or_cake(1), soup_or_cake(2), change)
    'Soup was 4.0 behind Cake and is now 10.0 ahead: a change of +14.0 points.'
    """
    option, rival = (entry_name(old, new, "options", one) for one in (change.option, change.rival))
    if abs(change.change) <= TIE:
        return f"{option} is {_margin(change.after, rival)}, as before."
    return (
        f"{option} was {_margin(change.before, rival)} and is now {_margin(change.after)}: "
        f"a change of {signed_tenth_in_words(change.change)} points."
    )


def describe_part(
    old: CriteriaSet, new: CriteriaSet, difference: Difference, part: MarginPart
) -> str:
    """Return the old and new contents of the judgement behind one part of a margin's change."""
    criterion = entry_name(old, new, "criteria", part.criterion)
    if part.cause == "score":
        cells = (one.assessments.get(part.option, {}).get(part.criterion) for one in (old, new))
        before, after = (score_in_file(cell.score if cell else None) for cell in cells)
        cell = _cell_name(old, new, part.option, part.criterion)
        return f"{cell}: {before} {ARROW} {after}"
    if part.cause == "swing":
        return f"Swing of {criterion}: {_swings(old, new, difference, part)}"
    return {
        "scale": f"Scale or value function of {criterion}",
        "joins": f"{criterion} joins the frame",
        "leaves": f"{criterion} leaves the frame",
        "weights": "All weights: in one version every swing is 0, so all count the same",
    }[part.cause]


def entry_name(old: CriteriaSet, new: CriteriaSet, section: str, one: str) -> str:
    """Return an entry's new name, else its old one; its id if neither version has it."""
    for criteria_set in (new, old):
        entries = getattr(criteria_set, section)
        if one in entries:
            return str(entries[one].name)
    return one


def score_in_file(given: Score | None, absent: str = NOT_SCORED) -> str:
    """Return the likely score, `unknown`, or `absent` if there is none.

    >>> score_in_file(Score(10, 20, 60)), score_in_file(None)
    ('20', 'not scored')
    """
    if given is None:
        return absent
    return as_written(given.likely) if given.known else "unknown"


def range_in_file(given: Score | None) -> str:
    """Return the range of a score, or `none`.

    >>> range_in_file(Score(10, 20, 60)), range_in_file(Score(20, 20, 20))
    ('10–60', 'none')
    """
    if given is None or not given.known or given.low == given.high:
        return NOTHING
    return f"{as_written(given.low)}{DASH}{as_written(given.high)}"


def content_in_file(content: object) -> str:
    """Return any other entry of a file as short text.

    >>> [content_in_file(one) for one in (None, True, Scale(), [(0.0, 100.0), (9.0, 0.0)])]
    ['none', 'yes', '0–100 points', '0: 100, 9: 0']
    """
    if isinstance(content, str) and content in WORDS_OF_VALUES:
        return WORDS_OF_VALUES[content]
    if content is None or content == "" or content == []:
        return NOTHING
    if isinstance(content, bool):
        return "yes" if content else "no"
    if isinstance(content, float | int):
        return as_written(content)
    if isinstance(content, Scale):
        ends = f"{as_written(content.from_)}{DASH}{as_written(content.to)}"
        return f"{ends} {unit_words(content.unit)}"
    if isinstance(content, list) and all(isinstance(one, Entry) for one in content):
        return "; ".join(_comparison(one) for one in content)
    if isinstance(content, list):
        return ", ".join(f"{as_written(x)}: {as_written(y)}" for x, y in content)
    return str(content)


def _comparison(entry: Entry) -> str:
    """Return a comparison of criteria by its ids."""
    if isinstance(entry, SwingCheck):
        return f"{' and '.join(entry.more)} above {' and '.join(entry.less)}"
    if isinstance(entry, Independence):
        first, second = entry.criteria
        note = f" ({entry.note})" if entry.note else ""
        answers = (
            f"{first} at any {second} {entry.forward}",
            f"{second} at any {first} {entry.backward}",
        )
        return f"{', '.join(answers)}{note}"
    return str(entry)


def text_change(old: str, new: str) -> str:
    """Return how a longer text changed; the texts themselves are too long to show.

    >>> text_change("", "Because."), text_change("So.", "Thus."), text_change("So.", "")
    ('added', 'reworded', 'taken out')
    """
    if not old or not new:
        return "added" if new else "taken out"
    return "reworded"


def list_change(old: Collection[str], new: Collection[str]) -> str:
    """Return which names were added and which removed, in order; empty if they are the same.

    >>> list_change(["a", "b"], ["b", "c"]), list_change(["a", "b"], ["b", "a"])
    ('added c; taken out a', '')
    """
    added = [one for one in new if one not in old]
    gone = [one for one in old if one not in new]
    parts = [f"added {', '.join(added)}" if added else ""]
    parts.append(f"taken out {', '.join(gone)}" if gone else "")
    return "; ".join(filter(None, parts))


def lines_in_words(old: str, new: str) -> str:
    """Return the size of a text difference in words.

    >>> lines_in_words("a\\nb\\n", "a\\nc\\n"), lines_in_words("a\\n", "a\\nb\\n")
    ('1 line changed', '1 line added')
    """
    added, gone = count_lines(old, new)
    changed = min(added, gone)
    sizes = {"changed": changed, "added": added - changed, "taken out": gone - changed}
    parts = [f"{counted(size, 'line')} {what}" for what, size in sizes.items() if size]
    return listing(parts)


def _subject(old: CriteriaSet, new: CriteriaSet, move: Move) -> str:
    """Return the name of the entry or cell that a move is about; empty for the file itself."""
    section, *rest = move.where
    if not rest:
        return ""
    if section == "assessments":
        return _cell_name(old, new, *rest[:2])
    if section == "elicitation":
        return f"Elicitation of {rest[0]}"
    if section not in NOUNS:
        return section.capitalize()
    noun, name = NOUNS[section].capitalize(), entry_name(old, new, section, rest[0])
    if rest[1] == "assessments":
        return f"{noun} {name}, {_cell_name(old, new, *rest[2:4])}"
    return f"{noun} {name}"


def _cell_name(old: CriteriaSet, new: CriteriaSet, option: str, criterion: str) -> str:
    names = entry_name(old, new, "criteria", criterion), entry_name(old, new, "options", option)
    return f"{names[0]} of {names[1]}"


def _aspect(old: CriteriaSet, new: CriteriaSet, move: Move) -> str:
    """Return which key of an entry moved, in words."""
    if move.what == "anchors":
        return f"words at {as_written(float(move.where[-1]))}"
    if move.what == "swings":
        return f"swing of {entry_name(old, new, 'criteria', move.where[-1])}"
    if move.what == "shifts":
        return f"shift of {_cell_name(old, new, *move.where[-2:])}"
    return _word(move.where[-1])


def _word(key: str) -> str:
    return FIELDS.get(key, key)


def _change(move: Move) -> str:
    before, after = move.before, move.after
    if move.what in ("score", "range"):
        absent = AS_THE_BASE if move.where[0] == "readings" else NOT_SCORED
        return _score_change(_as_score(before), _as_score(after), absent)
    if move.what in LISTS:
        return list_change(_as_names(before), _as_names(after))
    if move.what in PROSE_KEYS or move.what == "anchors":
        return text_change(str(before or ""), str(after or ""))
    return f"{content_in_file(before)} {ARROW} {content_in_file(after)}"


def _as_score(content: object) -> Score | None:
    return content if isinstance(content, Score) else None


def _as_names(content: object) -> list[str]:
    return [str(name) for name in content] if isinstance(content, Collection) else []


def _score_change(before: Score | None, after: Score | None, absent: str) -> str:
    first, last = score_in_file(before, absent), score_in_file(after, absent)
    ranges = range_in_file(before), range_in_file(after)
    parts = [f"{first} {ARROW} {last}" if first != last else ""]
    parts.append(f"range {ranges[0]} {ARROW} {ranges[1]}" if ranges[0] != ranges[1] else "")
    return "; ".join(filter(None, parts))


def _margin(margin: float, rival: str = "") -> str:
    """Return *4.0 ahead of Cake*, or *4.0 ahead* without a rival."""
    if abs(margin) <= TIE:
        return f"level with {rival}" if rival else "level"
    points = tenth_in_words(abs(margin))
    if margin > 0:
        return f"{points} ahead of {rival}" if rival else f"{points} ahead"
    return f"{points} behind {rival}" if rival else f"{points} behind"


def _swings(old: CriteriaSet, new: CriteriaSet, difference: Difference, part: MarginPart) -> str:
    assert difference.frames is not None
    swings = []
    for criteria_set, frame in zip((old, new), difference.frames, strict=True):
        view = View(frame=frame, lens=difference.lens)
        _, criteria = frame_criteria(criteria_set, frame)
        swings.append(chosen_swings(criteria_set, criteria, view)[part.criterion])
    return f"{as_written(swings[0])} {ARROW} {as_written(swings[1])}"
