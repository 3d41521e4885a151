"""The C stack of the threads that run scripts: one budget for a thread, over all its realms and nested entries.

The engine refuses to go below an address, so every runtime of a thread gets the same one. Below it there is room for
the host operation that script called last, and for what that compiles.
"""

from __future__ import annotations

import ctypes
import sys
import threading
from contextlib import suppress

SCRIPT_STACK = 18 * 1024 * 1024
"""Bytes of C stack for scripts, where the thread's stack can have as much: as many nested calls as in Chromium."""
RESERVE = 1536 * 1024
"""Bytes of C stack below the scripts', for host operations."""
_WANTED = SCRIPT_STACK + 8 * 1024 * 1024
_LEAST = 256 * 1024
_ATTRIBUTES_SIZE = 256
"""Bytes, more than any platform's pthread_attr_t takes."""


def _grow_main_stack() -> None:
    """Lets the main thread's stack grow further than the usual 8 MB, if the system does that for a running process:
    Linux does, and has addresses free for it. Processes that are started from here inherit the limit.

    Python 3.14 and later look at the address of the stack themselves, with the limit as it was when they started."""
    if sys.platform != "linux" or sys.version_info >= (3, 14):
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_STACK)
    if soft == resource.RLIM_INFINITY or soft >= _WANTED:
        return
    wanted = _WANTED if hard == resource.RLIM_INFINITY else min(_WANTED, hard)
    with suppress(OSError, ValueError):
        resource.setrlimit(resource.RLIMIT_STACK, (wanted, hard))


def _bounds() -> tuple[int, int] | None:
    """The lowest address of this thread's stack and its size in bytes; None where the system does not tell."""
    if sys.platform not in ("linux", "darwin"):
        return None
    library = ctypes.CDLL(None)
    library.pthread_self.restype = ctypes.c_void_p
    thread = ctypes.c_void_p(library.pthread_self())
    size = ctypes.c_size_t()
    if sys.platform == "darwin":
        library.pthread_get_stackaddr_np.restype = ctypes.c_void_p
        library.pthread_get_stacksize_np.restype = ctypes.c_size_t
        size.value = library.pthread_get_stacksize_np(thread)
        return library.pthread_get_stackaddr_np(thread) - size.value, size.value
    attributes = ctypes.create_string_buffer(_ATTRIBUTES_SIZE)
    lowest = ctypes.c_void_p()
    if library.pthread_getattr_np(thread, attributes) != 0:
        return None
    library.pthread_attr_getstack(attributes, ctypes.byref(lowest), ctypes.byref(size))
    library.pthread_attr_destroy(attributes)
    return lowest.value or 0, size.value


def lowest_address(pointer: int) -> int:
    """The address below which scripts of this thread may not go, from where its stack pointer is now. Raises
    `RuntimeError` when the thread's stack is too small for any."""
    if threading.current_thread() is threading.main_thread():
        _grow_main_stack()
    found = _bounds()
    if found is None:  # AD-HOC: as much as the smallest stacks of main threads have
        return pointer - _LEAST
    lowest, size = found
    limit = max(lowest + RESERVE, lowest + size - SCRIPT_STACK)
    if pointer - limit < _LEAST:
        raise RuntimeError(
            f"this thread's stack of {size // 1024} KB is too small for scripts; start the thread after"
            " threading.stack_size(16 * 1024 * 1024)"
        )
    return limit
