"""`--cluster` on a real scheduler with two workers, on loopback."""

import re
import subprocess
import sys
from collections.abc import Iterator
from contextlib import ExitStack
from pathlib import Path

import pytest

from tests.wpt.conftest import Run

pytest.importorskip("distributed", reason="Dask is not installed (extra 'cluster')")


@pytest.fixture
def scheduler(tmp_path: Path) -> Iterator[str]:
    with ExitStack() as stack:

        def start(*arguments: str) -> subprocess.Popen[str]:
            process = subprocess.Popen(
                [sys.executable, "-m", "distributed.cli." + arguments[0], *arguments[1:], "--no-dashboard"],
                stderr=subprocess.PIPE if arguments[0] == "dask_scheduler" else subprocess.DEVNULL,
                text=True,
                cwd=tmp_path,
            )
            stack.callback(process.communicate)
            stack.callback(process.terminate)
            return process

        process = start("dask_scheduler", "--host", "127.0.0.1", "--port", "0")
        assert process.stderr is not None
        found = next(m for line in process.stderr if (m := re.search(r"tcp://127\.0\.0\.1:\d+", line)))
        for _ in range(2):
            start("dask_worker", found[0], "--nthreads", "1", "--host", "127.0.0.1")
        yield found[0]


def test_tests_run_on_the_workers_of_a_cluster(site: Path, run: Run, scheduler: str) -> None:
    for number in range(4):
        (site / f"{number}.window.js").write_text(f"test(() => {{}}, 'test {number}');")
    (site / "hang.window.js").write_text("while (true);")
    done = run(site, "--cluster", scheduler, "--timeout-multiplier", "0.1", "--product", "quickjs")
    assert done.returncode == 1, done.stderr
    assert "5 files" in done.stdout
    assert "4 PASS" in done.stdout
    assert "/hang.window.html: TIMEOUT" in done.stdout
