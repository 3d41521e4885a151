"""TextEncoder, TextDecoder, atob and btoa."""

from __future__ import annotations

import pytest

from tests.web.page import WebPage


async def test_encoder(page: WebPage) -> None:
    assert page.evaluate("[...new TextEncoder().encode('a\\0é€😀\\ud800')]") == list("a\0é€😀\ufffd".encode())
    assert page.evaluate("[...new TextEncoder().encode()]") == []
    assert page.evaluate("new TextEncoder().encoding") == "utf-8"


async def test_encode_into_stops_where_a_character_does_not_fit(page: WebPage) -> None:
    page.run("b = new Uint8Array(6); r = new TextEncoder().encodeInto('é😀€', b)")
    assert page.evaluate("[r, [...b]]") == [{"read": 3, "written": 6}, list("é😀".encode())]
    page.run("b = new Uint8Array(5); r = new TextEncoder().encodeInto('é😀€', b)")
    assert page.evaluate("r") == {"read": 1, "written": 2}
    assert page.evaluate("new TextEncoder().encodeInto('', [])")["thrown"] == "TypeError"


@pytest.mark.parametrize(
    ("label", "data", "text"),
    [
        ("utf-8", "é€".encode(), "é€"),
        ("utf-8", b"\xef\xbb\xbfx\0y", "x\0y"),
        ("utf-16le", "aé".encode("utf-16-le"), "aé"),
        ("latin1", b"\xe9\x80", "é€"),
        ("shift_jis", b"\x82\xa0", "あ"),
        ("utf-8", b"a\xffb", "a\ufffdb"),
    ],
)
async def test_decoder(page: WebPage, label: str, data: bytes, text: str) -> None:
    assert page.evaluate(f"new TextDecoder('{label}').decode(new Uint8Array({list(data)}))") == text


async def test_decoder_takes_views_and_buffers(page: WebPage) -> None:
    page.run("bytes = new TextEncoder().encode('abcdef')")
    assert page.evaluate("new TextDecoder().decode(bytes.buffer)") == "abcdef"
    assert page.evaluate("new TextDecoder().decode(new DataView(bytes.buffer, 1, 2))") == "bc"
    assert page.evaluate("new TextDecoder().decode()") == ""
    assert page.evaluate("new TextDecoder().decode([1])")["thrown"] == "TypeError"


async def test_decoder_streams(page: WebPage) -> None:
    page.run("d = new TextDecoder(); bytes = [0xef, 0xbb, 0xbf, 0xe2, 0x82, 0xac, 0xe2]")
    page.run("out = bytes.map((b) => d.decode(new Uint8Array([b]), { stream: true })).join('') + d.decode()")
    assert page.evaluate("out") == "€\ufffd"
    assert page.evaluate("d.decode(new Uint8Array([97]))") == "a"


async def test_decoder_options(page: WebPage) -> None:
    assert (
        page.evaluate("new TextDecoder('utf-8', { fatal: true }).decode(new Uint8Array([255]))")["thrown"]
        == "TypeError"
    )
    assert (
        page.evaluate("new TextDecoder('utf-8', { ignoreBOM: true }).decode(new Uint8Array([239, 187, 191]))")
        == "\ufeff"
    )
    assert page.evaluate("new TextDecoder('bogus')")["thrown"] == "RangeError"
    assert page.evaluate("(d => [d.encoding, d.fatal, d.ignoreBOM])(new TextDecoder('ascii', { fatal: true }))") == [
        "windows-1252",
        True,
        False,
    ]


async def test_base64(page: WebPage) -> None:
    assert page.evaluate("btoa('a\\0\\xff')") == "YQD/"
    assert page.evaluate("atob('YQD/')") == "a\0\xff"
    assert page.evaluate("atob(' Y Q\\n==')") == "a"
    assert page.evaluate("atob('YR')") == "a"
    assert page.evaluate("btoa(null)") == "bnVsbA=="
    for bad in ("a", "YQ=", "YQ===", "Y*==", "=A=="):
        assert page.evaluate(f"atob('{bad}')")["thrown"] == "InvalidCharacterError", bad
    assert page.evaluate("btoa('€')")["thrown"] == "InvalidCharacterError"


async def test_text_streams(page: WebPage) -> None:
    page.run("""
      collect = async (stream) => { const out = []; for await (const chunk of stream) out.push(chunk); return out; };
      from = (...chunks) => new ReadableStream({ start(c) { for (const x of chunks) c.enqueue(x); c.close(); } });
    """)
    read = (
        "collect(from(new Uint8Array([0xe2]), new Uint8Array([0x82, 0xac, 97])).pipeThrough(new TextDecoderStream()))"
    )
    assert await page.result(read) == ["€a"]
    written = (
        "collect(from('a\\ud83d', '\\ude00b').pipeThrough(new TextEncoderStream())).then((c) => c.map((x) => [...x]))"
    )
    assert await page.result(written) == [[97], list("😀b".encode())]
    fatal = "collect(from(new Uint8Array([255])).pipeThrough(new TextDecoderStream('utf-8', { fatal: true })))"
    assert (await page.result(fatal))["thrown"] == "TypeError"
