"""The command `audio-shim schema`."""

from __future__ import annotations

import argparse
import sys
from pathlib import Path

import shim

FOLDER = Path(shim.__file__).parent / "schemas"
NAMES = tuple(sorted(path.stem for path in FOLDER.glob("*.json")))


def declare(parser: argparse.ArgumentParser) -> None:
    """The arguments of `schema`."""
    parser.description = (
        "Prints a JSON schema (draft 2020-12): `run` of what `audio-shim run --json` prints, `diff` of what\n"
        "`audio-shim diff --json` prints, `scenario` of the files that --scenario takes, in TOML. Editors and\n"
        "validators read it."
    )
    parser.set_defaults(command=show)
    parser.add_argument("name", choices=NAMES, help=" or ".join(NAMES))


def show(*, name: str) -> int:
    """Prints a schema; the exit status."""
    sys.stdout.write((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    return 0
