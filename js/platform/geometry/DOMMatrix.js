// https://drafts.fxtf.org/geometry/#DOMMatrix: a matrix that can be changed
define(
  `
[Exposed=(Window,Worker), LegacyWindowAlias=(SVGMatrix, WebKitCSSMatrix)]
interface DOMMatrix : DOMMatrixReadOnly {
  constructor(optional (DOMString or sequence<unrestricted double>) init);
  [NewObject] static DOMMatrix fromMatrix(optional DOMMatrixInit other = {});
  [NewObject] static DOMMatrix fromFloat32Array(Float32Array array32);
  [NewObject] static DOMMatrix fromFloat64Array(Float64Array array64);
  inherit attribute unrestricted double a;
  inherit attribute unrestricted double b;
  inherit attribute unrestricted double c;
  inherit attribute unrestricted double d;
  inherit attribute unrestricted double e;
  inherit attribute unrestricted double f;
  inherit attribute unrestricted double m11;
  inherit attribute unrestricted double m12;
  inherit attribute unrestricted double m13;
  inherit attribute unrestricted double m14;
  inherit attribute unrestricted double m21;
  inherit attribute unrestricted double m22;
  inherit attribute unrestricted double m23;
  inherit attribute unrestricted double m24;
  inherit attribute unrestricted double m31;
  inherit attribute unrestricted double m32;
  inherit attribute unrestricted double m33;
  inherit attribute unrestricted double m34;
  inherit attribute unrestricted double m41;
  inherit attribute unrestricted double m42;
  inherit attribute unrestricted double m43;
  inherit attribute unrestricted double m44;
  DOMMatrix translateSelf(optional unrestricted double tx = 0, optional unrestricted double ty = 0, optional unrestricted double tz = 0);
  DOMMatrix scaleSelf(optional unrestricted double scaleX = 1, optional unrestricted double scaleY, optional unrestricted double scaleZ = 1, optional unrestricted double originX = 0, optional unrestricted double originY = 0, optional unrestricted double originZ = 0);
  DOMMatrix scale3dSelf(optional unrestricted double scale = 1, optional unrestricted double originX = 0, optional unrestricted double originY = 0, optional unrestricted double originZ = 0);
  DOMMatrix rotateSelf(optional unrestricted double rotX = 0, optional unrestricted double rotY, optional unrestricted double rotZ);
  DOMMatrix rotateFromVectorSelf(optional unrestricted double x = 0, optional unrestricted double y = 0);
  DOMMatrix rotateAxisAngleSelf(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double z = 0, optional unrestricted double angle = 0);
  DOMMatrix skewXSelf(optional unrestricted double sx = 0);
  DOMMatrix skewYSelf(optional unrestricted double sy = 0);
  DOMMatrix multiplySelf(optional DOMMatrixInit other = {});
  DOMMatrix preMultiplySelf(optional DOMMatrixInit other = {});
  DOMMatrix invertSelf();
  [Exposed=Window] DOMMatrix setMatrixValue(DOMString transformList);
};`,
  class {
    construct(init) {
      Object.assign(impl, $.matrixFrom(init));
    }
    static fromMatrix(other) {
      return $.create("DOMMatrix", $.matrixOf(other));
    }
    static fromFloat32Array(array32) {
      return $.create("DOMMatrix", $.matrixFrom([...array32]));
    }
    static fromFloat64Array(array64) {
      return $.create("DOMMatrix", $.matrixFrom([...array64]));
    }
    get a() {
      return impl.m[0];
    }
    set a(value) {
      impl.m[0] = value;
    }
    get b() {
      return impl.m[1];
    }
    set b(value) {
      impl.m[1] = value;
    }
    get c() {
      return impl.m[4];
    }
    set c(value) {
      impl.m[4] = value;
    }
    get d() {
      return impl.m[5];
    }
    set d(value) {
      impl.m[5] = value;
    }
    get e() {
      return impl.m[12];
    }
    set e(value) {
      impl.m[12] = value;
    }
    get f() {
      return impl.m[13];
    }
    set f(value) {
      impl.m[13] = value;
    }
    get m11() {
      return impl.m[0];
    }
    set m11(value) {
      impl.m[0] = value;
    }
    get m12() {
      return impl.m[1];
    }
    set m12(value) {
      impl.m[1] = value;
    }
    get m13() {
      return impl.m[2];
    }
    set m13(value) {
      impl.m[2] = value;
      if (value !== 0) impl.flat = false;
    }
    get m14() {
      return impl.m[3];
    }
    set m14(value) {
      impl.m[3] = value;
      if (value !== 0) impl.flat = false;
    }
    get m21() {
      return impl.m[4];
    }
    set m21(value) {
      impl.m[4] = value;
    }
    get m22() {
      return impl.m[5];
    }
    set m22(value) {
      impl.m[5] = value;
    }
    get m23() {
      return impl.m[6];
    }
    set m23(value) {
      impl.m[6] = value;
      if (value !== 0) impl.flat = false;
    }
    get m24() {
      return impl.m[7];
    }
    set m24(value) {
      impl.m[7] = value;
      if (value !== 0) impl.flat = false;
    }
    get m31() {
      return impl.m[8];
    }
    set m31(value) {
      impl.m[8] = value;
      if (value !== 0) impl.flat = false;
    }
    get m32() {
      return impl.m[9];
    }
    set m32(value) {
      impl.m[9] = value;
      if (value !== 0) impl.flat = false;
    }
    get m33() {
      return impl.m[10];
    }
    set m33(value) {
      impl.m[10] = value;
      if (value !== 1) impl.flat = false;
    }
    get m34() {
      return impl.m[11];
    }
    set m34(value) {
      impl.m[11] = value;
      if (value !== 0) impl.flat = false;
    }
    get m41() {
      return impl.m[12];
    }
    set m41(value) {
      impl.m[12] = value;
    }
    get m42() {
      return impl.m[13];
    }
    set m42(value) {
      impl.m[13] = value;
    }
    get m43() {
      return impl.m[14];
    }
    set m43(value) {
      impl.m[14] = value;
      if (value !== 0) impl.flat = false;
    }
    get m44() {
      return impl.m[15];
    }
    set m44(value) {
      impl.m[15] = value;
      if (value !== 1) impl.flat = false;
    }
    translateSelf(tx, ty, tz) {
      return $.timesMatrix(this, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, tx, ty, tz, 1], tz === 0);
    }
    scaleSelf(scaleX, scaleY, scaleZ, originX, originY, originZ) {
      $.timesMatrix(this, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, originX, originY, originZ, 1], originZ === 0);
      $.timesMatrix(this, [scaleX, 0, 0, 0, 0, scaleY ?? scaleX, 0, 0, 0, 0, scaleZ, 0, 0, 0, 0, 1], scaleZ === 1);
      return $.timesMatrix(this, [1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, -originX, -originY, -originZ, 1], true);
    }
    scale3dSelf(scale, originX, originY, originZ) {
      return this.scaleSelf(scale, scale, scale, originX, originY, originZ);
    }
    rotateSelf(rotX, rotY, rotZ) {
      if (rotY === undefined && rotZ === undefined) {
        rotZ = rotX;
        rotX = rotY = 0;
      }
      this.rotateAxisAngleSelf(0, 0, 1, rotZ ?? 0);
      this.rotateAxisAngleSelf(0, 1, 0, rotY ?? 0);
      return this.rotateAxisAngleSelf(1, 0, 0, rotX);
    }
    rotateFromVectorSelf(x, y) {
      return this.rotateAxisAngleSelf(0, 0, 1, (Math.atan2(y, x) * 180) / Math.PI);
    }
    rotateAxisAngleSelf(x, y, z, angle) {
      return $.timesMatrix(this, $.rotationMatrix(x, y, z, angle), (x === 0 && y === 0) || angle === 0);
    }
    skewXSelf(sx) {
      return $.timesMatrix(this, [1, 0, 0, 0, Math.tan((sx * Math.PI) / 180), 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], true);
    }
    skewYSelf(sy) {
      return $.timesMatrix(this, [1, Math.tan((sy * Math.PI) / 180), 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], true);
    }
    multiplySelf(other) {
      const o = $.matrixOf(other);
      return $.timesMatrix(this, o.m, o.flat);
    }
    preMultiplySelf(other) {
      const o = $.matrixOf(other);
      impl.m = $.product(o.m, impl.m);
      impl.flat = impl.flat && o.flat;
      return this;
    }
    invertSelf() {
      const inverse = $.invertedMatrix(impl.m);
      impl.m = inverse ?? $.identity().map(() => NaN);
      if (inverse === null) impl.flat = false;
      return this;
    }
    setMatrixValue(transformList) {
      Object.assign(impl, $.matrixFrom(transformList));
      return this;
    }
  },
);
