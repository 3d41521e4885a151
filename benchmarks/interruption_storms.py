"""Random pages, calls and buttons on one device. No call may hang, and what is interrupted may make no sound.

`python -m benchmarks.interruption_storms [--seconds S] [--seed N] [--policy NAME...] [--clock system|manual]` plays
rounds one after the other, each on a device of its own and for two or three minutes of a manual clock, in one process,
which is killed when a round does not end. A round's policy and steps follow from its seed: `--seed N --seconds 0`
plays it alone. `tests/device/test_storms.py` plays a few.
"""

from __future__ import annotations

import argparse
import asyncio
import faulthandler
import json
import random
import subprocess
import sys
import tempfile
import time
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager, suppress
from pathlib import Path
from typing import Any, Literal

from benchmarks.audio_storms import Player

POLICIES = ("spec", "ios", "android", "chromeos", "desktop")
TYPES = ("auto", "playback", "transient", "transient-solo", "ambient", "play-and-record")
STEPS = 60
"""Steps of a round."""
PATIENCE = 20.0
"""Seconds that one step may take, on a machine that is busy."""
CALM = 10.0
"""Seconds after which a device on which nothing is left to happen has come to rest."""
SOUNDS = Path(__file__).parents[1] / "examples" / "sounds"
URL = "https://storm.test/"
FILES = {"tone": "tone-1s.wav", "music": "music.ogg", "ring": "ring.mp3", "video": "video-with-audio.webm"}

PAGE = """<!doctype html><title>storm</title><body><script>
const quiet = (promise) => Promise.resolve(promise).catch(() => {});
const things = [], made = [], pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
addEventListener("unhandledrejection", (event) => event.preventDefault());
navigator.mediaSession.setActionHandler("nexttrack", () => things.at(-1)?.go());
const make = {
  audio(file, { again, next }) {
    const element = new Audio("/" + file);
    element.loop = !next;
    if (again) element.onpause = () => quiet(element.play());
    if (next) element.onended = () => quiet(element.play());
    return { element, go: () => quiet(element.play()), halt: () => { element.onpause = null; element.pause(); } };
  },
  attached(file, { again }) {
    const element = document.createElement(file === "video" ? "video" : "audio");
    element.autoplay = again;
    element.controls = true;
    element.src = "/" + file;
    document.body.append(element);
    return { element, go: () => quiet(element.play()), halt: () => { element.pause(); element.remove(); } };
  },
  context(file, { again, next }) {
    const context = new AudioContext(), source = context.createOscillator();
    source.connect(context.destination);
    source.start();
    if (again) context.onstatechange = () => { if (context.state === "suspended") quiet(context.resume()); };
    if (next) source.stop(context.currentTime + 0.3);
    return {
      context,
      go: () => quiet(context.resume()),
      halt() {
        context.onstatechange = null;
        quiet(context.suspend());
      },
    };
  },
  microphone() {
    const streams = [];
    let stop = (stream) => streams.push(stream);
    return {
      go: () => quiet(navigator.mediaDevices.getUserMedia({ audio: true }).then((stream) => stop(stream))),
      halt() {
        stop = (stream) => { for (const track of stream.getTracks()) track.stop(); };
        streams.forEach(stop);
      },
    };
  },
  speech(file, { again }) {
    const say = () => {
      const words = new SpeechSynthesisUtterance("one two three");
      if (again) words.onend = () => { if (again) say(); };
      speechSynthesis.speak(words);
    };
    return { go: say, halt: () => { again = false; speechSynthesis.cancel(); } };
  },
  frame(file, options) {
    const frame = document.createElement("iframe");
    frame.src = "/page";
    document.body.append(frame);
    const inner = (does) => frame.contentWindow?.act?.(does, file, options);
    return { go: () => inner("go"), halt: () => { inner("halt"); frame.remove(); } };
  },
};
navigator.audioSession.onstatechange = () => {
  if (window.stubborn && navigator.audioSession.state !== "active") for (const thing of things) thing.go();
};
window.act = async (does, file, options) => {
  if (does === "go") {
    const kind = options.kind === "frame" && window !== top ? "audio" : options.kind;
    const thing = make[kind](file, options);
    things.push(thing);
    made.push(thing);
    await pause(options.wait);
    if (things.includes(thing)) thing.go();
  } else if (does === "again") things[options.wait % (things.length || 1)]?.go();
  else if (does === "stubborn") window.stubborn = true;
  else if (does === "halt") { window.stubborn = false; for (const thing of things.splice(0)) thing.halt(); }
  else if (does === "end") {  // a button may have played what was halted
    window.stubborn = false;
    things.length = 0;
    for (const thing of made) thing.halt();
  }
};
document.body.insertAdjacentHTML("beforeend", "<button id=go>go</button>");
go.onclick = () => act(...window.given);
</script>"""

