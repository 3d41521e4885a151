"""getStats(): reports that hang together, and counters that follow what goes through."""

from __future__ import annotations

import pytest

from shim.headless.page import Page
from tests.media.webrtc.conftest import run

STATS = """
globalThis.statsOf = async (pc, selector) => {
  const found = {};
  for (const [id, report] of await pc.getStats(selector)) (found[report.type] ??= []).push(report);
  return found;
};
globalThis.after = (ms) => new Promise((resolve) => setTimeout(resolve, ms));
"""


@pytest.mark.parametrize("page", ["manual"], indirect=True)
async def test_reports_refer_to_each_other(page: Page) -> None:
    await page.evaluate(f"(() => {{ {STATS} }})()")
    types, broken, level, codec, selected = await run(
        page,
        """async () => {
        await call();
        await after(200);
        const stats = await a.getStats();
        const broken = [...stats.values()].flatMap((report) => Object.keys(report)
            .filter((key) => /^(local|remote|transport|codec|mediaSource|selectedCandidatePair)\\w*Id$/.test(key))
            .filter((key) => !stats.has(report[key])).map((key) => `${report.type}.${key}`));
        const { "media-source": [source], codec: [codec] } = await statsOf(a);
        const selected = await statsOf(a, stream.getTracks()[0]);
        return [[...stats.values()].map((r) => r.type).sort(), broken, source.audioLevel, codec.mimeType,
            Object.keys(selected).sort()];
    }""",
    )
    assert types == [
        *("candidate-pair", "certificate", "certificate", "codec", "local-candidate", "media-source", "outbound-rtp"),
        *("peer-connection", "remote-candidate", "remote-inbound-rtp", "transport"),
    ]
    assert broken == ["outbound-rtp.remoteId"] * broken.count("outbound-rtp.remoteId")
    assert 0.1 < level < 0.3, "the microphone's tone has an amplitude of 0.25"
    assert codec == "audio/opus"
    assert "peer-connection" not in selected
    assert {"outbound-rtp", "media-source", "codec", "transport", "candidate-pair"} <= set(selected)


@pytest.mark.parametrize("page", ["manual"], indirect=True)
async def test_counters_grow_while_sound_flows_and_stand_still_when_it_does_not(page: Page) -> None:
    await page.evaluate(f"(() => {{ {STATS} }})()")
    rows = await run(
        page,
        """async () => {
        await call();
        const look = async () => {
            const { "outbound-rtp": [out], "media-source": [source] = [{}] } = await statsOf(a);
            const { "inbound-rtp": [inside] } = await statsOf(b);
            return [out.packetsSent, out.bytesSent, inside.packetsReceived, inside.bytesReceived,
                source.totalAudioEnergy ?? null, inside.totalAudioEnergy, inside.totalSamplesDuration,
                inside.audioLevel];
        };
        const rows = [];
        await after(300);
        rows.push(await look());
        await after(500);
        rows.push(await look());
        stream.getTracks()[0].enabled = false;
        await after(400);
        rows.push(await look());
        await after(300);
        rows.push(await look());
        await sender.replaceTrack(null);
        rows.push(await look());
        await after(300);
        rows.push(await look());
        return rows;
    }""",
    )
    early, later, disabled, still_disabled, removed, still_removed = rows
    assert all(b > a for a, b in zip(early[:7], later[:7], strict=True))
    assert 20 <= later[0] - early[0] <= 80
    assert (later[4] - early[4]) / (later[6] - early[6]) == pytest.approx(0.25**2 / 2, rel=0.3)
    assert still_disabled[0] > disabled[0], "silence is sent"
    assert still_disabled[4:6] == disabled[4:6]
    assert still_disabled[7] == 0
    assert still_removed[:4] == removed[:4]


async def test_data_channels_are_counted(page: Page) -> None:
    await page.evaluate(f"(() => {{ {STATS} }})()")
    assert await page.evaluate("""async () => {
        peers();
        const channel = a.createDataChannel("notes", { protocol: "text" });
        const opened = when(b, "datachannel");
        await negotiate(a, b);
        const far = (await opened).channel;
        if (channel.readyState !== "open") await when(channel, "open");
        channel.send("abc");
        await when(far, "message");
        const { "data-channel": [one], "peer-connection": [connection] } = await statsOf(a);
        const { "data-channel": [other] } = await statsOf(b);
        channel.close();
        await when(channel, "close");
        const { "peer-connection": [closed] } = await statsOf(a);
        return [one.label, one.protocol, one.state, one.messagesSent, one.bytesSent,
            other.messagesReceived, other.bytesReceived,
            connection.dataChannelsOpened, connection.dataChannelsClosed, closed.dataChannelsClosed];
    }""") == ["notes", "text", "open", 1, 3, 1, 3, 1, 0, 1]


async def test_a_selector_is_the_track_of_one_sender_or_receiver(page: Page) -> None:
    assert await page.evaluate("""async () => {
        await call();
        const strange = stream.getTracks()[0].clone();
        return [await a.getStats(strange).catch((e) => e.name), (await sender.getStats()).size > 3,
            [...(await b.getReceivers()[0].getStats()).values()].some((report) => report.type === "inbound-rtp")];
    }""") == ["InvalidAccessError", True, True]
