"""A picture says everything its figures depend on."""

from __future__ import annotations

import json
from pathlib import Path

from steelyard.export.stamps.provenance import origin_line, provenance
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.choice import Choice
from steelyard.results.result import Result

IRAN = Path(__file__).resolve().parents[3] / "criteria" / "iran-2026.yaml"


def test_every_part_of_the_view_is_written() -> None:
    """Reading, scenario, disputes and struck claims go along, and mark it exploratory."""
    loaded = load_criteria_file(IRAN)
    choice = Choice(
        frame="six",
        lens="maximalist",
        reading="coercion_works",
        scenario="sanctions_leak",
        disputes={("hold", "escalation_risk"): 40.0},
        struck=("kd-47",),
    )
    origin = provenance(Result(loaded, choice))

    assert origin["SHA-256"] == loaded.sha256
    assert (origin["Frame"], origin["Lens"]) == ("six", "maximalist")
    assert (origin["Reading"], origin["Scenario"]) == ("coercion_works", "sanctions_leak")
    assert json.loads(origin["Disputed values"]) == {"hold/escalation_risk": 40.0}
    assert origin["Struck claims"] == "kd-47"
    assert origin["Exploratory"] == "yes"


def test_the_files_own_view_is_not_exploratory() -> None:
    """A lens of the file is somebody's view the file knows; nothing is marked."""
    loaded = load_criteria_file(IRAN)
    result = Result(loaded, Choice(lens="maximalist"))

    assert provenance(result)["Exploratory"] == "no"
    assert origin_line(result).startswith(
        f"iran-2026.yaml {loaded.sha256[:8]} · counting “The essays' four” · the "
    )


def test_figures_are_those_of_the_evaluation() -> None:
    """Totals and lead shares go along in full precision, for whoever checks them later."""
    result = Result(load_criteria_file(IRAN))
    figures = json.loads(provenance(result)["Figures"])

    assert figures["totals"] == result.evaluation.totals
    assert figures["lead shares"] == result.simulations.lead_shares


def test_the_line_in_the_picture_says_what_was_moved() -> None:
    """A moved weight, a disputed score and a struck claim stand first in the line."""
    choice = Choice(
        swings={"escalation_risk": 0.0},
        disputes={("hold", "allied_support"): 40.0},
        struck=("kd-47", "kd-46"),
    )
    line = origin_line(Result(load_criteria_file(IRAN), choice))

    assert line.startswith(
        "Exploratory: the file’s weights, moved (Escalation risk at 0%), 1 score disputed, "
        "2 claims struck out · iran-2026.yaml"
    )
    assert line.count("weights") == 1


def test_the_line_in_the_picture_is_of_names() -> None:
    """People read the line: ids of the file and dates of machines are left to the stamp."""
    choice = Choice(
        frame="six", lens="maximalist", reading="coercion_works", scenario="sanctions_leak"
    )
    result = Result(load_criteria_file(IRAN), choice)
    named, line = result.criteria_set, origin_line(result)

    assert (
        f" · counting “{named.frames['six'].name}”"
        f" · the weights of “{named.lenses['maximalist'].name}”"
        f" · the scores of “{named.readings['coercion_works'].name}”"
        f" · scenario “{named.scenarios['sanctions_leak'].name}”"
        " · as of 24 February 2026 · "
    ) in line
