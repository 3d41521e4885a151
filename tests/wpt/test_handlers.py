"""`--allow-handlers`: handlers in Python and of WebSockets, on the server that WPT has, in a process of their own."""

import shutil
from importlib.util import find_spec
from pathlib import Path

import psutil
import pytest

from shim.wpt.checkout_handlers import NoHandlers, check_checkout
from shim.wpt.harness import find_harness
from tests.paths import ROOT
from tests.real_browsers import need
from tests.wpt.conftest import Run
from tests.wpt.products import PRODUCT, need_product
from tests.wpt.reports import read_wptreport

NAMES = "res/names.py"
FILES = {
    "res/__init__.py": "",
    NAMES: "COLOUR = b'green'\n",
    "res/colour.py": "from res.names import COLOUR\n"
    "def main(request, response):\n    return [(b'Content-Type', b'text/plain'), (b'X-Mine', b'yes')], COLOUR",
    "res/echo.py": """
def main(request, response):
    seen = {"method": request.method, "query": request.GET.first(b"q").decode(), "url": request.url}
    seen["body"] = request.body.decode()
    seen["X-Mixed"] = request.headers.get(b"x-mixed", b"").decode()
    seen["origin"] = request.headers.get(b"origin", b"none").decode()
    seen["cookie"] = request.cookies.first(b"crumb").value.decode() if b"crumb" in request.cookies else ""
    seen["port"] = request.server.config["ports"]["https"][0]
    import json
    return (202, b"Mine"), [(b"Content-Type", b"application/json")], json.dumps(seen)
""",
    "res/stash.py": """
def main(request, response):
    key = request.GET.first(b"key")
    if request.method == "PUT":
        request.server.stash.put(key, request.body)
        return b""
    return request.server.stash.take(key) or b"nothing"
""",
    "res/cookie.py": "def main(request, response):\n    response.set_cookie(b'crumb', b'a')\n    return b''",
    "res/cors.py": """
def main(request, response):
    response.headers.set(b"Access-Control-Allow-Origin", request.headers.get(b"origin"))
    if request.method == "OPTIONS":
        response.headers.set(b"Access-Control-Allow-Headers", request.headers[b"access-control-request-headers"])
    response.content = request.method + " " + request.headers.get(b"x-mixed", b"").decode()
""",
    "res/broken.py": """
def main(request, response):
    response.writer.write_raw_content("this is not HTTP")
    response.close_connection = True
""",
    "res/failing.py": "def main(request, response):\n    raise ValueError('mine')",
    "res/page.html.py": "def main(request, response):\n"
    "    return [(b'Content-Type', b'text/html')], b'<p>made</p>' + request.headers[b'referer']",
    "websockets/handlers/echo_wsh.py": """
def web_socket_do_extra_handshake(request):
    request.ws_protocol = request.ws_requested_protocols[0] if request.ws_requested_protocols else None
def web_socket_transfer_data(request):
    while True:
        line = request.ws_stream.receive_message()
        if line is None:
            return
        request.ws_stream.send_message(line + " " + request.unparsed_uri, binary=False)
""",
}
TEST = """
const json = async (...of) => (await fetch(...of)).json();
promise_test(async () => {
  const response = await fetch("res/colour.py");
  assert_equals(await response.text(), "green");
  assert_equals(response.headers.get("x-mine"), "yes");
}, "a handler that imports another file of the checkout");
promise_test(async () => {
  await fetch("res/cookie.py");
  const headers = { "X-Mixed": "m" };
  const response = await fetch("res/echo.py?q=a%20b", { method: "POST", body: "the body", headers });
  assert_equals(response.status, 202);
  assert_equals(response.statusText, "Mine");
  const seen = await response.json();
  assert_equals(seen.method, "POST");
  assert_equals(seen.query, "a b");
  assert_equals(seen.body, "the body");
  assert_equals(seen["X-Mixed"], "m");
  assert_equals(seen.origin, location.origin);
  assert_equals(seen.cookie, "a");
  assert_equals(seen.url, new URL("res/echo.py?q=a%20b", location).href);
  assert_equals(String(seen.port), "{{ports[https][0]}}");
}, "what a handler sees of a request");
promise_test(async () => {
  const url = "res/stash.py?key={{uuid()}}";
  assert_equals(await (await fetch(url)).text(), "nothing");
  await fetch(url, { method: "PUT", body: "kept" });
  assert_equals(await (await fetch(url)).text(), "kept");
  assert_equals(await (await fetch(url)).text(), "nothing");
}, "the stash");
promise_test(async (t) => {
  const other = "http://{{hosts[alt][]}}:{{ports[http][0]}}" + location.pathname.replace(/[^/]*$/, "");
  const text = await (await fetch(other + "res/cors.py", { method: "GET", headers: { "X-Mixed": "m" } })).text();
  assert_equals(text, "GET m");
  await promise_rejects_js(t, TypeError, fetch(other + "res/colour.py"));
}, "CORS, with a preflight");
promise_test((t) => promise_rejects_js(t, TypeError, fetch("res/broken.py")), "an answer that is not HTTP");
promise_test(async () => assert_equals((await fetch("res/failing.py")).status, 500), "a handler that fails");
promise_test(async () => {
  assert_equals(await (await fetch("res/colour.py?pipe=slice(0,3)")).text(), "gre");
}, "a pipe");
async_test((t) => {
  const frame = document.createElement("iframe");
  frame.src = "res/page.html.py";
  frame.onload = t.step_func_done(() => assert_equals(frame.contentDocument.body.textContent, "made" + location.href));
  document.body.append(frame);
}, "a page in a frame");
async_test((t) => {
  const socket = new WebSocket("ws://{{host}}:{{ports[ws][0]}}/echo?q", ["mine"]);
  socket.onopen = t.step_func(() => { assert_equals(socket.protocol, "mine"); socket.send("hello"); });
  socket.onmessage = t.step_func((event) => { assert_equals(event.data, "hello /echo?q"); socket.close(); });
  socket.onclose = t.step_func_done((event) => assert_true(event.wasClean));
  socket.onerror = t.unreached_func("error");
}, "a WebSocket");
"""
SECURE = """async_test((t) => {
  const socket = new WebSocket("wss://{{host}}:{{ports[wss][0]}}/echo");
  socket.onopen = () => socket.send("secure");
  socket.onmessage = t.step_func_done((event) => assert_equals(event.data, "secure /echo"));
  socket.onerror = t.unreached_func("error");
}, "a secure WebSocket");
promise_test(async () => {
  const seen = await (await fetch("res/echo.py?q=x")).json();
  assert_equals(seen.url, new URL("res/echo.py?q=x", location).href);
}, "a secure handler");
"""


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    need(find_spec("wptserve") is not None, "wptserve, of the extra dev")
    root = tmp_path / "checkout"
    for name, source in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(source)
    (root / "resources").mkdir()
    harness = find_harness(None, ROOT).file("/resources/testharness.js")
    assert harness is not None
    shutil.copy(harness, root / "resources")
    head = '<!doctype html><body><script src="/resources/testharness.js"></script>'
    head += '<script src="/resources/testharnessreport.js"></script>'
    (root / "all.sub.html").write_text(f"{head}<script>{TEST}</script>")
    (root / "secure.https.sub.html").write_text(f"{head}<script>{SECURE}</script>")
    return root


