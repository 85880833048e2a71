"""`steelyard brief` writes a file whole or not at all, and says so in one line."""

from __future__ import annotations

from pathlib import Path

import pytest
from export.faces import machine_with
from files.lunch import LUNCH

from steelyard import cli


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Change to an empty folder beside a small criteria file, and return it."""
    (tmp_path / "files").mkdir()
    (tmp_path / "files" / "lunch.yaml").write_text(LUNCH)
    monkeypatch.chdir(tmp_path)
    return tmp_path


def run(capsys: pytest.CaptureFixture[str], *words: str) -> tuple[int, str, str]:
    """Return exit code, output and error output of `steelyard brief`."""
    code = cli.main(["brief", *words])
    out, err = capsys.readouterr()
    return code, out, err


def test_the_brief_is_written_to_the_current_folder(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Without `--to` it is NAME-brief.pdf in the current folder, and nothing else is left."""
    code, out, _ = run(capsys, "files/lunch.yaml")

    assert code == 0
    assert out.startswith("lunch-brief.pdf is written (")
    assert (here / "lunch-brief.pdf").read_bytes().startswith(b"%PDF-")
    assert sorted(path.name for path in here.iterdir()) == ["files", "lunch-brief.pdf"]


def test_a_file_that_is_there_is_kept(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Writing over something needs --force, and one sentence says so."""
    (here / "mine.md").write_text("precious")
    code, _, err = run(capsys, "files/lunch.yaml", "--to", "mine.md")

    assert code == 2
    assert "exists already; choose another name, or add --force" in err
    assert (here / "mine.md").read_text() == "precious"
    assert run(capsys, "files/lunch.yaml", "--to", "mine.md", "--force")[0] == 0
    assert (here / "mine.md").read_text().startswith("# ")


def test_the_view_is_that_of_the_arguments(here: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lens, reading and moved swings reach the text."""
    words = ("--lens", "child", "--reading", "gourmet", "--set-swing", "price=10")
    assert run(capsys, "files/lunch.yaml", "--to", "out.md", *words)[0] == 0
    text = (here / "out.md").read_text(encoding="utf-8")

    assert "those of the lens “Child”" in text
    assert "the rival reading “Gourmet”" in text
    assert "Exploratory, not the file’s own view: weights moved by hand (Price now" in text


@pytest.mark.parametrize(
    ("to", "told"),
    [
        ("out.doc", "ends in .pdf or .md"),
        ("files", "ends in .pdf or .md"),
        ("nowhere/out.md", "cannot be written"),
    ],
)
def test_a_wrong_destination_is_refused(
    to: str, told: str, here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Another form, a folder, a folder that is not there: one sentence, exit code 2."""
    code, _, err = run(capsys, "files/lunch.yaml", "--to", to)

    assert code == 2
    assert told in err


def test_without_the_extra_markdown_still_works(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The sentence says what to install and what works without."""
    monkeypatch.setattr("steelyard.export.brief.pdf.typst", None)
    code, _, err = run(capsys, "files/lunch.yaml")

    assert code == 2
    assert "steelyard[report]" in err
    assert "--to NAME.md" in err
    assert run(capsys, "files/lunch.yaml", "--to", "out.md")[0] == 0


def test_letters_that_cannot_be_printed_are_warned_of(
    here: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """The command line names the characters by number."""
    machine_with(monkeypatch)
    file = here / "files" / "lunch.yaml"
    file.write_text(LUNCH.replace("name: Cake", "name: 蛋糕"), encoding="utf-8")
    code, _, err = run(capsys, "files/lunch.yaml")

    assert code == 0
    assert "note: No face here has 2 characters" in err
    assert "U+86CB" in err


def test_a_file_with_problems_gets_its_brief_and_exit_code_1(
    here: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The good parts are briefed on; the problems are printed."""
    file = here / "files" / "lunch.yaml"
    file.write_text(LUNCH.replace("price: 12", "price: 99"))
    code, _, err = run(capsys, "files/lunch.yaml", "--to", "out.md")

    assert code == 1
    assert "C014" in err
    assert (here / "out.md").exists()
