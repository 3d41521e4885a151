"""`audio-shim serve`, as a process of its own."""

import asyncio
import re
import signal
import socket
import sys
from asyncio.subprocess import PIPE, Process

import pytest
from aiohttp import ClientSession

SECONDS_TO_WAIT = 60.0
COMMAND = "import sys; from shim.cli.command import main; sys.argv[0] = 'audio-shim'; main()"


async def start(*arguments: str) -> Process:
    return await asyncio.create_subprocess_exec(
        sys.executable, "-c", COMMAND, "serve", *arguments, stdout=PIPE, stderr=PIPE
    )


async def lines_until(process: Process, pattern: str) -> re.Match[str]:
    assert process.stdout is not None
    async with asyncio.timeout(SECONDS_TO_WAIT):
        while line := (await process.stdout.readline()).decode():
            found = re.search(pattern, line)
            if found:
                return found
    raise AssertionError(f"no line matches {pattern}")


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM])
async def test_it_serves_until_it_is_stopped(number: signal.Signals) -> None:
    process = await start("--port", "0", "--policy", "ios", "--token", "t0ken")
    await lines_until(process, r"^dashboard: http://127.0.0.1:\d+/#[\w-]{20,}$")
    found = await lines_until(process, r'<script src="(http://127.0.0.1:\d+)/audio-session.js\?token=t0ken"></script>')
    async with ClientSession() as http:
        async with http.get(f"{found[1]}/audio-session.js?token=t0ken") as script:
            assert script.status == 200
        socket_ = await http.ws_connect(f"{found[1]}/session?token=t0ken")
        await socket_.send_json({"op": "connect", "version": 1})
        await socket_.receive()
        process.send_signal(number)
        async with asyncio.timeout(SECONDS_TO_WAIT):
            closed = await socket_.receive()
        assert (closed.data, closed.extra) == (1001, "the server stops")
    async with asyncio.timeout(SECONDS_TO_WAIT):
        _, errors = await process.communicate()
    assert (process.returncode, errors) == (0, b"")


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["--policy", "nokia"], "nokia"),
        (["--allow-origin", "a.example"], "'a.example' is not an origin"),
        (["--port", "70000"], "65535"),
        (["--token", ""], "the token is empty"),
    ],
)
async def test_bad_arguments(arguments: list[str], message: str) -> None:
    process = await start(*arguments)
    async with asyncio.timeout(SECONDS_TO_WAIT):
        _, errors = await process.communicate()
    assert process.returncode == 2
    assert message in errors.decode()
    assert errors.count(b"\n") == 1


async def test_a_port_that_is_taken() -> None:
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = taken.getsockname()[1]
        process = await start("--port", str(port))
        async with asyncio.timeout(SECONDS_TO_WAIT):
            _, errors = await process.communicate()
    assert process.returncode == 2
    assert f"cannot listen on 127.0.0.1, port {port}: Address already in use" in errors.decode()


async def test_a_token_of_any_characters_is_quoted_in_the_tag() -> None:
    process = await start("--port", "0", "--token", 'a "b"&c/é')
    found = await lines_until(process, r'<script src="(http://127.0.0.1:\d+)(/[^" ]*)"></script>')
    assert found[2] == "/audio-session.js?token=a%20%22b%22%26c%2F%C3%A9"
    async with ClientSession() as http:
        socket_ = await http.ws_connect(f"{found[1]}/session{found[2].removeprefix('/audio-session.js')}")
        await socket_.send_json({"op": "connect", "version": 1})
        assert (await socket_.receive_json())["op"] == "connected"
    process.terminate()
    async with asyncio.timeout(SECONDS_TO_WAIT):
        await process.communicate()


async def test_an_address_that_others_reach_is_warned_of() -> None:
    process = await start("--port", "0", "--host", "0.0.0.0")
    await lines_until(process, r"^audio sessions are served on http://127.0.0.1:\d+, policy spec$")
    process.terminate()
    async with asyncio.timeout(SECONDS_TO_WAIT):
        _, errors = await process.communicate()
    assert process.returncode == 0
    assert errors.decode().startswith("audio-shim: warning: 0.0.0.0 is open to other machines")


async def test_nobody_reads_what_it_prints() -> None:
    process = await start("--port", "0")
    found = await lines_until(process, r"(http://127.0.0.1:\d+)")
    process._transport.get_pipe_transport(1).close()  # type: ignore[attr-defined]
    async with ClientSession() as http, http.get(f"{found[1]}/audio-session.js") as script:
        assert script.status == 200
    process.terminate()
    async with asyncio.timeout(SECONDS_TO_WAIT):
        assert (await process.wait(), await process.stderr.read()) == (0, b"")  # type: ignore[union-attr]
