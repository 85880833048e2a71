"""Texts and their claims in sentences: coverage, what to look for, two people's agreement."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Final

from steelyard.model import CriteriaSet, Register
from steelyard.results.words.names import cell_names
from steelyard.results.words.numbers import all_of, counted, two_decimals
from steelyard.results.words.text import key_words, listing, plain, some

if TYPE_CHECKING:
    from steelyard.analysis.evidence.claim_coverage import CellCoverage, ParagraphState
    from steelyard.analysis.evidence.linchpins import Survival
    from steelyard.analysis.evidence.two_codings import CodingAgreement
    from steelyard.model import Cell
from steelyard.files.registers import LoadedRegister
from steelyard.results.compared.codings import CodingComparison
from steelyard.results.compared.register_changes import RegisterComparison

SAME_TEXT = "It is the very text that was read: nothing changes"
KAPPA = (
    "Cohen’s kappa is agreement beyond chance: 1 is complete, 0 is what chance gives. With few "
    "claims it swings widely, and for under ten there is none; read the list."
)

COMPARED = {"voice": "Voice", "form": "Form", "bearing": "Bears on, cell by cell"}


def texts_finding(registers: Sequence[LoadedRegister]) -> str:
    """Return how many of a set's texts are on this machine, for a heading.

    >>> texts_finding([])
    'This set names no text among its sources yet'
    """
    if not registers:
        return "This set names no text among its sources yet"
    here = sum(loaded.text.state == "matches" for loaded in registers)
    if here == len(registers):
        return f"{all_of(here, 'text')} {'is' if here == 1 else 'are'} here"
    missing = len(registers) - here
    said = "is not here" if missing == 1 else "are not here"
    return f"{missing} of {counted(len(registers), 'text')} {said}, or not as they were read"


def text_state_words(loaded: LoadedRegister) -> str:
    """Return whether a register's text is on this machine and is the one it was made from."""
    if loaded.register is None:
        return "The register cannot be read"
    if loaded.text.state == "absent":
        return "Not here"
    if loaded.text.state == "matches":
        return "Here"
    return f"Another text: {counted(len(loaded.text.changed), 'paragraph')} differ"


def coverage_words(states: Sequence[ParagraphState]) -> str:
    """Return how many paragraphs of a text have no claim yet.

    >>> coverage_words([])
    'The text has no paragraphs.'
    """
    if not states:
        return "The text has no paragraphs."
    bare = [state.paragraph for state in states if not state.is_covered]
    if not bare:
        if len(states) == 1:
            return "The only paragraph has a claim, or was looked at."
        return f"Each of the {len(states)} paragraphs has a claim, or was looked at."
    which = some((str(number) for number in bare), most=12)
    have = "has" if len(bare) == 1 else "have"
    return f"{len(bare)} of {counted(len(states), 'paragraph')} {have} no claim yet: {which}."


def aim_words(register: Register) -> str:
    """Return how many claims a register has, and its target number."""
    standing = len(register.standing)
    withdrawn = len(register.claims) - standing
    aim = f" of the {register.aim} aimed at" if register.aim is not None else ""
    gone = f", {withdrawn} more withdrawn" if withdrawn else ""
    return f"{counted(standing, 'claim')}{aim}{gone}"


def no_citation_words(scores: int) -> str:
    """Return the sentence that no score cites a claim.

    >>> no_citation_words(320)
    'None of the 320 scores cites a claim'
    """
    return (
        "The only score cites no claim"
        if scores == 1
        else f"None of the {scores} scores cites a claim"
    )


def cells_parts(cells: Mapping[Cell, CellCoverage]) -> tuple[str, str]:
    """Return how many cells have a score that rests on claims, and what the others have."""
    states = [cell.state for cell in cells.values()]
    rests = states.count("score with claims")
    bare = states.count("score without")
    parts = [
        (bare if rests else 0, "a score that cites none"),
        (states.count("claims waiting"), "claims that wait for a score"),
        (states.count("neither"), "neither"),
    ]
    others = ", ".join(
        f"{count} {'has' if count == 1 else 'have'} {words}" for count, words in parts if count
    )
    if bare and not rests:
        return no_citation_words(bare), others
    count = str(rests) if rests or len(states) == 1 else "None"
    have = "has" if rests < 2 else "have"
    start = f"{count} of {counted(len(states), 'cell')} {have} a score that rests on claims"
    return start, others


