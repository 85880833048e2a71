"""The shipped registers and the shipped study say what they claim to say.

Whether prose of ours repeats a source is checked against hashes, so the check runs where
the texts, which are other people's, are not present. After adding a source put its text
into `seeds/texts/` and run this file with Python: it writes the hashes anew.
"""

from __future__ import annotations

import hashlib
import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple, TypedDict

import pytest
import yaml

from steelyard.model import Assessment, CriteriaSet, Register

ROOT = Path(__file__).resolve().parents[1]
SEEDS = ROOT / "seeds"
GOLDEN = ROOT / "tests" / "golden"
SHINGLES = GOLDEN / "shingles.json"
IRAN = ROOT / "criteria" / "iran-2026.yaml"
DRUGS = ROOT / "criteria" / "drug-harms-2010.yaml"

RUN = 5
HEX_DIGITS = 8
PROSE = {".yaml", ".md", ".py", ".js", ".css", ".html"}
PLACES = ("README.md", "seeds", "criteria", "dashboard", "tests")

# Those the shipped set is built on: whoever adds a text of their own has another register there.
REGISTERS: list[str] = sorted(yaml.safe_load(IRAN.read_text(encoding="utf-8"))["sources"])
WITHOUT_CLAIM: dict[str, dict[int, str]] = {
    "kinetic-diplomacy": dict.fromkeys((3, 8, 14, 18, 22, 27), "a heading"),
    "coercive-bargaining": {},
}


def words(text: str) -> list[str]:
    """Return the lower-case words of a text; a word is letters a-z, digits and apostrophes."""
    return re.findall(r"[a-z0-9']+", text.lower().replace("\u2019", "'"))


def runs(text: str) -> Iterator[tuple[str, str]]:
    """Yield each run of five consecutive words with the start of its SHA-256."""
    found = words(text)
    for start in range(len(found) - RUN + 1):
        run = " ".join(found[start : start + RUN])
        yield run, hashlib.sha256(run.encode()).hexdigest()[:HEX_DIGITS]


def shared_runs(text: str, hashes: set[str]) -> list[str]:
    """Return the runs of a text whose hash is among those given, in order."""
    return [run for run, digest in runs(text) if digest in hashes]


def paragraphs(text: str) -> list[str]:
    """Return the paragraphs of a text: split at newlines, stripped, the empty ones dropped."""
    return [piece.strip() for piece in text.split("\n") if piece.strip()]


def shingles_of(text: str) -> list[str]:
    """Return the hashes of all runs of a text, sorted, each once."""
    return sorted({digest for _, digest in runs(text)})


def register(name: str) -> Register:
    """Return a shipped register as the model reads it."""
    text = (SEEDS / f"{name}.yaml").read_text(encoding="utf-8")
    return Register.model_validate(yaml.safe_load(text))


def drug_harms() -> CriteriaSet:
    """Return the shipped study as the model reads it."""
    return CriteriaSet.model_validate(yaml.safe_load(DRUGS.read_text(encoding="utf-8")))


class Published(TypedDict):
    """The published results of the study, in our own layout."""

    ranking: list[str]
    harm: dict[str, dict[str, float]]
    harm_within_group: dict[str, dict[str, float]]


def published_harm() -> Published:
    """Return the published results of the study."""
    loaded: Published = json.loads((GOLDEN / "nutt2010.json").read_text(encoding="utf-8"))
    return loaded


def known_hashes() -> dict[str, list[str]]:
    """Return the hashes of every source's runs, keyed by source."""
    loaded: dict[str, list[str]] = json.loads(SHINGLES.read_text(encoding="utf-8"))
    return loaded


def our_files() -> list[Path]:
    """Return every file of the repository that holds prose, except the sources' own texts."""
    found = []
    for place in PLACES:
        start = ROOT / place
        candidates = [start] if start.is_file() else sorted(start.rglob("*"))
        found += [path for path in candidates if path.suffix in PROSE and path.is_file()]
    return [path for path in found if SEEDS / "texts" not in path.parents]


