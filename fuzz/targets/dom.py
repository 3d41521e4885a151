"""DOM operations: random sequences on a pool of nodes, with ranges, shadow roots, custom elements, iframes, adoption,
and handlers that do the next operation in the midst of another one."""

from __future__ import annotations

import random
import re

from fuzz.stage import Stage, in_order

POOL = 24
TAGS = (
    "div", "p", "span", "table", "tr", "select", "option", "template", "iframe", "slot", "x-a", "x-b", "form", "input",
    "button", "details", "summary", "dialog", "script", "style", "svg", "video", "textarea", "label", "a", "body",
    "html", "head", "title", "base", "object", "fieldset", "legend", "ol", "li", "img", "canvas", "audio", "source",
    "meta",
)  # fmt: skip
STRINGS = (
    "''",
    "'a'",
    "'x y'",
    "'\\0'",
    "'\\ud800'",
    "'9'",
    "'-1'",
    "'<b>x</b>'",
    "'x'.repeat(3000)",
    "null",
    "undefined",
    "{}",
)
NAMES = (
    "'id'",
    "'class'",
    "'slot'",
    "'name'",
    "'is'",
    "'src'",
    "'open'",
    "'form'",
    "'style'",
    "'value'",
    "'xml:lang'",
    "'1'",
    "''",
    "'dir'",
)
NUMBERS = ("0", "1", "2", "-1", "3", "99", "2**31", "2**32", "NaN", "1e300", "0.5", "-0", "Infinity")

