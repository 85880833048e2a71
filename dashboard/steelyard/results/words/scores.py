"""How firm a lead is, said in sentences: flips of weights, single scores, sets of scores.

Chooses words for results that `analysis` has found; the sentences are plain text, to be
made safe by whoever puts them on a page.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from steelyard.analysis.perspectives.regret import Omission
from steelyard.analysis.sensitivity.flip import Flip, describe_flip
from steelyard.analysis.sensitivity.robustness import ScoreChange
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet, Criterion
from steelyard.results.words.named_scores import Named, Said, in_words, listed
from steelyard.results.words.numbers import listing, points, raw_numbers

MOST_SENTENCES = 5
"""More rivals than these are named together, with how far off they are."""
MOST_SETS = 3


def flip_sentences(criteria_set: CriteriaSet, flips: Mapping[str, Flip | None]) -> list[str]:
    """Return the smallest movement of all weights that levels each rival, the nearest first.

    Rivals that no weighting brings level are named together at the end.
    """
    found = sorted((flip for flip in flips.values() if flip), key=lambda flip: flip.points)
    sentences = [_sentence(describe_flip(criteria_set, flip)) for flip in found[:MOST_SENTENCES]]
    further = listing(
        f"{criteria_set.options[flip.rival].label} ({points(flip.points)})"
        for flip in found[MOST_SENTENCES:]
    )
    if further:
        sentences.append(f"Further off: {further}.")
    never = _options(criteria_set, [rival for rival, flip in flips.items() if flip is None])
    if never:
        sentences.append(f"No weights at all bring these level: {never}.")
    return sentences


def score_sentences(criteria_set: CriteriaSet, changes: Sequence[ScoreChange]) -> list[str]:
    """Return the nearest single scores that flip the lead, in the words of their scales."""
    return [in_words(said) for said in tell_scores(criteria_set, changes)]


def tell_scores(criteria_set: CriteriaSet, changes: Sequence[ScoreChange]) -> list[Said]:
    """Return the same as sentences that know which of their words name a score."""
    return [_score_sentence(criteria_set, change) for change in changes[:MOST_SENTENCES]]


def set_sentences(
    criteria_set: CriteriaSet, sets: Mapping[str, tuple[ScoreChange, ...] | None]
) -> list[str]:
    """Return the fewest scores that level each rival within their ranges, the fewest first."""
    return [in_words(said) for said in tell_sets(criteria_set, sets)]


def tell_sets(
    criteria_set: CriteriaSet, sets: Mapping[str, tuple[ScoreChange, ...] | None]
) -> list[Said]:
    """Return the same as sentences that know which of their words name a score."""
    found = [(rival, cells) for rival, cells in sets.items() if cells]
    found.sort(key=lambda pair: len(pair[1]))
    sentences = [_set_sentence(criteria_set, *pair) for pair in found[:MOST_SETS]]
    further = listing(
        f"{criteria_set.options[rival].label} ({len(cells)} scores)"
        for rival, cells in found[MOST_SETS:]
    )
    if further:
        sentences.append((f"Further off: {further}.",))
    level = _options(criteria_set, [rival for rival, cells in sets.items() if cells == ()])
    if level:
        sentences.insert(0, (f"Level already: {level}.",))
    never = _options(criteria_set, [rival for rival, cells in sets.items() if cells is None])
    if never:
        sentences.append((f"Not even all ranges together are wide enough for {never}.",))
    return sentences


def swaying_sentences(criteria_set: CriteriaSet, omissions: Iterable[Omission]) -> list[str]:
    """Return one sentence for each lens or reading that alone decides who can go least wrong."""
    return [
        f"Without the {kind} “{name}”, it is {_options(criteria_set, omission.safest)} that can go "
        "least wrong."
        for omission in omissions
        for kind, name in [
            ("lens", criteria_set.lenses[omission.lens].name)
            if omission.lens is not None
            else ("reading", criteria_set.readings[omission.reading or ""].name)
        ]
    ]


def _score_sentence(criteria_set: CriteriaSet, change: ScoreChange) -> Said:
    criterion = criteria_set.criteria[change.criterion]
    scale = criterion.scale
    before, after = raw_numbers(criterion, change.raw_before, change.raw_after)
    good = "low" if criterion.better == "lower" else "high"
    ends = f"{format_number(scale.from_)} to {format_number(scale.to)} {_unit(criterion)}"
    level = "are" if len(change.rivals) > 1 else "is"
    inside = "inside" if change.is_in_range else "outside"
    name = f"{criteria_set.options[change.option].label} on {criterion.name}"
    return (
        Named(name, (change.option, change.criterion)),
        f": at {after} instead of {before} (scale {ends}, {good} is {criteria_set.measure.top}), "
        f"{_options(criteria_set, change.rivals)} {level} level. "
        f"That lies {inside} the range the file gives.",
    )


def _set_sentence(criteria_set: CriteriaSet, rival: str, cells: tuple[ScoreChange, ...]) -> Said:
    count = f"{len(cells)} score{'' if len(cells) == 1 else 's'}"
    named = listed([_cell(criteria_set, cell) for cell in cells])
    return (f"{criteria_set.options[rival].label} needs {count}: ", *named, ".")


def _cell(criteria_set: CriteriaSet, cell: ScoreChange) -> Said:
    criterion, option = criteria_set.criteria[cell.criterion], criteria_set.options[cell.option]
    before, after = raw_numbers(criterion, cell.raw_before, cell.raw_after)
    name = f"{option.label} on {criterion.label}"
    return Named(name, (cell.option, cell.criterion)), f" from {before} to {after}"


def _unit(criterion: Criterion) -> str:
    return criterion.scale.unit.replace("_", " ")


def _options(criteria_set: CriteriaSet, options: Iterable[str]) -> str:
    names = [criteria_set.options[option].label for option in options]
    return listing(names) if names else ""


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."
