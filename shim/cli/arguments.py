"""Shared parts of the commands of `audio-shim`: parsing arguments, and saying in one line what goes wrong."""

from __future__ import annotations

import argparse
import os
import sys
from importlib import import_module
from pathlib import Path
from typing import Any, NoReturn

from shim.plain_text import visible


class BadArgument(Exception):
    """The message says which argument it is, and what it should be."""


class Parser(argparse.ArgumentParser):
    """Arguments of a command. Those that a module declares, in its function `declare`, are declared when some are
    parsed: what other commands need is not imported. Raises `BadArgument`."""

    def __init__(self, *, module: str = "", **options: Any) -> None:
        super().__init__(**options, allow_abbrev=False, formatter_class=argparse.RawDescriptionHelpFormatter)
        self._module = module

    def parse_known_args(self, args: Any = None, namespace: Any = None) -> tuple[Any, list[str]]:
        if self._module:
            import_module(self._module, __package__).declare(self)
        return super().parse_known_args(args, namespace)

    def error(self, message: str) -> NoReturn:
        raise BadArgument(f"{message} (see {self.prog} --help)")


def declare_policy(parser: argparse.ArgumentParser) -> None:
    """The option `--policy`."""
    from shim.session.policy import NAMES  # OPTIMIZATION: not for the commands without it

    parser.add_argument(
        "--policy",
        metavar="NAME|FILE",
        default="spec",
        help=f"how devices arbitrate: {', '.join(NAMES)}, or a TOML file with a policy (default: %(default)s)",
    )


def check_writable(option: str, path: Path) -> None:
    """Makes the folder of a file that an option names. Leaves no file behind that was not there. Raises
    `BadArgument`."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        is_new = not path.exists()
        with path.open("ab"):
            pass
        if is_new:
            path.unlink()
    except OSError as error:
        raise BadArgument(f"{option}: {path} cannot be written: {error.strerror}") from None


def drop_output() -> None:
    """Sends all further output nowhere, and what was printed and could not be written."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def complain(message: str) -> None:
    """Writes one line to stderr, whatever is in the message."""
    sys.stderr.write("audio-shim: " + visible(" ".join(message.split())) + "\n")
