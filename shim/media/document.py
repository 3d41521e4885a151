"""The document of a page as its media sees it."""

from __future__ import annotations

from typing import Protocol

from shim.audio.sounds import Sound
from shim.dom.tree import Tree
from shim.engine.realm import Realm
from shim.media.streams.streams import Streams
from shim.net.messages import Request, Response
from shim.net.url import Origin


class MediaDocument(Protocol):
    """Its realm and tree, its network, its streams, and what it can be heard with."""

    @property
    def realm(self) -> Realm: ...
    @property
    def tree(self) -> Tree: ...
    @property
    def url(self) -> str: ...
    @property
    def origin(self) -> Origin: ...
    @property
    def streams(self) -> Streams:
        """The media streams of the browser."""

    @property
    def autoplay_allowed(self) -> bool:
        """An element may start that the user has not started before."""

    @property
    def contexts_allowed(self) -> bool:
        """An AudioContext may start that the user has not started before."""

    @property
    def captures(self) -> bool:
        """A microphone is in use, and what belongs to a call may therefore start."""

    def resolve(self, url: str) -> str | None:
        """`url` made absolute against the document's base URL, None when it does not parse."""

    async def fetch(self, request: Request) -> Response:
        """Fetches under the rules of the page. Raises `NetworkError`."""

    def delay_load(self, delaying: bool) -> None:
        """Something starts or stops delaying the document's `load` event."""

    def add_sound(self, sound: Sound) -> None:
        """A sound of the document can be heard from now on."""

    def remove_sound(self, sound: Sound) -> None:
        """The sound cannot be heard any more."""
