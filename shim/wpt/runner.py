"""Runs tests on products through an executor: threads that own worker processes, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, Future, ThreadPoolExecutor
from contextlib import contextmanager
from queue import SimpleQueue
from time import time

import msgspec

from .children import Outcome, end_children, run_job
from .harness import Harness
from .jobs import Job
from .manifest import Test
from .results import TestResult

SECONDS_TO_CONNECT = 10.0
"""Seconds that the scheduler of a cluster has to answer."""


class ProductRun(msgspec.Struct):
    """All results of a product, in the order of the tests. Times in milliseconds since 1970: from the begin of its
    first test to the end of its last."""

    product: str
    version: str
    time_start: int
    time_end: int
    results: list[TestResult]


class ClusterError(RuntimeError):
    """The cluster cannot be used."""


@contextmanager
def local_executor(workers: int) -> Iterator[Executor]:
    """Threads here, each of which waits for a worker process. What is left to do at the end is given up."""
    executor = ThreadPoolExecutor(workers, thread_name_prefix="wpt")
    try:
        yield executor
    finally:
        executor.shutdown(wait=False, cancel_futures=True)
        end_children()
        executor.shutdown()
        end_children()  # of threads that had just begun with a test


@contextmanager
def cluster_executor(address: str) -> Iterator[Executor]:
    """The workers of a Dask cluster; they must see the same files under the same paths. Raises `ClusterError`."""
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError("--cluster needs Dask: pip install 'audio-session-shim[cluster]'") from None
    try:
        client = Client(address, timeout=SECONDS_TO_CONNECT, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no Dask scheduler at {address}: {error}") from None
    with client:
        try:
            # Each run is a new one, whatever ran before under the same arguments.
            yield client.get_executor(pure=False, retries=0)
        finally:
            client.run(end_children)


class Outcomes:
    """Outcomes of the tests that run, until all have come or `stop` is called."""

    def __init__(self) -> None:
        # A signal's handler may put into it while the thread it interrupts does so.
        self._queue: SimpleQueue[Future[Outcome] | None] = SimpleQueue()

    def stop(self) -> None:
        """Ends `of` with what has come until now. Signal handlers may call it, and more than once."""
        self._queue.put(None)

    def of(self, futures: Sequence[Future[Outcome]]) -> Iterator[Future[Outcome]]:
        """The futures, in the order in which they are done."""
        for future in futures:
            future.add_done_callback(self._queue.put)
        for _ in futures:
            done = self._queue.get()
            if done is None:
                return
            yield done


def run_tests(
    tests: Sequence[Test],
    products: Sequence[str],
    harness: Harness,
    timeout_multiplier: float,
    executor: Executor,
    outcomes: Outcomes,
    listeners: Sequence[Callable[[Outcome], object]],
) -> list[ProductRun]:
    """Runs every test on every product, one product after the other, so that each has a time of its own. The
    listeners hear of each result as it comes. `outcomes.stop()` ends it with the results that came until then. Raises
    `ProcessError`."""
    jobs = {
        executor.submit(run_job, Job(product, harness, timeout_multiplier, test)): (product, number)
        for product in products
        for number, test in enumerate(tests)
    }
    came: dict[str, list[tuple[int, Outcome]]] = {product: [] for product in products}
    for future in outcomes.of(list(jobs)):
        product, number = jobs[future]
        outcome = future.result()
        came[product].append((number, outcome))
        for listener in listeners:
            listener(outcome)
    return [_run_of(product, sorted(pairs, key=lambda pair: pair[0])) for product, pairs in came.items()]


def _run_of(product: str, numbered: list[tuple[int, Outcome]]) -> ProductRun:
    outcomes = [outcome for _, outcome in numbered]
    now = round(time() * 1000)
    return ProductRun(
        product,
        version=next((outcome.version for outcome in reversed(outcomes) if outcome.version), ""),
        time_start=min((outcome.began for outcome in outcomes), default=now),
        time_end=max((outcome.began + outcome.result.duration for outcome in outcomes), default=now),
        results=[outcome.result for outcome in outcomes],
    )


__all__ = ["ClusterError", "Outcomes", "ProductRun", "cluster_executor", "local_executor", "run_tests"]
