"""The order in which scripts run, whatever way they came into the document.
https://html.spec.whatwg.org/multipage/scripting.html#prepare-the-script-element"""

import asyncio

import pytest

from shim import Page
from tests.headless.loader.pages import Site

LOG = "<script>window.log = []; const say = (x) => log.push(x)</script>"


async def load(page: Page, site: Site, html: str) -> list[str]:
    """The log that a page came to once it is idle."""
    site.files["/"] = LOG + html
    await page.goto(site.origin + "/")
    await page.wait_until_idle()
    return await page.evaluate("log")


async def test_inline_and_external_scripts_run_in_document_order(page: Page, site: Site) -> None:
    site.files["/a.js"] = "say('a')"
    html = "<script>say(1)</script><script src=a.js></script><script>say(2)</script>"
    assert await load(page, site, html) == [1, "a", 2]


async def test_a_script_sees_only_what_stands_before_it(page: Page, site: Site) -> None:
    site.files["/a.js"] = "say(document.querySelectorAll('p').length)"
    html = (
        "<p><script>say(document.querySelectorAll('p').length)</script><div><p><script src=a.js></script><p></div><p>"
    )
    assert await load(page, site, html) == [1, 2]
    assert await page.evaluate("document.querySelectorAll('p').length") == 4
    assert await page.evaluate("document.querySelectorAll('div > p').length") == 2


async def test_the_script_is_the_last_node_while_it_runs(page: Page, site: Site) -> None:
    html = "<p>x</p><script>say(document.body.lastElementChild === document.currentScript)</script><p>y</p>"
    assert await load(page, site, html) == [True]


async def test_deferred_scripts_run_after_parsing_in_order_before_domcontentloaded(page: Page, site: Site) -> None:
    site.files |= {"/d1.js": "say('d1 ' + document.readyState)", "/d2.js": "say('d2')"}
    html = """<script>addEventListener('DOMContentLoaded', () => say('DCL'))</script>
        <script defer src=d1.js></script><script defer src=d2.js></script><script>say('inline')</script><p>"""
    assert await load(page, site, html) == ["inline", "d1 interactive", "d2", "DCL"]


async def test_a_slow_deferred_script_keeps_its_place(page: Page, site: Site) -> None:
    site.files |= {"/slow.js": "say('slow')", "/fast.js": "say('fast')"}
    site.held["/slow.js"] = asyncio.Event()
    site.files["/"] = LOG + "<script defer src=slow.js></script><script defer src=fast.js></script>"
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    await page.wait_for_function("window.log")
    assert await page.evaluate("[log, document.readyState]") == [[], "interactive"]
    site.held["/slow.js"].set()
    await opening
    assert await page.evaluate("log") == ["slow", "fast"]


async def test_async_scripts_run_as_they_arrive_and_delay_load(page: Page, site: Site) -> None:
    site.files |= {"/slow.js": "say('slow')", "/fast.js": "say('fast')"}
    site.held["/slow.js"] = asyncio.Event()
    site.files["/"] = LOG + (
        "<script>addEventListener('load', () => say('load'));"
        "addEventListener('DOMContentLoaded', () => say('DCL'))</script>"
        "<script async src=slow.js></script><script async src=fast.js></script>"
    )
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    await page.wait_for_function("window.log && log.includes('fast') && log.includes('DCL')")
    assert not opening.done()
    site.held["/slow.js"].set()
    await opening
    log = await page.evaluate("log")
    assert log[-2:] == ["slow", "load"]


async def test_modules_are_deferred_and_strict_and_have_no_current_script(page: Page, site: Site) -> None:
    site.files["/m.js"] = "say('m ' + (this === undefined) + ' ' + document.currentScript)"
    html = """<script type=module>say('inline module ' + (this === undefined))</script>
        <script type=module src=m.js></script>
        <script>say('classic')</script><script>addEventListener('DOMContentLoaded', () => say('DCL'))</script>"""
    assert await load(page, site, html) == ["classic", "inline module true", "m true null", "DCL"]


