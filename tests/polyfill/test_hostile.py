"""The polyfill as it is shipped, in pages that have changed what it is made of: before it, and after it.

It may cease to work there. What the browser's own functions do for the page must not change, and no error of ours may
come up.
"""

import asyncio
from collections.abc import AsyncIterator
from typing import Any

import pytest
import pytest_asyncio

from shim.polyfill.bundle import bundle
from tests.polyfill.chromium import MARKS, SECONDS_TO_WAIT, served
from tests.real_browsers import FAKE_MEDIA, launched

pytestmark = MARKS

THROW = "for (const name of Reflect.ownKeys({0})) if (typeof {0}[name] === 'function' && name !== 'constructor')"
CHANGES = {
    "frozen prototypes": "for (const name of Object.getOwnPropertyNames(window)) {"
    " const { value } = Object.getOwnPropertyDescriptor(window, name);"
    " if (typeof value === 'function' && value.prototype) Object.freeze(value.prototype); }",
    "frozen language": "for (const owner of [Function, Object, Array, Navigator]) Object.freeze(owner.prototype)",
    "fixed members": "const fix = (owner, name) => Object.defineProperty(owner, name, { configurable: false });"
    "fix(HTMLMediaElement.prototype, 'play'); fix(HTMLMediaElement.prototype, 'muted'); fix(window, 'AudioContext');"
    "fix(Document.prototype, 'createElement'); fix(AudioNode.prototype, 'connect');"
    "fix(Element.prototype, 'innerHTML'); fix(MediaStreamTrack.prototype, 'enabled');"
    "fix(Function.prototype, 'toString')",
    "Object.prototype": "Object.assign(Object.prototype, { get() {}, set() {}, apply() {}, value: 5, signal: 1 })",
    "toJSON": "Object.prototype.toJSON = () => 'x'",
    "Promise": "Promise.prototype.then = Promise.prototype.catch = () => { throw new Error('then') }",
    "no Promise": "window.Promise = () => { throw new Error('Promise') }",
    "Array": "for (const name of ['push', 'shift', 'splice', 'slice', 'forEach', 'map', 'filter', 'some', 'find'])"
    "  Array.prototype[name] = () => { throw new Error(name) };",
    "iterators": "Array.prototype[Symbol.iterator] = () => { throw new Error('iterator') }",
    "weak collections": "".join(
        f"{THROW.format(f'{name}.prototype')} {name}.prototype[name] = () => {{ throw new Error('{name}') }};"
        for name in ("WeakMap", "WeakSet", "WeakRef", "FinalizationRegistry")
    ),
    "no WeakRef": "delete window.WeakRef; delete window.FinalizationRegistry",
    "no channels": "delete window.BroadcastChannel; delete window.MessageChannel",
    "BroadcastChannel": "window.BroadcastChannel = class { constructor() { throw new Error('channel') } }",
    "locks": "LockManager.prototype.request = () => { throw new Error('lock') }",
    "postMessage": "MessagePort.prototype.postMessage = () => { throw new Error('postMessage') }",
    "listeners": "EventTarget.prototype.addEventListener = EventTarget.prototype.dispatchEvent ="
    "  () => { throw new Error('listener') }",
    "JSON": "JSON.parse = JSON.stringify = () => { throw new Error('JSON') }",
    "no JSON": "delete window.JSON",
    "call": "Function.prototype.call = Function.prototype.apply = () => { throw new Error('call') }",
    "Reflect": f"{THROW.format('Reflect')} Reflect[name] = () => {{ throw new Error('Reflect') }}",
    "Object": "Object.defineProperty = Object.getOwnPropertyDescriptor = Object.hasOwn ="
    "  () => { throw new Error('Object') }",
    "RegExp": "RegExp.prototype.test = RegExp.prototype.exec = () => { throw new Error('RegExp') }",
    "console": "console.debug = console.warn = () => { throw new Error('console') }; AnalyserNode = class { };",
    "no console": "window.console = undefined; window.WeakRef = undefined",
    "timers": "window.setTimeout = window.setInterval = () => { throw new Error('timer') }",
    "Event": "window.Event = class { constructor() { throw new Error('Event') } }",
    "elements": "for (const [owner, name] of [[Element, 'localName'], [Node, 'ownerDocument'],"
    "  [HTMLMediaElement, 'srcObject']])"
    "  Object.defineProperty(owner.prototype, name, { get() { throw new Error(name) } })",
}
# Without what a page may have changed.
START = """<!doctype html><title>x</title><link rel=icon href='data:,'><script>
  const errors = [], Later = Promise;
  addEventListener("error", (event) => errors[errors.length] = event.message);
  addEventListener("unhandledrejection", (event) => errors[errors.length] = `rejected: ${event.reason}`);
</script>"""
USE = """(async () => {
  const found = [];
  const note = (name, value) => { found[found.length] = `${name}: ${value}`; };
  const use = (name, action) => {
    try { const made = action(); note(name, made); return made } catch (error) { note(name, error) }
  };
  const a = use("new Audio", () => new Audio("/tone.wav"));
  use("elements", () => document.createElement("div") + document.createElement("audio").cloneNode(true));
  use("markup", () => { const d = document.createElement("p"); d.innerHTML = "<audio></audio>"; return d.innerHTML });
  use("insert", () => document.body.insertAdjacentHTML("beforeend", "<video></video>"));
  use("shadow", () => document.createElement("p").attachShadow({ mode: "closed" }).innerHTML = "<audio></audio>");
  use("mute", () => { a.muted = true; a.muted = false; a.volume = 0.5; return a.volume });
  use("play", () => a.play());
  use("pause", () => { a.pause(); return a.paused });
  try { await a.play(); note("play", a.paused) } catch (error) { note("play", error) }
  const c = use("new AudioContext", () => new AudioContext());
  use("connect", () => { const o = c.createOscillator(); o.start(); o.connect(c.destination); return o.disconnect() });
  try { await c.suspend(); note("suspend", c.state); await c.resume(); note("resume", c.state) }
  catch (error) { note("context", error) }
  try {
    const s = await navigator.mediaDevices.getUserMedia({ audio: true }), t = s.getTracks()[0];
    t.enabled = false;
    note("track", [t.enabled, t.muted, t.clone().enabled, s.clone()]);
    t.stop();
  } catch (error) { note("track", error) }
  use("source", () => `${typeof a.play}` + (() => 1));
  // Tasks of ours have run by then.
  await new Later((resolve) => { a.ontimeupdate = resolve; a.play(); });
  return [found, errors];
})()"""


