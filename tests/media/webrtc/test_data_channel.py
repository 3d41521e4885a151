"""Data channels between two peers."""

from __future__ import annotations

from shim.headless.page import Page

CHAT = """
    peers();
    globalThis.here = a.createDataChannel("chat", { protocol: "p", ordered: false, maxRetransmits: 3 });
    const announced = when(b, "datachannel");
    const open = when(here, "open");
    await negotiate(a, b);
    globalThis.there = (await announced).channel;
    await open;
"""


async def test_a_channel_arrives_as_it_was_made(page: Page) -> None:
    assert (
        await page.evaluate(f"""async () => {{ {CHAT}
        const names = ["label", "protocol", "ordered", "maxRetransmits", "maxPacketLifeTime"];
        names.push("negotiated", "readyState");
        return [here, there].map((channel) => names.map((name) => channel[name]));
    }}""")
        == [["chat", "p", False, 3, None, False, "open"]] * 2
    )
    assert await page.evaluate("[here.id === there.id, typeof here.id]") == [True, "number"]


async def test_messages(page: Page) -> None:
    found = await page.evaluate(f"""async () => {{ {CHAT}
        const got = [];
        const all = new Promise((resolve) => {{
          there.onmessage = ({{ data }}) => {{
            got.push(typeof data === "string" ? data : [data.constructor.name, ...new Uint8Array(data)]);
            if (got.length === 5) resolve();
          }};
        }});
        here.send("a\\u0000\\u00fc\\ud83d\\ude00");
        here.send(new Uint8Array([1, 2, 3]).subarray(1));
        here.send(new Uint16Array([258]).buffer);
        here.send(new Blob(["xy"]));
        here.send("");
        const buffered = here.bufferedAmount;
        await all;
        const received = got.slice();
        there.binaryType = "blob";
        const blob = when(there, "message");
        here.send(new ArrayBuffer(4));
        return [received, buffered, (await blob).data.size, here.bufferedAmount];
    }}""")
    received = ["a\0\u00fc\U0001f600", ["ArrayBuffer", 2, 3], ["ArrayBuffer", 2, 1], ["ArrayBuffer", 120, 121], ""]
    assert found == [received, 8 + 2 + 2 + 2, 4, 0]


async def test_the_buffer_runs_low(page: Page) -> None:
    assert await page.evaluate(f"""async () => {{ {CHAT}
        here.bufferedAmountLowThreshold = 10;
        let low = 0;
        here.onbufferedamountlow = () => low++;
        for (let i = 0; i < 4; i++) here.send("12345");
        await when(here, "bufferedamountlow");
        try {{ here.send("x".repeat(262145)); }} catch (e) {{ return [low, e.name]; }}
    }}""") == [1, "TypeError"]


async def test_closing(page: Page) -> None:
    assert await page.evaluate(f"""async () => {{ {CHAT}
        const note = (name) => (e) => log.push(`${{name}} ${{e.type}}`);
        log.length = 0;
        here.onclose = note("here"); there.onclosing = there.onclose = note("there");
        const closed = when(there, "close");
        here.close();
        const now = here.readyState;
        await closed;
        try {{ here.send("x"); }} catch (e) {{ log.push(e.name); }}
        return [now, here.readyState, there.readyState, log];
    }}""") == ["closing", "closed", "closed", ["here close", "there closing", "there close", "InvalidStateError"]]


async def test_a_closed_connection_closes_the_other_side_s_channels(page: Page) -> None:
    assert await page.evaluate(f"""async () => {{ {CHAT}
        here.onclose = () => log.push("never");
        log.length = 0;
        const closed = when(there, "close");
        a.close();
        await closed;
        return [here.readyState, there.readyState, log];
    }}""") == ["closed", "closed", []]


async def test_negotiated_channels_find_each_other(page: Page) -> None:
    assert await page.evaluate("""async () => {
        peers();
        const [one, two] = [a, b].map((pc) => pc.createDataChannel("n", { negotiated: true, id: 7 }));
        b.ondatachannel = () => log.push("announced");
        const open = [when(one, "open"), when(two, "open")];
        await negotiate(a, b);
        await Promise.all(open);
        const message = when(one, "message");
        two.send("hi");
        let error = null;
        try { a.createDataChannel("n", { negotiated: true, id: 7 }); } catch (e) { error = e.name; }
        return [(await message).data, log.includes("announced"), error];
    }""") == ["hi", False, "OperationError"]


async def test_a_channel_made_later_needs_no_new_negotiation(page: Page) -> None:
    assert await page.evaluate(f"""async () => {{ {CHAT}
        let asked = false;
        b.onnegotiationneeded = () => {{ asked = true; }};
        const there2 = when(a, "datachannel");
        const later = b.createDataChannel("later");
        const {{ channel }} = await there2;
        if (later.readyState !== "open") await when(later, "open");
        return [channel.label, asked, channel.id !== here.id];
    }}""") == ["later", False, True]


async def test_a_channel_that_is_closed_as_it_is_announced_does_not_open(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers();
        const here = a.createDataChannel("chat"), heard = [];
        b.ondatachannel = ({ channel }) => {
            channel.onopen = () => heard.push("open");
            channel.onclose = () => heard.push("close");
            channel.close();
        };
        const closed = when(here, "close");
        await negotiate(a, b);
        await closed;
        return [heard.includes("open"), here.readyState];
    }""")
    assert found == [False, "closed"]