async def test_names_of_a_module_are_its_own(page: Page, site: Site) -> None:
    assert await load(
        page, site, "<script type=module>const secret = 1; var other = 2; say(typeof other)</script>"
    ) == ["number"]
    assert await page.evaluate("typeof secret + typeof other") == "undefinedundefined"


async def test_nomodule_scripts_do_not_run(page: Page, site: Site) -> None:
    assert await load(page, site, "<script nomodule>say(1)</script><script>say(2)</script>") == [2]


@pytest.mark.parametrize(
    ("attributes", "runs"),
    [
        ("", True),
        ("type=''", True),
        ("type=text/javascript", True),
        ("type=' TEXT/JavaScript '", True),
        ("type=application/javascript", True),
        ("type=application/ecmascript", True),
        ("type=text/jscript", True),
        ("language=javascript", True),
        ("type='text/javascript; charset=utf-8'", False),
        ("type=text/plain", False),
        ("type=application/json", False),
        ("type=application/ld+json", False),
        ("type=importmap", False),
        ("type=text/babel", False),
        ("language=vbscript", False),
    ],
)
async def test_only_javascript_types_run(page: Page, site: Site, attributes: str, runs: bool) -> None:
    assert await load(page, site, f"<script {attributes}>say(1)</script>") == ([1] if runs else [])


async def test_an_inline_script_that_script_inserts_runs_at_once(page: Page, site: Site) -> None:
    html = """<body><script>
        const s = document.createElement('script'); s.textContent = "say('in ' + (document.currentScript === s))";
        say('before'); document.body.append(s); say('after'); document.body.append(s);
        say(document.currentScript === s)</script>"""
    assert await load(page, site, html) == ["before", "in True".replace("T", "t"), "after", False]


async def test_inserted_scripts_with_src_are_async_unless_told_otherwise(page: Page, site: Site) -> None:
    site.files |= {"/slow.js": "say('slow')", "/fast.js": "say('fast')"}
    site.held["/slow.js"] = asyncio.Event()
    site.files["/"] = (
        LOG
        + """<body><script>
        for (const [src, async] of [['slow.js', false], ['fast.js', false], ['fast.js?any', true]]) {
          const s = document.createElement('script'); s.src = src; s.async = async; document.body.append(s);
          s.onload = () => say('loaded ' + src);
        }</script>"""
    )
    opening = asyncio.create_task(page.goto(site.origin + "/"))
    await page.wait_for_function("window.log && log.includes('loaded fast.js?any')")
    assert await page.evaluate("log") == ["fast", "loaded fast.js?any"]
    site.held["/slow.js"].set()
    await opening
    assert await page.evaluate("log.slice(2)") == ["slow", "loaded slow.js", "fast", "loaded fast.js"]


async def test_an_inserted_script_with_src_is_no_error(page: Page, site: Site) -> None:
    errors: list[object] = []
    page.on("pageerror", errors.append)
    site.files["/a.js"] = "say('a')"
    html = "<body><script>const s = document.createElement('script'); s.src = 'a.js'; document.body.append(s)</script>"
    assert await load(page, site, html) == ["a"]
    assert errors == []


async def test_the_clone_of_a_script_that_ran_does_not_run(page: Page, site: Site) -> None:
    html = """<body><script>say('once');
        document.body.append(document.currentScript.cloneNode(true));
        const other = document.cloneNode(true); other.body.append(other.body.firstChild);
        new Document().appendChild(document.documentElement.cloneNode(true))</script>"""
    assert await load(page, site, html) == ["once"]


@pytest.mark.parametrize("tag", ["body", "frameset"])
async def test_event_handlers_of_the_body_are_the_windows(page: Page, site: Site, tag: str) -> None:
    html = f"<{tag} onload='say(event.type)' onhashchange='say(event.type)'>"
    assert await load(page, site, html) == ["load"]
    await page.evaluate("location.hash = 'x'")
    await page.wait_until_idle()
    assert await page.evaluate("log") == ["load", "hashchange"]


