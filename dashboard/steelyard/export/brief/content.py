"""The content of the brief, the same for all of its forms, in the order of reading.

Every number comes from the `Result` and the functions it is passed to; typesetting, escaping and
fitting text are up to the forms.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.charts.scores import scorecard
from steelyard.charts.theme import option_colours, palette
from steelyard.charts.weights import winner_strips
from steelyard.export.brief.drawings import (
    cards_table,
    foldable,
    matrix_drawing,
    matrix_table,
    matrix_words,
    ranking_drawing,
    ranking_table,
    rival_cards,
    strips_drawing,
    strips_table,
    strips_words,
)
from steelyard.export.brief.parts import Brief, Section
from steelyard.export.brief.references import (
    checks_table,
    claims_table,
    criteria_table,
    options_table,
    source_points,
    summaries_table,
)
from steelyard.export.stamps.provenance import origin_line
from steelyard.results.result import Result
from steelyard.results.words.basis import (
    appraisal_sentence,
    method_sentences,
    sidedness_sentences,
)
from steelyard.results.words.brief.change import (
    NO_READING,
    BriefPoint,
    change_heading,
    change_points,
    rivals_heading,
    strips_heading,
    why_point,
)
from steelyard.results.words.brief.second import (
    CONDITIONS_HEADING,
    LEFT_OUT_HEADING,
    NO_CHANCE,
    OPTIONS_ALONE,
    OPTIONS_HEADING,
    STRIPS_NOTE,
    check_points,
    checks_note,
    condition_points,
    counter_finding,
    drawing_note,
    group_sentence,
    left_out_points,
    matrix_heading,
    matrix_note,
    ranking_heading,
    ranking_note,
    scenario_points,
    scenarios_heading,
    short_method,
)
from steelyard.results.words.brief.top import (
    bottom_line,
    identity_parts,
    opening_sentences,
    read_with_care,
    tiles,
)
from steelyard.results.words.findings import group_names
from steelyard.results.words.judging.beside import HEADING, beside_sentence, whose_lines
from steelyard.results.words.lead.frames import frame_note
from steelyard.results.words.scores.ranking import describe_ranking
from steelyard.results.words.view import exploratory_words, whose_weights_words
from steelyard.results.words.weights import nearest_first

ANNEX = 3
"""The page number of sections that appear only in the annex of forms without pages."""

FEWEST_STRIPS = 2
FEWEST_RANKS, MOST_RANKS = 3, 6
"""Options that remain in the ranking however little room there is: fewest and most."""


def brief_of(result: Result) -> Brief:
    """Return the whole content of a brief, nothing cut.

    Raises ValueError if nothing in the file can be compared.
    """
    criteria_set, choice = result.criteria_set, result.choice
    colours, shown = option_colours(criteria_set, "light"), tiles(result)
    sections = (*_first_page(result), *_second_page(result), *_annex(result))
    is_others = choice.lens or choice.reading or choice.scenario
    return Brief(
        identity=identity_parts(result),
        title=criteria_set.title,
        as_of=criteria_set.as_of or "",
        question=criteria_set.question,
        sentence=bottom_line(result),
        tiles=shown,
        tile_colours=tuple(
            palette("light").grey if tile.leader is None else colours[tile.leader] for tile in shown
        ),
        opening=" ".join(opening_sentences(result)),
        care=" ".join(read_with_care(result)),
        short_care=" ".join(read_with_care(result, is_short=True)),
        whose=whose_weights_words(result) if is_others else "",
        exploratory=exploratory_words(result),
        origin=origin_line(result),
        sections=tuple(section for section in sections if section is not None),
    )


def _first_page(result: Result) -> tuple[Section | None, ...]:
    is_alone = len(result.evaluation.options) < 2
    return (_ranking(result), _change(result), None if is_alone else _rivals(result))


def _second_page(result: Result) -> tuple[Section | None, ...]:
    is_alone = len(result.evaluation.options) < 2
    has_views = bool(result.criteria_set.lenses or result.criteria_set.readings)
    return (
        _matrix(result) if not is_alone and (has_views or len(result.frames) > 1) else None,
        _strips(result) if not is_alone and len(result.evaluation.criteria) > 1 else None,
        _scenarios(result) if result.criteria_set.scenarios and not is_alone else None,
        _options(result),
        _conditions(result),
        _left_out(result),
        _appraisal(result),
        _judges(result),
        _method(result),
    )


def _ranking(result: Result) -> Section:
    evaluation = result.evaluation
    whole = Section(
        "ranking",
        ranking_heading(result),
        1,
        note=drawing_note(result),
        table=ranking_table(result, has_scores=False),
        drawing=ranking_drawing(result),
        picture=scorecard.CHART.of(result),
        words=describe_ranking(result.criteria_set, evaluation, len(evaluation.options)),
        below=(BriefPoint("", ranking_note(result)), BriefPoint(NO_CHANCE, "")),
    )
    ranking = evaluation.ranking
    for first in (FEWEST_RANKS, MOST_RANKS):
        if len(ranking) > first:
            lacks = f"options from rank {first + 1} on"
            drawing = ranking_drawing(result, ranking[first:])
            smaller = replace(whole, drawing=drawing, note="", lacks=lacks)
            whole = replace(whole, smaller=replace(smaller, smaller=whole.smaller))
    grey = foldable(result)
    if not grey:
        return whole
    folded = replace(whole, drawing=ranking_drawing(result, grey))
    return replace(whole, smaller=replace(folded, lacks="grey options from rank 7 on"))


def _change(result: Result) -> Section:
    """Return why the leader leads and what would change that; the smaller form names one score."""
    is_one = len(result.evaluation.options) > 1 and len(result.evaluation.leaders) == 1
    why = [why_point(result)] if is_one else []
    whole = Section("change", change_heading(result), 1, points=(*why, *change_points(result)))
    fewer = (*why, *change_points(result, most_scores=1))
    if fewer == whole.points:
        return whole
    return replace(whole, smaller=replace(whole, points=fewer, lacks="a second score"))


def _rivals(result: Result) -> Section:
    cards = rival_cards(result)
    heading = rivals_heading(result, len(cards.rivals))
    if not cards.rivals:
        return Section("rivals", heading, 1, points=(BriefPoint("", NO_READING),))
    return Section("rivals", heading, 1, table=cards_table(cards), drawing=cards)


def _matrix(result: Result) -> Section:
    """Return the leaders with each set of weights and scores; the smaller form names no groups."""
    heading, matrix = matrix_heading(result), matrix_drawing(result)
    counter = counter_finding(result)
    names = group_sentence(group_names(result))
    whole = Section(
        "matrix",
        heading,
        note=matrix_note(result),
        table=matrix_table(matrix),
        drawing=matrix,
        words=matrix_words(matrix, heading),
        after=(BriefPoint("", counter),) if counter else (),
    )
    if not names:
        return whole
    lacks = "the names of weightings that share a row"
    return replace(whole, below=(BriefPoint("", names),), smaller=replace(whole, lacks=lacks))


def _strips(result: Result) -> Section:
    """Return the leaders at every weight; the smaller form has the two weights nearest a change."""
    strips, heading = strips_drawing(result, result.tracks), strips_heading(result)
    whole = Section(
        "strips",
        heading,
        note=STRIPS_NOTE,
        table=strips_table(strips),
        drawing=strips,
        picture=winner_strips.CHART.of(result),
        words=strips_words(strips, heading),
    )
    nearest = nearest_first(result.tracks) or list(result.tracks)
    if len(result.tracks) <= FEWEST_STRIPS:
        return whole
    few = strips_drawing(result, nearest[:FEWEST_STRIPS])
    lacks = "weights further from a change than the nearest two"
    return replace(whole, smaller=replace(whole, drawing=few, lacks=lacks))


def _scenarios(result: Result) -> Section:
    whole = Section("scenarios", scenarios_heading(result), points=tuple(scenario_points(result)))
    bare = replace(whole, points=tuple(scenario_points(result, has_margins=False)))
    return replace(whole, smaller=replace(bare, lacks="the margins in scenarios"))


def _options(result: Result) -> Section | None:
    """Return one line per option; smaller forms have fewer paragraphs, then fewer options."""
    table = options_table(result)
    if table is None:
        return None
    heading = OPTIONS_HEADING if result.evidence.claims else OPTIONS_ALONE
    whole = Section("options", heading, table=table, below=source_points(result))
    short = replace(whole, table=options_table(result, is_short=True))
    folded = replace(whole, table=options_table(result, is_short=True, left_out=foldable(result)))
    beyond = "paragraphs beyond two lines"
    last = replace(folded, lacks=f"{beyond}, and grey options from rank 7 on")
    short = replace(short, lacks=beyond, smaller=last if foldable(result) else None)
    return replace(whole, smaller=short)


def _conditions(result: Result) -> Section | None:
    points = tuple(condition_points(result))
    if not points:
        return None
    whole = Section("conditions", CONDITIONS_HEADING, points=points)
    few = tuple(condition_points(result, open_counted=True))
    return replace(
        whole, smaller=replace(whole, points=few, lacks="conditions that are open or met")
    )


def _left_out(result: Result) -> Section | None:
    points = tuple(left_out_points(result))
    return Section("left_out", LEFT_OUT_HEADING, points=points) if points else None


def _appraisal(result: Result) -> Section:
    findings = result.findings
    whole = Section(
        "appraisal",
        "What an approver would ask",
        note=checks_note(findings),
        points=tuple(check_points(findings)),
    )
    if not whole.points:
        return whole
    named = tuple(check_points(findings, open_counted=True, named_only=True))
    last = replace(whole, points=named, lacks="what each check found, and checks that are open")
    few = tuple(check_points(findings, open_counted=True))
    return replace(
        whole, smaller=replace(whole, points=few, lacks="checks that are open", smaller=last)
    )


def _judges(result: Result) -> Section | None:
    """Return the judges' results on the set; none if there is no round."""
    points = tuple(BriefPoint("", said) for said in whose_lines(result.group))
    if not points:
        return None
    whole = Section("judges", HEADING, points=points)
    one = replace(whole, points=(BriefPoint("", beside_sentence(result.group)),))
    return replace(whole, smaller=replace(one, lacks="what the judges disagree on"))


