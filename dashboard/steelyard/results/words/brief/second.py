"""The sentences around the matrix, the strips and the options: the second page of a brief."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TYPE_CHECKING

from steelyard.results.words.basis import method_sentences
from steelyard.results.words.brief.change import BriefPoint
from steelyard.results.words.brief.top import file_view, other_frames_of
from steelyard.results.words.findings import (
    BOLD_CELLS,
    LeadCell,
    lead_matrix,
    perspectives_finding,
)
from steelyard.results.words.lead.frames import frame_difference
from steelyard.results.words.names import CONDITION_WORDS, conditions_line, leads, option_names
from steelyard.results.words.numbers import (
    as_written,
    counted,
    one_decimal,
    percent,
    tenth_percent,
)
from steelyard.results.words.scores.scales import goodness_words
from steelyard.results.words.simulations import RANGE, error_words, has_ranges, span_note
from steelyard.results.words.text import first_sentence, listing, plain
from steelyard.results.words.weights import (
    FLIP_TEMPLATES,
)

if TYPE_CHECKING:
    from steelyard.analysis.sensitivity.changes import WeightTrack
    from steelyard.analysis.totals import Evaluation
    from steelyard.results.appraisal import Finding
    from steelyard.results.result import Result

LONGEST_NEED = 36
"""Most characters of the conditions named under an option."""

MOST_NEEDED = 1
"""If there are more conditions in one state than this, they are counted instead of named."""


# --- ranking ----------------------------------------------------------------------------------


def ranking_heading(result: Result) -> str:
    """Return the heading over the ranking."""
    count = len(result.evaluation.options)
    return f"How the {count} options compare" if count > 1 else "The only option"


def drawing_note(result: Result) -> str:
    """Return the note on how to read the bars, colours and small lines of the ranking."""
    criteria_set = result.criteria_set
    said = [f"A bar says {goodness_words(criteria_set)}. {IN_COLOUR}"]
    if any(needs_words(result, option) for option in criteria_set.options):
        said.append("Under a name: conditions that are open or not met.")
    return " ".join(said)


def ranking_note(result: Result) -> str:
    """Return the note on what the totals and counts of the ranking mean."""
    simulations = result.simulations
    drawn = "these and other scores within their ranges"
    spans = "; its range depends on how errors go together" if span_note(simulations) else ""
    if not has_ranges(simulations):
        drawn = "these; no score has a range"
    return (
        "A total weighs the scores and adds them up. Each simulation takes other weights near "
        f"{drawn}. A count is accurate to about {error_words(simulations)}{spans}."
    )


IN_COLOUR = (
    "Options in colour lead somewhere in this file, with other weights or scores or in a scenario."
)
NO_CHANCE = "A count of simulations is not the chance of being right."
RANGE_HEAD, RANGE_HEAD_LONG = "Range", RANGE
COUNTS_NOTE = f"First in: of 100 simulations. Range: where 90 lie. {NO_CHANCE}"
"""The heads of the range of a total, short and long, and the note on ranges and counts."""

OPTIONS_HEADING = "What each option is and needs, and what speaks of it"
OPTIONS_ALONE = "What each option is"
CONDITIONS_HEADING = "What the options depend on"
LEFT_OUT_HEADING = "Left out of this comparison"
ANNEX_TITLE = "Annex: lists in full"


def needs_words(result: Result, option: str) -> str:
    """Return the conditions of an option that are not met or open; empty if there are none.

    A single one is named unless the line becomes too long; several are counted.
    """
    criteria_set = result.criteria_set
    parts: list[str] = []
    for state in ("no", "open"):
        needs = criteria_set.options[option].needs
        names = [
            plain(criteria_set.conditions[need].name)
            for need in needs
            if criteria_set.conditions[need].state == state
        ]
        if len(names) > MOST_NEEDED or (names and parts):
            parts.append(f"{len(names)} {CONDITION_WORDS[state]}")
        elif names:
            parts.append(f"{names[0]}: {CONDITION_WORDS[state]}")
    said = "; ".join(parts)
    return said if len(said) <= LONGEST_NEED else conditions_line(criteria_set, option)


def folded_words(result: Result, options: Iterable[str]) -> tuple[str, str]:
    """Return the number of the options that are folded away, and the span of their totals."""
    totals = [result.evaluation.totals[option] for option in options]
    low, high = one_decimal(min(totals)), one_decimal(max(totals))
    return f"{len(totals)} more", low if low == high else f"{low} to {high}"


# --- matrix -----------------------------------------------------------------------------------


def matrix_heading(result: Result) -> str:
    """Return whether scores, weights or the choice of criteria decide more, as a heading."""
    if result.criteria_set.lenses or result.criteria_set.readings:
        return perspectives_finding(result)[0]
    own = result.evaluation.leaders
    if any(view.verdict.leaders != own for view in result.frames.values()):
        return "Which criteria count decides who comes first"
    return "The same option comes first whichever criteria count"


def matrix_note(result: Result) -> str:
    """Return the note on how to read the matrix of leaders."""
    return (
        f"The leader of each cell and its margin in points. {BOLD_CELLS} Too close: under "
        f"{as_written(result.criteria_set.verdict.close_call)} points."
    )


def margin_words(cell: LeadCell) -> str:
    """Return how far the leader of a cell is ahead, and whether that is too close to call."""
    gap = cell.gap.replace(" to +", " to ")
    if cell.is_close:
        return f"{gap} · too close"
    return f"{gap} · {cell.close_views} too close" if cell.close_views else gap


def group_sentence(names: list[str]) -> str:
    """Return the weightings of those rows that give only their number; empty for none."""
    return " ".join(f"The {len(one.split(', ')) + 1} weightings: {one}." for one in names)


def counter_finding(result: Result) -> str:
    """Return the strongest finding against the leader: a reading under which others often lead.

    A family that is shut out in this frame comes first, in the frame in which it leads under the
    most weightings; else another option in this frame. Empty if there is no such finding.
    """
    here = result.frames.get(result.evaluation.frame)
    found = []
    for family in here.shut_out if here else ():
        members = {o for o, e in result.criteria_set.options.items() if e.family == family}
        for frame in other_frames_of(result):
            words = frame_difference(result.criteria_set, result, frame)
            for reading, led in _leaders_by_reading(file_view(result, frame)).items():
                count = sum(set(leaders) <= members for leaders in led)
                who = f"some kind of {plain(family)}"
                found.append((count, len(led), f" and {words}", who, reading))
    if not found:
        for reading, led in _leaders_by_reading(result).items():
            others = Counter(leaders[0] for leaders in led if len(leaders) == 1)
            others.pop(result.evaluation.leaders[0], None)
            if reading is not None and others:
                option, count = others.most_common(1)[0]
                name = plain(result.criteria_set.options[option].label)
                found.append((count, len(led), "", name, reading))
    if not found:
        return ""
    count, total, where, who, reading = max(found, key=lambda one: one[0])
    if not count:
        return ""
    every = f"{count} of {total} weightings"
    if count == total:
        few = {1: "the only weighting", 2: "both weightings"}
        every = few.get(total, f"all {total} weightings")
    verb = leads(result.criteria_set)
    readings = result.criteria_set.readings
    name = "the file" if reading is None else f"“{plain(readings[reading].name)}”"
    return f"With the scores of {name}{where}, {who} {verb} under {every}."


def _leaders_by_reading(result: Result) -> dict[str | None, list[tuple[str, ...]]]:
    """Return reading → the leaders with each weighting; `None` for the file's own scores."""
    found: dict[str | None, list[tuple[str, ...]]] = {}
    for _, cells in lead_matrix(result).rows:
        for cell in cells:
            found.setdefault(cell.view.get("reading"), []).append(cell.leaders)
    return found


