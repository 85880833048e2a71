"""The units a scale may have."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Literal

UNIT_WORDS: Mapping[str, str] = {
    "points": "points",
    "percent": "percent",
    "probability": "probability",
    "minutes": "minutes",
    "hours": "hours",
    "days": "days",
    "months": "months",
    "years": "years",
    "count": "count",
    "people": "people",
    "usd": "usd",
    "eur": "eur",
    "gbp": "gbp",
    "chf": "chf",
    "usd_million": "usd million",
    "usd_billion": "usd billion",
    "eur_million": "eur million",
    "tonnes": "tonnes",
    "kilometres": "kilometres",
}
"""Every unit a scale may have, and the words people read for it: the only list of units."""

UNITS = tuple(UNIT_WORDS)

if TYPE_CHECKING:
    Unit = str
else:
    # Exactly the units above; mypy cannot evaluate a Literal made from a tuple.
    Unit = Literal[UNITS]
