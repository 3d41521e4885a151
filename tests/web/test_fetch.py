"""fetch(), Request, Response and Headers: against a real server, routes, data: and blob: URLs."""

from __future__ import annotations

import asyncio

from aiohttp import web

from tests.conftest import Serve
from tests.web.conftest import Open
from tests.web.page import WebPage


async def echo(request: web.Request) -> web.Response:
    """Answers with what was asked."""
    body = await request.read()
    headers = {k.lower(): v for k, v in request.headers.items()}
    told = {"method": request.method, "path": request.path_qs, "headers": headers, "body": body.decode("latin-1")}
    return web.json_response(told, headers={"X-Extra": "1", "Set-Cookie": "c=1"})


async def test_a_request_and_its_answer(open_page: Open, serve: Serve) -> None:
    origin = await serve(echo)
    page = open_page(url=f"{origin}/dir/page.html")
    page.run("answer = fetch('x?q=1', { method: 'post', headers: { 'X-Mine': 'é', Cookie: 'no' }, body: 'täxt' })")
    told = await page.result("answer.then((r) => r.json())")
    assert (told["method"], told["path"], told["body"]) == ("POST", "/dir/x?q=1", "täxt".encode().decode("latin-1"))
    headers = told["headers"]
    assert headers["content-type"] == "text/plain;charset=UTF-8"
    assert headers["referer"] == f"{origin}/dir/page.html"
    assert headers["x-mine"].encode("utf-8", "surrogateescape").decode("utf-8", "replace") in ("é", "\ufffd")
    assert "no" not in headers.get("cookie", "")
    shown = await page.result(
        "fetch('y').then((r) => [r.status, r.ok, r.statusText, r.type, r.url, "
        "r.redirected, r.headers.get('x-extra'), r.headers.has('set-cookie')])"
    )
    assert shown == [200, True, "OK", "basic", f"{origin}/dir/y", False, "1", False]


async def test_bodies_of_every_kind(open_page: Open, serve: Serve) -> None:
    page = open_page(url=f"{await serve(echo)}/")
    page.run(
        "send = (body, init = {}) => fetch('/', { method: 'POST', body, ...init }).then((r) "
        "=> r.json()).then((t) => [t.headers['content-type'] ?? null, t.body])"
    )
    assert await page.result("send(new Uint8Array([0, 255, 1]).subarray(1))") == [None, "\xff\x01"]
    assert await page.result("send(new Blob(['b'], { type: 'x/y' }))") == ["x/y", "b"]
    assert await page.result("send(new URLSearchParams({ a: 'é b' }))") == [
        "application/x-www-form-urlencoded;charset=UTF-8",
        "a=%C3%A9+b",
    ]
    assert await page.result("send('x', { headers: { 'content-type': 'mine' } })") == ["mine", "x"]
    assert await page.result("send(new Blob(['s']).stream(), { duplex: 'half' })") == [None, "s"]
    page.run(
        "form = new FormData(); form.append('k', 'v'); "
        "form.append('f', new File(['data'], 'n.txt', { type: 'text/plain' }))"
    )
    kind, body = await page.result("send(form)")
    boundary = kind.partition("boundary=")[2]
    assert kind.startswith("multipart/form-data; boundary=")
    assert body == (
        f'--{boundary}\r\nContent-Disposition: form-data; name="k"\r\n\r\nv\r\n'
        f'--{boundary}\r\nContent-Disposition: form-data; name="f"; filename="n.txt"\r\n'
        "Content-Type: text/plain\r\n\r\ndata\r\n"
        f"--{boundary}--\r\n"
    )


