"""`--wpt-root` on a tree laid out as a WPT checkout, with the server's features and testdriver, on each product."""

import shutil
from pathlib import Path

import pytest

from shim.wpt.harness import find_harness
from shim.wpt.manifest import LONG, SHORT, find_tests
from tests.paths import ROOT
from tests.wpt.conftest import Run
from tests.wpt.products import PRODUCT, need_product
from tests.wpt.reports import read_wptreport

PROJECT = ROOT
HEAD = """<!doctype html><script src="/resources/testharness.js"></script>
<script src="/resources/testharnessreport.js"></script>"""
DRIVER = '<script src="/resources/testdriver.js"></script><script src="/resources/testdriver-vendor.js"></script>'
FILES = {
    "common/shared.js": "const shared = 'from /common';",
    "common/text.asis": "HTTP/1.1 203 FINE\nContent-Type: text/x-mine\nX-Mine: yes\n\nthe body",
    "media/tone.bin": "0123456789",
    "interfaces/mine.idl": "interface Mine {};",
    "area/resources/local.js": "const local = 'from resources';",
    "area/resources/not-a-test.html": HEAD + "<script>test(() => {}, 'a resource')</script>",
    "area/looks-like-a-page.html": "<!doctype html><p>no test",
    "area/handler.py": "def main(request, response): return 'secret'",
    "area/reference-ref.html": HEAD + "<script>test(() => {}, 'a reference')</script>",
    "area/values.sub.html": HEAD
    + """<script>
test(() => assert_equals("{{host}}:{{ports[http][0]}}", location.host), "host and ports");
test(() => assert_equals("{{location[server]}}", location.origin), "location");
test(() => assert_equals("{{hosts[][www]}}", "www.{{host}}"), "hosts");
test(() => assert_equals("{{domains[élève]}}", "xn--lve-6lad.{{host}}"), "domains with other letters");
test(() => assert_equals(String("{{uuid()}}".length), "36"), "uuid");
</script>""",
    "area/wrong.sub.html": HEAD + "<script>test(() => {}, '{{nothing}}')</script>",
    "area/headers.html": HEAD
    + """<script>
promise_test(async () => {
  const response = await fetch(location.href);
  assert_equals(response.headers.get("x-own"), "own");
  assert_equals(response.headers.get("x-dir"), "dir");
  assert_equals(response.headers.get("x-host"), location.hostname);
}, "headers of the file, of its folder, and with values");
promise_test(async () => {
  const response = await fetch("/common/shared.js?pipe=status(404)|header(X-Piped,1)");
  assert_equals(response.status, 404);
  assert_equals(response.headers.get("x-piped"), "1");
}, "pipes");
promise_test(async () => {
  const response = await fetch("/media/tone.bin", { headers: { Range: "bytes=2-4" } });
  assert_equals(response.status, 206);
  assert_equals(await response.text(), "234");
}, "a range of a file in /media");
promise_test(async () => {
  const response = await fetch("/common/text.asis");
  assert_equals(response.status, 203);
  assert_equals(response.headers.get("x-mine"), "yes");
  assert_equals(await response.text(), "the body");
}, "an as-is file");
promise_test(async () => {
  const response = await fetch("handler.py");
  assert_equals(response.status, 501);
  assert_false((await response.text()).includes("secret"));
}, "handlers in Python are refused");
promise_test(async () => {
  assert_equals(await (await fetch("/interfaces/mine.idl")).text(), "interface Mine {};");
}, "IDL");
</script>""",
    "area/headers.html.headers": "X-Own: own\n",
    "area/headers.html.sub.headers": "X-Host: {{host}}\n",
    "area/__dir__.headers": "X-Dir: dir\n",
    "area/meta.html": HEAD
    + """<meta name=timeout content=long><meta name=variant content="?one"><meta name=variant content="?two#three">
<script>test(() => assert_in_array(location.search + location.hash, ["?one", "?two#three"]), "variant")</script>""",
    "area/many.any.js": """// META: title=many
// META: script=/common/shared.js
// META: script=resources/local.js
// META: timeout=long
// META: global=window,worker
// META: variant=?a
// META: variant=?b
test(() => {
  assert_equals(shared + local, "from /commonfrom resources");
  assert_true(self.GLOBAL.isWindow());
  assert_equals(document.title, "many");
  assert_in_array(location.search, ["?a", "?b"]);
}, "META");""",
    "area/worker-only.any.js": "// META: global=worker\ntest(() => {}, 'not here');",
    "area/plain.window.js": "test(() => assert_equals(location.pathname, '/area/plain.window.html'), 'window');",
    "area/secure.https.html": HEAD
    + """<script>test(() => {
  assert_true(isSecureContext);
  assert_equals(location.protocol, "https:");
}, "secure");</script>""",
    "area/insecure.html": HEAD + "<script>test(() => assert_false(isSecureContext), 'not secure')</script>",
    "area/driver.https.html": HEAD
    + DRIVER
    + """<button id=button type=button>press</button><script>
promise_test(async () => {
  const button = document.getElementById("button");
  const clicked = new Promise((resolve) => { button.onclick = resolve; });
  await test_driver.click(button);
  assert_true((await clicked).isTrusted);
}, "click");
promise_test(async () => {
  assert_equals(await test_driver.bless("something", () => navigator.userActivation.isActive), true);
}, "bless");
promise_test(async () => {
  const state = async () => (await navigator.permissions.query({ name: "geolocation" })).state;
  await test_driver.set_permission({ name: "geolocation" }, "denied");
  assert_equals(await state(), "denied");
  await test_driver.set_permission({ name: "geolocation" }, "granted");
  assert_equals(await state(), "granted");
}, "set_permission");
promise_test(async () => {
  const error = await test_driver.freeze().then(() => null, (reason) => reason);
  assert_true(String(error).includes("not supported") || String(error).includes("unimplemented"), String(error));
  const touch = { type: "pointer", parameters: { pointerType: "touch" }, actions: [] };
  for (const source of [touch, { type: "key", actions: [{ type: "fly" }] }]) {
    const refused = await test_driver.action_sequence([source]).then(() => null, (reason) => reason);
    assert_true(String(refused).includes("not supported"), String(refused));
  }
}, "what is not supported says so");
promise_test(async () => {
  const field = document.body.appendChild(document.createElement("input"));
  const keys = [];
  field.onkeydown = (event) => keys.push(event.key, event.isTrusted);
  await test_driver.send_keys(field, "ab c\\ue003\\ue012");
  assert_equals(field.value, "ab ");
  assert_array_equals(keys, ["a", true, "b", true, " ", true, "c", true, "Backspace", true, "ArrowLeft", true]);
}, "send_keys");
promise_test(async () => {
  const [first, second] = [1, 2].map(() => document.body.appendChild(document.createElement("button")));
  const seen = [];
  for (const type of ["mouseover", "mousedown", "mouseup", "click", "keydown"]) {
    second.addEventListener(type, (event) => seen.push(type, event.isTrusted));
  }
  first.onclick = () => seen.push("the wrong one");
  second.textContent = "second";
  const move = { type: "pointerMove", x: 0, y: 0, origin: second };
  const click = [move, { type: "pointerDown", button: 0 }, { type: "pointerUp", button: 0 }];
  const pauses = [{ type: "pause", duration: 10 }, { type: "pause" }, { type: "pause" }];
  await test_driver.action_sequence([
    { type: "pointer", parameters: { pointerType: "mouse" }, actions: click },
    { type: "key", actions: [...pauses, { type: "keyDown", value: "x" }, { type: "keyUp", value: "x" }] },
  ]);
  const types = seen.filter((type) => type !== true && type !== "mouseover");
  assert_array_equals(types, ["mousedown", "mouseup", "click", "keydown"]);
  assert_true(seen.includes("mouseover"));
  assert_false(seen.includes(false));
}, "action_sequence");
</script>""",
    # upstream's testdriver.js asks what is at the middle of the element before it clicks
    "area/driver-that-looks.html": HEAD
    + """<button id=button type=button>press</button><script>
window.test_driver_internal = {};
window.test_driver = {
  click: function (element) {
    const box = element.getBoundingClientRect();
    const [x, y] = [box.left + box.width / 2, box.top + box.height / 2];
    if (!document.elementsFromPoint(x, y).includes(element)) return Promise.reject(new Error("not there"));
    return test_driver_internal.click(element, { x, y });
  },
};
</script><script src="/resources/testdriver-vendor.js"></script><script>
promise_test(async () => {
  const button = document.getElementById("button");
  const clicked = new Promise((resolve) => { button.onclick = resolve; });
  await new test_driver.click(button);
  assert_true((await clicked).isTrusted);
}, "click");
</script>""",
}
IDS = [
    "/area/driver-that-looks.html",
    "/area/driver.https.html",
    "/area/headers.html",
    "/area/insecure.html",
    "/area/many.any.html?a",
    "/area/many.any.html?b",
    "/area/meta.html?one",
    "/area/meta.html?two#three",
    "/area/plain.window.html",
    "/area/secure.https.html",
    "/area/values.sub.html",
    "/area/wrong.sub.html",
]


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """The harness is upstream's; testdriver.js, which no package has, is the one of this project."""
    root = tmp_path / "checkout"
    for name, source in FILES.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(source)
    (root / "resources").mkdir()
    harness = find_harness(None, PROJECT)
    for name in ("testharness.js", "idlharness.js", "WebIDLParser.js"):
        file = harness.file(f"/resources/{name}")
        assert file is not None
        shutil.copy(file, root / "resources" / name)
    shutil.copy(PROJECT / "shim" / "wpt" / "testdriver.js", root / "resources")
    return root


