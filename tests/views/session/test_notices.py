"""A file with too many options to sample: said plainly, and all the rest shown."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest
from streamlit.testing.v1 import AppTest

from steelyard.analysis.simulations.limits import MOST_OPTIONS
from steelyard.cli import main
from steelyard.views.charts import warm_up
from steelyard.views.session import pages
from steelyard.views.session import served_files as served
from steelyard.views.session.notices import NEEDS_SIMULATIONS

COUNT = 300


@pytest.fixture
def file(tmp_path: Path) -> Iterator[Path]:
    """Serve a file of 300 options."""
    options = [f"  o{number}: {{name: Option {number}}}" for number in range(COUNT)]
    scores = [f"  o{number}: {{a: {number % 97}, b: 50}}" for number in range(COUNT)]
    lines = ["format: 1", "title: Many", "criteria: {a: {name: A}, b: {name: B}}"]
    lines += ["options:", *options, "assessments:", *scores]
    path = tmp_path / "many.yaml"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    before = list(served._chosen)
    served.choose(tmp_path)
    yield path
    served._chosen[:] = before


@pytest.mark.usefixtures("file")
def test_every_page_is_shown_or_says_why_not() -> None:
    """Those that stand on simulations say so; none breaks."""
    app = AppTest.from_file(
        str(Path(pages.__file__).parents[3] / "app.py"), default_timeout=120
    ).run()
    for page, title in pages.PAGES.items():
        if page != "compare":
            app.switch_page(str(Path(pages.__file__).parents[1] / page / "page.py")).run()
        assert not app.exception, title
        said = [warning.value for warning in app.warning]
        is_told = any(f"{COUNT} options" in text and str(MOST_OPTIONS) in text for text in said)
        assert is_told == (title in NEEDS_SIMULATIONS), title


@pytest.mark.usefixtures("file")
def test_the_server_starts_without_working_anything_out(monkeypatch: pytest.MonkeyPatch) -> None:
    """What is got ready before the first visitor leaves such a file alone."""
    monkeypatch.setattr(warm_up, "find_result", None)
    warm_up.warm_up_verdict()


@pytest.mark.parametrize(
    ("words", "code"),
    [
        (["check"], 0),
        (["score"], 0),
        (["robustness"], 0),
        (["brief", "--to", "brief.md"], 2),
        (["export", "--to", "out"], 2),
        (["export", "--to", "out", "--only", "xlsx,live"], 2),
    ],
)
def test_every_command_works_or_says_why_not(
    words: list[str],
    code: int,
    file: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    """No traceback, no half file; the sentence names both numbers."""
    monkeypatch.chdir(file.parent)
    assert main([words[0], str(file), *words[1:]]) == code
    err = capsys.readouterr().err
    assert ("found 300 options; simulations are sampled for 255 at most" in err) == (code == 2)
    assert [path.name for path in file.parent.rglob("*") if path.is_file()] == ["many.yaml"]
