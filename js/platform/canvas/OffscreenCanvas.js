// https://html.spec.whatwg.org/#the-offscreencanvas-interface; as on a canvas, nothing is painted
define(
  `
[Exposed=(Window,Worker)]
interface OffscreenCanvas : EventTarget {
  constructor([EnforceRange] unsigned long long width, [EnforceRange] unsigned long long height);
  attribute [EnforceRange] unsigned long long width;
  attribute [EnforceRange] unsigned long long height;
  any getContext(DOMString contextId, optional any options = null);
  ImageBitmap transferToImageBitmap();
  Promise<Blob> convertToBlob(optional any options = {});
  attribute EventHandler oncontextlost;
  attribute EventHandler oncontextrestored;
};`,
  class {
    construct(width, height) {
      Object.assign(impl, { width, height });
    }
    get width() {
      return impl.width;
    }
    set width(value) {
      impl.width = value;
      impl.context?.reset?.();
    }
    get height() {
      return impl.height;
    }
    set height(value) {
      impl.height = value;
      impl.context?.reset?.();
    }
    // https://html.spec.whatwg.org/#dom-offscreencanvas-getcontext
    getContext(contextId, options) {
      if (!["2d", "bitmaprenderer", "webgl", "webgl2", "webgpu"].includes(contextId))
        throw new $.TypeError(`The provided value '${contextId}' is not a valid enum value of type OffscreenRenderingContextId.`);
      if (impl.isDetached) throw new $.DOMException("The object is detached.", "InvalidStateError");
      if (impl.kind !== undefined && impl.kind !== contextId) return null;
      if (contextId !== "2d" && contextId !== "bitmaprenderer") return null;
      impl.kind = contextId;
      return (impl.context ??=
        contextId === "2d"
          ? $.create("OffscreenCanvasRenderingContext2D", {
              canvas: this,
              state: $.canvasDefaults(),
              saved: [],
              alpha: options?.alpha !== false,
            })
          : $.create("ImageBitmapRenderingContext", { canvas: this }));
    }
    transferToImageBitmap() {
      if (impl.isDetached || impl.context === undefined)
        throw new $.DOMException("Cannot transfer an ImageBitmap from an OffscreenCanvas with no context", "InvalidStateError");
      return $.create("ImageBitmap", { width: impl.width, height: impl.height });
    }
    async convertToBlob(options) {
      if (impl.isDetached) throw new $.DOMException("The object is detached.", "InvalidStateError");
      if (impl.width === 0 || impl.height === 0) throw new $.DOMException("The canvas has no pixels.", "IndexSizeError");
      await $.nextTask();
      if (!h.blank_png(impl.width, impl.height)) throw new $.DOMException("The canvas is too large.", "EncodingError");
      const bytes = $.handover[0];
      return new ($.exposed("Blob"))([bytes], { type: "image/png" });
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface ImageBitmapRenderingContext {
  readonly attribute any canvas;
  undefined transferFromImageBitmap(ImageBitmap? bitmap);
};`,
  class {
    get canvas() {
      return impl.canvas;
    }
    transferFromImageBitmap(bitmap) {
      if (bitmap !== null) $.takeBitmap(bitmap);
    }
  },
);
// https://html.spec.whatwg.org/#imagebitmap
define(
  `
[Exposed=(Window,Worker)]
interface ImageBitmap {
  readonly attribute unsigned long width;
  readonly attribute unsigned long height;
  undefined close();
};`,
  class {
    get width() {
      return impl.isDetached ? 0 : impl.width;
    }
    get height() {
      return impl.isDetached ? 0 : impl.height;
    }
    close() {
      impl.isDetached = true;
    }
  },
);
define(
  `
partial interface mixin WindowOrWorkerGlobalScope {
  Promise<ImageBitmap> createImageBitmap(any image, optional any a, optional any b, optional any c, optional any d, optional any e);
};`,
  class {
    async createImageBitmap(image, a, b, c, d, e) {
      const isCropped = c !== undefined || d !== undefined;
      return $.createImageBitmap(image, isCropped ? [a, b, c, d] : null, (isCropped ? e : a) ?? {});
    }
  },
);

library({
  takeBitmap(bitmap) {
    const impl = $.impl(bitmap);
    if (impl.isDetached) throw new $.DOMException("The ImageBitmap has been detached.", "InvalidStateError");
    impl.isDetached = true;
    return impl;
  },
  // what structured clones keep of an OffscreenCanvas or an ImageBitmap
  pictureEntry(object) {
    const { isDetached, context, width, height } = $.impl(object);
    if (isDetached) $.cannotClone("A detached picture");
    if (context !== undefined) throw new $.DOMException("The canvas has a context.", "InvalidStateError");
    return ["picture", $.is(object, "ImageBitmap") ? "ImageBitmap" : "OffscreenCanvas", width, height];
  },
  // https://html.spec.whatwg.org/#dom-createimagebitmap
  async createImageBitmap(image, crop, options) {
    const wrong = (name, text) => new $.DOMException(text, name);
    const rect = crop === null ? null : crop.map((number) => $.integer(number, 32, true, 0));
    if (rect !== null && (rect[2] === 0 || rect[3] === 0)) throw new RangeError("The crop rect width or height is 0.");
    for (const name of ["resizeWidth", "resizeHeight"])
      if (options[name] === 0) throw wrong("InvalidStateError", "The resize width or height is equal to 0.");
    const [width, height] = await $.pictureSize(image);
    await $.nextTask();
    let size = rect === null ? [width, height] : [Math.abs(rect[2]), Math.abs(rect[3])];
    const { resizeWidth, resizeHeight } = options;
    if (resizeWidth !== undefined || resizeHeight !== undefined)
      size = [
        resizeWidth ?? Math.ceil((size[0] * resizeHeight) / size[1]),
        resizeHeight ?? Math.ceil((size[1] * resizeWidth) / size[0]),
      ];
    return $.create("ImageBitmap", { width: size[0], height: size[1] });
  },
  async pictureSize(image) {
    const refuse = (text) => new $.DOMException(text, "InvalidStateError");
    if ($.is(image, "Blob")) {
      const size = $.fileSize(new Uint8Array($.impl(image).buffer));
      if (size === null) throw refuse("The source image could not be decoded.");
      return size;
    }
    if ($.is(image, "ImageBitmap") && $.impl(image).isDetached) throw refuse("The image source is detached.");
    if ($.is(image, "HTMLImageElement")) {
      if (!image.complete || image.naturalWidth === 0) throw refuse("The image element contains an image which has not loaded.");
      return [image.naturalWidth, image.naturalHeight];
    }
    if ($.is(image, "HTMLVideoElement")) {
      if (image.readyState < 2) throw refuse("The provided element has not loaded any data.");
      return [image.videoWidth, image.videoHeight];
    }
    if (!["HTMLCanvasElement", "OffscreenCanvas", "ImageBitmap", "ImageData"].some((name) => $.is(image, name)))
      throw new $.TypeError("The provided value is not of type 'ImageBitmapSource'.");
    if (image.width === 0 || image.height === 0) throw refuse("The image source has no pixels.");
    return [image.width, image.height];
  },
  // the size that a PNG, GIF, JPEG or WebP file says it has
  fileSize(bytes) {
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    const has = (at, text) => [...text].every((c, i) => bytes[at + i] === c.charCodeAt(0));
    if (bytes.length > 24 && has(1, "PNG")) return [view.getUint32(16), view.getUint32(20)];
    if (bytes.length > 10 && has(0, "GIF8")) return [view.getUint16(6, true), view.getUint16(8, true)];
    if (bytes.length > 30 && has(0, "RIFF") && has(8, "WEBP")) {
      if (has(12, "VP8X")) return [1 + (view.getUint32(24, true) & 0xffffff), 1 + ((view.getUint32(26, true) >> 8) & 0xffffff)];
      if (has(12, "VP8L")) {
        const bits = view.getUint32(21, true);
        return [1 + (bits & 0x3fff), 1 + ((bits >> 14) & 0x3fff)];
      }
      return [view.getUint16(26, true) & 0x3fff, view.getUint16(28, true) & 0x3fff];
    }
    if (bytes[0] !== 0xff || bytes[1] !== 0xd8) return null;
    for (let at = 2; at + 9 < bytes.length && bytes[at] === 0xff; at += 2 + view.getUint16(at + 2)) {
      const marker = bytes[at + 1];
      if (marker >= 0xc0 && marker <= 0xcf && ![0xc4, 0xc8, 0xcc].includes(marker))
        return [view.getUint16(at + 7), view.getUint16(at + 5)];
    }
    return null;
  },
});
