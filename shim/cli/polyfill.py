"""The command `audio-shim polyfill`: writes the polyfill for other people's pages."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

from shim.files import write_file
from shim.polyfill.bundle import NoMinifierError, bundle, types

from .arguments import BadArgument


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `polyfill`."""
    parser.description = (
        "Writes navigator.audioSession as a script for any page: docs/polyfill.md says how to use it.\n\n"
        "Exit status: 0; 2 for bad arguments, or when it cannot write."
    )
    parser.set_defaults(command=polyfill)
    parser.add_argument(
        "--out",
        type=Path,
        metavar="FILE",
        help="write it there, and beside it its source map (FILE.map) and its types (.d.ts, or .d.mts for .mjs); "
        "without it the script is printed",
    )
    parser.add_argument("--minify", action="store_true", help="without what only people need")
    parser.add_argument(
        "--module",
        action="store_true",
        help="an ES module that exports install(), not a script that installs by itself",
    )


def polyfill(*, out: Path | None, minify: bool, module: bool) -> int:
    """Writes the script; the exit status. Raises `BadArgument`."""
    try:
        made = bundle(module=module, minified=minify)
    except NoMinifierError as error:
        raise BadArgument(f"--minify: {error}") from None
    if out is None:
        sys.stdout.write(made.script)
        return 0
    if not out.suffix:
        raise BadArgument(f"--out takes the name of a script, such as {out}.js, not {out}")
    map_file = out.with_name(f"{out.name}.map")
    declarations = out.with_suffix(".d.mts" if out.suffix == ".mjs" else ".d.ts")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        write_file(out, f"{made.script}//# sourceMappingURL={map_file.name}\n")
        write_file(map_file, made.source_map(out.name))
        write_file(declarations, types())
    except OSError as error:
        raise BadArgument(f"cannot write {out}: {error.strerror}") from None
    return 0
