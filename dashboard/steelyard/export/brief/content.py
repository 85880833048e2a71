"""The one content model of the brief: everything both forms say, in the order of reading.

Every number comes from the `Result` and what it is handed on to; setting text in type,
escaping it and making it fit are for the forms.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.analysis.perspectives.perspectives import Perspectives, through_lenses
from steelyard.analysis.sensitivity.robustness import (
    Belief,
    WeightTrack,
    find_beliefs,
    track_weights,
)
from steelyard.charts.evidence.coverage_map import coverage_map, coverage_map_alt
from steelyard.charts.perspectives.lens_ranks import lens_ranks_title
from steelyard.charts.scores.scorecard import scorecard, scorecard_alt
from steelyard.charts.scores.why import why_title
from steelyard.charts.weights.beliefs import beliefs_title
from steelyard.charts.weights.winner_strips import winner_strips_title
from steelyard.export.brief.appraisal import appraisal_section
from steelyard.export.brief.basis import (
    Supports,
    evidence_sentences,
    supports_of,
)
from steelyard.export.brief.headline import (
    exploratory_words,
    method_sentences,
    whose_words,
)
from steelyard.export.brief.leads import (
    belief_sentences,
    change_sentences,
    difference_sentences,
    needs_sentences,
    sure_sentences,
    why_sentences,
)
from steelyard.export.brief.parts import Brief, Drawing, Section
from steelyard.export.brief.sources import (
    claims_table,
    paragraphs_table,
    source_sentences,
    source_titles,
)
from steelyard.export.brief.tables import (
    criteria_sentences,
    criteria_table,
    options_table,
    ranking_table,
    short_options_table,
)
from steelyard.export.brief.views_apart import (
    lens_note,
    lens_sentences,
    lenses_shown,
    reading_sentences,
    scenario_sentences,
)
from steelyard.export.provenance import origin_line
from steelyard.pictures.perspectives import picture_lens_ranks
from steelyard.pictures.picture import Picture
from steelyard.pictures.robustness import (
    picture_beliefs,
    picture_simulations,
    picture_strips,
    picture_why,
)
from steelyard.results.appraisal import Finding, appraise
from steelyard.results.result import Result
from steelyard.results.words.ranking import describe_ranking

MOST_LENSES = 7
"""More columns than these are not drawn: their names would not fit over them."""

FEWER_STRIPS = (1, 2, 4, 7)
"""How many strips are drawn where there is no room for all."""


def brief_of(result: Result) -> Brief:
    """Return the whole content of a brief, nothing cut.

    Raises ValueError where nothing in the file can be compared.
    """
    criteria_set, verdict = result.criteria_set, result.verdict
    sections = _first_page(result) + _second_page(result)
    return Brief(
        title=criteria_set.title,
        question=criteria_set.question,
        as_of=criteria_set.as_of or "",
        state=verdict.state,
        sentence=verdict.sentence,
        because=verdict.because,
        whose=whose_words(result),
        exploratory=exploratory_words(result),
        origin=origin_line(result),
        sections=tuple(section for section in sections if section is not None),
    )


def _first_page(result: Result) -> list[Section | None]:
    is_alone = len(result.evaluation.options) < 2
    return [
        _ranking(result),
        None if is_alone else _strips(result, track_weights(result.evaluation)),
        _change(result),
        None
        if is_alone
        else Section(
            "dissent", "What rival scores say", 1, reading_sentences(result), is_list=True
        ),
        None
        if is_alone
        else Section("sure", "How sure are we", 1, sure_sentences(result), is_list=True),
    ]


def _second_page(result: Result) -> list[Section | None]:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    findings = appraise(criteria_set, evaluation, result.evidence)
    supports = supports_of(result)
    is_alone = len(evaluation.options) < 2
    return [
        None if is_alone or not criteria_set.lenses else _lenses(result),
        None if is_alone else _why(result),
        None if is_alone else _believe(result),
        None if is_alone else _simulations(result),
        _evidence(result, supports, findings),
        _sources(result, supports) if result.evidence.claims else None,
        _options(result),
        _gates(result),
        Section(
            "criteria",
            "Criteria, their weights and directions",
            2,
            criteria_sentences(result),
            table=criteria_table(result),
        ),
        appraisal_section(findings),
        Section("method", "Method", 2, method_sentences(result)),
    ]


def _change(result: Result) -> Section:
    """Return what would change the advice; the smaller form counts scenarios and names none."""
    said = change_sentences(result)
    if len(result.evaluation.options) < 2:
        return Section("change", "What would change this", 1, said, is_list=True)
    counted = scenario_sentences(result, named=False)
    named = scenario_sentences(result, named=True)
    whole = Section("change", "What would change this", 1, (*said, *named), is_list=True)
    if named == counted:
        return whole
    lacks = "the names of the scenarios in which another option leads"
    return replace(whole, smaller=replace(whole, sentences=(*said, *counted), lacks=lacks))


def _ranking(result: Result) -> Section:
    criteria_set, evaluation, simulations = (
        result.criteria_set,
        result.evaluation,
        result.simulations,
    )
    drawing = Drawing(
        lambda width: scorecard(
            criteria_set,
            evaluation,
            "light",
            width=width,
            lead_shares=simulations.lead_shares,
            total_ranges=simulations.ranges,
        ),
        f"{scorecard_alt(criteria_set, evaluation, simulations.lead_shares)} "
        f"{describe_ranking(criteria_set, evaluation, len(evaluation.options))}",
        is_wide=True,
    )
    table = ranking_table(result)
    whole = Section("ranking", "How the options compare", 1, table=table, picture=drawing)
    return replace(whole, smaller=replace(whole, picture=replace(drawing, is_dense=True)))


def _strips(result: Result, tracks: dict[str, WeightTrack]) -> Section:
    """Return who leads at every weight, and smaller forms with the weights nearest to a flip."""
    criteria_set, evaluation = result.criteria_set, result.evaluation
    whole = Section("strips", winner_strips_title(criteria_set, evaluation, tracks), 1)
    smaller: Section | None = None
    for most in (*FEWER_STRIPS, len(tracks)):
        if most > len(tracks):
            continue
        few = nearest_tracks(tracks, most)
        which = "one nearest to a flip is" if most == 1 else f"{most} nearest to a flip are"
        note = f"Of {len(tracks)} weights the {which} drawn."
        # In words the picture is told whole: its title speaks of all weights.
        drawing = replace(
            _drawing(picture_strips(criteria_set, evaluation, few), is_wide=True),
            words=picture_strips(criteria_set, evaluation, tracks).words,
            note=note if most < len(tracks) else "",
        )
        smaller = replace(whole, picture=drawing, smaller=smaller)
    assert smaller is not None
    return smaller


def nearest_tracks(tracks: dict[str, WeightTrack], most: int) -> dict[str, WeightTrack]:
    """Return the weights nearest to a flip, at most so many, in the order they came in."""

    def away(criterion: str) -> float:
        track = tracks[criterion]
        return 2.0 if track.nearest is None else abs(track.nearest - track.weight)

    kept = set(sorted(tracks, key=away)[:most])
    return {criterion: track for criterion, track in tracks.items() if criterion in kept}


def _lenses(result: Result) -> Section:
    """Return who leads through which lens, and how the others rank there."""
    criteria_set = result.criteria_set
    lenses: Perspectives = through_lenses(criteria_set, result.choice.view)
    shown = lenses_shown(lenses, MOST_LENSES)
    drawing = replace(
        _drawing(picture_lens_ranks(criteria_set, shown), is_wide=True),
        words=picture_lens_ranks(criteria_set, lenses).words,
        note=lens_note(lenses, shown),
    )
    sentences = lens_sentences(result, lenses)
    return Section("lenses", lens_ranks_title(criteria_set, lenses), 2, sentences, picture=drawing)


def _why(result: Result) -> Section:
    criteria_set, evaluation, choice = result.criteria_set, result.evaluation, result.choice
    leader = evaluation.ranking[0]
    rival = choice.rival if choice.rival not in (None, leader) else evaluation.ranking[1]
    assert rival is not None
    in_words = Section(
        "why",
        why_title(criteria_set, evaluation, leader, rival),
        2,
        difference_sentences(result, leader, rival),
        lacks="the picture of the difference",
    )
    return replace(
        in_words,
        sentences=why_sentences(result, leader, rival),
        picture=_drawing(picture_why(criteria_set, evaluation, leader, rival)),
        smaller=in_words,
        lacks="",
    )


def _believe(result: Result) -> Section | None:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    try:
        found: dict[str, Belief] = find_beliefs(evaluation)
    except ArithmeticError:
        return None
    return Section(
        "believe",
        beliefs_title(criteria_set, evaluation, found),
        2,
        belief_sentences(result, found),
        picture=_drawing(picture_beliefs(criteria_set, evaluation, found)),
    )


def _simulations(result: Result) -> Section:
    criteria_set, evaluation, simulations = (
        result.criteria_set,
        result.evaluation,
        result.simulations,
    )
    picture = picture_simulations(criteria_set, evaluation, simulations)
    return Section(
        "simulations", "A hundred simulations by who comes first", 2, picture=_drawing(picture)
    )


def _evidence(result: Result, supports: Supports, findings: tuple[Finding, ...]) -> Section:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    has_any = not set(supports.values()) <= {"none", "unknown"}
    picture = Drawing(
        lambda width: coverage_map(criteria_set, evaluation, supports, "light", width=width),
        coverage_map_alt(criteria_set, evaluation, supports),
        is_wide=False,
    )
    return Section(
        "evidence",
        "What the scores rest on",
        2,
        evidence_sentences(result, supports, findings),
        is_list=True,
        picture=picture if has_any else None,
    )


def _sources(result: Result, supports: Supports) -> Section:
    """Return the sources with their claims.

    The smaller form gives paragraphs without ids, the smallest titles of sources alone.
    """
    heading = "Sources, and where they speak of each option"
    table = paragraphs_table(result, supports)
    titles = Section("sources", heading, 2, source_titles(result), table=table)
    titles = replace(
        titles, lacks="the id of each claim; who wrote each source, when, and for what"
    )
    told = replace(titles, sentences=source_sentences(result), is_list=True, smaller=titles)
    told = replace(told, lacks="the id of each claim")
    return replace(told, table=claims_table(result, supports), smaller=told, lacks="")


def _options(result: Result) -> Section | None:
    """Return what each option is; the smaller form has one sentence of each."""
    whole = Section("options", "Options", 2, table=options_table(result))
    if whole.table is None:
        return None
    short = replace(
        whole,
        table=short_options_table(result),
        lacks="what the file says of each option beyond its first sentence",
    )
    return replace(whole, smaller=short)


def _gates(result: Result) -> Section | None:
    needs = needs_sentences(result)
    return (
        Section("conditions", "What must be in place first", 2, needs, is_list=True)
        if needs
        else None
    )


def _drawing(picture: Picture, *, is_wide: bool = False) -> Drawing:
    return Drawing(lambda width: picture.draw("light", width), picture.words, is_wide)
