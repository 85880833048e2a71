"""Where a picture or table comes from: the lines that let somebody check it later."""

from __future__ import annotations

import json

from steelyard import __version__
from steelyard.analysis.totals import Evaluation
from steelyard.files.criteria_files import LoadedSet


def provenance(loaded: LoadedSet, evaluation: Evaluation, lens: str | None) -> dict[str, str]:
    """Return file, hash, frame, lens, swings, date and version as short texts."""
    decision = loaded.decision
    return {
        "Software": f"Steelyard {__version__}",
        "Criteria file": loaded.path.name,
        "SHA-256": loaded.sha256,
        "Frame": evaluation.frame,
        "Lens": lens or "",
        "Swings": json.dumps(evaluation.swings),
        "As of": (decision.as_of or "") if decision is not None else "",
    }
