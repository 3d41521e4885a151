"""Host operations of MediaStream and MediaStreamTrack."""

from __future__ import annotations

import json

from shim.engine.realm import Realm, operation

from .streams import Streams, Track, VideoSource


class StreamOperations:
    """Host operations of `js/platform/mediacapture/tracks.js`; `streams` is the browser's."""

    def __init__(self, realm: Realm, streams: Streams) -> None:
        self._realm = realm
        self._streams = streams
        self._own_tracks: set[int] = set()
        self._own_streams: set[int] = set()

    # tracks -----------------------------------------------------------------------------------------------------------

    @operation
    def describe_track(self, number: int) -> str:
        """The document takes the track over: it ends with the document."""
        track = self._streams.track(number)
        self._own_tracks.add(track.number)
        return self._streams.describe(track)

    @operation
    def create_video_track(self, width: int, height: int, frame_rate: float) -> int:
        """A video track without pictures, of a canvas; pixels and Hz."""
        return self._streams.add_track("video", "", VideoSource(int(width), int(height), frame_rate)).number

    @operation
    def clone_track(self, number: int) -> int:
        return self._streams.clone_track(self._streams.track(number)).number

    @operation
    def enable_track(self, number: int, enabled: bool) -> None:
        self._streams.track(number).enabled = enabled

    @operation
    def mute_track(self, number: int, muted: bool) -> None:
        self._streams.track(number).muted = muted

    @operation
    def stop_track(self, number: int) -> None:
        self._streams.end_track(self._streams.track(number))

    @operation
    def release_track(self, number: int) -> None:
        self._own_tracks.discard(int(number))
        self._streams.release_track(number)

    @operation
    def track_settings(self, number: int) -> str:
        return json.dumps(self._streams.track(number).settings)

    # streams ----------------------------------------------------------------------------------------------------------

    @operation
    def create_stream(self, uuid: str) -> int:
        number = self._streams.add_stream(uuid).number
        self._own_streams.add(number)
        return number

    @operation
    def stream_uuid(self, number: int) -> str:
        return self._streams.stream(number).uuid

    @operation
    def release_stream(self, number: int) -> None:
        self._own_streams.discard(int(number))
        self._streams.release_stream(number)

    @operation
    def add_to_stream(self, number: int, track: int) -> None:
        self._streams.stream(number).add(self._streams.track(track))

    @operation
    def remove_from_stream(self, number: int, track: int) -> None:
        self._streams.stream(number).remove(self._streams.track(track))

    # from the host ----------------------------------------------------------------------------------------------------

    def own_tracks(self) -> list[Track]:
        """The live tracks of this document."""
        found = (self._streams.find_track(number) for number in self._own_tracks)
        return [track for track in found if track is not None and not track.ended]

    def end(self, track: Track) -> None:
        """Ends a track as the user agent does, in a task. https://w3c.github.io/mediacapture-main/#track-ended"""
        self._realm.loop.queue_task(lambda: self._realm.call("endTrackById", track.number), self._realm)

    def close(self) -> None:
        for number in self._own_tracks:
            track = self._streams.find_track(number)
            if track is not None:
                self._streams.end_track(track)
                self._streams.release_track(number)
        for number in self._own_streams:
            self._streams.release_stream(number)
