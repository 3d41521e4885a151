"""Details of XMLHttpRequest that come out the same on both engines."""

from __future__ import annotations

import asyncio
import json

import pytest
from aiohttp import web

from shim import Browser
from tests.conftest import Serve

ECHO = """globalThis.sent = async (body, type, method = "POST") => {
  const xhr = new XMLHttpRequest();
  xhr.open(method, "/echo");
  if (type !== undefined) xhr.setRequestHeader("Content-Type", type);
  xhr.send(body);
  await new Promise((done) => (xhr.onloadend = done));
  return JSON.parse(xhr.responseText);
};"""


@pytest.mark.real_time
async def answer(request: web.Request) -> web.Response:
    match request.path:
        case "/echo":
            said = [request.headers.get("Content-Type"), await request.text()]
            return web.Response(text=json.dumps(said))
        case "/slow":
            await asyncio.sleep(2)
            return web.Response(text="late")
        case "/languages":
            return web.Response(text=request.headers.get("Accept-Language", "none"))
        case "/locked/in" | "/locked/again":
            said = request.headers.get("Authorization")
            if said != "Basic bWU6c2VjcmV0":
                return web.Response(status=401, headers={"WWW-Authenticate": 'Basic realm="all of it"'}, text=str(said))
            return web.Response(text="welcome")
        case "/frame":
            return web.Response(text="<!doctype html><p>ü", content_type="text/html", charset="utf-8")
        case "/document":
            text = "<!doctype html><meta charset=windows-1252><p>ü"
            return web.Response(body=text.encode("latin-1"), content_type="text/html")
        case "/moved":
            raise web.HTTPFound("/document")
        case "/xml":
            modified = {"Last-Modified": "Sat, 01 Jan 2000 12:00:00 GMT"}
            return web.Response(body="<r>ü</r>".encode(), headers=modified, content_type="application/xml")
    return web.Response(text=f"<script>{ECHO}</script>", content_type="text/html")


BODIES = """async () => {
  const framed = async (src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    const loaded = new Promise((done) => (frame.onload = done));
    document.body.append(frame);
    await loaded;
    return frame.contentDocument;
  };
  return [
    await sent(await framed("/frame")),
    await sent(await framed("/xml")),
    await sent(new ReadableStream()),
    await sent(new URLSearchParams({ a: 1 }), "application/xml;charset=ascii"),
    await sent(new Blob(["x"]), "application/xml;charset=ascii"),
    await sent({ toString: () => null }),
  ];
}"""


async def test_what_is_sent(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        assert await page.evaluate(BODIES) == [
            ["text/html;charset=UTF-8", "<!DOCTYPE html><html><head></head><body><p>ü</p></body></html>"],
            ["application/xml;charset=UTF-8", "<r>ü</r>"],
            ["text/plain;charset=UTF-8", "[object ReadableStream]"],
            ["application/xml;charset=UTF-8", "a=1"],
            ["application/xml;charset=ascii", "x"],
            ["text/plain;charset=UTF-8", "null"],
        ]


REFUSED = """() => {
  const kind = (steps) => {
    try { steps(); } catch (error) { return error.name; }
  };
  const xhr = new XMLHttpRequest();
  xhr.open("POST", "/echo");
  return [
    kind(() => xhr.setRequestHeader("テ", "1")),
    kind(() => xhr.setRequestHeader("a b", "1")),
    kind(() => xhr.send({ toString: () => { xhr.send("first"); return "second"; } })),
  ];
}"""


async def test_what_is_refused(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        assert await page.evaluate(REFUSED) == ["TypeError", "SyntaxError", "InvalidStateError"]


async def test_a_head_of_a_data_url_has_no_body(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        head = """async () => {
          const xhr = new XMLHttpRequest();
          xhr.open("HEAD", "data:text/plain,hello");
          xhr.send();
          await new Promise((done) => (xhr.onloadend = done));
          return [xhr.status, xhr.getResponseHeader("content-type"), xhr.responseText];
        }"""
        assert await page.evaluate(head) == [200, "text/plain", ""]


async def test_a_timeout_changes_under_way(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        changed = """([before, after]) => new Promise((done) => {
          const xhr = new XMLHttpRequest();
          xhr.open("GET", "/slow");
          xhr.timeout = before;
          xhr.onloadend = () => done("end");
          xhr.ontimeout = () => done("timeout");
          xhr.send();
          xhr.timeout = after;
        })"""
        for before, after in ((0, 40), (10_000, 1)):
            assert await page.evaluate(changed, [before, after]) == "timeout"


DOCUMENT = """async () => {
  const got = async (url) => {
    const xhr = new XMLHttpRequest();
    xhr.open("GET", url);
    xhr.responseType = "document";
    xhr.send();
    await new Promise((done) => (xhr.onloadend = done));
    return xhr.responseXML;
  };
  const html = await got("/moved"), xml = await got("/xml");
  return [html.URL.replace(location.origin, ""), html.domain, html.contentType, html.body.textContent,
    xml.contentType, xml.documentElement.textContent, Date.parse(xml.lastModified) === Date.UTC(2000, 0, 1, 12)];
}"""


async def test_the_document_of_a_response(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        html = ["/document", "127.0.0.1", "text/html", "ü"]
        assert await page.evaluate(DOCUMENT) == [*html, "application/xml", "ü", True]


LOGIN = """async () => {
  const got = async (url, ...login) => {
    const xhr = new XMLHttpRequest();
    xhr.open("GET", url, true, ...login);
    xhr.send();
    await new Promise((done) => (xhr.onloadend = done));
    return [xhr.status, xhr.responseText];
  };
  return [
    await got("/locked/in", "me", "wrong"), await got("/locked/in", "me", "secret"), await got("/locked/again"),
    await fetch("/locked/again").then((response) => response.status),
  ];
}"""


async def test_a_server_gets_the_credentials_that_it_asks_for(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        wrong = [401, "Basic bWU6d3Jvbmc="]
        assert await page.evaluate(LOGIN) == [wrong, [200, "welcome"], [200, "welcome"], 200]


STOPPED = """async (how) => {
  const frame = document.createElement("iframe");
  const loaded = new Promise((done) => (frame.onload = done));
  frame.src = "/frame";
  document.body.append(frame);
  await loaded;
  const { contentWindow: win } = frame, xhr = new win.XMLHttpRequest();
  xhr.open("GET", "/slow");
  const ended = new Promise((done) => (xhr.onload = xhr.onerror = xhr.onabort = (event) => done(event.type)));
  xhr.send();
  const fetched = win.fetch("/slow").then(() => "fetched", () => "rejected");
  if (how === "open") {
    win.location.href = "/slow";
    win.document.open();
  } else win.stop();
  return [await ended, await fetched, win.location.pathname];
}"""


async def test_what_stops_loading_aborts_requests(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        assert await page.evaluate(STOPPED, "stop") == ["abort", "rejected", "/frame"]
        assert await page.evaluate(STOPPED, "open") == ["abort", "rejected", "/"]


async def test_requests_say_the_languages_of_the_user(engine: str, serve: Serve) -> None:
    async with Browser(engine=engine, allow_hosts=["127.0.0.1"]) as browser:
        page = await browser.new_page()
        await page.goto(await serve(answer))
        asked = """async () => {
          const own = await (await fetch("/languages", { headers: { "Accept-Language": "tlh" } })).text();
          const said = await (await fetch("/languages")).text();
          return [own, said.split(/[,;]/)[0] === navigator.languages[0]];
        }"""
        assert await page.evaluate(asked) == ["tlh", True]
