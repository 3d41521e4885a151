// https://w3c.github.io/webrtc-pc/#rtcpeerconnection-interface; the host negotiates and connects, `impl.id` is its number
define(
  `
[Exposed=Window, LegacyWindowAlias=webkitRTCPeerConnection]
interface RTCPeerConnection : EventTarget {
  constructor(optional RTCConfiguration configuration = {});
  Promise<any> createOffer(optional any options = {});
  Promise<any> createAnswer(optional any options = {});
  Promise<undefined> setLocalDescription(optional any description = {});
  readonly attribute RTCSessionDescription? localDescription;
  readonly attribute RTCSessionDescription? currentLocalDescription;
  readonly attribute RTCSessionDescription? pendingLocalDescription;
  Promise<undefined> setRemoteDescription(any description);
  readonly attribute RTCSessionDescription? remoteDescription;
  readonly attribute RTCSessionDescription? currentRemoteDescription;
  readonly attribute RTCSessionDescription? pendingRemoteDescription;
  Promise<undefined> addIceCandidate(optional any candidate = {});
  readonly attribute RTCSignalingState signalingState;
  readonly attribute RTCIceGatheringState iceGatheringState;
  readonly attribute RTCIceConnectionState iceConnectionState;
  readonly attribute RTCPeerConnectionState connectionState;
  readonly attribute boolean? canTrickleIceCandidates;
  undefined restartIce();
  RTCConfiguration getConfiguration();
  undefined setConfiguration(optional RTCConfiguration configuration = {});
  undefined close();
  attribute EventHandler onnegotiationneeded;
  attribute EventHandler onicecandidate;
  attribute EventHandler onicecandidateerror;
  attribute EventHandler onsignalingstatechange;
  attribute EventHandler oniceconnectionstatechange;
  attribute EventHandler onicegatheringstatechange;
  attribute EventHandler onconnectionstatechange;
  sequence<RTCRtpSender> getSenders();
  sequence<RTCRtpReceiver> getReceivers();
  sequence<RTCRtpTransceiver> getTransceivers();
  RTCRtpSender addTrack(MediaStreamTrack track, MediaStream... streams);
  undefined removeTrack(RTCRtpSender sender);
  RTCRtpTransceiver addTransceiver(any trackOrKind, optional RTCRtpTransceiverInit init = {});
  attribute EventHandler ontrack;
  readonly attribute RTCSctpTransport? sctp;
  RTCDataChannel createDataChannel(USVString label, optional RTCDataChannelInit dataChannelDict = {});
  attribute EventHandler ondatachannel;
  static Promise<RTCCertificate> generateCertificate(any keygenAlgorithm);
  Promise<RTCStatsReport> getStats(optional MediaStreamTrack? selector = null);
};
enum RTCSignalingState { "stable", "have-local-offer", "have-remote-offer", "have-local-pranswer", "have-remote-pranswer", "closed" };
enum RTCIceGatheringState { "new", "gathering", "complete" };
enum RTCIceConnectionState { "closed", "failed", "disconnected", "new", "checking", "completed", "connected" };
enum RTCPeerConnectionState { "closed", "failed", "disconnected", "new", "connecting", "connected" };
enum RTCRtpTransceiverDirection { "sendrecv", "sendonly", "recvonly", "inactive", "stopped" };
dictionary RTCConfiguration {
  sequence<any> iceServers = [];
  RTCIceTransportPolicy iceTransportPolicy = "all";
  RTCBundlePolicy bundlePolicy = "balanced";
  RTCRtcpMuxPolicy rtcpMuxPolicy = "require";
  sequence<RTCCertificate> certificates = [];
  [EnforceRange] octet iceCandidatePoolSize = 0;
};
dictionary RTCIceServer {
  required any urls;
  DOMString username;
  DOMString credential;
};
enum RTCIceTransportPolicy { "relay", "all" };
enum RTCBundlePolicy { "balanced", "max-compat", "max-bundle" };
enum RTCRtcpMuxPolicy { "require" };
dictionary RTCRtpTransceiverInit {
  RTCRtpTransceiverDirection direction = "sendrecv";
  sequence<MediaStream> streams = [];
  sequence<any> sendEncodings = [];
};`,
  class {
    construct(configuration) {
      $.newPeer(this, impl, configuration);
    }
    createOffer(options, failure) {
      if (typeof options === "function") return $.withCallbacks($.createOffer(impl, arguments[2] ?? {}), options, failure);
      return $.createOffer(impl, options ?? {});
    }
    createAnswer(options, failure) {
      const made = $.rtcChain(impl, async () => ({ __proto__: $.objects, type: "answer", sdp: h.rtc_answer(impl.id) }));
      return typeof options === "function" ? $.withCallbacks(made, options, failure) : made;
    }
    setLocalDescription(description, success, failure) {
      const set = $.setLocal(impl, this, description ?? {});
      return typeof success === "function" ? $.withCallbacks(set, success, failure) : set;
    }
    get localDescription() {
      return $.rtcDescription(impl, "local", "pending") ?? $.rtcDescription(impl, "local", "current");
    }
    get currentLocalDescription() {
      return $.rtcDescription(impl, "local", "current");
    }
    get pendingLocalDescription() {
      return $.rtcDescription(impl, "local", "pending");
    }
    setRemoteDescription(description, success, failure) {
      const { type, sdp } = $.dictionary(description, "RTCSessionDescriptionInit");
      const set = $.setDescription(impl, this, false, type, sdp);
      return typeof success === "function" ? $.withCallbacks(set, success, failure) : set;
    }
    get remoteDescription() {
      return $.rtcDescription(impl, "remote", "pending") ?? $.rtcDescription(impl, "remote", "current");
    }
    get currentRemoteDescription() {
      return $.rtcDescription(impl, "remote", "current");
    }
    get pendingRemoteDescription() {
      return $.rtcDescription(impl, "remote", "pending");
    }
    addIceCandidate(candidate, success, failure) {
      const added = $.addCandidate(impl, candidate ?? {});
      return typeof success === "function" ? $.withCallbacks(added, success, failure) : added;
    }
    get signalingState() {
      return impl.signalingState;
    }
    get iceGatheringState() {
      return impl.iceGatheringState;
    }
    get iceConnectionState() {
      return impl.iceConnectionState;
    }
    get connectionState() {
      return impl.connectionState;
    }
    get canTrickleIceCandidates() {
      return impl.remote.current || impl.remote.pending ? true : null;
    }
    restartIce() {
      h.rtc_restart(impl.id);
    }
    getConfiguration() {
      return $.getConfiguration(impl);
    }
    setConfiguration(configuration) {
      $.setConfiguration(impl, configuration);
    }
    static generateCertificate(keygenAlgorithm) {
      return $.generateCertificate(keygenAlgorithm);
    }
    close() {
      $.closePeer(impl);
    }
    getSenders() {
      return $.liveTransceivers(impl).map((t) => $.impl(t).sender);
    }
    getReceivers() {
      return $.liveTransceivers(impl).map((t) => $.impl(t).receiver);
    }
    getTransceivers() {
      return [...$.liveTransceivers(impl)];
    }
    addTrack(track, ...streams) {
      const number = h.rtc_add_track(impl.id, $.impl(track).id, $.streamIds(streams));
      $.rtcSync(this, impl);
      const sender = $.impl(impl.byNumber.get(number)).sender;
      $.impl(sender).track = track;
      return sender;
    }
    removeTrack(sender) {
      $.rtcOpen(impl);
      const s = $.impl(sender);
      if (s.peer !== impl) throw new $.DOMException("The sender belongs to another connection.", "InvalidAccessError");
      h.rtc_remove_track(impl.id, s.number);
      s.track = null;
      $.rtcSync(this, impl);
    }
    addTransceiver(trackOrKind, init) {
      const isTrack = $.is(trackOrKind, "MediaStreamTrack");
      const kind = isTrack ? $.impl(trackOrKind).kind : $.str(trackOrKind);
      if (kind !== "audio" && kind !== "video") throw new $.TypeError(`'${kind}' is neither audio nor video.`);
      if (init.direction === "stopped") throw new $.TypeError("A transceiver cannot begin as stopped.");
      const number = h.rtc_add_transceiver(
        impl.id,
        kind,
        isTrack ? $.impl(trackOrKind).id : 0,
        init.direction,
        $.streamIds(init.streams),
      );
      $.rtcSync(this, impl);
      const transceiver = impl.byNumber.get(number);
      const sender = $.impl($.impl(transceiver).sender);
      sender.track = isTrack ? trackOrKind : null;
      if (init.sendEncodings.length > 0) sender.encodings = init.sendEncodings;
      return transceiver;
    }
    get sctp() {
      return impl.sctp;
    }
    createDataChannel(label, dataChannelDict) {
      return $.createChannel(impl, label, dataChannelDict);
    }
    getStats(selector) {
      return $.rtcStats(impl, selector === null ? null : $.statsSelector(impl, selector));
    }
  },
);
