"""Several judges in sentences: whose judgements, how many, and what they disagree on.

No sentence presents an average as the group's view if its judges order the first two options
differently, and no share of simulations is called a chance.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, Final

from steelyard.model import CriteriaSet, Round
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judging.promise import NO_ANONYMITY, NOT_SHOWN, SIMULATED
from steelyard.results.words.names import cell_name, criterion_name, leads, option_labels
from steelyard.results.words.numbers import (
    DASH,
    all_of,
    as_written,
    counted,
    lead,
    number_of_points,
    one_decimal,
    percent,
    percents,
    two_decimals,
)
from steelyard.results.words.text import listing, plain, some_apart

if TYPE_CHECKING:
    from steelyard.analysis.judges.deciding import CellSpread

RULE_NAMES: Final[Mapping[str, str]] = {
    "mean_of_totals": "mean of individual totals",
    "mean_of_inputs": "averages of inputs",
}
"""Rule for aggregating several judges → its name on screen."""

RULE_WORDS: Final[Mapping[str, str]] = {
    "mean_of_totals": "Mean of individual totals: each judge’s own scores with the same judge’s "
    "own weights, then the mean.",
    "mean_of_inputs": "Averages of inputs: everybody’s scores averaged, everybody’s weights "
    "averaged; it mixes one person’s weights with another’s scores.",
}
DECIDES: Final = (
    "A cell decides if, with all else unchanged, another option would lead once all judges took "
    "the worst or the best answer given. Spreads are in points of value, 0 to 100."
)
KENDALL: Final = "1 is the same order for all, 0 no common order"
POOLED: Final = (
    "Pooled lead share: the mean of the judges’ shares of simulations in which the option leads "
    "(linear pool); it is not a chance of being right."
)
CENTROID: Final = (
    "Where a judge gave only the order of the swings, the weights are the rank-order centroid, the "
    "mean of all weights in that order (Barron and Barrett 1996)."
)
CANNOT: Final = "cannot judge"


# --- who, and how many ---------------------------------------------------------------------


def judge_name(judge: str) -> str:
    """Return a pseudonym as it is printed.

    >>> judge_name("birch")
    'Birch'
    """
    return judge[:1].upper() + judge[1:]


def status_heading(asked: Round, data: Mapping[str, Any]) -> str:
    """Return how many judges have handed in their sheets, without revealing any answers."""
    sealed = sum(one["sealed"] for one in data["judges"].values())
    have = "has" if sealed == 1 else "have"
    return f"{sealed} of {counted(len(asked.judges), 'judge')} {have} sealed round {asked.number}"


def status_lines(data: Mapping[str, Any]) -> list[list[str]]:
    """Return a table of each judge's progress: judge, scores, swings, sheet."""
    return [["judge", "scores", "swings", "sheet"]] + [
        [
            judge_name(judge),
            f"{one['scores']} of {data['cells']}",
            f"{one['swings']} of {data['swings']}",
            "sealed" if one["sealed"] else "open",
        ]
        for judge, one in data["judges"].items()
    ]


def whose_words(found: GroupResult) -> str:
    """Return whose judgements a result is: how many, by which rule, after which round."""
    asked = found.round
    judges = counted(len(found.judges), "judge")
    missing = [judge for judge in asked.judges if judge not in found.judges]
    absent = f", without {listing(map(judge_name, missing))}" if missing else ""
    alone = "each alone and under a pseudonym" if len(found.judges) > 1 else "under a pseudonym"
    rule = RULE_NAMES[asked.rule]
    said = f"{judges}{absent}, {alone}, after round {asked.number}; {rule}."
    return f"{SIMULATED} {said}" if asked.simulated else said


def notices(found: GroupResult) -> list[str]:
    """Return caveats about the judges, one sentence each, for the top of a result."""
    said = []
    if not found.is_anonymous:
        said.append(NO_ANONYMITY)
    elif not found.shows_answers:
        said.append(NOT_SHOWN)
    if found.panel.ranked:
        said.append(CENTROID)
    if not found.loaded.change.is_empty:
        changed = listing(found.loaded.change.names)
        said.append(
            f"The set has changed since round {found.round.number} was opened ({changed}): answers "
            f"to what changed are left out. The result is of digest {found.round.digest[:8]}."
        )
    return said


