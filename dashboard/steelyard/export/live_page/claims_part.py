"""The claims that bear on what is in view, in our words, by source, each with its paragraph.

No text of a source is included, only the numbers of its paragraphs.
"""

from __future__ import annotations

from steelyard.export.live_page.markup import Markup, tag
from steelyard.export.live_page.scores_part import cells_of, claims_at
from steelyard.model import Claim
from steelyard.results.evidence_basis import source_title
from steelyard.results.result import Result
from steelyard.results.words.evidence import claim_words
from steelyard.results.words.text import plain


def show_claims(result: Result) -> Markup:
    """Return the claims that bear on what is in view, by source; nothing where there are none."""
    named = set().union(*(claims_at(result, o, c) for o, c in cells_of(result)))
    by_source: dict[str, list[str]] = {}
    for claim, source in result.evidence.sources.items():
        if claim in named:
            by_source.setdefault(source, []).append(claim)
    if not by_source:
        return Markup()
    groups = [_source(result, source, claims) for source, claims in by_source.items()]
    note = (
        "What the sources say, in our words. Claims are arguments, not measurements: they are "
        "never counted as votes."
    )
    return tag(
        "section", tag("h2", "Claims"), tag("p", note, class_="note"), *groups, class_="claims"
    )


def _source(result: Result, source: str, claims: list[str]) -> Markup:
    loaded = result.loaded
    title = source_title(loaded, source)
    register = loaded.registers[source].register
    facts = []
    if register is not None:
        facts = [fact for fact in (register.author, register.published) if fact]
        facts += [f"read on {register.accessed}"] if register.accessed else []
    said = [tag("p", "; ".join(facts), class_="note")] if facts else []
    if register is not None:
        said += [tag("p", text) for text in (register.stance, register.limits) if text]
    entries = result.evidence.claims
    items = [_claim(claim, entries[claim]) for claim in claims]
    return tag(
        "details",
        tag("summary", tag("h3", f"{title}: {_counted(len(claims))}")),
        *said,
        tag("ul", *items, data_source=plain(title)),
    )


def _claim(claim: str, entry: Claim) -> Markup:
    words = claim_words(entry)
    where = f"{claim}, paragraph {entry.paragraph}" + (f" · {words}" if words else "")
    return tag("li", entry.says, " ", tag("i", where))


def _counted(number: int) -> str:
    return "1 claim" if number == 1 else f"{number} claims"