# N: a node, S: a string, A: an attribute's name, I: a number, R: a range, T: a tag, F: a handler with another operation
OPERATIONS = (
    "N.appendChild(N)", "N.appendChild(N)", "N.appendChild(N)", "N.insertBefore(N, N)", "N.replaceChild(N, N)",
    "N.removeChild(N)", "N.append(N, S, N)", "N.prepend(N, N)", "N.before(N, S)", "N.after(N, N)",
    "N.replaceWith(N, N)", "N.remove()", "N.replaceChildren(N, S, N)", "N.textContent = S", "N.nodeValue = S",
    "N.innerHTML = S", "N.outerHTML = S", "N.insertAdjacentElement('afterend', N)",
    "N.insertAdjacentHTML('beforeend', S)", "N.normalize()", "N.cloneNode(true)", "keep(N.cloneNode(true))",
    "keep(document.importNode(N, true))", "keep(document.adoptNode(N))", "keep(other.adoptNode(N))",
    "keep(other.importNode(N, true))", "keep(other.createElement(T))", "N.moveBefore(N, N)",
    "keep(document.createElement(T))", "keep(document.createElement('p', { is: 'x-c' }))",
    "keep(document.createTextNode(S))", "keep(document.createComment(S))", "keep(document.createDocumentFragment())",
    "keep(N.firstChild)", "keep(document.createProcessingInstruction('a', S))", "keep(N.ownerDocument)",
    "keep(N.getRootNode())", "keep(document.implementation.createHTMLDocument(S))",
    "keep(document.implementation.createDocument(null, 'a'))", "keep(N.parentNode)",
    "keep(N.attachShadow({ mode: 'open' }))", "N.attachShadow({ mode: 'open' }).append(N)",
    "keep(N.attachShadow({ mode: 'closed', slotAssignment: 'manual' }))", "keep(N.content)", "keep(N.contentDocument)",
    "keep(N.contentDocument.body)", "N.contentWindow.focus()", "N.contentWindow.eval('document.body.remove()')",
    "N.src = 'about:blank'", "N.srcdoc = '<p>x<script>parent.act()<\\/script>'",
    "N.contentWindow.location = 'about:blank'", "N.assign(N, N)", "N.assignedNodes({ flatten: true })",
    "N.assignedSlot", "N.setAttribute(A, S)", "N.removeAttribute(A)", "N.toggleAttribute(A)",
    "N.setAttributeNode(N.attributes[0])", "N.setAttributeNS(S, A, S)",
    "N.attributes.setNamedItem(document.createAttribute('id'))", "N.attributes[0].value = S", "N.classList.add(S)",
    "N.dataset.a = S", "N.style.cssText = S", "N.id = S", "N.slot = S", "N.hidden = S", "N.dir = 'auto'",
    "N.innerText = S", "N.click()", "N.focus()", "N.blur()", "N.showModal()", "N.close()", "N.open = true",
    "N.submit()", "N.requestSubmit()", "N.reset()", "N.checkValidity()", "N.select()", "N.value = S", "N.type = S",
    "N.selectedIndex = I", "N.add(N)", "N.insertRow(I)", "N.deleteRow(I)", "N.insertCell(I)", "N.createCaption()",
    "N.length = I", "N.options.length = I", "N.splitText(I)", "N.deleteData(I, I)", "N.insertData(I, S)",
    "N.replaceData(I, I, S)", "N.substringData(I, I)", "N.compareDocumentPosition(N)", "N.contains(N)",
    "N.isEqualNode(N)", "N.isSameNode(N)", "N.lookupNamespaceURI(S)", "N.children[I]", "N.childNodes[I]",
    "[...N.childNodes].length", "N.querySelectorAll('*').length", "N.getElementsByTagName('*').length",
    "lists.push(N.children, N.childNodes, N.getElementsByClassName('a'))", "lists[I % lists.length].length",
    "[...lists[I % lists.length]].length", "N.elements.length", "N.labels.length", "N.form.length", "N.control",
    "N.innerHTML", "N.outerHTML", "N.textContent.length", "N.innerText", "new XMLSerializer().serializeToString(N)",
    "N.getBoundingClientRect()", "getComputedStyle(N).display", "N.offsetTop", "N.scrollIntoView()",
    "N.getClientRects().length", "document.elementFromPoint(I, I)", "R.setStart(N, I)", "R.setEnd(N, I)",
    "R.selectNode(N)", "R.selectNodeContents(N)", "R.deleteContents()", "keep(R.extractContents())",
    "keep(R.cloneContents())", "R.insertNode(N)", "R.surroundContents(N)", "R.collapse(true)", "R.toString().length",
    "R.detach()", "ranges.push(R.cloneRange())", "R.compareBoundaryPoints(I % 4, R)", "R.isPointInRange(N, I)",
    "R.comparePoint(N, I)", "R.intersectsNode(N)", "R.createContextualFragment(S)",
    "ranges.push(new StaticRange({ startContainer: N, startOffset: I, endContainer: N, endOffset: I }))",
    "getSelection().addRange(R)", "getSelection().extend(N, I)", "getSelection().setBaseAndExtent(N, I, N, I)",
    "getSelection().deleteFromDocument()", "getSelection().collapse(N, I)", "getSelection().selectAllChildren(N)",
    "getSelection().toString()", "getSelection().modify('move', 'forward', 'word')",
    "getSelection().containsNode(N, true)", "iterators.push(document.createNodeIterator(N, -1, F))",
    "iterators.push(document.createTreeWalker(N))", "iterators[I % iterators.length].nextNode()",
    "iterators[I % iterators.length].previousNode()", "iterators[I % iterators.length].currentNode = N",
    "iterators[I % iterators.length].lastChild()",
    "new MutationObserver(F).observe(N, { subtree: true, childList: true, attributes: true, characterData: true })",
    "N.addEventListener('click', F)", "N.addEventListener('x', F, true)", "N.addEventListener('slotchange', F)",
    "N.addEventListener('focus', F)", "N.addEventListener('toggle', F)", "N.onclick = F",
    "N.dispatchEvent(new Event('x', { bubbles: true, composed: true }))", "N.dispatchEvent(new MouseEvent('click'))",
    "queueMicrotask(F)", "setTimeout(F)", "later.push(F)", "later.push(F)", "customElements.upgrade(N)",
    "customElements.define('x-b', class extends HTMLElement { connectedCallback() { act(this) } })",
    "document.body = N", "document.open()", "document.write(S)", "document.close()", "document.title = S",
    "document.documentElement.replaceWith(N)", "document.designMode = 'on'", "document.execCommand('delete')",
    "N.setPointerCapture(1)", "N.requestFullscreen()", "N.animate([], 1)", "N.togglePopover()", "N.showPopover()",
    "new IntersectionObserver(F).observe(N)", "new ResizeObserver(F).observe(N)",
    "N.attachInternals().setFormValue(S)", "document.evaluate('//*', N, null, 7, null).snapshotLength",
    "N.webkitMatchesSelector('a')", "N.closest('*')", "N.play()", "N.load()", "N.srcObject = null",
    "N.insertAdjacentText('beforebegin', S)", "N.adoptedStyleSheets = []", "structuredClone(N)", "new FormData(N)",
    "N.text = S", "N.innerHTML = N.innerHTML", "N.outerHTML = N.innerHTML", "Object.setPrototypeOf(N, null)",
    "N.constructor()", "Reflect.construct(HTMLElement, [], N.constructor)",
)  # fmt: skip

