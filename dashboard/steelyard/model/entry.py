"""The base class of everything written in a file, and the small types it is made of.

Unknown keys and silent conversions are forbidden: a misspelt key or a number in quotes is a
problem to be reported, never quietly replaced by a default.
"""

from __future__ import annotations

import re
from typing import Annotated

from pydantic import AfterValidator, BaseModel, ConfigDict, Field
from pydantic_core import PydanticCustomError

ID_PATTERN = r"^[a-z][a-z0-9_-]*$"
LONGEST_ID = 60

Id = Annotated[str, Field(pattern=ID_PATTERN, max_length=LONGEST_ID)]
"""A name used by the file itself: lower-case letters, digits, `_` and `-`."""

# A terminal obeys some of these and a spreadsheet file cannot hold them; none can be read.
_CONTROL = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")


def _check_text(text: str) -> str:
    if _CONTROL.search(text):
        raise PydanticCustomError("control_character", "a character that cannot be shown")
    return text


def _check_not_blank(text: str) -> str:
    if not text.strip():
        raise PydanticCustomError("blank_text", "nothing but white space")
    return text


_Shown = AfterValidator(_check_text)
_NotBlank = AfterValidator(_check_not_blank)

Name = Annotated[str, Field(min_length=1, max_length=300), _Shown, _NotBlank]
"""A short text shown as a label."""

Prose = Annotated[str, Field(max_length=8000), _Shown]
"""A longer text: a reason, a summary, a note; it may have line breaks and tabs."""

Number = Annotated[float, Field(allow_inf_nan=False)]
"""A finite number: integers are accepted, numbers in quotes are not."""

Swing = Annotated[float, Field(ge=0, le=1e9, allow_inf_nan=False)]
"""How much going from the worst to the best end of a scale matters; any size, not negative."""


def is_id(text: str) -> bool:
    """Return whether a text is a well-formed id, and so safe as the name of a file.

    >>> is_id("my-source"), is_id("../secret"), is_id("a\\n")
    (True, False, False)
    """
    return len(text) <= LONGEST_ID and bool(re.fullmatch(ID_PATTERN.rstrip("$"), text))


class Entry(BaseModel):
    """A frozen mapping of a file: exactly these keys, exactly these types."""

    model_config = ConfigDict(frozen=True, extra="forbid", strict=True, populate_by_name=True)
