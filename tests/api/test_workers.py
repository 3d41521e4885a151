"""Workers come out the same on both engines, and no worker holds its page up."""

from __future__ import annotations

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any
from urllib.parse import unquote

import pytest
from aiohttp import web

from shim import Browser
from shim.net.routes import Route
from tests.conftest import Serve, clock_of
from tests.paths import ROOT
from tests.workers import KINDS, LISTEN, START

FILES = {
    "/lib.js": "self.count = (self.count || 0) + 1; function add(a, b) { return a + b }",
    "/throws.js": "throw new RangeError('of the script')",
    "/syntax.js": "\n\nlet x = ;",
    "/answer.js": "export const answer = 41;",
    "/module.js": "import { answer } from './answer.js'; const again = await import('./answer.js');"
    "postMessage([answer + 1, again.answer, import.meta.url.endsWith('/module.js')]);",
    "/imports.js": "importScripts('/lib.js', 'lib.js'); postMessage([count, add(1, 2)]);"
    "for (const url of ['/throws.js', '/none.js', '/data', 'http://['])"
    " try { importScripts(url) } catch (e) { postMessage(e.name) }",
    "/nested.js": "const w = new Worker('/child.js'); w.onmessage = ({ data }) => { postMessage(data); w.terminate() }",
    "/child.js": "fetch('/data').then((r) => r.text()).then((text) => postMessage('the child has ' + text))",
    "/shared.js": "let n = 0; onconnect = ({ ports: [port], source }) => {"
    " n++; port.onmessage = ({ data }) => port.postMessage([n, data, name, port === source]) }",
}
# `say` keeps what is said; `start` makes a worker that says what it hears, errors too; `blob` gives a script a URL.
HEAD = """<!doctype html><script>
  log = [];
  say = (...said) => log.push(said.length === 1 ? said[0] : said);
  blob = (code) => URL.createObjectURL(new Blob([code], { type: "text/javascript" }));
  start = (url, options) => {
    const worker = new Worker(url, options);
    worker.onmessage = ({ data }) => say(data);
    worker.onmessageerror = () => say("messageerror");
    worker.onerror = (event) => {
      event.preventDefault();
      const file = event.filename?.replace(/^blob:.*/, "blob:").split("/").pop();
      say(event.constructor.name, event.message?.split(":")[0], file, event.lineno);
    };
    return worker;
  };
</script>"""


async def answer(request: web.Request) -> web.Response:
    """The files, and a page."""
    if request.path == "/":
        return web.Response(text=HEAD, content_type="text/html")
    if request.path == "/data":
        return web.Response(text="data")
    if request.path == "/script.js":
        return web.Response(text=unquote(request.rel_url.raw_query_string), content_type="text/javascript")
    if request.path not in FILES:
        raise web.HTTPNotFound
    return web.Response(text=FILES[request.path], content_type="text/javascript")


@asynccontextmanager
async def opened(engine: str, serve: Serve, **options: Any) -> AsyncIterator[Any]:
    """A page of that engine with `HEAD`."""
    base = await serve(answer)
    async with Browser(engine=engine, **options) as browser:
        page = await browser.new_page()
        await page.goto(f"{base}/")
        yield page


