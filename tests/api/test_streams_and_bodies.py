# ruff: noqa: E501 expressions are lines
"""Byte streams, streams on their way to another realm, blobs, bodies and encodings of forms, on both engines."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

URL = "https://example.test/"
SAME = r"""
(async () => { const s = new ReadableStream({ type: "bytes", pull(c) { const { view } = c.byobRequest; view[0] = 7; c.byobRequest.respond(1) } }); const r = s.getReader({ mode: "byob" }); const b = new Uint8Array(4); const { value, done } = await r.read(b); return [r.constructor.name, b.byteLength, [...value], value.buffer.byteLength, done] })()
(async () => { const s = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 2, 3])); c.close() } }); const r = s.getReader({ mode: "byob" }); const one = await r.read(new Uint16Array(4)); return [[...one.value], await r.read(new Uint16Array(4)).catch((e) => e.name)] })()
(async () => { const s = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([1])); setTimeout(() => c.enqueue(new Uint8Array([2, 3, 4])), 0) } }); const { value } = await s.getReader({ mode: "byob" }).read(new Uint8Array(8), { min: 3 }); return [...value] })()
(async () => { const sizes = []; const s = new ReadableStream({ type: "bytes", autoAllocateChunkSize: 5, pull(c) { sizes.push(c.byobRequest.view.byteLength); c.byobRequest.view[0] = 9; c.byobRequest.respond(1) } }); const { value } = await s.getReader().read(); return [sizes, [...value], value.buffer.byteLength] })()
(async () => { const s = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 2])); c.close() } }); const [a, b] = s.tee(); const x = await a.getReader({ mode: "byob" }).read(new Uint8Array(2)); const y = await b.getReader().read(); return [[...x.value], [...y.value], x.value.buffer === y.value.buffer] })()
(async () => { const s = new ReadableStream({ type: "bytes", start(c) { c.enqueue(new Uint8Array([1, 2, 3])) } }); const r = s.getReader(); const chunk = new Uint8Array(1); const e = []; for (const f of [() => s.getReader({ mode: "byob" }), () => new ReadableStream({ type: "bytes" }, { size: () => 1 }), () => new ReadableStream({ type: "bytes", autoAllocateChunkSize: 0 }), () => new ReadableStream().getReader({ mode: "byob" })]) try { f() } catch (x) { e.push(x.name) } return e })()
(async () => { let c; const s = new ReadableStream({ type: "bytes", start(x) { c = x } }); const b = new Uint8Array([1]); c.enqueue(b); const e = []; for (const f of [() => c.enqueue(b), () => c.enqueue(new Uint8Array()), () => c.enqueue("x"), () => (c.close(), c.enqueue(new Uint8Array([1])))]) try { f() } catch (x) { e.push(x.name) } return [b.byteLength, c.desiredSize, e] })()
(async () => { const r = new Blob(["hello"]).stream().getReader({ mode: "byob" }); const { value } = await r.read(new Uint8Array(2)); r.releaseLock(); return [...value] })()
(async () => { const { value } = await new Response("hello").body.getReader({ mode: "byob" }).read(new Uint8Array(9)); return [...value] })()
(async () => { const s = new ReadableStream({ start(c) { c.enqueue("a"); c.enqueue({ n: [1] }); c.close() } }); const t = structuredClone(s, { transfer: [s] }); const got = []; for await (const x of t) got.push(x); return [s.locked, got] })()
(async () => { const { port1, port2 } = new MessageChannel(); const got = []; const done = new Promise((r) => { port2.onmessage = async (e) => { const w = e.data.getWriter(); await w.write("x"); await w.close(); r() } }); const s = new WritableStream({ write(x) { got.push(x) }, close() { got.push("closed") } }); port1.postMessage(s, [s]); await done; while (got.length < 2) await new Promise((r) => setTimeout(r, 0)); return got })()
(async () => { const s = new TransformStream({ transform(x, c) { c.enqueue(x * 2) } }); const { readable, writable } = structuredClone(s, { transfer: [s] }); const w = writable.getWriter(); w.write(21); return (await readable.getReader().read()).value })()
(async () => { const s = new ReadableStream({ cancel(r) { globalThis.why = r.message } }); const t = structuredClone(s, { transfer: [s] }); t.cancel(new Error("enough")); while (!globalThis.why) await new Promise((r) => setTimeout(r, 0)); return why })()
(() => { const s = new ReadableStream(); s.getReader(); try { structuredClone(s, { transfer: [s] }) } catch (e) { return e.name } })()
(() => { try { new ReadableStream({}, { size: "x" }) } catch (e) { return e.name } })()
(async () => { const w = new WritableStream().getWriter(); const before = w.ready; w.closed.catch(() => 0); w.abort("x").catch(() => 0); return [await before.catch((e) => e), w.ready === before] })()
(async () => { const it = new ReadableStream().values(); it.return(); return new Promise((r) => setTimeout(() => r("settled"), 0)) })()
(async () => { const s = new ReadableStream({ start(c) { c.enqueue(1) } }); const it = s.values({ preventCancel: true }); await it.next(); it.return(); return s.locked })()
(async () => { const log = []; try { new Blob({ [Symbol.iterator]: () => { log.push("parts"); return [][Symbol.iterator]() } }, { get endings() { log.push("endings") }, get type() { log.push("type") } }) } catch (e) { log.push(e.name) } return log })()
(async () => new Promise((r) => { const f = new FileReader(); f.onload = () => r(f.result); f.readAsText(new Blob([new Uint8Array([0xfe, 0xff, 0, 0x68])]), "utf-8") }))()
(async () => { const r = new Response("é"); const b = await r.blob(); let e; try { r.body.getReader() } catch (x) { e = x.name } return [b.type, r.bodyUsed, r.body.locked, e] })()
(async () => { const f = new FormData(); f.append("a b", "é"); const b = await new Response(f).blob(); return b.type === b.type.toLowerCase() })()
(async () => { const r = new Request("https://example.test/x", { signal: new AbortController().signal }); return [r.signal.aborted, await fetch(r, { signal: AbortSignal.abort() }).catch((e) => e.name)] })()
(async () => { const c = new AbortController(), log = []; const r = new Request("/x", { signal: c.signal }); const s = r.clone(); r.signal.onabort = () => log.push("request"); s.signal.onabort = () => log.push("clone"); c.abort(); return log })()
(() => { const h = new Headers([["X-One", "1"], ["x-one", "2"]]); const r = new Request("/x", { mode: "no-cors", headers: { "X-One": "1", Accept: "a" } }); r.headers.set("Empty", ""); return [[...h], [...r.headers]] })()
(async () => { const u = URL.createObjectURL(new Blob(["kept"])); const r = new Request(u); URL.revokeObjectURL(u); return [await (await fetch(r)).text(), await fetch(u).catch((e) => e.name)] })()
(async () => { const u = URL.createObjectURL(new Blob(["kept"])); const x = new XMLHttpRequest(); x.open("GET", u); URL.revokeObjectURL(u); x.send(); await new Promise((r) => { x.onloadend = r }); return x.responseText })()
(async () => { const u = URL.createObjectURL(new Blob(["<title>kept</title>"], { type: "text/html" })); const f = document.createElement("iframe"); f.src = u; document.body.append(f); URL.revokeObjectURL(u); await new Promise((r) => { f.onload = r }); return f.contentDocument.title })()
(async () => { try { await fetch("/x", { method: "POST", keepalive: true, body: "x".repeat(70000) }) } catch (e) { return e.name } })()
(async () => { const f = document.createElement("iframe"); document.body.append(f); try { f.contentWindow.postMessage(document, "*") } catch (e) { return [e.name, e instanceof f.contentWindow.DOMException, e instanceof DOMException] } })()
(async () => { const f = document.createElement("iframe"); document.body.append(f); const { slice } = f.contentWindow.Blob.prototype; f.remove(); const b = slice.call(new Blob(["foobar"]), 1, 3); return [b instanceof Blob, await b.text()] })()
(async () => { const { port1, port2 } = new MessageChannel(), c = new MessageChannel(); port1.close(); const got = new Promise((r) => { c.port1.onmessage = (e) => { e.ports[0].postMessage("nowhere"); r(e.ports.length) } }); c.port2.postMessage("x", [port2]); return got })()
new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob(["const c = new BroadcastChannel('gone'); close(); c.postMessage('late'); postMessage('sent')"]))); const got = []; const c = new BroadcastChannel("gone"); c.onmessage = (e) => got.push(e.data); w.onmessage = () => { const d = new BroadcastChannel("gone"); d.postMessage("after"); setTimeout(() => done(got), 50) } })
"""


async def _answers(engine: str) -> dict[str, Any]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("https://example.test/**", body="<!doctype html><body>", content_type="text/html")
        await page.goto(URL)
        return {line: await page.evaluate(line) for line in SAME.strip().splitlines()}


async def test_streams_and_bodies_are_as_in_chromium() -> None:
    need_chromium()
    ours, theirs = await _answers("quickjs"), await _answers("chromium")
    assert ours == theirs


async def test_a_link_and_a_form_in_a_legacy_encoding(engine: str) -> None:
    page_ = (
        b'<!doctype html><meta charset="big5"><a id="a" href="/x?&#x4e00;&#x2603;">x</a><iframe name="f"></iframe>'
        b'<form accept-charset="iso-2022-jp" action="/form" target="f"><input name="q" value="&#x3042; &#x2603;">'
        b'<input type="hidden" name="_charset_"></form>'
    )
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("https://example.test/form**", body="<p>", content_type="text/html")
        await page.route(URL, body=page_, content_type="text/html")
        await page.goto(URL)
        assert await page.evaluate("a.search") == "?%A4@%26%239731%3B"
        sent = await page.evaluate(
            "new Promise((r) => { const f = document.querySelector('iframe');"
            " f.onload = () => r(f.contentWindow.location.search); document.forms[0].submit() })"
        )
        assert sent == "?q=%1B%24B%24%22%1B%28B+%26%239731%3B&_charset_=ISO-2022-JP"


async def test_a_message_from_a_handler_in_markup_says_whose_it_is(engine: str) -> None:
    child = "<script>onmessage = (e) => { parent.found = [e.data, e.source === parent] }</script>"
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("https://example.test/child", body=child, content_type="text/html")
        markup = """<iframe src="/child" onload="this.contentWindow.postMessage('x', '*')"></iframe>"""
        await page.route(URL, body=markup, content_type="text/html")
        await page.goto(URL)
        await page.wait_for_function("window.found")
        assert await page.evaluate("found") == ["x", True]


async def test_a_text_document_has_the_newlines_of_html(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route(URL, body="a\r\nb\rc", content_type="text/plain")
        await page.goto(URL)
        assert await page.evaluate("document.body.textContent") == "a\nb\nc"


async def test_broadcasts_do_not_reach_a_frame_in_another_site(engine: str) -> None:
    inner = "<script>new BroadcastChannel('x').postMessage(document.referrer)</script>"
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("https://a.test/", body="<p>", content_type="text/html")
        await page.goto("https://a.test/")
        await page.evaluate("got = []; new BroadcastChannel('x').onmessage = (e) => got.push(e.data); 0")
        for outer in ("https://b.test/", "https://a.test/outer"):
            other = await browser.new_page()
            await other.route("https://a.test/inner", body=inner, content_type="text/html")
            await other.route(outer, body='<iframe src="https://a.test/inner"></iframe>', content_type="text/html")
            await other.goto(outer)
        await page.wait_for_function("got.length > 0")
        assert await page.evaluate("got") == ["https://a.test/outer"]
