"""The evidence of a file, for rules and panels: its claims and their sources."""

from __future__ import annotations

from collections.abc import Collection

from steelyard.files.criteria_files import LoadedSet
from steelyard.results.appraisal import Evidence


def evidence_of(loaded: LoadedSet, struck: Collection[str] = ()) -> Evidence:
    """Return the claims of a set's registers, except those struck out, with their sources.

    If two registers use the same claim id, which is reported as a problem of the file, the
    later one counts.
    """
    sources = {
        claim: register.id
        for register in loaded.registers.values()
        if register.register is not None
        for claim in register.register.standing
        if claim not in struck
    }
    claims = {claim: entry for claim, entry in loaded.claims.items() if claim in sources}
    return Evidence(claims, sources)


def source_title(loaded: LoadedSet, source: str) -> str:
    """Return the title of a source, or its id if its register cannot be read."""
    register = loaded.registers[source].register
    return register.title if register is not None else source
