// https://drafts.fxtf.org/geometry/#DOMRect and #DOMPoint
define(
  `
[Exposed=(Window,Worker)]
interface DOMRectReadOnly {
  constructor(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double width = 0, optional unrestricted double height = 0);
  [NewObject] static DOMRectReadOnly fromRect(optional DOMRectInit other = {});
  readonly attribute unrestricted double x;
  readonly attribute unrestricted double y;
  readonly attribute unrestricted double width;
  readonly attribute unrestricted double height;
  readonly attribute unrestricted double top;
  readonly attribute unrestricted double right;
  readonly attribute unrestricted double bottom;
  readonly attribute unrestricted double left;
  [Default] object toJSON();
};
dictionary DOMRectInit {
  unrestricted double x = 0;
  unrestricted double y = 0;
  unrestricted double width = 0;
  unrestricted double height = 0;
};`,
  class {
    construct(x, y, width, height) {
      Object.assign(impl, { x, y, width, height });
    }
    static fromRect(other) {
      return $.create("DOMRectReadOnly", { ...other });
    }
    get x() {
      return impl.x;
    }
    get y() {
      return impl.y;
    }
    get width() {
      return impl.width;
    }
    get height() {
      return impl.height;
    }
    get top() {
      return Math.min(impl.y, impl.y + impl.height);
    }
    get right() {
      return Math.max(impl.x, impl.x + impl.width);
    }
    get bottom() {
      return Math.max(impl.y, impl.y + impl.height);
    }
    get left() {
      return Math.min(impl.x, impl.x + impl.width);
    }
    toJSON() {
      const { x, y, width, height, top, right, bottom, left } = this;
      return { x, y, width, height, top, right, bottom, left };
    }
  },
);
define(
  `
[Exposed=(Window,Worker), LegacyWindowAlias=SVGRect]
interface DOMRect : DOMRectReadOnly {
  constructor(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double width = 0, optional unrestricted double height = 0);
  [NewObject] static DOMRect fromRect(optional DOMRectInit other = {});
  inherit attribute unrestricted double x;
  inherit attribute unrestricted double y;
  inherit attribute unrestricted double width;
  inherit attribute unrestricted double height;
};`,
  class {
    construct(x, y, width, height) {
      Object.assign(impl, { x, y, width, height });
    }
    static fromRect(other) {
      return $.create("DOMRect", { ...other });
    }
    get x() {
      return impl.x;
    }
    set x(value) {
      impl.x = value;
    }
    get y() {
      return impl.y;
    }
    set y(value) {
      impl.y = value;
    }
    get width() {
      return impl.width;
    }
    set width(value) {
      impl.width = value;
    }
    get height() {
      return impl.height;
    }
    set height(value) {
      impl.height = value;
    }
  },
);
define(
  `
[Exposed=Window]
interface DOMRectList {
  readonly attribute unsigned long length;
  getter DOMRect? item(unsigned long index);
};`,
  class {
    get length() {
      return impl.list.length;
    }
    item(index) {
      return impl.list[index] ?? null;
    }
    static $length(impl) {
      return impl.list.length;
    }
    static $item(impl, index) {
      return impl.list[index];
    }
  },
);
define(
  `
[Exposed=(Window,Worker)]
interface DOMPointReadOnly {
  constructor(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double z = 0, optional unrestricted double w = 1);
  [NewObject] static DOMPointReadOnly fromPoint(optional DOMPointInit other = {});
  readonly attribute unrestricted double x;
  readonly attribute unrestricted double y;
  readonly attribute unrestricted double z;
  readonly attribute unrestricted double w;
  [NewObject] DOMPoint matrixTransform(optional DOMMatrixInit matrix = {});
  [Default] object toJSON();
};
dictionary DOMPointInit {
  unrestricted double x = 0;
  unrestricted double y = 0;
  unrestricted double z = 0;
  unrestricted double w = 1;
};`,
  class {
    construct(x, y, z, w) {
      Object.assign(impl, { x, y, z, w });
    }
    static fromPoint(other) {
      return $.create("DOMPointReadOnly", { ...other });
    }
    get x() {
      return impl.x;
    }
    get y() {
      return impl.y;
    }
    get z() {
      return impl.z;
    }
    get w() {
      return impl.w;
    }
    matrixTransform(matrix) {
      return $.transformedPoint($.matrixOf(matrix).m, impl);
    }
    toJSON() {
      const { x, y, z, w } = impl;
      return { x, y, z, w };
    }
  },
);
define(
  `
[Exposed=(Window,Worker), LegacyWindowAlias=SVGPoint]
interface DOMPoint : DOMPointReadOnly {
  constructor(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double z = 0, optional unrestricted double w = 1);
  [NewObject] static DOMPoint fromPoint(optional DOMPointInit other = {});
  inherit attribute unrestricted double x;
  inherit attribute unrestricted double y;
  inherit attribute unrestricted double z;
  inherit attribute unrestricted double w;
};`,
  class {
    construct(x, y, z, w) {
      Object.assign(impl, { x, y, z, w });
    }
    static fromPoint(other) {
      return $.create("DOMPoint", { ...other });
    }
    get x() {
      return impl.x;
    }
    set x(value) {
      impl.x = value;
    }
    get y() {
      return impl.y;
    }
    set y(value) {
      impl.y = value;
    }
    get z() {
      return impl.z;
    }
    set z(value) {
      impl.z = value;
    }
    get w() {
      return impl.w;
    }
    set w(value) {
      impl.w = value;
    }
  },
);
