// https://html.spec.whatwg.org/#htmlcanvaselement
define(
  `
[Exposed=Window]
interface HTMLCanvasElement : HTMLElement {
  attribute unsigned long width;
  attribute unsigned long height;
  any getContext(DOMString contextId, optional any options = null);
  USVString toDataURL(optional DOMString type = "image/png", optional any quality);
  undefined toBlob(BlobCallback callback, optional DOMString type = "image/png", optional any quality);
  OffscreenCanvas transferControlToOffscreen();
};
callback BlobCallback = undefined (Blob? blob);
`,
  class {
    get width() {
      return $.reflectNumber(impl, "width", 300, "unsigned long", false);
    }
    set width(value) {
      $.setNumber(impl, "width", value, 0, 300);
      impl.context?.reset();
    }
    get height() {
      return $.reflectNumber(impl, "height", 150, "unsigned long", false);
    }
    set height(value) {
      $.setNumber(impl, "height", value, 0, 150);
      impl.context?.reset();
    }
    // https://html.spec.whatwg.org/#dom-canvas-getcontext: there is no GPU, so only "2d" has a context
    getContext(contextId, options) {
      if (contextId !== "2d") return null;
      return (impl.context ??= $.create("CanvasRenderingContext2D", {
        canvas: this,
        state: $.canvasDefaults(),
        saved: [],
        alpha: options?.alpha !== false,
      }));
    }
    toDataURL(type, quality) {
      return h.blank_png_url(this.width, this.height);
    }
    // https://html.spec.whatwg.org/#dom-canvas-toblob
    toBlob(callback, type, quality) {
      const file = h.blank_png(this.width, this.height) ? $.handover[0] : null;
      const blob = file === null ? null : new ($.exposed("Blob"))([file], { type: "image/png" });
      $.queueTask(() => $.invoke(callback, undefined, [blob]));
    }
  },
);