PLAYING = """[...document.querySelectorAll("audio, video")].concat(things.map((t) => t.element))
  .filter((e) => e && !e.paused && e.readyState > 2).length
  + things.filter((t) => t.context?.state === "running").length"""
"""Script that counts the things of a page that say that they play."""


class Round:
    """One device, with up to four pages, and what happens to it."""

    def __init__(self, browser: Any, chance: random.Random, events: AsyncExitStack) -> None:
        self.browser = browser
        self.device = browser.device
        self.chance = chance
        self.events = events
        self.pauses = (0, 0, 0.01, 0.3, 1, 5, 15) if self.device.clock.is_manual else (0, 0, 0.01, 0.05, 0.3)
        """Seconds between steps."""
        self.apps: list[Any] = []
        self.log: list[str] = []

    async def step(self) -> None:
        """Does one thing at random, and looks at what must hold."""
        does = self.chance.choices(*zip(*_WEIGHTS.items(), strict=True))[0]
        self.log.append(does)
        async with _limit(f"{does} does not end", PATIENCE):
            await getattr(self, does)()
        await self.device.clock.run_for(self.chance.choice(self.pauses))
        if self.chance.random() < 0.3:
            await self.check()

    async def check(self) -> None:
        """Looks whether a page is heard that is not active, and whether one was told of a fault of ours."""
        rests = False
        async with _limit("the device does not settle", PATIENCE):
            await self.device.settle()
            rests = True
        if not rests:
            return
        heard = {a.name: a for a in self.device.audible()}
        for page in self.browser.pages:
            states = [frame.session.state for frame in page.frames]
            if "active" not in states and page.name in heard:
                raise AssertionError(f"{page.name} is {states} and is heard: {heard[page.name]}")
            self._look_at_errors(page)

    def _look_at_errors(self, page: Any) -> None:
        if page.errors:
            raise AssertionError([f"{error} {error.stack}" for error in page.errors])

    async def open(self) -> None:
        """Opens a page; the oldest goes when there are four."""
        if len(self.browser.pages) > 3:
            await self.close()
        page = await self.browser.new_page()
        page.route("**/*", _answer)
        await page.goto(URL)
        if self.chance.random() < 0.5:
            await page.evaluate(f"navigator.audioSession.type = {self.chance.choice(TYPES)!r}")

    async def close(self) -> None:
        """Closes a page."""
        if self.browser.pages:
            page = self.chance.choice(self.browser.pages)
            self._look_at_errors(page)
            await page.close()

    async def act(self) -> None:
        """A person clicks, and something is to play after a while."""
        if not self.browser.pages:
            return await self.open()
        page = self.chance.choice(self.browser.pages)
        options = {
            "kind": self.chance.choice(("audio", "audio", "attached", "context", "microphone", "speech", "frame")),
            "again": self.chance.random() < 0.3,
            "next": self.chance.random() < 0.2,
            "wait": self.chance.choice((0, 0, 5, 200)),
        }
        does = self.chance.choice(("go", "go", "go", "again", "halt", "stubborn"))
        if self.chance.random() < 0.7:
            await page.evaluate(f"window.given = {json.dumps([does, self.chance.choice(list(FILES)), options])}")
            await page.click("#go")
        else:
            await page.evaluate(f"void act({json.dumps(does)}, 'tone', {json.dumps(options)})")

    async def type(self) -> None:
        """A page sets its type."""
        if self.browser.pages:
            await self.chance.choice(self.browser.pages).evaluate(
                f"void (navigator.audioSession.type = {self.chance.choice(TYPES)!r})"
            )

    async def reload(self) -> None:
        """A page is loaded anew."""
        if self.browser.pages:
            await self.chance.choice(self.browser.pages).goto(URL)

    async def begin(self) -> None:
        """A call, an alarm or the assistant begins; it goes on while other things happen."""
        event = self.chance.choice((self.device.phone_call, self.device.alarm, self.device.assistant))
        await self.events.enter_async_context(event(resume=self.chance.random() < 0.8))

    async def end(self) -> None:
        """All events end."""
        await self.events.aclose()

    async def press(self) -> None:
        """A button is pressed."""
        from shim.session.now_playing import Button

        self.device.press(self.chance.choice(list(Button)).value)

    async def screen(self) -> None:
        """The screen is locked or unlocked, the browser leaves the front or returns."""
        self.chance.choice((self.device.lock, self.device.unlock, self.device.background, self.device.foreground))()

    async def route(self) -> None:
        """The silent switch, the volume, headphones."""
        from shim.session.errors import LocalSessionError

        change = self.chance.randrange(4)
        if change == 0:
            self.device.silent_switch = not self.device.silent_switch
        elif change == 1:
            self.device.volume = self.chance.random()
        else:
            name = self.chance.choice(("headphones", "bluetooth"))
            with suppress(LocalSessionError):  # it is plugged in already, or is not
                (self.device.plug if change == 2 else self.device.unplug)(name)

    async def front(self) -> None:
        """A tab is brought to the front."""
        if self.browser.pages:
            await self.chance.choice(self.browser.pages).bring_to_front()

    async def app(self) -> None:
        """A native app plays, pauses, stops or is closed."""
        if not self.apps or (len(self.apps) < 3 and self.chance.random() < 0.2):
            kind = self.chance.choice(TYPES[1:])
            self.apps.append(self.device.app(f"App {len(self.device.core.timeline)}", type=kind))
        app = self.chance.choice(self.apps)
        does = self.chance.choice(("play", "play", "pause", "stop", "close"))
        getattr(app, does)()
        if does == "close":
            self.apps.remove(app)

    async def come_to_rest(self) -> None:
        """Everything ends; afterwards nothing is interrupted, and nothing plays."""
        async with _limit("the events do not end", PATIENCE):
            await self.events.aclose()
        self.device.unlock()
        self.device.foreground()
        for app in self.apps:
            app.close()
        async with _limit("the pages do not halt", PATIENCE):
            for page in self.browser.pages:
                await page.evaluate("for (const w of [window, ...Array.from(frames)]) w.act?.('end'); 0")
        clock = self.device.clock
        end = clock.now() + CALM
        while True:
            await self.check()
            left = {p.name: p.session.state for p in self.browser.pages if p.session.state != "inactive"}
            playing = {p.name: n for p in self.browser.pages if (n := await p.evaluate(PLAYING))}
            if not left and not playing:
                return
            if clock.now() > end:
                core = self.device.core
                elements = {
                    p.name: [element for session in tab.sessions() for element in session.elements.values()]
                    for p in self.browser.pages
                    for tab in core.tabs.values()
                    if tab.participant.name == p.name
                }
                raise AssertionError(f"after all has ended: {left}, playing: {playing}, elements: {elements}")
            await clock.run_for(0.05)