def test_tests_of_a_checkout(checkout: Path) -> None:
    found, others = find_tests([checkout / "area"], checkout)
    tests = {test.id: test for test in found}
    assert others == {"references": 1, "for workers": 1}
    assert list(tests) == IDS
    long = {"/area/many.any.html?a", "/area/many.any.html?b", "/area/meta.html?one", "/area/meta.html?two#three"}
    assert {id_ for id_, test in tests.items() if test.timeout == LONG} == long
    assert {test.timeout for test in tests.values()} == {LONG, SHORT}
    assert {id_ for id_, test in tests.items() if test.is_https} == {id_ for id_ in IDS if ".https." in id_}
    assert {test.root for test in tests.values()} == {str(checkout)}


@PRODUCT
def test_a_checkout_runs(checkout: Path, run: Run, tmp_path: Path, product: str) -> None:
    need_product(product)
    report = tmp_path / "wptreport.json"
    done = run(checkout / "area", "--wpt-root", checkout, "--product", product, "--report", report, "--workers", "1")
    assert done.returncode == 1, done.stderr
    data = read_wptreport(report)
    bad = [(r.test, s.name, s.status, s.message) for r in data.results for s in r.subtests if s.status != "PASS"]
    assert bad == []
    assert data.statuses == {id_: "ERROR" if "wrong" in id_ else "OK" for id_ in IDS}
    wrong = data.results[IDS.index("/area/wrong.sub.html")]
    assert wrong.message == "/area/wrong.sub.html: {{nothing}} is not known here"


def test_a_checkout_runs_in_firefox(checkout: Path, run: Run, tmp_path: Path) -> None:
    need_product("firefox")
    report = tmp_path / "wptreport.json"
    names = ["values.sub.html", "headers.html", "many.any.js", "meta.html", "plain.window.js"]
    paths = [checkout / "area" / name for name in names]
    done = run(*paths, "--wpt-root", checkout, "--product", "firefox", "--report", report, "--workers", "1")
    assert done.returncode == 0, done.stdout + done.stderr
    assert set(read_wptreport(report).statuses.values()) == {"OK"}
    assert len(read_wptreport(report).results) == 7
