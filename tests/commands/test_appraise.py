"""`steelyard check --appraise`: what the result cannot show, as text and as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import get_args

import pytest

from steelyard.cli import main
from steelyard.commands.check import appraise_file
from steelyard.files.criteria_files import load_criteria_file
from steelyard.results.appraisal import FindingState
from steelyard.results.evidence_basis import evidence_of

CRITERIA = Path(__file__).resolve().parents[2] / "criteria"
IRAN = CRITERIA / "iran-2026.yaml"


def test_shipped_set_is_honest(capsys: pytest.CaptureFixture[str]) -> None:
    """The appraisal finds the shipped set's sources one-sided and its criteria alike."""
    assert main(["check", str(IRAN), "--appraise"]) == 0
    out = capsys.readouterr().out
    assert "appraisal of frame four" in out
    assert "claims on the family “force” speak against it." in out
    assert "Escalation risk and Allied support: correlation 0.95" in out
    assert "the choice of criteria fixes the result" in out
    assert "ICD 203" in out


def test_frame_is_chosen(capsys: pytest.CaptureFixture[str]) -> None:
    """Another frame gives another appraisal; the one of six fixes nothing."""
    assert main(["check", str(IRAN), "--appraise", "--frame", "six"]) == 0
    out = capsys.readouterr().out
    assert "appraisal of frame six" in out
    assert "the choice of criteria fixes the result" not in out


def test_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON of a folder carries every finding of every file, and none unless asked."""
    assert main(["check", str(CRITERIA), "--appraise", "--json"]) == 0
    files = json.loads(capsys.readouterr().out)["files"]
    for entry in files:
        findings = entry["appraisal"]["findings"]
        assert {found["state"] for found in findings} <= set(get_args(FindingState))
        assert {"rule", "found", "advice", "guidance", "about"} <= {*findings[0]}
    assert main(["check", str(IRAN), "--json"]) == 0
    assert "appraisal" not in json.loads(capsys.readouterr().out)["files"][0]


def test_claims_carry_the_id_of_their_source() -> None:
    """Every claim of the registers is given the id of its source."""
    loaded = load_criteria_file(IRAN)
    evidence = evidence_of(loaded)
    assert {*evidence.sources} == {*evidence.claims}
    assert {*evidence.sources.values()} == {"kinetic-diplomacy", "coercive-bargaining"}


def test_findings_change_no_exit_code(tmp_path: Path) -> None:
    """A set that fails many rules has no problems; a set with a problem still has one."""
    file = tmp_path / "bare.yaml"
    text = "format: 1\ntitle: Bare\ncriteria: {x: {name: X}}\noptions: {a: {name: A}}\n"
    file.write_text(text, encoding="utf-8")
    assert main(["check", str(file), "--appraise"]) == 0
    file.write_text(text + "colour: red\n", encoding="utf-8")
    assert main(["check", str(file), "--appraise"]) == 1


def test_nothing_to_appraise(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file of which nothing can be read has no findings."""
    file = tmp_path / "list.yaml"
    file.write_text("- a\n", encoding="utf-8")
    assert appraise_file(load_criteria_file(file)) == ("", ())
    assert main(["check", str(file), "--appraise"]) == 1
    assert "nothing to appraise" in capsys.readouterr().out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--appraise", "--frame", "nope"], "no frame is called nope; there are: four, six, seven"),
        (["--frame", "six"], "give it with --appraise"),
    ],
)
def test_wrong_use(capsys: pytest.CaptureFixture[str], arguments: list[str], told: str) -> None:
    """A frame the file does not have, or a frame without an appraisal, is wrong use."""
    assert main(["check", str(IRAN), *arguments]) == 2
    assert told in capsys.readouterr().err