_WEIGHTS = {
    "open": 4,
    "close": 1,
    "act": 16,
    "type": 2,
    "reload": 1,
    "begin": 5,
    "end": 4,
    "press": 6,
    "screen": 4,
    "route": 3,
    "front": 2,
    "app": 5,
}


@asynccontextmanager
async def _limit(sentence: str, seconds: float) -> AsyncIterator[None]:
    """Fails when its block takes longer. A device may say that pages which fight for the sound do not come to rest."""
    from shim import TimeoutError as DoNotRest

    try:
        async with asyncio.timeout(seconds):
            with suppress(DoNotRest):
                yield
    except TimeoutError as error:
        raise AssertionError(sentence) from error


async def _answer(route: Any) -> None:
    name = FILES.get(route.request.url.removeprefix(URL))
    if name is None:
        await route.fulfill(body=PAGE, content_type="text/html")
    else:
        await route.fulfill(path=SOUNDS / name)


async def play(policy: str, seed: int, clock: Literal["system", "manual"]) -> float:
    """Plays one round; the seconds that passed in it. Raises `AssertionError` with the steps that led to what must not
    be."""
    from shim import Browser

    chance = random.Random(seed)
    autoplay = chance.choice(("allow", "allow", "user-gesture", "user-gesture-per-element"))
    async with AsyncExitStack() as stack:
        browser = await stack.enter_async_context(
            Browser(policy=policy, autoplay=autoplay, permissions={"microphone": "granted"}, clock=clock)
        )
        folder = stack.enter_context(tempfile.TemporaryDirectory())
        await stack.enter_async_context(browser.device.record(Path(folder) / "heard.wav"))
        one = Round(browser, chance, await stack.enter_async_context(AsyncExitStack()))
        try:
            for _ in range(STEPS):
                await one.step()
            await one.come_to_rest()
            return float(browser.clock.now())
        except Exception as error:
            lines = "\n".join(
                f"{t.t:7.3f} {t.participant} document {t.document}: {t.from_state} -> {t.to_state}: {t.cause}"
                for t in list(browser.device.timeline)[-30:]
            )
            raise AssertionError(f"{error}\nsteps: {' '.join(one.log)}\n{lines}") from error


