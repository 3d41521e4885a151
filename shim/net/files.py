"""Reading what a file: URL names."""

from __future__ import annotations

import asyncio
import os
import stat
from pathlib import Path
from typing import Final

from . import mime
from .errors import Failure, NetworkError, shorten
from .headers import Headers

# OPTIMIZATION: handing a read to a thread costs more than reading a small file.
_SMALL: Final = 256 * 1024


async def read_file(url: str, path: Path, limit: int) -> tuple[bytes, Headers]:
    """The body and the headers a server would have sent; `path` was checked and resolved by `Access.file_path`.

    :raises NetworkError: NOT_FOUND when there is no regular, readable file; TOO_LARGE above `limit` bytes.
    """
    try:
        small = os.stat(path).st_size <= _SMALL  # noqa: PTH116 (one system call; a Path would wrap the same)
        body = _read(url, path, limit) if small else await asyncio.to_thread(_read, url, path, limit)
    except OSError as error:
        reason = error.strerror or type(error).__name__
        raise NetworkError(url, Failure.NOT_FOUND, f"{shorten(url)} cannot be read: {reason}") from None
    content_type = mime.of_file(path.name) or mime.sniff(body)
    return body, Headers([("Content-Type", content_type), ("Content-Length", str(len(body)))])


def _read(url: str, path: Path, limit: int) -> bytes:
    # O_NONBLOCK: opening a FIFO without a writer would hang
    descriptor = os.open(path, os.O_RDONLY | os.O_NONBLOCK | os.O_CLOEXEC | os.O_NOFOLLOW)
    try:
        status = os.fstat(descriptor)
        if not stat.S_ISREG(status.st_mode):
            kind = "a folder; name the file in it" if stat.S_ISDIR(status.st_mode) else "not a regular file"
            raise NetworkError(url, Failure.NOT_FOUND, f"{shorten(url)} is {kind}")
        if status.st_size > limit:
            message = f"{shorten(url)} has {status.st_size} bytes, the limit is {limit}; raise it with max_bytes="
            raise NetworkError(url, Failure.TOO_LARGE, message)
        with open(descriptor, "rb", closefd=False) as file:
            return file.read(status.st_size)
    finally:
        os.close(descriptor)
