"""Host operations of a track's constraints. https://w3c.github.io/mediacapture-main/#constrainable-interface"""

from __future__ import annotations

import json

from shim.engine.realm import from_json, operation
from shim.media.streams.streams import Streams

from .constraints import capabilities_of, select_settings
from .devices import InputDevice


class ConstraintOperations:
    """The capabilities and settings of tracks that come from a device; `origin` is the document's."""

    def __init__(self, streams: Streams, origin: str) -> None:
        self._streams = streams
        self._origin = origin

    @operation
    def track_capabilities(self, number: int) -> str:
        device = self._streams.track(number).origin
        return json.dumps(capabilities_of(device, self._origin) if isinstance(device, InputDevice) else {})

    @operation
    def constrain_track(self, number: int, constraints: str) -> str:
        """The name of the constraint that cannot be met, or nothing: then the track has new settings."""
        track = self._streams.track(number)
        if not isinstance(track.origin, InputDevice):
            return ""
        chosen = select_settings([track.origin], from_json(constraints, dict[str, object]), self._origin)
        if isinstance(chosen, str):
            return chosen
        track.settings = chosen.settings
        return ""
