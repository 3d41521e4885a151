"""Firefox's native Audio Session, through the BiDi driver that a checkout has in `conformance/`."""

from __future__ import annotations

import importlib.util
from contextlib import AsyncExitStack, suppress
from typing import Any

from .actions import BUTTONS, KEYS, Button, Key, Move, Scroll, Step
from .product import Crashed, NotLoaded, Parameters, Product, Unsupported
from .server import Server
from .substitution import Addresses

_GRANTED = {"microphone", "camera"}
"""Permissions that the driver's preferences grant to every page; Firefox has no command for them."""


class Firefox(Product):
    """One Firefox; each test has a window to itself.

    AD-HOC: its only name for the server is localhost, which is a secure context without HTTPS.
    """

    name = "firefox"

    @staticmethod
    def is_installed() -> bool:
        if importlib.util.find_spec("conformance") is None:
            return False
        from conformance.firefox import FIREFOX
        from conformance.sink import PULSEAUDIO

        return FIREFOX is not None and PULSEAUDIO is not None

    async def start(self) -> str:
        from conformance.firefox import firefox

        self._server = Server(self.respond, self.websocket_port)
        bound = await self._server.start()
        self.addresses = Addresses("localhost", "127.0.0.1", bound.http, bound.http, bound.ws, bound.ws)
        self._stack = AsyncExitStack()
        self._bidi, version = await self._stack.enter_async_context(firefox())
        return version.removeprefix("Mozilla ").removeprefix("Firefox ")

    async def stop(self) -> None:
        await self._stack.aclose()
        await self._server.stop()

    async def open(self, url: str) -> None:
        self._granted: list[dict[str, Any]] = []
        self._context = await self._bidi.new_window()
        try:
            await self._bidi.goto(self._context, url.replace("https://", "http://", 1))
        except RuntimeError as error:
            raise NotLoaded(f"{url}: {error}") from None

    async def has_harness(self) -> bool:
        try:
            return bool(await self._bidi.call(self._context, "() => typeof add_completion_callback === 'function'"))
        except RuntimeError as error:
            raise Crashed(f"the window is gone: {error}") from None

    async def close(self) -> None:
        with suppress(RuntimeError):
            for permission in self._granted:
                await self._bidi.send("permissions.setPermission", {**permission, "state": "prompt"})
            await self._bidi.send("browsingContext.close", {"context": self._context})

    async def act(self, step: Step) -> None:
        try:
            await self._bidi.send("input.performActions", _performed(self._context, step))
        except RuntimeError as error:
            raise Unsupported(str(error)) from None

    async def command(self, name: str, parameters: Parameters) -> None:
        try:
            match name:
                case "click":
                    await self._bidi.send(
                        "input.performActions", _click(self._context, round(parameters.x), round(parameters.y))
                    )
                case "set_permission" if parameters.name in _GRANTED and parameters.state == "granted":
                    pass
                case "set_permission":
                    permission = {"descriptor": {"name": parameters.name}, "origin": parameters.origin}
                    self._granted.append(permission)
                    await self._bidi.send("permissions.setPermission", {**permission, "state": parameters.state})
                case _:
                    raise Unsupported(f"{name} is not supported by {self.name}")
        except RuntimeError as error:
            raise Unsupported(str(error)) from None


def _performed(context: str, step: Step) -> dict[str, Any]:
    """https://w3c.github.io/webdriver-bidi/#command-input-performActions. Raises `Unsupported`."""
    device: dict[str, Any] = {"type": "pointer", "id": "mouse"}
    match step:
        case Move(x, y):
            action: dict[str, Any] = {"type": "pointerMove", "x": round(x), "y": round(y)}
        case Button(name, is_down):
            action = {"type": "pointerDown" if is_down else "pointerUp", "button": BUTTONS.index(name)}
        case Key(key, is_down):
            device = {"type": "key", "id": "keyboard"}
            value = key if len(key) == 1 else next((code for code, name in KEYS.items() if name == key), "")
            action = {"type": "keyDown" if is_down else "keyUp", "value": value}
        case Scroll(x, y, delta_x, delta_y):
            device = {"type": "wheel", "id": "wheel"}
            deltas = {"deltaX": round(delta_x), "deltaY": round(delta_y)}
            action = {"type": "scroll", "x": round(x), "y": round(y), **deltas}
        case _:
            raise Unsupported(f"{step} is not supported")
    return {"context": context, "actions": [{**device, "actions": [action]}]}


def _click(context: str, x: int, y: int) -> dict[str, Any]:
    """https://w3c.github.io/webdriver-bidi/#command-input-performActions"""
    actions = [
        {"type": "pointerMove", "x": x, "y": y},
        {"type": "pointerDown", "button": 0},
        {"type": "pointerUp", "button": 0},
    ]
    return {"context": context, "actions": [{"type": "pointer", "id": "mouse", "actions": actions}]}
