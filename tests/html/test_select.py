"""Select elements and their options. https://html.spec.whatwg.org/#the-select-element"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

# markup of the options, attributes of the select -> the indices that are selected
SELECTED = [
    ("<option>a<option>b", "", [0]),
    ("<option>a<option selected>b", "", [1]),
    ("<option selected>a<option selected>b", "", [1]),
    ("<option disabled>a<option>b", "", [1]),
    ("<optgroup disabled><option>a</optgroup><option>b", "", [1]),
    ("<option disabled>a", "", []),
    ("<option>a<option>b", "size=2", []),
    ("<option>a<option>b", "multiple", []),
    ("<option selected>a<option>b<option selected>c", "multiple", [0, 2]),
    ("<optgroup><optgroup><option>a</optgroup></optgroup><option>b", "", [0]),
    ("", "", []),
]


@pytest.mark.parametrize(("options", "attributes", "selected"), SELECTED)
async def test_selectedness_from_markup(open_page: Open, options: str, attributes: str, selected: list[int]) -> None:
    page = open_page(f"<select id=s {attributes}>{options}</select>")
    assert page.evaluate("[...s.options].flatMap((o, i) => (o.selected ? [i] : []))") == selected
    assert page.evaluate("[...s.selectedOptions].map((o) => o.index)") == selected
    assert page.evaluate("s.selectedIndex") == (selected[0] if selected else -1)
    assert page.evaluate("s.type") == ("select-multiple" if "multiple" in attributes else "select-one")
    assert page.evaluate("document.querySelectorAll('option:checked').length") == len(selected)


async def test_setting_the_value_and_the_index(open_page: Open) -> None:
    page = open_page("<select id=s><option>a<option value=x>b<option>c</select>")
    assert page.evaluate("[s.value, (s.value = 'x', s.selectedIndex), (s.selectedIndex = 2, s.value)]") == ["a", 1, "c"]
    assert page.evaluate("(s.value = 'none', [s.selectedIndex, s.value])") == [-1, ""]
    assert page.evaluate("(s.options[1].selected = true, s.value)") == "x"
    assert page.evaluate("(s.options[1].selected = false, s.value)") == "a"
    assert page.evaluate("(s.options[2].selected = true, s.options[2].defaultSelected)") is False


async def test_adding_and_removing(open_page: Open) -> None:
    page = open_page("<select id=s><option>a<optgroup id=g><option id=b>b</optgroup></select>")
    texts = "[...s.options].map((o) => o.text).join('')"
    page.run("const make = (t) => new Option(t)")
    assert page.evaluate(f"(s.add(make('c')), s.add(make('d'), 0), s.add(make('e'), b), {texts})") == "daebc"
    assert page.evaluate(f"(s.remove(0), s.options.remove(0), {texts})") == "ebc"
    assert page.evaluate(f"(s[0] = make('f'), s.options[5] = make('g'), [s.length, {texts}])") == [6, "fbcg"]
    assert page.evaluate(f"(s.length = 2, s[1] = null, [{texts}, s.item(0).text, s.namedItem('b')])") == [
        "f",
        "f",
        None,
    ]
    assert page.evaluate("s.add(document.createElement('p'))")["thrown"] == "TypeError"
    assert page.evaluate("s.add(make('x'), document.body)")["thrown"] == "NotFoundError"
    assert page.evaluate("(s.remove(), s.isConnected)") is False


async def test_options(open_page: Open) -> None:
    page = open_page("<form id=f><select id=s><option id=o label=L> a  <b>b</b>\n<script>x</script> c </select></form>")
    assert page.evaluate("[o.text, o.value, o.label, o.index, o.form === f]") == ["a b c", "a b c", "L", 0, True]
    assert page.evaluate("(o.value = 'v', o.text = 't', [o.value, o.textContent, o.getAttribute('value')])") == [
        "v",
        "t",
        "v",
    ]
    row = page.evaluate(
        "(() => { const o = new Option('t', 'v', true, false); return [o.text, o.value, "
        "o.defaultSelected, o.selected] })()"
    )
    assert row == ["t", "v", True, False]
    assert page.evaluate(
        "[new Option() instanceof HTMLOptionElement, Option.length, Option.prototype === HTMLOptionElement.prototype]"
    ) == [True, 0, True]


async def test_options_collection_by_name(open_page: Open) -> None:
    page = open_page("<select id=s><option id=a name=n>1<option>2</select>")
    assert page.evaluate(
        "[s.options.a.text, s.options.n.text, s.options.namedItem('zz'), s.options === s.options]"
    ) == ["1", "1", None, True]
    assert page.evaluate("[s.options.selectedIndex, (s.options.selectedIndex = 1, s.value), [...s].length]") == [
        0,
        "2",
        2,
    ]
