"""Modules of a realm: what they request, and what the host may do with them in any order."""

import gc

import pytest

from shim.engine.module_compiler import ModuleRequest, compile_module
from shim.engine.modules import ModuleRecord, ScriptValue
from tests.bare_page import BarePage


def parsed(page: BarePage, source: str, file: str = "https://example.test/m.js") -> ModuleRecord:
    found = page.realm.modules.parse(source, file, file)
    assert isinstance(found, ModuleRecord)
    return found


def test_requests_come_in_their_order_with_their_attributes() -> None:
    compiled = compile_module(
        "import a from 'b'; import 'a'; export * from './c.js' with { type: 'json' };"
        "export { x } from 'b'; import n from 'b' with { type: 'css', other: '1' }; import('dynamic')",
        "https://example.test/requests.js",
    )
    assert compiled is not None
    assert compiled.requests == (
        ModuleRequest("b"),
        ModuleRequest("a"),
        ModuleRequest("./c.js", (("type", "json"),)),
        ModuleRequest("b", (("type", "css"), ("other", "1"))),
    )


def test_a_module_is_compiled_once_for_each_place() -> None:
    first = compile_module("export default 1", "https://example.test/once.js")
    assert compile_module("export default 1", "https://example.test/once.js") is first
    assert compile_module("export default 1", "https://example.test/twice.js") is not first


@pytest.mark.parametrize("source", ["let x = ;", "import {", "export default 1; export default 2", "with ({}) {}"])
def test_what_is_not_a_module_is_a_syntax_error_with_its_place(source: str) -> None:
    page = BarePage()
    error = page.realm.modules.parse("\n" + source, "https://example.test/bad.js", "", 4)
    assert isinstance(error, ScriptValue)
    assert page.realm.modules.describe(error).startswith("SyntaxError: ")
    page.realm.modules.report(error)
    assert [(found.url, found.line) for found in page.errors] == [("https://example.test/bad.js", 6)]
    page.close()


def test_requests_that_differ_only_in_attributes_are_different_modules() -> None:
    page = BarePage()
    modules = page.realm.modules
    root = parsed(
        page, "import a from 'x' with { type: 'text' }; import b, { c } from 'x'; globalThis.seen = [a, b, c]"
    )
    text = modules.create_synthetic("text", "T", "https://example.test/x")
    assert isinstance(text, ModuleRecord)
    root.loaded = [text, parsed(page, "export default 1; export const c = 2", "https://example.test/x")]
    modules.run(root)
    assert page.evaluate("seen") == ["T", 1, 2]
    page.close()


def test_modules_of_one_file_have_names_and_meta_objects_of_their_own() -> None:
    page = BarePage()
    for source in ("first = import.meta", "second = import.meta; new Error().stack"):
        page.realm.modules.run(parsed(page, f"globalThis.{source}", page.realm.url))
    assert page.evaluate("[first === second, first.url === second.url]") == [False, True]
    page.realm.modules.run(parsed(page, "globalThis.stack = new Error().stack", page.realm.url))
    assert f"at {page.realm.url}:1:" in page.evaluate("stack")
    page.close()


def test_a_chain_of_thousands_and_a_large_cycle_run() -> None:
    page = BarePage()
    count = 3000
    chain = [parsed(page, "globalThis.ran = 0", "https://example.test/0.js")]
    for number in range(1, count):
        source = f"import 'before'; {'import ' + repr('root') + ';' if number % 7 == 0 else ''} ran++"
        chain.append(parsed(page, source, f"https://example.test/{number}.js"))
    for number in range(1, count):
        chain[number].loaded = [chain[number - 1]] + ([chain[-1]] if number % 7 == 0 else [])
    page.realm.modules.run(chain[-1])
    assert page.evaluate("ran") == count - 1
    page.close()


def test_one_that_has_waited_can_be_imported_by_more_than_one_later() -> None:
    page = BarePage()
    waiting = parsed(page, "await 0; export const x = 1", "https://example.test/waits.js")
    between = parsed(page, "export { x } from './waits.js'", "https://example.test/between.js")
    between.loaded = [waiting]
    for number in range(3):
        root = parsed(page, f"import {{ x }} from './between.js'; globalThis.seen{number} = x")
        root.loaded = [between]
        page.realm.modules.run(root)
        assert page.evaluate(f"seen{number}") == 1
    page.close()


def test_one_that_cannot_be_linked_is_reported_each_time() -> None:
    page = BarePage()
    empty = parsed(page, "", "https://example.test/empty.js")
    for _ in range(2):
        root = parsed(page, "import { none } from './empty.js'")
        root.loaded = [empty]
        page.realm.modules.run(root)
    assert [error.message.split(":")[0] for error in page.errors] == ["SyntaxError"] * 2
    page.close()


async def test_errors_are_reported_once_and_are_not_unhandled_rejections() -> None:
    page = BarePage()
    page.run("globalThis.seen = []; onunhandledrejection = () => seen.push('rejection'); onerror = (m) => seen.push(m)")
    for source in ("throw new TypeError('now')", "await 0; throw new TypeError('later')"):
        page.realm.modules.run(parsed(page, source))
    await page.realm.loop.settle()
    assert page.evaluate("seen") == ["Uncaught TypeError: now", "Uncaught TypeError: later"]
    assert [error.message for error in page.errors] == ["TypeError: now", "TypeError: later"]
    page.close()


def test_a_page_without_memory_is_told_so() -> None:
    page = BarePage()
    big = parsed(page, f"globalThis.big = {'[' + ','.join(repr('x' * 1000 + str(n)) for n in range(20_000)) + ']'}")
    before, page.realm.account.limit = page.realm.account.limit, page.realm.account.held + 200_000
    page.realm.modules.run(big)
    page.realm.account.limit = before
    assert len(page.errors) == 1
    page.run("1")
    page.close()


def test_what_a_page_puts_in_the_way_is_not_called() -> None:
    """The page's own Promise methods, getters on Object.prototype and the like do not see what modules are made of."""
    page = BarePage()
    page.run(
        """globalThis.seen = [];
        for (const key of ["url", "resolve", "type", "then", "with"])
          Object.defineProperty(Object.prototype, key, { get() { seen.push(key) }, set() { seen.push(key) },
            configurable: true });
        Array.prototype[Symbol.iterator] = () => { seen.push("iterator") };"""
    )
    page.realm.modules.run(parsed(page, "globalThis.meta = [typeof import.meta.url, Object.keys(import.meta).length]"))
    assert page.evaluate("meta") == ["string", 2]
    assert page.evaluate("seen") == []
    page.close()


def test_realms_let_go_of_their_modules() -> None:
    gc.collect()
    for _ in range(20):
        page = BarePage()
        record = parsed(page, "export const x = {}; x.self = import.meta; await 0; throw x")
        page.realm.modules.run(record)
        page.close()
        assert record.definition is not None
