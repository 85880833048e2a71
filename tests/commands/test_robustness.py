"""`steelyard robustness` says what could take the lead away, for people and for programs."""

from __future__ import annotations

import json
import math
import os
import re
import signal
import subprocess
import sys
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from files.lunch import LUNCH
from files.lunch import load as load_lunch
from hypothesis import given, settings
from small_sets import ROOT
from viewed_sets import viewed_sets

from steelyard import cli
from steelyard.analysis.evidence.linchpins import judge_sources
from steelyard.commands.robustness_text import Findings, robustness_as_text
from steelyard.files.criteria_files import load_criteria_file
from steelyard.model import CriteriaSet
from steelyard.results.choice import Choice
from steelyard.results.data import robustness_data
from steelyard.results.evidence_basis import evidence_of
from steelyard.results.result import Result
from steelyard.results.sampling import Sampling, draw_simulations
from steelyard.results.words.simulations import share_labels

PACKAGE = Path(cli.__file__).resolve().parents[1]
IRAN = ROOT / "criteria" / "iran-2026.yaml"
KEYS = {
    *("file", "sha256", "version", "frame", "swings", "weights", "verdict", "one_way"),
    *("one_way_groups", "flips", "nearest_score", "score_sets", "package_test"),
    *("potentially_optimal", "beliefs"),
    *("dominance", "convex_dominance", "lead_share", "rank_shares", "pairwise", "expected_rank"),
    *("central_weights", "lenses", "readings", "scenarios", "regret", "linchpins", "sources"),
    *("appraisal", "problems", "unsampled", "frames", "judges"),
}


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a small criteria file.

    Weights 60 and 40 of 100. Price 0 to 20, lower is better, so 5 → 75, 8 → 60, 12 → 40: values
    on taste and price are soup 40, 75; cake 80, 60; menu 70, 40, with taste from 50 to 90.
    Totals: soup 54, cake 72, menu 58.
    """
    path = tmp_path / "lunch.yaml"
    path.write_text(LUNCH)
    return path


def run(capsys: pytest.CaptureFixture[str], *words: str | Path) -> tuple[int, str, str]:
    """Return exit code, output and error output of `steelyard robustness`."""
    code = cli.main(["robustness", *(str(word) for word in words)])
    out, err = capsys.readouterr()
    return code, out, err


def data(capsys: pytest.CaptureFixture[str], *words: str | Path) -> dict[str, Any]:
    """Return what `--json` prints, which must be JSON without NaN or infinity."""
    code, out, _ = run(capsys, *words, "--json")
    assert code == 0
    parsed: dict[str, Any] = json.loads(out, parse_constant=lambda word: pytest.fail(word))
    return parsed


def find(criteria_set: CriteriaSet, draws: int = 200) -> Findings:
    """Return the findings about a set, from few simulations."""
    result = Result(replace(load_lunch(LUNCH), criteria_set=criteria_set), Choice())
    sampling = Sampling(draws=draws)
    return Findings(result, sampling, draw_simulations(result, sampling))


# --- numbers -----------------------------------------------------------------------------


def test_golden_weights(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """One weight, all weights and the weights that put each option first, worked out by hand.

    With weight t on taste: soup 75 − 35t, cake 60 + 20t, menu 40 + 30t. Cake and soup cross at
    55t = 15, t = 3/11; menu and soup at 65t = 35, t = 7/13. Cake is 40 ahead of soup on taste
    and 15 behind on price: x points moved take 55x from a lead of 18, so x = 18/55.
    """
    found = data(capsys, file)
    taste = found["one_way"]["taste"]
    assert taste["weight"] == pytest.approx(0.6)
    assert [part["leaders"] for part in taste["segments"]] == [["soup"], ["cake"]]
    assert taste["segments"][1]["from"] == pytest.approx(3 / 11)
    assert taste["stays"] == pytest.approx([3 / 11, 1])
    assert taste["ranking_stays"] == pytest.approx([7 / 13, 1])
    assert found["one_way_groups"]["senses"] == taste
    assert found["flips"]["soup"]["points"] == pytest.approx(100 * 18 / 55)
    assert found["flips"]["soup"]["weights"] == pytest.approx({"taste": 3 / 11, "price": 8 / 11})
    assert found["flips"]["menu"] is None
    assert set(found["flips"]) == {"soup", "menu"}
    assert found["potentially_optimal"] == {"soup": True, "cake": True, "menu": False}
    assert found["beliefs"]["soup"]["points"] == pytest.approx(100 * 18 / 55)
    assert found["beliefs"]["menu"] == {"points": None, "weights": None, "beaten_by": {"cake": 1}}
    assert found["dominance"] == [["cake", "menu"]]
    assert found["convex_dominance"] == {"menu": {"cake": 1}}


def test_golden_scores(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The nearest single score: 14 points between cake and menu are 14 / 0.6 = 23.3 of taste.

    Menu's taste at its highest, 90, gives 0.6 × 90 + 16 = 70, still behind 72; soup has no
    range: no scores within their ranges are enough for either.
    """
    found = data(capsys, file)
    nearest = found["nearest_score"]
    assert nearest["points"] == pytest.approx(14 / 0.6)
    assert (nearest["criterion"], nearest["rivals"], nearest["is_in_range"]) == (
        "taste",
        ["menu"],
        False,
    )
    assert found["score_sets"] == {"soup": None, "menu": None}


