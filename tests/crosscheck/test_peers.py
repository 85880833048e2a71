"""Our numbers are those of other people's packages wherever they answer the same question.

pymcdm gives weighted sums and ranks; PySensMCDA the exact volumes of the weights that put an
option first. They need other versions of what we use, so they live in an environment that this
module builds.
"""

from __future__ import annotations

import json
import os
import subprocess
import venv
from typing import Any

import numpy as np
import pytest
from small_sets import ROOT, shipped

from steelyard.analysis.sensitivity.optimality import find_potential_optimality
from steelyard.analysis.sensitivity.robustness import likely_values, present_weights
from steelyard.analysis.simulations.counts import run_chunks
from steelyard.analysis.simulations.exact_shares import find_exact_lead_shares
from steelyard.analysis.simulations.shares import shares_from_counts
from steelyard.analysis.simulations.specification import make_spec
from steelyard.analysis.totals import View, evaluate, rank_totals

pytestmark = [pytest.mark.peers, pytest.mark.xdist_group("install")]

PEERS = ("pymcdm==1.4.0", "pysensmcda==2.0.0")
SIZES = ((2, 2), (5, 3), (8, 4), (10, 5), (6, 6))
TIES = [[80, 20, 50], [20, 80, 50], [80, 20, 50], [50, 50, 50], [10, 10, 10]]

Problem = dict[str, Any]


def problems() -> list[Problem]:
    """Return the shipped set in two frames, made-up tables of several sizes, and one of ties."""
    found = []
    for frame in ("four", "six"):
        evaluation = evaluate(shipped("iran-2026"), View(frame=frame))
        found.append((likely_values(evaluation), present_weights(evaluation)))
    for seed, (m, n) in enumerate(SIZES):
        rng = np.random.default_rng(seed)
        weights = rng.integers(1, 101, n)
        found.append((rng.integers(0, 101, (m, n)).astype(float), weights / weights.sum()))
    found.append((np.array(TIES, dtype=float), np.array([0.25, 0.25, 0.5])))
    return [{"values": values.tolist(), "weights": weights.tolist()} for values, weights in found]


PROBLEMS = problems()


@pytest.fixture(scope="module")
def answers(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, Any]]:
    """Build the environment once and return the peers' answers to all problems."""
    home = tmp_path_factory.mktemp("peers") / "env"
    venv.create(home, with_pip=True)
    python = home / ("Scripts/python.exe" if os.name == "nt" else "bin/python")
    run([str(python), "-m", "pip", "install", "--quiet", *PEERS])
    script = str(ROOT / "tests" / "crosscheck" / "peer_answers.py")
    found: list[dict[str, Any]] = json.loads(run([str(python), script], json.dumps(PROBLEMS)))
    return found


def run(command: list[str], given: str = "") -> str:
    """Run a command and return what it printed; its output is the failure's message."""
    clean = {key: value for key, value in os.environ.items() if key != "PYTHONPATH"}
    done = subprocess.run(
        command, input=given, env=clean, capture_output=True, text=True, timeout=600, check=False
    )
    assert done.returncode == 0, f"{command}\n{done.stdout}\n{done.stderr}"
    return done.stdout


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_totals_and_ranks_are_those_of_pymcdm(number: int, answers: list[dict[str, Any]]) -> None:
    """Weighted sums agree to the last digits, and so does the order.

    pymcdm gives tied options the middle of their ranks, we give the best of them: those of a
    group of k on rank r stand at r + (k − 1) / 2 there.
    """
    values, weights = np.array(PROBLEMS[number]["values"]), np.array(PROBLEMS[number]["weights"])
    totals = {str(i): float(total) for i, total in enumerate(values @ weights)}
    assert list(totals.values()) == pytest.approx(answers[number]["totals"], abs=1e-9)
    ranks = list(rank_totals(totals).values())
    middle = [rank + (ranks.count(rank) - 1) / 2 for rank in ranks]
    assert middle == answers[number]["ranks"]


def test_shipped_totals_are_those_of_pymcdm(answers: list[dict[str, Any]]) -> None:
    """The totals of the page, by the whole way from the file, agree too."""
    for number, frame in enumerate(("four", "six")):
        totals = evaluate(shipped("iran-2026"), View(frame=frame)).totals
        assert list(totals.values()) == pytest.approx(answers[number]["totals"], abs=1e-9)


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_exact_lead_shares_are_those_of_pysensmcda(
    number: int, answers: list[dict[str, Any]]
) -> None:
    """Volumes agree; twins, which each own their common piece there, divide it here."""
    values = np.array(PROBLEMS[number]["values"])
    shares = find_exact_lead_shares(values)
    assert shares is not None
    twins = np.array([(values == row).all(axis=1).sum() for row in values])
    assert (shares * twins).tolist() == pytest.approx(answers[number]["exact"], abs=1e-9)


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_sampled_weights_are_those_of_pysensmcda(
    number: int, answers: list[dict[str, Any]]
) -> None:
    """Sampled shares and central weights come close to the exact volumes and their centres."""
    values = np.array(PROBLEMS[number]["values"])
    spec = make_spec(values, np.ones(values.shape[1]), mode="uniform", draws=2**17)
    sampled = shares_from_counts(run_chunks(spec, 0, spec.chunks))
    exact = np.array(answers[number]["exact"])
    first = sampled.ranks[:, 0]
    assert first.tolist() == pytest.approx(exact.tolist(), abs=0.005)
    # A piece seldom hit has a centre that is hardly known.
    often = exact > 0.01
    centres = np.array(answers[number]["centres"])
    assert np.abs(sampled.central_weights - centres)[often].max() < 0.01


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_who_can_lead_at_all(number: int, answers: list[dict[str, Any]]) -> None:
    """Options with some weights that put them first are the same; both solve a linear programme.

    Where it can but tie a rival that is not its twin, PySensMCDA finds no room inside: such
    options are left out.
    """
    standings = find_potential_optimality(PROBLEMS[number]["values"])
    for standing, can_lead in zip(standings, answers[number]["can_lead"], strict=True):
        if standing.margin is not None and abs(standing.margin) > 1e-9:
            assert standing.can_lead == can_lead


@pytest.mark.parametrize("number", range(len(PROBLEMS)))
def test_extreme_weights_of_a_leader_lead(number: int, answers: list[dict[str, Any]]) -> None:
    """The least and the largest weight PySensMCDA finds for a leader enclose our centre."""
    values = np.array(PROBLEMS[number]["values"])
    spec = make_spec(values, np.ones(values.shape[1]), mode="uniform", draws=2**14)
    sampled = shares_from_counts(run_chunks(spec, 0, spec.chunks))
    lowest, highest = (np.array(answers[number][end]) for end in ("lowest", "highest"))
    # Alone, not in a tie that only whole numbers can hit.
    leads = np.array(answers[number]["exact"]) > 0
    centres = sampled.central_weights[leads & (sampled.lead > 0)]
    inside = leads & (sampled.lead > 0)
    assert (centres >= lowest[inside] - 1e-6).all()
    assert (centres <= highest[inside] + 1e-6).all()
