"""Calls between two peer connections, as pages make them."""

from __future__ import annotations

import numpy as np

from shim import Browser
from shim.headless.page import Page
from tests.media.webrtc.conftest import HELPERS


async def test_a_loopback_call_connects_step_by_step(page: Page) -> None:
    log = await page.evaluate("""async () => {
        peers();
        const stream = await microphone();
        a.onnegotiationneeded = () => log.push("a negotiationneeded");
        a.addTrack(stream.getTracks()[0], stream);
        await when(a, "negotiationneeded");
        const heard = when(b, "track");
        b.ontrack = (e) => log.push(`b track ${e.track.kind} ${e.track.muted} ${e.streams[0].id === stream.id}`);
        await negotiate(a, b);
        const { track, receiver, transceiver, streams } = await heard;
        log.push([receiver.track === track, transceiver.receiver === receiver, streams[0].getTracks()[0] === track]);
        await when(track, "unmute");
        log.push("unmute", directions(a), directions(b));
        return log;
    }""")
    assert log[:2] == ["a negotiationneeded", "a signalingState have-local-offer"]
    assert "b track audio true true" in log
    assert [True, True, True] in log
    for name in "ab":
        own = [entry.split()[2] for entry in log if isinstance(entry, str) and entry.startswith(f"{name} iceConn")]
        assert own == ["checking", "connected"]
        own = [entry.split()[2] for entry in log if isinstance(entry, str) and entry.startswith(f"{name} connectionS")]
        assert own == ["connecting", "connected"]
        own = [entry.split()[2] for entry in log if isinstance(entry, str) and entry.startswith(f"{name} iceGath")]
        assert own == ["gathering", "complete"]
    signaling = [entry for entry in log if isinstance(entry, str) and "signaling" in entry]
    assert signaling == [
        "a signalingState have-local-offer",
        "b signalingState have-remote-offer",
        "b signalingState stable",
        "a signalingState stable",
    ]
    assert log[-3:] == ["unmute", [["0", "sendrecv", "sendonly"]], [["0", "recvonly", "recvonly"]]]


async def test_what_is_heard_is_what_is_said(page: Page) -> None:
    await page.evaluate("call()")
    streams = page.browser.streams
    spoken = streams.tracks[0]
    remote = next(track for track in streams.tracks if track.label == "remote audio" and not track.muted)
    assert np.allclose(remote.samples(5.0, 480, 48_000), spoken.samples(4.9, 480, 48_000))
    await page.evaluate("void (stream.getTracks()[0].enabled = false)")
    assert not remote.samples(5.0, 480, 48_000).any()
    await page.evaluate("void (stream.getTracks()[0].enabled = true)")
    await page.evaluate("sender.replaceTrack(null)")
    assert not remote.samples(5.0, 480, 48_000).any()
    await page.evaluate("sender.replaceTrack(stream.getTracks()[0])")
    await page.wait_for_function("!remote.muted")
    assert remote.samples(5.0, 480, 48_000).any()


async def test_the_remote_track_plays_in_a_media_element_and_in_the_session(page: Page) -> None:
    await page.evaluate("call()")
    await page.evaluate("""async () => {
        const audio = document.querySelector("audio");
        audio.srcObject = new MediaStream([remote]);
        await audio.play();
    }""")
    await page.wait_for_session("active")
    assert await page.evaluate(
        "[document.querySelector('audio').paused, document.querySelector('audio').readyState]"
    ) == [False, 4]


async def test_a_call_between_two_tabs() -> None:
    async with Browser() as browser:
        pages = [await browser.new_page() for _ in range(2)]
        for index, page in enumerate(pages):
            await page.set_content(f"<!doctype html><script>{HELPERS}</script>", url=f"https://{index}.test/")
            await page.evaluate("void (globalThis.pc = new RTCPeerConnection())")
        caller, callee = pages
        complete = "pc.iceGatheringState === 'complete'"
        await caller.evaluate(
            "microphone().then((s) => { pc.addTrack(s.getTracks()[0], s); return pc.setLocalDescription() })"
        )
        await caller.wait_for_function(complete)
        offer = await caller.evaluate("pc.localDescription.toJSON()")
        assert "a=candidate:" in offer["sdp"]
        await callee.evaluate("(offer) => pc.setRemoteDescription(offer)", offer)
        await callee.evaluate("pc.setLocalDescription()")
        await caller.evaluate(
            "(answer) => pc.setRemoteDescription(answer)", await callee.evaluate("pc.localDescription.toJSON()")
        )
        for page in pages:
            await page.wait_for_function("pc.connectionState === 'connected'")
        await callee.wait_for_function("!pc.getReceivers()[0].track.muted")
        await caller.close()
        await callee.wait_for_function("pc.getReceivers()[0].track.muted")
        assert await callee.evaluate("[pc.connectionState, pc.getReceivers()[0].track.readyState]") == [
            "connected",
            "live",
        ]
        assert list(callee.errors) == []


