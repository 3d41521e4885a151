// https://html.spec.whatwg.org/#dom-window-postmessage-options-dev
define(
  `
partial interface Window {
  undefined postMessage(any message, optional any options, optional any transfer);
};`,
  class {
    postMessage(message, options, transfer) {
      const by = $.incumbent();
      const { targetOrigin, text } = $.outgoingMessageOf(by, message, options, transfer);
      if (by !== $) return by.h.post_to_frame($.frameNumber, text, targetOrigin);
      const own = h.message_origin();
      if (targetOrigin === "*" || targetOrigin === own) h.post_to_self(text, own);
    }
  },
);
