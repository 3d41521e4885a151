"""Nodes that move between the documents of one origin. https://dom.spec.whatwg.org/#concept-node-adopt"""

import pytest

from shim import Browser, Page
from tests.paths import ROOT

URL = "https://a.test/"
TONE = (ROOT / "examples" / "sounds" / "tone-1s.wav").read_bytes()


@pytest.fixture
async def pair(page: Page) -> Page:
    """A document with `el`, that holds `inner`, and a frame `w` of the same origin whose document holds `c`."""
    page.route("https://a.test/tone.wav", body=TONE, content_type="audio/wav")
    await page.set_content(
        "<!doctype html><body><div id=d class=x><b>bold</b>text</div><iframe id=f src=child></iframe>",
        url=URL,
    )
    await page.evaluate(
        "void (w = f.contentWindow, there = w.document, el = d, inner = el.firstChild, c = there.getElementById('c'))"
    )
    return page


@pytest.mark.parametrize(
    "move",
    [
        "there.body.append(el)",
        "there.body.prepend(el)",
        "there.body.appendChild(el)",
        "there.body.insertBefore(el, c)",
        "there.body.replaceChild(el, c)",
        "there.body.replaceChildren(el)",
        "c.replaceWith(el)",
        "c.before(el)",
        "c.after('text', el)",
        "c.insertAdjacentElement('afterend', el)",
        "((r) => { r.selectNode(c); r.insertNode(el) })(there.createRange())",
        "Node.prototype.appendChild.call(there.body, el)",
        "w.eval('document.body.append(parent.el)')",
        "w.eval('(e) => document.body.appendChild(e)')(el)",
    ],
)
async def test_a_node_moves_with_its_subtree_and_its_identity(pair: Page, move: str) -> None:
    await pair.evaluate(f"void ({move})")
    assert await pair.evaluate("""[
        el.ownerDocument === there, inner.ownerDocument === there, document.getElementById('d') === null,
        there.getElementById('d') === el, there.querySelector('b') === inner, el.firstChild === inner,
        el.isConnected, el.outerHTML, el instanceof HTMLElement, there.contains(el), document.contains(el),
        w.eval('document.querySelector("b")') === inner]""") == [
        *[True] * 7,
        '<div id="d" class="x"><b>bold</b>text</div>',
        True,
        True,
        False,
        True,
    ]


async def test_a_node_comes_back(pair: Page) -> None:
    for _ in range(3):
        assert await pair.evaluate("(there.body.append(el), el.className += 'y', el.ownerDocument === there)")
        assert (
            await pair.evaluate("(document.body.append(el), [el.ownerDocument === document, el === d])") == [True] * 2
        )
    assert await pair.evaluate("[el.className, el.firstChild === inner, there.body.children[0] === c]") == [
        "xyyy",
        True,
        True,
    ]


async def test_a_node_of_the_frame_comes_here(pair: Page) -> None:
    assert await pair.evaluate("""(document.body.append(c), [
        c.ownerDocument === document, document.getElementById('c') === c, c instanceof w.HTMLElement,
        w.eval('parent.c.ownerDocument === parent.document'), c.textContent, there.getElementById('c')])""") == [
        *[True] * 4,
        "child",
        None,
    ]


