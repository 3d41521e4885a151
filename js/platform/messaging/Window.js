// https://html.spec.whatwg.org/#dom-window-postmessage-options-dev
define(
  `
partial interface Window {
  undefined postMessage(any message, optional any options, optional any transfer);
};`,
  class {
    postMessage(message, options, transfer) {
      const { targetOrigin, text } = $.outgoingMessage(message, options, transfer);
      const own = h.message_origin();
      if (targetOrigin === "*" || targetOrigin === own) h.post_to_self(text, own);
    }
  },
);
