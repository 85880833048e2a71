"""Counts simulations on a Dask cluster, with exactly the result of a single process.

The work is split into tasks of at least half a million simulations; their counts are whole
numbers that add up in any order, so the result depends neither on the number of workers nor on
one of them dying. Dask is an extra and is loaded only here. A scheduler is sent code to run, so it
has to be a trusted one. Its workers need the same version of Steelyard.
"""

from __future__ import annotations

import logging
import re
import signal
import threading
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from importlib.machinery import ModuleSpec
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from steelyard.analysis.simulations.counts import Counts, Progress, merge_counts, run_chunks
from steelyard.analysis.simulations.low_discrepancy import STREAM_VERSION
from steelyard.analysis.simulations.specification import CHUNK, SimulationSpec
from steelyard.commands.outcome import WrongUseError
from steelyard.files.problems import echo

if TYPE_CHECKING:
    from distributed import Client

LOCAL = "local"
"""The address that stands for a scheduler of our own with two local worker processes."""

CHUNKS_PER_TASK = -(-500_000 // CHUNK)
"""Chunks per task; with smaller tasks the overhead of the scheduler would exceed the gain."""

_ADDRESS = re.compile(r"(?:(?:tcp|tls|wss?)://)?[^\s/]+:[0-9]{1,5}")
_TIMEOUT = 10.0
_WORKERS = 2


def count_on_cluster(
    spec: SimulationSpec, address: str, progress: Progress | None = None
) -> Counts:
    """Return the counts of all simulations of a spec, run by the workers of a scheduler.

    `address`: where it listens, such as `tcp://host:8786`, or `local`. `progress` is called
    with the numbers of chunks done and in all as tasks finish, and may raise to stop. Tasks of a
    worker that dies are done by another. Raises WrongUseError if Dask is not installed, no
    scheduler answers, it has no workers, or they have another version of Steelyard.
    """
    with ExitStack() as stack:
        # Errors are reported in one sentence; Dask would print pages of tracebacks as well.
        logging.disable(logging.CRITICAL)
        stack.callback(logging.disable, logging.NOTSET)
        return count_with(_connect(address, stack), spec, progress)


def count_with(client: Client, spec: SimulationSpec, progress: Progress | None = None) -> Counts:
    """Return the counts of all simulations of a spec, run through a connected Dask client.

    Raises WrongUseError if a worker counts another stream of simulations.
    """
    from distributed import CancelledError, as_completed
    from distributed.scheduler import KilledWorker

    tasks = [
        # Not pure in Dask's sense: repeated requests are computed again, never taken from a cache.
        client.submit(run_chunks, spec, first, count, pure=False)
        for first, count in cut(spec.chunks)
    ]
    parts: list[Counts] = []
    try:
        for task in as_completed(tasks):
            parts.append(_checked(task.result()))
            done = -(-sum(part.simulations for part in parts) // CHUNK)
            if progress is not None:
                progress(done, spec.chunks)
    except KilledWorker as error:
        raise WrongUseError(f"the workers keep dying: {error}") from None
    except CancelledError:
        raise WrongUseError("the scheduler has gone before all simulations were counted") from None
    finally:
        # After Ctrl+C, or if a worker has another version, the remaining tasks are cancelled.
        client.cancel([task for task in tasks if not task.done()])
    return merge_counts(parts)


def cut(chunks: int) -> Iterator[tuple[int, int]]:
    """Yield the first chunk and the number of chunks of each task.

    A remainder is added to the last task, so that none is small unless it is the only one.

    >>> list(cut(150)), list(cut(3))
    ([(0, 62), (62, 88)], [(0, 3)])
    """
    tasks = max(1, chunks // CHUNKS_PER_TASK)
    for task in range(tasks):
        first = task * CHUNKS_PER_TASK
        yield first, (chunks - first if task == tasks - 1 else CHUNKS_PER_TASK)


def _checked(counts: Counts) -> Counts:
    if counts.version != STREAM_VERSION:
        raise WrongUseError(
            f"a worker counts simulations of stream version {counts.version}, this machine of "
            f"{STREAM_VERSION}; install the same version of Steelyard on both"
        )
    return counts


def _connect(address: str, stack: ExitStack) -> Client:
    if address != LOCAL and not _ADDRESS.fullmatch(address):
        raise WrongUseError(
            f"--scheduler takes {LOCAL} or an address such as tcp://host:8786; "
            f"found {echo(address)}"
        )
    try:
        from distributed import Client, LocalCluster
    except ImportError:
        raise WrongUseError(
            "--scheduler needs Dask; install it with: pip install 'steelyard[cluster]'"
        ) from None
    scheduler: Any = address
    if address == LOCAL:
        with _ignoring_interrupts():
            cluster = LocalCluster(
                n_workers=_WORKERS,
                threads_per_worker=1,
                host="127.0.0.1",
                dashboard_address=None,
                silence_logs=logging.CRITICAL,
            )
        scheduler = stack.enter_context(cluster)
    try:
        client: Client = stack.enter_context(Client(scheduler, timeout=_TIMEOUT))
    except (OSError, ValueError, TimeoutError) as error:
        raise WrongUseError(f"no scheduler answers at {address}: {error}") from None
    try:
        client.wait_for_workers(1, timeout=_TIMEOUT)
    except TimeoutError:
        raise WrongUseError(f"the scheduler at {address} has no workers") from None
    _require_steelyard(client)
    return client


@contextmanager
def _ignoring_interrupts() -> Iterator[None]:
    """Make processes started in this block ignore Ctrl+C; this process handles it and ends them in
    order."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)


def _require_steelyard(client: Client) -> None:
    """Raise WrongUseError if a worker lacks Steelyard: its first task would crash it without a
    message."""
    answers = client.run(find_spec, run_chunks.__module__, on_error="return")
    for worker, answer in answers.items():
        if not isinstance(answer, ModuleSpec):
            raise WrongUseError(f"the worker at {worker} has no Steelyard, or another version")
