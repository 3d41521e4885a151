"""Threads of this process."""

from pathlib import Path

_TASKS = Path("/proc/self/task")


def running_threads() -> set[str]:
    """The system's numbers of the threads that run; none where it has no list of them, as on macOS."""
    try:
        return {task.name for task in _TASKS.iterdir()}
    except OSError:
        return set()
