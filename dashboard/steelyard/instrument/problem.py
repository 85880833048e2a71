"""The data of the instrument: the numbers of a view, names, colours, and its words."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from itertools import chain
from typing import Any

from steelyard.analysis.cache_key import ByIdentity
from steelyard.charts.theme import Mode, option_colours
from steelyard.model import CriteriaSet, Criterion
from steelyard.model.criteria_set import Reading, Scenario
from steelyard.results.address import MAX_SWING, shown_swings
from steelyard.results.engine import engine_keys, engine_parts
from steelyard.results.result import Result
from steelyard.results.words.basis import BASIS
from steelyard.results.words.findings import lead_choices
from steelyard.results.words.glossary import CLOSE, SLIDER_COLOURS, SWING, WEIGHT
from steelyard.results.words.lead.frames import (
    ABOUT_THESE_CRITERIA,
    AT_THE_FILES_WEIGHTS,
    decided_sentence,
    frame_note,
    other_frames,
)
from steelyard.results.words.lead.verdict import TEMPLATES
from steelyard.results.words.names import conditions_line, criterion_name, is_unmet, option_names
from steelyard.results.words.scores.ranking import SIDEWAYS
from steelyard.results.words.scores.scales import (
    bar_words,
    best_end,
    printed_extent,
    printed_score,
    scale_digits,
)
from steelyard.results.words.simulations import FIRST_IN, OF_SIMULATIONS, TOTAL_LINE
from steelyard.results.words.text import plain, unit_words
from steelyard.results.words.view import (
    CHANGED_SCORES,
    FILE_WEIGHTS_ENTRY,
    GROUP_HEADS,
    MOVED_SINCE,
    NO_SCENARIO,
    UNWEIGHTED,
    WHICH_CRITERIA,
    WHICH_SCENARIO,
    WHOSE_SCORES,
    WHOSE_WEIGHTS,
)

SEED = 0


def instrument_data(result: Result, mode: Mode, revision: int, simulations: str) -> dict[str, Any]:
    """Return the data of the component: the numbers without disputes, and the visitor's state.

    `revision` counts the changes made outside the instrument. `simulations` is the sentence
    about how the simulations were drawn.
    """
    criteria_set, choice, evaluation = result.criteria_set, result.choice, result.evaluation
    # The full file name: two files may differ in their extension only.
    parts = (result.loaded.path.name, evaluation.frame, choice.reading or "", choice.scenario or "")
    undisputed = result.change(lens=None, swings={}, disputes={}, locks=(), rival=None)
    of_file = undisputed.evaluation.swings
    of_lenses = {
        lens: [entry.swings.get(c, criteria_set.criteria[c].swing) for c in evaluation.criteria]
        for lens, entry in criteria_set.lenses.items()
    }
    # Those in view, as the browser numbers them.
    known = [*of_file.values(), *chain.from_iterable(of_lenses.values())]
    return {
        "key": "/".join(parts),
        "rev": revision,
        "mode": mode,
        "problem": _problem(ByIdentity(undisputed), mode),
        "groups": _group_heads(undisputed),
        "mostSwing": MAX_SWING,
        "fileSwings": list(of_file.values()),
        "lenses": [
            {
                "id": lens,
                "name": plain(entry.name),
                "reason": plain(entry.reason or entry.seat),
                "seat": plain(entry.seat),
                "swings": of_lenses[lens],
            }
            for lens, entry in criteria_set.lenses.items()
        ],
        "judges": list(result.laid_judges),
        "menus": _menus(ByIdentity(undisputed)),
        "seen": {
            "reading": choice.reading or "",
            "scenario": choice.scenario or "",
            "frame": evaluation.frame or "",
            "struck": bool(choice.struck),
        },
        "state": {
            "lens": choice.lens,
            "swings": [*shown_swings(evaluation.swings, known).values()],
            "locks": [criterion in choice.locks for criterion in evaluation.criteria],
            "disputes": [
                {"option": option, "criterion": criterion, "value": value}
                for (option, criterion), value in choice.disputes.items()
                if criterion in evaluation.criteria
            ],
            "rival": choice.rival,
        },
        "texts": {
            "lenses": WHOSE_WEIGHTS,
            "readings": WHOSE_SCORES,
            "scenarios": WHICH_SCENARIO,
            "frames": WHICH_CRITERIA,
            "colours": SLIDER_COLOURS,
            "fileLens": FILE_WEIGHTS_ENTRY,
            "fileTick": "The weight in the file",
            "range": TOTAL_LINE,
            "firstIn": FIRST_IN,
            "ofSimulations": OF_SIMULATIONS,
            "sideways": SIDEWAYS,
            "unweighted": UNWEIGHTED,
            "moved": MOVED_SINCE,
            "changed": CHANGED_SCORES,
            "bars": bar_words(criteria_set),
            "swing": SWING,
            "weight": WEIGHT,
            "simulations": simulations,
            "basis": BASIS,
        },
        "frames": _frames(undisputed),
    }


def _group_heads(result: Result) -> dict[str, Any] | None:
    """Return the groups of at least two adjacent criteria, with the texts of their heads.

    Returns None if there is no such group among the criteria in view.
    """
    criteria_set = result.criteria_set
    places: dict[str, list[int]] = {}
    for place, criterion in enumerate(result.evaluation.criteria):
        if group := criteria_set.criteria[criterion].group:
            places.setdefault(group, []).append(place)
    heads = [
        {"id": group, "name": plain(criteria_set.groups[group].name), "criteria": own}
        for group, own in places.items()
        if len(own) > 1 and own[-1] - own[0] == len(own) - 1
    ]
    return {"heads": heads, "templates": dict(GROUP_HEADS)} if heads else None


def _frames(result: Result) -> dict[str, Any]:
    """Return the sentences about the frame in view and the others, at the file's weights."""
    return {
        "decided": plain(decided_sentence(result)),
        "moved": AT_THE_FILES_WEIGHTS,
        "others": [other._asdict() for other in other_frames(result)],
        "about": ABOUT_THESE_CRITERIA,
        "note": frame_note(result),
    }


