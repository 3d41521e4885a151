"""Services of the document to a media element: event loop, DOM, network, autoplay policy."""

from __future__ import annotations

import asyncio
import itertools
from collections.abc import Callable, Coroutine, Sequence
from typing import TYPE_CHECKING, Any, TypeVar

from turbohtml import Element

from shim.audio.errors import MediaFetchError
from shim.audio.voice import Voice
from shim.engine.memory import Held
from shim.media.document import MediaDocument
from shim.media.services import Cancellable, FetchedMedia
from shim.media.source.buffered import BufferedMedia
from shim.media.source.source_operations import MediaSourceOperations
from shim.net.errors import NetworkError
from shim.net.headers import Headers
from shim.net.messages import NO_HEADERS, Request

from .capture import ElementCapture
from .host import Playhead, SourceCandidate
from .voice import ElementVoice

if TYPE_CHECKING:
    from shim.engine.realm import Realm

    from .element import MediaElement

T = TypeVar("T")


def attribute(element: Element, name: str) -> str | None:
    """A content attribute's value, None when it is absent."""
    value = element.attr(name)
    return "" if value is None and name in element.attrs else value


class DocumentMediaHost:
    """The `MediaElementHost` of one element in a document."""

    element: MediaElement

    def __init__(self, document: MediaDocument, node: Element) -> None:
        self._document = document
        self._realm = document.realm
        self._loop = document.realm.loop
        self._node = node
        self._id = document.tree.id(node)
        self._playhead: Playhead | None = None
        self._voices: list[ElementVoice] = []
        self._is_diverted = False
        self._is_free = False
        self._captures: list[ElementCapture] = []
        self._promises: list[tuple[Realm, int]] = []
        self._held: Held[None] | None = None

    def move(self, document: MediaDocument) -> None:
        """The element's document is now that of `document`."""
        media = self.element
        if media.delaying_the_load_event:
            self.delay_load_event(False)
        self._document, self._realm, self._loop = document, document.realm, document.realm.loop
        self._id = document.tree.id(self._node)
        if media.delaying_the_load_event:
            self.delay_load_event(True)
        self._loop.hand_over(media.under_way, self._realm)

    # the event loop ---------------------------------------------------------------------------------------------------

    def now(self) -> float:
        return self._loop.now()

    def queue_task(self, task: Callable[[], None]) -> None:
        self._loop.queue_task(task, self._realm)

    def await_stable_state(self, steps: Callable[[], None]) -> None:
        self._loop.await_stable_state(steps, self._realm)

    def call_at(self, due: float, callback: Callable[[], None], *, awaited: bool) -> Cancellable:
        return self._loop.call_at(due, callback, self._realm, counts=awaited)

    def spawn(self, work: Coroutine[Any, Any, None]) -> Cancellable:
        return self._loop.spawn(work, self._realm)

    def hold(self, size: int) -> None:
        self._held = Held(self._realm, None, size) if size else None

    async def in_thread(self, call: Callable[[], T]) -> T:
        return await asyncio.to_thread(call)

    # the network ------------------------------------------------------------------------------------------------------

    # https://html.spec.whatwg.org/multipage/media.html#concept-media-load-resource step 8
    async def fetch(self, url: str, byte_range: tuple[int, int] | None = None) -> FetchedMedia:
        document = self._document
        cors = attribute(self._node, "crossorigin")
        try:
            request = Request(
                url=url,
                headers=NO_HEADERS if byte_range is None else Headers([("Range", "bytes={}-{}".format(*byte_range))]),
                destination=self._node.tag,
                origin=document.origin,
                referrer=document.url,
                mode="no-cors" if cors is None else "cors",
                credentials="include" if cors is None or cors.lower() == "use-credentials" else "same-origin",
            )
            response = await document.fetch(request)
        except (NetworkError, ValueError) as error:
            raise MediaFetchError(str(error)) from error
        if not response.ok:
            raise MediaFetchError(f"the server answered {response.status} {response.status_text}".rstrip())
        # INTEROP: a page of file: may read its files.
        is_tainted = response.type == "opaque" and not response.url.startswith("file:")
        body = response.body
        if byte_range is not None and response.status != 206:
            body = body[byte_range[0] : byte_range[1] + 1]
        return FetchedMedia(body, response.headers.get("content-type") or "", is_tainted, response.url)

    def buffered_media(self, url: str) -> BufferedMedia | None:
        if not url.startswith("blob:"):
            return None
        sources: MediaSourceOperations = self._realm.provider(MediaSourceOperations)
        return sources.at_url(url)

    def parse_url(self, url: str) -> str | None:
        return self._document.resolve(url)

    # the document -----------------------------------------------------------------------------------------------------

    def get_attribute(self, name: str) -> str | None:
        return attribute(self._node, name)

    def source_candidates(self) -> Sequence[SourceCandidate]:
        tree = self._document.tree
        return [
            SourceCandidate(
                tree.id(child), attribute(child, "src"), attribute(child, "type"), self._media_matches(child)
            )
            for child in self._node.children
            if isinstance(child, Element) and child.tag == "source" and tree.is_html(child)
        ]

    def _media_matches(self, source: Element) -> bool:
        query = attribute(source, "media")
        return not query or bool(self._realm.call("mediaQueryMatches", query))

    def in_document(self) -> bool:
        return self._document.tree.is_connected(self._node)

    def allowed_to_play(self) -> bool:
        """Elements that the user has started once may be started by script, as on iOS; also those allowed otherwise."""
        self._is_free = self._is_free or self._document.autoplay_allowed
        if self._is_free or self.element.gain == 0:
            return True
        return self.element.plays_stream and self._document.captures

    def delay_load_event(self, delaying: bool) -> None:
        self._document.delay_load(delaying)

    # script -----------------------------------------------------------------------------------------------------------

    def fire(self, event_type: str) -> None:
        self._realm.call("fireAt", self._id, event_type, False, False)

    def fire_at_source(self, handle: Any, event_type: str) -> None:
        self._realm.call("fireAt", handle, event_type, False, False)

    def promise(self, number: int) -> int:
        """The element's number for a promise of the script that it is in now; the two may part before it settles."""
        self._promises.append((self._realm, number))
        return len(self._promises) - 1

    def resolve_play(self, promises: Sequence[int]) -> None:
        self._settle(promises, "", "")

    def reject_play(self, promises: Sequence[int], name: str, message: str) -> None:
        self._settle(promises, name, message)

    def _settle(self, promises: Sequence[int], name: str, message: str) -> None:
        for realm, own in itertools.groupby((self._promises[each] for each in promises), key=lambda one: one[0]):
            realm.call("settlePlay", " ".join(str(number) for _, number in own), name, message)

    def time_marches_on(self, position: float, *, played: bool) -> None:
        self._realm.call("mediaTime", self._id, position, played)

    def text_tracks_reset(self) -> None:
        self._realm.call("cuesReset", self._id)

    def playhead_changed(self, playhead: Playhead) -> None:
        self._playhead = playhead
        for voice in self._voices:
            voice.hear(playhead)
        for capture in list(self._captures):
            capture.follow(playhead)

    # https://w3c.github.io/mediacapture-fromelement/#dom-htmlmediaelement-capturestream
    def capture(self, realm: Realm, stream: int) -> None:
        """From now on the stream of that number, which a page of `realm` holds, has the element's tracks."""
        capture = ElementCapture(self.element, realm, self._document.streams, stream)
        self._captures.append(capture)
        if self._playhead is not None:
            capture.follow(self._playhead)

    def end_captures(self) -> None:
        """The element's document is going away."""
        for capture in self._captures:
            capture.close()
        self._captures.clear()

    # https://webaudio.github.io/web-audio-api/#dom-audiocontext-createmediaelementsource
    def divert(self) -> Voice:
        """From now on the element is not heard, except through what is returned."""
        self._is_diverted = True
        for voice in self._voices:
            voice.end(self.now())
        self._voices.clear()
        return self._new_voice()

    def listen(self) -> Voice:
        """See `Sound.listen`."""
        return ElementVoice(self.now) if self._is_diverted else self._new_voice()

    def _new_voice(self) -> Voice:
        voice = ElementVoice(self.now)
        self._voices.append(voice)
        voice.on_close = lambda: self._voices.remove(voice) if voice in self._voices else None
        if self._playhead is not None:
            voice.hear(self._playhead)
        return voice
