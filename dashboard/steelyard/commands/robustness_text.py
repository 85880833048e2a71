"""The facts of `steelyard robustness` for a reader: headings, short lines, whole numbers.

This half is about one view: its verdict, its weights, its scores and its sampled simulations. What
other views and the evidence say is in `robustness_views`.
"""

from __future__ import annotations

from collections.abc import Mapping

from steelyard.analysis.sensitivity.flip import describe_flip
from steelyard.analysis.sensitivity.robustness import Belief, ScoreChange, WeightTrack
from steelyard.commands.robustness_views import (
    evidence,
    lenses,
    limits,
    readings,
    regret,
    scenarios,
)
from steelyard.files.problems import visible_text
from steelyard.model import CriteriaSet
from steelyard.results.robustness_facts import Robustness
from steelyard.results.words.numbers import listing, points, raw_numbers, span
from steelyard.results.words.phrases import (
    heading,
    hundredths,
    options,
    percent,
    verb,
    weights_in_words,
)
from steelyard.results.words.ranking import share_labels

_MOST_FLIPS = 5
"""The rivals closest to the leader get a sentence each, the others a number."""

_MOST_CELLS = 3
"""Sets of more scores than these are counted and not listed; `--json` has them all."""


def as_text(found: Robustness) -> str:
    """Return everything as text for a terminal; names of the file cannot move the cursor."""
    sections = (
        verdict,
        one_weight,
        all_weights,
        scores,
        beliefs,
        simulations,
        lenses,
        readings,
        scenarios,
        regret,
        evidence,
        limits,
    )
    lines = [line for section in sections for line in section(found)]
    return "\n".join(visible_text(line) for line in lines)


def verdict(found: Robustness) -> list[str]:
    """Return what the page says on top, and in which view."""
    said = found.verdict
    return [
        f"{said.sentence}.",
        *([said.because] if said.because else []),
        f"Verdict: {said.state}. {_view(found)}",
    ]


def _view(found: Robustness) -> str:
    criteria_set, view, parts = found.criteria_set, found.view, []
    frame = criteria_set.frames.get(found.evaluation.frame)
    parts.append("All criteria" if frame is None else f"Frame: {frame.name}")
    if view.lens is not None:
        parts.append(f"lens: {criteria_set.lenses[view.lens].name}")
    if view.reading is not None:
        parts.append(f"reading: {criteria_set.readings[view.reading].name}")
    if view.scenario is not None:
        parts.append(f"scenario: {criteria_set.scenarios[view.scenario].name}")
    if view.swings:
        parts.append("with swings of your own")
    return f"{'; '.join(parts)}."


def one_weight(found: Robustness) -> list[str]:
    """Return, for each criterion and group, from where to where the leader stays."""
    criteria_set = found.criteria_set
    lines = heading("If one weight moves and the others keep their proportions")
    lines += [
        f"{criteria_set.criteria[criterion].name}, now {percent(track.weight)}: "
        f"{_stays(criteria_set, found.evaluation.leaders, track)}"
        for criterion, track in found.tracks.items()
    ]
    lines += [
        f"{criteria_set.groups[group].name} (group), now {percent(track.weight)}: "
        f"{_stays(criteria_set, found.evaluation.leaders, track)}"
        for group, track in found.groups.items()
    ]
    return lines


def _stays(criteria_set: CriteriaSet, leaders: tuple[str, ...], track: WeightTrack) -> str:
    low, high = track.leader_stays
    who = options(criteria_set, leaders)
    does = verb(criteria_set, is_one=len(leaders) == 1)
    if low <= 0 and high >= 1:
        return f"{who} {does} at any weight."
    if high - low <= 0.0005:
        return f"{who} {does} at this weight alone."
    below = [s for s in track.segments if low > 0 and s.end <= low + 1e-9]
    above = [s for s in track.segments if high < 1 and s.begin >= high - 1e-9]
    beyond = [f"below that {options(criteria_set, below[-1].leaders)}"] if below else []
    beyond += [f"above that {options(criteria_set, above[0].leaders)}"] if above else []
    reach = f"from {percent(low)} to {percent(high)}"
    return f"{who} {does} {reach}; {listing(beyond)}." if beyond else f"{who} {does} {reach}."


def all_weights(found: Robustness) -> list[str]:
    """Return the least movement of all weights that levels each rival with the leader."""
    if not found.flips:
        return []
    criteria_set = found.criteria_set
    reached = sorted(
        (flip for flip in found.flips.values() if flip is not None), key=lambda flip: flip.points
    )
    never = [option for option, flip in found.flips.items() if flip is None]
    leader = criteria_set.options[found.evaluation.ranking[0]].label
    lines = heading("If all weights may move, by as little as possible")
    lines += [_sentence(describe_flip(criteria_set, flip)) for flip in reached[:_MOST_FLIPS]]
    further = [
        f"{criteria_set.options[flip.rival].label} ({points(flip.points)})"
        for flip in reached[_MOST_FLIPS:]
    ]
    if further:
        lines.append(f"Further off: {listing(further)}.")
    if never:
        lines.append(f"No weights bring level with {leader}: {options(criteria_set, never)}.")
    return lines


def _sentence(clause: str) -> str:
    return f"{clause[:1].upper()}{clause[1:]}."


def scores(found: Robustness) -> list[str]:
    """Return the nearest single score, and the fewest that flip the lead within their ranges."""
    if not found.score_sets:
        return []
    criteria_set, changes = found.criteria_set, found.score_changes
    lines = heading("If scores are not what they seem, weights staying as they are")
    if not changes:
        lines.append("No single score, anywhere on its scale, takes the lead away.")
    else:
        first = changes[0]
        lines.append(f"The smallest change of one score: {_change(criteria_set, first)}.")
        inside = next((change for change in changes if change.is_in_range), None)
        if inside is None:
            lines.append("No single score takes the lead away within its own range.")
        elif inside is not first:
            lines.append(f"The smallest within its own range: {_change(criteria_set, inside)}.")
    lines += _score_sets(found)
    return lines


