# ruff: noqa: E501 expressions are lines
"""Objects that apps use without asking: clipboard, notifications, fonts, pictures, view transitions, on both engines."""

from __future__ import annotations

from typing import Any

from shim import Browser
from tests.real_browsers import need_chromium

URL = "https://example.test/"
AGENT = "Mozilla/5.0 (X11; Linux x86_64) AppleWebKit/537.36 (KHTML, like Gecko) Chrome/156.0.0.0 Safari/537.36"
SAME = r"""
(() => { const d = new DataTransfer(); d.setData("text", "x"); d.setData("Text/HTML", "<b>"); d.items.add(new File(["a"], "n.txt", {type:"text/plain"})); return [d.types, d.getData("TEXT"), d.items.length, d.items[0].kind, d.files.length, d.files[0].name, d.dropEffect, d.effectAllowed, d.items[1].type] })()
(() => { const d = new DataTransfer(); d.setData("url", "#c\r\nhttp://a/\r\nhttp://b/"); return [d.getData("URL"), d.getData("text/uri-list"), (d.clearData(), d.types)] })()
new Promise((done) => { const d = new DataTransfer(); d.items.add("hi", "text/plain").getAsString(done) })
new DragEvent("drop", { dataTransfer: new DataTransfer() }).dataTransfer instanceof DataTransfer
new ClipboardEvent("paste", { clipboardData: new DataTransfer() }).clipboardData.types.length
navigator.clipboard.writeText("héllo").then(() => "ok", (e) => e.name)
navigator.clipboard.readText().catch((e) => e.name)
new ClipboardItem({ "text/plain": "a" }).types
ClipboardItem.supports("text/html")
document.fonts.ready.then((f) => [f === document.fonts, f.status, f.size])
[document.fonts.check("12px serif"), document.fonts.check("italic bold 1em/2 'Nope', serif")]
(() => { try { document.fonts.check("bogus") } catch (e) { return e.name } })()
new FontFace("X", "url(/none.woff)").load().catch((e) => e.name)
(() => { const f = new FontFace("X", "local(Arial)", { weight: "700" }); document.fonts.add(f); return [f.status, f.weight, f.style, f.unicodeRange, document.fonts.size, document.fonts.has(f), document.fonts.delete(f), document.fonts.size] })()
(async () => { const log = []; const t = document.startViewTransition(async () => { log.push("update"); document.title = "x" }); t.updateCallbackDone.then(() => log.push("done")); t.ready.then(() => log.push("ready")); await t.finished; log.push("finished"); return log })()
(async () => { const log = []; const t = document.startViewTransition(() => { log.push("update") }); t.ready.catch((e) => log.push(e.name)); t.skipTransition(); await t.finished; return log })()
(async () => { const log = []; const t = document.startViewTransition(() => { throw new RangeError() }); for (const n of ["updateCallbackDone", "ready", "finished"]) t[n].catch((e) => log.push(n + e.name)); await t.finished.catch(() => 0); return log.sort() })()
(() => { const t = new Touch({ identifier: 1, target: document.body, clientX: 3 }); const e = new TouchEvent("touchstart", { touches: [t], ctrlKey: true, bubbles: true }); return [e.touches.length, e.touches[0].clientX, e.changedTouches.length, e.ctrlKey, e.touches.item(5)] })()
navigator.getGamepads()
navigator.getBattery().then((b) => [b.level, b.charging, b.dischargingTime])
[navigator.connection.effectiveType, navigator.connection.saveData]
navigator.userAgentData && [navigator.userAgentData.mobile, navigator.userAgentData.brands.some((b) => b.brand === "Chromium")]
navigator.userAgentData?.getHighEntropyValues(["model", "bitness"]).then((v) => Object.keys(v).sort())
(() => { const r = document.createRange(); const x = new Highlight(r); CSS.highlights.set("a", x); return [x.size, x.priority, x.type, CSS.highlights.size, CSS.highlights.get("a") === x, CSS.highlights.delete("a")] })()
(() => { CSS.registerProperty({ name: "--reg", syntax: "<length>", inherits: false, initialValue: "5px" }); const found = [getComputedStyle(document.body).getPropertyValue("--reg")]; try { CSS.registerProperty({ name: "--reg", inherits: true }) } catch (e) { found.push(e.name) } return found })()
(async () => { const c = new OffscreenCanvas(20, 10), x = c.getContext("2d"); x.fillRect(0, 0, 1, 1); const b = await c.convertToBlob(); const m = c.transferToImageBitmap(); const found = [c.width, x.canvas === c, x.constructor.name, b.type, m.width, m.height, c.getContext("2d") === x]; m.close(); found.push(m.width); return found })()
(async () => { const m = await createImageBitmap(new ImageData(4, 3)); const n = await createImageBitmap(m, 1, 1, 2, 2); return [m.width, m.height, n.width, n.height, await createImageBitmap({}).catch((e) => e.name), await createImageBitmap(new ImageData(2, 2), 0, 0, 0, 1).catch((e) => e.name), (await createImageBitmap(m, { resizeWidth: 8 })).height] })()
(() => { const c = document.createElement("canvas"); c.width = 7; const o = c.transferControlToOffscreen(); let e; try { c.getContext("2d") } catch (x) { e = x.name } return [o.width, o.height, e] })()
new Promise((done) => { const w = new Worker(URL.createObjectURL(new Blob(["onmessage = (e) => { const c = e.data; const x = c.getContext('2d'); x.fillText('a', 1, 1); postMessage([c.width, typeof createImageBitmap, x.measureText('a').width > 0]) }"]))); w.onmessage = (e) => done(e.data); const o = document.createElement("canvas").transferControlToOffscreen(); w.postMessage(o, [o]) })
"""


