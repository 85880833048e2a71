"""Ids made from names: readable, well formed, each used once."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection
from typing import Final

from steelyard.files.editing.yaml_writing import is_plain
from steelyard.model.entry import is_id

_LONGEST: Final = 40
# Letters of Latin alphabets that do not come apart into a letter and a mark.
_SPELT_OUT: Final = str.maketrans(
    {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th", "ı": "i"}
)


def make_id(name: str, taken: Collection[str], kind: str) -> str:
    """Return an id for a name that is not among `taken`.

    Latin letters lose their marks; a name without any Latin letter or digit becomes `kind`
    and a number.

    >>> make_id("Coût élevé (€)", [], "criterion"), make_id("成本", ["criterion_1"], "criterion")
    ('cout_eleve', 'criterion_2')
    """
    folded = unicodedata.normalize("NFKD", name.casefold().translate(_SPELT_OUT))
    ascii_only = folded.encode("ascii", "ignore").decode()
    base = _shortened(re.sub(r"[^a-z0-9]+", "_", re.sub(r"['’]", "", ascii_only)).strip("_"))
    if not base:
        return _numbered(kind, taken, 1)
    if not is_id(base) or not is_plain(base, in_flow=True):
        base = f"{kind}_{base}"
    return base if base not in taken else _numbered(base, taken, 2)


def _numbered(base: str, taken: Collection[str], number: int) -> str:
    while f"{base}_{number}" in taken:
        number += 1
    return f"{base}_{number}"


def _shortened(base: str) -> str:
    if len(base) <= _LONGEST:
        return base
    return base[: _LONGEST + 1].rpartition("_")[0] or base[:_LONGEST]
