// https://dom.spec.whatwg.org/#mixin-documentorshadowroot and what HTML and CSSOM add
define(
  `
interface mixin DocumentOrShadowRoot {
  readonly attribute Element? activeElement;
  [SameObject] readonly attribute StyleSheetList styleSheets;
  attribute ObservableArray<CSSStyleSheet> adoptedStyleSheets;
  readonly attribute Element? fullscreenElement;
  readonly attribute Element? pictureInPictureElement;
  readonly attribute Element? pointerLockElement;
  Element? elementFromPoint(double x, double y);
  sequence<Element> elementsFromPoint(double x, double y);
  sequence<Animation> getAnimations();
};
Document includes DocumentOrShadowRoot;
ShadowRoot includes DocumentOrShadowRoot;
`,
  class {
    // https://html.spec.whatwg.org/#dom-documentorshadowroot-activeelement
    get activeElement() {
      if (impl.is.Document && impl.id !== $.documentId) return null;
      for (let id = h.active_element(); id !== null; ) {
        const root = h.root(id, false);
        if (root === impl.id) return $.wrap(id);
        const rootImpl = $.implOf(root);
        id = rootImpl.is.ShadowRoot ? h.shadow_host(root) : null;
      }
      return impl.is.Document ? $.wrap(h.body(impl.id) ?? h.document_element(impl.id)) : null;
    }
    get styleSheets() {
      return $.styleSheetList(impl.id);
    }
    get adoptedStyleSheets() {
      return (impl.adoptedStyleSheets ??= $.adoptedSheets(impl));
    }
    set adoptedStyleSheets(value) {
      $.adoptSheets(impl, value);
      impl.adoptedStyleSheets = $.adoptedSheets(impl, value);
    }
    // AD-HOC: nothing is in full screen
    get fullscreenElement() {
      return null;
    }
    get pictureInPictureElement() {
      const { element } = $.pictureInPicture;
      return element !== null && h.root($.impl(element).id, false) === impl.id ? element : null;
    }
    get pointerLockElement() {
      return null;
    }
    // https://drafts.csswg.org/cssom-view/#dom-document-elementfrompoint
    elementFromPoint(x, y) {
      return $.elementsAt(impl, x, y)[0] ?? null;
    }
    elementsFromPoint(x, y) {
      return $.elementsAt(impl, x, y);
    }
    getAnimations() {
      return [];
    }
  },
);

library({
  // the elements under a point of the viewport, the one in front first; of documents only the one that is shown has any
  elementsAt(impl, x, y) {
    return impl.is.Document && impl.id !== $.documentId ? [] : $.wrapAll($.h.elements_at(impl.id, x, y));
  },
});
