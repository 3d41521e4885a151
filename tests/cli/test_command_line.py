"""Behaviour that all commands share: errors are told in one line, and nothing is left behind."""

from __future__ import annotations

import signal
import subprocess
import sys
import time
from pathlib import Path

import psutil
import pytest

from shim.cli.arguments import BadArgument, check_writable
from tests.cli.command import audio_shim


def test_a_path_is_checked_without_a_file_left_behind(tmp_path: Path) -> None:
    check_writable("--report", tmp_path / "folder" / "new.svg")
    assert list(tmp_path.rglob("*")) == [tmp_path / "folder"]
    (tmp_path / "old.svg").write_text("kept")
    check_writable("--report", tmp_path / "old.svg")
    assert (tmp_path / "old.svg").read_text() == "kept"
    for path in (tmp_path, tmp_path / "old.svg" / "a.svg"):
        with pytest.raises(BadArgument, match=f"^--report: {path} cannot be written: "):
            check_writable("--report", path)


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["run"], "the following arguments are required: FILE_OR_URL (see audio-shim run --help)"),
        (["run", "nope.html"], "no such file: {}/nope.html"),
        (["run", ""], "'' is neither a file nor a URL of http:, https:, file: or data:"),
        (
            ["run", "ftp://a.example/"],
            "'ftp://a.example/' is neither a file nor a URL of http:, https:, file: or data:",
        ),
        (["run", "http://["], "'http://[' is not a valid URL"),
        (
            ["run", "about:blank", "--allow-host", "http://a.example"],
            "'http://a.example' is not a host: give one like cdn.example, cdn.example:8080, *.example, or *",
        ),
        (["run", "about:blank", "--record", "x.mp3"], "--record: x.mp3 cannot be written: what is written is .wav"),
        (
            ["run", "about:blank", "--report", "x.png"],
            "--report: x.png cannot be written: what is written is .html or .htm",
        ),
        (
            ["run", "about:blank", "--screenshot-timeline", "x.png"],
            "--screenshot-timeline: x.png cannot be written: what is written is .svg",
        ),
        (["run", "about:blank", "--junit", "x.json"], "--junit: x.json cannot be written: what is written is .xml"),
        (
            ["run", "about:blank", "--engine", "webkit"],
            "argument --engine: invalid choice: 'webkit' (choose from 'quickjs', 'chromium') "
            "(see audio-shim run --help)",
        ),
        (
            ["policy", "show", "winphone"],
            "there is no policy 'winphone'; there is: spec, ios, android, chromeos, desktop, or give a TOML file",
        ),
        (["policy", "show", "x.toml"], "x.toml cannot be read: [Errno 2] No such file or directory: 'x.toml'"),
        (
            ["run", "about:blank", "--report", "/proc/x"],
            "--report: /proc/x cannot be written: No such file or directory",
        ),
    ],
)
def test_what_is_wrong_and_what_would_be_right(tmp_path: Path, arguments: list[str], message: str) -> None:
    ran = audio_shim(*arguments, cwd=tmp_path)
    assert (ran.status, ran.stdout, ran.stderr) == (2, "", f"audio-shim: {message.format(tmp_path)}\n")


@pytest.mark.parametrize(
    "arguments", [["run", "about:blank"], ["run", "about:blank", "--json"], ["polyfill"], ["policy", "show", "ios"]]
)
def test_output_that_cannot_be_written_is_an_error(arguments: list[str]) -> None:
    with Path("/dev/full").open("w") as full:
        command = [sys.executable, "-c", "from shim.cli.command import main; main()", *arguments]
        done = subprocess.run(command, stdout=full, stderr=subprocess.PIPE, text=True, timeout=100, check=False)
    assert done.returncode == 1
    assert done.stderr == "audio-shim: the output cannot be written: No space left on device\n"


def test_a_command_without_streams(tmp_path: Path) -> None:
    main = "from shim.cli.command import main; main()"
    command = [sys.executable, "-c", f"import os; os.closerange(0, 3); import sys; sys.stdout = None; {main}"]
    for arguments in (["policy", "show", "ios"], ["run", "about:blank", "--report", "out.html"]):
        done = subprocess.run([*command, *arguments], cwd=tmp_path, capture_output=True, timeout=100, check=False)
        assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")
    assert (tmp_path / "out.html").read_text().startswith("<!doctype html>")


def test_a_recording_that_cannot_begin(tmp_path: Path) -> None:
    ran = audio_shim("run", "about:blank", "--record", "/dev/full", cwd=tmp_path)
    assert ran.status == 1
    assert ran.stderr == "audio-shim: cannot record to /dev/full: No space left on device\n"


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGKILL])
@pytest.mark.parametrize("hangs", [False, True])
def test_what_stops_a_run_ends_its_page(tmp_path: Path, number: signal.Signals, hangs: bool) -> None:
    hang = "await page.evaluate('[].reverse.call({ length: 2 ** 53 - 1 })')" if hangs else "pass"
    (tmp_path / "begun.py").write_text(
        f"async def scenario(device, page):\n    print('begun', flush=True)\n    {hang}\n"
    )
    command = [sys.executable, "-c", "from shim.cli.command import main; main()", "run", "about:blank", "--for", "1000"]
    process = subprocess.Popen(
        [*command, "--scenario", "begun.py"], cwd=tmp_path, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True
    )
    assert process.stderr is not None
    assert process.stderr.readline() == "begun\n"
    children = psutil.Process(process.pid).children()
    while hangs and children[0].cpu_times().user < 0.5:  # a page that hangs takes more
        time.sleep(0.05)
    process.send_signal(number)
    sent = time.monotonic()
    out, errors = process.communicate(timeout=60)  # the page's process has the same pipes
    assert time.monotonic() - sent < 10
    assert len(children) == 1
    assert out == ""
    if number == signal.SIGKILL:
        assert (process.returncode, errors) == (-signal.SIGKILL, "")
    else:
        assert (process.returncode, errors) == (130, "audio-shim: stopped\n")
