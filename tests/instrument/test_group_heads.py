"""Which groups of criteria have a head over their columns."""

from __future__ import annotations

from typing import Any

from export.live_pages import made_up, result

from steelyard.instrument.problem import instrument_data
from steelyard.results.choice import Choice
from steelyard.results.result import Result


def heads_of(own: Result) -> list[tuple[str, list[int]]] | None:
    """Return the name of each head with the positions of its criteria."""
    groups: dict[str, Any] | None = instrument_data(own, "light", 0, "")["groups"]
    return groups and [(head["name"], head["criteria"]) for head in groups["heads"]]


def test_each_group_of_a_shipped_set_has_a_head() -> None:
    """Nine criteria of harm to users and seven to others; a frame of users alone has one head."""
    users, others = list(range(9)), list(range(9, 16))
    drugs = "drug-harms-2010"
    assert heads_of(result(drugs)) == [("Harm to users", users), ("Harm to others", others)]
    assert heads_of(result(drugs, frame="users")) == [("Harm to users", users)]
    assert heads_of(result("iran-2026")) is None


def test_a_group_needs_neighbours() -> None:
    """A group torn apart by another criterion has no head, nor has one with a single criterion."""
    belongs = {"a": "torn", "b": None, "c": "torn", "d": "whole", "e": "whole", "f": "single"}
    criteria = {
        key: {"name": key.upper(), **({"group": group} if group else {})}
        for key, group in belongs.items()
    }
    names = {group: {"name": f"The {group}"} for group in ("torn", "whole", "single")}
    loaded = made_up(
        {
            "groups": names,
            "criteria": criteria,
            "options": {"soup": {"name": "Soup"}},
            "assessments": {"soup": dict.fromkeys(criteria, 50)},
        }
    )
    assert heads_of(Result(loaded, Choice())) == [("The whole", [3, 4])]
