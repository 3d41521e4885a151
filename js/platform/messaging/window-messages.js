// Messages to windows: this one, and those of other frames, whose host half calls `deliverMessage` in their realm.
library({
  // { targetOrigin, text } of the arguments of postMessage; targetOrigin is "*" or a serialized origin
  // https://html.spec.whatwg.org/#window-post-message-steps
  outgoingMessage(message, options, transfer) {
    let target = "/",
      list = [];
    if (options !== null && (typeof options === "object" || typeof options === "function")) {
      if (options.targetOrigin !== undefined) target = $.str(options.targetOrigin);
      list = $.transferList(options);
    } else if (options !== undefined && options !== null) {
      target = $.str(options);
      list = transfer === undefined ? [] : $.transferList({ transfer });
    }
    let targetOrigin = target;
    if (target === "/") targetOrigin = $.h.message_origin();
    else if (target !== "*") {
      const parts = $.urlParts(target);
      if (parts === null)
        throw new $.DOMException(
          `Failed to execute 'postMessage' on 'Window': Invalid target origin '${target}' in a call to 'postMessage'.`,
          "SyntaxError",
        );
      targetOrigin = parts[1];
    }
    return { targetOrigin, text: $.serialize(message, list) };
  },
  // the same by another realm, where the ports and buffers are: what is wrong with them is said by this one
  outgoingMessageOf(by, message, options, transfer) {
    try {
      return by.outgoingMessage(message, options, transfer);
    } catch (error) {
      if (by === $ || !(error instanceof by.DOMException)) throw error;
      throw new $.DOMException(error.message, error.name);
    }
  },
  // fires the event; `source` is the window or port that the message came from, for a message to itself the window itself
  deliverMessage(text, origin, source) {
    $.fireMessage($.global, text, { origin, source: source ?? null });
  },
  deliverOwnMessage(text, origin) {
    $.deliverMessage(text, origin, $.global);
  },
});
