"""Files that a test chooses in an `<input type=file>`."""

from __future__ import annotations

import base64
import mimetypes
from collections.abc import Mapping, Sequence
from os import PathLike, fspath
from pathlib import Path
from typing import Any

OneFile = str | PathLike[str] | Mapping[str, Any]
Files = OneFile | Sequence[OneFile]


def encoded_files(files: Files) -> list[dict[str, object]]:
    """The files as js/locators/acting.js takes them. Raises `TypeError` for what is not one, OSError for one that
    cannot be read."""
    several = [files] if isinstance(files, str | PathLike | Mapping) else files
    return [_encoded(one) for one in several]


def _encoded(file: Any) -> dict[str, object]:
    if isinstance(file, str | PathLike):
        path = Path(fspath(file))
        type_, _ = mimetypes.guess_type(path.name)
        modified = path.stat().st_mtime_ns // 1_000_000
        return {"name": path.name, "type": type_ or "", "modified": modified, "data": _base64(path.read_bytes())}
    keys = set(file) if isinstance(file, Mapping) else set[str]()
    if not {"name", "buffer"} <= keys <= {"name", "mimeType", "buffer"}:
        raise TypeError(f"a file is a path, or a dict with 'name', 'mimeType' and 'buffer', not {file!r}")
    if not isinstance(file["buffer"], bytes | bytearray):
        raise TypeError(f"the 'buffer' of a file is bytes, not {type(file['buffer']).__name__}")
    return {"name": str(file["name"]), "type": str(file.get("mimeType", "")), "data": _base64(file["buffer"])}


def _base64(data: bytes | bytearray) -> str:
    return base64.b64encode(data).decode()
