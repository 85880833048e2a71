"""A claim as somebody fills it in, before it is saved: what still keeps it from being saved.

The page checks at every keystroke, the command line once; both get the same faults.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from typing import Final

from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.files.nearest import find_nearest
from steelyard.files.problem_texts import ProblemText
from steelyard.files.problems import Problem, echo
from steelyard.files.sources.claim_rules import OWN_WORDS, contains
from steelyard.files.sources.passages import Anchor, anchor_fields
from steelyard.files.texts.copied_words import LONGEST_ALLOWED, CopiedRun, CopyCheck
from steelyard.files.yaml.documents import Path, place_problem
from steelyard.files.yaml.yaml_tree import Tree
from steelyard.model import Register

COPIED: Final = f"{{words}} words in a row stand in the text; at most {LONGEST_ALLOWED} may."
UNSAID: Final = "Say in your own words what the text claims."
QUOTE_LOST: Final = "These words do not stand in paragraph {number} as they are written here."
UNNAMED: Final = "Name whoever is reported or quoted."


@dataclass(frozen=True)
class Fault:
    """What keeps a claim from being saved: the key it is about, a sentence, and a copied run."""

    key: str
    sentence: str
    run: CopiedRun | None = None


def find_faults(
    fields: Mapping[str, PlainValue],
    paragraphs: Sequence[str],
    copied: CopyCheck,
    options: Collection[str] = (),
    criteria: Collection[str] = (),
) -> tuple[Fault, ...]:
    """Return every fault of a claim's fields, in the order in which they are filled in.

    Without `paragraphs` quotes are not checked, without `options` or `criteria` bearings are
    not either.
    """
    faults: list[Fault] = []
    if not str(fields.get("says") or "").strip():
        faults.append(Fault("says", UNSAID))
    for key in OWN_WORDS:
        runs = copied.find(str(fields.get(key) or ""))
        faults += [Fault(key, COPIED.format(words=run.words), run) for run in runs]
    number = fields.get("paragraph")
    is_there = isinstance(number, int) and 1 <= number <= len(paragraphs)
    if paragraphs and not is_there:
        faults.append(Fault("paragraph", f"There are paragraphs 1 to {len(paragraphs)}."))
    quote = str(fields.get("quote") or "")
    there = paragraphs[number - 1] if isinstance(number, int) and is_there else None
    if quote and there is not None and not contains(there, quote):
        faults.append(Fault("quote", QUOTE_LOST.format(number=number)))
    if fields.get("voice") in ("reported", "quoted") and not str(fields.get("by") or "").strip():
        faults.append(Fault("by", UNNAMED))
    return (*faults, *_bearing_faults(fields.get("bears_on"), options, criteria))


def _bearing_faults(
    bears_on: PlainValue, options: Collection[str], criteria: Collection[str]
) -> list[Fault]:
    faults = []
    for criterion, bearing in bears_on.items() if isinstance(bears_on, dict) else ():
        if criteria and criterion not in criteria:
            faults.append(_unknown("criterion", criterion, criteria))
        for sides in bearing.values() if isinstance(bearing, dict) else ():
            named = sides if isinstance(sides, list) else []
            faults += [
                _unknown("option", option, options)
                for option in named
                if options and isinstance(option, str) and option not in options
            ]
    return faults


def _unknown(what: str, found: str, known: Collection[str]) -> Fault:
    nearest = find_nearest(found, list(known))
    hint = f" Did you mean {nearest}?" if nearest else " It can be created."
    return Fault("bears_on", f"There is no {what} {echo(found)}.{hint}")


def with_passage(
    fields: Mapping[str, PlainValue], paragraphs: Sequence[str], anchor: Anchor
) -> dict[str, PlainValue]:
    """Return a claim's fields with those of the passage it was read from."""
    return {**fields, **anchor_fields(paragraphs, anchor)}


def find_unknown_bearings(
    tree: Tree, register: Register, options: Collection[str], criteria: Collection[str]
) -> tuple[Problem, ...]:
    """Return a problem for each option or criterion a claim bears on that no criteria set has.

    `options` and `criteria` are those of all sets that name the register among their sources.
    """
    problems: list[Problem] = []
    for claim, entry in register.claims.items():
        for criterion, bearing in entry.bears_on.items():
            here: Path = ("claims", claim, "bears_on", criterion)
            if criterion not in criteria:
                complaint = _bearing_text(criterion, criteria, "criterion")
                problems.append(place_problem(tree, here, complaint, at_key=True))
            for side, named in (("for", bearing.for_), ("against", bearing.against)):
                for index, option in enumerate(named):
                    if option not in options:
                        complaint = _bearing_text(option, options, "option")
                        problems.append(place_problem(tree, (*here, side, index), complaint))
    return tuple(problems)


def _bearing_text(found: str, known: Collection[str], what: str) -> ProblemText:
    nearest = find_nearest(found, list(known))
    hint = f"did you mean {nearest}? If not, " if nearest else ""
    shown = ", ".join(list(known)[:8]) + (" …" if len(known) > 8 else "")
    fix = f"{hint}add the {what} to the criteria set, or take it away here"
    return ProblemText("R008", echo(found), shown, fix, nearest)
