"""Compiled code of `js/platform`, kept for the processes to come: beside Python's own compiled files, and like
them for as long as the sources stay as they are.

OPTIMIZATION: reading and compiling what a first page needs takes several times as long as reading what was compiled.

The engine trusts bytecode: a file counts only when this user owns it and nobody else can write it, and each record has
a checksum. Whatever is wrong with a file, or with the folder, things are compiled as if there were none. Records are
appended whole, so any number of processes may write at a time.
"""

from __future__ import annotations

import hashlib
import os
import struct
import sys
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from functools import cache
from importlib.util import cache_from_source
from pathlib import Path

import _quickjs
import turbohtml._html as minifier

from shim.resources import js_dir

from .operations import numbered_operations

MAX_BYTES = 16 * 1024 * 1024
"""Largest size of one file in bytes; all that there is to compile comes to a fifth of it."""
MAX_FILES = 8
"""Processes that import modules in another order number operations otherwise, and have a file of their own."""
_HEAD = struct.Struct("<IIH")  # checksum of the rest, length of the value, length of the key
_STEM = "platform-"
_WRITABLE_BY_OTHERS = 0o022


class DiskCache:
    """Values by key, in one file. Never raises for what is on the disk."""

    def __init__(self, file: Path) -> None:
        self._file = file
        self._descriptor: int | None = None
        self._size = 0
        self._records: dict[bytes, bytes] = {}
        with suppress(OSError):
            self._open()

    def _open(self) -> None:
        flags = os.O_RDONLY if sys.dont_write_bytecode else os.O_RDWR | os.O_CREAT | os.O_APPEND
        for _ in range(2):
            descriptor = os.open(self._file, flags | os.O_CLOEXEC | os.O_NOFOLLOW, 0o600)
            if self._read(descriptor):
                break
            os.close(descriptor)
            self._records.clear()
            self._file.unlink()
        else:
            return
        if sys.dont_write_bytecode:
            os.close(descriptor)
            return
        self._descriptor = descriptor
        if not self._size:
            _remove_old(self._file)

    def _read(self, descriptor: int) -> bool:
        """Reads all records; False when the file is not to be trusted. A record that goes beyond the file's end is just
        being written."""
        status = os.fstat(descriptor)
        if status.st_uid != os.geteuid() or status.st_mode & _WRITABLE_BY_OTHERS or status.st_size > 2 * MAX_BYTES:
            return False
        data = os.pread(descriptor, status.st_size, 0)
        self._size = len(data)
        view, at = memoryview(data), 0
        while len(data) - at >= _HEAD.size:
            checksum, value_length, key_length = _HEAD.unpack_from(data, at)
            start = at + _HEAD.size
            end = start + key_length + value_length
            if end > len(data):
                break
            if zlib.crc32(view[start:end], value_length) != checksum:
                return False
            self._records[data[start : start + key_length]] = data[start + key_length : end]
            at = end
        return True

    def get(self, key: str) -> bytes | None:
        """The value that was put under the key, by this process or an earlier one."""
        return self._records.get(key.encode())

    def put(self, key: str, value: bytes) -> None:
        """Keeps a value for the processes to come."""
        name = key.encode()
        if self._descriptor is None or name in self._records:
            return
        rest = name + value
        record = _HEAD.pack(zlib.crc32(rest, len(value)), len(value), len(name)) + rest
        if self._size + len(record) > MAX_BYTES:
            return
        try:
            is_whole = os.write(self._descriptor, record) == len(record)
        except OSError:
            is_whole = False
        if not is_whole:
            os.close(self._descriptor)
            self._descriptor = None
            return
        self._size += len(record)
        self._records[name] = value


@cache
def disk_cache() -> DiskCache:
    """The one of this process, for the platform's sources, this package, the engine and the numbers of operations."""
    name = f"{_STEM}{sys.implementation.cache_tag}-{_signature()}.bin"
    return DiskCache(Path(cache_from_source(__file__)).with_name(name))


def _signature() -> str:
    here = Path(__file__).parent
    files = (*_stamps(here, ".py"), *_stamps(js_dir() / "platform", ".js"))
    used = [_stamp(Path(module.__file__).stat()) for module in (_quickjs, minifier) if module.__file__]
    return hashlib.sha256(repr((files, used, numbered_operations())).encode()).hexdigest()[:24]


def _stamps(folder: str | Path, ending: str) -> Iterator[tuple[str, int, int]]:
    """Name, size and time of the files in a folder, as Python tells whether a source has changed."""
    with os.scandir(folder) as entries:
        for entry in sorted(entries, key=lambda entry: entry.name):
            if entry.name.endswith(ending):
                yield (entry.path, *_stamp(entry.stat()))
            elif entry.is_dir():
                yield from _stamps(entry.path, ending)


def _stamp(status: os.stat_result) -> tuple[int, int]:
    return status.st_size, status.st_mtime_ns


def _remove_old(file: Path) -> None:
    """Leaves the newest files that are of this kind."""
    others: Iterable[Path] = file.parent.glob(f"{_STEM}*.bin")
    for other in sorted(others, key=lambda other: other.stat().st_mtime_ns, reverse=True)[MAX_FILES:]:
        other.unlink(missing_ok=True)
