"""Files that are written as a whole or not at all."""

from __future__ import annotations

import os
from contextlib import suppress
from os import PathLike, fspath
from pathlib import Path


def write_file(path: str | PathLike[str], content: str | bytes) -> None:
    """Writes a file, text as UTF-8. When that fails, on a full disk for example, what was there before is still there.
    Raises OSError."""
    data = content.encode() if isinstance(content, str) else content
    file = Path(fspath(path))
    if file.exists() and not file.is_file():  # a pipe or a device
        file.write_bytes(data)
        return
    file = file.resolve()
    beside = file.with_name(f".{os.getpid()}-{id(data):x}~")
    try:
        beside.write_bytes(data)
        if file.exists():
            beside.chmod(file.stat().st_mode)
        beside.replace(file)
    except OSError as error:
        # files may be written in a folder in which none can be made
        if not isinstance(error, PermissionError) or not file.exists():
            raise type(error)(error.errno, error.strerror, str(path)) from None
        file.write_bytes(data)
    finally:
        with suppress(OSError):
            beside.unlink()
