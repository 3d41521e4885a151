"""Event handlers in markup: their scopes, their place in the document, when they go. On both engines."""

from __future__ import annotations

from typing import Any

import pytest

from tests.api.opened import opened

URL = "https://handlers.test/"
BODY = """<!doctype html><body><script>
  log = [];
  addEventListener('error', (e) => log.push(e.message.includes('nothing_there'), e.filename, e.lineno));
</script>
<p id=p onclick="
  nothing_there;
">text</p>
<form id=form><button id=b type=button onclick="log.push(typeof type, typeof elements, typeof domain)">b</button></form>
"""
WAYS: dict[str, tuple[str, Any]] = {
    "an error names the document and its line": (
        "p.click(); return [...log.slice(0, 2), log[2] > 1]",
        [True, URL, True],
    ),
    "a handler sees its element, its form and its document": ("b.click(); return log", ["string", "object", "string"]),
    "a handler of the window sees no document": (
        """document.body.setAttribute('onhashchange', "log.push(typeof domain, typeof log, typeof bodyOwn)");
        document.body.bodyOwn = 1;
        dispatchEvent(new Event('hashchange'));
        return log""",
        ["undefined", "object", "undefined"],
    ),
    "a handler of an object stays when an attribute that is not there goes": (
        """p.onclick = null;
        p.removeAttribute('onclick');
        p.onclick = () => log.push('object');
        p.removeAttribute('onclick');
        p.click();
        p.setAttribute('onclick', "log.push('markup')");
        p.click();
        p.removeAttribute('onclick');
        p.click();
        return log""",
        ["object", "markup"],
    ),
}


@pytest.mark.parametrize("way", WAYS)
async def test_handlers(engine: str, way: str) -> None:
    script, expected = WAYS[way]
    async with opened(engine, URL, BODY) as page:
        assert await page.evaluate(f"() => {{ {script} }}") == expected