# --- strips -----------------------------------------------------------------------------------


STRIPS_NOTE = (
    "Colour: the leader at that weight. Tick: the weight now. Beside it: where another takes over."
)


def strip_end(result: Result, track: WeightTrack, *, named: bool) -> str:
    """Return the weight from which another option leads, with its name if `named`."""
    if track.nearest is None:
        return "never changes"
    is_above = track.nearest >= track.weight
    template = FLIP_TEMPLATES["track_above" if is_above else "track_below"]
    names = plain(option_names(result.criteria_set, track.takes_over, most=2))
    shown = percent(track.nearest)
    if shown == percent(track.weight):
        shown = tenth_percent(track.nearest)
    said = template.format(percent=shown.rstrip("%"), leaders=names)
    return said if named and names else said.split(":")[0]


# --- scenarios --------------------------------------------------------------------------------


def scenarios_heading(result: Result) -> str:
    """Return in how many scenarios another option leads; empty without scenarios."""
    others, changed = _scenarios(result)
    if not others:
        return ""
    scenarios = counted(len(others), "scenario")
    if not changed:
        return f"The leader changes in none of {scenarios}"
    return f"The leader changes in {len(changed)} of {scenarios}"


def scenario_points(result: Result, *, has_margins: bool = True) -> list[BriefPoint]:
    """Return which other options lead in which scenarios, and the leader's margins elsewhere."""
    others, changed = _scenarios(result)
    criteria_set, own = result.criteria_set, result.evaluation.leaders
    by_leader: dict[tuple[str, ...], list[str]] = {}
    for scenario, evaluation in changed.items():
        margin = f" ({_margin(evaluation)})" if has_margins else ""
        name = f"“{plain(criteria_set.scenarios[scenario].name)}”{margin}"
        by_leader.setdefault(evaluation.leaders, []).append(name)
    points = [
        BriefPoint(plain(option_names(criteria_set, leaders, most=2)), f"in {listing(names)}.")
        for leaders, names in by_leader.items()
    ]
    kept = [e for s, e in others.items() if s not in changed and len(e.leaders) == 1]
    if kept and has_margins:
        gaps = sorted(kept, key=_gap)
        least, most = _margin(gaps[0]), _margin(gaps[-1])
        name = plain(option_names(criteria_set, own, most=2))
        much = f"by {least}" if least == most else f"by {least} to {most}"
        rest = "other " if changed else ""
        text = f"In the {rest}{len(kept)}, {name} {leads(criteria_set, len(own))} {much}."
        points.append(BriefPoint("", text))
    return points


