"""Members that an element inherits, once they were used: who changes a prototype changes all that inherit it."""

from __future__ import annotations

import pytest

from tests.bare_page import BarePage

USED = """
const made = (name) => document.createElement(name);
const used = () => {
  const li = made("li");
  for (let i = 0; i < 3; i++) { li.setAttribute("a", "b"); li.textContent; li.nodeType; li.click(); }
  return li;
};
const li = used();
"""


@pytest.mark.parametrize(
    ("change", "asked", "value"),
    [
        ("Element.prototype.setAttribute = () => 'mine'", "li.setAttribute('x', 'y')", "mine"),
        ("HTMLElement.prototype.setAttribute = () => 'mine'", "li.setAttribute('x', 'y')", "mine"),
        ("HTMLLIElement.prototype.setAttribute = () => 'mine'", "li.setAttribute('x', 'y')", "mine"),
        ("Object.getPrototypeOf(li).setAttribute = () => 'mine'", "made('li').setAttribute('x', 'y')", "mine"),
        ("li.constructor.prototype.nodeType2 = 2", "made('li').nodeType2", 2),
        ("delete Element.prototype.setAttribute", "typeof li.setAttribute", "undefined"),
        ("delete Element.prototype.matches", "typeof li.matches", "undefined"),
        (
            "Object.defineProperty(Node.prototype, 'textContent', { get() { return 'mine' } })",
            "li.textContent",
            "mine",
        ),
        ("Object.setPrototypeOf(HTMLElement.prototype, { nodeType: 'mine' })", "li.nodeType", "mine"),
        ("Element.prototype.setAttribute = 1; used2 = made('li')", "[used2.setAttribute, used2.setAttribute]", [1, 1]),
        ("made('li')", "[li.hasOwnProperty('click'), HTMLLIElement.prototype.hasOwnProperty('click')]", [False, False]),
        ("made('li')", "Object.getPrototypeOf(HTMLLIElement.prototype) === HTMLElement.prototype", True),
        ("li.click = 1; li.nodeType = 5", "[li.click, li.nodeType, made('li').nodeType]", [1, 1, 1]),
    ],
)
def test_a_changed_prototype_counts(change: str, asked: str, value: object) -> None:
    page = BarePage()
    page.run(USED)
    page.run(change)
    assert page.evaluate(asked) == value
    page.close()


@pytest.mark.parametrize(
    ("asked", "value"),
    [
        ("document.createElement('li').constructor.name", "HTMLLIElement"),
        ("document.createElement('li').constructor === HTMLLIElement", True),
        ("'constructor' in document.createElement('li')", True),
        ("Symbol.toStringTag in document.createElement('li')", True),
        ("`${document.createElement('li')}`", "[object HTMLLIElement]"),
        (
            "(e => { e.constructor = 1; return [e.constructor, Object.keys(e)] })(document.createElement('li'))",
            [1, ["constructor"]],
        ),
        (
            "(e => { e[Symbol.toStringTag] = 'x'; return `${e}` })(document.createElement('li'))",
            "[object HTMLLIElement]",
        ),
        ("document.createElement('li').constructor.prototype.hasOwnProperty('constructor')", True),
        ("Object.keys(HTMLLIElement.prototype).includes('constructor')", False),
        ("Object.getPrototypeOf(document.createElement('audio')) === Audio.prototype", True),
        ("Object.prototype.hasOwnProperty.call(Audio.prototype, 'constructor')", True),
        ("[Object.keys.length, Object.keys.name, Reflect.ownKeys.length, Object.hasOwn.length]", [1, "keys", 1, 2]),
        ("Object.getOwnPropertyDescriptor(Object, 'keys').enumerable", False),
        ("Object.prototype.propertyIsEnumerable('hasOwnProperty')", False),
        ("[typeof Object.getOwnPropertyDescriptor(window, 'fetch'), window.hasOwnProperty('atob')]", ["object", True]),
        ("Object.keys(window).includes('document')", True),
    ],
)
def test_what_a_prototype_has_besides_its_members(asked: str, value: object) -> None:
    page = BarePage()
    assert page.evaluate(asked) == value
    page.close()
