"""WebSocket and EventSource against a real server."""

from __future__ import annotations

import asyncio

import aiohttp
from aiohttp import web

from tests.conftest import Serve
from tests.web.conftest import Open

WATCH = """
  log = [];
  watch = (s) => {
    s.onopen = () => log.push(['open', s.readyState, s.protocol]);
    s.onmessage = ({ data, origin }) =>
      log.push(['message', typeof data === 'string' ? data : [...new Uint8Array(data)], origin]);
    s.onerror = () => log.push(['error', s.readyState]);
    s.onclose = (e) => log.push(['close', e.wasClean, e.code, e.reason, s.readyState]);
    return s;
  };
"""


async def echo(request: web.Request) -> web.WebSocketResponse:
    """Sends back what it gets; "bye" closes."""
    socket = web.WebSocketResponse(protocols=("chat",))
    await socket.prepare(request)
    async for message in socket:
        if message.type is aiohttp.WSMsgType.TEXT and message.data == "bye":
            await socket.close(code=4001, message=b"so long")
        elif message.type is aiohttp.WSMsgType.TEXT:
            await socket.send_str(f"{message.data} {request.headers.get('Origin')}")
        else:
            await socket.send_bytes(message.data[::-1])
    return socket


async def test_a_conversation(open_page: Open, serve: Serve) -> None:
    origin = await serve(echo)
    page = open_page(url=f"{origin}/")
    page.run(WATCH + "s = watch(new WebSocket('/chat', ['other', 'chat'])); s.binaryType = 'arraybuffer'")
    assert page.evaluate("[s.url, s.readyState, s.extensions]") == [f"ws{origin[4:]}/chat", 0, ""]
    assert page.evaluate("s.send('early')")["thrown"] == "InvalidStateError"
    page.run(
        "s.addEventListener('open', () => { s.send('t\\0ext'); "
        "s.send(new Uint8Array([1, 2])); s.send(new Blob(['ab'])); s.send('bye'); })"
    )
    await page.idle()
    ws = f"ws{origin[4:]}"
    assert page.evaluate("log") == [
        ["open", 1, "chat"], ["message", f"t\0ext {origin}", ws], ["message", [2, 1], ws], ["message", [98, 97], ws],
        ["close", True, 4001, "so long", 3],
    ]  # fmt: skip
    assert page.evaluate("s.bufferedAmount") == 0


async def test_binary_messages_are_blobs_unless_asked_otherwise(open_page: Open, serve: Serve) -> None:
    page = open_page(url=f"{await serve(echo)}/")
    page.run(
        "s = new WebSocket('/'); s.onopen = () => s.send(new Uint8Array([1, 2])); "
        "s.onmessage = (e) => { blob = e.data; s.close() }"
    )
    await page.idle()
    assert await page.result("blob.arrayBuffer().then((b) => [blob instanceof Blob, [...new Uint8Array(b)]])") == [
        True,
        [2, 1],
    ]


# the server answers a close with a code of its own
async def test_the_page_closes(open_page: Open, serve: Serve) -> None:
    page = open_page(url=f"{await serve(echo)}/")
    page.run(
        WATCH + "s = watch(new WebSocket('/')); s.onopen = () => { s.close(3000, "
        "'done'); log.push(s.readyState); s.send('lost'); }"
    )
    await page.idle()
    assert page.evaluate("log") == [2, ["close", True, 1000, "", 3]]
    assert page.evaluate("s.close(1001)")["thrown"] == "InvalidAccessError"
    assert page.evaluate("s.close(1000, 'x'.repeat(124))")["thrown"] == "SyntaxError"


async def test_failing_to_connect(open_page: Open, serve: Serve) -> None:
    async def refuse(request: web.Request) -> web.Response:
        return web.Response(status=403)

    page = open_page(url=f"{await serve(refuse)}/")
    page.run(WATCH + "watch(new WebSocket('/')); watch(new WebSocket('wss://other.test/'))")
    await page.idle()
    assert sorted(page.evaluate("log")) == sorted([["error", 3], ["close", False, 1006, "", 3]] * 2)
    assert any("other.test" in m.text and "allow_hosts" in m.text for m in page.console)
    page.run("log.length = 0; s = watch(new WebSocket('/')); s.close()")
    await page.idle()
    assert page.evaluate("log") == [["error", 3], ["close", False, 1006, "", 3]]