# --- the group -----------------------------------------------------------------------------


def _label(criteria_set: CriteriaSet, option: str) -> str:
    return plain(criteria_set.options[option].label)


def _points(number: float) -> str:
    return number_of_points(one_decimal(number))


def group_heading(found: GroupResult) -> str:
    """Return the group's verdict on its leader, for a heading."""
    made, group = found.criteria_set, found.group
    if found.state == "only option":
        return f"{_label(made, group.ranking[0])} is the only option"
    first, second = (_label(made, option) for option in group.ranking[:2])
    if found.state == "cannot be decided" and not found.rivals_within_the_unjudged:
        assert found.rank_spans is not None
        who = counted(len(found.rank_spans.judges), "judge")
        return f"Cannot be decided: {who} gave only the order of the swings"
    if found.state == "cannot be decided":
        return f"Cannot be decided: nobody judged {counted(len(found.panel.unjudged), 'cell')}"
    if found.state == "disagreed":
        return f"The judges disagree: {firsts_words(found)}"
    if found.state == "level":
        return f"{option_labels(made, group.leaders)} are level for the group"
    by = lead(group.totals[group.ranking[0]], group.totals[group.ranking[1]])
    if found.state == "close call":
        return f"Close call: {first} {leads(made)} {second} by {by} for the group"
    return f"{first} {leads(made)} {second} by {number_of_points(by)} for the group"


def group_because(found: GroupResult) -> str:
    """Return the line below the heading: the disagreement, or what could change the leader."""
    made, group, order = found.criteria_set, found.group, found.order
    if order is None:
        return ""
    first, second = _label(made, order.first), _label(made, order.second)
    if found.state == "cannot be decided" and not found.rivals_within_the_unjudged:
        return ranks_words(found)
    if found.state == "cannot be decided":
        rivals = option_labels(made, found.rivals_within_the_unjudged)
        return f"These cells alone could put {rivals} level with {first} or ahead."
    if found.state == "disagreed":
        by = lead(group.totals[order.first], group.totals[order.second])
        level = f", {len(order.level)} put them level" if order.level else ""
        return (
            f"{counted(len(order.ahead), 'judge')} {_put(order.ahead)} {first} ahead of {second}, "
            f"{len(order.behind)} {second} ahead of {first}{level}. No average settles that: "
            f"by the {RULE_NAMES[group.rule]} they would be {number_of_points(by)} apart."
        )
    count = len(found.deciding)
    cells = counted(len(found.spreads), "cell")
    could = "None" if not count else f"{count}"
    return f"{could} of {cells} could each change the leader. {firsts_words(found)}."


def _put(judges: Sequence[str]) -> str:
    return "puts" if len(judges) == 1 else "put"


def firsts_words(found: GroupResult) -> str:
    """Return how many judges put which option first: “3 judges put Soup first, 2 Cake”."""
    parts = [(option, count) for option, count in found.firsts.items() if count]
    if len(parts) == 1:
        name = _label(found.criteria_set, parts[0][0])
        puts = "puts" if parts[0][1] == 1 else "put"
        return f"{all_of(parts[0][1], 'judge')} {puts} {name} first"
    (option, count), *rest = parts
    verb = "puts" if count == 1 else "put"
    start = f"{counted(count, 'judge')} {verb} {_label(found.criteria_set, option)} first"
    others = [f"{count} {_label(found.criteria_set, option)}" for option, count in rest]
    return f"{start}, {listing(others)}"


def rules_words(found: GroupResult) -> str:
    """Return the result of the other rule, as a warning if its leader differs."""
    made, other = found.criteria_set, found.other
    name = RULE_NAMES[other.rule]
    if found.rules_differ:
        return (
            f"Warning: the two rules name different leaders. By {RULE_NAMES[found.group.rule]} "
            f"{option_labels(made, found.group.leaders)} {leads(made, len(found.group.leaders))}, "
            f"by {name} {option_labels(made, other.leaders)}."
        )
    margin = other.margin
    ahead = f", {one_decimal(margin)} ahead" if margin is not None else ""
    return f"The other rule, {name}, gives the same leader{ahead}."


