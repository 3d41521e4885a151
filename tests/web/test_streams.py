"""Readable, writable and transform streams."""

from __future__ import annotations

import pytest

from tests.web.page import WebPage

HELPERS = """
  from = (...chunks) => new ReadableStream({ start(c) { for (const x of chunks) c.enqueue(x); c.close(); } });
  all = async (stream) => { const out = []; for await (const x of stream) out.push(x); return out; };
  settled = (promise) => promise.then((v) => ['fulfilled', v], (e) => ['rejected', e && e.name || e]);
"""


@pytest.fixture
def streams(page: WebPage) -> WebPage:
    page.run(HELPERS)
    return page


async def test_reading(streams: WebPage) -> None:
    streams.run("s = from(1, 2); r = s.getReader()")
    assert streams.evaluate("[s.locked, r instanceof ReadableStreamDefaultReader]") == [True, True]
    assert await streams.result("Promise.all([r.read(), r.read(), r.read()])") == [
        {"value": 1, "done": False}, {"value": 2, "done": False}, {"done": True},
    ]  # fmt: skip
    assert await streams.result("r.closed.then(() => 'closed')") == "closed"
    streams.run("r.releaseLock()")
    assert streams.evaluate("s.locked") is False
    assert (await streams.result("r.read()"))["thrown"] == "TypeError"
    assert (await streams.result("r.closed"))["thrown"] == "TypeError"


async def test_a_locked_stream_refuses(streams: WebPage) -> None:
    streams.run("s = from(1); s.getReader()")
    for call in (
        "s.getReader()",
        "s.tee()",
        "s.values()",
        "s.pipeThrough(new TransformStream())",
        "new ReadableStreamDefaultReader(s)",
    ):
        assert streams.evaluate(call)["thrown"] == "TypeError", call
    assert (await streams.result("s.cancel()"))["thrown"] == "TypeError"
    assert (await streams.result("s.pipeTo(new WritableStream())"))["thrown"] == "TypeError"


async def test_pulling_keeps_to_the_high_water_mark(streams: WebPage) -> None:
    streams.run("""
      pulls = 0; sizes = [];
      s = new ReadableStream({ pull(c) { pulls++; sizes.push(c.desiredSize); c.enqueue(pulls); } }, {
        highWaterMark: 3 });
    """)
    await streams.idle()
    assert streams.evaluate("[pulls, sizes]") == [3, [3, 2, 1]]
    streams.run("r = s.getReader()")
    assert await streams.result("r.read().then((x) => x.value)") == 1
    await streams.idle()
    assert streams.evaluate("pulls") == 4


async def test_errors_and_cancelling(streams: WebPage) -> None:
    streams.run("s = new ReadableStream({ start(c) { c.enqueue(1); c.error(new RangeError('x')); } })")
    assert await streams.result("settled(s.getReader().read())") == ["rejected", "RangeError"]
    assert await streams.result(
        "settled(new ReadableStream({ pull() { throw new SyntaxError() } }).getReader().read())"
    ) == ["rejected", "SyntaxError"]
    assert await streams.result(
        "settled(new ReadableStream({ start: () => Promise.reject('no') }).getReader().closed)"
    ) == ["rejected", "no"]
    assert streams.evaluate("new ReadableStream({ start() { throw new EvalError() } })")["thrown"] == "EvalError"
    streams.run("why = []; s = new ReadableStream({ cancel(reason) { why.push(reason); return 'ignored'; } })")
    assert await streams.result("settled(s.cancel('enough'))") == ["fulfilled"] or streams.evaluate("why") == ["enough"]
    assert streams.evaluate("why") == ["enough"]
    assert await streams.result("s.getReader().read()") == {"done": True}


async def test_controllers_refuse_after_the_end(streams: WebPage) -> None:
    streams.run("s = new ReadableStream({ start(c) { controller = c; c.close(); } })")
    assert streams.evaluate("controller.enqueue(1)")["thrown"] == "TypeError"
    assert streams.evaluate("controller.close()")["thrown"] == "TypeError"
    assert streams.evaluate("controller.desiredSize") == 0
    assert streams.evaluate("new ReadableStreamDefaultController()")["thrown"] == "TypeError"
    assert streams.evaluate("new ReadableStream({}, { highWaterMark: -1 })")["thrown"] == "RangeError"
    assert streams.evaluate("new ReadableStream({ pull: 1 })")["thrown"] == "TypeError"
    assert streams.evaluate("new ReadableStream(null)")["thrown"] == "TypeError"


