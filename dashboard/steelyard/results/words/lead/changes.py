"""What would change the leader, a line each: whatever can be moved, chosen or struck out.

The sentences are those of the brief and of the pages on weights, perspectives and evidence.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Final, NamedTuple

from steelyard.results.words.findings import evidence_finding
from steelyard.results.words.lead.dissent import instead_sentences, rival_scores_sentence
from steelyard.results.words.lead.fragility import (
    nearest_flip_sentence,
    single_score_sentences,
)
from steelyard.results.words.text import plain

if TYPE_CHECKING:
    from steelyard.results.result import Result

WHAT_CHANGES: Final = "What would change the leader"
"""The heading over these lines."""


class Change(NamedTuple):
    """One line: what would have to be moved, and what that does."""

    what: str
    says: str


def leader_changes(result: Result) -> list[Change]:
    """Return what would change the leader, from weights to evidence; empty for one option.

    Without readings, scenarios, claims or packages their lines are missing. The last one is of
    packages, which Compare has at its top where there is room.
    """
    if len(result.evaluation.options) < 2:
        return []
    is_level = len(result.evaluation.leaders) > 1
    found = [
        Change("Weights", "" if is_level else nearest_flip_sentence(result)),
        Change("A score", "" if is_level else " ".join(single_score_sentences(result))),
        Change("Whose scores", rival_scores_sentence(result)),
        Change("A scenario", " ".join(instead_sentences(result, named=False))),
        Change("Evidence", f"{evidence_finding(result)}." if result.loaded.claims else ""),
        Change("Packages", result.verdict.packages),
    ]
    return [change._replace(says=plain(change.says)) for change in found if change.says]
