// https://drafts.fxtf.org/geometry/#DOMMatrix; `impl.m` holds the elements column by column, `impl.flat` whether they are 2D
define(
  `
[Exposed=(Window,Worker)]
interface DOMMatrixReadOnly {
  constructor(optional (DOMString or sequence<unrestricted double>) init);
  [NewObject] static DOMMatrixReadOnly fromMatrix(optional DOMMatrixInit other = {});
  [NewObject] static DOMMatrixReadOnly fromFloat32Array(Float32Array array32);
  [NewObject] static DOMMatrixReadOnly fromFloat64Array(Float64Array array64);
  readonly attribute unrestricted double a;
  readonly attribute unrestricted double b;
  readonly attribute unrestricted double c;
  readonly attribute unrestricted double d;
  readonly attribute unrestricted double e;
  readonly attribute unrestricted double f;
  readonly attribute unrestricted double m11;
  readonly attribute unrestricted double m12;
  readonly attribute unrestricted double m13;
  readonly attribute unrestricted double m14;
  readonly attribute unrestricted double m21;
  readonly attribute unrestricted double m22;
  readonly attribute unrestricted double m23;
  readonly attribute unrestricted double m24;
  readonly attribute unrestricted double m31;
  readonly attribute unrestricted double m32;
  readonly attribute unrestricted double m33;
  readonly attribute unrestricted double m34;
  readonly attribute unrestricted double m41;
  readonly attribute unrestricted double m42;
  readonly attribute unrestricted double m43;
  readonly attribute unrestricted double m44;
  readonly attribute boolean is2D;
  readonly attribute boolean isIdentity;
  [NewObject] DOMMatrix translate(optional unrestricted double tx = 0, optional unrestricted double ty = 0, optional unrestricted double tz = 0);
  [NewObject] DOMMatrix scale(optional unrestricted double scaleX = 1, optional unrestricted double scaleY, optional unrestricted double scaleZ = 1, optional unrestricted double originX = 0, optional unrestricted double originY = 0, optional unrestricted double originZ = 0);
  [NewObject] DOMMatrix scale3d(optional unrestricted double scale = 1, optional unrestricted double originX = 0, optional unrestricted double originY = 0, optional unrestricted double originZ = 0);
  [NewObject] DOMMatrix rotate(optional unrestricted double rotX = 0, optional unrestricted double rotY, optional unrestricted double rotZ);
  [NewObject] DOMMatrix rotateFromVector(optional unrestricted double x = 0, optional unrestricted double y = 0);
  [NewObject] DOMMatrix rotateAxisAngle(optional unrestricted double x = 0, optional unrestricted double y = 0, optional unrestricted double z = 0, optional unrestricted double angle = 0);
  [NewObject] DOMMatrix skewX(optional unrestricted double sx = 0);
  [NewObject] DOMMatrix skewY(optional unrestricted double sy = 0);
  [NewObject] DOMMatrix multiply(optional DOMMatrixInit other = {});
  [NewObject] DOMMatrix scaleNonUniform(optional unrestricted double scaleX = 1, optional unrestricted double scaleY = 1);
  [NewObject] DOMMatrix flipX();
  [NewObject] DOMMatrix flipY();
  [NewObject] DOMMatrix inverse();
  [NewObject] DOMPoint transformPoint(optional DOMPointInit point = {});
  [NewObject] Float32Array toFloat32Array();
  [NewObject] Float64Array toFloat64Array();
  [Exposed=Window] stringifier;
  [Default] object toJSON();
};
dictionary DOMMatrix2DInit {
  unrestricted double a;
  unrestricted double b;
  unrestricted double c;
  unrestricted double d;
  unrestricted double e;
  unrestricted double f;
  unrestricted double m11;
  unrestricted double m12;
  unrestricted double m21;
  unrestricted double m22;
  unrestricted double m41;
  unrestricted double m42;
};
dictionary DOMMatrixInit : DOMMatrix2DInit {
  unrestricted double m13 = 0;
  unrestricted double m14 = 0;
  unrestricted double m23 = 0;
  unrestricted double m24 = 0;
  unrestricted double m31 = 0;
  unrestricted double m32 = 0;
  unrestricted double m33 = 1;
  unrestricted double m34 = 0;
  unrestricted double m43 = 0;
  unrestricted double m44 = 1;
  boolean is2D;
};`,
  class {
    construct(init) {
      Object.assign(impl, $.matrixFrom(init));
    }
    static fromMatrix(other) {
      return $.create("DOMMatrixReadOnly", $.matrixOf(other));
    }
    static fromFloat32Array(array32) {
      return $.create("DOMMatrixReadOnly", $.matrixFrom([...array32]));
    }
    static fromFloat64Array(array64) {
      return $.create("DOMMatrixReadOnly", $.matrixFrom([...array64]));
    }
    get a() {
      return impl.m[0];
    }
    get b() {
      return impl.m[1];
    }
    get c() {
      return impl.m[4];
    }
    get d() {
      return impl.m[5];
    }
    get e() {
      return impl.m[12];
    }
    get f() {
      return impl.m[13];
    }
    get m11() {
      return impl.m[0];
    }
    get m12() {
      return impl.m[1];
    }
    get m13() {
      return impl.m[2];
    }
    get m14() {
      return impl.m[3];
    }
    get m21() {
      return impl.m[4];
    }
    get m22() {
      return impl.m[5];
    }
    get m23() {
      return impl.m[6];
    }
    get m24() {
      return impl.m[7];
    }
    get m31() {
      return impl.m[8];
    }
    get m32() {
      return impl.m[9];
    }
    get m33() {
      return impl.m[10];
    }
    get m34() {
      return impl.m[11];
    }
    get m41() {
      return impl.m[12];
    }
    get m42() {
      return impl.m[13];
    }
    get m43() {
      return impl.m[14];
    }
    get m44() {
      return impl.m[15];
    }
    get is2D() {
      return impl.flat;
    }
    get isIdentity() {
      return impl.m.every((v, i) => v === (i % 5 === 0 ? 1 : 0));
    }
    translate(tx, ty, tz) {
      return $.copyMatrix(impl).translateSelf(tx, ty, tz);
    }
    scale(scaleX, scaleY, scaleZ, originX, originY, originZ) {
      return $.copyMatrix(impl).scaleSelf(scaleX, scaleY, scaleZ, originX, originY, originZ);
    }
    scale3d(scale, originX, originY, originZ) {
      return $.copyMatrix(impl).scale3dSelf(scale, originX, originY, originZ);
    }
    rotate(rotX, rotY, rotZ) {
      return $.copyMatrix(impl).rotateSelf(rotX, rotY, rotZ);
    }
    rotateFromVector(x, y) {
      return $.copyMatrix(impl).rotateFromVectorSelf(x, y);
    }
    rotateAxisAngle(x, y, z, angle) {
      return $.copyMatrix(impl).rotateAxisAngleSelf(x, y, z, angle);
    }
    skewX(sx) {
      return $.copyMatrix(impl).skewXSelf(sx);
    }
    skewY(sy) {
      return $.copyMatrix(impl).skewYSelf(sy);
    }
    multiply(other) {
      return $.copyMatrix(impl).multiplySelf(other);
    }
    scaleNonUniform(scaleX, scaleY) {
      return $.copyMatrix(impl).scaleSelf(scaleX, scaleY, 1, 0, 0, 0);
    }
    flipX() {
      return $.timesMatrix($.copyMatrix(impl), [-1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], true);
    }
    flipY() {
      return $.timesMatrix($.copyMatrix(impl), [1, 0, 0, 0, 0, -1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1], true);
    }
    inverse() {
      return $.copyMatrix(impl).invertSelf();
    }
    transformPoint(point) {
      return $.transformedPoint(impl.m, point);
    }
    toFloat32Array() {
      return new Float32Array(impl.m);
    }
    toFloat64Array() {
      return new Float64Array(impl.m);
    }
    toString() {
      return $.matrixText(impl);
    }
    toJSON() {
      const result = {};
      for (const name of $.matrixNames) result[name] = this[name];
      return result;
    }
  },
);
