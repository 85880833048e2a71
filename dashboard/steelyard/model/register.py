"""An evidence register: what one source claims, paragraph by paragraph, in our own words."""

from __future__ import annotations

from typing import Annotated, Literal

from pydantic import BeforeValidator, Field
from pydantic_core import PydanticCustomError

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


def _parse_paragraph_key(raw: object) -> object:
    """Return the key of a paragraph as a number: in YAML every key is text."""
    if isinstance(raw, str):
        if not (raw.isascii() and raw.isdigit()) or raw.startswith("0") or len(raw) > 6:
            raise PydanticCustomError("paragraph_key", "the key of a paragraph is its number")
        return int(raw)
    return raw


ParagraphKey = Annotated[int, Field(ge=1), BeforeValidator(_parse_paragraph_key)]
Offset = Annotated[int, Field(ge=0)]


class Bearing(Entry):
    """The options for which a claim speaks for or against a good score on one criterion."""

    for_: list[Id] = Field([], alias="for")
    against: list[Id] = []


class Selector(Entry):
    """The words just before and after a passage: with these it is found again in a new text.

    At most four words on each side, so that a register holds no run of another's text. What is
    between them is a claim's `quote`, if it has one; otherwise only its `print` identifies it.
    """

    prefix: Annotated[str, Field(max_length=200)] = ""
    suffix: Annotated[str, Field(max_length=200)] = ""


class TextOrigin(Entry):
    """The file a text was read from, and how many of its pieces were joined, split, left out."""

    file: Name
    sha256: Hash
    joined: Offset = 0
    split: Offset = 0
    left_out: Offset = 0


class Claim(Entry):
    """One statement of a source, in our words, with its paragraph.

    `says` is a paraphrase. `quote`, for sources one may quote, has to be verbatim in
    the paragraph. `bears_on` maps criterion ids to the options the claim speaks for or
    against; claims are arguments, not observations, and are never counted as votes.
    `passage` is the place of its words: first character and the one after the last, from 0, in
    the stripped paragraph; `print` the fingerprint of these characters. `withdrawn` is the
    reason why the claim no longer counts; its id stays taken. `older_text` begins the SHA-256
    of an earlier text that the claim is about, where the present one does not say it any more.
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
    passage: Annotated[list[Offset], Field(min_length=2, max_length=2)] | None = None
    print: Fingerprint | None = None
    selector: Selector | None = None
    coded_by: Name | None = None
    older_text: Annotated[str, Field(pattern=r"^[0-9a-f]{8}$")] | None = None
    withdrawn: Name | None = None


class Register(Entry):
    """One source: what it is, how to recognise its text, what it claims.

    `fingerprints` has one entry per paragraph, in order: the first 16 hex digits of the
    SHA-256 of the stripped paragraph in UTF-8. Paragraphs are what is left of the text
    after splitting it at newlines, stripping each piece and dropping the empty ones;
    they count from 1. `sha256` is that of the whole file. `prefix` begins the ids of new
    claims, `aim` is how many claims are wanted, `no_claim` says of paragraphs that were looked
    at why they have none. `text_in_exports` is set where the text's licence lets it be passed on.
    """

    format: Literal[1]
    title: Name
    author: Name | None = None
    published: Name | None = None
    accessed: IsoDate | None = None
    url: Name | None = None
    stance: Prose = ""
    limits: Prose = ""
    prefix: Id | None = None
    aim: Annotated[int, Field(ge=1)] | None = None
    text_in_exports: bool = False
    origin: TextOrigin | None = None
    sha256: Hash
    fingerprints: list[Fingerprint] = Field(min_length=1)
    no_claim: dict[ParagraphKey, Name] = {}
    claims: dict[Id, Claim] = {}

    @property
    def standing(self) -> dict[str, Claim]:
        """The claims that are not withdrawn, by id."""
        return {claim: entry for claim, entry in self.claims.items() if entry.withdrawn is None}


class Coding(Entry):
    """The claims that a second person found in a text, without having seen the first one's."""

    format: Literal[1] = 1
    sha256: Hash | None = None
    claims: dict[Id, Claim] = {}
