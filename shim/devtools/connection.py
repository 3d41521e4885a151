"""Chromium's DevTools protocol over one WebSocket: commands and events of a browser and of its targets.

https://chromedevtools.github.io/devtools-protocol/. Sessions are flat: one socket, each message names its session.
"""

from __future__ import annotations

import asyncio
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any, TypeAlias

import aiohttp

from shim.errors import Error

_log = logging.getLogger("shim")
_MAX_MESSAGE = 256 * 2**20
"""Bytes; a snapshot of a large page is one message."""

Values: TypeAlias = dict[str, Any]
"""The members of a command, of its answer, or of an event."""


class ProtocolError(Error):
    """Chromium refused a command, or was gone before it answered."""


class CdpSession:
    """A conversation with one target, or with the browser itself."""

    def __init__(self, connection: Connection, session_id: str = "", target: Values | None = None) -> None:
        self._connection = connection
        self.id = session_id
        self.target: Values = target or {}
        """Chromium's `TargetInfo`, empty for the browser itself."""
        self._handlers: dict[str, list[Callable[[Values], object]]] = {}
        self.closed = False
        self.children: set[str] = set()
        """The ids of the sessions that were attached in it: they end with it."""

    def post(self, method: str, /, **parameters: Any) -> asyncio.Future[Values]:
        """Sends a command, behind all that was sent before, and does not wait. Of the answer nothing need be made."""
        answer = asyncio.get_running_loop().create_future()
        # an answer that nobody asks for is not an error
        answer.add_done_callback(lambda done: done.cancelled() or done.exception())
        self._connection.send(self, method, parameters, answer)
        return answer

    async def send(self, method: str, /, **parameters: Any) -> Values:
        """Sends a command and returns the answer. Raises `ProtocolError`."""
        return await self.post(method, **parameters)

    def on(self, event: str, handler: Callable[[Values], object]) -> None:
        """Calls `handler` with each event of that name."""
        self._handlers.setdefault(event, []).append(handler)

    async def attach(self, target_id: str) -> CdpSession:
        """A session of its own with a target of the browser."""
        answer = await self.send("Target.attachToTarget", targetId=target_id, flatten=True)
        return self.child(answer["sessionId"])

    def child(self, session_id: str) -> CdpSession:
        """The session of which `Target.attachedToTarget` told."""
        return self._connection.sessions[session_id]

    def handle(self, event: str, values: Values) -> None:
        """Calls the handlers; what one raises is logged."""
        for handler in list(self._handlers.get(event, ())):
            try:
                handler(values)
            except Exception:
                _log.exception("a handler of %s raised", event)

    def __repr__(self) -> str:
        return f"<CdpSession {self.target.get('type', 'browser')} {self.target.get('url', '')}>"


class Connection:
    """The socket, made by `open`."""

    def __init__(self, client: aiohttp.ClientSession, socket: aiohttp.ClientWebSocketResponse) -> None:
        self._client = client
        self._socket = socket
        self.browser = CdpSession(self)
        """The session with the browser itself."""
        self.sessions: dict[str, CdpSession] = {"": self.browser}
        self._last_command = 0
        self._answers: dict[int, tuple[CdpSession, str, asyncio.Future[Values]]] = {}
        self._queue: asyncio.Queue[str] = asyncio.Queue()
        self._tasks = [asyncio.ensure_future(self._write()), asyncio.ensure_future(self._read())]

    @classmethod
    async def open(cls, url: str) -> Connection:
        """Connects to a browser's WebSocket (`ws://127.0.0.1:.../devtools/browser/...`). Raises `ProtocolError`."""
        client = aiohttp.ClientSession()
        try:
            return cls(client, await client.ws_connect(url, max_msg_size=_MAX_MESSAGE))
        except (aiohttp.ClientError, OSError) as error:
            await client.close()
            raise ProtocolError(f"{url} cannot be connected to: {error}") from error

    def send(self, session: CdpSession, method: str, parameters: Values, answer: asyncio.Future[Values]) -> None:
        """Queues a command of one of the sessions; `answer` gets what comes back."""
        if session.closed:
            answer.set_exception(ProtocolError(f"{method}: the target is gone"))
            return
        self._last_command += 1
        self._answers[self._last_command] = (session, method, answer)
        message: Values = {"id": self._last_command, "method": method, "params": parameters}
        if session.id:
            message["sessionId"] = session.id
        self._queue.put_nowait(json.dumps(message))

    async def close(self) -> None:
        """Closes the socket. Commands that are under way fail."""
        for task in self._tasks:
            task.cancel()
        await asyncio.gather(*self._tasks, return_exceptions=True)
        await self._socket.close()
        await self._client.close()

    async def _write(self) -> None:
        while True:
            text = await self._queue.get()
            with suppress(ConnectionError):
                await self._socket.send_str(text)

    async def _read(self) -> None:
        try:
            async for message in self._socket:
                if message.type is aiohttp.WSMsgType.TEXT:
                    self._hear(json.loads(message.data))
        finally:
            for session in list(self.sessions.values()):
                self._close_session(session)

    def _hear(self, message: Values) -> None:
        if "id" in message:
            # A session that ended has failed its commands already; Chromium still refuses those that were under way.
            _, method, answer = self._answers.pop(message["id"], (None, "", None))
            if answer is None or answer.done():
                return
            if "error" in message:
                error = message["error"]
                answer.set_exception(ProtocolError(f"{method}: {error['message']} {error.get('data', '')}".rstrip()))
            else:
                answer.set_result(message["result"])
            return
        session = self.sessions.get(message.get("sessionId", ""))
        if session is None:
            return
        method, values = message["method"], message["params"]
        if method == "Target.attachedToTarget":
            id_ = values["sessionId"]
            self.sessions[id_] = CdpSession(self, id_, values["targetInfo"])
            session.children.add(id_)
        session.handle(method, values)
        if method == "Target.detachedFromTarget":
            session.children.discard(values["sessionId"])
            self._end_session(values["sessionId"])

    def _end_session(self, id_: str) -> None:
        if gone := self.sessions.pop(id_, None):
            for child in gone.children:  # of which nothing is told
                self._end_session(child)
            self._close_session(gone)

    def _close_session(self, session: CdpSession) -> None:
        if session.closed:
            return
        session.closed = True
        for id_, (owner, method, answer) in list(self._answers.items()):
            if owner is session:
                del self._answers[id_]
                if not answer.done():
                    answer.set_exception(ProtocolError(f"{method}: the target is gone"))
        session.handle("closed", {})
