"""What would have to be true for an option to come first: weights, scores, scenarios, in words.

Chooses words for what `robustness` and `scenario_search` have found; the sentences are
plain text, to be made safe by whoever puts them on a page.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from steelyard.analysis.perspectives.scenario_search import ScenarioSearch, ScenarioSet
from steelyard.analysis.sensitivity.robustness import Belief, ScoreChange
from steelyard.analysis.totals import Evaluation
from steelyard.files.problems import format_number
from steelyard.model import CriteriaSet
from steelyard.results.words.named_scores import Named, Said, listed
from steelyard.results.words.numbers import (
    integer,
    lead,
    listing,
    percent,
    percents,
    plain,
    points,
    raw_numbers,
    whole,
)
from steelyard.results.words.ranking import heaviest_first, weight_labels

MOST_SETS = 5
FIRST_ALREADY = 1e-6
"""Percentage points: an option that needs no more than this shares the first rank now."""
NOISE = 1e-6
"""A weight smaller than this is the solver's rounding, not `<1%`."""


def place_sentence(criteria_set: CriteriaSet, evaluation: Evaluation, option: str) -> str:
    """Return where an option stands now, and how far it is behind the leader."""
    name, total = criteria_set.options[option].label, evaluation.totals[option]
    if option in evaluation.leaders:
        others = [criteria_set.options[o].label for o in evaluation.leaders if o != option]
        level = f", level with {listing(others)}" if others else ""
        return f"{name} comes first already, with {integer(total)} points{level}."
    first = evaluation.leaders[0]
    best = evaluation.totals[first]
    behind = lead(best, total)
    amount = f"{behind} point{'' if behind == '1' else 's'}" if best - total >= 0.05 else "a hair"
    return (
        f"{name} stands on rank {evaluation.ranks[option]} of {len(evaluation.options)} with "
        f"{integer(total)} points, {amount} behind {criteria_set.options[first].label}."
    )


def weight_sentence(criteria_set: CriteriaSet, evaluation: Evaluation, belief: Belief) -> str:
    """Return the nearest weights that put an option first, or what no weights can overcome."""
    if belief.points is None:
        return _no_weights(criteria_set, belief)
    if belief.points <= FIRST_ALREADY:
        return "Nothing: with the weights as they are it comes first."
    needed = percents(
        [belief.weights[c] if belief.weights[c] > NOISE else 0.0 for c in evaluation.criteria]
    )
    after = dict(zip(evaluation.criteria, needed, strict=True))
    before = weight_labels(evaluation)
    moved = [
        f"{criteria_set.criteria[c].label} from {before[c]} to {after[c]}"
        for c in heaviest_first(evaluation)
        if before[c] != after[c]
    ]
    amount = points(belief.points) if whole(belief.points) else "less than 1 point"
    verb = "has" if amount in ("1 point", "less than 1 point") else "have"
    which = f": {listing(moved)}" if moved else ""
    return (
        f"At least {amount} of weight {verb} to move{which}. Then it draws level with the leader."
    )


def score_sentences(
    criteria_set: CriteriaSet,
    option: str,
    changes: Sequence[ScoreChange],
    together: Mapping[str, tuple[ScoreChange, ...] | None],
) -> list[Said]:
    """Return the nearest single score, and the fewest scores, that bring an option level.

    `changes`: nearest first, as `find_score_changes` gives them. `together`: per rival, as
    `find_score_changes_together` gives it. The sentences know which words name a score.
    """
    nearest = next((change for change in changes if option in change.rivals), None)
    sentences: list[Said] = [("No single score can do it.",)]
    if nearest is not None:
        place = "inside" if nearest.is_in_range else "outside"
        scale = f" ({_scale(criteria_set, nearest)}). That lies {place} the range the file gives."
        sentences = [("One score is enough: ", *_change(criteria_set, nearest), scale)]
    cells = together.get(option)
    if cells is None:
        if option in together:
            told = "Even with every score at the end of its range that suits it best, it stays "
            sentences.append((f"{told}behind the leader.",))
    elif len(cells) > 1:
        count = f"Inside the ranges of the file it takes {len(cells)} scores at once to draw level "
        named = listed([_change(criteria_set, cell) for cell in cells])
        rest = ". Others may then be ahead of both."
        sentences.append((f"{count}with the leader: ", *named, rest))
    return sentences


