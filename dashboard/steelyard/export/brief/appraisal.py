"""What an approver would ask: the checks that failed or stay open, told in five lengths.

Chooses how much is told of each finding; what is found is for `analysis.appraisal`.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from steelyard.export.brief.parts import Section, Table
from steelyard.results.appraisal import Finding

_MEANING = {"failed": "Failed", "open": "Open"}
_HEADS = ("Result", "What was found", "What to do")


def appraisal_section(findings: tuple[Finding, ...]) -> Section:
    """Return the appraisal; its smaller forms leave out guidance, advice, then what was found.

    What is found stays longer of checks that failed than of those that are open. Where every
    check passed there is one form only.
    """
    counts = {s: sum(f.state == s for f in findings) for s in ("failed", "open", "passed")}
    said = (
        f"{len(findings)} checks from published guidance: {counts['failed']} failed, "
        f"{counts['open']} open, {counts['passed']} passed. None says that the result is wrong; "
        "each says what it leans on."
    )
    plain = Section("appraisal", "What an approver would ask", 2, (said,))
    failed = [finding for finding in findings if finding.state == "failed"]
    still_open = [finding for finding in findings if finding.state == "open"]
    shown = [*failed, *still_open]
    if not shown:
        return plain
    rest = "what to do about it and the guidance behind it"
    section = replace(
        plain,
        sentences=(said, *_named(shown)),
        lacks=f"what each check found, {rest}",
    )
    if failed and still_open:
        section = replace(
            plain,
            sentences=(said, *_named(still_open)),
            table=_table(_found(failed)),
            smaller=section,
            lacks="what each open check found, what to do about any check and the guidance "
            "behind it",
        )
    advice = [finding.advice.replace("`", "") for finding in shown]
    cited = [f" See {'; '.join(f.guidance)}." if f.guidance else "" for f in shown]
    whole = [f"{told}{source}".strip() for told, source in zip(advice, cited, strict=True)]
    forms = (
        (_table(_found(shown)), "what to do about each check and the guidance behind it"),
        (_table(_found(shown), advice), "the guidance behind each check"),
        (_table(_found(shown), whole), ""),
    )
    for table, lacks in forms:
        section = replace(plain, table=table, smaller=section, lacks=lacks)
    return section


def _named(findings: Iterable[Finding]) -> tuple[str, ...]:
    """Return checks by name alone, those of one result in one sentence."""
    said = []
    for state, meaning in _MEANING.items():
        names = [f.title for f in findings if f.state == state]
        if names:
            said.append(f"{meaning}: {'; '.join(f'“{name}”' for name in names)}.")
    return tuple(said)


def _found(findings: Iterable[Finding]) -> list[tuple[str, str]]:
    return [(_MEANING[f.state], f"{f.title}. {f.found}") for f in findings]


def _table(found: list[tuple[str, str]], advice: list[str] | None = None) -> Table:
    if advice is None:
        return Table(_HEADS[:2], tuple(found), wide=(0, 1))
    rows = tuple((*row, told) for row, told in zip(found, advice, strict=True))
    return Table(_HEADS, rows, wide=(0, 1, 1))
