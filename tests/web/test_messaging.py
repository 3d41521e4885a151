"""Message ports, broadcast channels and a window's messages to itself."""

from __future__ import annotations

from tests.web.conftest import Open
from tests.web.page import WebPage


async def test_messages_arrive_in_order_and_later(page: WebPage) -> None:
    page.run("""
      log = [];
      ({ port1, port2 } = new MessageChannel());
      port2.onmessage = (e) => { log.push(e.data); Promise.resolve().then(() => log.push('microtask')); };
      port1.postMessage(1); port1.postMessage(2); log.push('sync');
    """)
    await page.idle()
    assert page.evaluate("log") == ["sync", 1, "microtask", 2, "microtask"]


async def test_a_port_holds_messages_until_it_is_started(page: WebPage) -> None:
    page.run(
        "log = []; ({ port1, port2 } = new MessageChannel()); "
        "port2.addEventListener('message', (e) => log.push(e.data))"
    )
    page.run("port1.postMessage('a'); port1.postMessage('b')")
    await page.idle()
    assert page.evaluate("log") == []
    page.run("port2.start()")
    await page.idle()
    assert page.evaluate("log") == ["a", "b"]


async def test_a_port_whose_other_end_was_closed_has_what_was_sent_before(page: WebPage) -> None:
    page.run("""
      c = new MessageChannel(); got = [];
      c.port1.postMessage(1); c.port1.close();
    """)
    await page.idle()
    page.run("c.port2.onclose = () => got.push('closed'); c.port2.onmessage = (e) => got.push(e.data)")
    await page.idle()
    assert page.evaluate("got") == [1, "closed"]


async def test_closing_a_port_tells_the_other_end(page: WebPage) -> None:
    page.run("""
      log = []; ({ port1, port2 } = new MessageChannel());
      port2.onmessage = (e) => log.push(e.data); port2.onclose = () => log.push('close');
      port1.postMessage('last'); port1.close(); port1.postMessage('never');
    """)
    await page.idle()
    assert page.evaluate("log") == ["last", "close"]


async def test_ports_travel_with_messages(page: WebPage) -> None:
    page.run("""
      a = new MessageChannel(); b = new MessageChannel(); log = [];
      a.port2.onmessage = (e) => {
        log.push(e.ports.length, Object.isFrozen(e.ports), e.data.p === e.ports[0]);
        e.ports[0].onmessage = (m) => log.push(m.data);
      };
      a.port1.postMessage({ p: b.port2 }, [b.port2]);
      b.port1.postMessage('through');
    """)
    await page.idle()
    assert page.evaluate("log") == [1, True, True, "through"]
    assert page.evaluate("a.port1.postMessage(1, [a.port1])")["thrown"] == "DataCloneError"


async def test_window_messages(page: WebPage) -> None:
    page.run(
        "log = []; addEventListener('message', (e) => log.push([e.data, "
        "e.origin, e.source === window, e.ports.length, e.isTrusted]))"
    )
    page.run(
        "postMessage({ n: 1 }, '*'); postMessage(2, '/'); postMessage(3, "
        "'https://example.test/other'); postMessage(4, 'https://no.test')"
    )
    page.run("postMessage(5, { targetOrigin: '*', transfer: [new MessageChannel().port1] }); postMessage(6)")
    await page.idle()
    origin = "https://example.test"
    assert page.evaluate("log") == [
        [d, origin, True, p, True] for d, p in [({"n": 1}, 0), (2, 0), (3, 0), (5, 1), (6, 0)]
    ]
    assert page.evaluate("postMessage(1, 'nonsense')")["thrown"] == "SyntaxError"
    assert page.evaluate("postMessage(() => 1, '*')")["thrown"] == "DataCloneError"


async def test_broadcasts_reach_other_documents_of_the_origin(open_page: Open) -> None:
    pages = [open_page(), open_page(), open_page(url="https://other.test/")]
    for each in pages:
        each.run(
            "log = []; channel = new BroadcastChannel('news'); channel.onmessage = (e) => log.push([e.data, e.origin])"
        )
    pages[0].run(
        "second = new BroadcastChannel('news'); second.onmessage = (e) "
        "=> log.push(['second', e.data]); new BroadcastChannel('x')"
    )
    pages[0].run("channel.postMessage({ headline: 'x' })")
    for each in pages:
        await each.idle()
    assert pages[0].evaluate("log") == [["second", {"headline": "x"}]]
    assert pages[1].evaluate("log") == [[{"headline": "x"}, "https://example.test"]]
    assert pages[2].evaluate("log") == []


async def test_a_closed_broadcast_channel(page: WebPage) -> None:
    page.run(
        "log = []; a = new BroadcastChannel('c'); b = new BroadcastChannel('c'); b.onmessage = () => log.push('late')"
    )
    page.run("a.postMessage(1); b.close()")
    await page.idle()
    assert page.evaluate("log") == []
    assert page.evaluate("b.postMessage(1)")["thrown"] == "InvalidStateError"


async def test_message_events_are_made_by_hand_too(page: WebPage) -> None:
    page.run("e = new MessageEvent('message', { data: 1, origin: 'o', lastEventId: 'i', source: window, ports: [] })")
    assert page.evaluate(
        "[e.data, e.origin, e.lastEventId, e.source === window, "
        "e.ports, new MessageEvent('m').data]") == [
        1, "o", "i", True, [], None,
    ]  # fmt: skip
    assert page.evaluate("new MessageEvent('m', { ports: [1] })")["thrown"] == "TypeError"
