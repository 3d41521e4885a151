"""Dispatching events: phases, order, flags, shadow trees, handlers. https://dom.spec.whatwg.org/#events"""

# ruff: noqa: E501  (scripts stay on one line, so that the place of an error in them is plain)

from __future__ import annotations

import pytest

from tests.bare_page import BarePage
from tests.dom.conftest import MakePage

LOG = "var log = []; const note = (name) => (e) => log.push(name + e.eventPhase);"


def test_capture_target_bubble_in_order(page: BarePage) -> None:
    page.run(
        LOG + "const a = document.getElementById('a'), p = a.firstChild;"
        "for (const [n, t] of [['w', window], ['d', document], ['b', document.body], ['a', a], ['p', p]]) {"
        "  t.addEventListener('x', note(n + '-bubble-')); t.addEventListener('x', note(n + '-capture-'), true); }"
        "p.dispatchEvent(new Event('x', {bubbles: true}));"
    )
    assert page.evaluate("log") == [
        "w-capture-1", "d-capture-1", "b-capture-1", "a-capture-1", "p-capture-2",
        "p-bubble-2", "a-bubble-3", "b-bubble-3", "d-bubble-3", "w-bubble-3",
    ]  # fmt: skip
    page.run("log = []; p.dispatchEvent(new Event('x'));")
    assert page.evaluate("log") == [
        "w-capture-1",
        "d-capture-1",
        "b-capture-1",
        "a-capture-1",
        "p-capture-2",
        "p-bubble-2",
    ]


def test_load_does_not_reach_the_window(page: BarePage) -> None:
    page.run(
        LOG + "window.addEventListener('load', note('w'), true); document.addEventListener('load', note('d'), true);"
    )
    page.run(
        "document.body.dispatchEvent(new Event('load', {bubbles: true})); window.dispatchEvent(new Event('load'));"
    )
    assert page.evaluate("log") == ["d1", "w2"]


@pytest.mark.parametrize(
    ("action", "seen"),
    [
        ("", ["a1", "a2", "b"]),
        ("e.stopPropagation()", ["a1", "a2"]),
        ("e.cancelBubble = true", ["a1", "a2"]),
        ("e.stopImmediatePropagation()", ["a1"]),
        ("a.removeEventListener('x', second)", ["a1", "b"]),
        ("a.addEventListener('x', () => log.push('late'))", ["a1", "a2", "b"]),
        ("document.body.addEventListener('x', () => log.push('late'))", ["a1", "a2", "b", "late"]),
        ("a.remove()", ["a1", "a2", "b"]),
    ],
)
def test_what_a_listener_can_do(page: BarePage, action: str, seen: list[str]) -> None:
    page.run(
        "var log = []; const a = document.getElementById('a'), second = () => log.push('a2');"
        f"a.addEventListener('x', (e) => {{ log.push('a1'); {action} }}); a.addEventListener('x', second);"
        "document.body.addEventListener('x', () => log.push('b')); a.dispatchEvent(new Event('x', {bubbles: true}));"
    )
    assert page.evaluate("log") == seen


def test_once_passive_signal_and_objects(page: BarePage) -> None:
    page.run(
        "var log = []; const t = new EventTarget(), c = new AbortController();"
        "t.addEventListener('x', () => log.push('once'), {once: true});"
        "t.addEventListener('x', (e) => { e.preventDefault(); log.push('passive' + e.defaultPrevented) }, {passive: true});"
        "t.addEventListener('x', () => log.push('signal'), {signal: c.signal});"
        "t.addEventListener('x', {handleEvent(e) { log.push(this === obj ? 'object' : 'wrong') }, name: 1});"
        "var obj = {handleEvent(e) { log.push(this === obj) }}; t.addEventListener('y', obj);"
        "t.addEventListener('x', null); t.addEventListener('z', () => log.push('never'), {signal: AbortSignal.abort()});"
    )
    assert page.evaluate(
        "[t.dispatchEvent(new Event('x', {cancelable: true})), (c.abort(), t.dispatchEvent(new Event('x'))), log.slice()]"
    ) == [
        True,
        True,
        ["once", "passivefalse", "signal", "wrong", "passivefalse", "wrong"],
    ]
    page.run("log = []; t.dispatchEvent(new Event('y')); t.dispatchEvent(new Event('z'));")
    assert page.evaluate("log") == [True]


