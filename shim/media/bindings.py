"""Host operations of media elements."""

from __future__ import annotations

from typing import Any

from ..engine.realm import Realm, operation


class MediaOperations:
    """What `js/platform/html` calls for media elements."""

    def __init__(self, realm: Realm, window: Any) -> None:
        self._realm = realm

    @operation
    def media_has_audio(self, id_: int) -> bool:
        return False
