"""`page.evaluate`: what can be given, what comes back, and what is raised."""

import asyncio
import math

import pytest

from shim import Browser, EvaluationError, NavigationError, Page


@pytest.mark.parametrize(
    ("expression", "value"),
    [
        ("1 + 1", 2),
        ("'text'", "text"),
        ("undefined", None),
        ("null", None),
        ("[1, { a: [true] }]", [1, {"a": [True]}]),
        ("({ a: 1, b: undefined })", {"a": 1, "b": None}),
        ("{ a: 1 }", {"a": 1}),
        ("const x = 1; x + 1", 2),
        ("// a comment\n5", 5),
        ("() => 5", 5),
        ("() => 5;", 5),
        ("async () => 6", 6),
        ("function named() { return 7 }", 7),
        ("async function () { return 8 }", 8),
        ("Promise.resolve(9)", 9),
        ("new Promise((resolve) => setTimeout(() => resolve(10), 1))", 10),
        ("Infinity", math.inf),
        ("[-Infinity]", [-math.inf]),
        ("({ $number: 'none' })", {"$number": "none"}),
        ("12n", 12),
        ("new Date(0)", "1970-01-01T00:00:00.000Z"),
        ("new Uint8Array([1, 2])", [1, 2]),
        ("new Error('e')", "Error: e"),
        ("() => {}", None),
        ("Symbol('s')", None),
        ("document.body", "ref: <BODY>"),
        ("window", "ref: <Window>"),
        ("(() => { const a = {}; return [a, a] })()", [{}, {}]),
        ("'a\\0b'", "a\0b"),
        ("", None),
    ],
)
async def test_values_come_back_as_json(page: Page, expression: str, value: object) -> None:
    assert await page.evaluate(expression) == value


async def test_numbers_that_json_lacks(page: Page) -> None:
    assert math.isnan(await page.evaluate("NaN"))
    assert math.copysign(1, await page.evaluate("-0")) == -1
    assert await page.evaluate(
        "(x) => [Number.isNaN(x[0]), x[1], Object.is(x[2], -0)]", [math.nan, -math.inf, -0.0]
    ) == [
        True,
        -math.inf,
        True,
    ]


@pytest.mark.parametrize("argument", [None, True, 1, 1.5, "text", [1, [2]], {"a": {"b": None}}, "\ud800", "</script>"])
async def test_arguments_arrive(page: Page, argument: object) -> None:
    assert await page.evaluate("(x) => x", argument) == argument


async def test_an_array_argument_is_one_argument(page: Page) -> None:
    assert await page.evaluate("([a, b]) => a + b", [1, 2]) == 3


async def test_what_is_no_json_is_refused(page: Page) -> None:
    with pytest.raises(TypeError, match="JSON"):
        await page.evaluate("(x) => x", b"bytes")


@pytest.mark.parametrize(
    ("expression", "message"),
    [
        ("(() => { throw new Error('boom') })()", "Error: boom"),
        ("() => { throw new Error('boom') }", "Error: boom"),
        ("async () => { await null; throw new RangeError('late') }", "RangeError: late"),
        ("Promise.reject(new TypeError('no'))", "TypeError: no"),
        ("throw 5", "5"),
        ("Promise.reject(null)", "null"),
        ("not a script", "SyntaxError"),
        ("missing", "ReferenceError: missing is not defined"),
        ("({ get a() { throw new Error('getter') } })", "Error: getter"),
        ("(() => { const a = {}; a.a = a; return a })()", "cyclic"),
    ],
)
async def test_what_is_thrown_is_raised(page: Page, expression: str, message: str) -> None:
    with pytest.raises(EvaluationError, match=message):
        await page.evaluate(expression)
    assert list(page.errors) == []


async def test_errors_have_the_stack_of_the_page(page: Page) -> None:
    with pytest.raises(EvaluationError) as caught:
        await page.evaluate("function inner() { throw new Error('x') }; inner()")
    assert "inner" in caught.value.stack


async def test_declarations_stay(page: Page) -> None:
    await page.evaluate("var kept = 1; function f() { return kept + 1 }; 0")
    assert await page.evaluate("f()") == 2


async def test_a_new_page_is_an_empty_document(page: Page) -> None:
    assert await page.evaluate("[location.href, document.readyState, document.body.children.length]") == [
        "about:blank",
        "complete",
        0,
    ]
    assert (page.session.type, page.session.state) == ("auto", "inactive")


async def test_navigating_ends_an_evaluation(page: Page) -> None:
    await page.set_content("")
    waiting = asyncio.create_task(page.evaluate("new Promise(() => {})"))
    await asyncio.sleep(0)
    await page.set_content("next")
    with pytest.raises(EvaluationError, match="navigated away"):
        await waiting


async def test_closing_ends_an_evaluation(page: Page) -> None:
    waiting = asyncio.create_task(page.evaluate("new Promise(() => {})"))
    await asyncio.sleep(0)
    await page.close()
    with pytest.raises(EvaluationError, match="closed"):
        await waiting


async def test_two_evaluations_at_once(page: Page) -> None:
    assert await asyncio.gather(
        page.evaluate("new Promise((r) => setTimeout(() => r(1), 5))"), page.evaluate("Promise.resolve(2)")
    ) == [1, 2]


async def test_an_endless_script_is_stopped() -> None:
    async with Browser(script_timeout=0.2) as browser:
        page = await browser.new_page()
        with pytest.raises(EvaluationError):
            await page.evaluate("() => { while (true); }")
        assert await page.evaluate("1") == 1


async def test_a_closed_page_refuses(page: Page) -> None:
    await page.close()
    await page.close()
    for call in (
        lambda: page.evaluate("1"),
        lambda: page.goto("about:blank"),
        lambda: page.set_content(""),
        lambda: page.reload(),
        lambda: page.click("p"),
        lambda: page.content(),
        lambda: page.wait_for_function("1"),
        lambda: page.wait_until_idle(),
    ):
        with pytest.raises(NavigationError, match="the page is closed"):
            await call()


async def test_what_a_handler_of_dialogs_raises_is_the_callers_and_dismisses(page: Page) -> None:
    def answer(kind: str, message: str, default: str) -> str:
        raise KeyError(message)

    page.dialog_handler = answer
    assert await page.evaluate("confirm('Really?')") is False
    assert list(page.errors) == []
    with pytest.raises(KeyError, match="Really"):
        await page.wait_for_function("1")
    assert await page.evaluate("1 + 1") == 2
