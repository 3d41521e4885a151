// Telephone tones. https://w3c.github.io/webrtc-pc/#peer-to-peer-dtmf
library({
  // https://w3c.github.io/webrtc-pc/#dfn-determine-if-dtmf-can-be-sent
  canInsertDTMF({ sender }) {
    const { peer, number, encodings } = $.impl(sender);
    const { currentDirection } = $.impl(peer.byNumber.get(number));
    return peer.connectionState === "connected" && /^send/.test(currentDirection) && encodings[0]?.active !== false;
  },
  // https://w3c.github.io/webrtc-pc/#dom-rtcdtmfsender-insertdtmf
  insertDTMF(dtmf, impl, given, duration, gap) {
    const { peer, number } = $.impl(impl.sender);
    if ($.impl(peer.byNumber.get(number)).direction === "stopped")
      throw new $.DOMException("The transceiver is stopped.", "InvalidStateError");
    if (!$.canInsertDTMF(impl)) throw new $.DOMException("No tones can be sent now.", "InvalidStateError");
    const tones = given.toUpperCase();
    if (/[^0-9A-D#*,]/.test(tones))
      throw new $.DOMException(`'${given}' has characters that are no tones.`, "InvalidCharacterError");
    const within = (value, low, high) => Math.min(Math.max(value, low), high);
    Object.assign(impl, { toneBuffer: tones, duration: within(duration, 40, 6000), gap: within(gap, 30, 6000) });
    if (tones === "" || impl.isPlaying) return;
    impl.isPlaying = true;
    $.queueTask(() => $.dtmfPlayout(peer.id, number));
  },
  // https://w3c.github.io/webrtc-pc/#dfn-dtmf-playout-task-steps; the host calls it again and again
  dtmfPlayout(id, number) {
    const peer = $.peers.get(id);
    if (peer === undefined) return;
    const transceiver = $.impl($.impl(peer).byNumber.get(number));
    const { dtmf } = $.impl(transceiver.sender);
    const impl = $.impl(dtmf);
    impl.isPlaying = false;
    if (transceiver.direction === "stopped" || !/^send/.test(transceiver.currentDirection)) return;
    if (impl.toneBuffer === "") {
      $.fire(dtmf, "tonechange", { tone: "" }, "RTCDTMFToneChangeEvent");
      return;
    }
    const tone = impl.toneBuffer[0];
    impl.toneBuffer = impl.toneBuffer.slice(1);
    impl.isPlaying = true;
    $.h.rtc_wait(id, number, tone === "," ? 2000 : impl.duration + impl.gap);
    $.fire(dtmf, "tonechange", { tone }, "RTCDTMFToneChangeEvent");
  },
});
