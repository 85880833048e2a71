"""`steelyard score` prints the numbers of the screen, for people and for programs."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from files.lunch import LUNCH

from steelyard import cli

PACKAGE = Path(cli.__file__).resolve().parents[1]


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small criteria file."""
    path = tmp_path / "lunch.yaml"
    path.write_text(LUNCH)
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Return exit code, output and error output of `steelyard score`."""
    code = cli.main(["score", *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return code, out, err


def data(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    """Return what `--json` prints."""
    code, out, err = run(capsys, *words, "--json")
    assert (code, err) == (0, "")
    parsed: dict[str, Any] = json.loads(out)
    return parsed


def test_json_holds_every_number(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Weights 60 and 40 of 100; price 0 to 20, lower is better, so 5 → 75, 8 → 60, 12 → 40.

    soup 0.6 × 40 + 0.4 × 75 = 54; cake 0.6 × 80 + 0.4 × 60 = 72; menu 0.6 × 70 + 0.4 × 40 = 58,
    from 0.6 × 50 + 16 = 46 to 0.6 × 90 + 16 = 70.
    """
    found = data(capsys, file)
    assert found["frame"] == "both"
    assert found["swings"] == {"taste": 60, "price": 40}
    assert found["weights"] == pytest.approx({"taste": 0.6, "price": 0.4})
    assert found["values"]["menu"] == {"taste": 70, "price": 40}
    assert found["totals"] == pytest.approx({"soup": 54, "cake": 72, "menu": 58})
    assert found["ranges"]["menu"] == pytest.approx([46, 70])
    assert found["ranks"] == {"soup": 3, "cake": 1, "menu": 2}
    assert found["dominated_by"] == {"soup": [], "cake": [], "menu": ["cake"]}
    assert (found["file"], len(found["sha256"])) == (str(file), 64)
    assert {"version", "lens", "reading", "scenario", "unknown", "verdict"} <= set(found)


def test_a_view_is_chosen_by_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lens: taste alone. Reading: soup 90. Scenario: soup 40 + 10. Swing: 60 against 0."""
    lens = data(capsys, file, "--lens", "child")
    assert lens["totals"] == pytest.approx({"soup": 40, "cake": 80, "menu": 70})
    reading = data(capsys, file, "--reading", "gourmet")
    assert reading["values"]["soup"]["taste"] == 90
    scenario = data(capsys, file, "--scenario", "rain", "--frame", "both")
    assert scenario["values"]["soup"]["taste"] == 50
    swing = data(capsys, file, "--set-swing", "price=0")
    assert swing["weights"] == {"taste": 1, "price": 0}


def test_the_table_has_a_row_for_each_option(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Best first, with the verdict above."""
    code, out, _ = run(capsys, file)
    table = out.split("\n\n")[1].splitlines()
    assert code == 0
    assert table[0].split() == ["rank", "option", "total", "range", "Taste", "60%", "Price", "40%"]
    assert [row.split()[:3] for row in table[1:]] == [
        ["1", "Cake", "72.0"],
        ["2", "Menu", "58.0"],
        ["3", "Soup", "54.0"],
    ]


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--frame", "boht"], "did you mean both?"),
        (["--lens", "chidl"], "did you mean child?"),
        (["--reading", "gourmt"], "did you mean gourmet?"),
        (["--scenario", "rian"], "did you mean rain?"),
        (["--set-swing", "tast=5"], "did you mean taste?"),
        (["--set-swing", "taste"], "such as taste=50; found taste"),
        (["--set-swing", "taste=-1"], "found -1"),
        (["--set-swing", "taste=nan"], "found nan"),
        (["--set-swing", "taste=1e999"], "found 1e999"),
        (["--set-swing", "taste=1_0"], "found 1_0"),
        (["--set-swing", "taste="], "found an empty text"),
        (["--lens", "zzz\x1b[31m"], "called zzz\\u001b[31m. There are: child"),
    ],
)
def test_a_wrong_word_is_wrong_use_with_the_nearest(
    words: list[str], hint: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2, one line, nothing on the output."""
    code, out, err = run(capsys, file, *words)
    assert (code, out) == (2, "")
    assert hint in err
    assert err.count("\n") == 1


def test_problems_go_to_the_error_stream(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The table is for the good parts, the exit code says 1."""
    (tmp_path / "a.yaml").write_text(LUNCH.replace("taste: 80", "taste: 180"))
    code, out, err = run(capsys, tmp_path / "a.yaml")
    assert code == 1
    assert "C014" in err
    assert "C014" not in out
    assert "? is unknown" in out


@pytest.mark.parametrize("text", [None, "", "a: [", "title: T\n"])
def test_an_unusable_file_is_wrong_use(
    text: str | None, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Missing or without a single good option: exit code 2."""
    if text is not None:
        (tmp_path / "a.yaml").write_text(text)
    code, out, err = run(capsys, tmp_path / "a.yaml")
    assert (code, out) == (2, "")
    assert "steelyard: " in err


def test_a_name_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Direction marks and line ends of a name are spelt out in the table and the verdict."""
    name = 'name: "Ca\\u202eke\\nof\\u2028cards"'
    (tmp_path / "a.yaml").write_text(LUNCH.replace("name: Cake", name))
    _, out, _ = run(capsys, tmp_path / "a.yaml")
    assert "Ca\\u202eke\\u000aof\\u2028cards" in out
    assert out.replace("\n", "").isprintable()


def test_nothing_heavy_is_loaded(file: Path) -> None:
    """A first answer comes quickly: no plotting, no tables, no arithmetic libraries."""
    code = (
        "import sys; from steelyard import cli; cli.main(['score', sys.argv[1]]); "
        "print([name for name in sys.argv[2:] if name in sys.modules])"
    )
    heavy = ["numpy", "scipy", "pandas", "altair", "streamlit"]
    result = subprocess.run(
        [sys.executable, "-c", code, str(file), *heavy],
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_a_reader_that_has_gone_is_no_fault(file: Path) -> None:
    """`steelyard score … | head -1` ends without a traceback."""
    command = f'"{sys.executable}" -m steelyard.cli score "{file}" --json | head -1'
    result = subprocess.run(
        command,
        shell=True,
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=False,
    )
    assert (result.stdout, result.stderr) == ("{\n", "")
