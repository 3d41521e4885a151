"""Offers, answers, glare, and everything that can be done in the wrong order."""

from __future__ import annotations

import pytest

from shim.headless.page import Page
from shim.media.webrtc import sdp as sdp


async def test_perfect_negotiation_survives_glare(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        const stream = await microphone();
        a.addTrack(stream.getTracks()[0], stream);
        b.addTrack(stream.getTracks()[0].clone(), stream);
        await a.setLocalDescription();
        await b.setLocalDescription();
        const offer = a.localDescription;
        await b.setRemoteDescription(offer);  // b is polite: its own offer is rolled back
        log.push(b.signalingState);
        await b.setLocalDescription();
        await a.setRemoteDescription(b.localDescription);
        return [log.filter((l) => /^b signaling|^have/.test(l)), directions(a), directions(b), b.localDescription.type];
    }""")
    both = [["0", "sendrecv", "sendrecv"]]
    states = ["have-local-offer", "stable", "have-remote-offer"]
    log = [*(f"b signalingState {state}" for state in states), "have-remote-offer", "b signalingState stable"]
    assert found == [log, both, both, "answer"]


async def test_what_was_added_since_an_offer_outlives_its_rollback(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        a.addTransceiver("audio");
        b.addTransceiver("audio");
        await a.setLocalDescription();
        await b.setLocalDescription();
        const later = b.addTransceiver("video", { direction: "sendonly" });
        await b.setRemoteDescription(a.localDescription);
        const after = [b.getTransceivers().includes(later), later.mid, b.getTransceivers().length];
        await b.setLocalDescription({ type: "answer", sdp: (await b.createAnswer()).sdp });
        await a.setRemoteDescription(b.localDescription);
        await b.setLocalDescription();
        await a.setRemoteDescription(b.localDescription);
        await a.setLocalDescription();
        await b.setRemoteDescription(a.localDescription);
        return [after, later.currentDirection, b.getTransceivers().length];
    }""")
    assert found == [[True, None, 3], "sendonly", 3]


async def test_a_wrong_offer_does_not_bring_back_the_own_one(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        a.addTransceiver("audio");
        await a.setLocalDescription();
        const name = await a.setRemoteDescription({ type: "offer", sdp: "nonsense" }).catch((error) => error.name);
        return [name, a.signalingState, a.localDescription];
    }""")
    assert found == ["OperationError", "stable", None]


async def test_a_connection_that_is_closed_while_its_offer_is_rolled_back_takes_no_other(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        a.addTransceiver("audio");
        b.addTransceiver("audio");
        await a.setLocalDescription();
        await b.setLocalDescription();
        b.onsignalingstatechange = () => b.close();
        const set = b.setRemoteDescription(a.localDescription).then(() => "set");
        const waited = new Promise((resolve) => { setTimeout(resolve, 50, "pending"); });
        return [await Promise.race([set, waited]), b.signalingState];
    }""")
    assert found == ["pending", "closed"]


