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
from steelyard.export.brief.basis import (
    Supports,
    appraisal_sentences,
    appraisal_tables,
    evidence_sentences,
    source_sentences,
    sources_table,
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
    sure_sentences,
    why_sentences,
)
from steelyard.export.brief.parts import Brief, Drawing, Section
from steelyard.export.brief.tables import (
    criteria_sentences,
    criteria_table,
    options_table,
    ranking_table,
)
from steelyard.export.brief.views_apart import (
    lens_note,
    lens_sentences,
    lenses_shown,
    reading_sentences,
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

LESS_APPRAISED = (
    "",
    "the guidance behind each check",
    "what to do about each check and the guidance behind it",
)


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
        Section("change", "What would change this", 1, change_sentences(subject), is_list=True),
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
        Section(
            "criteria",
            "Criteria, their weights and directions",
            2,
            criteria_sentences(subject),
            table=criteria_table(subject),
        ),
        _options(subject, supports),
        _appraisal(findings),
        Section(
            "sources",
            "Sources",
            2,
            source_sentences(subject),
            is_list=True,
            table=sources_table(subject),
        )
        if subject.evidence.claims
        else None,
        Section("method", "Method", 2, method_sentences(subject)),
    ]


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
    """Return who leads through which lens; the smaller form lists leaders and no other ranks."""
    decision = subject.decision
    lenses: Perspectives = through_lenses(decision, subject.choice.view)
    shown = lenses_shown(lenses, MOST_LENSES)
    drawing = replace(
        _drawing(picture_lens_ranks(decision, shown), is_wide=True),
        words=picture_lens_ranks(decision, lenses).words,
        note=lens_note(lenses, shown),
    )
    whole = Section(
        "lenses",
        lens_ranks_title(decision, lenses),
        2,
        lens_sentences(subject, lenses),
        picture=drawing,
    )
    narrow = replace(
        whole,
        picture=replace(drawing, is_wide=False),
        lacks="the ranks behind each lens’s leader",
    )
    return replace(whole, smaller=narrow)


def _why(subject: Subject) -> Section:
    decision, evaluation, choice = subject.decision, subject.evaluation, subject.choice
    leader = evaluation.ranking[0]
    rival = choice.rival if choice.rival not in (None, leader) else evaluation.ranking[1]
    assert rival is not None
    return Section(
        "why",
        why_title(decision, evaluation, leader, rival),
        2,
        why_sentences(subject, leader, rival),
        picture=_drawing(picture_why(decision, evaluation, leader, rival)),
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


def _options(subject: Subject, supports: Supports) -> Section | None:
    table = options_table(subject, supports)
    return None if table is None else Section("options", "Options", 2, table=table)


def _appraisal(findings: tuple[Finding, ...]) -> Section:
    """Return the appraisal, its smaller forms without guidance and without advice."""
    plain = Section("appraisal", "What an approver would ask", 2, appraisal_sentences(findings))
    section: Section | None = None
    forms = zip(appraisal_tables(findings), LESS_APPRAISED, strict=False)
    for table, lacks in reversed(list(forms)):
        section = replace(plain, table=table, smaller=section, lacks=lacks)
    return section or plain


def _drawing(picture: Picture, *, is_wide: bool = False) -> Drawing:
    return Drawing(lambda width: picture.draw("light", width), picture.words, is_wide)