CASES: dict[str, tuple[str, list[object]]] = {
    "a module": ("start('/module.js', { type: 'module' })", [[42, 41, True]]),
    "importScripts": (
        "start('/imports.js')",
        [[2, 3], "RangeError", "NetworkError", "NetworkError", "SyntaxError"],
    ),
    "importScripts in a module": (
        "start(blob(`try { importScripts('data:text/javascript,1') } catch (e) { postMessage(e.name) }`),"
        " { type: 'module' })",
        ["TypeError"],
    ),
    "nested": ("start('/nested.js')", ["the child has data"]),
    "a data: URL has an origin of its own": (
        "start('data:text/javascript,postMessage([location.protocol, origin])')",
        [["data:", "null"]],
    ),
    "a blob: URL that is revoked at once": (
        "{ const url = blob('postMessage(location.protocol)'); start(url); URL.revokeObjectURL(url) }",
        ["blob:"],
    ),
    "the global scope": (
        "start(blob(`postMessage([self instanceof DedicatedWorkerGlobalScope, self instanceof EventTarget,"
        " typeof window, typeof document, typeof localStorage, name, self === globalThis, isSecureContext,"
        " typeof importScripts, typeof Element, typeof SharedWorker, typeof Worker])`), { name: 'mine' })",
        [[True, True, "undefined", "undefined", "undefined", "mine", True, True, "function", "undefined",
          "undefined", "function"]],
    ),
    "location and navigator": (
        "start('/script.js?postMessage([location.pathname, location.host === new URL(location).host,"
        " navigator instanceof WorkerNavigator, navigator.userAgent.length > 5, navigator.language,"
        " typeof navigator.hardwareConcurrency])')",
        [["/script.js", True, True, True, "en-US", "number"]],
    ),
    "what pages have too": (
        "start(blob(`(async () => { const bytes = new TextEncoder().encode('abc');"
        " const digest = await crypto.subtle.digest('SHA-256', bytes);"
        " postMessage([new URL('/x', 'http://a').href, new TextDecoder().decode(bytes), digest.byteLength,"
        " structuredClone(new Map([[1, 2]])).get(1), await new Blob(['b']).text(), atob(btoa('c')),"
        " performance.now() >= 0, typeof crypto.randomUUID(), new Headers({ a: 'b' }).get('a')]) })()`))",
        [["http://a/x", "abc", 32, 2, "b", "c", True, "string", "b"]],
    ),
    "timers and microtasks": (
        "start(blob(`setTimeout((x) => postMessage(x), 1, 'timeout'); queueMicrotask(() => postMessage('microtask'));"
        " let n = 0; const id = setInterval(() => { if (++n === 2) { clearInterval(id); postMessage('twice') } }, 20);"
        " postMessage('script')`))",
        ["script", "microtask", "timeout", "twice"],
    ),
    "values are cloned": (
        "start(blob('onmessage = ({ data }) => postMessage(data)'))"
        ".postMessage({ list: [1, null], date: new Date(0).getTime(), text: '\\u0000' })",
        [{"list": [1, None], "date": 0, "text": "\0"}],
    ),
    "buffers are transferred": (
        "{ const bytes = new Uint8Array([1, 2, 3]); const w = start(blob('onmessage = ({ data }) => {"
        " const { buffer } = data; postMessage([...data]); postMessage(0, [buffer]);"
        " postMessage(buffer.byteLength) }'));"
        " w.postMessage(bytes, [bytes.buffer]); say(bytes.length) }",
        [0, [1, 2, 3], 0, 0],
    ),
    "ports are transferred": (
        "{ const { port1, port2 } = new MessageChannel(); port1.onmessage = ({ data }) => say(data);"
        " start(blob('onmessage = ({ data, ports }) => data.postMessage(ports[0] === data)'))"
        ".postMessage(port2, [port2]) }",
        [True],
    ),
    "a channel of the worker's": (
        "start(blob(`const { port1, port2 } = new MessageChannel(); port1.onmessage = ({ data }) => postMessage(data);"
        " port2.postMessage('within')`))",
        ["within"],
    ),
    "broadcasts": (
        "{ const channel = new BroadcastChannel('c'); channel.onmessage = ({ data }) => say(data);"
        " start(blob(`const c = new BroadcastChannel('c'); c.onmessage = ({ data }) => c.postMessage(data + 1);"
        " c.postMessage(1)`)).onmessage = null; channel.addEventListener('message', ({ data }) => {"
        " if (data === 1) channel.postMessage(10) }) }",
        [1, 11],
    ),
    "an error has its place": (
        "start(blob('\\n throw new Error(1)'))",
        [["ErrorEvent", "Uncaught Error", "blob:", 2]],
    ),
    "a syntax error has its place": ("start('/syntax.js')", [["ErrorEvent", "Uncaught SyntaxError", "syntax.js", 3]]),
    "a script that is not there": ("start('/none.js')", [["Event", None, None, None]]),
    "an error is handled in the worker": (
        "start(blob(`onerror = (message, file, line) => { postMessage([message, line]); return true };"
        " addEventListener('unhandledrejection', (e) => { e.preventDefault(); postMessage(e.reason) });"
        " Promise.reject('reason'); setTimeout(() => { throw new Error('mine') }, 20)`))",
        ["reason", ["Uncaught Error: mine", 1]],
    ),
    "an error that nobody handles is the window's": (
        "onerror = (message) => { say(message); return true }; new Worker(blob('throw new Error(1)'))",
        ["Uncaught Error: 1"],
    ),
    "an error of a nested one": (
        "start(blob(`new Worker(URL.createObjectURL(new Blob(['throw new Error(1)'])))`))",
        [["ErrorEvent", "Uncaught Error", "blob:", 1]],
    ),
    "close": (
        "start(blob(`postMessage(1); setTimeout(() => postMessage('never')); close(); postMessage(2)`))",
        [1, 2],
    ),
    "close discards the tasks that are queued": (
        "start(blob(`setTimeout(() => { postMessage(1); close() }); setTimeout(() => postMessage('never'));"
        " scheduler.postTask(() => setTimeout(() => postMessage('never')))`)); setTimeout(() => say('later'), 300)",
        [1, "later"],
    ),
    "a terminated worker says nothing": (
        "{ const w = start(blob('postMessage(1)')); w.terminate(); w.postMessage(1);"
        " start(blob('setTimeout(() => postMessage(2), 50)')) }",
        [2],
    ),
    "what a worker may not be started with": (
        "for (const url of ['https://other.test/x.js', 'http://[', 'about:blank'])"
        " try { new Worker(url) } catch (e) { say(e.name) }",
        ["SecurityError", "SyntaxError", "SecurityError"],
    ),
    "shared": (
        "{ const ports = ['a', 'a', { name: 'b' }].map((o) => new SharedWorker('/shared.js', o).port); let last;"
        " for (const port of ports) port.onmessage = ({ data }) => { say(data); ask() };"
        " const ask = () => { last = ports.shift(); last?.postMessage(ports.length) }; setTimeout(ask, 300) }",
        [[2, 2, "a", True], [2, 1, "a", True], [1, 0, "b", True]],
    ),
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_workers(engine: str, serve: Serve, name: str) -> None:
    script, expected = CASES[name]
    async with opened(engine, serve, clock=clock_of(engine)) as page:
        await page.evaluate(f"{{ {script}; }} 0" if script[0] != "{" else f"{script} 0")
        await page.browser.clock.run_until(page.wait_for_function(f"log.length >= {len(expected)}"), timeout=30)
        assert await page.evaluate("log") == expected


async def test_requests_of_workers_are_the_pages(engine: str, serve: Serve) -> None:
    async with opened(engine, serve) as page:
        page.route("**/data", body="routed")
        page.route("**/lib.js", body="self.count = 'routed'", content_type="text/javascript")
        await page.evaluate(
            "start(blob(`importScripts('${location.origin}/lib.js'); postMessage(count);"
            " fetch('${location.origin}/data').then((r) => r.text()).then(postMessage)`)), 0"
        )
        await page.wait_for_function("log.length >= 2")
        assert await page.evaluate("log") == ["routed", "routed"]


async def test_a_worker_that_loops_holds_nobody_up(engine: str, serve: Serve) -> None:
    async with opened(engine, serve) as page:
        await page.evaluate("w = start(blob('postMessage(1); for (;;);')), setTimeout(() => say('timer'), 50), 0")
        await page.wait_for_function("log.length >= 1")
        await page.evaluate("w.terminate(), start(blob(`postMessage('next')`)), 0")
        await page.wait_for_function("log.includes('next') && log.includes('timer')")
        await page.evaluate("start(blob('for (;;);')), start(blob('(async () => { for (;;) await 0 })()')), 0")
        await page.close()


async def test_a_page_that_goes_takes_its_workers_along(engine: str, serve: Serve) -> None:
    async with opened(engine, serve, clock=clock_of(engine)) as page:
        await page.evaluate("localStorage.beats = 0, 0")
        beat = "const c = new BroadcastChannel('beats'); setInterval(() => c.postMessage(1), 5)"
        await page.evaluate(f"start(blob(`{beat}`)), 0")
        await page.reload()
        await page.evaluate(
            "new BroadcastChannel('beats').onmessage = () => say('beat'), setTimeout(() => say(0), 200)"
        )
        await page.browser.clock.run_until(page.wait_for_function("log.includes(0)"), timeout=30)
        assert await page.evaluate("log.length") <= 3


async def test_every_kind_starts(engine: str, serve: Serve) -> None:
    """Paint worklets are not there, and service workers do not run, on QuickJS."""
    kinds = [kind for kind in KINDS if engine == "chromium" or kind not in ("service", "paint worklet")]

    async def page_of_kinds(request: web.Request) -> web.Response:
        if request.path == "/script.js":
            return web.Response(text=unquote(request.rel_url.raw_query_string), content_type="text/javascript")
        return web.Response(text=LISTEN + START, content_type="text/html")

    base = await serve(page_of_kinds)
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.goto(base)
        await page.wait_for_function(f"{kinds!r}.every((kind) => kind in answers)")
        said = await page.evaluate("answers")
        assert {kind: said[kind] for kind in kinds} == dict.fromkeys(kinds, "ok")


async def test_comlink(engine: str) -> None:
    """A real library, from npm."""
    comlink = ROOT / "node_modules/comlink/dist"
    if not comlink.exists():
        pytest.fail("comlink is not installed: run `npm ci` (or `make setup`) first")

    async def from_npm(route: Route) -> None:
        await route.fulfill(path=comlink / route.request.url.removeprefix("https://app.test/comlink/"))

    worker = """importScripts('/comlink/umd/comlink.js');
      class Counter { #n = 0; add(x) { return this.#n += x } async each(f) { await f(this.#n); return 'done' } }
      Comlink.expose({ Counter, fail() { throw new RangeError('no') }, sum: (...n) => n.reduce((a, b) => a + b) })"""
    page_script = """(async () => {
      const api = Comlink.wrap(new Worker('/worker.js'));
      const counter = await new api.Counter(), heard = [];
      await counter.add(2);
      const total = await counter.add(3);
      const done = await counter.each(Comlink.proxy((n) => { heard.push(n) }));
      return [await api.sum(1, 2, 3), total, done, heard, await api.fail().catch((e) => e.name + e.message)];
    })()"""
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        page.route("https://app.test/comlink/**", from_npm)
        page.route("https://app.test/worker.js", body=worker, content_type="text/javascript")
        html = "<!doctype html><script src=/comlink/umd/comlink.js></script>"
        page.route("https://app.test/", body=html, content_type="text/html")
        await page.goto("https://app.test/")
        assert await page.evaluate(page_script) == [6, 5, "done", [5], "RangeErrorno"]
