"""A picture says everything its figures depend on."""

from __future__ import annotations

import json
from pathlib import Path

from steelyard.analysis.totals import View, evaluate
from steelyard.export.provenance import provenance
from steelyard.files.criteria_files import load_criteria_file

IRAN = Path(__file__).resolve().parents[2] / "criteria" / "iran-2026.yaml"


def test_every_part_of_the_view_is_written() -> None:
    """Reading, scenario, disputes and struck claims go along, and mark it exploratory."""
    loaded = load_criteria_file(IRAN)
    assert loaded.decision is not None
    view = View(
        frame="six",
        lens="maximalist",
        reading="coercion_works",
        scenario="sanctions_leak",
        disputes={("hold", "escalation_risk"): 40.0},
    )
    origin = provenance(loaded, evaluate(loaded.decision, view), view, ("kd-47",))

    assert origin["SHA-256"] == loaded.sha256
    assert (origin["Frame"], origin["Lens"]) == ("six", "maximalist")
    assert (origin["Reading"], origin["Scenario"]) == ("coercion_works", "sanctions_leak")
    assert json.loads(origin["Disputed values"]) == {"hold/escalation_risk": 40.0}
    assert origin["Struck claims"] == "kd-47"
    assert origin["Exploratory"] == "yes"


def test_the_files_own_view_is_not_exploratory() -> None:
    """A lens of the file is somebody's view the file knows; nothing is marked."""
    loaded = load_criteria_file(IRAN)
    assert loaded.decision is not None
    view = View(lens="maximalist")

    assert provenance(loaded, evaluate(loaded.decision, view), view)["Exploratory"] == "no"