class Source(NamedTuple):
    """The text of a source with what is recorded of it: its register and the hashes of its runs."""

    raw: bytes
    register: Register
    shingles: list[str]


MADE_UP = (
    "A barge carries salt down the river.\n\n  In spring nobody pays for the locks. \nÉtienne does."
)
"""A text of our own, so that there is one to check where the sources' are not."""


def made_up() -> Source:
    """Return the made-up text, with a register and hashes that were worked out apart from it."""
    recorded = {
        "format": 1,
        "title": "Salt",
        "sha256": "5fa0477889f2105f6ee387a7fbae67ccd708b563d3436ef227db53dfcdb466fb",
        "fingerprints": ["b02d439f0ba06c15", "4e23a62b22126a53", "543218e55d1c2a03"],
    }
    shingles = [
        "0230742b",
        "0e399818",
        "358f34a0",
        "3eb0dbfb",
        "5237c6a1",
        "53b8f673",
        "7256bfe6",
        "72edaefc",
        "80843df1",
        "9ab47b3d",
        "9ce5ee20",
        "f9294bef",
    ]
    return Source(MADE_UP.encode(), Register.model_validate(recorded), shingles)


def sources() -> dict[str, Source]:
    """Return every source whose text is present, by name, and the made-up one."""
    found = {"made-up": made_up()}
    for name in REGISTERS:
        path = SEEDS / "texts" / f"{name}.txt"
        if path.exists():
            found[name] = Source(path.read_bytes(), register(name), known_hashes()[name])
    return found


def differences(source: Source) -> list[str]:
    """Return in what a text differs from what is recorded of it; nothing for its own."""
    text = source.raw.decode("utf-8")
    prints = [hashlib.sha256(one.encode()).hexdigest()[:16] for one in paragraphs(text)]
    same = {
        "sum": hashlib.sha256(source.raw).hexdigest() == source.register.sha256,
        "paragraphs": prints == source.register.fingerprints,
        "hashes": shingles_of(text) == source.shingles,
    }
    return [part for part, is_same in same.items() if not is_same]


def test_no_file_of_ours_shares_five_words_with_a_source() -> None:
    """Nothing we wrote repeats five consecutive words of a source."""
    hashes = {digest for one in known_hashes().values() for digest in one}
    shared = {
        str(path.relative_to(ROOT)): found
        for path in our_files()
        if (found := shared_runs(path.read_text(encoding="utf-8"), hashes))
    }
    assert shared == {}, "reword these: they are also in a source"


def test_a_shared_run_is_found_whatever_its_case_and_punctuation() -> None:
    """A run counts as shared across capitals, commas, curly apostrophes and line ends."""
    hashes = set(shingles_of("the miller's seven grey geese slept"))
    assert shared_runs("So The miller\u2019s, seven\n  Grey geese!", hashes) == [
        "the miller's seven grey geese"
    ]
    assert shared_runs("the miller's seven geese slept well", hashes) == []


@pytest.mark.parametrize("name", REGISTERS)
def test_every_register_has_hashes(name: str) -> None:
    """A source without hashes would escape the check on shared words."""
    assert len(known_hashes()[name]) > 0


@pytest.mark.parametrize("name", sources())
def test_text_matches_its_register(name: str) -> None:
    """The sum, the paragraphs and the hashes of each text that is present are the recorded ones."""
    assert differences(sources()[name]) == []


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("salt", "sand", ["sum", "paragraphs", "hashes"]),
        ("river.\n", "river,\n", ["sum", "paragraphs"]),
        ("pays for", "pays\nfor", ["sum", "paragraphs"]),
        ("  In", "In", ["sum"]),
    ],
)
def test_a_text_that_is_another_differs_from_its_register(
    old: str, new: str, said: list[str]
) -> None:
    """A word, a comma, a break and a space each show where they count."""
    source = made_up()
    text = source.raw.decode()
    assert text.count(old) == 1
    assert differences(source._replace(raw=text.replace(old, new).encode())) == said


