"""`--log-raw`: results as they come, in the form of mozlog's raw logs."""

import json
import signal
import subprocess
import time
from pathlib import Path
from typing import Any

from tests.wpt.conftest import COMMAND, Run

FILES = {
    "a.window.js": "test(() => {}, 'passes'); test(() => assert_true(false, 'mine'), 'fails');",
    "b.window.js": "throw new Error('mine');",
}
EXPECT = """[[expect]]
test = "/a.window.html"
subtest = "fails"
status = "TIMEOUT"
reason = "bug-in-test"
"""


def entries(file: Path) -> list[dict[str, Any]]:
    found = [json.loads(line) for line in file.read_text().splitlines()]
    for entry in found:
        assert isinstance(entry.pop("time"), int)
        assert isinstance(entry.pop("pid"), int)
        assert entry.pop("thread")
        assert entry.pop("source")
    return found


def test_the_entries_of_a_run(site: Path, run: Run, tmp_path: Path) -> None:
    for name, source in FILES.items():
        (site / name).write_text(source)
    log, expect = tmp_path / "raw.log", tmp_path / "expect.toml"
    expect.write_text(EXPECT)
    run(site, "--log-raw", log, "--workers", "1", "--expect", expect)
    found = entries(log)
    a, b = "/a.window.html", "/b.window.html"
    message = "assert_true: mine expected true got false"
    error = "Uncaught Error: mine"
    assert found[:4] == [
        {"action": "suite_start", "tests": {"default": [a, b]}, "run_info": {"product": "quickjs"}},
        {"action": "test_start", "test": a},
        {"action": "test_status", "test": a, "subtest": "passes", "status": "PASS"},
        {
            "action": "test_status",
            "test": a,
            "subtest": "fails",
            "status": "FAIL",
            "message": message,
            "expected": "TIMEOUT",
        },
    ]
    assert found[4:6] == [{"action": "test_end", "test": a, "status": "OK"}, {"action": "test_start", "test": b}]
    assert found[6] == {"action": "test_end", "test": b, "status": "ERROR", "message": error, "expected": "OK"}
    assert found[7:] == [{"action": "suite_end"}]


def test_what_had_run_is_there_when_the_command_is_killed(site: Path, tmp_path: Path) -> None:
    (site / "a.window.js").write_text("test(() => {}, 'passes');")
    (site / "b.window.js").write_text("while (true);")
    log = tmp_path / "raw.log"
    process = subprocess.Popen([*COMMAND, str(site), "--workers", "1", "--log-raw", str(log)])
    while not log.exists() or "test_end" not in log.read_text():
        assert process.poll() is None
        time.sleep(0.02)
    process.send_signal(signal.SIGKILL)
    process.wait(60)
    assert [entry["action"] for entry in entries(log)] == ["suite_start", "test_start", "test_status", "test_end"]


def test_each_product_has_a_file(site: Path, tmp_path: Path) -> None:
    from shim.wpt.manifest import find_tests
    from shim.wpt.raw_log import RawLog

    (site / "a.window.js").write_text("")
    with RawLog(tmp_path / "raw.log", ["quickjs", "chromium"], find_tests([site], None)[0], []):
        pass
    for product in ("quickjs", "chromium"):
        assert [entry["action"] for entry in entries(tmp_path / f"raw-{product}.log")] == ["suite_start", "suite_end"]