async def _answers(engine: str) -> dict[str, Any]:
    async with Browser(engine=engine, user_agent=AGENT if engine == "quickjs" else None) as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html><title>a</title><body>x", url=URL)
        return {line: await page.evaluate(line) for line in SAME.strip().splitlines()}


async def test_objects_are_as_in_chromium() -> None:
    need_chromium()
    ours, theirs = await _answers("quickjs"), await _answers("chromium")
    assert ours == theirs


async def test_the_clipboard_is_shared_by_the_pages_of_a_browser(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        await browser.grant_permissions(["clipboard-read", "clipboard-write"])
        first = await browser.new_page()
        await first.set_content("<!doctype html>", url=URL)
        await first.evaluate("navigator.clipboard.writeText('h\u00e9llo')")
        assert await first.evaluate("navigator.clipboard.readText()") == "h\u00e9llo"
        if type(browser).__module__.startswith("shim.headless"):  # an isolated page has a clipboard of its own
            second = await browser.new_page()
            await second.set_content("<!doctype html>", url=URL)
            read = "navigator.clipboard.read().then(([item]) => item.getType('text/plain')).then((b) => b.text())"
            assert await second.evaluate(read) == "h\u00e9llo"


async def test_notifications_ask_for_the_permission() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=URL)
        await page.evaluate("() => { globalThis.asked = Notification.requestPermission() }")
        assert await page.evaluate("Notification.permission") == "default"
        await browser.grant_permissions(["notifications"])
        assert await page.evaluate("asked.then((state) => [state, Notification.permission])") == ["granted", "granted"]
        shown = """new Promise((done) => { const seen = []; const n = new Notification("t", { body: "b", data: [1] });
            n.onshow = () => { seen.push("show", n.title, n.body, n.data[0]); n.close() }; n.onclose = () => done(seen) })"""
        assert await page.evaluate(shown) == ["show", "t", "b", 1]
        await browser.clear_permissions()
        assert (
            await page.evaluate("new Promise((done) => { new Notification('x').onerror = (e) => done(e.type) })")
            == "error"
        )


async def test_a_position_is_denied_or_unavailable() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=URL)
        look = "new Promise((done) => navigator.geolocation.getCurrentPosition(done, (e) => done(e.code)))"
        await browser.grant_permissions(["geolocation"])
        assert await page.evaluate(look) == 2
        browser.capture.permissions.set(["geolocation"], "denied")
        assert await page.evaluate(look) == 1


async def test_data_of_the_user_agent_follows_its_string() -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<!doctype html>", url=URL)
        assert await page.evaluate("navigator.userAgentData.brands") == []


async def test_faces_of_font_rules_are_in_document_fonts(engine: str) -> None:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        html = "<!doctype html><style>@font-face { font-family: One; src: local(NoSuch), url(/x.woff2); font-weight: 700 }</style>"
        await page.set_content(html, url=URL)
        seen = "[...document.fonts].map((f) => [f.family, f.weight, f.status])"
        assert await page.evaluate(seen) == [["One", "700", "unloaded"]]
        assert await page.evaluate("document.fonts.check('12px One')") is False
        assert await page.evaluate("document.fonts.load('12px One').catch((e) => e.name)") == "NetworkError"