async def test_adopting_takes_out_and_importing_copies(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        const copy = there.importNode(el, true), shallow = there.importNode(el), log = [];
        log.push(copy.ownerDocument === there, copy.outerHTML, shallow.outerHTML, el.ownerDocument === document);
        log.push(copy.isEqualNode(el), el.isEqualNode(copy), el.isEqualNode(c));
        log.push(there.adoptNode(el) === el, el.parentNode, el.ownerDocument === there, el.isConnected);
        return log;
    }""") == [
        True,
        '<div id="d" class="x"><b>bold</b>text</div>',
        '<div id="d" class="x"></div>',
        True,
        True,
        True,
        False,
        True,
        None,
        True,
        False,
    ]


@pytest.mark.parametrize(
    ("attempt", "error"),
    [
        ("document.adoptNode(there)", "HierarchyRequestError"),
        ("document.body.append(there)", "HierarchyRequestError"),
        ("document.importNode(there)", "NotSupportedError"),
        ("document.body.removeChild(c)", "NotFoundError"),
        ("document.body.insertBefore(inner, c)", "NotFoundError"),
        ("document.body.append(there.createElement('p').attachShadow({mode: 'open'}))", "HierarchyRequestError"),
        ("document.body.appendChild({})", "TypeError"),
        ("document.body.appendChild(w.Object())", "TypeError"),
        ("document.createRange().comparePoint(c, 0)", "WrongDocumentError"),
    ],
)
async def test_what_cannot_move(pair: Page, attempt: str, error: str) -> None:
    assert await pair.evaluate(f"() => {{ try {{ {attempt} }} catch (e) {{ return e.name }} }}") == error


async def test_listeners_and_handlers_go_with_it_and_events_pass_the_new_tree(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        const log = [], nodes = { el, c };
        const note = (name) => (e) => log.push(name, e.target === el, e.currentTarget === nodes[name]);
        const removed = () => log.push('removed');
        el.addEventListener('x', note('el'));
        el.addEventListener('x', removed);
        el.onclick = function () { log.push('click', this === el) };
        el.setAttribute('onfocus', 'window.focused = this.id');
        c.addEventListener('x', note('c'));
        c.append(el);
        el.removeEventListener('x', removed);
        const event = new CustomEvent('x', { bubbles: true, cancelable: true, detail: { n: 1 } });
        c.addEventListener('x', (e) => { e.preventDefault(); log.push(e === event, e.detail.n) });
        log.push(el.dispatchEvent(event), event.defaultPrevented, event.target === el);
        el.click();
        el.dispatchEvent(new w.Event('focus'));
        document.body.append(el);
        el.click();
        return [...log, w.focused];
    }""") == ["el", True, True, "c", True, True, True, 1, False, True, True, "click", True, "click", True, "d"]


async def test_what_a_page_puts_on_a_node_is_seen_on_both_sides(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        el.mine = { n: 1 };
        there.body.append(el);
        const x = w.eval('x = document.getElementById("d"), x.theirs = 2, x');
        return [w.eval('x.mine.n'), el.theirs, w.eval('"mine" in x'), w.eval('x.nothing'), x === el];
    }""") == [1, 2, True, None, True]


async def test_custom_elements_hear_of_it(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        const log = [];
        customElements.define('my-part', class extends HTMLElement {
            #n = 5;
            static observedAttributes = ['a'];
            connectedCallback() { log.push('+', this.ownerDocument === there) }
            disconnectedCallback() { log.push('-') }
            adoptedCallback(from, to) { log.push('adopted', from === document, to === there) }
            attributeChangedCallback(name, before, after) { log.push(name, after) }
            n() { return [this.#n, this.tagName] }
        });
        const part = document.createElement('my-part');
        document.body.append(part);
        there.body.append(part);
        part.setAttribute('a', 'v');
        part.remove();
        return [...log, ...part.n(), w.eval('parent.document') === document];
    }""") == ["+", False, "-", "adopted", True, True, "+", True, "a", "v", "-", 5, "MY-PART", True]


