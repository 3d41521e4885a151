// The objects that drawing takes and gives. https://html.spec.whatwg.org/#2dcontext
define(
  `
interface mixin CanvasPath {
  undefined closePath();
  undefined moveTo(unrestricted double x, unrestricted double y);
  undefined lineTo(unrestricted double x, unrestricted double y);
  undefined quadraticCurveTo(unrestricted double cpx, unrestricted double cpy, unrestricted double x, unrestricted double y);
  undefined bezierCurveTo(unrestricted double cp1x, unrestricted double cp1y, unrestricted double cp2x, unrestricted double cp2y, unrestricted double x, unrestricted double y);
  undefined arcTo(unrestricted double x1, unrestricted double y1, unrestricted double x2, unrestricted double y2, unrestricted double radius);
  undefined rect(unrestricted double x, unrestricted double y, unrestricted double w, unrestricted double h);
  undefined roundRect(unrestricted double x, unrestricted double y, unrestricted double w, unrestricted double h, optional any radii = 0);
  undefined arc(unrestricted double x, unrestricted double y, unrestricted double radius, unrestricted double startAngle, unrestricted double endAngle, optional boolean counterclockwise = false);
  undefined ellipse(unrestricted double x, unrestricted double y, unrestricted double radiusX, unrestricted double radiusY, unrestricted double rotation, unrestricted double startAngle, unrestricted double endAngle, optional boolean counterclockwise = false);
};`,
  class {
    // a path that nobody draws need not be kept
    closePath() {}
    moveTo(x, y) {}
    lineTo(x, y) {}
    quadraticCurveTo(cpx, cpy, x, y) {}
    bezierCurveTo(cp1x, cp1y, cp2x, cp2y, x, y) {}
    arcTo(x1, y1, x2, y2, radius) {
      if (radius < 0) throw new $.DOMException("The radius is negative.", "IndexSizeError");
    }
    rect(x, y, w, height) {}
    roundRect(x, y, w, height, radii) {}
    arc(x, y, radius, startAngle, endAngle, counterclockwise) {
      if (radius < 0) throw new $.DOMException("The radius is negative.", "IndexSizeError");
    }
    ellipse(x, y, radiusX, radiusY, rotation, startAngle, endAngle, counterclockwise) {
      if (radiusX < 0 || radiusY < 0) throw new $.DOMException("A radius is negative.", "IndexSizeError");
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface Path2D {
  constructor(optional any path);
  undefined addPath(Path2D path, optional any transform = {});
};
Path2D includes CanvasPath;
`,
  class {
    construct(path) {}
    addPath(path, transform) {}
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface CanvasGradient { undefined addColorStop(double offset, DOMString color); };`,
  class {
    addColorStop(offset, color) {
      if (offset < 0 || offset > 1) throw new $.DOMException("The offset is not between 0 and 1.", "IndexSizeError");
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface CanvasPattern { undefined setTransform(optional any transform = {}); };`,
  class {
    setTransform(transform) {}
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface TextMetrics {
  readonly attribute double width;
  readonly attribute double actualBoundingBoxLeft;
  readonly attribute double actualBoundingBoxRight;
  readonly attribute double fontBoundingBoxAscent;
  readonly attribute double fontBoundingBoxDescent;
  readonly attribute double actualBoundingBoxAscent;
  readonly attribute double actualBoundingBoxDescent;
};`,
  class {
    get width() {
      return impl.width;
    }
    get actualBoundingBoxLeft() {
      return 0;
    }
    get actualBoundingBoxRight() {
      return impl.width;
    }
    get fontBoundingBoxAscent() {
      return impl.size * 0.9;
    }
    get fontBoundingBoxDescent() {
      return impl.size * 0.2;
    }
    get actualBoundingBoxAscent() {
      return impl.size * 0.75;
    }
    get actualBoundingBoxDescent() {
      return impl.size * 0.2;
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface ImageData {
  constructor(any data, unsigned long width, optional any height, optional any settings = {});
  readonly attribute unsigned long width;
  readonly attribute unsigned long height;
  readonly attribute any data;
  readonly attribute DOMString colorSpace;
};`,
  class {
    // https://html.spec.whatwg.org/#dom-imagedata
    construct(data, width, height) {
      if (!ArrayBuffer.isView(data)) {
        const sw = $.integer(data, 32, false, 0);
        return void $.fillImageData(impl, sw, width);
      }
      if (!(data instanceof Uint8ClampedArray)) throw new $.TypeError("parameter 1 is not of type 'Uint8ClampedArray'.");
      if (data.length === 0 || data.length % 4 !== 0)
        throw new $.DOMException("The length of the data is not a multiple of 4.", "InvalidStateError");
      const rows = data.length / 4 / width;
      if (!Number.isInteger(rows) || (height !== undefined && $.integer(height, 32, false, 0) !== rows))
        throw new $.DOMException("The size does not fit the data.", "IndexSizeError");
      Object.assign(impl, { width, height: rows, data });
    }
    get width() {
      return impl.width;
    }
    get height() {
      return impl.height;
    }
    get data() {
      return impl.data;
    }
    get colorSpace() {
      return "srgb";
    }
  },
);

library({
  canvasDefaults() {
    return {
      globalAlpha: 1,
      globalCompositeOperation: "source-over",
      imageSmoothingEnabled: true,
      imageSmoothingQuality: "low",
      strokeStyle: "#000000",
      fillStyle: "#000000",
      shadowOffsetX: 0,
      shadowOffsetY: 0,
      shadowBlur: 0,
      shadowColor: "rgba(0, 0, 0, 0)",
      filter: "none",
      lineWidth: 1,
      lineCap: "butt",
      lineJoin: "miter",
      miterLimit: 10,
      lineDash: [],
      lineDashOffset: 0,
      font: "10px sans-serif",
      textAlign: "start",
      textBaseline: "alphabetic",
      direction: "ltr",
      letterSpacing: "0px",
      wordSpacing: "0px",
      fontKerning: "auto",
    };
  },
  // AD-HOC: a color is kept as it was given, not serialized as browsers do
  setCanvasStyle(state, name, value) {
    state[name] = $.is(value, "CanvasGradient") || $.is(value, "CanvasPattern") ? value : $.str(value);
  },
  // AD-HOC: a character is as wide as in a common sans-serif font, roughly
  measureText(font, text) {
    const [, number, unit] = /(\d*\.?\d+)(px|pt|em|rem)/.exec(font) ?? [0, 10, "px"];
    const size = +number * { px: 1, pt: 4 / 3, em: 16, rem: 16 }[unit];
    let width = 0;
    for (const c of text)
      width += /[iIjl.,:;'|! ]/.test(c)
        ? 0.28
        : /[mwMW@%]/.test(c)
          ? 0.87
          : c.codePointAt(0) > 0x2e80
            ? 1
            : /[A-Z]/.test(c)
              ? 0.67
              : 0.53;
    return { size, width: width * size };
  },
  newImageData(width, height) {
    const impl = {};
    $.fillImageData(impl, width, height);
    return $.create("ImageData", impl);
  },
  fillImageData(impl, width, height) {
    if (width === 0 || height === 0) throw new $.DOMException("The width or the height is zero.", "IndexSizeError");
    Object.assign(impl, { width, height, data: new Uint8ClampedArray(width * height * 4) });
  },
});
