"""The generator of `server_load`: documents on WebSockets of their own, each with one element that starts and ceases to
be audible, as often as is asked for. Run as `python -m benchmarks.workers.documents URL DOCUMENTS RATE SECONDS`.

It speaks the protocol as js/polyfill/websocket-link.js does, and checks every message that comes: each state must be
the one that the document asked for, in order. Frames are written and read by hand, and what a document has to say in
one turn is sent at once, for the generator must leave the server a processor of its own. Prints a line when all are
connected, and then one JSON object: times in seconds, how busy it was as part of a processor, how late (`lag`) its
changes were at the worst.
"""

import gc
import json
import os
import select
import socket
import sys
from base64 import b64encode
from time import perf_counter, process_time
from typing import Literal
from urllib.parse import urlsplit

import msgspec

SECONDS_TO_FINISH = 120.0
_ELEMENT = "audiocontext#1"
_MESSAGES_PER_FRAME = 64


class Failure(Exception):
    """Failure that makes the run worthless: a message was lost, or came twice, or said something else."""


class _Notification(msgspec.Struct, forbid_unknown_fields=True):
    op: Literal["notify-state"]
    state: str
    serial: int


class _Frame(msgspec.Struct, forbid_unknown_fields=True):
    received: int
    messages: list[_Notification]


_decoder = msgspec.json.Decoder(_Frame)
_buffer = bytearray(65536)
_view = memoryview(_buffer)


class Document:
    """One document. `waits` holds when each change was due to be asked for whose answer has not come."""

    def __init__(self, url: str, number: int) -> None:
        parts = urlsplit(url)
        assert parts.hostname is not None
        self.number = number
        self._rest = b""
        self._outgoing: list[bytes] = []
        self.socket = socket.create_connection((parts.hostname, parts.port or 80))
        self.socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self.socket.sendall(
            f"GET {parts.path}?{parts.query} HTTP/1.1\r\nHost: {parts.netloc}\r\nUpgrade: websocket\r\n"
            f"Connection: Upgrade\r\nSec-WebSocket-Version: 13\r\n"
            f"Sec-WebSocket-Key: {b64encode(os.urandom(16)).decode()}\r\n\r\n".encode()
        )
        answer = b""
        while b"\r\n\r\n" not in answer:
            answer += self._receive()
        head, _, self._rest = answer.partition(b"\r\n\r\n")
        if not head.startswith(b"HTTP/1.1 101"):
            raise Failure(f"the server answers {head[:80]!r}")
        self._say('{"op":"connect","version":1}')
        self.flush()
        self.received = 0
        self.serial = 0
        self.waits: list[float] = []
        while not self._frames():
            self._rest += self._receive()
        self._say('{"received":0,"messages":[{"op":"hello","version":1}]}')
        self.flush()

    def change(self, due: float) -> None:
        """The element starts or ceases to be audible."""
        self.serial += 1
        audible = self.serial % 2 == 1
        op = "try-activating" if audible else "inactivate"
        self.waits.append(due)
        self._say(
            f'{{"received":{self.received},"messages":['
            f'{{"op":"element","id":"{_ELEMENT}","audible":{"true" if audible else "false"},"interrupted":false}},'
            f'{{"op":"{op}","element":"{_ELEMENT}","serial":{self.serial}}}]}}'
        )

    def hear(self, delays: list[float]) -> None:
        """Takes what came, and acknowledges it."""
        self._rest += self._receive()
        now = perf_counter()
        notified = []
        for text in self._frames():
            for message in _decoder.decode(text).messages:
                if self.received == len(self.waits):
                    raise Failure(f"document {self.number} is told {message} and asked for nothing")
                delays.append(now - self.waits[self.received])
                self.received += 1
                state = "active" if self.received % 2 == 1 else "inactive"
                if message.state != state or message.serial > self.serial:
                    raise Failure(f"message {self.received} of document {self.number} is {message}, not {state}")
                notified.append(f'{{"op":"state-notified","state":"{state}"}}')
        for begin in range(0, len(notified), _MESSAGES_PER_FRAME):
            messages = ",".join(notified[begin : begin + _MESSAGES_PER_FRAME])
            self._say(f'{{"received":{self.received},"messages":[{messages}]}}')

    def flush(self) -> None:
        """Sends what it has said. Where the server is far behind this waits, and the lag shows it."""
        if self._outgoing:
            self.socket.sendall(b"".join(self._outgoing))
            self._outgoing.clear()

    def _receive(self) -> bytes:
        size = self.socket.recv_into(_buffer)
        if not size:
            raise Failure(f"the server closed the connection of document {self.number}")
        return bytes(_view[:size])

    def _say(self, text: str) -> None:
        payload = text.encode()
        size = len(payload)
        head = bytes((0x81, 0x80 | size)) if size < 126 else b"\x81\xfe" + size.to_bytes(2, "big")
        self._outgoing.append(head + b"\0\0\0\0" + payload)  # a mask of zeros masks nothing

    def _frames(self) -> list[bytes]:
        rest, frames = self._rest, []
        position = 0
        while len(rest) - position >= 2:
            first, size = rest[position], rest[position + 1]
            start = position + 2
            if size == 126:
                size = int.from_bytes(rest[start : start + 2], "big")
                start += 2
            if len(rest) < start + size:
                break
            payload = rest[start : start + size]
            position = start + size
            if first == 0x81:
                frames.append(payload)
            elif first == 0x89:
                self._outgoing.append(bytes((0x8A, 0x80 | size)) + b"\0\0\0\0" + payload)
            else:
                raise Failure(f"document {self.number} gets {bytes([first])!r} {payload!r}")
        self._rest = rest[position:]
        return frames


