"""The command `audio-shim serve`."""

from __future__ import annotations

import signal
from typing import Annotated

import typer

from ..session.policy import NAMES as POLICIES

DEFAULT_PORT = 8470


def serve(
    host: Annotated[str, typer.Option(help="The address to listen on.")] = "127.0.0.1",
    port: Annotated[int, typer.Option(min=0, max=65535, help="0 for a free one.")] = DEFAULT_PORT,
    policy: Annotated[
        str,
        typer.Option(
            metavar="NAME|FILE", help=f"How devices arbitrate: {', '.join(POLICIES)}, or a TOML file with a policy."
        ),
    ] = "spec",
    token: Annotated[
        str | None, typer.Option(help="What pages must know; without it a new one each time.", show_default=False)
    ] = None,
    allow_origin: Annotated[
        list[str] | None,
        typer.Option(
            metavar="ORIGIN",
            help="Whose pages may connect beside those of this machine, such as https://app.example, or * for all; "
            "may be repeated.",
        ),
    ] = None,
) -> None:
    """Give pages in any browser navigator.audioSession on devices of this process, until it is interrupted.

    Exit status: 0; 2 for bad arguments, or when it cannot listen.
    """
    import asyncio  # OPTIMIZATION: other commands need none of it

    try:
        asyncio.run(_serve(host, port, policy, token, allow_origin or []))
    except ValueError as error:
        raise typer.BadParameter(str(error)) from None
    except OSError as error:
        raise typer.BadParameter(f"cannot listen on {host}, port {port}: {error.strerror}") from None


async def _serve(host: str, port: int, policy: str, token: str | None, allow_origins: list[str]) -> None:
    import asyncio

    from .server import Server

    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(number, stop.set)
    async with Server(host=host, port=port, policy=policy, token=token, allow_origins=allow_origins) as server:
        typer.echo(f"audio sessions are served on {server.url}, policy {server.device().policy.name}")
        typer.echo(f"dashboard: {server.dashboard_url}")
        typer.echo(f'in a page, first of all scripts:  <script src="{server.script_url()}"></script>')
        await stop.wait()
        typer.echo("stopping")
