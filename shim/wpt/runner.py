"""Runs tests on products through an executor: threads that own worker processes, or a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Executor, ThreadPoolExecutor, as_completed
from contextlib import contextmanager, suppress
from time import time

import msgspec

from .children import Outcome, end_children, run_job
from .harness import Harness
from .jobs import Job
from .manifest import Test
from .results import TestResult


class ProductRun(msgspec.Struct):
    """All results of a product, in the order of the tests. Times in milliseconds since 1970."""

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
        client = Client(address, timeout=10, set_as_default=False)
    except (OSError, ValueError) as error:
        raise ClusterError(f"there is no Dask scheduler at {address}: {error}") from None
    with client:
        try:
            # Each run is a new one, whatever ran before under the same arguments.
            yield client.get_executor(pure=False, retries=0)
        finally:
            client.run(end_children)


def run_tests(
    tests: Sequence[Test],
    products: Sequence[str],
    harness: Harness,
    timeout_multiplier: float,
    executor: Executor,
    on_outcome: Callable[[Outcome], object],
) -> list[ProductRun]:
    """Runs every test on every product; `on_outcome` hears of each as it comes. Raises `ProcessError`. Ctrl-C ends it
    with the results that came until then."""
    jobs = {
        executor.submit(run_job, Job(product, harness, timeout_multiplier, test)): (product, number)
        for number, test in enumerate(tests)
        for product in products
    }
    start = _now()
    runs = {product: ProductRun(product, "", start, start, []) for product in products}
    numbered: dict[str, list[tuple[int, TestResult]]] = {product: [] for product in products}
    with suppress(KeyboardInterrupt):
        for future in as_completed(jobs):
            product, number = jobs[future]
            outcome = future.result()
            numbered[product].append((number, outcome.result))
            runs[product].version = outcome.version or runs[product].version
            runs[product].time_end = _now()
            on_outcome(outcome)
    for product, run in runs.items():
        run.results = [result for _, result in sorted(numbered[product], key=lambda pair: pair[0])]
    return list(runs.values())


def _now() -> int:
    return round(time() * 1000)


__all__ = ["ClusterError", "ProductRun", "cluster_executor", "local_executor", "run_tests"]
