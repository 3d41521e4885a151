"""Images that elements of a document load."""

from __future__ import annotations

import asyncio
import io

from turbohtml import Element

from shim.engine.realm import operation
from shim.lazy import av
from shim.net.errors import NetworkError
from shim.net.messages import Request
from shim.net.referrer import policy_of_attribute

from .document import Document

MOST_IMAGE_BYTES = 1024 * 1024
"""Bytes of the images of a document that are kept for pictures of it."""


class ResourceOperations:
    """Host operations of one document."""

    def __init__(self, document: Document) -> None:
        self._document = document

    @operation
    def load_image(self, id_: float) -> None:
        """Fetches an image and says how large it is. https://html.spec.whatwg.org/#update-the-image-data"""
        document, number = self._document, int(id_)
        element = document.tree.element(number)
        source = element.attr("src") or ""
        load_event = document.load_event
        load_event.delay(True)

        async def load() -> None:
            size, body = None, b""
            try:
                url = document.resolve(source)
                if url is not None:
                    request = Request(
                        url=url,
                        destination="image",
                        origin=document.origin,
                        referrer=document.url,
                        referrer_policy=policy_of_attribute(element.attr("referrerpolicy")),
                    )
                    response = await document.fetch(request)
                    body = response.body
                    size = _image_size(body) if response.ok else None
            except NetworkError as error:
                document.page.report_console("error", f"Failed to load image: {error}", document.url)
            if not document.closed and element.attr("src") == source:
                width, height = size or (0, 0)
                self._keep(element, source, body, (width, height))
                document.realm.call("imageLoaded", number, size is not None, width, height)
                document.realm.checkpoint()

        def ended(task: asyncio.Task[None]) -> None:
            document.image_loads.discard(task)
            load_event.delay(False)

        task = document.spawn(load())
        document.image_loads.add(task)
        task.add_done_callback(ended)

    def _keep(self, element: Element, source: str, body: bytes, size: tuple[int, int]) -> None:
        """Keeps what the layout and pictures need of an image; files only as long as there are few."""
        tree = self._document.tree
        tree.image_sizes[element] = size
        tree.version += 1
        kept = sum(len(data) for _, data in tree.image_data.values())
        if size[0] and not source.startswith("data:") and kept + len(body) <= MOST_IMAGE_BYTES:
            tree.hold(len(body))
            tree.image_data[source] = _kind(body), body


def _kind(data: bytes) -> str:
    """The subtype of an image's MIME type."""
    kinds = (kind for kind, start in _STARTS if data[: len(start)] == start)
    return next(kinds, "svg+xml" if b"<svg" in data[:512] else "webp")


def _image_size(data: bytes) -> tuple[int, int] | None:
    """The pixels of an image, or None when it is not one that the decoder knows."""
    if data.lstrip()[:5] in (b"<?xml", b"<svg ") or b"<svg" in data[:512]:
        return 300, 150
    for name, start in _IMAGES:
        if data[: len(start)] == start or (name == "webp_pipe" and data[8:12] == b"WEBP"):
            return _decoded_size(data, name)
    return None


_STARTS = (("png", b"\x89PNG"), ("jpeg", b"\xff\xd8"), ("gif", b"GIF8"), ("bmp", b"BM"))
_IMAGES = (
    ("png_pipe", b"\x89PNG\r\n\x1a\n"),
    ("jpeg_pipe", b"\xff\xd8\xff"),
    ("gif", b"GIF8"),
    ("bmp_pipe", b"BM"),
    ("webp_pipe", b"RIFF????WEBP"),
)


def _decoded_size(data: bytes, demuxer: str) -> tuple[int, int] | None:

    try:
        with av.open(io.BytesIO(data), format=demuxer) as container:
            stream = container.streams.video[0]
            return (stream.width, stream.height) if stream.width and stream.height else None
    except (av.FFmpegError, IndexError, ValueError):
        return None
