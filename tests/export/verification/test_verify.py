"""Whatever was changed in an export is found, and what was not changed agrees."""

from __future__ import annotations

import io
import json
import re
import struct
import zipfile
from collections.abc import Callable
from pathlib import Path

import openpyxl
import pypdf
import pytest
from export.lunch_result import MOVED, lunch_file, lunch_result
from files.lunch import LUNCH
from hypothesis import given, settings
from hypothesis import strategies as st

from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION
from steelyard.charts.chart import pictures_of
from steelyard.export.bundle import to_bundle
from steelyard.export.drawings.chart_forms import CHART_FORMS
from steelyard.export.drawings.images import read_svg_stamp, stamp_csv, stamp_spec, stamp_svg
from steelyard.export.forms import FORMS
from steelyard.export.selection import make_all, pieces, select
from steelyard.export.stamps.provenance import STREAM_LINE, Stamp, provenance
from steelyard.export.verification.bundles import check_bundle, open_bundle
from steelyard.export.verification.kinds import kind_of
from steelyard.export.verification.verify import (
    CheckedFile,
    CriteriaFolders,
    Verifier,
    folders_to_search,
)
from steelyard.results.choice import Choice
from steelyard.results.result import Result

VIEWS = {"own": Choice(), "moved": MOVED}


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a folder with the small set in `criteria`."""
    top = tmp_path_factory.mktemp("lunch")
    lunch_file(top)
    return top


@pytest.fixture(scope="module")
def made(folder: Path) -> dict[tuple[str, str], bytes]:
    """Return every form of the whole, and the scorecard in every form, in both views."""
    files = {}
    for view, choice in VIEWS.items():
        result = lunch_result(folder, choice)
        shown = pictures_of(result)["scorecard"]
        files |= {(view, key): form.make(result) for key, form in FORMS.items()}
        files |= {(view, key): form.make(shown) for key, form in CHART_FORMS.items()}
    return files


def check(data: bytes, folder: Path) -> CheckedFile:
    """Return what comes of checking one file."""
    return Verifier().check(data, "a file", [folder / "criteria"])


@pytest.mark.parametrize("form", [*FORMS, *CHART_FORMS])
@pytest.mark.parametrize("view", VIEWS)
def test_what_was_not_changed_agrees(
    view: str, form: str, folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """Every form of both views agrees with its criteria file."""
    found = check(made[view, form], folder)
    assert (found.outcome, found.mismatches) == ("agrees", ())
    assert found.criteria == folder / "criteria" / "lunch.yaml"


def edit_text(old: str, new: str) -> Callable[[bytes], bytes]:
    """Return what replaces one text of a file."""

    def edit(data: bytes) -> bytes:
        assert old.encode() in data
        return data.replace(old.encode(), new.encode())

    return edit


def edit_page(data: bytes) -> bytes:
    """Write another total into the ranking of a live page."""
    changed, count = re.subn(rb'(data-total="?)72', rb"\g<1>74", data, count=1)
    assert count == 1
    return changed


def edit_workbook(data: bytes) -> bytes:
    """Write another total into the ranking of a spreadsheet and save it."""
    book = openpyxl.load_workbook(io.BytesIO(data))
    cells = [cell for row in book["Ranking"].iter_rows() for cell in row]
    head = next(cell for cell in cells if cell.value == "Total")
    book["Ranking"].cell(head.row + 1, head.column).value = 99.0
    saved = io.BytesIO()
    book.save(saved)
    return saved.getvalue()


def edit_ods(data: bytes) -> bytes:
    """Write another total into an OpenDocument spreadsheet."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            part = old.read(entry)
            if entry.filename == "content.xml":
                assert b'office:value="72.0"' in part
                part = part.replace(b'office:value="72.0"', b'office:value="74.0"')
            new.writestr(entry, part)
    return changed.getvalue()


def edit_pdf(data: bytes) -> bytes:
    """Turn something upside down on the first page of a PDF file and save it."""
    writer = pypdf.PdfWriter(clone_from=io.BytesIO(data))
    writer.pages[0].add_transformation((1, 0, 0, -1, 0, 0))
    saved = io.BytesIO()
    writer.write(saved)
    return saved.getvalue()


def edit_dots(data: bytes) -> bytes:
    """Change one byte of a PNG file's dots."""
    changed = bytearray(data)
    changed[data.index(b"IDAT") + 60] ^= 1
    return bytes(changed)


