"""Shadow trees, custom elements and what crosses between script and the host, on both engines."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Any

import pytest

from shim import Browser, Page

URL = "https://trees.test/"
MARKUP = """<!doctype html><body>
<div id=declared><template shadowrootmode=closed shadowrootserializable><slot></slot></template>a</div>
<p id=p>x</p>"""
WAYS: dict[str, tuple[str, Any]] = {
    "markup declares a closed shadow root": (
        "return [declared.shadowRoot, declared.getHTML({ serializableShadowRoots: true }), declared.innerHTML]",
        [
            None,
            '<template shadowrootmode="closed" shadowrootserializable=""><slot></slot></template>a',
            "a",
        ],
    ),
    "only setHTMLUnsafe and parseHTMLUnsafe make shadow roots": (
        """const markup = '<p><template shadowrootmode=open>a</template></p>';
        const made = [document.createElement('div'), document.createElement('div')];
        made[0].innerHTML = markup;
        made[1].setHTMLUnsafe(markup);
        const parsed = Document.parseHTMLUnsafe(markup);
        return [...made.map((e) => e.firstChild.shadowRoot?.innerHTML), parsed.querySelector('p').shadowRoot.innerHTML,
            parsed.URL]""",
        [None, "a", "a", "about:blank"],
    ),
    "clones have the shadow roots that may be cloned": (
        """const [a, b] = [true, false].map((clonable) => {
            const host = document.createElement('div');
            host.attachShadow({ mode: 'open', clonable }).innerHTML = '<b>1</b>';
            return host.cloneNode(true).shadowRoot;
        });
        return [a.innerHTML, a.clonable, b]""",
        ["<b>1</b>", True, None],
    ),
    "slots hear of changes": (
        """const host = document.createElement('div');
        const slot = document.createElement('slot');
        host.attachShadow({ mode: 'open' }).append(slot);
        let heard = 0;
        slot.addEventListener('slotchange', () => heard++);
        host.append('a');
        host.append('b');
        await 0;
        const before = heard;
        host.firstChild.remove();
        await 0;
        return [before, heard, slot.assignedNodes().length]""",
        [1, 2, 1],
    ),
    "slots that are assigned by hand": (
        """const host = document.createElement('div');
        host.append('a', 'b');
        const slot = document.createElement('slot');
        host.attachShadow({ mode: 'open', slotAssignment: 'manual' }).append(slot);
        const before = slot.assignedNodes().length;
        slot.assign(host.lastChild);
        return [before, slot.assignedNodes()[0].data, host.firstChild.assignedSlot]""",
        [0, "b", None],
    ),
    "customized built-in elements": (
        """const log = [];
        customElements.define('x-b', class extends HTMLButtonElement {
            constructor() { super(); log.push('new'); }
            connectedCallback() { log.push('in'); }
        }, { extends: 'button' });
        const made = document.createElement('button', { is: 'x-b' });
        p.innerHTML = '<button is=x-b>';
        return [log, made.outerHTML, made.cloneNode().constructor === made.constructor,
            p.firstChild.matches(':defined')]""",
        [["new", "new", "in", "new"], '<button is="x-b"></button>', True, True],
    ),
    "adoptedCallback, in its turn": (
        """const log = [];
        customElements.define('x-a', class extends HTMLElement {
            connectedCallback() { log.push('in'); }
            disconnectedCallback() { log.push('out'); }
            adoptedCallback(before, after) { log.push(before === document, after === other); }
        });
        const other = document.implementation.createHTMLDocument();
        const element = document.body.appendChild(document.createElement('x-a'));
        other.body.append(element);
        return log""",
        ["in", "out", True, True, "in"],
    ),
    "reactions run when the method is over": (
        """const log = [];
        customElements.define('x-n', class extends HTMLElement {
            static observedAttributes = ['a'];
            connectedCallback() { log.push('in ' + this.id); this.setAttribute('a', 1); log.push('end ' + this.id); }
            attributeChangedCallback(name, before, after) { log.push(name + before + after); }
        });
        p.innerHTML = '<x-n id=1></x-n><x-n id=2></x-n>';
        return log""",
        ["in 1", "anull1", "end 1", "in 2", "anull1", "end 2"],
    ),
    "states of custom elements": (
        """customElements.define('x-s', class extends HTMLElement { internals = this.attachInternals(); });
        const element = document.createElement('x-s');
        const before = element.matches(':state(on)');
        element.internals.states.add('on');
        return [before, element.matches(':state(on)')]""",
        [False, True],
    ),
    "scoped registries": (
        """const registry = new CustomElementRegistry();
        registry.define('x-r', class Scoped extends HTMLElement {});
        const host = document.createElement('div');
        const root = host.attachShadow({ mode: 'open', customElementRegistry: registry });
        root.innerHTML = '<x-r></x-r>';
        return [root.firstChild.constructor.name, document.createElement('x-r').constructor.name,
            root.firstChild.customElementRegistry === registry]""",
        ["Scoped", "HTMLElement", True],
    ),
    "registries of elements that were not made by their class, and of roots in markup": (
        """const registry = new CustomElementRegistry();
        customElements.define('x-g', class Global extends HTMLElement {});
        registry.define('x-t', class extends HTMLElement { constructor() { throw 1 } });
        addEventListener('error', (e) => e.preventDefault());
        const of = { customElementRegistry: registry };
        const plain = document.createElementNS('http://www.w3.org/1999/xhtml', 'x-g', of);
        const failed = document.createElement('x-t', of);
        const host = document.createElement('div');
        host.setHTMLUnsafe('<p><template shadowrootmode=open shadowrootserializable shadowrootcustomelementregistry>'
            + '</template></p>');
        return [plain.constructor.name, failed.constructor.name, failed.customElementRegistry === registry,
            host.getHTML({ serializableShadowRoots: true }).includes('shadowrootcustomelementregistry=""')]""",
        ["HTMLElement", "HTMLUnknownElement", True, True],
    ),
    "form-associated elements hear of their form": (
        """const log = [];
        customElements.define('x-f', class extends HTMLElement {
            static formAssociated = true;
            formAssociatedCallback(form) { log.push(form?.id ?? null); }
            formDisabledCallback(is) { log.push(is); }
        });
        p.innerHTML = '';
        document.body.insertAdjacentHTML('beforeend', '<form id=one><fieldset><x-f></x-f></fieldset></form>');
        const element = one.querySelector('x-f');
        one.firstChild.disabled = true;
        element.remove();
        return log""",
        ["one", True, None, False],
    ),
    "moveBefore keeps what is moved": (
        """const log = [];
        customElements.define('x-m', class extends HTMLElement {
            connectedMoveCallback() { log.push('moved'); }
            disconnectedCallback() { log.push('out'); }
        });
        p.innerHTML = '<x-m></x-m><b></b>';
        const [first, last] = p.children;
        p.moveBefore(first, null);
        try { p.moveBefore(document.createElement('i'), null) } catch (e) { log.push(e.name) }
        return [log, p.innerHTML, last === p.firstChild]""",
        [["moved", "HierarchyRequestError"], "<b></b><x-m></x-m>", True],
    ),
    "U+0000 stays": (
        r"""p.title = 'a\0b';
        p.textContent = '\0failed\ue000';
        p.className = 'a\0';
        return [p.getAttribute('title') === 'a\0b', p.firstChild.data === '\0failed\ue000',
            p.classList.contains('a\0'), p.matches('[title="a\\0 b"]')]""",
        [True, True, True, False],
    ),
    "elements that attributes name": (
        """const other = document.createElement('div');
        document.body.append(other);
        p.ariaLabelledByElements = [other];
        const set = [p.getAttribute('aria-labelledby'), p.ariaLabelledByElements[0] === other];
        p.setAttribute('aria-labelledby', 'declared p');
        p.ariaLabel = 'a';
        return [...set, p.ariaLabelledByElements.map((e) => e.id), p.getAttribute('aria-label'), p.ariaChecked]""",
        ["", True, ["declared", "p"], "a", None],
    ),
    "XML invents prefixes": (
        """const root = document.implementation.createDocument('', 'r').documentElement;
        root.setAttributeNS('uri', 'name', 'v');
        return new XMLSerializer().serializeToString(root)""",
        '<r xmlns:ns1="uri" ns1:name="v"/>',
    ),
    "errors of other origins are muted": (
        """const heard = new Promise((done) => {
            addEventListener('error', (e) => done([e.message, e.filename, e.error])); });
        const script = document.createElement('script');
        script.src = 'https://other.test/throws.js';
        document.body.append(script);
        return heard""",
        ["Script error.", "", None],
    ),
    "document.open removes the listeners of nodes": (
        """const frame = document.body.appendChild(document.createElement('iframe'));
        const inside = frame.contentDocument, body = inside.body;
        let heard = 0;
        body.addEventListener('x', () => heard++);
        inside.open();
        body.dispatchEvent(new Event('x'));
        inside.close();
        return heard""",
        0,
    ),
    "ImageData is cloned": (
        """const data = new ImageData(new Uint8ClampedArray([1, 2, 3, 4]), 1);
        const clone = structuredClone(data);
        return [clone.width, clone.height, [...clone.data]]""",
        [1, 1, [1, 2, 3, 4]],
    ),
    "documents of DOMParser": (
        """const made = ['text/html', 'text/xml'].map((type) => new DOMParser().parseFromString('<a/>', type));
        return made.map((d) => [d.URL === document.URL, d.contentType])""",
        [[True, "text/html"], [True, "text/xml"]],
    ),
    "empty scripts may still run": (
        """const script = document.body.appendChild(document.createElement('script'));
        script.append('globalThis.ran = 1');
        return ran""",
        1,
    ),
    "protocol handlers are checked": (
        """return [['x', '%s'], ['web+a', 'a'], ['web+a', 'https://other.test/%s']].map(([scheme, url]) => {
            try { navigator.registerProtocolHandler(scheme, url) } catch (e) { return e.name } })""",
        ["SecurityError", "SyntaxError", "SecurityError"],
    ),
    "contents of templates have their own document": (
        """const template = document.createElement('template');
        const { ownerDocument } = template.content;
        return [ownerDocument === document, ownerDocument.defaultView,
            document.createElement('template').content.ownerDocument === ownerDocument]""",
        [False, None, True],
    ),
}


@pytest.fixture
async def page(engine: str) -> AsyncIterator[Page]:
    async with Browser(engine=engine) as browser:
        page = await browser.new_page()
        await page.route("https://other.test/throws.js", lambda route: route.fulfill(body="throw new Error('secret')"))
        await page.route(URL, lambda route: route.fulfill(body=MARKUP, headers={"Content-Type": "text/html"}))
        yield page


async def test_trees(page: Page) -> None:
    found = {}
    for name, (script, _) in WAYS.items():
        await page.goto(URL)
        found[name] = await page.evaluate(f"(async () => {{ {script} }})()")
    assert found == {name: expected for name, (_, expected) in WAYS.items()}
