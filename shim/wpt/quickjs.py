"""This engine as a product. Requests are answered by routes: no sockets."""

from __future__ import annotations

import zlib

from shim import __version__
from shim.device.device import load_policy
from shim.errors import Error, NavigationError
from shim.headless.browser import HeadlessBrowser
from shim.headless.page import Page
from shim.net.messages import referrer_header
from shim.net.routes import Route
from shim.net.url import same_origin
from shim.session import Interruption

from .answers import Answer, Ask
from .product import NotLoaded, Parameters, Product, Unsupported

_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_LARGEST = 64 * 1024**2
"""Bytes of what comes of a compressed body."""
_HAS_HARNESS = """typeof add_completion_callback === 'function'
    || (document.documentElement?.localName === 'parsererror' && document.documentElement.textContent)"""


class QuickJS(Product):
    """A browser of its own, and so a device, for each test."""

    name = "quickjs"
    interrupts = True
    has_layout = False

    @staticmethod
    def is_installed() -> bool:
        return True

    async def start(self) -> str:
        self._policy = load_policy("spec")
        return __version__

    async def stop(self) -> None:
        """Nothing outlives a test."""

    async def open(self, url: str) -> None:
        # A script that never ends is stopped from outside, with this process.
        self._browser = HeadlessBrowser(policy=self._policy, script_timeout=float("inf"), allow_hosts=["*"])
        self._calls: list[Interruption] = []
        self._page = await self._browser.new_page()
        self._serve(self._page)
        try:
            await self._page.goto(url, timeout=float("inf"))
        except NavigationError as error:
            raise NotLoaded(str(error)) from None

    def _serve(self, page: Page) -> None:
        page.route(lambda url: url.startswith(("http:", "https:")), self._answer)
        page.on("popup", self._serve)

    async def _answer(self, route: Route) -> None:
        request = route.request
        headers = {name.lower(): value for name, value in request.headers}
        if (referrer := referrer_header(request)) is not None:
            headers["referer"] = referrer
        ask = Ask(request.url, headers)
        answer = await self.respond(ask, request.body or b"")
        try:
            body = _decoded(answer)
        except zlib.error:
            await route.abort()
            return
        if (
            request.mode == "cors"
            and not same_origin(request.url, request.origin or request.url)
            and not _is_shared(answer)
        ):
            await route.abort()  # routes share what says nothing of it, and servers do not
            return
        await route.fulfill(status=answer.status, headers=answer.headers, body=body)

    async def has_harness(self) -> bool:
        try:
            found = await self._page.evaluate(_HAS_HARNESS)
        except NavigationError as error:
            raise NotLoaded(str(error)) from None
        except Error:
            return True  # what spoils the script of others may have kept its own
        if isinstance(found, str):
            raise NotLoaded(f"the page is not well-formed XML: {found}")
        return bool(found)

    async def close(self) -> None:
        await self._browser.close()

    async def command(self, name: str, parameters: Parameters) -> None:
        browser = self._browser
        device = browser.device
        match name:
            case "click":
                try:
                    await self._page.click(parameters.selector, timeout=5.0)
                except Error as error:
                    raise Unsupported(str(error)) from None
            case "set_permission":
                try:
                    browser.capture.permissions.set([parameters.name], parameters.state, parameters.origin)
                except ValueError as error:
                    raise Unsupported(str(error)) from None
            case "begin_interruption":
                call, notifications = device.core.begin_interruption("phone call", device.now())
                self._calls.append(call)
                device.tell(notifications)
            case "end_interruption" if self._calls:
                call = self._calls.pop()
                device.tell(device.core.end_interruption(call, device.now(), resume=parameters.resume))
            case _:
                raise Unsupported(f"{name} is not supported by {self.name}")


def _decoded(answer: Answer) -> bytes:
    """The body without its content coding, as what takes answers off the wire hands it on. Raises `zlib.error`."""
    coding = next((value for name, value in answer.headers if name.lower() == "content-encoding"), "").lower()
    if coding not in ("gzip", "x-gzip", "deflate"):
        return answer.body
    return zlib.decompressobj(_ZLIB_OR_GZIP).decompress(answer.body, _LARGEST)


def _is_shared(answer: Answer) -> bool:
    return any(name.lower() == "access-control-allow-origin" for name, _ in answer.headers)
