"""Lines on what would change the leader: weights, scores, views and claims.

The brief and the pages on weights, perspectives and evidence give more detail.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from steelyard.results.words.findings import evidence_finding
from steelyard.results.words.lead.dissent import instead_sentences, rival_scores_sentence
from steelyard.results.words.lead.fragility import nearest_flip_sentence, nearest_scores_sentence
from steelyard.results.words.text import as_sentence, plain
from steelyard.results.words.weights import describe_flip

if TYPE_CHECKING:
    from steelyard.results.result import Result

WHAT_CHANGES: Final = "What would change the leader"
"""The heading over these lines."""


class LeadChange(NamedTuple):
    """One line: what would have to change, and its effect."""

    what: str
    says: str


def leader_changes(result: Result) -> list[LeadChange]:
    """Return what would change the leader, from weights to evidence; empty with one option.

    Lines on readings, scenarios, claims or packages are left out if the file has none. The last
    one is on packages, which Compare shows at its top if there is room.
    """
    if len(result.evaluation.options) < 2:
        return []
    is_level = len(result.evaluation.leaders) > 1
    found = [
        LeadChange("Weights", "" if is_level else _weights(result)),
        LeadChange("A score", "" if is_level else nearest_scores_sentence(result)),
        LeadChange("Whose scores", rival_scores_sentence(result)),
        LeadChange("A scenario", " ".join(instead_sentences(result))),
        LeadChange("Evidence", f"{evidence_finding(result)}." if result.loaded.claims else ""),
        LeadChange("Packages", result.verdict.packages),
    ]
    return [change._replace(says=plain(change.says)) for change in found if change.says]


def _weights(result: Result) -> str:
    """Return the smallest movement of weights that levels another option, as short as possible."""
    flip = result.flip
    if flip is None:
        return nearest_flip_sentence(result)
    return as_sentence(describe_flip(result.criteria_set, flip))
