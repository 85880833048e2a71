"""`steelyard diff`: plain words, the numbers as JSON, and the exit codes."""

from __future__ import annotations

import json
import math
from pathlib import Path

import pytest

from steelyard.cli import main

OLD = """format: 1
title: Lunch
criteria:
  taste: {name: Taste}
  price: {name: Price, better: lower}
options:
  soup: {name: Soup}
  cake: {name: Cake}
assessments:
  soup: {taste: 40, price: 20}
  cake: {taste: 80, price: 40}
"""


def write(folder: Path, name: str, *changes: tuple[str, str]) -> str:
    """Write the file with some texts replaced; return its path."""
    text = OLD
    for before, after in changes:
        assert before in text
        text = text.replace(before, after)
    (folder / name).write_text(text, encoding="utf-8")
    return str(folder / name)


def test_in_words(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Moves, totals and the reasons for the new lead are printed in sentences.

    Soup: (40 + 80) / 2 = 60 → (70 + 80) / 2 = 75. Cake: (80 + 60) / 2 = 70.
    """
    old = write(tmp_path, "old.yaml")
    new = write(tmp_path, "new.yaml", ("taste: 40", "taste: 70"), ("name: Cake", "name: Pie"))
    assert main(["diff", old, new]) == 0
    assert capsys.readouterr().out.splitlines() == [
        "Judgements that count (1):",
        "  Taste of Soup: 40 → 70",
        "",
        "Words, claims and marks (1):",
        "  Option Pie: name Cake → Pie",
        "",
        "Totals (frame all):",
        "  Soup  60.0 → 75.0 (+15.0), rank 2 → 1",
        "  Pie   same total, rank 1 → 2",
        "",
        "Soup was 10.0 behind Pie and is now 5.0 ahead: a change of +15.0 points.",
        "  +15.0  Taste of Soup: 40 → 70",
    ]


def test_same_judgements(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Comments and layout are no difference, and the exit code is 0."""
    old, new = (
        write(tmp_path, "old.yaml"),
        write(tmp_path, "new.yaml", ("options:", "# x\noptions:")),
    )
    assert main(["diff", old, new]) == 0
    assert capsys.readouterr().out == "No judgement differs.\n"


def test_as_json(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The JSON holds moves, totals and parts that add up to the change of the margin."""
    old = write(tmp_path, "old.yaml")
    new = write(
        tmp_path, "new.yaml", ("taste: 40", "taste: 71"), ("name: Taste", "name: Taste, swing: 37")
    )
    assert main(["diff", old, new, "--json"]) == 0
    data = json.loads(capsys.readouterr().out)
    assert data["differs"] is True
    assert [move["what"] for move in data["moves"]] == ["swing", "score"]
    margin = data["margin"]
    parts = [*(part["effect"] for part in margin["parts"]), margin["rest"]]
    assert math.fsum(parts) == pytest.approx(margin["after"] - margin["before"], abs=1e-12)
    assert margin["parts"][0]["sentence"] == "Taste of Soup: 40 → 71"
    assert len(data["old"]["sha256"]) == 64


def test_many_parts_are_summed_up(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Beyond a dozen parts the small ones share a line."""
    names = [f"c{number}" for number in range(15)]
    body = "format: 1\ntitle: Many\ncriteria:\n" + "".join(f"  {n}: {{name: {n}}}\n" for n in names)
    body += "options: {a: {name: A}, b: {name: B}}\nassessments:\n"
    for file, score in (("old.yaml", 40), ("new.yaml", 70)):
        row = ", ".join(f"{name}: {score}" for name in names)
        text = f"{body}  a: {{{row}}}\n  b: {{{row.replace(str(score), '50')}}}\n"
        (tmp_path / file).write_text(text, encoding="utf-8")
    assert main(["diff", str(tmp_path / "old.yaml"), str(tmp_path / "new.yaml")]) == 0
    assert "  +6.0  3 smaller parts together" in capsys.readouterr().out


def test_problems_in_a_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A problem in either file is printed on the error stream and makes the exit code 1."""
    old, new = write(tmp_path, "old.yaml"), write(tmp_path, "new.yaml", ("taste: 40", "taste: 140"))
    assert main(["diff", old, new]) == 1
    captured = capsys.readouterr()
    assert "C014" in captured.err
    assert "Taste of Soup: 40 → unknown" in captured.out


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--frame", "nope"], "no frame is called nope"),
        (["--lens", "nope"], "no lens is called nope"),
    ],
)
def test_wrong_use(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], arguments: list[str], told: str
) -> None:
    """A frame or lens that neither file has is wrong use."""
    old = write(tmp_path, "old.yaml")
    assert main(["diff", old, old, *arguments]) == 2
    assert told in capsys.readouterr().err


def test_missing_file(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A file that is not there is wrong use."""
    assert main(["diff", write(tmp_path, "old.yaml"), str(tmp_path / "none.yaml")]) == 2
    assert "there is no file" in capsys.readouterr().err
