"""Tables, images, canvases, templates, scripts, links and the other elements with members of their own."""

from __future__ import annotations

import base64
import io
from collections.abc import Callable

import av

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]


async def test_table_rows_and_sections(open_page: Open) -> None:
    page = open_page(
        "<table id=t><tfoot><tr id=f></tfoot><tbody id=b><tr id=r1><td id=c1><th "
        "id=c2></tbody><thead><tr id=h></thead></table>"
    )
    assert page.evaluate("[...t.rows].map((r) => r.id).join()") == "h,r1,f"
    assert page.evaluate(
        "[r1.rowIndex, r1.sectionRowIndex, f.rowIndex, c2.cellIndex, r1.cells.length, t.tBodies[0] === b]"
    ) == [1, 0, 2, 1, 2, True]
    assert page.evaluate(
        "[t.insertRow().rowIndex, t.insertRow(0).parentNode.tagName, b.insertRow(0).sectionRowIndex, b.rows.length]"
    ) == [3, "THEAD", 0, 2]
    assert page.evaluate("(t.deleteRow(0), t.deleteRow(-1), [...t.rows].map((r) => r.id).join())") == "h,,r1,f"
    assert (
        page.evaluate("(r1.insertCell(1).id = 'n', r1.deleteCell(0), [...r1.cells].map((c) => c.id).join())") == "n,c2"
    )
    for call in (
        "t.insertRow(99)",
        "t.deleteRow(99)",
        "t.deleteRow(-2)",
        "r1.insertCell(9)",
        "r1.deleteCell(9)",
        "b.deleteRow(-2)",
    ):
        assert page.evaluate(call)["thrown"] == "IndexSizeError", call


async def test_table_parts_are_made_in_their_places(open_page: Open) -> None:
    page = open_page("<table id=t><tbody></tbody></table>")
    page.run("t.createTFoot(); t.createTHead(); t.createCaption(); t.createTBody()")
    assert page.evaluate("[...t.children].map((c) => c.localName).join()") == "caption,thead,tbody,tbody,tfoot"
    assert page.evaluate(
        "[t.createCaption() === t.caption, t.tHead.localName, (t.deleteTHead(), t.tHead), "
        "(t.caption = null, t.caption)]"
    ) == [True, "thead", None, None]
    assert page.evaluate("t.tHead = document.createElement('tbody')")["thrown"] == "HierarchyRequestError"
    row = (
        "(() => { const t = document.createElement('table'); return "
        "[t.insertRow().parentNode.localName, t.tBodies.length] })()"
    )
    assert page.evaluate(row) == ["tbody", 1]


async def test_images_load_through_the_embedder(open_page: Open) -> None:
    page = open_page("<img id=i>")
    page.run("globalThis.log = []; i.onload = () => log.push('load'); i.onerror = () => log.push('error')")
    assert page.evaluate("[i.complete, i.naturalWidth, i.currentSrc]") == [True, 0, ""]
    page.run("i.src = 'a.png'; i.decode().then(() => log.push('decoded'))")
    assert page.evaluate("[i.complete, i.currentSrc]") == [False, "https://example.test/dir/a.png"]
    assert len(page.images) == 1
    page.realm.call("imageLoaded", page.images[0], True, 20, 10)
    await page.idle()
    assert page.evaluate("[i.complete, i.naturalWidth, i.width, i.height, log]") == [
        True,
        20,
        20,
        10,
        ["load", "decoded"],
    ]
    page.run("log.length = 0; i.setAttribute('src', 'b.png'); i.decode().catch((e) => log.push(e.name))")
    page.realm.call("imageLoaded", page.images[1], False, 0, 0)
    await page.idle()
    assert page.evaluate("[i.complete, i.naturalWidth, log]") == [True, 0, ["error", "EncodingError"]]


async def test_detached_and_inserted_images(open_page: Open) -> None:
    page = open_page("")
    page.run("const a = new Image(3, 4); a.src = 'x'; document.body.append(a)")
    page.run("const d = document.createElement('div'); d.innerHTML = '<img src=y>'; document.body.append(d)")
    assert len(page.images) == 2
    assert page.evaluate(
        "[a.width, a.height, a instanceof HTMLImageElement, Image.prototype === HTMLImageElement.prototype]"
    ) == [3, 4, True, True]


async def test_images_with_no_usable_source_fail(open_page: Open) -> None:
    page = open_page("<img id=i>")
    page.run("globalThis.log = []; i.onerror = () => log.push(i.src); i.src = ''; i.src = 'http://['")
    await page.idle()
    assert page.evaluate("log") == ["http://[", "http://["]
    assert page.images == []


