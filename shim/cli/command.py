"""The command `audio-shim`: its commands, and how it ends."""

from __future__ import annotations

import gc
import os
import signal
import sys
from collections.abc import Callable
from pathlib import Path

from shim import __version__
from shim.errors import IncompatiblePackageError

from .arguments import BadArgument, Parser, complain, drop_output

_EXIT_NOT_PRINTED = 1
_EXIT_USAGE = 2
_EXIT_CANNOT_RUN = 3
_EXIT_STOPPED = 130


def _parser() -> Parser:
    description = "Runs web pages headlessly, with navigator.audioSession on a simulated device."
    parser = Parser(prog="audio-shim", description=description)
    parser.add_argument("--version", action="version", version=f"audio-session-shim {__version__}")
    commands = parser.add_subparsers(metavar="COMMAND", required=True)
    commands.add_parser("run", module=".run", help="run a page and print what its audio session went through")
    commands.add_parser("serve", module=".serve", help="give pages in any browser navigator.audioSession")
    commands.add_parser("polyfill", module=".polyfill", help="write navigator.audioSession as a script")
    policy = commands.add_parser("policy", help="policies: how devices arbitrate")
    policy.add_subparsers(metavar="COMMAND", required=True).add_parser(
        "show", module=".policy", help="print a whole policy, with the source of each cell"
    )
    commands.add_parser("diff", module=".diff", help="compare what two runs printed with --json")
    commands.add_parser("schema", module=".schema", help="print the JSON schema of --json or of scenarios")
    wpt = commands.add_parser("wpt", help="web platform tests").add_subparsers(metavar="COMMAND", required=True)
    wpt.add_parser("run", module=".wpt", help="run tests and print what they came to")
    return parser


def _open_closed_streams() -> None:
    """Gives the command the streams that it was started without: else the next file that it opens takes their place."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            setattr(sys, name, Path(os.devnull).open("w" if number else "r"))  # noqa: SIM115 - it stays open


def main() -> None:
    """The entry point: one line on stderr for what goes wrong, no traceback."""
    _open_closed_streams()
    signal.signal(signal.SIGTERM, signal.default_int_handler)
    try:
        arguments = vars(_parser().parse_args())
        command: Callable[..., int] = arguments.pop("command")
        status = command(**arguments)
        sys.stdout.flush()
    except BadArgument as error:
        complain(str(error))
        status = _EXIT_USAGE
    except IncompatiblePackageError as error:
        complain(str(error))
        status = _EXIT_CANNOT_RUN
    except ModuleNotFoundError as error:
        if error.name is None or error.name.partition(".")[0] == __package__.partition(".")[0]:
            raise
        complain(f"the package with the module {error.name} is not installed: pip install audio-session-shim")
        status = _EXIT_CANNOT_RUN
    except OSError as error:
        complain(f"the output cannot be written: {error.strerror}")
        drop_output()
        status = _EXIT_NOT_PRINTED
    except KeyboardInterrupt:
        complain("stopped")
        status = _EXIT_STOPPED
    gc.freeze()  # OPTIMIZATION: what is left is not looked through for what could be freed before the process is
    sys.exit(status)