async def test_rollback(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        a.addTransceiver("audio");
        await a.setLocalDescription();
        const before = [a.getTransceivers()[0].mid, a.signalingState];
        await a.setLocalDescription({ type: "rollback" });
        await b.setRemoteDescription(await a.createOffer());
        const there = b.getTransceivers().length;
        await b.setRemoteDescription({ type: "rollback" });
        const after = [b.getTransceivers().length, b.signalingState];
        return [before, a.getTransceivers()[0].mid, a.localDescription, there, ...after];
    }""")
    assert found == [["0", "have-local-offer"], None, None, 1, 0, "stable"]


WRONG = {
    "a.setRemoteDescription({ type: 'answer', sdp: '' })": "InvalidStateError",
    "a.createAnswer()": "InvalidStateError",
    "a.setRemoteDescription({ type: 'offer', sdp: 'nonsense' })": "OperationError",
    "a.setRemoteDescription({ type: 'offer', sdp: 'v=0\\r\\nm=audio 9 X\\r\\n' })": "OperationError",
    "a.setRemoteDescription({ type: 'offer', sdp: 'v=0\\r\\nm=smell 9 X\\r\\n' })": "OperationError",
    "a.setRemoteDescription({ type: 'wish', sdp: '' })": "TypeError",
    "a.setRemoteDescription({})": "TypeError",
    "a.setRemoteDescription()": "TypeError",
    "a.addIceCandidate({ candidate: 'candidate:x', sdpMid: '0' })": "InvalidStateError",
    "a.addIceCandidate({ candidate: 'candidate:x' })": "TypeError",
    "a.setLocalDescription({ type: 'rollback' })": "InvalidStateError",
}


@pytest.mark.parametrize("operation", WRONG)
async def test_the_wrong_order(page: Page, operation: str) -> None:
    found = await page.evaluate(
        f"async () => {{ peers(); try {{ await {operation}; }} catch (e) {{ return [e.name, a.signalingState]; }} }}"
    )
    assert found == [WRONG[operation], "stable"]


THROWN = {
    "new RTCPeerConnection({ iceTransportPolicy: 'some' })": "TypeError",
    "RTCPeerConnection()": "TypeError",
    "a.addTransceiver('smell')": "TypeError",
    "a.addTransceiver('audio', { direction: 'stopped' })": "TypeError",
    "a.removeTrack(b.addTransceiver('audio').sender)": "InvalidAccessError",
    "new RTCIceCandidate({})": "TypeError",
    "new RTCSessionDescription({ type: 'x' })": "TypeError",
    "a.createDataChannel('x', { negotiated: true })": "TypeError",
    "a.createDataChannel('x', { maxRetransmits: 1, maxPacketLifeTime: 1 })": "TypeError",
    "a.createDataChannel('x').send('early')": "InvalidStateError",
}


@pytest.mark.parametrize("expression", THROWN)
async def test_refusals(page: Page, expression: str) -> None:
    assert (
        await page.evaluate(f"() => {{ peers(); try {{ {expression}; }} catch (e) {{ return e.name; }} }}")
        == THROWN[expression]
    )


async def test_a_track_is_sent_once(page: Page) -> None:
    assert await page.evaluate("""async () => {
        peers();
        const [track] = (await microphone()).getTracks();
        const sender = a.addTrack(track);
        try { a.addTrack(track); } catch (e) { return [e.name, sender.track === track, a.getSenders()[0] === sender]; }
    }""") == ["InvalidAccessError", True, True]


async def test_negotiation_is_asked_for_once(page: Page) -> None:
    assert await page.evaluate("""async () => {
        peers();
        let asked = 0;
        a.onnegotiationneeded = () => asked++;
        a.addTransceiver("audio");
        a.addTransceiver("video");
        a.createDataChannel("x");
        await when(a, "negotiationneeded");
        await negotiate(a, b);
        await new Promise((resolve) => setTimeout(resolve, 5));
        const first = asked;
        a.getTransceivers()[0].direction = "recvonly";
        await when(a, "negotiationneeded");
        return [first, asked];
    }""") == [1, 2]


async def test_old_style_callbacks(page: Page) -> None:
    assert await page.evaluate("""() => new Promise((resolve) => {
        peers();
        const fail = (e) => resolve(`failed: ${e}`);
        a.createOffer((offer) => a.setLocalDescription(offer, () => b.setRemoteDescription(offer, () =>
          b.createAnswer((answer) => resolve([offer.type, answer.type, directions(b)]), fail), fail), fail),
          fail, { offerToReceiveAudio: true });
    })""") == ["offer", "answer", [["0", "recvonly", None]]]


async def test_shapes(page: Page) -> None:
    assert await page.evaluate("""[
        RTCPeerConnection.length, RTCPeerConnection.prototype.setRemoteDescription.length, `${new RTCPeerConnection()}`,
        new RTCSessionDescription({ type: "offer", sdp: "x" }).toJSON(),
        RTCRtpSender.getCapabilities("audio").codecs[0].mimeType,
        RTCRtpReceiver.getCapabilities("smell"), new RTCPeerConnection().getConfiguration().bundlePolicy,
    ]""") == [0, 1, "[object RTCPeerConnection]", {"type": "offer", "sdp": "x"}, "audio/opus", None, "balanced"]
    candidate = "candidate:1 1 UDP 2113937151 10.0.0.1 5000 typ srflx raddr 1.2.3.4 rport 9 ufrag abcd"
    parts = "[x.protocol, x.port, x.type, x.relatedPort, x.usernameFragment, x.component]"
    script = f"(c) => {{ const x = new RTCIceCandidate({{ candidate: c, sdpMid: '0' }}); return {parts} }}"
    assert await page.evaluate(script, candidate) == ["udp", 5000, "srflx", 9, "abcd", "rtp"]


async def test_sending_parameters_and_statistics(page: Page) -> None:
    await page.evaluate("call()")
    assert await page.evaluate("""async () => {
        const parameters = sender.getParameters();
        parameters.encodings[0].active = false;
        await sender.setParameters(parameters);
        const again = await sender.setParameters(parameters).catch((e) => e.name);
        const stats = await b.getStats();
        const [[id, entry]] = [...stats].filter(([, s]) => s.type === "inbound-rtp");
        const is = [entry.id === id, entry.kind, entry.trackIdentifier === remote.id, stats.get("P").type];
        return [sender.getParameters().encodings[0].active, again, ...is];
    }""") == [False, "InvalidStateError", True, "audio", True, "peer-connection"]


def test_a_description_says_what_was_written() -> None:
    sections = [
        sdp.Section("audio", "0", "sendonly", ["s1", "s2"], "t"),
        sdp.Section("video", "1", "inactive", rejected=True),
        sdp.Section("application", "data"),
    ]
    written = sdp.Description(
        sections, "name", "password", "AA:BB", "active", ["candidate:1 1 udp 1 x.local 9 typ host"]
    )
    text = sdp.write(written, 1, 2)
    found = sdp.read(text)
    assert found == written
    assert "a=group:BUNDLE 0 data\r\n" in text
    assert sdp.read(text.replace("\r\n", "\n")) == written


@pytest.mark.parametrize(
    "text", ["", "v=1", "v=0\nx", "v=0\nm=audio", "v=0\nm=audio 9 a\na=mid:0\nm=audio 9 a\na=mid:0"]
)
def test_what_is_no_description_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match=r"\w"):
        sdp.read(text)


@pytest.mark.parametrize("one", sdp.DIRECTIONS)
@pytest.mark.parametrize("other", sdp.DIRECTIONS)
def test_directions(one: str, other: str) -> None:
    assert sdp.reverse(sdp.reverse(one)) == one
    assert sdp.sends(sdp.reverse(one)) == sdp.receives(one)
    both = sdp.intersect(one, other)
    assert sdp.sends(both) == (sdp.sends(one) and sdp.sends(other))
    assert sdp.receives(both) == (sdp.receives(one) and sdp.receives(other))


RESTART = """
    globalThis.names = () => [a, b].map((peer) => /a=ice-ufrag:(.*)/.exec(peer.localDescription.sdp)[1].trim());
    globalThis.needed = (peer) => new Promise((resolve) => {
        const done = (is) => { clearTimeout(timer); peer.onnegotiationneeded = null; resolve(is); };
        const timer = setTimeout(done, 50, false);
        peer.onnegotiationneeded = () => done(true);
    });
    peers({ candidates: false });
    a.addTransceiver("audio");
