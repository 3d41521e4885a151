"""Source of a media element whose `src` is a playlist: segments are fetched ahead of the playback position."""

from __future__ import annotations

import math
from collections.abc import Awaitable, Callable, Coroutine, Iterator, Sequence
from typing import Any, Protocol

from shim.audio.errors import MediaFetchError
from shim.audio.resource import AudioTrackInfo, VideoTrackInfo
from shim.audio.samples import Block
from shim.engine.memory import OutOfMemoryError
from shim.media.mime import can_play_type
from shim.media.services import Cancellable, FetchedMedia
from shim.media.source.buffered import BufferedMedia, BufferedPlayer
from shim.media.source.byte_stream import InvalidSegmentError
from shim.media.source.ranges import TimeRanges, intersect
from shim.media.source.sound import sound_of
from shim.net.url import parse as parse_url

from .playlist import MasterPlaylist, MediaPlaylist, Part, PlaylistError, Segment, Variant, parse
from .rendition import Rendition

AHEAD, BEHIND = 30.0, 30.0
"""Seconds around the playback position that are kept."""
FROM_EDGE = 3
"""Target durations between the end of a live playlist and where playback begins. RFC 8216, 6.3.3"""
_NOTHING = 0.05
"""Seconds of sound after which it does not count that they are there."""
_TRIES = 3
_PAUSE = 1.0
"""Seconds before a fetch that failed is tried again."""


class HlsHost(Protocol):
    """Services of the page: see `MediaElementHost`."""

    def now(self) -> float: ...
    def queue_task(self, task: Callable[[], None]) -> None: ...
    def call_at(self, due: float, callback: Callable[[], None], *, awaited: bool) -> Cancellable: ...
    def spawn(self, work: Coroutine[Any, Any, None]) -> Cancellable: ...
    def hold(self, size: int) -> None: ...
    def fetch(self, url: str, byte_range: tuple[int, int] | None = None) -> Awaitable[FetchedMedia]: ...


