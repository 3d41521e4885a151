"""Input elements: value modes, sanitization, numbers, dates, steps, checkedness. https://html.spec.whatwg.org/#the-input-element"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

VALUE = [
    *("text", "search", "tel", "url", "email", "password", "date", "month", "week", "time", "datetime-local"),
    *("number", "range", "color"),
]
DEFAULT = ["hidden", "submit", "image", "reset", "button"]
DEFAULT_ON = ["checkbox", "radio"]
# a value that each type keeps as it is, and what an absent one reads as
SAMPLES = {
    "text": ("a", ""),
    "search": ("a", ""),
    "tel": ("1", ""),
    "url": ("x:y", ""),
    "email": ("a@b", ""),
    "password": ("p", ""),
    "date": ("2024-02-29", ""),
    "month": ("2024-12", ""),
    "week": ("2020-W53", ""),
    "time": ("23:59", ""),
    "datetime-local": ("2024-02-29T10:20", ""),
    "number": ("-1.5e3", ""),
    "range": ("7", "50"),
    "color": ("#ffaa00", "#000000"),
}


async def test_types_are_limited_to_the_known_ones(open_page: Open) -> None:
    page = open_page("<input id=i>")
    for kind in [*VALUE, *DEFAULT, *DEFAULT_ON, "file"]:
        assert page.evaluate(f"(i.type = {kind.upper()!r}, i.type)") == kind
    assert page.evaluate("['', 'datetime', 'x'].map((t) => (i.type = t, i.type))") == ["text"] * 3


@pytest.mark.parametrize("kind", VALUE)
async def test_mode_value(open_page: Open, kind: str) -> None:
    page = open_page(f"<input id=i type={kind}>")
    sample, empty = SAMPLES[kind]
    assert page.evaluate("i.value") == empty
    assert page.evaluate(f"(i.setAttribute('value', {sample!r}), i.value)") == sample
    # a value that was set is dirty: the attribute stays behind
    assert page.evaluate("(i.value = '', i.setAttribute('value', 'other'), [i.value, i.defaultValue])") == [
        empty,
        "other",
    ]
    assert page.evaluate(f"(i.value = {sample!r}, [i.value, i.getAttribute('value')])") == [sample, "other"]


@pytest.mark.parametrize("kind", DEFAULT)
async def test_mode_default(open_page: Open, kind: str) -> None:
    page = open_page(f"<input id=i type={kind}>")
    assert page.evaluate("[i.value, (i.value = 'x', i.value), i.getAttribute('value')]") == ["", "x", "x"]


@pytest.mark.parametrize("kind", DEFAULT_ON)
async def test_mode_default_on(open_page: Open, kind: str) -> None:
    page = open_page(f"<input id=i type={kind}>")
    assert page.evaluate("[i.value, (i.value = '', i.value), i.getAttribute('value')]") == ["on", "", ""]


async def test_mode_filename(open_page: Open) -> None:
    page = open_page("<input id=i type=file value=x>")
    assert page.evaluate("[i.value, i.files.length, (i.value = '', 1)]") == ["", 0, 1]
    assert page.evaluate("i.value = 'x'")["thrown"] == "InvalidStateError"
    assert page.evaluate("document.createElement('input').files") is None


SANITIZED = {
    ("text", "a\nb\rc"): "abc",
    ("url", " \n x:y \t"): "x:y",
    ("email", " a@b\n "): "a@b",
    ("number", "1."): "",
    ("number", "+1"): "",
    ("number", ".5"): ".5",
    ("number", "1e400"): "",
    ("range", "x"): "50",
    ("range", "-5"): "0",
    ("range", "101"): "100",
    ("range", "3.6"): "4",
    ("color", "red"): "#000000",
    ("color", "#FFAA00"): "#ffaa00",
    ("date", "2023-02-29"): "",
    ("date", "0000-01-01"): "",
    ("month", "2024-13"): "",
    ("week", "2021-W53"): "",
    ("time", "24:00"): "",
    ("time", "1:00"): "",
    ("datetime-local", "2024-01-02 03:04:00.500"): "2024-01-02T03:04:00.5",
    ("datetime-local", "2024-01-02"): "",
    ("hidden", "a\nb"): "a\nb",
}


async def test_sanitization(open_page: Open) -> None:
    page = open_page("<input id=i>")
    for (kind, given), expected in SANITIZED.items():
        assert (
            page.evaluate(
                f"(() => {{ const i = document.createElement('input'); i.type = {kind!r}; i.value = "
                f"{given!r}; return i.value }})()"
            )
            == expected
        ), (kind, given)


async def test_range_keeps_to_its_limits_and_steps(open_page: Open) -> None:
    page = open_page("<input id=i type=range min=10 max=20 step=3><input id=j type=range min=20 max=10>")
    assert page.evaluate("[i.value, (i.value = 15, i.value), (i.value = 20, i.value), j.value]") == [
        "16",
        "16",
        "19",
        "20",
    ]


async def test_changing_the_type_carries_the_value_over(open_page: Open) -> None:
    page = open_page("<input id=i><input id=j type=hidden value=10><input id=k>")
    assert page.evaluate("(i.value = 'typed', i.type = 'hidden', [i.value, i.getAttribute('value')])") == [
        "typed",
        "typed",
    ]
    assert page.evaluate("(j.type = 'text', [j.value, (j.setAttribute('value', 'n'), j.value)])") == ["10", "n"]
    assert page.evaluate("(k.value = 'abc', k.setAttribute('type', 'number'), k.value)") == ""


NUMBERS = {
    ("number", "2.5"): 2.5,
    ("range", "3"): 3,
    ("date", "1970-01-02"): 86400000,
    ("month", "1971-02"): 13,
    ("week", "1970-W01"): -259200000,
    ("time", "01:00"): 3600000,
    ("datetime-local", "1970-01-01T00:00:01"): 1000,
    ("date", "0001-01-01"): -62135596800000,
}


@pytest.mark.parametrize(("kind", "text"), NUMBERS)
async def test_value_as_number(open_page: Open, kind: str, text: str) -> None:
    page = open_page(f"<input id=i type={kind} value={text}>")
    assert page.evaluate("i.valueAsNumber") == NUMBERS[kind, text]
    assert page.evaluate(f"(i.value = '', i.valueAsNumber = {NUMBERS[kind, text]}, i.value)") == text
    assert page.evaluate("(i.valueAsNumber = NaN, i.value)") == ("50" if kind == "range" else "")
    assert page.evaluate("i.valueAsNumber = Infinity")["thrown"] == "TypeError"


async def test_value_as_number_of_other_types(open_page: Open) -> None:
    page = open_page("<input id=i value=1>")
    assert page.evaluate("[Number.isNaN(i.valueAsNumber), i.valueAsDate]") == [True, None]
    assert page.evaluate("i.valueAsNumber = 1")["thrown"] == "InvalidStateError"
    assert page.evaluate("i.valueAsDate = null")["thrown"] == "InvalidStateError"


async def test_value_as_date(open_page: Open) -> None:
    page = open_page("<input id=i type=date value=2024-02-29>")
    assert page.evaluate("i.valueAsDate.toISOString()") == "2024-02-29T00:00:00.000Z"
    for kind, expected in (("date", "2020-12-31"), ("month", "2020-12"), ("week", "2020-W53"), ("time", "10:30")):
        script = f"(i.type = {kind!r}, i.valueAsDate = new Date('2020-12-31T10:30:00Z'), i.value)"
        assert page.evaluate(script) == expected
    assert page.evaluate("(i.type = 'datetime-local', i.valueAsDate)") is None


STEPS = [
    ("type=number value=1", "stepUp()", "2"),
    ("type=number value=1", "stepDown(3)", "-2"),
    ("type=number value=1.5", "stepUp()", "2.5"),
    ("type=number min=0 step=5 value=3", "stepUp()", "5"),
    ("type=number min=0 step=5 value=3", "stepDown()", "0"),
    ("type=number max=4 value=4", "stepUp()", "4"),
    ("type=number step=0.1 value=0.2", "stepUp()", "0.3"),
    ("type=number", "stepUp()", "1"),
    ("type=date value=2024-02-28", "stepUp(2)", "2024-03-01"),
    ("type=month value=2023-12", "stepUp()", "2024-01"),
    ("type=week value=2020-W53", "stepUp()", "2021-W01"),
    ("type=time value=10:00", "stepUp(90)", "11:30"),
    ("type=datetime-local value=2024-02-29T23:59", "stepUp()", "2024-03-01T00:00"),
    ("type=range value=50", "stepDown(10)", "40"),
]


@pytest.mark.parametrize(("attributes", "call", "expected"), STEPS)
async def test_steps(open_page: Open, attributes: str, call: str, expected: str) -> None:
    assert open_page(f"<input id=i {attributes}>").evaluate(f"(i.{call}, i.value)") == expected


async def test_what_does_not_step(open_page: Open) -> None:
    page = open_page("<input id=i><input id=j type=number step=any>")
    assert [page.evaluate(f"{e}.stepUp()")["thrown"] for e in "ij"] == ["InvalidStateError"] * 2


async def test_checkedness_and_its_dirty_flag(open_page: Open) -> None:
    page = open_page("<input type=checkbox id=i>")
    assert page.evaluate(
        "[i.checked, (i.defaultChecked = true, i.checked), (i.checked = false, "
        "i.defaultChecked), (i.defaultChecked = true, i.checked)]"
    ) == [False, True, True, False]
    assert page.evaluate("(i.indeterminate = true, [i.indeterminate, i.matches(':indeterminate')])") == [True, True]


async def test_radio_buttons_exclude_each_other_within_their_form(open_page: Open) -> None:
    page = open_page(
        "<form><input type=radio name=r id=a checked><input type=radio name=r id=b checked></form>"
        "<input type=radio name=r id=c checked><input type=radio name=q id=d checked><input type=radio id=e checked>"
    )
    state = "[a, b, c, d, e].map((i) => +i.checked).join('')"
    assert page.evaluate(state) == "01111"
    assert page.evaluate(f"(a.checked = true, {state})") == "10111"
    assert page.evaluate(f"(a.checked = false, {state})") == "00111"
    assert page.evaluate("[...document.querySelectorAll(':checked')].map((i) => i.id).join('')") == "cde"


async def test_selection(open_page: Open) -> None:
    page = open_page("<input id=i value=hello><textarea id=t>hello</textarea><input id=n type=number>")
    for name in "it":
        assert page.evaluate(
            f"({name}.setSelectionRange(1, 3, 'backward'), [{name}.selectionStart, "
            f"{name}.selectionEnd, {name}.selectionDirection])"
        ) == [1, 3, "backward"]
        assert page.evaluate(
            f"({name}.setRangeText('XYZ'), [{name}.value, {name}.selectionStart, {name}.selectionEnd])"
        ) == ["hXYZlo", 1, 4]
        assert page.evaluate(f"({name}.setRangeText('', 0, 1, 'end'), [{name}.value, {name}.selectionStart])") == [
            "XYZlo",
            0,
        ]
        assert page.evaluate(f"({name}.select(), [{name}.selectionStart, {name}.selectionEnd])") == [0, 5]
        assert page.evaluate(f"({name}.value = 'longer', [{name}.selectionStart, {name}.selectionEnd])") == [6, 6]
    assert page.evaluate("[n.selectionStart, n.selectionDirection]") == [None, None]
    assert page.evaluate("n.selectionStart = 1")["thrown"] == "InvalidStateError"
    assert page.evaluate("n.setSelectionRange(0, 1)")["thrown"] == "InvalidStateError"


async def test_datalist(open_page: Open) -> None:
    page = open_page("<input id=i list=l><input id=j list=l type=password><datalist id=l><option>1<option>2</datalist>")
    assert page.evaluate("[i.list === l, j.list, l.options.length]") == [True, None, 2]


async def test_textarea_values(open_page: Open) -> None:
    page = open_page("<textarea id=t>a\nb</textarea>")
    assert page.evaluate("[t.value, t.textLength, (t.textContent = 'new', t.value)]") == ["a\nb", 3, "new"]
    assert page.evaluate("(t.value = 'x\\r\\ny\\rz', t.textContent = 'later', [t.value, t.defaultValue])") == [
        "x\ny\nz",
        "later",
    ]
