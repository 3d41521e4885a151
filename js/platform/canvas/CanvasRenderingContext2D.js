// A context that keeps its state and draws nothing: what would draw reports itself as not implemented, once.
// https://html.spec.whatwg.org/#2dcontext
define(
  `
[Exposed=Window]
interface CanvasRenderingContext2D {
  readonly attribute HTMLCanvasElement canvas;
  any getContextAttributes();
  undefined drawFocusIfNeeded(any path, optional any element);
};
CanvasRenderingContext2D includes CanvasDrawing;
CanvasRenderingContext2D includes CanvasPath;
`,
  class {
    get canvas() {
      return impl.canvas;
    }
    getContextAttributes() {
      return { __proto__: $.objects, alpha: impl.alpha, colorSpace: "srgb", desynchronized: false, willReadFrequently: false };
    }
  },
);
// https://html.spec.whatwg.org/#offscreencanvasrenderingcontext2d
define(
  `
[Exposed=(Window,Worker)]
interface OffscreenCanvasRenderingContext2D { readonly attribute OffscreenCanvas canvas; };
OffscreenCanvasRenderingContext2D includes CanvasDrawing;
OffscreenCanvasRenderingContext2D includes CanvasPath;
`,
  class {
    get canvas() {
      return impl.canvas;
    }
  },
);
define(
  `
interface mixin CanvasDrawing {
  undefined save();
  undefined restore();
  undefined reset();
  boolean isContextLost();
  undefined scale(unrestricted double x, unrestricted double y);
  undefined rotate(unrestricted double angle);
  undefined translate(unrestricted double x, unrestricted double y);
  undefined transform(unrestricted double a, unrestricted double b, unrestricted double c, unrestricted double d, unrestricted double e, unrestricted double f);
  any getTransform();
  undefined setTransform(any a, any b, any c, any d, any e, any f);
  undefined resetTransform();
  attribute unrestricted double globalAlpha;
  attribute DOMString globalCompositeOperation;
  attribute boolean imageSmoothingEnabled;
  attribute DOMString imageSmoothingQuality;
  attribute any strokeStyle;
  attribute any fillStyle;
  CanvasGradient createLinearGradient(double x0, double y0, double x1, double y1);
  CanvasGradient createRadialGradient(double x0, double y0, double r0, double x1, double y1, double r1);
  CanvasGradient createConicGradient(double startAngle, double x, double y);
  CanvasPattern? createPattern(any image, [LegacyNullToEmptyString] DOMString repetition);
  attribute unrestricted double shadowOffsetX;
  attribute unrestricted double shadowOffsetY;
  attribute unrestricted double shadowBlur;
  attribute DOMString shadowColor;
  attribute DOMString filter;
  undefined clearRect(unrestricted double x, unrestricted double y, unrestricted double w, unrestricted double h);
  undefined fillRect(unrestricted double x, unrestricted double y, unrestricted double w, unrestricted double h);
  undefined strokeRect(unrestricted double x, unrestricted double y, unrestricted double w, unrestricted double h);
  undefined beginPath();
  undefined fill(optional any path, optional any fillRule);
  undefined stroke(optional any path);
  undefined clip(optional any path, optional any fillRule);
  boolean isPointInPath(any path, any x, optional any y, optional any fillRule);
  boolean isPointInStroke(any path, any x, optional any y);
  undefined fillText(DOMString text, unrestricted double x, unrestricted double y, optional unrestricted double maxWidth);
  undefined strokeText(DOMString text, unrestricted double x, unrestricted double y, optional unrestricted double maxWidth);
  TextMetrics measureText(DOMString text);
  undefined drawImage(any image, unrestricted double dx, unrestricted double dy, optional any a, optional any b, optional any c, optional any d, optional any e, optional any f);
  ImageData createImageData(any sw, optional any sh, optional any settings = {});
  ImageData getImageData([EnforceRange] long sx, [EnforceRange] long sy, [EnforceRange] long sw, [EnforceRange] long sh, optional any settings = {});
  undefined putImageData(any imageData, long dx, long dy, optional any dirtyX, optional any dirtyY, optional any dirtyWidth, optional any dirtyHeight);
  attribute unrestricted double lineWidth;
  attribute DOMString lineCap;
  attribute DOMString lineJoin;
  attribute unrestricted double miterLimit;
  undefined setLineDash(sequence<unrestricted double> segments);
  sequence<unrestricted double> getLineDash();
  attribute unrestricted double lineDashOffset;
  attribute DOMString font;
  attribute DOMString textAlign;
  attribute DOMString textBaseline;
  attribute DOMString direction;
  attribute DOMString letterSpacing;
  attribute DOMString wordSpacing;
  attribute DOMString fontKerning;
};`,
  class {
    save() {
      impl.saved.push({ ...impl.state });
    }
    restore() {
      if (impl.saved.length > 0) impl.state = impl.saved.pop();
    }
    reset() {
      impl.state = $.canvasDefaults();
      impl.saved = [];
    }
    isContextLost() {
      return false;
    }
    get globalAlpha() {
      return impl.state.globalAlpha;
    }
    set globalAlpha(value) {
      if (value >= 0 && value <= 1) impl.state.globalAlpha = value;
    }
    get globalCompositeOperation() {
      return impl.state.globalCompositeOperation;
    }
    set globalCompositeOperation(value) {
      impl.state.globalCompositeOperation = value;
    }
    get imageSmoothingEnabled() {
      return impl.state.imageSmoothingEnabled;
    }
    set imageSmoothingEnabled(value) {
      impl.state.imageSmoothingEnabled = value;
    }
    get imageSmoothingQuality() {
      return impl.state.imageSmoothingQuality;
    }
    set imageSmoothingQuality(value) {
      if (["low", "medium", "high"].includes(value)) impl.state.imageSmoothingQuality = value;
    }
    get strokeStyle() {
      return impl.state.strokeStyle;
    }
    set strokeStyle(value) {
      $.setCanvasStyle(impl.state, "strokeStyle", value);
    }
    get fillStyle() {
      return impl.state.fillStyle;
    }
    set fillStyle(value) {
      $.setCanvasStyle(impl.state, "fillStyle", value);
    }
    createLinearGradient(x0, y0, x1, y1) {
      return $.create("CanvasGradient");
    }
    createRadialGradient(x0, y0, r0, x1, y1, r1) {
      if (r0 < 0 || r1 < 0) throw new $.DOMException("A radius is negative.", "IndexSizeError");
      return $.create("CanvasGradient");
    }
    createConicGradient(startAngle, x, y) {
      return $.create("CanvasGradient");
    }
    createPattern(image, repetition) {
      return $.create("CanvasPattern");
    }
    get shadowOffsetX() {
      return impl.state.shadowOffsetX;
    }
    set shadowOffsetX(value) {
      if (Number.isFinite(value)) impl.state.shadowOffsetX = value;
    }
    get shadowOffsetY() {
      return impl.state.shadowOffsetY;
    }
    set shadowOffsetY(value) {
      if (Number.isFinite(value)) impl.state.shadowOffsetY = value;
    }
    get shadowBlur() {
      return impl.state.shadowBlur;
    }
    set shadowBlur(value) {
      if (Number.isFinite(value) && value >= 0) impl.state.shadowBlur = value;
    }
    get shadowColor() {
      return impl.state.shadowColor;
    }
    set shadowColor(value) {
      impl.state.shadowColor = value;
    }
    get filter() {
      return impl.state.filter;
    }
    set filter(value) {
      impl.state.filter = value;
    }
    clearRect(x, y, w, height) {}
    beginPath() {}
    isPointInPath(path, x, y, fillRule) {
      return false;
    }
    isPointInStroke(path, x, y) {
      return false;
    }
    // https://html.spec.whatwg.org/#dom-context-2d-measuretext
    measureText(text) {
      return $.create("TextMetrics", $.measureText(impl.state.font, text));
    }
    createImageData(sw, sh, settings) {
      if ($.is(sw, "ImageData")) return $.newImageData(sw.width, sw.height);
      return $.newImageData(Math.abs($.integer(sw, 32, true, 1)), Math.abs($.integer(sh, 32, true, 1)));
    }
    getImageData(sx, sy, sw, sh, settings) {
      return $.newImageData(Math.abs(sw), Math.abs(sh));
    }
    get lineWidth() {
      return impl.state.lineWidth;
    }
    set lineWidth(value) {
      if (Number.isFinite(value) && value > 0) impl.state.lineWidth = value;
    }
    get lineCap() {
      return impl.state.lineCap;
    }
    set lineCap(value) {
      if (["butt", "round", "square"].includes(value)) impl.state.lineCap = value;
    }
    get lineJoin() {
      return impl.state.lineJoin;
    }
    set lineJoin(value) {
      if (["round", "bevel", "miter"].includes(value)) impl.state.lineJoin = value;
    }
    get miterLimit() {
      return impl.state.miterLimit;
    }
    set miterLimit(value) {
      if (Number.isFinite(value) && value > 0) impl.state.miterLimit = value;
    }
    setLineDash(segments) {
      if (segments.some((s) => !Number.isFinite(s) || s < 0)) return;
      impl.state.lineDash = segments.length % 2 ? [...segments, ...segments] : segments;
    }
    getLineDash() {
      return impl.state.lineDash.slice();
    }
    get lineDashOffset() {
      return impl.state.lineDashOffset;
    }
    set lineDashOffset(value) {
      if (Number.isFinite(value)) impl.state.lineDashOffset = value;
    }
    get font() {
      return impl.state.font;
    }
    set font(value) {
      if (/\d(?:px|pt|em|rem|%|vw|vh)|xx?-small|small|medium|large/.test(value)) impl.state.font = value;
    }
    get textAlign() {
      return impl.state.textAlign;
    }
    set textAlign(value) {
      if (["start", "end", "left", "right", "center"].includes(value)) impl.state.textAlign = value;
    }
    get textBaseline() {
      return impl.state.textBaseline;
    }
    set textBaseline(value) {
      if (["top", "hanging", "middle", "alphabetic", "ideographic", "bottom"].includes(value)) impl.state.textBaseline = value;
    }
    get direction() {
      return impl.state.direction;
    }
    set direction(value) {
      if (["ltr", "rtl", "inherit"].includes(value)) impl.state.direction = value;
    }
    get letterSpacing() {
      return impl.state.letterSpacing;
    }
    set letterSpacing(value) {
      impl.state.letterSpacing = value;
    }
    get wordSpacing() {
      return impl.state.wordSpacing;
    }
    set wordSpacing(value) {
      impl.state.wordSpacing = value;
    }
    get fontKerning() {
      return impl.state.fontKerning;
    }
    set fontKerning(value) {
      if (["auto", "normal", "none"].includes(value)) impl.state.fontKerning = value;
    }
  },
);
