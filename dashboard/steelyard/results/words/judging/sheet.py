"""Sentences of the page on which one judge answers; the browser fills the braces."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from steelyard.results.words.judges import judge_name
from steelyard.results.words.judging.own_sheet import CHECKS_HEADING, CHECKS_LEAD, RANKS_LEAD
from steelyard.results.words.judging.promise import SIMULATED, kept_words, promise_words
from steelyard.results.words.numbers import counted, percent
from steelyard.results.words.sheets.claim_lines import SHEET_TEXTS
from steelyard.results.words.text import date_words, listing, plain

if TYPE_CHECKING:
    from steelyard.model import Round
    from steelyard.results.judges.own_sheet import OwnSheet

SHEET: Final[Mapping[str, str]] = {
    "heading": "{name}: {done} of {count} options judged",
    "heading_again": "Round {round}: {done} of {count} cells answered, {changed} changed",
    "heading_others": "{count} cells not asked again, {changed} changed",
    "others": "They carry over as you answered them. You may change any; a change needs a reason.",
    "heading_swings": "Which worst-to-best step matters most?",
    "progress": "{done} of {count} cells, {whole} of {criteria} criteria. One criterion at a time, "
    "for all options.",
    "short_progress": "{done} of {count} cells judged · this criterion {here} of {options}",
    "order": "The order of criteria and options is drawn for each judge, so that tiredness falls "
    "evenly.",
    "high": "High is {top} here.",
    "low": "Low is {top} here.",
    "ask": "First how low it could be, then how high, then what is likely (dot). Make the bar so "
    "wide that you would be surprised by anything outside it: about 1 in 10.",
    "again": "Your first answer stays beside the new one and is never overwritten. Change it if a "
    "reason convinced you, not to meet the others; a change needs a reason.",
    "legend": "Small dots: the likely scores of the round before, without names. Ring: yours then; "
    "large dot: yours now. Each scale is the criterion’s own. What is not asked again carries "
    "over.",
    "next_again": "Keep it as it was, or change a number.",
    "sure": "How sure are you? (optional)",
    "blind": "Blind: totals, ranks and other judges’ numbers stay hidden until the round is "
    "closed.",
    "off_scale": "{what} has to be a number from {from} to {to}.",
    "low_above": "Low is above high: exchange the two.",
    "likely_out": "Likely lies outside low to high.",
    "next_low": "Now: how low could it be?",
    "next_high": "Now: how high could it be?",
    "next_likely": "Now: what is likely?",
    "next_reason": "A reason is missing: one sentence.",
    "next_why": "A change needs a reason: what convinced you?",
    "whole": "This answer is whole.",
    "cannot": "You have said that you cannot judge this one.",
    "confirm": "The set has changed since you answered this: look again, then save.",
    "saved": "Saved as you go",
    "saving": "Saving …",
    "not_saved": "Not saved: {why}",
    "no_claims": "No claim of the sources bears on this cell.",
    "claims": "Evidence at hand: {count}",
    "for": f"▲ {SHEET_TEXTS['for']}",
    "against": f"▼ {SHEET_TEXTS['against']}",
    "nobody": SHEET_TEXTS["nobody"],
    "digest": "set {digest}, unchanged since the round opened",
    "digest_changed": "set {digest}, changed since the round opened",
    "swings_ask": "All criteria stand at their worst. Give 100 to the step you would most want to "
    "take, if you could take only one; the others are shares of it. Judge steps, not topics: a "
    "grave topic with a short step may matter little.",
    "swings_how": "Weight = swing ÷ sum of swings, here {sum}. Options, totals and ranks are "
    "hidden.",
    "swing_fault": "A swing has to be a number from 0 to 100.",
    "rank_fault": "A rank has to be a whole number from 1 to {count}.",
    "only_order": "I can only say an order",
    "numbers_too": "I can say numbers",
    "ranks_lead": RANKS_LEAD,
    "checks": CHECKS_HEADING,
    "checks_lead": CHECKS_LEAD,
    "checks_wait": "The cross-checks come once every step has its number.",
    "reason": "Your reason",
    "no_reason": "A reason is missing",
    "keep": "Keep {was}",
    "was": "before: {was}",
    "no_first": "No step has 100: give it to the one you would take first.",
}
"""Sentences of the sheet in the browser; braces take names and numbers."""


REVIEW: Final = "Ready to hand in?"
HANDED_IN: Final = "Handed in"
NOTHING_FOUND: Final = "Nothing is missing, and nothing contradicts itself."
SEALED_AS: Final = (
    "The sheet of {judge} is sealed as {seal}… and can only be read. Scores and weights stay on "
    "show in the other parts of this page."
)
SEAT: Final = "Your role or seat (optional)"
SEAT_HELP: Final = "Ministry of finance, say; no name"
WORKBOOK: Final = "By workbook"
WORKBOOK_HEADING: Final = "Answer in a spreadsheet, and bring it back here"
BLANK_HELP: Final = (
    "A blank sheet of your own, with the words of the scales and the evidence; of other judges "
    "there is nothing in it but what the round shows to all. Bring it back here, and the rows you "
    "filled in replace your answers on this page. That does not hand it in."
)
NOT_YOUR_SHEET: Final = "this is the sheet of another judge; nothing of it was read"
NOT_ASKED: Final = "This is not asked in this round, so nothing is saved."
WHO: Final = "Who are you?"
CHOOSE: Final = (
    "Choose the pseudonym you were given. No file says who stands behind it. You answer "
    "alone: until the round is closed nobody is shown what you answer."
)
NO_SEAT_YET: Final = "You have no seat in this round"
TAKE_SEAT: Final = "Take a seat"
DRAWN: Final = (
    "A pseudonym is drawn for you, once, and is yours in all rounds of this set. Nobody is told "
    "which one it is. You answer alone: until the round is closed nobody but you is given what you "
    "answer."
)
NO_ROUND: Final = "No round of judgements is open for this set."
NO_SUCH_JUDGE: Final = (
    "Round {round} has no judge called “{judge}”; choose a pseudonym of its list."
)
ANSWERS_NOT_KEPT: Final = (
    "This set was opened from your own computer and is not stored here, so there is no folder in "
    "which judges could answer."
)


def who_words(judge: str, asked: Round, *, is_sealed: bool) -> str:
    """Return which judge is answering which round, for the line below the heading."""
    state = "handed in and sealed" if is_sealed else "open" if asked.state == "open" else "closed"
    opened = f" since {date_words(asked.opened)}" if asked.opened and state == "open" else ""
    said = f"You are judge {judge_name(judge)}, round {asked.number}, {state}{opened}."
    return f"{said} {SIMULATED}" if asked.simulated else said


def seal_words(asked: Round) -> list[str]:
    """Return what handing in means, and the promise about who sees the answers."""
    return [
        "Handing in seals your sheet: after that nobody can change a single letter of it.",
        "Only sheets that are handed in count. Until the round is closed nobody is shown yours.",
        *promise_words(asked),
        kept_words(),
    ]


def judge_sheet_words(asked: Round, top: str) -> dict[str, str]:
    """Return the sentences of the sheet in the browser for one round.

    `top`: what 100 stands for, such as *best*.
    """
    promised = plain(" ".join(promise_words(asked)))
    ends = {end: SHEET[end].format(top=plain(top)) for end in ("high", "low")}
    return {**SHEET, **ends, "blind": f"{SHEET['blind']} {promised}"}


def weight_span_words(own: OwnSheet) -> dict[str, str]:
    """Return criterion → the least and greatest weight that the ranks of the steps allow.

    Empty if the judge has given numbers, or not yet all ranks.
    """
    spans = own.weight_spans
    if spans is None or not own.sheet.ranks or len(own.swings) == len(own.criteria):
        return {}
    return {c: f"{percent(low)} to {percent(high)}" for c, (low, high) in spans.items()}


def handing_in_heading(own: OwnSheet, *, is_sealed: bool) -> str:
    """Return how ready a judge's sheet is to be handed in."""
    if is_sealed:
        return "Your sheet is handed in"
    cells, swings = len(own.missing_cells), len(own.missing_swings)
    parts = [
        counted(cells, "score") if cells else "",
        counted(swings, "swing") if swings else "",
        counted(len(own.missing_reasons), "reason") if own.missing_reasons else "",
    ]
    if any(parts):
        return f"{listing(part for part in parts if part)} to go"
    found = len(own.order_faults) + len(own.dominated_packages) + len(own.misfits)
    whole = "Your sheet is whole"
    return f"{whole}, with {counted(found, 'place')} to look at" if found else whole


def taken_words(answers: int) -> str:
    """Return how many answers of a filled workbook are now on the judge's sheet."""
    return f"{counted(answers, 'answer')} of the workbook are on your sheet. It is not handed in."