async def test_form_state_shadow_trees_and_templates_go_with_it(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        el.innerHTML = '<input type=checkbox><input value=a><select><option>1<option>2</select>' +
            '<template><i>t</i></template>';
        const [box, text] = el.querySelectorAll('input'), select = el.querySelector('select');
        box.checked = true; text.value = 'typed'; select.selectedIndex = 1;
        const root = el.attachShadow({ mode: 'closed' });
        root.innerHTML = '<u>s</u>';
        there.body.append(el);
        return [box.checked, text.value, select.value, el.querySelectorAll(':checked').length,
            el.querySelector('template').content.firstChild.tagName, root.host === el,
            root.firstChild.ownerDocument === there];
    }""") == [True, "typed", "2", 2, "I", True, True]


async def test_scripts_do_not_run_again(pair: Page) -> None:
    assert (
        await pair.evaluate("""() => {
        window.runs = 0;
        const script = document.createElement('script');
        script.textContent = 'parent.runs++';
        document.body.append(script);
        there.body.append(script);
        return runs;
    }""")
        == 1
    )


async def test_mutation_observers_of_both_documents(pair: Page) -> None:
    assert await pair.evaluate("""async () => {
        const log = [], change = (record) => record.addedNodes.length - record.removedNodes.length;
        const note = (name) => (records) => log.push(name, ...records.map(change));
        new MutationObserver(note('here')).observe(document.body, { childList: true });
        new w.MutationObserver(note('there')).observe(there.body, { childList: true });
        there.body.append(el);
        await new Promise((resolve) => setTimeout(resolve));
        return log.sort();
    }""") == [-1, 1, "here", "there"]


async def test_a_range_goes_where_its_nodes_are(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        const range = document.createRange(), log = [];
        range.selectNodeContents(c);
        log.push(range.toString(), range.startContainer === c, range instanceof Range);
        range.insertNode(el);
        log.push(el.parentNode === c, range.isPointInRange(c, 0), range.intersectsNode(document.body));
        range.selectNode(document.body);
        return [...log, range.startContainer === document.documentElement];
    }""") == ["child", True, True, True, True, False, True]


async def test_what_looks_at_nodes_of_the_frame(pair: Page) -> None:
    assert await pair.evaluate("""async () => {
        const log = [], heard = [];
        const seen = (record) => [record.type, record.target === c];
        const observer = new MutationObserver((records, o) => heard.push(...records.map(seen), o === observer));
        observer.observe(c, { attributes: true, attributeFilter: ['title'] });
        c.title = 't'; c.id = 'other';
        await 0; await 0; await new Promise((resolve) => setTimeout(resolve));
        c.title = 'u';
        log.push(observer.takeRecords().length);
        observer.disconnect();
        c.title = 'v';
        await new Promise((resolve) => setTimeout(resolve));
        c.style.color = 'red';
        getSelection().collapse(c, 0);
        const walker = document.createTreeWalker(there.body, NodeFilter.SHOW_ELEMENT);
        return [...heard, ...log, getComputedStyle(c).color, new XMLSerializer().serializeToString(c.firstChild),
            walker.nextNode() === c, document.evaluate('count(p)', there.body, null, 1).numberValue,
            getSelection().rangeCount,
            document.compareDocumentPosition(c) & 1, c.compareDocumentPosition(document) & 1];
    }""") == [["attributes", True], True, 1, "rgb(255, 0, 0)", "child", True, 1, 0, 1, 1]


async def test_scripts_that_move_a_node_on_while_it_moves(pair: Page) -> None:
    assert await pair.evaluate("""() => {
        const log = [];
        customElements.define('my-back', class extends HTMLElement {
            disconnectedCallback() { if (!this.isConnected) document.body.append(this) }
        });
        customElements.define('my-on', class extends HTMLElement {
            adoptedCallback() { if (this.ownerDocument === there) document.adoptNode(this) }
        });
        for (const name of ['my-back', 'my-on']) {
            const part = document.createElement(name);
            document.body.append(part);
            try { there.body.append(part) } catch (e) { log.push(e.name) }
            log.push(part.ownerDocument === there, part.isConnected, part.tagName);
        }
        return log;
    }""") == [True, True, "MY-BACK", False, False, "MY-ON"]