async def test_what_is_no_socket(open_page: Open) -> None:
    page = open_page()
    for arguments in ("'http://'", "'ftp://x/'", "'/#f'", "'/', ['a', 'A']", "'/', 'a b'"):
        assert page.evaluate(f"new WebSocket({arguments})")["thrown"] == "SyntaxError", arguments


async def test_server_sent_events(open_page: Open, serve: Serve) -> None:
    asked: list[str | None] = []

    async def handler(request: web.Request) -> web.Response:
        asked.append(request.headers.get("Last-Event-ID"))
        text = (
            "retry: 10\n: comment\nid: 7\ndata: one\ndata:two\n\nevent: named\ndata: x\n\ndata: never ends"
            if len(asked) == 1
            else ""
        )
        return web.Response(text=text, content_type="text/event-stream", status=200 if len(asked) == 1 else 500)

    origin = await serve(handler)
    page = open_page(url=f"{origin}/")
    page.run("""
      log = []; s = new EventSource('/events');
      s.onopen = () => log.push(['open', s.readyState]);
      s.onmessage = (e) => log.push([e.data, e.lastEventId, e.origin]);
      s.addEventListener('named', (e) => log.push(['named', e.data]));
      ended = new Promise((done) => {
        s.onerror = () => { log.push(['error', s.readyState]); if (s.readyState === 2) done() };
      });
    """)
    await page.result("ended")
    assert page.evaluate("log") == [
        ["open", 1], ["one\ntwo", "7", origin], ["named", "x"], ["error", 0], ["error", 2],
    ]  # fmt: skip
    assert asked == [None, "7"]


async def test_events_come_while_the_server_goes_on(open_page: Open, serve: Serve) -> None:
    heard = asyncio.Event()

    async def handler(request: web.Request) -> web.StreamResponse:
        if request.path == "/heard":
            heard.set()
            return web.Response()
        response = web.StreamResponse(headers={"Content-Type": "text/event-stream"})
        await response.prepare(request)
        for piece in (b"data: on", b"e\xc3", b"\xa9\r", b"\n\r\n", b"data: not whole"):
            await response.write(piece)
            await asyncio.sleep(0)
        await heard.wait()
        await response.write(b"\n\n")
        return response

    page = open_page(url=f"{await serve(handler)}/")
    page.run("log = []; s = new EventSource('/events'); s.onmessage = (e) => { log.push(e.data); fetch('/heard') }")
    await asyncio.wait_for(heard.wait(), 5)
    assert page.evaluate("[log, s.readyState]") == [["oneé"], 1]
    await page.result("new Promise((done) => { s.onerror = () => { s.close(); done() } })")
    assert page.evaluate("log") == ["oneé", "not whole"]


async def test_a_redirect_fails_the_handshake(open_page: Open, serve: Serve) -> None:
    asked: list[str] = []

    async def answer(request: web.Request) -> web.StreamResponse:
        asked.append(request.path)
        if request.path == "/chat":
            return await echo(request)
        raise {"/301": web.HTTPMovedPermanently, "/302": web.HTTPFound, "/307": web.HTTPTemporaryRedirect}[
            request.path
        ](f"{other}/chat")

    other = await serve(answer)
    page = open_page(url=f"{await serve(answer)}/")
    page.run(WATCH + "for (const status of [301, 302, 307]) watch(new WebSocket(`/${status}`))")
    await page.idle()
    assert sorted(page.evaluate("log")) == sorted([["error", 3], ["close", False, 1006, "", 3]] * 3)
    assert sorted(asked) == ["/301", "/302", "/307"]


async def test_blocked_ports(open_page: Open) -> None:
    page = open_page(url="http://127.0.0.1/")
    page.shared.fetcher.max_bytes = 1000
    page.run(WATCH + "watch(new WebSocket('ws://127.0.0.1:25/')); watch(new WebSocket('ws://127.0.0.1:6000/'))")
    await page.idle()
    assert page.evaluate("log.filter(([what]) => what === 'error').length") == 2
