"""Transports, certificates, configurations and tones."""

from __future__ import annotations

import pytest

from shim.headless.page import Page
from tests.media.webrtc.conftest import run


async def test_transports_follow_the_connection(page: Page) -> None:
    found = await page.evaluate("""async () => {
        peers();
        const transceiver = a.addTransceiver("audio"), channel = a.createDataChannel("x");
        const { sender, receiver } = transceiver, before = [sender.transport, a.sctp];
        await a.setLocalDescription();
        const dtls = sender.transport, ice = dtls.iceTransport;
        const after = [dtls === receiver.transport, dtls.state, ice.state, ice.role, ice.component, a.sctp.state];
        for (const type of ["statechange", "gatheringstatechange", "selectedcandidatepairchange"])
            ice.addEventListener(type, () => log.push(`ice ${type} ${ice.state} ${ice.gatheringState}`));
        dtls.onstatechange = () => log.push(`dtls ${dtls.state}`);
        log.length = 0;
        await b.setRemoteDescription(a.localDescription);
        await b.setLocalDescription();
        await a.setRemoteDescription(b.localDescription);
        if (channel.readyState !== "open") await when(channel, "open");
        const { sctp } = a, pair = ice.getSelectedCandidatePair();
        const now = [sctp.transport === dtls, sctp.state, sctp.maxMessageSize, sctp.maxChannels > 0, dtls.state,
            pair.local === ice.getLocalCandidates()[0], b.localDescription.sdp.includes(pair.remote.candidate),
            ice.getLocalParameters().usernameFragment === pair.local.usernameFragment,
            dtls.getRemoteCertificates()[0].byteLength, b.getReceivers()[0].transport.iceTransport.role];
        a.close();
        await when(sctp, "statechange");
        const own = log.filter((entry) => /^(ice|dtls|a) /.test(entry));
        return [before, after, own, now, dtls.state, ice.state, sctp.state];
    }""")
    before, after, log, now, *closed = found
    assert before == [None, None]
    assert after == [True, "new", "new", "controlling", "rtp", "connecting"]
    assert now == [True, "connected", 262144, True, "connected", True, True, True, 32, "controlled"]
    assert closed == ["closed"] * 3
    connecting = [entry for entry in log if "athering" not in entry and "signaling" not in entry]
    assert connecting == [
        "ice statechange checking complete",
        *("a iceConnectionState checking", "a connectionState connecting"),
        "ice statechange connected complete",
        "ice selectedcandidatepairchange connected complete",
        *("dtls connecting", "a iceConnectionState connected", "dtls connected", "a connectionState connected"),
    ]


@pytest.mark.parametrize(
    ("servers", "outcome"),
    [
        ("[{ urls: 'stun:stun.example.org' }]", "ok"),
        ("[{ urls: ['turns:t.example.org:443?transport=tcp'], username: 'u', credential: 'c' }]", "ok"),
        ("[{ urls: 'turn:t.example.org' }]", "InvalidAccessError"),
        ("[{ urls: [] }]", "SyntaxError"),
        ("[{ urls: 'http://example.org' }]", "SyntaxError"),
        ("[{ urls: 'stun://example.org' }]", "SyntaxError"),
        ("[{ urls: 'stun:example.org:99999' }]", "SyntaxError"),
        ("[{}]", "TypeError"),
        ("[1]", "TypeError"),
    ],
)
async def test_ice_servers_are_checked(page: Page, servers: str, outcome: str) -> None:
    assert await page.evaluate(f"""(() => {{
        const outcomes = [];
        const pc = new RTCPeerConnection();
        for (const attempt of [(c) => new RTCPeerConnection(c), (c) => pc.setConfiguration(c)]) {{
            try {{
                attempt({{ iceServers: {servers} }});
                outcomes.push("ok");
            }} catch (error) {{ outcomes.push(error.name); }}
        }}
        return outcomes;
    }})()""") == [outcome, outcome]


async def test_a_certificate_is_the_connections_own(page: Page) -> None:
    assert await page.evaluate("""async () => {
        const certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
        const [{ algorithm, value }] = certificate.getFingerprints();
        const pc = new RTCPeerConnection({ certificates: [certificate] });
        pc.addTransceiver("audio");
        const { sdp } = await pc.createOffer();
        const other = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256", expires: 0 });
        const names = [];
        const note = async (f) => { try { await f(); names.push("ok"); } catch (error) { names.push(error.name); } };
        await note(() => pc.setConfiguration({ certificates: [other] }));
        await note(() => pc.setConfiguration({ bundlePolicy: "max-bundle" }));
        await note(() => RTCPeerConnection.generateCertificate("AES-GCM"));
        while (Date.now() <= other.expires);
        await note(() => new RTCPeerConnection({ certificates: [other] }));
        const days = (certificate.expires - Date.now()) / 86400000;
        const isKept = pc.getConfiguration().certificates[0] === certificate;
        return [algorithm, sdp.toLowerCase().includes(value), isKept, Math.round(days), names];
    }""") == ["sha-256", True, True, 30, [*["InvalidModificationError"] * 2, "NotSupportedError", "InvalidAccessError"]]


@pytest.mark.parametrize("page", ["manual"], indirect=True)
async def test_tones_are_told_in_time(page: Page) -> None:
    found = await run(
        page,
        """async () => {
        await call();
        const { dtmf } = sender, tones = [], times = [];
        dtmf.addEventListener("tonechange", (event) => {
            tones.push([event.tone, dtmf.toneBuffer]);
            times.push(performance.now());
        });
        const can = [dtmf.canInsertDTMF, a.getTransceivers()[0].receiver.track !== null];
        let refused = "";
        try { dtmf.insertDTMF("1x"); } catch (error) { refused = error.name; }
        dtmf.insertDTMF("1a#", 60, 40);
        const buffer = dtmf.toneBuffer;
        while (tones.length < 4) await when(dtmf, "tonechange");
        a.close();
        let closed = "";
        try { dtmf.insertDTMF("1"); } catch (error) { closed = error.name; }
        return [can, refused, buffer, tones, times.slice(1).map((time, at) => time - times[at]), closed];
    }""",
    )
    can, refused, buffer, tones, gaps, closed = found
    assert (can, refused, buffer, closed) == ([True, True], "InvalidCharacterError", "1A#", "InvalidStateError")
    assert tones == [["1", "A#"], ["A", "#"], ["#", ""], ["", ""]]
    assert gaps == [pytest.approx(gap) for gap in (100, 100, 100)]


async def test_errors_of_rtc_are_exceptions(page: Page) -> None:
    assert await page.evaluate("""(() => {
        const error = new RTCError({ errorDetail: "sctp-failure", sctpCauseCode: 12 }, "gone");
        const event = new RTCErrorEvent("error", { error });
        const ice = new RTCPeerConnectionIceErrorEvent("icecandidateerror", { errorCode: 701, url: "stun:x" });
        let refused = "";
        try { new RTCErrorEvent("error", { error: new Error() }); } catch (e) { refused = e.name; }
        return [error instanceof DOMException, error.name, error.message, error.errorDetail, error.sctpCauseCode,
            error.sentAlert, event.error === error, ice.errorCode, ice.address, ice.url, refused];
    })()""") == [True, "OperationError", "gone", "sctp-failure", 12, None, True, 701, None, "stun:x", "TypeError"]
