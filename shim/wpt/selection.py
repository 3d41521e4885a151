"""The tests that are run of those that were found: by name, and by share."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from .expectations import matches
from .manifest import NoTests, Test


def read_include_file(file: Path) -> list[str]:
    """The patterns in a file, one a line; `#` begins a comment line. Raises `NoTests`."""
    try:
        lines = [line.strip() for line in file.read_text(encoding="utf-8").splitlines()]
    except OSError as error:
        raise NoTests(f"{file} cannot be read: {error.strerror}") from None
    except UnicodeDecodeError as error:
        raise NoTests(f"{file} is not UTF-8: {error}") from None
    patterns = [line for line in lines if line and not line.startswith("#")]
    if not patterns:
        raise NoTests(f"{file} names no tests: write one a line, as results name them (/dom/nodes/a.html)")
    return patterns


def select(
    tests: Sequence[Test],
    *,
    include: Sequence[str] | None = None,
    exclude: Sequence[str] = (),
    shard: tuple[int, int] = (1, 1),
) -> list[Test]:
    """The tests that a pattern of `include` names (None: all), none of `exclude` does, and that are share N of M
    (`shard`), each M-th of what is left. A pattern is a test's name, with or without its variant, or a folder's; `*`
    in it stands for anything. Raises `NoTests` when nothing is left, and for a pattern that names no test."""
    included = _Patterns(include) if include is not None else None
    excluded = _Patterns(exclude)
    # Each pattern is tried, so that one that names nothing is noticed.
    chosen = [test for test in tests if (included is None or included.name(test.id)) and not excluded.name(test.id)]
    for pattern in [*(included.unused() if included is not None else ()), *excluded.unused()]:
        raise NoTests(f"{pattern} names no test that was found; names begin with /, as in /dom/nodes/a.html")
    number, count = shard
    chosen = chosen[number - 1 :: count]
    if not chosen:
        raise NoTests(f"none of the {len(tests)} tests that were found is left to run")
    return chosen


class _Patterns:
    """Patterns, and which of them have named a test."""

    def __init__(self, patterns: Sequence[str]) -> None:
        # OPTIMIZATION: a file may have thousands of names; only what has a `*` is compared with each test.
        self._plain = {pattern.rstrip("/"): pattern for pattern in patterns if "*" not in pattern}
        self._globs = [pattern for pattern in patterns if "*" in pattern]
        self._used: set[str] = set()

    def name(self, test: str) -> bool:
        """True when one of them names the test."""
        file = test.partition("?")[0].partition("#")[0]
        names = [test, file, *_folders(file)]
        used = [self._plain[name] for name in names if name in self._plain]
        used += [pattern for pattern in self._globs if matches(pattern, test) or matches(pattern, file)]
        self._used.update(used)
        return bool(used)

    def unused(self) -> list[str]:
        """The patterns that have matched no test."""
        return [pattern for pattern in [*self._plain.values(), *self._globs] if pattern not in self._used]


def _folders(file: str) -> list[str]:
    """The folders around a file, up to the root, whose name is empty without its slash."""
    parts = file.split("/")
    return ["/".join(parts[:count]) for count in range(1, len(parts))]
