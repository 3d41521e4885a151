"""Results of a runner that are kept in a file, so that a comparison goes on where it ended."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import msgspec

from .runners import Results


def kept(folder: Path | None, name: str, run: Callable[[], Results]) -> Results:
    """Results from the file `name` of a folder, or, when it is not there, of a run, which are then written to it. No
    folder: always of a run."""
    if folder is None:
        return run()
    file = folder / f"{name.replace('/', '_')}.json"
    if file.exists():
        return msgspec.json.decode(file.read_bytes(), type=Results)
    results = run()
    folder.mkdir(parents=True, exist_ok=True)
    file.write_bytes(msgspec.json.encode(results))
    return results
