// https://drafts.fxtf.org/geometry/#DOMQuad
define(
  `
[Exposed=(Window,Worker)]
interface DOMQuad {
  constructor(optional DOMPointInit p1 = {}, optional DOMPointInit p2 = {}, optional DOMPointInit p3 = {}, optional DOMPointInit p4 = {});
  [NewObject] static DOMQuad fromRect(optional DOMRectInit other = {});
  [NewObject] static DOMQuad fromQuad(optional DOMQuadInit other = {});
  [SameObject] readonly attribute DOMPoint p1;
  [SameObject] readonly attribute DOMPoint p2;
  [SameObject] readonly attribute DOMPoint p3;
  [SameObject] readonly attribute DOMPoint p4;
  [NewObject] DOMRect getBounds();
  [Default] object toJSON();
};
dictionary DOMQuadInit {
  DOMPointInit p1;
  DOMPointInit p2;
  DOMPointInit p3;
  DOMPointInit p4;
};`,
  class {
    construct(p1, p2, p3, p4) {
      impl.points = [p1, p2, p3, p4].map((p) => $.create("DOMPoint", { ...p }));
    }
    static fromRect(other) {
      const { x, y, width, height } = other;
      return $.quad(
        [
          [x, y],
          [x + width, y],
          [x + width, y + height],
          [x, y + height],
        ].map(([px, py]) => ({ x: px, y: py, z: 0, w: 1 })),
      );
    }
    static fromQuad(other) {
      return $.quad(["p1", "p2", "p3", "p4"].map((p) => other[p] ?? { x: 0, y: 0, z: 0, w: 1 }));
    }
    get p1() {
      return impl.points[0];
    }
    get p2() {
      return impl.points[1];
    }
    get p3() {
      return impl.points[2];
    }
    get p4() {
      return impl.points[3];
    }
    getBounds() {
      const xs = impl.points.map((p) => p.x),
        ys = impl.points.map((p) => p.y);
      const x = Math.min(...xs),
        y = Math.min(...ys);
      return $.create("DOMRect", { x, y, width: Math.max(...xs) - x, height: Math.max(...ys) - y });
    }
    toJSON() {
      const [p1, p2, p3, p4] = impl.points;
      return { p1, p2, p3, p4 };
    }
  },
);

library({
  quad(points) {
    return $.create("DOMQuad", { points: points.map((p) => $.create("DOMPoint", { ...p })) });
  },
});
