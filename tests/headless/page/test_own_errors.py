"""Errors of our own do not end a page: it hears of them and goes on, and the log has where they were raised."""

from __future__ import annotations

import pytest

from shim import Browser
from shim.dom.node_operations import NodeOperations
from shim.headless.loader import DocumentLoader

HTML = "<p>x<script>try { document.body.normalize() } catch (e) { caught = e.name }</script><script>went = 1</script>"


def fail(*_: object) -> None:
    raise ZeroDivisionError("ours")


async def test_in_a_host_operation(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(NodeOperations, "normalize", fail)
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content(HTML)
        assert await page.evaluate("[caught, went, document.readyState]") == ["TypeError", 1, "complete"]
        assert await page.evaluate("(() => { try { document.body.normalize() } catch (e) { return e.name } })()")
        assert [error.message for error in page.errors] == ["internal error: ZeroDivisionError('ours')"] * 2
    assert "in fail" in caplog.text


async def test_in_the_loader(monkeypatch: pytest.MonkeyPatch, caplog: pytest.LogCaptureFixture) -> None:
    monkeypatch.setattr(DocumentLoader, "_parse_piece", fail)
    async with Browser() as browser:
        page = await browser.new_page()
        await page.set_content("<script>loaded = 0; onload = () => loaded++</script><p>lost")
        assert await page.evaluate("[loaded, document.readyState]") == [1, "complete"]
        assert [error.message for error in page.errors] == ["internal error: ZeroDivisionError('ours')"]
    assert "in fail" in caplog.text


@pytest.mark.parametrize(
    "script",
    [
        "document.appendChild(document.implementation.createDocument(null, 'r').createCDATASection('x'))",
        "document.write('</ul>'); document.write('<script>1</scr' + 'ipt>')",
        "document.open(); document.open(); document.close(); document.close(); document.write('')",
        "document.open(); document.write('<p>'); document.body.remove(); document.write('x')",
        "document.write('<table>'); document.querySelector('table').remove(); document.write('x<tr>y')",
        "document.write('<b><p>'); document.body.textContent = ''; document.write('</b>x')",
        "document.write('<template>'); document.querySelector('template').remove(); document.write('<td>x</template>')",
        "document.write('<p>'); document.replaceChildren(); document.write('<i>x')",
    ],
)
async def test_pages_that_change_what_is_written(script: str) -> None:
    async with Browser() as browser:
        page = await browser.new_page()
        for html in (f"<p><script>{script}</script>x<p>y", f"<script>onload = () => {{ {script} }}</script>"):
            await page.set_content(html.replace("</scr' + 'ipt>", "<\\/scr' + 'ipt>"))
            await page.wait_until_idle()
            assert not [e for e in page.errors if "internal" in e.message]
            assert await page.evaluate("1 + 1") == 2