async def test_redirects(open_page: Open, serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        if request.path == "/from":
            raise web.HTTPFound("/to")
        return web.Response(text="arrived")

    origin = await serve(handler)
    page = open_page(url=f"{origin}/")
    assert await page.result("fetch('/from').then(async (r) => [r.url, r.redirected, await r.text()])") == [
        f"{origin}/to",
        True,
        "arrived",
    ]
    assert await page.result("fetch('/from', { redirect: 'manual' }).then((r) => [r.type, r.status, r.url])") == [
        "opaqueredirect",
        0,
        f"{origin}/from",
    ]
    assert await page.result("fetch('/from', { redirect: 'error' })") == {
        "thrown": "TypeError",
        "message": "Failed to fetch",
    }
    assert "redirect is 'error'" in page.console[-1].text


async def test_other_origins_need_cors_and_permission(open_page: Open, serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        headers = {
            "Access-Control-Allow-Origin": "*",
            "X-Hidden": "1",
            "X-Shown": "2",
            "Access-Control-Expose-Headers": "x-shown",
        }
        return web.Response(text="shared", headers=headers if request.path == "/shared" else {})

    home, other = await serve(handler), await serve(handler)
    page = open_page(url=f"{home}/")
    assert (await page.result(f"fetch('{other}/shared')"))["message"] == "Failed to fetch"
    assert "allow_hosts" in page.console[-1].text
    page.scope.access = type(page.scope.access)(home, ("127.0.0.1",))
    shown = await page.result(
        f"fetch('{other}/shared').then(async (r) => [r.type, await r.text(), "
        f"r.headers.get('x-hidden'), r.headers.get('x-shown')])"
    )
    assert shown == ["cors", "shared", None, "2"]
    assert (await page.result(f"fetch('{other}/private')"))["thrown"] == "TypeError"
    assert "Access-Control-Allow-Origin" in page.console[-1].text
    opaque = await page.result(
        f"fetch('{other}/private', {{ mode: 'no-cors' }}).then(async (r) => [r.type, r.status, await r.text(), r.body])"
    )
    assert opaque == ["opaque", 0, "", None]
    assert (await page.result(f"fetch('{other}/shared', {{ mode: 'same-origin' }})"))["thrown"] == "TypeError"


async def test_credentials(open_page: Open, serve: Serve) -> None:
    page = open_page(url=f"{await serve(echo)}/")
    cookie = ".then((r) => r.json()).then((t) => t.headers.cookie ?? null)"
    assert await page.result(f"fetch('/', {{ credentials: 'omit' }}){cookie}") is None
    assert await page.result(f"fetch('/'){cookie}") is None
    assert await page.result(f"fetch('/'){cookie}") == "c=1"
    assert await page.result(f"fetch('/', {{ credentials: 'omit' }}){cookie}") is None


async def test_aborting(open_page: Open, serve: Serve) -> None:
    arrived, gone = asyncio.Event(), asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        arrived.set()
        try:
            await asyncio.Event().wait()
        finally:
            gone.set()
        return web.Response()

    page = open_page(url=f"{await serve(handler)}/")
    page.run(
        "log = []; c = new AbortController(); fetch('/', "
        "{ signal: c.signal }).catch((e) => log.push(e.name, e === c.signal.reason))"
    )
    await arrived.wait()
    page.run("c.abort()")
    await page.idle()
    assert page.evaluate("log") == ["AbortError", True]
    assert (await page.result("fetch('/', { signal: c.signal })"))["thrown"] == "AbortError"
    assert await page.result("fetch('data:,x', { signal: AbortSignal.abort('why') }).catch((e) => e)") == "why"
    assert await page.result("fetch(new Request('data:,x', { signal: c.signal })).catch((e) => e.name)") == "AbortError"


async def test_closing_a_page_ends_its_requests(open_page: Open, serve: Serve) -> None:
    arrived = asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        arrived.set()
        await asyncio.Event().wait()
        return web.Response()

    page = open_page(url=f"{await serve(handler)}/")
    page.run("fetch('/').then(() => { throw new Error('too late') })")
    await arrived.wait()
    page.close()
    await page.idle()


async def test_without_a_server(open_page: Open) -> None:
    page = open_page()
    assert await page.result(
        "fetch('data:text/html;charset=utf-8,<p>%C3%A9').then(async (r) "
        "=> [r.status, r.headers.get('content-type'), await r.text()])") == [
        200, "text/html;charset=utf-8", "<p>é",
    ]  # fmt: skip
    assert await page.result(
        "fetch(URL.createObjectURL(new Blob(['b'], { type: 'x/y' }))).then(async (r) => [await r.text()])"
    ) == ["b"]
    assert (await page.result("fetch('blob:https://example.test/none')"))["message"] == "Failed to fetch"
    assert (await page.result("fetch('gopher://x/')"))["thrown"] == "TypeError"
    assert (await page.result("fetch('http://u:p@example.test/')"))["thrown"] == "TypeError"
    assert (await page.result("fetch('https://')"))["thrown"] == "TypeError"


async def test_routes_answer(open_page: Open) -> None:
    page = open_page()
    page.scope.routes.route("**/api", json={"ok": True})
    page.scope.routes.route("**/teapot", status=418, body="short and stout", headers={"X-A": "1"})
    assert await page.result("fetch('/api').then((r) => r.json())") == {"ok": True}
    assert await page.result(
        "fetch('/teapot').then(async (r) => [r.status, r.ok, await r.text(), r.headers.get('x-a')])"
    ) == [418, False, "short and stout", "1"]


async def test_requests(page: WebPage) -> None:
    page.run(
        "r = new Request('../x', { method: 'PoSt', body: 'b', headers: [['A', "
        "'1'], ['a', '2']], mode: 'same-origin', keepalive: true })"
    )
    names = [
        "url",
        "method",
        "mode",
        "credentials",
        "cache",
        "redirect",
        "referrer",
        "referrerPolicy",
        "integrity",
        "keepalive",
        "destination",
        "duplex",
    ]
    assert page.evaluate(f"[{', '.join(f'r.{n}' for n in names)}]") == [
        "https://example.test/x", "POST", "same-origin", "same-origin", "default", "follow", "about:client", "", "",
        True, "", "half",
    ]  # fmt: skip
    assert page.evaluate(
        "[r.headers.get('a'), r.headers.get('content-type'), "
        "r.signal instanceof AbortSignal, r.bodyUsed]") == [
        "1, 2", "text/plain;charset=UTF-8", True, False,
    ]  # fmt: skip
    page.run("c = r.clone(); d = new Request(r, { method: 'PUT' })")
    assert page.evaluate("[r.bodyUsed, d.method, c.bodyUsed]") == [True, "PUT", False]
    assert await page.result("Promise.all([c.text(), d.text()])") == ["b", "b"]
    assert page.evaluate("new Request(r)")["thrown"] == "TypeError"
    for bad in ["'/', { method: 'a b' }", "'/', { method: 'TRACE' }", "'/', { body: 'x' }",
    "'/', { mode: 'navigate' }", "'/', { mode: 'x' }",
                "'http://u@h/'", "'http://'", "'/', { cache: 'only-if-cached' }", "'/', { window: 1 }",
                "'/', { method: 'PUT', mode: 'no-cors' }"]:  # fmt: skip
        assert page.evaluate(f"new Request({bad})")["thrown"] == "TypeError", bad
    page.run("a = new AbortController(); s = new Request('/', { signal: a.signal }).signal; a.abort('r')")
    assert page.evaluate("[s !== a.signal, s.aborted, s.reason]") == [True, True, "r"]


async def test_responses(page: WebPage) -> None:
    page.run("r = new Response('é', { status: 201, statusText: 'Made', headers: { A: '1' } })")
    assert page.evaluate("[r.status, r.ok, r.statusText, r.type, r.url, r.headers.get('content-type')]") == [
        201, True, "Made", "default", "", "text/plain;charset=UTF-8",
    ]  # fmt: skip
    assert await page.result("r.clone().arrayBuffer().then((b) => b.byteLength)") == 2
    assert await page.result("r.blob().then(async (b) => [b.type, await b.text()])") == [
        "text/plain;charset=utf-8",
        "é",
    ]
    assert page.evaluate("[r.bodyUsed, r.body.locked]") == [True, True]
    assert (await page.result("r.text()"))["thrown"] == "TypeError"
    assert page.evaluate("r.clone()")["thrown"] == "TypeError"
    assert await page.result("new Response('{').json()") == {
        "thrown": "SyntaxError",
        "message": await page.result("(async () => { try { JSON.parse('{') } catch (e) { return e.message } })()"),
    }
    assert await page.result("Response.json({ a: 1 }, { status: 202 }).json()") == {"a": 1}
    assert page.evaluate(
        "[Response.json(1).headers.get('content-type'), Response.error().type, Response.error().status]"
    ) == ["application/json", "error", 0]
    assert page.evaluate("(r => [r.status, r.headers.get('location')])(Response.redirect('/x', 301))") == [
        301,
        "https://example.test/x",
    ]
    assert page.evaluate("Response.redirect('/x', 200)")["thrown"] == "RangeError"
    assert page.evaluate("new Response('', { status: 99 })")["thrown"] == "RangeError"
    assert page.evaluate("new Response('x', { status: 204 })")["thrown"] == "TypeError"
    assert page.evaluate("[new Response().body, new Response(null, { status: 204 }).status]") == [None, 204]
    assert page.evaluate("Response.error().headers.append('a', 'b')")["thrown"] == "TypeError"


async def test_form_bodies_are_read(page: WebPage) -> None:
    assert await page.result("new Response(new URLSearchParams('a=1&b=%C3%A9')).formData().then((f) => [...f])") == [
        ["a", "1"],
        ["b", "é"],
    ]
    page.run(
        "f = new FormData(); f.append('k', 'v'); f.append('file', new File(['data'], 'n.txt', { type: 'text/plain' }))"
    )
    read = "async (g) => [g.get('k'), g.get('file').name, g.get('file').type, await g.get('file').text()]"
    assert await page.result(f"new Response(f).formData().then({read})") == ["v", "n.txt", "text/plain", "data"]
    assert (await page.result("new Response('x').formData()"))["thrown"] == "TypeError"


async def test_bodies_as_streams(page: WebPage) -> None:
    page.run(
        "r = new Response(new ReadableStream({ start(c) { c.enqueue(new Uint8Array([97])); "
        "c.enqueue(new Uint8Array([98])); c.close(); } }))"
    )
    assert await page.result(
        "(async () => { const c = r.clone(); return [await r.text(), await c.text(), r.bodyUsed] })()"
    ) == ["ab", "ab", True]
    page.run("r = new Response('x'); reader = r.body.getReader()")
    assert page.evaluate("[r.body === r.body, r.body.locked, r.bodyUsed]") == [True, True, False]
    assert await page.result("reader.read().then(({ value, done }) => [[...value], done, r.bodyUsed])") == [
        [120],
        False,
        True,
    ]
    assert (await page.result("r.text()"))["thrown"] == "TypeError"
    assert (
        await page.result("new Response(new ReadableStream({ start(c) { c.enqueue('text'); c.close(); } })).text()")
    )["thrown"] == "TypeError"


async def test_headers(page: WebPage) -> None:
    page.run(
        "h = new Headers({ B: ' 2 ', a: '1' }); h.append('b', '3'); "
        "h.append('Set-Cookie', 'x'); h.append('set-cookie', 'y')"
    )
    assert page.evaluate("[...h]") == [["a", "1"], ["b", "2, 3"], ["set-cookie", "x"], ["set-cookie", "y"]]
    assert page.evaluate("[h.get('B'), h.get('nope'), h.has('A'), h.getSetCookie()]") == [
        "2, 3",
        None,
        True,
        ["x", "y"],
    ]
    page.run("h.set('b', 'new'); h.delete('A')")
    assert page.evaluate("[...h.keys()]") == ["b", "set-cookie", "set-cookie"]
    for bad in [
        "new Headers({ 'a b': '1' })",
        "new Headers({ a: '€' })",
        "new Headers([['a']])",
        "new Headers({ a: 'x\\0' })",
        "new Headers(null)",
        "new Headers(1)",
    ]:
        assert page.evaluate(bad)["thrown"] == "TypeError", bad
    assert page.evaluate("[...new Request('/', { headers: { host: 'x', 'sec-a': '1', ok: '1' } }).headers]") == [
        ["ok", "1"]
    ]
    assert page.evaluate(
        "[...new Request('/', { mode: 'no-cors', headers: { accept: 'x', other: '1' } }).headers]"
    ) == [["accept", "x"]]
    assert page.evaluate("[...new Response('', { headers: { 'set-cookie': 'x' } }).headers].length") == 1


async def test_beacons(open_page: Open, serve: Serve) -> None:
    heard: list[dict[str, str]] = []

    async def handler(request: web.Request) -> web.Response:
        heard.append(
            {"method": request.method, "type": request.headers.get("content-type", ""), "body": await request.text()}
        )
        return web.Response()

    page = open_page(url=f"{await serve(handler)}/")
    assert page.evaluate("navigator.sendBeacon('/log', 'hello')") is True
    assert page.evaluate("navigator.sendBeacon('/log', new Uint8Array(70000))") is False
    await page.idle()
    assert heard == [{"method": "POST", "type": "text/plain;charset=UTF-8", "body": "hello"}]
