"""The command `audio-shim polyfill`: writes the polyfill for other people's pages."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import Annotated

import typer

from .polyfill_bundle import bundle, types


def polyfill(
    out: Annotated[
        Path | None,
        typer.Option(
            metavar="FILE",
            dir_okay=False,
            help="Write it there, and beside it its source map (FILE.map) and its types (.d.ts, or .d.mts for .mjs). "
            "Without it the script is printed.",
        ),
    ] = None,
    minify: Annotated[bool, typer.Option("--minify", help="Without what only people need.")] = False,
    module: Annotated[
        bool,
        typer.Option("--module", help="An ES module that exports install(), not a script that installs by itself."),
    ] = False,
) -> None:
    """Write navigator.audioSession as a script for any page: docs/polyfill.md says how to use it."""
    made = bundle(module=module, minified=minify)
    if out is None:
        sys.stdout.write(made.script)
        return
    if not out.suffix:
        raise typer.BadParameter(f"--out takes the name of a script, such as {out}.js, not {out}")
    map_file = out.with_name(f"{out.name}.map")
    declarations = out.with_suffix(".d.mts" if out.suffix == ".mjs" else ".d.ts")
    try:
        out.parent.mkdir(parents=True, exist_ok=True)
        out.write_text(f"{made.script}//# sourceMappingURL={map_file.name}\n", encoding="utf-8")
        map_file.write_text(made.source_map(out.name), encoding="utf-8")
        declarations.write_text(types(), encoding="utf-8")
    except OSError as error:
        raise typer.BadParameter(f"cannot write {error.filename}: {error.strerror}") from None