def test_cancelling(page: BarePage) -> None:
    page.run("const t = new EventTarget(); t.addEventListener('x', (e) => e.preventDefault());")
    assert page.evaluate("[t.dispatchEvent(new Event('x')), t.dispatchEvent(new Event('x', {cancelable: true}))]") == [
        True,
        False,
    ]
    page.run("t.addEventListener('y', (e) => { e.returnValue = false; });")
    assert page.evaluate("t.dispatchEvent(new Event('y', {cancelable: true}))") is False


def test_dispatching_twice_and_while_dispatching(page: BarePage) -> None:
    page.run(
        "const t = new EventTarget(), e = new Event('x'); var count = 0, inner;"
        "t.addEventListener('x', () => { count++; try { t.dispatchEvent(e) } catch (x) { inner = x.name } });"
        "t.dispatchEvent(e); t.dispatchEvent(e);"
    )
    assert page.evaluate("[count, inner, e.target === t, e.currentTarget, e.eventPhase, e.composedPath()]") == [
        2, "InvalidStateError", True, None, 0, [],
    ]  # fmt: skip
    assert page.evaluate("t.dispatchEvent(document.createEvent('Event'))")["thrown"] == "InvalidStateError"
    page.run("const made = document.createEvent('CustomEvent'); made.initCustomEvent('x', true, true, 7);")
    assert page.evaluate("[t.dispatchEvent(made), made.detail, made.bubbles, made.isTrusted, count]") == [
        True,
        7,
        True,
        False,
        4,
    ]


def test_errors_of_listeners_are_reported_and_the_rest_run(make_page: MakePage) -> None:
    page = make_page("<!doctype html>")
    page.run(
        "var log = []; window.onerror = (m, f, l, c, e) => { log.push(m, e.message); return true };"
        "const t = new EventTarget(); t.addEventListener('x', () => { throw new TypeError('bad') }); t.addEventListener('x', () => log.push('next'));"
        "t.addEventListener('x', {handleEvent: 1}); t.dispatchEvent(new Event('x'));"
    )
    assert page.evaluate("log.slice(0, 3)") == ["Uncaught TypeError: bad", "bad", "next"]
    assert page.evaluate("log.length") == 5


def test_uncaught_errors_reach_the_host_when_nobody_handles_them(page: BarePage) -> None:
    page.realm.run_script(
        "document.body.addEventListener('x', () => { throw new Error('out') }); document.body.dispatchEvent(new Event('x'))",
        "u",
    )
    assert [e.message for e in page.errors] == ["Uncaught Error: out"]
    page.errors.clear()


def test_microtasks_run_after_a_listener_only_when_nothing_is_on_the_stack(page: BarePage) -> None:
    page.run(
        "var log = []; document.body.addEventListener('x', () => { log.push(1); Promise.resolve().then(() => log.push('m1')); });"
        "document.body.addEventListener('x', () => log.push(2)); document.body.dispatchEvent(new Event('x')); log.push('end');"
    )
    assert page.evaluate("log") == [1, 2, "end", "m1"]
    page.run("log = []")
    page.realm.call("fireAt", page.tree.id(page.tree.document.select_one("body")), "x", False, False)  # type: ignore[arg-type]
    assert page.evaluate("log") == [1, "m1", 2]


def test_window_event(page: BarePage) -> None:
    page.run(
        "var log = []; const e = new Event('x'); document.body.addEventListener('x', () => log.push(window.event === e)); document.body.dispatchEvent(e);"
    )
    assert page.evaluate("[log, window.event === undefined]") == [[True], True]


