"""AudioContexts of one document: they are audible by their samples."""

from ..scenario import Scenario


def _context(name: str, *steps: str, native: str = "", decided: str = "") -> Scenario:
    return Scenario(f"AudioContext/{name}", steps, "#audiocontext-sink", native=native, decided=decided, slow=True)


SCENARIOS = [
    _context(
        "suspend, resume, close",
        "top context c => top=active",
        "top suspend c => top=inactive",
        "top resume c => top=active",
        "top close c => top=inactive",
    ),
    _context("no source", "top silent c", "top suspend c", "top resume c", "top close c"),
    _context("source later", "top silent c", "top oscillator c => top=active"),
    _context(
        "gain of zero",
        "top silent c & gain c 0 & oscillator c",
        "top gain c 0.5 => top=active",
        "top gain c 0 => top=inactive",
    ),
    _context("source stops", "top context c => top=active", "top quiet c => top=inactive"),
    _context(
        "disconnected and connected",
        "top context c => top=active",
        "top disconnect c => top=inactive",
        "top connect c => top=active",
    ),
    _context("half a second of sound", "top short c 0.5 => top=inactive top!active,inactive"),
    _context("resumed while it runs", "top context c => top=active", "top resume c"),
    _context("rendered offline", "top offline => ->8000"),
    _context(
        "a stream from it, played by an element",
        "top record c a => top=active top.c=running top.a=playing",
        "top pause a => top=inactive",
        native="streams",
    ),
    _context(
        "an element through it",
        "top load a",
        "top wire c a",
        "top play a => top=active",
        "top wait c",
        "top pause a => top=inactive",
    ),
    _context(
        "an element through it, then suspended",
        "top load a",
        "top wire c a",
        "top play a => top=active",
        "top wait c",
        "top suspend c => top=inactive |",
        native="last audible",
        decided="last audible",
    ),
]
