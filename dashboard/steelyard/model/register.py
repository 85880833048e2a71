"""An evidence register: what one source claims, paragraph by paragraph, in our own words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import Field

from steelyard.model.criteria_set import IsoDate
from steelyard.model.entry import Entry, Id, Name, Prose

Voice = Literal["assertion", "reported", "quoted"]
Form = Literal[
    "event",
    "mechanism",
    "generalisation",
    "comparison",
    "illustration",
    "precedent",
    "conditional",
    "concession",
    "opposing_case",
    "judgement",
    "official_statement",
    "figure",
    "background",
    "recommendation",
    "definition",
    "rhetoric",
]
Hash = Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")]
Fingerprint = Annotated[str, Field(pattern=r"^[0-9a-f]{16}$")]


class Bearing(Entry):
    """The options for which a claim speaks for or against a good score on one criterion."""

    for_: list[Id] = Field([], alias="for")
    against: list[Id] = []


class Claim(Entry):
    """One statement of a source, in our words, with its paragraph.

    `says` is a paraphrase. `quote`, for sources one may quote, has to be verbatim in
    the paragraph. `bears_on` maps criterion ids to the options the claim speaks for or
    against; claims are arguments, not observations, and are never counted as votes.
    """

    paragraph: Annotated[int, Field(ge=1)]
    says: Prose
    voice: Voice = "assertion"
    by: Name | None = None
    form: Form = "generalisation"
    hedge: Prose = ""
    bears_on: dict[Id, Bearing] = {}
    quote: Prose = ""
    note: Prose = ""


class Register(Entry):
    """One source: what it is, how to recognise its text, what it claims.

    `fingerprints` has one entry per paragraph, in order: the first 16 hex digits of the
    SHA-256 of the stripped paragraph in UTF-8. Paragraphs are what is left of the text
    after splitting it at newlines, stripping each piece and dropping the empty ones;
    they count from 1. `sha256` is that of the whole file.
    """

    format: Literal[1]
    title: Name
    author: Name | None = None
    published: Name | None = None
    accessed: IsoDate | None = None
    stance: Prose = ""
    limits: Prose = ""
    sha256: Hash
    fingerprints: list[Fingerprint] = Field(min_length=1)
    claims: dict[Id, Claim] = {}
