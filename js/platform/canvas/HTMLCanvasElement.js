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
      if (impl.offscreen)
        throw new $.DOMException(
          "Cannot get context from a canvas that has transferred its control to offscreen.",
          "InvalidStateError",
        );
      if (contextId === "bitmaprenderer" && !impl.context)
        return (impl.bitmapContext ??= $.create("ImageBitmapRenderingContext", { canvas: this }));
      if (contextId !== "2d" || impl.bitmapContext) return null;
      return (impl.context ??= $.create("CanvasRenderingContext2D", {
        canvas: this,
        state: $.canvasDefaults(),
        saved: [],
        alpha: options?.alpha !== false,
      }));
    }
    // https://html.spec.whatwg.org/#dom-canvas-transfercontroltooffscreen
    transferControlToOffscreen() {
      if (impl.context || impl.bitmapContext || impl.offscreen)
        throw new $.DOMException("Cannot transfer control from a canvas that has a rendering context.", "InvalidStateError");
      return (impl.offscreen = $.create("OffscreenCanvas", { width: this.width, height: this.height, placeholder: this }));
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
