"""One stamp for every form: where a file comes from, sealed over what the file shows.

A form writes the text of `seal` wherever it keeps its metadata, and hands `open_seal` the
same content when it is read back. Each form decides what counts as its content: all of
the file but the stamp. A seal is no signature: it finds slips and edits; recomputing the
figures (`steelyard verify`) finds the rest.
"""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass

KEY = "Steelyard"
"""The name of the stamp in whatever holds named metadata."""

CONTENT = "Content SHA-256"


@dataclass(frozen=True)
class Stamp:
    """What a file says of itself (as `provenance` wrote it), and whether it is as it was made.

    `digest`: that of the content as it is now, for comparing two files of one making.
    """

    origin: dict[str, str]
    is_intact: bool
    digest: str = ""


def seal(origin: Mapping[str, str], content: bytes) -> str:
    """Return the stamp of a file as one line of JSON in ASCII.

    >>> seal({"Frame": "four"}, b"a chart")[:20]
    '{"Frame": "four", "C'
    """
    return json.dumps({**origin, CONTENT: hashlib.sha256(content).hexdigest()})


def open_seal(text: str, content: bytes) -> Stamp:
    """Return the stamp written as `text` over `content`.

    Raises ValueError where the text is no stamp.

    >>> open_seal(seal({"Frame": "four"}, b"a chart"), b"another").is_intact
    False
    """
    try:
        found = json.loads(text)
    except (ValueError, RecursionError):
        found = None
    if not isinstance(found, dict) or not all(isinstance(value, str) for value in found.values()):
        raise ValueError("the stamp cannot be read")
    sealed, digest = found.pop(CONTENT, ""), hashlib.sha256(content).hexdigest()
    return Stamp(found, sealed == digest, digest)