def result_lines(found: GroupResult) -> list[list[str]]:
    """Return the group's table: option, total, by the other rule, first for, pooled lead share."""
    try:
        shares = [found.pool.lead_shares[option] for option in found.group.ranking]
        pooled = percents(shares)
    except ValueError:
        pooled = ["–"] * len(found.group.ranking)
    rows = [
        ["rank", "option", "total", RULE_NAMES[found.other.rule], "first for", "pooled lead share"]
    ]
    for option, share in zip(found.group.ranking, pooled, strict=True):
        first = found.firsts[option]
        rows.append(
            [
                str(found.group.ranks[option]),
                _label(found.criteria_set, option),
                one_decimal(found.group.totals[option]),
                one_decimal(found.other.totals[option]),
                str(first) if first else "–",
                share,
            ]
        )
    return rows


def ranks_words(found: GroupResult) -> str:
    """Return what ranks without swings leave open; empty if no judge gave only ranks."""
    spans = found.rank_spans
    if spans is None:
        return ""
    made, first = found.criteria_set, found.group.ranking[0]
    who = listing(map(judge_name, spans.judges))
    low, high = spans.totals[first]
    said = (
        f"{who} gave only the order of the swings; any weights in that order leave "
        f"{_label(made, first)} a total of {one_decimal(low)} to {one_decimal(high)}"
    )
    if spans.rivals:
        return f"{said}, and could put {option_labels(made, spans.rivals)} level or ahead."
    return f"{said}, and it {leads(made)} under all of them."


# --- the disagreement ----------------------------------------------------------------------


def disagreement_heading(found: GroupResult) -> str:
    """Return how many cells could each change the leader; with one option or judge, none can."""
    count, cells = len(found.deciding), len(found.spreads)
    if not count:
        return f"None of {counted(cells, 'cell')} could change the leader alone"
    rest = cells - count
    others = f"; none of the other {rest} could alone" if rest else ""
    each = "each " if count > 1 else ""
    return f"{count} of {counted(cells, 'cell')} could {each}change the leader{others}"


def spread_words(criteria_set: CriteriaSet, spread: CellSpread) -> str:
    """Return the possible effect of a cell's spread on the leader."""
    if spread.spread == 0:
        return "No spread"
    # Answers are printed on their own scales, whose highest number need not be the best.
    start = f"If all took the {'best' if spread.end == 'highest' else 'worst'} answer,"
    if spread.decides:
        new = option_labels(criteria_set, spread.then)
        return f"{start} {new} would lead by {one_decimal(-spread.margin)}"
    if spread.levels:
        return f"{start} {option_labels(criteria_set, spread.then)} would draw level"
    leads_now = option_labels(criteria_set, spread.then)
    return f"{start} {leads_now} would still lead by {one_decimal(spread.margin)}"


def spread_line(found: GroupResult, spread: CellSpread) -> str:
    """Return a cell of the disagreement in one line: its name, spread and possible effect."""
    name = plain(cell_name(found.criteria_set, spread.cell))
    points = f"spread {one_decimal(spread.spread)}"
    jointly = " (only together with other cells)" if spread.jointly and not spread.decides else ""
    return f"{name}, {points}: {spread_words(found.criteria_set, spread)}{jointly}"


def answer_lines(found: GroupResult, spread: CellSpread) -> list[str]:
    """Return the unnamed answers on a cell with their reasons; empty if they are not shown."""
    lines = []
    for answer in found.answers(spread.cell):
        numbers = " / ".join(as_written(number) for number in answer.score[:3])
        shown = numbers if answer.score.known else CANNOT
        lines.append(f"  {shown}  {plain(answer.why or answer.reason)}".rstrip())
    return lines


