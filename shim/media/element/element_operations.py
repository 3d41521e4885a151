"""Host operations of media elements: `js/platform/media` above, one `MediaElement` per element below."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Sequence
from contextlib import suppress

from turbohtml import Element, Node

from shim.audio.errors import MediaDOMException, MediaError
from shim.engine.realm import HostError, Realm, dom_exception, one_of, operation
from shim.media.document import MediaDocument
from shim.media.mime import can_play_type
from shim.media.source.source_operations import MediaSourceOperations
from shim.media.streams.streams import Stream
from shim.net.errors import NetworkError
from shim.net.messages import Mode, Request

from .document_host import DocumentMediaHost
from .element import MediaElement
from .host import BlobProvider

MEDIA_TAGS = ("audio", "video")
MAX_TRACK_BYTES = 16 * 1024 * 1024
# Attributes whose changes a media element hears of.
_ATTRIBUTES = ("src", "preload", "loop")
_READABLE: dict[str, Callable[[MediaElement], bool | float | str]] = {
    "current_src": lambda media: media.current_src,
    "network_state": lambda media: int(media.network_state),
    "ready_state": lambda media: int(media.ready_state),
    "seeking": lambda media: media.seeking,
    "current_time": lambda media: media.current_time,
    "duration": lambda media: media.duration,
    "paused": lambda media: media.paused,
    "default_playback_rate": lambda media: media.default_playback_rate,
    "playback_rate": lambda media: media.playback_rate,
    "preserves_pitch": lambda media: media.preserves_pitch,
    "ended": lambda media: media.ended,
    "volume": lambda media: media.volume,
    "muted": lambda media: media.muted,
    "video_width": lambda media: media.video_size[0],
    "show_poster": lambda media: media.show_poster,
    "video_height": lambda media: media.video_size[1],
}
_WRITABLE = frozenset({"current_time", "default_playback_rate", "playback_rate", "preserves_pitch", "volume", "muted"})


def watch_media(document: MediaDocument) -> None:
    """Media elements that come into the document with something to load are brought to life, script or not."""

    def operations() -> MediaOperations:
        found: MediaOperations = document.realm.provider(MediaOperations)
        return found

    def media_inserted(node: Element) -> None:
        if "src" in node.attrs or any(isinstance(c, Element) and c.tag == "source" for c in node.children):
            operations().element(node)

    def source_inserted(source: Element) -> None:
        if isinstance(source.parent, Element) and source.parent.tag in MEDIA_TAGS and tree.is_html(source):
            operations().source_inserted(source.parent)

    def children_changed(media: Element, added: Sequence[Node]) -> None:
        if any(isinstance(child, Element) and child.tag == "source" and tree.is_html(child) for child in added):
            operations().source_inserted(media)
        tracks_changed(media)

    def tracks_changed(media: Element) -> None:
        tracks = any(isinstance(child, Element) and child.tag == "track" for child in media.children)
        if tracks or media in having_tracks:
            having_tracks.add(media)
            operations().track_elements_changed(media)

    def track_inserted(track: Element) -> None:
        if isinstance(track.parent, Element) and track.parent.tag in MEDIA_TAGS:
            tracks_changed(track.parent)

    def track_source_changed(track: Element, value: str | None) -> None:
        operations()
        document.realm.call("trackSourceChanged", document.tree.id(track))

    having_tracks: set[Element] = set()
    tree = document.tree
    tree.inserted.update({"audio": media_inserted, "video": media_inserted, "source": source_inserted})
    tree.inserted["track"] = track_inserted
    tree.changed["track", "src"] = track_source_changed
    tree.children_changed.update(dict.fromkeys(MEDIA_TAGS, children_changed))


class MediaOperations:
    """Host operations of `js/platform/media`. An element's `MediaElement` is made when script or the document first
    needs it.

    OPTIMIZATION: it is kept until the document goes, as the element's wrapper is.
    AD-HOC: an element with a `src` that script has parsed or cloned and not yet touched or inserted does not load.
    """

    def __init__(self, realm: Realm, document: MediaDocument) -> None:
        self._realm = realm
        self._document = document
        self._tree = document.tree
        self._elements: dict[Element, MediaElement] = {}
        self._hosts: dict[MediaElement, DocumentMediaHost] = {}
        self._shown: dict[MediaElement, Stream] = {}
        self._errors: list[MediaError] = []
        for tag in MEDIA_TAGS:
            self._tree.removed[tag] = self._removed
            for name in _ATTRIBUTES:
                self._tree.changed[tag, name] = self._attribute_hook(name)

    @property
    def elements(self) -> list[MediaElement]:
        """Every media element that has come to life."""
        return list(self._elements.values())

    def close(self) -> None:
        """The document is going away."""
        for media, stream in self._shown.items():
            stream.listeners.discard(media.stream_changed)
        for media in self._elements.values():
            media.close()
            self._hosts[media].end_captures()
        self._elements.clear()

    # the tree ---------------------------------------------------------------------------------------------------------

    def element(self, node: Element) -> MediaElement:
        """The host half of an audio or video element."""
        media = self._elements.get(node)
        if media is None:
            if node.tag not in MEDIA_TAGS:
                raise HostError("TypeError", f"<{node.tag}> is not a media element.")
            host = DocumentMediaHost(self._document, node)
            media = host.element = self._elements[node] = MediaElement(host, is_video=node.tag == "video")
            self._hosts[media] = host
            self._document.add_sound(host)
            if "src" in node.attrs:
                media.attribute_changed("src")
            elif host.source_candidates():
                media.source_inserted()
        return media

    def host(self, media: MediaElement) -> DocumentMediaHost:
        """The services that an element gets from its document."""
        return self._hosts[media]

    def release(self, node: Element) -> DocumentMediaHost | None:
        """The element goes to another document; the host of its `MediaElement`, if it has come to life."""
        media = self._elements.pop(node, None)
        if media is None:
            return None
        host = self._hosts.pop(media)
        self._document.remove_sound(host)
        if stream := self._shown.pop(media, None):
            stream.listeners.discard(media.stream_changed)
        return host

    def take(self, node: Element, host: DocumentMediaHost) -> None:
        """An element has come from another document; it plays on if it does."""
        media = self._elements[node] = host.element
        self._hosts[media] = host
        host.move(self._document)
        self._document.add_sound(host)
        stream = media.src_object
        if isinstance(stream, Stream):
            self._shown[media] = stream
            stream.listeners.add(media.stream_changed)

    def source_inserted(self, node: Element) -> None:
        """A `<source>` came into a media element."""
        media = self._elements.get(node)
        if media is None:
            self.element(node)
        else:
            media.source_inserted()

    def _removed(self, node: Element) -> None:
        if media := self._elements.get(node):
            media.removed_from_document()

    def _attribute_hook(self, name: str) -> Callable[[Element, str | None], None]:
        def changed(node: Element, value: str | None) -> None:
            media = self._elements.get(node)
            if media is None:
                self.element(node)
            else:
                media.attribute_changed(name)

        return changed

    def _media(self, id_: int) -> MediaElement:
        return self.element(self._tree.element(id_))

    # script -----------------------------------------------------------------------------------------------------------

    @operation
    def media_get(self, id_: int, name: str) -> bool | float | str:
        return _READABLE[one_of(name, _READABLE)](self._media(id_))

    @operation
    def media_set(self, id_: int, name: str, value: float) -> None:
        try:
            setattr(self._media(id_), one_of(name, _WRITABLE), value)
        except MediaDOMException as error:
            raise dom_exception(error.name, str(error)) from None

    @operation
    def media_ranges(self, id_: int, name: str) -> str:
        """`buffered`, `played` or `seekable`, as JSON: pairs of start and end."""
        media = self._media(id_)
        ranges = {"buffered": media.buffered, "played": media.played, "seekable": media.seekable}
        return json.dumps(ranges[one_of(name, ranges)])

    @operation
    def media_error(self, id_: int) -> str | None:
        """The error with a number of its own, as JSON."""
        error = self._media(id_).error
        if error is None:
            return None
        serial = next((n for n, each in enumerate(self._errors) if each is error), len(self._errors))
        if serial == len(self._errors):
            self._errors.append(error)
        return json.dumps({"serial": serial, "code": int(error.code), "message": error.message})

    @operation
    def media_tracks(self, id_: int, kind: str) -> str:
        """The tracks of a kind, audio or video, as JSON."""
        media = self._media(id_)
        tracks = media.audio_tracks if kind == "audio" else media.video_tracks
        return json.dumps([{"id": track.id, "label": track.label, "language": track.language} for track in tracks])

    @operation
    def media_load(self, id_: int) -> None:
        self._media(id_).load()

    @operation
    def media_seek(self, id_: int, time: float) -> None:
        self._media(id_).fast_seek(time)

    @operation
    def media_play(self, id_: int, promise: int) -> None:
        media = self._media(id_)
        media.play(self._hosts[media].promise(int(promise)))

    @operation
    def media_pause(self, id_: int) -> None:
        self._media(id_).pause()

    @operation
    def media_can_play(self, type_: str) -> str:
        return can_play_type(type_)

    @operation
    def media_set_provider(self, id_: int, kind: str, number: float, content_type: str) -> None:
        """`srcObject`: "stream" or "source" with its number, "blob" with its bytes in the handover, or "" for null."""
        media = self._media(id_)
        if shown := self._shown.pop(media, None):
            shown.listeners.discard(media.stream_changed)
        if kind == "stream":
            stream = self._shown[media] = self._document.streams.stream(int(number))
            stream.listeners.add(media.stream_changed)
            media.src_object = stream
        elif kind == "source":
            media.src_object = self._realm.provider(MediaSourceOperations).source(int(number))
        else:
            media.src_object = BlobProvider(self._realm.take_bytes(), content_type) if kind == "blob" else None

    @operation
    def media_capture(self, id_: int, stream: int) -> None:
        """`captureStream()`: the stream of that number gets the element's tracks."""
        self._hosts[self._media(id_)].capture(self._realm, int(stream))

    # text tracks ------------------------------------------------------------------------------------------------------

    def track_elements_changed(self, media: Element) -> None:
        """A `<track>` came into a media element, or left it."""
        self._realm.call("trackElementsChanged", self._tree.id(media))

    @operation
    def media_cue_alarm(self, id_: int, position: float) -> None:
        self._media(id_).set_cue_alarm(position)

    # https://html.spec.whatwg.org/multipage/media.html#start-the-track-processing-model step 10
    @operation
    def track_fetch(self, id_: int, load: int, url: str, cors: str | None) -> None:
        """Fetches the file of a `<track>`; `trackFetched` gets its text.

        INTEROP: a page of file: may read its files.
        """
        self._realm.loop.spawn(self._fetch_track(int(id_), load, url, cors), self._realm)

    async def _fetch_track(self, id_: int, load: int, url: str, cors: str | None) -> None:
        text = None
        document = self._document
        without_cors: Mode = "no-cors" if url.startswith("file:") else "same-origin"
        with suppress(NetworkError, ValueError):
            if url:
                response = await document.fetch(
                    Request(
                        url=url,
                        destination="track",
                        origin=document.origin,
                        referrer=document.url,
                        mode=without_cors if cors is None else "cors",
                        credentials="include" if cors is None or cors.lower() == "use-credentials" else "same-origin",
                    )
                )
                if response.ok and len(response.body) <= MAX_TRACK_BYTES:
                    text = response.body.decode("utf-8-sig", "replace").replace("\0", "\ufffd")
        self._realm.loop.queue_task(lambda: self._realm.call("trackFetched", id_, load, text), self._realm)

    @operation
    def unescape_references(self, text: str) -> str:
        """The text with its HTML character references replaced."""
        return html.unescape(text).replace("\0", "\ufffd")

    # the audio session ------------------------------------------------------------------------------------------------

    @operation
    def media_has_audio(self, id_: int) -> bool:
        return self._media(id_).has_audio

    @operation
    def media_play_internally(self, id_: int) -> None:
        """Internal play steps, whatever the autoplay policy says."""
        self._media(id_).internal_play_steps()

    @operation
    def media_pause_internally(self, id_: int) -> None:
        self._media(id_).internal_pause_steps()