def question_words(criteria_set: CriteriaSet, cell: Cell) -> str:
    """Return what to look for if a cell has no claim: the criterion's question about the option.

    >>> lunch = CriteriaSet.model_validate({"format": 1, "title": "Lunch",
    ...     "criteria": {"taste": {"name": "Taste", "question": "How does it taste?"}},
    ...     "options": {"soup": {"name": "Soup"}}})
    >>> question_words(lunch, ("soup", "taste"))
    'Soup: how does it taste?'
    """
    option, criterion = cell
    entry = criteria_set.criteria[criterion]
    asked = plain(entry.question) or f"what is known of {plain(entry.name)}?"
    is_word = len(asked) > 1 and asked[1].islower()
    return f"{plain(criteria_set.options[option].label)}: " + (
        asked[:1].lower() + asked[1:] if is_word else asked
    )


def detached_words(criteria_set: CriteriaSet, survival: Survival) -> str:
    """Return the effect of detaching the last claim of a cell, as a preview."""
    # This import loads numpy, which `check` and `diff` should not have to wait for.
    from steelyard.results.words.evidence import survival_words

    where = cell_names(criteria_set, survival.freed) if survival.freed else "a cell out of view"
    return (
        f"It is the last claim under {where}. Without one the score counts as unknown: "
        f"{survival_words(criteria_set, survival)}."
    )


def coding_agreement_words(what: str, found: CodingAgreement) -> str:
    """Return on how many claims two people agree, and kappa where there is one.

    >>> from steelyard.analysis.evidence.two_codings import CodingAgreement
    >>> coding_agreement_words("voice", CodingAgreement(22, 24, 0.6249))
    'Voice: 22 of 24 the same, kappa 0.62'
    """
    said = f"{COMPARED[what]}: {found.same} of {found.pairs} the same"
    return said if found.kappa is None else f"{said}, kappa {two_decimals(found.kappa)}"


def codings_words(found: CodingComparison) -> list[str]:
    """Return two people's coding in lines: counts, agreement, and what kappa is."""
    both = found.codings
    first, second = found.names
    lines = [
        f"{len(both.pairs)} claims of both, {len(both.only_first)} only of {first}, "
        f"{len(both.only_second)} only of {second}"
    ]
    lines += [coding_agreement_words(what, one) for what, one in found.agreements.items()]
    if any(one.kappa is not None for one in found.agreements.values()):
        lines.append(KAPPA)
    return lines


def register_changes_words(found: RegisterComparison) -> list[str]:
    """Return what differs between two versions of a register, a line each."""
    if found.is_empty:
        return ["No claim differs."]
    lines = register_notes_words(found)
    lines += [f"+ {claim}  {plain(found.new.claims[claim].says)}" for claim in found.added]
    lines += [f"- {claim}  {plain(found.old.claims[claim].says)}" for claim in found.gone]
    return lines + [f"  {claim}  {_how_changed(found, claim)}" for claim in found.changed]


def register_notes_words(found: RegisterComparison) -> list[str]:
    """Return what differs between two versions of a register besides their claims."""
    lines = []
    if found.is_other_text:
        before, after = len(found.old.fingerprints), len(found.new.fingerprints)
        lines.append(f"The text is another: {before} paragraphs before, {after} now.")
    if found.described:
        lines.append(f"What is said of the text differs: {listing(found.described)}.")
    return lines


def register_changes_rows(found: RegisterComparison) -> list[list[str]]:
    """Return each claim that differs between two versions of a register: id, how, what it says."""
    rows = [[claim, "added", plain(found.new.claims[claim].says)] for claim in found.added]
    rows += [[claim, "taken out", plain(found.old.claims[claim].says)] for claim in found.gone]
    return rows + [
        [claim, _how_changed(found, claim), plain(found.new.claims[claim].says)]
        for claim in found.changed
    ]


def _how_changed(found: RegisterComparison, claim: str) -> str:
    keys, now = found.changed[claim], found.new.claims[claim]
    if claim in found.moved:
        return f"moved from paragraph {found.old.claims[claim].paragraph} to {now.paragraph}"
    if "withdrawn" in keys and now.withdrawn:
        return f"withdrawn: {plain(now.withdrawn)}"
    return f"changed: {listing(map(key_words, keys))}"


RENAMING: Final = "Give a claim another id"
RENAMED: Final = "{old} is called {new}"


def renaming_words(old: str, lines: Mapping[str, int]) -> str:
    """Return how many lines of which files name a claim and would change with its new id.

    >>> renaming_words("kd-38", {"seeds/menu.yaml": 1, "sets/lunch.yaml": 9})
    'kd-38 stands in 10 lines: seeds/menu.yaml 1, sets/lunch.yaml 9. Only these lines change.'
    """
    count = sum(lines.values())
    if len(lines) == 1:
        name = plain(next(iter(lines)))
        only = "Only this line changes" if count == 1 else "Only these lines change"
        return f"{old} stands in {counted(count, 'line')} of {name}. {only}."
    each = ", ".join(f"{plain(name)} {number}" for name, number in lines.items())
    return f"{old} stands in {counted(count, 'line')}: {each}. Only these lines change."
