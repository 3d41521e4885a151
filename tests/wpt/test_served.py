"""Answers of the test server as pages see them, on each product: they must not depend on the transport."""

from pathlib import Path

from tests.wpt.conftest import Run
from tests.wpt.products import PRODUCT, need_product
from tests.wpt.reports import read_wptreport

AS_IS = "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n<b>"
OTHER = "http://www1.${location.host}/res/digits.txt"
CASES = {
    "gzip": "equals(await text('res/digits.txt?pipe=gzip'), '0123456789')",
    "redirected by a pipe": "equals(await text('res/s.js?pipe=status(302)|header(Location,digits.txt)'), '0123456789')",
    "redirect.py": "equals(await text('/common/redirect.py?location=/res/digits.txt'), '0123456789')",
    "slow.py": "const start = performance.now(); await fetch('/common/slow.py?delay=300');"
    " assert_greater_than(performance.now() - start, 250)",
    "trickle": "const start = performance.now(); await element('script', 'res/s.js?pipe=trickle(d0.3)');"
    " assert_greater_than(performance.now() - start, 250); equals(window.ran, true)",
    "as is": "equals((await element('iframe', 'res/a.asis')).contentDocument.body.innerHTML, '<b></b>')",
    "referrer": "equals(await text('res/referrer.sub.txt'), location.href)",
    "another handler": "equals((await fetch('/common/other.py')).status, 501)",
    "no such file": "equals((await fetch('/nowhere')).status, 404); equals((await fetch('/res')).status, 404);"
    " equals((await fetch('/%00')).status, 404)",
    "HEAD": "equals(await text('res/digits.txt', { method: 'HEAD' }), '')",
    "another host": f"equals((await fetch(`{OTHER}`, {{ mode: 'no-cors' }})).type, 'opaque')",
    "another host that shares": f"equals(await text(`{OTHER}?pipe=header(Access-Control-Allow-Origin,*)`),"
    " '0123456789')",
    "another host that does not": f"await promise_rejects_js(t, TypeError, fetch(`{OTHER}`))",
    "what is not compressed": "await promise_rejects_js(t, TypeError,"
    " fetch('res/digits.txt?pipe=header(Content-Encoding,gzip)').then((r) => r.text()))",
}
HELPERS = """
const equals = assert_equals;
const text = async (...request) => (await fetch(...request)).text();
const element = (name, src) => new Promise((resolve) => {
  const made = Object.assign(document.createElement(name), { src, onload: () => resolve(made) });
  document.body.append(made);
});
"""


@PRODUCT
def test_server_features(site: Path, run: Run, tmp_path: Path, product: str) -> None:
    need_product(product)
    files = {
        "digits.txt": "0123456789",
        "s.js": "ran = true",
        "a.asis": AS_IS,
        "referrer.sub.txt": "{{headers[referer]}}",
    }
    for name, body in files.items():
        (site / "res").mkdir(exist_ok=True)
        (site / "res" / name).write_bytes(body.encode())
    (site / "common").mkdir()
    for name in ("redirect.py", "slow.py", "other.py"):
        (site / "common" / name).write_text("raise SystemExit")
    cases = (f"promise_test(async (t) => {{ {body} }}, '{name}');\n" for name, body in CASES.items())
    (site / "x.window.js").write_text(HELPERS + "".join(cases))
    report = tmp_path / "report.json"
    done = run(site, "--product", product, "--report", report, "--timeout-multiplier", "3")
    (result,) = read_wptreport(report).results
    assert [(s.name, s.message) for s in result.subtests if s.status != "PASS"] == []
    assert len(result.subtests) == len(CASES)
    assert done.returncode == 0, done.stdout


def test_what_was_refused_is_said_where_something_failed(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "other.py").write_text("")
    failing = "promise_test(async () => assert_equals((await fetch('other.py')).status, 200), 'asks')"
    (site / "a.window.js").write_text(failing)
    (site / "b.window.js").write_text(failing.replace("200", "501"))
    (site / "c.html").write_text("<!doctype html><p>no harness")
    (site / "d.window.js").write_text("location.href = 'c.html'")
    report = tmp_path / "report.json"
    done = run(*(site / name for name in ("a.window.js", "b.window.js", "c.html", "d.window.js")), "--report", report)
    assert done.returncode == 1
    refused = "/other.py: handlers in Python run with --allow-handlers"
    nothing = "the page does not load testharness.js, or has gone elsewhere"
    assert [result.message for result in read_wptreport(report).results] == [refused, None, nothing, nothing]
    assert f"note quickjs /a.window.html: {refused}" in done.stdout


def test_xml_that_is_not_well_formed_says_why(site: Path, run: Run) -> None:
    script = "<script><![CDATA[ test(() => {{}}, 1 < 2 && 'a') ]]></script>"
    html = f'<html xmlns="http://www.w3.org/1999/xhtml">{{}}{script}{{}}'
    harness = '<script src="/resources/testharness.js"/><script src="/resources/testharnessreport.js"/>'
    (site / "good.xhtml").write_text(html.format(harness, "</html>"))
    assert run(site).returncode == 0
    (site / "bad.xhtml").write_text(html.format(harness, "</htm>"))
    done = run(site)
    assert done.returncode == 1
    assert (
        "/bad.xhtml: ERROR, expected OK\n    the page is not well-formed XML: xml-mismatched-tag at line 1"
        in done.stdout
    )


def test_pages_that_spoil_or_close_themselves_end_no_process(site: Path, run: Run, tmp_path: Path) -> None:
    (site / "spoilt.window.js").write_text("Promise.prototype.then = null; window.setTimeout = null;")
    (site / "closed.html").write_text("<!doctype html><script>close()</script>")
    (site / "fine.window.js").write_text("test(() => {}, 'fine'); window.close()")
    report = tmp_path / "report.json"
    paths = (site / name for name in ("spoilt.window.js", "closed.html", "fine.window.js"))
    run(*paths, "--report", report, "--timeout-multiplier", "0.1")
    statuses = read_wptreport(report).statuses
    assert statuses["/spoilt.window.html"] in ("ERROR", "TIMEOUT")
    assert statuses["/closed.html"] == "ERROR"
    assert statuses["/fine.window.html"] == "OK"