def _method(result: Result) -> Section:
    whole = Section(
        "method", "Method", points=(BriefPoint("", " ".join(method_sentences(result))),)
    )
    short = (BriefPoint("", " ".join(short_method(result))),)
    return replace(whole, smaller=replace(whole, points=short, lacks="half of the method"))


def _annex(result: Result) -> tuple[Section | None, ...]:
    """Return the sections that are only in the annex: complete lists for reference."""
    note, method = frame_note(result), " ".join(method_sentences(result))
    summaries = summaries_table(result)
    evidence = tuple(BriefPoint("", said) for said in sidedness_sentences(result))
    checks = checks_table(result.findings)
    return (
        Section("scores", "Every score", ANNEX, table=ranking_table(result)),
        Section(
            "criteria",
            "Criteria, their weights and directions",
            ANNEX,
            points=(BriefPoint("", note),) if note else (),
            table=criteria_table(result),
        ),
        Section("summaries", "The options in full", ANNEX, table=summaries) if summaries else None,
        Section("evidence", "What the scores rest on", ANNEX, points=evidence),
        Section("claims", "Every claim on each option", ANNEX, table=claims_table(result))
        if result.evidence.claims
        else None,
        Section(
            "checks",
            "The checks in full",
            ANNEX,
            points=(BriefPoint("", appraisal_sentence(result.findings)),),
            table=checks,
        )
        if checks is not None
        else None,
        Section("method_in_full", "The method in full", ANNEX, points=(BriefPoint("", method),)),
    )
