"""Images that elements of a document load."""

from __future__ import annotations

import io

from shim.engine.realm import operation
from shim.lazy import av
from shim.net.errors import NetworkError
from shim.net.messages import Request

from .document import Document


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
            size = None
            try:
                url = document.resolve(source)
                if url is not None:
                    request = Request(url=url, destination="image", origin=document.origin, referrer=document.url)
                    response = await document.fetch(request)
                    size = _image_size(response.body) if response.ok else None
            except NetworkError as error:
                document.page.report_console("error", f"Failed to load image: {error}", document.url)
            finally:
                load_event.delay(False)
            if not document.closed and element.attr("src") == source:
                width, height = size or (0, 0)
                document.tree.image_sizes[element] = width, height
                document.tree.version += 1
                document.realm.call("imageLoaded", number, size is not None, width, height)
                document.realm.checkpoint()

        document.spawn(load())


def _image_size(data: bytes) -> tuple[int, int] | None:
    """The pixels of an image, or None when it is not one that the decoder knows."""
    if data.lstrip()[:5] in (b"<?xml", b"<svg ") or b"<svg" in data[:512]:
        return 300, 150
    for name, start in _IMAGES:
        if data[: len(start)] == start or (name == "webp_pipe" and data[8:12] == b"WEBP"):
            return _decoded_size(data, name)
    return None


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
