"""How the judgements of a set were elicited: who was asked, how, and what checks the answers."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from steelyard.model.entry import Entry, Id, Name, Prose

_Order = Literal["by_criterion", "by_option"]
Answer = Literal["holds", "fails", "unasked"]
People = Annotated[int, Field(ge=1, le=100_000)]


class ScoreElicitation(Entry):
    """Who scored, how many people, and whether each did so before seeing the others' scores.

    `order`: all options on one criterion before the next (`by_criterion`), or all criteria of
    one option before the next.
    """

    by: Name | None = None
    people: People | None = None
    independent: bool | None = None
    order: _Order | None = None


class SwingCheck(Entry):
    """A check of the swings: full steps on all of `more` outweigh full steps on all of `less`."""

    more: list[Id] = Field(min_length=1)
    less: list[Id] = Field(min_length=1)


class WeightElicitation(Entry):
    """Who gave the swings, how many people, by what method, and comparisons that check them."""

    by: Name | None = None
    people: People | None = None
    independent: bool | None = None
    method: Prose = ""
    checks: list[SwingCheck] = []


class Elicitation(Entry):
    """How scores and swings were elicited."""

    scores: ScoreElicitation = ScoreElicitation()
    weights: WeightElicitation = WeightElicitation()


class Independence(Entry):
    """Whether steps on one criterion are worth the same wherever the other one stands.

    `forward`: steps on the first of the two criteria, at any level of the second; `backward`:
    steps on the second, at any level of the first. `holds`, `fails`, or `unasked`.
    """

    criteria: list[Id] = Field(min_length=2, max_length=2)
    forward: Answer = "unasked"
    backward: Answer = "unasked"
    note: Prose = ""