@pytest.mark.parametrize("name", REGISTERS)
def test_every_paragraph_has_a_claim(name: str) -> None:
    """Each paragraph has at least one claim, apart from those listed above with a reason."""
    recorded = register(name)
    claimed = {claim.paragraph for claim in recorded.claims.values()}
    expected = set(range(1, len(recorded.fingerprints) + 1)) - set(WITHOUT_CLAIM[name])
    assert claimed == expected


def test_claims_have_ids_of_their_own_and_are_at_least_eighty() -> None:
    """No id stands in two registers, and together they hold eighty claims or more."""
    ids = [one for name in REGISTERS for one in register(name).claims]
    assert len(ids) == len(set(ids))
    assert len(ids) >= 80


@pytest.mark.parametrize("name", REGISTERS)
def test_no_claim_id_is_written_twice(name: str) -> None:
    """YAML would silently keep the second of two claims with one id."""
    text = (SEEDS / f"{name}.yaml").read_text(encoding="utf-8")
    written = re.findall(r"^  ([a-z]+-\d+):$", text, flags=re.MULTILINE)
    assert written == list(register(name).claims)


@pytest.mark.parametrize("name", REGISTERS)
def test_who_speaks_is_named(name: str) -> None:
    """A reported or quoted claim names its speaker; an assertion is the source's own."""
    for claim in register(name).claims.values():
        assert (claim.by is not None) == (claim.voice != "assertion"), claim.says


@pytest.mark.parametrize("name", REGISTERS)
def test_claims_mentioned_in_notes_exist(name: str) -> None:
    """A note that points to another claim points to one that is there."""
    known = {one for other in REGISTERS for one in register(other).claims}
    notes = " ".join(claim.note for claim in register(name).claims.values())
    assert set(re.findall(r"\b[a-z]{2}-\d\d\b", notes)) <= known


@pytest.mark.parametrize("name", REGISTERS)
def test_claims_bear_on_criteria_and_options_that_exist(name: str) -> None:
    """Every bearing names a criterion and options of the criteria set built on the registers."""
    built = yaml.safe_load(IRAN.read_text(encoding="utf-8"))
    for id_, claim in register(name).claims.items():
        assert set(claim.bears_on) <= set(built["criteria"]), id_
        for bearing in claim.bears_on.values():
            sides = [*bearing.for_, *bearing.against]
            assert sides, id_
            assert set(sides) <= set(built["options"]), id_
            assert len(sides) == len(set(sides)), id_


def bearings() -> dict[tuple[str, str], set[str]]:
    """Return the claims of both registers that bear on a cell, by option and criterion."""
    found: dict[tuple[str, str], set[str]] = {}
    for name in REGISTERS:
        for id_, claim in register(name).claims.items():
            for criterion, bearing in claim.bears_on.items():
                for option in (*bearing.for_, *bearing.against):
                    found.setdefault((option, criterion), set()).add(id_)
    return found


def iran_cells() -> Iterator[tuple[str, tuple[str, str], Assessment]]:
    """Yield every cell of the set and of its readings, with the name of where it stands."""
    built = CriteriaSet.model_validate(yaml.safe_load(IRAN.read_text(encoding="utf-8")))
    layers = {"base": built.assessments}
    layers |= {id_: reading.assessments for id_, reading in built.readings.items()}
    for layer, rows in layers.items():
        for option, row in rows.items():
            for criterion, found in row.items():
                yield layer, (option, criterion), found


def test_every_bearing_is_cited_by_its_cell() -> None:
    """A claim said to bear on a cell is among the claims of that cell: none is passed over."""
    borne = bearings()
    for layer, cell, found in iran_cells():
        if layer == "base":
            assert borne.get(cell, set()) <= {*found.claims, *found.inferred_from}, cell


def test_a_direct_claim_bears_on_its_cell() -> None:
    """What a cell cites as about itself has a direction there in the register."""
    borne = bearings()
    for layer, cell, found in iran_cells():
        assert set(found.claims) <= borne.get(cell, set()), (layer, cell)


def test_an_indirect_claim_bears_on_its_cell() -> None:
    """So does what the file's own cells carry over; only readings stretch a claim further."""
    borne = bearings()
    for layer, cell, found in iran_cells():
        if layer == "base":
            assert set(found.inferred_from) <= borne.get(cell, set()), cell