async def test_three_documents_agree_on_a_node(page: Page) -> None:
    await page.set_content(
        "<!doctype html><body><p id=p></p><iframe src=child></iframe><iframe src=child></iframe>", url=URL
    )
    assert await page.evaluate("""() => {
        const a = frames[0], b = frames[1], same = (w) => w.eval('document.getElementById("p") === parent.held');
        window.held = document.getElementById('p');
        const log = [];
        for (const w of [a, b, a, window, b, window, a]) {
            w.document.body.append(held);
            log.push(held.ownerDocument === w.document && same(w) && held.id === 'p');
        }
        return [...log, a.eval('parent.held.tagName'), b.eval('parent.held.tagName'), held.tagName];
    }""") == [*[True] * 7, "P", "P", "P"]


async def test_a_playing_media_element_plays_on(pair: Page) -> None:
    await pair.evaluate("""async () => {
        window.audio = document.createElement('audio');
        audio.src = 'tone.wav'; audio.loop = true; audio.volume = 0.5;
        document.body.append(audio);
        log = [];
        for (const type of ['pause', 'emptied', 'ended']) audio.addEventListener(type, (e) => log.push(type));
        await audio.play();
        audio.currentTime = 0.5;
    }""")
    await pair.wait_for_session("active")
    assert await pair.evaluate("""() => { there.body.append(audio);
        const { paused, currentSrc, currentTime, loop, volume, readyState } = audio;
        return [paused, currentSrc, currentTime >= 0.5, loop, volume, readyState] }""") == [
        False,
        URL + "tone.wav",
        True,
        True,
        0.5,
        4,
    ]
    await pair.wait_for_session("inactive")
    await pair.frames[1].evaluate(
        "new Promise((r) => { const s = navigator.audioSession; s.state === 'active' ? r() : s.onstatechange = r })"
    )
    before = await pair.evaluate("audio.currentTime")
    await pair.wait_for_function(f"audio.currentTime !== {before}")
    await pair.evaluate("void document.body.append(audio)")
    await pair.wait_for_session("active")
    assert await pair.evaluate("[audio.paused, log]") == [False, []]


async def test_a_media_element_that_is_only_adopted_pauses(pair: Page) -> None:
    assert await pair.evaluate("""async () => {
        const audio = document.createElement('audio');
        audio.src = 'tone.wav'; audio.loop = true;
        document.body.append(audio);
        await audio.play();
        const paused = new Promise((resolve) => audio.addEventListener('pause', resolve));
        there.adoptNode(audio);
        await paused;
        const played = [audio.paused];
        await audio.play();
        return [...played, audio.paused];
    }""") == [True, False]


async def test_promises_of_play_settle_where_they_were_made(pair: Page) -> None:
    assert await pair.evaluate("""async () => {
        const log = [];
        for (const then of [(a) => {}, (a) => a.pause()]) {
            const audio = document.createElement('audio');
            audio.src = 'tone.wav';
            document.body.append(audio);
            const first = audio.play().then(() => 'first', (e) => e.name);
            there.body.append(audio);
            const second = audio.play().then(() => 'second', (e) => e.name);
            then(audio);
            log.push(await first, await second);
        }
        return log;
    }""") == ["first", "second", "AbortError", "AbortError"]


async def test_an_element_outlives_the_frame_that_it_came_from(pair: Page) -> None:
    await pair.evaluate("""async () => {
        window.audio = there.createElement('audio');
        audio.src = 'tone.wav'; audio.loop = true;
        document.body.append(audio);
        await audio.play();
        f.remove();
    }""")
    before = await pair.evaluate("audio.currentTime")
    await pair.wait_for_function(f"audio.currentTime !== {before}")
    assert await pair.evaluate(
        "[audio.paused, audio === document.querySelector('audio'), audio.ownerDocument === document]"
    ) == [
        False,
        True,
        True,
    ]


async def test_another_origin_gives_and_takes_no_nodes(page: Page, browser: Browser) -> None:
    await page.set_content("<!doctype html><body><iframe src=https://b.test/child></iframe>", url=URL)
    assert (
        await page.evaluate(
            "() => { try { frames[0].document.body.append(document.body) } catch (e) { return e.name } }"
        )
        == "SecurityError"
    )
