"""Write a group's averaged inputs into the criteria file, as an ordinary change."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from steelyard.files.criteria_files import read_criteria
from steelyard.files.editing.open_text import Keys
from steelyard.files.editing.own_view import Author, put_lens, put_reading
from steelyard.files.editing.score_sheet import find_node, swing_keys
from steelyard.files.editing.score_text import shortest_number
from steelyard.files.editing.value_edits import put_values
from steelyard.files.editing.yaml_writing import PlainValue
from steelyard.results.compared.difference import Comparison
from steelyard.results.judges.group_result import GroupResult
from steelyard.results.words.judging import adopting as words

if TYPE_CHECKING:
    from steelyard.analysis.judges.averaging import AveragedInputs, Ranges
    from steelyard.model import CriteriaSet

BEFORE_JUDGES = "before_judges"
"""The id of the reading and the lens that preserve the set's own scores and swings."""


@dataclass(frozen=True)
class Adoption:
    """The averaged inputs of a closed round, to be put into the text of the set's file.

    `ranges`: whether low and high are the union of the judges' ranges, or pooled quantiles.
    `keeps_own`: the set's current scores and swings are kept in the file, as a reading and a
    lens. Raises ValueError, with a message for users, for simulated answers and for a round
    without answers.
    """

    found: GroupResult
    ranges: Ranges = "union"
    keeps_own: bool = False

    @cached_property
    def inputs(self) -> AveragedInputs:
        """The scores and swings that are written."""
        from steelyard.analysis.judges.averaging import average_inputs

        if self.found.round.simulated:
            raise ValueError(words.NOT_SIMULATED)
        if self.ranges == "union" and self.found.is_anonymous and not self.found.shows_answers:
            raise ValueError(words.ENDS_NOT_SHOWN)
        return average_inputs(self.found.panel, self.ranges)

    @property
    def left(self) -> tuple[tuple[str, str], ...]:
        """The cells that nobody judged, whose scores stay as they are, in the order of the set."""
        panel = self.found.panel
        return tuple(
            (o, c) for o in panel.options for c in panel.criteria if (o, c) in panel.unjudged
        )

    def put_into(self, text: str) -> str:
        """Return the text of the set's file with the group's inputs; other lines are unchanged.

        Raises ValueError, with a message for users, if that is impossible.
        """
        inputs = self.inputs
        when = self.found.round.closed or self.found.round.opened or ""
        author = Author(words.by_words(self.found), words.reason_words(self.found), when)
        if self.keeps_own:
            text = self._keep_own(text, author)
        scores: dict[tuple[str, str], PlainValue] = {
            cell: [shortest_number(number) for number in score[:3]]
            for cell, score in inputs.scores.items()
        }
        values: dict[Keys, PlainValue] = {}
        for cell, score in scores.items():
            values |= self._cell_values(text, cell, score, author)
        for criterion, swing in inputs.swings.items():
            said = words.swing_reason(self.found, criterion)
            values[swing_keys(criterion)] = shortest_number(swing)
            values["criteria", criterion, "swing_reason"] = said
        return put_values(text, {**values, **self._elicited(), ("judged_by",): author.name})

    def _cell_values(
        self, text: str, cell: tuple[str, str], score: PlainValue, author: Author
    ) -> dict[Keys, PlainValue]:
        """Return the keys to write for a cell; author and date only if the cell has them."""
        keys: Keys = ("assessments", *cell)
        entry: dict[str, PlainValue] = {
            "score": score,
            "reason": words.cell_reason(self.found, cell),
        }
        confidence = self.found.least_confidence(cell)
        if confidence is not None:
            entry["confidence"] = confidence
        node = find_node(text, *keys)
        if node is None or not isinstance(node.content, dict):
            return {keys: entry}
        own = {"by": author.name, "as_of": author.when}
        entry |= {key: said for key, said in own.items() if node.child(key) is not None}
        return {(*keys, key): value for key, value in entry.items()}

    def _elicited(self) -> dict[Keys, PlainValue]:
        """Return the `elicitation` keys: who scored and weighed, how many, and independently."""
        people = len(self.found.judges)
        who: dict[str, PlainValue] = {"by": words.by_words(self.found), "people": people}
        weighed = who | {"people": len(self.found.panel.weighted), "method": words.METHOD}
        kinds = {"scores": who, **({"weights": weighed} if self.inputs.swings else {})}
        found: dict[Keys, PlainValue] = {}
        for kind, said in kinds.items():
            for key, value in said.items():
                found["elicitation", kind, key] = value
            if said["people"] != 1:
                found["elicitation", kind, "independent"] = True
        return found

    def _keep_own(self, text: str, author: Author) -> str:
        made = self.found.criteria_set
        own = Author(made.judged_by or words.BEFORE_JUDGES_NAME, words.OWN_REASON, author.when)
        swings = {c: shortest_number(made.criteria[c].swing) for c in made.criteria}
        text = put_lens(text, BEFORE_JUDGES, words.BEFORE_JUDGES_NAME, swings, own)
        node = find_node(text, "assessments")
        rows = node.plain() if node is not None else {}
        assert isinstance(rows, dict)
        # Cells are copied as they are in the file, with their reasons and claims.
        scores = {(o, c): cell for o, row in rows.items() for c, cell in row.items()}
        return put_reading(text, BEFORE_JUDGES, words.BEFORE_JUDGES_NAME, scores, own)

    def comparison(self, text: str) -> Comparison:
        """Return the comparison of a text of the file with the same text after adoption."""
        before, after = _set_of(text), _set_of(self.put_into(text))
        return Comparison(before, after, self.found.panel.frame, None)


def _set_of(text: str) -> CriteriaSet:
    made = read_criteria(text.encode(), Path("set.yaml"), "set.yaml").criteria_set
    if made is None:
        raise ValueError(words.NOT_READABLE)
    return made