"""


async def test_an_ice_restart_gives_both_sides_new_names_once(page: Page) -> None:
    found = await page.evaluate(f"""async () => {{
        {RESTART}
        await negotiate(a, b);
        const before = names();
        a.restartIce();
        const asked = await needed(a);
        await negotiate(a, b);
        const after = names();
        await negotiate(a, b);
        return [asked, after.some((name) => before.includes(name)), names().join() === after.join(), await needed(a)];
    }}""")
    assert found == [True, False, True, False]


@pytest.mark.parametrize(
    ("meanwhile", "asks"),
    [
        ("await a.setLocalDescription(); await a.setLocalDescription({ type: 'rollback' });", True),
        ("await negotiate(b, a);", True),
        ("await negotiate(a, b);", False),
        ("b.restartIce(); await negotiate(b, a);", False),
    ],
    ids=["rollback", "an offer of the other side", "an own offer", "a restart by the other side"],
)
async def test_what_an_ice_restart_outlives(page: Page, meanwhile: str, asks: bool) -> None:
    found = await page.evaluate(f"""async () => {{
        {RESTART}
        await negotiate(a, b);
        const [before] = names();
        a.restartIce();
        await needed(a);
        let asked = false;
        a.addEventListener("negotiationneeded", () => {{ asked = true; }});
        {meanwhile}
        await needed(a);
        if (asked) await negotiate(a, b);
        return [asked, names()[0] !== before];
    }}""")
    assert found == [asks, True]


async def test_there_is_nothing_to_restart_before_the_first_description(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        a.restartIce();
        return new Promise((resolve) => { a.onnegotiationneeded = resolve; setTimeout(resolve, 50, null); });
    }""")
    assert found is None


