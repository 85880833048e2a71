"""The provenance of an export, by which it can be verified later, and the stamp that seals it."""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Mapping
from dataclasses import dataclass

from steelyard import __version__
from steelyard.results.address import HASH_DIGITS
from steelyard.results.result import Result
from steelyard.results.words.numbers import counted
from steelyard.results.words.text import plain
from steelyard.results.words.view import counting_words, identity_date, moved_words, seen_words

FIGURES = "Figures"
EXPLORATORY = "Exploratory"


def provenance(result: Result) -> dict[str, str]:
    """Return everything a figure depends on as short texts, and the figures themselves.

    *Exploratory* is `yes` if a weight, a score or the evidence was changed by hand and differs from
    the file; *Swings moved* names the weights. *Figures* are totals and lead shares, in full
    precision. The date is the file's `as_of`, never today's.
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
        STREAM_LINE: str(simulations.stream),
        "As of": criteria_set.as_of or "",
        **_judges(result),
        FIGURES: json.dumps(
            {"totals": evaluation.totals, "lead shares": simulations.lead_shares, **_group(result)}
        ),
    }


JUDGES = "Judges"
"""Which round of judges is shown beside the figures, and whether it is laid over the view."""
GROUP_TOTALS = "group totals"
_LAID_OVER = ", laid over"


def _judges(result: Result) -> dict[str, str]:
    """Return the round, and a digest of its questions and of all sealed sheets."""
    found = result.group
    if found is None:
        return {}
    over = _LAID_OVER if result.choice.laid_over else ""
    simulated = "simulated " if found.round.simulated else ""
    return {
        JUDGES: f"{simulated}round {found.round.number}{over}",
        f"{JUDGES} SHA-256": found.seal,
    }


def _group(result: Result) -> dict[str, dict[str, float]]:
    return {} if result.group is None else {GROUP_TOTALS: result.group.group.totals}


def judges_in(origin: Mapping[str, str]) -> tuple[int, bool]:
    """Return the round that a stamp names, 0 for none, and whether it was laid over the view.

    Raises ValueError if that cannot be read.

    >>> judges_in({"Judges": "simulated round 2, laid over"}), judges_in({})
    ((2, True), (0, False))
    """
    said = origin.get(JUDGES, "")
    found = re.fullmatch(r"(?:simulated )?round ([1-9][0-9]?)(, laid over)?", said)
    if said and found is None:
        raise ValueError(f"“{JUDGES}” in its stamp cannot be read")
    return (int(found[1]), bool(found[2])) if found else (0, False)


def origin_line(result: Result) -> str:
    """Return the small line below every picture: file, weights, simulations, version."""
    view = result.criteria_set, result.choice, result.evaluation
    before, after = origin_around(result)
    return " · ".join(filter(None, [moved_words(*view), before, *seen_words(*view), after]))


def origin_around(result: Result) -> tuple[str, str]:
    """Return the parts of that line before and after the names of the weights and scores."""
    choice, criteria_set, simulations = result.choice, result.criteria_set, result.simulations
    before = [
        f"{result.loaded.path.name} {result.loaded.sha256[:HASH_DIGITS]}",
        counting_words(criteria_set, result.evaluation.frame),
    ]
    scenario, day = criteria_set.scenarios.get(choice.scenario or ""), identity_date(criteria_set)
    after = [
        *([f"scenario “{plain(scenario.name)}”"] if scenario else []),
        *([f"judges of {_judges(result)[JUDGES]}"] if result.group is not None else []),
        *([f"as of {day}"] if day else []),
        f"{counted(simulations.draws, 'simulation')}, seed {simulations.seed}",
        f"Steelyard {__version__}",
    ]
    return " · ".join(before), " · ".join(after)


KEY = "Steelyard"
"""The name of the stamp in formats with named metadata."""

CONTENT = "Content SHA-256"
STREAM_LINE = "Stream"
"""The version of the rules by which simulations are drawn; stamps without it are of the first."""


@dataclass(frozen=True)
class Stamp:
    """The provenance a file states (as written by `provenance`), and whether it is unchanged.

    `digest`: that of the current content, for comparing two files made alike.
    """

    origin: dict[str, str]
    is_intact: bool
    digest: str = ""


def seal(origin: Mapping[str, str], content: bytes) -> str:
    """Return the stamp of a file as one line of JSON in ASCII.

    >>> seal({"Frame": "four"}, b"a chart")[:20]
    '{"Frame": "four", "C'
    """
    return json.dumps({**origin, CONTENT: hashlib.sha256(content).hexdigest()})


def open_text_seal(written: re.Pattern[bytes], data: bytes) -> Stamp:
    """Return the stamp at the end of a text, and whether the text above it is unchanged.

    `written`: the pattern of the stamp, whose first group is the stamp. Line ends do not count.
    Raises ValueError for a text without a stamp.
    """
    normal = data.replace(b"\r\n", b"\n")
    found = written.search(normal)
    if found is None:
        raise ValueError("the text has no stamp of Steelyard")
    return open_seal(found.group(1).decode("utf-8", "replace"), normal[: found.start()])


def open_seal(text: str, content: bytes) -> Stamp:
    """Return the stamp written as `text` over `content`.

    Raises ValueError if the text is not a stamp.

    >>> open_seal(seal({"Frame": "four"}, b"a chart"), b"another").is_intact
    False
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("the stamp cannot be read")
    sealed, digest = found.pop(CONTENT, ""), hashlib.sha256(content).hexdigest()
    return Stamp(found, sealed == digest, digest)