async def _play_all() -> None:
    for line in iter(sys.stdin.readline, ""):
        policy, seed, clock = json.loads(line)
        faulthandler.dump_traceback_later(ROUND * 0.9)
        seconds = await play(policy, seed, clock)
        sys.stderr.write(f"{seconds:.0f} s passed\n")
        faulthandler.cancel_dump_traceback_later()
        sys.stdout.write("done\n")
        sys.stdout.flush()


ROUND = 180.0
"""Seconds that a round may take, on a machine that is busy."""


def main() -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks.interruption_storms", description=__doc__)
    parser.add_argument("--seconds", type=float, default=60, help="how long to go on; 0 for one round")
    parser.add_argument("--seed", type=int, default=0, help="seed of the first round; the next has the next number")
    parser.add_argument("--policy", nargs="+", choices=POLICIES, default=POLICIES, help="policies to take by turns")
    parser.add_argument(
        "--clock", choices=("system", "manual"), default="manual", help="whose time passes in the pages"
    )
    parser.add_argument("--busy", type=int, default=0, help="processes that keep the machine busy meanwhile")
    parser.add_argument("--play", action="store_true", help=argparse.SUPPRESS)
    options = parser.parse_args()
    if options.play:
        asyncio.run(_play_all())
        return 0
    busy = [subprocess.Popen([sys.executable, "-c", "while True: pass"]) for _ in range(options.busy)]
    player = Player("benchmarks.interruption_storms")
    end = time.monotonic() + options.seconds
    seed = options.seed
    try:
        while True:
            policy = options.policy[seed % len(options.policy)]
            start = time.monotonic()
            ended = player.play(policy, seed, options.clock, patience=ROUND)
            result = "" if ended else "FAILED"
            sys.stdout.write(f"{policy:10} seed {seed:6} {time.monotonic() - start:6.2f} s  {result}\n")
            sys.stdout.flush()
            seed += 1
            if not ended:
                return 1
            if time.monotonic() >= end:
                break
        return 0 if player.end() else 1
    finally:
        for process in busy:
            process.kill()


if __name__ == "__main__":
    sys.exit(main())