def test_golden_simulations(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Any weights at all and likely scores: soup leads on 3/11 of all weights, cake on the rest."""
    found = data(capsys, file, "--uniform", "--fixed")
    shares = found["lead_share"]
    exact = {"soup": 3 / 11, "cake": 8 / 11, "menu": 0}
    assert shares["exact"] == pytest.approx(exact)
    assert shares["sampled"] == pytest.approx(exact, abs=shares["error"] / 100)
    assert shares["draws"] == 131_072
    assert 0 < shares["error"] <= 0.5
    assert (shares["mode"], shares["likely_only"], shares["seed"]) == ("uniform", True, 0)
    assert found["pairwise"]["soup"]["cake"] == shares["sampled"]["soup"]
    assert sum(found["rank_shares"]["menu"]) == pytest.approx(1)
    assert found["central_weights"]["menu"] is None
    # Where soup leads, taste weighs evenly from 0 to 3/11.
    assert found["central_weights"]["soup"]["taste"] == pytest.approx(1.5 / 11, abs=0.005)
    # Soup is behind cake on 8/11 of the weights and behind menu on 6/13.
    assert found["expected_rank"]["soup"] == pytest.approx(1 + 8 / 11 + 6 / 13, abs=0.01)


def test_golden_other_views(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Lens: taste alone. Reading: soup 0.6 × 90 + 30 = 84. Scenarios: soup 6 up or down.

    Of the way to the reading soup's 54 + 30s passes cake's 72 at s = 0.6. Regrets over the
    scenarios: soup 18, 12, 24; menu 14 throughout. Over both readings and both lenses: cake 0, 0,
    12 and 10, menu 14, 10, 26 and 20, soup 18, 40, 0 and 0.
    """
    found = data(capsys, file)
    lenses, readings, scenarios = found["lenses"], found["readings"], found["scenarios"]
    assert [view["lens"] for view in lenses["views"]] == [None, "child"]
    assert lenses["views"][1]["totals"] == pytest.approx({"soup": 40, "cake": 80, "menu": 70})
    # Cake, menu, soup in both.
    assert lenses["agreement"] == [{"lenses": [None, "child"], "tau": 1}]
    assert [view["leaders"] for view in readings["views"]] == [["cake"], ["soup"]]
    assert readings["mixes"]["gourmet"]["crossovers"] == pytest.approx([0.6])
    assert [view["totals"]["soup"] for view in scenarios["views"]] == pytest.approx([54, 60, 48])
    assert scenarios["friendly_sets"]["cake"]["smallest"] == [
        {"scenarios": [], "margin": pytest.approx(14)}
    ]
    soup = scenarios["friendly_sets"]["soup"]
    assert soup["smallest"] == []
    assert soup["closest"] == {"scenarios": ["rain"], "margin": pytest.approx(-12)}
    over = found["regret"]
    assert over["scenarios"]["worst"] == pytest.approx({"soup": 24, "cake": 0, "menu": 14})
    both = over["readings_and_lenses"]
    assert both["worst"] == pytest.approx({"soup": 40, "cake": 12, "menu": 26})
    assert both["minimax"] == ["cake"]


def test_the_keys_are_these(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Nothing more and nothing less, with the file and the view it was asked about."""
    found = data(capsys, file, "--lens", "child", "--reading", "gourmet", "--scenario", "rain")
    assert set(found) == KEYS
    assert set(found["verdict"]) == {
        *("state", "sentence", "because", "leader", "runner_up", "margin"),
        *("most_often", "most_often_share", "packages"),
    }
    assert (found["file"], len(found["sha256"]), found["frame"]) == (str(file), 64, "both")
    in_view = [found[what]["in_view"] for what in ("lenses", "readings", "scenarios")]
    assert in_view == ["child", "gourmet", "rain"]
    assert found["swings"] == {"taste": 100, "price": 0}
    assert data(capsys, file, "--set-swing", "price=90")["swings"] == {"taste": 60, "price": 90}


def test_the_verdict_is_that_of_the_page(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """How simulations are drawn here changes their shares, and not the verdict."""
    usual = data(capsys, file)
    other = data(capsys, file, "--uniform", "--fixed", "--draws", "500", "--seed", "3")
    assert other["verdict"] == usual["verdict"]
    assert other["lead_share"]["sampled"] != usual["lead_share"]["sampled"]
    assert other["lead_share"]["page"] == usual["lead_share"]["page"]
    assert other["lead_share"]["page"]["draws"] == 2000


def test_the_same_question_has_the_same_answer(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Byte for byte; another seed draws other simulations."""
    first, again = (run(capsys, file, "--json", "--draws", "1000")[1] for _ in range(2))
    assert first == again
    assert run(capsys, file, "--json", "--draws", "1000", "--seed", "1")[1] != first


def test_fixed_leaves_the_unknown_open(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Menu's taste unknown: `--fixed` closes nothing about it. Menu needs 0.6u + 16 > 72: u > 93.3.

    With the weights moving too, menu leads in more than none of the simulations; with everything
    known it leads in none.
    """
    (tmp_path / "a.yaml").write_text(LUNCH.replace("[50, 70, 90]", "unknown"))
    found = data(capsys, tmp_path / "a.yaml", "--fixed")
    assert found["verdict"]["state"] == "cannot be decided"
    assert 0 < found["lead_share"]["sampled"]["menu"] < 0.2
    # In the middle, 50, menu is behind cake on everything.
    assert found["lead_share"]["exact"]["menu"] == 0
    (tmp_path / "b.yaml").write_text(LUNCH)
    known = data(capsys, tmp_path / "b.yaml", "--fixed")
    assert known["lead_share"]["sampled"]["menu"] == 0


def test_the_shipped_set_rests_on_its_sources(capsys: pytest.CaptureFixture[str]) -> None:
    """Each source is struck out in turn, and every rule of the appraisal has its finding."""
    found = data(capsys, IRAN, "--frame", "seven", "--draws", "1000")
    assert set(found["sources"]) == {"kinetic-diplomacy", "coercive-bargaining"}
    states = {survival["survives"] for survival in found["sources"].values()}
    assert states <= {"for certain", "in most simulations", "not"}
    assert all(linchpin["margin"] <= 0 for linchpin in found["linchpins"])
    assert {"halo", "sources"} <= {finding["rule"] for finding in found["appraisal"]}
    assert math.fsum(found["lead_share"]["exact"].values()) == pytest.approx(1, abs=1e-6)


def test_without_a_source_it_says_what_the_page_says(capsys: pytest.CaptureFixture[str]) -> None:
    """Shares after a source is struck out are those of page and brief, however many are drawn."""
    loaded = load_criteria_file(IRAN)
    assert loaded.criteria_set is not None
    on_page = judge_sources(loaded.criteria_set, evidence_of(loaded).sources)

    found = data(capsys, IRAN, "--draws", "1000", "--seed", "7")["sources"]

    told = {source: (one["share"], tuple(one["span"])) for source, one in found.items()}
    assert told == {
        source: survival.leads and (survival.leads.share, survival.leads.span)
        for source, survival in on_page.items()
    }


@given(viewed_sets())
@settings(max_examples=25, deadline=None)
def test_any_set_gets_an_answer_without_odd_numbers(criteria_set: CriteriaSet) -> None:
    """Ties, zeros, unknowns, single options: finite JSON with every key, and text in words."""
    found = find(criteria_set)
    text = json.dumps(robustness_data(found.result, found.simulations), allow_nan=False)
    assert set(json.loads(text)) == KEYS
    assert not re.search(r"\b(nan|inf|NaN|[0-9]+e[+-]?[0-9]+)\b", robustness_as_text(found))


# --- words -------------------------------------------------------------------------------


def test_the_text_says_it_in_words(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Headings and whole numbers; both numbers of simulations are named."""
    code, out, _ = run(capsys, file)
    assert code == 0
    for line in (
        "Taste, now 60%: Cake leads from 27% to 100%; below that Soup.",
        "Senses (group), now 60%: Cake leads from 27% to 100%; below that Soup.",
        "Moving 33 points of weight from Taste to Price brings Soup level.",
        "No weights bring these level: Menu.",
        "No single score takes the lead away within its own range.",
        "Soup: Price 73%; Taste 27% (33 points away).",
        "Menu: No weights put it first: Cake is at least as good on every criterion.",
        "131,072 simulations with weights around those in view (spread 0.35) and scores within "
        "their ranges, packages moving with their parts, seed 0; a share of them is accurate to "
        "about 0.3 percentage points.",
        "All of them rank the options in exactly the same order.",
        "  60% of the way from the file’s own assessments to it, Soup takes over.",
        "  Cake: none is needed.",
        "Over the scenarios, Cake has the mildest worst case: it is never behind.",
        "  Soup: no set of up to 4 scenarios.",
        "No score in view cites a claim, so nothing can be struck out.",
    ):
        assert line in out.splitlines()
    assert (
        "On the page, and at the top of this: 2,000 simulations with weights around those in view"
        in out
    )


def test_draws_are_said(file: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """The text names the simulations that were asked for."""
    _, out, _ = run(capsys, file, "--uniform", "--fixed", "--draws", "5000")
    assert (
        "5,000 simulations with any weights at all and scores at their likely values, seed 0; "
    ) in out


def test_one_option_has_nothing_to_lose(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """A single option leads in every simulation, and no sentence mentions a rival."""
    (tmp_path / "a.yaml").write_text(
        "format: 1\ntitle: T\ncriteria: {taste: {name: Taste}}\noptions: {soup: {name: Soup}}\n"
        "assessments: {soup: {taste: 40}}\n"
    )
    found = data(capsys, tmp_path / "a.yaml")
    assert found["verdict"]["margin"] is None
    assert (found["flips"], found["score_sets"], found["nearest_score"]) == ({}, {}, None)
    assert found["lead_share"]["sampled"] == {"soup": 1}
    _, out, _ = run(capsys, tmp_path / "a.yaml")
    assert "Soup leads at any weight." in out


def test_a_name_cannot_move_the_cursor(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """Direction marks and line ends of a name are spelt out wherever it stands."""
    name = 'name: "Ca\\u202eke\\nof\\u2028cards"'
    (tmp_path / "a.yaml").write_text(LUNCH.replace("name: Cake", name))
    _, out, _ = run(capsys, tmp_path / "a.yaml", "--draws", "100")
    assert "Ca\\u202eke\\u000aof\\u2028cards" in out
    assert out.replace("\n", "").isprintable()


# --- wrong use, problems, interruption ---------------------------------------------------


@pytest.mark.parametrize(
    ("words", "hint"),
    [
        (["--draws", "99"], "--draws takes a whole number from 100 to 1000000000; found 99"),
        (["--draws", "1e6"], "found 1e6"),
        (["--draws", "-5000"], "found -5000"),
        (["--draws", "9" * 5000], "found 999"),
        (["--draws", "1_000"], "found 1_000"),
        (["--seed", "٣"], "found ٣"),
        (["--seed", "4294967296"], "--seed takes a whole number from 0 to 4294967295"),
        (["--lens", "chidl"], "did you mean child?"),
        (["--scheduler", "nowhere"], "--scheduler takes local or an address such as tcp://"),
    ],
)
def test_a_wrong_word_is_wrong_use(
    words: list[str], hint: str, file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Exit code 2 and one line of help, nothing on the output."""
    flag, value = words
    code, out, err = run(capsys, file, f"{flag}={value}")
    assert (code, out) == (2, "")
    assert hint in err
    assert "Traceback" not in err


def test_a_missing_extra_is_named(
    file: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    """Without Dask `--scheduler` says what to install."""
    monkeypatch.setitem(sys.modules, "distributed", None)
    code, _, err = run(capsys, file, "--scheduler", "local")
    assert code == 2
    assert "steelyard[cluster]" in err


def test_problems_of_the_file_make_exit_code_1(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """The answer is for the good parts; the problems go to the error stream."""
    (tmp_path / "a.yaml").write_text(LUNCH.replace("taste: 80", "taste: 180"))
    code, out, err = run(capsys, tmp_path / "a.yaml", "--json", "--draws", "100")
    assert code == 1
    assert set(json.loads(out)) == KEYS
    assert "C014" in err


def test_too_many_options_for_simulations(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """What needs no sampling is said; what does is null, with the reason."""
    options = "".join(f"  o{i}: {{name: Option {i}}}\n" for i in range(300))
    scores = "".join(f"  o{i}: {{taste: {i % 99}, price: {i * 7 % 100}}}\n" for i in range(300))
    (tmp_path / "a.yaml").write_text(
        "format: 1\ntitle: T\ncriteria: {taste: {name: Taste}, price: {name: Price}}\n"
        f"options:\n{options}assessments:\n{scores}"
    )
    reason = "found 300 options; simulations are sampled for 255 at most"
    code, out, _ = run(capsys, tmp_path / "a.yaml")
    assert code == 0
    assert f"None: {reason}. Totals, flips, beliefs" in out
    assert "If one weight moves" in out
    _, out, _ = run(capsys, tmp_path / "a.yaml", "--json")
    found = json.loads(out)
    assert set(found) == KEYS
    assert found["unsampled"] == reason
    assert found["lead_share"]["sampled"] is None
    assert found["lead_share"]["page"] == dict.fromkeys(("sampled", "spans", "error", "draws"))
    assert found["rank_shares"] is None
    assert len(found["beliefs"]) == 300
    best = max(range(300), key=lambda i: i % 99 + i * 7 % 100)
    assert found["verdict"]["leader"] == f"o{best}"
    assert found["verdict"]["state"] in ("leads", "close call")


def test_a_scale_wider_than_any_number(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    """From -9e307 to 9e307 is wider than a number can be; all numbers stay finite all the same."""
    wide = "scale: {from: -9e307, to: 9e307}"
    (tmp_path / "a.yaml").write_text(
        "format: 1\ntitle: Wide\n"
        f"criteria: {{a: {{name: A, {wide}}}, b: {{name: B, better: lower, {wide}}}}}\n"
        "options: {x: {name: X}, y: {name: Y}}\n"
        "assessments:\n  x: {a: [1e307, 5e307, 8e307], b: 0}\n"
        "  y: {a: -3e307, b: [-8e307, -5e307, 1e307]}\n"
    )
    code, out, _ = run(capsys, tmp_path / "a.yaml")
    assert code == 0
    # a: x 77.8, y 33.3; b: x 50, y 77.8. Totals 63.9 and 55.6: 8.3, or 16.7 points on a, away.
    assert "X on A: at 2e+307 instead of 5e+307 (scale -9e+307 to 9e+307 points" in out
    assert not re.search(r"\b(inf|nan)\b", out)
    code, out, _ = run(capsys, tmp_path / "a.yaml", "--json")
    assert code == 0
    found = json.loads(out)
    assert found["nearest_score"]["raw_before"] == pytest.approx(5e307)
    assert found["nearest_score"]["raw_after"] == pytest.approx(2e307)


@pytest.mark.skipif(
    sys.platform == "win32", reason="Windows has another way to interrupt a process"
)
def test_ctrl_c_ends_with_130_and_no_traceback(file: Path) -> None:
    """Work over a second tells what it does; interrupted then, it ends at once and quietly."""
    process = subprocess.Popen(
        [sys.executable, "-m", "steelyard.cli", "robustness", file, "--draws", "1000000000"],
        # Started in the background of a shell, this test would hand down that Ctrl+C is ignored.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )
    try:
        assert process.stderr is not None
        assert process.stderr.readline() == "Sampling simulations …\n"
        process.send_signal(signal.SIGINT)
        out, err = process.communicate(timeout=30)
    finally:
        process.kill()
        process.wait()
    assert (process.returncode, out) == (130, "")
    assert err.strip() == "steelyard: interrupted"


def test_nothing_of_it_is_loaded_by_other_commands(file: Path) -> None:
    """`steelyard score` waits for none of the libraries that this command needs."""
    code = (
        "import sys; from steelyard import cli; cli.main(['score', sys.argv[1]]); "
        "print([name for name in ('numpy', 'scipy', 'dask', 'distributed') if name in sys.modules])"
    )
    result = subprocess.run(
        [sys.executable, "-c", code, str(file)],
        env={**os.environ, "PYTHONPATH": str(PACKAGE)},
        capture_output=True,
        text=True,
        timeout=60,
        check=True,
    )
    assert result.stdout.splitlines()[-1] == "[]"


def test_shares_on_the_page_are_printed_as_the_page_prints_them(
    file: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """Whole numbers that make a hundred together, not each rounded for itself."""
    _, out, _ = run(capsys, file, "--draws", "512")
    table = out[out.index("on the page  ") :].splitlines()[1:4]
    cells = [re.split(r"\s{2,}", line)[3] for line in table]

    assert sum(int(cell) for cell in cells if cell.isdigit()) == 100
    result = Result(load_criteria_file(file), Choice())
    labels = share_labels(result.evaluation, result.simulations.lead_shares)
    assert sorted(cells) == sorted(label.rstrip("%") for label in labels.values())