def edit_office(folder: str) -> Callable[[bytes], bytes]:
    """Return what writes 74 for 72 in the texts of slides or a document."""

    def edit(data: bytes) -> bytes:
        changed, count = io.BytesIO(), 0
        with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(changed, "w") as new:
            for entry in old.infolist():
                part = old.read(entry)
                is_text = entry.filename.startswith(folder) and b">72" in part
                new.writestr(entry, part.replace(b">72", b">74") if is_text else part)
                count += is_text
        assert count
        return changed.getvalue()

    return edit


FLIPPED: dict[str, Callable[[bytes], bytes]] = {
    "svg": edit_text(">72.0<", ">74.0<"),
    "vega": edit_text('"72.0"', '"74.0"'),
    "csv": edit_text(",72.0,", ",74.0,"),
    "pdf": edit_pdf,
    "png": edit_dots,
    "print": edit_dots,
    "brief": edit_pdf,
    "markdown": edit_text("72", "74"),
    "live": edit_page,
    "xlsx": edit_workbook,
    "ods": edit_ods,
    "dmsy": edit_text("[80, 8]", "[82, 8]"),
    "slides": edit_office("ppt/slides/"),
    "document": edit_office("word/document"),
    "numbers-csv": edit_text(",72.0,", ",74.0,"),
    "numbers-json": edit_text('"cake": 72.0', '"cake": 74.0'),
}


def test_every_form_has_been_tampered_with() -> None:
    """No form is left out of what follows."""
    assert set(FLIPPED) == {*FORMS, *CHART_FORMS}


