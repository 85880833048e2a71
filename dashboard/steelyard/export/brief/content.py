"""The one content model of the brief: everything both forms say, in the order of reading.

Every number comes from the `Subject` and what it is handed on to; setting text in type,
escaping it and making it fit are for the forms.
"""

from __future__ import annotations

from dataclasses import replace

from steelyard.analysis.diagnosis import Finding, diagnose
from steelyard.analysis.perspectives import Perspectives, through_lenses
from steelyard.analysis.robustness import Belief, WeightTrack, find_beliefs, track_weights
from steelyard.charts.beliefs import beliefs_title
from steelyard.charts.coverage_map import coverage_map, coverage_map_alt
from steelyard.charts.findings import describe_ranking
from steelyard.charts.lens_ranks import lens_ranks_title
from steelyard.charts.scorecard import scorecard, scorecard_alt
from steelyard.charts.why import why_title
from steelyard.charts.winner_strips import winner_strips_title
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
from steelyard.export.subject import Subject
from steelyard.pictures.perspectives import picture_lens_ranks
from steelyard.pictures.picture import Picture
from steelyard.pictures.robustness import (
    picture_beliefs,
    picture_strips,
    picture_why,
    picture_worlds,
)

MOST_LENSES = 7
"""More columns than these are not drawn: their names would not fit over them."""

FEWER_STRIPS = (1, 2, 4, 7)
"""How many strips are drawn where there is no room for all."""


def brief_of(subject: Subject) -> Brief:
    """Return the whole content of a brief, nothing cut.

    Raises ValueError where nothing in the file can be compared.
    """
    decision, verdict = subject.decision, subject.verdict
    sections = _first_page(subject) + _second_page(subject)
    return Brief(
        title=decision.title,
        question=decision.question,
        as_of=decision.as_of or "",
        state=verdict.state,
        sentence=verdict.sentence,
        because=verdict.because,
        whose=whose_words(subject),
        exploratory=exploratory_words(subject),
        origin=origin_line(subject),
        sections=tuple(section for section in sections if section is not None),
    )


def _first_page(subject: Subject) -> list[Section | None]:
    is_alone = len(subject.evaluation.options) < 2
    return [
        _ranking(subject),
        None if is_alone else _strips(subject, track_weights(subject.evaluation)),
        _change(subject),
        None
        if is_alone
        else Section(
            "dissent", "What rival scores say", 1, reading_sentences(subject), is_list=True
        ),
        None
        if is_alone
        else Section("sure", "How sure are we", 1, sure_sentences(subject), is_list=True),
    ]


def _second_page(subject: Subject) -> list[Section | None]:
    decision, evaluation = subject.decision, subject.evaluation
    findings = diagnose(decision, evaluation, subject.evidence)
    supports = supports_of(subject)
    is_alone = len(evaluation.options) < 2
    return [
        None if is_alone or not decision.lenses else _lenses(subject),
        None if is_alone else _why(subject),
        None if is_alone else _believe(subject),
        None if is_alone else _worlds(subject),
        _evidence(subject, supports, findings),
        _sources(subject, supports) if subject.evidence.claims else None,
        _options(subject),
        _gates(subject),
        Section(
            "criteria",
            "Criteria, their weights and directions",
            2,
            criteria_sentences(subject),
            table=criteria_table(subject),
        ),
        appraisal_section(findings),
        Section("method", "Method", 2, method_sentences(subject)),
    ]


def _change(subject: Subject) -> Section:
    """Return what would change the advice; the smaller form counts scenarios and names none."""
    said = change_sentences(subject)
    if len(subject.evaluation.options) < 2:
        return Section("change", "What would change this", 1, said, is_list=True)
    counted = scenario_sentences(subject, named=False)
    named = scenario_sentences(subject, named=True)
    whole = Section("change", "What would change this", 1, (*said, *named), is_list=True)
    if named == counted:
        return whole
    lacks = "the names of the scenarios in which another option leads"
    return replace(whole, smaller=replace(whole, sentences=(*said, *counted), lacks=lacks))


def _ranking(subject: Subject) -> Section:
    decision, evaluation, worlds = subject.decision, subject.evaluation, subject.worlds
    drawing = Drawing(
        lambda width: scorecard(
            decision,
            evaluation,
            "light",
            width=width,
            lead_shares=worlds.lead_shares,
            total_ranges=worlds.ranges,
        ),
        f"{scorecard_alt(decision, evaluation, worlds.lead_shares)} "
        f"{describe_ranking(decision, evaluation, len(evaluation.options))}",
        is_wide=True,
    )
    table = ranking_table(subject)
    whole = Section("ranking", "How the options compare", 1, table=table, picture=drawing)
    return replace(whole, smaller=replace(whole, picture=replace(drawing, is_dense=True)))


