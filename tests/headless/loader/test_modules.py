"""Module graphs as they are fetched: in parallel, once, and without anything else waiting for them."""

import asyncio

import pytest

from shim import Browser, Page
from shim.engine import module_compiler
from tests.headless.loader.pages import Site

LOG = "<script>window.log = []; const say = (x) => log.push(x)</script>"


async def test_a_graph_is_fetched_in_parallel_while_timers_run(page: Page, site: Site) -> None:
    names = [f"/{number}.js" for number in range(5)]
    site.files |= dict.fromkeys(names, "") | {
        "/root.js": "".join(f"import '.{name}';" for name in names) + "say('ran')"
    }
    site.held |= {name: asyncio.Event() for name in names}
    site.files["/"] = (
        LOG + "<script>setInterval(() => say('tick'), 1)</script><script type=module src=root.js></script>"
    )
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    async with asyncio.timeout(20):
        while sorted(path for path in site.requests if path in names) != names:  # noqa: ASYNC110 the site tells nobody
            await asyncio.sleep(0.01)
    await page.wait_for_function("log.length > 3")
    for event in site.held.values():
        event.set()
    await opening
    assert "ran" in await page.evaluate("log")


async def test_each_module_is_requested_once(page: Page, site: Site) -> None:
    site.files |= {"/a.js": "import './c.js'", "/b.js": "import './c.js'", "/c.js": "say('c')"}
    site.files["/"] = (
        LOG + "<link rel=modulepreload href=c.js><script type=module src=a.js></script>"
        "<script type=module>import './b.js'; import('./c.js'); import('./a.js')</script>"
    )
    await page.goto(site.origin + "/")
    await page.wait_until_idle()
    assert await page.evaluate("log") == ["c"]
    assert sorted(site.requests) == ["/", "/a.js", "/b.js", "/c.js"]


async def test_modules_come_from_routes(page: Page, site: Site) -> None:
    page.route(f"{site.origin}/routed.js", body="export default 'routed'", content_type="text/javascript")
    site.files["/"] = LOG
    await page.goto(site.origin + "/")
    assert await page.evaluate("import('./routed.js').then((m) => m.default)") == "routed"


async def test_pages_of_a_process_share_what_was_compiled(site: Site, monkeypatch: pytest.MonkeyPatch) -> None:
    compiled = []
    compile_ = module_compiler._compile
    monkeypatch.setattr(module_compiler, "_compile", lambda *given: compiled.append(given[1]) or compile_(*given))
    site.files |= {"/": "<script type=module src=shared.js></script>", "/shared.js": "window.ran = import.meta.url"}
    for _ in range(2):
        async with Browser() as browser:
            page = await browser.new_page()
            await page.goto(site.origin + "/")
            assert await page.evaluate("ran") == site.origin + "/shared.js"
    assert compiled == [site.origin + "/shared.js"]


async def test_a_graph_that_never_comes_does_not_outlive_its_document(page: Page, site: Site) -> None:
    site.files |= {"/slow.js": "", "/next": "<p>next"}
    site.held["/slow.js"] = asyncio.Event()
    site.files["/"] = (
        "<script type=module async src=slow.js></script><script>import('./slow.js'); window.x = 1</script>"
    )
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    await page.wait_for_function("window.x")
    await page.goto(site.origin + "/next")
    opening.cancel()
    await asyncio.gather(opening, return_exceptions=True)
    async with asyncio.timeout(5):
        await page.wait_until_idle()
    assert await page.evaluate("document.querySelector('p').textContent") == "next"


async def test_errors_tell_the_place(page: Page, site: Site) -> None:
    errors: list[object] = []
    page.on("pageerror", lambda error: errors.append((error.message, error.url, error.line)))
    site.files |= {"/bad.js": "let a = 1;\n\n  let b = ;", "/throws.js": "\nfunction f() { null.x }\nf()"}
    site.files["/"] = (
        "\n<script type=module>\nimport './bad.js'</script><script type=module>\n\n await 0; missing()</script>"
    )
    await page.goto(site.origin + "/")
    assert [url for _, url, _ in errors] == [site.origin + "/bad.js", site.origin + "/"]
    assert [line for _, _, line in errors] == [3, 5]
    assert await page.evaluate("import('./throws.js').catch((e) => e.stack.split('\\n')[1].trim())") == (
        f"at f ({site.origin}/throws.js:2:16)"
    )


async def test_worklets_load_graphs_and_do_not_import_at_run_time(page: Page, site: Site) -> None:
    site.files |= {
        "/": "<p>",
        "/processor.js": "import { name } from './parts/name.js'; import data from './data.json' with { type: 'json' };"
        "registerProcessor(name, class extends AudioWorkletProcessor { process() {} });"
        "import('./parts/name.js').catch((e) => port.postMessage([e.name, data.x, import.meta.url]))",
        "/parts/name.js": "export const name = 'named'",
        "/data.json": ('{"x": 1}', "application/json"),
        "/broken.js": "import './parts/none.js'",
    }
    await page.goto(site.origin + "/")
    told = await page.evaluate(
        """(async () => { const context = new OfflineAudioContext(1, 128, 48000);
        const told = new Promise((resolve) => { context.audioWorklet.port.onmessage = ({ data }) => resolve(data) });
        await context.audioWorklet.addModule('processor.js');
        const node = new AudioWorkletNode(context, 'named');
        const error = await context.audioWorklet.addModule('broken.js').catch((e) => e.name);
        return [...await told, error] })()"""
    )
    assert told == ["TypeError", 1, site.origin + "/processor.js", "AbortError"]