@pytest_asyncio.fixture(loop_scope="module", scope="module")
async def site() -> AsyncIterator[tuple[Any, str]]:
    tag = "<script src=/audio-session.js></script>"
    files = {"audio-session.js": bundle(minified=True).script}
    for name, change in CHANGES.items():
        changed = f"<script>{{ {change} }}</script>"
        files[f"{name}/never"] = START + changed
        files[f"{name}/before"] = START + changed + tag
        files[f"{name}/after"] = START + tag + changed
    async with served(files) as url, launched(*FAKE_MEDIA) as browser:
        yield browser, url


async def found(site: tuple[Any, str], path: str) -> Any:
    browser, url = site
    page = await browser.newPage()
    await page.goto(url + path)
    client = await page.target.createCDPSession()
    async with asyncio.timeout(SECONDS_TO_WAIT):
        came = await client.send("Runtime.evaluate", {"expression": USE, "awaitPromise": True, "returnByValue": True})
    await page.close()
    return came["result"]["value"]


@pytest.mark.parametrize("change", CHANGES)
async def test_the_page_is_not_hurt(site: tuple[Any, str], change: str) -> None:
    without = await found(site, f"{change}/never")
    assert await found(site, f"{change}/before") == without
    assert await found(site, f"{change}/after") == without
