"""Checks that scripts of ours use their own references to what the language has (docs/platform.md), in the sources and
in what the compiler makes of them. Prints what does not and exits with 1."""

import sys
from collections.abc import Iterator

from shim.engine.natives import natives
from shim.engine.platform.index import platform
from shim.engine.platform.own_references import OwnReferenceError, leftovers, rewritten
from shim.resources import js_dir

SCRIPTS = ("platform", "polyfill", "locators")


def mistakes() -> Iterator[str]:
    """Mistakes in the references of our scripts, each with its file or its interface."""
    natives()
    for folder in SCRIPTS:
        for path in sorted((js_dir() / folder).rglob("*.js")):
            if path.name == "webidl.js":
                continue
            try:
                rewritten(path.read_text(encoding="utf-8"))
            except OwnReferenceError as error:
                yield f"{path}: {error}"
    index = platform()
    for name in sorted(index.interface_names):
        interface = index.interface(name)
        members = {**interface.members, **{f"static {key}": piece for key, piece in interface.statics.items()}}
        if interface.constructor is not None:
            members["constructor"] = interface.constructor
        for key, piece in members.items():
            for left in leftovers(piece.source):
                yield f"{name}, {key}: {left}"
        for left in leftovers(interface.hooks):
            yield f"{name}, hooks: {left}"


if __name__ == "__main__":
    found = list(mistakes())
    print(*found, sep="\n")
    sys.exit(bool(found))