@pytest.mark.parametrize("form", FLIPPED)
def test_a_changed_figure_is_found(
    form: str, folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """One figure changed in any form: it differs, and the sentence says that it does."""
    found = check(FLIPPED[form](made["own", form]), folder)
    assert found.outcome == "differs"
    assert found.mismatches


@pytest.mark.parametrize("form", ["svg", "vega", "csv", "numbers-json", "numbers-csv"])
def test_it_says_which_text_was_changed(
    form: str, folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """What stands there and what should stand there are told, side by side."""
    found = check(FLIPPED[form](made["own", form]), folder)
    told = [d for d in found.mismatches if d.where == "text"]
    assert any("74" in d.found and "72" in d.recomputed for d in told)


@pytest.mark.parametrize("form", ["live", "xlsx", "ods", "numbers-json", "numbers-csv"])
def test_a_changed_figure_that_is_shown_is_named(
    form: str, folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """Forms that show totals in the open are read, and a wrong one is named."""
    found = check(FLIPPED[form](made["own", form]), folder)
    assert any("shown" in d.where for d in found.mismatches)


def test_a_new_seal_over_another_drawing_is_found(
    folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """Whoever changes a drawing and seals it again is found: a fresh one looks otherwise."""
    stamp = read_svg_stamp(made["own", "svg"])
    bare = made["own", "svg"].partition(b'<metadata id="steelyard">')[0] + b"</svg>"
    forged = stamp_svg(bare.replace(b">72.0<", b">74.0<"), stamp.origin)

    assert read_svg_stamp(forged).is_intact
    found = check(forged, folder)
    assert found.outcome == "differs"
    assert any("sealed again" in d.found for d in found.mismatches)


def test_changed_figures_of_the_stamp_are_named(
    folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """A total changed in the stamp itself is told with what the criteria file gives."""
    spec = json.loads(made["own", "vega"])
    origin = spec.pop("usermeta")["Steelyard"]
    del origin["Content SHA-256"]
    figures = json.loads(origin["Figures"])
    figures["totals"]["cake"] = 90.0
    found = check(stamp_spec(spec, {**origin, "Figures": json.dumps(figures)}), folder)

    assert found.outcome == "differs"
    first = found.mismatches[0]
    assert (first.where, first.found, first.recomputed) == ("totals › cake", "90", "72")


@pytest.mark.parametrize(("key", "text"), [("Seed", "7"), ("Draws", "9"), ("Exploratory", "yes")])
def test_a_view_that_was_not_the_one_is_named(
    key: str, text: str, folder: Path, made: dict[tuple[str, str], bytes]
) -> None:
    """Seed, number of simulations and whose view it is are held against the criteria file too."""
    spec = json.loads(made["own", "vega"])
    origin = spec.pop("usermeta")["Steelyard"]
    del origin["Content SHA-256"]
    found = check(stamp_spec(spec, {**origin, key: text}), folder)

    assert (found.outcome, found.mismatches[0].where) == ("differs", key)
    assert found.mismatches[0].found == text


@pytest.mark.parametrize("has_stream", [True, False])
def test_simulations_drawn_by_older_rules_are_said(folder: Path, *, has_stream: bool) -> None:
    """Other lead shares of another version of the rules, which the first did not state: told so."""
    origin = provenance(lunch_result(folder))
    figures = json.loads(origin["Figures"])
    figures["lead shares"]["cake"] = 0.9
    now = {**origin, "Figures": json.dumps(figures)}
    older = {key: text for key, text in now.items() if key != STREAM_LINE}
    older |= {STREAM_LINE: "1"} if has_stream else {}
    said = (
        f"its simulations were drawn by version 1 of the rules, and here it is version "
        f"{STREAM_VERSION}: its lead shares cannot be drawn again"
    )

    found = check(stamp_csv(b"a,b\r\n1,2\r\n", older), folder)
    assert found.outcome == "differs"
    assert found.sentence.endswith(said)
    assert found.mismatches[0].where == "lead shares › cake"
    # The same shares by the rules of today are no question of versions.
    assert "version" not in check(stamp_csv(b"a,b\r\n1,2\r\n", now), folder).sentence


def test_a_criteria_file_that_has_changed_is_told_with_the_new_numbers(
    made: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """Cake is worth 90 in taste now: 0.6 × 90 + 0.4 × 60 = 78 instead of 72."""
    lunch_file(tmp_path, LUNCH.replace("taste: 80", "taste: 90"))
    found = check(made["own", "svg"], tmp_path)

    assert found.outcome == "criteria changed"
    told = {d.where: (d.found, d.recomputed) for d in found.mismatches}
    assert told["totals › cake"] == ("72", "78")


def test_a_comment_added_to_the_criteria_file_changes_no_number(
    made: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """The bytes are others, the figures the same: both are said."""
    lunch_file(tmp_path, LUNCH + "# later\n")
    found = check(made["own", "svg"], tmp_path)
    assert (found.outcome, found.mismatches) == ("criteria changed", ())
    assert "still the same" in found.sentence


def test_without_a_criteria_file_it_says_which_is_wanted(
    made: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """Name and hash of the file that is missing are told."""
    found = Verifier().check(made["own", "svg"], "a file", [tmp_path])
    assert found.outcome == "no criteria file"
    assert "lunch.yaml with SHA-256" in found.sentence


def test_a_renamed_criteria_file_is_found_by_its_bytes(
    made: dict[tuple[str, str], bytes], tmp_path: Path
) -> None:
    """The same bytes under another name come before another file of the same name."""
    lunch_file(tmp_path, LUNCH + "# later\n")
    other = tmp_path / "criteria" / "renamed.yaml"
    other.write_text(LUNCH, encoding="utf-8")
    path, is_same = CriteriaFolders().find([tmp_path / "criteria"], "lunch.yaml", _sha(made))
    assert (path, is_same) == (other, True)


def test_folders_above_are_looked_into(tmp_path: Path) -> None:
    """An export in `out/pictures` finds `criteria` beside `out`."""
    lunch_file(tmp_path)
    export = tmp_path / "out" / "pictures" / "a.svg"
    export.parent.mkdir(parents=True)
    assert tmp_path.resolve() / "criteria" in folders_to_search(export)


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"just words",
        b"GIF89a",
        b"<svg/>",
        b"<!doctype html><p>a</p>",
        b"{}",
        b"[" * 200_000,
        b'{"usermeta": {"Steelyard": {}}}',
        b"%PDF-1.7\n%%EOF",
        b"PK\x03\x04nonsense",
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4s", 2**31 - 1, b"IDAT"),
        b"\x89PNG\r\n\x1a\n" + struct.pack(">I4sI", 0, b"iTXt", 0) * 30_000,
    ],
)
def test_what_is_not_ours_is_one_sentence(data: bytes, folder: Path) -> None:
    """Files of other programs, broken ones and boundless ones are not taken for ours."""
    found = check(data, folder)
    assert found.outcome == "not ours"
    assert found.sentence


@settings(max_examples=100, deadline=None)
@given(
    st.sampled_from(
        ["Frame", "Lens", "Figures", "Swings moved", "Disputed values", "Struck claims", "Reading"]
    ),
    st.text(max_size=40)
    | st.sampled_from(
        ['{"totals": []}', "{}", "[]", "null", '{"totals": {"cake": "x"}}', "[" * 99999]
    )
    | st.sampled_from(
        ['{"taste": NaN}', '{"taste": 1e999}', '{"soup/taste": -1}', '{"a": {"b": 1}}']
    ),
)
def test_a_hostile_stamp_never_breaks_the_check(key: str, text: str) -> None:
    """Whatever stands in a stamp, the answer is a finding and never an exception."""
    found = Verifier().check(_forged(key, text), "a file", [_HERE["folder"] / "criteria"])
    assert found.outcome in ("agrees", "differs", "not ours")


_HERE: dict[str, Path] = {}


@pytest.fixture(autouse=True)
def _remember(folder: Path) -> None:
    _HERE["folder"] = folder


def _forged(key: str, text: str) -> bytes:
    result = lunch_result(_HERE["folder"])
    return stamp_csv(b"a,b\r\n1,2\r\n", {**provenance(result), key: text})


def _sha(made: dict[tuple[str, str], bytes]) -> str:
    return read_svg_stamp(made["own", "svg"]).origin["SHA-256"]


# --- ZIP exports -------------------------------------------------------------------------


@pytest.fixture(scope="module")
def packed(folder: Path) -> bytes:
    """Return a ZIP export of a few forms."""
    result = Result(lunch_result(folder).loaded, MOVED)
    chosen = pieces(
        result, select(result, ["svg", "csv", "simulations", "scorecard", "numbers-csv"])
    )
    return to_bundle(result, list(make_all(result, chosen)), ["svg"])


def change_member(packed: bytes, name: str, edit: Callable[[bytes], bytes]) -> bytes:
    """Return a ZIP file with one of its files changed."""
    changed = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(packed)) as old, zipfile.ZipFile(changed, "w") as new:
        for entry in old.infolist():
            data = old.read(entry)
            new.writestr(entry.filename, edit(data) if entry.filename == name else data)
    return changed.getvalue()


def outcomes(packed: bytes) -> dict[str, str]:
    """Return the outcome of the whole and of each file in it."""
    bundle = open_bundle(packed)
    assert bundle is not None
    return {finding.name: finding.outcome for finding in check_bundle(bundle, "z")}


def test_a_zip_export_agrees_with_itself(packed: bytes) -> None:
    """The whole and every file in it agree with the criteria file inside."""
    found = outcomes(packed)
    assert len(found) == 6
    assert set(found.values()) == {"agrees"}


def test_a_changed_file_in_a_zip_is_found(packed: bytes) -> None:
    """The list no longer holds, and the file that was changed is named."""
    part = "pictures/lunch-simulations.csv"
    found = outcomes(change_member(packed, part, lambda data: data.replace(b",", b",1", 1)))
    assert {name for name, outcome in found.items() if outcome == "differs"} == {"z", f"z/{part}"}


def test_a_changed_criteria_file_in_a_zip_is_found(packed: bytes) -> None:
    """Every figure was made from another file than the one inside."""
    found = outcomes(
        change_member(packed, "criteria/lunch.yaml", lambda data: data.replace(b"80", b"90"))
    )
    assert found.pop("z") == "differs"
    assert set(found.values()) == {"criteria changed"}


def test_a_bomb_is_not_unpacked() -> None:
    """A ZIP file that would grow beyond bounds is refused before it is unpacked."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("stamp.json", b"{}")
        for number in range(6):
            archive.writestr(f"{number}", b"\0" * (100 * 2**20))
    with pytest.raises(ValueError, match="unpacks to more"):
        open_bundle(packed.getvalue())


def test_nothing_is_unpacked_outside_its_folder(packed: bytes, tmp_path: Path) -> None:
    """A name that leads elsewhere is not written to the disk."""
    evil = io.BytesIO(packed)
    with zipfile.ZipFile(evil, "a") as archive:
        archive.writestr("criteria/../../evil.yaml", LUNCH)
        archive.writestr("/criteria/evil.yaml", LUNCH)
    found = outcomes(evil.getvalue())
    assert found["z"] == "differs"
    assert found["z/criteria/../../evil.yaml"] == "not ours"


def test_kinds_are_told_by_content() -> None:
    """A name does not matter; what Steelyard never makes is refused."""
    assert kind_of(b"\xef\xbb\xbf<svg></svg>").name == "SVG picture"
    with pytest.raises(ValueError, match="none that Steelyard makes"):
        kind_of(b'{"a": 1}')


def test_an_unsealed_stamp_says_its_digest() -> None:
    """A stamp told without a digest has none, so that two such never count as the same file."""
    assert Stamp({}, True).digest == ""