def _change(criteria_set: CriteriaSet, change: ScoreChange) -> str:
    criterion = criteria_set.criteria[change.criterion]
    before, after = raw_numbers(criterion, change.raw_before, change.raw_after)
    inside = "inside" if change.is_in_range else "outside"
    return (
        f"{criterion.name} of {criteria_set.options[change.option].label} from {before} to {after} "
        f"brings {options(criteria_set, change.rivals)} level; that is {inside} its range"
    )


def _score_sets(found: Robustness) -> list[str]:
    criteria_set = found.criteria_set
    reached = {
        rival: cells for rival, cells in found.score_sets.items() if cells is not None and cells
    }
    never = [rival for rival, cells in found.score_sets.items() if cells is None]
    lines = ["How many scores, each within its range, it takes at least:"] if reached else []
    for rival, cells in sorted(reached.items(), key=lambda pair: len(pair[1])):
        named = listing(
            f"{criteria_set.criteria[cell.criterion].label} of {criteria_set.options[cell.option].label}"
            for cell in cells
        )
        which = f": {named}" if len(cells) <= _MOST_CELLS else ""
        lines.append(f"  {len(cells)} for {criteria_set.options[rival].label}{which}")
    if never:
        lines.append(
            f"Not even all of them together are enough for {options(criteria_set, never)}."
        )
    return lines


def beliefs(found: Robustness) -> list[str]:
    """Return which weights would put each option first, or who always beats it."""
    lines = heading("What one would have to believe about weights for each option to come first")
    if found.beliefs is None:
        return [*lines, "This could not be worked out: the solver gave up on these numbers."]
    criteria_set, leaders = found.criteria_set, found.evaluation.leaders
    nearest = found.beliefs.nearest
    lines.append(f"{options(criteria_set, leaders)}: the weights in view.")
    reached = [one for one in nearest.values() if one.can_lead and one.option not in leaders]
    for belief in sorted(reached, key=lambda one: one.points or 0.0):
        name = criteria_set.options[belief.option].label
        moved = points(belief.points or 0.0)
        lines.append(f"{name}: {weights_in_words(criteria_set, belief.weights)} ({moved} away).")
    never = [one for one in nearest.values() if not one.can_lead]
    if never:
        lines.append("No weights at all put these first:")
        lines += [f"  {_beaten(criteria_set, belief)}" for belief in never]
    return lines


def _beaten(criteria_set: CriteriaSet, belief: Belief) -> str:
    name = criteria_set.options[belief.option].label
    if not belief.beaten_by:
        return f"{name}."
    better = "at least as good" if criteria_set.measure.top == "best" else "at least as high"
    if len(belief.beaten_by) == 1:
        return f"{name}: {options(criteria_set, belief.beaten_by)} is {better} on every criterion."
    mix = weights_of_options(criteria_set, belief.beaten_by)
    return f"{name}: a mix of {mix} is {better} on every criterion."


def weights_of_options(criteria_set: CriteriaSet, shares: Mapping[str, float]) -> str:
    """Return the options of a mix with their shares, largest first."""
    ordered = sorted(shares, key=lambda option: -shares[option])
    return listing(f"{percent(shares[o])} {criteria_set.options[o].label}" for o in ordered)


def simulations(found: Robustness) -> list[str]:
    """Return how often each option leads in the simulations asked for, on the page, and exactly."""
    sampled, page = found.simulations, found.page
    lines = heading("In sampled simulations")
    lines.append(f"{sampled.draws:,} simulations with {_drawn(found)}.")
    lines.append(
        f"A share of them is good to {_error(sampled.error)}; the page draws {page.draws:,}, "
        f"around the weights in view and within the ranges, good to {_error(page.error)}."
    )
    if found.exact is not None:
        lines.append(
            "The last column needs no sample: any weights at all, scores at their likely values"
            + (", unknown ones in the middle." if found.evaluation.unknown else ".")
        )
    lines += ["", *_table(found)]
    lines.append(
        "A share of simulations says what the ranges leave open; it is not the chance of success."
    )
    return lines


def _drawn(found: Robustness) -> str:
    ways = {
        "around": "weights around those in view",
        "uniform": "any weights at all",
        "fixed": "the weights in view",
    }
    weights = ways.get(found.simulations.mode, found.simulations.mode)
    if found.sampling.likely_only:
        unknown = ", unknown ones anywhere" if found.evaluation.unknown else ""
        return f"{weights} and scores at their likely values{unknown}"
    return f"{weights} and scores within their ranges"


def _error(error: float) -> str:
    return f"± {100 * error:.1f} in a hundred"


def _table(found: Robustness) -> list[str]:
    sampled, page = found.simulations, found.page
    header = ["option", "leads in", "on the page", "mean rank", "nine totals in ten"]
    rows = [header + (["any weights"] if found.exact is not None else [])]
    # As the page and the brief print them: whole, and a hundred together.
    printed = share_labels(found.evaluation, page.lead_shares)
    for option in sorted(found.evaluation.options, key=lambda one: -sampled.lead_shares[one]):
        row = [
            visible_text(found.criteria_set.options[option].label),
            hundredths(sampled.lead_shares[option]),
            printed[option].rstrip("%"),
            f"{sampled.expected_ranks[option]:.1f}",
            span(*sampled.ranges[option]),
        ]
        rows.append(row + ([hundredths(found.exact[option])] if found.exact is not None else []))
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    return [
        "  ".join(
            cell.rjust(width) if column else cell.ljust(width)
            for column, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    ]
