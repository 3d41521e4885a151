"""What the commands of `audio-shim` share: their arguments are parsed, and what goes wrong is said, in one line."""

from __future__ import annotations

import argparse
import sys
from importlib import import_module
from typing import Any, NoReturn


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
        raise BadArgument(message)


def complain(message: str) -> None:
    """Writes one line to stderr, whatever is in the message."""
    sys.stderr.write("audio-shim: " + " ".join(message.split()) + "\n")