def _scenarios(result: Result) -> tuple[dict[str, Evaluation], dict[str, Evaluation]]:
    """Return the scenarios except the one in view, and those in which the leader does not lead."""
    own = set(result.evaluation.leaders)
    others = {
        case.scenario: evaluation
        for case, evaluation in result.scenarios.evaluations.items()
        if case.scenario not in (None, result.choice.scenario)
    }
    found = {key: e for key, e in others.items() if key is not None}
    return found, {key: e for key, e in found.items() if not own & set(e.leaders)}


def _gap(evaluation: Evaluation) -> float:
    first, second = (evaluation.totals[option] for option in evaluation.ranking[:2])
    return first - second


def _margin(evaluation: Evaluation) -> str:
    return one_decimal(_gap(evaluation))


# --- conditions, what is left out, approver, method ---------------------------------------------


def condition_points(result: Result, *, open_counted: bool = False) -> list[BriefPoint]:
    """Return each condition that an option in view needs, with its state and the reason for it.

    Unmet conditions come first. `open_counted`: the others are only counted.
    """
    criteria_set, ranking = result.criteria_set, result.evaluation.ranking
    found = []
    order = {"no": 0, "open": 1, "yes": 2}
    needed = {need for option in ranking for need in criteria_set.options[option].needs}
    entries = [(k, e) for k, e in criteria_set.conditions.items() if k in needed]
    for key, entry in sorted(entries, key=lambda one: order[one[1].state]):
        if open_counted and entry.state != "no":
            continue
        needing = [option for option in ranking if key in criteria_set.options[option].needs]
        why = first_sentence(entry.note)
        said = f"Needed for {plain(option_names(criteria_set, needing, most=2))}."
        head = f"{plain(entry.name)}: {CONDITION_WORDS[entry.state]}."
        found.append(BriefPoint(head, f"{why} {said}".strip(), is_bad=entry.state == "no"))
    rest = sum(entry.state != "no" for _, entry in entries)
    if open_counted and rest:
        found.append(BriefPoint("", f"{counted(rest, 'more condition')} open or met."))
    return found


