"""Writes the JSON schemas of the package, of the types that the code has: `shim/schemas/*.json`.

With `--check` nothing is written, and the exit status is 1 if one of them is out of date. tests/cli does that.
"""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any

import msgspec

import shim
from shim.cli.diff_json import DiffItem
from shim.cli.run_json import RunItem
from shim.scenario.events import KINDS

FOLDER = Path(shim.__file__).parent / "schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_ONLY_TRUE = ("phone_call", "alarm", "assistant")
"""Keys of scenarios whose only value is `true`."""


def run() -> dict[str, Any]:
    """The schema of what `audio-shim run --json` prints: one run, or with several scenarios a list of them."""
    (item,), parts = msgspec.json.schema_components([RunItem], ref_template="#/$defs/{name}")
    _close(parts)
    return {
        "$schema": DIALECT,
        "title": "What audio-shim run --json prints",
        "description": "One run, or with several scenarios a list of them.",
        "anyOf": [item, {"type": "array", "items": item, "minItems": 2}],
        "$defs": parts,
    }


def diff() -> dict[str, Any]:
    """The schema of what `audio-shim diff --json` prints."""
    (item,), parts = msgspec.json.schema_components([DiffItem], ref_template="#/$defs/{name}")
    _close(parts)
    return {"$schema": DIALECT, "title": "What audio-shim diff --json prints", **item, "$defs": parts}


def scenario() -> dict[str, Any]:
    """The schema of a scenario in TOML."""
    events, parts = msgspec.json.schema_components(list(KINDS.values()), ref_template="#/$defs/{name}")
    for part in parts.values():
        _without_null(part)
    parts["Expectation"]["minProperties"] = 1
    for key in _ONLY_TRUE:
        parts[KINDS[key].__name__]["properties"][key] = {"const": True}
    return {
        "$schema": DIALECT,
        "title": "A scenario of audio-shim run",
        "description": "What happens on the device, and what the user does, while a page runs.",
        "type": "object",
        "properties": {"events": {"type": "array", "items": {"oneOf": list(events)}, "minItems": 1}},
        "required": ["events"],
        "additionalProperties": False,
        "$defs": parts,
    }


def _close(parts: dict[str, Any]) -> None:
    """Lets objects have no other members than they are said to have."""
    for part in parts.values():
        part["additionalProperties"] = False


def _without_null(part: dict[str, Any]) -> None:
    """A key that can be left out cannot be null: TOML has none."""
    for name, value in part["properties"].items():
        options = [option for option in value.get("anyOf", []) if option != {"type": "null"}]
        if options:
            part["properties"][name] = options[0] if len(options) == 1 else {"anyOf": options}


def texts() -> dict[Path, str]:
    """The files, with what is to be in them."""
    schemas = {"diff": diff(), "run": run(), "scenario": scenario()}
    return {FOLDER / f"{name}.json": json.dumps(schema, indent=2) + "\n" for name, schema in schemas.items()}


def main() -> int:
    """Writes or checks them; the exit status."""
    stale = [path for path, text in texts().items() if not path.is_file() or path.read_text(encoding="utf-8") != text]
    if "--check" in sys.argv[1:]:
        for path in stale:
            print(f"{path} is out of date: run scripts/write_schemas.py")
        return bool(stale)
    FOLDER.mkdir(exist_ok=True)
    for path, text in texts().items():
        path.write_text(text, encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