def _strips(subject: Subject, tracks: dict[str, WeightTrack]) -> Section:
    """Return who leads at every weight, and smaller forms with the weights nearest to a flip."""
    decision, evaluation = subject.decision, subject.evaluation
    whole = Section("strips", winner_strips_title(decision, evaluation, tracks), 1)
    smaller: Section | None = None
    for most in (*FEWER_STRIPS, len(tracks)):
        if most > len(tracks):
            continue
        few = nearest_tracks(tracks, most)
        which = "one nearest to a flip is" if most == 1 else f"{most} nearest to a flip are"
        note = f"Of {len(tracks)} weights the {which} drawn."
        # In words the picture is told whole: its title speaks of all weights.
        drawing = replace(
            _drawing(picture_strips(decision, evaluation, few), is_wide=True),
            words=picture_strips(decision, evaluation, tracks).words,
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


def _lenses(subject: Subject) -> Section:
    """Return who leads through which lens, and how the others rank there."""
    decision = subject.decision
    lenses: Perspectives = through_lenses(decision, subject.choice.view)
    shown = lenses_shown(lenses, MOST_LENSES)
    drawing = replace(
        _drawing(picture_lens_ranks(decision, shown), is_wide=True),
        words=picture_lens_ranks(decision, lenses).words,
        note=lens_note(lenses, shown),
    )
    sentences = lens_sentences(subject, lenses)
    return Section("lenses", lens_ranks_title(decision, lenses), 2, sentences, picture=drawing)


def _why(subject: Subject) -> Section:
    decision, evaluation, choice = subject.decision, subject.evaluation, subject.choice
    leader = evaluation.ranking[0]
    rival = choice.rival if choice.rival not in (None, leader) else evaluation.ranking[1]
    assert rival is not None
    in_words = Section(
        "why",
        why_title(decision, evaluation, leader, rival),
        2,
        difference_sentences(subject, leader, rival),
        lacks="the picture of the difference",
    )
    return replace(
        in_words,
        sentences=why_sentences(subject, leader, rival),
        picture=_drawing(picture_why(decision, evaluation, leader, rival)),
        smaller=in_words,
        lacks="",
    )


def _believe(subject: Subject) -> Section | None:
    decision, evaluation = subject.decision, subject.evaluation
    try:
        found: dict[str, Belief] = find_beliefs(evaluation)
    except ArithmeticError:
        return None
    return Section(
        "believe",
        beliefs_title(decision, evaluation, found),
        2,
        belief_sentences(subject, found),
        picture=_drawing(picture_beliefs(decision, evaluation, found)),
    )


def _worlds(subject: Subject) -> Section:
    decision, evaluation, worlds = subject.decision, subject.evaluation, subject.worlds
    picture = picture_worlds(decision, evaluation, worlds)
    return Section("worlds", "A hundred worlds by who comes first", 2, picture=_drawing(picture))


def _evidence(subject: Subject, supports: Supports, findings: tuple[Finding, ...]) -> Section:
    decision, evaluation = subject.decision, subject.evaluation
    has_any = not set(supports.values()) <= {"none", "unknown"}
    picture = Drawing(
        lambda width: coverage_map(decision, evaluation, supports, "light", width=width),
        coverage_map_alt(decision, evaluation, supports),
        is_wide=False,
    )
    return Section(
        "evidence",
        "What the scores rest on",
        2,
        evidence_sentences(subject, supports, findings),
        is_list=True,
        picture=picture if has_any else None,
    )


def _sources(subject: Subject, supports: Supports) -> Section:
    """Return the sources with their claims.

    The smaller form gives paragraphs without ids, the smallest titles of sources alone.
    """
    heading = "Sources, and where they speak of each option"
    table = paragraphs_table(subject, supports)
    titles = Section("sources", heading, 2, source_titles(subject), table=table)
    titles = replace(
        titles, lacks="the id of each claim; who wrote each source, when, and for what"
    )
    told = replace(titles, sentences=source_sentences(subject), is_list=True, smaller=titles)
    told = replace(told, lacks="the id of each claim")
    return replace(told, table=claims_table(subject, supports), smaller=told, lacks="")


def _options(subject: Subject) -> Section | None:
    """Return what each option is; the smaller form has one sentence of each."""
    whole = Section("options", "Options", 2, table=options_table(subject))
    if whole.table is None:
        return None
    short = replace(
        whole,
        table=short_options_table(subject),
        lacks="what the file says of each option beyond its first sentence",
    )
    return replace(whole, smaller=short)


def _gates(subject: Subject) -> Section | None:
    needs = needs_sentences(subject)
    return (
        Section("gates", "What must be in place first", 2, needs, is_list=True) if needs else None
    )


def _drawing(picture: Picture, *, is_wide: bool = False) -> Drawing:
    return Drawing(lambda width: picture.draw("light", width), picture.words, is_wide)