def left_out_points(result: Result) -> list[BriefPoint]:
    """Return which criteria the frame does not count, and what the file deliberately leaves out."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    outside = [
        plain(e.name) for c, e in criteria_set.criteria.items() if c not in evaluation.criteria
    ]
    points = []
    if outside:
        points.append(BriefPoint("Not counted here:", f"{'; '.join(outside)}."))
    if criteria_set.left_out:
        named = "; ".join(plain(entry.name) for entry in criteria_set.left_out.values())
        points.append(BriefPoint("Out of the file on purpose:", f"{named}."))
    return points


def checks_note(findings: tuple[Finding, ...]) -> str:
    """Return how many checks there were and how many passed."""
    states = [finding.state for finding in findings]
    moot = states.count("not applicable")
    without = f", {moot} {'does' if moot == 1 else 'do'} not apply" if moot else ""
    passed = f"{states.count('passed')} passed{without}"
    return f"{counted(len(findings), 'check')} from published guidance, {passed}."


def check_points(
    findings: tuple[Finding, ...], *, open_counted: bool = False, named_only: bool = False
) -> list[BriefPoint]:
    """Return the finding of each failed check, then which checks are open.

    `open_counted`: open checks are only counted. `named_only`: failed checks are only named.
    """
    failed = dict.fromkeys(plain(f.found) for f in findings if f.state == "failed")
    points = [BriefPoint("Failed", said, is_bad=True) for said in failed]
    if named_only and points:
        points = [BriefPoint("Failed", f"{_titles(findings, 'failed')}.", is_bad=True)]
    still_open = sum(finding.state == "open" for finding in findings)
    if still_open:
        count = counted(still_open, "more check")
        points.append(
            BriefPoint("Open", f"{count if open_counted else _titles(findings, 'open')}.")
        )
    return points


def _titles(findings: tuple[Finding, ...], state: str) -> str:
    return "; ".join(f"“{plain(finding.title)}”" for finding in findings if finding.state == state)


def short_method(result: Result) -> tuple[str, ...]:
    """Return how the figures are computed, in two sentences."""
    return method_sentences(result)[1:3]


# --- speaker notes ----------------------------------------------------------------------------


def where_from(origin: str) -> str:
    """Return where the figures of a slide come from."""
    return f"Where the figures come from: {origin}."


def matrix_question() -> str:
    """Return the question that the matrix answers."""
    return "Whose view decides?"


def matrix_notes(finding: str) -> str:
    """Return speaker notes on the matrix."""
    return (
        f"{finding}. Read a column downwards to see other weights on the same scores, and a row "
        "across to see other scores under the same weights. The question to the room: whose scores "
        "do you believe?"
    )


def more_columns(readings: int, rows: int) -> str:
    """Return how many readings and rows of the matrix a slide leaves out; empty for none."""
    parts = [
        *([counted(readings, "rival reading")] if readings > 0 else []),
        *([counted(rows, "row")] if rows > 0 else []),
    ]
    return f"Not shown: {listing(parts)}." if parts else ""
