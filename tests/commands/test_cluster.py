"""Simulations counted on a cluster equal those of one process, even when workers die."""

from __future__ import annotations

import json
import os
import signal
from collections.abc import Iterator
from dataclasses import fields
from pathlib import Path

import numpy as np
import pytest
from distributed import Client, LocalCluster
from files.lunch import LUNCH

from steelyard import cli
from steelyard.analysis.simulations.counts import Counts, run_chunks
from steelyard.analysis.simulations.specification import CHUNK, make_spec
from steelyard.commands import cluster
from steelyard.commands.outcome import WrongUseError

# One worker pool at a time: they are processes, and the machine may be small.
pytestmark = pytest.mark.xdist_group("cluster")

SPEC = make_spec(
    [[40, 70, 20], [60, 40, 50], [50, 55, 30]],
    [3, 2, 1],
    low=[[20, 60, 0], [50, 40, 20], [40, 55, 10]],
    high=[[70, 90, 80], [80, 40, 70], [55, 55, 90]],
    draws=3_100_000,
    seed=5,
)


@pytest.fixture(scope="module")
def whole() -> Counts:
    """Return the counts of one process."""
    return run_chunks(SPEC, 0, SPEC.chunks)


@pytest.fixture
def client() -> Iterator[Client]:
    """Return a client of two worker processes."""
    with (
        LocalCluster(
            n_workers=2, threads_per_worker=1, host="127.0.0.1", dashboard_address=None
        ) as workers,
        Client(workers) as connected,
    ):
        yield connected


def assert_same(found: Counts, expected: Counts) -> None:
    """Compare every number of two counts."""
    for field in fields(Counts):
        assert np.array_equal(getattr(found, field.name), getattr(expected, field.name)), field


@pytest.mark.parametrize("chunks", [1, 2, 61, 62, 63, 123, 124, 1000])
def test_tasks_cover_every_chunk_once_and_are_large(chunks: int) -> None:
    """No chunk is left out or counted twice; no task but an only one is below 0.5 M simulations."""
    tasks = list(cluster.cut(chunks))
    assert [first + i for first, count in tasks for i in range(count)] == list(range(chunks))
    assert len(tasks) == 1 or min(count for _, count in tasks) * CHUNK >= 500_000


def test_two_workers_count_the_same_bits(whole: Counts) -> None:
    """`local` starts two processes; progress is reported up to the last chunk."""
    told: list[tuple[int, int]] = []
    found = cluster.count_on_cluster(SPEC, "local", lambda done, of: told.append((done, of)))
    assert_same(found, whole)
    assert told[-1] == (SPEC.chunks, SPEC.chunks)
    assert len(told) == 6


def test_a_killed_worker_changes_no_bit(client: Client, whole: Counts) -> None:
    """One of two workers is killed while tasks are left; its work is done over."""
    before = set(client.run(os.getpid).values())
    victim = min(before)
    killed: list[int] = []

    def kill(done: int, of: int) -> None:
        if not killed:
            assert done < of
            os.kill(victim, getattr(signal, "SIGKILL", signal.SIGTERM))
            killed.append(victim)

    assert_same(cluster.count_with(client, SPEC, kill), whole)
    assert killed == [victim]
    assert victim not in client.run(os.getpid).values()


def test_an_error_of_progress_stops_the_work(client: Client) -> None:
    """What progress raises reaches the caller, and the cluster can be used again."""

    def stop(done: int, of: int) -> None:
        raise InterruptedError("enough")

    with pytest.raises(InterruptedError, match="enough"):
        cluster.count_with(client, SPEC, stop)
    small = make_spec([[40], [50]], [1], draws=100)
    assert cluster.count_with(client, small).simulations == 100


def test_the_command_prints_the_same_with_a_cluster(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    """`--scheduler local` changes no byte of the output."""
    file = tmp_path / "lunch.yaml"
    file.write_text(LUNCH)
    words = ["robustness", str(file), "--json", "--draws", "1200000"]
    assert cli.main(words) == 0
    alone = capsys.readouterr().out
    assert cli.main([*words, "--scheduler", "local"]) == 0
    assert capsys.readouterr().out == alone
    assert json.loads(alone)["lead_share"]["draws"] == 1_200_000


@pytest.mark.parametrize(
    ("address", "hint"),
    [
        ("x y", "takes local or an address such as tcp://host:8786; found x y"),
        ("tcp://host", "found tcp://host"),
        ("nonsense://host:1", "found nonsense://host:1"),
        ("tcp://127.0.0.1:9", "no scheduler answers at tcp://127.0.0.1:9"),
    ],
)
def test_an_address_that_leads_nowhere(
    address: str, hint: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Wrong addresses and silent ones are wrong use, in one sentence."""
    monkeypatch.setattr(cluster, "_TIMEOUT", 0.5)
    with pytest.raises(WrongUseError, match=hint):
        cluster.count_on_cluster(SPEC, address)