@PRODUCT
def test_handlers_run(checkout: Path, run: Run, tmp_path: Path, product: str) -> None:
    need_product(product)
    report = tmp_path / "report.json"
    tests = [checkout / "all.sub.html", checkout / "secure.https.sub.html"]
    options = ["--wpt-root", checkout, "--product", product, "--report", report, "--workers", "1"]
    done = run(*tests, *options, "--allow-handlers")
    results = read_wptreport(report).results
    bad = [(r.test, s.name, s.status, s.message) for r in results for s in r.subtests if s.status != "PASS"]
    assert bad == []
    assert [len(result.subtests) for result in results] == [9, 2]
    assert done.returncode == 0, done.stdout


def test_without_the_option_nothing_of_a_checkout_runs(checkout: Path, run: Run, tmp_path: Path) -> None:
    trace = tmp_path / "trace"
    for name in ("res/colour.py", "websockets/handlers/echo_wsh.py"):
        (checkout / name).write_text(f"open({str(trace)!r}, 'w').close()\n" + FILES[name])
    report = tmp_path / "report.json"
    done = run(checkout / "all.sub.html", "--wpt-root", checkout, "--report", report, "--timeout-multiplier", "0.2")
    assert done.returncode == 1
    statuses = {subtest.name: subtest.status for subtest in read_wptreport(report).results[0].subtests}
    assert {name for name, status in statuses.items() if status == "PASS"} == set()
    assert "--allow-handlers" in done.stdout
    assert not trace.exists()


def test_no_process_of_handlers_is_left_behind(checkout: Path, run: Run) -> None:
    (checkout / "b.window.js").write_text("promise_test(() => fetch('res/colour.py'), 'asks'); ")
    (checkout / "c.window.js").write_text("promise_test(async () => { await fetch('res/colour.py'); while (true); })")
    done = run(
        *(checkout / name for name in ("b.window.js", "c.window.js")),
        *("--wpt-root", checkout, "--allow-handlers", "--timeout-multiplier", "0.1"),
        short=True,
    )
    assert done.returncode == 1
    assert not [p for p in psutil.process_iter(["cmdline"]) if str(checkout) in " ".join(p.info["cmdline"] or ())]


def test_what_handlers_need(checkout: Path, run: Run, monkeypatch: pytest.MonkeyPatch) -> None:
    refused = run(checkout / "all.sub.html", "--allow-handlers")
    assert refused.returncode == 2
    assert "--allow-handlers runs the handlers of a WPT checkout, which --wpt-root names" in refused.stderr
    monkeypatch.setattr("shim.wpt.checkout_handlers.find_spec", lambda _: None)
    with pytest.raises(NoHandlers, match="has no tools/wptserve"):
        check_checkout(checkout)
