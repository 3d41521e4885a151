// https://w3c.github.io/webrtc-pc/#rtcerror-interface
library({
  // AD-HOC: DOMException is the engine's own class, so what derives from it is one, too.
  get RTCError() {
    const details = [
      "data-channel-failure",
      "dtls-failure",
      "fingerprint-failure",
      "sctp-failure",
      "sdp-syntax-error",
      "hardware-encoder-not-available",
      "hardware-encoder-error",
    ];
    const slots = new WeakMap();
    const numbers = ["sdpLineNumber", "sctpCauseCode", "receivedAlert", "sentAlert"];
    class RTCError extends $.DOMException {
      constructor(init, message = "") {
        if (arguments.length < 1) $.few(0, 1, "constructor", "RTCError");
        if (init != null && typeof init !== "object" && typeof init !== "function")
          throw new $.TypeError("The RTCErrorInit is not an object.");
        if (init?.errorDetail === undefined) throw new $.TypeError("The RTCErrorInit has no errorDetail.");
        const errorDetail = $.str(init.errorDetail);
        if (!details.includes(errorDetail)) throw new $.TypeError(`'${errorDetail}' is no RTCErrorDetailType.`);
        super($.str(message), "OperationError");
        const found = { errorDetail };
        for (const name of numbers)
          found[name] = init[name] === undefined ? null : name.endsWith("Alert") ? init[name] >>> 0 : init[name] | 0;
        slots.set(this, found);
      }
    }
    const { prototype } = RTCError;
    // the source is minified
    Object.defineProperty(RTCError, "name", { value: "RTCError", configurable: true });
    for (const name of ["errorDetail", ...numbers]) {
      const holder = {
        get [name]() {
          if (!slots.has(this)) throw new $.TypeError("Illegal invocation: this is not an RTCError");
          return slots.get(this)[name];
        },
      };
      const { get } = Object.getOwnPropertyDescriptor(holder, name);
      Object.defineProperty(prototype, name, { get, enumerable: true, configurable: true });
    }
    Object.defineProperty(prototype, Symbol.toStringTag, { value: "RTCError", configurable: true });
    return RTCError;
  },
});
globals({
  get RTCError() {
    return $.RTCError;
  },
});