def test_composed_path(page: BarePage) -> None:
    page.run(
        "var path; document.body.addEventListener('x', (e) => { path = e.composedPath() }); document.querySelector('p').dispatchEvent(new Event('x', {bubbles: true}));"
    )
    assert page.evaluate("path.map(t => t.nodeName ?? 'window')") == ["P", "DIV", "BODY", "HTML", "#document", "window"]


SHADOW = (
    "const host = document.createElement('div'), root = host.attachShadow({mode: MODE}); document.body.append(host);"
    "root.innerHTML = '<p><b></b></p>'; const b = root.firstChild.firstChild; var log = [];"
    "const see = (name, t) => t.addEventListener('x', (e) => log.push([name, e.target === b ? 'b' : e.target === host ? 'host' : '?', e.eventPhase, e.composedPath().length]));"
    "see('b', b); see('root', root); see('host', host); see('body', document.body);"
)


@pytest.mark.parametrize(
    ("mode", "composed", "expected"),
    [
        ("open", True, [["b", "b", 2, 8], ["root", "b", 3, 8], ["host", "host", 2, 8], ["body", "host", 3, 8]]),
        ("closed", True, [["b", "b", 2, 8], ["root", "b", 3, 8], ["host", "host", 2, 5], ["body", "host", 3, 5]]),
        ("open", False, [["b", "b", 2, 3], ["root", "b", 3, 3]]),
    ],
)
def test_events_cross_shadow_trees_as_far_as_they_are_composed(
    page: BarePage, mode: str, composed: bool, expected: list[object]
) -> None:
    page.run(
        SHADOW.replace("MODE", f"'{mode}'")
        + f"const e = new Event('x', {{bubbles: true, composed: {str(composed).lower()}}}); b.dispatchEvent(e);"
    )
    assert page.evaluate("log") == expected
    assert page.evaluate("e.target === null ? 'null' : e.target === host ? 'host' : 'other'") == (
        "host" if composed else "null"
    )


def test_related_targets_are_retargeted(page: BarePage) -> None:
    page.run(SHADOW.replace("MODE", "'open'"))
    page.run("var seen; document.body.addEventListener('focusin', (e) => { seen = e.relatedTarget === host });")
    page.run("document.body.dispatchEvent(new FocusEvent('focusin', {relatedTarget: b, composed: true}));")
    assert page.evaluate("seen") is True
    page.run(
        "seen = 0; b.dispatchEvent(new FocusEvent('focusin', {relatedTarget: host, composed: true, bubbles: true}));"
    )
    assert page.evaluate("seen") == 0


def test_an_event_whose_related_target_is_its_target_seen_from_there_goes_nowhere(page: BarePage) -> None:
    page.run(SHADOW.replace("MODE", "'open'"))
    page.run("var seen = []; host.addEventListener('x', (e) => seen.push(e.relatedTarget === host));")
    page.run("var inner = new FocusEvent('x', {relatedTarget: b, composed: true}); host.dispatchEvent(inner);")
    assert page.evaluate("[seen, inner.target, inner.eventPhase]") == [[], None, 0]
    page.run("host.dispatchEvent(new FocusEvent('x', {relatedTarget: host}));")
    assert page.evaluate("seen") == [True]


def test_slotted_nodes_pass_through_their_slot(page: BarePage) -> None:
    page.run(
        "const host = document.createElement('div'), root = host.attachShadow({mode: 'open'}); document.body.append(host);"
        "root.innerHTML = '<section><slot></slot></section>'; host.innerHTML = '<i></i>'; var path;"
        "host.firstChild.addEventListener('x', (e) => { path = e.composedPath().map(t => t.nodeName ?? 'window') });"
        "host.firstChild.dispatchEvent(new Event('x', {bubbles: true}));"
    )
    assert page.evaluate("path.slice(0, 5)") == ["I", "SLOT", "SECTION", "#document-fragment", "DIV"]
    assert page.evaluate(
        "[host.firstChild.assignedSlot === root.querySelector('slot'), root.querySelector('slot').assignedNodes().length]"
    ) == [True, 1]


