"""Hostile pages and snippets run in a process of their own, which they may well end.

Pages run in processes that are forked from one that has imported the package and opened a page: that is most of what
a process takes that does it anew.
"""

from __future__ import annotations

import json
import os
import signal
import socket
import subprocess
import sys
import tempfile
import textwrap
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from pathlib import Path

SECONDS = 60.0
_PAGE = """
import asyncio, sys
from shim import Browser

async def main():
    async with Browser({options}) as browser:
        page = await browser.new_page()
        page.on("console", lambda message: print("console:", message.text))
        page.on("pageerror", lambda error: print("error:", error.message))
        await page.set_content(sys.stdin.read(), url="https://page.example/")
        await page.wait_until_idle(timeout=20)
        print("answer:", await page.evaluate(sys.argv[1]))

asyncio.run(main())
"""

# Each request is answered by the number of a new process, and, when that has ended, by its status. The new process
# leaves the loop, so that it ends as any other does.
_FORKING = """
import asyncio, json, os, signal, socket, sys
import shim.cli.command, shim.cli.page_process, shim.isolated.agent.serve

shim.isolated.agent.serve.prepare()

server = socket.socket(fileno=int(sys.argv[1]))
while True:
    request, fds, _, _ = socket.recv_fds(server, 1 << 22, 3)
    if not request:
        sys.exit()
    pid = os.fork()
    if pid == 0:
        break
    for fd in fds:
        os.close(fd)
    server.send(str(pid).encode())
    server.send(str(os.waitstatus_to_exitcode(os.waitpid(pid, 0)[1])).encode())
server.close()
for number, fd in enumerate(fds):
    os.dup2(fd, number)
    os.close(fd)
source, sys.argv, folder, environment = json.loads(request)
os.chdir(folder)
os.environ.clear()
os.environ.update(environment)
exec(compile(source, "<string>", "exec"), {"__name__": "__main__"})
"""


@cache
def _forking() -> tuple[socket.socket, subprocess.Popen[bytes]]:
    """A conversation with the process that forks, and that process; it ends with this one."""
    own, its = socket.socketpair(socket.AF_UNIX, socket.SOCK_SEQPACKET)
    own.setsockopt(socket.SOL_SOCKET, socket.SO_SNDBUF, 1 << 22)
    command = [sys.executable, "-X", "faulthandler", "-c", _FORKING, str(its.fileno())]
    process = subprocess.Popen(command, pass_fds=[its.fileno()], stdin=subprocess.DEVNULL)
    its.close()
    return own, process


@dataclass(frozen=True, slots=True)
class Outcome:
    """Result of a process: its status and its output. `status` is negative for a signal, None when it was killed for
    taking too long."""

    status: int | None
    out: str
    err: str

    @property
    def lines(self) -> list[str]:
        return self.out.splitlines()

    @property
    def console(self) -> list[str]:
        """The messages that a page wrote on its console."""
        return [line.removeprefix("console: ") for line in self.lines if line.startswith("console: ")]

    @property
    def answer(self) -> str | None:
        """The value of the expression that a page was asked for at the end."""
        found = [line.removeprefix("answer: ") for line in self.lines if line.startswith("answer: ")]
        return found[0] if found else None

    @property
    def errors(self) -> list[str]:
        """A page's uncaught errors."""
        return [line.removeprefix("error: ") for line in self.lines if line.startswith("error: ")]


def run_python(source: str, *arguments: str, stdin: str = "", seconds: float = SECONDS) -> Outcome:
    """Runs a Python snippet in a process of its own."""
    command = [sys.executable, "-X", "faulthandler", "-c", textwrap.dedent(source), *arguments]
    try:
        done = subprocess.run(command, input=stdin, capture_output=True, text=True, timeout=seconds, check=False)
    except subprocess.TimeoutExpired as late:
        out, err = (part.decode() if isinstance(part, bytes) else part or "" for part in (late.stdout, late.stderr))
        return Outcome(None, out, err)
    return Outcome(done.returncode, done.stdout, done.stderr)


def fork_python(
    source: str,
    *arguments: str,
    stdin: str = "",
    seconds: float = SECONDS,
    cwd: Path | None = None,
    environment: dict[str, str] | None = None,
) -> Outcome:
    """The same as `run_python` in a process that has the package, and has had a page, already. `cwd`, `environment`:
    this process's unless they are given."""
    forking, _ = _forking()
    with tempfile.TemporaryFile() as given, tempfile.TemporaryFile() as out, tempfile.TemporaryFile() as err:
        given.write(stdin.encode())
        given.seek(0)
        surroundings = str(cwd or Path.cwd()), dict(os.environ if environment is None else environment)
        request = json.dumps([textwrap.dedent(source), ["-c", *arguments], *surroundings]).encode()
        socket.send_fds(forking, [request], [given.fileno(), out.fileno(), err.fileno()])
        forking.settimeout(SECONDS)
        pid = int(forking.recv(64))
        forking.settimeout(seconds)
        status: int | None
        try:
            status = int(forking.recv(64))
        except TimeoutError:
            with suppress(ProcessLookupError):
                os.kill(pid, signal.SIGKILL)
            forking.settimeout(SECONDS)
            forking.recv(64)
            status = None
        out.seek(0)
        err.seek(0)
        return Outcome(status, out.read().decode(errors="replace"), err.read().decode(errors="replace"))


def run_page(
    script: str, *, ask: str = "1 + 1", body: str = "<p>x</p>", options: str = "", seconds: float = SECONDS
) -> Outcome:
    """Loads a page with this script in a process of its own, and asserts that the process outlives it: it ends well,
    without a word of its own, and the page still answers what it is asked. `options`: of the `Browser`."""
    html = f"<!doctype html><body>{body}<script>{script}</script>"
    outcome = fork_python(_PAGE.replace("{options}", options), ask, stdin=html, seconds=seconds)
    assert (outcome.status, outcome.err) == (0, ""), outcome
    assert outcome.answer is not None, outcome
    return outcome