@lru_cache(maxsize=32)
def _menus(key: ByIdentity[Result]) -> dict[str, Any]:
    """Return the menu entries, each with its leader: lenses by id, the others in order.

    All are at the file's weights, so that they do not change while weights are moved.
    """
    criteria_set = key.kept.criteria_set
    leads = {
        kind: {
            name: {
                "leads": plain(option_names(criteria_set, cell.leaders, most=2))
                + (f", {CLOSE}" if cell.is_close and kind == "frame" else ""),
                "gap": cell.gap,
                "first": key.kept.evaluation.options.index(cell.leaders[0]),
            }
            for name, cell in cells.items()
        }
        for kind, cells in lead_choices(key.kept).items()
    }
    named: dict[str, Mapping[str, Reading | Scenario]] = {
        "reading": criteria_set.readings,
        "scenario": criteria_set.scenarios,
    }
    firsts = {"reading": FILE_WEIGHTS_ENTRY, "scenario": NO_SCENARIO}
    return {
        "lens": leads["lens"],
        "frame": [
            {
                "id": frame,
                "name": plain(entry.name),
                "note": ", ".join(plain(criteria_set.criteria[c].label) for c in entry.criteria),
                **leads["frame"][frame],
            }
            for frame, entry in criteria_set.frames.items()
            if frame in leads["frame"]
        ],
        **{
            kind: [
                {"id": "", "name": firsts[kind], **leads[kind][""]},
                *(
                    {"id": name, "name": plain(entry.name), **leads[kind][name]}
                    for name, entry in entries.items()
                ),
            ]
            if entries
            else []
            for kind, entries in named.items()
        },
    }


@lru_cache(maxsize=32)
def _problem(key: ByIdentity[Result], mode: Mode) -> dict[str, Any]:
    """Return a result in the engine's format: arrays in the evaluation's order."""
    criteria_set, evaluation = key.kept.criteria_set, key.kept.evaluation
    colours, on_paper = (option_colours(criteria_set, one) for one in (mode, "light"))
    return {
        "options": [
            {
                "id": option,
                "label": plain(criteria_set.options[option].label),
                "name": plain(criteria_set.options[option].name),
                "colour": colours[option],
                "onPaper": on_paper[option],
                "needs": conditions_line(criteria_set, option),
                "isUnmet": is_unmet(criteria_set, option),
            }
            for option in evaluation.options
        ],
        "criteria": [_criterion(criteria_set, criterion) for criterion in evaluation.criteria],
        **score_tables(key.kept),
        "extents": [
            [printed_extent(evaluation, criteria_set, (o, c)) for c in evaluation.criteria]
            for o in evaluation.options
        ],
        "spread": criteria_set.simulations.weight_spread,
        "draws": criteria_set.simulations.draws,
        "seed": SEED,
        "ranges": criteria_set.simulations.ranges,
        "sharedError": criteria_set.simulations.shared_error,
        "parts": engine_parts(criteria_set),
        "isCoupled": criteria_set.simulations.packages == "coupled",
        "problems": key.kept.loaded.faults,
        "guesses": key.kept.loaded.guesses,
        "optionKeys": engine_keys(evaluation.options),
        "criterionKeys": engine_keys(evaluation.criteria),
        "closeCall": criteria_set.verdict.close_call,
        "robustShare": criteria_set.verdict.robust_share,
        "robustFlip": criteria_set.verdict.robust_flip,
        "measure": {
            "name": plain(criteria_set.measure.name),
            "top": plain(criteria_set.measure.top),
        },
        "templates": dict(TEMPLATES),
    }


def score_tables(result: Result) -> dict[str, Any]:
    """Return the scores of a view in the engine's format: one row per option.

    `low`, `likely` and `high` are values of 0 to 100; `printed` is the likely score as text,
    `unknown` whether the score is unknown.
    """
    criteria_set, evaluation = result.criteria_set, result.evaluation
    cells = [[(o, c) for c in evaluation.criteria] for o in evaluation.options]
    tables = {"low": evaluation.lows, "likely": evaluation.values, "high": evaluation.highs}
    return {
        **{
            name: [[table[o][c] for o, c in row] for row in cells] for name, table in tables.items()
        },
        "printed": [
            [printed_score(evaluation, criteria_set, cell) for cell in row] for row in cells
        ],
        "unknown": [[cell in evaluation.unknown for cell in row] for row in cells],
    }


def _criterion(criteria_set: CriteriaSet, criterion: str) -> dict[str, Any]:
    entry = criteria_set.criteria[criterion]
    return {
        "id": criterion,
        "name": criterion_name(criteria_set, criterion),
        "full": plain(entry.name),
        "label": plain(entry.label),
        "place": list(criteria_set.criteria).index(criterion),
        "swingReason": plain(entry.swing_reason or entry.question),
        "scale": scale_data(criteria_set, entry),
    }


def scale_data(criteria_set: CriteriaSet, entry: Criterion) -> dict[str, Any]:
    """Return the scale of a criterion in the engine's format: ends, corners, digits, unit."""
    return {
        "from": entry.scale.from_,
        "to": entry.scale.to,
        "corners": [list(corner) for corner in entry.corners],
        "digits": scale_digits(entry),
        "unit": unit_words(entry.scale.unit),
        "good": best_end(criteria_set, entry),
    }