def test_no_claim_is_both_direct_and_inferred() -> None:
    """Within a cell a claim is either about it or stretched to it."""
    for layer, cell, found in iran_cells():
        assert not set(found.claims) & set(found.inferred_from), (layer, cell)


def harm(study: CriteriaSet, option: str, criteria: list[str]) -> float:
    """Return the sum of swing times score over the given criteria, not yet divided."""
    cells = study.assessments[option]
    return sum(study.criteria[one].swing * cells[one].score.likely for one in criteria)


def members(study: CriteriaSet, group: str) -> list[str]:
    """Return the criteria of a group."""
    return [one for one, criterion in study.criteria.items() if criterion.group == group]


def test_study_is_complete() -> None:
    """Twenty drugs, sixteen criteria, every cell scored, some drug at 100 on each criterion."""
    study = drug_harms()
    assert (len(study.options), len(study.criteria)) == (20, 16)
    assert set(study.assessments) == set(study.options)
    for criterion in study.criteria:
        column = [study.assessments[option][criterion].score.likely for option in study.options]
        assert max(column) == 100
    assert all(len(criterion.label) <= 14 for criterion in study.criteria.values())


def test_alcohol_by_hand() -> None:
    """One drug worked out on paper.

    Users: 40*50 + 50*60 + 32*80 + 32*80 + 45*30 + 45*65 + 45*60 + 35*30 + 35*60 = 20,245.
    Others: 90*100 + 80*50 + 30*100 + 70*100 + 30*20 + 100*100 + 25*100 = 36,100.
    Swings: 359 + 425 = 784, so the total is 56,345 / 784 = 71.8686.
    """
    study = drug_harms()
    assert harm(study, "alcohol", members(study, "to_users")) == 20_245
    assert harm(study, "alcohol", members(study, "to_others")) == 36_100
    assert sum(criterion.swing for criterion in study.criteria.values()) == 784


@pytest.mark.parametrize("option", published_harm()["harm"])
def test_published_harm_comes_out(option: str) -> None:
    """Total and both parts of every drug are the published ones."""
    study = drug_harms()
    published = published_harm()["harm"][option]
    parts = {group: harm(study, option, members(study, group)) / 784 for group in study.groups}
    assert parts["to_users"] == pytest.approx(published["to_users"], rel=0, abs=1e-9)
    assert parts["to_others"] == pytest.approx(published["to_others"], rel=0, abs=1e-9)
    assert sum(parts.values()) == pytest.approx(published["total"], rel=0, abs=1e-9)


@pytest.mark.parametrize("frame", ["users", "others"])
def test_published_harm_within_one_group_comes_out(frame: str) -> None:
    """In the frame of one group, the harm of every drug is the published one of that group."""
    study = drug_harms()
    criteria = study.frames[frame].criteria
    swings = sum(study.criteria[one].swing for one in criteria)
    for option, published in published_harm()["harm_within_group"].items():
        computed = harm(study, option, criteria) / swings
        assert computed == pytest.approx(published[frame], rel=0, abs=1e-9)


def test_published_ranking_comes_out() -> None:
    """The drugs stand in the file, and rank, in the published order of harm."""
    study = drug_harms()
    everything = list(study.criteria)
    ranked = sorted(study.options, key=lambda option: -harm(study, option, everything))
    assert ranked == list(study.options) == published_harm()["ranking"]


def write_shingles() -> None:
    """Write the hashes of every text present, keeping those of the texts that are not."""
    known = known_hashes() if SHINGLES.exists() else {}
    for path in sorted((SEEDS / "texts").glob("*.txt")):
        known[path.stem] = shingles_of(path.read_text(encoding="utf-8"))
    lines = [f"  {json.dumps(name)}: {json.dumps(known[name])}" for name in sorted(known)]
    SHINGLES.write_text("{\n" + ",\n".join(lines) + "\n}\n", encoding="utf-8")


if __name__ == "__main__":
    write_shingles()