def test_handler_properties(page: BarePage) -> None:
    page.run(
        "var log = []; const b = document.body; b.addEventListener('click', () => log.push('first')); b.onclick = () => log.push('handler');"
        "b.addEventListener('click', () => log.push('last')); b.onclick = function (e) { log.push(this === b && e.type) }; b.dispatchEvent(new Event('click'));"
    )
    assert page.evaluate("log") == ["first", "click", "last"]
    page.run("log = []; b.onclick = null; b.dispatchEvent(new Event('click')); b.onclick = () => false;")
    assert page.evaluate(
        "[log.slice(), b.dispatchEvent(new Event('click', {cancelable: true})), (b.onclick = 7, b.onclick), (b.onclick = {}, typeof b.onclick)]"
    ) == [
        ["first", "last"],
        False,
        None,
        "object",
    ]


def test_handler_attributes(make_page: MakePage) -> None:
    page = make_page(
        '<!doctype html><body><form name="f"><input onclick="window.seen = [this.tagName, event.type, typeof name]"></form><p onclick="return false">x</p>'
    )
    page.run("document.querySelector('input').dispatchEvent(new Event('click'))")
    assert page.evaluate("seen") == ["INPUT", "click", "string"]
    page.run(
        "const p = document.querySelector('p'), e = new Event('click', {cancelable: true, bubbles: true}); p.firstChild.dispatchEvent(e);"
    )
    assert page.evaluate("[e.defaultPrevented, typeof p.onclick, p.onclick.toString()]") == [
        True,
        "function",
        "function onclick(event) {\nreturn false\n}",
    ]
    page.run("p.setAttribute('onclick', 'window.later = this === p'); p.dispatchEvent(new Event('click'));")
    assert page.evaluate(
        "[later, (p.removeAttribute('onclick'), p.onclick), (p.setAttribute('OnClick', '1'), typeof p.onclick), (p.setAttribute('onnothing', '1'), p.onnothing)]"
    ) == [True, None, "function", None]


def test_ancestors_nobody_has_looked_at_still_handle(make_page: MakePage) -> None:
    page = make_page('<!doctype html><body><div onclick="window.seen = 1"><p id="p"></p></div>')
    page.run("document.getElementById('p').dispatchEvent(new Event('click', {bubbles: true}))")
    assert page.evaluate("window.seen") == 1


def test_body_handlers_stand_on_the_window(make_page: MakePage) -> None:
    page = make_page("<!doctype html><body onload=\"window.loaded = event.type\" onclick='1'>")
    page.run("document.body; window.dispatchEvent(new Event('load'));")
    assert page.evaluate("[loaded, window.onload === document.body.onload, typeof window.onload, typeof document.body.onclick, window.onclick]") == [
        "load", True, "function", "function", None,
    ]  # fmt: skip
    page.run("document.body.onblur = () => {};")
    assert page.evaluate("typeof window.onblur") == "function"


@pytest.mark.parametrize(
    ("script", "value"),
    [
        ("new AbortController().signal.aborted", False),
        ("AbortSignal.abort().reason.name", "AbortError"),
        ("AbortSignal.abort('r').reason", "r"),
        ("(() => { const c = new AbortController(); c.abort(1); c.abort(2); return c.signal.reason })()", 1),
        (
            "(() => { const c = new AbortController(); let n = 0; c.signal.onabort = () => n++; c.abort(); c.abort(); return n })()",
            1,
        ),
        (
            "(() => { const c = new AbortController(), s = AbortSignal.any([c.signal]); let n; s.onabort = () => (n = s.reason); c.abort(3); return n })()",
            3,
        ),
        (
            "(() => { const c = new AbortController(), s = AbortSignal.any([AbortSignal.any([c.signal])]); c.abort(4); return s.reason })()",
            4,
        ),
        ("AbortSignal.any([]).aborted", False),
        ("(() => { try { AbortSignal.abort('t').throwIfAborted() } catch (e) { return e } })()", "t"),
        ("AbortSignal.timeout(1e6).aborted", False),
    ],
)
async def test_abort_signals(page: BarePage, script: str, value: object) -> None:
    assert page.evaluate(script) == value
