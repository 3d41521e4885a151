"""As much of WebDriver BiDi (https://w3c.github.io/webdriver-bidi/) as opening pages and calling functions needs."""

from __future__ import annotations

import asyncio
import itertools
import json
from typing import Any

import aiohttp


class BidiError(RuntimeError):
    """The browser refused a command, or what it ran threw."""


class Bidi:
    """A connection to a browser. `await Bidi.connect(session, url)`."""

    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._socket = socket
        self._numbers = itertools.count(1)
        self._waiting: dict[int, asyncio.Future[Any]] = {}
        self._reader = asyncio.ensure_future(self._read())

    @classmethod
    async def connect(cls, session: aiohttp.ClientSession, url: str) -> Bidi:
        """Opens the WebSocket and a BiDi session."""
        made = cls(await session.ws_connect(f"{url}/session", max_msg_size=0))
        await made.send("session.new", {"capabilities": {}})
        return made

    async def _read(self) -> None:
        async for message in self._socket:
            if message.type is not aiohttp.WSMsgType.TEXT:
                break
            data = json.loads(message.data)
            future = self._waiting.pop(data.get("id"), None)
            if future is None or future.done():
                continue
            if data["type"] == "success":
                future.set_result(data["result"])
            else:
                future.set_exception(BidiError(f"{data['error']}: {data['message']}"))
        for future in self._waiting.values():
            if not future.done():
                future.set_exception(BidiError("the browser closed the connection"))

    async def send(self, method: str, params: dict[str, Any]) -> Any:
        """The result of a command. Raises `BidiError`."""
        number = next(self._numbers)
        future = self._waiting[number] = asyncio.get_running_loop().create_future()
        await self._socket.send_str(json.dumps({"id": number, "method": method, "params": params}))
        return await future

    async def new_window(self) -> str:
        """A window of its own, so that none is in the background."""
        result = await self.send("browsingContext.create", {"type": "window"})
        return str(result["context"])

    async def goto(self, context: str, url: str) -> None:
        """Returns once `load` has fired."""
        await self.send("browsingContext.navigate", {"context": context, "url": url, "wait": "complete"})

    async def call(self, context: str, function: str, *arguments: object) -> Any:
        """Calls an async function in the page; gives the JSON value that it returns."""
        source = f"async () => JSON.stringify(await ({function})(...{json.dumps(arguments)}) ?? null)"
        result = await self.send(
            "script.callFunction",
            {
                "functionDeclaration": source,
                "awaitPromise": True,
                "target": {"context": context},
                "userActivation": True,
            },
        )
        if result["type"] != "success":
            raise BidiError(str(result["exceptionDetails"]["text"]))
        return json.loads(result["result"]["value"])

    async def close(self) -> None:
        await self._socket.close()
        await self._reader
