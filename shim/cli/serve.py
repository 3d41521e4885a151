"""The command `audio-shim serve`."""

from __future__ import annotations

import argparse
import asyncio
import os
import signal
import sys
from contextlib import suppress

from shim.server.server import Server

from .arguments import BadArgument, complain, declare_policy, drop_output

try:
    import resource
except ImportError:  # there is none on Windows
    resource = None  # type: ignore[assignment]

DEFAULT_PORT = 8470


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `serve`."""
    parser.description = (
        "Gives pages in any browser navigator.audioSession on devices of this process, until it is interrupted.\n\n"
        "Exit status: 0; 2 for bad arguments, or when it cannot listen."
    )
    parser.set_defaults(command=serve)
    add = parser.add_argument
    add("--host", default="127.0.0.1", help="the address to listen on (default: %(default)s)")
    add("--port", type=int, default=DEFAULT_PORT, help="0 for a free one (default: %(default)s)")
    declare_policy(parser)
    add("--token", help="what pages must know; without it a new one each time")
    add(
        "--allow-origin",
        action="append",
        default=[],
        metavar="ORIGIN",
        help="whose pages may connect beside those of this machine, such as https://app.example, or * for all; may be "
        "repeated",
    )


def serve(*, host: str, port: int, policy: str, token: str | None, allow_origin: list[str]) -> int:
    """Serves until it is interrupted; the exit status. Raises `BadArgument`."""
    _allow_many_connections()
    try:
        asyncio.run(_serve(host, port, policy, token, allow_origin))
    except ValueError as error:
        raise BadArgument(str(error)) from None
    return 0


def _allow_many_connections() -> None:
    """As many descriptors as the system lets this process have: each document takes one."""
    if resource is not None:
        _, most = resource.getrlimit(resource.RLIMIT_NOFILE)
        with suppress(ValueError, OSError):  # macOS has a limit of its own below that
            resource.setrlimit(resource.RLIMIT_NOFILE, (most, most))


async def _serve(host: str, port: int, policy: str, token: str | None, allow_origins: list[str]) -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    server = Server(host=host, port=port, policy=policy, token=token, allow_origins=allow_origins)
    try:
        await server.start()
    except OSError as error:
        # asyncio adds the address to the system's words; a name that is not found has its number below zero.
        code = error.errno or 0
        why = os.strerror(code) if code > 0 else error.strerror
        raise BadArgument(f"cannot listen on {host}, port {port}: {why}") from None
    try:
        _say(f"audio sessions are served on {server.url}, policy {server.device().policy.name}")
        _say(f"dashboard: {server.dashboard_url}")
        _say(f'in a page, first of all scripts:  <script src="{server.script_url()}"></script>')
        if not server.is_local:
            complain(
                f"warning: {host} is open to other machines, and nothing is encrypted: put a proxy with TLS in front"
            )
        await stop.wait()
        _say("stopping")
    finally:
        await server.close()


def _say(line: str) -> None:
    try:
        sys.stdout.write(line + "\n")
        sys.stdout.flush()
    except BrokenPipeError:
        drop_output()  # who reads it has gone: that is not a reason to stop
