"""The origin of a picture or table: the lines by which it can be checked later."""

from __future__ import annotations

import json

from steelyard import __version__
from steelyard.results.address import HASH_DIGITS
from steelyard.results.result import Result
from steelyard.results.words.numbers import counted
from steelyard.results.words.view import moved_words, whose_weights

FIGURES = "Figures"
EXPLORATORY = "Exploratory"


def provenance(result: Result) -> dict[str, str]:
    """Return everything a figure depends on as short texts, and the figures themselves.

    *Exploratory* is `yes` where a weight, a score or the evidence was changed by hand
    and is not the file's; *Swings moved* names which. *Figures* are totals and lead shares, in
    full precision. The date is the file's `as_of`, never that of the day.
    """
    choice, criteria_set, evaluation = result.choice, result.criteria_set, result.evaluation
    simulations = result.simulations
    disputes = {f"{o}/{c}": value for (o, c), value in choice.disputes.items()}
    return {
        "Software": f"Steelyard {__version__}",
        "Criteria file": result.loaded.path.name,
        "SHA-256": result.loaded.sha256,
        "Frame": evaluation.frame,
        "Lens": choice.lens or "",
        "Reading": choice.reading or "",
        "Scenario": choice.scenario or "",
        "Swings": json.dumps(evaluation.swings),
        "Swings moved": json.dumps(dict(choice.swings)),
        "Disputed values": json.dumps(disputes),
        "Struck claims": " ".join(choice.struck),
        "Held against": choice.rival or "",
        EXPLORATORY: "yes" if choice.is_exploratory else "no",
        "Draws": str(simulations.draws),
        "Seed": str(simulations.seed),
        "As of": criteria_set.as_of or "",
        FIGURES: json.dumps({"totals": evaluation.totals, "lead shares": simulations.lead_shares}),
    }


def origin_line(result: Result) -> str:
    """Return the small line below every picture: file, weights, simulations, version."""
    choice, evaluation, simulations = result.choice, result.evaluation, result.simulations
    parts = [
        f"{result.loaded.path.name} {result.loaded.sha256[:HASH_DIGITS]}",
        f"frame {evaluation.frame}",
        whose_weights(choice.lens),
        *([f"reading {choice.reading}"] if choice.reading else []),
        *([f"scenario {choice.scenario}"] if choice.scenario else []),
        *([f"as of {result.criteria_set.as_of}"] if result.criteria_set.as_of else []),
        f"{counted(simulations.draws, 'simulation')}, seed {simulations.seed}",
        f"Steelyard {__version__}",
    ]
    return " · ".join(filter(None, [moved_words(choice, evaluation), *parts]))
