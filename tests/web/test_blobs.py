"""Blob, File, FileReader and FormData."""

from __future__ import annotations

from tests.web.page import WebPage


async def test_blobs_are_made_of_parts(page: WebPage) -> None:
    page.run(
        "b = new Blob(['é', new Uint8Array([0, 65]), new Uint8Array([1, 66, "
        "2]).subarray(1, 2).buffer, new Blob(['c']), 5], { type: 'Text/PLAIN' })"
    )
    assert page.evaluate("[b.size, b.type, b instanceof Blob]") == [9, "text/plain", True]
    assert await page.result("b.bytes().then((x) => [...x])") == [0xC3, 0xA9, 0, 65, 1, 66, 2, ord("c"), ord("5")]
    assert await page.result("new Blob(['a\\r\\nb\\rc\\n'], { endings: 'native' }).text()") == "a\nb\nc\n"
    assert page.evaluate("[new Blob().size, new Blob([], { type: 'é' }).type]") == [0, ""]
    assert page.evaluate("new Blob('text')")["thrown"] == "TypeError"
    assert page.evaluate("new Blob([], { endings: 'x' })")["thrown"] == "TypeError"


async def test_blobs_as_text_streams(page: WebPage) -> None:
    page.run("read = async (stream) => { let text = ''; for await (const part of stream) text += part; return text }")
    assert await page.result("read(new Blob(['é', '€']).textStream())") == "é€"
    assert await page.result("read(new Response('é').textStream())") == "é"


async def test_slices(page: WebPage) -> None:
    page.run("b = new Blob(['0123456789'], { type: 'a/b' })")
    for arguments, text in [
        ("2, 5", "234"),
        ("-3", "789"),
        ("3, -3", "3456"),
        ("5, 2", ""),
        ("", "0123456789"),
        ("100", ""),
    ]:
        assert await page.result(f"b.slice({arguments}).text()") == text, arguments
    assert page.evaluate("[b.slice().type, b.slice(0, 1, 'X/Y').type]") == ["", "x/y"]


async def test_a_blob_is_a_copy(page: WebPage) -> None:
    page.run("bytes = new Uint8Array([65]); b = new Blob([bytes]); bytes[0] = 66")
    assert await page.result("b.text()") == "A"
    assert await page.result("b.arrayBuffer().then((x) => { new Uint8Array(x)[0] = 67; return b.text() })") == "A"


async def test_files(page: WebPage) -> None:
    page.run("f = new File(['x'], 'na/me.txt', { type: 'text/plain', lastModified: 42 })")
    assert page.evaluate("[f.name, f.lastModified, f.type, f.size, f instanceof Blob, f.webkitRelativePath]") == [
        "na/me.txt", 42, "text/plain", 1, True, "",
    ]  # fmt: skip
    assert page.evaluate("Math.abs(new File([], 'n').lastModified - Date.now()) < 5000")
    assert page.evaluate("new File(['x'])")["thrown"] == "TypeError"


async def test_readers_fire_their_events_in_order(page: WebPage) -> None:
    page.run("""
      log = []; r = new FileReader();
      for (const type of ['loadstart', 'progress', 'load', 'loadend', 'error', 'abort'])
        r['on' + type] = (e) => log.push([type, r.readyState, e.loaded, e.total]);
      r.readAsText(new Blob(['é']));
      log.push(['called', r.readyState, r.result]);
    """)
    await page.idle()
    assert page.evaluate("log") == [
        ["called", 1, None], ["loadstart", 1, 0, 2], ["progress", 1, 2, 2], ["load", 2, 2, 2], ["loadend", 2, 2, 2],
    ]  # fmt: skip
    assert page.evaluate("[r.result, r.error]") == ["é", None]


async def test_readers_read_in_four_ways(page: WebPage) -> None:
    page.run(
        "read = (how, blob, ...rest) => new Promise((d) => { const r = new FileReader(); "
        "r.onload = () => d(r.result); r[how](blob, ...rest); })"
    )
    assert (
        await page.result("read('readAsDataURL', new Blob(['hi'], { type: 'text/plain' }))")
        == "data:text/plain;base64,aGk="
    )
    assert await page.result("read('readAsDataURL', new Blob(['hi']))") == "data:application/octet-stream;base64,aGk="
    assert await page.result("read('readAsBinaryString', new Blob([new Uint8Array([0, 255])]))") == "\0\xff"
    assert await page.result("read('readAsArrayBuffer', new Blob(['ab'])).then((b) => [...new Uint8Array(b)])") == [
        97,
        98,
    ]
    assert await page.result("read('readAsText', new Blob([new Uint8Array([0xe9])]), 'latin1')") == "é"
    assert (
        page.evaluate("(r => { r.readAsText(new Blob()); r.readAsText(new Blob()) })(new FileReader())")["thrown"]
        == "InvalidStateError"
    )


async def test_a_reader_can_be_aborted(page: WebPage) -> None:
    page.run(
        "log = []; r = new FileReader(); for (const t of ['loadstart', "
        "'load', 'abort', 'loadend']) r.addEventListener(t, () => log.push(t))"
    )
    page.run("r.readAsText(new Blob(['x'])); r.abort()")
    await page.idle()
    assert page.evaluate("[log, r.readyState, r.result, r.error.name]") == [["abort", "loadend"], 2, None, "AbortError"]


async def test_form_data(page: WebPage) -> None:
    page.run(
        "f = new FormData(); f.append('a', 1); f.append('b', new Blob(['x'])); "
        "f.append('a', 2); f.append('c', new File(['y'], 'n'), 'other')"
    )
    assert page.evaluate(
        "[f.get('a'), f.getAll('a'), f.has('b'), f.get('zz'), "
        "f.get('b').name, f.get('c').name, f.get('b') instanceof File]") == [
        "1", ["1", "2"], True, None, "blob", "other", True,
    ]  # fmt: skip
    assert page.evaluate("[...f.keys()]") == ["a", "b", "a", "c"]
    page.run("f.set('a', 3); f.delete('b')")
    assert page.evaluate("[...f].map(([k, v]) => [k, typeof v])") == [["a", "string"], ["c", "object"]]
    assert page.evaluate("f.append('a', 'text', 'filename')")["thrown"] == "TypeError"


async def test_form_data_of_a_form() -> None:
    page = WebPage("""<!doctype html><form id=f>
      <input name=text value="v"> <input name=off disabled value=1>
      <input type=checkbox name=c1 checked> <input type=checkbox name=c2>
      <input type=radio name=r value=1> <input type=radio name=r value=2 checked> <textarea name=area>long</textarea>
      <select name=s><option value=1>one<option value=2 selected>two</select>
      <button name=go value=yes>Go</button> <input value=nameless> <input type=file name=file>
    </form>""")
    assert page.evaluate(
        "[...new FormData(document.querySelector('#f'))].map(([k, "
        "v]) => [k, typeof v === 'string' ? v : v.size])") == [
        ["text", "v"], ["c1", "on"], ["r", "2"], ["area", "long"], ["s", "2"], ["file", 0],
    ]  # fmt: skip
    page.run("form = document.querySelector('#f'); button = document.querySelector('button')")
    assert page.evaluate("new FormData(form, button).get('go')") == "yes"
    assert page.evaluate("new FormData(form, document.querySelector('input'))")["thrown"] == "TypeError"
    assert page.evaluate("new FormData(1)")["thrown"] == "TypeError"
    page.close()