async def test_a_script_whose_src_comes_later_runs_then(page: Page, site: Site) -> None:
    site.files["/a.js"] = "say('a')"
    html = """<body><script>const s = document.createElement('script'); document.body.append(s); say('empty');
        s.src = 'a.js'</script>"""
    assert await load(page, site, html) == ["empty", "a"]


async def test_a_script_whose_text_comes_later_runs_then(page: Page, site: Site) -> None:
    html = """<body><script>const s = document.createElement('script'); document.body.append(s); say('empty');
        s.append("say('text')"); say('after')</script>"""
    assert await load(page, site, html) == ["empty", "text", "after"]


async def test_scripts_in_markup_set_by_script_do_not_run(page: Page, site: Site) -> None:
    html = "<div id=d></div><script>d.innerHTML = '<script>say(1)<\\/script>'; say(2)</script>"
    assert await load(page, site, html) == [2]


async def test_current_script_is_null_in_tasks_but_not_in_microtasks(page: Page, site: Site) -> None:
    html = """<script id=s>say(document.currentScript.id); setTimeout(() => say(document.currentScript));
        Promise.resolve().then(() => say(String(document.currentScript)))</script>"""
    assert await load(page, site, html) == ["s", "[object HTMLScriptElement]", None]


async def test_microtasks_run_between_scripts(page: Page, site: Site) -> None:
    html = "<script>Promise.resolve().then(() => say('micro')); say(1)</script><script>say(2)</script>"
    assert await load(page, site, html) == [1, "micro", 2]


async def test_an_error_in_one_script_does_not_stop_the_next(page: Page, site: Site) -> None:
    html = "<script>say(1); throw new Error('boom'); say('never')</script><script>say(2)</script>"
    assert await load(page, site, html) == [1, 2]
    assert [error.message for error in page.errors] == ["Error: boom"]


async def test_a_syntax_error_names_file_and_line(page: Page, site: Site) -> None:
    site.files["/bad.js"] = "say(0);\n\nlet = ;"
    assert await load(page, site, "<script src=bad.js></script><script>say(1)</script>") == [1]
    (error,) = page.errors
    assert error.message.startswith("SyntaxError")
    assert (error.url, error.line) == (site.origin + "/bad.js", 3)


async def test_errors_name_the_line_in_the_page(page: Page, site: Site) -> None:
    site.files["/"] = "<!doctype html>\n<p>\n<script>\n\n  missing();\n</script>"
    await page.goto(site.origin + "/")
    (error,) = page.errors
    assert error.message == "ReferenceError: missing is not defined"
    assert (error.url, error.line) == (site.origin + "/", 5)


async def test_a_script_that_is_not_there_fires_error(page: Page, site: Site) -> None:
    html = """<script src=nope.js onerror="say('error')" onload="say('load')"></script>
        <script src='' onerror="say('empty')"></script><script>say('next')</script>"""
    assert sorted(await load(page, site, html)) == ["empty", "error", "next"]
    assert any("nope.js" in message.text for message in page.console)


async def test_load_fires_at_scripts_that_ran(page: Page, site: Site) -> None:
    site.files |= {"/a.js": "say('a')", "/throws.js": "throw 1"}
    html = """<script src=a.js onload="say('load ' + this.src.slice(-4))"></script>
        <script src=throws.js onload="say('load')" onerror="say('error')"></script>"""
    assert await load(page, site, html) == ["a", "load a.js", "load"]


async def test_document_write_goes_where_the_parser_is(page: Page, site: Site) -> None:
    site.files["/w.js"] = "say('w ' + document.querySelectorAll('b').length)"
    html = """<p id=a></p><script>
        document.write("<b>1</b><script>say('written')<\\/script><script src=w.js><\\/script><b>2</b>");
        say('after write')</script><p id=z></p>
        <script>say([...document.body.children].map(e => e.id || e.localName).join())</script>"""
    assert await load(page, site, html) == [
        "written",
        "after write",
        "w 1",
        "a,script,b,script,script,b,z,script",
    ]


