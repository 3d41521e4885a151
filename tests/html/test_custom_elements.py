"""Custom elements: definitions, construction, upgrades, reactions. https://html.spec.whatwg.org/#custom-elements"""

from __future__ import annotations

from collections.abc import Callable

import pytest

from tests.html.page import HtmlPage

Open = Callable[[str], HtmlPage]

LOGGED = """
globalThis.log = [];
class Logged extends HTMLElement {
  static observedAttributes = ['a', 'B'];
  constructor() { super(); log.push(`new ${this.id}`); }
  connectedCallback() { log.push(`in ${this.id}`); }
  disconnectedCallback() { log.push(`out ${this.id}`); }
  attributeChangedCallback(name, before, after, namespace) { log.push(`${name}: ${before} -> ${after} ${namespace}`); }
}
"""
DEFINED = LOGGED + "customElements.define('x-logged', Logged);"

REFUSED = [
    ("'nodash', class extends HTMLElement {}", "SyntaxError"),
    ("'X-upper', class extends HTMLElement {}", "SyntaxError"),
    ("'1-a', class extends HTMLElement {}", "SyntaxError"),
    ("'font-face', class extends HTMLElement {}", "SyntaxError"),
    ("'x-a', {}", "TypeError"),
    ("'x-a', () => {}", "TypeError"),
    ("'x-logged', class extends HTMLElement {}", "NotSupportedError"),
    ("'x-other', Logged", "NotSupportedError"),
    ("'x-a', class extends HTMLElement {}, {extends: 'x-b'}", "NotSupportedError"),
    ("'x-a', class extends HTMLElement {}, {extends: 'bgsound'}", "NotSupportedError"),
    ("'x-a', Object.assign(function () {}, {prototype: 0})", "TypeError"),
    ("'x-a', class extends HTMLElement { get connectedCallback() { return 1 } }", "TypeError"),
]


@pytest.mark.parametrize(("arguments", "error"), REFUSED)
async def test_refused_definitions(open_page: Open, arguments: str, error: str) -> None:
    page = open_page("")
    page.run(DEFINED)
    assert page.evaluate(f"customElements.define({arguments})")["thrown"] == error


async def test_the_registry(open_page: Open) -> None:
    page = open_page("")
    page.run(DEFINED)
    assert page.evaluate(
        "[customElements.get('x-logged') === Logged, customElements.getName(Logged), "
        "customElements.get('x-none') === undefined]"
    ) == [True, "x-logged", True]
    assert page.evaluate("customElements.getName(class {})") is None
    page.run(
        "globalThis.later = []; customElements.whenDefined('x-later').then((c) => "
        "later.push(c.name)); customElements.whenDefined('x-logged').then((c) => "
        "later.push(c.name)); customElements.whenDefined('bad').catch((e) => later.push(e.name))"
    )
    await page.idle()
    page.run("customElements.define('x-later', class Later extends HTMLElement {})")
    await page.idle()
    assert page.evaluate("later.sort().join()") == "Later,Logged,SyntaxError"


async def test_elements_in_the_document_are_upgraded_in_tree_order(open_page: Open) -> None:
    page = open_page("<x-logged id=one a=1 c=2><x-logged id=two></x-logged></x-logged>")
    assert page.evaluate("[one.constructor === HTMLElement, one instanceof HTMLElement]") == [True, True]
    page.run(DEFINED)
    assert page.evaluate("log") == ["new one", "a: null -> 1 null", "in one", "new two", "in two"]
    assert page.evaluate("[one instanceof Logged, one.constructor === Logged]") == [True, True]


async def test_elements_that_script_makes(open_page: Open) -> None:
    page = open_page("<div id=host></div>")
    page.run(DEFINED)
    page.run("const made = document.createElement('x-logged'); made.id = 'm'; log.push('made'); host.append(made)")
    page.run(
        "const direct = new Logged(); direct.id = 'd'; host.append(direct); host.append(made); host.replaceChildren()"
    )
    assert page.evaluate("log") == ["new ", "made", "in m", "new ", "in d", "out m", "in m", "out d", "out m"]
    assert page.evaluate("[made.localName, direct.localName, direct.isConnected]") == ["x-logged", "x-logged", False]


async def test_attribute_reactions_are_run_at_once(open_page: Open) -> None:
    page = open_page("<x-logged id=e></x-logged>")
    page.run(DEFINED + "log.length = 0")
    page.run(
        "e.setAttribute('a', '1'); log.push('.'); e.setAttribute('a', '1'); e.setAttribute('z', "
        "''); e.removeAttribute('a'); e.removeAttribute('a'); e.toggleAttribute('a')"
    )
    assert page.evaluate("log") == ["a: null -> 1 null", ".", "a: 1 -> 1 null", "a: 1 -> null null", "a: null ->  null"]


