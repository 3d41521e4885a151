"""Messages of documents to the session model, as a page that has taken the place of the polyfill would send them."""

from __future__ import annotations

import json
import random
from typing import Any

from fuzz.stage import Stage
from shim.link.host import SessionHost
from shim.session import Button, Policy, RemoteSessionError
from shim.session.policy import NAMES

OPS = (
    "hello", "type-applied", "element", "element", "element", "element-removed", "picture-in-picture", "sink", "fault",
    "try-activating", "try-activating", "try-activating", "inactivate", "inactivate", "state-notified",
    "state-notified", "notify-state", "guard", "x",
)  # fmt: skip
IDS = (
    "audio#1",
    "audio#2",
    "video#1",
    "audiocontext#1",
    "microphone#1",
    "speech#1",
    "audio#0",
    "audio#99999999999",
    "x#1",
    "audio",
    "",
)
TYPES = ("auto", "playback", "transient", "transient-solo", "ambient", "play-and-record", "x", None, 1)
STATES = ("inactive", "active", "interrupted", "x")
ODD: tuple[Any, ...] = (
    None,
    True,
    False,
    0,
    -1,
    1,
    2**53,
    2**64,
    1e308,
    0.5,
    "",
    "x",
    "\0",
    "\ud800",
    [],
    {},
    [[]] * 3,
    "a" * 20000,
)


def message(chance: random.Random, serial: int) -> str:
    """A message that is mostly as it should be."""
    op = chance.choice(OPS)
    members: dict[str, Any] = {"op": op}
    if op in ("element", "element-removed", "picture-in-picture", "sink"):
        members["id"] = chance.choice(IDS[:6]) if chance.random() < 0.9 else chance.choice(IDS)
    if op == "element":
        members |= {"audible": chance.random() < 0.6, "interrupted": chance.random() < 0.3}
    if op == "picture-in-picture":
        members["on"] = chance.random() < 0.5
    if op == "sink":
        members["output"] = chance.choice(("speaker", "headphones", None, "earpiece"))
    if op in ("try-activating", "inactivate"):
        members |= {
            "element": chance.choice(IDS[:6]),
            "serial": serial if chance.random() < 0.9 else chance.randrange(9),
        }
    if op == "type-applied":
        members["type"] = chance.choice(TYPES)
    if op == "state-notified":
        members["state"] = chance.choice(STATES)
    if op == "hello":
        members["version"] = chance.choice((1, 1, 2))
    if op == "fault":
        members["text"] = chance.choice(("x", "y" * 3000))
    if chance.random() < 0.1:
        members[chance.choice((*members, "extra"))] = chance.choice(ODD)
    text = json.dumps(members)
    if chance.random() < 0.05:
        at = chance.randrange(len(text) + 1)
        text = (
            text[:at] + chance.choice(("[" * 3000, "\0", '"', "{", "}", "\ud800", "9" * 400, "e999", "\\")) + text[at:]
        )
    return text


def make(chance: random.Random) -> list[str]:
    """A policy, then what happens: `document`, `frame N`, `gone N`, `call`, `over`, or `N message`."""
    pieces = [chance.choice(NAMES), "document", "document"]
    for serial in range(1, chance.choice((20, 100, 400))):
        kind = chance.random()
        number = chance.randrange(1, 5)
        if kind < 0.03:
            pieces.append(chance.choice(("document", f"frame {number}", f"gone {number}")))
        elif kind < 0.1:
            pieces.append(
                chance.choice(("call", "over", "over without resuming", "microphones", "press play", "press pause"))
            )
        else:
            pieces.append(f"{number} {message(chance, serial)}")
    return pieces


async def play(pieces: list[str], stage: Stage) -> None:
    """A bad message is refused with an error of its own, and has no effect; nothing else may be raised."""
    policy = pieces[0] if pieces[0] in NAMES else "spec"
    host = SessionHost(Policy.named(policy))
    documents: list[int] = []
    calls: list[Any] = []
    for now, piece in enumerate(pieces):
        what, _, rest = piece.partition(" ")
        if what == "document":
            documents.append(host.add_document())
        elif what == "frame" and documents:
            documents.append(host.add_document(documents[int(rest) % len(documents)]))
        elif what == "gone" and len(documents) > 1:
            gone = documents.pop(int(rest) % len(documents))
            host.remove_document(gone, now)
            living = {s.id for tab in host.device.tabs.values() for s in tab.sessions()}
            documents = [one for one in documents if one in living] or [host.add_document()]
        elif what == "call":
            calls.append(host.begin_interruption("call", now)[0])
        elif what == "over" and calls:
            host.end_interruption(calls.pop(), now, resume=not rest)
        elif what == "microphones":
            host.end_microphones()
        elif what == "press":
            host.press(Button(rest), now)
        elif what.isdecimal() and documents:
            try:
                host.receive(documents[int(what) % len(documents)], rest, now)
            except RemoteSessionError:
                continue