@pytest.mark.parametrize("name", ["x-y", "option<", "svg", "math"])
async def test_documents_are_written_in_elements_of_any_name(page: Page, site: Site, name: str) -> None:
    """The parser of fragments knows the names in its tables only."""
    html = f"<{name}><script>document.write('<b>1</b>')</script></{name}><script>say('after')</script>"
    assert await load(page, site, html) == ["after"]
    assert "<b>1</b>" in await page.content()


@pytest.mark.parametrize("written", ["", "</p>", "<b></b>"])
async def test_a_script_that_has_left_may_write_nothing(page: Page, site: Site, written: str) -> None:
    html = f"<p><script>document.currentScript.remove(); document.write('{written}')</script><p>"
    html += "<script>say('after')</script>"
    assert await load(page, site, html) == ["after"]
    await page.evaluate(f"document.write('{written}')")
    assert list(page.errors) == []


async def test_a_written_inline_script_runs_before_write_returns(page: Page, site: Site) -> None:
    html = """<script>document.write("<script>say('written')<\\/script>"); say('after')</script>"""
    assert await load(page, site, html) == ["written", "after"]


async def test_scripts_of_data_urls_run(page: Page, site: Site) -> None:
    assert await load(
        page, site, "<script src=\"data:text/javascript,say('data')\"></script><script>say(2)</script>"
    ) == [
        "data",
        2,
    ]


async def test_a_script_that_removes_itself_or_what_follows(page: Page, site: Site) -> None:
    html = """<script>document.currentScript.remove(); say(1)</script><div id=d><script>d.remove(); say(2)</script>
        <p id=late></p></div><script>say(document.getElementById('late'))</script>"""
    assert await load(page, site, html) == [1, 2, None]


async def test_scripts_in_templates_do_not_run(page: Page, site: Site) -> None:
    assert await load(page, site, "<template><script>say('template')</script></template><script>say(1)</script>") == [1]


async def test_writes_of_one_script_keep_their_order_around_a_script_that_blocks(page: Page, site: Site) -> None:
    site.files["/w.js"] = "document.write('<i id=w></i>'); say('w')"
    html = """<script>document.write('<i id=a></i><script src=w.js><\\/script><i id=b></i>');
        document.write('<i id=c></i>')</script>
        <i id=z></i><script>say([...document.querySelectorAll('i')].map(e => e.id).join(''))</script>"""
    assert await load(page, site, html) == ["w", "awbcz"]


async def test_async_scripts_cannot_write(page: Page, site: Site) -> None:
    site.files["/w.js"] = "document.write('<i></i>'); say(document.querySelectorAll('i').length)"
    assert await load(page, site, "<p><script async src=w.js></script><script defer src=w.js></script>") == [0, 0]
    assert any("document.write" in message.text for message in page.console)


async def test_a_write_after_loading_replaces_the_content(page: Page, site: Site) -> None:
    assert await load(page, site, "<p>old</p>") == []
    await page.evaluate(
        "document.write('<b>new</b>'), document.write('<i>er</i><script>say(1)<\\/script>'), document.close()"
    )
    assert await page.evaluate("[document.body.textContent.slice(0, 5), log]") == ["newer", [1]]


async def test_scripts_for_other_events_do_not_run(page: Page, site: Site) -> None:
    site.files["/"] = """<script>ran = []</script><script for=window event=onload>ran.push(1)</script>
        <script for=" WINDOW " event="onload()">ran.push(2)</script>
        <script for=document event=onload>ran.push(3)</script>
        <script for=window event=onclick>ran.push(4)</script><script for=window>ran.push(5)</script>"""
    await page.goto(site.origin + "/")
    assert await page.evaluate("ran") == [1, 2, 5]


async def test_writing_nothing_after_loading_leaves_nothing_to_parse(page: Page, site: Site) -> None:
    await load(page, site, "<p>x")
    await page.evaluate("(document.write(''), document.write('<b>y</b>'), 0)")
    assert await page.evaluate("document.body.innerHTML") == "<b>y</b>"
    assert not page.errors
