"""What a document asks of the browser around it: to go elsewhere, to load an image, to show a dialog."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

from turbohtml import Element

from shim.engine.realm import operation
from shim.lazy import av
from shim.net.errors import NetworkError
from shim.net.messages import Request

if TYPE_CHECKING:
    from .document import Window


class NavigationOperations:
    """Host operations of links, forms, images and dialogs."""

    def __init__(self, window: Window) -> None:
        self._window = window

    @operation
    def document_base(self) -> str:
        return self._window.base_url

    @operation
    def user_agent(self) -> str:
        return self._window.frame.page.browser.fetcher.user_agent

    @operation
    def user_activation(self, sticky: bool) -> bool:
        """Whether the user has acted on the page at all (sticky), or just now.
        https://html.spec.whatwg.org/multipage/interaction.html#user-activation-data-model"""
        page = self._window.frame.page
        return page.user_activated if sticky else page.has_transient_activation

    @operation
    def follow_link(self, url: str, target: str) -> None:
        """https://html.spec.whatwg.org/multipage/links.html#following-hyperlinks"""
        self._go(url, target, None, "")

    @operation
    def post_form(self, url: str, target: str, content_type: str) -> None:
        """Navigates with a POST whose body lies in the box."""
        self._go(url, target, self._window.realm.take_bytes(), content_type)

    def _go(self, url: str, target: str, body: bytes | None, content_type: str) -> None:
        window = self._window
        frame = window.frame.named(target)
        if frame is None:
            page = window.frame.page.browser.open_popup(window.frame.page)
            frame = page.main_frame
            frame.load_initial(window.origin)
        if frame is window.frame and body is None and not url.startswith("javascript:"):
            # what stays inside the document is for history to say
            window.realm.call("navigateTo", url, False, "href")
        else:
            frame.navigate(url, asker=window, body=body, content_type=content_type)

    @operation
    def dialog(self, kind: str, message: str, text: str) -> str | None:
        """What the embedder's handler answers to alert, confirm or prompt; without one it is dismissed."""
        page = self._window.frame.page
        page.report_console("dialog", f"{kind}: {message}", self._window.url)
        if page.dialog_handler is None:
            return None
        answer = page.dialog_handler(kind, message, text)
        self._window.tree.version += 1
        return answer

    @operation
    def load_image(self, id_: float) -> None:
        """Fetches an image and says how large it is. https://html.spec.whatwg.org/#update-the-image-data"""
        window, number = self._window, int(id_)
        element = window.tree.element(number)
        source = element.attr("src") or ""
        loader = window.loader
        loader.delay(True)

        async def load() -> None:
            size = None
            try:
                url = window.resolve(source)
                if url is not None:
                    request = Request(url=url, destination="image", origin=window.origin, referrer=window.url)
                    response = await window.frame.page.fetch(request)
                    size = _image_size(response.body) if response.ok else None
            except NetworkError as error:
                window.frame.page.report_console("error", f"Failed to load image: {error}", window.url)
            finally:
                loader.delay(False)
            if not window.closed and element.attr("src") == source:
                width, height = size or (0, 0)
                window.realm.call("imageLoaded", number, size is not None, width, height)
                window.realm.checkpoint()

        window.spawn(load())


def load_stylesheet(window: Window, element: Element) -> None:
    """Fetches a linked style sheet and fires `load` or `error` at its element.
    https://html.spec.whatwg.org/multipage/links.html#link-type-stylesheet

    AD-HOC: its rules take no part in computed styles; only those of `<style>` do.
    """
    loader = window.loader
    loader.delay(True)

    async def load() -> None:
        ok = False
        try:
            url = window.resolve(element.attr("href") or "")
            if url is not None:
                request = Request(url=url, destination="style", origin=window.origin, referrer=window.url)
                ok = (await window.frame.page.fetch(request)).ok
        except NetworkError as error:
            window.frame.page.report_console("error", f"Failed to load style sheet: {error}", window.url)
        if not window.closed:
            window.realm.call("linkLoaded", window.tree.id(element), ok)
            window.realm.checkpoint()
        loader.delay(False)

    window.spawn(load())


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
