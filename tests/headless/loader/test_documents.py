"""Loading of documents: encodings, redirects, base URLs, and the events at the end."""

import asyncio
from pathlib import Path

import pytest

from shim import NavigationError, Page
from tests.headless.loader.pages import Site
from tests.paths import ROOT

HTML = "text/html"


@pytest.mark.parametrize(
    ("body", "content_type"),
    [
        ("<p>é€".encode(), "text/html; charset=utf-8"),
        ("<p>é€".encode("windows-1252"), "text/html; charset=ISO-8859-1"),
        ("<p>é€".encode("windows-1252"), "text/html; charset='windows-1252'"),
        ("<meta charset=utf-8><p>é€".encode(), HTML),
        ('<meta http-equiv=content-type content="text/html; charset=utf-8"><p>é€'.encode(), HTML),
        ("<meta charset=windows-1252><p>é€".encode("windows-1252"), HTML),
        (b"\xef\xbb\xbf" + "<p>é€".encode(), "text/html; charset=windows-1252"),
        ("<p>é€".encode("utf-16"), HTML),
    ],
    ids=["header", "latin 1 is windows-1252", "quoted", "meta", "http-equiv", "meta 1252", "BOM wins", "UTF-16 BOM"],
)
async def test_encodings(page: Page, site: Site, body: bytes, content_type: str) -> None:
    site.files["/"] = (body, content_type)
    await page.goto(site.origin + "/")
    assert await page.evaluate("document.querySelector('p').textContent") == "é€"


@pytest.mark.parametrize(
    ("body", "content_type", "attributes"),
    [
        ("say('é')".encode(), "text/javascript; charset=utf-8", ""),
        ("say('é')".encode("windows-1252"), "text/javascript; charset=windows-1252", ""),
        ("say('é')".encode(), "text/javascript", ""),
    ],
)
async def test_encodings_of_scripts(page: Page, site: Site, body: bytes, content_type: str, attributes: str) -> None:
    site.files |= {
        "/a.js": (body, content_type),
        "/": f"<script>var say = (x) => said = x</script><script src=a.js {attributes}></script>",
    }
    await page.goto(site.origin + "/")
    assert await page.evaluate("said") == "é"


async def test_redirects_end_at_the_last_url(page: Page, site: Site) -> None:
    site.files["/dir/end"] = ("<script src=a.js></script>", HTML)
    site.files["/dir/a.js"] = "ran = 1"
    site.redirects |= {"/": "/middle", "/middle": "dir/end?q"}
    assert await page.goto(site.origin + "/#kept") == 200
    assert page.url == site.origin + "/dir/end?q#kept"
    assert await page.evaluate("ran") == 1


async def test_a_redirect_without_end_is_an_error(page: Page, site: Site) -> None:
    site.redirects |= {"/a": "/b", "/b": "/a"}
    with pytest.raises(NavigationError, match="redirect"):
        await page.goto(site.origin + "/a")


async def test_a_page_that_is_not_found_is_still_a_page(page: Page, site: Site) -> None:
    assert await page.goto(site.origin + "/nope") == 404
    assert await page.title() == "Not found"


async def test_base_href(page: Page, site: Site) -> None:
    site.files |= {
        "/": "<base href='sub/'><base href='/other/'><script src=a.js></script><a id=l href=x>y</a>",
        "/sub/a.js": "ran = 1",
    }
    await page.goto(site.origin + "/")
    assert await page.evaluate("[ran, l.href, document.baseURI]") == [1, site.origin + "/sub/x", site.origin + "/sub/"]


async def test_ready_states_and_events_in_order(page: Page, site: Site) -> None:
    site.files |= {
        "/frame": "<p>in",
        "/": """<script>log = [document.readyState];
            document.onreadystatechange = () => log.push(document.readyState);
            addEventListener('DOMContentLoaded', (e) => log.push('DCL ' + e.bubbles + (e.target === document)));
            addEventListener('load', (e) => log.push('load ' + e.bubbles));
            addEventListener('pageshow', (e) => log.push('pageshow ' + e.persisted))</script>
            <iframe src=frame onload="log.push('frame')"></iframe><img src=nope.png onerror="log.push('img')">""",
    }
    await page.goto(site.origin + "/")
    log = await page.evaluate("log")
    assert log[:3] == ["loading", "interactive", "DCL truetrue"]
    assert sorted(log[3:5]) == ["frame", "img"]
    assert log[5:] == ["complete", "load false", "pageshow false"]


@pytest.mark.parametrize(
    "html",
    [
        "<iframe src=held></iframe>",
        "<img src=held>",
        "<script async src=held></script>",
        "<link rel=stylesheet href=held>",
    ],
)
async def test_what_delays_load(page: Page, site: Site, html: str) -> None:
    site.files |= {"/held": "", "/": "<script>onload = () => loaded = 1</script>" + html}
    site.held["/held"] = asyncio.Event()
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    await page.wait_for_function("document.readyState === 'interactive'", timeout=5)
    while "/held" not in site.requests:
        await page.wait(0.001)
    assert await page.evaluate("typeof loaded") == "undefined"
    assert not opening.done()
    site.held["/held"].set()
    await opening
    assert await page.evaluate("loaded") == 1


async def test_media_does_not_keep_load_waiting_for_its_end(page: Page, site: Site) -> None:
    sound = ROOT / "examples" / "sounds" / "tone-1s.wav"
    site.files |= {"/a.wav": (sound.read_bytes(), "audio/wav"), "/": "<audio autoplay src=a.wav>"}
    await page.goto(site.origin + "/")
    await page.wait_for_session("active")


@pytest.mark.parametrize(
    ("body", "content_type", "text"),
    [("plain <b>", "text/plain", "plain <b>"), ('{"a": 1}', "application/json", '{"a": 1}')],
)
async def test_text_is_shown(page: Page, site: Site, body: str, content_type: str, text: str) -> None:
    site.files["/"] = (body, content_type)
    await page.goto(site.origin + "/")
    assert await page.evaluate("document.body.textContent") == text


async def test_xhtml_and_files(page: Page, tmp_path: Path) -> None:
    (tmp_path / "lib").mkdir()
    (tmp_path / "lib" / "a.js").write_text("ran = 'é'", encoding="utf-8")
    (tmp_path / "page.html").write_text("<meta charset=utf-8><script src='lib/a.js?v=1'></script>", encoding="utf-8")
    await page.goto(tmp_path / "page.html")
    assert await page.evaluate("ran") == "é"


async def test_a_file_page_cannot_read_above_itself(page: Page, tmp_path: Path) -> None:
    (tmp_path / "secret.js").write_text("leaked = 1")
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "page.html").write_text("<script src=../secret.js></script>")
    await page.goto(tmp_path / "site" / "page.html")
    assert await page.evaluate("typeof leaked") == "undefined"


async def test_broken_markup_is_parsed_as_html_says(page: Page) -> None:
    await page.set_content("<table><p>out<td>in<script>seen = document.body.innerHTML</script>")
    assert await page.evaluate("document.querySelector('td').firstChild.data") == "in"
    assert await page.evaluate("document.body.firstChild.localName") == "p"


async def test_doctype_decides_the_mode(page: Page) -> None:
    await page.set_content("<!doctype html><p>")
    assert await page.evaluate("document.compatMode") == "CSS1Compat"
    await page.set_content("<p>")
    assert await page.evaluate("document.compatMode") == "BackCompat"


async def test_noscript_is_text(page: Page) -> None:
    await page.set_content("<body><noscript><p>no</p></noscript>")
    assert await page.evaluate("document.querySelector('p')") is None
