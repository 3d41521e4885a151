// https://w3c.github.io/webrtc-pc/#rtcdatachannel; `impl.number` is the host's
define(
  `
[Exposed=(Window, DedicatedWorker)]
interface RTCDataChannel : EventTarget {
  readonly attribute USVString label;
  readonly attribute boolean ordered;
  readonly attribute unsigned short? maxPacketLifeTime;
  readonly attribute unsigned short? maxRetransmits;
  readonly attribute USVString protocol;
  readonly attribute boolean negotiated;
  readonly attribute unsigned short? id;
  readonly attribute RTCDataChannelState readyState;
  readonly attribute unsigned long bufferedAmount;
  [EnforceRange] attribute unsigned long bufferedAmountLowThreshold;
  attribute EventHandler onopen;
  attribute EventHandler onbufferedamountlow;
  attribute EventHandler onerror;
  attribute EventHandler onclosing;
  attribute EventHandler onclose;
  undefined close();
  attribute EventHandler onmessage;
  attribute BinaryType binaryType;
  undefined send(any data);
};
enum RTCDataChannelState { "connecting", "open", "closing", "closed" };
enum BinaryType { "blob", "arraybuffer" };
dictionary RTCDataChannelInit {
  boolean ordered = true;
  [EnforceRange] unsigned short maxPacketLifeTime;
  [EnforceRange] unsigned short maxRetransmits;
  USVString protocol = "";
  boolean negotiated = false;
  [EnforceRange] unsigned short id;
};`,
  class {
    get label() {
      return impl.label;
    }
    get ordered() {
      return impl.ordered;
    }
    get maxPacketLifeTime() {
      return impl.maxPacketLifeTime ?? null;
    }
    get maxRetransmits() {
      return impl.maxRetransmits ?? null;
    }
    get protocol() {
      return impl.protocol;
    }
    get negotiated() {
      return impl.negotiated;
    }
    get id() {
      return impl.channelId;
    }
    get readyState() {
      return impl.readyState;
    }
    get bufferedAmount() {
      return impl.bufferedAmount;
    }
    get bufferedAmountLowThreshold() {
      return impl.threshold;
    }
    set bufferedAmountLowThreshold(value) {
      impl.threshold = value;
    }
    close() {
      if (impl.readyState === "closing" || impl.readyState === "closed") return;
      impl.readyState = "closing";
      h.rtc_close_channel(impl.number);
    }
    get binaryType() {
      return impl.binaryType;
    }
    set binaryType(value) {
      impl.binaryType = value;
    }
    send(data) {
      $.channelSend(impl, data);
    }
  },
);
