"""A small set on two essays written for these journeys, and a longer essay made of sentences."""

from __future__ import annotations

import itertools
from pathlib import Path

from browser.conftest import HERE

from steelyard.files.sources.register_writing import write_register
from steelyard.files.texts.kept_text import save_text_bytes, split_paragraphs, text_bytes

TITLES = {"millpond": "The pond behind the bakery", "brook": "Let the brook out"}
SET = """\
format: 1
title: The millpond
question: What should become of the pond behind the bakery?
sources: [millpond, brook]
criteria:
  cost: {name: Cost, question: What does it cost?, better: lower, scale: {from: 0, to: 200}}
  water: {name: Life in the water, question: What lives in it?, swing: 60}
  floods: {name: Floods, question: How many cellars stay dry?, swing: 80}
  place: {name: A place to sit, question: Who sits there?, swing: 50}
options:
  oak: {name: Mend in oak}
  steel: {name: Mend in steel}
  brook: {name: Set the brook free}
  fill: {name: Fill it}
  park: {name: Car park}
assessments:
  oak: {cost: 140, water: 20, floods: 50, place: 80}
  steel: {cost: 95, water: 20, floods: 50, place: 70}
  brook: {cost: 52, water: 80, floods: 60, place: 60}
  fill: {cost: 60, water: unknown, floods: 30, place: unknown}
  park: {cost: unknown, water: unknown, floods: unknown, place: unknown}
"""

_WHO = ("The council", "A neighbour", "The angling club", "The school", "One shopkeeper")
_DOES = ("doubts", "expects", "has measured", "remembers", "would welcome", "fears")
_WHAT = ("deeper mud", "a drier cellar", "louder frogs", "cheaper repairs", "slower water",
         "an empty bench", "younger trees")  # fmt: skip
_WHEN = ("since the last thaw", "in most summers", "after heavy rain", "before the fair",
         "at the lower gate", "beyond the footbridge", "within a decade", "on market days",
         "between the two weirs", "when the wind is north", "as long as money lasts")  # fmt: skip


def essay(name: str) -> tuple[str, ...]:
    """Return the paragraphs of one of the two essays."""
    text = (HERE / "essays" / f"{name}.txt").read_text(encoding="utf-8")
    return split_paragraphs(text)


def long_essay(first: int = 3, paragraphs: int = 34, sentences: int = 7) -> tuple[str, ...]:
    """Return an essay of about 3,000 words, no two sentences of which are the same.

    Essays that begin to count elsewhere have no sentence in common.
    """
    wheels = zip(
        *(itertools.cycle(wheel) for wheel in (_WHO, _DOES, _WHAT, _WHEN)), itertools.count(first),
        strict=False,
    )  # fmt: skip
    made = (
        f"{who} {does} {what} {when}, by {count} votes." for who, does, what, when, count in wheels
    )
    return tuple(" ".join(itertools.islice(made, sentences)) for _ in range(paragraphs))


def add_register(
    top: Path, source: str, paragraphs: tuple[str, ...], *, has_text: bool = True
) -> None:
    """Write a register without claims, and its text beside it."""
    seeds = top / "seeds"
    seeds.mkdir(exist_ok=True)
    title = {"title": TITLES.get(source, source.capitalize())}
    text = write_register(paragraphs, title, prefix=source[0] + "p", aim=30)
    (seeds / f"{source}.yaml").write_text(text, encoding="utf-8")
    kept = seeds / "texts" / f"{source}.txt"
    kept.unlink(missing_ok=True)
    save_text_bytes(kept, text_bytes(paragraphs))


def lay_out(top: Path) -> Path:
    """Write the set and its two registers with their texts; return the folder to serve."""
    folder = top / "criteria"
    folder.mkdir()
    for source in TITLES:
        add_register(top, source, essay(source))
    (folder / "pond.yaml").write_text(SET, encoding="utf-8")
    return folder