async def test_without_candidates_nobody_is_found(page: Page) -> None:
    await page.evaluate("""async () => {
        peers({ candidates: false });
        a.addTransceiver("audio");
        const strip = ({ type, sdp }) => ({ type, sdp: sdp.replace(/a=(candidate:.*|end-of-candidates)\\r\\n/g, "") });
        await a.setLocalDescription();
        await b.setRemoteDescription(strip(a.localDescription));
        await b.setLocalDescription();
        await a.setRemoteDescription(strip(b.localDescription));
    }""")
    await page.browser.loop.settle()
    assert await page.evaluate("[a.iceConnectionState, b.connectionState]") == ["checking", "connecting"]


async def test_an_offer_that_sends_nothing_mutes_before_it_is_answered(page: Page) -> None:
    await page.evaluate("call()")
    found = await page.evaluate("""async () => {
        a.getTransceivers()[0].direction = "inactive";
        await a.setLocalDescription();
        const muted = when(remote, "mute");
        await b.setRemoteDescription(a.localDescription);
        await muted;
        return [b.signalingState, remote.muted, remote.readyState];
    }""")
    assert found == ["have-remote-offer", True, "live"]


async def test_taking_a_track_away(page: Page) -> None:
    await page.evaluate("call()")
    found = await page.evaluate("""async () => {
        const incoming = new MediaStream([remote]);
        const removed = [];
        const needed = when(a, "negotiationneeded");
        a.removeTrack(sender);
        await needed;
        const muted = when(remote, "mute");
        await negotiate(a, b);
        await muted;
        const quiet = [sender.track, remote.readyState, directions(a), directions(b)];
        sender.replaceTrack(stream.getTracks()[0]);
        a.getTransceivers()[0].direction = "sendrecv";
        const again = when(b, "track");
        await negotiate(a, b);
        quiet.push((await again).track === remote, directions(a)[0][2]);
        return quiet;
    }""")
    assert found == [None, "live", [["0", "recvonly", "inactive"]], [["0", "recvonly", "inactive"]], True, "sendonly"]


async def test_both_sides_send(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers();
        const stream = await microphone();
        a.addTrack(stream.getTracks()[0], stream);
        b.addTrack(stream.getTracks()[0].clone(), new MediaStream());
        const [one, two] = [when(a, "track"), when(b, "track")];
        await negotiate(a, b);
        await Promise.all([one, two]);
        return [directions(a), directions(b), a.getTransceivers().length];
    }""")
    assert found == [[["0", "sendrecv", "sendrecv"]], [["0", "sendrecv", "sendrecv"]], 1]


async def test_audio_and_video_and_a_rejected_section(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers();
        const stream = await navigator.mediaDevices.getUserMedia({ audio: true, video: true });
        for (const track of stream.getTracks()) a.addTrack(track, stream);
        const kinds = [];
        b.ontrack = (e) => kinds.push(e.track.kind, e.streams[0].getTracks().length);
        await negotiate(a, b);
        a.getTransceivers()[1].stop();
        const ended = when(b.getReceivers()[1].track, "ended");
        await negotiate(a, b);
        await ended;
        return [kinds, directions(a), a.getSenders().length, a.localDescription.sdp.includes("m=video 0 ")];
    }""")
    assert found == [["audio", 1, "video", 2], [["0", "sendrecv", "sendonly"]], 1, True]


async def test_close(page: Page) -> None:
    await page.evaluate("call()")
    found = await page.evaluate("""async () => {
        const muted = when(remote, "mute");
        a.close();
        await muted;
        const errors = [];
        const [track] = stream.getTracks();
        for (const f of [() => a.addTrack(track), () => a.createDataChannel("x"), () => a.addTransceiver("audio")])
          try { f(); } catch (e) { errors.push(e.name); }
        await a.createOffer().catch((e) => errors.push(e.name));
        a.close();
        return [a.connectionState, a.signalingState, a.iceConnectionState, a.getSenders().length, errors, log];
    }""")
    assert found == ["closed", "closed", "closed", 0, ["InvalidStateError"] * 4, []]