def run(url: str, count: int, rate: float, seconds: float) -> dict[str, object]:
    """Connects, asks for `rate` changes a second and document for so many seconds, and waits for all answers."""
    documents = [Document(url, number) for number in range(count)]
    poll = select.epoll()
    by_number = {}
    for document in documents:
        by_number[document.socket.fileno()] = document
        poll.register(document.socket, select.EPOLLIN)
    gc.disable()  # nothing here is in a cycle
    _say("connected")
    changes = count * round(rate * seconds)
    interval = 1 / (count * rate)
    begin = perf_counter() + 0.2
    begin_of_work = process_time()
    asked = 0
    delays: list[float] = []
    lag = 0.0
    deadline = begin + seconds + SECONDS_TO_FINISH
    while len(delays) < changes:
        wait = max(0.0, begin + asked * interval - perf_counter()) if asked < changes else 0.5
        spoke = set()
        for descriptor, _ in poll.poll(wait):
            document = by_number[descriptor]
            document.hear(delays)
            spoke.add(document)
        now = perf_counter()
        if now > deadline:
            raise Failure(f"{changes - len(delays)} of {changes} answers did not come")
        while asked < changes and (due := begin + asked * interval) <= now:
            lag = max(lag, now - due)
            document = documents[asked % count]
            document.change(due)
            spoke.add(document)
            asked += 1
        for document in spoke:
            document.flush()
    took = perf_counter() - begin
    delays.sort()
    return {
        "changes": len(delays),
        "took": took,
        "generator": (process_time() - begin_of_work) / took,
        "lag": lag,
        "median": delays[len(delays) // 2],
        "p99": delays[int(len(delays) * 0.99)],
        "longest": delays[-1],
    }


def _say(line: str) -> None:
    sys.stdout.write(f"{line}\n")
    sys.stdout.flush()


if __name__ == "__main__":
    address, documents_, rate_, seconds_ = sys.argv[1:]
    try:
        _say(json.dumps(run(address, int(documents_), float(rate_), float(seconds_))))
    except (Failure, OSError) as failure:
        raise SystemExit(f"documents: {failure}") from None
    sys.stdin.readline()  # The documents stay until the server was looked at.
