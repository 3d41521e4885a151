"""Permissions that the user of a browser gives its pages. https://w3c.github.io/permissions/"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import get_args

from shim.types import Permission, PermissionState

STATES = get_args(PermissionState)
DEFAULTS = {"microphone": "granted", "camera": "granted"}
"""The devices are fakes and a test mostly wants the way that leads somewhere; everything else has to be asked for."""
NAMES = frozenset(get_args(Permission))


class Permissions:
    """The state of each permission, per origin: granted, denied, or prompt.

    Under `prompt` a page's request waits, as it does while a real user looks at the question, until the state is set to
    another. `defaults` holds for origins that nothing was set for.
    """

    def __init__(self, defaults: Mapping[str, str] | None = None) -> None:
        self._defaults = DEFAULTS | dict(defaults or {})
        for name, state in self._defaults.items():
            _check(name, state)
        self._set: dict[tuple[str, str | None], str] = {}
        self.listeners: set[Callable[[str], None]] = set()
        """Called with the name of a permission that was changed."""

    def state(self, name: str, origin: str) -> str:
        """The state for one origin, `null` for an opaque one; raises `ValueError` for an unknown name."""
        _check(name, "prompt")
        for key in ((name, origin), (name, None)):
            if key in self._set:
                return self._set[key]
        return self._defaults.get(name, "prompt")

    def set(self, names: Iterable[str], state: str, origin: str | None = None) -> None:
        """Sets permissions for one origin, or for all of them. Pages see a `change` event; what was captured under a
        permission that is no longer granted ends. Raises `ValueError` for an unknown name or state."""
        names = _listed(names)
        for name in names:
            _check(name, state)
        for name in names:
            if origin is None:
                self._set = {key: kept for key, kept in self._set.items() if key[0] != name}
            self._set[name, origin] = state
            self._changed(name)

    def clear(self) -> None:
        """Back to what the browser was made with."""
        names = {name for name, _ in self._set}
        self._set.clear()
        for name in names:
            self._changed(name)

    def _changed(self, name: str) -> None:
        for listener in list(self.listeners):
            listener(name)


def _listed(names: Iterable[str]) -> list[str]:
    return [names] if isinstance(names, str) else list(names)


def _check(name: str, state: str) -> None:
    if name not in NAMES:
        raise ValueError(f"there is no permission {name!r}; there are: {', '.join(sorted(NAMES))}")
    if state not in STATES:
        raise ValueError(f"{state!r} is not a state of a permission; it can be {', '.join(STATES)}")
