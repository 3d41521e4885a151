// Data channels of this realm, by the numbers that the host knows them by.
library({
  get dataChannels() {
    return new Map();
  },
  newChannel(peer, { number, id, ...options }) {
    const impl = {
      ...options,
      peer,
      number,
      channelId: id ?? null,
      readyState: "connecting",
      bufferedAmount: 0,
      threshold: 0,
      binaryType: "arraybuffer",
    };
    const channel = $.create("RTCDataChannel", impl);
    $.dataChannels.set(number, channel);
    return channel;
  },
  // https://w3c.github.io/webrtc-pc/#dom-peerconnection-createdatachannel
  createChannel(peer, label, options) {
    $.rtcOpen(peer);
    const { maxPacketLifeTime, maxRetransmits, negotiated, id, protocol } = options;
    if ($.utf8(label).byteLength > 65535 || $.utf8(protocol).byteLength > 65535)
      throw new $.TypeError("The label or the protocol is too long.");
    if (maxPacketLifeTime !== undefined && maxRetransmits !== undefined)
      throw new $.TypeError("Only one of maxPacketLifeTime and maxRetransmits can be given.");
    if (negotiated && id === undefined) throw new $.TypeError("A negotiated data channel needs an id.");
    if (id > 65534) throw new $.TypeError("The id is too large.");
    return $.newChannel(peer, JSON.parse($.h.rtc_create_channel(peer.id, label, JSON.stringify(options))));
  },
  // the host's word, in a task of its own
  channelChanged(number, what, id) {
    const channel = $.dataChannels.get(number);
    const impl = channel && $.impl(channel);
    if (impl === undefined || impl.readyState === "closed") return;
    if (what === "open") {
      if (impl.readyState !== "connecting") return;
      impl.channelId = id;
    }
    impl.readyState = what === "close" ? "closed" : what;
    if (what === "close") $.dataChannels.delete(number);
    $.fire(channel, what);
  },
  // https://w3c.github.io/webrtc-pc/#datachannel-send
  channelSend(impl, data) {
    if (impl.readyState !== "open")
      throw new $.DOMException(`The data channel's state is '${impl.readyState}'.`, "InvalidStateError");
    const isBlob = $.is(data, "Blob");
    if (isBlob || $.isBufferSource(data)) {
      const buffer = isBlob ? $.impl(data).buffer : $.bytesOf(data);
      const size = $.channelBuffers(impl, buffer.byteLength);
      $.handover[0] = buffer;
      $.h.rtc_send_bytes(impl.number, size);
    } else {
      const text = `${data}`.toWellFormed();
      $.h.rtc_send_text(impl.number, JSON.stringify(text), $.channelBuffers(impl, $.utf8(text).byteLength));
    }
  },
  channelBuffers(impl, size) {
    if (size > 262144) throw new $.TypeError(`A message has at most 262144 bytes, this one has ${size}.`);
    impl.bufferedAmount += size;
    return size;
  },
  channelSent(number, size) {
    const channel = $.dataChannels.get(number);
    if (channel === undefined) return;
    const impl = $.impl(channel);
    const before = impl.bufferedAmount;
    impl.bufferedAmount -= size;
    if (before > impl.threshold && impl.bufferedAmount <= impl.threshold) $.fire(channel, "bufferedamountlow");
  },
  // `text` is JSON, or null: then the bytes lie in the handover
  channelMessage(number, text) {
    const buffer = $.handover[0];
    const channel = $.dataChannels.get(number);
    if (channel === undefined || $.impl(channel).readyState !== "open") return;
    const isBlob = $.impl(channel).binaryType === "blob";
    const data = text !== null ? JSON.parse(text) : isBlob ? $.newBlob(buffer, "") : buffer;
    $.fire(channel, "message", { data, origin: "" }, "MessageEvent");
  },
});
