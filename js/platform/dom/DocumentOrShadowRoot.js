// https://dom.spec.whatwg.org/#mixin-documentorshadowroot and what HTML and CSSOM add
define(`
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
`, class {
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
  get styleSheets() { return $.styleSheetList(impl.id); }
  get adoptedStyleSheets() { return (impl.adoptedStyleSheets ??= []); }
  set adoptedStyleSheets(value) { impl.adoptedStyleSheets = value; }
  // AD-HOC: nothing is rendered, so nothing is in full screen or under a point
  get fullscreenElement() { return null; }
  get pictureInPictureElement() {
    const { element } = $.pictureInPicture;
    return element !== null && h.root($.impl(element).id, false) === impl.id ? element : null;
  }
  get pointerLockElement() { return null; }
  elementFromPoint(x, y) { return null; }
  elementsFromPoint(x, y) { return []; }
  getAnimations() { return []; }
});
