"""The agent's end of the pipe to the host."""

from __future__ import annotations

import asyncio
import os
import select
import socket
from collections.abc import Callable

import msgspec

from shim.isolated.messages import Answered, Ask, FromHost, Ping, Pong, Value, counts
from shim.isolated.pipe import Pipe, encode


class HostLink:
    """Sends at once, and waits where the host does not read. Without a host the process ends."""

    def __init__(self, end: socket.socket) -> None:
        self._pipe: Pipe[FromHost] = Pipe(end, FromHost)
        self._socket = end
        self._has_handling_queued = False
        self.seen = 0
        """Messages that were taken, of those that `counts` is true for."""
        self.on_message: Callable[[FromHost], None] = lambda message: None

    def open(self) -> None:
        """Messages of the host come from now on."""
        asyncio.get_running_loop().add_reader(self._socket.fileno(), self._readable)

    def send(self, message: msgspec.Struct) -> None:
        """Sends a message to the host."""
        try:
            self._socket.sendall(encode(message))
        except OSError:
            os._exit(0)

    def ask(self, name: str, *arguments: Value) -> Value:
        """The host's answer. Meanwhile nothing else happens in this process, but that it says that it is alive."""
        self.send(Ask(name, list(arguments)))
        answer = self.wait_for(lambda message: isinstance(message, Answered))
        assert isinstance(answer, Answered)
        return answer.value

    def wait_for(self, is_answer: Callable[[FromHost], bool]) -> FromHost:
        """The message that is the answer to one that was sent. Nothing else happens meanwhile, as with `ask`."""
        came = self._pipe.came
        looked_at = len(came)
        while True:
            select.select([self._socket], [], [])
            self._read()
            fresh = [came.pop() for _ in range(len(came) - looked_at)][::-1]
            answer = None
            for message in fresh:
                if isinstance(message, Ping):
                    self.send(Pong())
                elif is_answer(message):
                    answer = message
                    self.seen += counts(message)
                else:
                    came.append(message)
            looked_at = len(came)
            if came and not self._has_handling_queued:
                self._has_handling_queued = True
                asyncio.get_running_loop().call_soon(self._handle)
            if answer is not None:
                return answer

    def _readable(self) -> None:
        self._read()
        self._handle()

    def _read(self) -> None:
        if not self._pipe.read():
            os._exit(0)

    def _handle(self) -> None:
        self._has_handling_queued = False
        while self._pipe.came:
            message = self._pipe.came.popleft()
            self.seen += counts(message)
            self.on_message(message)