async def test_canvas(open_page: Open) -> None:
    page = open_page("<canvas id=c></canvas>")
    assert page.evaluate(
        "[c.width, c.height, (c.width = 13, c.width), c.getContext('webgl'), c.getContext('2d').canvas === c]"
    ) == [300, 150, 13, None, True]
    data = page.evaluate("c.toDataURL()")
    with av.open(io.BytesIO(base64.b64decode(data.partition(",")[2])), format="png_pipe") as picture:
        assert (picture.streams.video[0].width, picture.streams.video[0].height) == (13, 150)
    page.run("globalThis.blob = null; c.toBlob((b) => { blob = b })")
    await page.idle()
    assert page.evaluate("[blob.type, blob.size > 50, (c.width = 0, c.toDataURL())]") == ["image/png", True, "data:,"]
    page.run(
        "const x = c.getContext('2d'); x.save(); x.lineWidth = 4; x.fillStyle = 'red'; "
        "x.restore(); x.lineWidth = -1; x.beginPath(); x.arc(1, 1, 1, 0, 1)"
    )
    assert page.evaluate("[x.lineWidth, x.fillStyle, x.getLineDash(), x.measureText('abc').width > 10]") == [
        1,
        "#000000",
        [],
        True,
    ]
    assert page.missing == []
    page.run("x.fill(); x.fill(); x.drawImage(c, 0, 0)")
    assert page.missing == ["CanvasRenderingContext2D.fill", "CanvasRenderingContext2D.drawImage"]
    assert page.evaluate("x.arc(0, 0, -1, 0, 1)")["thrown"] == "IndexSizeError"
    assert page.evaluate(
        "[x.getImageData(0, 0, 2, 3).data.length, new ImageData(new Uint8ClampedArray(8), 1).height]"
    ) == [24, 2]


async def test_templates_keep_their_contents_apart(open_page: Open) -> None:
    page = open_page("<template id=t><p id=p>x</p></template>")
    assert page.evaluate(
        "[t.content instanceof DocumentFragment, t.content === t.content, t.childNodes.length, t.content.firstChild.id]"
    ) == [True, True, 0, "p"]
    assert page.evaluate(
        "(() => { const t = document.createElement('template'); t.innerHTML = '<td>1</td>'; "
        "return [t.content.firstChild.localName, t.innerHTML] })()"
    ) == ["td", "<td>1</td>"]


async def test_scripts(open_page: Open) -> None:
    page = open_page("<script id=s type=text/plain>a<!--b</script>")
    assert page.evaluate("[s.text, s.async, (s.text = 'n', s.textContent)]") == ["a<!--b", False, "n"]
    assert page.evaluate("['classic', 'module', 'importmap'].map((t) => HTMLScriptElement.supports(t))") == [
        True,
        True,
        True,
    ]
    made = (
        "(() => { const s = document.createElement('script'); const first = s.async; s.async = "
        "false; return [first, s.async] })()"
    )
    assert page.evaluate(made) == [True, False]


async def test_the_parts_of_a_link(open_page: Open) -> None:
    page = open_page("<a id=a href='//u:p@h:8080/x/../y?q#f'>t</a><a id=none></a>")
    parts = ["href", "origin", "protocol", "username", "password", "host", "hostname", "port"]
    parts += ["pathname", "search", "hash"]
    assert page.evaluate(f"{parts!r}.map((p) => a[p])") == [
        "https://u:p@h:8080/y?q#f",
        "https://h:8080",
        "https:",
        "u",
        "p",
        "h:8080",
        "h",
        "8080",
        "/y",
        "?q",
        "#f",
    ]
    assert page.evaluate(f"{parts!r}.map((p) => none[p])") == ["", "", ":", *[""] * 8]
    page.run(
        "a.hash = ''; a.port = ''; a.pathname = 'z z'; a.search = 'n=1'; a.username = ''; "
        "a.password = ''; none.hash = 'x'"
    )
    assert page.evaluate("[`${a}`, a.text, none.getAttribute('href')]") == ["https://h/z%20z?n=1", "t", None]


async def test_base(open_page: Open) -> None:
    page = open_page("<base href='/other/' id=b><a href=x id=a></a>")
    assert page.evaluate("[a.href, b.href, (b.href = 'sub/', a.href)]") == [
        "https://example.test/other/x",
        "https://example.test/other/",
        "https://example.test/dir/sub/x",
    ]


async def test_maps_titles_and_marquees(open_page: Open) -> None:
    page = open_page("<map id=m><area><area></map><marquee id=q loop=0></marquee>")
    assert page.evaluate("[m.areas.length, q.loop, (q.loop = 3, q.loop)]") == [2, -1, 3]
    assert page.evaluate("q.loop = 0")["thrown"] == "IndexSizeError"
    assert page.evaluate(
        "(() => { const t = document.createElement('title'); t.innerHTML = 'a<b>'; return "
        "[t.text, (t.text = 'n', t.textContent)] })()"
    ) == ["a<b>", "n"]