def division_words(found: GroupResult) -> str:
    """Return whether scores or weights divide the judges, and the evidence for it."""
    if len(found.judges) < 2:
        return ""
    what = found.division.what
    if what == "nothing":
        return "Nothing divides them on the leader: all judges name the same."
    if what == "scores":
        (leaders,) = {*found.division.by_weights.values()}
        name = option_labels(found.criteria_set, leaders)
        return (
            "The scores divide them, not the weights. With everybody’s scores averaged, all "
            f"weightings put {name} first."
        )
    if what == "weights":
        (leaders,) = {*found.division.by_scores.values()}
        name = option_labels(found.criteria_set, leaders)
        return (
            "The weights divide them, not the scores. With everybody’s weights averaged, all "
            f"judges’ scores put {name} first."
        )
    if what == "either":
        return "Averaging either the scores or the weights would give all of them one leader."
    return "Scores and weights both divide them: averaging one alone leaves different leaders."


def agreement_words(found: GroupResult) -> list[str]:
    """Return Kendall's W with its meaning, and which criteria divide; empty under three."""
    agreed = found.concordance
    if agreed is None:
        return []
    said = []
    parts = []
    if agreed.options is not None:
        options = counted(len(found.panel.options), "option")
        parts.append(f"{two_decimals(agreed.options)} on the order of the {options}")
    if agreed.swings is not None:
        parts.append(f"{two_decimals(agreed.swings)} on the order of the swings")
    if parts:
        said.append(f"Kendall’s W {', '.join(parts)}: {KENDALL}.")
    wide, narrow = agreed.most_divided, agreed.most_united
    if wide and narrow and wide != narrow:
        named, other = (
            listing(criterion_name(found.criteria_set, c) for c in those)
            for those in (wide, narrow)
        )
        said.append(
            f"{named} {'divides' if len(wide) == 1 else 'each divide'} them most, "
            f"{_points(agreed.spreads[wide[0]])} from lowest to highest on average; {other} "
            f"{'unites' if len(narrow) == 1 else 'each unite'} them most, "
            f"{_points(agreed.spreads[narrow[0]])}."
        )
    return said


def settlement_words(found: GroupResult, *, names_cells: bool = True) -> str:
    """Return what would have to be settled for the leader to be certain.

    `names_cells`: whether the first of the cells are named or they are only counted.
    """
    made, settled = found.criteria_set, found.settlement
    if settled.cells is None:
        return f"{option_labels(made, found.group.leaders)} are level: settling cells is no help."
    name = _label(made, found.group.leaders[0])
    if not settled.rivals:
        rule = RULE_NAMES[found.group.rule]
        return f"Whatever the judges’ values, all at once, {name} {leads(made)} by the {rule}."
    count = len(settled.cells)
    cells = "this cell" if count == 1 else f"these {count} cells"
    could = option_labels(made, settled.rivals)
    was = "was" if count == 1 else "were"
    said = (
        f"With all cells at once, {could} could lead too. {name} would be certain to lead "
        f"once {cells} {was} settled at the group’s score"
    )
    if not names_cells:
        return f"{said}."
    return f"{said}: {some_apart(plain(cell_name(made, cell)) for cell in settled.cells)}."


def judge_lines(found: GroupResult) -> list[list[str]]:
    """Return a table of each judge's leader, lead and weights in per cent.

    Weights given only as ranks are printed as ranges; leader and lead then use their centroid.
    """
    criteria = found.criteria_set.criteria
    names = [plain(criteria[criterion].label) for criterion in found.panel.criteria]
    rows = [["judge", "leader", "by", *names]]
    for judge, evaluation in found.panel.evaluations.items():
        spans = found.weight_spans(judge)
        weights = percents([evaluation.weights[c] for c in found.panel.criteria])
        if judge in found.panel.ranked:
            weights = [f"{percent(spans[c][0])}{DASH}{percent(spans[c][1])}" for c in spans]
        leaders = option_labels(found.criteria_set, evaluation.leaders)
        rows.append([judge_name(judge), leaders, one_decimal(found.margins[judge]), *weights])
    return rows
