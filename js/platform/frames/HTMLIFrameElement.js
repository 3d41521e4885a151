// https://html.spec.whatwg.org/multipage/iframe-embed-object.html#the-iframe-element: the frame in it
define(
  `
partial interface HTMLIFrameElement {
  readonly attribute Document? contentDocument;
  readonly attribute WindowProxy? contentWindow;
  Document? getSVGDocument();
};`,
  class {
    get contentDocument() {
      return $.contentDocument(impl.id);
    }
    get contentWindow() {
      return $.windowProxy(h.content_frame(impl.id));
    }
    getSVGDocument() {
      return $.contentDocument(impl.id);
    }
  },
);
library({
  contentDocument(id) {
    const frame = $.h.content_frame(id);
    if (frame === null) return null;
    const number = $.h.realm_of_frame(frame);
    if (number === null) return null;
    const there = $.internals(number);
    return there.wrap(there.documentId);
  },
});
