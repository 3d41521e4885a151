"""Media: the files of examples/sounds with bytes changed, cut and mixed, decoded and played."""

from __future__ import annotations

import random
from functools import cache
from pathlib import Path

from fuzz.stage import Stage

SOUNDS = Path(__file__).resolve().parents[2] / "examples" / "sounds"
WAYS = ("decode", "audio", "video", "source", "seek", "offline", "context", "record")
TYPES = ("audio/wav", "audio/ogg", "video/mp4", "video/webm", "audio/mpeg", "text/html", "", 'audio/x;codecs="')
BYTES = (
    "00",
    "ff",
    "7f",
    "80",
    "ffffffff",
    "00000000",
    "7fffffff",
    "80000000",
    "52494646",
    "0000000000000000",
    "4f676753",
)
SCRIPT = """async (way) => {
  const quiet = async (p) => { try { return await p } catch {} };
  const bytes = async () => (await fetch("/sound")).arrayBuffer();
  if (way === "decode" || way === "offline") {
    const c = way === "decode" ? new AudioContext() : new OfflineAudioContext(2, 4410, 44100);
    const buffer = await quiet(c.decodeAudioData(await bytes()));
    if (!buffer) return;
    const source = new AudioBufferSourceNode(c, { buffer, loop: true, playbackRate: 3 });
    source.connect(c.destination); source.start();
    return quiet(c.startRendering?.());
  }
  const e = document.createElement(way === "video" ? "video" : "audio");
  document.body.append(e);
  if (way === "source") { const s = document.createElement("source"); s.src = "/sound"; e.append(s) }
    else e.src = "/sound";
  if (way === "context") { const c = new AudioContext(); c.createMediaElementSource(e).connect(c.destination) }
  if (way === "record") { const r = new MediaRecorder(e.captureStream()); r.start(10) }
  const playing = quiet(e.play());
  await Promise.race([playing, new Promise((f) => { e.onerror = e.onloadeddata = f; setTimeout(f, 300) })]);
  if (way === "seek") for (const t of [1e9, 0.1, -1, e.duration, e.duration / 2]) { try { e.currentTime = t } catch {} }
  e.playbackRate = 4;
  [e.duration, e.buffered.length, e.seekable.length, e.videoWidth, e.error?.message];
  await new Promise((f) => setTimeout(f, 20));
}"""


@cache
def originals() -> dict[str, bytes]:
    """The files, by name."""
    return {path.name: path.read_bytes() for path in sorted(SOUNDS.iterdir()) if path.is_file()}


def make(chance: random.Random) -> list[str]:
    """A file's name, the way in which it is used, its type, and what is done to its bytes: `what position ...`. A
    position is a fraction of the file."""
    names = list(originals())
    changes = []
    for _ in range(chance.choice((0, 1, 2, 5, 20, 100))):
        at = chance.random() if chance.random() < 0.5 else chance.random() ** 4 * 0.05
        kind = chance.choice(("set", "set", "set", "flip", "insert", "cut", "double", "end", "mix"))
        if kind == "end" and len(changes) > 2:
            kind = "flip"
        more = {
            "set": lambda: chance.choice(BYTES),
            "insert": lambda: chance.choice(BYTES) * chance.choice((1, 1, 300)),
            "flip": lambda: str(chance.randrange(8)),
            "cut": lambda: str(chance.choice((1, 4, 100, 5000))),
            "double": lambda: str(chance.choice((1, 100, 5000))),
            "end": lambda: "",
            "mix": lambda: f"{chance.choice(names)} {chance.random():.6f} {chance.choice((16, 500, 5000))}",
        }[kind]()
        changes.append(f"{kind} {at:.6f} {more}")
    return [f"{chance.choice(names)} {chance.choice(WAYS)} {chance.choice(TYPES)}", *changes]


def changed(data: bytes, changes: list[str]) -> bytes:
    """The bytes after the changes."""
    made = bytearray(data)
    for change in changes:
        kind, place, *more = change.split()
        at = int(float(place) * len(made))
        if kind == "set":
            value = bytes.fromhex(more[0])
            made[at : at + len(value)] = value
        elif kind == "insert":
            made[at:at] = bytes.fromhex(more[0])
        elif kind == "flip" and at < len(made):
            made[at] ^= 1 << int(more[0])
        elif kind == "cut":
            del made[at : at + int(more[0])]
        elif kind == "double":
            made[at:at] = made[at : at + int(more[0])]
        elif kind == "end":
            del made[at:]
        elif kind == "mix":
            other = originals()[more[0]]
            start = int(float(more[1]) * len(other))
            made[at:at] = other[start : start + int(more[2])]
    return bytes(made)


async def play(pieces: list[str], stage: Stage) -> None:
    """Serves the bytes to a page that decodes or plays them."""
    name, way, type_ = pieces[0].split(" ", 2) if pieces[0].split(" ")[0] in originals() else ("music.ogg", "audio", "")
    page = await stage.page()
    page.route("**/sound", body=changed(originals()[name], pieces[1:]), content_type=type_)
    await stage.load("<!doctype html><body>", page)
    await stage.evaluate(page, f"({SCRIPT})({way!r})", 3)
