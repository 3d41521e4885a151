// Validation of the configuration that a page gives a connection. https://w3c.github.io/webrtc-pc/#set-the-configuration
library({
  checkConfiguration(configuration) {
    for (const certificate of configuration.certificates)
      if ($.impl(certificate).expires < $.h.wall_clock())
        throw new $.DOMException("A certificate has expired.", "InvalidAccessError");
    configuration.iceServers = configuration.iceServers.map($.checkIceServer);
    return configuration;
  },
  // https://w3c.github.io/webrtc-pc/#dfn-validate-an-ice-server-url
  checkIceServer(given) {
    const { urls, ...rest } = $.dictionary(given, "RTCIceServer");
    const isList = urls !== null && typeof urls === "object" && typeof urls[Symbol.iterator] === "function";
    const list = isList ? $.sequence(urls, $.str) : [$.str(urls)];
    if (list.length === 0) throw new $.DOMException("The ICE server has no URL.", "SyntaxError");
    for (const url of list) {
      const match = /^(stuns?|turns?):(\[[0-9a-f:.]+\]|[^:/?#@\s[\]]+)(?::(\d{1,5}))?(\?transport=(?:udp|tcp))?$/i.exec(url);
      if (match === null || +(match[3] ?? 0) > 65535)
        throw new $.DOMException(`'${url}' is no URL of an ICE server.`, "SyntaxError");
      const isTurn = /^turn/i.test(match[1]);
      if (match[4] && !isTurn) throw new $.DOMException(`'${url}': only TURN has a transport.`, "SyntaxError");
      if (isTurn && (rest.username === undefined || rest.credential === undefined))
        throw new $.DOMException("A TURN server needs a username and a credential.", "InvalidAccessError");
    }
    return { urls: list, ...rest };
  },
  // https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-setconfiguration
  setConfiguration(impl, configuration) {
    $.rtcOpen(impl);
    const before = impl.configuration;
    const { certificates, bundlePolicy, rtcpMuxPolicy, iceCandidatePoolSize } = configuration;
    const changed = (what) => {
      throw new $.DOMException(`The ${what} cannot be changed.`, "InvalidModificationError");
    };
    if (
      certificates.length > 0 &&
      (certificates.length !== before.certificates.length || certificates.some((c, at) => c !== before.certificates[at]))
    )
      changed("certificates");
    if (bundlePolicy !== before.bundlePolicy) changed("bundlePolicy");
    if (rtcpMuxPolicy !== before.rtcpMuxPolicy) changed("rtcpMuxPolicy");
    const isDescribed = impl.local.current || impl.local.pending;
    if (isDescribed && iceCandidatePoolSize !== before.iceCandidatePoolSize) changed("iceCandidatePoolSize");
    impl.configuration = { ...$.checkConfiguration(configuration), certificates: before.certificates };
  },
  getConfiguration({ configuration }) {
    const copy = (server) => ({ ...server, urls: [...server.urls] });
    return { ...configuration, iceServers: configuration.iceServers.map(copy), certificates: [...configuration.certificates] };
  },
  // https://w3c.github.io/webrtc-pc/#dom-rtcpeerconnection-generatecertificate
  async generateCertificate(algorithm) {
    const given = typeof algorithm === "object" && algorithm !== null ? algorithm : { name: $.str(algorithm) };
    if (given.name === undefined) throw new $.TypeError("The algorithm has no name.");
    const expires = given.expires === undefined ? 2592000000 : $.integer(given.expires, 64, 0, 1);
    const name = $.str(given.name).toUpperCase();
    const hash = $.str(given.hash?.name ?? given.hash ?? "").toUpperCase();
    const exponent = given.publicExponent;
    const isRsa =
      name === "RSASSA-PKCS1-V1_5" &&
      given.modulusLength >= 1024 &&
      given.modulusLength <= 8192 &&
      hash === "SHA-256" &&
      exponent?.length === 3 &&
      exponent[0] === 1 &&
      exponent[2] === 1;
    if (!isRsa && !(name === "ECDSA" && given.namedCurve === "P-256"))
      throw new $.DOMException(
        "Certificates are made with ECDSA on P-256 or with RSASSA-PKCS1-v1_5 and SHA-256.",
        "NotSupportedError",
      );
    await $.nextTask();
    return $.create("RTCCertificate", {
      expires: Math.floor($.h.wall_clock()) + Math.min(expires, 31536000000),
      fingerprint: $.h.rtc_fingerprint(),
    });
  },
});
