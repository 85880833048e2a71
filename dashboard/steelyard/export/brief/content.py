"""The one content model of the brief: everything both forms say, in the order of reading.

Every number comes from the `Result` and what it is handed on to; setting text in type,
escaping it and making it fit are for the forms.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.charts.chart import Picture
from steelyard.charts.scores import coverage_map, scorecard, why
from steelyard.charts.simulations import hundred_simulations
from steelyard.charts.weights import beliefs, winner_strips
from steelyard.export.brief.parts import Brief, BriefPicture, Section
from steelyard.export.brief.references import (
    appraisal_section,
    claims_table,
    criteria_sentences,
    criteria_table,
    leads_table,
    options_table,
    paragraphs_table,
    ranking_table,
    short_options_table,
    source_sentences,
    source_titles,
)
from steelyard.export.stamps.provenance import origin_line
from steelyard.results.result import Result
from steelyard.results.words.basis import method_sentences, sidedness_sentences
from steelyard.results.words.findings import perspectives_finding
from steelyard.results.words.judging.beside import HEADING, beside_sentence, whose_lines
from steelyard.results.words.lead.dissent import (
    instead_sentences,
    lens_sentences,
    reading_sentences,
)
from steelyard.results.words.lead.fragility import (
    ahead_sentence,
    care_words,
    change_sentences,
    difference_sentences,
    further_weights_sentences,
    needs_sentences,
    sure_sentences,
)
from steelyard.results.words.lead.frames import frame_note, frame_top
from steelyard.results.words.scores.ranking import describe_ranking
from steelyard.results.words.view import exploratory_words, whose_weights_words

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
        packages=verdict.packages,
        frames=frame_top(result),
        care=care_words(result),
        whose=whose_weights_words(result),
        exploratory=exploratory_words(result),
        origin=origin_line(result),
        sections=tuple(section for section in sections if section is not None),
    )


def _first_page(result: Result) -> list[Section | None]:
    is_alone = len(result.evaluation.options) < 2
    return [
        _ranking(result),
        None if is_alone else _strips(result),
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
    is_alone = len(evaluation.options) < 2
    has_views = bool(criteria_set.lenses or criteria_set.readings)
    return [
        _lenses(result) if has_views and not is_alone else None,
        None if is_alone else _why(result),
        None if is_alone else _believe(result),
        None if is_alone else _simulations(result),
        _evidence(result),
        _sources(result) if result.evidence.claims else None,
        _options(result),
        _conditions(result),
        Section(
            "criteria",
            "Criteria, their weights and directions",
            2,
            tuple(filter(None, (frame_note(result), *criteria_sentences(result)))),
            table=criteria_table(result),
        ),
        appraisal_section(result.findings),
        _judges(result),
        Section("method", "Method", 2, method_sentences(result)),
    ]


def _change(result: Result) -> Section:
    """Return what would change the advice; the smaller form counts scenarios and names none."""
    said = change_sentences(result)
    if len(result.evaluation.options) < 2:
        return Section("change", "What would change this", 1, said, is_list=True)
    counted = instead_sentences(result, named=False)
    named = instead_sentences(result, named=True)
    whole = Section("change", "What would change this", 1, (*said, *named), is_list=True)
    if named == counted:
        return whole
    lacks = "the names of the scenarios in which another option leads"
    return replace(whole, smaller=replace(whole, sentences=(*said, *counted), lacks=lacks))


def _ranking(result: Result) -> Section:
    criteria_set, evaluation = result.criteria_set, result.evaluation
    picture = scorecard.CHART.of(result)
    ranking = describe_ranking(criteria_set, evaluation, len(evaluation.options))
    drawing = BriefPicture(picture, f"{picture.words} {ranking}", is_wide=True)
    table = ranking_table(result)
    whole = Section("ranking", "How the options compare", 1, table=table, picture=drawing)
    return replace(whole, smaller=replace(whole, picture=replace(drawing, is_dense=True)))


def _strips(result: Result) -> Section:
    """Return who leads at every weight, and smaller forms with the weights nearest to a flip."""
    tracks, picture = result.tracks, winner_strips.CHART.of(result)
    whole = Section("strips", picture.title, 1)
    smaller: Section | None = None
    for most in (*FEWER_STRIPS, len(tracks)):
        if most > len(tracks):
            continue
        which = "one nearest to a flip is" if most == 1 else f"{most} nearest to a flip are"
        note = f"Of {len(tracks)} weights the {which} drawn."
        # The alt text describes all weights, as the title does.
        drawing = replace(
            _drawing(winner_strips.CHART.of(result, most), is_wide=True),
            words=picture.words,
            note=note if most < len(tracks) else "",
        )
        smaller = replace(whole, picture=drawing, smaller=smaller)
    assert smaller is not None
    return smaller


def _lenses(result: Result) -> Section:
    """Return who leads with whose weights and whose scores."""
    heading, because = perspectives_finding(result)
    said = (because, *(lens_sentences(result) if result.criteria_set.lenses else ()))
    return Section("lenses", heading, 2, said, table=leads_table(result), is_wide=True)


def _why(result: Result) -> Section:
    leader, rival = result.leader_and_rival
    picture = why.CHART.of(result)
    in_words = Section(
        "why",
        picture.title,
        2,
        difference_sentences(result, leader, rival),
        lacks="the picture of the difference",
    )
    return replace(
        in_words,
        sentences=(ahead_sentence(result, leader, rival),),
        picture=_drawing(picture),
        smaller=in_words,
        lacks="",
    )


def _believe(result: Result) -> Section | None:
    if result.beliefs is None:
        return None
    picture, sentences = beliefs.CHART.of(result), further_weights_sentences(result)
    return Section("believe", picture.title, 2, sentences, picture=_drawing(picture))


def _simulations(result: Result) -> Section:
    picture = hundred_simulations.CHART.of(result)
    return Section(
        "simulations", "A hundred simulations by who comes first", 2, picture=_drawing(picture)
    )


def _evidence(result: Result) -> Section:
    picture = coverage_map.CHART.of(result)
    return Section(
        "evidence",
        "What the scores rest on",
        2,
        (f"{picture.title}.", *sidedness_sentences(result)),
        is_list=True,
        picture=_drawing(picture) if coverage_map.has_support(result) else None,
    )


def _sources(result: Result) -> Section:
    """Return the sources with their claims.

    The smaller form gives paragraphs without ids, the smallest titles of sources alone.
    """
    heading = "Sources, and where they speak of each option"
    table = paragraphs_table(result)
    titles = Section("sources", heading, 2, source_titles(result), table=table)
    titles = replace(
        titles, lacks="the id of each claim; who wrote each source, when, and for what"
    )
    without_ids = replace(titles, sentences=source_sentences(result), is_list=True, smaller=titles)
    without_ids = replace(without_ids, lacks="the id of each claim")
    return replace(without_ids, table=claims_table(result), smaller=without_ids, lacks="")


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


def _conditions(result: Result) -> Section | None:
    needs = needs_sentences(result)
    return (
        Section("conditions", "What must be in place first", 2, needs, is_list=True)
        if needs
        else None
    )


def _judges(result: Result) -> Section | None:
    said = whose_lines(result.group)
    if not said:
        return None
    short = Section("judges", HEADING, 2, (beside_sentence(result.group),), is_list=True)
    whole = replace(short, sentences=said)
    return replace(whole, smaller=replace(short, lacks="what the judges disagree on"))


def _drawing(picture: Picture, *, is_wide: bool = False) -> BriefPicture:
    return BriefPicture(picture, picture.words, is_wide)