def scenario_sentences(criteria_set: CriteriaSet, search: ScenarioSearch) -> list[str]:
    """Return the smallest sets of scenarios under which an option comes first."""
    if not criteria_set.scenarios:
        return ["The file has no scenarios to try."]
    tried = f"{search.tried:,} {'case was' if search.tried == 1 else 'cases were'} tried"
    if search.set_aside:
        aside = listing(criteria_set.scenarios[name].name for name in search.set_aside)
        tried += f", without these scenarios: {aside}"
    if not search.smallest:
        return [
            f"No set of up to {search.most_together} scenarios puts it first ({tried}). "
            f"It comes closest {_under(criteria_set, search.closest)}{_margin(search.closest)}."
        ]
    if not search.smallest[0].scenarios:
        return ["None needed: it comes first without any scenario."]
    size = len(search.smallest[0].scenarios)
    count = "One scenario is" if size == 1 else f"{size} scenarios together are"
    sentences = [f"{count} enough, and no fewer ({tried}):"]
    for found in search.smallest[:MOST_SETS]:
        under = _under(criteria_set, found)
        sentences.append(f"{under[:1].upper()}{under[1:]}{_margin(found)}.")
    more = len(search.smallest) - MOST_SETS
    if more > 0:
        sentences.append(f"And {more} more sets of the same size.")
    return sentences


def _no_weights(criteria_set: CriteriaSet, belief: Belief) -> str:
    ahead = better_everywhere(criteria_set, belief) or "some other option is always ahead"
    return f"No weights put it first: {ahead}."


def better_everywhere(criteria_set: CriteriaSet, belief: Belief) -> str:
    """Return which option or mix of options is at least as good on every criterion.

    A clause without a full stop; empty where the solver named none.
    """
    labels = {rival: plain(criteria_set.options[rival].label) for rival in belief.beaten_by}
    if len(labels) < 2:
        rivals = "".join(labels.values())
    else:
        parts = [f"{percent(share)} {labels[rival]}" for rival, share in belief.beaten_by.items()]
        rivals = f"a mix of {listing(parts)}"
    return f"{rivals} has at least as high a value on every criterion" if rivals else ""


def _change(criteria_set: CriteriaSet, change: ScoreChange) -> Said:
    criterion = criteria_set.criteria[change.criterion]
    before, after = raw_numbers(criterion, change.raw_before, change.raw_after)
    name = f"{criteria_set.options[change.option].label} on {criterion.label}"
    return Named(name, (change.option, change.criterion)), f" from {before} to {after}"


def _scale(criteria_set: CriteriaSet, change: ScoreChange) -> str:
    criterion = criteria_set.criteria[change.criterion]
    good = "low" if criterion.better == "lower" else "high"
    ends = f"{format_number(criterion.scale.from_)} to {format_number(criterion.scale.to)}"
    unit = criterion.scale.unit.replace("_", " ")
    return f"scale {ends} {unit}, {good} is {criteria_set.measure.top}"


def _under(criteria_set: CriteriaSet, found: ScenarioSet) -> str:
    if not found.scenarios:
        return "without any scenario"
    return f"if {listing(f'“{criteria_set.scenarios[name].name}”' for name in found.scenarios)}"


def _margin(found: ScenarioSet) -> str:
    if found.margin is None:
        return ""
    size = abs(found.margin)
    amount = points(size) if whole(size) else "less than 1 point"
    if size <= NOISE:
        return ", level with its closest rival"
    return f", {amount} {'ahead of' if found.margin > 0 else 'behind'} its closest rival"
