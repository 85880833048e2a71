"""Where a picture or table comes from: the lines that let somebody check it later."""

from __future__ import annotations

import json
from collections.abc import Sequence

from steelyard import __version__
from steelyard.analysis.totals import Evaluation, View
from steelyard.files.criteria_files import LoadedSet


def provenance(
    loaded: LoadedSet, evaluation: Evaluation, view: View, struck: Sequence[str] = ()
) -> dict[str, str]:
    """Return everything a figure depends on as short texts: file, hash, view, date, version.

    `view` is the one the evaluation was made with, `struck` the claims left out of
    account before that. *Exploratory* is `yes` where a weight, a score or the evidence
    is somebody's own and not the file's.
    """
    decision = loaded.decision
    disputes = {f"{o}/{c}": value for (o, c), value in view.disputes.items()}
    is_exploratory = bool(view.swings or disputes or struck)
    return {
        "Software": f"Steelyard {__version__}",
        "Criteria file": loaded.path.name,
        "SHA-256": loaded.sha256,
        "Frame": evaluation.frame,
        "Lens": view.lens or "",
        "Reading": view.reading or "",
        "Scenario": view.scenario or "",
        "Swings": json.dumps(evaluation.swings),
        "Disputed values": json.dumps(disputes),
        "Struck claims": " ".join(struck),
        "Exploratory": "yes" if is_exploratory else "no",
        "As of": (decision.as_of or "") if decision is not None else "",
    }