async def test_iteration(streams: WebPage) -> None:
    assert await streams.result("all(from('a', 'b'))") == ["a", "b"]
    streams.run(
        "why = null; s = new ReadableStream({ start(c) { c.enqueue(1); "
        "c.enqueue(2); }, cancel(r) { why = 'canceled'; } })"
    )
    assert await streams.result(
        "(async () => { for await (const x of s) return [x, s.locked] })().then((v) => [v, why, s.locked])"
    ) == [[1, True], "canceled", False]
    streams.run(
        "why = null; s = new ReadableStream({ start(c) { c.enqueue(1); "
        "c.enqueue(2); }, cancel(r) { why = 'canceled'; } })"
    )
    assert await streams.result(
        "(async () => { for await (const x of s.values({ preventCancel: true })) break; return [why, s.locked] })()"
    ) == [None, False]
    assert await streams.result("all(ReadableStream.from((async function* () { yield 1; yield 2 })()))") == [1, 2]
    assert await streams.result("all(ReadableStream.from([Promise.resolve(3), 4]))") == [3, 4]
    assert streams.evaluate("ReadableStream.from(1)")["thrown"] == "TypeError"
    assert (
        streams.evaluate("ReadableStream.prototype[Symbol.asyncIterator] === ReadableStream.prototype.values") is True
    )


async def test_tee(streams: WebPage) -> None:
    streams.run("[a, b] = from({ n: 1 }, 2).tee()")
    assert await streams.result("Promise.all([all(a), all(b)])") == [[{"n": 1}, 2], [{"n": 1}, 2]]
    streams.run(
        "why = null; [a, b] = new ReadableStream({ cancel(r) { why = r; } }).tee(); a.cancel('one'); b.cancel('two')"
    )
    await streams.idle()
    assert streams.evaluate("why") == ["one", "two"]
    streams.run("[a, b] = new ReadableStream({ start(c) { c.error('bad') } }).tee()")
    assert await streams.result("Promise.all([settled(all(a)), settled(all(b))])") == [
        ["rejected", "bad"],
        ["rejected", "bad"],
    ]


async def test_writing(streams: WebPage) -> None:
    streams.run("""
      log = []; gate = Promise.withResolvers();
      w = new WritableStream({ start() { log.push('start') }, write(x) { log.push(x); return gate.promise; },
        close() { log.push('close') } }).getWriter();
      first = w.desiredSize; w.write('a'); w.write('b'); second = w.desiredSize;
    """)
    await streams.idle()
    assert streams.evaluate("[first, second, log]") == [1, -1, ["start", "a"]]
    streams.run("ending = w.close(); gate.resolve()")
    assert await streams.result("ending.then(() => w.closed).then(() => log)") == ["start", "a", "b", "close"]
    assert await streams.result("settled(w.write('c'))") == ["rejected", "TypeError"]
    assert await streams.result("settled(w.close())") == ["rejected", "TypeError"]


async def test_backpressure_shows_in_ready(streams: WebPage) -> None:
    streams.run(
        "gate = Promise.withResolvers(); w = new WritableStream({ write: () => gate.promise }).getWriter(); log = []"
    )
    streams.run("w.ready.then(() => log.push('ready 1')); w.write(1); w.ready.then(() => log.push('ready 2'))")
    await streams.idle()
    assert streams.evaluate("log") == ["ready 1"]
    streams.run("gate.resolve()")
    await streams.idle()
    assert streams.evaluate("log") == ["ready 1", "ready 2"]


async def test_aborting_and_failing_writes(streams: WebPage) -> None:
    streams.run(
        "why = null; s = new WritableStream({ start(c) "
        "{ signal = c.signal }, abort(r) { why = r } }); w = s.getWriter()"
    )
    assert await streams.result("w.abort('stop').then(() => [why, signal.aborted, signal.reason])") == [
        "stop",
        True,
        "stop",
    ]
    assert (
        await streams.result("Promise.all([settled(w.write(1)), settled(w.closed), settled(w.ready)])")
        == [["rejected", "stop"]] * 3
    )
    streams.run("w = new WritableStream({ write() { throw new RangeError() } }).getWriter()")
    assert await streams.result(
        "settled(w.write(1)).then(async (x) => [x, await settled(w.closed), w.desiredSize])"
    ) == [
        ["rejected", "RangeError"],
        ["rejected", "RangeError"],
        None,
    ]
    streams.run("w = new WritableStream({ start(c) { c.error('early') } }).getWriter()")
    assert await streams.result("settled(w.ready)") == ["rejected", "early"]
    streams.run("s = new WritableStream(); w = s.getWriter(); w.releaseLock()")
    assert streams.evaluate("[s.locked, (() => { try { w.desiredSize } catch (e) { return e.name } })()]") == [
        False,
        "TypeError",
    ]