PRELUDE = f"""<!doctype html><body><div id=a><p>one<b>two</b></p></div><x-a></x-a><form><input><select><option>
  a</select></form>
<iframe id=f></iframe><script>
const pool = [], lists = [document.all, document.forms, document.childNodes], iterators = [], later = [];
const ranges = [document.createRange(), new Range()];
const other = document.implementation.createHTMLDocument("other");
let depth = 0;
const keep = (x) => {{ if (x instanceof Node || x?.nodeType) pool[pool.length < {POOL}
  ? pool.length : x.nodeType * 7 % {POOL}] = x }};
const act = () => {{ if (depth > 20) return; depth++; try {{ later.shift()?.() }} catch {{}} depth-- }};
const n = (i) => pool[i % pool.length], r = (i) => ranges[i % ranges.length];
class A extends HTMLElement {{
  static observedAttributes = ["id", "class", "slot", "a"]; static formAssociated = true;
  constructor() {{ super(); act() }} connectedCallback() {{ act() }} disconnectedCallback() {{ act() }}
  adoptedCallback() {{ act() }} attributeChangedCallback() {{ act() }} formAssociatedCallback() {{ act() }}
  formResetCallback() {{ act() }} connectedMoveCallback() {{ act() }}
}}
customElements.define("x-a", A);
customElements.define("x-c", class extends HTMLParagraphElement {{ connectedCallback() {{ act() }} }}, {{
  extends: "p" }});
pool.push(...document.querySelectorAll("*"), document.createTextNode("text"), document.createElement("template"));
</script>"""


_PLACE = re.compile(r"(?<![\w'])(?<!\w\.)[NSAIRFT](?![\w'])")


def fill(chance: random.Random, operation: str) -> str:
    """An operation with its places taken by what is chosen."""

    def choose(place: re.Match[str]) -> str:
        letter = place[0]
        if letter == "N":
            return f"n({chance.randrange(POOL)})"
        if letter == "R":
            return f"r({chance.randrange(5)})"
        if letter == "F":
            return "() => act()" if chance.random() < 0.4 else f"() => {{ {fill(chance, chance.choice(OPERATIONS))} }}"
        if letter == "T":
            return repr(chance.choice(TAGS))
        return chance.choice({"S": STRINGS, "A": NAMES, "I": NUMBERS}[letter])

    return _PLACE.sub(choose, operation)


def make(chance: random.Random) -> list[str]:
    """Operations."""
    return [fill(chance, chance.choice(OPERATIONS)) for _ in range(chance.choice((10, 40, 120)))]


async def play(pieces: list[str], stage: Stage) -> None:
    """Does the operations in a page, then looks at what is left."""
    page = await stage.load(f"{PRELUDE}<script>{in_order(pieces)}</script>")
    await stage.evaluate(page, "[document.documentElement?.outerHTML.length, ...lists.map((l) => l.length)]")
    await stage.within("content", 2, page.content())