async def test_a_track_is_told_again_with_streams_that_it_comes_to_be_in(page: Page) -> None:
    found = await page.evaluate(f"""async () => {{
        {RESTART}
        const told = [], [first, second] = [new MediaStream(), new MediaStream()];
        b.ontrack = ({{ track, streams }}) => told.push([track, streams.map(({{ id }}) => id)]);
        const [transceiver] = a.getTransceivers();
        await negotiate(a, b);
        transceiver.sender.setStreams(first, second);
        await negotiate(a, b);
        transceiver.sender.setStreams(second);
        await negotiate(a, b);
        const same = told.every(([track]) => track === told[0][0]);
        return [same, told.length, told[0][1], told[1][1].join() === [first.id, second.id].join()];
    }}""")
    assert found == [True, 2, [], True]


async def test_a_remote_offer_that_is_rolled_back_takes_its_tracks_with_it(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers({ candidates: false });
        const stream = await microphone();
        a.addTrack(stream.getTracks()[0], stream);
        const streams = [], seen = [];
        b.ontrack = (event) => {
            streams.push(event.streams[0]);
            event.streams[0].onremovetrack = ({ track }) => seen.push(track === event.track);
        };
        await a.setLocalDescription();
        await b.setRemoteDescription(a.localDescription);
        await b.setRemoteDescription({ type: "rollback" });
        const gone = [b.getTransceivers().length, streams[0].getTracks().length, ...seen];
        await b.setRemoteDescription(a.localDescription);
        return [gone, streams.length, streams[1].getTracks().length];
    }""")
    assert found == [[0, 0, True], 2, 1]


@pytest.mark.parametrize("ends", ["\\r\\n", "\\n"])
@pytest.mark.parametrize(
    ("place", "outcome"),
    [
        ("{ sdpMid: '0' }", None),
        ("{ sdpMLineIndex: 0 }", None),
        ("{ sdpMid: '0', usernameFragment: name }", None),
        ("{ sdpMLineIndex: 0, usernameFragment: name }", None),
        ("{ sdpMid: 'x' }", "OperationError"),
        ("{ sdpMLineIndex: 1 }", "OperationError"),
        ("{ sdpMid: '0', usernameFragment: 'stale' }", "OperationError"),
        ("{}", "TypeError"),
    ],
)
async def test_a_candidate_has_to_fit_a_remote_description(
    page: Page, ends: str, place: str, outcome: str | None
) -> None:
    found = await page.evaluate(f"""async () => {{
        peers({{ candidates: false }});
        a.addTransceiver("audio");
        const gathered = when(a, "icecandidate");
        await a.setLocalDescription();
        const {{ candidate }} = (await gathered).candidate;
        const {{ type, sdp }} = a.localDescription, [, name] = /a=ice-ufrag:(\\S+)/.exec(sdp);
        await b.setRemoteDescription({{ type, sdp: sdp.replaceAll("\\r\\n", "{ends}") }});
        return b.addIceCandidate({{ candidate, ...{place} }}).then(() => null, (error) => error.name);
    }}""")
    assert found == outcome