class HlsPresentation(BufferedMedia):
    """The playlist `text` of `url`, which has been fetched already.

    FIXME: always the first variant whose codecs can be played; bandwidth is not measured.
    """

    def __init__(self, host: HlsHost, url: str, text: str) -> None:
        self._host = host
        self._url = url
        self._text = text
        self._player: BufferedPlayer | None = None
        self._renditions: list[Rendition] = []
        self._work: Cancellable | None = None
        self._refreshes: dict[Rendition, Cancellable] = {}
        self._headers: dict[Part, bytes] = {}
        self._tries = 0
        self.offsets: dict[int, float] = {}

    # -- what the element asks

    @property
    def audio_tracks(self) -> Sequence[AudioTrackInfo]:
        infos = [track.description.info for each in self._renditions for track in each.frames.tracks.values()]
        return [info for info in infos if isinstance(info, AudioTrackInfo)]

    @property
    def video_tracks(self) -> Sequence[VideoTrackInfo]:
        infos = [track.description.info for each in self._renditions for track in each.frames.tracks.values()]
        return [info for info in infos if isinstance(info, VideoTrackInfo)]

    @property
    def is_live(self) -> bool:
        """True when more segments will come."""
        return not all(each.playlist.is_over for each in self._renditions)

    @property
    def duration(self) -> float:
        if self.is_live:
            return math.inf
        if self.is_ended:
            return max((ranges[-1][1] for each in self._renditions if (ranges := each.ranges)), default=0.0)
        return max((each.end for each in self._renditions), default=0.0)

    @property
    def start(self) -> float:
        main = self._renditions[0]
        edge = main.end - FROM_EDGE * main.playlist.target
        return max(main.start, edge) if self.is_live else 0.0

    @property
    def buffered(self) -> TimeRanges:
        found: TimeRanges = ((0.0, math.inf),) if self._renditions else ()
        for each in self._renditions:
            ranges = each.ranges
            if ranges and self.is_ended:
                ranges = (*ranges[:-1], (ranges[-1][0], self.duration))
            found = intersect(found, ranges)
        return found

    @property
    def seekable(self) -> TimeRanges:
        main = self._renditions[0] if self._renditions else None
        if main is None or not main.playlist.segments:
            return ()
        return ((main.start, main.end),) if self.is_live else ((0.0, self.duration),)

    @property
    def is_ended(self) -> bool:
        return bool(self._renditions) and not self.is_live and all(each.is_loaded for each in self._renditions)

    @property
    def sample_rate(self) -> int:
        tracks = self.audio_tracks
        return tracks[0].sample_rate if tracks else 0

    def video_at(self, position: float) -> VideoTrackInfo | None:
        for each in self._renditions:
            for track in each.frames.tracks.values():
                if not track.is_audio and (frame := track.shown_at(position)) is not None:
                    return frame.track.info if isinstance(frame.track.info, VideoTrackInfo) else None
        return None

    def blocks(self, start: float) -> Iterator[Block]:
        # An audio rendition takes the place of the variant's own sound.
        for each in reversed(self._renditions):
            for track in each.frames.tracks.values():
                if track.is_audio:
                    return sound_of(track, start, self.sample_rate)
        return iter(())

    def attach(self, player: BufferedPlayer) -> bool:
        self._player = player
        self._work = self._host.spawn(self._open())
        return True

    def detach(self) -> None:
        self._player = None
        for handle in (self._work, *self._refreshes.values()):
            if handle is not None:
                handle.cancel()
        self._work = None
        self._refreshes.clear()
        self._renditions = []
        self._host.hold(0)

    def played_on(self) -> None:
        self._load_more()

    # -- loading

    async def _open(self) -> None:
        try:
            playlist = self._parse(self._text, self._url)
            urls = [self._url]
            if isinstance(playlist, MasterPlaylist):
                variant = next((each for each in playlist.variants if _is_playable(each)), None)
                if variant is None:
                    raise PlaylistError("no variant stream has codecs that can be played")
                urls = [variant.url, *([variant.audio] if variant.audio is not None else [])]
                playlists = [await self._fetch_playlist(url) for url in urls]
            else:
                playlists = [playlist]
        except (PlaylistError, MediaFetchError) as error:
            self._fail(str(error))
            return
        for url, each in zip(urls, playlists, strict=True):
            rendition = Rendition(url, self)
            rendition.update(each)
            self._renditions.append(rendition)
            self._refresh_later(rendition, each.target)
        self._work = None
        self._host.queue_task(self._load_more)

    def _parse(self, text: str, url: str) -> MediaPlaylist | MasterPlaylist:
        return parse(text, lambda uri: parse_url(uri, url).href)

    async def _fetch_playlist(self, url: str) -> MediaPlaylist:
        fetched = await self._host.fetch(url)
        playlist = self._parse(fetched.data.decode("utf-8", "replace"), fetched.url or url)
        if isinstance(playlist, MasterPlaylist):
            raise PlaylistError("a master playlist names another one")
        return playlist

    # https://www.rfc-editor.org/rfc/rfc8216#section-6.3.4
    def _refresh_later(self, rendition: Rendition, delay: float) -> None:
        if not rendition.playlist.is_over:
            due = self._host.now() + delay
            self._refreshes[rendition] = self._host.call_at(due, lambda: self._refresh(rendition), awaited=False)

    def _refresh(self, rendition: Rendition) -> None:
        self._refreshes[rendition] = self._host.spawn(self._refreshed(rendition))

    async def _refreshed(self, rendition: Rendition) -> None:
        is_new = False
        try:
            is_new = rendition.update(await self._fetch_playlist(rendition.url))
        except (PlaylistError, MediaFetchError) as error:
            self._tries += 1
            if self._tries > _TRIES:
                self._fail(str(error))
                return
        else:
            self._tries = 0
        self._refresh_later(rendition, rendition.playlist.target * (1 if is_new else 0.5))
        self._host.queue_task(self._changed)

    def _load_more(self) -> None:
        """Fetches the segment that is needed next, if any is."""
        if self._player is None or self._work is not None or not self._renditions:
            return
        position = self._player.media_position if self._is_described else self.start
        if self._is_described and self._is_lost(position):
            self._host.queue_task(self._return)
            return
        for rendition in self._renditions:
            segment = rendition.wanted(position, position + AHEAD)
            if segment is not None:
                self._work = self._host.spawn(self._load(rendition, segment))
                return

    def _is_lost(self, position: float) -> bool:
        """True when what comes next has left a live playlist."""
        is_there = any(start <= position < end - _NOTHING for start, end in self.buffered)
        return self.is_live and not is_there and position < self._renditions[0].start

    def _return(self) -> None:
        if self._player is not None and self._is_lost(self._player.media_position):
            self._player.media_moved(self.start)

    @property
    def _is_described(self) -> bool:
        return all(each.frames.tracks for each in self._renditions)

    async def _load(self, rendition: Rendition, segment: Segment) -> None:
        try:
            header = None
            if segment.header is not None:
                if segment.header not in self._headers:
                    self._headers = {segment.header: (await self._fetch(segment.header)).data}
                header = self._headers[segment.header]
            fetched = await self._fetch(segment.part)
            rendition.take(segment, header, fetched.data)
            self._tries = 0
            position = self._player.media_position if self._player is not None else 0.0
            rendition.evict(position - BEHIND)
            self._host.hold(sum(each.frames.size for each in self._renditions))
        except MediaFetchError as error:
            reason = str(error)
            self._host.queue_task(lambda: self._load_failed(rendition, segment, reason))
        except (InvalidSegmentError, OutOfMemoryError) as error:
            message = str(error)
            self._host.queue_task(lambda: self._fail(message, "decode"))
        else:
            self._host.queue_task(lambda: self._loaded(fetched.is_tainted))

    async def _fetch(self, part: Part) -> FetchedMedia:
        if part.first is None or part.last is None:
            return await self._host.fetch(part.url)
        return await self._host.fetch(part.url, (part.first, part.last))

    def _load_failed(self, rendition: Rendition, segment: Segment, message: str) -> None:
        self._tries += 1
        if self._tries > _TRIES and not self.is_live:
            self._fail(message)
            return
        if self._tries > _TRIES:
            self._tries = 0
            rendition.skip(segment)
        self._work = self._host.call_at(self._host.now() + _PAUSE, self._try_again, awaited=True)

    def _try_again(self) -> None:
        self._work = None
        self._load_more()

    def _loaded(self, is_tainted: bool) -> None:
        self._work = None
        player = self._player
        if player is None:
            return
        if is_tainted:
            player.media_tainted()
        if self._is_described:
            player.media_described()
        self._changed()
        self._load_more()

    def _changed(self) -> None:
        if self._player is not None and self._is_described:
            self._player.media_duration_changed()
            self._player.media_changed()
            self._load_more()

    def _fail(self, message: str, kind: str = "network") -> None:
        if self._player is not None:
            self._work = None
            self._player.media_failed("decode" if kind == "decode" else "network", message)


def _is_playable(variant: Variant) -> bool:
    return not variant.codecs or can_play_type(f'video/mp4; codecs="{variant.codecs}"') != ""
