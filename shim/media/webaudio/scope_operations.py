"""Host operations of an AudioWorkletGlobalScope."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

from shim.engine.realm import operation

if TYPE_CHECKING:
    from .worklets import WorkletScope


class ScopeOperations:
    """Host operations of `js/platform/webaudio/worklet-scope.js`."""

    def __init__(self, scope: WorkletScope) -> None:
        self._scope = scope

    @operation
    def worklet_frame(self) -> int:
        """The frame that is rendered next, between quanta."""
        return self._scope.frame

    @operation
    def worklet_registered(self, name: str, descriptors: str) -> None:
        self._scope.register(name, json.loads(descriptors))
