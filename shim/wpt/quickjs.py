"""This engine as a product. Requests are answered without sockets."""

from __future__ import annotations

import zlib
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from http import HTTPStatus
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from shim import __version__
from shim.device.device import load_policy
from shim.errors import Error, NavigationError
from shim.headless.browser import HeadlessBrowser
from shim.net.errors import Failure, NetworkError
from shim.net.fetcher import USER_AGENT
from shim.net.headers import Headers
from shim.net.messages import Receive, Reply
from shim.session import Interruption, Output

from .actions import Button, Key, Move, Step
from .answers import Answer, ask_of
from .checkout_handlers import BrokenAnswer, NoHandlers
from .product import NotLoaded, Parameters, Product, Unsupported

if TYPE_CHECKING:
    from aiohttp import ClientWebSocketResponse

    from shim.net.http_transport import HttpTransport

_ZLIB_OR_GZIP = 32 + zlib.MAX_WBITS
_SECONDS_TO_ACT = 5.0
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
        if self._harness.runs_handlers:
            # script that waits for its request waits for this thread too, which could not start them then
            with suppress(NoHandlers):
                await self._checkout_handlers().started()
        # A script that never ends is stopped from outside, with this process.
        self._browser = HeadlessBrowser(policy=self._policy, script_timeout=float("inf"), allow_hosts=["*"])
        self._browser.fetcher.use_transport(_Transport(self))
        self._browser.plug(Output.HEADPHONES)  # tests of sinks want a choice
        self._calls: list[Interruption] = []
        self._under_mouse = self._pressed = ""
        self._page = await self._browser.new_page()
        try:
            await self._page.goto(url, timeout=float("inf"))
        except NavigationError as error:
            raise NotLoaded(str(error)) from None

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

    async def act(self, step: Step) -> None:
        """AD-HOC: without layout, the mouse is over elements; a click is whole when the button goes up, and a key is
        pressed and let go when it goes down."""
        page = self._page
        try:
            match step:
                case Move(selector=selector) if selector:
                    self._under_mouse = selector
                    await page.hover(selector, timeout=_SECONDS_TO_ACT)
                case Button("left", is_down=True) if self._under_mouse:
                    self._pressed = self._under_mouse
                case Button("left", is_down=False) if self._under_mouse and self._pressed == self._under_mouse:
                    self._pressed = ""
                    await page.click(self._under_mouse, timeout=_SECONDS_TO_ACT)
                case Key(key, is_down=True):
                    focused = await page.evaluate("document.activeElement?.matches(':focus') ?? false")
                    await page.press(":focus" if focused else "body", key, timeout=_SECONDS_TO_ACT)
                case Key():
                    pass
                case _:
                    raise Unsupported(f"{self.name} has no layout, and so cannot do {step}")
        except Error as error:
            raise Unsupported(str(error)) from None

    async def command(self, name: str, parameters: Parameters) -> None:
        browser = self._browser
        device = browser.device
        match name:
            case "click":
                try:
                    await self._page.click(parameters.selector, timeout=_SECONDS_TO_ACT)
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
    coding = (answer.header("content-encoding") or "").lower()
    if coding not in ("gzip", "x-gzip", "deflate"):
        return answer.body
    return zlib.decompressobj(_ZLIB_OR_GZIP).decompress(answer.body, _LARGEST)


class _Transport:
    """The network of the pages: whatever they ask for is asked of the product."""

    def __init__(self, product: QuickJS) -> None:
        self._product = product
        self._sockets: HttpTransport | None = None

    async def send(
        self,
        url: str,
        method: str,
        headers: Headers,
        body: bytes | None,
        limit: int,
        receive: Receive | None = None,
    ) -> Reply:
        """See `shim.net.http_transport`. Raises `NetworkError`."""
        if "user-agent" not in headers:
            headers = headers.with_("User-Agent", USER_AGENT)
        try:
            answer = await self._product.respond(ask_of(method, url, headers, body or b""))
            content = _decoded(answer) if method != "HEAD" else b""
        except (BrokenAnswer, zlib.error) as error:
            raise NetworkError(url, Failure.CONNECTION, f"{url} could not be loaded: {error}") from None
        return Reply(answer.status, _reason(answer), Headers(answer.headers), content)

    def beside(self) -> _Transport:
        """See `shim.net.http_transport`."""
        return _Transport(self._product)

    @asynccontextmanager
    async def connect_socket(
        self, url: str, *, protocols: tuple[str, ...], origin: str, headers: dict[str, str], limit: int
    ) -> AsyncIterator[ClientWebSocketResponse]:
        """See `shim.net.http_transport`."""
        from shim.net.http_transport import HttpTransport  # OPTIMIZATION: takes 0.2 s to import

        try:
            port = await self._product.websocket_port()
        except NoHandlers as error:
            raise OSError(str(error)) from None
        if self._sockets is None:
            self._sockets = HttpTransport(per_host=1, user_agent=USER_AGENT)
        split = urlsplit(url)
        address = split._replace(scheme="ws", netloc=f"127.0.0.1:{port}").geturl()
        headers = {"Host": split.netloc, **headers}
        async with self._sockets.connect_socket(
            address, protocols=protocols, origin=origin, headers=headers, limit=limit
        ) as socket:
            yield socket

    async def close(self) -> None:
        if self._sockets is not None:
            await self._sockets.close()


def _reason(answer: Answer) -> str:
    if answer.reason is not None:
        return answer.reason
    try:
        return HTTPStatus(answer.status).phrase
    except ValueError:
        return ""