async def test_markup_and_clones(open_page: Open) -> None:
    page = open_page("<div id=d></div><template id=t><x-logged id=in></x-logged></template>")
    page.run(DEFINED)
    page.run(
        "d.innerHTML = '<p><x-logged id=h></x-logged></p>'; log.push('.'); const off = "
        "document.createElement('div'); off.innerHTML = '<x-logged id=o></x-logged>'"
    )
    assert page.evaluate("log") == ["new h", "in h", ".", "new o"]
    page.run(
        "log.length = 0; d.append(off); d.insertAdjacentHTML('beforeend', '<x-logged "
        "id=i></x-logged>'); d.textContent = ''"
    )
    assert page.evaluate("log") == ["in o", "new i", "in i", "out h", "out o", "out i"]
    page.run("log.length = 0; const copy = document.importNode(t.content, true); log.push('.'); d.append(copy)")
    assert page.evaluate("log") == ["new in", ".", "in in"]


async def test_upgrade_by_hand(open_page: Open) -> None:
    page = open_page("")
    page.run(LOGGED + "const box = document.createElement('div'); box.innerHTML = '<x-logged id=u></x-logged>'")
    page.run("customElements.define('x-logged', Logged); log.push('.'); customElements.upgrade(box)")
    assert page.evaluate("[log, box.firstChild instanceof Logged]") == [[".", "new u"], True]


async def test_constructors_that_fail(open_page: Open) -> None:
    page = open_page("<x-bad id=e></x-bad>")
    page.realm.run_script(
        "customElements.define('x-bad', class extends HTMLElement { constructor() { super(); "
        "throw new Error('no') } })",
        page.realm.url,
    )
    assert [str(e).split(" (")[0] for e in page.errors] == ["Uncaught Error: no"]
    page.realm.run_script("globalThis.made = document.createElement('x-bad')", page.realm.url)
    assert len(page.errors) == 2
    page.errors.clear()
    assert page.evaluate("made instanceof HTMLUnknownElement") is True
    page.run("class Other extends HTMLElement { constructor() { super(); return document.createElement('p') } }")
    assert page.evaluate("new (class extends HTMLElement {})()")["thrown"] == "TypeError"
    assert page.evaluate("HTMLElement()")["thrown"] == "TypeError"


async def test_customized_built_in_elements(open_page: Open) -> None:
    page = open_page("<button is=x-button id=b></button><button id=plain></button>")
    page.run(
        "class XButton extends HTMLButtonElement { constructor() { super(); this.up = true } } "
        "customElements.define('x-button', XButton, {extends: 'button'})"
    )
    assert page.evaluate("[b.up, b instanceof XButton, b.type, plain.up]") == [True, True, "submit", None]
    assert page.evaluate("(() => { const made = new XButton(); return [made.localName, made.up, made.form] })()") == [
        "button",
        True,
        None,
    ]
    assert page.evaluate("new (class extends HTMLDivElement {})()")["thrown"] == "TypeError"
    assert page.evaluate(
        "[{is: 'x-button'}, {is: 'x-none'}, {}].map((o) => document.createElement('button', o).up)"
    ) == [
        True,
        None,
        None,
    ]


async def test_form_associated_elements(open_page: Open) -> None:
    page = open_page("<form id=f><x-field name=n id=e></x-field></form><label id=l for=e></label>")
    page.run(
        "class Field extends HTMLElement { static formAssociated = true; constructor() { "
        "super(); this.internals = this.attachInternals() }"
        " formResetCallback() { this.wasReset = true } } customElements.define('x-field', Field)"
    )
    assert page.evaluate(
        "[e.internals.form === f, f.elements.length, e.internals.labels[0] === l, l.control === e]"
    ) == [True, 1, True, True]
    assert page.evaluate("(e.internals.setFormValue('v'), new FormData(f).get('n'))") == "v"
    assert page.evaluate(
        "(e.internals.setValidity({customError: true}, 'bad'), [f.checkValidity(), "
        "e.internals.validationMessage, e.internals.validity.customError])"
    ) == [False, "bad", True]
    assert page.evaluate("e.internals.setValidity({valueMissing: true})")["thrown"] == "TypeError"
    assert page.evaluate("(e.internals.setValidity({}), f.reset(), [f.checkValidity(), e.wasReset])") == [True, True]
    assert page.evaluate("e.attachInternals()")["thrown"] == "NotSupportedError"
    assert page.evaluate("document.createElement('div').attachInternals()")["thrown"] == "NotSupportedError"
    assert page.evaluate("(e.internals.states.add('s'), [...e.internals.states])") == ["s"]


async def test_reactions_in_shadow_trees(open_page: Open) -> None:
    page = open_page("<div id=d></div>")
    page.run(DEFINED)
    page.run(
        "const shadow = d.attachShadow({mode: 'open'}); shadow.innerHTML = '<x-logged id=s></x-logged>'; d.remove()"
    )
    assert page.evaluate("log") == ["new s", "in s", "out s"]


async def test_errors_of_reactions_are_reported_and_stop_nothing(open_page: Open) -> None:
    page = open_page("")
    script = (
        "customElements.define('x-e', class extends HTMLElement { connectedCallback() { throw "
        "new Error('in') } }); document.body.append(document.createElement('x-e'), 'text')"
    )
    assert page.realm.run_script(script, page.realm.url)
    assert [e.message for e in page.errors] == ["Uncaught Error: in"]
    page.errors.clear()
    assert page.evaluate("document.body.textContent") == "text"
