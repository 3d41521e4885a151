"""XMLHttpRequest: states, events in the standard's order, every response type."""

from __future__ import annotations

import asyncio

from aiohttp import web

from tests.conftest import Serve
from tests.web.conftest import Open
from tests.web.page import WebPage

RECORD = """
  types = ['readystatechange', 'loadstart', 'progress', 'load', 'loadend', 'error', 'abort', 'timeout'];
  record = (xhr) => {
    const log = [];
    for (const t of types) xhr.addEventListener(t,
      (e) => log.push(t === 'readystatechange' ? xhr.readyState : `${t} ${e.loaded}/${e.total}`));
    for (const t of types) xhr.upload.addEventListener(t, (e) => log.push(`up ${t} ${e.loaded}/${e.total}`));
    return log;
  };
  done = (xhr) => new Promise((r) => xhr.addEventListener('loadend', () => r()));
"""


async def test_events_in_order(open_page: Open, serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.Response(text=(await request.text()) + "!", headers={"X-B": "2", "X-A": "1"})

    page = open_page(url=f"{await serve(handler)}/")
    page.run(
        RECORD + "x = new XMLHttpRequest(); log = record(x); x.open('POST', '/p?q'); x.send('hello'); log.push('sent')"
    )
    await page.idle()
    assert page.evaluate("log") == [
        1, "loadstart 0/0", "up loadstart 0/5", "sent", "up progress 5/5", "up load 5/5", "up loadend 5/5",
        2, 3, "progress 6/6", 4, "load 6/6", "loadend 6/6",
    ]  # fmt: skip
    assert page.evaluate(
        "[x.status, x.statusText, x.responseText, x.response, "
        "x.getResponseHeader('x-a'), x.getResponseHeader('no')]") == [
        200, "OK", "hello!", "hello!", "1", None,
    ]  # fmt: skip
    assert page.evaluate("x.responseURL").endswith("/p?q")
    assert page.evaluate("x.getAllResponseHeaders()").startswith(
        "content-length: 6\r\ncontent-type: text/plain; charset=utf-8\r\n"
    )
    assert "x-a: 1\r\nx-b: 2\r\n" in page.evaluate("x.getAllResponseHeaders()")


async def test_response_types(open_page: Open) -> None:
    page = open_page()
    page.scope.routes.route("**/data", body='{"a": "é"}', content_type="application/json")
    page.scope.routes.route("**/page", body="<p id=x>hi", content_type="text/html")
    page.run(
        RECORD
        + """
      get = async (type, url = '/data', prepare = () => {}) => {
        const x = new XMLHttpRequest();
        x.open('GET', url); x.responseType = type; prepare(x); x.send();
        await done(x);
        return x;
      };
    """
    )
    assert await page.result("get('json').then((x) => [x.response, x.response === x.response])") == [{"a": "é"}, True]
    assert await page.result(
        "get('arraybuffer').then((x) => [x.response instanceof ArrayBuffer, x.response.byteLength])"
    ) == [True, 11]
    assert await page.result("get('blob').then(async (x) => [x.response.type, await x.response.text()])") == [
        "application/json;charset=utf-8",
        '{"a": "é"}',
    ]
    assert await page.result("get('text').then((x) => x.response)") == '{"a": "é"}'
    assert await page.result("get('json', '/page').then((x) => x.response)") is None
    assert await page.result("get('document', '/page').then((x) => x.response.querySelector('#x').textContent)") == "hi"
    assert (
        await page.result(
            "get('', '/data', (x) => x.overrideMimeType('text/plain; charset=latin1')).then((x) => x.responseText)"
        )
        == '{"a": "Ã©"}'
    )
    assert (
        await page.result("get('json').then((x) => { try { x.responseText } catch (e) { return e.name } })")
        == "InvalidStateError"
    )
    assert (
        await page.result("get('json').then((x) => { try { x.responseType = '' } catch (e) { return e.name } })")
        == "InvalidStateError"
    )


async def test_failures(open_page: Open, serve: Serve) -> None:
    page = open_page()
    page.run(RECORD + "x = new XMLHttpRequest(); log = record(x); x.open('POST', 'https://other.test/'); x.send('b')")
    await page.idle()
    assert page.evaluate("log") == [
        1, "loadstart 0/0", "up loadstart 0/1", 4, "up error 0/0", "up loadend 0/0", "error 0/0", "loadend 0/0",
    ]  # fmt: skip
    assert page.evaluate("[x.status, x.responseText, x.responseURL, x.getAllResponseHeaders()]") == [0, "", "", ""]
    assert "other.test" in page.console[0].text


async def test_timeouts_and_aborts(open_page: Open, serve: Serve) -> None:
    arrived = asyncio.Event()

    async def handler(request: web.Request) -> web.Response:
        arrived.set()
        await asyncio.Event().wait()
        return web.Response()

    page = open_page(url=f"{await serve(handler)}/")
    page.run(RECORD + "x = new XMLHttpRequest(); log = record(x); x.open('GET', '/'); x.timeout = 20; x.send()")
    await page.idle()
    assert page.evaluate("log") == [1, "loadstart 0/0", 4, "timeout 0/0", "loadend 0/0"]
    arrived.clear()
    page.run("x = new XMLHttpRequest(); log = record(x); x.open('GET', '/'); x.send()")
    await arrived.wait()
    page.run("x.abort()")
    assert page.evaluate("[log, x.readyState]") == [[1, "loadstart 0/0", 4, "abort 0/0", "loadend 0/0"], 0]
    await page.idle()
    assert page.evaluate("log.length") == 5


async def test_a_listener_may_start_over(open_page: Open) -> None:
    page = open_page()
    page.scope.routes.route("**/one", body="1")
    page.scope.routes.route("**/two", body="2")
    page.run("""
      x = new XMLHttpRequest(); log = [];
      x.onreadystatechange = () => { log.push(x.readyState); if (x.readyState === 2 && !again) { again = true;
        x.open('GET', '/two'); x.send(); } };
      x.onload = () => log.push(x.responseText); again = false;
      x.open('GET', '/one'); x.send();
    """)
    await page.idle()
    assert page.evaluate("log") == [1, 2, 1, 2, 3, 4, "2"]


async def test_misuse(page: WebPage) -> None:
    page.run("x = new XMLHttpRequest()")
    for call, name in [
        ("x.send()", "InvalidStateError"), ("x.setRequestHeader('a', 'b')", "InvalidStateError"),
        ("x.open('a b', '/')", "SyntaxError"),
        ("x.open('TRACE', '/')", "SecurityError"), ("x.open('GET', 'http://')", "SyntaxError"), ("x.open('GET')",
        "TypeError"),
        ("(x.open('GET', '/'), x.setRequestHeader('a b', 'c'))", "SyntaxError"), (
            "(x.open('GET', '/'), "
            "x.setRequestHeader('a', 'c\\nd'))", "SyntaxError"),
        ("XMLHttpRequest()", "TypeError"),
    ]:  # fmt: skip
        assert page.evaluate(call)["thrown"] == name, call
    assert page.evaluate(
        "[XMLHttpRequest.DONE, x.OPENED, x.readyState, (x.responseType = 'nonsense', x.responseType)]"
    ) == [4, 1, 1, ""]


async def test_headers_are_combined_and_guarded(open_page: Open, serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        return web.json_response([request.headers.get("x-a"), request.headers.get("dnt")])

    page = open_page(url=f"{await serve(handler)}/")
    page.run(
        RECORD + "x = new XMLHttpRequest(); x.open('GET', '/'); x.setRequestHeader('X-A', '1'); "
        "x.setRequestHeader('x-a', '2'); x.setRequestHeader('DNT', '1'); x.responseType = 'json'; x.send()"
    )
    await page.idle()
    assert page.evaluate("x.response") == ["1, 2", None]


async def test_synchronous_requests(page: WebPage) -> None:
    page.run("x = new XMLHttpRequest(); x.open('GET', 'data:text/plain,now', false); x.send()")
    assert page.evaluate("[x.readyState, x.status, x.responseText]") == [4, 200, "now"]
    page.run("x = new XMLHttpRequest(); x.open('GET', URL.createObjectURL(new Blob(['b'])), false); x.send()")
    assert page.evaluate("x.responseText") == "b"
    page.scope.routes.route("**/near", body="near", status=201)
    page.run(
        "log = []; x = new XMLHttpRequest(); x.open('POST', '/near', false);"
        "for (const type of ['readystatechange', 'load', 'loadend', 'progress'])"
        " x.addEventListener(type, (e) => log.push(type));"
        "x.send('sent'); log.push(x.status, x.responseText)"
    )
    assert page.evaluate("log") == ["readystatechange", "load", "loadend", 201, "near"]
    failing = "(x => { x.open('GET', 'http://127.0.0.1:1/', false); x.send() })(new XMLHttpRequest())"
    assert page.evaluate(failing)["thrown"] == "NetworkError"
    for member, value in (("timeout", "1"), ("responseType", "'json'")):
        late = f"(x => {{ x.open('GET', '/', false); x.{member} = {value} }})(new XMLHttpRequest())"
        assert page.evaluate(late)["thrown"] == "InvalidAccessError"
    assert page.missing == []


async def test_names_keep_their_case_and_text_its_byte_order(open_page: Open, serve: Serve) -> None:
    async def handler(request: web.Request) -> web.Response:
        names = [name.decode() for name, _ in request.raw_headers]
        return web.json_response([request.method, "X-Abc" in names, "Content-Type" in names])

    page = open_page(url=f"{await serve(handler)}/")
    page.run("x = new XMLHttpRequest(); x.open('POST', '/'); x.setRequestHeader('X-Abc', '1'); x.send('a')")
    await page.idle()
    assert page.evaluate("JSON.parse(x.responseText)") == ["POST", True, True]
    page.run("x.open('GET', 'data:text/plain,%FE%FF%00a', false); x.send()")
    assert page.evaluate("x.responseText") == "a"
    page.run(
        "url = URL.createObjectURL(new Blob(['abcdef'])); x.open('GET', url);"
        "x.setRequestHeader('Range', 'bytes=1-3'); x.send()"
    )
    await page.idle()
    assert page.evaluate("[x.status, x.responseText, x.getResponseHeader('content-range')]") == [
        206,
        "bcd",
        "bytes 1-3/6",
    ]