async def test_piping(streams: WebPage) -> None:
    streams.run(
        "sink = (log) => new WritableStream({ write(x) { log.push(x) }, "
        "close() { log.push('close') }, abort(e) { log.push('abort ' + e) } })"
    )
    assert await streams.result("(log => from(1, 2, 3).pipeTo(sink(log)).then(() => log))([])") == [1, 2, 3, "close"]
    assert await streams.result("(log => from(1).pipeTo(sink(log), { preventClose: true }).then(() => log))([])") == [1]
    streams.run("broken = () => new ReadableStream({ pull(c) { c.error('broken') } })")
    assert await streams.result("(log => settled(broken().pipeTo(sink(log))).then((x) => [x, log]))([])") == [
        ["rejected", "broken"],
        ["abort broken"],
    ]
    assert await streams.result(
        "(log => settled(broken().pipeTo(sink(log), { preventAbort: true })).then((x) => [x, log]))([])"
    ) == [["rejected", "broken"], []]
    streams.run("why = null; s = new ReadableStream({ start(c) { c.enqueue(1) }, cancel(r) { why = r } })")
    assert await streams.result(
        "settled(s.pipeTo(new WritableStream({ write() { throw 'full' } }))).then((x) => [x, why])"
    ) == [["rejected", "full"], "full"]
    streams.run(
        "c = new AbortController(); log = []; why = null; s = new ReadableStream({ cancel(r) "
        "{ why = r.name } }); p = settled(s.pipeTo(sink(log), { signal: c.signal })); c.abort()"
    )
    assert await streams.result("p.then((x) => [x, why, log.length, s.locked])") == [
        ["rejected", "AbortError"],
        "AbortError",
        1,
        False,
    ]


async def test_transforming(streams: WebPage) -> None:
    twice = "start(c) { c.enqueue('s') }, transform(x, c) { c.enqueue(x); c.enqueue(x) }, flush(c) { c.enqueue('f') }"
    assert await streams.result(f"all(from(1, 2).pipeThrough(new TransformStream({{ {twice} }})))") == [
        "s",
        1,
        1,
        2,
        2,
        "f",
    ]
    assert await streams.result("all(from(1, 2).pipeThrough(new TransformStream()))") == [1, 2]
    assert await streams.result(
        "settled(all(from(1).pipeThrough(new TransformStream({ transform() { throw 'bad' } }))))"
    ) == ["rejected", "bad"]
    assert await streams.result(
        "all(from(1, 2, 3).pipeThrough(new TransformStream({ transform(x, "
        "c) { c.enqueue(x); if (x === 2) c.terminate() } })))"
    ) == [1, 2]
    streams.run("why = null; t = new TransformStream({ cancel(r) { why = r } }); t.readable.cancel('done')")
    await streams.idle()
    assert streams.evaluate("why") == "done"


async def test_strategies(streams: WebPage) -> None:
    streams.run(
        "c = new CountQueuingStrategy({ highWaterMark: 4 }); b = new ByteLengthQueuingStrategy({ highWaterMark: 10 })"
    )
    assert streams.evaluate(
        "[c.highWaterMark, c.size({}), b.highWaterMark, b.size(new Uint8Array(3)), "
        "c.size === new CountQueuingStrategy({ highWaterMark: 1 }).size]"
    ) == [4, 1, 10, 3, True]
    streams.run("s = new ReadableStream({ start(c) { c.enqueue(new Uint8Array(7)); left = c.desiredSize } }, b)")
    assert streams.evaluate("left") == 3
    assert streams.evaluate("new CountQueuingStrategy({})")["thrown"] == "TypeError"


async def test_byte_streams(streams: WebPage) -> None:
    streams.run("""
      s = new ReadableStream({ type: 'bytes', pull(c) { c.byobRequest.view[0] = 7; c.byobRequest.respond(1); } });
      r = s.getReader({ mode: 'byob' });
    """)
    assert await streams.result("r.read(new Uint8Array(4)).then(({ value, done }) => [[...value], done])") == [
        [7], False,
    ]  # fmt: skip
    streams.run("r.releaseLock(); [a, b] = s.tee()")
    assert await streams.result("b.getReader({ mode: 'byob' }).read(new Uint8Array(1)).then((x) => x.value[0])") == 7
    assert streams.evaluate("from(1).getReader({ mode: 'byob' })")["thrown"] == "TypeError"


async def test_a_stream_goes_to_another_realm(streams: WebPage) -> None:
    streams.run("s = from(1, { a: 2 }); t = structuredClone(s, { transfer: [s] })")
    assert streams.evaluate("s.locked") is True
    assert await streams.result("all(t)") == [1, {"a": 2}]
    streams.run("s = from(1); s.getReader()")
    assert streams.evaluate("structuredClone(s, { transfer: [s] })")["thrown"] == "DataCloneError"
    assert streams.missing == []
