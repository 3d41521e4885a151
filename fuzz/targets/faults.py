"""Everything that the fuzzer must see, done on purpose: for the tests of the fuzzer itself, and not among the targets
that it plays by itself. A piece is a fault's name, or `well`."""

from __future__ import annotations

import asyncio
import ctypes
import logging
import os
import random
import sys
import threading

from fuzz.stage import Stage

FAULTS = ("die", "exit", "raise", "internal", "log", "stderr", "late", "thread", "descriptor", "memory")
KEPT: list[object] = []


def make(chance: random.Random) -> list[str]:
    """One fault among much that is well, in one of three cases."""
    pieces = ["well"] * 8
    if chance.random() < 1 / 3:
        pieces[chance.randrange(8)] = chance.choice(FAULTS)
    return pieces


async def play(pieces: list[str], stage: Stage) -> None:
    """Does what the pieces say."""
    page = await stage.load("<!doctype html><p>x")
    for piece in pieces:
        if piece == "die":
            ctypes.string_at(0)
        elif piece == "exit":
            os._exit(3)
        elif piece == "raise":
            raise KeyError("x")
        elif piece == "internal":
            page.browser.loop.queue_task(lambda: 1 / 0)
            await asyncio.sleep(0.05)
        elif piece == "log":
            logging.getLogger("shim").error("something is wrong")
        elif piece == "stderr":
            sys.stderr.write("something is wrong\n")
        elif piece == "late":
            await stage.within("sleep", -7.9, asyncio.sleep(0.3))
        elif piece == "thread":
            wait = threading.Event()
            KEPT.append(wait)
            for _ in range(20):
                threading.Thread(target=wait.wait, daemon=True).start()
        elif piece == "descriptor":
            KEPT.extend(os.dup(0) for _ in range(20))
        elif piece == "memory":
            KEPT.append(bytearray(3 * 1024**3))
            await asyncio.sleep(5)
