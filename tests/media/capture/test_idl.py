"""The interfaces of capture, recording, permissions, speech and peer connections against their standards' IDL."""

from __future__ import annotations

import json
from dataclasses import dataclass

import pytest

from shim import Browser
from tests.paths import ROOT

MODULES = ROOT / "node_modules"
HARNESS = MODULES / "wpt-runner" / "testharness"
IDL = MODULES / "@webref" / "idl"
STREAM = """
    globalThis.stream = await navigator.mediaDevices.getUserMedia({ audio: true });
    globalThis.track = stream.getTracks()[0];
"""


@dataclass
class Standard:
    """Tested interfaces of one standard. `absent` are interfaces that are not built; they have to fail."""

    objects: dict[str, str]
    setup: str = ""
    others: tuple[str, ...] = ()
    absent: tuple[str, ...] = ()


STANDARDS = {
    "mediacapture-streams": Standard(
        {
            "MediaStream": "stream",
            "MediaStreamTrack": "track",
            "MediaDevices": "navigator.mediaDevices",
            "MediaStreamTrackEvent": "new MediaStreamTrackEvent('x', { track })",
            "OverconstrainedError": "new OverconstrainedError('x')",
            "InputDeviceInfo": "device",
        },
        f"{STREAM} globalThis.device = (await navigator.mediaDevices.enumerateDevices())[0];",
        others=("permissions",),
    ),
    "mst-content-hint": Standard({"MediaStreamTrack": "track"}, STREAM, others=("mediacapture-streams", "webrtc")),
    "mediastream-recording": Standard(
        {
            "MediaRecorder": "new MediaRecorder(new MediaStream())",
            "BlobEvent": "new BlobEvent('x', { data: new Blob() })",
        },
        others=("mediacapture-streams", "FileAPI", "hr-time"),
    ),
    "permissions": Standard(
        {"Permissions": "navigator.permissions", "PermissionStatus": "permission"},
        "globalThis.permission = await navigator.permissions.query({ name: 'camera' });",
    ),
    "speech-api": Standard(
        {
            "SpeechSynthesis": "speechSynthesis",
            "SpeechSynthesisUtterance": "utterance",
            "SpeechSynthesisVoice": "speechSynthesis.getVoices()[0]",
            "SpeechSynthesisEvent": "new SpeechSynthesisEvent('x', { utterance })",
            "SpeechSynthesisErrorEvent": "new SpeechSynthesisErrorEvent('x', { utterance, error: 'network' })",
        },
        """
        globalThis.utterance = new SpeechSynthesisUtterance("a");
        await new Promise((resolve) => { speechSynthesis.onvoiceschanged = resolve; });
        speechSynthesis.onvoiceschanged = null;
        """,
        absent=("SpeechRecognition", "SpeechGrammar"),
    ),
    "webrtc": Standard(
        {
            "RTCPeerConnection": "peer",
            "RTCSessionDescription": "new RTCSessionDescription({ type: 'offer' })",
            "RTCIceCandidate": "new RTCIceCandidate({ sdpMid: '' })",
            "RTCPeerConnectionIceEvent": "new RTCPeerConnectionIceEvent('x')",
            "RTCRtpSender": "sender",
            "RTCRtpReceiver": "receiver",
            "RTCRtpTransceiver": "transceiver",
            "RTCTrackEvent": "new RTCTrackEvent('x', { receiver, track: receiver.track, transceiver })",
            "RTCDataChannel": "channel",
            "RTCDataChannelEvent": "new RTCDataChannelEvent('x', { channel })",
            "RTCStatsReport": "stats",
            "RTCCertificate": "certificate",
            "RTCDtlsTransport": "sender.transport",
            "RTCIceTransport": "sender.transport.iceTransport",
            "RTCDTMFSender": "sender.dtmf",
            "RTCDTMFToneChangeEvent": "new RTCDTMFToneChangeEvent('x')",
            "RTCPeerConnectionIceErrorEvent": "new RTCPeerConnectionIceErrorEvent('x', { errorCode: 701 })",
            "RTCError": "new RTCError({ errorDetail: 'sctp-failure' })",
            "RTCErrorEvent": "new RTCErrorEvent('x', { error: new RTCError({ errorDetail: 'sctp-failure' }) })",
            "RTCSctpTransport": "peer.sctp",
            "RTCIceCandidatePair": "sender.transport.iceTransport.getSelectedCandidatePair()",
        },
        """
        globalThis.peer = new RTCPeerConnection();
        globalThis.transceiver = peer.addTransceiver("audio");
        Object.assign(globalThis, { sender: transceiver.sender, receiver: transceiver.receiver });
        receiver.jitterBufferTarget = 100;
        globalThis.channel = peer.createDataChannel("x");
        globalThis.stats = await peer.getStats();
        globalThis.certificate = await RTCPeerConnection.generateCertificate({ name: "ECDSA", namedCurve: "P-256" });
        const far = new RTCPeerConnection();
        peer.onicecandidate = ({ candidate }) => { if (candidate) far.addIceCandidate(candidate); };
        await peer.setLocalDescription();
        await far.setRemoteDescription(peer.localDescription);
        await far.setLocalDescription();
        await peer.setRemoteDescription(far.localDescription);
        await new Promise((resolve) => { channel.onopen = resolve; });
        peer.onicecandidate = channel.onopen = null;
        """,
        others=("mediacapture-streams", "hr-time", "websockets"),
    ),
}


@pytest.mark.skipif(not IDL.exists(), reason="npm ci has not been run: no idlharness, no IDL")
@pytest.mark.parametrize("name", STANDARDS)
async def test_interfaces_are_those_of_the_standard(name: str) -> None:
    standard = STANDARDS[name]
    objects = json.dumps({interface: [code] for interface, code in standard.objects.items()})
    needed = [(IDL / f"{other}.idl").read_text() for other in (*standard.others, "dom", "html", "webidl")]
    scripts = [(HARNESS / file).read_text() for file in ("testharness.js", "webidl2.js", "idlharness.js")]
    scripts.append(
        f"""
        setup({{ explicit_done: true, output: false, explicit_timeout: true }});
        var results = [], finished = false;
        add_result_callback((test) => results.push([test.status, test.name, test.message]));
        add_completion_callback(() => {{ finished = true; }});
        (async () => {{
          {standard.setup}
          const idl = new IdlArray();
          idl.add_idls({json.dumps((IDL / f"{name}.idl").read_text())});
          for (const text of {json.dumps(needed)}) idl.add_dependency_idls(text);
          idl.add_objects({objects});
          idl.test();
          done();
        }})();"""
    )
    async with Browser() as browser:
        page = await browser.new_page()
        markup = "".join("<script>" + text.replace("</script", "<\\/script") + "</script>" for text in scripts)
        await page.set_content(markup, url="https://example.test/")
        await page.wait_for_function("finished", timeout=60)
        results = await page.evaluate("results")
        assert list(page.errors) == []
    assert results
    failed = {test: message for status, test, message in results if status != 0}
    unexpected = {test: m for test, m in failed.items() if not test.startswith(standard.absent or ("\0",))}
    assert unexpected == {}
    assert [prefix for prefix in standard.absent if not any(test.startswith(prefix) for test in failed)] == []
