"""The command `audio-shim policy`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shim.session.policy import NAMES, PolicyError, packaged_text
from shim.session.policy_text import resolved

from .arguments import BadArgument


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `policy show`."""
    parser.description = (
        "Prints a whole policy as TOML: what it says, what it takes from the one that it extends, and the defaults,\n"
        "each with its source. docs/device.md explains the cells.\n\n"
        "Exit status: 0; 2 when there is no such policy, or it is not one."
    )
    parser.set_defaults(command=show)
    parser.add_argument("policy", metavar="NAME|FILE", help=f"{', '.join(NAMES)}, or a TOML file with a policy")


def show(*, policy: str) -> int:
    """Prints a policy; the exit status. Raises `BadArgument`."""
    path = Path(policy)
    if policy not in NAMES and not path.suffix and not path.exists():
        raise BadArgument(f"there is no policy {policy!r}; there is: {', '.join(NAMES)}, or give a TOML file")
    try:
        whole = resolved(packaged_text(policy) if policy in NAMES else path.read_text(encoding="utf-8"))
    except (OSError, UnicodeError) as error:
        raise BadArgument(f"{path} cannot be read: {error}") from None
    except PolicyError as error:
        raise BadArgument(f"{error} (in {path})") from None
    sys.stdout.write(whole)
    return 0
