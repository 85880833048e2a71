"""`steelyard new` and `steelyard schema`, as a new user meets them."""

from __future__ import annotations

from pathlib import Path

import pytest

from steelyard.cli import main


def test_a_new_file_can_be_checked_and_scored_at_once(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The starter has no problem and a ranking."""
    file = tmp_path / "mine.yaml"

    assert main(["new", str(file)]) == 0
    assert main(["check", str(file)]) == 0
    assert main(["score", str(file)]) == 0
    assert "Do something" in capsys.readouterr().out
    assert len(file.read_text(encoding="utf-8").splitlines()) <= 28


def test_an_existing_file_is_never_written_over(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The second `new` with the same name is refused and changes nothing."""
    file = tmp_path / "mine.yaml"
    file.write_text("precious", encoding="utf-8")

    assert main(["new", str(file)]) == 2
    assert file.read_text(encoding="utf-8") == "precious"
    assert "exists already" in capsys.readouterr().err


@pytest.mark.parametrize("name", ["mine.txt", "no/such/folder/mine.yaml"])
def test_a_place_that_cannot_be_is_a_plain_sentence(
    tmp_path: Path, name: str, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another ending, or a folder that is not there, is wrong use."""
    assert main(["new", str(tmp_path / name)]) == 2
    assert "Traceback" not in capsys.readouterr().err


def test_the_schema_is_printed_as_json(capsys: pytest.CaptureFixture[str]) -> None:
    """Both schemas start as JSON objects."""
    assert main(["schema"]) == 0
    assert capsys.readouterr().out.startswith("{")
    assert main(["schema", "--register"]) == 0
    assert '"fingerprints"' in capsys.readouterr().out
